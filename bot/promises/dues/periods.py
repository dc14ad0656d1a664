"""Months, quarters and years without a day: "in March", 月初, "Q1", "next month" are questions."""

from dataclasses import replace
from datetime import date, timedelta

from bot.promises.dues.calendar import after_months, month_end, quarter_end, unsure
from bot.promises.dues.grammar import Found, has, number, numbers, rule, value, with_or_without
from bot.promises.dues.month_ends import ENDS, PERIODS, said_year
from bot.promises.dues.parts import Day, Meaning, Scene, Vague


def _month_alone(found: Found, scene: Scene) -> Meaning | None:
    """Some day of a month."""
    said = numbers(found, "NUM")
    month = number(found, "MONTH", "MONTH_WEAK") if has(found, "MONTH", "MONTH_WEAK") else said.pop()
    if not 1 <= month <= 12:
        return None
    year = said_year(found, said, scene) or scene.today.year + (month < scene.today.month)
    first = date(year, month, 1)
    weak = len(found) == 1
    return replace(_within(found, first, month_end(first), scene), weak=1 if weak else 0)


def _quarter(found: Found, scene: Scene) -> Meaning | None:
    """Some day of a quarter."""
    said = numbers(found, "NUM")
    quarter = number(found, "QUARTER_NO") if has(found, "QUARTER_NO") else said.pop()
    if not 1 <= quarter <= 4:
        return None
    year = said_year(found, said, scene) or scene.today.year + (quarter * 3 < scene.today.month)
    first = date(year, quarter * 3 - 2, 1)
    weak = found[0].kind == "QUARTER_NO" and len(found) == 1
    return replace(_within(found, first, quarter_end(first), scene), weak=1 if weak else 0)


def _quarter_of_deed(found: Found, scene: Scene) -> Meaning | None:
    """Reads "Q4交货", "Q1 shipment": when something is done, not which quarter's thing it is."""
    read = _quarter(found, scene)
    return replace(read, weak=0) if isinstance(read, Day) else read


def _period(found: Found, scene: Scene) -> Meaning | None:
    """Reads "next month", "this quarter", 明年."""
    kind = next(kind for kind in PERIODS if has(found, kind))
    last = ENDS[PERIODS[kind]](scene.today, number(found, kind))
    months = {"MONTHS": 0, "QUARTERS": 2, "YEARS": 11}[kind]
    return _within(found, after_months(last.replace(day=1), -months), last, scene)


def _part_of_this(found: Found, scene: Scene) -> Meaning:
    """月初 alone, 月中: this month's or the next one's."""
    months = [after_months(scene.today.replace(day=1), ahead) for ahead in (0, 1)]
    days = [day for first in months for day in _within(found, first, month_end(first), scene).days]
    return unsure("ambiguous", *days[:3], today=scene.today, period=True)


def _every_month_end(_: Found, scene: Scene) -> Meaning:
    """A promise that comes back has no one date."""
    return unsure("ambiguous", month_end(scene.today), today=scene.today)


def _within(found: Found, first: date, last: date, scene: Scene) -> Day:
    """Days that a person may mean by a period, or by its beginning, middle or later part."""
    if has(found, "EARLY", "MONTH_EARLY"):
        days = [first, first + timedelta(days=4), first + timedelta(days=9)]
    elif has(found, "MID", "MONTH_MID"):
        days = [first + (last - first) // 2]
    elif has(found, "LATE"):
        days = [last - timedelta(days=9), last]
    else:
        days = [last]
    return unsure("ambiguous", *days, today=scene.today, period=True)


def _later(found: Found, _: Scene) -> Meaning | None:
    return Vague() if value(found, "LATE", str) == "later" else None


_MONTH = "(MONTH|MONTH_WEAK)"
_PLAIN = "(?!UNIT|MEASURE|OCLOCK|AMPM|COLON|PERCENT|HOUR_SIGN|DIAN|YUE|HAO)"
_YEAR = f"(COMMA? OF? QUOTE? (NUM {_PLAIN}|YEARS))"
_SOME = "(EARLY|MID|LATE)"
_QUARTER = "(JIDU END|EO)"
RULES = (
    *with_or_without(f"{_SOME} DASH? IN? {_MONTH}", _YEAR, _month_alone),
    *with_or_without("(MONTH|MONTH_WEAK)", _YEAR, _month_alone),
    *with_or_without(f"IN {_MONTH}", _YEAR, _month_alone),
    *with_or_without(f"WEEK_OF_MONTH THE? {_MONTH}", _YEAR, _month_alone),
    rule("WEEK_OF_MONTH THE? (MONTHS|QUARTERS|YEARS)", _period),
    rule("(NUM NIAN|YEARS OF?)? NUM YUE OF? (EARLY|MID|LATE|INSIDE)", _month_alone),
    rule("(NUM NIAN|YEARS OF?)? NUM (MONTH_EARLY|MONTH_MID)", _month_alone),
    rule("(NUM NIAN|YEARS OF?)? NUM YUE (?!OF|HAO_NOUN)", _month_alone),
    rule(f"{_SOME} DASH? OF? THE? (MONTHS|QUARTERS|YEARS)", _period),
    rule("(MONTHS|QUARTERS|YEARS) OF? (EARLY|MID|LATE|INSIDE|MONTH_EARLY|MONTH_MID)?", _period),
    *with_or_without(f"{_SOME} DASH? QUARTER_NO", _YEAR, _quarter),
    rule("QUARTER_NO (?=DEED|EVENT|EVENT_BEFORE)", _quarter_of_deed),
    *with_or_without("IN? QUARTER_NO", _YEAR, _quarter),
    rule("DI? NUM JIDU (EARLY|MID|LATE|INSIDE)?", _quarter),
    rule("(NUM NIAN|YEARS OF?) DI? NUM JIDU (EARLY|MID|LATE|INSIDE)?", _quarter),
    rule("YEARS OF? QUARTER_NO", _quarter),
    rule("(EVERY|EVERY_MONTH) (EO|END)", _every_month_end),
    rule("MONTH_EARLY", _part_of_this),
    rule("MONTH_MID", _part_of_this),
    rule("LATE", _later),
)
