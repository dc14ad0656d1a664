"""The nouns of reading: a message made plain, its pieces, what heads a piece. Knows no language."""

from bisect import bisect_left
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from bot.promises.dues import FoundDue

DUE = "\ue001"
"""Stands, as often as the expression is long, where a date is said."""
COLLEAGUE = "\ue002"
"""Stands where a member of the workspace is mentioned."""

MOST_DUES = 40
"""Dates of one clause that are looked at."""

Person = Literal["we", "they", "you", "thing", "nobody"]
"""Who does it: we or I; the other side; the one spoken to; a thing (goods, documents, money); not said."""
Mood = Literal["will", "told", "planned", "able", "must", "listed", "none"]
"""How it is undertaken: in so many words; as a report that it was promised; by a tense that needs a date to mean the future; as
something possible or needed, which needs a date too; as a bare entry of a list; not at all."""
Refusal = Literal["", "question", "negation", "past", "order", "wish", "fact", "private", "moving", "asked"]
"""Why a piece is no promise. "moving": a trip or visit, which counts when a customer is named; "asked": somebody wants it of us."""


@dataclass(frozen=True)
class Span:
    """From `start` to before `end`, in characters of the plain text."""

    start: int
    end: int

    def holds(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True)
class Piece:
    """A clause, or what looks like one. `joint` is what stands before it (a sign or a conjunction, lower case)."""

    span: Span
    sentence: int
    joint: str = ""
    is_condition: bool = False
    is_question: bool = False


@dataclass(frozen=True)
class Head:
    """The part of a clause that says who undertakes it. `at` is where the wording begins: the verb, or the thing promised."""

    begin: int
    at: int
    person: Person
    mood: Mood
    refusal: Refusal = ""
    verb: Span | None = None
    """For clauses that leave their verb out and take this one's."""
    lent: bool = False
    """Nobody is named as subject: a clause before may lend its own."""
    cuts: tuple[Span, ...] = ()
    """Spans after `at` that do not belong to the wording, such as a subject in the middle."""


@dataclass(frozen=True)
class Message:
    """A text made plain, its dates hidden. `masked` is as long as `text`."""

    text: str
    masked: str
    dues: tuple[FoundDue, ...]
    language: str
    via: Literal["slash", "chat"]

    def dues_in(self, span: Span) -> tuple[FoundDue, ...]:
        """The dates said inside a span. They are in order, so only those from its start on are looked at."""
        first = bisect_left(self.dues, span.start, key=lambda due: due.start)
        return tuple(takewhile(lambda due: due.end <= span.end, self.dues[first : first + MOST_DUES]))

    def dues_before(self, place: int) -> FoundDue | None:
        """The last date said before a place."""
        first = bisect_left(self.dues, place, key=lambda due: due.end)
        return self.dues[first - 1] if first else None
