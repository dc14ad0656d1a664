"""Chroma beside the exact index: answers while it is sound, and steps back at its first fault. Never raises.

Everything that is put into the exact index is put here as well; who fills a new index, and checks one, is `keeping`.
"""

import threading
from collections.abc import Callable, Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.chroma import ChromaIndex
from knowledge.dense import IndexDown

Vectors = NDArray[np.float32]


class Mirror:
    """At most one Chroma index that serves. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._serving: ChromaIndex | None = None
        self.on_down: Callable[[str], None] = _nobody_listens
        """Called once for every index that failed, with the reason."""

    @property
    def serving(self) -> ChromaIndex | None:
        """The index that answers now, or None while the exact one does."""
        return self._serving

    def search(self, collections: Collection[str], vector: Vectors, k: int) -> list[tuple[int, float]] | None:
        """(row, cosine), nearest first; None when the exact index must answer."""
        index = self._serving
        if index is None:
            return None
        try:
            return index.search(collections, vector, k)
        except IndexDown as fault:
            self._step_back(index, str(fault))
            return None

    def put(self, collection: str, rows: Sequence[int], vectors: Vectors) -> None:
        self._change(lambda index: index.put(collection, rows, vectors))

    def remove(self, collection: str, rows: Collection[int]) -> None:
        self._change(lambda index: index.remove(collection, rows))

    def serve(self, index: ChromaIndex | None) -> ChromaIndex | None:
        """Answer with this index from now on, or not at all. Returns the one that answered until now."""
        with self._lock:
            old, self._serving = self._serving, index
        return old

    def drop(self, index: ChromaIndex) -> bool:
        """Stop answering with this index. False when another one, or none, answers by now."""
        with self._lock:
            if self._serving is not index:
                return False
            self._serving = None
        return True

    def _change(self, change: Callable[[ChromaIndex], None]) -> None:
        index = self._serving
        if index is None:
            return
        try:
            change(index)
        except IndexDown as fault:
            self._step_back(index, str(fault))

    def _step_back(self, index: ChromaIndex, why: str) -> None:
        if self.drop(index):
            self.on_down(why)


def _nobody_listens(why: str) -> None:
    """Until somebody who can rebuild is there."""
