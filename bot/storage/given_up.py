"""What was given up goes back in line when an admin says so: the sweep does the rest, as with any row."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import case, literal, text, update

from bot.storage.database import Database
from bot.storage.tables import outbox
from bot.storage.tables.reminders import IS_DEAD

_AFRESH = {"attempts": 0, "looks": 0, "ended_at": None, "lease_until": None, "error": ""}


class SqlGivenUp:
    """What the Home tab needs to put one back."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database, self._now = database, now

    def send_again(self, row: int) -> bool:
        # What was once handed to Slack may have arrived after all, and is looked up before it is sent.
        state = case((outbox.c.first_at.is_(None), literal("pending")), else_=literal("uncertain"))
        again = update(outbox).where(outbox.c.id == row, text(IS_DEAD)).values(_AFRESH | {"state": state, "not_before": self._now()})
        return bool(self._database.write(lambda connection: connection.execute(again).rowcount))
