"""Telling everyone who waits that something happened, from any thread and to any event loop.

It must not know what changed: those who wait look for themselves.
"""

import asyncio
import threading
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from typing import TypeVar

T = TypeVar("T")


class Changes:
    """One bell for the workspace and the journal. `count` only grows."""

    def __init__(self) -> None:
        self.count = 0
        self._rung = threading.Condition()
        self._listeners: dict[object, tuple[asyncio.AbstractEventLoop, asyncio.Event]] = {}

    def ring(self) -> None:
        with self._rung:
            self.count += 1
            self._rung.notify_all()
            for loop, event in self._listeners.values():
                if not loop.is_closed():
                    loop.call_soon_threadsafe(event.set)

    def wait(self, look: Callable[[], T | None], timeout: float) -> T:
        """Block this thread until `look` finds something. Raises TimeoutError after `timeout` seconds."""
        ends = time.monotonic() + timeout
        with self._rung:
            while (found := look()) is None:
                left = ends - time.monotonic()
                if left <= 0:
                    raise TimeoutError(f"nothing of the kind within {timeout:g} s")
                self._rung.wait(left)
        return found

    async def until(self, look: Callable[[], T | None], timeout: float) -> T:
        """The same without blocking the event loop."""
        try:
            async with asyncio.timeout(timeout):
                async with aclosing(self.listen()) as rings:
                    async for _ in rings:
                        if (found := look()) is not None:
                            return found
        except TimeoutError:
            raise TimeoutError(f"nothing of the kind within {timeout:g} s") from None
        raise AssertionError("listening never ends by itself")

    async def listen(self) -> AsyncGenerator[int, None]:
        """The count now, then again after every change; changes in between are told as one."""
        event = asyncio.Event()
        key = object()
        with self._rung:
            self._listeners[key] = (asyncio.get_running_loop(), event)
        try:
            while True:
                event.clear()
                yield self.count
                await event.wait()
        finally:
            with self._rung:
                del self._listeners[key]
