"""The front door for signed HTTP: check, sort, store, acknowledge; never wait for an answer. An ASGI application.

POST /slack/events, and for those who watch over it GET /healthz, /readyz and /metrics.
"""

import logging
from collections.abc import Callable, Mapping

from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.errors import NotSaved
from bot.slack.accepting import Accepting
from bot.slack.desk import Desk
from bot.slack.failures import not_saved_body
from bot.slack.incoming import DEFERRED, Incoming, read_payload, sort
from bot.slack.signature import Signature

MAX_BODY = 1_000_000
"""Bytes. Slack's own requests stay far below."""
log = logging.getLogger(__name__)


class Front:
    """`ready` names what is not ready yet, with the reason; `gauges` are further figures for /metrics."""

    def __init__(
        self,
        app: AsyncApp,
        desk: Desk,
        wake: Callable[[], None],
        *,
        ready: Callable[[], Mapping[str, str]] = dict,
        gauges: Callable[[], Mapping[str, float]] = dict,
    ) -> None:
        self._app, self._desk, self._ready, self._gauges = app, desk, ready, gauges
        self._signature = Signature(desk.config.secrets.signing_secret, desk.now)
        self._accepting = Accepting(desk, wake)
        self._refused = 0
        self._asgi = Starlette(
            routes=[
                Route("/slack/events", self._events, methods=["POST"]),  # for every other method: 405
                Route("/healthz", self._healthz),
                Route("/readyz", self._readyz),
                Route("/metrics", self._metrics),
            ]
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == "/slack/events" and scope["method"] == "POST":
            # Past Starlette's routes and middleware: almost every request is one of these, and Slack waits for its answer.
            response = await self._events(Request(scope, receive))
            await response(scope, receive, send)
        else:
            await self._asgi(scope, receive, send)

    async def _events(self, request: Request) -> Response:
        body = await read_body(request)
        if body is None:
            return PlainTextResponse("too large", 413)
        if not self._is_slacks(body, request.headers):
            self._refused += 1
            return PlainTextResponse("not signed by Slack", 401)
        return await self.take(body.decode(), request.headers.get("content-type", ""))  # the signature was made over text

    def _is_slacks(self, body: bytes, headers: Mapping[str, str]) -> bool:
        try:
            return self._signature.is_valid(body, headers)
        except OverflowError:  # a time of some hundred digits
            return False

    async def take(self, text: str, content_type: str) -> Response:
        """Answer a request that is surely Slack's."""
        incoming = sort(read_payload(text, content_type))
        if incoming.kind == "unreadable":
            return PlainTextResponse("unreadable", 400)
        if incoming.kind == "challenge":
            return PlainTextResponse(incoming.payload["challenge"])
        if incoming.kind == "direct":
            return await self._direct(incoming)
        if incoming.kind in DEFERRED:
            return await self._store(incoming, text, content_type)
        return Response(status_code=200)

    async def _store(self, incoming: Incoming, body: str, content_type: str) -> Response:
        try:
            await self._accepting.accept(incoming, body, {"content-type": content_type})
        except NotSaved:
            if incoming.kind == "command":
                return JSONResponse(not_saved_body("command"))
            # Slack delivers events again, and shows a warning on the button or shortcut.
            return PlainTextResponse("not saved", 503)
        return Response(status_code=200)

    async def _direct(self, incoming: Incoming) -> Response:
        """Modals wait for what we say, so they are not stored: Bolt answers at once."""
        try:
            # Bolt's "socket_mode" is a request that has been read already, by the one reader that everything goes through.
            answer = await self._app.async_dispatch(AsyncBoltRequest(body=dict(incoming.payload), mode="socket_mode"))
        except Exception:
            log.warning("A modal's request could not be read", exc_info=True)  # Slack tells the person that it did not work
            return PlainTextResponse("unreadable", 400)
        return Response(answer.body, answer.status, answer.first_headers_without_set_cookie())

    async def _healthz(self, request: Request) -> Response:  # noqa: ARG002 - Starlette passes it
        return PlainTextResponse("ok")

    async def _readyz(self, request: Request) -> Response:  # noqa: ARG002
        waiting = dict(self._ready())
        try:
            await run_in_threadpool(self._desk.inbox.counts)
        except Exception:
            log.exception("The inbox cannot be read")
            waiting["inbox"] = "cannot be read"
        lines = [f"{name}: {reason}" for name, reason in sorted(waiting.items())]
        return PlainTextResponse("\n".join(lines) or "ready", 503 if waiting else 200)

    async def _metrics(self, request: Request) -> Response:  # noqa: ARG002
        counts = await run_in_threadpool(self._desk.inbox.counts)
        lines = ["# TYPE goodword_inbox gauge"]
        lines += [f'goodword_inbox{{state="{state}"}} {count}' for state, count in sorted(counts.items())]
        lines.append("# TYPE goodword_requests_total counter")
        requests = {**dict.fromkeys(("accepted", "repeated", "not_saved"), 0), **self._accepting.counted, "forged": self._refused}
        lines += [f'goodword_requests_total{{result="{result}"}} {count}' for result, count in sorted(requests.items())]
        for name, value in sorted(self._gauges().items()):
            lines += [f"# TYPE goodword_{name} gauge", f"goodword_{name} {value:g}"]
        return PlainTextResponse("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4")


async def read_body(request: Request) -> bytes | None:
    """The raw bytes; None when there are more than MAX_BODY, which are then not even read."""
    chunks: list[bytes] = []
    size = 0
    try:
        async for chunk in request.stream():
            size += len(chunk)
            if size > MAX_BODY:
                return None
            chunks.append(chunk)
    except ClientDisconnect:
        return b""
    return b"".join(chunks)
