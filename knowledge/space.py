"""The space in which texts are compared: raw vectors, freed of their language, turned so that topics stand apart.

Learned once from the sayings (see `knowledge.learning`) and shipped; applying it is one matrix product.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.encoders import SPLIT

Vectors = NDArray[np.float32]

SECOND_WEIGHT = 0.63
"""Weight of the second model's half beside the first's."""


def free_of_language(raw: Vectors, langs: Sequence[str], means: Mapping[str, Vectors]) -> Vectors:
    """Unit vectors of shape (n, WIDTH): each language's mean taken from the first half, the halves weighted.

    `means` holds a vector of shape (SPLIT,) for each language and, under "", the one for all others.
    """
    joined = raw.copy()
    if raw[:, :SPLIT].any():
        centres = np.stack([means.get(lang, means[""]) for lang in langs]) if len(langs) else np.zeros((0, SPLIT), np.float32)
        joined[:, :SPLIT] = unit(joined[:, :SPLIT] - centres)
        joined[:, SPLIT:] *= SECOND_WEIGHT
    return unit(joined)


def unit(vectors: Vectors) -> Vectors:
    """Rows scaled to length one; a row of zeros stays as it is."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)
    return scaled


@dataclass(frozen=True)
class Space:
    """`name` identifies model and learning, so that vectors of different spaces are never mixed."""

    name: str
    means: Mapping[str, Vectors]
    turn: Vectors
    """Shape (WIDTH, dimensions)."""
    shift: Vectors
    """Shape (dimensions,), taken off after turning."""

    @property
    def dimensions(self) -> int:
        return int(self.turn.shape[1])

    def place(self, raw: Vectors, langs: Sequence[str]) -> Vectors:
        """Unit vectors of shape (n, dimensions) for raw ones of shape (n, WIDTH)."""
        return unit(free_of_language(raw, langs, self.means) @ self.turn - self.shift)


@dataclass(frozen=True)
class Scorer:
    """A linear classifier in the space: names and their probabilities."""

    names: tuple[str, ...]
    weights: Vectors
    """Shape (dimensions, names)."""
    bias: Vectors

    def probabilities(self, vectors: Vectors) -> Vectors:
        """Shape (n, names); each row sums to one."""
        scores = vectors @ self.weights + self.bias
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares: Vectors = (powers / powers.sum(axis=1, keepdims=True)).astype(np.float32)
        return shares

    def named(self, vector: Vectors) -> dict[str, float]:
        """Probabilities by name for one vector of shape (dimensions,)."""
        return dict(zip(self.names, self.probabilities(vector[None])[0].tolist(), strict=True))
