"""Who speaks, where, and what they said: Slack's payloads read into two records. Decides nothing, calls nobody."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.slack.blocks.escape import unescape
from bot.slack.incoming import read_payload

_USER = re.compile(r"<@([UW][A-Z0-9]+)(?:\|([^>]*))?>")
_CHANNEL = re.compile(r"<#[CG][A-Z0-9]+\|?([^>]*)>")
_SPECIAL = re.compile(r"<!(?:subteam\^[A-Z0-9]+|date\^[^|>]*|[a-z]+)\|?([^>]*)>")
_LINK = re.compile(r"<((?:https?|mailto|tel):[^|>]+)(?:\|([^>]*))?>")


@dataclass(frozen=True)
class Place:
    """Where somebody is to be answered. `thread` is the ts of the first message of the thread it stands in, None outside threads.

    `starts` is the ts of the message under which a reply for all to see opens a thread.
    """

    channel: str
    person: str
    thread: str | None = None
    starts: str | None = None
    response_url: str = ""
    team: str = ""
    enterprise: str = ""

    @property
    def is_dm(self) -> bool:
        return self.channel.startswith("D")

    @property
    def reply_thread(self) -> str | None:
        """The thread that a reply for all to see belongs to."""
        return self.thread or self.starts


@dataclass(frozen=True)
class Asked:
    """One question as it came. `text` is without Slack's markup; `wants_private`: only the asker is to see the answer."""

    place: Place
    text: str
    wants_private: bool = False
    follow: bool = False
    """True when the thread it stands in is to be remembered."""


def words_of(text: str, bot: str = "") -> str:
    """A message's text as people read it: without the mention of `bot`, with names of channels and addresses as text."""
    text = _USER.sub(lambda found: "" if found[1] == bot else f"@{found[2] or found[1]}", text)
    text = _CHANNEL.sub(r"#\1", text)
    text = _SPECIAL.sub(r"\1", text)
    text = _LINK.sub(lambda found: found[2] or found[1], text)
    return unescape(text).strip()


def mentions(text: str) -> list[str]:
    """The user ids that a text mentions."""
    return [found[1] for found in _USER.finditer(text)]


def place_of(body: Mapping[str, Any]) -> Place:
    """Where the person who caused any payload is to be answered; empty ids where the payload has none."""
    event = _record(body.get("event"))
    container = _record(body.get("container"))
    message = _record(body.get("message"))
    channel = _id(event.get("channel")) or _id(body.get("channel")) or _text(body.get("channel_id")) or _text(container.get("channel_id"))
    person = _id(event.get("user")) or _id(body.get("user")) or _text(body.get("user_id"))
    thread = _text(event.get("thread_ts")) or _text(message.get("thread_ts")) or _text(container.get("thread_ts"))
    team = _id(body.get("team")) or _text(body.get("team_id"))
    starts = _text(event.get("ts")) or None
    return Place(channel, person, thread or None, starts, _text(body.get("response_url")), team, _id(body.get("enterprise")))


def sender_of(body: str, content_type: str) -> str:
    """The person whose doing a stored request is, or to whom one of our own notices goes; "" where none is named."""
    return place_of(read_payload(body, content_type) or {}).person


def read_event(body: Mapping[str, Any], bot: str) -> Asked:
    """A message or mention. It is answered in a thread: its own, or the one that it starts."""
    return Asked(place_of(body), words_of(_text(body["event"].get("text")), bot), follow=True)


def read_command(body: Mapping[str, Any]) -> Asked:
    """A slash command: private, and in no thread."""
    return Asked(place_of(body), words_of(_text(body.get("text"))), wants_private=True)


def read_shortcut(body: Mapping[str, Any], bot: str) -> Asked:
    """The message under which a shortcut was pressed, asked by who pressed it."""
    message = _record(body.get("message"))
    place = place_of(body)
    if place.is_dm and not place.thread:
        place = replace(place, starts=_text(message.get("ts")) or None)
    return Asked(place, words_of(_text(message.get("text")), bot), wants_private=True)


def text_of(body: Mapping[str, Any]) -> str:
    """The words in any payload, to tell the language by; "" where there are none."""
    return _text(_record(body.get("event")).get("text")) or _text(body.get("text")) or _text(_record(body.get("message")).get("text"))


def value_of(body: Mapping[str, Any]) -> str:
    """What the pressed button carries."""
    actions = body.get("actions")
    return _text(_record(actions[0]).get("value")) if isinstance(actions, list) and actions else ""


def chosen_of(body: Mapping[str, Any]) -> str:
    """The value of the option that was picked in a menu of a message."""
    actions = body.get("actions")
    action = _record(actions[0]) if isinstance(actions, list) and actions else {}
    return _text(_record(action.get("selected_option")).get("value"))


def _record(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _id(value: Any) -> str:
    """Slack writes an id as a text or as a record with "id"."""
    return _text(value) or _text(_record(value).get("id"))
