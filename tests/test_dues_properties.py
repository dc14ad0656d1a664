"""What must hold for due dates in any text, in every time zone, on every day of the calendar."""

from datetime import UTC, date, datetime, time, timedelta
from time import process_time
from typing import Literal
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.promises.dues import FoundDue, find_dues, spell_due
from bot.promises.records import Due

ZONES = sorted(available_timezones() - {"localtime", "Factory"})
LANGUAGES = ("en", "zh", "ja", "es", "de", "pt", "fr", "")
PIECES = (
    *(
        "by ",
        "next ",
        "this ",
        "Friday ",
        "5pm",
        "17:00 ",
        "12/5",
        "31",
        "the ",
        "5th ",
        "of ",
        "in 3 ",
        "days",
        "weeks ",
        "end of ",
        "month ",
        "EOD ",
        "or ",
    ),
    *(
        "tomorrow ",
        "Berlin time ",
        "UTC+8 ",
        "2027-02-29 ",
        "9999999999 ",
        "week 53 ",
        "99999 years ",
        "-",
        "(",
        ".",
        ",",
        "@",
        "\n",
        "\x00",
        "half ",
    ),
    *(
        "下",
        "周",
        "五",
        "月",
        "底",
        "号",
        "前",
        "三",
        "点",
        "半",
        "个",
        "内",
        "明天",
        "十二月",
        "工作日",
        "二〇二六年",
        "来週の",
        "金曜",
        "までに",
        "後",
        "🙏",
        "e\u0301",
    ),
    *("nächsten ", "viernes ", "que viene ", "sexta ", "às ", "15h ", "bis ", "am 30.", "ultimo "),
)
texts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
moments = st.integers(366 * 86_400, 3_800_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
orders = st.sampled_from(["mdy", "dmy", None])


def _dues(found: tuple[FoundDue, ...]) -> list[Due]:
    return [due for each in found for due in ([each.reading.due] if each.reading.due else [*each.reading.readings])]


@given(texts, moments, st.sampled_from(ZONES), st.sampled_from(LANGUAGES), orders)
@settings(max_examples=600, deadline=None)
@example("in 3 days", datetime(9999, 12, 30, tzinfo=UTC), "Etc/GMT+12", "en", None)
@example("Friday 23:59 UTC-12, 31.12.9999", datetime(1, 1, 2, tzinfo=UTC), "Asia/Tokyo", "en", "mdy")
@example("the 31st, 29 Feb, EOM, in 10000 years", datetime(9999, 12, 31, tzinfo=UTC), "UTC", "en", None)
def test_no_text_raises_and_no_reading_contradicts_itself(
    text: str, now: datetime, zone: str, language: str, order: Literal["mdy", "dmy"] | None
) -> None:
    found = find_dues(text, now, zone, language, order)
    ends = [0]
    for each in found:
        assert ends[-1] <= each.start < each.end <= len(text)
        assert each.pieces[0][0] == each.start
        assert each.pieces[-1][1] == each.end
        ends.append(each.end)
        reading = each.reading
        assert bool(reading.problem) == (reading.due is None)
        assert len(reading.readings) <= 4
        assert len(set(reading.readings)) == len(reading.readings)
        assert reading.words
    for due in _dues(found):
        assert due.zone == zone


@given(texts, moments, st.sampled_from(ZONES), st.sampled_from(LANGUAGES), orders)
@settings(max_examples=400, deadline=None)
def test_nothing_settled_or_offered_lies_before_now(
    text: str, now: datetime, zone: str, language: str, order: Literal["mdy", "dmy"] | None
) -> None:
    local = now.astimezone(ZoneInfo(zone))
    for due in _dues(find_dues(text, now, zone, language, order)):
        assert due.day >= local.date()
        if due.time is not None:
            assert due.instant() >= now.replace(second=0, microsecond=0)


@pytest.mark.parametrize("zone", ZONES)
def test_every_zone_reads_hours_and_days_through_a_whole_year(zone: str) -> None:
    local = ZoneInfo(zone)
    for month in range(1, 13):
        now = datetime(2026, month, 27, 12, 34, tzinfo=UTC)
        today = now.astimezone(local).date()
        in_hours, tomorrow = find_dues("in 36 hours", now, zone, "en", None), find_dues("tomorrow 5pm", now, zone, "en", None)
        assert in_hours[0].reading.due is not None
        assert in_hours[0].reading.due.instant() == now + timedelta(hours=36)
        assert tomorrow[0].reading.due == Due(today + timedelta(days=1), time(17), zone)


CHANGES = [
    ("Europe/Berlin", datetime(2027, 3, 28, 0, 30, tzinfo=UTC), "2027-03-28"),
    ("Europe/Berlin", datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "2026-10-25"),
    ("America/New_York", datetime(2027, 3, 14, 6, 30, tzinfo=UTC), "2027-03-14"),
    ("America/New_York", datetime(2026, 11, 1, 5, 30, tzinfo=UTC), "2026-11-01"),
    ("Australia/Lord_Howe", datetime(2026, 10, 3, 15, 15, tzinfo=UTC), "2026-10-04"),
    ("Australia/Lord_Howe", datetime(2027, 4, 3, 14, 45, tzinfo=UTC), "2027-04-04"),
]


@pytest.mark.parametrize(("zone", "now", "day"), CHANGES)
def test_hours_across_a_clock_change_are_real_hours(zone: str, now: datetime, day: str) -> None:
    for minutes in range(0, 300, 10):
        found = find_dues(f"in {minutes} minutes", now, zone, "en", None)
        assert found[0].reading.due is not None
        assert found[0].reading.due.instant() == now + timedelta(minutes=minutes)
        assert found[0].reading.due.day.isoformat() == day


@pytest.mark.parametrize(("zone", "now", "day"), CHANGES)
def test_a_time_that_a_clock_change_skips_or_repeats_is_read(zone: str, now: datetime, day: str) -> None:
    before = now - timedelta(days=1)
    for hour, minute in ((1, 45), (2, 15), (2, 30), (3, 0)):
        found = find_dues(f"{day}T{hour:02}:{minute:02}", before, zone, "en", None)
        assert found[0].reading.due is not None
        assert abs(found[0].reading.due.instant() - now) < timedelta(hours=4)


@given(st.dates(date(2026, 1, 1), date(2060, 12, 31)), st.times(), st.booleans(), st.sampled_from(["en", "zh"]))
@settings(max_examples=300, deadline=None)
def test_a_spelled_out_date_is_read_back_as_itself(day: date, clock: time, timed: bool, language: Literal["en", "zh"]) -> None:
    due = Due(day, clock.replace(second=0, microsecond=0, fold=0) if timed else None, "Asia/Kolkata")
    now = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(days=40)
    spelled = spell_due(due, language)
    found = find_dues(spelled, now, "Asia/Kolkata", language, None)
    if due.time is not None and due.time.hour < 5:
        assert due.day in {each.day for each in _dues(found)}
    assert [each.reading.due for each in found] == [due]
    assert (found[0].start, found[0].end) == (0, len(spelled))


@given(st.dates(date(2026, 1, 1), date(2050, 12, 31)), st.sampled_from(ZONES))
@settings(max_examples=300, deadline=None)
def test_calendar_words_agree_with_the_calendar(today: date, zone: str) -> None:
    now = datetime.combine(today, time(12), ZoneInfo(zone))

    def settled(text: str, language: str = "en") -> date:
        due = find_dues(text, now, zone, language, None)[0].reading.due
        assert due is not None
        return due.day

    assert settled("tomorrow") == today + timedelta(days=1)
    assert settled("in two weeks") == settled("两周后", "zh") == today + timedelta(days=14)
    assert today < settled("Friday") <= today + timedelta(days=7)
    assert settled("Friday").weekday() == settled("下周五", "zh").weekday() == 4
    assert settled("下周五", "zh").isocalendar()[:2] == (today + timedelta(days=7)).isocalendar()[:2]
    assert (settled("end of month") + timedelta(days=1)).day == 1
    assert (
        settled("月底", "zh")
        == settled("Monatsende", "de")
        == settled("fim do mês", "pt")
        == settled("fin de mes", "es")
        == settled("月末", "ja")
    )
    assert settled("in 3 working days").weekday() < 5
    assert settled("EOY") == date(today.year, 12, 31)
    assert settled("in a month").day in (today.day, 28, 29, 30)


SLOW = [
    *(
        "friday " * 1500,
        "1 " * 5000,
        "1" * 10_000,
        "一" * 10_000,
        "下" * 10_000,
        "一周" * 5000,
        "in 3 " * 2000,
        "next the end of " * 600,
        "12/5 " * 2000,
    ),
    *(
        "the " * 2500,
        "5 and a half " * 800,
        "mon sat " * 1250,
        "a.b" * 3300,
        "1/" * 5000,
        "@" * 10_000,
        "(" * 10_000,
        "a-" * 5000,
        "a@" * 5000,
        "e\u0301" * 5000,
    ),
    *(
        "周五把报价发给客户下午三点前" * 720,
        "a" * 10_000,
        "http://" * 1500,
        " " * 10_000,
        "\n" * 10_000,
        "5pm or " * 1450,
        "tomorrow or " * 850,
        "<@" * 5000,
    ),
]


@pytest.mark.parametrize("text", SLOW)
def test_reading_is_linear_whatever_is_pasted(text: str) -> None:
    now = datetime(2026, 11, 24, 9, tzinfo=UTC)
    find_dues(text[:100], now, "UTC", "en", None)
    seconds = []
    for _ in range(3):
        begun = process_time()
        find_dues(text[:10_000], now, "UTC", "en", None)
        seconds.append(process_time() - begun)
    assert min(seconds) < 0.4  # on a busy machine; about 0.05 on a quiet one, hours if a pattern ran wild
