"""The methods that read conversations, or open a direct channel: conversations.*.

It must not know HTTP, and changes nothing.
"""

import base64
import binascii
from typing import Any

from bot.playground.chat import Chat
from bot.playground.events import message_json
from bot.playground.people import BOT_USER, TEAM, Channel, Message
from bot.playground.refused import Refused
from bot.playground.workspace import Workspace

Json = dict[str, Any]
YES = (True, "true", 1, "1")
_MOST = 999


class Conversations:
    def __init__(self, workspace: Workspace, chat: Chat) -> None:
        self._workspace = workspace
        self._chat = chat

    def info(self, arguments: Json) -> Json:
        return {"channel": channel_json(self._chat.find_channel(str(arguments["channel"])))}

    def members(self, arguments: Json) -> Json:
        channel = self._chat.find_channel(str(arguments["channel"]))
        return {"members": sorted(channel.members), "response_metadata": {"next_cursor": ""}}

    def open(self, arguments: Json) -> Json:
        """The direct channel with one person: it is there already, and stays the same."""
        if arguments.get("channel"):
            channel = self._chat.find_channel(str(arguments["channel"]))
        else:
            channel = self._direct(arguments.get("users") or "")
        whole = arguments.get("return_im") in YES
        return {"channel": channel_json(channel) if whole else {"id": channel.id}, "no_op": True, "already_open": True}

    def history(self, arguments: Json) -> Json:
        """The newest first; replies stand in their threads only. A cursor goes on where it was, whatever is written meanwhile."""
        channel = self._readable(arguments)
        found = [each for each in reversed(self._shown(channel, arguments)) if not each.thread]
        start = _read_cursor(arguments)
        return self._page([each for each in found if start is None or each.ts <= start], arguments)

    def replies(self, arguments: Json) -> Json:
        """The first message of the thread, then its replies, the oldest first."""
        channel, ts = self._readable(arguments), str(arguments["ts"])
        root = self._workspace.get(channel.id, ts)
        if root is None or root.is_private:
            raise Refused("thread_not_found")
        first = self._workspace.get(channel.id, root.thread or ts) or root
        found = [each for each in self._shown(channel, arguments) if each.thread == first.ts]
        start = _read_cursor(arguments)
        return self._page([each for each in (first, *found) if start is None or each.ts >= start], arguments)

    def _direct(self, users: Any) -> Channel:
        people = [str(each) for each in users] if isinstance(users, list) else [each for each in str(users).split(",") if each]
        if len(people) != 1:
            raise Refused("invalid_arguments" if people else "users_list_not_supplied")
        person = self._workspace.people.get(people[0])
        if person is None:
            raise Refused("user_not_found")
        found = self._workspace.direct(person.id)
        if person.is_bot or found is None:
            raise Refused("cannot_dm_bot" if person.is_bot else "user_not_visible")
        return found

    def _readable(self, arguments: Json) -> Channel:
        channel = self._chat.find_channel(str(arguments["channel"]))
        if BOT_USER not in channel.members:
            raise Refused("not_in_channel")
        return channel

    def _shown(self, channel: Channel, arguments: Json) -> list[Message]:
        """What everybody sees there between `oldest` and `latest`."""
        oldest, latest = _time(arguments, "oldest", 0.0), _time(arguments, "latest", float("inf"))
        inclusive = arguments.get("inclusive") in YES

        def within(message: Message) -> bool:
            at = float(message.ts)
            return oldest <= at <= latest if inclusive else oldest < at < latest

        return list(self._workspace.history(channel.id, within))

    def _page(self, found: list[Message], arguments: Json) -> Json:
        """The first `limit` of them, with a cursor to the next; metadata only when asked for."""
        limit = _limit(arguments)
        wanted = arguments.get("include_all_metadata") in YES
        messages = [self._message(each, wanted) for each in found[:limit]]
        more = len(found) > limit
        cursor = {"response_metadata": {"next_cursor": _cursor(found[limit].ts)}} if more else {}
        return {"messages": messages, "has_more": more, "pin_count": 0, **cursor}

    def _message(self, message: Message, with_metadata: bool) -> Json:
        body = message_json(message, self._workspace.people[message.author])
        replies = list(self._workspace.history(message.channel, lambda each: each.thread == message.ts))
        if replies:
            people = list(dict.fromkeys(each.author for each in replies))
            body |= {"thread_ts": message.ts, "reply_count": len(replies), "reply_users": people, "latest_reply": replies[-1].ts}
        return body | ({"metadata": message.metadata} if with_metadata and message.metadata else {})


def _limit(arguments: Json) -> int:
    try:
        limit = int(arguments.get("limit") or 100)
    except (TypeError, ValueError):
        raise Refused("invalid_limit") from None
    if not 1 <= limit <= _MOST:
        raise Refused("invalid_limit")
    return limit


def _cursor(ts: str) -> str:
    return base64.b64encode(f"next_ts:{ts}".encode()).decode()


def _read_cursor(arguments: Json) -> str | None:
    """The ts that the page begins with; None for the first page."""
    given = arguments.get("cursor")
    if not given:
        return None
    try:
        name, _, ts = base64.b64decode(str(given), validate=True).decode("ascii").partition(":")
        float(ts)
    except (binascii.Error, ValueError):
        raise Refused("invalid_cursor") from None
    if name != "next_ts":
        raise Refused("invalid_cursor")
    return ts


def _time(arguments: Json, name: str, otherwise: float) -> float:
    given = arguments.get(name)
    try:
        return float(given) if given not in (None, "") else otherwise
    except (TypeError, ValueError):
        raise Refused(f"invalid_ts_{name}") from None


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
