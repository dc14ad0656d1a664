"""The page's own HTTP interface: what a person sees, what they do, and a stream that says when something changed.

It must not know the Web API. Only pages of this very server may use it: other web sites are refused.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.playground.journal import Call, Entry
from bot.playground.people import Channel, Message, Person
from bot.playground.workspace import NotPossible

if TYPE_CHECKING:
    from bot.playground.playground import Done, Playground

Json = dict[str, Any]
_STATIC = Path(__file__).parent / "static"
_POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
_MOST = 200_000


class Page:
    def __init__(self, playground: "Playground") -> None:
        self._playground = playground

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/", self._index),
            Route("/ui/state", self._guarded(self._state)),
            Route("/ui/journal", self._guarded(self._journal)),
            Route("/ui/stream", self._guarded(self._stream)),
            Route("/ui/do/{act}", self._guarded(self._act), methods=["POST"]),
            Mount("/static", StaticFiles(directory=_STATIC)),
        ]

    async def _index(self, _: Request) -> Response:
        return FileResponse(_STATIC / "index.html", headers=_HEADERS)

    def _guarded(self, handle: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
        """A foreign site can neither name this host (DNS tricks) nor send this header without asking first."""

        async def guarded(request: Request) -> Response:
            own = self._playground.url.removeprefix("http://")
            port = own.rpartition(":")[2]
            if request.headers.get("host", "") not in (own, f"localhost:{port}", f"127.0.0.1:{port}"):
                return JSONResponse({"error": "wrong_host"}, status_code=421)
            if request.method == "POST" and request.headers.get("x-playground") != "1":
                return JSONResponse({"error": "not_from_the_page"}, status_code=403)
            try:
                return await handle(request)
            except NotPossible as fault:
                return JSONResponse({"error": fault.code, "about": str(fault)}, status_code=409)

        return guarded

    async def _state(self, request: Request) -> Response:
        return JSONResponse(self._seen_by(self._playground.workspace.person(request.query_params.get("person", "Ana"))))

    async def _journal(self, _: Request) -> Response:
        """The newest entries, at most 200."""
        entries = self._playground.journal.entries()
        return JSONResponse({"entries": [_entry(each) for each in entries[-200:]], "total": len(entries)})

    async def _stream(self, _: Request) -> Response:
        async def lines() -> AsyncIterator[str]:
            async for count in self._playground.changes.listen():
                yield f"data: {count}\n\n"

        return StreamingResponse(lines(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    async def _act(self, request: Request) -> Response:
        """One act of a person. Answers when the bot has acknowledged it, with the bot's status codes."""
        body = await request.body()
        try:
            asked = json.loads(body) if len(body) <= _MOST else None
        except ValueError:
            asked = None
        act = _ACTS.get(request.path_params["act"])
        if act is None or not isinstance(asked, dict):
            return JSONResponse({"error": "bad_request"}, status_code=400)
        try:
            done = act(self._playground, asked)
        except (KeyError, TypeError):
            return JSONResponse({"error": "bad_request"}, status_code=400)
        if asked.get("at_once"):
            return JSONResponse({"ts": done.ts})
        deliveries = await asyncio.shield(done)
        return JSONResponse({"ts": done.ts, "failed": next((each.reason for each in deliveries if each.reason), "")})

    def _seen_by(self, person: Person) -> Json:
        playground, workspace = self._playground, self._playground.workspace
        channels = [each for each in workspace.channels.values() if person.id in each.members]
        seen = {each.id for each in channels}
        home = playground.surfaces.homes.get(person.id)
        return {
            "count": playground.changes.count,
            "bot": workspace.bot.id,
            "me": person.id,
            "people": [asdict(each) | {"is_bot": each.is_bot} for each in workspace.people.values()],
            "channels": [self._channel(each) for each in channels],
            "messages": [_message(each) for each in workspace.seen_by(person)],
            "statuses": [asdict(each) for each in workspace.statuses.values() if each.channel in seen],
            "views": [view.as_json() | {"errors": view.errors} for view in playground.surfaces.stack(person.id)],
            "home": home.as_json() if home else None,
            "commands": [asdict(each) for each in workspace.listing.commands],
            "shortcuts": [asdict(each) for each in workspace.listing.shortcuts],
            "unreachable": self._unreachable(),
            "suggestions": [asdict(each) for each in workspace.listing.suggestions],
        }

    def _unreachable(self) -> bool:
        """Whether the last request to the bot got no good answer."""
        deliveries = self._playground.journal.deliveries()
        return bool(deliveries) and deliveries[-1].reason in ("http_timeout", "connection_failed")

    def _channel(self, channel: Channel) -> Json:
        prompts = self._playground.workspace.prompts.get(channel.id, ())
        return asdict(channel) | {"members": sorted(channel.members), "prompts": list(prompts)}


def _message(message: Message) -> Json:
    return asdict(message) | {"blocks": list(message.blocks), "private": message.is_private, "metadata": None}


def _entry(entry: Entry) -> Json:
    return asdict(entry) | {"what": "call" if isinstance(entry, Call) else "delivery"}


_ACTS: dict[str, Callable[["Playground", Json], "Done"]] = {
    "say": lambda at, asked: at.say(asked["person"], asked["channel"], str(asked["text"]), asked.get("thread")),
    "command": lambda at, asked: at.command(asked["person"], asked["channel"], asked["command"], str(asked.get("text", ""))),
    "click": lambda at, asked: at.click(asked["person"], asked["ts"], asked["action_id"], asked.get("value"), asked.get("block_id", "")),
    "click_in_view": lambda at, asked: at.click_in_view(
        asked["person"], asked["view_id"], asked["action_id"], asked.get("value"), asked.get("values")
    ),
    "shortcut": lambda at, asked: at.shortcut(asked["person"], asked["callback_id"], asked["ts"]),
    "submit": lambda at, asked: at.submit(asked["person"], asked["view_id"], asked.get("values")),
    "close": lambda at, asked: at.close(asked["person"], asked["view_id"], bool(asked.get("everything"))),
    "open": lambda at, asked: at.open_home(asked["person"], asked.get("tab", "messages")),
    "edit": lambda at, asked: at.edit(asked["person"], asked["ts"], str(asked["text"])),
    "delete": lambda at, asked: at.delete(asked["person"], asked["ts"]),
}
