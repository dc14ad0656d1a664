"""A promise and its events as rows, and back. Knows columns, no queries."""

import hashlib
from datetime import date, time
from typing import Any

from sqlalchemy import Row

from bot.promises.book import customer_key
from bot.promises.records import Approval, Due, Event, Promise
from bot.storage.tables.columns import as_instant, as_number

_SAME = (
    *("id", "owner", "team", "customer", "what", "direction", "state", "approval", "audience", "language"),
    *("source", "proof", "made_at", "ended_at", "moved", "revision", "schedule"),
)
"""Fields of a promise that are columns of the same name."""
_LONGEST_KEY = 200
"""PostgreSQL indexes 2,700 bytes of a value at most, and people paste whole letters into every field."""


def row_of(promise: Promise) -> dict[str, Any]:
    """The row of table `promise`."""
    due = promise.due
    return {name: getattr(promise, name) for name in _SAME} | {
        "customer_key": indexed_key(promise.customer),
        "due_at": due.instant(),
        "due_day": due.day.isoformat(),
        "due_time": due.time.isoformat() if due.time is not None else None,
        "zone": due.zone,
        "approvals": [_written(approval) for approval in promise.approvals],
        "leads": list(promise.leads),
    }


def promise_of(row: Row[Any]) -> Promise:
    """The promise in a row of table `promise`."""
    due = Due(date.fromisoformat(row.due_day), time.fromisoformat(row.due_time) if row.due_time is not None else None, row.zone)
    approvals = tuple(_read(*written) for written in row.approvals)
    return Promise(**{name: getattr(row, name) for name in _SAME}, due=due, approvals=approvals, leads=tuple(row.leads))


def event_row(event: Event) -> dict[str, Any]:
    """The row of table `promise_event`."""
    return {**vars(event), "changed": dict(event.changed)}


def event_of(row: Row[Any]) -> Event:
    """The event in a row of table `promise_event`."""
    return Event(row.promise, row.revision, row.kind, row.by, row.at, row.was, row.now, row.why, row.changed)


def asked(promise: Promise) -> set[str]:
    """Everybody whose word is still missing; nobody unless the promise waits."""
    if promise.state != "waiting":
        return set()
    return {person for approval in promise.approvals if approval.answer == "silent" for person in approval.approvers}


def indexed_key(name: str) -> str:
    """What stands in an indexed column for a customer's name."""
    key = customer_key(name)
    return key if len(key) <= _LONGEST_KEY else f"{key[:50]} {hashlib.sha256(key.encode()).hexdigest()}"


def _written(approval: Approval) -> list[Any]:
    at = as_number(approval.at) if approval.at is not None else None
    return [approval.department, list(approval.approvers), approval.answer, approval.by, at, approval.reason]


def _read(department: str, approvers: list[str], answer: Any, by: str | None, at: int | None, reason: str) -> Approval:
    return Approval(department, tuple(approvers), answer, by, as_instant(at) if at is not None else None, reason)
