"""Several workspaces in one process: each has a whole bot of its own, with its own records, library and settings; one front door.

What is installed stands in the main database; every look makes what runs agree with it, so that a look may come twice, late,
or after another process has changed something. Why not one database with a column: docs/decisions/0016. The wiring, like `bot.app`.
"""

import asyncio
import logging
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.app import Started
from bot.config import Config
from bot.errors import NotSaved
from bot.installations import Installation
from bot.workspaces.office import Examine, Office
from bot.workspaces.places import open_installations, open_main, park
from bot.workspaces.settings import require_oauth
from knowledge.stock import SharedStock

if TYPE_CHECKING:
    from slack_bolt.authorization.async_authorize import AsyncAuthorize

    from bot.slack.lobby import Absent, Door

log = logging.getLogger(__name__)
_LOOK_EVERY = 30.0
_PATIENCE = 2.0
"""Seconds that a request of Slack's waits for its workspace to open; Slack itself waits three."""
_LATE = timedelta(minutes=5)
"""An event that says that a token was taken back may be older than the token we hold by then, or seem so by a wrong clock."""


class Workspaces:
    """Serves every workspace that has installed Goodword. The same two methods as `bot.app.Bot`."""

    def __init__(self, config: Config, now: Callable[[], datetime] | None = None, examine: Examine | None = None) -> None:
        """Checks that the secrets are there. Raises ConfigError. `examine`: the doctor, for one workspace's settings and a language."""
        require_oauth(config)
        self._examine = examine
        self.config = config
        self._now = now or partial(datetime.now, UTC)
        self._offices: dict[str, Office] = {}
        self._installed: dict[str, Installation] = {}
        self._woken = asyncio.Event()
        self._stock = SharedStock()
        self._has_looked = False
        self._looking = asyncio.Lock()

    async def run(self, started: Started = None, listening: socket.socket | None = None) -> None:
        """Serve until cancelled. `started` is called once requests are taken; `listening` is a socket to take them from."""
        from bot.slack.lobby import Lobby
        from bot.slack.oauth import OurInstallations, States, build_flow
        from bot.slack.renewing import Renewing
        from bot.slack.server import serve_http
        from bot.slack.signature import Signature

        config = self.config
        self._database = await asyncio.to_thread(open_main, config)
        self._installations = open_installations(config, self._database)
        await asyncio.to_thread(self._installations.reseal)
        self._store = OurInstallations(self._installations, self._now, lambda _: self._woken.set())
        self._renewing = Renewing(config, self._installations, self._now)
        flow = build_flow(config, self._store, States(self._installations, config.secrets.client_secret, self._now))
        signature = Signature(config.secrets.signing_secret, self._now)
        lobby = Lobby(signature, flow, self.door, self.leave, self._ready, self.figures)
        following = asyncio.create_task(self._follow(), name="workspaces")
        try:
            await serve_http(config, lobby, started, listening)
        finally:
            following.cancel()
            with suppress(asyncio.CancelledError):
                await following
            await asyncio.gather(*(office.close() for office in self._offices.values()))
            await asyncio.to_thread(self._database.close)

    async def door(self, team: str) -> "Door | Absent":
        """The door of a workspace, waiting a moment for one that is being opened. Raises NotSaved."""
        office = self._offices.get(team)
        if office is None or not office.is_open:
            found = await asyncio.to_thread(self._installations.find, team)
            if found is None or not found.token:
                return "unknown"
            self._woken.set()  # another process may have installed it
            with suppress(TimeoutError):
                async with asyncio.timeout(_PATIENCE):
                    await self._opened(team)
            office = self._offices.get(team)
        return office.door if office and office.door and office.is_open else "starting"

    async def _opened(self, team: str) -> None:
        while (office := self._offices.get(team)) is None:
            await asyncio.sleep(0.05)  # until the next look, which begins at once
        await office.opened.wait()

    async def leave(self, team: str, why: str, at: datetime) -> None:
        """A workspace has taken our token back: forget the token, stop, and note why nothing is sent. Raises NotSaved.

        May come twice, in any order with others of its kind, and after the workspace has installed Goodword again.
        """
        found = await asyncio.to_thread(self._installations.find, team)
        if found is None or found.gone_at is not None:
            return
        if found.token and at < found.installed_at + _LATE and await asyncio.to_thread(self._is_good, found):
            log.warning("Workspace %s: %s came late and is about an earlier token", team, why)
            return
        if await asyncio.to_thread(self._installations.leave, team, self._now(), why):
            log.error("Workspace %s has left (%s): its token is erased, its reminders are parked, its records stay", team, why)
        self._woken.set()

    def _is_good(self, found: Installation) -> bool:
        """Does Slack still take this token? When it cannot be asked, no."""
        from bot.slack.checkup import Refused, Unreachable, check_bot_token

        slack = replace(self.config.slack, send_timeout=1)
        try:
            check_bot_token(replace(self.config, slack=slack, secrets=replace(self.config.secrets, bot_token=found.token)))
        except (Refused, Unreachable):
            return False
        return True

    async def _follow(self) -> None:
        """Look whenever woken, and every half minute."""
        while True:
            self._woken.clear()
            try:
                await asyncio.to_thread(self._renewing.renew_due)
                await self.look()
            except Exception:
                log.exception("The workspaces could not be looked at; it is tried again")
            with suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_EVERY):  # wait_for may lose the word to end, before Python 3.12
                    await self._woken.wait()

    async def look(self) -> None:
        """Make what runs agree with what is installed. Raises NotSaved."""
        async with self._looking:
            self._installed = {each.team: each for each in await asyncio.to_thread(self._installations.all)}
            for team, office in list(self._offices.items()):
                found = self._installed.get(team)
                if found is None or not found.token or office.is_over:
                    await office.close()
                    if found and found.gone_at:
                        await asyncio.to_thread(park, self.config, found)
                    del self._offices[team]
                elif found.token != office.token:
                    office.use(found.token)
            for team, found in self._installed.items():
                if found.token and team not in self._offices:
                    self._offices[team] = Office(self.config, found, self._authorize, self._now, self._examine, self._stock)
                    await self._offices[team].settled()
            self._has_looked = True

    def _authorize(self) -> "AsyncAuthorize":
        from bot.slack.oauth import authorize_by

        return authorize_by(self._store)

    async def _ready(self) -> dict[str, str]:
        waiting = {} if self._has_looked else {"workspaces": "starting"}
        try:
            await asyncio.to_thread(self._installations.all)
        except NotSaved:
            log.exception("The installations cannot be read")
            waiting["installations"] = "cannot be read"
        return waiting

    def figures(self) -> dict[str, int]:
        """Workspaces by state. "failed": installed, but its bot does not run or its token cannot be decrypted or renewed."""
        gone = sum(each.gone_at is not None for each in self._installed.values())
        is_open = {team for team, office in self._offices.items() if office.is_open}
        return {
            "open": len(is_open),
            "gone": gone,
            "failed": len(self._installed) - gone - len(is_open),
            "not_renewed": len(self._renewing.refused),
        }
