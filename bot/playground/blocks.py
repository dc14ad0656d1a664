"""The limits that Slack puts on blocks and views. What breaks one is refused, as Slack refuses it.

slack_sdk's own check knows a part of the limits; the rest stands here as tables. It must not know where blocks come from.
"""

import json
from collections.abc import Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

Json = dict[str, Any]
MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
BLOCK_CHARACTERS = 13_200
MARKDOWN_CHARACTERS = 12_000
VIEW_BYTES = 250_000

_EVERYWHERE = {"section", "header", "context", "divider", "actions", "rich_text", "image", "input", "video", "file", "call"}
_MESSAGE_ONLY = {"markdown", "context_actions", "plan", "task_card", "data_visualization"}
_BOTH = {"card", "carousel", "table", "data_table", "container"}
SURFACES = {
    "message": _EVERYWHERE | _MESSAGE_ONLY | _BOTH,
    "home": _EVERYWHERE | _BOTH,
    "modal": _EVERYWHERE | {"alert"},
}
_ELEMENTS = {
    "actions": (1, 25),
    "context": (1, 10),
    "context_actions": (1, 5),
}
_ALLOWED = {
    "context": {"mrkdwn", "plain_text", "image"},
    "context_actions": {"feedback_buttons", "icon_button"},
    "input": {
        "plain_text_input", "static_select", "multi_static_select", "users_select", "multi_users_select", "conversations_select",
        "channels_select", "external_select", "radio_buttons", "checkboxes", "datepicker", "timepicker", "datetimepicker",
        "email_text_input", "url_text_input", "number_input", "rich_text_input", "file_input",
    },
}  # fmt: skip
_ALLOWED["actions"] = {"button", "overflow", "workflow_button", *_ALLOWED["input"]} - {"plain_text_input", "file_input"}
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


def faults_of_blocks(blocks: Any, surface: str = "message") -> list[str]:
    """What Slack would object to, each with a JSON pointer; empty when it would be taken."""
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        return ["[ERROR] must provide an array of objects [json-pointer:/blocks]"]
    most = MESSAGE_BLOCKS if surface == "message" else VIEW_BLOCKS
    faults = []
    if len(blocks) > most:
        faults.append(_fault(f"no more than {most} items allowed", "/blocks"))
    seen: set[str] = set()
    for at, block in enumerate(blocks):
        faults += _faults_of_block(block, f"/blocks/{at}", surface)
        name = block.get("block_id")
        if isinstance(name, str) and name in seen:
            faults.append(_fault(f'block_id "{name}" already exists', f"/blocks/{at}/block_id"))
        seen.add(str(name))
    if sum(len(str(block.get("text", ""))) for block in blocks if block.get("type") == "markdown") > MARKDOWN_CHARACTERS:
        faults.append(_fault(f"markdown text must be less than {MARKDOWN_CHARACTERS + 1} characters in all", "/blocks"))
    return faults


def faults_of_view(view: Any) -> list[str]:
    """The same for a modal or a Home view."""
    if not isinstance(view, dict) or view.get("type") not in ("modal", "home"):
        return ["[ERROR] type must be modal or home [json-pointer:/view/type]"]
    kind = view["type"]
    faults = faults_of_blocks(view.get("blocks"), kind) + list(_strings(view, ""))
    if kind == "modal" and not faults:
        faults += _text(view.get("title"), ("modal", "title"), "/title", must=True)
        for name in ("submit", "close"):
            faults += _text(view.get(name), ("modal", name), f"/{name}")
        if any(block["type"] == "input" for block in view["blocks"]) and not view.get("submit"):
            faults.append(_fault("submit is required when an input block is in the view", "/submit"))
    return faults


def characters(blocks: list[Json]) -> int:
    return len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":")))


def with_ids(blocks: list[Json]) -> list[Json]:
    """The blocks with a block_id each, and an action_id for each element that takes one; given ids stay."""
    return [_with_action_ids({"block_id": f"b{at}", **block}, f"a{at}") for at, block in enumerate(blocks)]


def _with_action_ids(block: Json, name: str) -> Json:
    done = dict(block)
    for part in ("accessory", "element"):
        if isinstance(done.get(part), dict) and done[part].get("type") != "image":
            done[part] = {"action_id": name, **done[part]}
    if done["type"] in ("actions", "context_actions"):
        done["elements"] = [{"action_id": f"{name}.{n}", **each} for n, each in enumerate(done["elements"])]
    return done


def _fault(words: str, pointer: str) -> str:
    return f"[ERROR] {words} [json-pointer:{pointer}]"


def _faults_of_block(block: Json, at: str, surface: str) -> list[str]:
    """A number where an object belongs, and the like, is one more fault, not a fall."""
    try:
        return list(_block(block, at, surface))
    except (TypeError, AttributeError, KeyError):
        return [_fault("invalid shape", at)]


def _block(block: Json, at: str, surface: str) -> Iterator[str]:
    kind = block.get("type")
    if kind not in SURFACES[surface]:
        yield _fault(f"unsupported type: {kind}", f"{at}/type")
        return
    yield from _strings(block, at)
    yield from _sdk(block, at)
    if kind == "section":
        yield from _section(block, at)
    elif kind == "header":
        yield from _text(block.get("text"), ("header", "text"), f"{at}/text", must=True)
    elif kind in _ELEMENTS:
        yield from _row(block, kind, at)
    elif kind == "input":
        yield from _text(block.get("label"), ("input", "label"), f"{at}/label", must=True)
        yield from _text(block.get("hint"), ("input", "hint"), f"{at}/hint")
        yield from _element(block.get("element"), f"{at}/element", _ALLOWED["input"])
    elif kind == "markdown" and not (isinstance(block.get("text"), str) and block["text"]):
        yield _fault("missing required field: text", at)


def _sdk(block: Json, at: str) -> Iterator[str]:
    """slack_sdk's check. It knows no data_table and data_visualization, and stumbles over the wrong shapes that we name ourselves."""
    try:
        parsed = Block.parse(block)
        if parsed is not None:
            parsed.validate_json()
    except SlackObjectFormationError as fault:
        yield _fault(str(fault), at)
    except (TypeError, AttributeError, KeyError, ValueError):
        yield _fault("invalid shape", at)


def _section(block: Json, at: str) -> Iterator[str]:
    fields = block.get("fields")
    if block.get("text") is None and not fields:
        yield _fault("missing required field: text or fields", at)
    yield from _text(block.get("text"), ("section", "text"), f"{at}/text")
    if isinstance(fields, list):
        if len(fields) > 10:
            yield _fault("no more than 10 items allowed", f"{at}/fields")
        for n, each in enumerate(fields):
            yield from _text(each, ("field", "text"), f"{at}/fields/{n}", most=2000)
    if block.get("accessory") is not None:
        yield from _element(block["accessory"], f"{at}/accessory", _ALLOWED["actions"] | {"image"})


def _row(block: Json, kind: str, at: str) -> Iterator[str]:
    elements = block.get("elements")
    least, most = _ELEMENTS[kind]
    if not isinstance(elements, list) or not least <= len(elements) <= most:
        yield _fault(f"must have {least} to {most} elements", f"{at}/elements")
        return
    names = [each.get("action_id") for each in elements if isinstance(each, dict) and each.get("action_id")]
    if len(names) != len(set(names)):
        yield _fault("action_id must be unique in its block", f"{at}/elements")
    for n, each in enumerate(elements):
        if kind == "context" and isinstance(each, dict) and each.get("type") in ("mrkdwn", "plain_text"):
            yield from _text(each, ("context", "text"), f"{at}/elements/{n}", most=2000)
        else:
            yield from _element(each, f"{at}/elements/{n}", _ALLOWED[kind])


def _element(element: Any, at: str, allowed: set[str]) -> Iterator[str]:
    if not isinstance(element, dict) or element.get("type") not in allowed:
        yield _fault(f"unsupported element: {element.get('type') if isinstance(element, dict) else element!r}", at)
        return
    kind = element["type"]
    yield from _strings(element, at)
    yield from _text(element.get("placeholder"), ("any", "placeholder"), f"{at}/placeholder")
    if kind in ("button", "icon_button"):
        yield from _text(element.get("text"), (kind, "text"), f"{at}/text", must=True)
        yield from _value(element, kind, at)
    if kind == "feedback_buttons":
        for name in ("positive_button", "negative_button"):
            part = element.get(name) or {}
            yield from _text(part.get("text"), ("feedback", "text"), f"{at}/{name}/text", must=True)
            yield from _value(part, "feedback", f"{at}/{name}")
    if kind in _OPTIONS:
        yield from _options(element, kind, at)
    if isinstance(element.get("confirm"), dict):
        for name in ("title", "text", "confirm", "deny"):
            yield from _text(element["confirm"].get(name), ("confirm", name), f"{at}/confirm/{name}")


def _options(element: Json, kind: str, at: str) -> Iterator[str]:
    groups = element.get("option_groups") if kind.endswith("static_select") else None
    if groups is not None and len(groups) > 100:
        yield _fault("no more than 100 items allowed", f"{at}/option_groups")
    for n, group in enumerate(groups or []):
        yield from _text(group.get("label"), ("group", "label"), f"{at}/option_groups/{n}/label", must=True)
        yield from _choices(group.get("options"), 100, f"{at}/option_groups/{n}/options")
    if groups is None:
        yield from _choices(element.get("options"), _OPTIONS[kind], f"{at}/options")


def _choices(options: Any, most: int, at: str) -> Iterator[str]:
    if not isinstance(options, list) or not 1 <= len(options) <= most:
        yield _fault(f"must have 1 to {most} options", at)
        return
    for n, option in enumerate(options):
        yield from _text(option.get("text"), ("option", "text"), f"{at}/{n}/text", must=True)
        yield from _text(option.get("description"), ("option", "description"), f"{at}/{n}/description")
        yield from _value(option, "option", f"{at}/{n}")


def _text(text: Any, what: tuple[str, str], at: str, *, must: bool = False, most: int = 0) -> Iterator[str]:
    """A text object of the right kind and length."""
    if text is None:
        if must:
            yield _fault(f"missing required field: {what[1]}", at)
        return
    kinds = ("plain_text",) if what[0] in _PLAIN else ("plain_text", "mrkdwn")
    if not isinstance(text, dict) or text.get("type") not in kinds or not isinstance(text.get("text"), str):
        yield _fault(f"must be a {' or '.join(kinds)} object", at)
        return
    most = most or _TEXTS[what]
    if len(text["text"]) > most:
        yield _fault(f"must be less than {most + 1} characters", f"{at}/text")
    if not text["text"]:
        yield _fault("must be more than 0 characters", f"{at}/text")


def _value(holder: Json, kind: str, at: str) -> Iterator[str]:
    value = holder.get("value", "")
    if not isinstance(value, str) or len(value) > _VALUES[kind]:
        yield _fault(f"must be a string of less than {_VALUES[kind] + 1} characters", f"{at}/value")


def _strings(holder: Json, at: str) -> Iterator[str]:
    for name, most in _STRINGS.items():
        value = holder.get(name, "")
        if not isinstance(value, str) or len(value) > most:
            yield _fault(f"must be a string of less than {most + 1} characters", f"{at}/{name}")
