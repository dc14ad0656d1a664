"""The managers' weekly digest: what is at risk, what waits, how the kept rate has changed, what nobody could answer. Pure.

It is made of promises that the manager may read and of nothing else, and behind every number stand the promises.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from bot.ports import Kept
from bot.promises.proposals import KeptRate
from bot.promises.rate import kept_rate
from bot.promises.records import LIVE, Promise
from bot.reminders.weather import WEEK, Forecast, forecast

SPAN = timedelta(days=91)
"""Promises due in so many days before now are counted in the kept rate."""
_MOST_QUESTIONS = 5


@dataclass(frozen=True)
class Change:
    """The kept rate of a team or a rep, now and a week ago, over promises due since the same day; and what made the difference."""

    by: Literal["team", "owner"]
    name: str
    now: KeptRate
    """With a rate: five or more are counted."""
    before: KeptRate
    promises: tuple[Promise, ...]
    """Those that are counted now and were not then, or otherwise."""


@dataclass(frozen=True)
class Weekly:
    """What a manager is told of one week, whose Monday is `monday`."""

    person: str
    monday: date
    zone: str
    at_risk: tuple[Promise, ...]
    waiting: tuple[Promise, ...]
    changes: tuple[Change, ...]
    weather: tuple[tuple[str, Forecast], ...] = ()
    """Forecasts by owner."""
    questions: tuple[Kept, ...] = ()
    """The latest that got no answer this week; who asked is nobody's business."""
    unanswered: int = 0


def weekly_of(
    person: str, monday: date, zone: str, promises: Collection[Promise], unanswered: Sequence[Kept], now: datetime
) -> Weekly | None:
    """`promises`: all that the manager may read and that are not ended or were due within SPAN. None when there is nothing to tell."""
    ordered = sorted(promises, key=lambda each: (each.due.instant(), each.id))
    questions = [each for each in unanswered if now - each.asked_at <= WEEK]
    made = Weekly(
        person,
        monday,
        zone,
        tuple(each for each in ordered if each.state == "at-risk"),
        tuple(each for each in ordered if each.state == "waiting"),
        tuple(sorted(_changes(ordered, now), key=_importance)),
        tuple(_weather(ordered, now)),
        tuple(questions[:_MOST_QUESTIONS]),
        len(questions),
    )
    return made if made.at_risk or made.waiting or made.changes or made.weather or made.questions else None


def as_of(promise: Promise, at: datetime) -> Promise | None:
    """The promise as it stood then, as far as the kept rate asks; None when it was not made yet."""
    if promise.made_at > at:
        return None
    if promise.ended_at is not None and promise.ended_at > at:
        return replace(promise, state="open", ended_at=None)
    return promise


def _changes(promises: Sequence[Promise], now: datetime) -> Iterator[Change]:
    for by, names in (("team", {each.team for each in promises}), ("owner", {each.owner for each in promises})):
        for name in sorted(name for name in names if name):
            own = [each for each in promises if getattr(each, by) == name]
            rate = kept_rate(own, now, now - SPAN)
            if rate.rate is None:
                continue
            then = now - WEEK
            before = kept_rate([old for each in own if (old := as_of(each, then))], then, now - SPAN)
            yield Change("team" if by == "team" else "owner", name, rate, before, _difference(rate, before))


def _difference(now: KeptRate, before: KeptRate) -> tuple[Promise, ...]:
    """The promises whose outcome is new, those that cost something first."""
    told = {(each.id, outcome) for outcome, promises in _outcomes(before) for each in promises}
    return tuple(each for outcome, promises in _outcomes(now) for each in promises if (each.id, outcome) not in told)


def _outcomes(rate: KeptRate) -> Iterable[tuple[str, tuple[Promise, ...]]]:
    return (("broken", rate.broken), ("late", rate.late), ("moved", rate.renegotiated), ("kept", rate.kept))


def _importance(change: Change) -> tuple[bool, float, str]:
    """Teams first, then what fell most."""
    fell = (change.now.rate or 0) - (change.before.rate if change.before.rate is not None else change.now.rate or 0)
    return (change.by != "team", fell, change.name)


def _weather(promises: Sequence[Promise], now: datetime) -> Iterator[tuple[str, Forecast]]:
    for owner in sorted({each.owner for each in promises if each.state in LIVE}):
        own = [each for each in promises if each.owner == owner]
        found = forecast([each for each in own if each.state in LIVE], [each for each in own if each.ended_at], now)
        if found is not None:
            yield owner, found
