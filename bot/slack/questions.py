"""The questions that got no answer, for those who can close the gap: "/ask questions". Never says who asked."""

import asyncio
from collections.abc import Sequence

from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.config import Config
from bot.ports import Kept
from bot.slack.asking import Asking
from bot.slack.blocks.escape import escape
from bot.slack.blocks.message import Message, context, cut, header, note, section
from bot.slack.directory import Person
from bot.slack.manners import may_set_rules
from bot.slack.places import Asked
from bot.slack.texts import language_of, say
from knowledge.language import read_language

QUESTIONS = frozenset({"questions", "待答", "未答", "待答问题", "未答问题", "待答問題", "未答問題"})
"""What is typed after /ask to see them."""
_MOST = 20
_QUESTION_CHARS = 140
"""Of one question: all of them fit into the fallback text, which some people hear instead of reading the blocks."""
_PER_BLOCK = 10


async def show_questions(asking: Asking, asked: Asked, client: AsyncWebClient, context: AsyncBoltContext) -> None:
    """Show the latest of them to a manager or admin, and a polite sentence to anybody else."""
    person = await asking.directory.person(client, asked.place)
    room = await asking.directory.room(client, asked.place)
    language = language_of("" if asked.text.isascii() else asked.text, person.locale)
    reply = asking.reply(client, context, asked.place, True)
    if room.is_external:
        return await reply.show(note(say("external", language)))
    if not may_see_questions(person, asking.desk.config):
        return await reply.show(note(say("only_managers", language)))
    return await reply.show(questions_message(await asyncio.to_thread(asking.desk.journal.unanswered, _MOST), language))


def may_see_questions(person: Person, config: Config) -> bool:
    """Managers and admins named in the settings, and the workspace's own admins; never a guest."""
    return may_set_rules(person, config) or (not person.is_guest and person.id in config.people.managers)


def questions_message(kept: Sequence[Kept], language: str) -> Message:
    """One line a question: its day (UTC), its language and its words, whose asker is left out however it was asked."""
    if not kept:
        return note(say("questions_none", language))
    title, foot = say("questions_title", language), say("questions_foot", language, count=len(kept))
    lines = [_line(each, language) for each in kept]
    parts = [section("\n".join(lines[at : at + _PER_BLOCK])) for at in range(0, len(lines), _PER_BLOCK)]
    return Message("\n".join([title, *lines, foot]), (header(title), *parts, context(foot)))


def _line(kept: Kept, language: str) -> str:
    written = read_language(kept.text)  # the answer may be in another one
    named = say(f"in_{written}", language) if written in ("en", "zh") else written.upper()
    words = cut(escape(" ".join(kept.text.split())), _QUESTION_CHARS)
    return f"• {kept.asked_at:%Y-%m-%d} · {named} · {words}"
