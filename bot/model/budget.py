"""How many tokens a day may be used. Counts in memory: a restart begins a new count. Knows no model."""

import re
import threading
from collections.abc import Callable
from datetime import date, datetime

from bot.errors import ModelUnavailable

_LETTERS_PER_TOKEN = 3.5
_WIDE = re.compile(r"[\u0600-\u06ff\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def estimate(text: str) -> int:
    """About how many tokens a text has, rather too many than too few."""
    wide = len(_WIDE.findall(text))
    return wide + int((len(text) - wide) / _LETTERS_PER_TOKEN) + 8


class Budget:
    """Tokens of one day, in and out together. The day is the one of `now`. Safe to share between threads."""

    def __init__(self, daily_tokens: int, now: Callable[[], datetime]) -> None:
        self._limit = daily_tokens
        self._now = now
        self._lock = threading.Lock()
        self._day: date | None = None
        self._used = 0

    def reserve(self, tokens: int) -> None:
        """Set tokens aside before a call. Raises ModelUnavailable when the day has not that many left."""
        with self._lock:
            self._turn_the_page()
            if self._used + tokens > self._limit:
                raise ModelUnavailable(
                    f"Today's budget of {self._limit:,} tokens for the language model is used up.",
                    "It starts anew tomorrow; an admin can raise daily_tokens under [model] in config.toml.",
                )
            self._used += tokens

    def settle(self, reserved: int, used: int) -> None:
        """Put the real use in place of what was reserved."""
        with self._lock:
            self._turn_the_page()
            self._used = max(0, self._used + used - reserved)

    @property
    def used(self) -> int:
        """Tokens used or set aside today."""
        with self._lock:
            self._turn_the_page()
            return self._used

    def _turn_the_page(self) -> None:
        today = self._now().date()
        if today != self._day:
            self._day, self._used = today, 0
