"""Deliveries in SQL: accepted once, claimed under a lease, worked on to the end. Knows nothing of what is in them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, func, or_, select, update

from bot.errors import NotSaved
from bot.ports import Claimed, Delivery
from bot.storage.database import Database
from bot.storage.engine import insert_all_new, insert_new
from bot.storage.tables import inbox, inbox_alias

_STATES = ("waiting", "working", "done", "dead")
_ERROR_CHARS = 500
Named = tuple[Delivery, Collection[str]]
"""A delivery with its aliases."""


class SqlInbox:
    """ports.Inbox. Several processes may share one database."""

    def __init__(self, database: Database, lease: timedelta, keep: timedelta, limit: int) -> None:
        """`lease`: how long a worker may hold a delivery; `keep`: how long ended ones are remembered; `limit`: how many may wait."""
        self._database = database
        self._lease = lease
        self._keep = keep
        self._limit = limit
        self._room = 0

    def accept(self, delivery: Delivery, aliases: Collection[str] = ()) -> bool:
        (answer,) = self.accept_all([(delivery, aliases)])
        if isinstance(answer, NotSaved):
            raise answer
        return answer

    def accept_all(self, deliveries: Sequence[Named]) -> list[bool | NotSaved]:
        return self._database.write(lambda connection: self._accept(connection, deliveries))

    def _accept(self, connection: Connection, deliveries: Sequence[Named]) -> list[bool | NotSaved]:
        if len(deliveries) > 1 and self._has_room(connection, len(deliveries)):
            return [*_store_all(connection, deliveries)]
        return [self._accept_one(connection, delivery, aliases) for delivery, aliases in deliveries]

    def _accept_one(self, connection: Connection, delivery: Delivery, aliases: Collection[str]) -> bool | NotSaved:
        if not self._has_room(connection, 1) and not _is_known(connection, delivery.key, aliases):
            return NotSaved("Too much is waiting to be answered, so this was not saved.", "Please try again in a minute.")
        # The aliases first, and all of them: a repetition may bring one that the first delivery had not.
        fresh = [_name(connection, delivery.key, alias, delivery.received_at) for alias in aliases]
        return all(fresh) and insert_new(connection, inbox, _row_of(delivery))

    def _has_room(self, connection: Connection, wanted: int) -> bool:
        """May so many more wait? Counting costs the more, the more wait, so it is done when what was free at the last count is used up.

        What ends meanwhile is free at the next count only; of several processes each counts for itself, and together they may
        overshoot. Called by the one thread that writes.
        """
        if self._room < wanted:
            waiting = select(inbox.c.row).where(inbox.c.state == "waiting").limit(self._limit).subquery()
            self._room = self._limit - connection.execute(select(func.count()).select_from(waiting)).scalar_one()
        if self._room < wanted:
            return False
        self._room -= wanted
        return True

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

    def is_held(self, key: str, alias: str) -> bool:
        held = select(inbox_alias.c.alias).where(inbox_alias.c.alias == alias, inbox_alias.c.key == key)
        with self._database.read() as connection:
            return connection.execute(held).first() is not None

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


def _store_all(connection: Connection, deliveries: Sequence[Named]) -> list[bool]:
    """Store these with a statement or two for all of them; for each, whether it is new. As if each had come after the one before it."""
    named: dict[str, int] = {}
    for number, (_, aliases) in enumerate(deliveries):
        for alias in aliases:
            named.setdefault(alias, number)
    names = [{"alias": alias, "key": deliveries[number][0].key, "at": deliveries[number][0].received_at} for alias, number in named.items()]
    unused = insert_all_new(connection, inbox_alias, names) if names else set()
    first: dict[str, int] = {}
    for number, (delivery, aliases) in enumerate(deliveries):
        if all(alias in unused and named[alias] == number for alias in aliases):
            first.setdefault(delivery.key, number)
    rows = insert_all_new(connection, inbox, [_row_of(deliveries[number][0]) for number in first.values()]) if first else set()
    new = set(first)
    if len(rows) < len(first):
        new = set(connection.execute(select(inbox.c.key).where(inbox.c.row.in_(rows))).scalars())
    return [delivery.key in new and first.get(delivery.key) == number for number, (delivery, _) in enumerate(deliveries)]


def _is_known(connection: Connection, key: str, aliases: Collection[str]) -> bool:
    known = [select(inbox.c.row).where(inbox.c.key == key), select(inbox_alias.c.key).where(inbox_alias.c.alias.in_(aliases))]
    return any(connection.execute(each.limit(1)).first() for each in known)


def _row_of(delivery: Delivery) -> dict[str, Any]:
    return {
        "key": delivery.key,
        "kind": delivery.kind,
        "state": "waiting",
        "payload": [delivery.body, dict(delivery.headers)],
        "received_at": delivery.received_at,
        "attempts": 0,
    }


def _name(connection: Connection, key: str, alias: str, at: datetime) -> bool:
    """Give a delivery an alias. False when the alias has been given before, be it to the same one."""
    return insert_new(connection, inbox_alias, {"alias": alias, "key": key, "at": at})


def _claimed(row: Row[Any], until: datetime) -> Claimed:
    body, headers = row.payload
    return Claimed(Delivery(row.key, row.kind, body, headers, row.received_at), row.attempts + 1, until)
