"""The keyword leg: Okapi BM25 over tokens, in memory, one index for each audience. Holds row numbers and no text.

All postings are one table sorted by token, so that twelve thousand passages are indexed in a fraction of a second and
nothing of a removed passage stays behind.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.tokens import Bags, Vocabulary, tokens

__all__ = ["LexicalIndex", "tokens"]

Numbers = NDArray[np.int64]
Amounts = NDArray[np.float32]

_TOO_COMMON = 0.25
"""Tokens in more than this share of a large index say nothing and cost the most: they are skipped."""
_LARGE = 400
_K1 = 1.2
_B = 0.5


@dataclass(frozen=True)
class Postings:
    """The table of an index without its row numbers, for others that hold the same passages. Nobody may write to it."""

    ids: Numbers
    slots: Numbers
    amounts: Amounts
    lengths: Amounts


_NOTHING = Postings(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32), np.zeros(0, np.float32))


class LexicalIndex:
    """BM25 over the passages of one audience. Not safe for writing from several threads at once."""

    def __init__(self, vocabulary: Vocabulary | None = None, rows: Sequence[int] = (), postings: Postings = _NOTHING) -> None:
        """`postings`: of the passages with these row numbers; they are shared until something is added or removed."""
        self.vocabulary = vocabulary if vocabulary is not None else Vocabulary()
        self._rows: Numbers = np.array(rows, np.int64)
        self._ids, self._slots, self._amounts, self._lengths = postings.ids, postings.slots, postings.amounts, postings.lengths

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, rows: Sequence[int], bags: Bags) -> None:
        """Index passages under their row numbers, counted with this index's vocabulary. A row number is added once."""
        ids = np.concatenate([self._ids, bags.ids])
        order = np.argsort(ids, kind="stable")
        self._ids = ids[order]
        self._slots = np.concatenate([self._slots, bags.owners + len(self._rows)])[order]
        self._amounts = np.concatenate([self._amounts, bags.counts])[order]
        self._rows = np.concatenate([self._rows, np.array(rows, np.int64)])
        lengths = np.bincount(bags.owners, weights=bags.counts, minlength=len(rows))
        self._lengths = np.concatenate([self._lengths, lengths.astype(np.float32)])

    def remove(self, rows: Iterable[int]) -> None:
        """Forget passages; unknown ones are ignored."""
        alive = ~np.isin(self._rows, np.fromiter(rows, np.int64))
        if alive.all():
            return
        kept, moved = alive[self._slots], np.cumsum(alive) - 1
        self._ids, self._amounts, self._slots = self._ids[kept], self._amounts[kept], moved[self._slots[kept]]
        self._rows, self._lengths = self._rows[alive], self._lengths[alive]

    def search(self, text: str, k: int) -> list[tuple[int, float]]:
        """(row, score) of the best passages that share a token with the text, best first."""
        size = len(self._rows)
        k = min(k, size)
        if not k:
            return []
        norm = _K1 * (1 - _B + _B * self._lengths / max(float(self._lengths.mean()), 1e-9))
        scores = np.zeros(size, np.float32)
        for token, n in self.vocabulary.known(text).items():
            first, last = np.searchsorted(self._ids, (token, token + 1))
            found = int(last - first)
            if not found or (size > _LARGE and found > _TOO_COMMON * size):
                continue
            slots, amounts = self._slots[first:last], self._amounts[first:last]
            idf = math.log(1 + (size - found + 0.5) / (found + 0.5))
            scores[slots] += min(n, 2) * idf * amounts * (_K1 + 1) / (amounts + norm[slots])
        best = np.argpartition(-scores, k - 1)[:k]
        best = best[np.argsort(-scores[best], kind="stable")]
        return [(int(self._rows[slot]), float(scores[slot])) for slot in best if scores[slot] > 0]

    def postings(self) -> Postings:
        """What an index of the same passages may share with this one."""
        for array in (self._ids, self._slots, self._amounts, self._lengths):
            array.flags.writeable = False  # they are replaced, never changed: this keeps it so
        return Postings(self._ids, self._slots, self._amounts, self._lengths)

    def bags(self, rows: Sequence[int]) -> Bags:
        """The token counts of passages that are here, in the order of `rows`."""
        order = np.argsort(self._rows)
        at = order[np.searchsorted(self._rows, np.array(rows, np.int64), sorter=order)]
        place = np.full(len(self._rows), -1, np.int64)
        place[at] = np.arange(len(rows))
        owners = place[self._slots]
        kept = owners >= 0
        sorting = np.argsort(owners[kept], kind="stable")
        return Bags(owners[kept][sorting], self._ids[kept][sorting], self._amounts[kept][sorting], len(rows))
