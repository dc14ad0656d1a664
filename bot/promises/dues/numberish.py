"""Chunks that begin with a digit: 17:00, 12/5, 2026-12-05, 5pm, 5th, 2wks, 5-Dec; and codes of letters and digits (Q2, KW48)."""

import re
from datetime import datetime

from bot.promises.dues.lexicon import Lexicon
from bot.promises.dues.parts import Decimal, Figures, HourMinute, Lexeme

_ISO = re.compile(r"(\d{4}-\d\d-\d\dt\d\d:\d\d)(?::\d\d(?:\.\d{1,6})?)?(z|[+-]\d\d:?\d\d)?(?!\w)", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2})([:h])(\d\d)(?::\d\d)?(?![\d:/]|[.,]\d)", re.ASCII)
_DATE = re.compile(r"(\d{1,4})([./-])(\d{1,2})(?:\2(\d{4}|\d{1,2}))?(?!\d|[/:.,-]\d)", re.ASCII)
_RANGE = re.compile(r"(\d{1,2}) ?[-~] ?(\d{1,2})(?!\d|[/:.,-]\d)", re.ASCII)
_DECIMAL = re.compile(r"(\d{1,3})[.,](\d{1,2})(?!\d|[/:.,-]\d)", re.ASCII)
_WHOLE = re.compile(r"\d{1,9}(?!\d|[./]\d|,\d|:\d\d)", re.ASCII)
_CHUNK = re.compile(r"\d[a-z\d./:,_-]{0,60}", re.ASCII)
_LETTERS = re.compile(r"[a-z]{1,20}")
_SHORT_YEAR = re.compile(r"(?:20)?(\d\d)(?!\w)", re.ASCII)
_CODE = re.compile(r"(?P<quarter>q)([1-4])|(?P<week>kw|cw|wk)(\d{1,2})|(?P<month>[a-z]{3,4})(\d{1,2})", re.ASCII)
_GLUED = {"a": ("AMPM", "am"), "p": ("AMPM", "pm"), "h": ("HOUR_SIGN", 1), "d": ("UNIT", "day")}
_GLUED_KINDS = ("UNIT", "MONTH", "MONTH_WEAK", "AMPM", "OCLOCK")


def numberish(plain: str, start: int, words: Lexicon) -> list[Lexeme]:
    """The lexemes of the chunk that begins here; one "X" when it is something else."""
    for pattern, read in ((_ISO, _iso), (_CLOCK, _clock), (_DATE, _dated), (_RANGE, _range), (_DECIMAL, _decimal), (_WHOLE, _whole)):
        match = pattern.match(plain, start)
        lexeme = read(match) if match else None
        found = _with_letters(plain, lexeme, words) if lexeme else None
        if found:
            return found
    match = _CHUNK.match(plain, start)
    return [Lexeme("X", None, start, match.end() if match else start + 1)]


def _with_letters(plain: str, lexeme: Lexeme, words: Lexicon) -> list[Lexeme] | None:
    """The lexeme with the letters glued to it ("5" and "pm"); None when they make it a code ("5kg")."""
    match = _LETTERS.match(plain, lexeme.end)
    if match is None:
        return None if plain[lexeme.end : lexeme.end + 1] == "_" else [lexeme]
    letters, end = match[0], match.end()
    after = plain[end : end + 1]
    if after.isascii() and (after.isdigit() or after == "_"):
        return _month_and_year(plain, lexeme, letters, end, words)
    if entry := words.singles.get(plain[lexeme.start : end]):
        return [Lexeme(*entry, lexeme.start, end)]  # "2day"
    if lexeme.kind == "NUM" and letters in ("st", "nd", "rd", "th"):
        return [Lexeme("ORD", lexeme.value, lexeme.start, end)]
    if letters in _GLUED and (lexeme.kind == "NUM" or letters in "ap"):
        return [lexeme, Lexeme(*_GLUED[letters], match.start(), end)]
    stem = letters.removesuffix("ish")
    ish = [Lexeme("ISH", 1, end - 3, end)] if stem != letters else []
    if ish and not stem:
        return [lexeme, *ish]
    kind, said = words.singles.get(stem) or ("", None)
    if kind not in _GLUED_KINDS:
        return None
    return [lexeme, Lexeme(kind.removesuffix("_WEAK"), said, match.start(), match.start() + len(stem)), *ish]


def _month_and_year(plain: str, lexeme: Lexeme, letters: str, end: int, words: Lexicon) -> list[Lexeme] | None:
    """Reads "05dec26"."""
    year, (kind, month) = _SHORT_YEAR.match(plain, end), words.singles.get(letters) or ("", None)
    if year is None or not kind.startswith("MONTH") or lexeme.kind != "NUM":
        return None
    return [lexeme, Lexeme("MONTH", month, lexeme.end, end), Lexeme("NUM", int(year[1]), end, year.end())]


def code(written: str, start: int, words: Lexicon) -> list[Lexeme]:
    """Lexemes of letters with digits behind them: "q2", "kw48", "dec5"; one "X" for any other code."""
    match, end = _CODE.fullmatch(written), start + len(written)
    if match and match["quarter"]:
        return [Lexeme("QUARTER_NO", int(written[-1]), start, end)]
    if match and match["week"]:
        return [Lexeme("WEEK_NO", int(written[2:]), start, end)]
    if match and match["month"]:
        kind, month = words.singles.get(match["month"]) or ("", None)
        middle = start + len(match["month"])
        if kind.startswith("MONTH"):
            return [Lexeme("MONTH", month, start, middle), Lexeme("NUM", int(written[middle - start :]), middle, end)]
    return [Lexeme("X", None, start, end)]


def _iso(match: re.Match[str]) -> Lexeme | None:
    try:
        return Lexeme("ISO", datetime.fromisoformat(match[1].upper() + (match[2] or "").upper()), *match.span())
    except ValueError:
        return None


def _clock(match: re.Match[str]) -> Lexeme | None:
    hour, minute = int(match[1]), int(match[3])
    clear = len(match[1]) == 2 or match[2] == "h"
    return Lexeme("HHMM", HourMinute(hour, minute, clear), *match.span()) if hour <= 24 and minute < 60 else None


def _dated(match: re.Match[str]) -> Lexeme | None:
    first, mark, second, third = match.groups()
    if len(first) == 4 and third and len(third) <= 2:
        return Lexeme("NUMDATE", Figures(int(first), int(second), third, mark, year_first=True), *match.span())
    padded = first[0] == "0" or second[0] == "0"
    if len(first) > 2 or (not third and mark != "/" and not (mark == "-" and padded)):
        return None
    return Lexeme("NUMDATE", Figures(int(first), int(second), third or "", mark, padded=padded), *match.span())


def _range(match: re.Match[str]) -> Lexeme | None:
    return Lexeme("RANGE", (int(match[1]), int(match[2])), *match.span())


def _decimal(match: re.Match[str]) -> Lexeme | None:
    return Lexeme("DECIMAL", Decimal(int(match[1]), int(match[2]), len(match[2])), *match.span())


def _whole(match: re.Match[str]) -> Lexeme | None:
    return Lexeme("NUM", int(match[0]), *match.span())
