"""Questions that people type: a mention, a direct message, a follow-up in a thread of ours, /ask."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.asking import Asking
from bot.slack.blocks.help import RULES, help_message
from bot.slack.places import mentions, read_command, read_event
from bot.slack.questions import QUESTIONS, show_questions
from bot.slack.settings import change_rule, show_rule
from bot.slack.texts import language_of

_HELP = frozenset({"", "help", "?", "帮助", "幫助", "？"})
_SETTINGS = frozenset({"settings", "设置", "設定"})


def register(app: AsyncApp, asking: Asking) -> None:
    """Put the listeners of this module into the app."""

    async def heard(body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext) -> None:
        if await _is_for_us(asking, body, context.bot_user_id or ""):
            await asking.handle(read_event(body, context.bot_user_id or ""), client, context)

    async def commanded(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext) -> None:
        await ack()
        asked = read_command(body)
        words = asked.text.casefold().split()
        if asked.text.casefold() in _HELP:
            person = await asking.directory.person(client, asked.place)
            await asking.reply(client, context, asked.place, True).show(help_message(language_of(asked.text, person.locale)))
        elif words[0] in _SETTINGS and words[1:] == []:
            await show_rule(asking, asked, client, context)
        elif words[0] in _SETTINGS and len(words) == 2 and words[1] in RULES:
            await change_rule(asking, asked.place, words[1], client, context)
        elif asked.text.casefold() in QUESTIONS:
            await show_questions(asking, asked, client, context)
        else:
            await asking.handle(asked, client, context)

    app.event("app_mention")(heard)
    app.event("message")(heard)
    app.command("/ask")(commanded)


async def _is_for_us(asking: Asking, body: dict[str, Any], bot: str) -> bool:
    """Is this message addressed to us? In a channel only by mention, or in a thread where we were asked before."""
    event = body["event"]
    named = mentions(event.get("text") or "")
    if event["type"] == "app_mention" or event["channel"].startswith("D") or bot in named:
        return True
    if named or not event.get("thread_ts"):
        return False  # addressed to somebody else, or to nobody
    return bool(await asyncio.to_thread(asking.desk.threads.questions, event["channel"], event["thread_ts"]))
