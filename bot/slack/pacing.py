"""How fast we may write: one message a second to a person, so many a second to all of a workspace, and never before Slack says.

Slack does not say how many messages a workspace may be sent, so we learn it: faster while all goes well, slower when most
calls are refused. Knows no messages. Safe to use from several threads.
"""

import threading
import time
from collections import deque
from collections.abc import Callable

PER_PERSON = 1.05
"""Seconds between two messages to one person: Slack wants one a second, on its own clock."""
_FIRST_RATE, _LEAST_RATE, _MOST_RATE = 10.0, 2.0, 50.0
"""Messages a second to a workspace."""
_FASTER, _SLOWER = 0.1, 0.9
_WATCHED, _MANY, _TOO_MANY = 20, 11, 16
"""When many of the last calls were refused we are too fast; when too many, it is not single people that Slack protects."""


class Pacing:
    """`monotonic` and `pause` are for tests; `close` ends all waiting."""

    def __init__(
        self,
        per_person: float = PER_PERSON,
        monotonic: Callable[[], float] = time.monotonic,
        pause: Callable[[float], object] | None = None,
    ) -> None:
        """`per_person`: seconds between two calls about the same person."""
        self._per_person, self._monotonic = per_person, monotonic
        self._closed = threading.Event()
        self._pause = pause or self._closed.wait
        self._lock = threading.Lock()
        self._persons: dict[str, float] = {}
        self._next = 0.0
        self._paused_until = 0.0
        self._rate = _FIRST_RATE
        self._refused: deque[bool] = deque(maxlen=_WATCHED)

    def turn(self, person: str, patience: float) -> float:
        """Wait until it is this person's turn, `patience` seconds at most. Returns the seconds still missing; 0: go."""
        with self._lock:
            now = self._monotonic()
            at = max(now, self._persons.get(person, 0.0), self._next, self._paused_until)
            if at - now > patience:
                return at - now
            self._next = at + 1 / self._rate
            self._persons[person] = at + self._per_person
        if at > now:
            self._pause(at - now)
        return 1.0 if self._closed.is_set() else max(self._paused_until - self._monotonic(), 0.0)

    def went_well(self) -> None:
        with self._lock:
            self._refused.append(False)
            self._rate = min(self._rate + _FASTER, _MOST_RATE)

    def was_refused(self, person: str, seconds: float) -> None:
        """Slack wants us to wait so long: with this person, or when it refuses most calls, with all."""
        with self._lock:
            now = self._monotonic()
            self._forget(now)
            self._persons[person] = max(self._persons.get(person, 0.0), now + seconds)
            self._refused.append(True)
            if sum(self._refused) >= _MANY:
                self._rate = max(self._rate * _SLOWER, _LEAST_RATE)
            if sum(self._refused) >= _TOO_MANY:
                self._paused_until = max(self._paused_until, now + seconds)
                self._refused.clear()

    def close(self) -> None:
        self._closed.set()

    def _forget(self, now: float) -> None:
        if len(self._persons) > 10_000:
            self._persons = {person: at for person, at in self._persons.items() if at > now}
