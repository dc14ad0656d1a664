"""The methods about people, and about the bot itself: users.*, auth.test. It must not know HTTP, and changes nothing."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.playground.people import BOT, BOT_USER, TEAM, Person
from bot.playground.refused import Refused
from bot.playground.workspace import Workspace

Json = dict[str, Any]
_MOST = 1000
_LABELS = {
    "America/New_York": ("Eastern Standard Time", "Eastern Daylight Time"),
    "Asia/Shanghai": ("China Standard Time", "China Standard Time"),
    "Europe/Berlin": ("Central European Time", "Central European Summer Time"),
    "Europe/London": ("Greenwich Mean Time", "British Summer Time"),
}
"""How Slack calls a zone, in winter and in summer."""


class Users:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def auth_test(self, _: Json) -> Json:
        who = {"user": self._workspace.bot.name.lower(), "user_id": BOT_USER, "bot_id": BOT}
        return {"url": "https://sample.slack.example/", "team": "Sample team", "team_id": TEAM, "is_enterprise_install": False, **who}

    def info(self, arguments: Json) -> Json:
        person = self._workspace.people.get(str(arguments["user"]))
        if person is None:
            raise Refused("user_not_found")
        return {"user": self._person(person, arguments)}

    def list(self, arguments: Json) -> Json:
        """Everybody, or `limit` of them from the cursor on."""
        people = list(self._workspace.people.values())
        try:
            limit, start = int(arguments.get("limit") or _MOST), int(str(arguments.get("cursor") or "user:0").removeprefix("user:"))
        except (TypeError, ValueError):
            raise Refused("invalid_cursor") from None
        if not 1 <= limit <= _MOST:
            raise Refused("invalid_limit")
        shown = [self._person(each, arguments) for each in people[start : start + limit]]
        cursor = f"user:{start + limit}" if len(people) > start + limit else ""
        return {"members": shown, "cache_ts": int(self._workspace.clock()), "response_metadata": {"next_cursor": cursor}}

    def _person(self, person: Person, arguments: Json) -> Json:
        here = datetime.fromtimestamp(self._workspace.clock(), ZoneInfo(person.tz))
        offset, summer = here.utcoffset() or timedelta(), here.dst() or timedelta()
        body: Json = {
            "id": person.id,
            "team_id": person.team,
            "name": person.name.lower(),
            "real_name": person.name,
            "deleted": False,
            "tz": person.tz,
            "tz_label": _LABELS.get(person.tz, (person.tz, person.tz))[bool(summer)],
            "tz_offset": int(offset.total_seconds()),
            "profile": {"real_name": person.name, "display_name": person.name, "team": person.team, "title": person.title[0]},
            "is_bot": person.is_bot,
            "is_app_user": False,
            "updated": 1700000000,
        }
        if person.team == TEAM:
            ranks = {"is_admin": person.is_admin, "is_owner": person.is_admin, "is_primary_owner": False}
            body |= ranks | {"is_restricted": person.is_guest, "is_ultra_restricted": False}
        else:
            body["is_stranger"] = False
        return body | ({"locale": person.locale} if arguments.get("include_locale") in (True, "true", 1, "1") else {})
