"""One question from where it was asked to where it is answered: look at who and where, ask, show. Shared by several listeners."""

import asyncio
import hashlib
import logging
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.answers.readers import GUESTS
from bot.answers.records import Answer, Question
from bot.errors import NotSaved
from bot.slack.blocks.answer import answer_message
from bot.slack.blocks.help import help_message
from bot.slack.blocks.message import note
from bot.slack.desk import Desk
from bot.slack.directory import Directory, Person, Room
from bot.slack.failures import SlackBusy, SlackRefused, TooSlow
from bot.slack.manners import common, decide
from bot.slack.outgoing import Reply
from bot.slack.places import Asked, Place
from bot.slack.readership import Readership
from bot.slack.sessions import Session, Underway
from bot.slack.texts import language_of, say
from bot.slack.texts_home import home

PATIENCE = 0.8
"""Seconds after which a private answer that is still being made is announced. (A public one is announced at once.)"""
log = logging.getLogger(__name__)


class Asking:
    """What the listeners share: the desk, who is who, and the threads on which answers are made."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.directory = Directory(desk.now)
        self.underway = Underway(desk.inbox, desk.now, is_shared=bool(desk.config.storage.url))
        self._readership = Readership(self.directory, desk.now)
        # Threads of its own: answers that hang must never keep the inbox from writing.
        self._pool = ThreadPoolExecutor(desk.config.work.workers, thread_name_prefix="answer")

    async def handle(self, asked: Asked, client: AsyncWebClient, context: AsyncBoltContext) -> None:
        """Answer, or say why not. Raises SlackBusy, BotError or whatever answering raised."""
        person, room, rule = await self.look(asked.place, client)
        language = language_of(asked.text, person.locale)
        manner = decide(asked, person, room, rule, self.desk.config)
        if manner.refusal:
            await self.reply(client, context, asked.place, True).show(note(say(manner.refusal, language)))
        elif not asked.text:
            await self.reply(client, context, asked.place, True).show(help_message(language))
        elif asked.follow and asked.place.is_dm:
            await self._converse(asked, manner.audiences, client, context, language)
        else:
            question = Question(question_id(key_of(context)), asked.text, manner.audiences, asked_by=asked.place.person)
            reply = self.reply(client, context, asked.place, manner.is_private)
            if not manner.is_private:
                await _begin(reply, language)
            if asked.follow:
                question = await self._follow(asked.place, question)
            remark = ""
            if not manner.is_private and not asked.place.is_dm:
                audiences, remark = await self.for_all(asked.place, person, client, language)
                question = replace(question, audiences=audiences)
            answer = await self.make(question, reply if manner.is_private else None, language)
            can_share = manner.is_private and room.is_known and rule != "off"
            await reply.show(answer_message(answer, can_share=can_share, remark=remark))

    async def _converse(
        self, asked: Asked, audiences: frozenset[str], client: AsyncWebClient, context: AsyncBoltContext, language: str
    ) -> None:
        """A question on the messages tab: a conversation with a title, which Stop ends."""
        place, reply = asked.place, self.reply(client, context, asked.place, False)
        question = Question(question_id(key_of(context)), asked.text, audiences, asked_by=place.person)
        session = Session(client, place, reply, language, grows=bool(self.desk.config.model.name))
        stop = self.underway.begin(place)
        try:
            if not await session.begin(asked.text, is_repeated=context.get("attempt", 1) > 1):
                await _begin(reply, language)
            question = await self._follow(place, question)
            answer = await self.make_until(stop, question)
            await session.show(answer_message(answer, in_conversation=True) if answer else note(home("stopped", language)))
        finally:
            self.underway.end(place, stop)
            await session.end()

    async def look(self, place: Place, client: AsyncWebClient) -> tuple[Person, Room, str]:
        """Who is asking, where, and the rule that holds there."""
        person = await self.directory.person(client, place)
        room = await self.directory.room(client, place)
        rule = None if place.is_dm else await asyncio.to_thread(self.desk.rules.rule, place.channel)
        return person, room, rule or self.desk.config.channels.default

    async def for_all(self, place: Place, person: Person, client: AsyncWebClient, language: str) -> tuple[frozenset[str], str]:
        """What an answer may draw on that the whole channel reads, and what the asker is told when that is less than usual."""
        if person.is_guest or await self._readership.is_ours_alone(client, place):
            return common(person), ""
        return GUESTS, say("guests_here", language)

    def reply(self, client: AsyncWebClient, context: AsyncBoltContext, place: Place, is_private: bool) -> Reply:
        """The reply to this delivery."""
        return Reply(client, self.desk.inbox, key_of(context), place, is_private, is_repeated=context.get("attempt", 1) > 1)

    async def make(self, question: Question, announce: Reply | None = None, language: str = "en") -> Answer:
        """Make the answer on a thread of ours; announce it when it takes longer than PATIENCE. Raises TooSlow."""
        work = self._start(question)
        if announce:
            done, _ = await asyncio.wait({work}, timeout=PATIENCE)
            if not done:
                await _begin(announce, language)
        done, _ = await asyncio.wait({work}, timeout=self.desk.config.work.lease)
        if not done:
            work.cancel()
            raise TooSlow
        return work.result()

    async def make_until(self, stop: asyncio.Event, question: Question) -> Answer | None:
        """The same, given up as soon as `stop` is set: None. Raises TooSlow."""
        work, stopping = self._start(question), asyncio.ensure_future(stop.wait())
        both: set[asyncio.Future[Any]] = {work, stopping}
        try:
            await asyncio.wait(both, timeout=self.desk.config.work.lease, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()
        if work.done() and not stop.is_set():
            return work.result()
        work.cancel()  # where it runs already its end is not waited for
        if stop.is_set():
            return None
        raise TooSlow

    def _start(self, question: Question) -> "asyncio.Future[Answer]":
        return asyncio.get_running_loop().run_in_executor(self._pool, self.desk.answering.answer, question)

    async def _follow(self, place: Place, question: Question) -> Question:
        """The question with what was asked before it in its thread. From now on the thread needs no mention."""
        thread, threads = place.reply_thread or "", self.desk.threads
        earlier = await asyncio.to_thread(threads.questions, place.channel, thread)
        if earlier and earlier[-1] == question.text:
            earlier = earlier[:-1]  # an earlier try of this very question
        try:
            await asyncio.to_thread(threads.follow, place.channel, thread, question.text, question.id, self.desk.now())
        except NotSaved:
            log.warning("A thread could not be remembered: its next question needs a mention.")
        return replace(question, context=earlier)


async def _begin(reply: Reply, language: str) -> None:
    """Say that work has begun. When Slack refuses that, the answer itself may still find a way.

    A private line stays above its answer, for Slack lets nobody edit or delete it: its words are still true then.
    """
    try:
        await reply.begin(note(say("answer_below" if reply.is_private else "looking", language)))
    except SlackRefused as refusal:
        log.info("No announcement: %s", refusal)
    except SlackBusy as busy:
        if not reply.is_private:
            raise  # without a message to edit, a second try could post twice
        log.info("No announcement: %s", busy)


def key_of(context: AsyncBoltContext) -> str:
    """The key of the delivery; a fresh one for requests that were not stored."""
    if "delivery" not in context:
        context["delivery"] = f"direct:{uuid.uuid4()}"
    key: Any = context["delivery"]
    return str(key)


def question_id(key: str) -> str:
    """The same for every try of one delivery, so that a question is kept once."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:20]
