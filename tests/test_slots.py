"""Exactly one slot for each local date, whatever the clocks do; working days, holidays, and what comes after a change."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.config import Reminders
from bot.reminders.clocks import WEEKDAYS, slot
from bot.reminders.people import PersonTimes
from bot.reminders.slots import Rhythm, holidays_of, rhythm_of

BERLIN, TOKYO, HONOLULU = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Tokyo"), ZoneInfo("Pacific/Honolulu")
EVERY_DAY = WEEKDAYS
DAY = timedelta(days=1)
ZONES = sorted(available_timezones() - {"localtime", "Factory"})
MONDAY = date(2026, 11, 23)


@cache
def changing(year: int = 2027) -> tuple[str, ...]:
    """Zones whose clocks change in this year."""
    noons = [datetime(year, month, 1, 12, tzinfo=UTC) for month in range(1, 13)]
    return tuple(name for name in ZONES if len({noon.astimezone(ZoneInfo(name)).utcoffset() for noon in noons}) > 1)


def rhythm(zone: ZoneInfo = BERLIN, at: time = time(8, 30), days: tuple[str, ...] = WEEKDAYS[:5], **more: object) -> Rhythm:
    return Rhythm(zone, at, days, "mon", **more)  # type: ignore[arg-type]


def local(day: date, hour: int = 8, minute: int = 30, zone: ZoneInfo = BERLIN) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone).astimezone(UTC)


# -- one slot a date --------------------------------------------------------------------------------------------------


def test_every_zone_with_changing_clocks_has_one_digest_on_every_date_of_a_year():
    assert len(changing()) > 100
    for name in changing():
        zone = ZoneInfo(name)
        slots = [slot(date(2027, 1, 1) + n * DAY, time(8, 30), zone) for n in range(365)]
        assert [at.astimezone(zone).date() for at in slots] == [date(2027, 1, 1) + n * DAY for n in range(365)], name
        assert {at.astimezone(zone).time() for at in slots} == {time(8, 30)}, name


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(ZONES), st.dates(date(1990, 1, 1), date(2037, 12, 1)), st.times().map(lambda at: at.replace(second=0, microsecond=0))
)
def test_slots_follow_one_another_by_a_day_more_or_less(name: str, day: date, at: time):
    zone = ZoneInfo(name)
    first, second = slot(day, at, zone), slot(day + DAY, at, zone)
    # Islands that changed sides of the date line lived through a date twice, or never through one.
    assert timedelta(0) <= second - first <= timedelta(hours=50)
    assert first.tzinfo is UTC
    shown = first.astimezone(zone)
    assert shown.replace(tzinfo=None) >= datetime.combine(day, at), "what is skipped moves forward, never back"


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(changing()), st.integers(0, 2 * 365 * 24 * 60), st.sampled_from([0, 30, 90, 150, 510]))
def test_the_slot_after_a_slot_is_on_the_next_working_day(name: str, later: int, minutes: int):
    when = rhythm(ZoneInfo(name), time(minutes // 60, minutes % 60))
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=later)
    days = []
    for _ in range(6):
        following = when.following(now)
        assert following is not None
        assert following > now
        days.append(following)
        now = following
    dates = [each.astimezone(when.zone).date() for each in days]
    assert len(set(dates)) == 6
    assert all(when.works(day) or when.works(day - DAY) for day in dates), (
        "a slot that is skipped at midnight may be a minute into the next"
    )


def test_a_time_that_the_clocks_skip_moves_forward_and_one_that_comes_twice_is_the_first():
    assert slot(date(2027, 3, 28), time(2, 30), BERLIN) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert slot(date(2027, 10, 31), time(2, 30), BERLIN) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert slot(date(2027, 3, 14), time(0, 0), ZoneInfo("America/Havana")) == datetime(2027, 3, 14, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "before", "after"),
    [
        ("Australia/Lord_Howe", date(2027, 4, 3), date(2027, 4, 4)),
        ("America/New_York", date(2027, 3, 13), date(2027, 3, 14)),
        ("Asia/Kathmandu", date(2027, 3, 13), date(2027, 3, 14)),
    ],
)
def test_half_past_eight_stays_half_past_eight(zone: str, before: date, after: date):
    there = [slot(day, time(8, 30), ZoneInfo(zone)).astimezone(ZoneInfo(zone)) for day in (before, after)]
    assert [(each.date(), each.hour, each.minute) for each in there] == [(before, 8, 30), (after, 8, 30)]


# -- working days and holidays ----------------------------------------------------------------------------------------


def test_after_friday_comes_monday():
    friday = local(MONDAY + 4 * DAY)
    assert rhythm().following(friday) == local(MONDAY + 7 * DAY)
    assert rhythm(days=EVERY_DAY).following(friday) == local(MONDAY + 5 * DAY)
    assert rhythm().next_working_day(MONDAY + 4 * DAY) == MONDAY + 7 * DAY


def test_holidays_are_no_working_days():
    german = rhythm_of(PersonTimes("U_ANA", zone="Europe/Berlin"), Reminders(holidays="DE"))
    christmas = date(2026, 12, 25)
    assert not german.works(christmas)
    assert rhythm().works(christmas)
    assert german.following(local(date(2026, 12, 24))) == local(date(2026, 12, 28))
    assert german.passed(local(christmas, 12)) is None


def test_a_long_golden_week_still_ends():
    china = rhythm_of(PersonTimes("U_LIN", zone="Asia/Shanghai"), Reminders(holidays="CN"))
    found = china.following(local(date(2026, 9, 30), 12, zone=ZoneInfo("Asia/Shanghai")))
    assert found is not None
    assert found.astimezone(ZoneInfo("Asia/Shanghai")).date() >= date(2026, 10, 5)


def test_parts_of_a_country_have_their_own_holidays():
    assert date(2026, 1, 6) in holidays_of("DE-BY")
    assert date(2026, 1, 6) not in holidays_of("DE")


def test_a_country_that_nobody_knows_is_named_and_keeps_nobody_from_a_digest():
    with pytest.raises(ValueError, match="XX"):
        holidays_of("XX")
    assert rhythm_of(PersonTimes("U_ANA"), Reminders(holidays="XX")).following(local(MONDAY)) is not None


def test_who_never_works_has_no_slot():
    never = rhythm(days=())
    assert never.following(local(MONDAY)) is None
    assert never.weekly_following(local(MONDAY)) is None
    assert never.next_working_day(MONDAY) is None


def test_a_date_that_was_never_lived_has_no_slot():
    apia = rhythm(ZoneInfo("Pacific/Apia"), days=EVERY_DAY)
    before = slot(date(2011, 12, 29), time(8, 30), apia.zone)
    following = apia.following(before)
    assert following is not None
    assert following.astimezone(apia.zone).date() == date(2011, 12, 31), "there was no 30 December 2011"


# -- today, and after a change ----------------------------------------------------------------------------------------


def test_todays_slot_has_passed_or_not():
    assert rhythm().passed(local(MONDAY, 8, 29)) is None
    assert rhythm().passed(local(MONDAY, 8, 30)) == local(MONDAY)
    assert rhythm().passed(local(MONDAY, 23)) == local(MONDAY)
    assert rhythm().passed(local(MONDAY + 5 * DAY, 12)) is None, "nobody works on Saturday"


def test_after_a_change_no_date_is_given_twice_and_none_is_left_out():
    tuesday, now = MONDAY + DAY, local(MONDAY, 12)
    assert rhythm(at=time(15)).resumed(tuesday, now) == local(tuesday, 15, 0), "Monday's was given: the next is Tuesday's"
    assert rhythm(at=time(15)).resumed(MONDAY, now) == local(MONDAY, 15, 0), "Monday's is still to come"
    assert rhythm(at=time(10)).resumed(MONDAY, now) == now, "Monday's was not given and its new time has passed: now"
    assert rhythm(at=time(10)).resumed(MONDAY - 3 * DAY, now) == now
    assert rhythm().resumed(MONDAY + 5 * DAY, now) == local(MONDAY + 7 * DAY)


def test_the_weekly_slot_is_on_its_day_or_the_next_on_which_one_works():
    weekly = rhythm()
    assert weekly.weekly_following(local(MONDAY)) == local(MONDAY + 7 * DAY)
    assert weekly.weekly_following(local(MONDAY, 8, 0)) == local(MONDAY)
    assert weekly.weekly_passed(local(MONDAY + 2 * DAY, 12)) == local(MONDAY)
    assert weekly.weekly_passed(local(MONDAY + 6 * DAY, 12)) is None
    easter = rhythm(holidays=frozenset({MONDAY}))
    assert easter.weekly_following(local(MONDAY - DAY)) == local(MONDAY + DAY)
    assert rhythm(days=("tue",)).weekly_following(local(MONDAY - DAY)) == local(MONDAY + DAY)
