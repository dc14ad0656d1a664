"""Ranks the cards and deals for one question: evidence from every leg, gathered by card or deal, fused, explained."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.catalogue import deal_from
from knowledge.ranking import Weights, fuse, mean_of_best, shares, spread
from knowledge.records import ANYONE, Card, Deal, Hit, Kind
from knowledge.shelves import Shelves
from knowledge.store import Store

Vectors = NDArray[np.float32]

_DEPTH = 60
"""Passages that each leg brings back before they are gathered."""
_SNIPPET = 200
_OWN = 5
"""Passages of a team's own cards that are looked at word for word."""


@dataclass(frozen=True)
class Asked:
    """One question on its way through the legs."""

    text: str
    lang: str
    vector: Vectors
    audiences: Collection[str]


class Ranker:
    """Reads the shelves and the store; changes nothing."""

    def __init__(self, shelves: Shelves, store: Store, weights: Weights) -> None:
        self._shelves = shelves
        self._store = store
        self._weights = weights

    def cards(self, asked: Asked, cards: Mapping[str, Card]) -> tuple[list[Hit], list[float]]:
        """All readable cards, best first, and the cosines of the nearest passages."""
        readable = {card.id: card for card in sorted(cards.values(), key=lambda card: card.id) if card.audience in asked.audiences}
        by_topic = self._shelves.centres(asked.audiences, asked.vector)
        centre = _best(by_topic)
        profile = _best(self._shelves.profiles(asked.audiences, asked.text))
        best_topic = {card: topic for (card, topic), _ in sorted(by_topic.items(), key=lambda item: item[1])}
        near, words, rows = self._legs("card", asked)
        w = self._weights
        legs = [
            (w.centre, centre),
            (w.nearest, mean_of_best(near, w.best_of)),
            (w.profile, profile),
            (w.words, mean_of_best(words, w.best_of)),
        ]
        related = {name: card.related for name, card in readable.items()}
        scores = shares(spread(fuse(list(readable), legs), related, w.related), w.sharpness)
        snippets = self._snippets(rows, asked)
        hits = [self._card_hit(readable[name], score, asked.lang, best_topic.get(name), snippets) for name, score in scores.items()]
        return sorted(hits, key=lambda hit: -hit.score), [cosine for _, cosine in near]

    def deals(self, asked: Asked, cards: list[Hit]) -> tuple[list[Hit], list[float]]:
        """The readable deals that look alike, best first, and the cosines of the nearest passages.

        A deal named by its customer outranks everything; others stand behind the best cards, whose causes they share.
        """
        near, words, rows = self._legs("deal", asked)
        if not near and not words:
            return [], []
        close: dict[str, float] = {}
        for source, cosine in near:
            close[source] = max(cosine, close.get(source, -1.0))
        matching: dict[str, float] = {}
        for source, score in words:
            matching[source] = max(score, matching.get(source, 0.0))
        bodies = self._store.bodies("deal", close.keys() | matching.keys())
        # Asked of the store once more: who may read a deal can have changed since the shelves were filled.
        found = {source: deal_from(body) for source, audience, body in bodies if audience in asked.audiences}
        cause = {hit_topic: hit.score for hit in reversed(cards) for hit_topic in hit.topics}
        top = max(matching.values(), default=0.0) or 1.0
        ceiling = cards[2].score if len(cards) > 2 else 1.0
        snippets = self._snippets(rows, asked)
        hits = [
            Hit("deal", source, deal.title, (deal.cause,) if deal.cause else (), score, snippets.get(source, ""))
            for source, deal in found.items()
            if (score := _deal_score(deal, asked.text, close.get(source, 0.0), matching.get(source, 0.0) / top, cause, ceiling)) > 0
        ]
        return sorted(hits, key=lambda hit: -hit.score), [cosine for _, cosine in near]

    def own_passages(self, asked: Asked) -> list[str]:
        """Texts of the team's own cards that share the most telling words with the question."""
        own = set(asked.audiences) - {ANYONE}
        rows = [row for _, row, _ in self._shelves.matching("card", own, asked.text, _OWN)]
        return [stored.passage.text for stored in self._store.passages_by_id(rows).values() if stored.passage.audience in own]

    def _legs(self, kind: Kind, asked: Asked) -> tuple[list[tuple[str, float]], list[tuple[str, float]], dict[str, int]]:
        """(source, cosine) and (source, BM25), best first, and the row of each source's best passage."""
        near = self._shelves.nearest(kind, asked.audiences, asked.vector, _DEPTH)
        words = self._shelves.matching(kind, asked.audiences, asked.text, _DEPTH)
        rows: dict[str, int] = {}
        for place, row, _ in (*near, *words):
            rows.setdefault(place.source, row)
        return [(place.source, cosine) for place, _, cosine in near], [(place.source, score) for place, _, score in words], rows

    def _snippets(self, rows: Mapping[str, int], asked: Asked) -> dict[str, str]:
        stored = self._store.passages_by_id(rows.values())
        found = {source: stored[row].passage for source, row in rows.items() if row in stored}
        return {source: passage.text[:_SNIPPET] for source, passage in found.items() if passage.audience in asked.audiences}

    @staticmethod
    def _card_hit(card: Card, score: float, lang: str, topic: str | None, snippets: Mapping[str, str]) -> Hit:
        topics = (topic, *(t for t in card.topics if t != topic)) if topic else card.topics
        guidance = card.guidance(lang)
        return Hit("card", card.id, guidance.title, topics, score, snippets.get(card.id) or " ".join(guidance.teaches)[:_SNIPPET])


def _best(scores: Mapping[tuple[str, str | None], float]) -> dict[str, float]:
    """The best of each card's topics."""
    best: dict[str, float] = {}
    for (card, _), score in scores.items():
        best[card] = max(score, best.get(card, -1.0))
    return best


def _deal_score(deal: Deal, text: str, cosine: float, words: float, cause: Mapping[str, float], ceiling: float) -> float:
    """0 to 1. Likeness of the story, a shared cause, and the customer's name."""
    likeness = 0.6 * max(0.0, cosine) + 0.2 * words + (0.2 * min(1.0, 3 * cause.get(deal.cause, 0.0)) if deal.cause else 0.0)
    if names_customer(text, deal.customer):
        return 0.9 + 0.1 * likeness
    return likeness * ceiling


def names_customer(text: str, customer: str) -> bool:
    """True when the text names the customer: its whole name, or its name without the legal form and the sample mark."""
    spoken = _plain(text)
    name = _plain(customer.split(":", 1)[-1])
    words = [word for word in name.split() if word not in _LEGAL_FORMS]
    core = " ".join(words)
    if len(core) < 2:
        return False
    return core in spoken if not core.isascii() else f" {core} " in f" {spoken} "


_LEGAL_FORMS = frozenset(
    (
        "gmbh",
        "ltd",
        "limited",
        "inc",
        "llc",
        "co",
        "corp",
        "company",
        "ag",
        "sa",
        "srl",
        "bv",
        "spa",
        "oy",
        "ab",
        "as",
        "plc",
        "pte",
        "sdn",
        "bhd",
        "kg",
        "sarl",
        "the",
    )
)


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.lower()).split())
