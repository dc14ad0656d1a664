"""The statements of the outbox, and its rows as records. Knows columns and states, not when which statement is run."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, bindparam, case, func, literal, or_, select, text, union_all, update

from bot.reminders.outbox import Row as OutboxRow
from bot.reminders.outbox import Settled, Slot
from bot.storage.engine import insert_or_replace, put_back
from bot.storage.promise_looks import NOW
from bot.storage.tables import outbox, person_limit, promise
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
_UNTIL = func.coalesce(person_limit.c.until, outbox.c.not_before)
NEXT = (
    select(func.min(case((outbox.c.not_before < _UNTIL, _UNTIL), else_=outbox.c.not_before)))
    .select_from(outbox.outerjoin(person_limit, person_limit.c.person == outbox.c.person))
    .where(text(IS_PENDING)),
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
_MOST_LIMIT = timedelta(minutes=15)
"""Slack asks for seconds; a longer one was noted before the clock went back."""


def may_be_written_to(now: datetime) -> ColumnElement[bool]:
    """Slack does not want this row's person to be left alone, and nothing is on its way to them.

    What is on its way may be told to wait, and whoever sends it may be killed before saying so.
    """
    # Said as in the index of what is held, so that it is used.
    on_its_way = (text(IS_HELD.replace("state", "busy.state")), text("busy.state = 'sending'"), _busy.c.person == outbox.c.person)
    return ~or_(select(_busy.c.id).where(*on_its_way).exists(), _limit(now).exists())


def _limit(now: datetime) -> Select[Any]:
    limited = person_limit.c.until > now, person_limit.c.until <= now + _MOST_LIMIT
    return select(person_limit.c.until).where(person_limit.c.person == outbox.c.person, *limited)


def due_rows(waiting: str, now: datetime) -> Select[Any]:
    """The ids of rows in this state that may be worked on."""
    return select(outbox.c.id).where(text(waiting.replace("state", "outbox.state")), outbox.c.not_before <= now, may_be_written_to(now))


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
            insert_or_replace(connection, person_limit, {"person": each.row.person, "until": each.not_before})
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
        # A limit is the person's: it stands by itself, where it does no harm when the clock goes back.
        not_before = at if each.limited else each.not_before or at
        values |= {"not_before": not_before, "looks": each.looks, "attempts": row.attempts, "repeated": row.repeated}
    mine = and_(outbox.c.id == row.id, text(IS_HELD), outbox.c.lease_until == row.lease_until)
    return update(outbox).where(mine).values(values)


def row_of(row: Row[Any]) -> OutboxRow:
    return OutboxRow(**{name: getattr(row, name) for name in _FIELDS})
