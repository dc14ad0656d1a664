"""Wakes recurring work. Holds no business state: what is due stands in tables, and every tick may come twice or late.

The only module that knows APScheduler.
"""

import logging
from collections.abc import Callable, Mapping
from typing import Any

log = logging.getLogger(__name__)


class Ticks:
    """Calls each piece of work every so many seconds, on threads of its own, never twice at once."""

    def __init__(self, work: Mapping[str, tuple[Callable[[], object], float]]) -> None:
        """`work` maps a name to what to call and the seconds between two calls."""
        self._work = work
        self._scheduler: Any = None

    def start(self) -> None:
        """Begin; the first call of each comes after its interval."""
        from apscheduler.executors.pool import ThreadPoolExecutor
        from apscheduler.schedulers.background import BackgroundScheduler

        self._scheduler = BackgroundScheduler(executors={"default": ThreadPoolExecutor(2)}, timezone="UTC")
        for name, (call, seconds) in self._work.items():
            self._scheduler.add_job(
                self._tick, "interval", seconds=seconds, args=(name, call), id=name, max_instances=1, coalesce=True, misfire_grace_time=None
            )
        self._scheduler.start()

    def stop(self) -> None:
        """End; what runs is finished first."""
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=True)
            self._scheduler = None

    @staticmethod
    def _tick(name: str, call: Callable[[], object]) -> None:
        try:
            call()
        except Exception:
            # The next tick tries again; a fault must not end the ticking.
            log.exception("%s failed; it is tried again at the next tick", name)
