"""One suite over what digests read and note, in memory, in SQLite and in PostgreSQL."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from fakes_digests import MemoryDigests
from fakes_promises import MemoryPromises
from fakes_reminders import NOON, MemoryOutbox, MemoryPeople, a_promise, changed, logged

from bot.promises.records import Approval
from bot.reminders.digests import Advance
from bot.reminders.outbox import Settled, Slot
from bot.reminders.people import PersonTimes
from bot.storage.database import open_database
from bot.storage.digests import SqlDigests
from bot.storage.outbox import SqlOutbox
from bot.storage.person_times import SqlPersonTimes
from bot.storage.promises import SqlPromises

DAY, LEASE = timedelta(days=1), timedelta(seconds=60)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
WEEK = NOON + 9 * DAY


@pytest.fixture(params=["sqlite", "postgres", "memory"])
def kept(request, tmp_path):
    """(records, book, outbox, people) over one store."""
    if request.param == "memory":
        book, people = MemoryPromises(), MemoryPeople()
        outbox = MemoryOutbox(book)
        yield MemoryDigests(book, outbox, people), book, outbox, people
        return
    database = open_database(request.getfixturevalue("postgres") if request.param == "postgres" else tmp_path / "goodword.db")
    yield SqlDigests(database), SqlPromises(database), SqlOutbox(database), SqlPersonTimes(database)
    database.close()


def ids(promises):
    return sorted(each.id for each in promises)


def test_material_is_what_is_near_at_risk_or_waiting_and_nobody_elses(kept):
    records, book, *_ = kept
    asked = (Approval("finance", ("U_FELIX", "U_ANA")),)
    book.add([
        logged(each)
        for each in (
            a_promise("near", NOON + DAY), a_promise("late", NOON - 90 * DAY), a_promise("far", NOON + 40 * DAY),
            a_promise("risk", NOON + 40 * DAY, state="at-risk"), a_promise("near risk", NOON, state="at-risk"),
            a_promise("waits", NOON + 40 * DAY, state="waiting", approvals=asked), a_promise("done", NOON, state="kept"),
            a_promise("draft", NOON, state="draft"), a_promise("bens", NOON, owner="U_BEN"), a_promise("cleos", NOON, owner="U_CLEO"),
        )
    ])  # fmt: skip
    found = records.material({"U_ANA", "U_BEN", "U_FELIX", "U_NOBODY"}, WEEK, LONG_AGO)
    assert {person: (ids(each.mine), ids(each.asked)) for person, each in found.items()} == {
        "U_ANA": (["late", "near", "near risk", "risk", "waits"], []),
        "U_BEN": (["bens"], []),
        "U_FELIX": ([], ["waits"]),
    }


def test_material_of_more_people_than_one_query_takes(kept):
    records, book, *_ = kept
    people = [f"U{n:04}" for n in range(1100)]
    book.add([logged(a_promise(f"p{person}", NOON, owner=person)) for person in people[::100]])
    assert sorted(records.material(people, WEEK, LONG_AGO)) == people[::100]
    assert records.material([], WEEK, LONG_AGO) == {}


def give_up(outbox, slot, at):
    outbox.put([slot], LONG_AGO)
    (row,) = outbox.claim(at, 1, LEASE)
    outbox.settle([Settled(row, "dead", at, error="user_not_found")])


def test_what_was_given_up_is_told_to_the_person_and_the_owner_until_a_digest_was_sent(kept):
    records, book, outbox, _ = kept
    book.add([logged(a_promise("p1", NOON + DAY)), logged(a_promise("p2", NOON + DAY, state="kept"))])
    give_up(outbox, Slot("k1", "approver", "p1", "U_FELIX", NOON, 1), NOON)
    give_up(outbox, Slot("k2", "due", "p2", "U_ANA", NOON, 1), NOON)
    give_up(outbox, Slot("k3", "digest", "U_ANA", "U_ANA", NOON), NOON)
    found = records.material(["U_ANA", "U_FELIX"], WEEK, NOON - DAY)
    told = {person: [(one.row.key, one.row.error, one.promise.id) for one in each.undelivered] for person, each in found.items()}
    assert told == {"U_ANA": [("k1", "user_not_found", "p1")], "U_FELIX": [("k1", "user_not_found", "p1")]}
    assert records.material(["U_ANA"], WEEK, NOON)["U_ANA"].undelivered == (), "given up before"
    outbox.put([Slot("U_ANA:digest:2026-11-24", "digest", "U_ANA", "U_ANA", NOON + DAY)], LONG_AGO)
    (row,) = outbox.claim(NOON + DAY, 1, LEASE)
    outbox.settle([Settled(row, "sent", NOON + DAY, channel="D1", ts="1.0")])
    assert records.material(["U_ANA"], WEEK, NOON - DAY)["U_ANA"].undelivered == ()
    assert len(records.material(["U_FELIX"], WEEK, NOON - DAY)["U_FELIX"].undelivered) == 1


def test_first_slots_are_given_to_new_people_and_change_nobodys(kept):
    records, _, _, people = kept
    people.learn("U_ANA", "Europe/Berlin", "en-GB", NOON)
    people.save(PersonTimes("U_BEN", digest_off=True, weekly_off=True))
    people.save(PersonTimes("U_CLEO", next_digest_at=NOON))
    records.enrol(dict.fromkeys(("U_ANA", "U_BEN", "U_CLEO", "U_DORA"), (NOON + DAY, NOON + 2 * DAY)))
    records.enrol({"U_DORA": (None, None), "U_ELI": (NOON, None)})
    slots = {person: (times.next_digest_at, times.next_weekly_at) for person, times in people.times_of(ALL).items()}
    assert slots == {
        "U_ANA": (NOON + DAY, NOON + 2 * DAY),
        "U_BEN": (None, None),
        "U_CLEO": (NOON, NOON + 2 * DAY),
        "U_DORA": (NOON + DAY, NOON + 2 * DAY),
        "U_ELI": (NOON, None),
    }
    assert people.times("U_ANA").zone == "Europe/Berlin"
    records.enrol({})


ALL = ["U_ANA", "U_BEN", "U_CLEO", "U_DORA", "U_ELI"]


def test_next_slots_are_noted_where_nobody_has_changed_them_meanwhile(kept):
    records, _, _, people = kept
    for person in ("U_ANA", "U_BEN"):
        people.save(PersonTimes(person, next_digest_at=NOON, next_weekly_at=NOON))
    ana, ben = people.times("U_ANA"), people.times("U_BEN")
    people.save(replace(ben, digest_off=True, next_digest_at=None))
    records.advance([Advance(ana, NOON + DAY, None), Advance(ben, NOON + DAY, NOON + 7 * DAY)])
    assert (people.times("U_ANA").next_digest_at, people.times("U_ANA").next_weekly_at) == (NOON + DAY, None)
    assert (people.times("U_BEN").next_digest_at, people.times("U_BEN").next_weekly_at) == (None, NOON + 7 * DAY)
    records.advance([])


def test_everybody_with_something_to_hear_of_and_no_slot_is_named_with_a_zone(kept):
    records, book, _, people = kept
    asked = (Approval("finance", ("U_FELIX",)),)
    book.add([
        logged(each)
        for each in (
            a_promise("p1"), a_promise("p2", owner="U_BEN", state="kept"), a_promise("p3", owner="U_CLEO"),
            a_promise("p4", owner="U_DORA"), a_promise("p5", owner="U_ELI", state="waiting", approvals=asked),
        )
    ])  # fmt: skip
    people.save(PersonTimes("U_CLEO", digest_off=True))
    people.save(PersonTimes("U_DORA", next_digest_at=NOON))
    assert records.unscheduled() == {"U_ANA": "UTC", "U_ELI": "UTC", "U_FELIX": ""}


def test_people_whose_digest_is_near_and_whose_zone_is_old_are_named(kept):
    records, _, _, people = kept
    for person, slot in (("U_ANA", NOON), ("U_BEN", NOON + DAY), ("U_CLEO", NOON - DAY), ("U_DORA", None), ("U_ELI", NOON)):
        people.save(PersonTimes(person, next_digest_at=slot))
    people.learn("U_ANA", "Europe/Berlin", "", NOON - 2 * DAY)
    people.learn("U_ELI", "Europe/Berlin", "", NOON)
    assert records.unasked(NOON + timedelta(hours=1), NOON - DAY, 10) == ["U_CLEO", "U_ANA"]
    assert records.unasked(NOON + timedelta(hours=1), NOON - DAY, 1) == ["U_CLEO"]


def test_late_digests_are_counted(kept):
    records, _, _, people = kept
    assert records.late(NOON) == (0, None)
    people.save(PersonTimes("U_ANA", next_digest_at=NOON - DAY, next_weekly_at=NOON - 2 * DAY))
    people.save(PersonTimes("U_BEN", next_digest_at=NOON))
    assert records.late(NOON) == (2, NOON - 2 * DAY)


def test_live_promises_come_with_their_last_change(kept):
    records, book, *_ = kept
    book.add([logged(a_promise("p2", NOON + DAY), NOON - DAY), logged(a_promise("p1", NOON), NOON - 2 * DAY)])
    book.add([logged(a_promise("kept", NOON, state="kept")), logged(a_promise("bens", NOON, owner="U_BEN"))])
    moved, event = changed(book.promise("p1"), "at risk", NOON, state="at-risk")
    book.change(moved, event)
    assert [(each.id, at) for each, at in records.dated("U_ANA")] == [("p1", NOON), ("p2", NOON - DAY)]
