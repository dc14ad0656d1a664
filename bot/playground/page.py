"""The page's own HTTP interface: what a person sees, what they do, and a stream that says when something changed.

It must not know the Web API. Only pages of this very server may use it: other web sites are refused.
"""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.playground.page_acts import carry_out
from bot.playground.page_state import entry_json, seen_by
from bot.playground.refused import NotPossible

if TYPE_CHECKING:
    from bot.playground.playground import Playground

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
        person = self._playground.workspace.person(request.query_params.get("person", "Ana"))
        return JSONResponse(seen_by(self._playground, person))

    async def _journal(self, _: Request) -> Response:
        """The newest entries, at most 200, and the troubles that are switched on."""
        entries = self._playground.journal.entries()
        shown = [entry_json(each) for each in entries[-200:]]
        return JSONResponse({"entries": shown, "total": len(entries), "faults": self._playground.faults.as_json()})

    async def _stream(self, _: Request) -> Response:
        async def lines() -> AsyncIterator[str]:
            async for count in self._playground.changes.listen():
                yield f"data: {count}\n\n"

        return StreamingResponse(lines(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    async def _act(self, request: Request) -> Response:
        """One act of a person. Answers when the bot has acknowledged it, with what was wrong with its answers."""
        body = await request.body()
        try:
            asked = json.loads(body) if len(body) <= _MOST else None
        except ValueError:
            asked = None
        if not isinstance(asked, dict):
            return JSONResponse({"error": "bad_request"}, status_code=400)
        try:
            return JSONResponse(await carry_out(self._playground, request.path_params["act"], asked))
        except (KeyError, TypeError, ValueError):
            return JSONResponse({"error": "bad_request"}, status_code=400)
