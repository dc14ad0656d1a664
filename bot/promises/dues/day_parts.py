"""Parts of a day: morning, EOD, 下班前, noon, tonight, 明早. They are no times, but tell which half of the day a time is in."""

from dataclasses import replace
from datetime import time, timedelta

from bot.promises.dues.calendar import coming
from bot.promises.dues.grammar import Found, rule, value
from bot.promises.dues.hours import NOON
from bot.promises.dues.parts import Clock, Day, Meaning, PartOfDay, Scene

_PARTS: dict[str, PartOfDay] = {
    "morning": PartOfDay("am", 12),
    "afternoon": PartOfDay("pm", 18),
    "evening": PartOfDay("night"),
    "night": PartOfDay("night"),
    "small_hours": PartOfDay("am", 6),
    "eod": PartOfDay("pm"),
    "lunch": PartOfDay("noon", 14),
    "midnight": PartOfDay("night"),
}
_TODAY = {"this_morning": "morning", "this_afternoon": "afternoon", "tonight": "evening", "today_later": "eod"}


def _part(found: Found, scene: Scene) -> Meaning:
    said = value(found, "PART", str)
    return Day((scene.today,), part=_PARTS[_TODAY[said]]) if said in _TODAY else _PARTS[said]


def _weak_part(found: Found, _: Scene) -> Meaning:
    return replace(_PARTS[value(found, "PART_WEAK", str)], weak=2)


def _half(found: Found, _: Scene) -> Meaning:
    """Reads "Friday pm"."""
    return replace(_PARTS["morning" if value(found, "AMPM", str) == "am" else "afternoon"], weak=2)


def _day_and_part(found: Found, scene: Scene) -> Meaning:
    """明早, "morgen früh"."""
    days, _, part = value(found, "DAYPART", str).partition(" ")
    return Day((scene.today + timedelta(days=int(days)),), part=_PARTS[part])


def _weekday_and_part(found: Found, scene: Scene) -> Meaning:
    """Freitagvormittag."""
    weekday, _, part = value(found, "WD_PART", str).partition(" ")
    return Day((coming(scene.today, int(weekday)),), bare=int(weekday), part=_PARTS[part])


def _noon(_: Found, __: Scene) -> Meaning:
    return Clock((time(NOON),), noon=True)


RULES = (
    rule("NOON", _noon),
    rule("PART", _part),
    rule("PART_WEAK", _weak_part),
    rule("AMPM", _half),
    rule("DAYPART", _day_and_part),
    rule("WD_PART", _weekday_and_part),
)
