"""The Bolt app: one client, one error handler, one listener file per capability. Built once, by `build_bolt`."""

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import ask, diagnose, feedback, settings, share
from bot.slack.asking import Asking
from bot.slack.desk import Desk
from bot.slack.telling import Telling

_CAPABILITIES = (ask, diagnose, share, feedback, settings)


class GoodwordApp(AsyncApp):
    """Bolt's app with the one thing that a worker needs besides dispatching: telling a person that it gave up."""

    telling: Telling


def build_bolt(desk: Desk) -> GoodwordApp:
    """The app with all listeners. It answers whatever is dispatched to it: signatures are checked by the front door."""
    secrets, slack = desk.config.secrets, desk.config.slack
    # The SDK resends a cut-off post by itself, which doubles messages: no retries but our own.
    client = AsyncWebClient(token=secrets.bot_token, base_url=slack.api_url, timeout=slack.send_timeout, retry_handlers=[])
    app = GoodwordApp(
        name="goodword",
        client=client,
        signing_secret=secrets.signing_secret,
        request_verification_enabled=False,
        process_before_response=True,  # dispatching returns when the listener has ended, so a worker knows how
    )
    asking = Asking(desk)
    app.telling = Telling(asking)
    app.error(app.telling.on_error)
    for capability in _CAPABILITIES:
        capability.register(app, asking)
    return app
