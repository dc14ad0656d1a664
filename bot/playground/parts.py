"""The limits that Slack puts on what stands inside a block: texts, buttons, menus, options.

What breaks one is told in Slack's words, with a JSON pointer. It must not know where blocks come from.
"""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
ALLOWED = {
    "context": {"mrkdwn", "plain_text", "image"},
    "context_actions": {"feedback_buttons", "icon_button"},
    "input": {
        "plain_text_input", "static_select", "multi_static_select", "users_select", "multi_users_select", "conversations_select",
        "multi_conversations_select", "channels_select", "multi_channels_select", "external_select",
        "radio_buttons", "checkboxes", "datepicker", "timepicker", "datetimepicker",
        "email_text_input", "url_text_input", "number_input", "rich_text_input", "file_input",
    },
}  # fmt: skip
ALLOWED["actions"] = {"button", "overflow", "workflow_button", *ALLOWED["input"]} - {"plain_text_input", "file_input"}
_TEXTS = {
    ("section", "text"): 3000, ("header", "text"): 150, ("input", "label"): 2000, ("input", "hint"): 2000, ("button", "text"): 75,
    ("option", "text"): 75, ("option", "description"): 75, ("group", "label"): 75, ("confirm", "title"): 100, ("confirm", "text"): 300,
    ("confirm", "confirm"): 30, ("confirm", "deny"): 30, ("modal", "title"): 24, ("modal", "submit"): 24, ("modal", "close"): 24,
    ("feedback", "text"): 75, ("icon_button", "text"): 75, ("any", "placeholder"): 150,
}  # fmt: skip
_PLAIN = {"header", "button", "modal", "input", "group", "feedback", "icon_button", "any"}
_STRINGS = {"block_id": 255, "action_id": 255, "callback_id": 255, "external_id": 255, "private_metadata": 3000, "url": 3000}
_VALUES = {"button": 2000, "option": 150, "feedback": 2000, "icon_button": 2000}
_OPTIONS = {"radio_buttons": 10, "checkboxes": 10, "overflow": 5, "static_select": 100, "multi_static_select": 100}


def fault(words: str, pointer: str) -> str:
    return f"[ERROR] {words} [json-pointer:{pointer}]"


def check_element(element: Any, at: str, allowed: set[str]) -> Iterator[str]:
    if not isinstance(element, dict) or element.get("type") not in allowed:
        yield fault(f"unsupported element: {element.get('type') if isinstance(element, dict) else element!r}", at)
        return
    kind = element["type"]
    yield from check_strings(element, at)
    yield from check_text(element.get("placeholder"), ("any", "placeholder"), f"{at}/placeholder")
    if kind in ("button", "icon_button"):
        yield from check_text(element.get("text"), (kind, "text"), f"{at}/text", must=True)
        yield from _value(element, kind, at)
    if kind == "feedback_buttons":
        for name in ("positive_button", "negative_button"):
            part = element.get(name) or {}
            yield from check_text(part.get("text"), ("feedback", "text"), f"{at}/{name}/text", must=True)
            yield from _value(part, "feedback", f"{at}/{name}")
    if kind in _OPTIONS:
        yield from _options(element, kind, at)
    if isinstance(element.get("confirm"), dict):
        for name in ("title", "text", "confirm", "deny"):
            yield from check_text(element["confirm"].get(name), ("confirm", name), f"{at}/confirm/{name}")


def _options(element: Json, kind: str, at: str) -> Iterator[str]:
    groups = element.get("option_groups") if kind.endswith("static_select") else None
    if groups is not None and len(groups) > 100:
        yield fault("no more than 100 items allowed", f"{at}/option_groups")
    for n, group in enumerate(groups or []):
        yield from check_text(group.get("label"), ("group", "label"), f"{at}/option_groups/{n}/label", must=True)
        yield from _choices(group.get("options"), 100, f"{at}/option_groups/{n}/options")
    if groups is None:
        yield from _choices(element.get("options"), _OPTIONS[kind], f"{at}/options")


def _choices(options: Any, most: int, at: str) -> Iterator[str]:
    if not isinstance(options, list) or not 1 <= len(options) <= most:
        yield fault(f"must have 1 to {most} options", at)
        return
    for n, option in enumerate(options):
        yield from check_text(option.get("text"), ("option", "text"), f"{at}/{n}/text", must=True)
        yield from check_text(option.get("description"), ("option", "description"), f"{at}/{n}/description")
        yield from _value(option, "option", f"{at}/{n}")


def check_text(text: Any, what: tuple[str, str], at: str, *, must: bool = False, most: int = 0) -> Iterator[str]:
    """A text object of the right kind and length."""
    if text is None:
        if must:
            yield fault(f"missing required field: {what[1]}", at)
        return
    kinds = ("plain_text",) if what[0] in _PLAIN else ("plain_text", "mrkdwn")
    if not isinstance(text, dict) or text.get("type") not in kinds or not isinstance(text.get("text"), str):
        yield fault(f"must be a {' or '.join(kinds)} object", at)
        return
    most = most or _TEXTS[what]
    if len(text["text"]) > most:
        yield fault(f"must be less than {most + 1} characters", f"{at}/text")
    if not text["text"]:
        yield fault("must be more than 0 characters", f"{at}/text")


def _value(holder: Json, kind: str, at: str) -> Iterator[str]:
    value = holder.get("value", "")
    if not isinstance(value, str) or len(value) > _VALUES[kind]:
        yield fault(f"must be a string of less than {_VALUES[kind] + 1} characters", f"{at}/value")


def check_strings(holder: Json, at: str) -> Iterator[str]:
    for name, most in _STRINGS.items():
        value = holder.get(name, "")
        if not isinstance(value, str) or len(value) > most:
            yield fault(f"must be a string of less than {most + 1} characters", f"{at}/{name}")
