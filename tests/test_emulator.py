"""The bot against a Slack that others have written: npm's `emulate`, with OAuth, strict scopes, and trigger_ids that end.

It knows no events, commands or buttons, so a test signs those itself. Skipped where node or the package is missing: run
`make emulate`, which installs it.
"""

import asyncio
import json
import re
import secrets
import shutil
import socket
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from fakes_install import CLIENT_ID, CLIENT_SECRET, House, Shelves, house_config, serving_workspaces
from slack_world import serving
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.slack.scopes import REASONS

FOLDER = Path(__file__).parent / "emulator"
ADMIN, NARROW = "xoxp-admin-of-the-tests", "xoxb-with-few-rights"
TEAM, ANA, GENERAL = "T000000001", "U000000001", "C000000001"
_MANAGING = ["chat:write", "channels:manage", "channels:write", "channels:write.invites", "channels:read", "channels:history", "users:read"]


def missing() -> str:
    """Why these tests cannot run here, or ""."""
    if not shutil.which("node"):
        return "node is not installed"
    told = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
    if int((re.match(r"v(\d+)", told) or [0, 0])[1]) < 20:
        return f"node 20 or newer is needed, here is {told.strip() or 'none'}"
    return "" if (FOLDER / "node_modules" / "emulate").is_dir() else 'the package "emulate" is not installed: run "make emulate"'


WHY_NOT = missing()
pytestmark = pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)


@pytest.fixture(scope="module")
def port() -> int:
    """Where the bot listens: the emulator sends nobody to an address that was not named to it before."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def emulator(port: int) -> Iterator[str]:
    """The address of the emulator, for all tests of this file."""
    app = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "name": "Goodword", "scopes": sorted(REASONS)}
    tokens = [{"token": ADMIN, "scopes": _MANAGING, "user": "admin"}, {"token": NARROW, "scopes": ["users:read"]}]
    seed = {
        "strict_scopes": True,
        "oauth_apps": [{**app, "redirect_uris": [f"http://127.0.0.1:{port}/slack/oauth_redirect"]}],
        "tokens": tokens,
    }
    process = subprocess.Popen(
        ["node", "start.mjs", json.dumps(seed)], cwd=FOLDER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert process.stdin
    assert process.stdout
    url = process.stdout.readline().strip()
    assert url.startswith("http://"), "the emulator does not start"
    yield url
    process.stdin.close()
    process.wait(10)


@dataclass
class Wire:
    """Stands between the bot and the emulator and notes what is said: (method, arguments, answer)."""

    target: str
    said: list[tuple[str, dict[str, Any], dict[str, Any]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.app = Starlette(
            routes=[
                Route("/hook/{team}", self._hook, methods=["POST"]),
                Route("/{path:path}", self._pass, methods=["GET", "POST"]),
            ]
        )

    async def _hook(self, request: Request) -> JSONResponse:
        self.said.append(("response_url", await request.json(), {"ok": True}))
        return JSONResponse({"ok": True})

    async def _pass(self, request: Request) -> Response:
        headers = {name: value for name, value in request.headers.items() if name in ("authorization", "content-type", "cookie")}
        body = await request.body()
        async with httpx.AsyncClient() as client:
            url = f"{self.target}{request.url.path}?{request.url.query}".rstrip("?")
            # Slack takes arguments in the address too, the emulator only in the body.
            is_api = request.url.path.startswith("/api/")
            method = "POST" if is_api else request.method
            if is_api and request.method == "GET":
                body, headers["content-type"] = request.url.query.encode(), "application/x-www-form-urlencoded"
            answer = await client.request(method, url, content=body, headers=headers)
        if is_api:
            self.said.append((request.url.path.removeprefix("/api/"), _arguments(body, headers), answer.json()))
        kept = {name: value for name, value in answer.headers.items() if name in ("content-type", "location", "x-oauth-scopes")}
        return Response(answer.content, answer.status_code, kept)

    def of(self, *methods: str) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
        return [each for each in self.said if each[0] in methods]

    async def wait_for(self, *methods: str, timeout: float = 15) -> tuple[str, dict[str, Any], dict[str, Any]]:
        async with asyncio.timeout(timeout):
            while not (found := self.of(*methods)):
                await asyncio.sleep(0.02)  # a wire has no bell
        return found[-1]

    def refusals(self) -> dict[str, str]:
        return {method: answer["error"] for method, _, answer in self.said if not answer.get("ok")}


def _arguments(body: bytes, headers: dict[str, str]) -> dict[str, Any]:
    if "json" in headers.get("content-type", ""):
        return dict(json.loads(body or b"{}"))
    return dict(httpx.QueryParams(body.decode()))


@asynccontextmanager
async def installed(folder: Path, emulator: str, port: int) -> AsyncIterator[tuple[House, Wire]]:
    """The bot with one workspace, installed the way a person does it in a browser."""
    wire = Wire(emulator)
    async with serving(wire.app) as url:
        config = house_config(folder, url)
        async with serving_workspaces(config, Shelves, port=port) as (bots, address):
            house = House(None, bots, address, config)  # type: ignore[arg-type]
            page = await install_by_hand(house)
            assert "Goodword is installed in Emulate" in page.text
            await house.opened(TEAM)
            yield house, wire


async def install_by_hand(house: House) -> httpx.Response:
    """To Slack's page, press the button of the first person there, and come back."""
    async with httpx.AsyncClient() as browser:
        begun = await browser.get(f"{house.url}/slack/install")
        cookie = begun.headers["set-cookie"].partition(";")[0]
        asked = await browser.get(begun.headers["location"])
        assert asked.status_code == 200, asked.text
        fields = dict(re.findall(r'name="([a-z_]+)" value="([^"]*)"', asked.text.partition("</form>")[0]))
        fields = {name: value.replace("&amp;", "&").replace("&#x3A;", ":") for name, value in fields.items()}
        site = "{0.scheme}://{0.netloc}".format(urlsplit(begun.headers["location"]))
        agreed = await browser.post(f"{site}/oauth/v2/authorize/callback", data=fields)
        assert agreed.status_code == 302, agreed.text
        back = agreed.headers["location"]
        return await browser.get(back, headers={"cookie": cookie}, timeout=30)


async def api(emulator: str, method: str, token: str, **arguments: Any) -> dict[str, Any]:
    async with httpx.AsyncClient() as client:
        answer = await client.post(
            f"{emulator}/api/{method}", json=arguments, headers={"authorization": f"Bearer {token}"} if token else {}
        )
    return dict(answer.json())


def token_of(house: House) -> str:
    kept = house.bots._installations.find(TEAM)
    assert kept
    return kept.token


async def test_the_whole_way_of_installing_goes_through_a_slack_that_others_wrote(tmp_path: Path, emulator: str, port: int) -> None:
    async with installed(tmp_path, emulator, port) as (house, wire):
        kept = house.bots._installations.find(TEAM)
        assert kept
        assert (kept.name, set(kept.scopes)) == ("Emulate", set(REASONS))
        assert kept.bot.startswith("B")
        assert (await api(emulator, "auth.test", kept.token))["user_id"] == kept.user
        used = wire.of("oauth.v2.access")[0][1]
        assert (await api(emulator, "oauth.v2.access", "", **used))["error"] in ("invalid_code", "invalid_client_id"), "a code works once"
        assert wire.refusals() == {}


async def test_the_rights_that_are_asked_for_are_enough_to_answer(tmp_path: Path, emulator: str, port: int) -> None:
    async with installed(tmp_path, emulator, port) as (house, wire):
        bot_user = house.bots._installations.find(TEAM).user  # type: ignore[union-attr]
        await api(emulator, "conversations.invite", ADMIN, channel=GENERAL, users=bot_user)
        text = f"<@{bot_user}> they say we are too expensive"
        written = await api(emulator, "chat.postMessage", ADMIN, channel=GENERAL, text=text)
        await house.event(TEAM, type="app_mention", user=ANA, channel=GENERAL, text=text, ts=written["ts"])
        await wire.wait_for("chat.update", "chat.postEphemeral")
        thread = await api(emulator, "conversations.replies", ADMIN, channel=GENERAL, ts=written["ts"])
        ours = [each["text"] for each in thread["messages"] if each.get("user") == bot_user]
        assert len(ours) == 1, (thread, wire.refusals())
        assert "cannot be searched" in ours[0]
        assert "missing_scope" not in wire.refusals().values()


async def test_the_emulator_would_notice_a_right_that_is_missing(emulator: str) -> None:
    told = await api(emulator, "chat.postMessage", NARROW, channel=GENERAL, text="hello")
    assert (told["ok"], told["error"]) == (False, "missing_scope")


async def command(house: House, trigger: str, text: str = "") -> httpx.Response:
    fields = {"command": "/promise", "text": text, "team_id": TEAM, "user_id": ANA, "channel_id": GENERAL, "trigger_id": trigger}
    return await house.post({**fields, "response_url": f"{house.slack_url}/hook/{TEAM}"}, form=True)


async def test_a_form_opens_while_its_trigger_lives_and_only_once(tmp_path: Path, emulator: str, port: int) -> None:
    async with installed(tmp_path, emulator, port) as (house, wire):
        trigger = (await api(emulator, "views.generateTriggerId", token_of(house), user_id=ANA))["trigger_id"]
        assert (await command(house, trigger)).status_code == 200
        _, arguments, answer = await wire.wait_for("views.open")
        assert answer["ok"] is True, answer
        view = json.loads(arguments["view"]) if isinstance(arguments["view"], str) else arguments["view"]
        assert (answer["view"]["type"], answer["view"]["callback_id"]) == ("modal", view["callback_id"])
        again = await api(emulator, "views.open", token_of(house), trigger_id=trigger, view=view)
        assert again["error"] == "exchanged_trigger_id"
        changed = await api(emulator, "views.update", token_of(house), view_id=answer["view"]["id"], hash="0.1", view=view)
        assert changed["error"] == "hash_conflict"


async def test_whoever_comes_too_late_for_a_form_is_told_and_nothing_breaks(tmp_path: Path, emulator: str, port: int) -> None:
    async with installed(tmp_path, emulator, port) as (house, wire):
        assert (await command(house, f"{secrets.token_hex(6)}.never.given")).status_code == 200
        _, _, answer = await wire.wait_for("views.open")
        assert answer["ok"] is False
        _, told, _ = await wire.wait_for("response_url", "chat.postEphemeral", "chat.postMessage")
        assert told["text"]
