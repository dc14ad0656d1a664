"""Installing Goodword into a workspace by OAuth: Bolt's own flow over our own store. Knows no SQL and opens no workspace.

A state is signed, ends after ten minutes and works once, and only in the browser that asked for it. Nothing is written before
somebody comes back from Slack with one.
"""

import asyncio
import hmac
import logging
import re
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from slack_bolt.authorization.async_authorize import AsyncAuthorize, AsyncInstallationStoreAuthorize
from slack_bolt.error import BoltError
from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.response import BoltResponse
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.installation_store import Installation as SlackInstallation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from bot.config import Config
from bot.errors import NotSaved
from bot.installations import Installation, Installations
from bot.slack.install_pages import failure_page, success_page
from bot.slack.scopes import REASONS

log = logging.getLogger(__name__)
TEAM = re.compile(r"T[A-Z0-9]{2,20}")
"""Ids of workspaces: they become names of folders, so nothing else will do."""
_STATE_LASTS = timedelta(minutes=10)


class CannotInstall(BoltError):
    """This is no installation that we serve; the text is the name of a sentence in `install_pages`."""


class OurInstallations(AsyncInstallationStore):
    """Bolt's store over ports.Installations. `installed` hears of every new installation once it is on disk.

    Bolt never sees a refresh token: tokens are renewed in one place, `renewing`, not by every request that comes along.
    """

    def __init__(self, installations: Installations, now: Callable[[], datetime], installed: Callable[[str], None] = lambda _: None):
        self._installations, self._now, self._installed = installations, now, installed

    @property
    def logger(self) -> logging.Logger:
        return log

    async def async_save(self, installation: SlackInstallation) -> None:
        """Raises CannotInstall, or BoltError when it could not be saved."""
        kept = read_installation(installation, self._now())
        try:
            await asyncio.to_thread(self._installations.save, kept)
        except NotSaved as fault:
            log.exception("The installation of %s was not saved", kept.team)
            raise BoltError(str(fault)) from fault
        log.info("Workspace %s has installed Goodword", kept.team)
        self._installed(kept.team)

    async def async_find_bot(
        self,
        *,
        enterprise_id: str | None,  # noqa: ARG002 - Bolt asks so; a workspace is enough for us
        team_id: str | None,
        is_enterprise_install: bool | None = False,  # noqa: ARG002
    ) -> Bot | None:
        kept = await asyncio.to_thread(self._installations.find, team_id) if team_id else None
        if kept is None or not kept.token:
            return None
        return Bot(
            team_id=kept.team,
            bot_token=kept.token,
            bot_id=kept.bot,
            bot_user_id=kept.user,
            bot_scopes=list(kept.scopes),
            installed_at=kept.installed_at.timestamp(),
        )

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:  # noqa: ARG002
        if team_id:
            await asyncio.to_thread(self._installations.leave, team_id, self._now(), "deleted")

    async def async_delete_all(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        await self.async_delete_bot(enterprise_id=enterprise_id, team_id=team_id)


class States(AsyncOAuthStateStore):
    """States as "random.end.signature"."""

    def __init__(self, installations: Installations, secret: str, now: Callable[[], datetime]) -> None:
        self._installations, self._now = installations, now
        self._key = hmac.digest(secret.encode(), b"goodword install state", "sha256")

    @property
    def logger(self) -> logging.Logger:
        return log

    async def async_issue(self, *_: object, **__: object) -> str:
        body = f"{secrets.token_urlsafe(24)}.{int((self._now() + _STATE_LASTS).timestamp())}"
        return f"{body}.{self._sign(body)}"

    async def async_consume(self, state: str) -> bool:
        """True once. When that cannot be noted it does not count."""
        body, _, signature = state.rpartition(".")
        if not hmac.compare_digest(signature.encode("utf-8", "replace"), self._sign(body).encode()):
            return False
        end, now = datetime.fromtimestamp(int(body.rpartition(".")[2]), UTC), self._now()
        if end <= now:
            return False
        try:
            return await asyncio.to_thread(self._installations.use_state, state, now, end)
        except NotSaved:
            log.exception("A state of installing could not be noted")
            return False

    def _sign(self, body: str) -> str:
        return hmac.digest(self._key, body.encode("utf-8", "replace"), "sha256").hex()


def build_flow(config: Config, store: OurInstallations, states: States) -> AsyncOAuthFlow:
    """Bolt's flow for /slack/install and /slack/oauth_redirect."""
    keys, slack = config.secrets, config.slack
    site, public = slack.api_url.removesuffix("api/"), config.server.public_url.rstrip("/")

    async def success(arguments: AsyncSuccessArgs) -> BoltResponse:
        installed = arguments.installation
        return success_page(site, installed.team_name or "", installed.app_id or "", installed.team_id or "")

    async def failure(arguments: AsyncFailureArgs) -> BoltResponse:
        fault = arguments.error
        reason = str(fault) if isinstance(fault, CannotInstall) else arguments.reason
        log.warning("An installation did not come about: %r", reason[:60])
        return failure_page(reason, arguments.suggested_status_code)

    settings = AsyncOAuthSettings(
        client_id=keys.client_id,
        client_secret=keys.client_secret,
        scopes=sorted(REASONS),
        user_scopes=[],
        authorization_url=f"{site}oauth/v2/authorize",
        redirect_uri=f"{public}/slack/oauth_redirect" if public else None,  # None: the first of those that the app names
        install_page_rendering_enabled=False,
        installation_store=store,
        installation_store_bot_only=True,
        state_store=states,
        state_expiration_seconds=int(_STATE_LASTS.total_seconds()),
        callback_options=AsyncCallbackOptions(success=success, failure=failure),
    )
    client = AsyncWebClient(base_url=slack.api_url, timeout=slack.send_timeout, retry_handlers=[])
    return AsyncOAuthFlow(client=client, logger=log, settings=settings)


def authorize_by(store: OurInstallations) -> AsyncAuthorize:
    """What tells a Bolt app which token a request is answered with. Slack is asked once about each token."""
    return AsyncInstallationStoreAuthorize(logger=log, installation_store=store, bot_only=True, cache_enabled=True)


def read_installation(installed: SlackInstallation, now: datetime) -> Installation:
    """Slack's words about an installation as ours; people and user tokens are left out. Raises CannotInstall."""
    if installed.is_enterprise_install or not installed.team_id:
        raise CannotInstall("organisation")
    if not (TEAM.fullmatch(installed.team_id) and installed.bot_token):
        raise CannotInstall("no_bot")
    ends = installed.bot_token_expires_at
    return Installation(
        team=installed.team_id,
        name=installed.team_name or installed.team_id,
        bot=installed.bot_id or "",
        user=installed.bot_user_id or "",
        scopes=tuple(sorted(filter(None, (each.strip() for each in installed.bot_scopes or ())))),
        token=installed.bot_token,
        installed_at=now,
        refresh=installed.bot_refresh_token or "",
        expires_at=datetime.fromtimestamp(ends, UTC) if ends else None,
        app=installed.app_id or "",
        enterprise=installed.enterprise_id or "",
    )
