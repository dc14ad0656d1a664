"""Token rotation: a token that ends soon is replaced by a new one. One place and one process at a time, or Slack refuses both.

Knows no SQL. A new token that could not be saved is kept in memory and saved at the next call: Slack gives it only once.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.config import Config
from bot.errors import NotSaved
from bot.installations import Installation, Installations
from bot.slack.failures import SlackRefused, read_fault

log = logging.getLogger(__name__)
EARLY = timedelta(hours=2)
"""How long before its end a token is replaced. The old one stays good until then."""
_HELD = timedelta(minutes=1)


class Renewing:
    """Call `renew_due` every minute or so, on a thread."""

    def __init__(self, config: Config, installations: Installations, now: Callable[[], datetime]) -> None:
        self._installations, self._now = installations, now
        self._keys = {"client_id": config.secrets.client_id, "client_secret": config.secrets.client_secret}
        self._client = WebClient(base_url=config.slack.api_url, timeout=config.slack.send_timeout, retry_handlers=[])
        self._unsaved: dict[str, tuple[str, Installation]] = {}
        self.refused: dict[str, str] = {}
        """Workspaces whose token could not be replaced, with the reason; their old one is good until its end."""

    def renew_due(self) -> int:
        """Replace what ends soon. Returns how many were. Never raises for what the next call can put right."""
        self._save_late()
        due = [each for each in self._installations.all() if each.refresh and each.expires_at and each.expires_at - self._now() < EARLY]
        return sum(self._renew(each) for each in due if each.team not in self._unsaved)

    def _renew(self, kept: Installation) -> bool:
        now = self._now()
        try:
            if not self._installations.may_renew(kept.team, now, now + _HELD):
                return False
            found = self._installations.find(kept.team)
            if found is None or found.refresh != kept.refresh:  # another process was quicker
                return False
            answer = self._client.oauth_v2_access(grant_type="refresh_token", refresh_token=kept.refresh, **self._keys).data
            new = read_renewed(kept, answer if isinstance(answer, dict) else {}, now)
        except (SlackClientError, OSError, ValueError, NotSaved) as fault:
            self.refused[kept.team] = _reason(fault)
            log.error("The token of workspace %s could not be renewed: %s", kept.team, self.refused[kept.team])  # noqa: TRY400
            return False
        self.refused.pop(kept.team, None)
        return self._save(kept.refresh, new)

    def _save(self, was: str, new: Installation) -> bool:
        assert new.expires_at
        try:
            return self._installations.renew(new.team, was, new.token, new.refresh, new.expires_at)
        except NotSaved:
            log.exception("The new token of workspace %s is not saved yet", new.team)
            self._unsaved[new.team] = (was, new)
            return False

    def _save_late(self) -> None:
        for team, (was, new) in list(self._unsaved.items()):
            del self._unsaved[team]
            self._save(was, new)


def read_renewed(kept: Installation, answer: Mapping[str, Any], now: datetime) -> Installation:
    """The installation with what oauth.v2.access gave for its refresh token. Raises ValueError when that is no bot token."""
    token, refresh, seconds = (answer.get(name) for name in ("access_token", "refresh_token", "expires_in"))
    if answer.get("token_type") != "bot" or not (token and refresh and isinstance(seconds, int)):
        raise ValueError("no bot token")
    return replace(kept, token=str(token), refresh=str(refresh), expires_at=now + timedelta(seconds=seconds))


def _reason(fault: Exception) -> str:
    """Without the request, which holds the refresh token."""
    if isinstance(fault, NotSaved | ValueError):
        return str(fault)
    sorted_fault = read_fault(fault)
    return sorted_fault.code if isinstance(sorted_fault, SlackRefused) else str(sorted_fault).lstrip(": ")
