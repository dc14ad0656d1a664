"""The figures a sentence claims, however written: amounts, percentages, dates, spans of time, codes. Judges no sentence.

A figure is a tuple, its kind first: "10 %", "ten percent", 百分之十 and 九折 are all ("percent", 10).
"""

import re
from collections.abc import Callable, Collection, Iterable
from decimal import Decimal
from functools import lru_cache

from bot.answers.days import DATE, NAMED_DAY, dates, named_day
from bot.answers.numerals import DIGITS, HAN, POWER, WORD, from_digits, from_han, from_word, plain, power_of

Figure = tuple[str | int | Decimal | None, ...]

_CURRENCIES = {
    "USD": r"us\$|\$|usd|dollars?|bucks|美元|美金|美刀|刀",
    "EUR": r"€|euros?|eur|欧元",
    "GBP": r"£|gbp|英镑",
    "CNY": r"¥|rmb|cny|yuan|人民币|元|块",
    "JPY": r"jpy|yen|日元",
    "INR": r"₹|inr|rupees?|卢比",
    "other": r"aed|sar|brl|mxn|rub|try|krw|vnd|thb|zar|ngn|kes|egp|aud|cad|chf|sgd|hkd|港币|卢布",
}
_UNITS = {
    "minute": r"min(?:ute)?s?|分钟",
    "hour": r"(?:hours?|hrs?)|个?小时|钟头",
    "day": r"(?:(?:working|business|calendar)[ -])?days?|个?工作日|天|日(?![本常程元])",
    "week": r"weeks?|个?星期|个?礼拜|周",
    "month": r"months?|个月",
    "year": r"(?:years?|yrs?)|年",
    "fold": r"fold|x|倍",
}
_SHARES = {
    "half": r"\bhal(?:f|ve[sd]?|ving)\b|一半|半价|减半|对半|腰斩",
    "double": r"\b(?:doubl(?:e[sd]?|ing)|twice)\b|翻倍|翻番|两倍|加倍",
    "triple": r"\b(?:tripl(?:e[sd]?|ing)|thrice)\b|三倍",
    "third": r"\b(?:a|one|two)[ -]thirds?\b|三分之",
    "dozens": r"\bdozens?\b|一打|[数几]十",
    "hundreds": r"\bhundreds\b|[几数上成]百",
    "thousands": r"\bthousands\b|[几数上成]千",
    "millions": r"\b(?:millions|billions)\b|[几数]万|[上数几]亿",
    "any percent": r"%|per ?cent\b|百分|个点|por ?ciento|por ?cento|prozent|pour ?cent|per ?cento|процент|パーセント|퍼센트|بالم[ائ]ة",
    "tomorrow": r"\btomorrow\b|明[天日]",
    "next week": r"\bnext week\b|下个?(?:周|星期|礼拜)",
    "next month": r"\bnext month\b|下个?月",
    "period's end": r"\b(?:end of (?:the )?|(?:week|month|quarter|year)[ -]?end)|[周月季年](?:底|末)",
}
"""Figures without a number, by what they amount to."""

_CLOCK = re.compile(r"(?<!\d)(\d{1,2})[:：](\d{2})(?!\d)")
_CODE = re.compile(rf"(?<![A-Za-z0-9])(?!(?i:us|{'|'.join(_CURRENCIES)})\d)(?=[A-Za-z0-9_-]*\d)[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*")


def _either(prefix: str, patterns: dict[str, str]) -> str:
    return "|".join(rf"(?P<{prefix}{name}>(?:{pattern})(?![a-zà-ÿ]))" for name, pattern in patterns.items())


_NUMBER = re.compile(
    rf"(?:(?<![a-z])(?:{_either('before_', _CURRENCIES)})\s*)?(?P<of100>百分之\s*)?"
    rf"(?:(?P<digits>{DIGITS})|\b(?P<word>{WORD})\b|(?P<han>{HAN}))(?P<power>{POWER})?"
    r"(?:[ -]?(?P<percent>%|per ?cent\b|percentage points?\b|个?百分点|个点)|(?P<off>折|成(?![功本交为立不熟了员果就绩长]))"
    rf"|[ -]?(?:{_either('in_', _UNITS)})|\s?(?:{_either('after_', _CURRENCIES)}))?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(?:-|–|—|~|to|or|and|至|到|或)\s*", re.IGNORECASE)
_SMALL = 10
"""Written numerals up to this ("one question", 三个步骤) are ordinary words unless a unit makes a figure of them."""


@lru_cache(maxsize=512)
def figures(text: str, *, as_evidence: bool = False) -> frozenset[Figure]:
    """All figures of a text. `as_evidence` adds the small written numerals, which need no support but may give it."""
    text = " ".join(plain(text).split())
    found: set[Figure] = {("share", name) for name, pattern in _SHARES.items() if re.search(pattern, text, re.IGNORECASE)}
    text = _take(text, _CLOCK, lambda match: found.add(("clock", int(match[1]), match[2])))
    text = _take(text, DATE, lambda match: found.update(dates(match)))
    text = _take(text, NAMED_DAY, lambda match: found.add(named_day(match)))
    text = _take(text, _CODE, lambda match: found.add(("code", re.sub("[-_]", "", match[0]).lower())))
    found.update(_numbers(text, as_evidence))
    return frozenset(found)


def unsupported(claims: Iterable[Figure], evidence: Collection[Figure]) -> list[Figure]:
    """The claims that no figure of the evidence bears out."""
    return [claim for claim in claims if not (claim in evidence or any(_covers(known, claim) for known in evidence))]


def _covers(known: Figure, claim: Figure) -> bool:
    """A looser claim of the same thing: the number of an amount, a day without its year, the month of a date."""
    match claim[0], known[0]:
        case "number", "money":
            return known[2] == claim[1]
        case "date", "date":
            return claim[1] is None and known[2:] == claim[2:]
        case "month", "date":
            return known[2] == claim[1]
        case "share", "percent":
            return claim[1] == "any percent"
    return False


def _take(text: str, pattern: re.Pattern[str], note: Callable[[re.Match[str]], object]) -> str:
    """The text without the matches, each noted, so that their digits are not read twice."""

    def blank(match: re.Match[str]) -> str:
        note(match)
        return " ; "

    return pattern.sub(blank, text)


def _numbers(text: str, as_evidence: bool) -> set[Figure]:
    found: list[tuple[list[Decimal], Figure, bool]] = []
    end = 0
    for match in _NUMBER.finditer(text):
        values, unit = _values(match), _unit(match)
        # "5 to 10 %": the first figure has the unit of the second.
        if found and unit != ("number",) and found[-1][1] == ("number",) and _RANGE.fullmatch(text[end : match.start()]):
            found[-1] = (found[-1][0], unit, found[-1][2])
        found.append((values, unit, match["digits"] is None))
        end = match.end()
    return {
        (*unit, value)
        for values, unit, written in found
        for value in values
        if as_evidence or not (written and unit == ("number",) and value <= _SMALL)
    }


def _values(match: re.Match[str]) -> list[Decimal]:
    values = from_han(match["han"]) if match["han"] else [from_digits(match["digits"]) if match["digits"] else from_word(match["word"])]
    if match["off"] == "折":
        # 九折, 85折 and 八五折 name what is left to pay.
        left = sum(value / 10**place for place, value in enumerate(values))
        return [100 - (left if left >= 10 else left * 10)]
    times = power_of(match["power"] or "") * (10 if match["off"] else 1)
    return [value * times for value in values]


def _unit(match: re.Match[str]) -> Figure:
    group = match.groupdict()
    if group["percent"] or group["of100"] or group["off"]:
        return ("percent",)
    for prefix, kind in (("before_", "money"), ("after_", "money"), ("in_", "time")):
        for name in _UNITS if prefix == "in_" else _CURRENCIES:
            if group[prefix + name]:
                is_year = name == "year" and (group["digits"] or "").isdigit() and len(group["digits"]) == 4
                return ("number",) if is_year else (kind, name)
    return ("number",)
