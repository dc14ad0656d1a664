"""Words of scripts without spaces: weeks, numbers in characters, the longest word of the lexicon that begins here."""

import re

from bot.promises.dues.numerals import CHARACTERS, chinese_number, chinese_span
from bot.promises.dues.parts import Lexeme
from bot.promises.dues.source import Source
from bot.promises.dues.weeks import chinese_week

_NUMBER = re.compile(f"[{CHARACTERS}]{{1,8}}")

_PERSON = re.compile(
    r"周[一三四五六](?:鸣|帆|凡|航|诺|冰|然|鸿|铭|笑|恒|涵|曼|泓|丹|博|民|清|强|达|明|平|海|娟|宝|福|顺)"
    r"(?=[说会要的签付发寄，,。：:周今后月下本\s\d]|答应|承诺|那边|这边|同意|确认|星期|先生|女士|总|经理|$)"
)
"""周一鸣 is a person, not Monday."""
_NAME_OF_NUMBER = re.compile(
    r"三(?:和|一)(?![一二三四五六七八九十\d])|三(?:菱|井|洋|星|島|协|友|鷹|得|元)|一(?:汽|心|品|帆|达|航)|四(?:川|方|海|国|维|通)"
    r"|五(?:洋|矿|粮|羊|丰|环)|六(?:甲|和|安|合)(?![一二三四五六七八九十\d])|七(?:匹|彩)|八(?:幡|马|方|戸)|九(?:州|阳|江|牧|鼎)|十(?:条|堰)"
)
"""Companies and places whose name begins with a number."""


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
    person = _PERSON.match(plain, start)
    if person:
        return [Lexeme("X", None, start, person.end())]
    week = None if last in ("NUM", "RANGE", "DECIMAL") else chinese_week(plain, start)
    if week:
        return [week]
    name = _NAME_OF_NUMBER.match(plain, start)
    if name:
        return [Lexeme("X", None, start, name.end())]
    number = _NUMBER.match(plain, start)
    for length in source.words.lengths.get(plain[start], ()):
        word = plain[start : start + length]
        entry = source.words.unspaced.get(word) if len(word) == length else None
        if entry and (number is None or length >= number.end() - start):
            if entry[0] == "HAO_NOUN" and start and plain[start - 1] == " " and last == "":
                return [Lexeme("X", None, start, start + length)]  # 图纸15号 样件22号: not sample No. 15
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
