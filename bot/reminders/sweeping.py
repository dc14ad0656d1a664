"""The sweep: finds what is due, takes back what was left lying, and sends it. Idempotent: call it as often as you like, at once too.

All that must last is in the outbox. Knows no threads and no clock: both are handed in.
"""

import hashlib
import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from bot.config import Reminders
from bot.errors import NotSaved
from bot.reminders.outbox import Outbox, Source
from bot.reminders.sending import Sending

log = logging.getLogger(__name__)

_KEPT = timedelta(days=90)
"""How long it is remembered what was sent about things that have ended."""
_SLICE = timedelta(seconds=10)
"""After so long the senders stop for a moment, so that what has become due meanwhile takes its place in line."""
Crew = Callable[[Callable[[], object]], None]
"""Does one piece of work with several workers at the same time and returns when all have ended."""


@dataclass
class Sweep:
    """`started`: when this process began; what was meant for earlier is looked up in Slack before it is sent, since the
    records may be a backup from before it was sent. `beat` is called often, to show that the sweep is alive."""

    outbox: Outbox
    sources: Sequence[Source]
    sending: Sending
    settings: Reminders
    started: datetime
    now: Callable[[], datetime]
    crew: Crew
    beat: Callable[[], None] = lambda: None
    wait: Callable[[float], bool] | None = None
    """Waits so many seconds; True when it is time to stop. None: no sweep waits for what is due before the next one."""
    _begun: bool = field(default=False, init=False)
    _cleared: datetime | None = field(default=None, init=False)

    def run(self) -> None:
        """Work off everything that is due. Never raises for what the next run can put right."""
        try:
            self._begin()
            while self._once() or self._waited():
                self.beat()
        except NotSaved as fault:
            log.warning("Reminders wait: %s", fault)

    def _begin(self) -> None:
        if self._begun:
            return
        self.sending.parked = self.outbox.health(self.now()).parked
        if self.outbox.plan_anew(fingerprint(self.settings)):
            log.info("The settings of reminders are new: every promise is looked at again")
        if distrusted := self.outbox.distrust(self.started):
            log.info("%d reminders from before the start are looked up in Slack first", distrusted)
        self._begun = True

    def _waited(self) -> bool:
        """Wait for what is due before the next sweep would be; False when there is no such thing."""
        at = self.outbox.next_at() if self.wait and not self.sending.parked else None
        if at is None or self.wait is None:
            return False
        seconds = (at - self.now()).total_seconds()
        # A fraction of a second at least: what stays due although it was worked on must not keep us spinning.
        return seconds <= self.settings.tick and not self.wait(max(seconds, 0.2)) and not self.sending.stopped

    def _once(self) -> bool:
        """One round; False when nothing is left to do now."""
        pace = self.sending.pace
        for source in self.sources:
            try:
                source.enqueue(self.now(), self.started)
            except NotSaved:
                raise
            except Exception:
                log.exception("%s cannot say what is due", type(source).__name__)
            self.beat()
        self.outbox.free(self.now(), pace.wait, pace.held, self.started)
        until = self.now() + _SLICE
        worked: list[int] = []

        def work() -> None:
            try:
                worked.append(self.sending.work_off(until))
            except NotSaved as fault:
                log.warning("Reminders wait: %s", fault)

        if self.sending.parked:
            work()
        else:
            self.crew(work)
        self._clear()
        return sum(worked) > 0 and not self.sending.parked and not self.sending.stopped

    def _clear(self) -> None:
        now = self.now()
        if self._cleared is None or not timedelta(0) <= now - self._cleared < timedelta(days=1):
            self._cleared = now
            self.outbox.clear(now - _KEPT)


def fingerprint(settings: Reminders) -> str:
    """The same for the same settings."""
    return hashlib.sha256(json.dumps(asdict(settings), sort_keys=True).encode()).hexdigest()[:16]
