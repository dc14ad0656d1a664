"""Texts as weighted bags of tokens (tf-idf): profiles of whole topics, and classifiers over words.

Stands beside the vectors: vectors know that two wordings mean the same, words know names, figures and negations.
"""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from knowledge.lexical import tokens

Owner = TypeVar("Owner", bound=Hashable)
Matrix = NDArray[np.float32]


def weigh(counts: Mapping[str, int], idf: Mapping[str, float]) -> dict[str, float]:
    """A text's token counts as a vector of length one; tokens without an idf are left out."""
    vector = {token: (1 + math.log(n)) * idf[token] for token, n in counts.items() if token in idf}
    length = math.sqrt(sum(value * value for value in vector.values()))
    return {token: value / length for token, value in vector.items()} if length else {}


def inverse_frequencies(texts: Iterable[Mapping[str, int]], least: int = 1) -> dict[str, float]:
    """Smoothed inverse document frequency of every token that stands in at least `least` texts."""
    seen: Counter[str] = Counter()
    total = 0
    for counts in texts:
        seen.update(counts.keys())
        total += 1
    return {token: math.log((1 + total) / (1 + n)) + 1 for token, n in seen.items() if n >= least}


class WordProfiles(Generic[Owner]):
    """The mean tf-idf vector of each owner's texts. A question is compared with all of them at once."""

    def __init__(self, texts: Mapping[Owner, Sequence[str]]) -> None:
        self.owners = list(texts)
        counted = [[Counter(tokens(text)) for text in members] for members in texts.values()]
        self._idf = inverse_frequencies(counts for members in counted for counts in members)
        postings: dict[str, tuple[array[int], array[float]]] = defaultdict(lambda: (array("i"), array("f")))
        for n, members in enumerate(counted):
            for token, weight in _mean([weigh(counts, self._idf) for counts in members]).items():
                slots, weights = postings[token]
                slots.append(n)
                weights.append(weight)
        self._postings = {token: (np.array(slots), np.array(weights, np.float32)) for token, (slots, weights) in postings.items()}

    def compare(self, text: str) -> dict[Owner, float]:
        """Cosine between the text and every owner's profile."""
        scores = np.zeros(len(self.owners), np.float32)
        for token, weight in weigh(Counter(tokens(text)), self._idf).items():
            slots, weights = self._postings[token]
            scores[slots] += weight * weights
        return dict(zip(self.owners, scores.tolist(), strict=True))


def _mean(vectors: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The direction of the mean, as a vector of length one."""
    total: dict[str, float] = defaultdict(float)
    for vector in vectors:
        for token, value in vector.items():
            total[token] += value
    length = math.sqrt(sum(value * value for value in total.values())) or 1.0
    return {token: value / length for token, value in total.items()}


@dataclass(frozen=True)
class WordScorer:
    """A linear classifier over words: names and their probabilities for one text."""

    names: tuple[str, ...]
    idf: Mapping[str, float]
    rows: Mapping[str, int]
    """Each token's row in `weights`."""
    weights: Matrix
    """Shape (tokens, names)."""
    bias: Matrix

    def named(self, text: str) -> dict[str, float]:
        """Probabilities by name; they sum to one."""
        vector = weigh(Counter(tokens(text)), self.idf)
        scores = self.bias.astype(np.float64)
        if vector:
            scores = scores + np.array(list(vector.values())) @ self.weights[[self.rows[token] for token in vector]]
        powers = np.exp(scores - scores.max())
        return dict(zip(self.names, (powers / powers.sum()).tolist(), strict=True))


def agree(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    """Two opinions as one: the geometric mean of their probabilities, scaled to sum to one."""
    joint = {name: math.sqrt(p * other[name]) for name, p in one.items()}
    total = sum(joint.values()) or 1.0
    return {name: p / total for name, p in joint.items()}
