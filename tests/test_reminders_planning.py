"""What is due of a promise and when to look again: leads, quiet hours, clock changes, silent approvers, risk, long sleeps."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from fakes_reminders import NOON, a_promise, day_promise, timed
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.config import Reminders
from bot.promises.records import Approval
from bot.reminders.clocks import after_quiet, before_quiet, length, slot
from bot.reminders.planning import lead_instant, plan, short, standing

BERLIN = ZoneInfo("Europe/Berlin")
LOUD = Reminders(quiet_hours=())
FRIDAY = date(2026, 11, 27)
MADE = NOON - timedelta(days=30)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def berlin(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


def due_kinds(promise, now, rules=LOUD, since=MADE, zones=None):
    return [each.kind for each in plan(promise, since, zones or {}, rules, now).due]


def story(promise, rules=LOUD, since=MADE, zones=None, until=NOON + timedelta(days=40)):
    """Every slot in its order, as a sweep that never sleeps meets them: (kind, person, instant)."""
    told, now = [], since
    for _ in range(30):
        found = plan(promise, since, zones or {}, rules, now)
        told += [(each.kind, each.person, each.at) for each in found.due if (each.kind, each.person, each.at) not in told]
        if found.next_at is None or found.next_at > until:
            return told
        assert found.next_at > now, "a sweep must get on"
        now = found.next_at
    raise AssertionError("it never ends")


def test_the_owner_hears_three_days_and_one_day_ahead_when_it_is_due_and_once_when_it_is_over():
    promise = timed(FRIDAY, time(17))
    assert story(promise) == [
        ("lead:3d", "U_ANA", berlin(24, 17)),
        ("lead:1d", "U_ANA", berlin(26, 17)),
        ("due", "U_ANA", berlin(27, 17)),
        ("overdue", "U_ANA", berlin(27, 19)),
    ]


def test_a_day_without_a_time_counts_from_its_morning_and_is_over_when_the_day_is():
    assert [(kind, at) for kind, _, at in story(day_promise(FRIDAY))] == [
        ("lead:3d", berlin(24, 9)),
        ("lead:1d", berlin(26, 9)),
        ("due", berlin(27, 9)),
        ("overdue", berlin(28, 1, 59)),
    ]


def test_own_lead_times_of_a_promise_replace_the_teams():
    promise = timed(FRIDAY, time(17), leads=("2h", "30m"))
    assert [kind for kind, _, _ in story(promise)] == ["lead:2h", "lead:30m", "overdue"]


def test_quiet_hours_are_those_of_the_person_wherever_the_promise_is_due():
    rules = Reminders(lead=("0m",))
    promise = timed(FRIDAY, time(17))
    told = story(promise, rules, zones={"U_ANA": "Asia/Shanghai"})
    assert told == [("overdue", "U_ANA", datetime(2026, 11, 28, 8, tzinfo=ZoneInfo("Asia/Shanghai")).astimezone(UTC))]


def test_what_quiet_hours_hold_back_is_told_once_the_later_thing_for_both():
    rules = Reminders(lead=("2h", "0m"))
    promise = timed(FRIDAY, time(22))
    assert [(kind, at) for kind, _, at in story(promise, rules)] == [("overdue", berlin(28, 8))]


def test_slots_before_it_was_made_never_were():
    promise = timed(FRIDAY, time(17))
    assert [kind for kind, _, _ in story(promise, since=berlin(25, 12))] == ["lead:1d", "due", "overdue"]
    assert due_kinds(promise, berlin(25, 12), since=berlin(25, 12)) == []


def test_what_was_past_when_it_was_put_on_record_is_told_once_all_the_same():
    promise = timed(FRIDAY, time(17))
    since = berlin(27, 18)
    assert due_kinds(promise, since, since=since) == ["due"]
    assert due_kinds(promise, berlin(27, 19), since=since) == ["overdue"]
    assert due_kinds(promise, berlin(29, 12), since=berlin(29, 12)) == ["overdue"], "the most telling alone"


def test_a_day_promise_logged_in_the_afternoon_of_its_day_is_not_announced_at_once():
    assert due_kinds(day_promise(FRIDAY), berlin(27, 15), since=berlin(27, 15)) == []


def test_after_a_long_sleep_only_the_most_telling_is_due():
    promise = timed(FRIDAY, time(17))
    assert due_kinds(promise, berlin(26, 18)) == ["lead:1d"]
    assert due_kinds(promise, berlin(30, 12)) == ["overdue"]


@pytest.mark.parametrize("state", ["draft", "kept", "kept-late", "broken", "withdrawn"])
def test_nothing_is_due_of_what_nobody_waits_for(state):
    found = plan(timed(FRIDAY, time(17), state=state), MADE, {}, LOUD, berlin(27, 17))
    assert (found.due, found.next_at) == ((), None)


def test_silent_approvers_hear_of_it_each_of_them_but_never_the_owner():
    approvals = (
        Approval("finance", ("U_FAY", "U_ANA")),
        Approval("logistics", ("U_LOU",)),
        Approval("sales", ("U_X",), "agreed", "U_X", NOON),
    )
    promise = timed(FRIDAY, time(17), state="waiting", approvals=approvals)
    asked = berlin(20, 10)
    told = [each for each in story(promise, since=asked) if each[0] == "approver"]
    assert told == [("approver", "U_FAY", asked + DAY), ("approver", "U_LOU", asked + DAY)]


def test_a_waiting_promise_reminds_its_owner_but_is_never_overdue():
    promise = timed(FRIDAY, time(17), state="waiting")
    assert [kind for kind, _, _ in story(promise)] == ["lead:3d", "lead:1d", "due"]


@pytest.mark.parametrize("state", ["at-risk", "waiting"])
def test_a_risk_is_shown_to_somebody_before_the_due_time(state):
    rules = replace(LOUD, escalate_to="U_MAREK")
    promise = timed(FRIDAY, time(17), state=state)
    assert ("escalate", "U_MAREK", berlin(27, 13)) in story(promise, rules)


def test_a_risk_that_is_seen_late_is_shown_at_once_and_never_after_the_due_time():
    rules = replace(LOUD, escalate_to="U_MAREK")
    promise = timed(FRIDAY, time(17), state="at-risk")
    assert "escalate" in due_kinds(promise, berlin(27, 16), rules, since=berlin(27, 16))
    assert "escalate" not in due_kinds(promise, berlin(27, 17), rules)


def test_escalation_comes_before_quiet_hours_that_would_end_too_late():
    rules = Reminders(escalate_to="U_MAREK")
    promise = timed(FRIDAY, time(7), state="at-risk")
    assert ("escalate", "U_MAREK", berlin(26, 20)) in story(promise, rules)


def test_an_open_promise_is_not_escalated():
    assert "escalate" not in [kind for kind, _, _ in story(timed(FRIDAY, time(17)), replace(LOUD, escalate_to="U_MAREK"))]


def keys_of(promise, now, rules):
    return {each.key for each in plan(promise, MADE, {}, rules, now).due}


def test_settings_that_change_never_give_the_same_slot_another_key():
    promise = timed(FRIDAY, time(21))
    for now in (berlin(26, 23), berlin(28, 9)):
        assert keys_of(promise, berlin(28, 9), LOUD) == keys_of(promise, berlin(28, 9), Reminders(quiet_hours=("22:00", "07:00")))
        assert keys_of(promise, now, LOUD) == keys_of(promise, now, replace(LOUD, lead=("72h", "24h", "0h")))
    late = berlin(30, 9)
    assert keys_of(promise, late, LOUD) == keys_of(promise, late, replace(LOUD, overdue_after="5h"))


def test_a_new_schedule_is_a_new_slot():
    promise = timed(FRIDAY, time(17))
    assert keys_of(promise, berlin(27, 17), LOUD).isdisjoint(keys_of(replace(promise, schedule=2), berlin(27, 17), LOUD))


def test_a_slot_stands_until_a_later_one_says_more():
    promise = timed(FRIDAY, time(17))
    [lead] = plan(promise, MADE, {}, LOUD, berlin(26, 17)).due
    assert standing(promise, lead.key, {}, LOUD, berlin(26, 18)) == berlin(26, 17)
    assert standing(promise, lead.key, {}, LOUD, berlin(25, 18)) == berlin(26, 17), "the clock went back: it comes in its time"
    assert standing(promise, lead.key, {}, LOUD, berlin(27, 17)) is None
    assert standing(replace(promise, state="kept"), lead.key, {}, LOUD, berlin(26, 18)) is None


def test_days_ahead_keep_the_time_of_the_clock_over_a_clock_change():
    promise = timed(date(2027, 3, 29), time(9))
    assert lead_instant(promise.due, "1d").astimezone(BERLIN) == datetime(2027, 3, 28, 9, tzinfo=BERLIN)
    assert lead_instant(promise.due, "24h").astimezone(BERLIN).hour == 9
    assert lead_instant(timed(date(2027, 3, 28), time(9)).due, "24h").astimezone(BERLIN).hour == 8


def test_a_time_that_a_clock_change_skips_moves_forward_and_one_that_comes_twice_is_the_first():
    assert slot(date(2027, 3, 28), time(2, 30), BERLIN).astimezone(BERLIN).time() == time(3, 30)
    assert slot(date(2027, 10, 31), time(2, 30), BERLIN) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


@given(
    zone=some.sampled_from(sorted(available_timezones() - {"localtime"})),
    seconds=some.integers(0, 2 * 366 * 86_400),
    begin=some.times(),
    end=some.times(),
)
@settings(max_examples=300, deadline=None)
def test_after_and_before_quiet_hours_it_is_not_quiet_and_never_the_wrong_way(zone, seconds, begin, end):
    at, local = NOON + timedelta(seconds=seconds), ZoneInfo(zone)
    quiet = (f"{begin:%H:%M}", f"{end:%H:%M}")
    after, before = after_quiet(at, quiet, local), before_quiet(at, quiet, local)
    assert before <= at <= after
    assert after - at <= timedelta(hours=26)
    assert after_quiet(after, quiet, local) - after < timedelta(hours=3), "only a clock change may leave a rest"


@given(
    zone=some.sampled_from(sorted(available_timezones() - {"localtime"})),
    day=some.dates(date(2026, 6, 1), date(2028, 1, 1)),
    at=some.none() | some.times(),
    leads=some.lists(some.sampled_from(["0m", "15m", "2h", "1d", "3d", "10d", "1h"]), max_size=4),
    owner_zone=some.sampled_from(["", "Pacific/Auckland", "America/New_York", "Nowhere/Land"]),
)
@settings(max_examples=300, deadline=None)
def test_a_sweep_that_never_sleeps_tells_every_slot_exactly_once_and_ends(zone, day, at, leads, owner_zone):
    promise = timed(day, at, zone, leads=tuple(leads)) if at else day_promise(day, zone, leads=tuple(leads))
    since = datetime(2026, 5, 1, tzinfo=UTC)
    rules, told, now, keys = Reminders(), [], since, set()
    for _ in range(20):
        found = plan(promise, since, {"U_ANA": owner_zone}, rules, now)
        told += [each for each in found.due if each.key not in keys]
        keys |= {each.key for each in found.due}
        if found.next_at is None:
            break
        assert found.next_at > now
        now = found.next_at
    assert found.next_at is None
    assert len({each.at for each in told}) == len(told), "never two things at one instant"
    assert told[-1].kind == "overdue"


def test_lengths_are_read_or_refused():
    assert [length(text) for text in ("0m", "90m", "2h", "3d")] == [timedelta(0), 90 * timedelta(minutes=1), 2 * HOUR, 3 * DAY]
    for wrong in ("", "d", "3", "3w", "-1d", "1.5h", "٣d2"):
        with pytest.raises(ValueError, match="length of time"):
            length(wrong)


def test_keys_fit_an_index_whatever_ids_people_import():
    long = short("x" * 5000)
    assert len(long) < 200
    assert long != short("x" * 5001)
    assert keys_of(a_promise("x" * 5000), NOON, LOUD) != keys_of(a_promise("x" * 5001), NOON, LOUD)
