"""The outbox in memory, people's times in memory, and a post office that keeps a journal and can fail in every way Slack does.

MemoryOutbox keeps the contract of `bot.storage.outbox`: tests/test_outbox.py runs one suite over both.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from threading import RLock

from fakes_promises import MemoryPromises
from sqlalchemy import event

from bot.config import Reminders
from bot.promises.records import LIVE, Due, Event, Promise
from bot.reminders.alerting import Alerting
from bot.reminders.courier import CannotTell, Delivered, Delivery, Found, Limited, Look, NotThere, Refused, Unsure
from bot.reminders.outbox import UNENDED, Health, Notice, Planned, Row, Settled, Slot, ToPlan
from bot.reminders.people import PersonTimes
from bot.reminders.reminding import PROMISE_KINDS, Reminding
from bot.reminders.sending import Pace, Sending
from bot.reminders.sweeping import Sweep
from bot.storage.database import Database

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
"""A Monday."""
AT_ONCE = Reminders(lead=("0m",), quiet_hours=(), overdue_after="90d")
"""Settings under which a promise is reminded of when it is due and, as far as these stories go, never again."""
_FAR = timedelta(minutes=30)


def a_promise(id: str = "p1", due: datetime = NOON, owner: str = "U_ANA", **more: object) -> Promise:
    """Due at an instant, told in UTC."""
    when = Due(due.astimezone(UTC).date(), due.astimezone(UTC).time(), "UTC")
    given = {"state": "open", "made_at": NOON - timedelta(days=30), "direction": "ours", **more}
    return Promise(id=id, owner=owner, customer="Acme", what=f"send item {id}", due=when, **given)


def day_promise(day: date, zone: str = "Europe/Berlin", **more: object) -> Promise:
    return replace(a_promise(), due=Due(day, None, zone), **more)


def timed(day: date, at: time, zone: str = "Europe/Berlin", **more: object) -> Promise:
    return replace(a_promise(), due=Due(day, at, zone), **more)


def logged(promise: Promise, at: datetime | None = None) -> tuple[Promise, Event]:
    return promise, Event(promise.id, promise.revision, "logged", promise.owner, at or promise.made_at, None, promise.state)


def changed(promise: Promise, kind: str, at: datetime, **fields: object) -> tuple[Promise, Event]:
    """The promise after a change that concerns reminders, with its event."""
    after = replace(promise, revision=promise.revision + 1, **{"schedule": promise.schedule + 1, **fields})
    return after, Event(promise.id, after.revision, kind, promise.owner, at, promise.state, after.state)


def quick(database: Database) -> Database:
    """The same database without waiting for the disk: a process that dies loses nothing by that, only a power cut would."""
    event.listen(database._engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
    database._engine.dispose()
    return database


class Clock:
    """Stands still until told."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def pass_by(self, **length: float) -> None:
        self.at += timedelta(**length)


class MemoryOutbox:
    """reminders.outbox.Outbox over a MemoryPromises."""

    def __init__(self, book: MemoryPromises) -> None:
        self.book = book
        self.rows: dict[int, Row] = {}
        self.ended: dict[int, datetime] = {}
        self.parked = ""
        self.limits: dict[str, datetime] = {}
        self._fingerprint: str | None = None
        self._looked: datetime | None = None
        self._looks: dict[str, tuple[tuple[object, ...], datetime | None, datetime]] = {}
        self._lock = RLock()

    def _look(self, promise: Promise) -> tuple[datetime | None, datetime]:
        """(when to look again, since when) of a promise; a change that concerns reminders means now."""
        version = (promise.schedule, promise.state)
        known = self._looks.get(promise.id)
        if known is None or known[0] != version:
            at = self.book.events(promise.id)[-1].at
            since = known[2] if known and known[0][0] == promise.schedule else at
            may = promise.state in LIVE or promise.state == "waiting"
            self._looks[promise.id] = (version, datetime(1970, 1, 1, tzinfo=UTC) if may else None, since)
        _, again, since = self._looks[promise.id]
        return again, since

    def _every(self) -> list[Promise]:
        return [self.book.promise(each) for each in list(self.book._promises)]

    def to_plan(self, now: datetime, limit: int) -> list[ToPlan]:
        with self._lock:
            found = [(again, ToPlan(promise, since)) for promise in self._every() for again, since in [self._look(promise)]]
            due = sorted(((again, each) for again, each in found if again is not None and again <= now), key=lambda pair: pair[0])
            return [each for _, each in due[:limit]]

    def plan(self, planned: Sequence[Planned], trusted_from: datetime) -> int:
        with self._lock:
            for each in planned:
                present = self.book.promise(each.promise.id)
                if present and present.revision == each.promise.revision:
                    _, since = self._look(present)
                    version = (present.schedule, present.state)
                    self._looks[present.id] = (version, each.next_at, since)
            return self.put([slot for each in planned for slot in each.due], trusted_from)

    def plan_anew(self, fingerprint: str) -> bool:
        with self._lock:
            if self._fingerprint == fingerprint:
                return False
            self._fingerprint = fingerprint
            for promise in self._every():
                _, since = self._look(promise)
                if promise.state in LIVE or promise.state == "waiting":
                    later = max(since, self._looked or since) if promise.state != "waiting" else since
                    self._looks[promise.id] = (self._looks[promise.id][0], datetime(1970, 1, 1, tzinfo=UTC), later)
            return True

    def note_look(self, at: datetime) -> None:
        self._looked = at

    def put(self, slots: Sequence[Slot], trusted_from: datetime) -> int:
        with self._lock:
            self.book._check_disk()
            return sum(self._put(slot, trusted_from) for slot in slots)

    def _put(self, slot: Slot, trusted_from: datetime) -> bool:
        state = "uncertain" if slot.at < trusted_from else "pending"
        known = next((row for row in self.rows.values() if row.key == slot.key), None)
        if known is not None and known.state != "cancelled":
            return False
        new = Row(
            known.id if known else len(self.rows) + 1,
            slot.key,
            slot.kind,
            slot.subject,
            slot.schedule,
            slot.person,
            slot.at,
            state,
            slot.at,
        )
        if known:
            new = replace(new, attempts=known.attempts, looks=known.looks, first_at=known.first_at, repeated=known.repeated)
            self.ended.pop(known.id, None)
        self.rows[new.id] = new
        return True

    def distrust(self, trusted_from: datetime) -> int:
        old = [row for row in self.rows.values() if row.state == "pending" and row.slot < trusted_from]
        for row in old:
            self.rows[row.id] = replace(row, state="uncertain")
        return len(old)

    def free(self, now: datetime, wait: timedelta, lease: timedelta, trusted_from: datetime) -> int:
        with self._lock:
            freed = 0
            for row in self.rows.values():
                if row.state in ("claimed", "sending", "reconcile") and not now < row.lease_until <= now + 2 * lease:
                    freed += 1
                    if row.state != "claimed" or row.slot < trusted_from:
                        self.rows[row.id] = replace(
                            row, state="uncertain", not_before=now + wait if row.state == "sending" else now, lease_until=None
                        )
                    else:
                        self.rows[row.id] = replace(row, state="pending", lease_until=None)
                elif row.state in ("pending", "uncertain") and row.attempts and row.not_before > now + _FAR:
                    self.rows[row.id] = replace(row, not_before=now + wait)
            return freed

    def claim(self, now: datetime, limit: int, lease: timedelta) -> list[Row]:
        with self._lock:
            for waiting, held in (("pending", "claimed"), ("uncertain", "reconcile")):
                rows = [row for row in self.rows.values() if row.state == waiting and row.not_before <= now and not self._busy(row, now)]
                due = sorted(rows, key=lambda row: row.not_before)
                if due:
                    taken = [replace(row, state=held, lease_until=now + lease) for row in due[:limit]]
                    self.rows |= {row.id: row for row in taken}
                    return taken
            return []

    def _busy(self, row: Row, now: datetime) -> bool:
        limited = now < self.limits.get(row.person, now) <= now + timedelta(minutes=15)
        return limited or any(other.person == row.person and other.state == "sending" for other in self.rows.values())

    def begin(self, row: Row, revision: int | None, until: datetime, now: datetime, repeated: bool, ended: Sequence[Settled]) -> Row | None:
        with self._lock:
            self.settle(ended)
            present = self.rows[row.id]
            if present.state not in ("claimed", "reconcile") or present.lease_until != row.lease_until or self._busy(present, now):
                return None
            promise = self.book.promise(row.subject)
            if revision is not None and (promise is None or promise.revision != revision):
                return None
            self.rows[row.id] = replace(
                present,
                state="sending",
                attempts=present.attempts + 1,
                first_at=present.first_at or now,
                lease_until=until,
                repeated=repeated,
            )
            return self.rows[row.id]

    def next_at(self) -> datetime | None:
        limits = {row.id: self.limits.get(row.person, row.not_before) for row in self.rows.values() if row.state == "pending"}
        rows = [
            max(row.not_before, limits.get(row.id, row.not_before)) for row in self.rows.values() if row.state in ("pending", "uncertain")
        ]
        looks = [again for promise in self._every() for again, _ in [self._look(promise)] if again is not None]
        return min(rows + looks, default=None)

    def settle(self, ended: Sequence[Settled]) -> None:
        with self._lock:
            self.book._check_disk()
            for each in ended:
                if each.limited:
                    self.limits[each.row.person] = each.not_before
                self._settle(each)

    def _settle(self, each: Settled) -> None:
        present = self.rows[each.row.id]
        if each.state == "sent":
            if present.state != "sent":
                self.rows[present.id] = replace(present, state="sent", sent_ts=each.ts, channel=each.channel, lease_until=None)
                self.ended[present.id] = each.at
            return
        if present.state not in ("claimed", "sending", "reconcile") or present.lease_until != each.row.lease_until:
            return
        not_before = each.at if each.limited else each.not_before or each.at
        after = replace(present, state=each.state, lease_until=None, error=each.error, not_before=not_before)
        if each.state in ("cancelled", "dead"):
            self.ended[present.id] = each.at
            self.rows[present.id] = replace(after, not_before=present.not_before if each.state == "cancelled" else each.at)
        else:
            self.rows[present.id] = replace(after, looks=each.looks, attempts=each.row.attempts, repeated=each.row.repeated)

    def park(self, why: str) -> None:
        self.book._check_disk()
        self.parked = why

    def health(self, now: datetime) -> Health:
        counts = Counter(row.state for row in self.rows.values())
        late = [(now - row.not_before).total_seconds() for row in self.rows.values() if row.state == "pending" and row.not_before <= now]
        held = [row for row in self.rows.values() if row.lease_until is not None and row.lease_until < now - timedelta(minutes=1)]
        return Health({state: counts[state] for state in UNENDED}, max(late, default=0.0), len(held), self.parked)

    def dead(self, limit: int = 50) -> list[Row]:
        dead = [row for row in self.rows.values() if row.state == "dead"]
        return sorted(dead, key=lambda row: (self.ended[row.id], row.id), reverse=True)[:limit]

    def clear(self, before: datetime) -> int:
        over = [n for n, at in self.ended.items() if at < before and not self._goes_on(self.rows[n].subject)]
        for n in over:
            del self.rows[n], self.ended[n]
        return len(over)

    def _goes_on(self, subject: str) -> bool:
        promise = self.book.promise(subject)
        return promise is not None and (promise.state in LIVE or promise.state == "waiting")


class MemoryPeople:
    """reminders.people.People."""

    def __init__(self, *known: PersonTimes) -> None:
        self.known = {times.person: times for times in known}

    def times(self, person: str) -> PersonTimes:
        return self.known.get(person) or PersonTimes(person)

    def times_of(self, persons: Collection[str]) -> Mapping[str, PersonTimes]:
        return {person: self.times(person) for person in persons}

    def learn(self, person: str, zone: str, locale: str, at: datetime) -> None:
        times = self.times(person)
        self.known[person] = replace(times, zone=zone or times.zone, locale=locale or times.locale, asked_at=at)

    def learn_direct(self, person: str, channel: str) -> None:
        self.known[person] = replace(self.times(person), direct=channel)

    def save(self, times: PersonTimes) -> None:
        kept = self.times(times.person)
        self.known[times.person] = replace(times, zone=kept.zone, locale=kept.locale, asked_at=kept.asked_at, direct=kept.direct)

    def digests_due(self, now: datetime, limit: int) -> list[PersonTimes]:
        def due(times: PersonTimes) -> bool:
            return any(at is not None and at <= now for at in (times.next_digest_at, times.next_weekly_at))

        return [times for times in self.known.values() if due(times)][:limit]

    def with_token(self, calendar_token: str) -> PersonTimes | None:
        return next((times for times in self.known.values() if calendar_token and times.calendar_token == calendar_token), None)


@dataclass(frozen=True)
class Sent:
    """One message as Slack has it."""

    person: str
    key: str
    at: datetime
    notice: Notice


@dataclass
class PostOffice:
    """reminders.outbox.Courier. `troubles` are met one after another by deliveries: "limited", "5xx", "5xx after accepting",
    "cut" (accepted), "token", "left". `can_look` False: history cannot be read."""

    now: Callable[[], datetime]
    journal: list[Sent] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    can_look: bool = True
    looks: int = 0
    calls: int = 0

    def turn(self, row: Row, patience: float) -> float:
        return 0

    def deliver(self, notice: Notice, row: Row, may_send: Callable[[], bool]) -> Delivery:
        if not may_send():
            return Limited(0)
        self.calls += 1
        trouble = self.troubles.pop(0) if self.troubles else ""
        if trouble == "limited":
            return Limited(30)
        if trouble in ("token", "left"):
            return Refused("token_revoked", for_all=True) if trouble == "token" else Refused("user_not_found")
        if trouble != "5xx":
            self.journal.append(Sent(row.person, row.key, self.now(), notice))
        return Unsure(trouble) if trouble else Delivered(f"D_{row.person}", str(len(self.journal)))

    def look_for(self, row: Row) -> Look:
        self.looks += 1
        if not self.can_look:
            return CannotTell("history is closed")
        found = next((n for n, sent in enumerate(self.journal) if (sent.person, sent.key) == (row.person, row.key)), None)
        return NotThere() if found is None else Found(f"D_{row.person}", str(found + 1))

    def keys(self) -> list[str]:
        return [sent.key for sent in self.journal]


@dataclass
class Office:
    """Reminders at work over any outbox: what a bot does between two starts."""

    clock: Clock
    book: object
    outbox: object
    post: PostOffice
    people: MemoryPeople
    settings: Reminders = AT_ONCE
    admins: tuple[str, ...] = ("U_SOFIA",)

    def started(self, started: datetime | None = None) -> Sweep:
        """A bot that starts now."""
        reminding = Reminding(self.outbox, self.book, self.people, self.settings, self.clock)
        alerting = Alerting(self.outbox, self.people, self.admins)
        composers = dict.fromkeys(PROMISE_KINDS, reminding) | {"alert": alerting}
        pace = Pace(timedelta(seconds=10))
        sending = Sending(self.outbox, self.post, composers, pace, self.clock)
        sweep = Sweep(self.outbox, (reminding, alerting), sending, self.settings, started or self.clock(), self.clock, lambda work: work())
        self.reminding = reminding
        return sweep


def an_office(settings: Reminders = AT_ONCE, at: datetime = NOON - timedelta(days=10)) -> Office:
    clock = Clock(at)
    book = MemoryPromises()
    return Office(clock, book, MemoryOutbox(book), PostOffice(clock), MemoryPeople(), settings)
