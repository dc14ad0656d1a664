"""Put requests into the inbox, durably and once, before they are acknowledged. The same for signed HTTP and Socket Mode."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

from bot.errors import NotSaved
from bot.ports import Delivery
from bot.slack.desk import Desk
from bot.slack.incoming import Incoming

log = logging.getLogger(__name__)


class Accepting:
    """Stores deferred requests and wakes the workers. `wake` is called in the event loop."""

    def __init__(self, desk: Desk, wake: Callable[[], None]) -> None:
        self._desk = desk
        self._wake = wake
        self._pool = ThreadPoolExecutor(16, thread_name_prefix="inbox")
        self.counted: Counter[str] = Counter()
        """Requests by what became of them: accepted, repeated, not_saved."""

    async def accept(self, incoming: Incoming, body: str, headers: Mapping[str, str]) -> bool:
        """True when it is new work, False when it was known. Returns once it is on disk. Raises NotSaved."""
        delivery = Delivery(incoming.key, incoming.kind, body, headers, self._desk.now())
        aliases = (incoming.twin,) if incoming.twin else ()
        try:
            is_new = await asyncio.get_running_loop().run_in_executor(self._pool, self._desk.inbox.accept, delivery, aliases)
        except Exception as error:
            self.counted["not_saved"] += 1
            if isinstance(error, NotSaved):
                log.warning("A request of Slack's was not saved: %s", error)
                raise
            log.exception("A request of Slack's was not saved")
            raise NotSaved("It was not saved.") from error
        self.counted["accepted" if is_new else "repeated"] += 1
        if is_new:
            self._wake()
        return is_new
