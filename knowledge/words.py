"""Texts as weighted bags of tokens (tf-idf): profiles of whole topics, and classifiers over words.

Stands beside the vectors: vectors know that two wordings mean the same, words know names, figures and negations.
"""

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from knowledge.tokens import Bags, Vocabulary, tokens

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

    def __init__(self, vocabulary: Vocabulary, bags: Bags, owners: Sequence[Owner]) -> None:
        """`owners` says for each text of `bags` whose it is."""
        self._vocabulary = vocabulary
        self.owners = list(dict.fromkeys(owners))
        slots = {owner: n for n, owner in enumerate(self.owners)}
        owner_of = np.array([slots[owner] for owner in owners], np.int64)
        self._idf = np.log((1 + bags.size) / (1 + np.bincount(bags.ids, minlength=len(vocabulary)))) + 1
        weights = (1 + np.log(bags.counts)) * self._idf[bags.ids]
        weights /= np.sqrt(np.bincount(bags.owners, weights=weights**2, minlength=bags.size))[bags.owners]
        keys, place = np.unique(bags.ids * len(self.owners) + owner_of[bags.owners], return_inverse=True)
        sums = np.bincount(place, weights=weights, minlength=len(keys))
        self._ids, self._slots = keys // max(1, len(self.owners)), keys % max(1, len(self.owners))
        lengths = np.sqrt(np.bincount(self._slots, weights=sums**2, minlength=len(self.owners)))
        self._weights = (sums / lengths[self._slots]).astype(np.float32)

    def compare(self, text: str) -> dict[Owner, float]:
        """Cosine between the text and every owner's profile."""
        scores = np.zeros(len(self.owners), np.float64)
        length = 0.0
        for token, n in self._vocabulary.known(text).items():
            first, last = np.searchsorted(self._ids, (token, token + 1))
            if first < last:
                weight = (1 + math.log(n)) * float(self._idf[token])
                length += weight * weight
                scores[self._slots[first:last]] += weight * self._weights[first:last]
        return dict(zip(self.owners, (scores / (math.sqrt(length) or 1.0)).tolist(), strict=True))


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


def nearest_three(text: str, others: Iterable[str], idf: Mapping[str, float]) -> float:
    """Mean cosine of the words of a text with those of the three of the others that share most."""
    said = weigh(Counter(tokens(text)), idf)
    vectors = (weigh(Counter(tokens(other)), idf) for other in others)
    cosines = sorted((sum(value * said.get(token, 0.0) for token, value in vector.items()) for vector in vectors), reverse=True)
    return sum(cosines[:3]) / 3


def pool(opinions: Iterable[tuple[float, Mapping[str, float]]]) -> dict[str, float]:
    """Several opinions as one: each name's probabilities to the power of how far each opinion is trusted, scaled to sum to one.

    An opinion that knows no names is not heard.
    """
    heard = [(trust, opinion) for trust, opinion in opinions if opinion]
    joint = {name: math.prod(max(opinion[name], 1e-6) ** trust for trust, opinion in heard) for name in heard[0][1]}
    total = sum(joint.values())
    return {name: p / total for name, p in joint.items()}


def agree(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    """Two opinions as one: the geometric mean of their probabilities, scaled to sum to one."""
    joint = {name: math.sqrt(p * other[name]) for name, p in one.items()}
    total = sum(joint.values()) or 1.0
    return {name: p / total for name, p in joint.items()}
