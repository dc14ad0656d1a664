"""Numbers in words: Chinese numerals of any common form, and small numbers of the Latin languages (as tables in `words/`)."""

import re

_DIGITS = {c: n for n, cs in enumerate(("零〇", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")) for c in cs}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000}
_SCORES = {"廿": 20, "卅": 30}
CHARACTERS = "".join((*_DIGITS, *_TENS, *_SCORES))
_DIGITS_ONLY = re.compile(f"[{''.join(_DIGITS)}]+")


def chinese_span(words: str) -> tuple[int, int] | None:
    """两三 (天) is two or three, 三五 three to five; None for anything else."""
    if len(words) != 2 or not all(word in _DIGITS for word in words):
        return None
    low, high = _DIGITS[words[0]], _DIGITS[words[1]]
    return (low, high) if 0 < low < high <= low + 2 else None


def chinese_number(words: str) -> int | None:
    """Reads 十二 as 12, 二十五 25, 廿八 28, 二〇二六 2026; None when the characters make no number. At most eight characters."""
    if not words or len(words) > 8:
        return None
    if _DIGITS_ONLY.fullmatch(words):
        return int("".join(str(_DIGITS[c]) for c in words)) if (len(words) != 2 and len(words) != 3) or words[0] in "零〇" else None
    total, digit = 0, None
    for character in words:
        if character in _SCORES:
            total += _SCORES[character]
        elif character in _TENS:
            total += (1 if digit is None else digit) * _TENS[character]
            digit = None
        elif digit:
            return None
        else:
            digit = _DIGITS[character]
    return total + (digit or 0)
