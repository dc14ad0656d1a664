"""Wakes recurring work. Holds no business state: what is due stands in tables, and every tick may come twice or late.

The only module that knows APScheduler, whose waits end late when the wall clock jumps; so what must not fail is watched over
by a timer that no clock can turn back.
"""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

log = logging.getLogger(__name__)
_OVERDUE = 60.0
"""Seconds after which work that has not ended is told of, however short its interval."""
_SILENT = 10.0
"""Seconds without a sign of life from which a sweep is told of, however short its interval."""


class Ticks:
    """Calls each piece of work every so many seconds, on threads of its own, never twice at once."""

    def __init__(self, work: Mapping[str, tuple[Callable[[], object], float]]) -> None:
        """`work` maps a name to what to call and the seconds between two calls."""
        self._work = work
        self._scheduler: Any = None
        self._counting = threading.Lock()
        self._begun: dict[str, float] = {}
        self._told: set[str] = set()

    def start(self) -> None:
        """Begin; the first call of each comes after its interval."""
        from apscheduler.executors.pool import ThreadPoolExecutor
        from apscheduler.schedulers.background import BackgroundScheduler

        pool = ThreadPoolExecutor(max(1, 2 * len(self._work)))
        self._scheduler = BackgroundScheduler(executors={"default": pool}, timezone="UTC")
        for name, (call, seconds) in self._work.items():
            # Two, of which the second only looks whether the first is still at work: the scheduler's own word on that is a warning
            # with every tick, also where work that takes a little longer than its interval is nothing to worry about.
            more = {"max_instances": 2, "coalesce": True, "misfire_grace_time": None}
            self._scheduler.add_job(self._tick, "interval", seconds=seconds, args=(name, call, seconds), id=name, **more)
        self._scheduler.start()

    def stop(self) -> None:
        """End; what runs is finished first."""
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=True)
            self._scheduler = None

    def _tick(self, name: str, call: Callable[[], object], seconds: float) -> None:
        if self._is_at_work(name, seconds):
            return
        try:
            call()
        except Exception:
            # The next tick tries again; a fault must not end the ticking.
            log.exception("%s failed; it is tried again at the next tick", name)
        finally:
            with self._counting:
                del self._begun[name]
                self._told.discard(name)

    def _is_at_work(self, name: str, seconds: float) -> bool:
        """Whether the call before has not ended; told once when it should have. Else it counts as begun."""
        now = time.monotonic()
        with self._counting:
            if name not in self._begun:
                self._begun[name] = now
                return False
            took, is_news = now - self._begun[name], name not in self._told
            if took <= max(_OVERDUE, 2 * seconds) or not is_news:
                return True
            self._told.add(name)
        log.warning("%s has been at work for %.0f seconds; it is not called again before it ends", name, took)
        return True


class Watched:
    """Work that must go on: it is called when told to, and by a thread of our own when it was silent for too long.

    It is done by one at a time, unless that one hangs. Call `beat` from within long work.
    """

    def __init__(self, work: Callable[[], object], every: float, monotonic: Callable[[], float] = time.monotonic) -> None:
        """`every`: seconds between two calls, as the ticks mean to make them."""
        self._work, self.every, self._monotonic = work, every, monotonic
        self._last = monotonic()
        self._running = 0
        self._counting = threading.Lock()
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None

    def run(self) -> None:
        """Do the work now, unless it is being done and shows signs of life. Never raises."""
        with self._counting:
            if self._ending.is_set() or (self._running and self.silence < 2 * self.every):
                return
            self._running += 1
        self.beat()
        try:
            self._work()
        except Exception:
            log.exception("A sweep failed; it is tried again at the next tick")
        finally:
            self.beat()
            with self._counting:
                self._running -= 1

    def beat(self) -> None:
        self._last = self._monotonic()

    def wait(self, seconds: float) -> bool:
        """Wait, but not when told to stop; True then."""
        return self._ending.wait(seconds)

    @property
    def silence(self) -> float:
        """Seconds since it last gave a sign of life."""
        return self._monotonic() - self._last

    @property
    def is_stuck(self) -> bool:
        """Silent for so long that the watch has not helped either."""
        return self.silence > max(6 * self.every, 60)

    def start(self) -> None:
        """Do the work at once, on a thread of our own, and watch over it from then on."""
        self._thread = threading.Thread(target=self._watch, name="goodword-watch", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Let nobody wait any longer, and begin nothing new."""
        self._ending.set()

    def stop(self) -> None:
        """Call it no more; returns when the watch has ended."""
        self.end()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _watch(self) -> None:
        self.run()
        while not self._ending.wait(self.every):
            if self.silence >= 2 * self.every:
                # A sweep that waits for Slack's pace is silent for a second or two, which only a very short tick calls long.
                level = logging.WARNING if self.silence >= _SILENT else logging.DEBUG
                log.log(level, "No sweep for %.0f seconds; the watch runs one", self.silence)
                self.run()


class Crew:
    """Does one piece of work with several threads at the same time."""

    def __init__(self, size: int) -> None:
        self._size = size

    def __call__(self, work: Callable[[], object]) -> None:
        """Returns when all have ended; raises what the first of them raised."""
        with ThreadPoolExecutor(self._size, thread_name_prefix="goodword-sender") as pool:
            for each in [pool.submit(work) for _ in range(self._size)]:
                each.result()
