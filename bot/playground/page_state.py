"""What one person sees of the workspace, as the page draws it. Changes nothing."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bot.playground.journal import Call, Entry
from bot.playground.people import Channel, Message, Person

if TYPE_CHECKING:
    from bot.playground.playground import Playground

Json = dict[str, Any]


def seen_by(playground: "Playground", person: Person) -> Json:
    """The whole of the page for this person; `unread` counts by channel: messages, and those meant for them alone."""
    workspace = playground.workspace
    channels = [each for each in workspace.channels.values() if person.id in each.members]
    seen = {each.id for each in channels}
    home = playground.surfaces.homes.get(person.id)
    return {
        "count": playground.changes.count,
        "bot": workspace.bot.id,
        "me": person.id,
        "people": [_person(playground, each) for each in workspace.people.values()],
        "channels": [_channel(playground, each) for each in channels],
        "messages": [_message(playground, each) for each in workspace.seen_by(person)],
        "statuses": [asdict(each) for each in workspace.statuses.values() if each.channel in seen],
        "unread": playground.marks.unread(person),
        "views": [view.as_json() | {"errors": view.errors} for view in playground.surfaces.stack(person.id)],
        "home": home.as_json() if home else None,
        "has_home": workspace.listing.home or home is not None,
        "commands": [asdict(each) for each in workspace.listing.commands],
        "shortcuts": [asdict(each) for each in workspace.listing.shortcuts],
        "suggestions": [asdict(each) for each in workspace.listing.suggestions],
        "unreachable": _is_unreachable(playground),
        "clock": {"now": playground.clock(), "ahead": playground.clock.ahead},
        "guide": playground.guide.as_json(),
    }


def entry_json(entry: Entry) -> Json:
    return asdict(entry) | {"what": "call" if isinstance(entry, Call) else "delivery"}


def _is_unreachable(playground: "Playground") -> bool:
    """Whether the last request to the bot got no good answer."""
    deliveries = playground.journal.deliveries()
    return bool(deliveries) and deliveries[-1].reason in ("http_timeout", "connection_failed")


def _person(playground: "Playground", person: Person) -> Json:
    return asdict(person) | {"is_bot": person.is_bot, "waiting": 0 if person.is_bot else playground.marks.waiting(person)}


def _channel(playground: "Playground", channel: Channel) -> Json:
    prompts = playground.workspace.prompts.get(channel.id, ())
    return asdict(channel) | {"members": sorted(channel.members), "prompts": list(prompts)}


def _message(playground: "Playground", message: Message) -> Json:
    more = {
        "blocks": list(message.blocks),
        "private": message.is_private,
        "streaming": (message.channel, message.ts) in playground.workspace.streams,
        "title": playground.workspace.titles.get((message.channel, message.ts), ""),
    }
    return asdict(message) | more | {"metadata": None}
