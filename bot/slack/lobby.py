"""The front door that several workspaces share: check, find the workspace, hand over to its own door. An ASGI application.

POST /slack/events, GET /slack/install and /slack/oauth_redirect, and for those who watch over it GET /healthz, /readyz and
/metrics; those of one workspace are under /workspaces/TEAM/. Stores nothing itself and knows no listeners.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.request.internals import extract_team_id
from slack_bolt.response import BoltResponse
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.errors import NotSaved
from bot.slack.front import Front, read_body
from bot.slack.incoming import read_payload
from bot.slack.install_pages import failure_page
from bot.slack.signature import Signature
from bot.slack.texts_install import told_at_the_door

log = logging.getLogger(__name__)
Absent = Literal["starting", "unknown"]
Leave = Callable[[str, str, datetime], Awaitable[None]]


@dataclass(frozen=True)
class Door:
    """The door of one workspace: what takes Slack's requests, and what is there to be read."""

    front: Front
    pages: ASGIApp


class Lobby:
    """`doors` gives the door of a workspace; `leave(team, why, at)` hears that a workspace has taken our token back.

    Both may raise NotSaved: then Slack is asked to deliver again.
    """

    def __init__(
        self,
        signature: Signature,
        flow: AsyncOAuthFlow,
        doors: Callable[[str], Awaitable[Door | Absent]],
        leave: Leave,
        ready: Callable[[], Awaitable[Mapping[str, str]]],
        figures: Callable[[], Mapping[str, int]],
    ) -> None:
        self._signature, self._flow, self._doors, self._leave, self._ready, self._figures = signature, flow, doors, leave, ready, figures
        self._refused = 0
        self._asgi = Starlette(
            routes=[
                Route("/slack/events", self._events, methods=["POST"]),
                Route("/slack/install", self._install),
                Route("/slack/oauth_redirect", self._installed),
                Route("/healthz", self._healthz),
                Route("/readyz", self._readyz),
                Route("/metrics", self._metrics),
            ]
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        door = await self._inner_door(scope)
        if door:
            app, path = door
            await app({**scope, "path": path, "raw_path": path.encode()}, receive, send)
        else:
            await self._asgi(scope, receive, send)

    async def _inner_door(self, scope: Scope) -> tuple[ASGIApp, str] | None:
        """What a workspace itself serves at /workspaces/TEAM/...; only to be read: requests of Slack's come through the lobby."""
        first, _, rest = str(scope.get("path", "")).removeprefix("/workspaces/").partition("/")
        if not scope.get("path", "").startswith("/workspaces/") or scope.get("method") not in ("GET", "HEAD"):
            return None
        try:
            door = await self._doors(first)
        except NotSaved:
            return None
        return (door.pages, f"/{rest}") if isinstance(door, Door) else None

    async def _events(self, request: Request) -> Response:
        body = await read_body(request)
        if body is None:
            return PlainTextResponse("too large", 413)
        if not self._signature.is_valid(body, {name.lower(): value for name, value in request.headers.items()}):
            self._refused += 1
            return PlainTextResponse("not signed by Slack", 401)
        text, content_type = body.decode(), request.headers.get("content-type", "")
        payload = read_payload(text, content_type)
        if payload is None:
            return PlainTextResponse("unreadable", 400)
        if payload.get("type") == "url_verification" and isinstance(payload.get("challenge"), str):
            return PlainTextResponse(payload["challenge"])
        try:
            return await self._pass_on(payload, text, content_type)
        except NotSaved as fault:
            log.warning("A request of Slack's was not taken: %s", fault)
            return _turned_away(payload, "not_saved")

    async def _pass_on(self, payload: Mapping[str, Any], text: str, content_type: str) -> Response:
        team = team_of(payload)
        if not team:
            return Response(status_code=200)
        if why := revoked(payload):
            await self._leave(team, why, _event_time(payload))
            return Response(status_code=200)
        door = await self._doors(team)
        if isinstance(door, Door):
            return await door.front.take(text, content_type)
        return _turned_away(payload, door)

    async def _install(self, request: Request) -> Response:
        return _response(await self._flow.handle_installation(_bolt_request(request)))

    async def _installed(self, request: Request) -> Response:
        try:
            return _response(await self._flow.handle_callback(_bolt_request(request)))
        except Exception:
            log.exception("An installation failed")
            return _response(failure_page("slack", 502))

    async def _healthz(self, request: Request) -> Response:  # noqa: ARG002 - Starlette passes it
        return PlainTextResponse("ok")

    async def _readyz(self, request: Request) -> Response:  # noqa: ARG002
        waiting = await self._ready()
        lines = [f"{name}: {reason}" for name, reason in sorted(waiting.items())]
        return PlainTextResponse("\n".join(lines) or "ready", 503 if waiting else 200)

    async def _metrics(self, request: Request) -> Response:  # noqa: ARG002
        lines = ["# TYPE goodword_workspaces gauge"]
        lines += [f'goodword_workspaces{{state="{state}"}} {count}' for state, count in sorted(self._figures().items())]
        lines += ["# TYPE goodword_requests_total counter", f'goodword_requests_total{{result="forged"}} {self._refused}']
        return PlainTextResponse("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4")


def team_of(payload: Mapping[str, Any]) -> str:
    """The workspace whose installation a request is meant for, as Bolt itself reads it; "" for none."""
    try:
        team = extract_team_id(dict(payload))
    except (AttributeError, KeyError, TypeError):  # a payload of no shape that Slack sends
        return ""
    return team if isinstance(team, str) else ""


def revoked(payload: Mapping[str, Any]) -> str:
    """The name of the event by which a workspace takes our token back; "" for any other request."""
    event = payload.get("event")
    if payload.get("type") != "event_callback" or not isinstance(event, dict):
        return ""
    if event.get("type") == "app_uninstalled":
        return "app_uninstalled"
    tokens = event.get("tokens")
    is_ours = isinstance(tokens, dict) and bool(tokens.get("bot"))  # of people's own tokens we have none
    return "tokens_revoked" if event.get("type") == "tokens_revoked" and is_ours else ""


def _event_time(payload: Mapping[str, Any]) -> datetime:
    at = payload.get("event_time")
    try:
        return datetime.fromtimestamp(at, UTC) if isinstance(at, int) else datetime.max.replace(tzinfo=UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.max.replace(tzinfo=UTC)


def _turned_away(payload: Mapping[str, Any], why: Absent | Literal["not_saved"]) -> Response:
    """A person hears it at once; what Slack can deliver again it shall, unless the workspace has left."""
    if isinstance(payload.get("command"), str):
        return JSONResponse({"response_type": "ephemeral", "text": told_at_the_door(why)})
    return Response(status_code=200) if why == "unknown" else PlainTextResponse(why, 503)


def _bolt_request(request: Request) -> AsyncBoltRequest:
    headers: dict[str, str | Sequence[str]] = {
        name: value for name, value in request.headers.items() if name in ("cookie", "accept-language")
    }
    return AsyncBoltRequest(body="", query=request.url.query, headers=headers)


def _response(answer: BoltResponse) -> Response:
    response = Response(answer.body, answer.status, answer.first_headers_without_set_cookie())
    for cookie in answer.headers.get("set-cookie", []):
        response.headers.append("set-cookie", cookie)
    return response
