"""What an answer may be made of: the cards and deals found, read again for the very audiences that will see them, right before use."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.diagnosis import MEANING_CARDS
from bot.answers.records import Diagnosis
from bot.config import Answers
from bot.ports import Library
from knowledge.records import Card, Deal, Hit

_CARD_FLOOR = 0.12
"""Share of the best card's score below which a card is about something else."""
_DEAL_FLOOR = 0.4


@dataclass(frozen=True)
class Material:
    """Cards and deals, best first, and how well each fits (0 to 1). `opening` is the card that gives the question to ask."""

    cards: tuple[Card, ...]
    deals: tuple[Deal, ...]
    scores: dict[tuple[str, str], float]
    opening: Card | None = None
    cut_card: Card | None = None
    """The card on blind discounts, when the guard wants it."""

    def score(self, kind: str, id: str) -> float:
        return round(self.scores.get((kind, id), 0.0), 3)


def gather(
    library: Library,
    audiences: frozenset[str],
    cards: Sequence[Hit],
    deals: Sequence[Hit],
    diagnosis: Diagnosis,
    settings: Answers,
    *,
    named: Sequence[Deal] = (),
    cut_card: str = "",
) -> Material:
    """Read again what was found. `named` are deals of a customer the message names; they come first.

    A card of a named meaning stands before what was merely found, and the one to ask from before all.
    """
    meant = [MEANING_CARDS[meaning.topic] for meaning in diagnosis.meanings]
    wanted = dict.fromkeys([*([diagnosis.card] if diagnosis.card else []), *meant, *_near_the_best(cards, _CARD_FLOOR)])
    read = [card for card in (library.card(name, audiences) for name in wanted) if card is not None]
    chosen = [*(deal.id for deal in named), *_near_the_best(deals, _DEAL_FLOOR)]
    told = [deal for deal in (library.deal(name, audiences) for name in dict.fromkeys(chosen)) if deal is not None]
    scores: dict[tuple[str, str], float] = {(hit.kind, hit.id): hit.score for hit in (*cards, *deals)}
    scores |= {("card", MEANING_CARDS[meaning.topic]): meaning.confidence for meaning in diagnosis.meanings}
    scores |= {("deal", deal.id): 1.0 for deal in named}
    kept = tuple(read[: max(settings.cards, len(diagnosis.meanings))])
    opening = next((card for card in read if card.id == diagnosis.card), kept[0] if kept else None)
    guard = library.card(cut_card, audiences) if cut_card else None
    return Material(kept, tuple(_causes_first(told, diagnosis)[: settings.deals]), scores, opening, guard)


def _near_the_best(hits: Sequence[Hit], floor: float) -> list[str]:
    return [hit.id for hit in hits if hit.score >= floor * hits[0].score]


def _causes_first(deals: Sequence[Deal], diagnosis: Diagnosis) -> list[Deal]:
    """Deals with the cause that is suspected now first, else in the order found."""
    suspected = {meaning.topic for meaning in diagnosis.meanings}
    return sorted(deals, key=lambda deal: deal.cause not in suspected)
