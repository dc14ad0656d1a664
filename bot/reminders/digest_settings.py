"""What a person decides about their digests: whether, when, on which days, in which language. Each change sets the next slots anew."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, time

from bot.config import Reminders
from bot.errors import BadInput
from bot.reminders.clocks import WEEKDAYS
from bot.reminders.noticing import first_after_change
from bot.reminders.people import People, PersonTimes
from bot.reminders.slots import Rhythm, rhythm_of


@dataclass(frozen=True)
class DigestSettings:
    """Every method returns the record as it is afterwards. Raises NotSaved."""

    people: People
    settings: Reminders
    managers: tuple[str, ...]
    now: Callable[[], datetime]

    def times(self, person: str) -> PersonTimes:
        """As it is now."""
        return self.people.times(person)

    def rhythm(self, times: PersonTimes) -> Rhythm:
        """When this person has digests."""
        return rhythm_of(times, self.settings)

    def is_manager(self, person: str) -> bool:
        """Gets the weekly digest, unless it is switched off."""
        return person in self.managers

    def turn_on(self, person: str) -> PersonTimes:
        """The first one comes at the next slot."""
        before = self.people.times(person)
        next_at = before.next_digest_at or self.rhythm(before).following(self.now())
        return self._save(replace(before, digest_off=False, next_digest_at=next_at))

    def turn_off(self, person: str) -> PersonTimes:
        """No daily digest any more; reminders still come."""
        return self._save(replace(self.people.times(person), digest_off=True, next_digest_at=None))

    def set_time(self, person: str, at: time) -> PersonTimes:
        """A local time of day. Who has had today's digest has no second one today."""
        before = self.people.times(person)
        return self._reschedule(before, replace(before, digest_at=at.replace(second=0, microsecond=0)))

    def set_days(self, person: str, days: tuple[str, ...]) -> PersonTimes:
        """Days out of "mon" to "sun". Raises BadInput for none: that is what switching off is for."""
        if not days or not set(days) <= set(WEEKDAYS):
            raise BadInput("Choose at least one day, or switch the digest off.")
        before = self.people.times(person)
        return self._reschedule(before, replace(before, working_days=tuple(day for day in WEEKDAYS if day in days)))

    def set_language(self, person: str, spoken: str) -> PersonTimes:
        """ "en", "zh", or "" for that of the person's Slack."""
        return self._save(replace(self.people.times(person), spoken=spoken))

    def set_weekly(self, person: str, is_on: bool) -> PersonTimes:
        """The managers' weekly digest."""
        before = self.people.times(person)
        next_at = self.rhythm(before).weekly_following(self.now()) if is_on and self.is_manager(person) else None
        return self._save(replace(before, weekly_off=not is_on, next_weekly_at=next_at))

    def _reschedule(self, before: PersonTimes, after: PersonTimes) -> PersonTimes:
        now, old, new = self.now(), self.rhythm(before), self.rhythm(after)
        if not after.digest_off:
            after = replace(after, next_digest_at=first_after_change(before, old, new, now))
        if before.next_weekly_at is not None:
            after = replace(after, next_weekly_at=new.weekly_following(now))
        return self._save(after)

    def _save(self, times: PersonTimes) -> PersonTimes:
        self.people.save(times)
        return times
