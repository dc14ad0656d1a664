"""How far each person has read in each channel, and what waits for them. It must not know the page."""

import threading

from bot.playground.changes import Changes
from bot.playground.people import Person
from bot.playground.workspace import Workspace


class Marks:
    """A mark is the ts of the last message that a person has seen in a channel."""

    def __init__(self, workspace: Workspace, changes: Changes) -> None:
        self._workspace = workspace
        self._changes = changes
        self._read: dict[tuple[str, str], str] = {}
        self._lock = threading.Lock()

    def read(self, person: Person, channel: str, ts: str) -> None:
        """They have seen everything there up to `ts`. An older mark changes nothing."""
        with self._lock:
            if float(self._read.get((person.id, channel), "0")) >= float(ts):
                return
            self._read[person.id, channel] = ts
        self._changes.ring()

    def unread(self, person: Person) -> dict[str, tuple[int, int]]:
        """{channel: (messages of others not seen yet, those of them that are meant for this person alone)}."""
        found: dict[str, tuple[int, int]] = {}
        for message in self._workspace.seen_by(person):
            if message.author == person.id or float(message.ts) <= float(self._read.get((person.id, message.channel), "0")):
                continue
            seen, own = found.get(message.channel, (0, 0))
            is_own = message.is_private or self._workspace.channels[message.channel].kind == "direct"
            found[message.channel] = (seen + 1, own + is_own)
        return found

    def waiting(self, person: Person) -> int:
        """How many private and direct messages wait for this person."""
        return sum(own for _, own in self.unread(person).values())
