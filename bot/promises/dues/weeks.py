"""周五, 下周三, 这个礼拜天, 下周: weeks and weekdays in Chinese characters, which no list of words can hold. Knows nothing of dates."""

import re

from bot.promises.dues.parts import Lexeme, WeekDay

_WEEK = re.compile(r"(下{1,3}|上{1,3}|本|这|今)?(?:一?个)?(?:周|星期|礼拜)(?:([一二三四五六日天])|([1-7])(?![\d:./点时天年月]))?")
_STARTS = frozenset("下上本这今周星礼")
_COUNTED = re.compile(r"[个件台套家款种份]|[批次](?!前)|天(?:内|之内|后)")
"""Behind a number they count things: 下周三个样品 is three samples next week."""
_OR_NEXT = re.compile(r"[二三四五六日](?![点时个十天月号刻分件台套])")
"""下周三四: Wednesday or Thursday."""
_WEEKDAYS = {character: n for n, character in enumerate("一二三四五六日")} | {"天": 6} | {str(n + 1): n for n in range(7)}


def chinese_week(plain: str, start: int) -> Lexeme | None:
    """The week or weekday that begins here in folded text; None when neither does, or a week that nobody placed."""
    match = _WEEK.match(plain, start) if plain[start : start + 1] in _STARTS else None
    if match is None:
        return None
    ahead, day = match[1], match[2] or match[3]
    if match[2] and day != "天" and (second := _OR_NEXT.match(plain, match.end())) and _WEEKDAYS[second[0]] == _WEEKDAYS[day] + 1:
        return Lexeme("WEEKDAYS_OF", WeekDay(None if ahead is None else _weeks(ahead), _WEEKDAYS[day]), start, second.end())
    if day and (day in "日天" or not _COUNTED.match(plain, match.end())):
        return Lexeme("WEEKDAY_OF", WeekDay(None if ahead is None else _weeks(ahead), _WEEKDAYS[day]), start, match.end())
    end = match.start(2 if match[2] else 3) if day else match.end()
    if ahead is None or ahead == "今" or plain[end : end + 1] == "末":
        return None
    return Lexeme("WEEKS", _weeks(ahead), start, end)


def _weeks(ahead: str) -> int:
    """Weeks from this one: 下下 two ahead, 上 one back."""
    return len(ahead) if ahead[0] == "下" else -len(ahead) if ahead[0] == "上" else 0
