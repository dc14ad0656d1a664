"""A promise book in memory, with the contract of `bot.storage` (one suite in tests/test_contracts_storage.py runs over both), and a cast.

Set `disk_full = True` and every write raises NotSaved. `before_change` runs once right before the next change: somebody is quicker.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from threading import RLock

from bot.errors import NotSaved
from bot.promises.book import Customer, Overtaken, Wanted, customer_key
from bot.promises.promising import Promising, Proposal, Settings
from bot.promises.records import Due, Event, Person, Promise

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
"""Monday 23 November 2026, 12:00 in Berlin."""
ZONE = "Europe/Berlin"
ANA = Person("U_ANA", "north", zone=ZONE, locale="en-GB")
BEN = Person("U_BEN", "north", zone=ZONE)
CLEO = Person("U_CLEO", "south", zone=ZONE)
MAREK = Person("U_MAREK", None, is_manager=True, zone=ZONE)
SOFIA = Person("U_SOFIA", None, is_admin=True, zone=ZONE)
FAY = Person("U_FAY", "finance", zone=ZONE)
FRED = Person("U_FRED", "finance", zone=ZONE)
LOU = Person("U_LOU", "logistics", zone=ZONE)
APPROVALS = {
    "rebate": {"finance": ("U_FAY", "U_FRED"), "logistics": ("U_LOU",)},
    "discount": {"finance": ("U_FAY", "U_FRED")},
    "delivery-date": {"logistics": ("U_LOU",)},
    "price-hold": {"finance": ("U_FAY",)},
    "warranty": {"finance": ("U_FAY",)},
    "payment-terms": {"finance": ("U_FAY",)},
    "exclusivity": {"sales": ("U_ANA",)},
}


class MemoryPromises:
    """promises.book.PromiseBook."""

    def __init__(self) -> None:
        self.disk_full = False
        self.before_change: Callable[[], object] | None = None
        self._lock = RLock()
        self._promises: dict[str, Promise] = {}
        self._events: defaultdict[str, list[Event]] = defaultdict(list)
        self._aliases: dict[str, tuple[str, str, str]] = {}

    def add(self, promises: Sequence[tuple[Promise, Event]]) -> int:
        with self._lock:
            self._check_disk()
            before = len(self._promises)
            for promise, event in promises:
                _check(promise, event)
            for promise, event in promises:
                if promise.id not in self._promises:
                    self._promises[promise.id] = promise
                    self._events[promise.id].append(event)
            return len(self._promises) - before

    def promise(self, id: str) -> Promise | None:
        return self._promises.get(id)

    def change(self, promise: Promise, event: Event) -> None:
        quicker, self.before_change = self.before_change, None
        if quicker is not None:
            quicker()
        with self._lock:
            self._check_disk()
            _check(promise, event)
            present = self._promises.get(promise.id)
            if present is None:
                raise NotSaved("Nothing was saved: this promise is not on record.", "Log it again if it still holds.")
            if present.revision != promise.revision - 1:
                raise Overtaken(present, self._events[promise.id][-1])
            self._promises[promise.id] = promise
            self._events[promise.id].append(event)

    def events(self, id: str) -> list[Event]:
        return list(self._events.get(id, ()))

    def find(self, wanted: Wanted) -> list[Promise]:
        keys = self._keys(wanted.customer) if wanted.customer is not None else None
        with self._lock:
            found = [each for each in self._promises.values() if _fits(each, wanted, keys)]
        return sorted(found, key=lambda each: (each.due.instant(), each.id))[: max(wanted.limit, 0)]

    def customers(self, audiences: frozenset[str] | None = None) -> list[Customer]:
        names = {key: name for _, key, name in self._aliases.values()}
        spellings: defaultdict[str, dict[str, tuple[int, datetime]]] = defaultdict(dict)
        for each in self._promises.values():
            if audiences is None or each.audience in audiences:
                key = customer_key(each.customer)
                times, last = spellings[key].get(each.customer, (0, each.made_at))
                spellings[key][each.customer] = (times + 1, max(last, each.made_at))
        mains = {self._main(key)[0] for key in spellings} | (names.keys() if audiences is None else set())
        usual = {key: max(used, key=lambda name: (used[name], name)) for key, used in spellings.items()}
        known = [
            Customer(usual.get(key) or names[key], tuple(sorted(a for a, k, _ in self._aliases.values() if k == key))) for key in mains
        ]
        return sorted(known, key=lambda customer: customer.name)

    def add_alias(self, customer: str, alias: str) -> None:
        with self._lock:
            self._check_disk()
            wanted, key = customer_key(customer), customer_key(alias)
            if wanted == key:
                return
            if self._aliases.get(wanted, ("", "", ""))[1] == key:
                del self._aliases[wanted]
            main, name = self._main(customer)
            self._aliases[key] = (alias, main, name)
            for other, (written, means, _) in list(self._aliases.items()):
                if means == key:
                    self._aliases[other] = (written, main, name)

    def _main(self, name: str) -> tuple[str, str]:
        key = customer_key(name)
        return self._aliases[key][1:] if key in self._aliases else (key, name)

    def _keys(self, name: str) -> set[str]:
        main, _ = self._main(name)
        return {main} | {alias for alias, (_, key, _) in self._aliases.items() if key == main}

    def _check_disk(self) -> None:
        if self.disk_full:
            raise NotSaved("Nothing was saved: the disk is full.", "Free some space, then try again.")


def _check(promise: Promise, event: Event) -> None:
    if (event.promise, event.revision) != (promise.id, promise.revision):
        raise ValueError("an event must be of the promise and the revision it is saved with")


def _fits(promise: Promise, wanted: Wanted, keys: set[str] | None) -> bool:
    due = promise.due.instant()
    is_asked = promise.state == "waiting" and any(
        wanted.approver in approval.approvers for approval in promise.approvals if approval.answer == "silent"
    )
    return (
        (wanted.audiences is None or promise.audience in wanted.audiences)
        and wanted.owner in (None, promise.owner)
        and wanted.team in (None, promise.team)
        and (keys is None or customer_key(promise.customer) in keys)
        and (not wanted.states or promise.state in wanted.states)
        and (wanted.due_before is None or due < wanted.due_before)
        and (wanted.due_after is None or due >= wanted.due_after)
        and (wanted.made_after is None or promise.made_at >= wanted.made_after)
        and (wanted.approver is None or is_asked)
    )


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def goes_on(self, **by: float) -> None:
        self.at += timedelta(**by)


class World:
    """A book, a clock and the service over them, with short words for tests."""

    def __init__(self, approvals: dict[str, dict[str, tuple[str, ...]]] | None = None, **settings: object) -> None:
        self.book, self.clock, self._count = MemoryPromises(), Clock(), 0
        settings = {"approvals": APPROVALS if approvals is None else approvals, **settings}
        self.promising = Promising(self.book, Settings(**settings), self.clock, self.new_id)  # type: ignore[arg-type]

    def new_id(self) -> str:
        self._count += 1
        return f"p-{self._count}"

    def log(self, what: str = "send the CE certificate", person: Person = ANA, language: str = "en", **fields: object) -> Promise:
        return self.promising.log([proposal(what, **fields)], person, language)[0]

    def kinds(self, id: str) -> list[str]:
        return [event.kind for event in self.book.events(id)]

    def put(self, promise: Promise) -> Promise:
        """A promise with a past that no test tells."""
        self.book.add([(promise, Event(promise.id, promise.revision, "logged", promise.owner, promise.made_at, None, promise.state))])
        return promise


def on(day: int, month: int = 11, hour: int | None = None, year: int = 2026) -> Due:
    """A date in Berlin."""
    return Due(date(year, month, day), None if hour is None else time(hour), ZONE)


def proposal(what: str = "send the CE certificate", **fields: object) -> Proposal:
    """Ours, to Acme, by Friday 27 November 2026."""
    return replace(Proposal(what, "Acme", "ours", on(27)), **fields)  # type: ignore[arg-type]


def promised(id: str = "P1", **fields: object) -> Promise:
    """Ana's open promise to Acme, by Friday 27 November 2026."""
    return replace(Promise(id, "U_ANA", "Acme", "send the CE certificate", "ours", on(27), "open", NOON, team="north"), **fields)  # type: ignore[arg-type]
