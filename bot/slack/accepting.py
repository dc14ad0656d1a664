"""Put requests into the inbox, durably and once, before they are acknowledged. The same for signed HTTP and Socket Mode.

Requests that come while others are being written are written together: one trip to another thread and one to the disk for all of
them. What that costs would otherwise be most of what a request costs.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from bot.errors import NotSaved
from bot.ports import Delivery
from bot.slack.desk import Desk
from bot.slack.incoming import Incoming

_TOGETHER = 128
"""Requests that are written together at most, as long as that goes well."""
_AT_ONCE = 16
_STALLED = 0.2
"""Seconds after which nobody waits any longer for those before them: a database that is held up fails each in its own time, so
that everybody hears within three seconds, and _AT_ONCE times this is longer than it lets anybody wait."""
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Waiting:
    """A request on its way to the disk."""

    delivery: Delivery
    aliases: Collection[str]
    stored: "asyncio.Future[bool]"

    def end(self, answer: bool | Exception) -> None:
        if self.stored.done():  # nobody waits for it any more
            return
        if isinstance(answer, Exception):
            self.stored.set_exception(answer)
        else:
            self.stored.set_result(answer)


class Accepting:
    """Stores deferred requests and wakes the workers. `wake` is called in the event loop."""

    def __init__(self, desk: Desk, wake: Callable[[], None]) -> None:
        self._desk = desk
        self._wake = wake
        self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="inbox")
        self._gathered: list[_Waiting] = []
        self._writing: set[asyncio.Task[None]] = set()
        self._stalled: asyncio.TimerHandle | None = None
        self.counted: Counter[str] = Counter()
        """Requests by what became of them: accepted, repeated, not_saved."""

    async def accept(self, incoming: Incoming, body: str, headers: Mapping[str, str]) -> bool:
        """True when it is new work, False when it was known. Returns once it is on disk. Raises NotSaved."""
        delivery = Delivery(incoming.key, incoming.kind, body, headers, self._desk.now())
        waiting = _Waiting(delivery, (incoming.twin,) if incoming.twin else (), asyncio.get_running_loop().create_future())
        self._gathered.append(waiting)
        self._write(is_stalled=False)
        try:
            is_new = await waiting.stored
        except NotSaved as error:
            self.counted["not_saved"] += 1
            log.warning("A request of Slack's was not saved: %s", error)
            raise
        self.counted["accepted" if is_new else "repeated"] += 1
        return is_new

    def _write(self, is_stalled: bool) -> None:
        """Begin to write what has gathered, unless others are being written; then it waits for them, but not for long."""
        loop = asyncio.get_running_loop()
        if self._gathered and (not self._writing or (is_stalled and len(self._writing) < _AT_ONCE)):
            most = len(self._gathered) if is_stalled else _TOGETHER
            together, self._gathered = self._gathered[:most], self._gathered[most:]
            task = loop.create_task(self._store(together))
            self._writing.add(task)
            task.add_done_callback(self._written)
        if self._stalled is None and self._gathered:
            self._stalled = loop.call_later(_STALLED, self._go_on)

    def _go_on(self) -> None:
        self._stalled = None
        self._write(is_stalled=True)

    def _written(self, task: "asyncio.Task[None]") -> None:
        self._writing.discard(task)
        self._write(is_stalled=False)

    async def _store(self, together: list[_Waiting]) -> None:
        """Write these and tell each how it ended. Never raises."""
        given = [(each.delivery, each.aliases) for each in together]
        answers: list[bool | NotSaved] | list[NotSaved]
        try:
            answers = await asyncio.get_running_loop().run_in_executor(self._pool, self._desk.inbox.accept_all, given)
        except NotSaved as error:
            answers = [error] * len(together)
        except Exception:
            log.exception("Requests of Slack's were not saved")
            answers = [NotSaved("It was not saved.")] * len(together)
        if any(answer is True for answer in answers):
            self._wake()
        for waiting, answer in zip(together, answers, strict=True):
            waiting.end(answer)
