"""A Slack that many workspaces share, as an app sees it that they install: OAuth, token rotation, and the calls the bot makes.

Every workspace has the very same people and channels by id, so that whatever mixes two of them shows. Speaks HTTP.
"""

import asyncio
import hashlib
import hmac
import itertools
import json
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import httpx
import pytest
from slack_world import serving
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

import bot.app
from bot.config import Config, LibrarySettings, Reminders, Secrets, Slack
from bot.errors import LibraryUnavailable
from bot.slack.lobby import Door
from bot.slack.scopes import REASONS
from bot.workspaces import Workspaces

CLIENT_ID, CLIENT_SECRET, SIGNING = "1111.2222", "client-secret-of-the-tests", "signing-secret-of-the-tests"
KEY = "mA7Yb1m0Q2pU2o0l1m6k3v9h4x8w7c5d2e1f0a9b8c4="
ACME, NORDKAP = "T0ACME", "T0NORDKAP"


@dataclass
class Call:
    team: str
    method: str
    token: str
    arguments: dict[str, Any]

    @property
    def text(self) -> str:
        return str(self.arguments.get("text", "")) + str(self.arguments.get("blocks", ""))


@dataclass
class SharedSlack:
    """`rotates`: tokens end after twelve hours. `trouble`: methods that answer with this status. `held`: calls wait for it."""

    rotates: bool = False
    trouble: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=lambda: {ACME: "Acme", NORDKAP: "Nordkap <b>"})
    calls: list[Call] = field(default_factory=list)
    issued: list[str] = field(default_factory=list)
    """Every token that was ever given out."""
    is_organisation: bool = False

    def __post_init__(self) -> None:
        self.tokens: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        self._refresh: dict[str, str] = {}
        self._numbers = itertools.count(1)
        self.app = Starlette(
            routes=[Route("/api/{method}", self._call, methods=["GET", "POST"]), Route("/hook/{team}", self._hook, methods=["POST"])]
        )
        self._changed = asyncio.Condition()

    def code(self, team: str) -> str:
        """What Slack gives the browser of somebody who has agreed."""
        code = f"{next(self._numbers)}.{secrets.token_hex(8)}"
        self._codes[code] = team
        return code

    def revoke(self, team: str) -> None:
        self.tokens = {token: owner for token, owner in self.tokens.items() if owner != team}
        self._refresh = {token: owner for token, owner in self._refresh.items() if owner != team}

    def of(self, team: str, *methods: str) -> list[Call]:
        return [call for call in self.calls if call.team == team and (not methods or call.method in methods)]

    async def wait_for(self, team: str, *methods: str, text: str = "", count: int = 1, timeout: float = 10) -> Call:
        """The call, as soon as it was made so often."""

        def made() -> list[Call]:
            return [call for call in self.of(team, *methods) if text in call.text]

        async with asyncio.timeout(timeout), self._changed:
            await self._changed.wait_for(lambda: len(made()) >= count)
        return made()[count - 1]

    async def _note(self, call: Call) -> None:
        async with self._changed:
            self.calls.append(call)
            self._changed.notify_all()

    async def _hook(self, request: Request) -> JSONResponse:
        await self._note(Call(request.path_params["team"], "response_url", "", await request.json()))
        return JSONResponse({"ok": True})

    async def _call(self, request: Request) -> JSONResponse:
        method, body = request.path_params["method"], (await request.body()).decode()
        is_json = request.headers.get("content-type", "").startswith("application/json")
        arguments = {**request.query_params, **(json.loads(body or "{}") if is_json else dict(parse_qsl(body)))}
        token = request.headers.get("authorization", "").removeprefix("Bearer ") or str(arguments.pop("token", ""))
        if status := self.trouble.get(method):
            return JSONResponse({"ok": False, "error": "internal_error"}, status)
        if method == "oauth.v2.access":
            return JSONResponse(self._access(request, arguments))
        team = self.tokens.get(token, "")
        await self._note(Call(team, method, token, arguments))
        if not team:
            return JSONResponse({"ok": False, "error": "token_revoked" if token in self.issued else "invalid_auth"})
        return JSONResponse({"ok": True, **self._answer(method, team, arguments)}, headers={"x-oauth-scopes": ",".join(REASONS)})

    def _access(self, request: Request, arguments: dict[str, Any]) -> dict[str, Any]:
        basic = httpx.BasicAuth(CLIENT_ID, CLIENT_SECRET)._auth_header
        named = (arguments.get("client_id"), arguments.get("client_secret")) == (CLIENT_ID, CLIENT_SECRET)
        if not named and request.headers.get("authorization") != basic:
            return {"ok": False, "error": "bad_client_secret"}
        if arguments.get("grant_type") == "refresh_token":
            team = self._refresh.pop(str(arguments.get("refresh_token")), "")
            return {"ok": True, "token_type": "bot", **self._new(team)} if team else {"ok": False, "error": "invalid_refresh_token"}
        team = self._codes.pop(str(arguments.get("code")), "")
        if not team:
            return {"ok": False, "error": "invalid_code"}
        given = {"app_id": "A0GOODWORD", "bot_user_id": "U0BOT", "authed_user": {"id": "U0ANA"}, "enterprise": None}
        whole = {"team": {"id": team, "name": self.names[team]}, "is_enterprise_install": False}
        if self.is_organisation:
            whole = {"team": None, "is_enterprise_install": True, "enterprise": {"id": "E0ORG", "name": "All of it"}}  # type: ignore[dict-item]
        return {"ok": True, "token_type": "bot", "scope": ",".join(REASONS), **given, **whole, **self._new(team)}

    def _new(self, team: str) -> dict[str, Any]:
        token = f"{'xoxe.' if self.rotates else ''}xoxb-{team}-{secrets.token_hex(12)}"
        self.tokens[token] = team
        self.issued.append(token)
        if not self.rotates:
            return {"access_token": token}
        refresh = f"xoxe-1-{secrets.token_hex(16)}"
        self._refresh[refresh] = team
        self.issued.append(refresh)
        return {"access_token": token, "refresh_token": refresh, "expires_in": 43200}

    def _answer(self, method: str, team: str, arguments: dict[str, Any]) -> dict[str, Any]:
        if method == "auth.test":
            url = f"https://{team.lower()}.example.test/"
            return {"url": url, "team": self.names[team], "team_id": team, "user": "goodword", "user_id": "U0BOT", "bot_id": "B0BOT"}
        if method == "users.info":
            profile = {"display_name": "Ana"}
            return {"user": {"id": arguments["user"], "team_id": team, "locale": "en-US", "tz": "Europe/Berlin", "profile": profile}}
        if method == "conversations.info":
            return {"channel": {"id": arguments["channel"]}}
        if method == "conversations.members":
            return {"members": ["U0ANA", "U0BEN"]}
        if method == "views.open":
            return {"view": {"id": "V0SHEET"}}
        if method == "conversations.open":
            return {"channel": {"id": "D0ANA"}}
        if method.startswith("chat."):
            return {"channel": arguments.get("channel", ""), "ts": f"{time.time():.6f}", "message_ts": f"{time.time():.6f}"}
        return {"messages": []}


class Shelves:
    """A library nobody has filled: the bot says so. Opening it takes no time."""

    def __init__(self, folder: Path, *_: object, **__: object) -> None:
        self.folder, self.down = folder, ""

    def look_up(self, *_: object, **__: object) -> None:
        raise LibraryUnavailable("Nobody has filled the shelves.")

    weigh_meanings = card = deal = deals_with = tensions = refusal = look_up

    def check(self) -> None:
        pass

    def close(self) -> None:
        pass


@dataclass
class House:
    """Workspaces at work over a shared Slack, and what a browser and Slack do at its door."""

    slack: SharedSlack
    bots: Workspaces
    url: str
    config: Config

    async def begin(self) -> tuple[str, str]:
        """(state, cookie) of a browser that was sent to Slack."""
        async with httpx.AsyncClient() as browser:
            answer = await browser.get(f"{self.url}/slack/install")
        assert answer.status_code == 302, answer.text
        state = parse_qs(urlsplit(answer.headers["location"]).query)["state"][0]
        return state, answer.headers["set-cookie"].partition(";")[0]

    async def come_back(self, state: str, cookie: str, **query: str) -> httpx.Response:
        async with httpx.AsyncClient() as browser:
            headers = {"cookie": cookie} if cookie else {}
            return await browser.get(f"{self.url}/slack/oauth_redirect?{urlencode({'state': state, **query})}", headers=headers, timeout=20)

    async def install(self, team: str) -> httpx.Response:
        state, cookie = await self.begin()
        return await self.come_back(state, cookie, code=self.slack.code(team))

    async def opened(self, team: str, timeout: float = 20) -> None:
        """Wait until the workspace is served."""
        async with asyncio.timeout(timeout):
            while not isinstance(await self.bots.door(team), Door):
                await asyncio.sleep(0.02)  # a door has no bell

    async def closed(self, team: str, timeout: float = 20) -> None:
        async with asyncio.timeout(timeout):
            while team in self.bots._offices:
                await asyncio.sleep(0.02)

    async def post(self, payload: dict[str, Any], *, form: bool = False, secret: str = SIGNING) -> httpx.Response:
        raw = (urlencode(payload) if form else json.dumps(payload)).encode()
        stamp = str(int(self.bots._now().timestamp()))
        signature = "v0=" + hmac.new(secret.encode(), f"v0:{stamp}:".encode() + raw, hashlib.sha256).hexdigest()
        kind = "application/x-www-form-urlencoded" if form else "application/json"
        headers = {"x-slack-request-timestamp": stamp, "x-slack-signature": signature, "content-type": kind}
        async with httpx.AsyncClient() as client:
            return await client.post(f"{self.url}/slack/events", content=raw, headers=headers, timeout=20)

    async def event(self, team: str, **event: Any) -> httpx.Response:
        at = int(event.pop("at", self.bots._now().timestamp()))
        whose = [{"enterprise_id": None, "team_id": team, "user_id": "U0BOT", "is_bot": True, "is_enterprise_install": False}]
        envelope = {"type": "event_callback", "team_id": team, "event_time": at, "event_id": f"Ev{secrets.token_hex(4)}"}
        return await self.post({**envelope, "authorizations": whose, "event": event})

    async def mention(self, team: str, text: str, channel: str = "C0SALES", **more: Any) -> httpx.Response:
        said = {"type": "app_mention", "user": "U0ANA", "channel": channel, "text": f"<@U0BOT> {text}", "ts": f"{time.time():.6f}"}
        return await self.event(team, **said | more)

    async def command(self, team: str, command: str, text: str) -> httpx.Response:
        fields = {"command": command, "text": text, "team_id": team, "user_id": "U0ANA", "channel_id": "C0SALES"}
        address = {"response_url": f"{self.slack_url}/hook/{team}", "trigger_id": secrets.token_hex(8)}
        return await self.post(fields | address, form=True)

    @property
    def slack_url(self) -> str:
        return self.config.slack.api_url.removesuffix("/api/")

    def data(self, team: str) -> Path:
        return self.config.data / "workspaces" / team


def house_config(folder: Path, slack_url: str = "http://127.0.0.1:9", **secrets_: str) -> Config:
    keys = {"signing_secret": SIGNING, "client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "token_key": KEY, **secrets_}
    return Config(
        data=folder,
        slack=Slack(api_url=f"{slack_url}/api/", oauth=True, send_timeout=5),
        library=LibrarySettings(dense="exact"),
        reminders=Reminders(tick=1),
        secrets=Secrets(**keys),
    )


@asynccontextmanager
async def a_house(folder: Path, slack: SharedSlack | None = None, *, library: Any = Shelves, **changes: Any) -> AsyncIterator[House]:
    """Workspaces at work in this folder until the block ends. `changes`: of the settings; `now`: the clock; `examine`: the doctor."""
    slack = slack or SharedSlack()
    now, examine = changes.pop("now", None), changes.pop("examine", None)
    async with serving(slack.app) as slack_url:
        config = replace(house_config(folder, slack_url), **changes)
        async with serving_workspaces(config, library, now, examine=examine) as (bots, url):
            yield House(slack, bots, url, config)


@asynccontextmanager
async def serving_workspaces(
    config: Config, library: Any, now: Any = None, port: int = 0, examine: Any = None
) -> AsyncIterator[tuple[Workspaces, str]]:
    import socket

    listening = socket.create_server(("127.0.0.1", port))
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    with pytest.MonkeyPatch.context() as patch:
        if library:
            patch.setattr(bot.app, "open_library", library)
        bots = Workspaces(replace(config, server=replace(config.server, public_url=url)), now, examine)
        running = asyncio.create_task(bots.run(listening=listening))
        try:
            async with asyncio.timeout(30), httpx.AsyncClient() as client:
                while (await client.get(f"{url}/readyz")).text != "ready":
                    await asyncio.sleep(0.02)  # it answers only when asked
                    if running.done():
                        running.result()
            yield bots, url
        finally:
            running.cancel()
            await asyncio.wait({running})
            listening.close()
