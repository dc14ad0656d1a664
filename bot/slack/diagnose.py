"""The message shortcut *Diagnose*: what may lie behind this message, told to the person who pressed it and to nobody else."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.asking import Asking
from bot.slack.blocks.message import note
from bot.slack.places import read_shortcut
from bot.slack.texts import language_of, say


def register(app: AsyncApp, asking: Asking) -> None:
    """Put the listener of this module into the app."""

    @app.shortcut("diagnose")
    async def diagnosed(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext) -> None:
        await ack()
        asked = read_shortcut(body, context.bot_user_id or "")
        if asked.text:
            return await asking.handle(asked, client, context)
        person = await asking.directory.person(client, asked.place)
        words = note(say("no_words", language_of("", person.locale)))
        await asking.reply(client, context, asked.place, True).show(words)
        return None
