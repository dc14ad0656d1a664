"""The nth or last weekday or working day of a month: "the first Monday of December", 下个月第一个工作日."""

from datetime import date

from bot.promises.dues.calendar import after_months, nth_weekday, nth_working_day, settled, unsure
from bot.promises.dues.grammar import Found, has, number, numbers, rule, values
from bot.promises.dues.parts import Day, Meaning, Scene
from bot.promises.dues.weekdays import weekday_of


def _nth(found: Found, scene: Scene) -> Meaning | None:
    """Reads "the first Monday of December", "last Friday of the month", 下个月第一个周一."""
    nth = -1 if has(found, "LAST") else number(found, "ORD", "ORD_WORD") if has(found, "ORD", "ORD_WORD") else numbers(found, "NUM")[-1]
    if values(found, "UNIT", str) not in ([], ["workday"]):
        return None
    if has(found, "MONTHS"):
        return settled(_nth_of(after_months(scene.today.replace(day=1), number(found, "MONTHS")), nth, found), scene.today)
    named = number(found, "MONTH", "MONTH_WEAK") if has(found, "MONTH", "MONTH_WEAK") else numbers(found, "NUM")[0]
    this = _nth_of(date(scene.today.year, named, 1), nth, found)
    later = _nth_of(date(scene.today.year + 1, named, 1), nth, found)
    if this >= scene.today:
        return Day((this,))
    return Day((later,)) if later <= after_months(scene.today, 6) else unsure("past", later, today=scene.today)


def _nth_of(month: date, nth: int, found: Found) -> date:
    return nth_working_day(month, nth) if has(found, "UNIT") else nth_weekday(month, nth, weekday_of(found))


def _nth_of_nothing(found: Found, scene: Scene) -> Meaning:
    """Reads "third Thursday": of which month?"""
    months = [after_months(scene.today.replace(day=1), ahead) for ahead in (0, 1)]
    days = [nth_weekday(month, number(found, "ORD", "ORD_WORD"), weekday_of(found)) for month in months]
    return unsure("ambiguous", *days, today=scene.today)


RULES = (
    rule("THE? (ORD|ORD_WORD|LAST) (WD|WD_WEAK|UNIT) (OF|IN|PREP) THE? (MONTH|MONTH_WEAK|MONTHS)", _nth),
    rule("(NUM YUE|MONTHS) OF? (DI NUM GE|LAST) WEEKDAY_OF", _nth),
    rule("(NUM YUE|MONTHS) OF? (DI NUM|LAST) UNIT", _nth),
    rule("(ORD|ORD_WORD) (WD|WD_WEAK)", _nth_of_nothing),
)
