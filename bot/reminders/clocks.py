"""Local time: lengths such as "3d", quiet hours, and the slot of a day. Knows zones, nobody and nothing to remind of.

Our own, since APScheduler's cron skips days and doubles hours around clock changes.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def length(text: str) -> timedelta:
    """ "3d", "2h" or "0m" as a length. Raises ValueError."""
    if len(text) < 2 or text[-1] not in _UNITS or not text[:-1].isdecimal():
        raise ValueError(f"not a length of time: {text!r}")
    return timedelta(**{_UNITS[text[-1]]: int(text[:-1])})


def zone_of(*names: str) -> ZoneInfo:
    """The first of these zones that there is; else UTC."""
    for name in names:
        try:
            return ZoneInfo(name)
        except (ValueError, OSError, KeyError):  # unknown names, empty ones, and paths that lead elsewhere
            continue
    return ZoneInfo("UTC")


def slot(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The one instant, in UTC, at which it is `at` o'clock on this day: the first of two, and where a clock change skips it,
    as much later."""
    return datetime.combine(day, at.replace(fold=0), zone).astimezone(UTC)


def after_quiet(at: datetime, quiet_hours: tuple[str, ...], zone: ZoneInfo) -> datetime:
    """`at` itself, or the end of the quiet hours that it lies in. `quiet_hours`: two times, the second may be on the next day."""
    quiet = _quiet_around(at, quiet_hours, zone)
    return max(quiet[1], at) if quiet else at


def before_quiet(at: datetime, quiet_hours: tuple[str, ...], zone: ZoneInfo) -> datetime:
    """`at` itself, or the begin of the quiet hours that it lies in."""
    quiet = _quiet_around(at, quiet_hours, zone)
    return min(quiet[0], at) if quiet else at


def _quiet_around(at: datetime, quiet_hours: tuple[str, ...], zone: ZoneInfo) -> tuple[datetime, datetime] | None:
    """Begin and end of the quiet hours around an instant; None when it lies in none, or there are none."""
    if len(quiet_hours) != 2 or quiet_hours[0] == quiet_hours[1]:
        return None
    begin, end = (time.fromisoformat(text) for text in quiet_hours)
    local = at.astimezone(zone)
    now, today = local.time(), local.date()
    if begin < end:
        return (slot(today, begin, zone), slot(today, end, zone)) if begin <= now < end else None
    if now >= begin:
        return slot(today, begin, zone), slot(today + timedelta(days=1), end, zone)
    if now < end:
        return slot(today - timedelta(days=1), begin, zone), slot(today, end, zone)
    return None


def is_working(day: date, working_days: tuple[str, ...]) -> bool:
    """Is this weekday among them?"""
    return WEEKDAYS[day.weekday()] in working_days
