"""From messages to promises: the shortcuts *Log promise* and *Before you send*, "/promise check", and the button under an answer."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.promises.records import Draft
from bot.slack.blocks.message import Message, note
from bot.slack.blocks.promise_check import checked_message
from bot.slack.calling import call
from bot.slack.failures import SlackBusy, SlackRefused
from bot.slack.places import read_shortcut, value_of
from bot.slack.promise_cards import MOST_CARDS, show_cards
from bot.slack.promise_desk import PromiseDesk
from bot.slack.promise_form import empty_slip, fresh_id, open_log_form
from bot.slack.promise_saving import check_of
from bot.slack.promise_turn import Turn
from bot.slack.slips import CUSTOMER_CHARS, WHAT_CHARS, line, slip_of
from bot.slack.texts_promises import tell

log = logging.getLogger(__name__)


def register(app: AsyncApp, desk: PromiseDesk) -> None:
    """Put the listeners of this module into the app."""

    async def to_log(turn: Turn, text: str) -> None:
        drafts = await desk.read(_raw(turn.body), turn, "chat")
        source = await _link(turn)
        if drafts:
            slip = slip_of(drafts[0], fresh_id(turn), turn.language, desk.audience, source, text)
        else:
            slip = replace(empty_slip(desk, turn), what=line(text)[:WHAT_CHARS], source=source)
        await open_log_form(desk, slip, turn, is_edit=False)
        if drafts[1:]:
            await show_cards(desk, turn, drafts[1:], text, source)

    async def to_send(turn: Turn, _: str) -> None:
        await show_check(desk, turn, _raw(turn.body))

    async def from_answer(turn: Turn) -> None:
        customer = line(value_of(turn.body).rpartition("|")[0])[:CUSTOMER_CHARS]
        await open_log_form(desk, replace(empty_slip(desk, turn), customer=customer), turn, is_edit=False)

    _on_message(app, desk, "log_promise", to_log)
    _on_message(app, desk, "before_send", to_send)
    desk.on_button(app, "promise_log", from_answer, lambda value: value.rpartition("|")[2])


def _on_message(app: AsyncApp, desk: PromiseDesk, shortcut: str, handle: Callable[[Turn, str], Awaitable[None]]) -> None:
    """Listen to a shortcut on a message; the handle gets its words too."""

    async def pressed(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext) -> None:
        await ack()
        asked = read_shortcut(body, context.bot_user_id or "")
        await handle(await desk.turn(body, client, context, place=asked.place, text=asked.text), asked.text)

    app.shortcut(shortcut)(pressed)


async def show_check(desk: PromiseDesk, turn: Turn, text: str) -> None:
    """Each promise in a draft with what to mind about it. Saves nothing."""
    drafts = await desk.read(text, turn, "chat")
    if not drafts:
        drafts = await desk.read(text, turn, "slash")
    if not drafts:
        return await desk.show(turn, note(tell("check_none", turn.language)))
    return await desk.show(turn, await desk.work(_checked, desk, turn, drafts, text, fresh_id(turn)))


def _checked(desk: PromiseDesk, turn: Turn, drafts: tuple[Draft, ...], text: str, id: str) -> Message:
    found = []
    for n, draft in enumerate(drafts[:MOST_CARDS]):
        slip = slip_of(draft, f"{id}{n}", turn.language, desk.audience, said=text)
        # Without a customer the check still knows wording, date, load and record.
        check = check_of(desk, replace(slip, customer=slip.customer or "-"), turn) if slip.due else None
        found.append((slip, draft.due, check))
    return checked_message(found, len(drafts), turn.language)


async def _link(turn: Turn) -> str:
    """The link to a message; "" where Slack gives none: the form must not wait for it."""
    ts = str((turn.body.get("message") or {}).get("ts") or "")
    try:
        found = await call(turn.client.chat_getPermalink, channel=turn.place.channel, message_ts=ts)
    except (SlackBusy, SlackRefused) as fault:
        log.info("No link to the message: %s", fault)
        return ""
    return str(found.get("permalink") or "")


def _raw(body: Mapping[str, Any]) -> str:
    """The message as Slack sends it: its marks tell quotations and mentions from the rest."""
    return str((body.get("message") or {}).get("text") or "")
