"""Between records and the store: a card or deal as JSON, and the passages under which it is found."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from decimal import Decimal
from typing import Any

from knowledge.records import Card, Deal, Guidance, Passage, Saying
from knowledge.store import Entry, as_body

_CASE_CHARS = 600
"""Characters of a deal's story in one passage: the models read little more, and short texts are found better."""


def card_entry(card: Card) -> Entry:
    """A card as the store keeps it."""
    return Entry("card", card.id, card.audience, as_body(asdict(card)), _card_passages(card), shipped=card.shipped)


def card_from(body: str) -> Card:
    """The card that `card_entry` stored."""
    raw = json.loads(body)
    raw["parts"] = {lang: Guidance(**{name: _frozen(value) for name, value in part.items()}) for lang, part in raw["parts"].items()}
    raw["sayings"] = tuple(Saying(**saying) for saying in raw["sayings"])
    for name in ("signals", "counter_signals"):
        raw[name] = {lang: tuple(cues) for lang, cues in raw[name].items()}
    raw["reviewed"] = date.fromisoformat(raw["reviewed"]) if raw["reviewed"] else None
    return Card(**{name: _frozen(value) for name, value in raw.items()})


def deal_entry(deal: Deal) -> Entry:
    """A deal as the store keeps it."""
    return Entry("deal", deal.id, deal.visibility, as_body(asdict(deal)), _deal_passages(deal), customer=deal.customer)


def deal_from(body: str) -> Deal:
    """The deal that `deal_entry` stored."""
    raw: dict[str, Any] = json.loads(body)
    raw["amount"] = Decimal(raw["amount"]) if raw["amount"] is not None else None
    for name in ("opened", "closed"):
        raw[name] = date.fromisoformat(raw[name]) if raw[name] else None
    known = {part.name for part in fields(Deal)}
    return Deal(**{name: value for name, value in raw.items() if name in known})


def _card_passages(card: Card) -> tuple[Passage, ...]:
    found = [Passage("card", card.id, card.audience, s.lang, "saying", s.text, s.topic) for s in card.sayings]
    for lang, guidance in card.parts.items():
        texts = _texts(guidance, card.shipped)
        found += [Passage("card", card.id, card.audience, lang, "text", text) for text in texts]
    return tuple(found)


def _texts(guidance: Guidance, shipped: bool) -> list[str]:
    """The prose passages: title and teaching for our own cards, which have sayings; windows of the text for a team's."""
    if shipped:
        return [guidance.title, " ".join(guidance.teaches), " ".join(guidance.when)]
    windows = [guidance.title]
    for sentence in (*guidance.teaches, *guidance.say, *guidance.do, *guidance.avoid):
        if len(windows) > 1 and len(windows[-1]) + len(sentence) < 240:
            windows[-1] += " " + sentence
        else:
            windows.append(sentence)
    return windows


def _deal_passages(deal: Deal) -> tuple[Passage, ...]:
    place = ", ".join(part for part in (deal.customer, deal.product, deal.country, deal.industry) if part)
    story = " ".join(part for part in (deal.happened, deal.lesson) if part)
    texts = [deal.objection[:_CASE_CHARS], f"{place}: {story}"[:_CASE_CHARS]]
    return tuple(Passage("deal", deal.id, deal.visibility, deal.lang, "case", text, deal.cause) for text in texts if text.strip())


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def titles(card: Card) -> Mapping[str, str]:
    """A card's title in each of its languages."""
    return {lang: part.title for lang, part in card.parts.items()}
