"""The controls inside blocks: finding them, and what Slack sends when a person presses, picks or types.

It must not know messages, views or the bot.
"""

from collections.abc import Iterable, Iterator
from typing import Any

Json = dict[str, Any]
_PLAIN_VALUES = {
    "plain_text_input": "value",
    "number_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "users_select": "selected_user",
    "channels_select": "selected_channel",
    "conversations_select": "selected_conversation",
}
_LISTS = {
    "multi_users_select": "selected_users",
    "multi_channels_select": "selected_channels",
    "multi_conversations_select": "selected_conversations",
}
_ONE = {"static_select", "radio_buttons", "overflow"}
_MANY = {"multi_static_select", "checkboxes"}
_STATEFUL = _PLAIN_VALUES.keys() | _LISTS.keys() | (_ONE - {"overflow"}) | _MANY | {"external_select", "datetimepicker"}
_INITIAL = {
    "plain_text_input": "initial_value",
    "number_input": "initial_value",
    "email_text_input": "initial_value",
    "url_text_input": "initial_value",
    "datepicker": "initial_date",
    "timepicker": "initial_time",
    "users_select": "initial_user",
    "channels_select": "initial_channel",
    "conversations_select": "initial_conversation",
    "datetimepicker": "initial_date_time",
    "external_select": "initial_option",
    "multi_users_select": "initial_users",
    "multi_channels_select": "initial_channels",
    "multi_conversations_select": "initial_conversations",
}


def controls(blocks: Iterable[Json]) -> Iterator[tuple[Json, Json]]:
    """(block, element) for everything a person can use."""
    for block in blocks:
        if block["type"] in ("actions", "context_actions"):
            yield from ((block, element) for element in block["elements"])
        elif block["type"] == "input":
            yield block, block["element"]
        elif block["type"] == "section" and block.get("accessory", {}).get("action_id"):
            yield block, block["accessory"]


def find_control(blocks: Iterable[Json], action_id: str, block_id: str = "") -> tuple[Json, Json] | None:
    return next(((b, e) for b, e in controls(blocks) if e["action_id"] == action_id and block_id in ("", b["block_id"])), None)


def answer_of(element: Json, value: Any) -> Json:
    """What was chosen or typed, in Slack's shape. `value` is a text, an option's value or a list of these; None is nothing.

    For an external select it is the option itself, for a datetimepicker seconds since 1970.
    """
    kind = element["type"]
    if kind in _PLAIN_VALUES:
        return {"type": kind, _PLAIN_VALUES[kind]: value or None}
    if kind in _LISTS:
        return {"type": kind, _LISTS[kind]: list(value or [])}
    if kind == "external_select":
        return {"type": kind, "selected_option": value or None}
    if kind == "datetimepicker":
        return {"type": kind, "selected_date_time": int(value) if value else None}
    if kind in _ONE:
        return {"type": kind, "selected_option": next((each for each in options(element) if each.get("value") == value), None)}
    if kind in _MANY:
        wanted = value or []
        return {"type": kind, "selected_options": [each for each in options(element) if each.get("value") in wanted]}
    if kind == "feedback_buttons":
        part = element["negative_button" if value in ("negative", element["negative_button"].get("value")) else "positive_button"]
        return {"type": kind, "text": part["text"], "value": part.get("value")}
    return {key: element[key] for key in ("type", "text", "value", "style", "icon") if key in element}


def initial_of(element: Json) -> Any:
    """What stands in the control before anyone touches it."""
    kind = element["type"]
    if kind in _MANY:
        return [each["value"] for each in element.get("initial_options", [])]
    if kind in _ONE:
        return (element.get("initial_option") or {}).get("value")
    return element.get(_INITIAL.get(kind, ""))


def state_of(blocks: Iterable[Json], values: Json) -> Json:
    """{block_id: {action_id: answer}} of every control that holds something; `values` by action_id or block_id."""
    state: Json = {}
    for block, element in controls(blocks):
        if element["type"] in _STATEFUL:
            value = values.get(element["action_id"], values.get(block["block_id"], initial_of(element)))
            state.setdefault(block["block_id"], {})[element["action_id"]] = answer_of(element, value)
    return state


def unanswered(blocks: Iterable[Json], state: Json) -> list[str]:
    """The block_ids of required inputs without an answer: Slack does not send such a form."""
    missing = []
    for block in blocks:
        if block["type"] == "input" and not block.get("optional"):
            answer = state[block["block_id"]][block["element"]["action_id"]]
            if not any(value for key, value in answer.items() if key != "type"):
                missing.append(block["block_id"])
    return missing


def options(element: Json) -> list[Json]:
    groups = element.get("option_groups") or []
    return list(element.get("options") or []) + [each for group in groups for each in group.get("options", [])]
