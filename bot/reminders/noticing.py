"""People's times, with an eye on who is new and who has moved: the first get a slot, the others their next digest where they are.

A date whose digest was given or had nothing in it is not told again in another zone.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.config import Reminders
from bot.reminders.digests import Advance, DigestRecords
from bot.reminders.people import People, PersonTimes
from bot.reminders.slots import Rhythm, rhythm_of


@dataclass
class NoticedPeople:
    """people.People over another one."""

    people: People
    records: DigestRecords
    settings: Reminders
    _new: set[str] = field(default_factory=set, init=False)

    def newcomers(self) -> Collection[str]:
        """People without a daily slot who were looked at since the last call."""
        new, self._new = self._new, set()
        return new

    def times(self, person: str) -> PersonTimes:
        return self.times_of([person])[person]

    def times_of(self, persons: Collection[str]) -> Mapping[str, PersonTimes]:
        found = self.people.times_of(persons)
        self._new |= {person for person, times in found.items() if times.next_digest_at is None and not times.digest_off}
        return found

    def learn(self, person: str, zone: str, locale: str, at: datetime) -> None:
        before = self.people.times(person)
        self.people.learn(person, zone, locale, at)
        if zone and zone != before.zone and before.next_digest_at is not None:
            moved = replace(before, zone=zone)
            next_at = first_after_change(before, rhythm_of(before, self.settings), rhythm_of(moved, self.settings), at)
            self.records.advance([Advance(before, next_at, before.next_weekly_at)])

    def meet(self, person: str, zone: str, locale: str, at: datetime) -> None:
        """The same, written down only when it is new or the last time is a day ago."""
        known = self.people.times(person)
        is_fresh = known.asked_at is not None and timedelta(0) <= at - known.asked_at < timedelta(days=1)
        if not is_fresh or zone not in ("", known.zone) or locale not in ("", known.locale):
            self.learn(person, zone, locale, at)

    def learn_direct(self, person: str, channel: str) -> None:
        self.people.learn_direct(person, channel)

    def save(self, times: PersonTimes) -> None:
        self.people.save(times)

    def digests_due(self, now: datetime, limit: int) -> list[PersonTimes]:
        return self.people.digests_due(now, limit)

    def with_token(self, calendar_token: str) -> PersonTimes | None:
        return self.people.with_token(calendar_token)


def first_after_change(before: PersonTimes, old: Rhythm, new: Rhythm, now: datetime) -> datetime | None:
    """The next slot once zone, time or days are new. Each date is told once: the one that the old slot was for is the first."""
    if before.next_digest_at is None or not before.zone:
        return new.following(now)
    return new.resumed(before.next_digest_at.astimezone(old.zone).date(), now)
