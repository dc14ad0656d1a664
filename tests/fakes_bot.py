"""What tests of the playground need of a bot: a way to serve one, and pieces of Block Kit."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

TOKEN, SECRET = "xoxb-sample", "sample-signing-secret"


@asynccontextmanager
async def a_bot(app: web.Application, listening: socket.socket) -> AsyncIterator[None]:
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.SockSite(runner, listening).start()
    try:
        yield
    finally:
        await runner.cleanup()


def text(words: str, kind: str = "plain_text") -> dict[str, str]:
    return {"type": kind, "text": words}


def button(action_id: str, words: str, value: str = "v") -> dict[str, Any]:
    return {"type": "button", "action_id": action_id, "text": text(words), "value": value}


def section(words: str) -> dict[str, Any]:
    return {"type": "section", "text": text(words, "mrkdwn")}


def choices(*values: str) -> list[dict[str, Any]]:
    return [{"text": text(value.title()), "value": value} for value in values]


FORM: dict[str, Any] = {
    "type": "modal",
    "callback_id": "form",
    "notify_on_close": True,
    "title": text("A form"),
    "submit": text("Send"),
    "blocks": [
        {"type": "input", "block_id": "what", "label": text("What"), "element": {"type": "plain_text_input", "action_id": "typed"}},
        {
            "type": "input",
            "block_id": "kind",
            "optional": True,
            "label": text("Kind"),
            "element": {
                "type": "static_select",
                "action_id": "picked",
                "options": choices("own", "other"),
                "initial_option": choices("own")[0],
            },
        },
        {
            "type": "input",
            "block_id": "when",
            "optional": True,
            "label": text("When"),
            "element": {"type": "datepicker", "action_id": "day", "initial_date": "2027-01-15"},
        },
    ],
}
