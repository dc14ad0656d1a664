"""Dates, months and weekdays in a text, in English and Chinese and in the notations that trade uses. Knows no other figures."""

import re
from decimal import Decimal

from bot.answers.numerals import from_digits, from_han

Day = tuple[str | int | Decimal | None, ...]
"""("date", year or None, month, day), ("month", 1 to 12), ("weekday", 0 for Monday) or ("number", year)."""

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH_NAME = "|".join(rf"{name[:3]}(?:{name[3:]})?" for name in _MONTHS)
DATE = re.compile(
    r"(?<!\d)(?P<y1>\d{4})\s*[-/.年]\s*(?P<m1>\d{1,2})\s*[-/.月]\s*(?P<d1>\d{1,2})(?!\d)[日号]?"
    r"|(?<!\d)(?P<m2>\d{1,2})月(?P<d2>\d{1,2})[日号]?"
    r"|(?<![\d.,])(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<y3>\d{4}|\d{2})(?![.,]?\d)"
    rf"|(?<!\d)(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<n4>{_MONTH_NAME})\b\.?(?:,?\s+(?P<y4>\d{{4}}))?"
    rf"|\b(?P<n5>{_MONTH_NAME})\.?\s+(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|[.,]\d|\s*%)(?:,?\s+(?P<y5>\d{{4}}))?",
    re.IGNORECASE,
)
NAMED_DAY = re.compile(
    rf"\b(?P<weekday>{'|'.join(_WEEKDAYS)})s?\b|(?:周|星期|礼拜)(?P<zhou>[一二三四五六日天])"
    rf"|\b(?P<month>{'|'.join(name for name in _MONTHS if name not in ('march', 'may'))})\b"
    r"|\b(?:in|by|since|until|till|of|next|last|this|early|mid|late)[ -](?P<shy>march|may)\b"
    r"|(?<![\d个])(?P<yue>\d{1,2}|[一二三四五六七八九]|十[一二]?)月(?!\d)(?:份)?",
    re.IGNORECASE,
)


def dates(match: re.Match[str]) -> list[Day]:
    """Every reading of a date: "04/03/2026" has two. The year counts as a number too."""
    group = match.groupdict()
    year = next((int(group[key]) for key in ("y1", "y3", "y4", "y5") if group[key]), None)
    if group["a"]:
        year = year + 2000 if year is not None and year < 100 else year
        pairs = [(int(group["a"]), int(group["b"])), (int(group["b"]), int(group["a"]))]
    else:
        named = group["n4"] or group["n5"]
        month = _month_number(named) if named else int(group["m1"] or group["m2"])
        pairs = [(month, int(group["d1"] or group["d2"] or group["d4"] or group["d5"]))]
    days: list[Day] = [("date", year, month, day) for month, day in pairs if 1 <= month <= 12]
    return [*days, ("number", Decimal(year))] if year else days


def named_day(match: re.Match[str]) -> Day:
    group = match.groupdict()
    if group["weekday"]:
        return ("weekday", _WEEKDAYS.index(group["weekday"].lower()))
    if group["zhou"]:
        return ("weekday", min("一二三四五六日天".index(group["zhou"]), 6))
    if group["yue"]:
        return ("month", int(from_digits(group["yue"]) if group["yue"].isdigit() else from_han(group["yue"])[0]))
    return ("month", _month_number(group["month"] or group["shy"]))


def _month_number(name: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))
