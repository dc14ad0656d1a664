"""A conversation on the messages tab, as Slack's agents have it: a title, a status while we work, Stop, and an answer that grows.

All of it is comfort: where Slack refuses any of it, the answer comes as a plain message. Knows no answers.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import NotSaved
from bot.ports import Inbox
from bot.slack.blocks.escape import plain
from bot.slack.blocks.message import Message, cut
from bot.slack.calling import blocks_of, call
from bot.slack.failures import SlackBusy, SlackRefused
from bot.slack.outgoing import Reply
from bot.slack.places import Place
from bot.slack.texts_home import home

_TITLE_CHARS = 80
_STOP = "stop"
"""The name under which a Stop is noted in the inbox."""
_LOOK_EVERY = 0.5
_TASK = "answer"
log = logging.getLogger(__name__)


class Underway:
    """Answers that are being made, by the thread they are for: so that Stop finds them, whichever process it comes to."""

    def __init__(self, inbox: Inbox, now: Callable[[], datetime], is_shared: bool) -> None:
        """`is_shared`: other processes answer from the same inbox, so a Stop is noted there, and looked for."""
        self._inbox, self._now, self._is_shared = inbox, now, is_shared
        self._stops: dict[tuple[str, str], list[asyncio.Event]] = {}
        self._watching: dict[asyncio.Event, asyncio.Task[None]] = {}

    def begin(self, place: Place) -> asyncio.Event:
        """From now on Stop in this thread sets the event."""
        stop = asyncio.Event()
        self._stops.setdefault(_where(place), []).append(stop)
        if self._is_shared:
            self._watching[stop] = asyncio.create_task(self._watch(_note_of(*_where(place)), stop))
        return stop

    def end(self, place: Place, stop: asyncio.Event) -> None:
        if watching := self._watching.pop(stop, None):
            watching.cancel()
        left = [each for each in self._stops.get(_where(place), ()) if each is not stop]
        if left:
            self._stops[_where(place)] = left
        else:
            self._stops.pop(_where(place), None)

    async def stop(self, channel: str, thread: str) -> bool:
        """Give up what is being made for this thread; False when nothing is here. Another process gives it up within a second."""
        found = self._stops.get((channel, thread), [])
        for each in found:
            each.set()
        if self._is_shared and not found:
            try:
                await asyncio.to_thread(self._inbox.hold, _STOP, _note_of(channel, thread), self._now())
            except NotSaved as fault:
                log.info("A Stop could not be noted for other processes: %s", fault)
        return bool(found)

    async def _watch(self, note: str, stop: asyncio.Event) -> None:
        """Set the event when another process notes a Stop from now on."""
        try:
            await asyncio.to_thread(self._inbox.let_go, _STOP, note)  # one that was for an earlier answer
            while not await asyncio.to_thread(self._inbox.is_held, _STOP, note):
                await asyncio.sleep(_LOOK_EVERY)
        except NotSaved as fault:
            log.info("Stop is not heard from other processes: %s", fault)
        else:
            stop.set()


class Session:
    """One question on the messages tab. `grows`: the answer is worded by a model, so that there is something to watch."""

    def __init__(self, client: AsyncWebClient, place: Place, reply: Reply, language: str, grows: bool) -> None:
        self._client, self._place, self._reply, self._language, self._grows = client, place, reply, language, grows
        self._stream = ""

    async def begin(self, title: str, is_repeated: bool) -> bool:
        """Show that we work. False when Slack shows nothing of it, so that a message has to."""
        is_shown = await self._status("processing", title=cut(plain(title), _TITLE_CHARS))
        if self._grows and not is_repeated:
            await self._quietly(self._start)
        elif self._grows and await self._reply.is_there() and self._reply.at:
            self._stream = self._reply.at[1]  # of a try that was cut off: it may be open still, and nobody could edit it
            await self._stop_stream()
        return is_shown or bool(self._stream)

    async def show(self, message: Message) -> None:
        """The answer: let it grow where it has begun to, then the whole message in its place. Raises what Reply.show raises."""
        if self._stream:
            await self._quietly(lambda: self._grow(message))
            await self._stop_stream()
        await self._reply.show(message)

    async def end(self) -> None:
        """We work no more, however it ended."""
        await self._stop_stream()
        await self._status("active")

    async def _start(self) -> None:
        chunks = [_task("in_progress", home("looking", self._language))]
        where = {"channel": self._place.channel, "thread_ts": self._place.reply_thread}
        to = {"recipient_user_id": self._place.person, "recipient_team_id": self._place.team}
        begun = await call(self._client.chat_startStream, **where, **{name: value for name, value in to.items() if value}, chunks=chunks)
        self._stream = str(begun["ts"])
        await self._reply.adopt(str(begun.get("channel") or self._place.channel), self._stream)

    async def _grow(self, message: Message) -> None:
        """The blocks of the message, a few at a time; the buttons come with the whole message."""
        where = {"channel": self._place.channel, "ts": self._stream}
        await call(self._client.chat_appendStream, **where, chunks=[_task("complete", home("looking", self._language))])
        for blocks in _portions(blocks_of(message)):
            await call(self._client.chat_appendStream, **where, chunks=[{"type": "blocks", "blocks": blocks}])

    async def _stop_stream(self) -> None:
        """Until it is stopped, Slack lets nobody edit the message."""
        stream, self._stream = self._stream, ""
        if stream:
            await self._quietly(lambda: call(self._client.chat_stopStream, channel=self._place.channel, ts=stream))

    async def _status(self, status: str, **more: str) -> bool:
        where = {"channel_id": self._place.channel, "thread_ts": self._place.reply_thread}
        return await self._quietly(lambda: call(self._client.agents_sessions_setStatus, **where, status=status, **more))

    async def _quietly(self, step: Callable[[], Awaitable[Any]]) -> bool:
        try:
            await step()
        except (SlackRefused, SlackBusy) as fault:
            log.info("Without: %s", fault)
            return False
        return True


def _portions(blocks: list[Any]) -> Iterator[list[Any]]:
    """A heading stands with what follows it; buttons are left out."""
    portion: list[Any] = []
    for block in blocks:
        if block["type"] in ("actions", "context_actions"):
            continue
        portion.append(block)
        if block["type"] == "section":
            yield portion
            portion = []
    if portion:
        yield portion


def _task(status: str, title: str) -> dict[str, str]:
    return {"type": "task_update", "id": _TASK, "title": title, "status": status}


def _note_of(channel: str, thread: str) -> str:
    return f"{_STOP}:{channel}:{thread}"[:200]


def _where(place: Place) -> tuple[str, str]:
    return place.channel, place.reply_thread or ""
