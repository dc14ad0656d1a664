"""The nouns of an answer. Plain frozen records, with the JSON shape other programs rely on."""

from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from knowledge.records import Kind

Section = Literal["ask", "meaning", "say", "do", "avoid", "deals", "tension", "note"]
Status = Literal["answered", "abstained", "refused"]
Mode = Literal["evidence", "model"]

SECTIONS: tuple[Section, ...] = ("ask", "meaning", "say", "do", "avoid", "deals", "tension", "note")
"""The order in which a person reads them."""


@dataclass(frozen=True)
class Question:
    """What somebody asked, and who will read the answer."""

    id: str
    text: str
    audiences: frozenset[str]
    """Every audience that *all* readers of the reply belong to; see `bot.answers.readers`."""
    context: tuple[str, ...] = ()
    """Earlier questions of the same thread, oldest first."""
    asked_by: str | None = None
    language: str | None = None
    """The asker's language when known; else it is read from the text."""


@dataclass(frozen=True)
class Source:
    """One card or deal that sentences rest on, numbered from 1 within its answer."""

    n: int
    kind: Kind
    id: str
    title: str
    topics: tuple[str, ...]
    score: float


@dataclass(frozen=True)
class Sentence:
    """One sentence of an answer and the numbers of the sources that support it."""

    section: Section
    text: str
    sources: tuple[int, ...]


@dataclass(frozen=True)
class Meaning:
    """A hidden reason behind an objection: how likely (0 to 1), and the buyer's own words for and against."""

    topic: str
    confidence: float
    because: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


@dataclass(frozen=True)
class Diagnosis:
    """What may lie behind an objection, most likely first, and the one question to ask next.

    `meanings` is empty when no word in the message speaks for any of them: then only the question counts.
    """

    is_objection: bool
    meanings: tuple[Meaning, ...] = ()
    card: str | None = None
    """Id of the card whose question is the one to ask next."""


@dataclass(frozen=True)
class Answer:
    """A finished answer. Sentences stand in reading order and every advice sentence names a source."""

    id: str
    language: str
    status: Status
    mode: Mode
    meanings: tuple[Meaning, ...] = ()
    ask_next: str = ""
    sentences: tuple[Sentence, ...] = ()
    sources: tuple[Source, ...] = ()
    timings_ms: dict[str, float] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The shape documented for `goodword ask --json`."""
        return asdict(self)

    def timed(self, **timings_ms: float) -> "Answer":
        """The same answer with (more) timings, in milliseconds."""
        return replace(self, timings_ms={**self.timings_ms, **{k: round(v, 1) for k, v in timings_ms.items()}})
