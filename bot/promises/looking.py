"""Promises as lists, and what was kept: reads the book for one person, never more than `audiences` may see."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal

from bot.promises.book import PromiseBook, Wanted
from bot.promises.customers import match, meant
from bot.promises.faults import unknown
from bot.promises.permissions import may_read
from bot.promises.proposals import KeptRate, Which
from bot.promises.rate import kept_rate
from bot.promises.records import LIVE, Person, Promise
from bot.promises.states import NOT_ENDED

SOON = timedelta(days=7)
"""How far ahead a promise counts as due."""
_MANY = 10_000


class Looking:
    """Reads promises for people. Holds no state."""

    def __init__(self, book: PromiseBook) -> None:
        self._book = book

    def match_customer(self, name: str, audiences: Collection[str]) -> tuple[str, ...]:
        """The known customers that a name may mean; see `customers.match`."""
        return match(name, self._book.customers(frozenset(audiences)))

    def promise(self, id: str, person: Person, audiences: Collection[str], language: str = "en") -> Promise:
        """One promise. Raises BadInput, with one sentence for what is not there and what may not be read."""
        promise = self._book.promise(id)
        if promise is None or not may_read(promise, person, audiences):
            raise unknown(language)
        return promise

    def list(self, person: Person, audiences: Collection[str], which: Which, now: datetime, customer: str | None = None) -> "list[Promise]":
        """By due date. Managers, admins and whoever names a customer look at all they may read, others at their own."""
        sees_all = person.is_manager or person.is_admin or customer is not None
        own: dict[str, Any] = {} if sees_all else {"owner": person.id}
        conditions: dict[Which, dict[str, Any]] = {
            "mine": {"owner": person.id, "states": NOT_ENDED},
            "due": {**own, "states": LIVE, "due_before": now + SOON},
            "at-risk": {**own, "states": ("at-risk",)},
            "waiting": {**own, "states": ("waiting",)},
            "owed": {**own, "states": LIVE},
            "approve": {"approver": person.id, "states": ("waiting",)},
            "team": {"team": person.team, "states": NOT_ENDED} if person.team else {**own, "states": NOT_ENDED},
        }
        is_alone = f"private:{person.id}" in audiences
        readers = None if which == "approve" and is_alone else frozenset(audiences)
        found = [
            promise
            for name in self._names(customer, audiences)
            for promise in self._book.find(Wanted(audiences=readers, customer=name, limit=_MANY, **conditions[which]))
        ]
        return _by_due(promise for promise in found if which != "owed" or promise.direction == "theirs")

    def kept(
        self,
        by: Literal["customer", "owner", "team", "all"],
        name: str,
        audiences: Collection[str],
        now: datetime,
        since: datetime | None = None,
    ) -> KeptRate:
        """What was kept for a customer, by an owner, by a team or (whatever the name) by all, among what may be read."""
        readers = frozenset(audiences)
        names = self._names(name, audiences) if by == "customer" else (name,)
        wanted: list[dict[str, Any]] = [{} if by == "all" else {by: one} for one in names]
        found = [each for one in wanted for each in self._book.find(Wanted(audiences=readers, limit=_MANY, **one))]
        return kept_rate(found, now, since)

    def _names(self, customer: str | None, audiences: Collection[str]) -> Sequence[str | None]:
        """The usual names to look for, or the name as typed."""
        return (None,) if customer is None else meant(customer, self._book.customers(frozenset(audiences)))


def _by_due(promises: Iterable[Promise]) -> list[Promise]:
    unique = {promise.id: promise for promise in promises}
    return sorted(unique.values(), key=lambda promise: (promise.due.instant(), promise.id))
