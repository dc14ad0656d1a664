"""The statements of the outbox, and its rows as records. Knows columns and states, not when which statement is run."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, bindparam, case, func, literal, or_, select, text, union_all, update

from bot.reminders.outbox import Row as OutboxRow
from bot.reminders.outbox import Settled, Slot
from bot.storage.engine import put_back
from bot.storage.promise_looks import NOW
from bot.storage.tables import outbox, promise
from bot.storage.tables.promises import MAY_REMIND
from bot.storage.tables.reminders import IS_DEAD, IS_HELD, IS_PENDING, IS_UNCERTAIN

_FIELDS = (
    *("id", "key", "kind", "subject", "schedule", "person", "slot", "state", "not_before", "attempts", "looks", "repeated"),
    *("lease_until", "first_at", "sent_ts", "channel", "error"),
)
_ERROR_CHARS = 500

LOOKED = (
    update(promise)
    .where(promise.c.id == bindparam("one"), promise.c.revision == bindparam("as_seen"))
    .values(remind_at=bindparam("next", type_=promise.c.remind_at.type))
)
_NOW, _THEN = bindparam("now", type_=outbox.c.not_before.type), bindparam("then", type_=outbox.c.not_before.type)
FIRST_ROW = select(func.min(outbox.c.not_before)).where(text(IS_PENDING), outbox.c.not_before <= _NOW)
FIRST_LOOK = select(func.min(promise.c.remind_at)).where(text(MAY_REMIND), promise.c.remind_at > NOW, promise.c.remind_at <= _NOW)
NEXT = (
    select(func.min(outbox.c.not_before)).where(text(IS_PENDING)),
    select(func.min(outbox.c.not_before)).where(text(IS_UNCERTAIN)),
    select(func.min(promise.c.remind_at)).where(text(MAY_REMIND)),
)
STUCK = select(func.count()).select_from(outbox).where(text(IS_HELD), outbox.c.lease_until < _THEN)
COUNTS = union_all(
    *(
        select(outbox.c.state, func.count()).where(text(each)).group_by(outbox.c.state)
        for each in (IS_PENDING, IS_UNCERTAIN, IS_HELD, IS_DEAD)
    )
)
"""Not of what was sent or cancelled, which grows and which no index counts."""
_PUT_BACK = ("state", "not_before", "slot", "person", "kind", "schedule", "ended_at")
_SAID = ("key", "kind", "subject", "schedule", "person")
_UNSAID = {"attempts": 0, "looks": 0, "repeated": False, "sent_ts": "", "channel": "", "error": "", "ended_at": None}


def later_since(at: datetime) -> ColumnElement[Any]:
    """The later of `remind_since` and this instant. An approver's patience still counts from when the word was asked for."""
    since = promise.c.remind_since
    return case((or_(since > at, promise.c.state == "waiting"), since), else_=literal(at, since.type))


_busy = outbox.alias("busy")
NOBODY_WRITES: ColumnElement[bool] = (
    ~select(_busy.c.id)
    .where(text(IS_HELD.replace("state", "busy.state")), text("busy.state = 'sending'"), _busy.c.person == outbox.c.person)
    .exists()
)
"""Nothing is on its way to this row's person. What is may be told to wait, and whoever sends it may be killed before saying so."""


def due_rows(waiting: str, now: datetime) -> Select[Any]:
    """The ids of rows in this state that may be worked on."""
    return select(outbox.c.id).where(text(waiting.replace("state", "outbox.state")), outbox.c.not_before <= now, NOBODY_WRITES)


def new_row(slot: Slot, trusted_from: datetime) -> dict[str, Any]:
    state = "uncertain" if slot.at < trusted_from else "pending"
    return {name: getattr(slot, name) for name in _SAID} | _UNSAID | {"slot": slot.at, "state": state, "not_before": slot.at}


def put_rows(connection: Connection, rows: Sequence[dict[str, Any]]) -> int:
    # One by one: a key may stand in here twice. What was cancelled was surely never sent, so it may come back.
    is_cancelled = outbox.c.state == "cancelled"
    return sum(put_back(connection, outbox, row, outbox.c.key, _PUT_BACK, is_cancelled) for row in rows)


def settle_rows(connection: Connection, ended: Sequence[Settled]) -> None:
    for each in ended:
        if each.limited:  # other processes, and the next one, must know it too
            theirs = (outbox.c.person == each.row.person, text(IS_PENDING), outbox.c.not_before < each.not_before)
            connection.execute(update(outbox).where(*theirs).values(not_before=each.not_before))
        connection.execute(_settling(each))


def _settling(each: Settled) -> Any:
    row, at = each.row, each.at
    values: dict[str, Any] = {"state": each.state, "lease_until": None, "error": each.error[:_ERROR_CHARS]}
    if each.state == "sent":
        values |= {"sent_ts": each.ts, "channel": each.channel, "ended_at": at}
        return update(outbox).where(outbox.c.id == row.id, outbox.c.state != "sent").values(values)
    if each.state in ("cancelled", "dead"):
        values |= {"ended_at": at, "not_before": at}
    else:
        values |= {"not_before": each.not_before or at, "looks": each.looks, "attempts": row.attempts, "repeated": row.repeated}
    mine = and_(outbox.c.id == row.id, text(IS_HELD), outbox.c.lease_until == row.lease_until)
    return update(outbox).where(mine).values(values)


def row_of(row: Row[Any]) -> OutboxRow:
    return OutboxRow(**{name: getattr(row, name) for name in _FIELDS})
