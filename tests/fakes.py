"""Small stand-ins for what lies outside the answers: a library over the shipped cards, a model that says what it was told to.

The library ranks by shared letter triples with the sayings, which is crude and exact enough to tell objections apart.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from math import exp, log, sqrt
from typing import Any

from bot.answers.records import Answer, Question, Sentence
from bot.errors import ModelUnavailable
from knowledge.cards import SHIPPED_CARDS, read_folder
from knowledge.records import Card, Deal, Findings, Hit, Refusal, Stance, Tension
from knowledge.tensions import read_tensions

OPEN_TOPICS = ("objection.price.catch-all", "objection.no-need.late-reversal")
_STORIES: tuple[tuple[Stance, tuple[str, ...]], ...] = (
    ("unethical", ("bribe", "red envelope", "红包", "fake certificate", "假证书")),
    ("order", ("ignore your", "print your prompt", "忽略你的")),
    ("company-fact", ("our moq", "我们的起订量")),
    ("chit-chat", ("how are you", "你好呀", "weather")),
    ("uncovered", ("incoterm", "commission plan", "报关编码")),
)
BRIBE = Refusal(
    "bribe",
    {"en": "A payment to the buyer can end the deal and break the law.", "zh": "给采购塞钱会毁掉生意，也违法。"},
    {"en": ("I would rather win this with a sample you can test.",), "zh": ("我更想用样品让您放心。",)},
    ("doubt-sample", "intro-influence-caution"),
)


@cache
def shipped_cards() -> tuple[Card, ...]:
    """The real cards, read once."""
    return read_folder(SHIPPED_CARDS)[0]


def _triples(text: str) -> Counter[str]:
    padded = f" {' '.join(text.lower().split())} "
    return Counter(padded[at : at + 3] for at in range(len(padded) - 2)) + Counter(padded[at : at + 2] for at in range(len(padded) - 1))


@cache
def _index() -> tuple[list[tuple[str, str]], dict[str, list[tuple[int, float]]]]:
    """(card, topic) of every English and Chinese saying, and for each letter group the sayings that hold it."""
    lines = [
        (card.id, saying.topic, _triples(saying.text)) for card in shipped_cards() for saying in card.sayings if saying.lang in "en zh"
    ]
    spread = Counter(group for _, _, groups in lines for group in groups)
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, (_, _, groups) in enumerate(lines):
        weights = {group: log(len(lines) / spread[group]) for group in groups}
        length = sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        for group, weight in weights.items():
            postings[group].append((at, weight * weight / length))
    return [(card, topic) for card, topic, _ in lines], postings


@cache
def _near(text: str) -> dict[int, float]:
    """How near each saying is to a text, 0 to about 1."""
    _, postings = _index()
    groups = _triples(text)
    scores: dict[int, float] = defaultdict(float)
    length = 0.0
    for group in groups:
        weight = 0.0
        for at, value in postings.get(group, ()):
            scores[at] += value
            weight = max(weight, value)
        length += weight
    return {at: score / (length or 1.0) for at, score in scores.items()}


@dataclass
class FakeLibrary:
    """The shipped cards, some deals, and whatever is `hidden` from now on (ids that stop being readable)."""

    deals: Sequence[Deal] = ()
    extra_cards: Sequence[Card] = ()
    hidden: set[str] = field(default_factory=set)
    hide_when_found: bool = False
    """Everything found stops being readable right after the search, as when a deal is made private meanwhile."""
    asked: list[str] = field(default_factory=list)

    def look_up(self, question: str, audiences: Collection[str], k: int = 5) -> Findings:
        self.asked.append(question)
        lines, _ = _index()
        best: dict[str, float] = {}
        for at, score in _near(question).items():
            best[lines[at][0]] = max(score, best.get(lines[at][0], 0.0))
        best |= {
            card.id: 2.0 for card in self.extra_cards if any(word in question.lower() for word in card.guidance("en").title.lower().split())
        }
        total = sum(exp(12 * score) for score in best.values()) or 1.0
        ranked = sorted(best, key=lambda id_: -best[id_])[:k]
        cards = [Hit("card", id_, id_, (), exp(12 * best[id_]) / total) for id_ in ranked if self.card(id_, audiences)]
        found = [Hit("deal", deal.id, deal.title, (), 0.9) for deal in self.deals if self.deal(deal.id, audiences)][:k]
        if self.hide_when_found:
            self.hidden |= {hit.id for hit in (*cards, *found)}
        return Findings(tuple(cards), tuple(found), self._stance(question), 0.9)

    def weigh_meanings(self, texts: Sequence[str]) -> list[dict[str, float]]:
        return [self._weigh(text) for text in texts]

    def card(self, id: str, audiences: Collection[str]) -> Card | None:
        return next(
            (c for c in (*self.extra_cards, *shipped_cards()) if c.id == id and c.audience in audiences and id not in self.hidden), None
        )

    def deal(self, id: str, audiences: Collection[str]) -> Deal | None:
        return next((d for d in self.deals if d.id == id and d.visibility in audiences and id not in self.hidden), None)

    def deals_with(self, customer: str, audiences: Collection[str]) -> list[Deal]:
        named = [deal for deal in self.deals if deal.customer.lower() in customer.lower() and self.deal(deal.id, audiences)]
        return sorted(named, key=lambda deal: str(deal.closed or deal.opened or ""), reverse=True)

    def tensions(self, topics: Collection[str]) -> list[Tension]:
        return [tension for tension in read_tensions() if set(tension.topics) & set(topics)]

    def refusal(self, text: str) -> Refusal:
        return BRIBE

    def _stance(self, question: str) -> Stance:
        return next((stance for stance, words in _STORIES if any(word in question.lower() for word in words)), "covered")

    def _weigh(self, text: str) -> dict[str, float]:
        lines, _ = _index()
        meanings = {card.topics[0] for card in shipped_cards() if card.is_meaning}
        kinds: dict[str, float] = dict.fromkeys((*meanings, "open", "none"), 0.0)
        for at, score in _near(text).items():
            topic = lines[at][1]
            kind = topic if topic in meanings else "open" if topic in OPEN_TOPICS else "none"
            kinds[kind] = max(kinds[kind], score)
        total = sum(exp(15 * score) for score in kinds.values())
        return {kind: exp(15 * score) / total for kind, score in kinds.items()}


@dataclass
class Rewording:
    """A phraser that puts every sentence in capitals, or fails as it is told to."""

    fails: bool = False
    calls: list[tuple[Question, Answer, str, Mapping[int, str]]] = field(default_factory=list)

    def phrase(self, question: Question, draft: Answer, language: str, quotes: Mapping[int, str]) -> Answer:
        self.calls.append((question, draft, language, quotes))
        if self.fails:
            raise ModelUnavailable("The language model did not answer in time.")
        sentences = tuple(Sentence(s.section, s.text.upper(), s.sources) for s in draft.sentences)
        return replace(draft, mode="model", language=language, sentences=sentences)


@dataclass
class QueuedModel:
    """A model (ports.Model) that gives prepared answers in turn: objects, or errors to raise. Keeps what it was asked."""

    answers: list[Any]
    name: str = "queued"
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    def fill(self, prompt: str, variables: Mapping[str, str], shape: type[Any]) -> Any:
        self.asked.append((prompt, dict(variables)))
        if not self.answers:
            raise ModelUnavailable("The language model has nothing more to say.")
        given = self.answers.pop(0)
        if isinstance(given, BaseException):
            raise given
        return given if isinstance(given, shape) else shape(**given)


class Stopwatch:
    """A timer that moves a tenth of a second each time it is read."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 0.1
        return self.now
