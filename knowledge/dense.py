"""The vector leg: named collections of unit vectors, searched exactly in memory.

A collection holds one audience's passages, so that a search opens only what its reader may see. This is the
fallback of the running bot while Chroma is down or rebuilding, and what the command line uses: below some
hundred thousand passages it is as fast as an index, and always right.
"""

from collections.abc import Collection, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class DenseIndex(Protocol):
    """Vectors by collection and row number. `search` raises IndexDown when it cannot answer."""

    def put(self, collection: str, rows: Sequence[int], vectors: Vectors) -> None:
        """Add vectors of shape (len(rows), dimensions); a row already there is replaced."""

    def remove(self, collection: str, rows: Collection[int]) -> None:
        """Forget these rows; unknown ones are ignored."""

    def search(self, collections: Collection[str], vector: Vectors, k: int) -> list[tuple[int, float]]:
        """(row, cosine) of the k nearest rows of all these collections together, nearest first."""

    def rows(self, collection: str) -> set[int]:
        """All row numbers of a collection."""

    def collections(self) -> set[str]:
        """Names of the collections that hold anything."""


class IndexDown(RuntimeError):
    """The index cannot be used at the moment; the caller falls back to exact search."""


class ExactIndex:
    """Matrices in memory, grown by doubling. Reading is safe beside one writer."""

    def __init__(self) -> None:
        self._parts: dict[str, _Matrix] = {}

    def put(self, collection: str, rows: Sequence[int], vectors: Vectors) -> None:
        part = self._parts.setdefault(collection, _Matrix(vectors.shape[1]))
        part.remove(rows)
        part.append(rows, vectors)

    def share(self, collection: str, rows: Sequence[int], vectors: Vectors) -> None:
        """A new collection over a matrix that others use too; it is copied before anything in it changes."""
        self._parts[collection] = _Matrix(vectors.shape[1], rows, vectors)

    def remove(self, collection: str, rows: Collection[int]) -> None:
        part = self._parts.get(collection)
        if part:
            part.remove(rows)
            if not len(part):
                self._parts = {name: other for name, other in self._parts.items() if name != collection}

    def search(self, collections: Collection[str], vector: Vectors, k: int) -> list[tuple[int, float]]:
        found = [hit for name in sorted(collections) if name in self._parts for hit in self._parts[name].nearest(vector, k)]
        return sorted(found, key=lambda hit: -hit[1])[:k]

    def vectors(self, collection: str, rows: Sequence[int]) -> Vectors:
        """The vectors of rows that are there, shape (len(rows), dimensions). Raises KeyError for others."""
        return self._parts[collection].vectors(rows)

    def rows(self, collection: str) -> set[int]:
        part = self._parts.get(collection)
        return set(part.slots) if part else set()

    def collections(self) -> set[str]:
        return set(self._parts)


class _Matrix:
    def __init__(self, width: int, rows: Sequence[int] = (), data: Vectors | None = None) -> None:
        """`data`: the vectors of these rows; a matrix that cannot be written to is copied when it has to be."""
        self.slots: dict[int, int] = {row: slot for slot, row in enumerate(rows)}
        self._ids = np.full(16, -1, np.int64) if data is None else np.array(rows, np.int64)
        self._data = np.zeros((16, width), np.float32) if data is None else data
        self._end = len(rows)

    def __len__(self) -> int:
        return len(self.slots)

    def append(self, rows: Sequence[int], vectors: Vectors) -> None:
        need = self._end + len(rows)
        if need > len(self._ids):
            size = max(need, 2 * len(self.slots) + 16)
            keep = self._ids[: self._end] >= 0
            ids, data = np.full(size, -1, np.int64), np.zeros((size, self._data.shape[1]), np.float32)
            alive = int(keep.sum())
            ids[:alive], data[:alive] = self._ids[: self._end][keep], self._data[: self._end][keep]
            self._ids, self._data, self._end = ids, data, alive
            self.slots = {int(row): slot for slot, row in enumerate(ids[:alive])}
        end = self._end + len(rows)
        self._data[self._end : end] = vectors
        self._ids[self._end : end] = rows
        self.slots |= {row: self._end + n for n, row in enumerate(rows)}
        self._end = end

    def remove(self, rows: Collection[int]) -> None:
        for row in rows:
            slot = self.slots.pop(row, None)
            if slot is not None:
                if not self._data.flags.writeable:
                    self._data = self._data.copy()
                self._ids[slot] = -1
                self._data[slot] = 0

    def vectors(self, rows: Sequence[int]) -> Vectors:
        return self._data[[self.slots[row] for row in rows]]

    def nearest(self, vector: Vectors, k: int) -> list[tuple[int, float]]:
        ids = self._ids[: self._end]
        scores = self._data[: self._end] @ vector
        scores[ids < 0] = -2
        k = min(k, len(self.slots))
        if not k:
            return []
        best = np.argpartition(-scores, k - 1)[:k]
        return [(int(ids[slot]), float(scores[slot])) for slot in best[np.argsort(-scores[best], kind="stable")]]
