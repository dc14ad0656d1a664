"""Words out: one reply per delivery, posted once, edited afterwards, whatever fails in between. Knows nothing of answers.

A second try of the same delivery finds the message of the first by the inbox, or by an opaque key in the message's metadata.
"""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import NotSaved
from bot.ports import Inbox
from bot.slack.blocks.message import Message
from bot.slack.calling import blocks_of, call, respond
from bot.slack.failures import SlackRefused
from bot.slack.places import Place

log = logging.getLogger(__name__)


class Reply:
    """The reply to one delivery. `is_private`: an ephemeral message, or in a direct message a normal one."""

    def __init__(self, client: AsyncWebClient, inbox: Inbox, key: str, place: Place, is_private: bool, is_repeated: bool = False) -> None:
        self._client, self._inbox, self._key, self.place = client, inbox, key, place
        self.is_private = is_private and not place.is_dm
        self._is_repeated = is_repeated
        self._at: tuple[str, str] | None = None
        self._holds_place = False

    async def begin(self, message: Message) -> None:
        """Show at once that work has begun. An earlier try's message is kept."""
        if self.is_private:
            # An ephemeral message cannot be edited, only one that came through the response_url, and then not always.
            if self.place.response_url and not self.place.thread:
                await respond(self.place.response_url, message, timeout=self._client.timeout)
                self._holds_place = True
            else:
                await self._send_ephemeral(message)
        elif not await self._find():
            await self._post(message)

    async def show(self, message: Message) -> None:
        """Show the reply: edit what was begun, else post it; where Slack refuses, whisper, then a direct message.

        Raises SlackBusy when it should be tried again, SlackRefused when no way was left.
        """
        refused: SlackRefused | None = None
        for way in self._ways():
            try:
                await way(message)
            except SlackRefused as refusal:
                log.warning("Slack refused a reply: %s", refusal)
                refused = refusal
            else:
                return
        if refused:
            raise refused

    def _ways(self) -> Iterator[Callable[[Message], Awaitable[None]]]:
        """Every way to reach the person, the best first. None shows more people what was meant for one."""
        if not self.place.channel:  # pressed on the Home tab or in a form
            yield self._write_to_person
            return
        yield self._show_privately if self.is_private else self.post_or_edit
        if not self.is_private and not self.place.is_dm:
            yield self._whisper
        if self.place.response_url:
            yield self._respond
        if not self.place.is_dm:
            yield self._write_to_person

    async def is_there(self) -> bool:
        """Is there a message of an earlier try, or of what was begun? Then `at` tells where."""
        return await self._find()

    async def adopt(self, channel: str, ts: str) -> None:
        """This message, which somebody else has begun, is the reply."""
        self._at = (channel, ts)
        await self._note(channel, ts)

    @property
    def at(self) -> tuple[str, str] | None:
        """(channel, ts) of the message, once it is there for all to see or in a direct message."""
        return self._at

    async def post_or_edit(self, message: Message) -> None:
        """Show it for all to see, and in no other way. Raises SlackBusy or SlackRefused."""
        if not await self._find():
            return await self._post(message)
        assert self._at
        try:
            await call(self._client.chat_update, channel=self._at[0], ts=self._at[1], text=message.text, blocks=blocks_of(message))
        except SlackRefused as refusal:
            if refusal.code not in ("message_not_found", "cant_update_message", "edit_window_closed", "streaming_state_conflict"):
                raise
            await self._post(message)

    async def _show_privately(self, message: Message) -> None:
        """Right on Slack either way: where it honours replace_original the answer takes the place of the announcement. Where it
        does not, as for slash commands (slackapi/bolt-python issue 1268), the answer stands below that line, which says just that."""
        if await asyncio.to_thread(self._inbox.reply_of, self._key):
            return  # an earlier try has shown it, and nobody can edit it
        if self._holds_place and await self._replace(message):
            await self._note(self.place.channel, "response_url")
        else:
            await self._whisper(message)

    async def _replace(self, message: Message) -> bool:
        try:
            await respond(self.place.response_url, message, replace=True, timeout=self._client.timeout)
        except SlackRefused as refusal:  # half an hour has passed, or Slack knows the address no more
            log.info("Not by the response_url: %s", refusal)
            return False
        return True

    async def _find(self) -> bool:
        """Is there a message of an earlier step or try?"""
        if not self._at:
            self._at = await asyncio.to_thread(self._inbox.reply_of, self._key)
        if not self._at and self._is_repeated:
            self._at = await self._look_back()
        return self._at is not None

    async def _look_back(self) -> tuple[str, str] | None:
        """The message of a try that was cut off before it could note what it had posted."""
        arguments: dict[str, Any] = {"channel": self.place.channel, "include_all_metadata": True, "limit": 100}
        look: Callable[..., Awaitable[Any]] = self._client.conversations_history
        if self.place.reply_thread:
            look, arguments["ts"] = self._client.conversations_replies, self.place.reply_thread
        try:
            found = await call(look, **arguments)
        except SlackRefused:
            return None  # we may not read here: better twice than not at all
        for message in found.get("messages") or ():
            if (message.get("metadata") or {}).get("event_payload", {}).get("k") == self._mark:
                return self.place.channel, message["ts"]
        return None

    async def _post(self, message: Message) -> None:
        metadata = {"event_type": "goodword_reply", "event_payload": {"k": self._mark}}
        arguments = {"text": message.text, "blocks": blocks_of(message), "metadata": metadata, "unfurl_links": False, "unfurl_media": False}
        posted = await call(self._client.chat_postMessage, channel=self.place.channel, thread_ts=self.place.reply_thread, **arguments)
        self._at = (str(posted.get("channel") or self.place.channel), str(posted["ts"]))
        await self._note(*self._at)

    async def _whisper(self, message: Message) -> None:
        await self._note(self.place.channel, await self._send_ephemeral(message))

    async def _send_ephemeral(self, message: Message) -> str:
        # In a thread that is not there yet nobody would see it: only the thread that the message stands in counts.
        place = {"channel": self.place.channel, "user": self.place.person, "thread_ts": self.place.thread}
        sent = await call(self._client.chat_postEphemeral, text=message.text, blocks=blocks_of(message), **place)
        return str(sent.get("message_ts") or "ephemeral")

    async def _respond(self, message: Message) -> None:
        await respond(self.place.response_url, message, timeout=self._client.timeout)

    async def _write_to_person(self, message: Message) -> None:
        unfurl = {"unfurl_links": False, "unfurl_media": False}
        await call(self._client.chat_postMessage, channel=self.place.person, text=message.text, blocks=blocks_of(message), **unfurl)

    async def _note(self, channel: str, ts: str) -> None:
        try:
            await asyncio.to_thread(self._inbox.note_reply, self._key, channel, ts)
        except NotSaved:
            log.warning("A reply was posted but could not be noted; a second try will look for it in the channel.")

    @property
    def _mark(self) -> str:
        """Everybody in the workspace can read metadata: it says nothing but that two messages are the same."""
        return hashlib.sha256(self._key.encode("utf-8", "replace")).hexdigest()[:32]
