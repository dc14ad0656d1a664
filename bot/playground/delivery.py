"""Sending requests to the bot as Slack does: signed, an answer expected within three seconds, events tried again.

It must not know what the payloads mean.
"""

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

import aiohttp
from slack_sdk.signature import SignatureVerifier

from bot.playground.events import Json
from bot.playground.faults import Faults
from bot.playground.journal import Delivery, Journal, Reason

_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Rules:
    """`timeout` and `waits` in seconds: how long an answer may take, and the pauses before the tries after the first."""

    timeout: float = 3.0
    waits: tuple[float, ...] = (0.0, 60.0, 300.0)


@dataclass(frozen=True)
class _Request:
    kind: str
    payload: Json
    body: bytes
    content_type: str


class Deliveries:
    """Where the bot listens, and how it is reached. `open` and `close` belong to one event loop."""

    def __init__(self, bot_url: str, signing_secret: str, journal: Journal, faults: Faults, clock: Callable[[], float]) -> None:
        self.bot_url = bot_url
        self.rules = Rules()
        self._signer = SignatureVerifier(signing_secret)
        self._journal = journal
        self._faults = faults
        self._clock = clock
        self._session: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        self._session = aiohttp.ClientSession()

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def event(self, payload: Json) -> Delivery:
        """Deliver one event_callback; try again as Slack does. Returns the last attempt."""
        request = _Request(payload["event"]["type"], payload, json.dumps(payload, ensure_ascii=False).encode(), "application/json")
        last = await self._with_retries(request)
        for retry in range(last.retry + 1, last.retry + 1 + self._faults.repeats):
            last = await self._attempt(request, retry, "http_timeout")
        return last

    async def command(self, form: dict[str, str]) -> Delivery:
        """A slash command. Slack does not repeat it."""
        return await self._attempt(_Request("command", dict(form), urlencode(form).encode(), _FORM))

    async def interaction(self, payload: Json) -> Delivery:
        """A button, shortcut or modal. Slack does not repeat it."""
        body = urlencode({"payload": json.dumps(payload, ensure_ascii=False)}).encode()
        return await self._attempt(_Request(payload["type"], payload, body, _FORM))

    async def again(self, delivery: Delivery, reason: str = "http_timeout") -> Delivery:
        """Deliver what was delivered before once more, with the headers of a retry when it is an event."""
        if delivery.payload.get("type") == "event_callback":
            body = json.dumps(delivery.payload, ensure_ascii=False).encode()
            return await self._attempt(_Request(delivery.kind, delivery.payload, body, "application/json"), delivery.retry + 1, reason)
        if delivery.kind == "command":
            return await self.command(delivery.payload)
        return await self.interaction(delivery.payload)

    async def _with_retries(self, request: _Request) -> Delivery:
        last = await self._attempt(request)
        for retry, wait in enumerate(self.rules.waits, 1):
            if not last.reason or "x-slack-no-retry" in last.headers:
                break
            await asyncio.sleep(wait)
            last = await self._attempt(request, retry, last.reason)
        return last

    async def _attempt(self, request: _Request, retry: int = 0, why: str = "") -> Delivery:
        number, at = self._journal.begin()
        if delay := self._faults.next_delay():
            await asyncio.sleep(delay)
        began = time.monotonic()
        status, answer, headers, reason = await self._post(request, self._headers(request, retry, why))
        took = time.monotonic() - began
        done = Delivery(number, at, request.kind, request.payload, retry, status, answer, reason, took, headers)
        self._journal.add(done)
        return done

    def _headers(self, request: _Request, retry: int, why: str) -> dict[str, str]:
        stamp = str(int(self._clock()))
        signature = self._signer.generate_signature(timestamp=stamp, body=request.body)
        headers = {"Content-Type": request.content_type, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature or ""}
        headers["User-Agent"] = "Slackbot 1.0 (playground)"
        return headers | ({"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": why} if retry else {})

    async def _post(self, request: _Request, headers: dict[str, str]) -> tuple[int, str, dict[str, str], Reason]:
        if self._session is None:
            raise RuntimeError("the playground is not being served yet")
        try:
            limit = aiohttp.ClientTimeout(total=self.rules.timeout)
            async with self._session.post(self.bot_url, data=request.body, headers=headers, timeout=limit, allow_redirects=False) as answer:
                text = await answer.text(errors="replace")
                reason: Reason = "" if 200 <= answer.status < 300 else "http_error"
                return answer.status, text, {name.lower(): value for name, value in answer.headers.items()}, reason
        except TimeoutError:
            return 0, "", {}, "http_timeout"
        except aiohttp.ClientError as fault:
            return 0, type(fault).__name__, {}, "connection_failed"
