"""Days of a month: "the 30th", "5 December 2026", "Dec. 5", 12月5号, 下个月5号, "el 30", "am 30."."""

from dataclasses import replace
from datetime import date

from bot.promises.dues.calendar import (
    after_months,
    date_or_none,
    full_year,
    month_end,
    of_named_year,
    of_this_or_next_month,
    of_year,
    settled,
    unsure,
)
from bot.promises.dues.grammar import Found, has, number, numbers, rule, value, values, with_or_without
from bot.promises.dues.parts import Day, Meaning, Scene


def _day(found: Found, scene: Scene) -> Meaning:
    """Reads "the 30th"."""
    return of_this_or_next_month(number(found, "ORD", "NUM", "ORD_WORD"), scene.today)


def _numbered_day(found: Found, scene: Scene) -> Meaning | None:
    """20号之后; but 3日后 is three days from now."""
    return _day(found, scene) if values(found, "HAO", str) == ["day"] else None


def _weak_day(found: Found, scene: Scene) -> Meaning:
    return replace(of_this_or_next_month(number(found, "ORD", "NUM"), scene.today), weak=1)


def _every(found: Found, scene: Scene) -> Meaning:
    """每月5号: a promise that comes back has no one date."""
    return replace(of_this_or_next_month(number(found, "NUM", "ORD"), scene.today), problem="ambiguous")


def _romance_day(found: Found, scene: Scene) -> Meaning | None:
    """Reads "el 30", "dia 30"."""
    if scene.language not in ("es", "pt") or values(found, "UNIT", str) not in ([], ["day"]):
        return None
    if scene.language == "pt" and not has(found, "UNIT", "PREP_DAY"):
        return None
    return of_this_or_next_month(number(found, "NUM"), scene.today)


def _german_day(found: Found, scene: Scene) -> Meaning | None:
    """Reads "am 30."."""
    return _weak_day(found, scene) if scene.language == "de" else None


def _with_month(found: Found, scene: Scene) -> Meaning | None:
    """Reads "Dec 5", "5th of December 2026", "5 de diciembre"."""
    said = numbers(found, "ORD", "NUM", "ORD_WORD")
    read = _date(_year(found, said[1:], scene), number(found, "MONTH", "MONTH_WEAK"), said[0], scene)
    if read and has(found, "DASH") and len(said) == 1 and found[0].kind != "NUM" and abs(2000 + said[0] - scene.today.year) <= 1:
        month_of_year = month_end(date(2000 + said[0], number(found, "MONTH", "MONTH_WEAK"), 1))
        return unsure("ambiguous", *read.days, month_of_year, today=scene.today)  # "Dec-26" is a month to many
    doubtful = has(found, "MONTH_WEAK") and found[0].kind == "MONTH_WEAK" and not has(found, "ORD") and len(said) == 1
    return replace(read, weak=1) if read and doubtful else read


def _year(found: Found, rest: list[int], scene: Scene) -> int | None:
    """The year said, in figures or as "next year"; None when there is none."""
    if has(found, "YEARS"):
        return scene.today.year + number(found, "YEARS")
    return full_year(rest[0]) if rest else None


def _date(year: int | None, month: int, day: int, scene: Scene) -> Day | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return of_year(scene.today, month, day) if year is None else of_named_year(scene.today, year, month, day)


def _chinese(found: Found, scene: Scene) -> Meaning | None:
    """2026年12月5号, 明年3月5日, 12月5."""
    said = numbers(found, "NUM")
    first = [said.pop(0)] if has(found, "NIAN") else []
    return _date(_year(found, first, scene), said[0], said[1], scene)


def _several(found: Found, scene: Scene) -> Meaning | None:
    """Reads "Dec 12-15": one of these days."""
    first, last = value(found, "RANGE", tuple)
    if has(found, "MONTH", "YUE"):
        month = number(found, "MONTH", "NUM")
        read = [_date(None, month, day, scene) for day in (first, last)]
    else:
        read = [of_this_or_next_month(day, scene.today) for day in (first, last)]
    return unsure("ambiguous", *(day for each in read if each for day in each.days), today=scene.today)


def _several_apart(found: Found, scene: Scene) -> Meaning | None:
    """Reads "5 to 8 December", "del 5 al 8 de diciembre", 5、6号."""
    if values(found, "PREP", str) not in ([], ["until"]):
        return None
    days = numbers(found, "NUM", "ORD")
    if not has(found, "MONTH", "MONTH_WEAK"):
        chinese = values(found, "COMMA", str) == ["、"] and scene.language != "ja"
        read: list[Day | None] = [of_this_or_next_month(day, scene.today) for day in days] if chinese else []
    else:
        read = [_date(None, number(found, "MONTH", "MONTH_WEAK"), day, scene) for day in days]
    return unsure("ambiguous", *(day for each in read if each for day in each.days), today=scene.today) if read else None


def _several_chinese(found: Found, scene: Scene) -> Meaning:
    """12月5到8号."""
    month, *days = numbers(found, "NUM")
    read = [_date(None, month, day, scene) for day in days]
    return unsure("ambiguous", *(day for each in read if each for day in each.days), today=scene.today)


def _of_month(found: Found, scene: Scene) -> Meaning | None:
    """Reads "the 5th of next month", 下个月5号."""
    day = number(found, "ORD", "NUM", "ORD_WORD")
    if not 1 <= day <= 31:
        return None
    month = after_months(scene.today.replace(day=1), number(found, "MONTHS"))
    said = date_or_none(month.year, month.month, day)
    following = after_months(month, 1)
    if said is None:
        return unsure("impossible", month_end(month), *_maybe(following.year, following.month, day), today=scene.today)
    return settled(said, scene.today, *_maybe(following.year, following.month, day))


def _maybe(year: int, month: int, day: int) -> list[date]:
    found = date_or_none(year, month, day)
    return [] if found is None else [found]


_MONTH = "(MONTH|MONTH_WEAK)"
_PLAIN = "(?!UNIT|MEASURE|OCLOCK|AMPM|COLON|PERCENT|HOUR_SIGN|DIAN|YUE)"
_YEAR = f"(COMMA? (OF|PREP)? QUOTE? (NUM {_PLAIN}|YEARS))"
_YEAR_BEHIND = f"(DASH|DOT|COMMA|SLASH)? OF? QUOTE? (NUM {_PLAIN}|YEARS)"
RULES = (
    rule("MONTH DOT? THE? ORD_WORD", _with_month),
    *with_or_without("MONTH DOT? (DASH|THE)? ORD", _YEAR, _with_month),
    *with_or_without(f"MONTH DOT? DASH? NUM {_PLAIN}", _YEAR, _with_month),
    *with_or_without("MONTH_WEAK (DASH|THE)? ORD", _YEAR, _with_month),
    *with_or_without(f"MONTH_WEAK DASH? NUM (?!X|ORD_NOUN) {_PLAIN}", _YEAR, _with_month),
    rule(f"(NUM|ORD) DOT? (PREP|TO|DASH|AND|OR) THE? (NUM|ORD) DOT? OF? {_MONTH}", _several_apart),
    rule(f"{_MONTH} DOT? THE? (NUM|ORD) (PREP|TO|DASH|OR|AND|SLASH) THE? (NUM|ORD) {_PLAIN}", _several_apart),
    rule("NUM YUE NUM (PREP|OR|AND|DASH) NUM HAO", _several_chinese),
    rule("NUM COMMA NUM HAO", _several_apart),
    *with_or_without(f"(THE|UNIT)? (ORD|NUM|ORD_WORD) DOT? (DASH|SLASH)? OF? THE? {_MONTH}", _YEAR_BEHIND, _with_month),
    rule("NUM NIAN NUM YUE NUM HAO?", _chinese),
    rule("YEARS OF? NUM YUE NUM HAO?", _chinese),
    rule("NUM YUE NUM HAO", _chinese),
    rule("NUM YUE NUM (?!UNIT|X|HAO_NOUN|MEASURE)", _chinese),
    rule("MONTH DOT? RANGE", _several),
    rule("RANGE MONTH", _several),
    rule("NUM YUE RANGE HAO?", _several),
    rule("RANGE HAO", _several),
    rule("MONTHS OF? THE? (NUM HAO|ORD)", _of_month),
    rule("THE? (ORD|ORD_WORD) (OF|COMMA)? THE? MONTHS", _of_month),
    rule("(THE|UNIT)? NUM DOT? (OF|COMMA)? THE? MONTHS", _of_month),
    rule("NUM HAO (?!HAO_NOUN|INSIDE|LATER)", _day),
    rule("NUM HAO (?=LATER)", _numbered_day),
    rule("MONTH NUM HAO", _with_month),
    rule("THE UNIT? ORD (?!ORD_NOUN|X|MEASURE|EVENT|UNIT)", _day),
    rule("ORD (?=STOP|COMMA|$)", _day),
    rule("ORD (?!ORD_NOUN|MEASURE|EVENT|UNIT)", _weak_day),
    rule(f"THE UNIT? NUM (?!X|ORD_NOUN|EVENT|OF|MONTH) {_PLAIN}", _romance_day),
    rule(f"PREP_DAY NUM (?!X|ORD_NOUN|EVENT|OF|DOT|MONTH) {_PLAIN}", _romance_day),
    rule(f"UNIT NUM (?!X|ORD_NOUN|OF|MONTH) {_PLAIN}", _romance_day),
    rule("EVERY_MONTH NUM HAO", _every),
    rule("THE ORD_WORD (?=STOP|COMMA|$)", _day),
    rule("THE? ORD OF? EVERY UNIT?", _every),
    rule("EVERY ORD", _every),
    rule("NUM DOT", _german_day),
)
