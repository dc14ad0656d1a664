"""The chat.* methods and what a bot posts through a response_url: putting messages up, changing and removing them.

It must not know HTTP. Whatever Slack would refuse is raised as Refused.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.playground.blocks import BLOCK_CHARACTERS, MARKDOWN_CHARACTERS, characters, faults_of_blocks, with_ids
from bot.playground.events import changed_event, deleted_event, message_event, message_json
from bot.playground.people import BOT_USER, Channel, Message
from bot.playground.refused import Refused, wrong
from bot.playground.tickets import Tickets
from bot.playground.workspace import Workspace

Json = dict[str, Any]
Announce = Callable[[Json, Channel], None]
TEXT_CHARACTERS = 40_000
METADATA_CHARACTERS = 8_000


class Chat:
    """`announce` sends an event about what happened; `posts_anywhere`: in public channels without being a member."""

    def __init__(self, workspace: Workspace, tickets: Tickets, announce: Announce, posts_anywhere: bool = False) -> None:
        self._posts_anywhere = posts_anywhere
        self._workspace = workspace
        self._tickets = tickets
        self.announce = announce

    def post(self, arguments: Json) -> Json:
        channel = self.find_channel(str(arguments["channel"]), open_direct=True)
        if not self._posts_anywhere:
            self.must_be_member(channel)
        message = self._put(channel, arguments, self.read_thread(channel, arguments))
        self.announce(message_event(message, self._workspace.bot, channel), channel)
        return {"channel": channel.id, "ts": message.ts, "message": self.told(message)}

    def post_private(self, arguments: Json) -> Json:
        channel = self.find_channel(str(arguments["channel"]))
        self.must_be_member(channel)
        person = str(arguments["user"])
        if person not in channel.members:
            raise Refused("user_not_in_channel")
        message = self._put(channel, arguments, self.read_thread(channel, arguments), person)
        return {"message_ts": message.ts}

    def update(self, arguments: Json) -> Json:
        channel = self.find_channel(str(arguments["channel"]))
        old = self.own(channel, str(arguments["ts"]), "cant_update_message")
        if (channel.id, old.ts) in self._workspace.streams:
            raise Refused("streaming_state_conflict")
        new = self._replaced(old, arguments)
        if (new.text, new.blocks) != (old.text, old.blocks):
            ts = self._workspace.new_ts()
            self.announce(changed_event(new, old, self._workspace.bot, channel, ts), channel)
        return {"channel": channel.id, "ts": new.ts, "text": new.text, "message": self.told(new)}

    def delete(self, arguments: Json) -> Json:
        channel = self.find_channel(str(arguments["channel"]))
        old = self.own(channel, str(arguments["ts"]), "cant_delete_message")
        self._workspace.remove(old)
        self.announce(deleted_event(old, self._workspace.bot, channel, self._workspace.new_ts()), channel)
        return {"channel": channel.id, "ts": old.ts}

    def permalink(self, arguments: Json) -> Json:
        channel = self.find_channel(str(arguments["channel"]))
        message = self._workspace.get(channel.id, str(arguments["message_ts"]))
        if message is None or message.is_private:
            raise Refused("message_not_found")
        query = f"?thread_ts={message.thread}&cid={channel.id}" if message.thread else ""
        link = f"https://sample.slack.example/archives/{channel.id}/p{message.ts.replace('.', '')}{query}"
        return {"channel": channel.id, "permalink": link}

    def react(self, arguments: Json) -> Json:
        channel = self.find_channel(str(arguments["channel"]))
        message = self._workspace.get(channel.id, str(arguments["timestamp"]))
        if message is None or message.is_private:
            raise Refused("message_not_found")
        reaction = (str(arguments["name"]), BOT_USER)
        if reaction in message.reactions:
            raise Refused("already_reacted")
        self._workspace.put(replace(message, reactions=(*message.reactions, reaction)))
        return {}

    def respond(self, key: str, arguments: Json) -> None:
        """One use of a response_url: private by default; may replace or delete the message it came from."""
        url = self._tickets.use_url(key)
        channel = self._workspace.channels[url.channel]
        original = self._workspace.get(url.channel, url.message_ts) if url.message_ts else None
        if arguments.get("delete_original") and original:
            self._workspace.remove(original)
        elif arguments.get("replace_original") and original:
            self._replaced(original, arguments)
        else:
            public = arguments.get("response_type") == "in_channel"
            thread = self.read_thread(channel, arguments)
            message = self._put(channel, arguments, thread, "" if public else url.person)
            if public:
                self.announce(message_event(message, self._workspace.bot, channel), channel)

    def find_channel(self, named: str, open_direct: bool = False) -> Channel:
        """The channel as the bot may know it: a private one that it is not in does not exist for it."""
        by_name = (each for each in self._workspace.channels.values() if f"#{each.name}" == named)
        channel = self._workspace.channels.get(named) or next(by_name, None)
        if channel is None and open_direct and named in self._workspace.people:
            channel = self._workspace.direct(named)
        if channel is None or (channel.kind != "public" and BOT_USER not in channel.members):
            raise Refused("channel_not_found")
        return channel

    def must_be_member(self, channel: Channel) -> None:
        if BOT_USER not in channel.members:
            raise Refused("not_in_channel")

    def read_thread(self, channel: Channel, arguments: Json) -> str:
        """The ts of the thread's first message: a reply's own ts leads to its thread."""
        ts = str(arguments.get("thread_ts") or "")
        root = self._workspace.get(channel.id, ts) if ts else None
        if ts and (root is None or root.is_private):
            raise Refused("thread_not_found")
        return (root.thread or root.ts) if root else ""

    def own(self, channel: Channel, ts: str, error: str) -> Message:
        message = self._workspace.get(channel.id, ts)
        if message is None or message.is_private:
            raise Refused("message_not_found")
        if message.author != BOT_USER:
            raise Refused(error)
        return message

    def _put(self, channel: Channel, arguments: Json, thread: str, only_for: str = "") -> Message:
        text, blocks = read_content(arguments)
        message = Message(
            channel.id,
            self._workspace.new_ts(),
            BOT_USER,
            text,
            blocks,
            thread=thread,
            only_for=only_for,
            metadata=read_metadata(arguments),
            unfurls=arguments.get("unfurl_links") not in (False, "false", 0, "0"),
        )
        return self._workspace.put(message)

    def told(self, message: Message) -> Json:
        """A message as the answer to the call shows it: with its metadata."""
        return message_json(message, self._workspace.bot) | ({"metadata": message.metadata} if message.metadata else {})

    def _replaced(self, old: Message, arguments: Json) -> Message:
        """New text without blocks removes the blocks; new blocks do not mark the message as edited."""
        if arguments.get("text") is None and arguments.get("blocks") is None and arguments.get("markdown_text") is None:
            raise Refused("no_text")
        text, blocks = read_content({"text": old.text, **arguments})
        edited = "" if blocks else self._workspace.new_ts()
        metadata = read_metadata(arguments) if "metadata" in arguments else old.metadata
        return self._workspace.put(replace(old, text=text, blocks=blocks, edited=edited, metadata=metadata))


def read_content(arguments: Json) -> tuple[str, tuple[Json, ...]]:
    """(text, blocks), checked against Slack's limits. Block ids that were left out are given, as Slack does."""
    text, blocks, markdown = arguments.get("text") or "", arguments.get("blocks"), arguments.get("markdown_text")
    if markdown:
        if text or blocks:
            raise Refused("markdown_text_conflict")
        if len(str(markdown)) > MARKDOWN_CHARACTERS:
            raise Refused("msg_too_long")
        return str(markdown), ({"type": "markdown", "text": str(markdown), "block_id": "b0"},)
    if not isinstance(text, str):
        raise wrong("must be a string [json-pointer:/text]")
    if len(text) > TEXT_CHARACTERS:
        raise Refused("msg_too_long")
    if blocks is None or blocks == []:
        if not text.strip() and not arguments.get("attachments"):
            raise Refused("no_text")
        return text, ()
    if not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    if faults := faults_of_blocks(blocks):
        raise Refused("invalid_blocks", errors=faults, response_metadata={"messages": faults})
    if characters(blocks) > BLOCK_CHARACTERS:
        raise Refused("msg_blocks_too_long")
    return text, tuple(with_ids(blocks))


def read_metadata(arguments: Json) -> Json | None:
    metadata = arguments.get("metadata")
    if metadata is None:
        return None
    if not isinstance(metadata, dict) or not isinstance(metadata.get("event_payload"), dict) or not metadata.get("event_type"):
        raise Refused("invalid_metadata_format")
    if characters([metadata]) > METADATA_CHARACTERS:
        raise Refused("metadata_too_large")
    return metadata
