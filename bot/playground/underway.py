"""What people did and the bot has not answered yet: started from any thread, carried out in the playground's event loop.

It must not know what is delivered.
"""

import asyncio
from collections.abc import Coroutine, Generator
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from bot.playground.journal import Delivery

Delivering = Coroutine[Any, Any, tuple[Delivery, ...]]


@dataclass(frozen=True)
class Done:
    """Something a person did. `ts` of the message, if it made one. Awaiting it waits until the bot has answered every request."""

    ts: str
    future: "Future[tuple[Delivery, ...]]"

    def __await__(self) -> Generator[Any, None, tuple[Delivery, ...]]:
        return asyncio.wrap_future(self.future).__await__()

    def result(self, timeout: float = 10.0) -> tuple[Delivery, ...]:
        """The same for a thread without an event loop."""
        return self.future.result(timeout)


class Underway:
    """Between `open` and `close` things can be started."""

    def __init__(self) -> None:
        self._running: set[Future[tuple[Delivery, ...]]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None

    def open(self) -> None:
        self._loop = asyncio.get_running_loop()

    def close(self) -> None:
        self._loop = None
        for each in list(self._running):
            each.cancel()

    def start(self, delivering: Delivering, ts: str = "") -> Done:
        if self._loop is None:
            delivering.close()
            raise RuntimeError("the playground is not being served yet")
        future = asyncio.run_coroutine_threadsafe(delivering, self._loop)
        self._running.add(future)
        future.add_done_callback(self._running.discard)
        return Done(ts, future)

    async def settle(self, timeout: float = 10.0) -> None:
        """Wait until nothing is being delivered any more. Raises TimeoutError."""
        async with asyncio.timeout(timeout):
            while self._running:
                await asyncio.wait([asyncio.wrap_future(each) for each in self._running])
                await asyncio.sleep(0)
