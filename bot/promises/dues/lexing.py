"""A text as lexemes: words, numbers and marks that may say something about time, with everything else as "X".

Knows scripts and spelling, not what a date is. Numbers inside codes ("Q345", "M12", "+49 30 12"), prices and addresses are "X".
One pass, every step bounded, so that reading is linear.
"""

import re
from collections.abc import Callable

from bot.promises.dues.folding import folded
from bot.promises.dues.lexicon import lexicon
from bot.promises.dues.numberish import code, numberish
from bot.promises.dues.parts import Lexeme
from bot.promises.dues.source import Source
from bot.promises.dues.spaced import word_at
from bot.promises.dues.unspaced import character_at

_TOKEN = re.compile(
    r"(?P<skip>(?:https?://|www\.)\S{1,2000}|[\w.+-]{1,64}@[\w.-]{1,190}|[a-z\d-]{1,63}\.(?:com|net|org|io|cn|eu|biz)\b|<[@#!][^>\s]{1,80}>)"
    r"|(?P<offset>(?:utc|gmt) ?[+-] ?\d{1,2}(?::?00)?(?![\d:]))"
    r"|(?P<number>\d)"
    r"|(?P<code>[a-z]+(?:\d|_(?=[a-z\d]))[a-z\d_]*)"
    r"|(?P<word>[a-z](?:\.[a-z]){1,5}(?![a-z])|[a-z]+(?:'[a-z]+)?)"
    r"|(?P<wide>[\u3005-\u3007\u3041-\u30ff\u3400-\u9fff])"
    r"|(?P<mark>\S)",
    re.ASCII,
)
_DAY_IN_BRACKETS = re.compile(r"\(([月火水木金土日一二三四五六])\)")
_CODE_BEFORE_NUMBER = "$€£¥￥₹#+=\\"
"""Marks that make the number behind them a price, a code or a telephone number."""
_REST_OF_CODE = re.compile(r"[\w./:,-]{1,60}", re.ASCII)
_POINT_OF_LIST = re.compile(r"\d{1,2}[)\uff09]")
"""1)周一 ... 2)周三 ...: the points of a list."""
_PART_OF_WHOLE = re.compile(r"\b(?:part|page|batch|lot|shipment|step|phase|carton|pallet|box|teil|parte|lote|no)\.? $")
_SHARE = re.compile(r"\d{1,2}/\d{1,2}(?![\d/])")
"""Shipment 2/4."""
_MARKS = {
    ",": "COMMA",
    "，": "COMMA",
    "、": "COMMA",
    "-": "DASH",
    "~": "DASH",
    "(": "PAREN",
    ")": "PAREN",
    ":": "COLON",
    "/": "SLASH",
    "%": "PERCENT",
}
_MARKS |= {"'": "QUOTE", '"': "QUOTE", "&": "AND"} | dict.fromkeys("$€£¥￥₹", "MEASURE") | dict.fromkeys(";!?。…", "STOP")
_ABBREVIATED = ("MONTH", "MONTH_WEAK", "WD", "WD_WEAK", "AMPM")


def lexed(text: str, language: str) -> list[Lexeme]:
    """All lexemes of a text, in order; runs of words that say nothing are one."""
    source = Source(text, folded(text), language, lexicon(language))
    found, at = source.found, 0
    while match := _TOKEN.search(source.plain, at):
        if match.start() > at and "\n" in source.plain[at : match.start()]:
            found.append(Lexeme("STOP", "\n", at, match.start()))
        for lexeme in _READERS[str(match.lastgroup)](source, match.start(), match.end()):
            if lexeme.kind in ("X", "NOISE"):
                first = found.pop().start if found and found[-1].kind == "X" else lexeme.start
                found.append(Lexeme("X", None, first, lexeme.end))
            else:
                found.append(lexeme)
        at = max(match.start() + 1, found[-1].end if found else 0)
    return found


def _unknown(_: Source, start: int, end: int) -> list[Lexeme]:
    return [Lexeme("X", None, start, end)]


def _offset(source: Source, start: int, end: int) -> list[Lexeme]:
    """What people call UTC+8 is Etc/GMT-8 in the zone tables."""
    said = re.sub(r"[^\d+-]", "", source.plain[start:end])
    hours = int(said[:3] if len(said) > 3 else said)
    if not -12 <= hours <= 14:
        return _unknown(source, start, end)
    return [Lexeme("ZONE_CODE", f"Etc/GMT{-hours:+d}" if hours else "UTC", start, end)]


def _number(source: Source, start: int, _: int) -> list[Lexeme]:
    plain = source.plain
    before = plain[start - 1] if start else ""
    in_code = (
        before in "-/.," and source.last_kind(start) == "X" and start > 1 and plain[start - 2].isascii() and plain[start - 2].isalnum()
    )
    if before and (before in _CODE_BEFORE_NUMBER or in_code):
        rest = _REST_OF_CODE.match(plain, start)
        return [Lexeme("X", None, start, rest.end() if rest else start + 1)]
    point = _POINT_OF_LIST.match(plain, start) if before in ("", " ", "\n", *"，,;；。") else None
    if point and "(" not in plain[max(0, start - 20) : start]:
        return [Lexeme("STOP", ")", start, point.end())]
    part = _PART_OF_WHOLE.search(plain, max(0, start - 12), start)
    share = _SHARE.match(plain, start) if part else None
    return [Lexeme("X", None, start, share.end())] if share else numberish(plain, start, source.words)


def _code(source: Source, start: int, end: int) -> list[Lexeme]:
    entry = source.words.singles.get(source.plain[start:end])
    if entry:
        return [Lexeme(*entry, start, end)]
    return code(source.plain[start:end], start, source.words)


def _mark(source: Source, start: int, end: int) -> list[Lexeme]:
    mark = source.plain[start]
    if mark in "*_`":
        return []  # marks of Slack's own formatting
    if mark == "." and source.last_kind(start) in ("PREP", "IN"):
        return []  # "ca. 5 Dec", "max. 3 days"
    if mark == ".":
        return [Lexeme("STOP" if _ends_sentence(source, start) else "DOT", mark, start, end)]
    day = _DAY_IN_BRACKETS.match(source.plain, start)
    if day:
        return [
            Lexeme("WD", "月火水木金土日".find(day[1]) if day[1] in "月火水木金土日" else "一二三四五六".find(day[1]), start, day.end())
        ]
    if mark == "@":
        return [Lexeme("PREP", "at", start, end)]
    return [Lexeme(_MARKS.get(mark, "X"), mark, start, end)]


def _ends_sentence(source: Source, start: int) -> bool:
    """A point before a capital letter or the end of a line, unless it abbreviates a name of a day or month, or numbers a day in German."""
    last = source.last_kind(start)
    if (last in _ABBREVIATED and source.found[-1].end - source.found[-1].start <= 5) or (
        last in ("NUM", "DECIMAL") and source.language == "de"
    ):
        return False
    rest = source.text[start + 1 : start + 3]
    return not rest or rest[0] == "\n" or (rest[0] == " " and rest[1:2].isupper())


_READERS: dict[str, Callable[[Source, int, int], list[Lexeme]]] = {
    "skip": _unknown,
    "offset": _offset,
    "number": _number,
    "code": _code,
    "word": word_at,
    "wide": character_at,
    "mark": _mark,
}
