"""What a text is made of for the keyword leg: words, pieces of longer words, pairs of characters; and their counts.

Words carry names and figures; four-letter pieces forgive typos and endings; character pairs stand in for words
where a script writes none (Chinese, Japanese, Thai). Knows no index and keeps no text.
"""

import re
import threading
import unicodedata
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*", re.UNICODE)
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_PIECE = 4


def tokens(text: str) -> list[str]:
    """The tokens of a text: whole words, pieces of longer words, pairs of unspaced characters."""
    return [token for word in _words(text) for token in _split(word)]


@dataclass(frozen=True)
class Bags:
    """How often each token stands in each of several texts: entry n says `counts[n]` times token `ids[n]` in text `owners[n]`.

    Sorted by text, then by token. `size` is the number of texts.
    """

    owners: NDArray[np.int64]
    ids: NDArray[np.int64]
    counts: NDArray[np.float32]
    size: int


class Vocabulary:
    """Gives every token a number, the same for all indexes that share it. Questions are looked up in it, never added."""

    def __init__(self, base: Mapping[str, int] | None = None) -> None:
        """`base`: numbers from 0 on that others use too; it is never written to."""
        self._base: Mapping[str, int] = {} if base is None else base
        self._ids: dict[str, int] = {}
        self._growing = threading.Lock()

    def __len__(self) -> int:
        return len(self._base) + len(self._ids)

    def count(self, texts: Sequence[str]) -> Bags:
        """Count the tokens of texts, taking in those that are new."""
        flat, ends = array("q"), array("q")
        seen: dict[str, array[int]] = {}
        with self._growing:
            for text in texts:
                for word in _words(text):
                    found = seen.get(word)
                    if found is None:
                        found = seen[word] = array("q", [self._take_in(token) for token in _split(word)])
                    flat.extend(found)
                ends.append(len(flat))
        owners = np.repeat(np.arange(len(texts)), np.array(ends, np.int64) - np.array([0, *ends[:-1]], np.int64))
        width = max(1, len(self))
        keys, counts = np.unique(owners * width + np.array(flat, np.int64), return_counts=True)
        return Bags(keys // width, keys % width, counts.astype(np.float32), len(texts))

    @property
    def numbers(self) -> Mapping[str, int]:
        """Every token's number, in their order; for reading."""
        return {**self._base, **self._ids} if self._base else self._ids

    def take_over(self, tokens: Sequence[str]) -> None:
        """Fill an empty vocabulary with what `tokens` of another one gave."""
        with self._growing:
            if len(self):
                raise ValueError("the vocabulary is not empty")
            self._ids = {token: number for number, token in enumerate(tokens)}

    def known(self, text: str) -> dict[int, int]:
        """How often each token that has a number stands in a text."""
        counts = Counter(tokens(text))
        numbered = ((self._find(token), n) for token, n in counts.items())
        return {number: n for number, n in numbered if number is not None}

    def _find(self, token: str) -> int | None:
        number = self._base.get(token)
        return self._ids.get(token) if number is None else number

    def _take_in(self, token: str) -> int:
        number = self._base.get(token)
        return self._ids.setdefault(token, len(self)) if number is None else number


def _words(text: str) -> list[str]:
    """Words and figures in lower case, without accents."""
    plain = text.lower()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
        plain = unicodedata.normalize("NFC", plain)
    return _WORD.findall(plain)


def _split(word: str) -> list[str]:
    if word.isascii():
        return _pieces(word)
    found: list[str] = []
    at = 0
    for run in _UNSPACED.finditer(word):
        found += _pieces(word[at : run.start()])
        found += _pairs(run.group())
        at = run.end()
    return found + _pieces(word[at:])


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


def _pieces(word: str) -> list[str]:
    if not word:
        return []
    if len(word) <= _PIECE or word[0].isdigit():
        return [word]
    padded = f"<{word}>"
    return [word, *("~" + padded[at : at + _PIECE] for at in range(len(padded) - _PIECE + 1))]
