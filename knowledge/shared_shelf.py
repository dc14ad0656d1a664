"""The shelf of the shipped cards, made once for all libraries that hold the very same passages. Knows no store and no library.

A library numbers passages by its own rows; here they go by their place, 0, 1, 2, ... Arrays are read-only: whoever changes
something makes a copy first.
"""

import hashlib
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

from knowledge.entries import Stored
from knowledge.lexical import LexicalIndex, Postings
from knowledge.tokens import Bags, Vocabulary
from knowledge.topic_shapes import Shape, shape_of

Vectors = NDArray[np.float32]
Count = Callable[[Vocabulary, Sequence[str], Sequence[str]], Bags]
"""Counts texts, given with their hashes, in an empty vocabulary."""


@dataclass(frozen=True)
class SharedShelf:
    """The indexes of one collection, in which every passage has its place."""

    numbers: Mapping[str, int]
    """Every token's number."""
    postings: Postings
    firsts: tuple[int, ...]
    """Places of passages that say something for the first time: only these have a vector."""
    vectors: Vectors
    """Of those, in their order."""
    shape: Shape | None


class SharedShelves:
    """Shelves by what stands on them, for as long as some library uses them. Safe to share between threads."""

    def __init__(self) -> None:
        self._known: WeakValueDictionary[bytes, SharedShelf] = WeakValueDictionary()
        self._building = threading.Lock()

    def of(self, members: Sequence[Stored], vectors: Mapping[str, Vectors], count: Count) -> SharedShelf:
        """The shelf of these passages, in this order. `vectors` by text hash."""
        key = _key(members)
        with self._building:  # several that open at once wait for the first instead of doing the same
            shelf = self._known.get(key)
            if shelf is None:
                shelf = self._known[key] = _build(members, vectors, count)
            return shelf


def _key(members: Sequence[Stored]) -> bytes:
    """Stands for all that a shelf is made of."""
    digest = hashlib.sha256()
    for stored in members:
        passage = stored.passage
        digest.update(repr((stored.hash, passage.source, passage.topic, passage.audience, passage.kind)).encode())
    return digest.digest()


def _build(members: Sequence[Stored], vectors: Mapping[str, Vectors], count: Count) -> SharedShelf:
    vocabulary, hashes = Vocabulary(), [stored.hash for stored in members]
    index = LexicalIndex(vocabulary)
    index.add(range(len(members)), count(vocabulary, [stored.passage.text for stored in members], hashes))
    first_with = {text: place for place, text in reversed([*enumerate(hashes)])}
    firsts = sorted(first_with.values())
    matrix = np.stack([vectors[hashes[place]] for place in firsts])
    matrix.flags.writeable = False
    row_of = {hashes[place]: row for row, place in enumerate(firsts)}
    owners = {place: (stored.passage.source, stored.passage.topic) for place, stored in enumerate(members)}
    shape = shape_of(owners, lambda places: matrix[[row_of[hashes[place]] for place in places]], index)
    return SharedShelf(vocabulary.numbers, index.postings(), tuple(firsts), matrix, shape)
