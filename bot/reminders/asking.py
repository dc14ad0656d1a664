"""People's times with Slack's word for zone and language: asked for once a day, and never waited for twice in a row."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.reminders.people import People, PersonTimes

_FRESH = timedelta(days=1)
_AT_ONCE = 20
"""Questions to Slack in one go: a new team is learned little by little, and nobody's reminder waits for it."""
_REST = timedelta(minutes=1)
"""How long Slack is left alone after a question that it could not answer."""
Ask = Callable[[str], tuple[str, str] | None]
"""(zone, locale) of a person, or None when Slack cannot be asked now."""


@dataclass
class AskedPeople:
    """people.People over another one. Whoever is unknown to Slack is asked about again the next day."""

    people: People
    ask: Ask
    now: Callable[[], datetime]
    _not_before: datetime | None = field(default=None, init=False)

    def times(self, person: str) -> PersonTimes:
        return self.times_of([person])[person]

    def times_of(self, persons: Collection[str]) -> Mapping[str, PersonTimes]:
        known = dict(self.people.times_of(persons))
        now = self.now()
        stale = [person for person, times in known.items() if times.asked_at is None or not timedelta(0) <= now - times.asked_at < _FRESH]
        for person in stale[:_AT_ONCE]:
            if self._not_before is not None and timedelta(0) < self._not_before - now <= _REST:
                break
            told = self.ask(person)
            if told is None:
                self._not_before = now + _REST
                break
            zone, locale = told
            self.people.learn(person, zone, locale, now)
            times = known[person]
            known[person] = replace(times, zone=zone or times.zone, locale=locale or times.locale, asked_at=now)
        return known

    def learn(self, person: str, zone: str, locale: str, at: datetime) -> None:
        self.people.learn(person, zone, locale, at)

    def learn_direct(self, person: str, channel: str) -> None:
        self.people.learn_direct(person, channel)

    def save(self, times: PersonTimes) -> None:
        self.people.save(times)

    def digests_due(self, now: datetime, limit: int) -> list[PersonTimes]:
        return self.people.digests_due(now, limit)

    def with_token(self, calendar_token: str) -> PersonTimes | None:
        return self.people.with_token(calendar_token)
