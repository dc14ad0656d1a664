"""Weeks without a day: "next week", "the weekend", "week 49" are questions; their ends, "EOW", are Fridays."""

from dataclasses import replace
from datetime import date

from bot.promises.dues.calendar import in_week, settled, unsure
from bot.promises.dues.grammar import Found, has, number, numbers, rule, value, values
from bot.promises.dues.parts import Day, Meaning, Passed, Scene

_FRIDAY = 4
_MID = (0, 2, _FRIDAY)


def _week(found: Found, scene: Scene) -> Meaning:
    """A week without a day."""
    weeks = number(found, "WEEKS")
    if weeks < 0:
        return Passed()
    days = (0, 1) if has(found, "EARLY") else (_FRIDAY,) if weeks == 0 else _MID
    return unsure("ambiguous", *(in_week(scene.today, weeks, weekday) for weekday in days), today=scene.today, period=True)


def _end_of_week(found: Found, scene: Scene) -> Meaning | None:
    if values(found, "EO", str) not in ([], ["week"]):
        return None
    weeks = (numbers(found, "WEEKS") or [1 if has(found, "NEXT") else 0])[0]
    return settled(in_week(scene.today, weeks, _FRIDAY), scene.today, in_week(scene.today, weeks + 1, _FRIDAY))


def _weekend(found: Found, scene: Scene) -> Meaning:
    weeks = number(found, "WEEKEND")
    return unsure("ambiguous", *(in_week(scene.today, weeks, weekday) for weekday in (_FRIDAY, 5, 6)), today=scene.today, period=True)


def _numbered(found: Found, scene: Scene) -> Meaning:
    """Reads "KW 48": the week is clear, the day is not."""
    for year in (scene.today.year, scene.today.year + 1):
        days = [date.fromisocalendar(year, number(found, "WEEK_NO", "NUM"), weekday) for weekday in (1, 3, 5)]
        if days[-1] >= scene.today:
            break
    return unsure("ambiguous", *days, today=scene.today, period=True)


def _end_of_numbered(found: Found, scene: Scene) -> Meaning:
    """Reads "Ende KW 49"."""
    week = _numbered(found, scene)
    return Day(week.days[-1:]) if isinstance(week, Day) else week


def _week_number(found: Found, scene: Scene) -> Meaning | None:
    """Reads "week 49"."""
    week = _numbered(found, scene) if value(found, "UNIT", str) == "week" else None
    return replace(week, weak=1) if isinstance(week, Day) else None


def _end_of_numbered_week(found: Found, scene: Scene) -> Meaning | None:
    unit = (values(found, "EO", str) or values(found, "UNIT", str))[0]
    return _end_of_numbered(found, scene) if unit == "week" else None


RULES = (
    rule("WEEKS (MID|LATE|INSIDE)?", _week),
    rule("WEEKS EARLY", _week),
    rule("(EARLY|MID|LATE) DASH? OF? THE? WEEKS", _week),
    rule("END OF? THE? WEEKS", _end_of_week),
    rule("WEEKS OF? END", _end_of_week),
    rule("EO", _end_of_week),
    rule("EO NEXT", _end_of_week),
    rule("WEEKEND", _weekend),
    rule("END OF? (WEEK_NO|WEEK_SIGN NUM)", _end_of_numbered),
    rule("WEEK_NO", _numbered),
    rule("WEEK_SIGN NUM", _numbered),
    rule("UNIT NUM (?!X|UNIT|MEASURE|OF)", _week_number),
    rule("EO NUM (?!UNIT|MEASURE|AMPM|OCLOCK)", _end_of_numbered_week),
    rule("END OF? THE? UNIT NUM", _end_of_numbered_week),
)
