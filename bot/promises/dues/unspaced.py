"""Words of scripts without spaces: weeks, numbers in characters, the longest word of the lexicon that begins here."""

import re

from bot.promises.dues.numerals import CHARACTERS, chinese_number, chinese_span
from bot.promises.dues.parts import Lexeme
from bot.promises.dues.source import Source
from bot.promises.dues.weeks import chinese_week

_NUMBER = re.compile(f"[{CHARACTERS}]{{1,8}}")


def character_at(source: Source, start: int, _: int) -> list[Lexeme]:
    plain, last = source.plain, source.last_kind(start)
    if (
        plain[start] == "个"
        and last == "NUM"
        and len(source.found) > 1
        and source.found[-2].kind == "DI"
        and chinese_week(plain, start + 1)
    ):
        return [Lexeme("GE", 1, start, start + 1)]  # 第二个周三, not two weeks
    week = None if last in ("NUM", "RANGE", "DECIMAL") else chinese_week(plain, start)
    if week:
        return [week]
    number = _NUMBER.match(plain, start)
    for length in source.words.lengths.get(plain[start], ()):
        word = plain[start : start + length]
        entry = source.words.unspaced.get(word) if len(word) == length else None
        if entry and (number is None or length >= number.end() - start):
            return [Lexeme(*entry, start, start + length)]
    if number and (span := chinese_span(number[0])):
        return [Lexeme("RANGE", span, start, number.end())]
    said = chinese_number(number[0]) if number else None
    if number is None or said is None:
        return [Lexeme("X", None, start, start + 1)]
    a_bit = number[0] == "一" and plain[number.end() : number.end() + 1] == "点" and last in ("X", "FILLER", "HAO_NOUN")
    if a_bit and plain[number.end() + 1 : number.end() + 2] not in tuple("钟半刻分前"):
        return [Lexeme("X", None, start, number.end() + 1)]
    return [Lexeme("NUM", said, start, number.end())]
