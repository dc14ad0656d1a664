"""A form that somebody sends: read, one call, and an answer on the spot. What is wrong stands beside its field; what is right is
saved before the form closes, and told afterwards.

Slack waits three seconds, and an answer without words closes the form: so nothing that happens here may end in silence.
"""

import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import BotError, NotSaved
from bot.promises.faults import NotYours, OvertakenBy
from bot.slack.asking import key_of
from bot.slack.blocks.form import Filled, View, sheet
from bot.slack.blocks.message import Message, section
from bot.slack.failures import code_of
from bot.slack.promise_desk import PromiseDesk
from bot.slack.promise_turn import Turn, place_in
from bot.slack.texts_promises import tell

_ERROR_CHARS = 300
log = logging.getLogger(__name__)


class Wrong(Exception):
    """What can be corrected: the sentence for each field."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(", ".join(errors))
        self.errors = dict(errors)


@dataclass(frozen=True)
class Sent:
    """One form as it was sent."""

    filled: Filled
    memory: Mapping[str, Any]
    turn: Turn

    @property
    def id(self) -> str:
        """Of the promise that the form is about."""
        return str(self.memory.get("p") or "")


@dataclass(frozen=True)
class Ended:
    """What follows: a message to show, another form, and work that may take longer."""

    message: Message | None = None
    view: View | None = None
    way: Literal["", "push", "clear"] = ""
    then: Coroutine[Any, Any, None] | None = None


Handle = Callable[[Sent], Awaitable[Ended]]


def on_form(app: AsyncApp, desk: PromiseDesk, callback: str, handle: Handle) -> None:
    """Listen to the form `callback`."""

    async def sent(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext) -> None:
        filled = Filled(body["view"])
        memory = filled.memory
        language = str(memory.get("l") or "en")
        try:
            given = Sent(filled, memory, await desk.turn(body, client, context, place=place_in(memory, body), language=language))
            ended = await handle(given)
        except Wrong as wrong:
            await ack(response_action="errors", errors={name: text[:_ERROR_CHARS] for name, text in wrong.errors.items()})
        except Exception as error:  # noqa: BLE001 - whatever it is, an answer without words would close the form as if all were well
            await _refuse(ack, body["view"], await _sentence(desk, error, language, client, key_of(context)))
        else:
            shown = given.turn.is_from_home and ended.view is None and ended.way != "clear" and ended.message is not None
            await _answer(ack, _as_view(desk, given, ended) if shown else ended)
            desk.later(_go_on(desk, given, replace(ended, message=None) if shown else ended))

    app.view(callback)(sent)


def _as_view(desk: PromiseDesk, given: Sent, ended: Ended) -> Ended:
    """What came of a form that was opened from the Home tab stands in the form's place: there is no channel to tell it in."""
    turn = given.turn
    if ended.message is None:
        return ended
    view = sheet(ended.message, tell("close", turn.language), desk.memory(turn))
    return replace(ended, view=view)


async def _answer(ack: AsyncAck, ended: Ended) -> None:
    if ended.view is not None:
        await ack(response_action=ended.way or "update", view=ended.view)
    elif ended.way == "clear":
        await ack(response_action="clear")
    else:
        await ack()


async def _go_on(desk: PromiseDesk, given: Sent, ended: Ended) -> None:
    try:
        if ended.message is not None:
            instead = bool(given.memory.get("m"))
            await desk.show(given.turn, ended.message, instead)
    finally:
        if ended.then is not None:
            await ended.then


async def _sentence(desk: PromiseDesk, error: Exception, language: str, client: AsyncWebClient, key: str) -> str:
    """What the person is told, in plain text: names instead of mentions."""
    if isinstance(error, NotSaved):
        return tell("wrong_not_saved", language)
    if isinstance(error, BotError):
        ids = (error.by.by,) if isinstance(error, OvertakenBy) else error.ask if isinstance(error, NotYours) else ()
        names = ", ".join([(await desk.colleague(client, each, "")).name or each for each in ids[:3]])
        if isinstance(error, OvertakenBy):
            return f"{error.tell(names)} {error.hint}".strip()
        return f"{error} {error.hint}".strip() + (f" ({names})" if names else "")
    code = code_of(key)
    log.error("Failure %s in a form", code, exc_info=error)
    return tell("wrong_failed", language, code=code)


async def _refuse(ack: AsyncAck, view: Mapping[str, Any], sentence: str) -> None:
    """Beside the first field; a form without fields shows the sentence in its place. What was typed stays."""
    field = next((block["block_id"] for block in view["blocks"] if block["type"] == "input"), None)
    if field:
        await ack(response_action="errors", errors={field: sentence[:_ERROR_CHARS]})
        return
    kept = {name: view[name] for name in ("type", "title", "close", "callback_id", "private_metadata") if view.get(name)}
    await ack(response_action="update", view=kept | {"blocks": [section(sentence), *view["blocks"]][:100], "submit": view["submit"]})
