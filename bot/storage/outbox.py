"""The outbox in SQL: every step of a row is one conditional UPDATE, so that whoever comes late or twice changes nothing.

Knows states and leases, not what is said, nor when anything is due.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    case,
    delete,
    func,
    literal,
    or_,
    select,
    text,
    true,
    update,
)

from bot.reminders.outbox import UNENDED, Health, Planned, Settled, Slot, ToPlan
from bot.reminders.outbox import Row as OutboxRow
from bot.storage.database import Database
from bot.storage.engine import insert_or_replace
from bot.storage.outbox_statements import (
    COUNTS,
    FIRST_LOOK,
    FIRST_ROW,
    LOOKED,
    NEXT,
    STUCK,
    due_rows,
    later_since,
    may_be_written_to,
    new_row,
    put_rows,
    row_of,
    settle_rows,
)
from bot.storage.promise_looks import LOOKED_AT, NOW
from bot.storage.promise_rows import promise_of
from bot.storage.tables import outbox, person_limit, promise, sweep_note
from bot.storage.tables.promises import MAY_REMIND
from bot.storage.tables.reminders import IS_DEAD, IS_HELD, IS_PENDING, IS_UNCERTAIN

_NOTED_EVERY = timedelta(minutes=10)
_FAR = timedelta(minutes=30)
"""No row that was tried is put off for half as long; what waits longer was put off before the clock went back."""


class SqlOutbox:
    """reminders.outbox.Outbox. Several processes may share one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def to_plan(self, now: datetime, limit: int) -> list[ToPlan]:
        due = select(promise).where(text(MAY_REMIND), promise.c.remind_at <= now).order_by(promise.c.remind_at).limit(limit)
        with self._database.read() as connection:
            return [ToPlan(promise_of(row), row.remind_since or row.made_at) for row in connection.execute(due)]

    def plan(self, planned: Sequence[Planned], trusted_from: datetime) -> int:
        slots = [new_row(slot, trusted_from) for each in planned for slot in each.due]
        looked = [{"one": each.promise.id, "as_seen": each.promise.revision, "next": each.next_at} for each in planned]

        def work(connection: Connection) -> int:
            connection.execute(LOOKED, looked)
            return put_rows(connection, slots)

        return self._database.write(work) if planned else 0

    def plan_anew(self, fingerprint: str) -> bool:
        with self._database.read() as connection:
            if _note(connection, "settings") == fingerprint:
                return False

        def work(connection: Connection) -> bool:
            if _note(connection, "settings") == fingerprint:
                return False
            _write_note(connection, "settings", fingerprint)
            every = update(promise).where(promise.c.state.in_(LOOKED_AT)).values(remind_at=NOW)
            if (looked := _note(connection, "looked")) is not None:
                # What lay before has been told under the old settings; what the new ones add to the past is not told any more.
                every = every.values(remind_since=later_since(datetime.fromisoformat(looked)))
            connection.execute(every)
            return True

        return self._database.write(work)

    def note_look(self, at: datetime) -> None:
        with self._database.read() as connection:
            before = _note(connection, "looked")
        # A trip to the disk with every sweep would be too much for a note that may be a little old.
        if before is None or abs(at - datetime.fromisoformat(before)) >= _NOTED_EVERY:
            self._database.write(lambda connection: _write_note(connection, "looked", at.isoformat()))

    def put(self, slots: Sequence[Slot], trusted_from: datetime) -> int:
        rows = [new_row(slot, trusted_from) for slot in slots]
        return self._database.write(lambda connection: put_rows(connection, rows)) if rows else 0

    def distrust(self, trusted_from: datetime) -> int:
        old = update(outbox).where(text(IS_PENDING), outbox.c.slot < trusted_from).values(state="uncertain")
        return self._database.write(lambda connection: connection.execute(old).rowcount)

    def free(self, now: datetime, wait: timedelta, lease: timedelta, trusted_from: datetime) -> int:
        held_too_long = (text(IS_HELD), or_(outbox.c.lease_until <= now, outbox.c.lease_until > now + 2 * lease))
        may_be_sent = or_(outbox.c.state != "claimed", outbox.c.slot < trusted_from)
        put_off = (outbox.c.not_before > now + _FAR, outbox.c.attempts > 0)

        soon, later = literal(now, outbox.c.not_before.type), literal(now + wait, outbox.c.not_before.type)
        with self._database.read() as connection:
            anything = [connection.execute(select(outbox.c.id).where(*held_too_long).limit(1)).first()]
            anything += [
                connection.execute(select(outbox.c.id).where(text(each), *put_off).limit(1)).first() for each in (IS_PENDING, IS_UNCERTAIN)
            ]
        if not any(anything):
            return 0

        def work(connection: Connection) -> int:
            # Only what was being sent may still be on its way; the rest can be looked for at once.
            unsure = {"state": "uncertain", "lease_until": None, "not_before": case((outbox.c.state == "sending", later), else_=soon)}
            freed = connection.execute(update(outbox).where(*held_too_long, may_be_sent).values(unsure)).rowcount
            back = {"state": "pending", "lease_until": None}
            freed += connection.execute(update(outbox).where(*held_too_long).values(back)).rowcount
            for waiting in (IS_PENDING, IS_UNCERTAIN):
                connection.execute(update(outbox).where(text(waiting), *put_off).values(not_before=now + wait))
            return freed

        return self._database.write(work)

    def claim(self, now: datetime, limit: int, lease: timedelta) -> list[OutboxRow]:
        def work(connection: Connection) -> list[OutboxRow]:
            for waiting, held in ((IS_PENDING, "claimed"), (IS_UNCERTAIN, "reconcile")):
                due = due_rows(waiting, now).order_by(outbox.c.not_before).limit(max(limit, 0))
                # Where several processes write; SQLite has one writer and ignores the lock.
                mine = due.with_for_update(skip_locked=True, of=outbox).scalar_subquery()
                taken = update(outbox).where(outbox.c.id.in_(mine)).values(state=held, lease_until=now + lease)
                rows = connection.execute(taken.returning(outbox)).all()
                if rows:
                    return [row_of(row) for row in sorted(rows, key=lambda row: (row.not_before, row.id))]
            return []

        # Nothing to do is the usual case, and reading costs nobody a trip to the disk.
        with self._database.read() as connection:
            if not any(connection.execute(due_rows(waiting, now).limit(1)).first() for waiting in (IS_PENDING, IS_UNCERTAIN)):
                return []
        return self._database.write(work)

    def begin(
        self, row: OutboxRow, revision: int | None, until: datetime, now: datetime, repeated: bool, ended: Sequence[Settled]
    ) -> OutboxRow | None:
        as_it_was: ColumnElement[bool] = true()
        if revision is not None:
            as_it_was = select(promise.c.id).where(promise.c.id == row.subject, promise.c.revision == revision).exists()
        sending = {
            "state": "sending",
            "attempts": outbox.c.attempts + 1,
            "first_at": func.coalesce(outbox.c.first_at, literal(now, outbox.c.first_at.type)),
            "lease_until": until,
            "repeated": repeated,
        }
        mine = (outbox.c.id == row.id, outbox.c.state.in_(("claimed", "reconcile")), outbox.c.lease_until == row.lease_until)
        begun = update(outbox).where(*mine, as_it_was, may_be_written_to(now)).values(sending).returning(outbox)

        def work(connection: Connection) -> OutboxRow | None:
            settle_rows(connection, ended)
            found = connection.execute(begun).first()
            return row_of(found) if found else None

        return self._database.write(work)

    def next_at(self) -> datetime | None:
        with self._database.read() as connection:
            found = [connection.execute(query).scalar() for query in NEXT]
        return min((at for at in found if at is not None), default=None)

    def settle(self, ended: Sequence[Settled]) -> None:
        if ended:
            self._database.write(lambda connection: settle_rows(connection, ended))

    def park(self, why: str) -> None:
        self._database.write(lambda connection: _write_note(connection, "parked", why))

    def health(self, now: datetime) -> Health:
        with self._database.read() as connection:
            counts = {state: int(count) for state, count in connection.execute(COUNTS)}
            waiting = [connection.execute(query, {"now": now}).scalar() for query in (FIRST_ROW, FIRST_LOOK)]
            stuck = connection.execute(STUCK, {"then": now - timedelta(minutes=1)}).scalar_one()
            parked = _note(connection, "parked") or ""
        lag = max(((now - at).total_seconds() for at in waiting if at is not None), default=0.0)
        return Health(dict.fromkeys(UNENDED, 0) | counts, lag, int(stuck), parked)

    def dead(self, limit: int = 50) -> list[OutboxRow]:
        latest = select(outbox).where(text(IS_DEAD)).order_by(outbox.c.ended_at.desc(), outbox.c.id.desc()).limit(limit)
        with self._database.read() as connection:
            return [row_of(row) for row in connection.execute(latest)]

    def clear(self, before: datetime) -> int:
        goes_on = select(promise.c.id).where(promise.c.id == outbox.c.subject, promise.c.state.in_(LOOKED_AT)).exists()
        over = delete(outbox).where(outbox.c.ended_at < before, ~goes_on)

        def work(connection: Connection) -> int:
            connection.execute(delete(person_limit).where(person_limit.c.until < before))
            return connection.execute(over).rowcount

        return self._database.write(work)


def _note(connection: Connection, name: str) -> Any:
    return connection.execute(select(sweep_note.c.value).where(sweep_note.c.name == name)).scalar()


def _write_note(connection: Connection, name: str, value: str) -> None:
    insert_or_replace(connection, sweep_note, {"name": name, "value": value})
