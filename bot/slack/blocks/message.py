"""A message and the blocks it is made of, within Slack's limits. Knows nothing of what the message is about."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Block = dict[str, Any]

HEADER_CHARS = 150
SECTION_CHARS = 3000
TEXT_CHARS = 4000
"""Slack truncates longer fallback texts, and refuses to update a message with one."""
BUTTON_CHARS = 75
VALUE_CHARS = 2000


@dataclass(frozen=True)
class Message:
    """`text` is complete on its own: notifications and screen readers use nothing else."""

    text: str
    blocks: tuple[Mapping[str, Any], ...] = ()


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, ended with an ellipsis when something is missing. No entity is cut in two."""
    if len(text) <= limit:
        return text
    kept = text[: limit - 1]
    entity = kept.rfind("&")
    if entity >= 0 and ";" not in kept[entity:] and limit - entity < 8:
        kept = kept[:entity]
    return kept + "…"


def split(text: str, limit: int) -> Iterator[str]:
    """The text in pieces of at most `limit` characters, cut at a space or sentence end where there is one."""
    while len(text) > limit:
        window = text[:limit]
        at = max(window.rfind(mark) + 1 for mark in (" ", "\n", "。", "，", "；"))
        if at < limit // 2:
            at = limit
            entity = window.rfind("&")
            if entity > 0 and ";" not in window[entity:] and limit - entity < 8:
                at = entity
        yield text[:at].rstrip()
        text = text[at:].lstrip()
    if text:
        yield text


def header(text: str) -> Block:
    return {"type": "header", "text": {"type": "plain_text", "text": cut(text, HEADER_CHARS), "emoji": False}}


def section(text: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": cut(text, SECTION_CHARS)}, "expand": True}


def context(text: str) -> Block:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": cut(text, SECTION_CHARS)}]}


def button(text: str, action: str, value: str, style: str = "") -> Block:
    """A button. `action` is the action_id a listener waits for; `style` is "", "primary" or "danger"."""
    if len(value) > VALUE_CHARS:
        raise ValueError(f"a button can carry {VALUE_CHARS} characters, not {len(value)}")
    label = {"type": "plain_text", "text": cut(text, BUTTON_CHARS), "emoji": False}
    return {"type": "button", "text": label, "action_id": action, "value": value} | ({"style": style} if style else {})


def actions(buttons: Iterable[Block]) -> Block:
    return {"type": "actions", "elements": list(buttons)}


def note(text: str) -> Message:
    """A sentence and nothing else."""
    return Message(cut(text, TEXT_CHARS), (section(text),))
