"""What may lie behind an objection: meanings ranked, with the buyer's own words for and against, and whose question to ask next.

Heard are the library's judgement of the message and of each clause, what the search brought up, and the literal cues of each
meaning's card (see `weighing`). A meaning is named only when words in the message carry it and it is much likelier than all
else together; otherwise it is asked about. The order of asking and the cues are our own guidance.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.answers.clauses import split
from bot.answers.cleaning import clip, quotable
from bot.answers.cues import Cues, read_cues
from bot.answers.guard import offers_cut
from bot.answers.phrases import one_of
from bot.answers.records import Diagnosis, Meaning
from bot.answers.weighing import OPEN, Clause, Found, Trust, objection, weigh
from bot.ports import Library
from knowledge.records import Card, Hit

FLOOR_PROBE = "rejection.firm.bottom-price-probe"
MEANING_CARDS: Mapping[str, str] = {
    "objection.price.no-current-need": "price-no-current-need",
    "objection.price.over-budget": "price-over-budget",
    "objection.price.cheaper-rival": "price-cheaper-rival",
    "objection.price.no-confidence": "price-no-confidence",
    "objection.price.value-unclear": "price-value-unclear",
    FLOOR_PROBE: "price-floor-probe",
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
    """Where judgements change. Set on the tuning sets of the evaluation."""

    objection: float = 0.2
    """From this probability on, a message is an objection."""
    named: float = 0.7
    """The first meaning is named from this confidence on: rather ask than assert a wrong one."""
    beside: float = 0.2
    """Others are named beside it, as still possible, from this confidence on."""
    close: float = 0.4
    """Meanings nearer than this to the first are still open beside it."""
    known: float = 0.9
    """From here on the cause counts as known, and the discount guard is quiet."""
    clause: float = 0.5
    """A clause carries a meaning by itself from this probability on."""
    trust: Trust = field(default_factory=Trust)


def diagnose(
    text: str,
    context: str,
    library: Library,
    cards: Sequence[Card],
    thresholds: Thresholds | None = None,
    hits: Sequence[Hit] = (),
) -> Diagnosis:
    """Weigh an objection.

    `context` is what the thread was about, or ""; `cards` are the readable meaning cards, `hits` what the search brought up.
    """
    thresholds = thresholds or Thresholds()
    spoken = split(text)
    own = _told(spoken)
    said = text if len(own) == len(spoken) else " ".join(own)
    message = f"{context}\n{said}" if context else said
    clauses = [*split(context), *own]
    whole, *weights = library.weigh_meanings([message, *clauses])
    found = _found(hits)
    if objection(whole, weights[len(weights) - len(own) :], found, thresholds.trust) < thresholds.objection:
        return Diagnosis(is_objection=False)
    by_topic = {topic: card for card in cards for topic in card.topics if topic in MEANING_CARDS}
    read = [
        # In a follow-up the rep speaks ("and if he still says no?"): only literal cues there are evidence.
        Clause(clause, weight if at < len(clauses) - len(own) or not context else {}, _cues(clause, by_topic))
        for at, (clause, weight) in enumerate(zip(clauses, weights, strict=True))
    ]
    confidences = weigh(whole, read, by_topic, found, thresholds.trust)
    still_open = confidences.pop(OPEN)
    likely = [_meaning(topic, confidence, read, thresholds) for topic, confidence in confidences.items() if confidence >= thresholds.beside]
    likely.sort(key=lambda meaning: -meaning.confidence)
    named = likely if likely and likely[0].confidence >= thresholds.named and likely[0].because else []
    undecided = bool(likely) and still_open < thresholds.close
    card = by_topic[_to_ask(named or likely, thresholds)].id if named or undecided else _opening(message, whole)
    ended = context and _STILL_NO.search(text)
    return Diagnosis(True, tuple(meaning for meaning in named if meaning.because)[:_MOST_MEANINGS], ENDING if ended else card)


def _found(hits: Sequence[Hit]) -> Found:
    if not hits:
        return Found({})
    by_card = {hit.id: hit.score for hit in hits}
    shares = {topic: by_card.get(card, 0.0) for topic, card in MEANING_CARDS.items()}
    shares[OPEN] = by_card.get(PRICE_OPENING, 0.0) + by_card.get(NO_NEED_OPENING, 0.0)
    return Found(shares, sum(score for card, score in by_card.items() if card in OBJECTION_CARDS))


def _told(clauses: Sequence[str]) -> list[str]:
    """What is told of the buyer: without the rep's own thoughts of cutting the price, which are no sign of anything."""
    return [clause for clause in clauses if not offers_cut(clause)] or list(clauses)


def _cues(clause: str, by_topic: Mapping[str, Card]) -> dict[str, Cues]:
    return {topic: read_cues(clause, card) for topic, card in by_topic.items()}


def _meaning(topic: str, confidence: float, clauses: Sequence[Clause], thresholds: Thresholds) -> Meaning:
    """A meaning with the clauses that carry it, strongest first, and those that speak against it."""
    against = [clause.text for clause in clauses if clause.cues[topic].speaks_against and not clause.cues[topic].speaks_for]
    strengths = {clause.text: 1.0 + len(clause.cues[topic].speaks_for) for clause in clauses if clause.cues[topic].speaks_for}
    free = [clause for clause in clauses if clause.weights and clause.text not in against]
    for clause in free:
        if clause.weights.get(topic, 0.0) >= thresholds.clause:
            strengths.setdefault(clause.text, clause.weights[topic])
    likeliest = max(free, key=lambda clause: clause.weights.get(topic, 0.0), default=None)
    if likeliest is not None:
        strengths.setdefault(likeliest.text, likeliest.weights.get(topic, 0.0))
    because = sorted(strengths, key=lambda text: -strengths[text])
    return Meaning(topic, confidence, _quotes(because), _quotes(against))


def _quotes(texts: Sequence[str]) -> tuple[str, ...]:
    """The clauses as they stand, without links, each once."""
    quotes = [clip(quotable(text).strip(" ,，;；"), _LONGEST_QUOTE) for text in texts]
    return tuple(dict.fromkeys(quote for quote in quotes if quote))[:_MOST_QUOTES]


def _to_ask(likely: Sequence[Meaning], thresholds: Thresholds) -> str:
    """The meaning to ask about: the first, or of several that are close the one that comes first in the order of asking."""
    close = {meaning.topic for meaning in likely if likely[0].confidence - meaning.confidence < thresholds.close}
    return next(topic for topic in MEANING_CARDS if topic in close)


def _opening(message: str, whole: Mapping[str, float]) -> str:
    """The card that opens the talk when nothing in the message tells why."""
    if _NO_NEED.search(message):
        return NO_NEED_OPENING
    shares = {"price": 0.0, "no-need": 0.0}
    for topic in MEANING_CARDS:
        shares["no-need" if ".no-need." in topic else "price"] += whole.get(topic, 0.0)
    return NO_NEED_OPENING if shares["no-need"] > 2 * shares["price"] else PRICE_OPENING
