"""The time of this workspace: the real one, and as far ahead of it as people have moved it. It never goes back.

Give the bot the same clock (`now`), so that both agree on how old a request is.
"""

import math
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.playground.changes import Changes
from bot.playground.refused import NotPossible

MOST_AHEAD = 5 * 366 * 86_400.0
MORNING = 9
_SATURDAY = 5


class Clock:
    """`real` gives seconds since 1970. `kept` is a file for the lead, in seconds, so that the next run does not go back."""

    def __init__(self, changes: Changes, real: Callable[[], float] = time.time, kept: Path | None = None) -> None:
        self.real = real
        self._changes = changes
        self._kept = kept
        self._ahead = _read(kept)
        self._moved_at: float | None = None

    def __call__(self) -> float:
        return self.real() + self._ahead

    @property
    def ahead(self) -> float:
        """How far it has been moved, in seconds."""
        return self._ahead

    @property
    def since_move(self) -> float:
        """Real seconds since somebody moved it in this run; infinite while nobody has."""
        return math.inf if self._moved_at is None else self.real() - self._moved_at

    def now(self) -> datetime:
        """The same as an aware datetime in UTC."""
        return datetime.fromtimestamp(self(), UTC)

    def move(self, seconds: float) -> None:
        """Forward only. Raises NotPossible: not_backwards, too_far."""
        if not seconds > 0:
            raise NotPossible("not_backwards")
        if self._ahead + seconds > MOST_AHEAD:
            raise NotPossible("too_far")
        self._ahead += seconds
        self._moved_at = self.real()
        if self._kept is not None:
            self._kept.write_text(f"{self._ahead:.0f}\n", encoding="ascii")
        self._changes.ring()

    def move_to(self, moment: datetime) -> None:
        """An aware datetime. Raises NotPossible."""
        self.move(moment.timestamp() - self())

    def local(self, zone: str) -> datetime:
        """What a clock on the wall shows there."""
        return self.now().astimezone(ZoneInfo(zone))

    def next_morning(self, zone: str) -> datetime:
        """Nine o'clock there on the next day from Monday to Friday that has not begun to work yet."""
        here = self.local(zone)
        day = here.date()
        while True:
            morning = datetime(day.year, day.month, day.day, MORNING, tzinfo=ZoneInfo(zone))
            if morning > here and day.weekday() < _SATURDAY:
                return morning
            day += timedelta(days=1)

    def read_moment(self, written: str, zone: str) -> datetime:
        """ "2026-11-23T09:00" as a wall clock there shows it. Raises NotPossible: bad_request."""
        try:
            found = datetime.fromisoformat(written)
        except ValueError:
            raise NotPossible("bad_request", written) from None
        return found if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone))


def _read(kept: Path | None) -> float:
    """The lead of the run before; nothing when it cannot be read."""
    try:
        found = float(kept.read_text(encoding="ascii")) if kept is not None else 0.0
    except (OSError, ValueError):
        return 0.0
    return found if 0 <= found <= MOST_AHEAD else 0.0
