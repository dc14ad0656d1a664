"""The rule of a channel: shown to everyone, changed by admins only. Buttons, and "/ask settings off" for those who type."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.asking import Asking
from bot.slack.blocks.help import RULES, rule_message
from bot.slack.blocks.message import note
from bot.slack.manners import may_set_rules
from bot.slack.places import Asked, Place, place_of
from bot.slack.texts import language_of, say


def register(app: AsyncApp, asking: Asking) -> None:
    """Put the listeners of this module into the app."""
    for rule in RULES:
        app.action(f"rule_{rule}")(_listener(asking, rule))


def _listener(asking: Asking, rule: str) -> Any:
    async def chosen(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext) -> None:
        await ack()
        await change_rule(asking, place_of(body), rule, client, context)

    return chosen


async def show_rule(asking: Asking, asked: Asked, client: AsyncWebClient, context: AsyncBoltContext) -> None:
    """Show the rule that holds where it was asked."""
    person, room, rule = await asking.look(asked.place, client)
    language = language_of("" if asked.text.isascii() else asked.text, person.locale)
    reply = asking.reply(client, context, asked.place, True)
    if asked.place.is_dm or room.is_external:
        return await reply.show(note(say("no_settings_here" if asked.place.is_dm else "external_settings", language)))
    return await reply.show(rule_message(rule, may_set_rules(person, asking.desk.config), language))


async def change_rule(asking: Asking, place: Place, rule: str, client: AsyncWebClient, context: AsyncBoltContext) -> None:
    """Set the rule, when this person may and this place has one. Raises NotSaved."""
    person, room, _ = await asking.look(place, client)
    language = language_of("", person.locale)
    reply = asking.reply(client, context, place, True)
    if place.is_dm or room.is_external:
        return await reply.show(note(say("no_settings_here" if place.is_dm else "external_settings", language)))
    if not may_set_rules(person, asking.desk.config):
        return await reply.show(note(say("only_admins", language)))
    await asyncio.to_thread(asking.desk.rules.set_rule, place.channel, rule, person.id, asking.desk.now())
    return await reply.show(rule_message(rule, True, language))
