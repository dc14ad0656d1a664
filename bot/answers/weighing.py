"""How strongly the witnesses speak for each hidden meaning: the message, its likeliest clause, the search, the literal cues.

A log-linear model: each witness adds its log share, times how much it can be trusted. Knows no words and names nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from bot.answers.cues import Cues

OPEN = "open"
"""An objection that gives no cue: a candidate like every meaning."""
_LEAST = 0.02
"""Added to every share, so that one witness alone cannot rule a meaning out."""
_MOST_CUES = 2


@dataclass(frozen=True)
class Trust:
    """What a witness's log share counts. Fitted by likelihood on the tuning sets of the evaluation, checked across them, rounded."""

    whole: float = 1.8
    """The library's judgement of the whole message,"""
    clause: float = 0.5
    """of its likeliest clause, which fewer words support,"""
    search: float = 1.6
    """and the share of the meaning's card in what the search brought up."""
    cue: float = 1.6
    """Log odds that one literal cue adds to a meaning; two count at most."""
    counter_cue: float = 0.4
    """Log odds that one literal cue against a meaning takes away; two count at most."""
    open: float = -0.7
    """Log odds of "open" beside any meaning, all else being equal,"""
    open_cued: float = -0.4
    """and what a cue for some meaning adds to them."""
    objection_whole: float = 0.54
    """For "this is an objection at all": the judgement of the whole message,"""
    objection_clause: float = 0.57
    """of the clause that is most plainly one,"""
    objection_search: float = 0.29
    """the share of the objection cards in what the search brought up,"""
    objection: float = -2.19
    """and the log odds when all of these are undecided."""


@dataclass(frozen=True)
class Clause:
    """One clause of a message with what it was judged to be and the literal cues of each meaning in it."""

    text: str
    weights: Mapping[str, float]
    """Probability by meaning; empty where the rep speaks, not the buyer."""
    cues: Mapping[str, Cues]


@dataclass(frozen=True)
class Found:
    """What the search brought up, as shares of its belief by meaning topic and "open". Without a search every share is 0."""

    shares: Mapping[str, float]
    objections: float = 0.5
    """Share of all cards about objections; 0.5 says nothing."""


def weigh(whole: Mapping[str, float], clauses: Sequence[Clause], topics: Iterable[str], found: Found, trust: Trust) -> dict[str, float]:
    """The confidence in each topic and in "open"; they sum to 1. `whole` need not sum to 1 and may hold "none"."""
    decided = max(1e-9, 1 - whole.get("none", 0.0))
    strengths = {topic: _strength(topic, whole.get(topic, 0.0) / decided, clauses, found, trust) for topic in topics}
    cued = any(cues.speaks_for for clause in clauses for cues in clause.cues.values())
    strengths[OPEN] = _strength(OPEN, whole.get(OPEN, 0.0) / decided, clauses, found, trust) + trust.open + trust.open_cued * cued
    most = max(strengths.values())
    powers = {topic: exp(strength - most) for topic, strength in strengths.items()}
    total = sum(powers.values())
    return {topic: round(power / total, 3) for topic, power in powers.items()}


def objection(whole: Mapping[str, float], own: Sequence[Mapping[str, float]], found: Found, trust: Trust) -> float:
    """The probability that a message is an objection. `own` are the weights of its own clauses, without what the thread was about."""
    plainest = min((weights.get("none", 0.0) for weights in own), default=1.0)
    odds = (
        trust.objection
        - trust.objection_whole * _log_odds(whole.get("none", 0.0))
        - trust.objection_clause * _log_odds(plainest)
        + trust.objection_search * _log_odds(found.objections)
    )
    return 1 / (1 + exp(-odds))


def _strength(topic: str, whole: float, clauses: Sequence[Clause], found: Found, trust: Trust) -> float:
    best = max((clause.weights.get(topic, 0.0) for clause in clauses), default=0.0)
    signals = {cue for clause in clauses if topic in clause.cues for cue in clause.cues[topic].speaks_for}
    counters = {cue for clause in clauses if topic in clause.cues for cue in clause.cues[topic].speaks_against}
    return (
        trust.whole * log(whole + _LEAST)
        + trust.clause * log(best + _LEAST)
        + trust.search * log(found.shares.get(topic, 0.0) + _LEAST)
        + trust.cue * min(len(signals), _MOST_CUES)
        - trust.counter_cue * min(len(counters), _MOST_CUES)
    )


def _log_odds(p: float) -> float:
    p = min(max(p, 1e-4), 1 - 1e-4)
    return log(p / (1 - p))
