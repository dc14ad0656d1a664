"""Who reads a channel: only members of this company, or guests too? What cannot be told counts as guests, so nothing slips out.

A channel of up to 200 people is looked through, to the first guest; a larger one, or one that Slack does not show us in
time, is treated as one with guests. People are remembered for a few minutes, and that a channel has guests; that it has
none is looked at with every question, one call of Slack's, so that a guest who has just joined is seen by every process.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.calling import call
from bot.slack.directory import Directory, Memory
from bot.slack.failures import SlackBusy, SlackRefused
from bot.slack.places import Place

MOST = 200
"""People in a channel that are looked up at most: Slack lets us ask for little more than a hundred a minute."""
_AT_ONCE = 8
log = logging.getLogger(__name__)


class Readership:
    """`patience`: seconds that one question may wait for it; the person has been told by then that work has begun."""

    def __init__(self, directory: Directory, now: Callable[[], datetime], *, keep: timedelta = timedelta(minutes=5), patience: float = 8.0):
        self._directory = directory
        self._with_guests: Memory[bool] = Memory(now, keep, 2000)
        self._patience = patience

    async def is_ours_alone(self, client: AsyncWebClient, place: Place) -> bool:
        """True when everyone in the channel is a full member. Never raises."""
        if self._with_guests.get(place.channel):
            return False
        try:
            async with asyncio.timeout(self._patience):
                is_ours = await self._look_through(client, place)
        except (SlackBusy, SlackRefused, TimeoutError) as fault:
            # Not remembered: whom we did see is, so the next question gets further.
            log.info("Who reads %s cannot be told: %s", place.channel, fault or "too slow")
            return False
        if not is_ours:
            self._with_guests.put(place.channel, True)
        return is_ours

    async def _look_through(self, client: AsyncWebClient, place: Place) -> bool:
        seen, cursor = 0, ""
        while True:
            page = await call(client.conversations_members, channel=place.channel, limit=MOST, cursor=cursor)
            people = [str(each) for each in page.get("members") or ()]
            cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
            seen += len(people)
            if seen > MOST or (cursor and seen == MOST) or await self._has_guest(client, place, people):
                return False
            if not cursor:
                return seen > 0

    async def _has_guest(self, client: AsyncWebClient, place: Place, people: Sequence[str]) -> bool:
        for at in range(0, len(people), _AT_ONCE):
            look_up = (self._directory.person(client, replace(place, person=each)) for each in people[at : at + _AT_ONCE])
            if any(person.is_guest for person in await asyncio.gather(*look_up)):
                return True
        return False
