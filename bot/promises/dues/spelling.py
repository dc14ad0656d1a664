"""A due date in words, for confirmations: nobody should have to work out which Friday is meant."""

from typing import Literal

from bot.promises.records import Due

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS_ZH = "一二三四五六日"


def spell_due(due: Due, language: Literal["en", "zh"]) -> str:
    """Writes "Friday 27 November 2026, 17:00", "2026年11月27日（周五）17:00"; without the time when the whole day counts."""
    day = due.day
    clock = "" if due.time is None else f"{due.time:%H:%M}"
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日（周{_DAYS_ZH[day.weekday()]}）{clock}"
    words = f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{words}, {clock}" if clock else words
