"""The sweep and the send path: nothing lost, nothing twice, nothing stale, whatever is cut off, refused, limited or asleep.

Every story runs over the real outbox in SQLite; a "bot" that is killed is one whose next step raises and that never comes back.
"""

import itertools
from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from fakes_promises import MemoryPromises
from fakes_reminders import AT_ONCE, NOON, Clock, MemoryOutbox, MemoryPeople, Office, PostOffice, a_promise, changed, logged, quick

from bot.config import Reminders
from bot.errors import BadInput, NotSaved
from bot.promises.records import Approval
from bot.reminders.people import PersonTimes
from bot.reminders.sending import Pace
from bot.slack.blocks.reminder import alert_message, reminder_message
from bot.storage.database import open_database
from bot.storage.outbox import SqlOutbox
from bot.storage.promises import SqlPromises

START = NOON - timedelta(days=10)
LEASE, WAIT = timedelta(seconds=60), timedelta(seconds=20)


@pytest.fixture(params=["sqlite", "memory"])
def office(request, tmp_path):
    clock = Clock(START)
    if request.param == "memory":
        book = MemoryPromises()
        yield Office(clock, book, MemoryOutbox(book), PostOffice(clock), MemoryPeople())
        return
    database = quick(open_database(tmp_path / "goodword.db"))
    yield Office(clock, SqlPromises(database), SqlOutbox(database), PostOffice(clock), MemoryPeople())
    database.close()


def log(office, *promises):
    office.book.add([logged(promise, office.clock()) for promise in promises])


def change(office, promise, kind, **fields):
    after, event = changed(promise, kind, office.clock(), **fields)
    office.book.change(after, event)
    return after


def told(office):
    return [(sent.notice.kind, sent.person, sent.notice.promise and sent.notice.promise.id) for sent in office.post.journal]


def counts(office):
    return {state: count for state, count in office.outbox.health(office.clock()).counts.items() if count}


def sweep_until(office, sweep, end, **step):
    while office.clock() < end:
        office.clock.pass_by(**step)
        sweep.run()


def test_a_promise_is_reminded_of_in_its_time_once_however_often_it_is_swept(office):
    sweep = office.started()
    log(office, a_promise())
    sweep.run()
    assert told(office) == []
    office.clock.at = NOON
    for _ in range(3):
        sweep.run()
        office.started(START).run()
    assert told(office) == [("due", "U_ANA", "p1")]
    assert counts(office) == {}


def test_a_whole_life_lead_by_lead_through_quiet_hours(office):
    office.settings = Reminders()
    office.people.learn("U_ANA", "UTC", "zh-CN", START)
    sweep = office.started()
    log(office, a_promise(due=NOON.replace(hour=21)))
    sweep_until(office, sweep, NOON + timedelta(days=2), hours=1)
    assert [(sent.notice.kind, sent.at.day, sent.at.hour) for sent in office.post.journal] == [
        ("lead:3d", 21, 8),
        ("lead:1d", 23, 8),
        ("overdue", 24, 8),
    ]
    assert {sent.notice.language for sent in office.post.journal} == {"zh"}


class Killed(BaseException):
    """kill -9: nothing of ours catches it."""


class Killer:
    """Stands before every step of the outbox and the courier, and ends the process before or after the n-th."""

    def __init__(self, inner, count, killed_at):
        self._inner, self._count, self._killed_at = inner, count, killed_at

    def __getattr__(self, name):
        value = getattr(self._inner, name)
        if not callable(value):
            return value

        def step(*arguments):
            if next(self._count) == self._killed_at:
                raise Killed(f"before {name}")
            result = value(*arguments)
            if next(self._count) == self._killed_at:
                raise Killed(f"after {name}")
            return result

        return step


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A database file with all tables and nothing in them."""
    path = tmp_path_factory.mktemp("empty") / "goodword.db"
    open_database(path).close()
    return path.read_bytes()


@pytest.mark.parametrize(
    ("kind", "trouble"),
    [("sqlite", ""), ("sqlite", "cut"), *(("memory", trouble) for trouble in ("", "5xx", "5xx after accepting", "cut", "limited"))],
)
def test_killed_before_or_after_any_step_every_promise_is_told_exactly_once(tmp_path, empty, kind, trouble):
    for killed_at in range(200):
        path = tmp_path / f"{killed_at}.db"
        path.write_bytes(empty)
        clock, database = Clock(START), quick(open_database(path)) if kind == "sqlite" else None
        book = SqlPromises(database) if database else MemoryPromises()
        outbox = SqlOutbox(database) if database else MemoryOutbox(book)
        office = Office(clock, book, outbox, PostOffice(clock), MemoryPeople())
        log(office, a_promise("p1"), a_promise("p2", owner="U_BEN"))
        clock.at = NOON
        office.post.troubles = [trouble] if trouble else []
        is_over = kill_once(office, killed_at)
        for _ in range(5):
            clock.pass_by(seconds=45)
            office.started().run()
        assert sorted(each[2] for each in told(office)) == ["p1", "p2"], f"killed at step {killed_at}"
        assert counts(office) == {}, f"killed at step {killed_at}"
        if database:
            database.close()
        if is_over:
            assert killed_at > 10, "there must have been steps to be killed at"
            return
    raise AssertionError("the sweep never ends")


def kill_once(office, killed_at):
    """Run one sweep that is killed at a step; True when it ended before."""
    count = itertools.count()
    outbox, post = Killer(office.outbox, count, killed_at), Killer(office.post, count, killed_at)
    sweep = replace(office, outbox=outbox, post=post).started()
    try:
        sweep.run()
    except Killed:
        return False
    return True


def test_killed_again_and_again_at_every_step_in_turn_nothing_is_lost_or_doubled(office):
    log(office, *(a_promise(f"p{n}", owner=f"U_{n}") for n in range(5)))
    office.clock.at = NOON
    for killed_at in range(60):
        office.post.troubles = ["cut" if killed_at % 3 else "5xx"]
        kill_once(office, killed_at % 23)
        office.clock.pass_by(seconds=37)
    office.post.troubles = []
    sweep_until(office, office.started(), office.clock() + timedelta(hours=1), seconds=30)
    assert sorted(each[2] for each in told(office)) == [f"p{n}" for n in range(5)]


def test_what_the_person_did_meanwhile_counts_up_to_the_last_moment(office):
    sweep = office.started()
    promise = a_promise()
    log(office, promise, a_promise("p2"))
    office.clock.at = NOON
    deliver = office.post.deliver

    def a_quick_hand(row, patience):
        if row.subject == "p1" and office.book.promise("p1").state == "open":
            change(office, promise, "done", state="kept")
        return 0

    office.post.turn = a_quick_hand
    office.post.deliver = deliver
    sweep.run()
    assert told(office) == [("due", "U_ANA", "p2")]


def test_a_change_between_composing_and_sending_stops_the_old_words(office):
    sweep = office.started()
    promise = a_promise()
    log(office, promise)
    office.clock.at = NOON
    compose = type(office.reminding).compose

    def slow(self, row, now):
        notice = compose(self, row, now)
        if office.book.promise("p1").revision == 1:
            change(office, promise, "reworded", what="send two items", schedule=1)
        return notice

    for kind, composer in list(sweep.sending.composers.items()):
        if kind != "alert":
            sweep.sending.composers[kind] = type("Slow", (), {"compose": lambda _, row, now, inner=composer: slow(inner, row, now)})()
    sweep.run()
    assert told(office) == []
    office.clock.at += timedelta(seconds=1)
    sweep.run()
    [sent] = office.post.journal
    assert sent.notice.promise.what == "send two items"


def test_what_was_put_in_line_before_the_clock_went_back_waits_for_its_time(office):
    sweep = office.started()
    log(office, a_promise())
    office.clock.at = NOON
    compose = sweep.sending.courier.turn

    def gone_back(row, patience):
        office.clock.at = NOON - timedelta(hours=1)
        return compose(row, patience)

    sweep.sending.courier.turn = gone_back
    sweep.run()
    assert told(office) == []
    sweep.sending.courier.turn = compose
    office.clock.at = NOON - timedelta(seconds=1)
    sweep.run()
    assert told(office) == []
    office.clock.at = NOON
    sweep.run()
    assert told(office) == [("due", "U_ANA", "p1")]


@pytest.mark.parametrize("state", ["kept", "withdrawn", "broken"])
def test_what_has_ended_is_reminded_of_no_more(office, state):
    sweep = office.started()
    promise = a_promise()
    log(office, promise)
    office.clock.at = NOON - timedelta(seconds=1)
    sweep.run()
    change(office, promise, "done", state=state)
    office.clock.at = NOON + timedelta(days=1)
    sweep.run()
    assert told(office) == []


def test_a_promise_that_is_moved_is_reminded_of_at_its_new_date_alone(office):
    sweep = office.started()
    promise = a_promise()
    log(office, promise)
    sweep.run()
    later = NOON + timedelta(days=2)
    change(office, promise, "renegotiated", state="renegotiated", due=a_promise(due=later).due)
    sweep_until(office, sweep, later + timedelta(minutes=1), hours=6)
    assert [(sent.notice.kind, sent.at >= later) for sent in office.post.journal] == [("due", True)]


def test_undone_within_a_minute_a_reminder_comes_in_its_time_and_what_was_told_is_not_told_again(office):
    office.settings = replace(AT_ONCE, lead=("1d", "0m"))
    sweep = office.started()
    promise = a_promise()
    log(office, promise)
    office.clock.at = NOON - timedelta(hours=20)
    sweep.run()
    done = change(office, promise, "done", state="kept")
    sweep.run()
    change(office, done, "undone", state="open")
    sweep_until(office, sweep, NOON + timedelta(minutes=30), minutes=30)
    assert [each[0] for each in told(office)] == ["lead:1d", "due"]


def test_limits_are_waited_out_and_nothing_is_called_before(office):
    sweep = office.started()
    log(office, a_promise())
    office.clock.at = NOON
    office.post.troubles = ["limited", "limited"]
    sweep_until(office, sweep, NOON + timedelta(seconds=29), seconds=1)
    assert office.post.calls == 1
    sweep_until(office, sweep, NOON + timedelta(minutes=3), seconds=5)
    assert len(told(office)) == 1
    assert office.post.calls == 3
    assert office.post.looks == 0, "Slack surely did nothing, so there is nothing to look for"


@pytest.mark.parametrize(("trouble", "found"), [("5xx", False), ("5xx after accepting", True), ("cut", True)])
def test_what_may_have_arrived_is_looked_for_before_it_is_sent_again(office, trouble, found):
    sweep = office.started()
    log(office, a_promise())
    office.clock.at = NOON
    office.post.troubles = [trouble]
    sweep_until(office, sweep, NOON + WAIT - timedelta(seconds=2), seconds=1)
    assert (office.post.calls, office.post.looks) == (1, 0)
    sweep_until(office, sweep, NOON + timedelta(minutes=2), seconds=5)
    assert len(told(office)) == 1
    assert office.post.calls == (1 if found else 2)
    assert counts(office) == {}


def test_when_nobody_can_tell_for_a_day_it_is_sent_once_more_and_says_so(office, caplog):
    sweep = office.started()
    log(office, a_promise())
    office.clock.at = NOON
    office.post.troubles, office.post.can_look = ["cut", "cut"], False
    sweep_until(office, sweep, NOON + timedelta(hours=23, minutes=50), minutes=10)
    assert len(told(office)) == 1
    sweep_until(office, sweep, NOON + timedelta(days=3), minutes=10)
    assert [sent.notice.maybe_repeat for sent in office.post.journal if sent.notice.kind != "alert"] == [False, True]
    assert "possible repeat" in caplog.text
    assert "(may be a repeat)" in reminder_message(office.post.journal[1].notice).text
    assert counts(office) == {"dead": 1}, "a second cut-off is not repeated for ever"


def test_slack_being_out_of_order_for_hours_kills_nothing(office):
    sweep = office.started()
    log(office, a_promise())
    office.clock.at = NOON
    office.post.troubles = ["5xx"] * 40
    sweep_until(office, sweep, NOON + timedelta(hours=1, minutes=55), minutes=1)
    office.post.troubles = []
    sweep_until(office, sweep, NOON + timedelta(hours=3), minutes=1)
    assert len(told(office)) == 1


def test_whoever_left_is_given_up_and_the_admins_hear_of_it_once(office):
    sweep = office.started()
    log(office, a_promise(owner="U_GONE"), a_promise("p2", owner="U_GONE"), a_promise("p3"))
    office.clock.at = NOON
    office.post.troubles = ["left", "left"]
    sweep_until(office, sweep, NOON + timedelta(hours=1), minutes=1)
    kinds = [each[0] for each in told(office)]
    assert sorted(kinds) == ["alert", "due"]
    assert counts(office) == {"dead": 2}
    [alert] = [sent for sent in office.post.journal if sent.notice.kind == "alert"]
    message = alert_message(alert.notice)
    assert alert.person == "U_SOFIA"
    assert "2 reminders could not be delivered" in message.text
    assert "<@U_GONE>" in message.text or "U_GONE" in message.text
    assert "hand-over" in message.text


def test_an_alert_that_cannot_be_delivered_raises_no_alert(office):
    sweep = office.started()
    log(office, a_promise(owner="U_GONE"))
    office.clock.at = NOON
    office.post.troubles = ["left"] * 9
    sweep_until(office, sweep, NOON + timedelta(hours=1), minutes=1)
    assert office.post.calls == 2
    assert counts(office) == {"dead": 2}


def test_a_revoked_token_parks_everything_and_kills_nothing(office):
    sweep = office.started()
    log(office, *(a_promise(f"p{n}", owner=f"U_{n}") for n in range(30)))
    office.clock.at = NOON
    office.post.troubles = ["token"] * 60
    sweep.run()
    assert office.post.calls == 1
    assert office.outbox.health(NOON).parked == "token_revoked"
    assert counts(office) == {"pending": 30}
    again = office.started(START)
    sweep_until(office, again, NOON + timedelta(minutes=10), minutes=1)
    assert office.post.calls == 11, "one try a sweep"
    office.post.troubles = []
    sweep_until(office, again, NOON + timedelta(minutes=12), minutes=1)
    assert len(told(office)) == 30
    assert office.outbox.health(NOON).parked == ""


def test_72_hours_asleep_each_promise_is_told_once_and_says_that_it_is_late(office):
    office.settings = replace(AT_ONCE, lead=("3d", "1d", "0m"))
    office.started().run()
    log(office, *(a_promise(f"p{n}", NOON + timedelta(hours=n), owner=f"U_{n % 7}") for n in range(60)))
    office.clock.at = NOON - timedelta(hours=5)
    office.started().run()
    before = len(told(office))
    office.clock.pass_by(hours=72)
    sweep = office.started()
    sweep.run()
    woken = office.post.journal[before:]
    assert sorted(sent.notice.promise.id for sent in woken) == sorted(f"p{n}" for n in range(60))
    assert all(sent.notice.late for sent in woken)
    assert "comes late" in reminder_message(woken[0].notice).text
    sweep.run()
    assert len(office.post.journal) == before + 60


def test_reminders_that_waited_while_slack_was_away_are_replaced_by_what_says_more(office):
    office.settings = replace(AT_ONCE, lead=("1d", "0m"))
    sweep = office.started()
    log(office, a_promise())
    office.clock.at = NOON - timedelta(days=1)
    office.post.troubles = ["token"] * 500
    sweep.run()
    sweep_until(office, sweep, NOON, hours=4)
    office.post.troubles = []
    sweep.run()
    sweep.run()
    assert [each[0] for each in told(office)] == ["due"]


@pytest.mark.parametrize("jump", [timedelta(hours=1), timedelta(days=1), timedelta(hours=-1), timedelta(days=-1)])
def test_a_clock_that_jumps_and_returns_loses_and_doubles_nothing(office, jump):
    sweep = office.started()
    log(office, *(a_promise(f"p{n}", NOON + timedelta(minutes=n), owner=f"U_{n}") for n in range(120)))
    office.post.troubles = ["cut", "5xx", "limited", "", "5xx after accepting", ""] * 30
    office.clock.at = NOON - timedelta(minutes=1)
    for minute in range(180):
        office.clock.pass_by(minutes=1)
        if minute in (20, 40):
            office.clock.at += jump if minute == 20 else -jump
        sweep.run()
    sweep_until(office, sweep, NOON + timedelta(hours=5), minutes=2)
    assert sorted(each[2] for each in told(office)) == sorted(f"p{n}" for n in range(120))
    assert counts(office) == {}


def test_a_sender_that_was_stopped_for_long_does_not_send_what_it_had_in_hand(office):
    sweep = office.started()
    log(office, a_promise())
    office.clock.at = NOON
    deliver = office.post.deliver

    def asleep(notice, row, may_send):
        office.post.deliver = deliver
        office.clock.pass_by(minutes=10)
        office.started(START).run()  # another one takes over: the lease has ended
        return deliver(notice, row, may_send)

    office.post.deliver = asleep
    sweep.run()
    sweep_until(office, sweep, NOON + timedelta(minutes=20), seconds=30)
    assert len(told(office)) == 1


@pytest.mark.parametrize("seconds", [1, 10, 45, 60, 90])
def test_however_long_slack_may_take_what_is_due_is_sent(office, seconds):
    sweep, other = office.started(), office.started()
    sweep.sending.pace = other.sending.pace = Pace(timedelta(seconds=seconds))
    log(office, a_promise())
    office.clock.at = NOON
    deliver = office.post.deliver

    def slow(notice, row, may_send):
        office.clock.pass_by(seconds=seconds * 0.9)
        other.run()  # and nobody else takes it meanwhile
        return deliver(notice, row, may_send)

    office.post.deliver = slow
    sweep.run()
    assert told(office) == [("due", "U_ANA", "p1")]
    assert counts(office) == {}


def test_after_a_backup_is_put_back_nothing_is_sent_that_was_sent_before(tmp_path):
    clock = Clock(START)
    database = quick(open_database(tmp_path / "goodword.db"))
    office = Office(clock, SqlPromises(database), SqlOutbox(database), PostOffice(clock), MemoryPeople())
    log(office, *(a_promise(f"p{n}", NOON + timedelta(minutes=n), owner=f"U_{n % 4}") for n in range(60)))
    clock.at = NOON - timedelta(minutes=1)
    sweep_until(office, office.started(), NOON + timedelta(minutes=10), minutes=1)
    database.checkpoint()
    backup = (tmp_path / "goodword.db").read_bytes()
    sweep_until(office, office.started(), NOON + timedelta(minutes=30), minutes=1)
    database.close()
    before = len(told(office))
    for file in tmp_path.iterdir():
        file.unlink()
    (tmp_path / "goodword.db").write_bytes(backup)
    database = quick(open_database(tmp_path / "goodword.db"))
    restored = replace(office, book=SqlPromises(database), outbox=SqlOutbox(database))
    clock.pass_by(minutes=15)
    sweep_until(restored, restored.started(), NOON + timedelta(hours=2), minutes=1)
    database.close()
    assert before == 31
    assert sorted(each[2] for each in told(restored)) == sorted(f"p{n}" for n in range(60))


def test_a_history_that_is_closed_for_good_does_not_hold_back_what_was_never_sent(office):
    log(office, a_promise())
    office.post.can_look = False
    office.clock.at = NOON + timedelta(minutes=1)
    sweep_until(office, office.started(), NOON + timedelta(minutes=5), seconds=15)
    assert len(told(office)) == 1


def test_new_settings_plan_anew_and_repeat_nothing(office):
    office.settings = replace(AT_ONCE, lead=("2d", "0m"))
    log(office, a_promise())
    office.clock.at = NOON - timedelta(hours=40)
    sweep = office.started()
    sweep.run()
    office.clock.pass_by(hours=1)
    sweep.run()
    office.settings = replace(AT_ONCE, lead=("48h", "45h", "1d", "0m"))
    office.clock.pass_by(minutes=1)
    sweep = office.started()
    sweep.run()
    assert [each[0] for each in told(office)] == ["lead:2d"], "a lead that is new is not told for the past"
    sweep_until(office, sweep, NOON + timedelta(hours=1), hours=1)
    assert [each[0] for each in told(office)] == ["lead:2d", "lead:1d", "due"]


def test_settings_changed_while_the_bot_was_down_lose_nothing_that_fell_due_meanwhile(office):
    log(office, a_promise())
    office.clock.at = NOON - timedelta(minutes=5)
    office.started().run()
    office.clock.at = NOON + timedelta(minutes=5)
    office.settings = replace(AT_ONCE, lead=("0m", "1h"))
    office.started().run()
    assert [each[0] for each in told(office)] == ["due"]


def test_a_full_disk_holds_reminders_back_and_doubles_none():
    clock = Clock(START)
    book = MemoryPromises()
    office = Office(clock, book, MemoryOutbox(book), PostOffice(clock), MemoryPeople())
    log(office, *(a_promise(f"p{n}", owner=f"U_{n}") for n in range(30)))
    clock.at = NOON
    sweep = office.started()
    deliver = office.post.deliver

    def the_disk_fills_up(notice, row, may_send):
        book.disk_full = len(office.post.journal) == 10
        return deliver(notice, row, may_send)

    office.post.deliver = the_disk_fills_up
    sweep.run()
    assert len(told(office)) == 11
    for _ in range(3):
        clock.pass_by(minutes=1)
        sweep.run()
    assert len(told(office)) == 11, "what cannot be noted is not sent"
    book.disk_full = False
    sweep_until(office, sweep, clock() + timedelta(minutes=10), seconds=15)
    assert sorted(each[2] for each in told(office)) == sorted(f"p{n}" for n in range(30))


def test_one_source_that_fails_stops_no_other(office, caplog):
    class Broken:
        def enqueue(self, now, trusted_from):
            raise RuntimeError("a defect of ours")

    sweep = office.started()
    sweep.sources = (Broken(), *sweep.sources)
    log(office, a_promise())
    office.clock.at = NOON
    sweep.run()
    assert len(told(office)) == 1
    assert "Broken cannot say what is due" in caplog.text


def test_a_row_that_cannot_be_composed_stops_no_other_and_is_given_up_after_a_day(office):
    sweep = office.started()
    log(office, a_promise("p1", owner="U_ANA"), a_promise("p2", owner="U_BEN"))
    office.clock.at = NOON
    times = office.people.times

    def broken(person):
        if person == "U_ANA":
            raise ZeroDivisionError("a defect of ours")
        return times(person)

    office.people.times_of = lambda persons: {person: times(person) for person in persons}
    office.people.times = broken
    sweep_until(office, sweep, NOON + timedelta(days=2), minutes=10)
    assert [each[2] for each in told(office) if each[0] != "alert"] == ["p2"]
    assert counts(office) == {"dead": 1}
    assert [each[0] for each in told(office)] == ["due", "alert"]


def test_a_promise_that_cannot_be_planned_stops_no_other(office, caplog):
    sweep = office.started()
    log(office, replace(a_promise("p1"), leads=("soon",)), a_promise("p2"))
    office.clock.at = NOON
    sweep.run()
    assert told(office) == [("due", "U_ANA", "p2")]
    assert "p1 cannot be planned" in caplog.text


def test_approvers_and_escalation_reach_their_people(office):
    office.settings = replace(AT_ONCE, escalate_to="U_MAREK")
    sweep = office.started()
    log(office, a_promise(state="waiting", approvals=(Approval("finance", ("U_FAY", "U_FRED")),)))
    sweep_until(office, sweep, NOON, hours=1)
    assert sorted(each[:2] for each in told(office)) == [
        ("approver", "U_FAY"),
        ("approver", "U_FRED"),
        ("due", "U_ANA"),
        ("escalate", "U_MAREK"),
    ]
    escalated = next(sent for sent in office.post.journal if sent.notice.kind == "escalate")
    assert escalated.at < NOON


def test_put_off_it_comes_again_when_asked_for(office):
    sweep = office.started()
    log(office, a_promise())
    office.clock.at = NOON
    sweep.run()
    at = office.reminding.snooze("p1", "U_ANA", "hour")
    assert office.reminding.snooze("p1", "U_ANA", at) == at, "pressed twice"
    sweep_until(office, sweep, NOON + timedelta(minutes=70), minutes=5)
    assert [each[0] for each in told(office)] == ["due", "snooze"]


def test_put_off_and_done_meanwhile_it_does_not_come_again(office):
    sweep = office.started()
    promise = a_promise()
    log(office, promise)
    office.reminding.snooze("p1", "U_ANA", "tomorrow")
    change(office, promise, "done", state="kept")
    sweep_until(office, sweep, START + timedelta(days=2), hours=3)
    assert told(office) == []
    with pytest.raises(BadInput, match="ended"):
        office.reminding.snooze("p1", "U_ANA", "hour")
    with pytest.raises(BadInput):
        office.reminding.snooze("nowhere", "U_ANA", "hour")


def test_the_choices_of_putting_off_follow_the_persons_clock_and_week(office):
    office.started()
    times = PersonTimes("U_ANA", "Asia/Shanghai", working_days=("sun", "mon", "tue", "wed", "thu"))
    thursday = NOON.replace(day=26, hour=6)  # 14:00 in Shanghai
    until = {
        choice: office.reminding.until(choice, times, a_promise(), thursday)
        for choice in office.reminding.snoozes(times, a_promise(), thursday)
    }
    assert {choice: (at.astimezone(UTC).day, at.hour) for choice, at in until.items()} == {
        "hour": (26, 7),
        "evening": (26, 10),
        "tomorrow": (27, 1),
        "workday": (29, 1),
    }
    assert "evening" not in office.reminding.snoozes(times, a_promise(), thursday + timedelta(hours=4))


def test_a_disk_that_is_full_says_so_to_whoever_puts_off():
    book = MemoryPromises()
    office = Office(Clock(START), book, MemoryOutbox(book), PostOffice(Clock(START)), MemoryPeople())
    office.started()
    log(office, a_promise())
    book.disk_full = True
    with pytest.raises(NotSaved):
        office.reminding.snooze("p1", "U_ANA", "hour")
