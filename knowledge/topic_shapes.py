"""What a card's topic looks like as a whole: the centre of its sayings' vectors and the profile of their words."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.lexical import LexicalIndex
from knowledge.space import unit
from knowledge.words import WordProfiles

Vectors = NDArray[np.float32]

Topic = tuple[str, str | None]
"""A card's id and one of its topics; the topic is None for a card that has no sayings."""


@dataclass(frozen=True)
class Shape:
    """The topics of one collection, their centres, a row each, and the profiles of their words."""

    topics: list[Topic]
    centres: Vectors
    profiles: WordProfiles[Topic]


def shape_of(owners: Mapping[int, Topic], vectors: Callable[[list[int]], Vectors], lexical: LexicalIndex) -> Shape | None:
    """`owners` names the topic of each row of a collection, `vectors` gives those of rows. None when there is nothing in it."""
    members = _spoken(owners)
    if not members:
        return None
    means = [vectors(rows).mean(axis=0) for rows in members.values()]
    pairs = [(owner, row) for owner, rows in members.items() for row in rows]
    profiles = WordProfiles(lexical.vocabulary, lexical.bags([row for _, row in pairs]), [owner for owner, _ in pairs])
    return Shape(list(members), unit(np.stack(means)), profiles)


class TopicShapes:
    """Shapes by collection, replaced when a collection changes."""

    def __init__(self) -> None:
        self._shapes: dict[str, Shape] = {}

    def put(self, collection: str, shape: Shape | None) -> None:
        """This is the shape of a collection now; None when there is nothing in it."""
        self._shapes.pop(collection, None)
        if shape is not None:
            self._shapes[collection] = shape

    def centres(self, collections: Collection[str], vector: Vectors) -> dict[Topic, float]:
        """Cosine to the centre of every topic."""
        found: dict[Topic, float] = {}
        for name in collections:
            if name in self._shapes:
                shape = self._shapes[name]
                found |= dict(zip(shape.topics, (shape.centres @ vector).tolist(), strict=True))
        return found

    def profiles(self, collections: Collection[str], text: str) -> dict[Topic, float]:
        """Cosine between the text's words and those of every topic."""
        found: dict[Topic, float] = {}
        for name in collections:
            if name in self._shapes:
                found |= self._shapes[name].profiles.compare(text)
        return found


def _spoken(owners: Mapping[int, Topic]) -> dict[Topic, list[int]]:
    """The rows of each topic's sayings; of its text where a card has no sayings."""
    members: dict[Topic, list[int]] = defaultdict(list)
    for row, owner in sorted(owners.items()):
        members[owner].append(row)
    spoken = {card for card, topic in members if topic}
    return {owner: rows for owner, rows in members.items() if owner[1] or owner[0] not in spoken}
