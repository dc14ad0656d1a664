"""What happened to a promise, as its events tell it: fields as text and back, one step back, the whole way forward."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, datetime, time
from itertools import pairwise
from typing import Any

from bot.promises.records import Approval, Due, Event, Promise, State

_BOOKKEEPING = frozenset({"state", "revision", "schedule"})
"""Told by the event itself, or never restored: both numbers only grow."""
_FIELDS = tuple(field.name for field in fields(Promise) if field.name not in _BOOKKEEPING)


def due_text(due: Due) -> str:
    """ "2026-11-27T17:00 Europe/Berlin" """
    return f"{due} {due.zone}"


def read_due(text: str) -> Due:
    """What `due_text` wrote."""
    when, _, zone = text.partition(" ")
    day, _, clock = when.partition("T")
    return Due(date.fromisoformat(day), time.fromisoformat(clock) if clock else None, zone)


def _approvals_text(approvals: Sequence[Approval]) -> str:
    rows = [{**vars(approval), "at": approval.at.isoformat() if approval.at else None} for approval in approvals]
    return json.dumps(rows, ensure_ascii=False)


def _read_approvals(text: str) -> tuple[Approval, ...]:
    rows = json.loads(text)
    return tuple(
        Approval(**{**row, "approvers": tuple(row["approvers"]), "at": datetime.fromisoformat(row["at"]) if row["at"] else None})
        for row in rows
    )


_Pair = tuple[Callable[[Any], str], Callable[[str], Any]]
_PLAIN: _Pair = (str, str)
_FORMS: Mapping[str, _Pair] = {
    "due": (due_text, read_due),
    "team": (lambda team: team or "", lambda text: text or None),
    "approval": (lambda kind: kind or "", lambda text: text or None),
    "approvals": (_approvals_text, _read_approvals),
    "leads": (" ".join, lambda text: tuple(text.split())),
    "made_at": (datetime.isoformat, datetime.fromisoformat),
    "ended_at": (lambda at: at.isoformat() if at else "", lambda text: datetime.fromisoformat(text) if text else None),
    "moved": (str, int),
}


def differences(before: Promise, after: Promise) -> dict[str, str]:
    """The fields that differ, by name: what they were before, as text. Without state, revision and schedule."""
    changed = [name for name in _FIELDS if getattr(before, name) != getattr(after, name)]
    return {name: _FORMS.get(name, _PLAIN)[0](getattr(before, name)) for name in changed}


def earlier(changed: Mapping[str, str]) -> dict[str, Any]:
    """The values that `differences` wrote down, ready for `replace`."""
    return {name: _FORMS.get(name, _PLAIN)[1](text) for name, text in changed.items()}


def step_back(promise: Promise, event: Event) -> Promise:
    """The promise as it was before its last event, except for `schedule`, which only grows. Not for the first event."""
    if event.was is None or event.revision != promise.revision:
        raise ValueError(f"{promise.id}: event {event.revision} is not the last of {promise.revision}, or the first")
    return replace(promise, state=event.was, revision=event.revision - 1, **earlier(event.changed))


def replay(events: Sequence[Event]) -> State:
    """The state that the events lead to from the first. Raises ValueError where the chain is broken."""
    if not events or events[0].was is not None:
        raise ValueError("the first event is missing")
    for number, (one, other) in enumerate(pairwise(events), 2):
        if other.was != one.now or other.revision != number:
            raise ValueError(f"event {number} does not follow from the one before")
    return events[-1].now


def standing(events: Sequence[Event]) -> list[Event]:
    """The events that count: without those undone, and without the undoing."""
    kept: list[Event] = []
    for event in events:
        if event.kind != "undone":
            kept.append(event)
        elif kept:
            kept.pop()
    return kept


def was_late(events: Sequence[Event]) -> bool:
    """Whether a new date was agreed only after an old one had passed: then the promise counts as late, however it ends."""
    moves = [event for event in standing(events) if event.kind == "renegotiated" and "due" in event.changed]
    return any(event.at > read_due(event.changed["due"]).instant() for event in moves)
