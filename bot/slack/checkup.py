"""Asks Slack, for the doctor, what our tokens are good for. Posts nothing and changes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.config import Config

_PATIENCE = 8
"""Seconds for one call: a person is waiting."""


class Refused(Exception):
    """Slack answered no; the text is Slack's own word, such as "invalid_auth"."""


class Unreachable(Exception):
    """Slack did not answer; the text says what happened on the way."""


@dataclass(frozen=True)
class Token:
    """Whose token it is. `scopes` is None when Slack did not say; `at` is Slack's clock, when it told."""

    team: str
    user: str
    scopes: frozenset[str] | None
    at: datetime | None


def check_bot_token(config: Config) -> Token:
    """Call auth.test. Raises Refused or Unreachable."""
    data, headers = _call(config, config.secrets.bot_token, "auth.test")
    scopes = headers.get("x-oauth-scopes")
    granted = None if scopes is None else frozenset(part.strip() for part in scopes.split(",") if part.strip())
    return Token(str(data.get("team", "")), str(data.get("user", "")), granted, _date(headers.get("date")))


def check_app_token(config: Config) -> None:
    """Ask for a Socket Mode address, and leave it unused. Raises Refused or Unreachable."""
    _call(config, config.secrets.app_token, "apps.connections.open")


def _call(config: Config, token: str, method: str) -> tuple[Mapping[str, Any], Mapping[str, str]]:
    client = WebClient(token=token, base_url=config.slack.api_url, timeout=min(config.slack.send_timeout, _PATIENCE), retry_handlers=[])
    try:
        answer = client.api_call(method)
    except SlackApiError as fault:
        code = fault.response.get("error") if isinstance(fault.response.data, dict) else ""
        if code in ("ratelimited", "internal_error", "fatal_error", "service_unavailable") or not code:
            raise Unreachable(str(code or f"status {fault.response.status_code}")) from fault
        raise Refused(str(code)) from fault
    except (SlackClientError, OSError, ValueError) as fault:
        raise Unreachable(_reason(fault)) from fault
    data = answer.data if isinstance(answer.data, dict) else {}
    return data, {str(name).lower(): _first(value) for name, value in answer.headers.items()}


def _first(value: Any) -> str:
    return str(value[0] if isinstance(value, list) and value else value)


def _date(text: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(text) if text else None
    except ValueError:
        return None


def _reason(fault: Exception) -> str:
    reason = getattr(fault, "reason", None)
    return str(getattr(reason, "strerror", None) or reason or fault or type(fault).__name__)
