"""The methods that only read, or open a direct channel: conversations.*, users.*, auth.test.

It must not know HTTP, and changes nothing.
"""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.playground.chat import Chat
from bot.playground.events import message_json
from bot.playground.people import BOT, BOT_USER, TEAM, Channel, Message, Person
from bot.playground.surfaces import Refused
from bot.playground.workspace import Workspace

Json = dict[str, Any]


class Conversations:
    def __init__(self, workspace: Workspace, chat: Chat) -> None:
        self._workspace = workspace
        self._chat = chat

    def auth_test(self, _: Json) -> Json:
        who = {"user": self._workspace.bot.name.lower(), "user_id": BOT_USER, "bot_id": BOT}
        return {"url": "https://sample.slack.example/", "team": "Sample team", "team_id": TEAM, "is_enterprise_install": False, **who}

    def info(self, arguments: Json) -> Json:
        return {"channel": channel_json(self._chat.find_channel(str(arguments["channel"])))}

    def members(self, arguments: Json) -> Json:
        channel = self._chat.find_channel(str(arguments["channel"]))
        return {"members": sorted(channel.members), "response_metadata": {"next_cursor": ""}}

    def open(self, arguments: Json) -> Json:
        people = [each for each in str(arguments.get("users") or "").split(",") if each]
        if arguments.get("channel"):
            channel = self._chat.find_channel(str(arguments["channel"]))
        else:
            if len(people) != 1:
                raise Refused("invalid_arguments" if people else "users_list_not_supplied")
            person = self._workspace.people.get(people[0])
            if person is None:
                raise Refused("user_not_found")
            found = self._workspace.direct(person.id)
            if person.is_bot or found is None:
                raise Refused("cannot_dm_bot" if person.is_bot else "user_not_visible")
            channel = found
        whole = arguments.get("return_im") in (True, "true")
        return {"channel": channel_json(channel) if whole else {"id": channel.id}, "already_open": True}

    def history(self, arguments: Json) -> Json:
        channel = self._readable(arguments)
        found = [each for each in self._shown(channel, arguments) if not each.thread]
        return self._page(list(reversed(found)), arguments)

    def replies(self, arguments: Json) -> Json:
        channel, ts = self._readable(arguments), str(arguments["ts"])
        root = self._workspace.get(channel.id, ts)
        if root is None or root.is_private:
            raise Refused("thread_not_found")
        found = [each for each in self._shown(channel, arguments) if (root.thread or ts) in (each.ts, each.thread)]
        return self._page(found, arguments)

    def user(self, arguments: Json) -> Json:
        person = self._workspace.people.get(str(arguments["user"]))
        if person is None:
            raise Refused("user_not_found")
        return {"user": self._person(person, arguments)}

    def users(self, arguments: Json) -> Json:
        people = [self._person(each, arguments) for each in self._workspace.people.values()]
        return {"members": people, "cache_ts": int(self._workspace.clock()), "response_metadata": {"next_cursor": ""}}

    def _readable(self, arguments: Json) -> Channel:
        channel = self._chat.find_channel(str(arguments["channel"]))
        if BOT_USER not in channel.members:
            raise Refused("not_in_channel")
        return channel

    def _shown(self, channel: Channel, arguments: Json) -> list[Message]:
        oldest, latest = _time(arguments.get("oldest"), 0.0), _time(arguments.get("latest"), float("inf"))
        inclusive = arguments.get("inclusive") in (True, "true", 1, "1")

        def within(message: Message) -> bool:
            at = float(message.ts)
            return oldest <= at <= latest if inclusive else oldest < at < latest

        return list(self._workspace.history(channel.id, within))

    def _page(self, found: list[Message], arguments: Json) -> Json:
        """`limit` of them from the cursor on; metadata only when asked for."""
        try:
            limit, start = min(int(arguments.get("limit") or 100), 999), int(str(arguments.get("cursor") or "next:0").removeprefix("next:"))
        except ValueError:
            raise Refused("invalid_cursor") from None
        more = len(found) > start + limit
        wanted = arguments.get("include_all_metadata") in (True, "true", 1, "1")
        messages = [self._message(each, wanted) for each in found[start : start + limit]]
        return {"messages": messages, "has_more": more, "response_metadata": {"next_cursor": f"next:{start + limit}" if more else ""}}

    def _message(self, message: Message, with_metadata: bool) -> Json:
        body = message_json(message, self._workspace.people[message.author])
        replies = list(self._workspace.history(message.channel, lambda each: each.thread == message.ts))
        if replies:
            people = list(dict.fromkeys(each.author for each in replies))
            body |= {"thread_ts": message.ts, "reply_count": len(replies), "reply_users": people, "latest_reply": replies[-1].ts}
        return body | ({"metadata": message.metadata} if with_metadata and message.metadata else {})

    def _person(self, person: Person, arguments: Json) -> Json:
        offset = datetime.fromtimestamp(self._workspace.clock(), ZoneInfo(person.tz)).utcoffset()
        assert offset is not None
        profile = {"real_name": person.name, "display_name": person.name, "team": person.team, "title": person.title[0]}
        body: Json = {
            "id": person.id,
            "team_id": person.team,
            "name": person.name.lower(),
            "real_name": person.name,
            "deleted": False,
            "tz": person.tz,
            "tz_label": person.tz,
            "tz_offset": int(offset.total_seconds()),
            "profile": profile,
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


def _time(given: Any, otherwise: float) -> float:
    try:
        return float(given) if given not in (None, "") else otherwise
    except (TypeError, ValueError):
        raise Refused("invalid_ts_oldest" if otherwise == 0.0 else "invalid_ts_latest") from None


def channel_json(channel: Channel) -> Json:
    """A conversation object."""
    body: Json = {"id": channel.id, "created": 1700000000, "is_archived": False, "is_im": channel.kind == "direct", "is_mpim": False}
    if channel.kind == "direct":
        return body | {"user": next(each for each in channel.members if each != BOT_USER), "is_open": True, "is_org_shared": False}
    member = BOT_USER in channel.members
    private = channel.kind == "private"
    body |= {"name": channel.name, "name_normalized": channel.name, "is_channel": not private, "is_group": private}
    body |= {"is_private": private, "is_member": member, "is_general": False, "num_members": len(channel.members)}
    return body | {"is_shared": channel.is_shared, "is_ext_shared": channel.is_shared, "is_org_shared": False, "context_team_id": TEAM}
