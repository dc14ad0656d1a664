"""Reckoning with days: weeks that start on Monday, working days, months of different lengths. Knows no words."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped]
from dateutil.rrule import DAILY, FR, MO, MONTHLY, SA, SU, TH, TU, WE, rrule  # type: ignore[import-untyped]

from bot.promises.dues.parts import Day, Problem

_WEEKDAYS = (MO, TU, WE, TH, FR, SA, SU)


def coming(today: date, weekday: int) -> date:
    """The next such weekday after today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def in_week(today: date, weeks: int, weekday: int) -> date:
    """The weekday in the week that starts on Monday, `weeks` after this one."""
    return today + timedelta(days=weekday - today.weekday(), weeks=weeks)


def after_months(day: date, months: int) -> date:
    """The same day of a later month, or its last when it has none such."""
    return _moved(day, months=months)


def after_working_days(today: date, count: int) -> date:
    """Monday to Friday, counted from tomorrow; whole weeks at once, so that any count is quick. `count` is at least 1."""
    weeks, rest = divmod(count - 1, 5)
    start = today + timedelta(days=1, weeks=weeks)
    found: datetime = rrule(DAILY, dtstart=start, count=rest + 1, byweekday=_WEEKDAYS[:5])[rest]
    return found.date()


def month_end(day: date, months: int = 0) -> date:
    """The last day of the month that lies `months` after this day's."""
    return _moved(day, months=months, day=31)


def quarter_end(day: date, quarters: int = 0) -> date:
    """The last day of the quarter that lies `quarters` after this day's."""
    return _moved(day, months=2 - (day.month - 1) % 3 + 3 * quarters, day=31)


def year_end(day: date, years: int = 0) -> date:
    """The last day of the year that lies `years` after this day's."""
    return _moved(day, years=years, month=12, day=31)


def _moved(start: date, **fields: object) -> date:
    moved: date = start + relativedelta(**fields)
    return moved


def settled(day: date, today: date, *instead: date) -> Day:
    """The one day meant; when it is gone, `instead` may be."""
    return Day((day,)) if day >= today else unsure("past", *instead, today=today)


def unsure(problem: Problem, *days: date, today: date, period: bool = False) -> Day:
    """What may be meant: days that are not gone, in order, each once, at most four."""
    return Day(tuple(sorted({day for day in days if day >= today}))[:4], problem, period=period)


@lru_cache(maxsize=256)
def of_this_or_next_month(day: int, today: date) -> Day:
    """Reads "the 30th": the next such day after today. Today's, or one that the month has not, is a question. ValueError beyond 31."""
    if not 1 <= day <= 31:
        raise ValueError("no such day of a month")
    month = today.replace(day=1) if day >= today.day else after_months(today.replace(day=1), 1)
    found = date_or_none(month.year, month.month, day)
    following = after_months(month, 1)
    later = date_or_none(following.year, following.month, day) or month_end(following)
    if found is None:
        return unsure("impossible", month_end(month), later, today=today)
    return unsure("ambiguous", today, later, today=today) if found == today else Day((found,))


@lru_cache(maxsize=256)
def of_year(today: date, month: int, day: int) -> Day:
    """A month and day without a year: the next after today; past when this year's has gone and the next is over half a year away."""
    years = [today.year, today.year + 1] if (month, day) >= (today.month, today.day) else [today.year + 1]
    found = date_or_none(years[0], month, day)
    if found is None:
        last = month_end(date(years[0], month, 1))
        return unsure("impossible", last, last + timedelta(days=1), today=today)
    if found == today:
        later = date_or_none(today.year + 1, month, day)
        return unsure("ambiguous", today, *([later] if later else []), today=today)
    if years[0] > today.year and found > after_months(today, 6):
        return unsure("past", found, today=today)
    return Day((found,))


def of_named_year(today: date, year: int, month: int, day: int) -> Day:
    """A date said in full."""
    found = date_or_none(year, month, day)
    if found is None:
        last = month_end(date(year, month, 1))
        return unsure("impossible", last, last + timedelta(days=1), today=today)
    return settled(found, today)


def nth_weekday(month: date, nth: int, weekday: int) -> date:
    """The first (1), second, ... or last (-1) such weekday of the month; ValueError when it has none such."""
    found = _moved(month, day=31 if nth < 0 else 1, weekday=_WEEKDAYS[weekday](nth))
    if found.month != month.month:
        raise ValueError("no such weekday in the month")
    return found


def nth_working_day(month: date, nth: int) -> date:
    """The first (1), second, ... or last (-1) day from Monday to Friday of the month; ValueError when it has none such."""
    found: list[datetime] = list(rrule(MONTHLY, dtstart=month.replace(day=1), count=1, byweekday=_WEEKDAYS[:5], bysetpos=nth))
    if not found or (found[0].year, found[0].month) != (month.year, month.month):
        raise ValueError("no such working day in the month")
    return found[0].date()


def full_year(number: int) -> int:
    """2026 from 26 or 2026; ValueError when it is no year that a promise may name."""
    year = number + 2000 if 20 <= number < 100 else number
    if not 1990 <= year <= 2199:
        raise ValueError("not a year")
    return year


def date_or_none(year: int, month: int, day: int) -> date | None:
    """The date, or None when the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
