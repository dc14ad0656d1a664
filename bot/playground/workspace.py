"""The state of the workspace: who is there, what stands in which channel, and who may see it.

It must not know HTTP, signatures or the browser. All methods may be called from any thread.
"""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from bot.playground.changes import Changes
from bot.playground.people import BOT, BOT_USER, CAST, OTHER_BOT, SLACKBOT, Channel, Listing, Message, Person, sample_channels
from bot.playground.refused import NotPossible


@dataclass(frozen=True)
class Status:
    """What the bot says it is doing in a thread."""

    channel: str
    thread: str
    text: str


class Workspace:
    def __init__(self, changes: Changes, clock: Callable[[], float], listing: Listing) -> None:
        self.changes = changes
        self.clock = clock
        self.listing = listing
        self.bot = Person(BOT_USER, listing.name, ("App", "应用"), bot_id=BOT)
        self.people = {person.id: person for person in (*CAST, self.bot, OTHER_BOT, Person(SLACKBOT, "Slackbot"))}
        self.channels = {channel.id: channel for channel in sample_channels()}
        self.statuses: dict[tuple[str, str], Status] = {}
        self.titles: dict[tuple[str, str], str] = {}
        self.streams: dict[tuple[str, str], float] = {}
        """Messages that are still being written, by channel and ts, with the time they began."""
        self.prompts: dict[str, tuple[dict[str, Any], ...]] = {}
        self._messages: dict[tuple[str, str], Message] = {}
        self._last = 0
        self._lock = threading.RLock()

    def new_ts(self) -> str:
        """Slack's "1700000000.000100": unique, and never smaller than the one before, whatever the clock does."""
        with self._lock:
            self._last = max(int(self.clock() * 1_000_000), self._last + 100)
            return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    def person(self, named: str) -> Person:
        """By id or by name. Raises NotPossible."""
        found = self.people.get(named) or next((each for each in self.people.values() if each.name == named), None)
        if found is None:
            raise NotPossible("unknown_person", named)
        return found

    def channel(self, named: str, person: Person) -> Channel:
        """By id, by "#name", or "DM" for this person's direct channel with the bot. Raises NotPossible."""
        if named.upper() == "DM":
            found = self.direct(person.id)
        else:
            found = self.channels.get(named) or next((each for each in self.channels.values() if f"#{each.name}" == named), None)
        if found is None or person.id not in found.members:
            raise NotPossible("not_in_channel", named)
        return found

    def who_where(self, person: str, channel: str) -> tuple[Person, Channel]:
        """Both by name or id; the person is in the channel. Raises NotPossible."""
        who = self.person(person)
        return who, self.channel(channel, who)

    def who_what(self, person: str, message_ts: str) -> tuple[Person, Message]:
        """A person and a message that they can see. Raises NotPossible."""
        who, message = self.person(person), self.find(message_ts)
        if message is None or not self.may_see(who, message):
            raise NotPossible("no_message")
        return who, message

    def direct(self, person: str) -> Channel | None:
        """The person's direct channel with the bot."""
        both = {person, BOT_USER}
        return next((each for each in self.channels.values() if each.kind == "direct" and each.members == both), None)

    def join(self, channel: str, person: str) -> None:
        with self._lock:
            found = self.channels[channel]
            self.channels[channel] = replace(found, members=found.members | {person})
        self.changes.ring()

    def leave(self, channel: str, person: str) -> None:
        with self._lock:
            found = self.channels[channel]
            self.channels[channel] = replace(found, members=found.members - {person})
        self.changes.ring()

    def put(self, message: Message) -> Message:
        """Add the message, or replace the one with its channel and ts."""
        with self._lock:
            self._messages[message.channel, message.ts] = message
            if message.author == BOT_USER:
                self.statuses.pop((message.channel, message.thread), None)
        self.changes.ring()
        return message

    def remove(self, message: Message) -> None:
        with self._lock:
            self._messages.pop((message.channel, message.ts), None)
        self.changes.ring()

    def get(self, channel: str, ts: str) -> Message | None:
        return self._messages.get((channel, ts))

    def find(self, ts: str) -> Message | None:
        """A message by its ts alone: they are unique in this workspace."""
        return next((each for each in self.messages() if each.ts == ts), None)

    def messages(self, channel: str = "") -> list[Message]:
        """Every message, private ones included, in the order of time."""
        with self._lock:
            found = [each for each in self._messages.values() if channel in ("", each.channel)]
        return sorted(found, key=lambda each: float(each.ts))

    def seen_by(self, person: Person, channel: str = "") -> list[Message]:
        """What this person can see: members only, and a private message only for its one reader."""
        return [each for each in self.messages(channel) if self.may_see(person, each)]

    def may_see(self, person: Person, message: Message) -> bool:
        return person.id in self.channels[message.channel].members and message.only_for in ("", person.id)

    def set_status(self, channel: str, thread: str, text: str) -> None:
        with self._lock:
            self.statuses.pop((channel, thread), None)
            if text:
                self.statuses[channel, thread] = Status(channel, thread, text)
        self.changes.ring()

    def history(self, channel: str, include: Callable[[Message], bool]) -> Iterable[Message]:
        """Messages that everyone in the channel sees, in the order of time."""
        return (each for each in self.messages(channel) if not each.is_private and include(each))
