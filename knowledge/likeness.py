"""Which meaning's sayings a message is like: every objection line we know has a vote, and near ones have almost all of it.

Beside a straight border between meanings this knows the odd corners: one meaning is told in many unlike ways. Knows no words.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

SHARPNESS = 18.0
"""How fast a line's vote falls with its distance. Chosen on the development sets of the evaluation, each left out in turn."""


class LikeLines:
    """The objection lines' vectors with what lies behind each."""

    def __init__(self, meanings: Sequence[str], vectors: Vectors) -> None:
        """`vectors` has a row of unit length for each meaning given."""
        self.names, owner = np.unique(np.array(meanings, dtype=np.str_), return_inverse=True)
        order = np.argsort(owner, kind="stable")
        self._vectors = vectors[order]
        self._starts = np.searchsorted(owner[order], np.arange(len(self.names)))
        self._counts = np.bincount(owner)

    def named(self, vector: Vectors) -> dict[str, float]:
        """Shares by meaning for one vector; they sum to one. How many lines a meaning has does not count. Empty without lines."""
        if not len(self.names):
            return {}
        cosines = (self._vectors @ vector).astype(np.float64)
        votes = np.add.reduceat(np.exp(SHARPNESS * (cosines - cosines.max())), self._starts) / self._counts
        return dict(zip(self.names.tolist(), (votes / votes.sum()).tolist(), strict=True))
