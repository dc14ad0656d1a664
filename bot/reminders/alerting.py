"""Tells the admins what was given up, so that no reminder fails in silence. One message an hour at most, each row told once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.reminders.outbox import Notice, Outbox, Row, Slot
from bot.reminders.people import People

_RECENT = timedelta(days=2)
_SHOWN = 10


@dataclass(frozen=True)
class GivenUp:
    """What an alert says: how many rows are dead in all, and the latest of them."""

    total: int
    latest: tuple[Row, ...]


@dataclass(frozen=True)
class Alerting:
    """outbox.Source, and outbox.Composer for kind "alert"."""

    outbox: Outbox
    people: People
    admins: tuple[str, ...]

    def enqueue(self, now: datetime, trusted_from: datetime) -> int:
        """A slot for every admin when something was given up that nobody has been told of."""
        dead = self._dead() if self.admins else []
        newest = max((row.not_before for row in dead), default=None)
        if newest is None or newest < now - _RECENT:
            return 0
        hour = f"{newest:%Y%m%dT%H}"
        return self.outbox.put([Slot(f"alert:{admin}:{hour}", "alert", admin, admin, newest) for admin in self.admins], trusted_from)

    def compose(self, row: Row, now: datetime) -> Notice | None:
        dead = self._dead()
        if not dead:
            return None
        times = self.people.times(row.person)
        total = self.outbox.health(now).counts.get("dead", 0)
        return Notice(
            row.person,
            row.kind,
            times.language,
            now,
            times.zone or "UTC",
            False,
            row.repeated,
            content=GivenUp(total, tuple(dead[:_SHOWN])),
        )

    def _dead(self) -> list[Row]:
        # Of an alert that cannot be delivered no alert is sent.
        return [row for row in self.outbox.dead() if row.kind != "alert"]
