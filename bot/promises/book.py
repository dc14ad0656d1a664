"""Where promises are kept, as this feature sees it. The real one is in `bot.storage`, a fake in `tests`; one suite tests both."""

import unicodedata
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


def customer_key(name: str) -> str:
    """What all ways of writing one customer's name have in common: case, width, spaces and unseen characters do not count."""
    plain = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    return "".join(char for char in plain if unicodedata.category(char) not in ("Cc", "Cf", "Cs"))


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
    """By any of its names: alike in `customer_key`, or an alias."""
    states: Collection[State] = ()
    due_before: datetime | None = None
    """Due earlier than this; what is due at this very instant is not among them. `due_after` and `made_after` include theirs."""
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
        """Save a changed promise, whose revision is the stored one's plus one, and append the event. Raises Overtaken else.

        Raises NotSaved when there is no promise of this id.
        """

    def events(self, id: str) -> list[Event]:
        """Everything that happened to it, oldest first."""

    def find(self, wanted: Wanted) -> list[Promise]:
        """Those that match, by the instant at which they are due; of several at one instant, by id."""

    def customers(self, audiences: frozenset[str] | None = None) -> list[Customer]:
        """Customers by the promises and aliases on record, for matching what people type, by name.

        Promises under an alias count for its customer. Of several ways to write a name the most used one counts, of two the newer.
        With `audiences` only customers of promises they may read: a name alone may be a secret.
        """

    def add_alias(self, customer: str, alias: str) -> None:
        """From now on `alias` means `customer`, and what meant `alias` means `customer` too. The latest word counts."""
