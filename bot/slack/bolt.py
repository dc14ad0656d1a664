"""The Bolt app: one client, one error handler, one listener file per capability. Built once, by `build_bolt`."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import agent, ask, diagnose, digest, feedback, profiles, promises, settings, share
from bot.slack.asking import Asking
from bot.slack.desk import Desk
from bot.slack.telling import Telling

_CAPABILITIES = (profiles, agent, ask, diagnose, share, feedback, settings, promises, digest)


class GoodwordApp(AsyncApp):
    """Bolt's app with the one thing that a worker needs besides dispatching: telling a person that it gave up."""

    telling: Telling


def build_bolt(desk: Desk, authorize: AsyncAuthorize | None = None) -> GoodwordApp:
    """The app with all listeners. It answers whatever is dispatched to it: signatures are checked by the front door.

    `authorize` tells the token of every request where it may change; without it the one of the settings holds.
    """
    secrets, slack = desk.config.secrets, desk.config.slack
    # The SDK resends a cut-off post by itself, which doubles messages: no retries but our own.
    # Where tokens change, Bolt shall not take this one for every request's.
    client = AsyncWebClient(
        token=None if authorize else secrets.bot_token, base_url=slack.api_url, timeout=slack.send_timeout, retry_handlers=[]
    )
    with _unseen("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"):
        app = GoodwordApp(
            name="goodword",
            client=client,
            authorize=authorize,  # type: ignore[arg-type] # it takes these too, and says so only in its code
            signing_secret=secrets.signing_secret,
            request_verification_enabled=False,
            process_before_response=True,  # dispatching returns when the listener has ended, so a worker knows how
        )
    client.token = secrets.bot_token
    asking = Asking(desk)
    app.telling = Telling(asking)
    app.error(app.telling.on_error)
    for capability in _CAPABILITIES:
        capability.register(app, asking)
    return app


@contextmanager
def _unseen(*names: str) -> Iterator[None]:
    """Hide these from Bolt: finding them in the environment it would drop our token and keep others in plain files."""
    kept = {name: os.environ.pop(name) for name in names if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(kept)
