"""What a card's topic looks like as a whole: the centre of its sayings' vectors and the profile of their words."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping

import numpy as np
from numpy.typing import NDArray

from knowledge.lexical import LexicalIndex
from knowledge.space import unit
from knowledge.words import WordProfiles

Vectors = NDArray[np.float32]

Topic = tuple[str, str | None]
"""A card's id and one of its topics; the topic is None for a card that has no sayings."""


class TopicShapes:
    """Centres and profiles by collection, made anew when a collection changes."""

    def __init__(self) -> None:
        self._centres: dict[str, tuple[list[Topic], Vectors]] = {}
        self._profiles: dict[str, WordProfiles[Topic]] = {}

    def renew(
        self, collection: str, owners: Mapping[int, Topic], vectors: Callable[[list[int]], Vectors], lexical: LexicalIndex | None
    ) -> None:
        """Find the shapes of one collection again. `owners` names the topic of each of its rows, `vectors` gives those of rows."""
        members = _spoken(owners)
        self._centres.pop(collection, None)
        self._profiles.pop(collection, None)
        if not members or lexical is None:
            return
        means = [vectors(rows).mean(axis=0) for rows in members.values()]
        self._centres[collection] = list(members), unit(np.stack(means))
        pairs = [(owner, row) for owner, rows in members.items() for row in rows]
        self._profiles[collection] = WordProfiles(
            lexical.vocabulary, lexical.bags([row for _, row in pairs]), [owner for owner, _ in pairs]
        )

    def centres(self, collections: Collection[str], vector: Vectors) -> dict[Topic, float]:
        """Cosine to the centre of every topic."""
        found: dict[Topic, float] = {}
        for name in collections:
            if name in self._centres:
                topics, matrix = self._centres[name]
                found |= dict(zip(topics, (matrix @ vector).tolist(), strict=True))
        return found

    def profiles(self, collections: Collection[str], text: str) -> dict[Topic, float]:
        """Cosine between the text's words and those of every topic."""
        found: dict[Topic, float] = {}
        for name in collections:
            if name in self._profiles:
                found |= self._profiles[name].compare(text)
        return found


def _spoken(owners: Mapping[int, Topic]) -> dict[Topic, list[int]]:
    """The rows of each topic's sayings; of its text where a card has no sayings."""
    members: dict[Topic, list[int]] = defaultdict(list)
    for row, owner in sorted(owners.items()):
        members[owner].append(row)
    spoken = {card for card, topic in members if topic}
    return {owner: rows for owner, rows in members.items() if owner[1] or owner[0] not in spoken}
