"""Which Web API methods there are, what each requires, and which scope it needs. Also the small ones: views and agent sessions.

It must not know HTTP.
"""

from collections.abc import Callable
from typing import Any

from bot.playground.chat import Chat
from bot.playground.conversations import Conversations
from bot.playground.refused import Refused, wrong
from bot.playground.streams import Streams
from bot.playground.surfaces import Surfaces, View
from bot.playground.tickets import Tickets
from bot.playground.users import Users
from bot.playground.web_api import Method
from bot.playground.workspace import Workspace

Json = dict[str, Any]
_SESSION = ("active", "processing", "suspended", "closed")
_PREFIX = {"public": "channels", "private": "groups", "direct": "im"}


class Screens:
    """views.*: the modals and Home tabs the bot shows."""

    def __init__(self, workspace: Workspace, surfaces: Surfaces, tickets: Tickets) -> None:
        self._workspace = workspace
        self._surfaces = surfaces
        self._tickets = tickets

    def open(self, arguments: Json) -> Json:
        trigger = self._tickets.use_trigger(str(arguments["trigger_id"]))
        return _shown(self._surfaces.open_view(trigger.person, arguments["view"]))

    def push(self, arguments: Json) -> Json:
        trigger = self._tickets.use_trigger(str(arguments["trigger_id"]))
        under = self._surfaces.find(trigger.view)
        if under is None:
            raise Refused("view_not_found")
        return _shown(self._surfaces.open_view(trigger.person, arguments["view"], under))

    def update(self, arguments: Json) -> Json:
        ids = [str(arguments.get(name) or "") for name in ("view_id", "external_id", "hash")]
        if not ids[0] and not ids[1]:
            raise wrong("missing required field: view_id or external_id")
        return _shown(self._surfaces.update_view(ids[0], ids[1], ids[2], arguments["view"]))

    def publish(self, arguments: Json) -> Json:
        person = str(arguments["user_id"])
        if person not in self._workspace.people:
            raise Refused("user_not_found")
        return _shown(self._surfaces.publish(person, arguments["view"], str(arguments.get("hash") or "")))


class Sessions:
    """What an agent says about itself in a thread: its status, title and suggested prompts."""

    def __init__(self, workspace: Workspace, chat: Chat) -> None:
        self._workspace = workspace
        self._chat = chat

    def set_state(self, arguments: Json) -> Json:
        """agents.sessions.setStatus: one of four states; "processing" shows."""
        channel, state = self._chat.find_channel(str(arguments["channel_id"])), arguments["status"]
        if state not in _SESSION:
            raise Refused("invalid_status")
        thread = str(arguments.get("thread_ts") or "")
        if arguments.get("title"):
            self._workspace.titles.setdefault((channel.id, thread), _title(arguments))
        self._workspace.set_status(channel.id, thread, "..." if state == "processing" else "")
        return {"status": state, "agent_status": state, "title": self._workspace.titles.get((channel.id, thread), "")}

    def rename(self, arguments: Json) -> Json:
        channel = self._chat.find_channel(str(arguments["channel_id"]))
        self._workspace.titles[channel.id, str(arguments.get("thread_ts") or "")] = _title(arguments)
        self._workspace.changes.ring()
        return {"title": arguments["title"]}

    def set_status(self, arguments: Json) -> Json:
        """assistant.threads.setStatus: any words; empty clears."""
        channel = self._chat.find_channel(str(arguments["channel_id"]))
        self._workspace.set_status(channel.id, str(arguments["thread_ts"]), str(arguments.get("status") or ""))
        return {}

    def set_prompts(self, arguments: Json) -> Json:
        channel, prompts = self._chat.find_channel(str(arguments["channel_id"])), arguments["prompts"]
        if not isinstance(prompts, list) or not 1 <= len(prompts) <= 4:
            raise wrong("must be 1 to 4 prompts [json-pointer:/prompts]")
        if not all(each.get("title") and each.get("message") for each in prompts):
            raise wrong("must have title and message [json-pointer:/prompts]")
        self._workspace.prompts[channel.id] = tuple(prompts)
        self._workspace.changes.ring()
        return {}


def all_methods(workspace: Workspace, chat: Chat, surfaces: Surfaces, tickets: Tickets) -> dict[str, Method]:
    """Every method that this Slack knows, by name."""
    reads, screens = Conversations(workspace, chat), Screens(workspace, surfaces, tickets)
    users, sessions, streams = Users(workspace), Sessions(workspace, chat), Streams(workspace, chat)

    def kind(suffix: str) -> Callable[[Json], tuple[str, ...]]:
        """channels:read, groups:read or im:read, depending on the channel."""

        def scopes(arguments: Json) -> tuple[str, ...]:
            channel = workspace.channels.get(str(arguments.get("channel") or ""))
            return (f"{_PREFIX[channel.kind]}:{suffix}",) if channel else ()

        return scopes

    def needs(*scopes: str) -> Callable[[Json], tuple[str, ...]]:
        return lambda _: scopes

    write = needs("chat:write")
    return {
        "auth.test": Method(users.auth_test),
        "chat.postMessage": Method(chat.post, ("channel",), write),
        "chat.postEphemeral": Method(chat.post_private, ("channel", "user"), write),
        "chat.update": Method(chat.update, ("channel", "ts"), write),
        "chat.delete": Method(chat.delete, ("channel", "ts"), write),
        "chat.startStream": Method(streams.start, ("channel",), write),
        "chat.appendStream": Method(streams.append, ("channel", "ts"), write),
        "chat.stopStream": Method(streams.stop, ("channel", "ts"), write),
        "chat.getPermalink": Method(chat.permalink, ("channel", "message_ts")),
        "conversations.info": Method(reads.info, ("channel",), kind("read")),
        "conversations.history": Method(reads.history, ("channel",), kind("history")),
        "conversations.replies": Method(reads.replies, ("channel", "ts"), kind("history")),
        "conversations.members": Method(reads.members, ("channel",), kind("read")),
        "conversations.open": Method(reads.open, (), needs("im:write")),
        "users.info": Method(users.info, ("user",), needs("users:read")),
        "users.list": Method(users.list, (), needs("users:read")),
        "views.open": Method(screens.open, ("trigger_id", "view")),
        "views.push": Method(screens.push, ("trigger_id", "view")),
        "views.update": Method(screens.update, ("view",)),
        "views.publish": Method(screens.publish, ("user_id", "view")),
        "reactions.add": Method(chat.react, ("channel", "timestamp", "name"), needs("reactions:write")),
        "agents.sessions.setStatus": Method(sessions.set_state, ("channel_id", "status"), write),
        "agents.sessions.rename": Method(sessions.rename, ("channel_id", "title"), write),
        "assistant.threads.setStatus": Method(sessions.set_status, ("channel_id", "thread_ts"), write),
        "assistant.threads.setSuggestedPrompts": Method(sessions.set_prompts, ("channel_id", "prompts"), needs("assistant:write")),
    }


def _shown(view: View) -> Json:
    return {"view": view.as_json()}


def _title(arguments: Json) -> str:
    title = str(arguments["title"])
    if len(title) > 200:
        raise wrong("must be less than 201 characters [json-pointer:/title]")
    return title
