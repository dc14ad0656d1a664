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
from bot.slack.calling import respond
from bot.slack.directory import Person, Room
from bot.slack.failures import SlackBusy, SlackRefused
from bot.slack.kept import KeptAnswer, read_kept
from bot.slack.outgoing import Reply
from bot.slack.places import Place, place_of, value_of
from bot.slack.texts import language_of, say

log = logging.getLogger(__name__)


def register(app: AsyncApp, asking: Asking) -> None:
    """Put the listener of this module into the app."""

    @app.action("share")
    async def pressed(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext) -> None:
        await ack()
        place, value = place_of(body), value_of(body)
        kept = read_kept(await asyncio.to_thread(asking.desk.journal.answer, value))
        person, room, rule = await asking.look(place, client)
        language = language_of(kept.question if kept else "", person.locale)
        why_not = _refusal(kept, place, room, rule)
        if not why_not and kept:
            why_not = await _share_once(asking, kept, person, place, client, context)
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


async def _share_once(
    asking: Asking, kept: KeptAnswer, person: Person, place: Place, client: AsyncWebClient, context: AsyncBoltContext
) -> str:
    """Share it unless another press does or did, before a restart or after. Returns the name of the sentence that says why not, or ""."""
    inbox, key, alias = asking.desk.inbox, key_of(context), f"share:{place.channel}:{kept.answer.id}"
    if not await asyncio.to_thread(inbox.hold, key, alias, asking.desk.now()):
        return "already_shared"
    try:
        why_not = await _share(asking, kept, person, place, client, context)
    except SlackBusy:
        raise  # this very press is tried again, or given up and then holds nothing
    except Exception:
        await asyncio.to_thread(inbox.let_go, key, alias)
        raise
    if why_not:
        await asyncio.to_thread(inbox.let_go, key, alias)
    return why_not


async def _share(asking: Asking, kept: KeptAnswer, person: Person, place: Place, client: AsyncWebClient, context: AsyncBoltContext) -> str:
    """Ask for everyone and post. Returns the name of the sentence that says why not, or ""."""
    reply = asking.reply(client, context, place, False)
    audiences, remark = await asking.for_all(place, person, client, kept.answer.language)
    question = Question(question_id(key_of(context)), kept.question, audiences, kept.context, place.person)
    answer = await asking.make(question)
    if answer.status != "answered":
        return "nothing_to_share"
    try:
        await reply.post_or_edit(answer_message(answer, intro=_intro(kept, answer, person), remark=remark))
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
