"""Where texts stand in the learned space: shipped lines from the file, the team's own from the store, questions at once.

Knows no index and no reader.
"""

import threading
from collections import OrderedDict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.encoders import LocalEncoder
from knowledge.language import read_language
from knowledge.learned import Learned
from knowledge.store import Stored, text_hash
from knowledge.store_vectors import VectorTable

Vectors = NDArray[np.float32]

_REMEMBERED = 64
"""Questions whose vectors are kept: one question is asked about several times while it is answered."""
_TOGETHER = 64
"""Texts encoded before their vectors are stored."""


class Embedder:
    """Vectors of passages, lines and questions. Safe to share between threads."""

    def __init__(self, encoder: LocalEncoder, learned: Learned, kept: VectorTable) -> None:
        self._encoder = encoder
        self._learned = learned
        self._kept = kept
        self._asked: OrderedDict[str, Vectors] = OrderedDict()
        self._remembering = threading.Lock()

    @property
    def space(self) -> str:
        """Name of the space; vectors of another one are of no use."""
        return self._learned.space.name

    def of_passages(self, passages: Sequence[Stored]) -> dict[str, Vectors]:
        """Vectors by text hash: shipped ones from the file, others from the store, the rest encoded and stored."""
        found = {stored.hash: self._learned.lines[stored.hash] for stored in passages if stored.hash in self._learned.lines}
        rest = {stored.hash: stored.passage for stored in passages if stored.hash not in found}
        found |= self._kept.find(rest.keys(), self.space)
        missing = [(key, passage) for key, passage in rest.items() if key not in found]
        for at in range(0, len(missing), _TOGETHER):
            batch = missing[at : at + _TOGETHER]
            placed = self._place([passage.text for _, passage in batch], [passage.lang for _, passage in batch])
            fresh = {key: vector for (key, _), vector in zip(batch, placed, strict=True)}
            self._kept.put(fresh, self.space)
            found |= fresh
        return found

    def of_lines(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shipped lines, shape (len(texts), dimensions); lines newer than the file are encoded."""
        known = self._learned.lines
        return np.stack([known[key] if (key := text_hash(text)) in known else self.of_question(text) for text in texts])

    def of_question(self, text: str) -> Vectors:
        """The vector of a question, of shape (dimensions,)."""
        with self._remembering:
            if text in self._asked:
                return self._asked[text]
        vector: Vectors = self._place([text], [read_language(text)])[0]
        with self._remembering:
            self._asked[text] = vector
            while len(self._asked) > _REMEMBERED:
                self._asked.popitem(last=False)
        return vector

    def _place(self, texts: Sequence[str], langs: Sequence[str]) -> Vectors:
        return self._learned.space.place(self._encoder.encode(texts), langs)
