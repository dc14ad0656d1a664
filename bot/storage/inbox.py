"""Deliveries in SQL: accepted once, claimed under a lease, worked on to the end. Knows nothing of what is in them."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, func, or_, select, update

from bot.errors import NotSaved
from bot.ports import Claimed, Delivery
from bot.storage.database import Database
from bot.storage.engine import insert_new
from bot.storage.tables import inbox, inbox_alias

_STATES = ("waiting", "working", "done", "dead")
_ERROR_CHARS = 500
_WAITING = select(func.count()).select_from(inbox).where(inbox.c.state == "waiting")


class SqlInbox:
    """ports.Inbox. Several processes may share one database."""

    def __init__(self, database: Database, lease: timedelta, keep: timedelta, limit: int) -> None:
        """`lease`: how long a worker may hold a delivery; `keep`: how long ended ones are remembered; `limit`: how many may wait."""
        self._database = database
        self._lease = lease
        self._keep = keep
        self._limit = limit

    def accept(self, delivery: Delivery, aliases: Collection[str] = ()) -> bool:
        row = {
            "key": delivery.key,
            "kind": delivery.kind,
            "state": "waiting",
            "payload": [delivery.body, dict(delivery.headers)],
            "received_at": delivery.received_at,
            "attempts": 0,
        }

        def work(connection: Connection) -> bool:
            # The aliases first, and all of them: a repetition may bring one that the first delivery had not.
            fresh = [_name(connection, delivery.key, alias, delivery.received_at) for alias in aliases]
            if not all(fresh) or not insert_new(connection, inbox, row):
                return False
            if connection.execute(_WAITING).scalar_one() > self._limit:
                raise NotSaved("Too much is waiting to be answered, so this was not saved.", "Please try again in a minute.")
            return True

        return self._database.write(work)

    def hold(self, key: str, alias: str, now: datetime) -> bool:
        given_up = exists().where(inbox.c.key == inbox_alias.c.key, inbox.c.state == "dead")
        ours = (inbox_alias.c.alias == alias, or_(inbox_alias.c.key == key, given_up))

        def work(connection: Connection) -> bool:
            if _name(connection, key, alias, now):
                return True
            return connection.execute(update(inbox_alias).where(*ours).values(key=key, at=now)).rowcount == 1

        return self._database.write(work)

    def let_go(self, key: str, alias: str) -> None:
        self._database.execute(delete(inbox_alias).where(inbox_alias.c.alias == alias, inbox_alias.c.key == key))

    def claim(self, limit: int, now: datetime) -> list[Claimed]:
        until = now + self._lease

        def work(connection: Connection) -> list[Claimed]:
            due = (
                select(inbox)
                .where(inbox.c.state == "waiting", or_(inbox.c.due.is_(None), inbox.c.due <= now))
                .order_by(inbox.c.row)
                .limit(max(limit, 0))
                .with_for_update(skip_locked=True)  # where several processes write; SQLite has one writer and ignores it
            )
            rows = connection.execute(due).all()
            if rows:
                taken = {"state": "working", "attempts": inbox.c.attempts + 1, "lease_until": until}
                connection.execute(update(inbox).where(inbox.c.row.in_([row.row for row in rows])).values(taken))
            return [_claimed(row, until) for row in rows]

        return self._database.write(work)

    def finish(self, key: str, now: datetime) -> None:
        self._end(key, now, "done", None)

    def retry(self, key: str, at: datetime, error: str) -> None:
        # Only while it is being worked on: a worker that comes late must not wake what another has finished.
        back = {"state": "waiting", "due": at, "lease_until": None, "error": error[:_ERROR_CHARS]}
        statement = update(inbox).where(inbox.c.key == key, inbox.c.state == "working").values(back)
        self._database.execute(statement)

    def give_up(self, key: str, now: datetime, error: str) -> None:
        self._end(key, now, "dead", error[:_ERROR_CHARS])

    def _end(self, key: str, now: datetime, state: str, error: str | None) -> None:
        # What was said is forgotten as soon as nobody needs it. The pointer to our reply stays: a worker that was
        # taken for dead may still come and ask for it, and must not post a second one.
        ended = {"state": state, "payload": None, "lease_until": None, "ended_at": now, "error": error}
        statement = update(inbox).where(inbox.c.key == key, inbox.c.state.in_(("waiting", "working"))).values(ended)
        self._database.execute(statement)

    def sweep(self, now: datetime) -> int:
        late = (inbox.c.state == "working", inbox.c.lease_until <= now)

        def work(connection: Connection) -> int:
            freed = connection.execute(update(inbox).where(*late).values(state="waiting", due=None, lease_until=None)).rowcount
            connection.execute(delete(inbox).where(inbox.c.ended_at <= now - self._keep))
            connection.execute(delete(inbox_alias).where(inbox_alias.c.at <= now - self._keep))
            return freed

        return self._database.write(work)

    def counts(self) -> Mapping[str, int]:
        with self._database.read() as connection:
            rows = connection.execute(select(inbox.c.state, func.count()).group_by(inbox.c.state)).all()
        return dict.fromkeys(_STATES, 0) | {str(state): int(count) for state, count in rows}

    def note_reply(self, key: str, channel: str, ts: str) -> None:
        statement = update(inbox).where(inbox.c.key == key).values(reply_channel=channel, reply_ts=ts)
        self._database.execute(statement)

    def reply_of(self, key: str) -> tuple[str, str] | None:
        with self._database.read() as connection:
            row = connection.execute(select(inbox.c.reply_channel, inbox.c.reply_ts).where(inbox.c.key == key)).first()
        return (row.reply_channel, row.reply_ts) if row and row.reply_ts is not None else None


def _name(connection: Connection, key: str, alias: str, at: datetime) -> bool:
    """Give a delivery an alias. False when the alias has been given before, be it to the same one."""
    return insert_new(connection, inbox_alias, {"alias": alias, "key": key, "at": at})


def _claimed(row: Row[Any], until: datetime) -> Claimed:
    body, headers = row.payload
    return Claimed(Delivery(row.key, row.kind, body, headers, row.received_at), row.attempts + 1, until)
