"""Weekdays and weeks: "Friday", "next Friday", 下周五, "Freitag nächster Woche", "end of week", "the weekend"."""

from dataclasses import replace
from datetime import timedelta

from bot.promises.dues.calendar import coming, in_week, of_this_or_next_month, settled, unsure
from bot.promises.dues.grammar import Found, has, number, numbers, rule, value, values
from bot.promises.dues.parts import Day, Meaning, Passed, Scene, Vague, WeekDay


def weekday_of(found: Found) -> int:
    written = values(found, "WEEKDAY_OF", WeekDay)
    return written[0].weekday if written else number(found, "WD", "WD_WEAK", "WD_EVERY")


def _bare(found: Found, scene: Scene) -> Day:
    weekday = weekday_of(found)
    return Day((coming(scene.today, weekday),), weak=1 if has(found, "WD_WEAK") else 0, bare=weekday)


def _at_the_end(found: Found, scene: Scene) -> Meaning:
    """ "... to Acme mon", "... segunda": a short form at the end of what is said is the day."""
    return replace(_bare(found, scene), weak=0)


def _next(found: Found, scene: Scene) -> Meaning:
    """Reads "next Friday": two people mean two different days, except on that very weekday."""
    weekday = weekday_of(found)
    first, second = coming(scene.today, weekday), in_week(scene.today, 1, weekday)
    if scene.today.weekday() == weekday:
        return Day((first,))
    return Day((first, second if second != first else first + timedelta(weeks=1)), "ambiguous")


def _coming(found: Found, scene: Scene) -> Meaning:
    return Day((coming(scene.today, weekday_of(found)),))


def _of_week(weeks: int, weekday: int, scene: Scene) -> Meaning:
    if weeks < 0:
        return Passed()
    day = settled(in_week(scene.today, weeks, weekday), scene.today, in_week(scene.today, weeks + 1, weekday))
    return replace(day, in_week=not day.problem)


def _this(found: Found, scene: Scene) -> Meaning:
    return _of_week(0, weekday_of(found), scene)


def _chinese(found: Found, scene: Scene) -> Meaning:
    weeks, weekday = value(found, "WEEKDAY_OF", WeekDay)
    return _bare(found, scene) if weeks is None else _of_week(weeks, weekday, scene)


def _chinese_choice(found: Found, scene: Scene) -> Meaning:
    """下周三四: that day or the one after."""
    weeks, weekday = value(found, "WEEKDAYS_OF", WeekDay)
    first = coming(scene.today, weekday) if weeks is None else in_week(scene.today, weeks, weekday)
    return unsure("ambiguous", first, first + timedelta(days=1), today=scene.today)


def _chinese_either(found: Found, scene: Scene) -> Meaning | None:
    """下周二/三."""
    weeks, weekday = value(found, "WEEKDAY_OF", WeekDay)
    other = number(found, "NUM") - 1
    if values(found, "COMMA", str) not in ([], ["、"]):
        return None
    if not 0 <= other < 7:
        return None
    days = [coming(scene.today, day) if weeks is None else in_week(scene.today, weeks, day) for day in (weekday, other)]
    return unsure("ambiguous", *days, today=scene.today)


def _with_week(found: Found, scene: Scene) -> Meaning:
    return _of_week(number(found, "WEEKS"), weekday_of(found), scene)


def _weeks_after(found: Found, scene: Scene) -> Meaning:
    """Reads "Friday week", "a week on Friday", "two weeks from Friday"."""
    if value(found, "UNIT", str) != "week" or values(found, "PREP", str) not in ([], ["on"]):
        raise ValueError("not weeks after a day")
    count = (numbers(found, "NUM", "A") or [1])[0]
    return Day((coming(scene.today, weekday_of(found)) + timedelta(weeks=count),))


def _days_before(found: Found, _: Scene) -> Meaning | None:
    """Reads "two days before Friday", "45 days after deposit": seldom, easily misread, or nobody's date."""
    return Vague() if value(found, "PREP", str) in ("before", "after") else None


def _counted(found: Found, scene: Scene) -> Meaning | None:
    """Reads "two Fridays from now"."""
    count = number(found, "NUM")
    day = coming(scene.today, weekday_of(found)) + timedelta(weeks=count - 1)
    return unsure("ambiguous", day, today=scene.today) if 1 <= count <= 9 else None


def _every(found: Found, scene: Scene) -> Meaning:
    """A promise that comes back has no one date."""
    return Day((coming(scene.today, weekday_of(found)),), "ambiguous")


def _after_next(found: Found, scene: Scene) -> Meaning:
    """Reads "the Friday after next": in one week for some, in two for others."""
    weekday = weekday_of(found)
    first = coming(scene.today, weekday) + timedelta(weeks=1)
    return unsure("ambiguous", first, first + timedelta(weeks=1), today=scene.today)


def _loose(found: Found, scene: Scene) -> Meaning:
    """Reads "Fri-ish"."""
    return Day((coming(scene.today, weekday_of(found)),), "ambiguous")


def _with_day_of_month(found: Found, scene: Scene) -> Meaning | None:
    """Reads "Friday 27", "viernes 4": the day of the month when it falls on that weekday; in English a small number may be an hour."""
    day = number(found, "NUM")
    if not 1 <= day <= 31 or found[-1].end - found[-1].start > 2:
        return None
    read = of_this_or_next_month(day, scene.today)
    fits = bool(read.days) and read.days[0].weekday() == weekday_of(found)
    if fits and (day > 12 or scene.language in ("es", "de", "pt")):
        return Day(read.days[:1])
    if fits or day > 12:
        return unsure("ambiguous", *read.days, coming(scene.today, weekday_of(found)), today=scene.today)
    return None


def _passed(_: Found, __: Scene) -> Meaning:
    return Passed()


_ANY = "(WD|WD_WEAK)"
_SAID = "(WD|WD_WEAK|WEEKDAY_OF)"
_NOT_COUNTED = "(?!X|ORD_NOUN|MEASURE|UNIT|PERCENT|AMPM|OCLOCK|MONTH|MONTH_WEAK|YUE|HAO|DIAN|HOUR_SIGN|DOT MONTH|COLON|ISH|NUM|NIAN|OF)"
RULES = (
    rule("WD_WEAK (?=STOP|COMMA|$)", _at_the_end),
    rule("WD", _bare),
    rule("WD_WEAK", _bare),
    rule("WEEKDAY_OF", _chinese),
    rule("WEEKDAYS_OF", _chinese_choice),
    rule("WEEKDAY_OF SLASH NUM", _chinese_either),
    rule("WEEKDAY_OF COMMA NUM (?=SUFFIX|STOP|$|FILLER)", _chinese_either),
    rule(f"NEXT {_ANY}", _next),
    rule(f"{_ANY} NEXT", _next),
    rule(f"COMING {_ANY}", _coming),
    rule(f"{_ANY} COMING", _coming),
    rule(f"THIS {_ANY}", _this),
    rule(f"THIS COMING {_ANY}", _coming),
    rule(f"LAST {_ANY}", _passed),
    rule(f"{_ANY} LAST", _passed),
    rule("LAST UNIT", _passed),
    rule(f"{_ANY} COMMA? (OF|PREP|IN)? THE? WEEKS", _with_week),
    rule(f"WEEKS (COMMA|OF|PREP)? THE? {_SAID}", _with_week),
    rule("WD UNIT (?!X)", _weeks_after),
    rule("(A|NUM) UNIT (PREP|FROM) WD", _weeks_after),
    rule("(A|NUM|FEW) UNIT PREP (THE|A)? (WD|DAY|MONTH|WEEKDAY_OF|ORD|EVENT|X|FILLER|HOLIDAY|HOLIDAY_MOVES)", _days_before),
    rule(f"EVERY {_SAID}", _every),
    rule(f"END OF? {_SAID}", _bare),
    rule("WD_EVERY", _every),
    rule("NUM WD_EVERY", _counted),
    rule("WD AFTER_NEXT", _after_next),
    rule(f"AFTER_NEXT {_ANY}", _after_next),
    rule("WD DASH? ISH", _loose),
    rule(f"{_ANY} COMMA? DOT? THE? NUM {_NOT_COUNTED}", _with_day_of_month),
)
