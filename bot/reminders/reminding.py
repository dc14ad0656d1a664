"""Reminders of promises: puts into the outbox what is due, says of each what is true now, and lets people put them off.

Knows the book of promises and people's times by their ports; not how anything is sent.
"""

import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from bot.config import Reminders
from bot.errors import BadInput
from bot.promises.book import PromiseBook
from bot.promises.records import LIVE, Promise
from bot.reminders.clocks import after_quiet, is_working, slot, zone_of
from bot.reminders.outbox import Later, Notice, Outbox, Planned, Row, Slot, ToPlan
from bot.reminders.people import People, PersonTimes
from bot.reminders.planning import LATE, MORNING, plan, short, standing

log = logging.getLogger(__name__)

Snooze = Literal["hour", "evening", "tomorrow", "workday"]
SNOOZES: tuple[Snooze, ...] = get_args(Snooze)
EVENING = time(18)
_BATCH = 500
_AGAIN = timedelta(hours=1)
"""When a promise is looked at again that could not be planned."""
PROMISE_KINDS = ("lead", "due", "overdue", "approver", "escalate", "snooze")


@dataclass(frozen=True)
class Reminding:
    """outbox.Source and, for PROMISE_KINDS, outbox.Composer."""

    outbox: Outbox
    book: PromiseBook
    people: People
    settings: Reminders
    now: Callable[[], datetime]

    def enqueue(self, now: datetime, trusted_from: datetime) -> int:
        """Put everything into the outbox that is due by now."""
        new = 0
        while batch := self.outbox.to_plan(now, _BATCH):
            zones = self._zones(_persons([each.promise for each in batch], self.settings))
            new += self.outbox.plan([self._planned(each, zones, now) for each in batch], trusted_from)
            if len(batch) < _BATCH:
                break
        self.outbox.note_look(now)
        return new

    def compose(self, row: Row, now: datetime) -> Notice | Later | None:
        """What is true of the promise now; None when it needs no reminder any more, or a later one says more."""
        promise = self.book.promise(row.subject)
        if promise is None:
            return None
        times = self.people.times(row.person)
        zone = zone_of(times.zone, promise.due.zone)
        if row.kind == "snooze":
            if promise.state not in LIVE:
                return None
        elif promise.schedule != row.schedule or (at := self._standing(row, times, promise, now)) is None:
            return None
        elif at > now:  # the clock went back, or the settings changed
            return Later(at)
        if row.kind not in ("escalate", "snooze") and (quiet_until := after_quiet(now, self.settings.quiet_hours, zone)) > now:
            return Later(quiet_until)
        language = times.language if times.locale or times.spoken else promise.language
        late = now - row.slot > LATE
        return Notice(row.person, row.kind, language, now, zone.key, late, row.repeated, promise)

    def snooze(self, promise_id: str, person: str, until: datetime | Snooze) -> datetime:
        """Remind this person again then; returns when. Raises BadInput for a promise that has ended, NotSaved."""
        promise = self.book.promise(promise_id)
        if promise is None or promise.state not in LIVE:
            raise BadInput("There is nothing to remind you of: this promise has ended.")
        now = self.now()
        at = until if isinstance(until, datetime) else self.until(until, self.people.times(person), promise, now)
        if at <= now:
            raise BadInput("This time is over already.", "Choose a later one.")
        key = short(f"{promise_id}:snooze:{person}:{at.astimezone(UTC):%Y%m%dT%H%M}")
        self.outbox.put([Slot(key, "snooze", promise_id, person, at, promise.schedule)], now)
        return at

    def snoozes(self, times: PersonTimes, promise: Promise, now: datetime) -> tuple[Snooze, ...]:
        """What can be chosen now: no "this evening" in the evening."""
        is_day = now < slot(now.astimezone(self._zone(times, promise)).date(), EVENING, self._zone(times, promise)) - timedelta(hours=1)
        return tuple(each for each in SNOOZES if is_day or each != "evening")

    def until(self, choice: Snooze, times: PersonTimes, promise: Promise, now: datetime) -> datetime:
        """The instant that a choice means for this person."""
        if choice == "hour":
            return now + timedelta(hours=1)
        zone = self._zone(times, promise)
        today = now.astimezone(zone).date()
        if choice == "evening":
            return slot(today, EVENING, zone)
        day = today + timedelta(days=1)
        working_days = times.working_days or self.settings.working_days
        while choice == "workday" and working_days and not is_working(day, working_days):
            day += timedelta(days=1)
        return slot(day, MORNING, zone)

    def _standing(self, row: Row, times: PersonTimes, promise: Promise, now: datetime) -> datetime | None:
        # Only slots of the same person can say more, so that nobody else's zone matters.
        return standing(promise, row.key, {row.person: times.zone}, self.settings, now)

    def _planned(self, one: ToPlan, zones: Mapping[str, str], now: datetime) -> Planned:
        try:
            found = plan(one.promise, one.since, zones, self.settings, now)
        except (ValueError, OverflowError, OSError):
            log.exception("Promise %s cannot be planned; it is tried again in an hour", one.promise.id)
            return Planned(one.promise, (), now + _AGAIN)
        return Planned(one.promise, found.due, found.next_at)

    def _zones(self, persons: Collection[str]) -> Mapping[str, str]:
        return {person: times.zone for person, times in self.people.times_of(persons).items() if times.zone}

    @staticmethod
    def _zone(times: PersonTimes, promise: Promise) -> ZoneInfo:
        return zone_of(times.zone, promise.due.zone)


def _persons(promises: Collection[Promise], settings: Reminders) -> set[str]:
    """Everybody who may hear of these promises."""
    owners = {each.owner for each in promises}
    approvers = {person for each in promises for approval in each.approvals for person in approval.approvers}
    return owners | approvers | ({settings.escalate_to} if settings.escalate_to else set())
