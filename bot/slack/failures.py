"""What went wrong, sorted by what to do about it: try again, tell the person, or give up. Calls nobody.

* BotError: the person is told its sentence; trying again would not help.
* SlackBusy: passing; Slack is slow, limits us or is out of order, and the work is given back to the inbox.
* SlackRefused: final; Slack will not do this, for a reason it names.
* Anything else: a defect of ours, logged in full, and the person gets a short code.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.errors import BotError, LibraryUnavailable, NotSaved
from bot.promises.faults import NotYours, OvertakenBy
from bot.slack.blocks.escape import escape
from bot.slack.blocks.message import Message, note
from bot.slack.blocks.promise import people, person
from bot.slack.texts import say, say_both

_PASSING = frozenset(
    {"ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable", "request_timeout", "accesslimited"}
)


class SlackBusy(Exception):
    """Slack cannot do it now. `after` is how many seconds to wait, when Slack limits us: then it surely did nothing."""

    def __init__(self, why: str, after: float | None = None) -> None:
        super().__init__(why)
        self.after = after


class SlackRefused(Exception):
    """Slack will not do it. `code` is Slack's own word, such as "channel_not_found"."""

    def __init__(self, code: str, method: str = "") -> None:
        super().__init__(f"{method}: {code}" if method else code)
        self.code = code


class TooSlow(BotError):
    """Answering took longer than a worker may hold one request."""

    def __init__(self) -> None:
        super().__init__("This took too long.")


@dataclass(frozen=True)
class Outcome:
    """How the work on one delivery ended. `after`: seconds to wait before the next try."""

    kind: Literal["again", "told", "dead"]
    error: str
    after: float | None = None


SLACK_FAULTS = (SlackClientError, aiohttp.ClientError, TimeoutError, ConnectionError)
"""What a call of Slack may raise."""


def read_fault(error: BaseException, method: str = "") -> "SlackBusy | SlackRefused":
    """One of SLACK_FAULTS as what to do about it. When the line broke, Slack may or may not have done it."""
    if isinstance(error, SlackApiError):
        return _read_api_error(error, method)
    return SlackBusy(f"{method}: {type(error).__name__}")


def _read_api_error(error: SlackApiError, method: str) -> SlackBusy | SlackRefused:
    response = error.response
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0) or 0)
    headers: Mapping[str, Any] = getattr(response, "headers", None) or {}
    body = getattr(response, "data", None)
    code = str(body.get("error", "")) if isinstance(body, dict) else ""
    if status == 429 or code in ("ratelimited", "rate_limited"):
        return SlackBusy(f"{method}: ratelimited", _seconds(headers))
    if status >= 500 or code in _PASSING or not code:
        return SlackBusy(f"{method}: {code or status}")
    return SlackRefused(code, method)


def _seconds(headers: Mapping[str, Any]) -> float:
    """Retry-After in seconds; a minute when Slack's header cannot be read."""
    value = next((each for name, each in headers.items() if name.lower() == "retry-after"), None)
    if isinstance(value, list | tuple):
        value = value[0] if value else None
    try:
        return max(float(value or 60), 0.0)
    except (TypeError, ValueError):
        return 60.0


def code_of(key: str) -> str:
    """The short code a person can hand to an admin; the log and the inbox hold the same one."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:6].upper()


def notice(error: Exception, language: str, code: str) -> Message:
    """What the person is told about a fault."""
    if isinstance(error, NotSaved):
        return note(say("not_saved", language))
    if isinstance(error, LibraryUnavailable):
        return note(say("library_down", language))
    if isinstance(error, TooSlow):
        return note(say("too_slow", language))
    if isinstance(error, OvertakenBy):
        return note(f"{error.tell(person(error.by.by))} {escape(error.hint)}")
    if isinstance(error, BotError):
        asked = f" ({people(error.ask)})" if isinstance(error, NotYours) and error.ask else ""
        return note(escape(f"{error} {error.hint}".strip()) + asked)
    return note(say("failed", language, code=code))


def not_saved_body(kind: str) -> dict[str, str]:
    """The answer to a slash command that could not be stored."""
    return {"response_type": "ephemeral", "text": say_both("not_saved")} if kind == "command" else {}
