"""Everything that went between the bot and this Slack, in the order it began. Entries are only ever added.

It must not know what the entries mean, and it never holds a token or a secret.
"""

import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.playground.changes import Changes

Reason = Literal["", "http_timeout", "http_error", "connection_failed"]


@dataclass(frozen=True)
class Call:
    """One Web API call (or a use of a response_url) and its answer. `accepted`: this Slack did what was asked."""

    n: int
    at: float
    method: str
    arguments: dict[str, Any]
    status: int
    answer: dict[str, Any]
    accepted: bool


@dataclass(frozen=True)
class Delivery:
    """One request to the bot and what came back. `status` 0: no answer. `retry` 0 is the first attempt.

    `reason` says what was wrong with this attempt, in the words of x-slack-retry-reason. `took` is in seconds.
    """

    n: int
    at: float
    kind: str
    payload: dict[str, Any]
    retry: int
    status: int
    answer: str
    reason: Reason
    took: float
    headers: dict[str, str] = field(default_factory=dict)


Entry = Call | Delivery


class Journal:
    def __init__(self, changes: Changes, clock: Callable[[], float]) -> None:
        self._changes = changes
        self._clock = clock
        self._entries: list[Entry] = []
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._watchers: list[Callable[[Entry], None]] = []

    def watch(self, tell: "Callable[[Entry], None]") -> None:
        """Have `tell` called with every further entry, in whatever thread adds it."""
        self._watchers.append(tell)

    def begin(self) -> tuple[int, float]:
        """(number, time), taken when something begins, so that entries sort by their beginning."""
        with self._lock:
            return next(self._numbers), self._clock()

    def add(self, entry: Entry) -> None:
        with self._lock:
            self._entries.append(entry)
        for tell in self._watchers:
            tell(entry)
        self._changes.ring()

    def entries(self) -> list[Entry]:
        with self._lock:
            return sorted(self._entries, key=lambda entry: entry.n)

    def calls(self, method: str = "") -> list[Call]:
        """Calls that were accepted, of this method or of all."""
        return [each for each in self.entries() if isinstance(each, Call) and each.accepted and method in ("", each.method)]

    def refusals(self, method: str = "") -> list[Call]:
        """Calls that were refused or failed before anything was done."""
        return [each for each in self.entries() if isinstance(each, Call) and not each.accepted and method in ("", each.method)]

    def deliveries(self, kind: str = "") -> list[Delivery]:
        """Requests to the bot: kind is an event's type ("message", "app_mention"), or "command", "block_actions"..."""
        return [each for each in self.entries() if isinstance(each, Delivery) and kind in ("", each.kind)]

    async def wait_for(self, matches: Callable[[Entry], bool], timeout: float = 5.0) -> Entry:
        """The first entry that matches, as soon as there is one. Raises TimeoutError."""
        return await self._changes.until(lambda: next(filter(matches, self.entries()), None), timeout)
