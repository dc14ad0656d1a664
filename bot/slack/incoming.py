"""What Slack sends, read and sorted: work to keep, questions to answer on the spot, and what is none of our business.

Every shape of payload is survived: whoever signs rubbish gets "unreadable", never an exception. Signatures are checked elsewhere.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import parse_qsl

Kind = Literal["event", "command", "action", "shortcut", "direct", "challenge", "check", "ignored", "unreadable"]
DEFERRED = ("event", "command", "action", "shortcut")
FORM = "application/x-www-form-urlencoded"
_OF_THE_AGENT = {"app_home_opened": ("user", "channel", "tab"), "agent_session_stopped": ("channel", "thread_ts")}
"""Events about our own tabs, with the texts that each must have."""
_UNSTORABLE = re.compile(r"\\u(?:[dD][89a-fA-F]|0000)|%00|%5[cC]u(?:[dD][89a-fA-F]|0000)|\x00")
"""What a body that holds such characters looks like; a genuine emoji may look so too."""
_UNUSABLE = re.compile("[\x00\ud800-\udfff]")
_SPOKEN = (None, "file_share", "thread_broadcast", "me_message")
"""Subtypes of messages that a person has typed just now."""


@dataclass(frozen=True)
class Incoming:
    """One request. `key` is the same for all repetitions of it; `twin` for copies of one gesture that Slack sent as several messages."""

    kind: Kind
    payload: Mapping[str, Any] = field(default_factory=dict)
    key: str = ""
    twin: str = ""


def read_payload(body: str, content_type: str) -> dict[str, Any] | None:
    """The payload in a body: JSON, a form with JSON in "payload", or the form itself. None when it is none of them."""
    try:
        if FORM in content_type.lower():
            form = dict(parse_qsl(body, keep_blank_values=True, max_num_fields=200))
            payload = json.loads(form["payload"]) if "payload" in form else form
        else:
            payload = json.loads(body)
        if _UNSTORABLE.search(body):
            payload = _cleaned(payload)
    except (ValueError, RecursionError):
        return None
    return payload if isinstance(payload, dict) else None


def _cleaned(value: Any) -> Any:
    """The same without NUL and halves of surrogate pairs, which Slack leaves where it cuts an emoji in two: no database takes
    the one, and nothing can be sent that holds the other."""
    if isinstance(value, str):
        return _UNUSABLE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {_cleaned(name): _cleaned(each) for name, each in value.items()}
    return [_cleaned(each) for each in value] if isinstance(value, list) else value


def sort(payload: Mapping[str, Any] | None) -> Incoming:
    """What this payload is to us."""
    if payload is None:
        return Incoming("unreadable")
    kind = payload.get("type")
    if kind == "url_verification":
        return Incoming("challenge" if isinstance(payload.get("challenge"), str) else "unreadable", payload)
    if kind == "event_callback":
        return _sort_event(payload)
    if isinstance(payload.get("command"), str):
        return _deferred("command", payload)
    if payload.get("ssl_check"):
        return Incoming("check", payload)
    if kind == "block_actions":
        return _deferred("action", payload)
    if kind in ("message_action", "shortcut"):
        return _deferred("shortcut", payload)
    if kind in ("view_submission", "view_closed", "block_suggestion"):
        return Incoming("direct", payload)
    return Incoming("ignored" if isinstance(kind, str) else "unreadable", payload)


def _deferred(kind: Kind, payload: Mapping[str, Any]) -> Incoming:
    trigger = payload.get("trigger_id")
    if not (isinstance(trigger, str) and trigger):
        trigger = hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()
    return Incoming(kind, payload, _safe(f"{kind}:{trigger}"))


def _sort_event(payload: Mapping[str, Any]) -> Incoming:
    event = payload.get("event")
    if not isinstance(event, dict) or not isinstance(event.get("type"), str):
        return Incoming("ignored", payload)
    if event["type"] in _OF_THE_AGENT:
        return _sort_agent_event(payload, event)
    if event["type"] not in ("message", "app_mention"):
        return Incoming("ignored", payload)
    texts = [event.get(name) for name in ("channel", "ts", "user")]
    if not all(isinstance(each, str) and each for each in texts) or not isinstance(event.get("text", ""), str):
        return Incoming("ignored", payload)
    if _is_not_spoken(event, _bots(payload)) or not _may_be_for_us(event, _bots(payload)):
        return Incoming("ignored", payload)
    # A mention comes as "message" and as "app_mention" with the same ts: one piece of work, whichever is first.
    where = f"{payload.get('team_id')}:{event['channel']}"
    said = event.get("client_msg_id")
    twin = _safe(f"said:{where}:{said}") if isinstance(said, str) and said else ""
    return Incoming("event", payload, _safe(f"message:{where}:{event['ts']}"), twin)


def _sort_agent_event(payload: Mapping[str, Any], event: Mapping[str, Any]) -> Incoming:
    """Somebody has opened one of our tabs, or pressed Stop: nothing is said, so nothing but Slack's own id tells two of them apart."""
    given = [event.get(name) for name in _OF_THE_AGENT[event["type"]]]
    named = [each for each in given if isinstance(each, str) and each]
    told = next((each for each in (payload.get("event_id"), event.get("event_ts")) if isinstance(each, str) and each), "")
    if not told or len(named) < len(given) or event.get("tab", "home") not in ("home", "messages"):
        return Incoming("ignored", payload)
    return Incoming("event", payload, _safe(":".join([event["type"], str(payload.get("team_id")), *named, told])))


def _is_not_spoken(event: Mapping[str, Any], bots: set[str]) -> bool:
    """Our own words, those of other bots, changes and deletions: the only things that are met with silence."""
    subtype = event.get("subtype")
    is_spoken = subtype is None or subtype in _SPOKEN if isinstance(subtype, str | None) else False
    return not is_spoken or bool(event.get("bot_id") or event.get("hidden") or event.get("edited")) or event["user"] in bots


def _may_be_for_us(event: Mapping[str, Any], bots: set[str]) -> bool:
    """False for what people say to each other in a channel: it is not even stored."""
    if event["type"] == "app_mention" or event["channel"].startswith("D") or event.get("thread_ts"):
        return True
    text = event.get("text", "")
    return any(f"<@{bot}" in text for bot in bots) if bots else "<@" in text


def _bots(payload: Mapping[str, Any]) -> set[str]:
    """Our own user ids, as far as the payload tells."""
    given = payload.get("authorizations")
    records = [each for each in given if isinstance(each, dict)] if isinstance(given, list) else []
    return {each["user_id"] for each in records if each.get("is_bot") and isinstance(each.get("user_id"), str)}


def _safe(key: str) -> str:
    """A key that every database takes."""
    return key if key.isascii() and key.isprintable() and len(key) <= 200 else hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
