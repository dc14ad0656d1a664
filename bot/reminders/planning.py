"""What is due of one promise, and when to look at it again. Pure: the same promise and time give the same plan.

A slot has the instant it is naturally for, which its key holds, and the instant at which the person may be told: the same,
or the end of the quiet hours. Settings can change the second, so it is not in the key, and nothing is told twice.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from bot.config import Reminders
from bot.promises.records import LIVE, Due, Promise
from bot.reminders.clocks import after_quiet, before_quiet, length, slot, zone_of
from bot.reminders.outbox import Slot

MORNING = time(9)
"""When a day begins for a promise that is due on it without a time."""
LATE = timedelta(minutes=15)
"""What is told so long after its slot says that it is late."""
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST_KEY = 300


@dataclass(frozen=True)
class Plan:
    due: tuple[Slot, ...]
    next_at: datetime | None


@dataclass(frozen=True)
class _Timed:
    """A slot with its natural instant. Of several that the owner has missed only the naturally latest is told."""

    slot: Slot
    natural: datetime
    is_owners: bool = True


def plan(promise: Promise, since: datetime, zones: Mapping[str, str], settings: Reminders, now: datetime) -> Plan:
    """What is due by `now`, and when the next thing will be.

    `since`: slots before it never were. `zones`: people's zones by id; whose is missing is thought to live where the promise
    is due. Of several things that the owner has missed only the most telling is due.
    """
    timed = list(_slots(promise, since, zones, settings, now))
    passed = [each for each in timed if each.slot.at <= now]
    owners = [each for each in passed if each.is_owners]
    told = max(owners, key=lambda each: each.natural, default=None)
    due = tuple(each.slot for each in passed if each is told or not each.is_owners)
    return Plan(due, min((each.slot.at for each in timed if each.slot.at > now), default=None))


def standing(promise: Promise, key: str, zones: Mapping[str, str], settings: Reminders, now: datetime) -> datetime | None:
    """When the slot with this key is to be told; None when there is no such slot any more, or a later one says more by now."""
    timed = list(_slots(promise, _LONG_AGO, zones, settings, now))
    mine = next((each for each in timed if each.slot.key == key), None)
    if mine is None:
        return None
    says_more = mine.is_owners and any(each.is_owners and each.natural > mine.natural and each.slot.at <= now for each in timed)
    return None if says_more else mine.slot.at


def _slots(promise: Promise, since: datetime, zones: Mapping[str, str], settings: Reminders, now: datetime) -> Iterator[_Timed]:
    if promise.state in LIVE or promise.state == "waiting":
        yield from _leads(promise, since, zones, settings)
    if promise.state in LIVE:
        natural = promise.due.instant() + length(settings.overdue_after)
        if natural >= since or promise.schedule == 1:
            yield _timed(promise, "overdue", promise.owner, natural, zones, settings)
    if promise.state == "waiting":
        yield from _approvers(promise, since, zones, settings)
    if promise.state in ("at-risk", "waiting") and settings.escalate_to:
        yield from _escalation(promise, zones, settings, now)


def _leads(promise: Promise, since: datetime, zones: Mapping[str, str], settings: Reminders) -> Iterator[_Timed]:
    # What was already past when it was put on record, as when a team moves over from a sheet, is still told once.
    was_past = promise.schedule == 1 and promise.due.instant() <= since
    for lead in sorted(set(promise.leads or settings.lead)):
        natural, is_due = lead_instant(promise.due, lead), not length(lead)
        if natural >= since or (is_due and was_past):
            yield _timed(promise, "due" if is_due else f"lead:{lead}", promise.owner, natural, zones, settings)


def lead_instant(due: Due, lead: str) -> datetime:
    """So long before it is due, in UTC. Days are days of the calendar: the clock shows the same time, whatever it did between."""
    ahead = length(lead)
    zone = zone_of(due.zone)
    at = due.time or MORNING
    if lead.endswith("d"):
        return slot(due.day - ahead, at, zone)
    return slot(due.day, at, zone) - ahead


def _approvers(promise: Promise, since: datetime, zones: Mapping[str, str], settings: Reminders) -> Iterator[_Timed]:
    silent = {person for approval in promise.approvals if approval.answer == "silent" for person in approval.approvers}
    for person in sorted(silent - {promise.owner}):
        yield _timed(promise, "approver", person, since + length(settings.approver_after), zones, settings, is_owners=False)


def _escalation(promise: Promise, zones: Mapping[str, str], settings: Reminders, now: datetime) -> Iterator[_Timed]:
    """Before the due time, so that something can still be done: also at once, when the risk is seen late, but never afterwards.

    Should quiet hours end after the due time, it comes before they begin.
    """
    due = promise.due.instant()
    if now >= due:
        return
    natural = lead_instant(promise.due, settings.escalate_before)
    timed = _timed(promise, "escalate", settings.escalate_to, natural, zones, settings, is_owners=False)
    if timed.slot.at >= due:
        zone = zone_of(zones.get(settings.escalate_to, ""), promise.due.zone)
        timed = replace(timed, slot=replace(timed.slot, at=before_quiet(natural, settings.quiet_hours, zone)))
    yield timed


def _timed(
    promise: Promise, kind: str, person: str, natural: datetime, zones: Mapping[str, str], settings: Reminders, is_owners: bool = True
) -> _Timed:
    zone = zone_of(zones.get(person, ""), promise.due.zone)
    at = after_quiet(natural, settings.quiet_hours, zone)
    # The kind of a lead is left out of its key: "1d" and "24h" are the same slot.
    word = kind.partition(":")[0]
    key = f"{promise.id}:{word}:{promise.schedule}:{natural.astimezone(UTC):%Y%m%dT%H%M}"
    if word in ("approver", "escalate"):
        key = f"{promise.id}:{word}:{promise.schedule}:{person}"
    elif word == "overdue":
        key = f"{promise.id}:{word}:{promise.schedule}"
    return _Timed(Slot(short(key), kind, promise.id, person, at, promise.schedule), natural, is_owners)


def short(key: str) -> str:
    """A key that an index can hold, whatever ids people import."""
    return key if len(key) <= _LONGEST_KEY else f"{key[:50]}#{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()}"
