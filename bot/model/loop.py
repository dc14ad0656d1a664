"""An event loop in a thread of its own, for calls that must end on time. Knows nothing about models."""

import asyncio
import concurrent.futures
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")


class Loop:
    """Runs coroutines for other threads, from the first one on. One that drips or hangs can be ended there, with no thread left behind."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._starting = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None

    def run(self, work: Coroutine[Any, Any, Result], timeout: float) -> Result:
        """The coroutine's result. Raises what it raises, TimeoutError after `timeout` seconds or when the loop is closed meanwhile."""
        future = asyncio.run_coroutine_threadsafe(work, self._running())
        try:
            return future.result(timeout)
        except concurrent.futures.CancelledError:
            raise TimeoutError from None
        finally:
            future.cancel()

    def close(self) -> None:
        """End all that is running and the thread. A later `run` starts anew."""
        with self._starting:
            loop, self._loop = self._loop, None
        if loop:
            asyncio.run_coroutine_threadsafe(_end_all(), loop)

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._starting:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=self._loop.run_forever, name=self._name, daemon=True).start()
            return self._loop


async def _end_all() -> None:
    """Cancel every other task of this loop, let them finish, then stop it."""
    loop = asyncio.get_running_loop()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    loop.stop()
