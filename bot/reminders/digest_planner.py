"""Puts everybody's digests into the outbox when their slots come, looking at many people with a few queries.

The key of a digest is the person and the local date, so that nobody has two on one date, wherever they travel and however long
the bot slept. Whoever has nothing to be told costs a look and no row.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.config import Reminders
from bot.errors import NotSaved
from bot.reminders.digests import Advance, DigestRecords, Material, daily_key, digest_of, until, weekly_key
from bot.reminders.outbox import Outbox, Slot
from bot.reminders.people import People, PersonTimes
from bot.reminders.slots import Rhythm, rhythm_of

log = logging.getLogger(__name__)

BATCH, _BATCHES = 500, 8
"""People who are looked at together, and how often in one go: reminders must not wait until a whole continent has its digest."""
UNTOLD = timedelta(days=7)
"""How far back something that could not be delivered is told to somebody who has had no digest."""
_ASK_AHEAD, _FRESH = timedelta(hours=1), timedelta(days=1)
"""Before their digest people's zones are asked for again, when they are older than this."""
_ASKED_AT_ONCE = 10


@dataclass
class DigestPlanner:
    """outbox.Source. `newcomers` gives, and forgets, people of whom something was planned and who have no slot yet."""

    outbox: Outbox
    records: DigestRecords
    people: People
    settings: Reminders
    managers: tuple[str, ...]
    newcomers: Callable[[], Iterable[str]]
    _begun: bool = field(default=False, init=False)

    def enqueue(self, now: datetime, trusted_from: datetime) -> int:
        """Put the digests of all whose slot has come, and note when theirs comes next."""
        self._enrol(now)
        self._ask(now)
        new = 0
        for _ in range(_BATCHES):
            due = self.people.digests_due(now, BATCH)
            new += self._plan(due, now, trusted_from) if due else 0
            if len(due) < BATCH:
                break
        return new

    def _plan(self, due: Sequence[PersonTimes], now: datetime, trusted_from: datetime) -> int:
        daily = {times.person for times in due if _is_due(times.next_digest_at, now) and not times.digest_off}
        material = self.records.material(daily, until(now), now - UNTOLD) if daily else {}
        slots: list[Slot] = []
        looked: list[Advance] = []
        for times in due:
            mine = material.get(times.person, Material())
            rhythm = rhythm_of(times, self.settings, *zones_in(mine))
            if times.person in daily:
                slots += _daily(times, rhythm, mine, now)
            is_manager = times.person in self.managers and not times.weekly_off
            if is_manager and _is_due(times.next_weekly_at, now) and (at := rhythm.weekly_passed(now)):
                key = weekly_key(times.person, rhythm.week(now))
                slots.append(Slot(key, "weekly", times.person, times.person, at))
            looked.append(self._next(times, rhythm, is_manager, now))
        new = self.outbox.put(slots, trusted_from)
        # Only now: whoever is cut off in between looks again, and the keys keep it from being told twice.
        self.records.advance(looked)
        return new

    @staticmethod
    def _next(times: PersonTimes, rhythm: Rhythm, is_manager: bool, now: datetime) -> Advance:
        daily, weekly = times.next_digest_at, times.next_weekly_at
        if _is_due(daily, now):
            daily = None if times.digest_off else rhythm.following(now)
        if _is_due(weekly, now):
            weekly = rhythm.weekly_following(now) if is_manager else None
        return Advance(times, daily, weekly)

    def _enrol(self, now: datetime) -> None:
        """Give a first slot to all who need one: everybody on record when we begin, later whoever appears."""
        new: dict[str, str] = dict.fromkeys(self.newcomers(), "")
        managers: tuple[str, ...] = ()
        if not self._begun:
            new = {**new, **self.records.unscheduled()}
            managers = self.managers
        times_of = self.people.times_of({*new, *managers}) if new or managers else {}
        slots = {person: self._first(times, new.get(person), now) for person, times in times_of.items()}
        self.records.enrol({person: first for person, first in slots.items() if first != (None, None)})
        self._begun = True

    def _first(self, times: PersonTimes, zone: str | None, now: datetime) -> tuple[datetime | None, datetime | None]:
        """The first slots, daily and weekly, that are missing. `zone`: where the person may be; None for who needs no daily one."""
        rhythm = rhythm_of(times, self.settings, zone or "")
        is_daily = zone is not None and times.next_digest_at is None and not times.digest_off
        is_weekly = times.person in self.managers and times.next_weekly_at is None and not times.weekly_off
        return rhythm.following(now) if is_daily else None, rhythm.weekly_following(now) if is_weekly else None

    def _ask(self, now: datetime) -> None:
        """Have Slack asked, a few at a time, where the people are whose digests come next."""
        try:
            stale = self.records.unasked(now + _ASK_AHEAD, now - _FRESH, _ASKED_AT_ONCE)
            if stale:
                self.people.times_of(stale)
        except NotSaved as fault:
            log.warning("Where people are could not be noted: %s", fault)


def zones_in(material: Material) -> tuple[str, ...]:
    """Where a person may be, by the promises of that person."""
    return tuple(dict.fromkeys(promise.due.zone for promise in material.mine))


def _daily(times: PersonTimes, rhythm: Rhythm, material: Material, now: datetime) -> list[Slot]:
    at = rhythm.passed(now)
    if at is None or digest_of(times, rhythm, material, now) is None:
        return []
    return [Slot(daily_key(times.person, rhythm.today(now)), "digest", times.person, times.person, at)]


def _is_due(at: datetime | None, now: datetime) -> bool:
    return at is not None and at <= now
