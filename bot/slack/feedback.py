"""The buttons *Helpful*, *Not helpful* and *More* under an answer."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.asking import Asking
from bot.slack.blocks.answer import FEEDBACK, answer_message, read_feedback
from bot.slack.blocks.message import Message, note
from bot.slack.directory import Person
from bot.slack.kept import KeptAnswer, read_kept
from bot.slack.manners import readable
from bot.slack.places import place_of, value_of
from bot.slack.texts import language_of, say


def register(app: AsyncApp, asking: Asking) -> None:
    """Put the listeners of this module into the app."""

    async def judge(helpful: bool, id_: str, body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext) -> None:
        place, journal = place_of(body), asking.desk.journal
        await asyncio.to_thread(journal.judge, id_, place.person, helpful, asking.desk.now())
        kept = read_kept(await asyncio.to_thread(journal.answer, id_))
        person = await asking.directory.person(client, place)
        thanks = say("thanks_helpful" if helpful else "thanks_not_helpful", language_of(kept.question if kept else "", person.locale))
        await asking.reply(client, context, place, True).show(note(thanks))

    @app.action("helpful")
    async def helpful(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext) -> None:
        await ack()
        await judge(True, value_of(body), body, client, context)

    @app.action("not_helpful")
    async def not_helpful(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext) -> None:
        await ack()
        await judge(False, value_of(body), body, client, context)

    @app.action(FEEDBACK)
    async def judged(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext) -> None:
        await ack()
        verdict, id_ = read_feedback(value_of(body))
        await judge(verdict, id_, body, client, context)

    @app.action("more")
    async def more(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext) -> None:
        await ack()
        place = place_of(body)
        page, _, kept_as = value_of(body).partition(":")
        kept = read_kept(await asyncio.to_thread(asking.desk.journal.answer, kept_as))
        person = await asking.directory.person(client, place)
        message = _next_page(asking, kept, person, int(page) if page.isdecimal() else 0)
        await asking.reply(client, context, place, True).show(message)


def _next_page(asking: Asking, kept: KeptAnswer | None, person: Person, page: int) -> Message:
    """The page, for those who may read what it was written from: rights may have changed since the first page."""
    language = language_of(kept.question if kept else "", person.locale)
    if kept is None:
        return note(say("no_longer_kept", language))
    if not kept.audiences <= readable(person, asking.desk.config):
        return note(say("not_for_you", language))
    return answer_message(kept.answer, page)
