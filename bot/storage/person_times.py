"""What is known of people's times, in SQL. Knows columns, no calendar."""

from collections.abc import Collection, Mapping
from datetime import datetime, time
from typing import Any

from sqlalchemy import Connection, Row, select, text, update

from bot.reminders.people import PersonTimes
from bot.storage.database import Database
from bot.storage.engine import insert_new
from bot.storage.tables import person_times

_DAILY, _WEEKLY = "next_digest_at IS NOT NULL", "next_weekly_at IS NOT NULL"
_TEXTS: dict[str, Any] = dict.fromkeys(("zone", "locale", "direct", "spoken"), "")
_NEW = _TEXTS | dict.fromkeys(("digest_off", "weekly_off", "calendar_hides"), False)
_AT_ONCE = 500
"""Names in one query; databases bound how many there may be."""


class SqlPersonTimes:
    """reminders.people.People."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def times(self, person: str) -> PersonTimes:
        return self.times_of([person])[person]

    def times_of(self, persons: Collection[str]) -> Mapping[str, PersonTimes]:
        wanted = sorted(set(persons))
        found: dict[str, PersonTimes] = {}
        with self._database.read() as connection:
            for start in range(0, len(wanted), _AT_ONCE):
                part = select(person_times).where(person_times.c.person.in_(wanted[start : start + _AT_ONCE]))
                found |= {row.person: _times(row) for row in connection.execute(part)}
        return {person: found.get(person) or PersonTimes(person) for person in wanted}

    def learn(self, person: str, zone: str, locale: str, at: datetime) -> None:
        known = {name: value for name, value in (("zone", zone), ("locale", locale)) if value}
        self._change(person, {**known, "asked_at": at})

    def learn_direct(self, person: str, channel: str) -> None:
        self._change(person, {"direct": channel})

    def save(self, times: PersonTimes) -> None:
        decided = {
            "digest_at": times.digest_at.isoformat("minutes") if times.digest_at is not None else None,
            "working_days": list(times.working_days) if times.working_days is not None else None,
            "digest_off": times.digest_off,
            "weekly_off": times.weekly_off,
            "spoken": times.spoken,
            "next_digest_at": times.next_digest_at,
            "next_weekly_at": times.next_weekly_at,
            "calendar_token": times.calendar_token or None,
            "calendar_hides": times.calendar_hides,
        }
        self._change(times.person, decided)

    def digests_due(self, now: datetime, limit: int) -> list[PersonTimes]:
        daily = select(person_times).where(text(_DAILY), person_times.c.next_digest_at <= now).order_by(person_times.c.next_digest_at)
        weekly = select(person_times).where(text(_WEEKLY), person_times.c.next_weekly_at <= now).order_by(person_times.c.next_weekly_at)
        with self._database.read() as connection:
            rows = [row for query in (daily, weekly) for row in connection.execute(query.limit(max(limit, 0)))]
        return list({row.person: _times(row) for row in rows}.values())[: max(limit, 0)]

    def with_token(self, calendar_token: str) -> PersonTimes | None:
        if not calendar_token:
            return None
        with self._database.read() as connection:
            row = connection.execute(select(person_times).where(person_times.c.calendar_token == calendar_token)).first()
        return _times(row) if row else None

    def _change(self, person: str, values: Mapping[str, Any]) -> None:
        def work(connection: Connection) -> None:
            if not insert_new(connection, person_times, {"person": person, **_NEW, **values}):
                connection.execute(update(person_times).where(person_times.c.person == person).values(values))

        self._database.write(work)


def _times(row: Row[Any]) -> PersonTimes:
    return PersonTimes(
        person=row.person,
        zone=row.zone,
        locale=row.locale,
        asked_at=row.asked_at,
        direct=row.direct,
        digest_at=time.fromisoformat(row.digest_at) if row.digest_at is not None else None,
        working_days=tuple(row.working_days) if row.working_days is not None else None,
        digest_off=row.digest_off,
        weekly_off=row.weekly_off,
        spoken=row.spoken,
        next_digest_at=row.next_digest_at,
        next_weekly_at=row.next_weekly_at,
        calendar_token=row.calendar_token or "",
        calendar_hides=row.calendar_hides,
    )
