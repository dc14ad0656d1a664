"""Payloads in the shape that Slack sends them, made from the records of the workspace.

It must not send anything, and changes nothing but the ids it hands out.
"""

import itertools
import secrets
from dataclasses import dataclass
from typing import Any

from bot.playground.people import APP, BOT, BOT_USER, TEAM, Channel, Message, Person
from bot.playground.surfaces import View
from bot.playground.tickets import ResponseUrl
from bot.playground.typed import rich_text

Json = dict[str, Any]
_KINDS = {"public": "channel", "private": "group", "direct": "im"}
_LEGACY = "not-used-any-more"
_numbers = itertools.count(1)


def channel_type(channel: Channel) -> str:
    return _KINDS[channel.kind]


def subscription(event: Json) -> str:
    """The name under which an app subscribes to this event."""
    names = {"channel": "message.channels", "group": "message.groups", "im": "message.im"}
    return names[event["channel_type"]] if event["type"] == "message" else str(event["type"])


def envelope(event: Json, channel: Channel | None, at: float) -> Json:
    """One event_callback. Every event gets an id of its own."""
    return {
        "token": _LEGACY,
        "team_id": TEAM,
        "context_team_id": TEAM,
        "context_enterprise_id": None,
        "api_app_id": APP,
        "event": event,
        "type": "event_callback",
        "event_id": f"Ev{secrets.token_hex(4).upper()}{next(_numbers):04d}",
        "event_time": int(at),
        "authorizations": [{"enterprise_id": None, "team_id": TEAM, "user_id": BOT_USER, "is_bot": True, "is_enterprise_install": False}],
        "is_ext_shared_channel": bool(channel and channel.is_shared),
        "event_context": f"4-{secrets.token_hex(12)}",
    }


def message_json(message: Message, author: Person) -> Json:
    """A message as history shows it and events carry it."""
    body: Json = {"type": "message", "user": message.author, "text": message.text, "ts": message.ts, "team": author.team}
    if message.client_msg_id:
        body["client_msg_id"] = message.client_msg_id
    if author.bot_id:
        app = APP if author.bot_id == BOT else "A0OTHER"
        profile = {"id": author.bot_id, "name": author.name, "app_id": app, "team_id": TEAM, "deleted": False}
        body |= {"bot_id": author.bot_id, "app_id": app, "bot_profile": profile}
    blocks = list(message.blocks) or ([] if author.is_bot else rich_text(message.text))
    if blocks:
        body["blocks"] = blocks
    if message.thread:
        body["thread_ts"] = message.thread
    if message.edited:
        body["edited"] = {"user": message.author, "ts": message.edited}
    if message.reactions:
        body["reactions"] = _reactions(message)
    return body


def _reactions(message: Message) -> list[Json]:
    people: dict[str, list[str]] = {}
    for name, who in message.reactions:
        people.setdefault(name, []).append(who)
    return [{"name": name, "users": users, "count": len(users)} for name, users in people.items()]


def message_event(message: Message, author: Person, channel: Channel) -> Json:
    return message_json(message, author) | {"channel": channel.id, "channel_type": channel_type(channel), "event_ts": message.ts}


def mention_event(message: Message, author: Person, channel: Channel) -> Json:
    """The second event of a mention: same ts, no channel_type."""
    return message_json(message, author) | {"type": "app_mention", "channel": channel.id, "event_ts": message.ts}


def changed_event(new: Message, old: Message, author: Person, channel: Channel, ts: str) -> Json:
    body = _hidden("message_changed", channel, ts)
    return body | {"message": message_json(new, author), "previous_message": message_json(old, author)}


def deleted_event(old: Message, author: Person, channel: Channel, ts: str) -> Json:
    return _hidden("message_deleted", channel, ts) | {"deleted_ts": old.ts, "previous_message": message_json(old, author)}


def _hidden(subtype: str, channel: Channel, ts: str) -> Json:
    body = {"type": "message", "subtype": subtype, "hidden": True, "channel": channel.id, "ts": ts, "event_ts": ts}
    return body | {"channel_type": channel_type(channel)}


def home_opened_event(person: Person, channel: Channel, tab: str, view: View | None, ts: str) -> Json:
    body: Json = {"type": "app_home_opened", "user": person.id, "channel": channel.id, "tab": tab, "event_ts": ts}
    return body | {"view": view.as_json()} if view and tab == "home" else body


@dataclass(frozen=True)
class Gesture:
    """Who does something where, and the ids by which the bot may answer."""

    person: Person
    channel: Channel
    trigger_id: str
    url: str = ""


def command_form(gesture: Gesture, command: str, text: str) -> dict[str, str]:
    """The form fields of a slash command."""
    person, channel = gesture.person, gesture.channel
    return {
        "token": _LEGACY,
        "team_id": TEAM,
        "team_domain": "sample",
        "channel_id": channel.id,
        "channel_name": {"direct": "directmessage", "private": "privategroup"}.get(channel.kind, channel.name),
        "user_id": person.id,
        "user_name": person.name.lower(),
        "command": command,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": gesture.url,
        "trigger_id": gesture.trigger_id,
    }


def _interaction(kind: str, person: Person, trigger_id: str) -> Json:
    user = {"id": person.id, "username": person.name.lower(), "name": person.name.lower(), "team_id": person.team}
    top = {"type": kind, "team": {"id": TEAM, "domain": "sample"}, "user": user, "api_app_id": APP, "token": _LEGACY}
    return top | {"enterprise": None, "is_enterprise_install": False, "trigger_id": trigger_id}


def _place(channel: Channel) -> Json:
    return {"id": channel.id, "name": {"direct": "directmessage", "private": "privategroup"}.get(channel.kind, channel.name)}


def shortcut_payload(gesture: Gesture, message: Message, author: Person, callback_id: str, ts: str) -> Json:
    body = _interaction("message_action", gesture.person, gesture.trigger_id) | {"channel": _place(gesture.channel)}
    body["callback_id"] = callback_id
    return body | {"message_ts": message.ts, "message": message_json(message, author), "response_url": gesture.url, "action_ts": ts}


def global_shortcut_payload(person: Person, callback_id: str, trigger_id: str, ts: str) -> Json:
    return _interaction("shortcut", person, trigger_id) | {"callback_id": callback_id, "action_ts": ts}


def suggestion_payload(person: Person, block_id: str, action_id: str, typed: str, where: Message | View) -> Json:
    """block_suggestion: a person types in a select whose options the bot knows."""
    body = _interaction("block_suggestion", person, "") | {"action_id": action_id, "block_id": block_id, "value": typed}
    del body["trigger_id"]
    if isinstance(where, View):
        return body | {"container": {"type": "view", "view_id": where.id}, "view": where.as_json()}
    return body | {"container": {"type": "message", "message_ts": where.ts, "channel_id": where.channel}, "channel": {"id": where.channel}}


def click_payload(gesture: Gesture, message: Message, author: Person, action: Json, state: Json) -> Json:
    """block_actions on a message. A private message is not repeated in the payload, as with Slack."""
    where = {"type": "message", "message_ts": message.ts, "channel_id": message.channel, "is_ephemeral": message.is_private}
    if message.thread:
        where["thread_ts"] = message.thread
    body = _interaction("block_actions", gesture.person, gesture.trigger_id) | {"container": where, "channel": _place(gesture.channel)}
    if not message.is_private:
        body["message"] = message_json(message, author)
    return body | {"state": {"values": state}, "response_url": gesture.url, "actions": [action]}


def view_click_payload(person: Person, view: View, action: Json, state: Json, trigger_id: str) -> Json:
    body = _interaction("block_actions", person, trigger_id) | {"container": {"type": "view", "view_id": view.id}}
    return body | {"view": view.as_json(state), "state": {"values": state}, "actions": [action]}


def submission_payload(person: Person, view: View, values: Json, trigger_id: str) -> Json:
    return _interaction("view_submission", person, trigger_id) | {"view": view.as_json(values), "response_urls": []}


def closed_payload(person: Person, view: View, cleared: bool) -> Json:
    body = _interaction("view_closed", person, "") | {"view": view.as_json(), "is_cleared": cleared}
    del body["trigger_id"]
    return body


def response_link(base: str, url: ResponseUrl) -> str:
    return f"{base.rstrip('/')}/response/{url.key}"
