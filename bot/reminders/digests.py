"""The daily digest of one person: what it is made of and what stands in it. Pure; knows no records, no words and no Slack.

A promise stands in one part only, the first that fits. With nothing in it that asks for anything there is no digest.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, Protocol, get_args
from zoneinfo import ZoneInfo

from bot.promises.records import LIVE, Due, Promise
from bot.reminders.clocks import zone_of
from bot.reminders.outbox import Row
from bot.reminders.people import PersonTimes
from bot.reminders.slots import Rhythm
from bot.reminders.weather import Forecast

PartName = Literal["overdue", "today", "rest", "asked", "at-risk", "waiting", "theirs", "coming"]
"""Due by now; due today; due before the next working day; waiting for this person's word; at risk; the person's own that wait for
the word of others; what customers owe us; due within a week."""
PARTS: tuple[PartName, ...] = get_args(PartName)
AHEAD = timedelta(days=7)
"""How far a digest looks."""
_MARGIN = timedelta(days=2)
"""Zones differ by more than a day."""


_ASKING: frozenset[PartName] = frozenset({"overdue", "today", "rest", "asked", "at-risk"})
"""Parts that ask for something today."""


@dataclass(frozen=True)
class Undelivered:
    """A reminder that never arrived, and the promise it was about."""

    row: Row
    promise: Promise


@dataclass(frozen=True)
class Material:
    """What is on record for one person's digest. `mine`: live ones that are due before a given time or at risk, and waiting ones."""

    mine: tuple[Promise, ...] = ()
    asked: tuple[Promise, ...] = ()
    """Waiting for this person's word."""
    undelivered: tuple[Undelivered, ...] = ()
    """Given up since the person's last digest: to this person, or about this person's promises."""


@dataclass(frozen=True)
class Digest:
    """What one person is told on one local date."""

    person: str
    day: date
    zone: str
    parts: Mapping[PartName, tuple[Promise, ...]]
    undelivered: tuple[Undelivered, ...] = ()
    weather: Forecast | None = None
    next_day: date | None = None
    """The person's next working day."""

    @property
    def promises(self) -> tuple[Promise, ...]:
        """All of them, in the order of the parts."""
        return tuple(promise for name in PARTS for promise in self.parts.get(name, ()))


@dataclass(frozen=True)
class Advance:
    """A person's next slots after a look. `seen`: the record that was looked at; what was changed since then stays."""

    seen: PersonTimes
    next_digest_at: datetime | None
    next_weekly_at: datetime | None


class DigestRecords(Protocol):
    """What digests read and note, for many people at a time: the cost grows with what is found. Raises NotSaved."""

    def material(self, persons: Collection[str], until: datetime, since: datetime) -> Mapping[str, Material]:
        """Of each of these persons. `until`: live promises due before; `since`: given up after, unless a digest was sent later."""

    def advance(self, looked: Sequence[Advance]) -> None:
        """Note the next slots, all in one transaction, where nobody has changed them meanwhile."""

    def enrol(self, slots: Mapping[str, tuple[datetime | None, datetime | None]]) -> None:
        """Give people their first slots (daily, weekly), unless they have some or want none. None changes nothing."""

    def unscheduled(self) -> Mapping[str, str]:
        """Everybody who owns a live or waiting promise or is asked for a word, and has no daily slot though wanting one; with a zone
        of the promises, or ""."""

    def unasked(self, until: datetime, before: datetime, limit: int) -> list[str]:
        """People whose next digest comes before `until` and about whom Slack was not asked since `before`."""

    def late(self, before: datetime) -> tuple[int, datetime | None]:
        """How many people's slots, daily or weekly, lie before this, and the earliest of them."""

    def dated(self, owner: str) -> list[tuple[Promise, datetime]]:
        """The owner's live promises with the instant of their last change, by due date."""


def digest_of(times: PersonTimes, rhythm: Rhythm, material: Material, now: datetime, *, wanted: bool = False) -> Digest | None:
    """The digest of one person as of now, without weather; None when nothing in it asks for anything.

    What is only coming, or waits with time to spare, is told on the first working day of a week, else beside what is to be done.
    Somebody who has asked for it (`wanted`) gets whatever there is.
    """
    day = rhythm.today(now)
    next_day = rhythm.next_working_day(day)
    found: dict[PartName, list[Promise]] = {name: [] for name in PARTS}
    for promise in sorted(material.mine, key=lambda each: (each.due.instant(), each.id)):
        name = _part(promise, rhythm.zone, next_day, now)
        if name is not None:
            found[name].append(promise)
    found["asked"] = sorted(material.asked, key=lambda each: (each.due.instant(), each.id))
    digest = Digest(
        times.person,
        day,
        rhythm.zone.key,
        {name: tuple(promises) for name, promises in found.items() if promises},
        material.undelivered,
        next_day=next_day,
    )
    is_first = rhythm.next_working_day(rhythm.week(now) - timedelta(days=1)) == day
    asks = digest.undelivered or any(_asks(name, promise, digest, now) for name in digest.parts for promise in digest.parts[name])
    return digest if asks or ((wanted or is_first) and digest.parts) else None


def seen_from(due: Due, zone: str) -> Due:
    """A due time as the person's own clock shows it. A whole day stays the day it is where it was promised."""
    if due.time is None or due.zone == zone:
        return due
    local = due.instant().astimezone(zone_of(zone))
    return Due(local.date(), local.time(), zone_of(zone).key)


def days_left(due: Due, now: datetime, zone: str) -> int:
    """Days of the calendar until it is due, below 0 when the day has passed."""
    seen = seen_from(due, zone)
    return (seen.day - now.astimezone(zone_of(seen.zone)).date()).days


def until(now: datetime) -> datetime:
    """Due before this: may stand in a digest of today, wherever the person is."""
    return now + AHEAD + _MARGIN


def _part(promise: Promise, zone: ZoneInfo, next_day: date | None, now: datetime) -> PartName | None:
    if promise.state == "waiting":
        return "waiting"
    if promise.state not in LIVE:
        return None
    left, is_over = days_left(promise.due, now, zone.key), promise.due.instant() < now
    if left > AHEAD.days:
        return "at-risk" if promise.state == "at-risk" else None
    if promise.direction == "theirs":
        return "theirs"
    if is_over:
        return "overdue"
    if left <= 0:
        return "today"
    if next_day is not None and now.astimezone(zone).date() + timedelta(days=left) < next_day:
        return "rest"
    return "at-risk" if promise.state == "at-risk" else "coming"


def _asks(name: PartName, promise: Promise, digest: Digest, now: datetime) -> bool:
    """Does this line make a digest worth sending?"""
    if name in _ASKING:
        return True
    left = days_left(promise.due, now, digest.zone)
    if name == "waiting":
        return left <= AHEAD.days
    return name == "theirs" and (left <= 0 or (digest.next_day is not None and digest.day + timedelta(days=left) < digest.next_day))


def weekly_key(person: str, monday: date) -> str:
    """One weekly digest a week, whatever zone the person is in."""
    return f"{person}:weekly:{monday.isoformat()}"


def daily_key(person: str, day: date) -> str:
    """One digest a local date, whatever zone the person is in."""
    return f"{person}:digest:{day.isoformat()}"


def day_of(key: str) -> date:
    """The date in a key of ours."""
    return date.fromisoformat(key.rpartition(":")[2])
