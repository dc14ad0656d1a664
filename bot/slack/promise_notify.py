"""Sends the notices of `promise_notices`: approval cards, their end, and what the owner hears, each by direct message and once.

A worker calls this with a delivery of ours; while Slack is busy it is called again, and finds what it has posted before.
"""

import json
import logging
from datetime import timedelta
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.answers.readers import audiences_of
from bot.errors import BadInput
from bot.promises.proposals import KeptRate
from bot.promises.records import Promise
from bot.promises.sentences import state_word
from bot.slack.blocks.escape import escape
from bot.slack.blocks.message import Message, cut
from bot.slack.blocks.promise import person as mention
from bot.slack.blocks.promise_approval import approval_message, told_message
from bot.slack.blocks.promise_list import missing
from bot.slack.calling import blocks_of, call
from bot.slack.directory import Memory
from bot.slack.failures import SlackRefused
from bot.slack.outgoing import Reply
from bot.slack.places import Place, place_of, value_of
from bot.slack.promise_desk import PromiseDesk
from bot.slack.promise_notices import ACTION, Notices, as_asked
from bot.slack.promise_turn import Turn
from bot.slack.texts import speech
from bot.slack.texts_promises import tell

log = logging.getLogger(__name__)


def register(app: AsyncApp, desk: PromiseDesk, notices: Notices) -> None:
    """Put the listener of this module into the app."""
    sender = _Sender(desk, notices)

    @app.action(ACTION)
    async def noticed(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext) -> None:
        await ack()
        await sender.send(body, client, context)


class _Sender:
    def __init__(self, desk: PromiseDesk, notices: Notices) -> None:
        self._desk, self._notices = desk, notices
        self._rooms: Memory[str] = Memory(desk.asking.desk.now, timedelta(hours=1), 2000)

    async def send(self, body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext) -> None:
        """Send one. Raises SlackBusy. Whom Slack refuses is noted, and the owner told when it was an approver."""
        told, place = json.loads(value_of(body)), place_of(body)
        known = await self._desk.colleague(client, place.person, place.team)
        person = self._desk.person(known)
        language = speech(await self._desk.locale(known))
        turn = Turn(person, audiences_of(person.id, person.team), language, place, body, client, context)
        try:
            promise = await self._desk.promise(told["p"], turn)
        except BadInput:
            log.info("Notice %s is not for %s any more", turn.key, person.id)
            return
        try:
            if told["n"] == "ask":
                await self._ask(promise, as_asked(promise, told), turn)
            elif told["n"] == "settle":
                await self._settle(promise, as_asked(promise, told), told["card"], turn)
            else:
                await self._post(self._telling(promise, told, turn), turn)
        except SlackRefused as refusal:
            log.warning("Notice %s was refused: %s", turn.key, refusal)
            if told["n"] == "ask" and promise.state == "waiting":
                departments = missing(promise, turn.language)
                await self._notices.tell_owner(promise, "nobody_reached", person.id, place.team, departments)

    async def _ask(self, promise: Promise, asked: Promise, turn: Turn) -> None:
        if promise.state != "waiting" or (promise.what, promise.due, promise.owner) != (asked.what, asked.due, asked.owner):
            return  # decided or changed before the card went out
        await self._post(await self._card(promise, asked, turn), turn)

    async def _settle(self, promise: Promise, asked: Promise, card: str, turn: Turn) -> None:
        """Edit the card that went out. One that has gone is left alone: its buttons would have said the same."""
        at = await self._desk.work(self._desk.asking.desk.inbox.reply_of, card)
        if at is None:
            return
        message = await self._card(promise, asked, turn)
        await call(turn.client.chat_update, channel=at[0], ts=at[1], text=message.text, blocks=blocks_of(message))

    async def _card(self, promise: Promise, asked: Promise, turn: Turn) -> Message:
        record = await self._desk.work(record_of, self._desk, promise, turn)
        return approval_message(promise, asked, self._desk.now(), turn.language, turn.person, record)

    def _telling(self, promise: Promise, told: dict[str, str], turn: Turn) -> Message:
        language, words = turn.language, cut(escape(" ".join(told.get("why", "").split())), 600)
        values = {"by": mention(told["by"]), "departments": missing(promise, language), "reason": words, "why": words}
        sentence = tell(told["key"], language, state=state_word(promise.state, language), **values)
        return told_message(promise, self._desk.now(), language, turn.person, sentence)

    async def _post(self, message: Message, turn: Turn) -> None:
        """Post it once into the direct message with this person. Raises SlackRefused."""
        channel = self._rooms.get(turn.person.id)
        if channel is None:
            opened = await call(turn.client.conversations_open, users=turn.person.id)
            channel = self._rooms.put(turn.person.id, str((opened.get("channel") or {}).get("id") or turn.person.id))
        place = Place(channel, turn.person.id, team=turn.place.team)
        reply = Reply(turn.client, self._desk.asking.desk.inbox, turn.key, place, False, is_repeated=turn.context.get("attempt", 1) > 1)
        await reply.post_or_edit(message)


def record_of(desk: PromiseDesk, promise: Promise, turn: Turn) -> KeptRate:
    """How promises to this customer went, as far as this person may know. Blocks."""
    return desk.promising.kept("customer", promise.customer, turn.audiences)
