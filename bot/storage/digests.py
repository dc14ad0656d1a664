"""What digests read and note, in SQL: a few queries for many people, whose cost grows with what they find. Knows no calendar."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, func, or_, select, text, union, update

from bot.promises.records import LIVE, Promise
from bot.reminders.digests import Advance, Material, Undelivered
from bot.reminders.outbox import Row as OutboxRow
from bot.storage.database import Database
from bot.storage.engine import insert_all_new
from bot.storage.promise_rows import promise_of
from bot.storage.tables import outbox, person_times, promise, promise_approval, promise_event
from bot.storage.tables.promises import IS_LIVE, IS_WAITING
from bot.storage.tables.reminders import IS_DEAD

_FRESH: dict[str, Any] = dict.fromkeys(("zone", "locale", "direct", "spoken"), "")
_FRESH |= dict.fromkeys(("digest_off", "weekly_off", "calendar_hides"), False)
_AT_ONCE = 500
"""Names in one query; databases bound how many there may be."""
_INSTANT = person_times.c.next_digest_at.type
_MATTERS = (*LIVE, "waiting")


class SqlDigests:
    """reminders.digests.DigestRecords."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def material(self, persons: Collection[str], until: datetime, since: datetime) -> Mapping[str, Material]:
        wanted = sorted(set(persons))
        found: dict[str, Material] = {}
        with self._database.read() as connection:
            for start in range(0, len(wanted), _AT_ONCE):
                found |= _material(connection, wanted[start : start + _AT_ONCE], until, since)
        return found

    def advance(self, looked: Sequence[Advance]) -> None:
        steps = {
            "next_digest_at": [(one.seen.person, one.seen.next_digest_at, one.next_digest_at) for one in looked],
            "next_weekly_at": [(one.seen.person, one.seen.next_weekly_at, one.next_weekly_at) for one in looked],
        }
        changed = {
            name: [
                {"who": person, "seen": seen, "next": after} for person, seen, after in steps[name] if seen is not None and seen != after
            ]
            for name in steps
        }

        def work(connection: Connection) -> None:
            for name, rows in changed.items():
                if rows:
                    column = person_times.c[name]
                    as_seen = (person_times.c.person == bindparam("who"), column == bindparam("seen", type_=_INSTANT))
                    connection.execute(update(person_times).where(*as_seen).values({name: bindparam("next", type_=_INSTANT)}), rows)

        if any(changed.values()):
            self._database.write(work)

    def enrol(self, slots: Mapping[str, tuple[datetime | None, datetime | None]]) -> None:
        rows = [
            {"person": person, **_FRESH, "next_digest_at": daily, "next_weekly_at": weekly} for person, (daily, weekly) in slots.items()
        ]

        def work(connection: Connection) -> None:
            new = insert_all_new(connection, person_times, rows)
            known = [row for row in rows if row["person"] not in new]
            for name, off in (("next_digest_at", "digest_off"), ("next_weekly_at", "weekly_off")):
                given = [{"who": row["person"], "first": row[name]} for row in known if row[name] is not None]
                if given:
                    free = (person_times.c[name].is_(None), person_times.c[off].is_(False))
                    first = {name: bindparam("first", type_=_INSTANT)}
                    connection.execute(update(person_times).where(person_times.c.person == bindparam("who"), *free).values(first), given)

        if rows:
            self._database.write(work)

    def unscheduled(self) -> Mapping[str, str]:
        people = union(
            select(promise.c.owner.label("who")).where(text(IS_LIVE)).distinct(),
            select(promise.c.owner.label("who")).where(text(IS_WAITING)).distinct(),
            select(promise_approval.c.approver.label("who")),
        ).subquery()
        settled = (
            select(person_times.c.person)
            .where(
                person_times.c.person == people.c.who,
                or_(person_times.c.next_digest_at.is_not(None), person_times.c.digest_off.is_(True)),
            )
            .exists()
        )
        zone = select(promise.c.zone).where(promise.c.owner == people.c.who).order_by(promise.c.due_at.desc()).limit(1).scalar_subquery()
        with self._database.read() as connection:
            return {row.who: row.zone or "" for row in connection.execute(select(people.c.who, zone.label("zone")).where(~settled))}

    def unasked(self, until: datetime, before: datetime, limit: int) -> list[str]:
        times = person_times.c
        stale = select(times.person).where(
            text("next_digest_at IS NOT NULL"), times.next_digest_at <= until, or_(times.asked_at.is_(None), times.asked_at <= before)
        )
        with self._database.read() as connection:
            return list(connection.scalars(stale.order_by(times.next_digest_at).limit(limit)))

    def late(self, before: datetime) -> tuple[int, datetime | None]:
        found = []
        with self._database.read() as connection:
            for name in ("next_digest_at", "next_weekly_at"):
                column = person_times.c[name]
                query = select(func.count(), func.min(column)).where(text(f"{name} IS NOT NULL"), column < before)
                found.append(connection.execute(query).one())
        return sum(count for count, _ in found), min((at for _, at in found if at is not None), default=None)

    def dated(self, owner: str) -> list[tuple[Promise, datetime]]:
        last = and_(promise_event.c.promise == promise.c.id, promise_event.c.revision == promise.c.revision)
        query = (
            select(promise, promise_event.c.at.label("changed_at"))
            .join_from(promise, promise_event, last, isouter=True)
            .where(text(IS_LIVE), promise.c.owner == owner)
            .order_by(promise.c.due_at, promise.c.id)
        )
        with self._database.read() as connection:
            return [(promise_of(row), row.changed_at or row.made_at) for row in connection.execute(query)]


def _material(connection: Connection, persons: Sequence[str], until: datetime, since: datetime) -> dict[str, Material]:
    mine: defaultdict[str, list[Promise]] = defaultdict(list)
    for query in _of_owners(persons, until):
        for row in connection.execute(query):
            mine[row.owner].append(promise_of(row))
    asked: defaultdict[str, list[Promise]] = defaultdict(list)
    waiting = select(promise, promise_approval.c.approver).join_from(promise_approval, promise, promise_approval.c.promise == promise.c.id)
    for row in connection.execute(waiting.where(promise_approval.c.approver.in_(persons))):
        if row.owner != row.approver:  # nobody approves their own promise
            asked[row.approver].append(promise_of(row))
    undelivered: defaultdict[str, list[Undelivered]] = defaultdict(list)
    for person, one in _undelivered(connection, persons, since):
        undelivered[person].append(one)
    known = mine.keys() | asked.keys() | undelivered.keys()
    return {each: Material(tuple(mine[each]), tuple(asked[each]), tuple(undelivered[each])) for each in sorted(known)}


def _of_owners(persons: Sequence[str], until: datetime) -> Iterator[Select[Any]]:
    theirs = promise.c.owner.in_(persons)
    yield select(promise).where(text(IS_LIVE), theirs, promise.c.due_at < until)
    yield select(promise).where(text(IS_LIVE), theirs, promise.c.due_at >= until, promise.c.state == "at-risk")
    yield select(promise).where(text(IS_WAITING), theirs)


def _undelivered(connection: Connection, persons: Sequence[str], since: datetime) -> Iterator[tuple[str, Undelivered]]:
    """(who is told of it, what never arrived)."""
    about_theirs = select(promise.c.id).where(promise.c.id == outbox.c.subject, promise.c.owner.in_(persons)).exists()
    dead = select(outbox).where(text(IS_DEAD), outbox.c.ended_at > since, or_(outbox.c.person.in_(persons), about_theirs))
    rows = connection.execute(dead.order_by(outbox.c.ended_at, outbox.c.id)).all()
    if not rows:
        return
    promises = {row.id: promise_of(row) for row in _by_ids(connection, sorted({row.subject for row in rows}))}
    told = _last_told(connection, persons)
    for row in rows:
        about = promises.get(row.subject)
        if about is None or about.state not in _MATTERS:
            continue
        for person in sorted({row.person, about.owner} & set(persons)):
            if row.ended_at > told.get(person, since):
                yield person, Undelivered(_row(row), about)


def _by_ids(connection: Connection, ids: Sequence[str]) -> Iterator[Row[Any]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield from connection.execute(select(promise).where(promise.c.id.in_(ids[start : start + _AT_ONCE])))


def _last_told(connection: Connection, persons: Sequence[str]) -> dict[str, datetime]:
    """When each of them last had a digest."""
    sent = (outbox.c.person.in_(persons), outbox.c.kind == "digest", outbox.c.state == "sent")
    query = select(outbox.c.person, func.max(outbox.c.ended_at).label("at")).where(*sent).group_by(outbox.c.person)
    return {row.person: row.at for row in connection.execute(query)}


def _row(row: Row[Any]) -> OutboxRow:
    return OutboxRow(**{each.name: getattr(row, each.name) for each in fields(OutboxRow)})
