"""One suite over the outbox and people's times in memory, in SQLite and in PostgreSQL: what a test sees with one holds with the others."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from fakes_promises import MemoryPromises
from fakes_reminders import NOON, MemoryOutbox, MemoryPeople, a_promise, changed, logged

from bot.promises.records import Approval
from bot.reminders.outbox import Planned, Settled, Slot
from bot.reminders.people import PersonTimes
from bot.storage.database import open_database
from bot.storage.outbox import SqlOutbox
from bot.storage.person_times import SqlPersonTimes
from bot.storage.promises import SqlPromises

SECOND, LEASE, WAIT = timedelta(seconds=1), timedelta(seconds=60), timedelta(seconds=20)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
KINDS = ["sqlite", "postgres", "memory"]


@contextmanager
def opened(kind, request, tmp_path):
    url = request.getfixturevalue("postgres") if kind == "postgres" else tmp_path / "goodword.db"
    database = open_database(url)
    yield database
    database.close()


@pytest.fixture(params=KINDS)
def kept(request, tmp_path):
    """(book, outbox, people) over the same records."""
    if request.param == "memory":
        book = MemoryPromises()
        yield book, MemoryOutbox(book), MemoryPeople()
        return
    with opened(request.param, request, tmp_path) as database:
        yield SqlPromises(database), SqlOutbox(database), SqlPersonTimes(database)


@pytest.fixture
def book(kept):
    return kept[0]


@pytest.fixture
def outbox(kept):
    return kept[1]


@pytest.fixture
def people(kept):
    return kept[2]


def slot(key="p1:due:1", at=NOON, person="U_ANA", **more):
    return Slot(key, "due", more.get("subject", "p1"), person, at, 1)


def put(outbox, *slots):
    return outbox.put(slots, LONG_AGO)


def claim(outbox, now=NOON, limit=10):
    return outbox.claim(now, limit, LEASE)


def begin(outbox, row, now=NOON, revision=None, ended=(), repeated=False):
    return outbox.begin(row, revision, now + LEASE, now, repeated, ended)


def states(outbox):
    return {state: count for state, count in outbox.health(NOON).counts.items() if count}


def test_a_new_promise_is_to_be_looked_at_at_once_and_then_when_it_said(book, outbox):
    promise = a_promise()
    book.add([logged(promise, NOON - timedelta(days=2))])
    [look] = outbox.to_plan(NOON, 10)
    assert (look.promise, look.since) == (promise, NOON - timedelta(days=2))
    assert outbox.plan([Planned(promise, (slot(),), NOON + SECOND)], LONG_AGO) == 1
    assert outbox.to_plan(NOON, 10) == []
    assert [each.promise.id for each in outbox.to_plan(NOON + SECOND, 10)] == ["p1"]
    assert [row.key for row in claim(outbox)] == ["p1:due:1"]


def test_a_promise_with_nothing_left_to_say_is_looked_at_again_only_after_a_change(book, outbox):
    promise = a_promise()
    book.add([logged(promise)])
    outbox.plan([Planned(promise, (), None)], LONG_AGO)
    assert outbox.to_plan(NOON + timedelta(days=99), 10) == []
    book.change(*changed(promise, "renegotiated", NOON, due=replace(promise.due, day=promise.due.day + timedelta(days=3))))
    [look] = outbox.to_plan(NOON, 10)
    assert look.since == NOON


def test_a_risk_is_looked_at_but_moves_no_slot(book, outbox):
    promise = a_promise()
    book.add([logged(promise, NOON - timedelta(days=2))])
    outbox.plan([Planned(promise, (), None)], LONG_AGO)
    book.change(*changed(promise, "at risk", NOON, state="at-risk", schedule=1))
    [look] = outbox.to_plan(NOON, 10)
    assert look.since == NOON - timedelta(days=2)


def test_a_change_of_words_needs_no_look(book, outbox):
    promise = a_promise()
    book.add([logged(promise)])
    outbox.plan([Planned(promise, (), NOON + timedelta(days=1))], LONG_AGO)
    book.change(*changed(promise, "reworded", NOON, what="send two items", schedule=1))
    assert outbox.to_plan(NOON, 10) == []


def test_what_has_ended_is_not_looked_at(book, outbox):
    promise = a_promise()
    book.add([logged(promise), logged(a_promise("p2", state="draft"))])
    book.change(*changed(promise, "done", NOON, state="kept"))
    assert outbox.to_plan(NOON, 10) == []


def test_a_promise_that_changed_while_it_was_planned_stays_in_line(book, outbox):
    promise = a_promise()
    book.add([logged(promise)])
    [look] = outbox.to_plan(NOON, 10)
    book.change(*changed(promise, "renegotiated", NOON))
    outbox.plan([Planned(look.promise, (), None)], LONG_AGO)
    assert [each.promise.revision for each in outbox.to_plan(NOON, 10)] == [2]


def test_looks_come_in_batches_the_longest_waiting_first(book, outbox):
    book.add([logged(a_promise(f"p{n}")) for n in range(5)])
    for n, look in enumerate(outbox.to_plan(NOON, 10)):
        outbox.plan([Planned(look.promise, (), NOON - n * SECOND)], LONG_AGO)
    latest = [each.promise.id for each in outbox.to_plan(NOON, 10)]
    assert [each.promise.id for each in outbox.to_plan(NOON, 2)] == latest[:2]
    assert len(latest) == 5


def test_new_settings_mean_looking_at_everything_that_is_alive_once(book, outbox):
    dead = a_promise("p3")
    waiting = a_promise("p2", state="waiting", approvals=(Approval("finance", ("U_FAY",)),))
    book.add([logged(a_promise(), NOON - timedelta(days=3)), logged(waiting, NOON - timedelta(days=3)), logged(dead)])
    book.change(*changed(dead, "done", NOON, state="kept"))
    assert outbox.plan_anew("a")
    for look in outbox.to_plan(NOON, 10):
        assert look.since == NOON - timedelta(days=3), "nothing was told under other settings before"
        outbox.plan([Planned(look.promise, (), None)], LONG_AGO)
    outbox.note_look(NOON - timedelta(days=1))
    assert not outbox.plan_anew("a")
    assert outbox.to_plan(NOON, 10) == []
    assert outbox.plan_anew("b")
    since = {look.promise.id: look.since for look in outbox.to_plan(NOON, 10)}
    assert since == {"p1": NOON - timedelta(days=1), "p2": NOON - timedelta(days=3)}


def test_the_same_key_is_put_once_even_by_50_at_once(outbox):
    with ThreadPoolExecutor(50) as crowd:
        assert sum(crowd.map(lambda _: put(outbox, slot()), range(50))) == 1
    assert put(outbox, slot(), slot(), slot("other")) == 1
    assert len(claim(outbox)) == 2


def test_nothing_comes_before_its_time_and_the_oldest_comes_first(outbox):
    put(outbox, slot("late", NOON + SECOND), slot("b", NOON - SECOND), slot("a", NOON - 2 * SECOND), slot("c", NOON))
    assert [row.key for row in claim(outbox, limit=2)] == ["a", "b"]
    assert [row.key for row in claim(outbox)] == ["c"]
    assert claim(outbox) == []
    assert claim(outbox, limit=0) == []


def test_nobody_gets_what_another_holds(outbox):
    put(outbox, *(slot(f"k{n}") for n in range(60)))
    with ThreadPoolExecutor(8) as crowd:
        held = [row.key for rows in crowd.map(lambda _: claim(outbox), range(12)) for row in rows]
    assert sorted(held) == sorted(f"k{n}" for n in range(60))


def test_a_row_comes_back_as_it_was_put(outbox):
    put(outbox, Slot("k", "lead:3d", "p9", "U_BEN", NOON - SECOND, 4))
    [row] = claim(outbox)
    assert (row.key, row.kind, row.subject, row.person, row.slot, row.schedule) == ("k", "lead:3d", "p9", "U_BEN", NOON - SECOND, 4)
    assert (row.state, row.attempts, row.lease_until, row.first_at) == ("claimed", 0, NOON + LEASE, None)


def test_sending_begins_only_for_the_holder_and_only_for_the_promise_as_it_was_composed(book, outbox):
    promise = a_promise()
    book.add([logged(promise)])
    put(outbox, slot())
    [row] = claim(outbox)
    assert begin(outbox, row, revision=2) is None
    assert begin(outbox, replace(row, lease_until=NOON), revision=1) is None
    book.change(*changed(promise, "done", NOON, state="kept"))
    assert begin(outbox, row, revision=1) is None
    held = begin(outbox, row, revision=2)
    assert (held.state, held.attempts, held.first_at, held.lease_until) == ("sending", 1, NOON, NOON + LEASE)
    assert begin(outbox, row, revision=2) is None, "it is on its way already"


def test_the_begin_of_one_row_notes_the_end_of_the_others(outbox):
    put(outbox, slot("a"), slot("b", NOON + SECOND))
    a, b = claim(outbox, NOON + SECOND)
    done = Settled(begin(outbox, a), "sent", NOON, channel="D1", ts="1.0")
    begin(outbox, b, ended=[done])
    assert states(outbox) == {"sending": 1}


def test_what_slack_has_is_sent_whoever_holds_it_and_nothing_changes_that(outbox):
    put(outbox, slot())
    held = begin(outbox, claim(outbox)[0])
    outbox.free(NOON + 2 * LEASE, WAIT, LEASE, LONG_AGO)
    outbox.settle([Settled(held, "sent", NOON, channel="D1", ts="1.0")])
    outbox.settle([Settled(held, "dead", NOON), Settled(held, "pending", NOON), Settled(held, "sent", NOON, ts="2.0")])
    assert states(outbox) == {}
    assert put(outbox, slot()) == 0, "its key stays taken"


def test_whoever_lost_a_row_can_settle_it_no_more(outbox):
    put(outbox, slot())
    [row] = claim(outbox)
    outbox.free(NOON + 2 * LEASE, WAIT, LEASE, LONG_AGO)
    [again] = claim(outbox, NOON + 2 * LEASE)
    outbox.settle([Settled(row, "cancelled", NOON)])
    assert begin(outbox, row) is None
    assert begin(outbox, again, NOON + 2 * LEASE)


def test_what_waits_for_another_try_keeps_count(outbox):
    put(outbox, slot())
    held = begin(outbox, claim(outbox)[0])
    outbox.settle([Settled(held, "pending", NOON, NOON + 30 * SECOND, error="rate limit")])
    assert claim(outbox, NOON + 29 * SECOND) == []
    [row] = claim(outbox, NOON + 30 * SECOND)
    assert (row.attempts, row.first_at, row.error) == (1, NOON, "rate limit")


def test_who_is_to_be_left_alone_is_left_alone_by_all(outbox):
    put(outbox, slot("a"), slot("b", NOON + SECOND), slot("c", NOON + SECOND, "U_BEN"))
    held = begin(outbox, claim(outbox)[0])
    outbox.settle([Settled(held, "pending", NOON, NOON + 30 * SECOND, limited=True)])
    put(outbox, slot("comes later", NOON + 2 * SECOND))
    assert [row.key for row in claim(outbox, NOON + 29 * SECOND)] == ["c"]
    assert outbox.next_at() == NOON + 30 * SECOND
    assert {row.key for row in claim(outbox, NOON + 30 * SECOND)} == {"a", "b", "comes later"}


def test_a_limit_that_was_noted_before_the_clock_went_back_is_not_waited_for(outbox):
    put(outbox, slot("a"), slot("b", NOON - LEASE))
    held = begin(outbox, claim(outbox, limit=1)[0])
    tomorrow = NOON + timedelta(days=1)
    outbox.settle([Settled(held, "pending", tomorrow, tomorrow + SECOND, limited=True)])
    assert [row.key for row in claim(outbox, NOON)] == ["a"]


def test_nothing_else_is_begun_for_a_person_while_something_is_on_its_way_to_them(outbox):
    outbox.put([slot("a"), slot("b"), slot("c"), slot("ben", person="U_BEN")], LONG_AGO)
    a, b = outbox.claim(NOON, 2, LEASE)
    sending = outbox.begin(a, None, NOON + LEASE, NOON, False, ())
    assert outbox.begin(b, None, NOON + LEASE, NOON, False, ()) is None
    assert [row.key for row in outbox.claim(NOON, 5, LEASE)] == ["ben"]
    # Whoever sent it was killed before it could say that Slack wants to be left alone: the lease keeps the others back.
    outbox.free(NOON + LEASE - SECOND, WAIT, LEASE, LONG_AGO)
    assert outbox.claim(NOON + LEASE - SECOND, 5, LEASE) == []
    arrived = Settled(sending, "sent", NOON, ts="1")
    assert outbox.begin(b, None, NOON + LEASE, NOON, False, (arrived,)), "its end is noted first"


def test_a_lease_that_ends_frees_what_was_claimed_and_makes_uncertain_what_was_on_its_way(outbox):
    put(outbox, slot("claimed"), slot("sending", NOON - SECOND))
    sending, _ = claim(outbox)
    begin(outbox, sending)
    assert outbox.free(NOON + LEASE - SECOND, WAIT, LEASE, LONG_AGO) == 0
    late = NOON + LEASE
    assert outbox.free(late, WAIT, LEASE, LONG_AGO) == 2
    assert [(row.key, row.state) for row in claim(outbox, late)] == [("claimed", "claimed")]
    assert claim(outbox, late + WAIT - SECOND) == []
    [looked_for] = claim(outbox, late + WAIT)
    assert (looked_for.key, looked_for.state, looked_for.first_at) == ("sending", "reconcile", NOON)
    later = late + WAIT + LEASE
    assert outbox.free(later, WAIT, LEASE, LONG_AGO) == 2, "whoever looked was killed as well"
    assert states(outbox) == {"pending": 1, "uncertain": 1}


def test_leases_and_waits_from_before_the_clock_went_back_are_not_waited_for(outbox):
    tomorrow = NOON + timedelta(days=1)
    put(outbox, slot("a"), slot("b", NOON + SECOND))
    a, _ = claim(outbox, tomorrow)
    held = begin(outbox, a, tomorrow)
    outbox.settle([Settled(held, "uncertain", tomorrow, tomorrow + WAIT)])
    outbox.free(NOON + 2 * SECOND, WAIT, LEASE, LONG_AGO)
    assert [row.key for row in claim(outbox, NOON + 2 * SECOND)] == ["b"]
    assert [row.key for row in claim(outbox, NOON + 2 * SECOND + WAIT)] == ["a"]


def test_what_was_meant_for_before_the_start_is_looked_for_first(outbox):
    put(outbox, slot("old", NOON - SECOND), slot("new"))
    assert outbox.distrust(NOON) == 1
    assert outbox.put([slot("older", NOON - 9 * SECOND)], NOON) == 1
    assert [(row.key, row.state) for row in claim(outbox)] == [("new", "claimed")]
    assert {(row.key, row.state) for row in claim(outbox)} == {("old", "reconcile"), ("older", "reconcile")}


def test_what_was_claimed_before_a_backup_was_made_is_looked_for_too(outbox):
    put(outbox, slot())
    claim(outbox)
    outbox.free(NOON + LEASE, WAIT, LEASE, NOON + SECOND)
    assert states(outbox) == {"uncertain": 1}


def test_what_was_cancelled_comes_back_when_it_is_due_again(outbox):
    put(outbox, slot())
    outbox.settle([Settled(claim(outbox)[0], "cancelled", NOON)])
    assert claim(outbox, NOON + LEASE) == []
    assert put(outbox, slot()) == 1
    assert len(claim(outbox)) == 1


def test_the_dead_are_counted_and_listed_the_latest_first(outbox):
    put(outbox, slot("a"), slot("b", NOON + SECOND))
    for n, row in enumerate(claim(outbox, NOON + SECOND)):
        outbox.settle([Settled(row, "dead", NOON + n * SECOND, error="user_not_found")])
    assert [(row.key, row.error, row.not_before) for row in outbox.dead()] == [
        ("b", "user_not_found", NOON + SECOND),
        ("a", "user_not_found", NOON),
    ]
    assert [row.key for row in outbox.dead(1)] == ["b"]
    assert states(outbox) == {"dead": 2}


def test_the_next_thing_to_do_is_known(book, outbox):
    assert outbox.next_at() is None
    put(outbox, slot("a", NOON + SECOND))
    assert outbox.next_at() == NOON + SECOND
    book.add([logged(a_promise())])
    assert outbox.next_at() < NOON
    outbox.plan([Planned(a_promise(), (), NOON)], LONG_AGO)
    assert outbox.next_at() == NOON
    outbox.plan([Planned(a_promise(), (), None)], LONG_AGO)
    assert outbox.next_at() == NOON + SECOND
    held = begin(outbox, claim(outbox, NOON + SECOND)[0])
    assert outbox.next_at() is None
    outbox.settle([Settled(held, "uncertain", NOON, NOON + LEASE)])
    assert outbox.next_at() == NOON + LEASE


def test_health_tells_how_late_how_stuck_and_why(outbox):
    put(outbox, slot("a"), slot("b", NOON + SECOND))
    assert outbox.health(NOON + 9 * SECOND).lag == 9
    claim(outbox, limit=1)
    assert outbox.health(NOON + 9 * SECOND).lag == 8
    assert outbox.health(NOON + LEASE + 59 * SECOND).stuck == 0
    assert outbox.health(NOON + LEASE + 61 * SECOND).stuck == 1
    assert outbox.health(NOON).parked == ""
    outbox.park("token_revoked")
    outbox.park("invalid_auth")
    assert outbox.health(NOON).parked == "invalid_auth"
    outbox.park("")
    assert outbox.health(NOON).parked == ""


def test_what_ended_long_ago_is_forgotten_unless_its_promise_is_alive(book, outbox):
    gone = a_promise("gone")
    book.add([logged(a_promise()), logged(gone)])
    book.change(*changed(gone, "done", NOON, state="kept"))
    put(outbox, slot("alive"), slot("over", subject="gone"), slot("alert", subject="U_SOFIA"), slot("waits", NOON + LEASE, subject="gone"))
    for row in claim(outbox):
        outbox.settle([Settled(begin(outbox, row), "sent", NOON, ts="1")])
    assert outbox.clear(NOON) == 0
    assert outbox.clear(NOON + SECOND) == 2
    assert put(outbox, slot("alive")) == 0
    assert put(outbox, slot("over")) == 1


def test_people_begin_unknown_and_are_learned(people):
    assert people.times("U_ANA") == PersonTimes("U_ANA")
    people.learn("U_ANA", "Europe/Berlin", "de-DE", NOON)
    people.learn("U_ANA", "", "", NOON + SECOND)
    people.learn_direct("U_ANA", "D1")
    known = PersonTimes("U_ANA", "Europe/Berlin", "de-DE", NOON + SECOND, "D1")
    assert people.times("U_ANA") == known
    assert people.times_of(["U_ANA", "U_BEN"]) == {"U_ANA": known, "U_BEN": PersonTimes("U_BEN")}


def test_what_a_person_decides_is_kept_beside_what_slack_says(people):
    decided = PersonTimes(
        "U_ANA",
        digest_at=time(8, 30),
        working_days=("sun", "mon"),
        digest_off=True,
        weekly_off=True,
        spoken="zh",
        next_digest_at=NOON,
        calendar_token="t" * 64,
        calendar_hides=True,
    )
    people.learn("U_ANA", "Asia/Shanghai", "en-US", NOON)
    people.save(decided)
    assert people.times("U_ANA") == replace(decided, zone="Asia/Shanghai", locale="en-US", asked_at=NOON)
    assert people.times("U_ANA").language == "zh"
    assert people.with_token("t" * 64).person == "U_ANA"
    people.save(replace(decided, calendar_token=""))
    assert people.with_token("t" * 64) is None
    assert people.with_token("") is None


def test_digests_that_are_due_daily_or_weekly_are_found(people):
    people.save(PersonTimes("U_ANA", next_digest_at=NOON))
    people.save(PersonTimes("U_BEN", next_weekly_at=NOON - SECOND))
    people.save(PersonTimes("U_CLEO", next_digest_at=NOON + SECOND))
    people.save(PersonTimes("U_LOU"))
    assert {times.person for times in people.digests_due(NOON, 10)} == {"U_ANA", "U_BEN"}
    assert len(people.digests_due(NOON, 1)) == 1


def test_many_people_are_looked_up_in_one_go(people):
    people.learn("U_700", "UTC", "", NOON)
    found = people.times_of([f"U_{n}" for n in range(1200)])
    assert len(found) == 1200
    assert found["U_700"].zone == "UTC"
