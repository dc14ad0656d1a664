"""The messages tab: questions to begin with when somebody opens it, and Stop while an answer is being made."""

import logging
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.asking import Asking
from bot.slack.calling import call
from bot.slack.failures import SlackBusy, SlackRefused
from bot.slack.places import place_of
from bot.slack.texts import speech
from bot.slack.texts_home import home

_PROMPTS = ("price", "supplier", "silent", "due")
_FOR_MEMBERS = frozenset({"due"})
log = logging.getLogger(__name__)


def register(app: AsyncApp, asking: Asking) -> None:
    """Put the listeners of this module into the app."""

    async def is_messages(event: dict[str, Any]) -> bool:
        return event.get("tab") == "messages"

    async def opened(body: dict[str, Any], client: AsyncWebClient) -> None:
        place = place_of(body)
        try:
            person = await asking.directory.person(client, place)
            prompts = prompts_for(speech(person.locale), person.is_guest)
            title = home("prompts", speech(person.locale))
            await call(client.assistant_threads_setSuggestedPrompts, channel_id=place.channel, prompts=prompts, title=title)
        except (SlackRefused, SlackBusy) as fault:
            log.info("No questions to begin with: %s", fault)  # the manifest has some

    async def stopped(body: dict[str, Any], client: AsyncWebClient) -> None:
        event = body["event"]
        if await asking.underway.stop(event["channel"], event["thread_ts"]):
            return  # whoever makes the answer says so, and ends the session
        try:
            await call(client.agents_sessions_setStatus, channel_id=event["channel"], thread_ts=event["thread_ts"], status="active")
        except (SlackRefused, SlackBusy) as fault:
            log.info("The session goes on: %s", fault)

    app.event("app_home_opened", matchers=[is_messages])(opened)
    app.event("agent_session_stopped")(stopped)


def prompts_for(language: str, is_guest: bool) -> list[dict[str, str]]:
    """At most four."""
    names = [name for name in _PROMPTS if not (is_guest and name in _FOR_MEMBERS)]
    return [{"title": home(f"prompt_{name}", language), "message": home(f"prompt_{name}_text", language)} for name in names]
