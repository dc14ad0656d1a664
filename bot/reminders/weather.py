"""Promise weather: which promises of the coming week are likely to slip, from how much there is and how promises like them went.

A rule, not a guess: the same records give the same forecast, and without ground there is none. Pure.

Two grounds. Record: of three or more promises about the same thing that ended within a year, at least half came late or were not
kept. Load: more are due within the week than the owner has kept in time in any one week, which at least three such weeks must
show; then those due last are named.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.promises.records import Promise
from bot.promises.things import thing_of
from bot.promises.track import ENOUGH, record_of

WEEK = timedelta(days=7)
LOOK_BACK = timedelta(days=182)
"""How far back a week counts as what somebody can do."""
_SURE: tuple[str, ...] = ("open", "renegotiated")
"""States of which nobody has said yet that they are at risk."""


@dataclass(frozen=True)
class Record:
    """Of `ended` promises about `thing`, `slipped` came late or were not kept."""

    thing: str
    slipped: int
    ended: int


@dataclass(frozen=True)
class Load:
    """`due` promises within the week; `best` is the most that were kept in time in one week."""

    due: int
    best: int


@dataclass(frozen=True)
class Cloud:
    """Promises that are likely to slip for one reason, the first due first; and those that the reason rests on."""

    reason: Record | Load
    promises: tuple[Promise, ...]
    behind: tuple[Promise, ...]


@dataclass(frozen=True)
class Forecast:
    """At least one cloud. No promise stands in two."""

    clouds: tuple[Cloud, ...]


def forecast(live: Collection[Promise], ended: Collection[Promise], now: datetime) -> Forecast | None:
    """For one owner's live and ended promises; None when there is no ground for any."""
    week = sorted(
        (each for each in live if each.direction == "ours" and each.state in _SURE and now <= each.due.instant() < now + WEEK),
        key=lambda each: (each.due.instant(), each.id),
    )
    past = [each for each in ended if each.direction == "ours"]
    clouds = _by_record(week, past, now)
    named = {promise.id for cloud in clouds for promise in cloud.promises}
    clouds += _by_load(week, named, past, now)
    return Forecast(tuple(clouds)) if clouds else None


def _by_record(week: Sequence[Promise], past: Sequence[Promise], now: datetime) -> list[Cloud]:
    things = dict.fromkeys(thing for each in week if (thing := thing_of(each)))
    clouds = []
    for thing in things:
        record = record_of([each for each in past if thing_of(each) == thing], now)
        if record is not None and 2 * len(record.slipped) >= len(record.ended):
            alike = tuple(each for each in week if thing_of(each) == thing)
            clouds.append(Cloud(Record(thing, len(record.slipped), len(record.ended)), alike, record.slipped))
    return clouds


def _by_load(week: Sequence[Promise], named: Collection[str], past: Sequence[Promise], now: datetime) -> list[Cloud]:
    weeks = Counter(_monday(each) for each in past if each.state == "kept" and each.ended_at and now - each.ended_at <= LOOK_BACK)
    best = max(weeks.values(), default=0)
    if len(weeks) < ENOUGH or len(week) < ENOUGH or len(week) <= best:
        return []
    last = tuple(each for each in week[best:] if each.id not in named)
    return [Cloud(Load(len(week), best), last, tuple(week))] if last else []


def _monday(promise: Promise) -> date:
    """Of the week in which it ended."""
    assert promise.ended_at is not None
    day = promise.ended_at.astimezone(ZoneInfo(promise.due.zone)).date()
    return day - timedelta(days=day.weekday())
