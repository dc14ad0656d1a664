"""Months, quarters and years without a day: their ends are clear (月底, "end of Q2", EOY), all else is not ("in March", 月初)."""

from datetime import date

from bot.promises.dues.calendar import after_months, full_year, month_end, of_year, quarter_end, settled, unsure, year_end
from bot.promises.dues.grammar import Found, has, number, numbers, rule, value, values, with_or_without
from bot.promises.dues.parts import Day, Meaning, Passed, Scene

ENDS = {"month": month_end, "quarter": quarter_end, "year": year_end}
PERIODS = {"MONTHS": "month", "QUARTERS": "quarter", "YEARS": "year"}


def _end_of_unit(found: Found, scene: Scene) -> Meaning | None:
    """EOM, "month end"; "fin de mes que viene" is the next one's."""
    end = ENDS.get(value(found, "EO", str))
    return Day((end(scene.today, 1 if has(found, "NEXT") else 0),)) if end else None


def _end_of_this(found: Found, scene: Scene) -> Meaning | None:
    """Reads "Último día del mes"."""
    end = ENDS.get(value(found, "UNIT", str))
    return Day((end(scene.today),)) if end else None


def _end_of_period(found: Found, scene: Scene) -> Meaning | None:
    """Reads "end of next month", 下季度末."""
    kind = next(kind for kind in PERIODS if has(found, kind))
    if values(found, "EO", str) not in ([], [PERIODS[kind]]):
        return None
    return settled(ENDS[PERIODS[kind]](scene.today, number(found, kind)), scene.today)


def _end_of_month(found: Found, scene: Scene) -> Meaning | None:
    """Reads "end of November", 12月底, 明年3月底."""
    if values(found, "EO", str) not in ([], ["month"]):
        return None
    said = numbers(found, "NUM")
    month = number(found, "MONTH", "MONTH_WEAK") if has(found, "MONTH", "MONTH_WEAK") else said.pop()
    return _month_end(said_year(found, said, scene), month, scene.today) if 1 <= month <= 12 else None


def _end_of_quarter(found: Found, scene: Scene) -> Meaning | None:
    """Reads "end of Q2", 三季度末, 2027年一季度末."""
    if values(found, "EO", str) not in ([], ["quarter"]):
        return None
    said = numbers(found, "NUM")
    quarter = number(found, "QUARTER_NO", "ORD", "ORD_WORD") if has(found, "QUARTER_NO", "ORD", "ORD_WORD") else said.pop()
    if values(found, "UNIT", str) not in ([], ["quarter"]):
        return None
    return _month_end(said_year(found, said, scene), quarter * 3, scene.today) if 1 <= quarter <= 4 else None


def _passed(_: Found, __: Scene) -> Meaning:
    """Reads "year-end rebate": a thing, not a date."""
    return Passed()


def said_year(found: Found, rest: list[int], scene: Scene) -> int | None:
    if has(found, "YEARS"):
        return scene.today.year + number(found, "YEARS")
    return full_year(rest[0]) if rest else None


def _month_end(year: int | None, month: int, today: date) -> Day:
    """The last day of a month: of the year said, or the next one."""
    if year is not None:
        return settled(month_end(date(year, month, 1)), today)
    this = month_end(date(today.year, month, 1))
    if this >= today:
        return Day((this,))
    following = month_end(date(today.year + 1, month, 1))
    return of_year(today, following.month, following.day) if month != 2 else settled_if_near(following, today)


def settled_if_near(day: date, today: date) -> Day:
    """A day of next year; past when it lies over half a year ahead."""
    return Day((day,)) if day <= after_months(today, 6) else unsure("past", day, today=today)


def _end_of_named_year(found: Found, scene: Scene) -> Meaning | None:
    if values(found, "EO", str) not in ([], ["year"]):
        return None
    said = numbers(found, "NUM")[0]
    return settled(date(full_year(said), 12, 31), scene.today) if said > 99 or has(found, "NIAN") else None


def _end_of_month_or_quarter(found: Found, scene: Scene) -> Meaning | None:
    """Reads "EOM Jan", "EOQ Q1"."""
    return _end_of_quarter(found, scene) if has(found, "QUARTER_NO") else _end_of_month(found, scene)


def _end_of_number(found: Found, scene: Scene) -> Meaning | None:
    """Reads "EOY 2027", "end of quarter 1"."""
    unit = value(found, "EO", str)
    return _end_of_quarter(found, scene) if unit == "quarter" else _end_of_named_year(found, scene) if unit == "year" else None


_MONTH = "(MONTH|MONTH_WEAK)"
_PLAIN = "(?!UNIT|MEASURE|OCLOCK|AMPM|COLON|PERCENT|HOUR_SIGN|DIAN|YUE|HAO)"
_YEAR = f"(COMMA? OF? QUOTE? (NUM {_PLAIN}|YEARS))"
_SOME = "(EARLY|MID|LATE)"
_QUARTER = "(JIDU END|EO)"
RULES = (
    rule("EO NEXT?", _end_of_unit),
    rule("EO OF? (MONTH|MONTH_WEAK|QUARTER_NO)", _end_of_month_or_quarter),
    rule(f"EO NUM {_PLAIN}", _end_of_number),
    rule("EO DASH? EO_NOUN", _passed),
    rule("END OF? THE? UNIT", _end_of_this),
    rule("END OF? THE? (MONTHS|QUARTERS|YEARS)", _end_of_period),
    rule("(MONTHS|QUARTERS|YEARS) OF? END", _end_of_period),
    *with_or_without(f"END OF? THE? {_MONTH}", _YEAR, _end_of_month),
    rule(f"{_MONTH} DASH? END", _end_of_month),
    rule("NUM (EO|YUE OF? END)", _end_of_month),
    rule("NUM NIAN NUM (EO|YUE END)", _end_of_month),
    rule("YEARS OF? NUM (EO|YUE END)", _end_of_month),
    rule(f"END OF? THE? QUARTER_NO OF? (NUM {_PLAIN}|YEARS)?", _end_of_quarter),
    rule("QUARTER_NO DASH? OF? END", _end_of_quarter),
    rule(f"END OF? THE? (ORD|ORD_WORD) UNIT OF? (NUM {_PLAIN}|YEARS)?", _end_of_quarter),
    rule(f"NUM {_QUARTER}", _end_of_quarter),
    rule(f"DI NUM {_QUARTER}", _end_of_quarter),
    rule(f"NUM NIAN DI? NUM {_QUARTER}", _end_of_quarter),
    rule(f"YEARS OF? DI? (NUM {_QUARTER}|QUARTER_NO END)", _end_of_quarter),
    rule(f"END OF? THE? NUM {_PLAIN}", _end_of_named_year),
    rule("NUM NIAN? (END|EO)", _end_of_named_year),
    rule("YEARS EO", _end_of_period),
    rule("MONTHS EO", _end_of_period),
    rule("QUARTERS EO", _end_of_period),
)
