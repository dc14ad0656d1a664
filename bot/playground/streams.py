"""Messages that are written while people watch: chat.startStream, appendStream, stopStream.

It must not know HTTP. Whatever Slack would refuse is raised as Refused.
"""

from dataclasses import replace
from typing import Any

from bot.playground.blocks import MARKDOWN_CHARACTERS, faults_of_blocks, with_ids
from bot.playground.chat import Chat, read_metadata
from bot.playground.events import changed_event, message_event
from bot.playground.people import BOT_USER, Channel, Message
from bot.playground.refused import Refused, wrong
from bot.playground.workspace import Workspace

Json = dict[str, Any]
STREAM_SECONDS = 300.0
_CHUNKS = {"markdown_text": ("text",), "task_update": ("id", "title", "status"), "plan_update": ("title",), "blocks": ("blocks",)}
_TASK = ("pending", "in_progress", "complete", "error")


class Streams:
    """A message is being written while it stands in `workspace.streams`, for five minutes at most."""

    def __init__(self, workspace: Workspace, chat: Chat) -> None:
        self._workspace = workspace
        self._chat = chat

    def start(self, arguments: Json) -> Json:
        channel = self._chat.find_channel(str(arguments["channel"]))
        self._chat.must_be_member(channel)
        thread = self._chat.read_thread(channel, arguments)
        if channel.kind == "direct" and not thread:
            raise wrong("must be the ts of a message in this direct message [json-pointer:/thread_ts]")
        if channel.kind != "direct":
            for name in ("recipient_user_id", "recipient_team_id"):
                if not arguments.get(name):
                    raise Refused(f"missing_{name}")
        mode = arguments.get("task_display_mode") or "timeline"
        if mode not in ("timeline", "plan"):
            raise wrong("must be timeline or plan [json-pointer:/task_display_mode]")
        chunks = _read_chunks(arguments)
        empty: tuple[Json, ...] = ({"type": "plan", "title": "", "tasks": []},) if mode == "plan" else ()
        message = Message(channel.id, self._workspace.new_ts(), BOT_USER, "", empty, thread=thread)
        self._workspace.streams[channel.id, message.ts] = self._workspace.clock()
        message = self._workspace.put(_grown(message, chunks))
        self._workspace.set_status(channel.id, thread, "...")
        self._chat.announce(message_event(message, self._workspace.bot, channel), channel)
        return {"channel": channel.id, "ts": message.ts}

    def append(self, arguments: Json) -> Json:
        channel, message = self._streaming(arguments)
        chunks = _read_chunks(arguments)
        if not chunks:
            raise Refused("no_text")
        self._workspace.put(_grown(message, chunks))
        self._workspace.set_status(channel.id, message.thread, "...")
        return {"channel": channel.id, "ts": message.ts}

    def stop(self, arguments: Json) -> Json:
        """The end: last words, then `blocks` below them; the session is what `session_status` says, or at rest."""
        channel, old = self._streaming(arguments)
        if arguments.get("session_status") not in (None, "active", "processing", "suspended", "closed"):
            raise Refused("invalid_status")
        new = _grown(old, _read_chunks(arguments))
        below = _read_blocks(arguments.get("blocks"))
        if not new.text.strip() and not new.blocks and not below:
            raise Refused("no_text")
        blocks = tuple(with_ids([*new.blocks, *below]))
        new = self._workspace.put(replace(new, blocks=blocks, metadata=read_metadata(arguments)))
        del self._workspace.streams[channel.id, new.ts]
        self._workspace.set_status(channel.id, new.thread, "..." if arguments.get("session_status") == "processing" else "")
        self._chat.announce(changed_event(new, old, self._workspace.bot, channel, self._workspace.new_ts()), channel)
        return {"channel": channel.id, "ts": new.ts, "message": self._chat.told(new)}

    def _streaming(self, arguments: Json) -> tuple[Channel, Message]:
        """A stream that is too old is over, and its message stays as it is."""
        channel = self._chat.find_channel(str(arguments["channel"]))
        message = self._chat.own(channel, str(arguments["ts"]), "message_not_owned_by_app")
        began = self._workspace.streams.get((channel.id, message.ts))
        if began is not None and self._workspace.clock() - began > STREAM_SECONDS:
            del self._workspace.streams[channel.id, message.ts]
            began = None
        if began is None:
            raise Refused("message_not_in_streaming_state")
        return channel, message


def _read_chunks(arguments: Json) -> list[Json]:
    """markdown_text is one chunk. Raises Refused."""
    text, chunks = arguments.get("markdown_text"), arguments.get("chunks")
    if text and chunks:
        raise Refused("cannot_provide_both_markdown_text_and_chunks")
    found = [{"type": "markdown_text", "text": text}] if text else (chunks or [])
    if not isinstance(found, list) or not all(_is_chunk(each) for each in found):
        raise Refused("invalid_chunks")
    if any(len(str(each.get("text", ""))) > MARKDOWN_CHARACTERS for each in found):
        raise Refused("msg_too_long")
    return found


def _is_chunk(chunk: Any) -> bool:
    if not isinstance(chunk, dict) or not all(chunk.get(name) for name in _CHUNKS.get(str(chunk.get("type")), ("type of chunk",))):
        return False
    if chunk["type"] == "blocks":
        return not faults_of_blocks(chunk["blocks"])
    return chunk["type"] != "task_update" or chunk["status"] in _TASK


def _read_blocks(blocks: Any) -> list[Json]:
    if faults := faults_of_blocks(blocks or []):
        raise Refused("invalid_blocks", errors=faults, response_metadata={"messages": faults})
    return list(blocks or [])


def _grown(message: Message, chunks: list[Json]) -> Message:
    """The message with these chunks: text goes on, a task known by its id changes in its place."""
    text, blocks = message.text, [dict(each) for each in message.blocks]
    for chunk in chunks:
        if chunk["type"] == "markdown_text":
            text += chunk["text"]
            if blocks and blocks[-1]["type"] == "markdown":
                blocks[-1]["text"] += chunk["text"]
            else:
                blocks.append({"type": "markdown", "text": chunk["text"]})
        elif chunk["type"] == "blocks":
            blocks += chunk["blocks"]
        else:
            _put_task(blocks, chunk)
    return replace(message, text=text, blocks=tuple(with_ids(blocks)))


def _put_task(blocks: list[Json], chunk: Json) -> None:
    plan = next((each for each in blocks if each["type"] == "plan"), None)
    if chunk["type"] == "plan_update":
        if plan is not None:
            plan["title"] = chunk["title"]
        return
    task = {"type": "task_card", "task_id": chunk["id"], **{name: chunk[name] for name in ("title", "status")}}
    places = blocks if plan is None else plan["tasks"]
    known = next((each for each in places if each.get("task_id") == chunk["id"]), None)
    if known is not None:
        known |= task
    elif plan is not None:
        plan["tasks"] = [*plan["tasks"], task]
    else:
        blocks.append(task)
