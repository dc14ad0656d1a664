"""Workspaces that have installed Goodword. Tokens lie here sealed, are erased when a workspace leaves, and are never logged."""

import logging
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, delete, or_, select, update

from bot.installations import Installation
from bot.storage.database import Database
from bot.storage.engine import insert_new, insert_or_replace
from bot.storage.sealing import CannotOpen, Sealing
from bot.storage.tables import installation, used_state

log = logging.getLogger(__name__)
_PLAIN = ("team", "name", "bot", "user", "app", "enterprise", "expires_at", "installed_at", "gone_at", "gone_why")
_ERASED = {"token": "", "refresh": "", "refresh_mark": "", "expires_at": None, "renewing_until": None}


class SqlInstallations:
    """ports.Installations."""

    def __init__(self, database: Database, sealing: Sealing) -> None:
        self._database, self._sealing = database, sealing

    def save(self, installed: Installation) -> None:
        row = {name: getattr(installed, name) for name in _PLAIN} | {"scopes": list(installed.scopes), "renewing_until": None}
        row |= self._sealed(installed.team, installed.token, installed.refresh)
        self._database.write(lambda connection: insert_or_replace(connection, installation, row))

    def find(self, team: str) -> Installation | None:
        with self._database.read() as connection:
            row = connection.execute(select(installation).where(installation.c.team == team)).first()
        return self._opened(row) if row else None

    def all(self) -> list[Installation]:
        with self._database.read() as connection:
            rows = connection.execute(select(installation).order_by(installation.c.team)).all()
        return [self._opened(row) for row in rows]

    def renew(self, team: str, was: str, token: str, refresh: str, expires_at: datetime) -> bool:
        mine = (installation.c.team == team, installation.c.gone_at.is_(None), installation.c.refresh_mark.in_(self._sealing.marks(was)))
        values = self._sealed(team, token, refresh) | {"expires_at": expires_at, "renewing_until": None}
        return self._changed(update(installation).where(*mine).values(values))

    def may_renew(self, team: str, now: datetime, until: datetime) -> bool:
        is_free = or_(installation.c.renewing_until.is_(None), installation.c.renewing_until <= now)
        mine = (installation.c.team == team, installation.c.gone_at.is_(None), is_free)
        return self._changed(update(installation).where(*mine).values(renewing_until=until))

    def leave(self, team: str, at: datetime, why: str) -> bool:
        still = (installation.c.team == team, installation.c.gone_at.is_(None))
        has_left = self._changed(update(installation).where(*still).values({**_ERASED, "gone_at": at, "gone_why": why[:100]}))
        if has_left:
            self._database.checkpoint()
        return has_left

    def reseal(self) -> int:
        """Seal with the newest key what an older one has sealed, so that the older one may go. Returns how many were."""
        with self._database.read() as connection:
            rows = connection.execute(select(installation).where(installation.c.token != "")).all()
        old = [row for row in rows if not self._sealing.is_newest(row.token, f"{row.team}/token")]
        opened = [(row, self._opened(row)) for row in old]
        return sum(
            self._changed(
                update(installation)
                .where(installation.c.team == row.team, installation.c.token == row.token)
                .values(self._sealed(row.team, found.token, found.refresh))
            )
            for row, found in opened
            if found.token
        )

    def use_state(self, state: str, now: datetime, until: datetime) -> bool:
        row = {"state": sha256(state.encode("utf-8", "replace")).hexdigest(), "until": until}

        def work(connection: Connection) -> bool:
            connection.execute(delete(used_state).where(used_state.c.until <= now))
            return insert_new(connection, used_state, row)

        return self._database.write(work)

    def _changed(self, statement: Any) -> bool:
        return self._database.write(lambda connection: connection.execute(statement).rowcount == 1)

    def _sealed(self, team: str, token: str, refresh: str) -> dict[str, str]:
        return {
            "token": self._sealing.seal(token, f"{team}/token"),
            "refresh": self._sealing.seal(refresh, f"{team}/refresh") if refresh else "",
            "refresh_mark": self._sealing.mark(refresh) if refresh else "",
        }

    def _opened(self, row: Row[Any]) -> Installation:
        found = Installation(**{name: getattr(row, name) for name in _PLAIN}, scopes=tuple(row.scopes), token="")
        if not row.token:
            return found
        try:
            token = self._sealing.open(row.token, f"{row.team}/token")
            refresh = self._sealing.open(row.refresh, f"{row.team}/refresh") if row.refresh else ""
        except CannotOpen:
            log.error("The token of workspace %s cannot be decrypted: GOODWORD_TOKEN_KEY is another one", row.team)  # noqa: TRY400
            return found
        return replace(found, token=token, refresh=refresh)
