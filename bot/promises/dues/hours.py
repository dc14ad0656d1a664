"""Hours of the day: which of the two a clock face means. Knows no words."""

from datetime import time

from bot.promises.dues.parts import Clock

NOON = 12


def clock(hour: int, minute: int, half: str = "", clear: bool = False) -> Clock | None:
    """The time said: one when it is clear or a half of the day is known, two when it may be either. 24:00 is the end of the day."""
    if (hour, minute) == (24, 0):
        return Clock()
    if not (0 <= hour < 24 and 0 <= minute < 60):
        return None
    if half:
        return Clock(in_half(hour, minute, half))
    if clear or hour > NOON or hour == 0:
        return Clock((time(hour, minute),))
    return Clock((time(hour % 12, minute), time(hour % 12 + 12, minute)))


def in_half(hour: int, minute: int, half: str) -> tuple[time, ...]:
    """The time in that half of the day; none for twelve at night, the end of the day, which a date alone already says."""
    if hour > NOON or hour == 0:
        return (time(hour, minute),)
    if half == "noon":
        return (time(hour if hour >= 10 else hour + 12, minute),)
    if half == "night" and hour == NOON:
        return ()
    after_noon = half == "pm" or (half == "night" and hour >= 5)
    return (time(hour % 12 + (12 if after_noon else 0), minute),)


def narrowed(times: tuple[time, ...], half: str) -> tuple[time, ...]:
    """The times that fit a part of the day said beside them."""
    if len(times) != 2 or not half or (half == "night" and 1 <= times[0].hour <= 4):
        return times
    return in_half(times[0].hour or NOON, times[0].minute, half)
