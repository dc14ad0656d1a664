"""One workspace at work: the same bot that serves a single workspace, but for the door, which all workspaces share."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.app import Bot, with_calendars
from bot.config import Config
from bot.errors import BotError
from bot.installations import Installation
from bot.lock import held
from bot.ports import Finding
from bot.workspaces.places import prepare
from knowledge.stock import SharedStock

if TYPE_CHECKING:
    from slack_bolt.authorization.async_authorize import AsyncAuthorize

    from bot.slack.lobby import Door

log = logging.getLogger(__name__)
Examine = Callable[[Config, str], Sequence[Finding]]
_LONGEST_OPENING = 60.0
"""Seconds after which the next workspace is opened although this one still opens."""


class WorkspaceBot(Bot):
    """A bot that does not listen: its door stands behind the lobby's."""

    def __init__(
        self,
        config: Config,
        authorize: "AsyncAuthorize",
        opened: Callable[["Door"], None],
        now: Callable[[], datetime],
        examine: Callable[[str], Sequence[Finding]] | None,
        stock: SharedStock,
    ) -> None:
        super().__init__(config, now, examine)
        self._authorize, self._opened, self._stock = authorize, opened, stock

    async def _listen(self, app: Any, desk: Any, workers: Any, parts: Any, rounds: Any, *_: object) -> None:
        from bot.slack.lobby import Door

        front = self._front(app, desk, workers, parts, rounds)
        self._opened(Door(front, with_calendars(front, rounds)))
        await asyncio.Event().wait()  # until cancelled


class Office:
    """Opens at once, in the background. `opened` is set when it is open or has failed to; it is never opened twice."""

    def __init__(
        self,
        config: Config,
        found: Installation,
        authorize: Callable[[], "AsyncAuthorize"],
        now: Callable[[], datetime],
        examine: Examine | None,
        stock: SharedStock,
    ) -> None:
        """`stock`: what the libraries of all workspaces have in common; nothing of any workspace's."""
        self.team, self.token = found.team, found.token
        self.opened = asyncio.Event()
        self.door: Door | None = None
        self._now, self._examine, self._authorize, self._stock = now, examine, authorize, stock
        self._bot: WorkspaceBot | None = None
        self._task = asyncio.create_task(self._run(config, found), name=f"workspace {found.team}")

    @property
    def is_open(self) -> bool:
        return self.door is not None and not self._task.done()

    @property
    def is_over(self) -> bool:
        """It has ended by itself, which only a failure makes it do."""
        return self._task.done()

    def use(self, token: str) -> None:
        """The workspace's token is this one now."""
        self.token = token
        if self._bot:
            self._bot.use_token(token)

    async def settled(self) -> None:
        """Wait until it is open or has failed, a minute at most."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_LONGEST_OPENING):
                await self.opened.wait()

    async def close(self) -> None:
        """Take nothing more, finish what was begun, let go of everything."""
        self.door = None
        self._task.cancel()
        await asyncio.wait({self._task})

    async def _run(self, config: Config, found: Installation) -> None:
        try:
            own = await asyncio.to_thread(prepare, config, found)
            with ExitStack() as ending:
                await asyncio.to_thread(ending.enter_context, held(own.data))
                self._bot = WorkspaceBot(own, self._authorize(), self._open, self._now, self._doctor(own), self._stock)
                await self._bot.run()
        except BotError as fault:
            log.error("Workspace %s cannot be served: %s %s", self.team, fault, fault.hint)  # noqa: TRY400 - it says what to do
        except Exception:
            log.exception("Workspace %s cannot be served", self.team)
        finally:
            self.door = None
            self.opened.set()

    def _open(self, door: "Door") -> None:
        self.door = door
        if self._bot:
            self._bot.use_token(self.token)  # it may have been renewed while the bot was opening
        self.opened.set()
        log.info("Workspace %s is served", self.team)

    def _doctor(self, own: Config) -> Callable[[str], Sequence[Finding]] | None:
        """The doctor for this workspace alone, with the token that it has when asked."""
        if (examine := self._examine) is None:
            return None
        return lambda language: examine(replace(own, secrets=replace(own.secrets, bot_token=self.token)), language)
