"""The button *Share*: asks again with what everyone in the channel may read, and posts that. Never the private answer itself."""

import asyncio
import logging
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.answers.records import Answer, Question
from bot.errors import NotSaved
from bot.slack.asking import Asking, key_of, question_id
from bot.slack.blocks.answer import answer_message
from bot.slack.blocks.escape import escape
from bot.slack.blocks.message import cut, note
from bot.slack.directory import Person, Room
from bot.slack.failures import SlackBusy, SlackRefused
from bot.slack.kept import KeptAnswer, read_kept
from bot.slack.manners import common
from bot.slack.outgoing import Reply, respond
from bot.slack.places import Place, place_of, value_of
from bot.slack.texts import language_of, say

_REMEMBERED = 1000
log = logging.getLogger(__name__)


class _Shared:
    """Answers that were shared lately, so that a double click does not post twice."""

    def __init__(self) -> None:
        self._by: dict[tuple[str, str], str] = {}

    def is_new(self, answer: str, channel: str, key: str) -> bool:
        """True for the first delivery that shares this answer here, and for its further tries."""
        while len(self._by) > _REMEMBERED:
            self._by.pop(next(iter(self._by)))
        return self._by.setdefault((answer, channel), key) == key

    def forget(self, answer: str, channel: str) -> None:
        self._by.pop((answer, channel), None)


def register(app: AsyncApp, asking: Asking) -> None:
    """Put the listener of this module into the app."""
    shared = _Shared()

    @app.action("share")
    async def pressed(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext) -> None:
        await ack()
        place, value = place_of(body), value_of(body)
        kept = read_kept(await asyncio.to_thread(asking.desk.journal.answer, value))
        person, room, rule = await asking.look(place, client)
        language = language_of(kept.question if kept else "", person.locale)
        why_not = _refusal(kept, place, room, rule)
        if not why_not and not shared.is_new(value, place.channel, key_of(context)):
            why_not = "already_shared"
        if not why_not and kept:
            why_not = "failed"
            try:
                why_not = await _share(asking, kept, person, place, client, context)
            finally:
                if why_not:
                    shared.forget(value, place.channel)
        if why_not:
            await asking.reply(client, context, place, True).show(note(say(why_not, language)))
        elif kept:
            await _take_button_away(kept, place)


def _refusal(kept: KeptAnswer | None, place: Place, room: Room, rule: str) -> str:
    """Why it cannot be shared here, as the name of a sentence; "" when it can."""
    if kept is None:
        return "no_longer_kept"
    if kept.asked_by != place.person:
        return "not_yours"
    if room.is_external:
        return "external"
    if not room.is_known:
        return "cannot_post"
    return "off" if rule == "off" else ""


async def _share(asking: Asking, kept: KeptAnswer, person: Person, place: Place, client: AsyncWebClient, context: AsyncBoltContext) -> str:
    """Ask for everyone and post. Returns the name of the sentence that says why not, or ""."""
    reply = asking.reply(client, context, place, False)
    question = Question(question_id(key_of(context)), kept.question, common(person), kept.context, place.person)
    answer = await asking.make(question)
    if answer.status != "answered":
        return "nothing_to_share"
    try:
        await reply.post_or_edit(answer_message(answer, intro=_intro(kept, answer, person)))
    except SlackRefused as refusal:
        log.info("Not shared: %s", refusal)
        return "cannot_post"
    await _follow(asking, kept, answer, reply)
    return ""


def _intro(kept: KeptAnswer, answer: Answer, person: Person) -> str:
    # The one mention we write ourselves: Slack shows the name, and the person knows that it was posted for them.
    return say("shared_by", answer.language, person=f"<@{person.id}>") + "\n>" + escape(cut(" ".join(kept.question.split()), 200))


async def _follow(asking: Asking, kept: KeptAnswer, answer: Answer, reply: Reply) -> None:
    """Whoever asks on under the shared answer needs no mention."""
    if not reply.at:
        return
    channel, ts = reply.at
    thread = reply.place.reply_thread or ts
    try:
        await asyncio.to_thread(asking.desk.threads.follow, channel, thread, kept.question, answer.id, asking.desk.now())
    except NotSaved:
        log.warning("A thread could not be remembered: its next question needs a mention.")


async def _take_button_away(kept: KeptAnswer, place: Place) -> None:
    """Show the private answer once more without Share. When that fails the button merely stays."""
    if not place.response_url:
        return
    try:
        await respond(place.response_url, answer_message(kept.answer), replace=True)
    except (SlackBusy, SlackRefused) as fault:
        log.info("The Share button stays: %s", fault)
