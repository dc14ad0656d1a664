"""Troubles that can be switched on: a slow network, a Slack that refuses, fails or hangs up, deliveries that repeat.

It must not know what the calls and deliveries are about.
"""

import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

Trouble = Literal["rate_limit", "fail", "cut"]


@dataclass(frozen=True)
class Fault:
    """For the next `calls` calls of `method` ("*" is any). `accepted`: done all the same, before it goes wrong."""

    trouble: Trouble
    method: str
    calls: int
    accepted: bool = False
    retry_after: int = 1


class Faults:
    """`changed` is called whenever what is switched on becomes different."""

    def __init__(self, changed: Callable[[], None] = lambda: None) -> None:
        self._changed = changed
        self.api_delay = 0.0
        self._waiting: list[Fault] = []
        self._repeats = 0
        self._delays: list[float] = []
        self._lock = threading.Lock()

    def rate_limit(self, method: str, calls: int = 1, retry_after: int = 1) -> None:
        """Answer 429 with Retry-After; nothing is done."""
        self._add(Fault("rate_limit", method, calls, retry_after=retry_after))

    def fail(self, method: str, calls: int = 1, accepted: bool = False) -> None:
        """Answer 500, before or after doing what was asked."""
        self._add(Fault("fail", method, calls, accepted))

    def cut(self, method: str, calls: int = 1, accepted: bool = True) -> None:
        """Hang up in the middle of the answer, after doing what was asked."""
        self._add(Fault("cut", method, calls, accepted))

    def repeat_events(self, times: int) -> None:
        """Deliver each following event `times` times more (up to 3), even though it was acknowledged. 0 switches it off."""
        self._repeats = min(max(times, 0), 3)
        self._changed()

    def delay_delivery(self, seconds: float, deliveries: int = 1) -> None:
        """Hold back the next deliveries."""
        with self._lock:
            self._delays += [seconds] * deliveries
        self._changed()

    def delay_calls(self, seconds: float) -> None:
        """Answer every Web API call this much later. 0 switches it off."""
        self.api_delay = seconds
        self._changed()

    def clear(self) -> None:
        with self._lock:
            self._waiting.clear()
            self._delays.clear()
        self._repeats, self.api_delay = 0, 0.0
        self._changed()

    def as_json(self) -> dict[str, Any]:
        """What is switched on."""
        with self._lock:
            return {
                "calls": [asdict(each) for each in self._waiting],
                "repeats": self._repeats,
                "delays": list(self._delays),
                "api_delay": self.api_delay,
            }

    @property
    def repeats(self) -> int:
        return self._repeats

    def next_delay(self) -> float:
        with self._lock:
            return self._delays.pop(0) if self._delays else 0.0

    def next_for(self, method: str) -> Fault | None:
        """The trouble for this call, used up by one."""
        with self._lock:
            for at, fault in enumerate(self._waiting):
                if fault.method in ("*", method):
                    if fault.calls > 1:
                        self._waiting[at] = replace(fault, calls=fault.calls - 1)
                    else:
                        del self._waiting[at]
                    return fault
        return None

    def _add(self, fault: Fault) -> None:
        with self._lock:
            self._waiting.append(fault)
        self._changed()
