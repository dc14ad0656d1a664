"""Promises in SQL: added once, changed one revision at a time, their events appended and never changed. Knows no rule of theirs."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, TextClause, delete, insert, select, text, update

from bot.errors import NotSaved
from bot.promises.book import Customer, Overtaken, Wanted
from bot.promises.records import LIVE, Event, Promise, State
from bot.storage import customers
from bot.storage.database import Database
from bot.storage.engine import insert_all_new
from bot.storage.promise_looks import remind_again, remind_new
from bot.storage.promise_rows import asked, event_of, event_row, promise_of, row_of
from bot.storage.tables import promise, promise_approval, promise_event
from bot.storage.tables.promises import IS_LIVE, IS_WAITING

_GONE = ("Nothing was saved: this promise is not on record.", "It may have been deleted; log it again if it still holds.")


class SqlPromises:
    """promises.book.PromiseBook. Several processes may share one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, promises: Sequence[tuple[Promise, Event]]) -> int:
        first = {one.id: (one, _new_row(one, event), event_row(event)) for one, event in reversed(promises)}
        return self._database.write(lambda connection: _add(connection, list(first.values()))) if first else 0

    def promise(self, id: str) -> Promise | None:
        with self._database.read() as connection:
            return _promise(connection, id)

    def change(self, promise: Promise, event: Event) -> None:
        row, happened = row_of(_checked(promise, event)), event_row(event)
        self._database.write(lambda connection: _change(connection, promise, row, happened))

    def events(self, id: str) -> list[Event]:
        ordered = select(promise_event).where(promise_event.c.promise == id).order_by(promise_event.c.revision)
        with self._database.read() as connection:
            return [event_of(row) for row in connection.execute(ordered)]

    def find(self, wanted: Wanted) -> list[Promise]:
        if wanted.audiences is not None and not wanted.audiences:
            return []
        with self._database.read() as connection:
            keys = customers.keys_of(connection, wanted.customer) if wanted.customer is not None else None
            return [promise_of(row) for row in connection.execute(_query(wanted, keys))]

    def customers(self, audiences: frozenset[str] | None = None) -> list[Customer]:
        with self._database.read() as connection:
            return customers.known(connection, audiences)

    def add_alias(self, customer: str, alias: str) -> None:
        self._database.write(lambda connection: customers.add_alias(connection, customer, alias))


def _checked(promise: Promise, event: Event) -> Promise:
    if (event.promise, event.revision) != (promise.id, promise.revision):
        raise ValueError("an event must be of the promise and the revision it is saved with")
    return promise


def _new_row(one: Promise, event: Event) -> dict[str, Any]:
    return row_of(_checked(one, event)) | remind_new(one, event.at)


def _add(connection: Connection, promises: Sequence[tuple[Promise, dict[str, Any], dict[str, Any]]]) -> int:
    new = insert_all_new(connection, promise, [row for _, row, _ in promises])
    if new:
        connection.execute(insert(promise_event), [happened for one, _, happened in promises if one.id in new])
    for one, *_ in promises:
        if one.id in new and one.state == "waiting":
            note_asked(connection, one)
    return len(new)


def _change(connection: Connection, one: Promise, row: dict[str, Any], happened: dict[str, Any]) -> None:
    before = (promise.c.id == one.id, promise.c.revision == one.revision - 1)
    if connection.execute(update(promise).where(*before).values(row | remind_again(one, happened["at"]))).rowcount != 1:
        raise _overtaken(connection, one.id)
    connection.execute(insert(promise_event), happened)
    note_asked(connection, one)


def note_asked(connection: Connection, one: Promise) -> None:
    """Write down anew whose word a promise still needs."""
    connection.execute(delete(promise_approval).where(promise_approval.c.promise == one.id))
    missing = [{"approver": person, "promise": one.id} for person in sorted(asked(one))]
    if missing:
        connection.execute(insert(promise_approval), missing)


def _overtaken(connection: Connection, id: str) -> Overtaken | NotSaved:
    present = _promise(connection, id)
    if present is None:
        return NotSaved(*_GONE)
    # By its revision: meanwhile another process may have saved a later one, and the two must belong together.
    last = select(promise_event).where(promise_event.c.promise == id, promise_event.c.revision == present.revision)
    return Overtaken(present, event_of(connection.execute(last).one()))


def _promise(connection: Connection, id: str) -> Promise | None:
    row = connection.execute(select(promise).where(promise.c.id == id)).first()
    return promise_of(row) if row else None


def _query(wanted: Wanted, customer_keys: Collection[str] | None) -> Select[Any]:
    query = select(promise).order_by(promise.c.due_at, promise.c.id).limit(max(wanted.limit, 0))
    conditions: list[ColumnElement[bool] | TextClause] = []
    if wanted.approver is not None:
        # Only waiting promises stand in that table.
        query = query.join(promise_approval, promise_approval.c.promise == promise.c.id)
        conditions += [promise_approval.c.approver == wanted.approver]
    if wanted.approver is None or (wanted.states and "waiting" not in wanted.states):
        conditions += _in_states(frozenset(wanted.states))
    if wanted.audiences is not None:
        conditions += [promise.c.audience.in_(sorted(wanted.audiences))]
    if wanted.owner is not None:
        conditions += [promise.c.owner == wanted.owner]
    if wanted.team is not None:
        conditions += [promise.c.team == wanted.team]
    if customer_keys is not None:
        conditions += [promise.c.customer_key.in_(sorted(customer_keys))]
    return query.where(*conditions, *_in_time(wanted))


def _in_time(wanted: Wanted) -> list[ColumnElement[bool]]:
    bounds = []
    if wanted.due_before is not None:
        bounds += [promise.c.due_at < wanted.due_before]
    if wanted.due_after is not None:
        bounds += [promise.c.due_at >= wanted.due_after]
    if wanted.made_after is not None:
        bounds += [promise.c.made_at >= wanted.made_after]
    return bounds


def _in_states(states: frozenset[State]) -> list[ColumnElement[bool] | TextClause]:
    """The condition in the words of a partial index, where there is one that serves."""
    if not states:
        return []
    exactly = promise.c.state.in_(sorted(states))
    if states <= set(LIVE):
        return [text(IS_LIVE)] if len(states) == len(LIVE) else [text(IS_LIVE), exactly]
    return [text(IS_WAITING)] if states == {"waiting"} else [exactly]
