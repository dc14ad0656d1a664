"""Dates as exports write them, in four languages and both orders. Knows no rows and no fields.

Our own small reader, because the usual one (dateutil, measured here) cannot read Chinese, German or Spanish dates or spreadsheet serial
numbers, takes "10" and "Sun" for a day of the current month, and decides between day and month anew for every value without saying so.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Order = Literal["dmy", "mdy"]

_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20|21)\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?")
_NUMERIC = re.compile(r"(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d\d)(?!\d)")
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"(?<![\d:])\d{1,4}(?![\d:])")
_LONGEST = 80
_SERIALS = range(20_000, 80_000)
"""Spreadsheet day numbers from 1954 to 2119; smaller ones are ordinary numbers."""
_SERIAL_ZERO = date(1899, 12, 30)
_MONTHS: tuple[str, ...] = (
    "jan january januar jänner enero ene janvier janv janeiro gennaio gen",
    "feb february februar febrero février févr fevrier fevereiro fev febbraio",
    "mar march märz mär mrz maerz marzo mars março marco",
    "apr april abril abr avril avr aprile",
    "may mai mayo maio maggio mag",
    "jun june juni junio juin junho giugno giu",
    "jul july juli julio juillet juil julho luglio lug",
    "aug august agosto ago août aout",
    "sep sept september septiembre setiembre septembre setembro set settembre",
    "oct october oktober okt octubre octobre outubro out ottobre ott",
    "nov november noviembre novembre novembro",
    "dec december dezember dez diciembre dic décembre déc decembre dezembro dicembre",
)
_MONTH_OF = {word: n for n, words in enumerate(_MONTHS, 1) for word in words.split()}


@dataclass(frozen=True)
class DateStyle:
    """In which order a column writes day and month, and how sure that is."""

    order: Order
    evidence: Literal["seen", "mixed", "guessed", "none"]
    """"seen": a value allows no other order. "mixed": values contradict each other. "guessed": from hints. "none": nothing to decide."""
    example: str = ""
    """A value that can be read two ways, for the sentence that says so."""


def judge_dates(values: Iterable[str], hint: Order) -> DateStyle:
    """The order of day and month in one column; `hint` decides when every value allows both."""
    firsts = seconds = 0
    example = ""
    for text, day, month, separator in _numeric(values):
        firsts += day > 12 >= month or separator == "."
        seconds += month > 12 >= day and separator != "."
        if day != month and max(day, month) <= 12 and separator != ".":
            example = example or text
    if firsts and seconds:
        return DateStyle("dmy" if firsts >= seconds else "mdy", "mixed", example)
    if firsts or seconds:
        return DateStyle("dmy" if firsts else "mdy", "seen", example)
    return DateStyle(hint, "guessed" if example else "none", example)


def read_date(text: str, order: Order | None) -> date | None:
    """The day a text names, or None. Times are left out. With no `order`, 03/04/2026 is None: it could be two days."""
    if len(text) > _LONGEST:
        return None
    text = unicodedata.normalize("NFKC", text).strip().lstrip("'")
    if match := _YEAR_FIRST.match(text) or _COMPACT.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMERIC.match(text):
        return _numeric_day(int(match[1]), int(match[3]), _year(match[4]), "dmy" if match[2] == "." else order)
    if match := _SERIAL.fullmatch(text):
        return _SERIAL_ZERO + timedelta(days=int(match[1])) if int(match[1]) in _SERIALS else None
    return _named(text)


def could_be_two_days(text: str) -> bool:
    """True for 03/04/2026: day and month cannot be told apart."""
    return read_date(text, None) is None and read_date(text, "dmy") is not None


def _numeric(values: Iterable[str]) -> Iterator[tuple[str, int, int, str]]:
    for text in values:
        if len(text) <= _LONGEST and (match := _NUMERIC.match(unicodedata.normalize("NFKC", text).strip().lstrip("'"))):
            yield text, int(match[1]), int(match[3]), match[2]


def _numeric_day(first: int, second: int, year: int, order: Order | None) -> date | None:
    if order is None and max(first, second) <= 12 and first != second:
        return None
    if second > 12 or (order == "mdy" and first <= 12):
        return _day(year, first, second)
    return _day(year, second, first)


def _named(text: str) -> date | None:
    """ "Mar 5, 2026", "5. März 2026", "5 de marzo de 2026", "Thu 05-Mar-26 14:30"."""
    month = next((_MONTH_OF[word] for word in _WORD.findall(text.casefold()) if word in _MONTH_OF), 0)
    numbers = _NUMBER.findall(text)
    if not month or len(numbers) < 2:
        return None
    first, second = numbers[:2]
    day, year = (second, first) if len(first) == 4 else (first, second)
    return _day(_year(year), month, int(day)) if len(year) in (2, 4) else None


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < 70 else 1900)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1900 <= year < 2200 else None
    except ValueError:
        return None
