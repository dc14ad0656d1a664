"""Socket Mode: Slack's requests over a connection that we open. Each is stored before it is acknowledged, like over HTTP.

A quiet workspace looks the same as a dead connection, so after a long silence a fresh connection is made: what was not
acknowledged is delivered again there, and the inbox knows what it has seen.
"""

import asyncio
import json
import logging
from collections.abc import Callable
from typing import Any

from aiohttp import WSMessage
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import ConfigError, NotSaved
from bot.slack.accepting import Accepting
from bot.slack.desk import Desk
from bot.slack.failures import SLACK_FAULTS, SlackBusy, not_saved_body, read_fault
from bot.slack.incoming import DEFERRED, sort

_JSON = {"content-type": "application/json"}
_LONGEST_WAIT = 60.0
log = logging.getLogger(__name__)


class SocketMode:
    """Call `run` as a task and `stop` to end. `silence`: seconds without a word from Slack after which it connects anew."""

    def __init__(self, app: AsyncApp, desk: Desk, wake: Callable[[], None], *, silence: float = 600.0) -> None:
        self._app, self._desk, self._silence = app, desk, silence
        self._accepting = Accepting(desk, wake)
        self._client: SocketModeClient | None = None
        self._stopped = asyncio.Event()
        self._heard_at = 0.0
        self.connections = 0
        """How many times it has connected."""

    @property
    def is_connected(self) -> bool:
        session = self._client.current_session if self._client else None
        return session is not None and not session.closed

    async def run(self) -> None:
        """Stay connected until `stop`. Raises ConfigError when Slack refuses the app token."""
        web = AsyncWebClient(base_url=self._desk.config.slack.api_url, timeout=self._desk.config.slack.send_timeout, retry_handlers=[])
        self._client = SocketModeClient(self._desk.config.secrets.app_token, web_client=web, on_message_listeners=[self._heard])
        self._client.socket_mode_request_listeners.append(self._receive)
        try:
            wait = 1.0
            while not self._stopped.is_set():
                is_up = await self._connect_when_needed()
                wait = 1.0 if is_up else min(wait * 2, _LONGEST_WAIT)
                await self._pause(min(self._silence / 4, 5.0) if is_up else wait)
        finally:
            await self._client.close()  # type: ignore[no-untyped-call]

    async def stop(self) -> None:
        """Close the connection. What Slack has sent and we have not stored is delivered again by Slack."""
        self._stopped.set()

    async def _connect_when_needed(self) -> bool:
        """True when there is a connection that has been heard of lately."""
        assert self._client
        silent = asyncio.get_running_loop().time() - self._heard_at > self._silence
        if not silent and await self._client.is_connected():
            return True
        try:
            await asyncio.wait_for(self._client.connect_to_new_endpoint(force=True), self._desk.config.slack.send_timeout * 2)
        except SLACK_FAULTS as error:
            fault = read_fault(error, "apps.connections.open")
            if not isinstance(fault, SlackBusy):
                raise ConfigError([f"Slack refuses SLACK_APP_TOKEN: {fault}"]) from error
            log.warning("No connection to Slack: %s", fault)
            return False
        self._heard_at = asyncio.get_running_loop().time()
        self.connections += 1
        return True

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopped.wait(), seconds)
        except TimeoutError:
            return

    async def _heard(self, message: WSMessage) -> None:  # noqa: ARG002 - that there was one is all that counts
        self._heard_at = asyncio.get_running_loop().time()

    async def _receive(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        incoming = sort(request.payload)
        answer: dict[str, Any] | None = None
        if incoming.kind in DEFERRED:
            try:
                await self._accepting.accept(incoming, json.dumps(request.payload), _JSON)
            except NotSaved:
                if incoming.kind != "command":
                    return  # not acknowledged: Slack delivers it again, or shows that it failed
                answer = not_saved_body("command")
        elif incoming.kind == "direct":
            bolt = await self._app.async_dispatch(AsyncBoltRequest(body=request.payload, mode="socket_mode"))
            answer = json.loads(bolt.body) if bolt.status == 200 and bolt.body.startswith("{") else None
        await client.send_socket_mode_response(SocketModeResponse(request.envelope_id, answer))
