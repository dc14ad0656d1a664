"""What the records say before another promise is given: how much is due that week, and how promises like it went. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from bot.promises.records import Promise

LOOK_BACK = timedelta(days=365)
ENOUGH = 3
"""Ended promises from which a record says something, and promises on one day from which it is full."""


@dataclass(frozen=True)
class Load:
    """Live promises in the Monday-start week of a date, and those on the fullest of its days."""

    week: tuple[Promise, ...]
    day: tuple[Promise, ...]


@dataclass(frozen=True)
class Record:
    """How promises of one kind of thing went. `slipped` ones were late or broken; `days` is the median of days late, None when unknown."""

    ended: tuple[Promise, ...]
    slipped: tuple[Promise, ...]
    days: int | None


def load_around(day: date, live: Collection[Promise]) -> Load:
    """What is due in the week of `day`, and on its fullest day (of equals, `day` itself, else the first)."""
    monday = day - timedelta(days=day.weekday())
    week = sorted((each for each in live if monday <= each.due.day < monday + timedelta(days=7)), key=lambda each: (each.due.day, each.id))
    days: dict[date, list[Promise]] = {}
    for each in week:
        days.setdefault(each.due.day, []).append(each)
    fullest = max(days, key=lambda one: (len(days[one]), one == day, -one.toordinal()), default=day)
    return Load(tuple(week), tuple(days.get(fullest, ())))


def record_of(ended: Collection[Promise], now: datetime) -> Record | None:
    """The record of promises that were kept, kept late or broken within a year; None when they are too few to say anything."""
    counted = [each for each in ended if each.state in ("kept", "kept-late", "broken") and _is_recent(each, now)]
    if len(counted) < ENOUGH:
        return None
    counted.sort(key=lambda each: (each.due.day, each.id))
    slipped = [each for each in counted if each.state != "kept"]
    late = [days_late(each) for each in slipped if each.state == "kept-late"]
    return Record(tuple(counted), tuple(slipped), max(1, round(median(late))) if late else None)


def days_late(promise: Promise) -> int:
    """Days from the due date to the end, by the calendar of the promise's zone; 0 when it ended before, or has not."""
    if promise.ended_at is None:
        return 0
    return max(0, (promise.ended_at.astimezone(ZoneInfo(promise.due.zone)).date() - promise.due.day).days)


def ids(promises: Sequence[Promise]) -> tuple[str, ...]:
    """Their ids, in order."""
    return tuple(promise.id for promise in promises)


def _is_recent(promise: Promise, now: datetime) -> bool:
    return promise.ended_at is not None and now - promise.ended_at <= LOOK_BACK
