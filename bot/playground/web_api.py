"""Slack's Web API over HTTP: POST /api/<method> and the response URLs. Checks the caller, then hands over to the methods.

It must not know the methods themselves; a method takes its arguments and returns Slack's answer or raises Refused.
"""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.playground.faults import Fault, Faults
from bot.playground.journal import Call, Journal
from bot.playground.refused import Refused

Json = dict[str, Any]
_STRUCTURED = ("blocks", "attachments", "metadata", "view", "prompts", "loading_messages", "chunks")


@dataclass(frozen=True)
class Method:
    """`needs`: scopes of which the first missing one is named, given the arguments. `must`: required arguments."""

    run: Callable[[Json], Json]
    must: tuple[str, ...] = ()
    needs: Callable[[Json], tuple[str, ...]] = lambda _: ()


@dataclass(frozen=True)
class Caller:
    """The one app of this workspace: its token and the scopes it was granted."""

    token: str
    scopes: tuple[str, ...]


class Cut(Response):
    """An answer that ends in the middle, after which the server hangs up."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        del scope, receive
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"4096")]})
        await send({"type": "http.response.body", "body": b'{"ok":', "more_body": True})


class WebApi:
    """`respond` carries out one use of a response_url: its key and what was posted to it."""

    def __init__(
        self, caller: Caller, methods: Mapping[str, Method], respond: Callable[[str, Json], None], journal: Journal, faults: Faults
    ) -> None:
        self._caller = caller
        self._methods = methods
        self._respond = respond
        self._journal = journal
        self._faults = faults

    def routes(self) -> list[Route]:
        return [
            Route("/api/{method}", self.call, methods=["GET", "POST"]),
            Route("/response/{key}", self.response_url, methods=["POST"]),
        ]

    async def call(self, request: Request) -> Response:
        """One Web API call."""
        method, (number, at) = request.path_params["method"], self._journal.begin()
        arguments, token = await _read(request)
        fault = self._faults.next_for(method)
        if fault and not fault.accepted:
            return await self._trouble(fault, Call(number, at, method, arguments, 0, {}, False))
        answer = self._answer(method, arguments, token)
        call = Call(number, at, method, arguments, 200, answer, bool(answer["ok"]))
        if fault:
            return await self._trouble(fault, call)
        await self._finish(call)
        return JSONResponse(answer, headers={"x-oauth-scopes": ",".join(self._caller.scopes)})

    async def response_url(self, request: Request) -> Response:
        """One use of a response_url. Slack answers in plain text."""
        number, at = self._journal.begin()
        arguments, _ = await _read(request)
        fault = self._faults.next_for("response_url")
        if fault and not fault.accepted:
            return await self._trouble(fault, Call(number, at, "response_url", arguments, 0, {}, False))
        try:
            self._respond(request.path_params["key"], arguments)
        except Refused as refused:
            answer = {"ok": False, "error": refused.error, **refused.more}
            status = 404 if refused.error.endswith("_url") else 400
            await self._finish(Call(number, at, "response_url", arguments, status, answer, False))
            return JSONResponse(answer, status_code=status)
        call = Call(number, at, "response_url", arguments, 200, {"ok": True}, True)
        if fault:
            return await self._trouble(fault, call)
        await self._finish(call)
        return PlainTextResponse("ok")

    def _answer(self, name: str, arguments: Json, token: str) -> Json:
        try:
            return {"ok": True, **self._run(name, arguments, token)}
        except Refused as refused:
            return {"ok": False, "error": refused.error, **refused.more}

    def _run(self, name: str, arguments: Json, token: str) -> Json:
        method = self._methods.get(name)
        if method is None:
            raise Refused("unknown_method", req_method=name)
        if not token:
            raise Refused("not_authed")
        if token != self._caller.token:
            raise Refused("invalid_auth")
        missing = [each for each in method.must if arguments.get(each) in (None, "")]
        if missing:
            words = [f"[ERROR] missing required field: {each}" for each in missing]
            raise Refused("invalid_arguments", response_metadata={"messages": words})
        for scope in method.needs(arguments):
            if scope not in self._caller.scopes:
                raise Refused("missing_scope", needed=scope, provided=",".join(self._caller.scopes))
        return method.run(arguments)

    async def _trouble(self, fault: Fault, call: Call) -> Response:
        status = {"rate_limit": 429, "fail": 500, "cut": 0}[fault.trouble]
        error = {"rate_limit": "ratelimited", "fail": "internal_error", "cut": "connection_cut"}[fault.trouble]
        answer = {"ok": False, "error": error}
        await self._finish(Call(call.n, call.at, call.method, call.arguments, status, answer, call.accepted))
        if fault.trouble == "cut":
            return Cut()
        headers = {"Retry-After": str(fault.retry_after)} if fault.trouble == "rate_limit" else {}
        return JSONResponse(answer, status_code=status, headers=headers)

    async def _finish(self, call: Call) -> None:
        self._journal.add(call)
        if self._faults.api_delay:
            await asyncio.sleep(self._faults.api_delay)


async def _read(request: Request) -> tuple[Json, str]:
    """(arguments, token): from JSON, a form or the query, with the token from the header or the arguments."""
    arguments: Json = dict(request.query_params)
    body = await request.body()
    if body:
        arguments |= _read_body(body, request.headers.get("content-type", ""))
    for name in _STRUCTURED:
        if isinstance(arguments.get(name), str):
            arguments[name] = _loads(arguments[name])
    header = request.headers.get("authorization", "")
    in_arguments = str(arguments.pop("token", ""))
    return arguments, header.removeprefix("Bearer ").strip() or in_arguments


def _read_body(body: bytes, content_type: str) -> Json:
    if "json" in content_type or body.lstrip()[:1] == b"{":
        found = _loads(body.decode("utf-8", "replace"))
        return found if isinstance(found, dict) else {}
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def _loads(text: str) -> Any:
    """The value, or the text itself when it is no JSON: the method then refuses it in Slack's words."""
    try:
        return json.loads(text)
    except ValueError:
        return text
