"""People and rooms as Slack knows them, remembered for a few minutes. What cannot be looked up is treated as a stranger."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.calling import call
from bot.slack.failures import SlackRefused
from bot.slack.places import Place

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Person:
    """`is_guest`: not a full member of this company. `locale` and `name` are "" when unknown; `zone` is an IANA name.

    `is_here`: neither an app nor somebody who has left.
    """

    id: str
    is_guest: bool = True
    is_admin: bool = False
    locale: str = ""
    zone: str = "UTC"
    name: str = ""
    is_here: bool = True


@dataclass(frozen=True)
class Room:
    """`is_external`: people of other companies are in it. `is_known`: we could look it up, so we may post in it."""

    id: str
    is_external: bool = False
    is_known: bool = True


class Memory(Generic[Thing]):
    """The latest things by key, at most `most` of them and none older than `keep`."""

    def __init__(self, now: Callable[[], datetime], keep: timedelta, most: int) -> None:
        self._now, self._keep, self._most = now, keep, most
        self._things: OrderedDict[str, tuple[datetime, Thing]] = OrderedDict()

    def get(self, key: str) -> Thing | None:
        at, thing = self._things.get(key, (None, None))
        return thing if at is not None and abs(self._now() - at) < self._keep else None

    def put(self, key: str, thing: Thing) -> Thing:
        self._things[key] = (self._now(), thing)
        self._things.move_to_end(key)
        while len(self._things) > self._most:
            self._things.popitem(last=False)
        return thing


class Directory:
    """Looks people and rooms up. Raises SlackBusy when Slack cannot tell right now."""

    def __init__(self, now: Callable[[], datetime], keep: timedelta = timedelta(minutes=5), most: int = 2000) -> None:
        self._people: Memory[Person] = Memory(now, keep, most)
        self._rooms: Memory[Room] = Memory(now, keep, most)

    async def person(self, client: AsyncWebClient, place: Place) -> Person:
        """The person of a place. Whom Slack will not show us is a guest."""
        key = f"{place.team}:{place.person}"
        if known := self._people.get(key):
            return known
        try:
            found = await call(client.users_info, user=place.person, include_locale=True)
        except SlackRefused:
            return Person(place.person)
        return self._people.put(key, _read_person(place, found.get("user") or {}))

    async def room(self, client: AsyncWebClient, place: Place) -> Room:
        """The room of a place. One that Slack will not show us is unknown: nothing is posted there for all to see."""
        if place.is_dm:
            return Room(place.channel)
        if known := self._rooms.get(place.channel):
            return known
        try:
            found = await call(client.conversations_info, channel=place.channel)
        except SlackRefused:
            return Room(place.channel, is_known=False)
        return self._rooms.put(place.channel, _read_room(place.channel, found.get("channel") or {}))


def _read_person(place: Place, user: Mapping[str, Any]) -> Person:
    home = user.get("team_id") or place.team
    enterprise = (user.get("enterprise_user") or {}).get("enterprise_id")
    is_ours = home == place.team or bool(enterprise and enterprise == place.enterprise)
    restricted = any(user.get(flag) for flag in ("is_restricted", "is_ultra_restricted", "is_stranger"))
    is_guest = bool(restricted or not is_ours)
    is_admin = not is_guest and any(user.get(flag) for flag in ("is_admin", "is_owner", "is_primary_owner"))
    is_here = not (user.get("is_bot") or user.get("deleted") or place.person == "USLACKBOT")
    return Person(place.person, is_guest, is_admin, str(user.get("locale") or ""), _zone(user.get("tz")), _name(user), is_here)


def _zone(named: Any) -> str:
    """A zone that this machine knows; UTC for any other."""
    try:
        return ZoneInfo(named).key if isinstance(named, str) else "UTC"
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "UTC"


def _name(user: Mapping[str, Any]) -> str:
    profile = user.get("profile") or {}
    return str(profile.get("display_name") or user.get("real_name") or user.get("name") or "")


def _read_room(channel: str, found: Mapping[str, Any]) -> Room:
    # A channel shared inside one Enterprise organisation is "shared" as well, but nobody else is in it.
    shared = found.get("is_shared") and not found.get("is_org_shared")
    return Room(channel, bool(shared or found.get("is_ext_shared") or found.get("is_pending_ext_shared")))
