"""Socket Mode against a small server that speaks it: what is stored is acknowledged, what is not is delivered again."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import WSMsgType, web
from fakes_storage import MemoryChannelRules, MemoryInbox, MemoryJournal, MemoryThreads
from slack_world import Librarian, config

from bot.errors import ConfigError
from bot.slack.bolt import build_bolt
from bot.slack.desk import Desk
from bot.slack.socket import SocketMode

EVENT = {
    "type": "event_callback",
    "team_id": "T1",
    "event": {"type": "app_mention", "user": "U0ANA", "text": "<@U0BOT> hi", "channel": "C1", "ts": "1.1"},
}
COMMAND = {"command": "/ask", "text": "hi", "trigger_id": "t1", "user_id": "U0ANA", "channel_id": "C1"}


class Wire:
    """Slack's end of the socket."""

    def __init__(self) -> None:
        self.url = ""
        self.refusal = ""
        self.sockets: asyncio.Queue[web.WebSocketResponse] = asyncio.Queue()
        self.answers: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/api/apps.connections.open", self._open)
        app.router.add_get("/link", self._link)
        return app

    async def _open(self, _: web.Request) -> web.Response:
        if self.refusal:
            return web.json_response({"ok": False, "error": self.refusal})
        return web.json_response({"ok": True, "url": self.url.replace("http", "ws") + "/link"})

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1})
        await self.sockets.put(socket)
        async for message in socket:
            if message.type == WSMsgType.TEXT:
                await self.answers.put(json.loads(message.data))
        return socket


async def send(socket: web.WebSocketResponse, kind: str, payload: dict[str, Any], envelope: str) -> None:
    await socket.send_json({"type": kind, "envelope_id": envelope, "payload": payload, "accepts_response_payload": True})


@asynccontextmanager
async def connected(
    silence: float = 60.0, refusal: str = ""
) -> AsyncIterator[tuple[Wire, MemoryInbox, SocketMode, asyncio.Task[None], asyncio.Event]]:
    wire = Wire()
    wire.refusal = refusal
    runner = web.AppRunner(wire.app(), shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    wire.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    inbox, journal, rung = MemoryInbox(), MemoryJournal(), asyncio.Event()
    plain = config(wire.url)
    settings = replace(plain, secrets=replace(plain.secrets, app_token="xapp-sample"))
    desk = Desk(Librarian(journal), MemoryThreads(), MemoryChannelRules(), inbox, journal, settings, lambda: datetime.now(UTC))
    socket_mode = SocketMode(build_bolt(desk), desk, rung.set, silence=silence)
    task = asyncio.create_task(socket_mode.run())
    try:
        yield wire, inbox, socket_mode, task, rung
    finally:
        await socket_mode.stop()
        await asyncio.wait([task], timeout=5)
        await runner.cleanup()


async def test_a_request_is_stored_before_it_is_acknowledged_and_once_however_often_it_comes() -> None:
    async with connected() as (wire, inbox, _, _, rung):
        socket = await asyncio.wait_for(wire.sockets.get(), 5)
        for envelope in ("e1", "e2"):
            await send(socket, "events_api", EVENT, envelope)
            assert (await asyncio.wait_for(wire.answers.get(), 5))["envelope_id"] == envelope
            assert inbox.counts()["waiting"] == 1
        assert rung.is_set()


async def test_what_could_not_be_stored_is_not_acknowledged_but_a_command_is_told() -> None:
    async with connected() as (wire, inbox, _, _, _):
        socket = await asyncio.wait_for(wire.sockets.get(), 5)
        inbox.disk_full = True
        await send(socket, "events_api", EVENT, "e1")
        await send(socket, "slash_commands", COMMAND, "e2")
        answer = await asyncio.wait_for(wire.answers.get(), 5)
        assert answer["envelope_id"] == "e2"
        assert "NOT saved" in answer["payload"]["text"]
        inbox.disk_full = False
        await send(socket, "events_api", EVENT, "e1")
        assert (await asyncio.wait_for(wire.answers.get(), 5))["envelope_id"] == "e1"


async def test_a_modal_is_answered_on_the_spot() -> None:
    async with connected() as (wire, inbox, _, _, _):
        socket = await asyncio.wait_for(wire.sockets.get(), 5)
        await send(socket, "interactive", {"type": "view_closed", "view": {"callback_id": "x"}, "user": {"id": "U0ANA"}}, "e1")
        assert (await asyncio.wait_for(wire.answers.get(), 5))["envelope_id"] == "e1"
        assert sum(inbox.counts().values()) == 0


async def test_a_connection_that_falls_silent_is_replaced() -> None:
    async with connected(silence=0.5) as (wire, inbox, socket_mode, _, _):
        await asyncio.wait_for(wire.sockets.get(), 5)
        socket = await asyncio.wait_for(wire.sockets.get(), 5)
        await send(socket, "events_api", EVENT, "e1")
        assert (await asyncio.wait_for(wire.answers.get(), 5))["envelope_id"] == "e1"
        assert inbox.counts()["waiting"] == 1
        assert socket_mode.connections >= 2


async def test_slack_may_ask_for_a_new_connection() -> None:
    async with connected() as (wire, _, _, _, _):
        socket = await asyncio.wait_for(wire.sockets.get(), 5)
        await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})
        fresh = await asyncio.wait_for(wire.sockets.get(), 5)
        await send(fresh, "events_api", EVENT, "e1")
        assert (await asyncio.wait_for(wire.answers.get(), 5))["envelope_id"] == "e1"


async def test_a_wrong_app_token_ends_it_with_a_sentence() -> None:
    async with connected(refusal="invalid_auth") as (_, _, _, task, _):
        with pytest.raises(ConfigError, match="SLACK_APP_TOKEN"):
            await asyncio.wait_for(task, 5)
