"""What a message is to us: something the guidance may cover, or something it must leave alone or refuse.

Three witnesses are heard: a classifier over vectors, one over words, and whether the nearest lines we know are
ours or counter-sayings. The last also speaks for what a team puts in itself, which no classifier has seen.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from knowledge.records import Stance

Vectors = NDArray[np.float32]

_NEIGHBOURS = 5


class CounterLines:
    """The counter-sayings' vectors, by stance."""

    def __init__(self, stances: Sequence[str], vectors: Vectors) -> None:
        """`vectors` has a row of unit length for each stance given."""
        self._of = np.array(stances)
        self._vectors = vectors

    def nearness(self, vector: Vectors) -> dict[str, float]:
        """Mean cosine of the nearest counter-sayings: to any ("all"), to unethical ones, to all others ("plain")."""
        cosines = self._vectors @ vector
        unethical = self._of == "unethical"
        return {
            "all": nearest_mean(cosines.tolist()),
            "unethical": nearest_mean(cosines[unethical].tolist()),
            "plain": nearest_mean(cosines[~unethical].tolist()),
        }


def nearest_mean(cosines: Sequence[float]) -> float:
    """The mean of the five highest; missing ones count as 0."""
    return sum(sorted(cosines, reverse=True)[:_NEIGHBOURS]) / _NEIGHBOURS


@dataclass(frozen=True)
class Gate:
    """Cuts on log odds, set on messages that were written for that, so that it errs about equally on both sides."""

    neighbours: float = 15.0
    """Log odds for each unit by which our lines are nearer than counter-sayings."""
    covered: float = -0.5
    """Least log odds of "covered" for an answer."""
    unethical: float = 0.5
    """Least log odds of "unethical" for a refusal of what else would be answered."""
    unethical_uncovered: float = 0.0
    """The same for a message that would not be answered anyway."""

    def judge(self, probabilities: Mapping[str, float], ours: float, counter: Mapping[str, float]) -> tuple[Stance, float]:
        """(stance, confidence 0 to 1). `ours` is the nearness of our own lines, `counter` that of `CounterLines`."""
        covered = _log_odds(probabilities["covered"]) + self.neighbours * (ours - counter["all"])
        wrong = _log_odds(probabilities["unethical"]) + self.neighbours * (counter["unethical"] - max(ours, counter["plain"]))
        if wrong >= (self.unethical if covered >= self.covered else self.unethical_uncovered):
            return "unethical", _share(wrong)
        if covered >= self.covered:
            return "covered", _share(covered)
        others = {name: p for name, p in probabilities.items() if name not in ("covered", "unethical")}
        return cast(Stance, max(others, key=lambda name: others[name])), 1 - _share(covered)


def _log_odds(p: float) -> float:
    p = min(max(p, 1e-9), 1 - 1e-9)
    return math.log(p / (1 - p))


def _share(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))
