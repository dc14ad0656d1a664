"""What Slack makes of what a person types: mentions, channels and links become its own marks, the rest is escaped.

It must not know what the text is for.
"""

import re
from typing import Any

from bot.playground.people import Channel, Person

_PIECE = re.compile(
    r"(?P<mark><[@#!][^<>\s]+>)|(?P<link>https?://[^\s<>|]+)|(?P<at>(?<![\w@])@(?P<name>\w[\w-]*))|(?P<hash>(?<![\w#])#(?P<room>\w[\w-]*))"
)


def read_typed(text: str, people: list[Person], channels: list[Channel]) -> str:
    """The text as Slack stores and sends it. "@Ana" becomes "<@U0ANA>", "<" becomes "&lt;"."""
    names = {person.name.lower(): person.id for person in people}
    rooms = {channel.name: channel for channel in channels if channel.name}

    def mark(found: re.Match[str]) -> str:
        if found["mark"]:
            return found["mark"]
        if found["link"]:
            return f"<{found['link'].replace('&', '&amp;')}>"
        if found["name"] and found["name"].lower() in names:
            return f"<@{names[found['name'].lower()]}>"
        if found["room"] and found["room"] in rooms:
            return f"<#{rooms[found['room']].id}|{found['room']}>"
        return escape(found[0])

    done, last = [], 0
    for found in _PIECE.finditer(text):
        done += [escape(text[last : found.start()]), mark(found)]
        last = found.end()
    return "".join([*done, escape(text[last:])])


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def rich_text(text: str) -> list[dict[str, Any]]:
    """The rich_text block that Slack adds to a person's message: runs of text with the mentions in between."""
    elements: list[dict[str, Any]] = []
    for piece in re.split(r"(<@\w+>)", text):
        if re.fullmatch(r"<@\w+>", piece):
            elements.append({"type": "user", "user_id": piece[2:-1]})
        elif piece:
            elements.append({"type": "text", "text": unescape(piece)})
    return [{"type": "rich_text", "block_id": "typed", "elements": [{"type": "rich_text_section", "elements": elements}]}]
