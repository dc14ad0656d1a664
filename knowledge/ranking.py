"""From the evidence of the search legs to one score a card or deal. Pure arithmetic on plain values."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class Weights:
    """How much each leg counts, after each has been brought to mean 0 and deviation 1 over the cards."""

    centre: float = 1.0
    """Cosine to the mean of a topic's sayings, best topic of the card."""
    nearest: float = 0.7
    """Mean cosine of the card's nearest passages."""
    profile: float = 0.8
    """Cosine between the words of the question and those of a topic's sayings, best topic of the card."""
    words: float = 0.2
    """BM25 of the card's best passages: names and figures."""
    best_of: int = 8
    """Passages of a card that are averaged."""
    related: float = 2.5
    """How much a card gains, in deviations, when all belief lies on a card that names it as related."""
    sharpness: float = 1.0
    """Turns fused scores into shares: higher means more trust in the first."""


def mean_of_best(hits: Iterable[tuple[str, float]], count: int) -> dict[str, float]:
    """Mean of the best `count` scores of each owner; missing ones count as the owner's worst, so that one lucky line is not enough."""
    by_owner: dict[str, list[float]] = defaultdict(list)
    for owner, score in hits:
        if len(by_owner[owner]) < count:
            by_owner[owner].append(score)
    if not by_owner:
        return {}
    floor = min(score for scores in by_owner.values() for score in scores)
    return {owner: (sum(scores) + floor * (count - len(scores))) / count for owner, scores in by_owner.items()}


def fuse(owners: Sequence[str], legs: Sequence[tuple[float, Mapping[str, float]]]) -> dict[str, float]:
    """Weighted sum of the legs' standardised scores. An owner that a leg did not find gets that leg's lowest score."""
    total = np.zeros(len(owners))
    for weight, scores in legs:
        if not scores or not weight:
            continue
        lowest = min(scores.values())
        values = np.array([scores.get(owner, lowest) for owner in owners])
        deviation = values.std()
        if deviation > 1e-9:
            total += weight * (values - values.mean()) / deviation
    return dict(zip(owners, total.tolist(), strict=True))


def spread(scores: Mapping[str, float], related: Mapping[str, Sequence[str]], weight: float) -> dict[str, float]:
    """Scores in deviations, with a share of each card's standing lent to the cards it is related to.

    A question about a doubt is rarely answered by one card: what settles it stands on the next one.
    """
    if not scores:
        return {}
    deviation = max(float(np.std(list(scores.values()))), 1e-9)
    lent = {owner: score / deviation for owner, score in scores.items()}
    for owner, share in shares(scores, 1.0).items():
        for other in related.get(owner, ()):
            if other in lent:
                lent[other] += weight * share
    return lent


def shares(scores: Mapping[str, float], sharpness: float) -> dict[str, float]:
    """Fused scores as shares of one, comparable within one search."""
    if not scores:
        return {}
    values = np.array(list(scores.values()))
    powers = np.exp((values - values.max()) / max(values.std(), 1e-9) * sharpness)
    return dict(zip(scores, (powers / powers.sum()).tolist(), strict=True))
