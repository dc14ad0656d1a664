"""One person in the records of promises: what is kept, and how the name is taken out. Steps inside one transaction."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, Table, Text, cast, delete, func, or_, select, true, update

from bot.errors import NotSaved
from bot.promises.exporting import plain
from bot.promises.records import ENDED, Approval, Event, Promise
from bot.storage.promise_rows import event_of, event_row, promise_of, row_of
from bot.storage.promises import note_asked
from bot.storage.tables import customer_alias, promise, promise_event

FORGOTTEN = "forgotten"
"""Stands where a person's id stood in a record that others still need."""


class StillOwns(NotSaved):
    """Somebody else must take over this person's promises first: customers are waiting for them. `count`: how many."""

    def __init__(self, person: str, count: int) -> None:
        told = f"{count} promises that have" if count != 1 else "1 promise that has"
        super().__init__(
            f"Nothing was deleted: {person} owns {told} not ended.", f'Hand them over first: "goodword promise hand-over {person} TO".'
        )
        self.count = count


def about(connection: Connection, person: str | None) -> Iterator[dict[str, Any]]:
    """Promises that a person owns or alone may read, and their events and the person's own; with None all there are."""
    mine = true() if person is None else or_(promise.c.owner == person, promise.c.audience == _private(person))
    for row in connection.execute(select(promise).where(mine).order_by(promise.c.made_at, promise.c.id)):
        yield {"record": "promise"} | plain(promise_of(row))
    did = true() if person is None else or_(promise_event.c.by == person, promise_event.c.promise.in_(select(promise.c.id).where(mine)))
    for row in connection.execute(select(promise_event).where(did).order_by(promise_event.c.row)):
        event = event_of(row)
        yield {"record": "promise event"} | {**vars(event), "at": event.at.isoformat(), "changed": dict(event.changed)}
    if person is None:
        for row in connection.execute(select(customer_alias).order_by(customer_alias.c.alias_key)):
            yield {"record": "customer alias", "alias": row.alias, "customer": row.customer}


def forget(connection: Connection, person: str) -> dict[str, int]:
    """Take a person out of all promises; those ended ones that nobody else may read go. Returns how many of each. Raises StillOwns."""
    left = select(func.count()).select_from(promise).where(promise.c.owner == person, promise.c.state.not_in(ENDED))
    if count := connection.execute(left).scalar_one():
        raise StillOwns(person, count)
    private = (promise.c.owner == person, promise.c.audience == _private(person))
    connection.execute(delete(promise_event).where(promise_event.c.promise.in_(select(promise.c.id).where(*private))))
    deleted = connection.execute(delete(promise).where(*private)).rowcount
    taken_out = _TakenOut(person)
    return {
        "private promises": deleted,
        "promises": sum(_rename(connection, promise_of(row), taken_out) for row in connection.execute(_mentions(promise, person)).all()),
        "promise events": sum(
            _rename_event(connection, row.row, event_of(row), taken_out)
            for row in connection.execute(_mentions(promise_event, person)).all()
        ),
    }


class _TakenOut:
    """Texts and ids with FORGOTTEN in the place of one person's id."""

    def __init__(self, person: str) -> None:
        self._id = re.compile(rf"(?<![A-Za-z0-9]){re.escape(person)}(?![A-Za-z0-9])")

    def of(self, text: str) -> str:
        return self._id.sub(FORGOTTEN, text)

    def of_promise(self, one: Promise) -> Promise:
        owner, approvals = self.of(one.owner), tuple(map(self._of_approval, one.approvals))
        audience = _private(owner) if self.of(one.audience) != one.audience else one.audience
        return replace(one, owner=owner, audience=audience, approvals=approvals, what=self.of(one.what), proof=self.of(one.proof))

    def _of_approval(self, approval: Approval) -> Approval:
        by = self.of(approval.by) if approval.by is not None else None
        return replace(approval, approvers=tuple(map(self.of, approval.approvers)), by=by, reason=self.of(approval.reason))


_MENTIONING = {promise: ("owner", "audience", "approvals", "what", "proof"), promise_event: ("by", "why", "changed")}
"""Columns in which a person's id may stand."""


def _mentions(table: Table, person: str) -> Select[Any]:
    return select(table).where(or_(*(cast(table.c[name], Text).contains(person, autoescape=True) for name in _MENTIONING[table])))


def _rename(connection: Connection, one: Promise, taken_out: _TakenOut) -> bool:
    after = taken_out.of_promise(one)
    if after == one:
        return False
    connection.execute(update(promise).where(promise.c.id == one.id).values(row_of(after)))
    note_asked(connection, after)
    return True


def _rename_event(connection: Connection, row: int, event: Event, taken_out: _TakenOut) -> bool:
    changed = {name: taken_out.of(text) for name, text in event.changed.items()}
    after = replace(event, by=taken_out.of(event.by), why=taken_out.of(event.why), changed=changed)
    if after == event:
        return False
    connection.execute(update(promise_event).where(promise_event.c.row == row).values(event_row(after)))
    return True


def _private(person: str | None) -> str:
    return f"private:{person}"
