"""Forms in Slack: modals and their inputs, and what was filled in read back. Knows nothing of what a form is about."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from bot.slack.blocks.escape import clean, plain
from bot.slack.blocks.message import Block, Message, cut, section

_TITLE_CHARS = 24
_OPTION_CHARS = 75
_OPTION_VALUE = 150
_MOST_OPTIONS = 100
_MOST_BOXES = 10
MOST_BLOCKS = 100
"""Of a form or a Home tab."""
View = dict[str, Any]
Choice = tuple[str, str]
"""(value, words)."""


def form(callback: str, title: str, submit: str, close: str, blocks: Sequence[Mapping[str, Any]], memory: Mapping[str, Any]) -> View:
    """A modal. `memory` comes back with what was filled in (private_metadata)."""
    view = {"type": "modal", "callback_id": callback, "title": _plain(title), "close": _plain(close), "blocks": list(blocks)}
    view["private_metadata"] = json.dumps(memory, ensure_ascii=False, separators=(",", ":"))
    return view | ({"submit": _plain(submit)} if submit else {})


def sheet(message: Message, close: str, memory: Mapping[str, Any]) -> View:
    """A message as a form with nothing to send: the same blocks, under its own heading when it has one that fits."""
    blocks = list(message.blocks) or [section(message.text)]
    title, heading = "Goodword", str((blocks[0].get("text") or {}).get("text") or "") if blocks[0]["type"] == "header" else ""
    if 0 < len(heading) <= _TITLE_CHARS and len(blocks) > 1:
        title, blocks = heading, blocks[1:]
    return form("", title, "", close, blocks[:MOST_BLOCKS], memory)


def words(name: str, label: str, *, value: str = "", hint: str = "", most: int = 400, long: bool = False, optional: bool = False) -> Block:
    """A line to type, or several."""
    element: Block = {"type": "plain_text_input", "action_id": name, "multiline": long, "max_length": most}
    return _input(name, label, element | ({"initial_value": value[:most]} if value else {}), hint, optional)


def day(name: str, label: str, value: date | None = None, *, hint: str = "", optional: bool = False) -> Block:
    element: Block = {"type": "datepicker", "action_id": name}
    return _input(name, label, element | ({"initial_date": value.isoformat()} if value else {}), hint, optional)


def clock(name: str, label: str, value: time | None = None, *, hint: str = "") -> Block:
    """A time of day, which may stay empty."""
    element: Block = {"type": "timepicker", "action_id": name}
    return _input(name, label, element | ({"initial_time": f"{value:%H:%M}"} if value else {}), hint, optional=True)


def choice(name: str, label: str, choices: Iterable[Choice], value: str = "", *, optional: bool = False) -> Block:
    """One of up to a hundred. Texts of others are allowed."""
    options = [{"text": _words(each), "value": key[:_OPTION_VALUE]} for key, each in choices][:_MOST_OPTIONS]
    element: Block = {"type": "static_select", "action_id": name, "options": options}
    initial = next((each for each in options if each["value"] == value), None)
    return _input(name, label, element | ({"initial_option": initial} if initial else {}), "", optional)


def several(name: str, label: str, choices: Iterable[Choice], values: Collection[str]) -> Block:
    """Any of up to ten, or none."""
    options = [{"text": _words(each), "value": key[:_OPTION_VALUE]} for key, each in choices][:_MOST_BOXES]
    element: Block = {"type": "checkboxes", "action_id": name, "options": options}
    initial = [each for each in options if each["value"] in values]
    return _input(name, label, element | ({"initial_options": initial} if initial else {}), "", optional=True)


def colleague(name: str, label: str) -> Block:
    return _input(name, label, {"type": "users_select", "action_id": name}, "", optional=False)


@dataclass(frozen=True)
class Filled:
    """What a person filled in. Nothing is trusted: what is missing or odd is empty."""

    view: Mapping[str, Any]

    @property
    def memory(self) -> dict[str, Any]:
        """What the form was opened with."""
        try:
            found = json.loads(self.view.get("private_metadata") or "{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def text(self, name: str) -> str:
        """Without marks that nobody sees."""
        return clean(str(self._answer(name).get("value") or "")).strip()

    def line(self, name: str) -> str:
        return " ".join(self.text(name).split())

    def day(self, name: str) -> date | None:
        try:
            return date.fromisoformat(str(self._answer(name).get("selected_date") or ""))
        except ValueError:
            return None

    def clock(self, name: str) -> time | None:
        try:
            return time.fromisoformat(str(self._answer(name).get("selected_time") or ""))
        except ValueError:
            return None

    def choice(self, name: str) -> str:
        return str((self._answer(name).get("selected_option") or {}).get("value") or "")

    def several(self, name: str) -> tuple[str, ...]:
        return tuple(str(each.get("value") or "") for each in self._answer(name).get("selected_options") or () if isinstance(each, dict))

    def person(self, name: str) -> str:
        return str(self._answer(name).get("selected_user") or "")

    def _answer(self, name: str) -> Mapping[str, Any]:
        values = (self.view.get("state") or {}).get("values") or {}
        answer = (values.get(name) or {}).get(name)  # block_id and action_id are both the field's name
        return answer if isinstance(answer, dict) else {}


def _input(name: str, label: str, element: Block, hint: str, optional: bool) -> Block:
    block: Block = {"type": "input", "block_id": name, "label": {"type": "plain_text", "text": label, "emoji": False}, "element": element}
    if hint:
        block["hint"] = {"type": "plain_text", "text": hint, "emoji": False}
    return block | ({"optional": True} if optional else {})


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": cut(text, _TITLE_CHARS), "emoji": False}


def _words(text: str) -> Block:
    return {"type": "plain_text", "text": cut(plain(text), _OPTION_CHARS), "emoji": False}
