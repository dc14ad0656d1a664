"""The outbox: what must be told to whom, from the moment it is due until Slack has it. Nouns and ports, no behaviour.

A row goes pending -> claimed -> sending -> sent. Whatever may have reached Slack without our knowing (a killed process, a
cut connection, a 5xx) is uncertain, and looked up in Slack's history (reconcile) before anything is sent again. The real
outbox is in `bot.storage`, the real courier in `bot.slack`; fakes are in `tests`, and one suite tests both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol

from bot.promises.records import Promise

RowState = Literal["pending", "claimed", "sending", "uncertain", "reconcile", "sent", "cancelled", "dead"]
UNENDED: tuple[RowState, ...] = ("pending", "claimed", "sending", "uncertain", "reconcile", "dead")
"""States that somebody should know about, with how many rows are in each."""


@dataclass(frozen=True)
class Slot:
    """One thing that one person must hear at one time. Two slots with the same `key` are the same thing: it is told once.

    `kind` begins with the word under which its composer and its message are registered, up to the first ":".
    """

    key: str
    kind: str
    """"lead:3d", "due", "overdue", "approver", "escalate", "snooze", "digest", "weekly", "alert"."""
    subject: str
    """What it is about: a promise's id, or a person's."""
    person: str
    """Slack user id of who hears it."""
    at: datetime
    """When it was meant to be heard."""
    schedule: int = 0
    """The promise's, when it was planned."""


@dataclass(frozen=True)
class Row:
    """A slot in the outbox. Whoever holds it (claimed, sending, reconcile) holds it until `lease_until`."""

    id: int
    key: str
    kind: str
    subject: str
    schedule: int
    person: str
    slot: datetime
    state: RowState
    not_before: datetime
    attempts: int = 0
    """Times it may have been handed to Slack."""
    looks: int = 0
    """Look-ups in a row that could not tell."""
    repeated: bool = False
    """It was sent once more although it may have arrived."""
    lease_until: datetime | None = None
    first_at: datetime | None = None
    """When it was first handed to Slack."""
    sent_ts: str = ""
    channel: str = ""
    error: str = ""


@dataclass(frozen=True)
class Settled:
    """How the work on a row ended. `not_before`: when to go on, for "pending" and "uncertain"."""

    row: Row
    state: Literal["sent", "pending", "uncertain", "cancelled", "dead"]
    at: datetime
    not_before: datetime | None = None
    looks: int = 0
    channel: str = ""
    ts: str = ""
    error: str = ""
    limited: bool = False
    """Slack wants this person left alone until `not_before`, whatever else waits for them."""


@dataclass(frozen=True)
class ToPlan:
    """A promise to look at. Slots before `since` (it was made, or its dates were changed) never were."""

    promise: Promise
    since: datetime


@dataclass(frozen=True)
class Planned:
    """What came of looking: what is due now, and when to look again (None: not before somebody changes it)."""

    promise: Promise
    due: tuple[Slot, ...]
    next_at: datetime | None


@dataclass(frozen=True)
class Health:
    """Figures for those who watch. `counts`: rows by UNENDED state. `lag`: seconds by which the latest due row or look is behind.
    `stuck`: rows held too long."""

    counts: Mapping[str, int]
    lag: float
    stuck: int
    parked: str
    """Why nothing is sent at all, or ""."""


class Outbox(Protocol):
    """Every method is one transaction. Safe to use from any thread and from several processes. Raises NotSaved."""

    def to_plan(self, now: datetime, limit: int) -> list[ToPlan]:
        """Promises that are to be looked at by now, the longest waiting first."""

    def plan(self, planned: Sequence[Planned], trusted_from: datetime) -> int:
        """Put what is due and note when to look again, together. A promise that was changed meanwhile keeps its place in line."""

    def plan_anew(self, fingerprint: str) -> bool:
        """Look at every promise again when the settings have another fingerprint than the last time; True when they had."""

    def note_look(self, at: datetime) -> None:
        """Everything that was due by `at` is in the outbox."""

    def put(self, slots: Sequence[Slot], trusted_from: datetime) -> int:
        """Add slots whose key is new; returns how many were. One that was cancelled comes back.

        What was meant for a time before `trusted_from` may have been sent by a bot whose records are lost: it is uncertain.
        """

    def distrust(self, trusted_from: datetime) -> int:
        """Make everything pending that was meant for a time before `trusted_from` uncertain. Returns how many."""

    def free(self, now: datetime, wait: timedelta, lease: timedelta, trusted_from: datetime) -> int:
        """Take back what was held too long, also after the clock went back. What was being sent is looked up after `wait`."""

    def claim(self, now: datetime, limit: int, lease: timedelta) -> list[Row]:
        """Hold up to `limit` rows: pending ones become claimed, and when there are none, uncertain ones reconcile.

        None whose person another row is being sent to, or whom Slack wants left alone for now.
        """

    def begin(self, row: Row, revision: int | None, until: datetime, now: datetime, repeated: bool, ended: Sequence[Settled]) -> Row | None:
        """Settle `ended` and mark a held row as sending, held `until`. None, and not marked, when it is not ours any more,
        another row is being sent to its person, Slack wants them left alone, or the promise has another revision than its notice."""

    def next_at(self) -> datetime | None:
        """When the next row or look is due; None when nothing waits."""

    def settle(self, ended: Sequence[Settled]) -> None:
        """Note how the work ended. What Slack has is sent, whoever holds the row; else only while it is ours."""

    def park(self, why: str) -> None:
        """Note why nothing can be sent; "" when it can."""

    def health(self, now: datetime) -> Health:
        """How things stand."""

    def dead(self, limit: int = 50) -> list[Row]:
        """What was given up, the latest first."""

    def clear(self, before: datetime) -> int:
        """Delete what ended before this, of things that have ended. Returns how many."""


@dataclass(frozen=True)
class Notice:
    """What a person is told, ready to be put into words. `promise` for a reminder, `content` for anything else."""

    person: str
    kind: str
    language: str
    at: datetime
    """Now."""
    zone: str = "UTC"
    """The person's."""
    late: bool = False
    maybe_repeat: bool = False
    promise: Promise | None = None
    content: object | None = None


@dataclass(frozen=True)
class Later:
    """Not now, but then."""

    at: datetime


class Composer(Protocol):
    """Makes the notice of a row, of what is true now. One stands behind every kind of row."""

    def compose(self, row: Row, now: datetime) -> Notice | Later | None:
        """None when there is nothing to say any more."""


class Source(Protocol):
    """Puts into the outbox what is due. Every sweep asks every source; asking twice changes nothing."""

    def enqueue(self, now: datetime, trusted_from: datetime) -> int:
        """How many rows were new."""
