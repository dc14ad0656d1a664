"""The nouns of a promise. Plain frozen records; who may change what stands in `states`, how it is kept in `book`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Literal, get_args
from zoneinfo import ZoneInfo

Direction = Literal["ours", "theirs"]
Kind = Literal["discount", "rebate", "payment-terms", "exclusivity", "delivery-date", "free-goods", "warranty", "price-hold", "other"]
"""Benefits that somebody has to approve before the customer hears of them."""
State = Literal["draft", "waiting", "open", "at-risk", "renegotiated", "kept", "kept-late", "broken", "withdrawn"]
KINDS: tuple[Kind, ...] = get_args(Kind)
LIVE: tuple[State, ...] = ("open", "at-risk", "renegotiated")
"""Somebody is waiting for it. "renegotiated": moved to a new date with the customer's agreement."""
ENDED: tuple[State, ...] = ("kept", "kept-late", "broken", "withdrawn")
LAST_MINUTE = time(23, 59)


@dataclass(frozen=True)
class Due:
    """When a promise is due, in the zone of the person who gave it. Without a time, the whole day counts."""

    day: date
    time: time | None
    zone: str
    """IANA name."""

    def __str__(self) -> str:
        """ "2026-11-27" or "2026-11-27T17:00"."""
        return self.day.isoformat() if self.time is None else f"{self.day.isoformat()}T{self.time:%H:%M}"

    def instant(self) -> datetime:
        """The last moment at which it is still kept in time, in UTC. A local time that a clock change skips moves forward."""
        local = datetime.combine(self.day, self.time or LAST_MINUTE, ZoneInfo(self.zone))
        return local.astimezone(UTC)


@dataclass(frozen=True)
class DueReading:
    """What the words about a date say. Settled when `due` is set; else `problem` says why, and `readings` are what may be meant."""

    due: Due | None = None
    problem: Literal["", "ambiguous", "vague", "past", "impossible", "missing"] = ""
    readings: tuple[Due, ...] = ()
    words: str = ""
    """As typed, for the question back; empty when nothing was said about a date."""


@dataclass(frozen=True)
class Draft:
    """One promise as it was read from a text. Nothing is saved yet."""

    what: str
    customer: str | None
    direction: Direction
    due: DueReading
    approval: Kind | None
    language: str
    filled: tuple[str, ...] = ()
    """The fields that a language model pointed at: "customer", "what", "date"."""


@dataclass(frozen=True)
class Person:
    """Who does something with a promise. `locale` as Slack writes it, "en-US"; `zone` an IANA name."""

    id: str
    team: str | None = None
    is_manager: bool = False
    is_admin: bool = False
    zone: str = "UTC"
    locale: str = ""


@dataclass(frozen=True)
class Approval:
    """What one department says to one wording. `by` and `at` are None while it is silent; `reason` goes with "declined"."""

    department: str
    approvers: tuple[str, ...]
    """Slack user ids; any one of them speaks for the department."""
    answer: Literal["silent", "agreed", "declined"] = "silent"
    by: str | None = None
    at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True)
class Promise:
    """A promise as it stands now. Every change raises `revision` by one; `schedule` counts only changes that concern reminders."""

    id: str
    owner: str
    customer: str
    what: str
    """The wording. Frozen once approved: a change asks for approval again."""
    direction: Direction
    due: Due
    state: State
    made_at: datetime
    team: str | None = None
    """The owner's team when it was made: its department in the kept rate."""
    approval: Kind | None = None
    approvals: tuple[Approval, ...] = ()
    """One per department that must agree to the present wording; empty when none is needed."""
    audience: str = "everyone"
    """Who may read it: "everyone", "team:NAME" or "private:REP"."""
    language: str = "en"
    source: str = ""
    """Link to the message it came from."""
    proof: str = ""
    """Link or note that shows it was kept."""
    leads: tuple[str, ...] = ()
    """Own lead times for reminders, such as "2d"; empty: the team's."""
    ended_at: datetime | None = None
    moved: int = 0
    """How often the date was renegotiated."""
    revision: int = 1
    schedule: int = 1


@dataclass(frozen=True)
class Event:
    """One thing that happened to a promise; never changed afterwards. `revision` is the promise's after it."""

    promise: str
    revision: int
    kind: str
    """Verb: "logged", "agreed", "declined", "reworded", "opened", "at risk", "renegotiated", "done", "broken", "handed over",
    "withdrawn", "undone", "moved"."""
    by: str
    at: datetime
    was: State | None
    now: State
    why: str = ""
    changed: Mapping[str, str] = field(default_factory=dict)
    """Further fields that changed, by name: what they were before, as text; what `undo` restores."""
