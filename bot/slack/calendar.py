"""GET /calendar/<token>.ics beside the front door: hands out a person's calendar feed, and tells nobody else anything. ASGI."""

import asyncio
import hashlib
import hmac
import logging
from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

from bot.config import Config
from bot.errors import NotSaved

log = logging.getLogger(__name__)

PATH, END = "/calendar/", ".ics"
_SAFE = [
    (b"cache-control", b"private, no-cache"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-robots-tag", b"noindex, nofollow"),
]


class CalendarDoor:
    """Answers what is asked below PATH, and leaves everything else to `app`. `feed`: a token's calendar, None for no such token."""

    def __init__(self, app: ASGIApp, feed: Callable[[str], bytes | None]) -> None:
        self._app, self._feed = app, feed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(PATH):
            return await self._app(scope, receive, send)
        path = scope["path"]
        if scope["method"] not in ("GET", "HEAD") or not path.endswith(END):
            return await _answer(send, scope, 404, b"not found")
        try:
            body = await asyncio.to_thread(self._feed, path[len(PATH) : -len(END)])
        except NotSaved:
            log.warning("A calendar could not be read")
            return await _answer(send, scope, 503, b"try again later")
        if body is None:
            return await _answer(send, scope, 404, b"not found")
        tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'.encode()
        known = next((value for name, value in scope["headers"] if name == b"if-none-match"), b"")
        if hmac.compare_digest(known, tag):
            return await _answer(send, scope, 304, b"", etag=tag)
        return await _answer(send, scope, 200, body, b"text/calendar; charset=utf-8", tag)


async def _answer(
    send: Send, scope: Scope, status: int, body: bytes, kind: bytes = b"text/plain; charset=utf-8", etag: bytes = b""
) -> None:
    headers = [*_SAFE, (b"content-type", kind), (b"content-length", str(len(body)).encode())]
    if etag:
        headers.append((b"etag", etag))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


def link_to(token: str, config: Config) -> tuple[str, bool]:
    """The address of a feed, and whether it is one that only this machine reaches."""
    public = config.server.public_url.rstrip("/")
    local = f"http://{config.server.host}:{config.server.port}"
    return f"{public or local}{PATH}{token}{END}", not public
