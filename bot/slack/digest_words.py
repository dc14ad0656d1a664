"""What is typed after /digest, read: a wish with its value. English and Chinese; knows no settings."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Literal

from bot.reminders.clocks import WEEKDAYS

WishName = Literal[
    "show", "now", "on", "off", "time", "days", "language", "weekly", "weekly on", "weekly off",
    "calendar", "calendar new", "calendar off", "hide", "name", "help", "",
]  # fmt: skip
"""What a person may want; "" for what cannot be read."""


@dataclass(frozen=True)
class Wish:
    """`value` belongs to "time" (a time), "days" (out of "mon" to "sun") and "language" ("en", "zh" or "" for automatic)."""

    name: WishName
    value: time | tuple[str, ...] | str | None = None


_WORDS: Mapping[WishName, tuple[str, ...]] = {
    "show": ("", "settings", "show", "设置", "設定"),
    "now": ("now", "today", "现在", "現在", "今天", "立即"),
    "on": ("on", "start", "开", "開", "打开", "开启", "開啟"),
    "off": ("off", "stop", "关", "關", "关闭", "關閉", "停"),
    "weekly": ("weekly", "week", "周报", "週報"),
    "weekly on": ("weekly on", "周报 开", "周报开", "週報 開"),
    "weekly off": ("weekly off", "周报 关", "周报关", "週報 關"),
    "calendar": ("calendar", "ics", "日历", "日曆"),
    "calendar new": ("calendar new", "日历 新", "日历 新建", "日曆 新"),
    "calendar off": ("calendar off", "日历 关", "日历关", "日曆 關"),
    "hide": ("calendar hide customers", "hide customers", "隐藏客户", "日历 隐藏客户", "隱藏客戶"),
    "name": ("calendar show customers", "show customers", "显示客户", "日历 显示客户", "顯示客戶"),
    "help": ("help", "?", "帮助", "幫助"),
}
_PLAIN = {word: name for name, words in _WORDS.items() for word in words}
_TIME = re.compile(r"(?:time|at|时间|時間)\s*(.*)")
_DAYS = re.compile(r"(?:days?|工作日|日子|天)\s*(.*)")
_LANGUAGE = re.compile(r"(?:language|lang|语言|語言)\s*(.*)")
_CLOCK = re.compile(r"(上午|早上|下午|晚上)?\s*(\d{1,2})(?:\s*[:.点點时時]\s*(\d{2}|半)?\s*分?)?\s*(am|pm)?")
_LANGUAGES = {
    **dict.fromkeys(("zh", "chinese", "中文", "简体中文", "汉语"), "zh"),
    **dict.fromkeys(("en", "english", "英文", "英语"), "en"),
    **dict.fromkeys(("auto", "automatic", "slack", "自动", "自動"), ""),
}
_ALL_WEEK = frozenset({"every day", "all", "daily", "每天", "天天"})
_WORKDAYS = frozenset({"weekdays", "workdays", "working days", "工作日"})
_CHINESE_DAYS = {**dict(zip("一二三四五六日", WEEKDAYS, strict=True)), "天": "sun"}
_DAY = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)[a-z]*")
_CHINESE_DAY = re.compile(r"(?:周|星期|礼拜|週)?([一二三四五六日天])")
_TO = re.compile(r"\s*(?:-|–|—|~|to|至|到)\s*")
_BETWEEN = re.compile(r"\s*(?:,|、|;|/|and|和|\s)\s*")


def read_wish(text: str) -> Wish:
    """What the person wants."""
    words = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if words in _PLAIN:
        return Wish(_PLAIN[words])
    for name, pattern, read in (("time", _TIME, read_time), ("days", _DAYS, read_days), ("language", _LANGUAGE, _LANGUAGES.get)):
        found = pattern.fullmatch(words)
        if found and (value := read(found[1].strip())) is not None:
            return Wish(name, value)  # type: ignore[arg-type]
    bare = read_time(words)
    return Wish("time", bare) if bare is not None and not words.isdecimal() else Wish("")


def read_time(words: str) -> time | None:
    """ "8:30", "8.30", "5 pm", "17", "8点半", "下午5点"; None for anything else."""
    found = _CLOCK.fullmatch(words)
    if not found:
        return None
    part, hour, minute, half = found[1], int(found[2]), found[3], found[4]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif part in ("下午", "晚上"):
        if hour == 12 and part == "晚上":
            return None  # midnight, of which day?
        hour += 12 if hour < 12 else 0
    minutes = 30 if minute == "半" else int(minute or 0)
    return time(hour, minutes) if hour < 24 and minutes < 60 else None


def read_days(words: str) -> tuple[str, ...] | None:
    """ "mon-fri", "mon, wed", "every day", "周一至周五", "一三五"; None for anything else, and for none at all."""
    if words in _ALL_WEEK:
        return WEEKDAYS
    if words in _WORKDAYS:
        return WEEKDAYS[:5]
    ends = [_day(each) for each in _TO.split(words)]
    if len(ends) == 2 and ends[0] is not None and ends[1] is not None:
        first, last = WEEKDAYS.index(ends[0]), WEEKDAYS.index(ends[1])
        return tuple(WEEKDAYS[n % 7] for n in range(first, last + (1 if last >= first else 8)))
    if re.fullmatch(f"(?:{_CHINESE_DAY.pattern}[、,和\\s]*)+", words):
        named: list[str | None] = [_CHINESE_DAYS[each] for each in _CHINESE_DAY.findall(words)]
    else:
        named = [_day(each) for each in _BETWEEN.split(words)]
    if None in named or not named:
        return None
    return tuple(day for day in WEEKDAYS if day in named)


def _day(word: str) -> str | None:
    if found := _DAY.fullmatch(word.strip()):
        return found[1]
    found = _CHINESE_DAY.fullmatch(word.strip())
    return _CHINESE_DAYS[found[1]] if found else None
