"""What was kept and what was not, the list behind every number, and the honest message when something will be late."""

from datetime import UTC, datetime, timedelta

import pytest
from fakes_promises import NOON, on, promised

from bot.promises.dues.spelling import spell_due
from bot.promises.rate import kept_rate, rate_rows
from bot.promises.rescue import answer_day, write_rescue
from bot.promises.track import days_late, load_around, record_of

DAY = timedelta(days=1)


SECOND = on(2)


def ended(id, state, days=0, due=SECOND, **fields):
    return promised(id, state=state, due=due, ended_at=due.instant() + days * DAY - timedelta(hours=1), **fields)


MIXED = [
    ended("kept-1", "kept"),
    ended("kept-2", "kept", days=-3),
    ended("moved", "kept", moved=1),
    ended("late", "kept-late", days=4),
    ended("late after a move", "kept-late", days=2, moved=2),
    ended("broken", "broken", days=1),
    promised("past due", due=on(20), state="at-risk"),
    promised("past due, moved", due=on(20), state="renegotiated", moved=1),
    promised("not due yet"),
    promised("waiting", state="waiting", due=on(2)),
    promised("draft", state="draft", due=on(2)),
    ended("withdrawn", "withdrawn"),
    ended("theirs", "broken", direction="theirs"),
    promised("theirs, past due", due=on(20), direction="theirs"),
]


def names(promises):
    return {each.id for each in promises}


def test_every_promise_is_counted_once_and_by_how_it_ended():
    rate = kept_rate(MIXED, NOON)
    assert names(rate.kept) == {"kept-1", "kept-2"}
    assert names(rate.renegotiated) == {"moved"}
    assert names(rate.late) == {"late", "late after a move"}
    assert names(rate.broken) == {"broken", "past due", "past due, moved"}
    assert rate.rate == 3 / 8


@pytest.mark.parametrize(("count", "rate"), [(0, None), (4, None), (5, 1.0)])
def test_a_share_of_fewer_than_five_is_none(count, rate):
    assert kept_rate([ended(str(n), "kept") for n in range(count)], NOON).rate == rate


def test_a_promise_belongs_to_the_period_in_which_it_was_due():
    early = ended("early", "kept", days=-20, due=on(5))
    before = ended("before", "kept-late", days=30, due=on(30, 10))
    rate = kept_rate([early, before], NOON, datetime(2026, 11, 1, tzinfo=UTC))
    assert (names(rate.kept), names(rate.late)) == ({"early"}, set())


def test_a_promise_is_late_only_after_its_last_moment():
    due = on(23, hour=12)
    assert names(kept_rate([promised(due=due)], due.instant()).broken) == set()
    assert names(kept_rate([promised(due=due)], due.instant() + timedelta(seconds=1)).broken) == {"P1"}


@pytest.mark.parametrize(("language", "head", "kept"), [("en", "outcome", "kept"), ("zh", "结果", "已兑现")])
def test_the_list_behind_the_numbers_is_a_table(language, head, kept):
    rate = kept_rate(MIXED, NOON)
    first, *rows = rate_rows(rate, NOON, language)
    assert first[1] == head
    assert all(len(row) == len(first) for row in rows)
    assert len(rows) == sum(len(part) for part in (rate.kept, rate.late, rate.renegotiated, rate.broken))
    assert rows[0][:2] == ["kept-2", kept] or rows[0][:2] == ["kept-1", kept]
    late = {row[0]: row[9] for row in rows}
    assert (late["late"], late["kept-1"], late["past due"]) == ("4", "0", "2")


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2", "@SUM(A1)", "\t=1", "＝1"])
def test_no_cell_starts_a_formula(text):
    rate = kept_rate([ended("a", "kept", what=text, customer=text)], NOON)
    cells = rate_rows(rate, NOON)[1]
    assert [cell[0] for cell in (cells[4], cells[5])] == ["'", "'"]


def test_days_late_are_counted_by_the_calendar_of_the_promise():
    late = promised(due=on(27), ended_at=datetime(2026, 11, 28, 0, 30, tzinfo=UTC))
    assert days_late(late) == 1
    assert days_late(promised(due=on(27), ended_at=datetime(2026, 11, 27, 22, 30, tzinfo=UTC))) == 0
    assert days_late(promised(due=on(27), ended_at=datetime(2026, 11, 27, 23, 30, tzinfo=UTC))) == 1
    assert days_late(promised()) == 0


def test_a_record_needs_three_and_looks_back_a_year():
    three = [ended(str(n), "kept-late", days=n) for n in (2, 4, 9)]
    assert record_of(three, NOON).days == 4
    assert record_of(three[:2], NOON) is None
    old = [ended(f"old {n}", "broken", due=on(2, 10, year=2025)) for n in range(5)]
    assert record_of([*three[:2], *old], NOON) is None
    broken = record_of([ended(str(n), "broken") for n in range(3)], NOON)
    assert (len(broken.slipped), broken.days) == (3, None)


def test_a_week_begins_on_monday_wherever_the_date_lies_in_it():
    week = [promised(str(day), due=on(day)) for day in (22, 23, 25, 25, 29, 30)]
    for day in (23, 26, 29):
        load = load_around(on(day).day, [promised(f"{n}", due=each.due) for n, each in enumerate(week)])
        assert (len(load.week), len(load.day)) == (4, 2)
    assert load_around(on(1, 1, year=2027).day, []).week == ()


# -- rescue -----------------------------------------------------------------------------------------------------------------


def test_the_honest_message_says_what_is_late_the_new_date_and_what_we_do():
    text = write_rescue(promised(), on(2, 12), "en", NOON)
    for part in ("send the CE certificate", "Friday 27 November 2026", "Wednesday 2 December 2026", "will be late", "confirm to you"):
        assert part in text
    zh = write_rescue(promised(what="寄CE证书", customer="宁波"), on(2, 12), "zh", NOON)
    for part in ("寄CE证书", "2026年11月27日（周五）", "2026年12月2日（周三）", "会晚一些", "确认"):
        assert part in zh


def test_without_a_new_date_it_names_the_day_on_which_there_will_be_one():
    text = write_rescue(promised(), None, "en", NOON)
    assert "do not have a new date yet" in text
    assert "by Tuesday 24 November 2026" in text
    friday = promised(due=on(30))
    assert answer_day(friday, NOON + 4 * DAY) == on(30), "over the weekend it is Monday"
    assert "我会在2026年11月24日（周二）前告诉您" in write_rescue(promised(), None, "zh", NOON)


def test_what_is_late_already_is_not_told_as_news_of_the_future():
    text = write_rescue(promised(due=on(20)), on(2, 12), "en", NOON)
    assert "is not done yet, and I am sorry" in text
    assert "非常抱歉" in write_rescue(promised(due=on(20)), on(2, 12), "zh", NOON)


def test_for_what_they_owe_us_it_asks_kindly():
    theirs = promised(direction="theirs", what="pay the invoice")
    assert "which date shall I note instead?" in write_rescue(theirs, None, "en", NOON)
    assert spell_due(on(2, 12), "en") in write_rescue(theirs, on(2, 12), "en", NOON)
    assert "late" not in write_rescue(theirs, None, "en", NOON)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("due", [None, on(2, 12)])
def test_the_message_blames_nobody_is_the_same_each_time_and_fits_a_screen(language, due):
    text = write_rescue(promised(what="x " * 1000), due, language, NOON)
    assert text == write_rescue(promised(what="x " * 1000), due, language, NOON)
    assert len(text) < 900
    for blame in ("factory", "colleague", "their fault", "because of", "工厂", "同事", "因为"):
        assert blame not in text
