"""The nouns of the library: cards, deals, passages and what a search brings back.

Plain frozen records. They hold no vectors, open no files and know no database.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

ANYONE = "anyone"
"""The audience of the shipped guidance: every reader, guests included."""
EVERYONE = "everyone"
"""The audience of all members of the company. Narrower ones are "team:NAME" and "private:REP"."""

Kind = Literal["card", "deal"]
Outcome = Literal["won", "lost", "parked"]
Stance = Literal["covered", "uncovered", "company-fact", "chit-chat", "unethical", "order"]
"""What a message is to us: something the guidance may cover, or one of the things it must leave alone."""


@dataclass(frozen=True)
class Saying:
    """One line as a rep or buyer really types it, filed under the topic it is about."""

    topic: str
    lang: str
    text: str


@dataclass(frozen=True)
class Guidance:
    """One card's advice in one language. Every entry is a whole sentence that can be shown alone."""

    title: str
    teaches: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    say: tuple[str, ...] = ()
    do: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    caution: tuple[str, ...] = ()


@dataclass(frozen=True)
class Card:
    """One piece of guidance. `parts` is keyed by language ("en", "zh"); a team's own card may have one only."""

    id: str
    topics: tuple[str, ...]
    parts: Mapping[str, Guidance]
    sayings: tuple[Saying, ...] = ()
    signals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    counter_signals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tensions: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    """Ids of the cards a reader of this one most likely needs beside it."""
    owner: str = ""
    reviewed: date | None = None
    audience: str = ANYONE
    shipped: bool = True
    """False for a team's own guidance, which is only as searchable as its text."""
    origin: str = ""
    """The folder a team's own card was imported from."""
    file: str = ""
    """Its file below that folder, with forward slashes."""

    @property
    def is_meaning(self) -> bool:
        """True for cards that name a hidden reason behind an objection."""
        return bool(self.signals)

    def guidance(self, lang: str) -> Guidance:
        """The part in `lang`, else English, else whatever there is."""
        return self.parts.get(lang) or self.parts.get("en") or next(iter(self.parts.values()))


_SAMPLE_MARK = re.compile(r"^(?:sample|示例)\s*[:：]\s*(?=\S)", re.IGNORECASE)


@dataclass(frozen=True)
class Deal:
    """One past case of the team. Texts are as people entered them: data, never instructions."""

    id: str
    customer: str
    outcome: Outcome
    country: str = ""
    industry: str = ""
    product: str = ""
    rep: str = ""
    team: str = ""
    amount: Decimal | None = None
    currency: str = ""
    opened: date | None = None
    closed: date | None = None
    objection: str = ""
    cause: str | None = None
    """Topic id of the reason that was found in the end."""
    reply: str = ""
    happened: str = ""
    lesson: str = ""
    visibility: str = EVERYONE
    lang: str = "en"
    sample: bool = False
    """True for the fictional deals that come with the demo."""

    @property
    def name(self) -> str:
        """The customer; without the word that marks a sample, which `sample` tells and each language has its own for."""
        return _SAMPLE_MARK.sub("", self.customer) if self.sample else self.customer

    @property
    def title(self) -> str:
        """A line a rep recognises in any language: customer, product. How it ended is said in the reader's words."""
        return " · ".join(part for part in (self.name, self.product) if part)


@dataclass(frozen=True)
class Tension:
    """Two pieces of guidance that pull apart, and the rule for choosing. Texts keyed by language."""

    id: str
    topics: tuple[str, ...]
    one: Mapping[str, str]
    other: Mapping[str, str]
    rule: Mapping[str, str]


@dataclass(frozen=True)
class Passage:
    """An indexed piece of one card or deal, readable by one audience."""

    kind: Kind
    source: str
    audience: str
    lang: str
    part: str
    """"saying", "text" (guidance prose) or, for deals, "case"."""
    text: str
    topic: str | None = None


@dataclass(frozen=True)
class Hit:
    """One card or deal that a search found."""

    kind: Kind
    id: str
    title: str
    topics: tuple[str, ...]
    score: float
    """0 to 1, comparable within one search."""
    snippet: str = ""


@dataclass(frozen=True)
class Findings:
    """All a question brought up, best first. Holds only what the given audiences may read."""

    cards: tuple[Hit, ...]
    deals: tuple[Hit, ...]
    stance: Stance
    confidence: float
    """0 to 1: how sure `stance` is."""

    @property
    def is_covered(self) -> bool:
        return self.stance == "covered"


@dataclass(frozen=True)
class Refusal:
    """Why a kind of request is refused, and what to do instead. Texts keyed by language; `cards` back them."""

    id: str
    why: Mapping[str, str]
    instead: Mapping[str, tuple[str, ...]]
    cards: tuple[str, ...]
