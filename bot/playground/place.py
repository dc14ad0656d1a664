"""The parts of this Slack that people's acts work on, and how the bot hears of them. It must not know which acts there are."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.playground import events
from bot.playground.chat import Chat
from bot.playground.delivery import Deliveries
from bot.playground.elements import answer_of
from bot.playground.journal import Delivery
from bot.playground.people import BOT_USER, Channel
from bot.playground.surfaces import Surfaces
from bot.playground.tickets import Tickets
from bot.playground.workspace import Workspace

Json = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """`address` is the base of response URLs."""

    workspace: Workspace
    surfaces: Surfaces
    tickets: Tickets
    chat: Chat
    deliveries: Deliveries
    address: Callable[[], str]


async def announce(at: Place, channel: Channel | None, *told: Json) -> tuple[Delivery, ...]:
    """Deliver these events side by side, those that the app subscribes to and is there to hear."""
    if channel is not None and BOT_USER not in at.workspace.channels[channel.id].members:
        return ()
    wanted = [event for event in told if events.subscription(event) in at.workspace.listing.events]
    now = at.workspace.clock()
    return tuple(await asyncio.gather(*(at.deliveries.event(events.envelope(event, channel, now)) for event in wanted)))


async def interact(at: Place, *payloads: Json) -> tuple[Delivery, ...]:
    """Deliver these interactions, one after the other."""
    return tuple([await at.deliveries.interaction(payload) for payload in payloads])


def action_of(at: Place, block: Json, element: Json, value: Any) -> Json:
    """One entry of a payload's `actions`."""
    ids = {"action_id": element["action_id"], "block_id": block["block_id"], "action_ts": at.workspace.new_ts()}
    return {**ids, **answer_of(element, value)}


def read_object(text: str) -> Json:
    """The JSON object in an HTTP answer, or an empty one."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
