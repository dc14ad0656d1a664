"""A person's digest slots: which days are working days, holidays included, and the one instant of each. Pure.

One slot belongs to each local date, whatever the clocks do; `clocks.slot` says which instant it is.
"""

import logging
from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from bot.config import Reminders
from bot.reminders.clocks import WEEKDAYS, is_working, slot, zone_of
from bot.reminders.people import PersonTimes

log = logging.getLogger(__name__)

_DAY = timedelta(days=1)
_FAR = 60
"""Days within which everybody who works at all works again: no holiday lasts that long."""


@dataclass(frozen=True)
class Rhythm:
    """When one person has digests."""

    zone: ZoneInfo
    at: time
    working_days: tuple[str, ...]
    weekly_on: str
    holidays: Container[date] = ()

    def works(self, day: date) -> bool:
        """Is it a working day, and no holiday?"""
        return is_working(day, self.working_days) and day not in self.holidays

    def today(self, now: datetime) -> date:
        """The date where the person is."""
        return now.astimezone(self.zone).date()

    def next_working_day(self, after: date) -> date | None:
        """The first working day after this date; None when there is none."""
        return next((day for n in range(1, _FAR) if self.works(day := after + n * _DAY) and self._exists(day)), None)

    def passed(self, now: datetime) -> datetime | None:
        """Today's slot when there is one and it has come; a slot of an earlier day is over: today's or the next tells it all."""
        day = self.today(now)
        if not (self.works(day) and self._exists(day)):
            return None
        at = slot(day, self.at, self.zone)
        return at if at <= now else None

    def following(self, now: datetime) -> datetime | None:
        """The first slot after this instant."""
        return self._first(self.today(now), now, now)

    def resumed(self, day: date, now: datetime) -> datetime | None:
        """The slot of `day` or, when that is over or no working day, the next; at once when it is today's and has passed.

        For when zone, time or days have changed and `day` is the first date whose digest was not given yet.
        """
        start = max(day, self.today(now))
        first = self._first(start, None, now)
        return None if first is None else max(first, now)

    def week(self, now: datetime) -> date:
        """The Monday of the week where the person is."""
        day = self.today(now)
        return day - day.weekday() * _DAY

    def weekly_passed(self, now: datetime) -> datetime | None:
        """This week's slot for the weekly digest when it has come and today is a working day."""
        at = self._weekly(self.week(now))
        return at if at is not None and at <= now and self.works(self.today(now)) else None

    def weekly_following(self, now: datetime) -> datetime | None:
        """The first slot for a weekly digest after this instant."""
        monday = self.week(now)
        slots = (self._weekly(monday + n * 7 * _DAY) for n in range(_FAR // 7 + 1))
        return next((at for at in slots if at is not None and at > now), None)

    def _weekly(self, monday: date) -> datetime | None:
        """On the day of the week that was chosen; when nobody works then, on the next day of this week on which one does."""
        first = WEEKDAYS.index(self.weekly_on)
        days = (monday + n * _DAY for n in range(first, 7))
        return next((slot(day, self.at, self.zone) for day in days if self.works(day) and self._exists(day)), None)

    def _first(self, start: date, after: datetime | None, now: datetime) -> datetime | None:
        day: date | None = start if self.works(start) and self._exists(start) else self.next_working_day(start)
        while day is not None:
            at = slot(day, self.at, self.zone)
            if after is None or at > after:
                return at
            day = self.next_working_day(day)
            if day is not None and (day - self.today(now)).days > _FAR:
                return None
        return None

    def _exists(self, day: date) -> bool:
        """Islands that changed sides of the date line have lived through weeks of six days."""
        return slot(day, time(12), self.zone).astimezone(self.zone).date() == day


def rhythm_of(times: PersonTimes, settings: Reminders, *zones: str) -> Rhythm:
    """The rhythm of a person. `zones`: where the person may be when Slack has not said."""
    return Rhythm(
        zone_of(times.zone, *zones),
        times.digest_at or time.fromisoformat(settings.digest_at),
        times.working_days if times.working_days is not None else settings.working_days,
        settings.weekly_on,
        _holidays_or_none(settings.holidays),
    )


@cache
def _holidays_or_none(country: str) -> Container[date]:
    """A country that nobody knows is told once in the log, and by the doctor: better a digest on a holiday than none at all."""
    try:
        return holidays_of(country)
    except ValueError as unknown:
        log.warning("%s", unknown)
        return ()


@cache
def holidays_of(country: str) -> Container[date]:
    """Public holidays of a country such as "DE", or a part of one, "DE-BY"; none for "". Raises ValueError for one nobody knows."""
    if not country:
        return ()
    from holidays import country_holidays, list_supported_countries  # hundreds of calendars: loaded when somebody wants one

    code, _, part = country.partition("-")
    known = list_supported_countries()
    if code not in known or (part and part not in known[code]):
        raise ValueError(f'reminders.holidays: there is no calendar of "{country}"')
    return country_holidays(code, subdiv=part or None)
