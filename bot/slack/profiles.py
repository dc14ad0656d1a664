"""Where the people are who do something in Slack: zone and language are noted after their request, for reminders and digests."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.asking import Asking
from bot.slack.directory import Memory
from bot.slack.places import Place, place_of

log = logging.getLogger(__name__)

_OFTEN = timedelta(minutes=5)
"""Not more often; as long as the directory remembers people, so that it costs no call of its own."""


class Profiles:
    """Notes what Slack says of people. Never in the way of what they do, and never raises."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._noted: Memory[bool] = Memory(asking.desk.now, _OFTEN, 5000)
        self._running: set[asyncio.Task[None]] = set()

    def note(self, place: Place, client: AsyncWebClient) -> None:
        """Note this person's zone and language, soon."""
        if self._asking.desk.digests is None or not place.person or self._noted.get(place.person):
            return
        self._noted.put(place.person, True)
        task = asyncio.create_task(self._note(place, client))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _note(self, place: Place, client: AsyncWebClient) -> None:
        digests = self._asking.desk.digests
        try:
            person = await self._asking.directory.person(client, place)
            if digests is not None and not person.is_guest and person.is_here:
                zone = "" if person.zone == "UTC" else person.zone  # what it says, too, of people whose zone is unknown
                await asyncio.to_thread(digests.people.meet, person.id, zone, person.locale, self._asking.desk.now())
        except Exception as fault:  # noqa: BLE001 - the next request tries again, and nobody waits for this
            log.info("Where somebody is could not be noted: %s", type(fault).__name__)


def register(app: AsyncApp, asking: Asking) -> None:
    """Put this module's middleware into the app."""
    profiles = Profiles(asking)

    async def after(body: dict[str, Any], client: AsyncWebClient, next_: Callable[[], Awaitable[None]]) -> None:
        await next_()
        profiles.note(place_of(body), client)

    app.middleware(after)
