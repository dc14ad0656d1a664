"""The limits that Slack puts on blocks and views. What breaks one is refused, as Slack refuses it.

slack_sdk's own check knows a part of the limits; the rest stands here as tables. It must not know where blocks come from.
"""

import json
from collections.abc import Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

from bot.playground.parts import ALLOWED, check_element, check_strings, check_text, fault

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


def faults_of_blocks(blocks: Any, surface: str = "message") -> list[str]:
    """What Slack would object to, each with a JSON pointer; empty when it would be taken."""
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        return ["[ERROR] must provide an array of objects [json-pointer:/blocks]"]
    most = MESSAGE_BLOCKS if surface == "message" else VIEW_BLOCKS
    faults = []
    if len(blocks) > most:
        faults.append(fault(f"no more than {most} items allowed", "/blocks"))
    seen: set[str] = set()
    for at, block in enumerate(blocks):
        faults += _faults_of_block(block, f"/blocks/{at}", surface)
        name = block.get("block_id")
        if isinstance(name, str) and name in seen:
            faults.append(fault(f'block_id "{name}" already exists', f"/blocks/{at}/block_id"))
        seen.add(str(name))
    if sum(len(str(block.get("text", ""))) for block in blocks if block.get("type") == "markdown") > MARKDOWN_CHARACTERS:
        faults.append(fault(f"markdown text must be less than {MARKDOWN_CHARACTERS + 1} characters in all", "/blocks"))
    return faults


def faults_of_view(view: Any) -> list[str]:
    """The same for a modal or a Home view."""
    if not isinstance(view, dict) or view.get("type") not in ("modal", "home"):
        return ["[ERROR] type must be modal or home [json-pointer:/view/type]"]
    kind = view["type"]
    faults = faults_of_blocks(view.get("blocks"), kind) + list(check_strings(view, ""))
    if kind == "modal" and not faults:
        faults += check_text(view.get("title"), ("modal", "title"), "/title", must=True)
        for name in ("submit", "close"):
            faults += check_text(view.get(name), ("modal", name), f"/{name}")
        if any(block["type"] == "input" for block in view["blocks"]) and not view.get("submit"):
            faults.append(fault("submit is required when an input block is in the view", "/submit"))
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


def _faults_of_block(block: Json, at: str, surface: str) -> list[str]:
    """A number where an object belongs, and the like, is one more fault, not a fall."""
    try:
        return list(_block(block, at, surface))
    except (TypeError, AttributeError, KeyError):
        return [fault("invalid shape", at)]


def _block(block: Json, at: str, surface: str) -> Iterator[str]:
    kind = block.get("type")
    if kind not in SURFACES[surface]:
        yield fault(f"unsupported type: {kind}", f"{at}/type")
        return
    yield from check_strings(block, at)
    yield from _sdk(block, at)
    if kind == "section":
        yield from _section(block, at)
    elif kind == "header":
        yield from check_text(block.get("text"), ("header", "text"), f"{at}/text", must=True)
    elif kind in _ELEMENTS:
        yield from _row(block, kind, at)
    elif kind == "input":
        yield from check_text(block.get("label"), ("input", "label"), f"{at}/label", must=True)
        yield from check_text(block.get("hint"), ("input", "hint"), f"{at}/hint")
        yield from check_element(block.get("element"), f"{at}/element", ALLOWED["input"])
    elif kind == "markdown" and not (isinstance(block.get("text"), str) and block["text"]):
        yield fault("missing required field: text", at)


def _sdk(block: Json, at: str) -> Iterator[str]:
    """slack_sdk's check. It knows no data_table and data_visualization, and stumbles over the wrong shapes that we name ourselves."""
    try:
        parsed = Block.parse(block)
        if parsed is not None:
            parsed.validate_json()
    except SlackObjectFormationError as wrong:
        yield fault(str(wrong), at)
    except (TypeError, AttributeError, KeyError, ValueError):
        yield fault("invalid shape", at)


def _section(block: Json, at: str) -> Iterator[str]:
    fields = block.get("fields")
    if block.get("text") is None and not fields:
        yield fault("missing required field: text or fields", at)
    yield from check_text(block.get("text"), ("section", "text"), f"{at}/text")
    if isinstance(fields, list):
        if len(fields) > 10:
            yield fault("no more than 10 items allowed", f"{at}/fields")
        for n, each in enumerate(fields):
            yield from check_text(each, ("field", "text"), f"{at}/fields/{n}", most=2000)
    if block.get("accessory") is not None:
        yield from check_element(block["accessory"], f"{at}/accessory", ALLOWED["actions"] | {"image"})


def _row(block: Json, kind: str, at: str) -> Iterator[str]:
    elements = block.get("elements")
    least, most = _ELEMENTS[kind]
    if not isinstance(elements, list) or not least <= len(elements) <= most:
        yield fault(f"must have {least} to {most} elements", f"{at}/elements")
        return
    names = [each.get("action_id") for each in elements if isinstance(each, dict) and each.get("action_id")]
    if len(names) != len(set(names)):
        yield fault("action_id must be unique in its block", f"{at}/elements")
    for n, each in enumerate(elements):
        if kind == "context" and isinstance(each, dict) and each.get("type") in ("mrkdwn", "plain_text"):
            yield from check_text(each, ("context", "text"), f"{at}/elements/{n}", most=2000)
        else:
            yield from check_element(each, f"{at}/elements/{n}", ALLOWED[kind])
