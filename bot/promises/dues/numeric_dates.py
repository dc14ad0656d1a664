"""Dates in figures: 2026-12-05, 12/5, 05.12.2026, "5/12/26"; which number is the month is never guessed."""

from dataclasses import replace
from datetime import date, datetime

from bot.promises.dues.calendar import date_or_none, month_end, of_named_year, of_year, unsure
from bot.promises.dues.grammar import Found, rule, value
from bot.promises.dues.parts import Clock, Day, Decimal, Figures, Meaning, Moment, Passed, Scene

_LEAP = 2028
_MONTH_FIRST = ("zh", "ja")
_DAY_FIRST = ("es", "de", "pt")
_NEAR = 2
"""Years from now within which "26/12/5" is believed to name one."""


def _figures(found: Found, scene: Scene) -> Meaning | None:
    said = value(found, "NUMDATE", Figures)
    if said.year_first:
        return _full({(said.first, said.second, int(said.third))}, scene)
    if said.third:
        return _full(_years(said, scene), scene)
    if (said.mark, said.first, said.second) == ("/", 24, 7):
        return Passed()
    if said.mark == "-" and scene.language not in _MONTH_FIRST:
        return None
    read = _short(said, scene)
    return replace(read, weak=1) if read and (said.mark == "-" or _is_fraction(said, scene.language)) else read


def _at_the_end(found: Found, scene: Scene) -> Meaning | None:
    """Reads "new labels 3/4" with nothing behind it: a size or a date, so ask."""
    said = value(found, "NUMDATE", Figures)
    if said.third or said.mark != "/" or not _is_fraction(said, scene.language):
        return _figures(found, scene)
    read = _short(said, scene)
    return replace(read, problem=read.problem or "ambiguous") if read else None


def _is_fraction(said: Figures, language: str) -> bool:
    """Is it "1/2", "3/4", "10/20": a share, a size or a choice as likely as a date? Nobody shares by six, seven or nine; in
    Chinese and Japanese, where 7/8 is the way to write a date, only halves, thirds and quarters are shares."""
    if language in ("zh", "ja") and (said.first, said.second) not in ((1, 2), (1, 3), (2, 3), (1, 4), (3, 4)):
        return False
    shared = said.first < said.second <= 10 and said.second not in (6, 7, 9)
    return said.mark == "/" and not said.padded and (shared or (said.first % 5, said.second % 5) == (0, 0))


def _short(said: Figures, scene: Scene) -> Day | None:
    """Month and day without a year."""
    pairs = _months_and_days(said.first, said.second, scene)
    if not pairs:
        return None
    real = [of_year(scene.today, month, day) for month, day in pairs if date_or_none(_LEAP, month, day)]
    if not real:
        return unsure("impossible", *(_last(month, scene.today) for month, _ in pairs), today=scene.today)
    return real[0] if len(real) == 1 else unsure("ambiguous", *(day for each in real for day in each.days), today=scene.today)


def _last(month: int, today: date) -> date:
    return month_end(date(today.year + (month < today.month), month, 1))


def _months_and_days(first: int, second: int, scene: Scene) -> list[tuple[int, int]]:
    """What the two numbers may be, by the language or the person's order; both when neither is known, the other when only that fits."""
    if scene.language in _MONTH_FIRST or (scene.language not in _DAY_FIRST and scene.order == "mdy"):
        wanted = [(first, second)]
    elif scene.language in _DAY_FIRST or scene.order == "dmy":
        wanted = [(second, first)]
    else:
        wanted = sorted({(first, second), (second, first)})
    fitting = [pair for pair in wanted if _fits(pair)]
    return fitting or [pair for pair in ((first, second), (second, first)) if _fits(pair)][:1]


def _fits(pair: tuple[int, int]) -> bool:
    return 1 <= pair[0] <= 12 and 1 <= pair[1] <= 31


def _years(said: Figures, scene: Scene) -> set[tuple[int, int, int]]:
    """Years, months and days that three numbers may be; in Chinese and Japanese a year of two digits may come first."""
    year = int(said.third) + (2000 if len(said.third) == 2 else 0)
    dates = {(year, month, day) for month, day in _months_and_days(said.first, said.second, scene)}
    if len(said.third) <= 2 and scene.language in _MONTH_FIRST:
        dates |= {(2000 + said.first, said.second, int(said.third))}
        dates = {full for full in dates if abs(full[0] - scene.today.year) <= _NEAR and _fits(full[1:])}
    return dates


def _full(dates: set[tuple[int, int, int]], scene: Scene) -> Meaning | None:
    dates = {full for full in dates if 1900 <= full[0] <= 2199 and _fits(full[1:])}
    real = sorted(full for full in dates if date_or_none(*full))
    if len(real) > 1:
        return unsure("ambiguous", *(date(*full) for full in real), today=scene.today)
    return of_named_year(scene.today, *(real or sorted(dates))[0]) if dates else None


def _iso(found: Found, scene: Scene) -> Meaning:
    moment = value(found, "ISO", datetime)
    if moment.tzinfo:
        return Moment(moment, written=True)
    return replace(of_named_year(scene.today, moment.year, moment.month, moment.day), clock=Clock((moment.time(),)))


def _dotted(found: Found, scene: Scene) -> Meaning | None:
    """Reads "5.12." as a date in German, 12.5前 in Chinese; anything else is a number."""
    said = value(found, "DECIMAL", Decimal)
    dot = found[-1].kind == "DOT"
    if scene.language == "de":
        pair = (said.rest, said.whole)
    elif scene.language in _MONTH_FIRST and not dot:
        pair = (said.whole, said.rest)
    else:
        return None
    if not _fits(pair) or said.width > 2:
        return None
    return replace(of_year(scene.today, *pair), weak=0 if dot else 1)


RULES = (
    rule("NUMDATE (?=STOP|$)", _at_the_end),
    rule("NUMDATE (?!MEASURE|PERCENT|OF|AMOUNT)", _figures),
    rule("ISO", _iso),
    rule("DECIMAL DOT", _dotted),
    rule("DECIMAL (?!MEASURE|PERCENT|X|UNIT|OCLOCK|AMPM)", _dotted),
)
