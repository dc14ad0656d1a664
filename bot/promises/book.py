"""Where promises are kept, as this feature sees it. The real one is in `bot.storage`, a fake in `tests`; one suite tests both."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.errors import BotError
from bot.promises.records import Event, Promise, State


class Overtaken(BotError, RuntimeError):
    """Somebody else changed this promise a moment earlier; nothing was changed now. Tell who did what."""

    def __init__(self, promise: Promise, by: Event) -> None:
        super().__init__("Somebody changed this promise a moment before you.", "Look at it as it is now, then decide again.")
        self.promise, self.by = promise, by


@dataclass(frozen=True)
class Customer:
    """A customer by its usual name, with other names people use for it."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """Which promises to find; None and empty mean no condition. `audiences` None means all: only for reckoning, never for showing."""

    audiences: frozenset[str] | None = None
    owner: str | None = None
    team: str | None = None
    customer: str | None = None
    states: Collection[State] = ()
    due_before: datetime | None = None
    due_after: datetime | None = None
    made_after: datetime | None = None
    approver: str | None = None
    """Waiting promises on which this person's word is still missing."""
    limit: int = 200


class PromiseBook(Protocol):
    """Promises with their events, appended only. Every change is one transaction. Raises NotSaved."""

    def add(self, promises: Sequence[tuple[Promise, Event]]) -> int:
        """Save new promises with their first events, all or none. An id that is there already is left alone, so that a second
        try saves nothing twice. Returns how many were new."""

    def promise(self, id: str) -> Promise | None:
        """As it stands now."""

    def change(self, promise: Promise, event: Event) -> None:
        """Save a changed promise, whose revision is the stored one's plus one, and append the event. Raises Overtaken else."""

    def events(self, id: str) -> list[Event]:
        """Everything that happened to it, oldest first."""

    def find(self, wanted: Wanted) -> list[Promise]:
        """Those that match, by due date."""

    def customers(self, audiences: frozenset[str] | None = None) -> list[Customer]:
        """Customers by the promises and aliases on record, for matching what people type."""

    def add_alias(self, customer: str, alias: str) -> None:
        """From now on `alias` means `customer`."""
