"""Workspaces that have installed Goodword themselves: the noun, and the port behind which they are kept. Used with OAuth only.

The real store is in `bot.storage`, which knows no Slack; what installs and renews is in `bot.slack`, which knows no SQL.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, repr=False)
class Installation:
    """One workspace that has installed Goodword. `token` is "" once it has left, and when the token cannot be decrypted."""

    team: str
    name: str
    bot: str
    """The bot's own id (B...); `user` is its user id (U...)."""
    user: str
    scopes: tuple[str, ...]
    token: str
    installed_at: datetime
    refresh: str = ""
    expires_at: datetime | None = None
    """When the token ends, with token rotation; None: never."""
    app: str = ""
    enterprise: str = ""
    gone_at: datetime | None = None
    gone_why: str = ""

    def __repr__(self) -> str:
        return f"Installation({self.team})"


class Installations(Protocol):
    """The workspaces that have installed Goodword; tokens are kept encrypted. Safe to share between threads and processes.

    Raises NotSaved."""

    def save(self, installation: Installation) -> None:
        """Store it, in place of an earlier one of the same workspace."""

    def find(self, team: str) -> Installation | None:
        """The workspace's installation, also one that has left; None when there never was one."""

    def all(self) -> list[Installation]:
        """Every installation, by team."""

    def renew(self, team: str, was: str, token: str, refresh: str, expires_at: datetime) -> bool:
        """Replace the tokens. False, and nothing changed, when the refresh token was not `was` any more or the workspace has left."""

    def may_renew(self, team: str, now: datetime, until: datetime) -> bool:
        """Reserve renewing for one process: True when nobody holds it; held until `until` or the next `renew`."""

    def leave(self, team: str, at: datetime, why: str) -> bool:
        """The workspace has left: its tokens are erased. True when it had not left before."""

    def use_state(self, state: str, now: datetime, until: datetime) -> bool:
        """True the first time for this state, which is remembered until `until`."""
