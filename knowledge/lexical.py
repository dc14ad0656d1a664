"""The keyword leg: Okapi BM25 over words, word pieces and character pairs, in memory, one index for each audience.

Words carry names and figures; four-letter pieces forgive typos and endings; character pairs stand in for words
where a script writes none (Chinese, Japanese, Thai). Holds row numbers and no text.
"""

import math
import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*", re.UNICODE)
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_PIECE = 4
_TOO_COMMON = 0.25
"""Tokens in more than this share of a large index say nothing and cost the most: they are skipped."""
_LARGE = 400
_K1 = 1.2
_B = 0.5


def tokens(text: str) -> list[str]:
    """The tokens of a text: whole words, pieces of longer words, pairs of unspaced characters."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    plain = unicodedata.normalize("NFC", plain)
    found: list[str] = []
    for word in _TOKEN.findall(plain):
        at = 0
        for run in _UNSPACED.finditer(word):
            found += _pieces(word[at : run.start()])
            found += _pairs(run.group())
            at = run.end()
        found += _pieces(word[at:])
    return found


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


def _pieces(word: str) -> list[str]:
    if not word:
        return []
    if len(word) <= _PIECE or word[0].isdigit():
        return [word]
    padded = f"<{word}>"
    return [word, *("~" + padded[at : at + _PIECE] for at in range(len(padded) - _PIECE + 1))]


class LexicalIndex:
    """BM25 over the passages of one audience. Not safe for writing from several threads at once."""

    def __init__(self) -> None:
        self._slots: dict[int, int] = {}
        self._rows = array("q")
        self._lengths = array("f")
        self._postings: dict[str, tuple[array[int], array[float]]] = {}
        self._frozen: dict[str, tuple[NDArray[np.int64], NDArray[np.float32]]] = {}

    def __len__(self) -> int:
        return len(self._slots)

    def add(self, row: int, text: str) -> None:
        """Index one passage under its row number. A row number is added once."""
        counts = Counter(tokens(text))
        slot = len(self._rows)
        self._slots[row] = slot
        self._rows.append(row)
        self._lengths.append(float(sum(counts.values())))
        for token, n in counts.items():
            slots, amounts = self._postings.setdefault(token, (array("q"), array("f")))
            slots.append(slot)
            amounts.append(n)
            self._frozen.pop(token, None)

    def remove(self, rows: Iterable[int]) -> None:
        """Forget passages. Their postings go when a tenth of the index is dead."""
        for row in rows:
            slot = self._slots.pop(row, None)
            if slot is not None:
                self._rows[slot] = -1
        if len(self._rows) > 50 and len(self._slots) < 0.9 * len(self._rows):
            self._compact()

    def search(self, text: str, k: int) -> list[tuple[int, float]]:
        """(row, score) of the best passages that share a token with the text, best first."""
        if not self._slots:
            return []
        lengths = np.frombuffer(self._lengths, np.float32)
        norm = _K1 * (1 - _B + _B * lengths / lengths.mean())
        scores = np.zeros(len(lengths), np.float32)
        for token, n in Counter(tokens(text)).items():
            slots, amounts = self._posting(token)
            if not len(slots) or (len(self._slots) > _LARGE and len(slots) > _TOO_COMMON * len(self._slots)):
                continue
            idf = math.log(1 + (len(self._rows) - len(slots) + 0.5) / (len(slots) + 0.5))
            scores[slots] += min(n, 2) * idf * amounts * (_K1 + 1) / (amounts + norm[slots])
        rows = np.frombuffer(self._rows, np.int64)
        scores[rows < 0] = 0
        k = min(k, len(scores))
        best = np.argpartition(-scores, k - 1)[:k]
        best = best[np.argsort(-scores[best], kind="stable")]
        return [(int(rows[slot]), float(scores[slot])) for slot in best if scores[slot] > 0]

    def _posting(self, token: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        if token not in self._frozen:
            slots, amounts = self._postings.get(token, (array("q"), array("f")))
            # A copy: an array cannot grow while numpy looks into it.
            self._frozen[token] = np.array(slots, np.int64), np.array(amounts, np.float32)
        return self._frozen[token]

    def _compact(self) -> None:
        keep = [slot for slot, row in enumerate(self._rows) if row >= 0]
        renumbered = {old: new for new, old in enumerate(keep)}
        postings: dict[str, tuple[array[int], array[float]]] = {}
        for token, (slots, amounts) in self._postings.items():
            pairs = [(renumbered[slot], n) for slot, n in zip(slots, amounts, strict=True) if slot in renumbered]
            if pairs:
                postings[token] = (array("q", [slot for slot, _ in pairs]), array("f", [n for _, n in pairs]))
        self._rows = array("q", [self._rows[slot] for slot in keep])
        self._lengths = array("f", [self._lengths[slot] for slot in keep])
        self._slots = {row: slot for slot, row in enumerate(self._rows)}
        self._postings, self._frozen = postings, {}
