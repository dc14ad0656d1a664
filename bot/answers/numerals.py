"""Numbers as people write them: digits with any separator, English words, Chinese characters. Knows no units and no money."""

import re
import unicodedata
from decimal import Decimal

_NAMES = """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
    twenty thirty forty fifty sixty seventy eighty ninety
"""
_NAMED = _NAMES.split()
_WORDS = dict(zip(_NAMED, [*range(1, 21), *range(30, 100, 10)], strict=True))
_POWERS = {
    "hundred": 100,
    "thousand": 1000,
    "k": 1000,
    "grand": 1000,
    "million": 10**6,
    "mn": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bn": 10**9,
}
_HAN = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_HAN_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}

DIGITS = r"\d{1,3}(?:[,'\u00a0\u202f ]\d{3})+(?:\.\d+)?(?!\d)|(?!0\.)\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)?"
WORD = rf"(?:{'|'.join(_NAMED)})(?:[ -](?:{'|'.join(_NAMED[:9])}))?|an?(?=[ -](?:hundred|thousand|million|billion)\b)"
HAN = r"[一二两三四五六七八九][一二两三四五六七八九零〇十百千万亿]*|十[一二三四五六七八九]?[万亿]?"
POWER = r"[ -]?(?:hundred|thousand|grand|million|billion|bn|mn)(?![a-z])|[km](?![a-z])|\s?[十百千]?[万亿]|[百千](?=[元美块个家台件吨多])"


def plain(text: str) -> str:
    """The text with one way of writing each sign: full-width digits, percent signs and decimal marks of other scripts."""
    return unicodedata.normalize("NFKC", text).translate(str.maketrans("٪٫٬−", "%.,-"))


def from_digits(written: str) -> Decimal:
    """1,000 and 1.000 and 1 000 are a thousand; 1.5 and 1,5 and 0.500 have decimals."""
    written = re.sub(r"[' \u00a0\u202f]", "", written)
    if re.fullmatch(r"(?!0[.,])\d{1,3}(?:\.\d{3})+(?:,\d+)?", written):
        written = written.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"(?!0,)\d{1,3}(?:,\d{3})+(?:\.\d+)?", written):
        written = written.replace(",", "")
    return Decimal(written.replace(",", "."))


def from_word(written: str) -> Decimal:
    """ "twenty-five", "a" (before hundred and the like)."""
    return Decimal(sum(_WORDS.get(word, 1) for word in re.split("[ -]", written.lower())))


def from_han(written: str) -> list[Decimal]:
    """The value of 二十五 or 三万; of digits side by side (四五天) each one."""
    if not set(written) & _HAN_POWERS.keys():
        return [Decimal(_HAN[sign]) for sign in written]
    total = section = digit = 0
    for sign in written:
        power = _HAN_POWERS.get(sign)
        if power is None:
            digit = _HAN[sign]
        elif power < 10**4:
            section += (digit or 1) * power
            digit = 0
        else:
            total = (total + section + digit) * power
            section = digit = 0
    return [Decimal(total + section + digit)]


def power_of(written: str) -> int:
    """What a number is multiplied by: "k", "million", 万, 十万. 1 for nothing."""
    value = 1
    for part in re.findall("[a-z]+|[十百千万亿]", written.lower()):
        value *= _POWERS.get(part) or _HAN_POWERS[part]
    return value
