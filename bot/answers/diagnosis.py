"""What may lie behind an objection: meanings ranked, with the buyer's own words for and against, and whose question to ask next.

Two witnesses are heard for each meaning: the library's judgement of the message and of each clause, and the literal cues of the
meaning's card. A meaning is named only when words in the message carry it. The order of asking and the cues are our own guidance.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

from bot.answers.clauses import split
from bot.answers.cleaning import clip, quotable
from bot.answers.cues import Cues, read_cues
from bot.answers.guard import offers_cut
from bot.answers.phrases import one_of
from bot.answers.records import Diagnosis, Meaning
from bot.ports import Library
from knowledge.records import Card

MEANING_CARDS: Mapping[str, str] = {
    "objection.price.no-current-need": "price-no-current-need",
    "objection.price.over-budget": "price-over-budget",
    "objection.price.cheaper-rival": "price-cheaper-rival",
    "objection.price.no-confidence": "price-no-confidence",
    "objection.price.value-unclear": "price-value-unclear",
    "rejection.firm.bottom-price-probe": "price-floor-probe",
    "objection.no-need.found-supplier": "no-need-found-supplier",
    "objection.no-need.disappointed": "no-need-disappointed",
    "objection.no-need.plan-changed": "no-need-plan-changed",
}
"""Meaning topic and its card, in the order of asking: the cheapest thing to find out stands first."""
PRICE_OPENING = "too-expensive"
NO_NEED_OPENING = "no-need-late-reversal"
_NO_NEED = one_of(
    r"\b(?:no|not|n['’]t) (?:longer |any ?more )?(?:need|require|want|interested)|no need\b|not (?:needed|required)",
    r"\bcancel|call(?:ed|ing)? (?:it )?off",
    r"不需要|不要了|不用了|不买了|取消|没需求|用不上|算了|不做了|不订了",
)
ENDING = "accept-the-no"
OBJECTION_CARDS = frozenset({*MEANING_CARDS.values(), PRICE_OPENING, NO_NEED_OPENING, ENDING})
"""Every card about a buyer who objects."""
_STILL_NO = one_of(
    r"\bstill\b.{0,30}\b(?:no\b|not\b|\w+n['’]t\b|refus|reject|declin|silent|nothing)",
    r"\b(?:no|refuses|declines) again\b|\bkeeps? (?:saying no|refusing)",
    r"(?:还是|仍然|依然|就是|又)(?:说)?(?:不|没|拒绝)|(?:再次|又一次)拒绝",
)
"""In a follow-up: the objection stands although it was answered. Whatever lies behind it, now the no is respected."""
_MOST_MEANINGS = 3
_MOST_QUOTES = 3
_LONGEST_QUOTE = 160


@dataclass(frozen=True)
class Thresholds:
    """Where judgements change. Set on the tuning half of the evaluation."""

    no_objection: float = 0.5
    """From this probability of "none" on, a message is no objection,"""
    plain_clause: float = 0.15
    """unless one of its clauses is so plainly one that its probability of "none" lies below this."""
    named: float = 0.32
    """A meaning is named from this confidence on, if words carry it."""
    close: float = 0.15
    """Meanings nearer than this to the first are still open beside it."""
    known: float = 0.6
    """From here on the cause counts as known, and the discount guard is quiet."""
    carried: float = 0.28
    """A message carries a meaning from this probability on, even without a literal cue; its likeliest clause is then the evidence."""
    whole: float = 0.75
    """How much the judgement of the whole message counts against that of its likeliest clause, which fewer words support."""
    clause: float = 0.5
    """A clause carries a meaning by itself from this probability on."""
    cue: float = 0.5
    """Log odds that one literal cue adds to a meaning; two count at most."""
    counter_cue: float = 0.8
    """Log odds that one literal cue against a meaning takes away; two count at most."""


@dataclass(frozen=True)
class _Clause:
    text: str
    weights: Mapping[str, float]
    cues: Mapping[str, Cues]


def diagnose(text: str, context: str, library: Library, cards: Sequence[Card], thresholds: Thresholds | None = None) -> Diagnosis:
    """Weigh an objection. `context` is what the thread was about, or ""; `cards` are the readable meaning cards."""
    thresholds = thresholds or Thresholds()
    spoken = split(text)
    own = _told(spoken)
    said = text if len(own) == len(spoken) else " ".join(own)
    message = f"{context}\n{said}" if context else said
    clauses = [*split(context), *own]
    whole, *weights = library.weigh_meanings([message, *clauses])
    none = min((weight.get("none", 0.0) for weight in weights[len(weights) - len(own) :]), default=1.0)
    if whole.get("none", 0.0) >= thresholds.no_objection and none >= thresholds.plain_clause:
        return Diagnosis(is_objection=False)
    whole = {name: p / max(1e-9, 1 - whole.get("none", 0.0)) for name, p in whole.items() if name != "none"}
    by_topic = {topic: card for card in cards for topic in card.topics if topic in MEANING_CARDS}
    read = [
        # In a follow-up the rep speaks ("and if he still says no?"): only literal cues there are evidence.
        _Clause(clause, weight if at < len(clauses) - len(own) or not context else {}, _cues(clause, by_topic))
        for at, (clause, weight) in enumerate(zip(clauses, weights, strict=True))
    ]
    confidences = _confidences(whole, read, by_topic, thresholds)
    meanings = [_meaning(topic, confidence, whole.get(topic, 0.0), read, thresholds) for topic, confidence in confidences.items()]
    named = [meaning for meaning in meanings if meaning.because and meaning.confidence >= thresholds.named]
    named.sort(key=lambda meaning: -meaning.confidence)
    card = by_topic[_to_ask(named, thresholds)].id if named else _opening(message, whole)
    ended = context and _STILL_NO.search(text)
    return Diagnosis(True, tuple(named[:_MOST_MEANINGS]), ENDING if ended else card)


def _told(clauses: Sequence[str]) -> list[str]:
    """What is told of the buyer: without the rep's own thoughts of cutting the price, which are no sign of anything."""
    return [clause for clause in clauses if not offers_cut(clause)] or list(clauses)


def _cues(clause: str, by_topic: Mapping[str, Card]) -> dict[str, Cues]:
    return {topic: read_cues(clause, card) for topic, card in by_topic.items()}


def _confidences(
    whole: Mapping[str, float], clauses: Sequence[_Clause], topics: Mapping[str, Card], thresholds: Thresholds
) -> dict[str, float]:
    """Each meaning's share of the belief, beside "open"; they sum to less than 1 by the share that stays open."""
    weights = {topic: _weight(topic, whole, clauses, thresholds) for topic in topics}
    cued = any(cues.speaks_for for clause in clauses for cues in clause.cues.values())
    still_open = whole.get("open", 0.0) * (exp(-thresholds.cue) if cued else 1.0)
    total = sum(weights.values()) + still_open
    return {topic: round(weight / total, 3) if total else 0.0 for topic, weight in weights.items()}


def _weight(topic: str, whole: Mapping[str, float], clauses: Sequence[_Clause], thresholds: Thresholds) -> float:
    """The mean of what the message and its best clause say, moved by the literal cues."""
    best = max((clause.weights.get(topic, 0.0) for clause in clauses), default=0.0)
    signals = {cue for clause in clauses for cue in clause.cues[topic].speaks_for}
    counters = {cue for clause in clauses for cue in clause.cues[topic].speaks_against}
    odds = thresholds.cue * min(len(signals), 2) - thresholds.counter_cue * min(len(counters), 2)
    return (0.01 + thresholds.whole * whole.get(topic, 0.0) + (1 - thresholds.whole) * best) * exp(odds)


def _meaning(topic: str, confidence: float, whole: float, clauses: Sequence[_Clause], thresholds: Thresholds) -> Meaning:
    """A meaning with the clauses that carry it, strongest first, and those that speak against it."""
    against = [clause.text for clause in clauses if clause.cues[topic].speaks_against and not clause.cues[topic].speaks_for]
    strengths = {clause.text: 1.0 + len(clause.cues[topic].speaks_for) for clause in clauses if clause.cues[topic].speaks_for}
    free = [clause for clause in clauses if clause.weights and clause.text not in against]
    for clause in free:
        if clause.weights.get(topic, 0.0) >= thresholds.clause:
            strengths.setdefault(clause.text, clause.weights[topic])
    if whole >= thresholds.carried:
        likeliest = max(free, key=lambda clause: clause.weights.get(topic, 0.0), default=None)
        if likeliest is not None:
            strengths.setdefault(likeliest.text, likeliest.weights.get(topic, 0.0))
    because = sorted(strengths, key=lambda text: -strengths[text])
    return Meaning(topic, confidence, _quotes(because), _quotes(against))


def _quotes(texts: Sequence[str]) -> tuple[str, ...]:
    """The clauses as they stand, without links, each once."""
    quotes = [clip(quotable(text).strip(" ,，;；"), _LONGEST_QUOTE) for text in texts]
    return tuple(dict.fromkeys(quote for quote in quotes if quote))[:_MOST_QUOTES]


def _to_ask(named: Sequence[Meaning], thresholds: Thresholds) -> str:
    """The meaning to ask about: the first, or of several that are close the one that comes first in the order of asking."""
    close = {meaning.topic for meaning in named if named[0].confidence - meaning.confidence < thresholds.close}
    return next(topic for topic in MEANING_CARDS if topic in close)


def _opening(message: str, whole: Mapping[str, float]) -> str:
    """The card that opens the talk when nothing in the message tells why."""
    if _NO_NEED.search(message):
        return NO_NEED_OPENING
    shares = {"price": 0.0, "no-need": 0.0}
    for topic in MEANING_CARDS:
        shares["no-need" if ".no-need." in topic else "price"] += whole.get(topic, 0.0)
    return NO_NEED_OPENING if shares["no-need"] > 2 * shares["price"] else PRICE_OPENING
