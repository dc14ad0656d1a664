"""Work on what the inbox holds: claim, hand to the Bolt app, finish, give back or give up. Knows no listeners.

More requests are begun than answers are made at once (that limit is the answering threads'), so that everybody is
told within a second that work has begun, and a trigger_id is used while it lives.
"""

import asyncio
import logging
import random
from collections import Counter
from datetime import timedelta
from time import monotonic
from typing import Any

from slack_bolt.request.async_request import AsyncBoltRequest

from bot.ports import Claimed
from bot.slack.bolt import GoodwordApp
from bot.slack.desk import Desk
from bot.slack.failures import Outcome, SlackBusy, code_of
from bot.slack.incoming import read_payload

_BEGUN_PER_WORKER = 4
_LONGEST_WAIT = 60.0
log = logging.getLogger(__name__)


class Workers:
    """Call `run` as a task, `wake` when there is work, `stop` to end. `tick` is seconds between looks nobody asked for.

    `backoff`: seconds before the second try, doubled before each further one, unless Slack says how long to wait.
    """

    def __init__(self, app: GoodwordApp, desk: Desk, *, tick: float = 1.0, backoff: float = 1.0) -> None:
        self._app, self._desk, self._tick, self._backoff = app, desk, tick, backoff
        self._most = desk.config.work.workers * _BEGUN_PER_WORKER
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._woken = asyncio.Event()
        self._stopping = False
        self._swept_at = float("-inf")
        self.ended: Counter[str] = Counter()
        """Deliveries by how the work on them ended: done, told, again, dead."""

    def wake(self) -> None:
        """There is work. Call it in the event loop."""
        self._woken.set()

    @property
    def is_running(self) -> bool:
        return not self._stopping

    async def run(self) -> None:
        """Work until `stop` is called. A database that fails is asked again at the next tick."""
        while not self._stopping:
            self._woken.clear()
            try:
                await self._sweep()
                await self._claim()
            except Exception:
                log.exception("The inbox cannot be read; asking again in %s s", self._tick)
            try:
                await asyncio.wait_for(self._woken.wait(), self._tick)
            except TimeoutError:
                continue

    async def stop(self, within: float = 30.0) -> None:
        """Begin nothing more, finish what was begun. What takes longer than `within` seconds is left to its lease."""
        self._stopping = True
        self.wake()
        if self._tasks:
            await asyncio.wait(list(self._tasks.values()), timeout=within)

    async def _sweep(self) -> None:
        """Free what workers of dead processes held."""
        if monotonic() - self._swept_at >= min(self._desk.config.work.lease / 4, 15):
            await asyncio.to_thread(self._desk.inbox.sweep, self._desk.now())
            self._swept_at = monotonic()

    async def _claim(self) -> None:
        free = self._most - len(self._tasks)
        if free <= 0:
            return
        for claimed in await asyncio.to_thread(self._desk.inbox.claim, free, self._desk.now()):
            key = claimed.delivery.key
            if key not in self._tasks:  # else it is ours still, and its lease has just been renewed
                self._tasks[key] = asyncio.create_task(self._work(claimed))

    async def _work(self, claimed: Claimed) -> None:
        key, delivery = claimed.delivery.key, claimed.delivery
        payload = read_payload(delivery.body, delivery.headers.get("content-type", "")) or {}
        try:
            outcome = await self._dispatch(claimed, payload)
        except Exception as error:
            log.exception("Failure %s", code_of(key))
            await self._app.telling.tell(error, payload, self._app.client, key)  # it came to no listener, so nobody else will
            outcome = Outcome("dead", f"{code_of(key)} {type(error).__name__}: {error}")
        try:
            await asyncio.to_thread(self._end, claimed, outcome)
        except Exception:
            # The lease ends, the work is done again, and the reply of this try is found and edited.
            log.exception("The end of %s could not be noted", code_of(key))
        finally:
            self.ended[outcome.kind if outcome else "done"] += 1
            self._tasks.pop(key, None)
            self.wake()

    async def _dispatch(self, claimed: Claimed, payload: dict[str, Any]) -> Outcome | None:
        """None when all went well."""
        delivery = claimed.delivery
        if claimed.attempt > self._desk.config.work.attempts:
            error = RuntimeError(f"stopped in the middle {claimed.attempt - 1} times")
            await self._app.telling.tell(error, payload, self._app.client, delivery.key)
            return Outcome("dead", str(error))
        context = {"delivery": delivery.key, "attempt": claimed.attempt}
        request = AsyncBoltRequest(body=payload, mode="socket_mode", context=context)
        await self._app.async_dispatch(request)
        outcome: Outcome | None = request.context.get("outcome")
        if outcome is None and "authorize_result" not in request.context:
            # Bolt has swallowed that Slack would not tell it who we are; no listener has seen the request.
            return await self._unauthorized(request)
        return outcome

    async def _unauthorized(self, request: AsyncBoltRequest) -> Outcome:
        error = SlackBusy("auth.test failed")
        await self._app.telling.on_error(error, dict(request.body), self._app.client, request.context)
        outcome: Outcome = request.context["outcome"]
        return outcome

    def _end(self, claimed: Claimed, outcome: Outcome | None) -> None:
        key, inbox, now = claimed.delivery.key, self._desk.inbox, self._desk.now()
        if outcome is None or outcome.kind == "told":
            inbox.finish(key, now)
        elif outcome.kind == "again":
            inbox.retry(key, now + timedelta(seconds=self._wait(claimed.attempt, outcome.after)), outcome.error)
        else:
            inbox.give_up(key, now, outcome.error)

    def _wait(self, attempt: int, after: float | None) -> float:
        """Seconds until the next try; a little more, so that not all come back at once."""
        wait = after if after is not None else min(self._backoff * 2.0 ** (attempt - 1), _LONGEST_WAIT)
        return wait * (1 + random.random() / 4)  # noqa: S311 - nothing secret
