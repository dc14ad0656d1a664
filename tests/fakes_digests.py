"""What digests read, in memory, over the fakes of reminders: tests/test_digest_records.py runs one suite over this and over SQL.

And a morning: an office in which digests are planned and sent as the bot does it.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from fakes_promises import MemoryPromises
from fakes_reminders import Clock, MemoryOutbox, MemoryPeople, PostOffice
from fakes_storage import MemoryJournal

from bot.config import Reminders
from bot.promises.records import LIVE, Promise
from bot.reminders.alerting import Alerting
from bot.reminders.calendar import Calendars
from bot.reminders.digest_planner import DigestPlanner
from bot.reminders.digest_settings import DigestSettings
from bot.reminders.digesting import DIGEST_KINDS, Digesting, Digests
from bot.reminders.digests import Advance, Material, Undelivered
from bot.reminders.noticing import NoticedPeople
from bot.reminders.people import PersonTimes
from bot.reminders.reminding import PROMISE_KINDS, Reminding
from bot.reminders.sending import Pace, Sending
from bot.reminders.sweeping import Sweep

QUIET = Reminders(lead=("0m",), overdue_after="90d", approver_after="90d", quiet_hours=("20:00", "08:00"))
"""Digests as they come out of the box, and next to no reminders beside them."""


class MemoryDigests:
    """reminders.digests.DigestRecords."""

    def __init__(self, book: MemoryPromises, outbox: MemoryOutbox, people: MemoryPeople) -> None:
        self.book, self.outbox, self.people = book, outbox, people

    def _every(self) -> list[Promise]:
        return list(self.book._promises.values())

    def material(self, persons: Collection[str], until: datetime, since: datetime) -> Mapping[str, Material]:
        found: defaultdict[str, tuple[list[Promise], list[Promise], list[Undelivered]]] = defaultdict(lambda: ([], [], []))
        for each in self._every():
            is_near = each.state in LIVE and (each.due.instant() < until or each.state == "at-risk")
            if each.owner in persons and (is_near or each.state == "waiting"):
                found[each.owner][0].append(each)
            for person in _asked(each) & set(persons):
                found[person][1].append(each)
        for row in self.outbox.rows.values():
            about = self.book.promise(row.subject)
            if row.state != "dead" or about is None or about.state not in (*LIVE, "waiting"):
                continue
            for person in {row.person, about.owner} & set(persons):
                if self.outbox.ended[row.id] > self._told(person, since):
                    found[person][2].append(Undelivered(row, about))
        return {person: Material(tuple(mine), tuple(asked), tuple(lost)) for person, (mine, asked, lost) in found.items()}

    def _told(self, person: str, since: datetime) -> datetime:
        sent = [each for each in self.outbox.rows.values() if (each.person, each.kind, each.state) == (person, "digest", "sent")]
        return max((self.outbox.ended[each.id] for each in sent), default=since)

    def advance(self, looked: Sequence[Advance]) -> None:
        for one in looked:
            for name in ("next_digest_at", "next_weekly_at"):
                present, seen = self.people.times(one.seen.person), getattr(one.seen, name)
                if seen is not None and getattr(present, name) == seen:
                    self.people.known[present.person] = replace(present, **{name: getattr(one, name)})

    def enrol(self, slots: Mapping[str, tuple[datetime | None, datetime | None]]) -> None:
        for person, (daily, weekly) in slots.items():
            times = self.people.times(person)
            if times.next_digest_at is None and not times.digest_off:
                times = replace(times, next_digest_at=daily)
            if times.next_weekly_at is None and not times.weekly_off:
                times = replace(times, next_weekly_at=weekly)
            self.people.known[person] = times

    def unscheduled(self) -> Mapping[str, str]:
        zones: dict[str, str] = {}
        for each in sorted(self._every(), key=lambda promise: promise.due.instant()):
            if each.state in LIVE or each.state == "waiting":
                zones[each.owner] = each.due.zone
        for each in self._every():
            zones |= {person: zones.get(person, "") for person in _asked(each)}
        settled = {who for who, times in self.people.known.items() if times.next_digest_at is not None or times.digest_off}
        return {person: zone for person, zone in zones.items() if person not in settled}

    def unasked(self, until: datetime, before: datetime, limit: int) -> list[str]:
        def stale(times: PersonTimes) -> bool:
            is_near = times.next_digest_at is not None and times.next_digest_at <= until
            return is_near and (times.asked_at is None or times.asked_at <= before)

        return [times.person for times in sorted(self.people.known.values(), key=lambda one: str(one.next_digest_at)) if stale(times)][
            :limit
        ]

    def late(self, before: datetime) -> tuple[int, datetime | None]:
        slots = [at for times in self.people.known.values() for at in (times.next_digest_at, times.next_weekly_at)]
        late = [at for at in slots if at is not None and at < before]
        return len(late), min(late, default=None)

    def dated(self, owner: str) -> list[tuple[Promise, datetime]]:
        mine = sorted(
            (each for each in self._every() if each.owner == owner and each.state in LIVE), key=lambda one: (one.due.instant(), one.id)
        )
        return [(each, self.book.events(each.id)[-1].at) for each in mine]


def _asked(promise: Promise) -> set[str]:
    if promise.state != "waiting":
        return set()
    silent = {person for each in promise.approvals if each.answer == "silent" for person in each.approvers}
    return silent - {promise.owner}


class Morning:
    """A bot that reminds and writes digests, its clock, and the post that it sends."""

    def __init__(
        self,
        at: datetime,
        *known: PersonTimes,
        settings: Reminders = QUIET,
        managers: tuple[str, ...] = (),
        teams: Mapping[str, str] | None = None,
        clock: Clock | None = None,
    ) -> None:
        self.clock, self.settings, self.managers, self._teams = clock or Clock(at), settings, managers, teams or {}
        self.post, self.memory = PostOffice(self.clock), MemoryPeople(*known)
        self.share(MemoryPromises())

    def share(self, book: MemoryPromises) -> None:
        """From now on this is the book of promises, which others may use as well."""
        self.book, self.outbox, self.journal = book, MemoryOutbox(book), MemoryJournal()
        self.records = MemoryDigests(book, self.outbox, self.memory)
        self.people = NoticedPeople(self.memory, self.records, self.settings)
        settings, managers = self.settings, self.managers
        digesting = Digesting(self.records, book, self.people, self.journal, settings, managers, self._teams.get)
        calendars = Calendars(self.people, self.records)
        self.digests = Digests(digesting, DigestSettings(self.people, settings, managers, self.clock), calendars, self.people)
        self.start()

    def start(self) -> None:
        """The bot starts (again)."""
        reminding = Reminding(self.outbox, self.book, self.people, self.settings, self.clock)
        alerting = Alerting(self.outbox, self.people, ())
        planner = DigestPlanner(self.outbox, self.records, self.people, self.settings, self.managers, self.people.newcomers)
        composers = {**dict.fromkeys(PROMISE_KINDS, reminding), **dict.fromkeys(DIGEST_KINDS, self.digests.digesting), "alert": alerting}
        self.sending = Sending(self.outbox, self.post, composers, Pace(timedelta(seconds=10)), self.clock)
        sources = (reminding, planner, alerting)
        self.sweep = Sweep(self.outbox, sources, self.sending, self.settings, self.clock(), self.clock, lambda work: work())
        self.sweep.run()

    def until(self, at: datetime, step: timedelta = timedelta(minutes=10)) -> None:
        """Time passes, and the bot sweeps."""
        while self.clock.at < at:
            self.clock.at = min(self.clock.at + step, at)
            self.sweep.run()

    def sent(self, kind: str = "digest") -> list:
        """What was sent of one kind, in order."""
        return [each for each in self.post.journal if each.notice.kind == kind]
