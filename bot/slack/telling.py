"""Tell the person that their request failed, whatever else fails. The last resort of every listener and worker."""

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import BotError
from bot.slack.asking import Asking, key_of
from bot.slack.failures import Outcome, SlackBusy, SlackRefused, code_of, notice
from bot.slack.outgoing import Reply
from bot.slack.places import place_of, text_of
from bot.slack.texts import language_of

log = logging.getLogger(__name__)


class Telling:
    """What Bolt calls when a listener raises, and a worker when it gives up."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking

    async def on_error(self, error: Exception, body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext) -> BoltResponse:
        """Decide what becomes of the work (context["outcome"]) and tell the person, unless it will be tried again.

        Status 200 in any case: on another one Slack would add a failure notice of its own and send the request again.
        """
        tries_left = "attempt" in context and context["attempt"] < self._asking.desk.config.work.attempts
        if isinstance(error, SlackBusy) and tries_left:
            context["outcome"] = Outcome("again", str(error), error.after)
            return BoltResponse(status=200)
        code = code_of(key_of(context))
        if isinstance(error, BotError):
            log.warning("Told a person: %s", error)
        else:
            log.error("Failure %s", code, exc_info=error)
        context["outcome"] = Outcome("told" if isinstance(error, BotError) else "dead", f"{code} {type(error).__name__}: {error}")
        await self.tell(error, body, client, key_of(context))
        return BoltResponse(status=200)

    async def tell(self, error: Exception, body: Mapping[str, Any], client: AsyncWebClient, key: str) -> None:
        """Tell the person of this payload. Never raises: what cannot be told is logged with the same code."""
        place, inbox = place_of(body), self._asking.desk.inbox
        code = code_of(key)
        if not (place.person and (place.channel or "view" in body)):
            log.error("Failure %s: nobody to tell", code)
            return
        try:
            # Nobody else needs to see it, unless everybody has seen that we began.
            has_begun = "event" in body and await asyncio.to_thread(inbox.reply_of, key) is not None
            language = language_of(text_of(body))
            if not any(character.isalpha() for character in text_of(body)):
                language = (await self._asking.directory.person(client, place)).locale or language
            await Reply(client, inbox, key, place, not has_begun).show(notice(error, language, code))
        except (SlackBusy, SlackRefused) as fault:
            log.warning("Failure %s could not be told: %s", code, fault)
        except Exception:
            log.exception("Failure %s could not be told", code)
