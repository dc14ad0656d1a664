"""A promise as plain values for other programs: JSON, tables, what is kept about a person. Knows no file."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.promises.records import Approval, Promise

COLUMNS = (
    *("id", "owner", "team", "customer", "what", "direction", "due", "tz", "due_utc", "state", "approval", "audience", "language"),
    *("made_at", "ended_at", "moved", "source", "proof"),
)
"""What a table of promises holds, in this order. `id` to `tz`, without `team`, are what an import reads."""


def plain(promise: Promise) -> dict[str, Any]:
    """All of it as texts, numbers and lists. Instants are ISO texts in UTC; `due` is local in `tz`."""
    return {
        **{name: getattr(promise, name) for name in ("id", "owner", "team", "customer", "what", "direction")},
        "due": str(promise.due),
        "tz": promise.due.zone,
        "due_utc": _iso(promise.due.instant()),
        **{name: getattr(promise, name) for name in ("state", "approval", "audience", "language")},
        "made_at": _iso(promise.made_at),
        "ended_at": _iso(promise.ended_at),
        **{name: getattr(promise, name) for name in ("moved", "source", "proof", "revision")},
        "leads": list(promise.leads),
        "approvals": [_plain_approval(approval) for approval in promise.approvals],
    }


def cells(promise: Promise) -> dict[str, str]:
    """One row of a table, by column. A text that a spreadsheet would take for a formula is defused."""
    values: Mapping[str, Any] = plain(promise)
    return {name: defused("" if values[name] is None else str(values[name])) for name in COLUMNS}


def defused(text: str) -> str:
    """The text with a mark in front where a spreadsheet would work it out instead of showing it."""
    return (
        f"'{text}"
        if text.lstrip(" \t\r\n\u00a0\u3000").startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")) or text[:1] in ("\t", "\r")
        else text
    )


def _plain_approval(approval: Approval) -> dict[str, Any]:
    return {**vars(approval), "approvers": list(approval.approvers), "at": _iso(approval.at)}


def _iso(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat() if at is not None else None
