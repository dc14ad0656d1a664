"""When a promise is to be looked at for reminders, as columns that are written with each of its changes.

Knows no rule of reminding: every change that may concern reminders means "look at it now".
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import case, literal, or_

from bot.promises.records import LIVE, Promise
from bot.storage.tables import promise

NOW = datetime(1970, 1, 1, tzinfo=UTC)
"""Earlier than any clock says it is."""
LOOKED_AT = (*LIVE, "waiting")
"""States in which there may be something to remind of."""


def remind_new(one: Promise, at: datetime) -> dict[str, Any]:
    """Columns of a promise that is saved for the first time."""
    return {"remind_at": NOW if one.state in LOOKED_AT else None, "remind_since": at}


def remind_again(one: Promise, at: datetime) -> dict[str, Any]:
    """Columns of a promise that is changed."""
    columns = promise.c
    if one.state not in LOOKED_AT:
        return {"remind_at": None}
    concerned = or_(columns.schedule != one.schedule, columns.state != one.state)
    return {
        "remind_at": case((concerned, literal(NOW, columns.remind_at.type)), else_=columns.remind_at),
        "remind_since": case((columns.schedule != one.schedule, literal(at, columns.remind_since.type)), else_=columns.remind_since),
    }
