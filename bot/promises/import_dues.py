"""A due date as sheets and programs write it: an ISO date with its offset from UTC, with or without the name of a time zone."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.promises.records import Due

FIRST_YEAR, LAST_YEAR = 2000, 2100
_HOUR = timedelta(hours=1)
_ODD_OFFSETS = (
    *("Asia/Kolkata", "Asia/Kathmandu", "Asia/Yangon", "Australia/Darwin", "Australia/Adelaide", "Asia/Tehran", "Asia/Kabul"),
    *("America/St_Johns", "Australia/Eucla", "Pacific/Marquesas", "Pacific/Chatham", "Australia/Lord_Howe"),
)
"""Zones whose offset is no whole number of hours, those with the most people first."""


class Unreadable(ValueError):
    """Why there is no due date: `name` of the sentence, and the values in it."""

    def __init__(self, name: str, **values: object) -> None:
        super().__init__(name)
        self.name = name
        self.values: Mapping[str, object] = values


def read_due(text: str, zone: str = "") -> Due:
    """The due date in the zone that is named, else in one with the same offset. A date alone means the whole day. Raises Unreadable."""
    if not text:
        raise Unreadable("no-due")
    if zone and zone not in _zones():
        raise Unreadable("tz", value=zone)
    day, at = _parse(text)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Unreadable("due-range", value=text, first=FIRST_YEAR, last=LAST_YEAR)
    if at is None or at.tzinfo is None:
        if not zone:
            raise Unreadable("due-offset", value=text)
        return Due(day, at.time().replace(second=0, microsecond=0) if at else None, zone)
    zone = zone or _zone_of(at, text)
    local = at.astimezone(ZoneInfo(zone))
    # A promise is kept to the minute: "23:59:59" means the end of that day, not a minute later.
    return Due(local.date(), local.time().replace(second=0, microsecond=0, fold=0), zone)


def _parse(text: str) -> tuple[date, datetime | None]:
    """The day, and the whole instant when a time is given."""
    try:
        return date.fromisoformat(text), None
    except ValueError:
        pass
    try:
        at = datetime.fromisoformat(text)
    except ValueError as fault:
        name = "due-range" if text.startswith("0000-") else "due"
        raise Unreadable(name, value=text, first=FIRST_YEAR, last=LAST_YEAR) from fault
    return at.date(), at


def _zone_of(at: datetime, text: str) -> str:
    """A zone in which the clock shows this time."""
    offset = at.utcoffset() or timedelta()
    if not offset:
        return "UTC"
    hours, rest = divmod(offset, _HOUR)
    if not rest and -12 <= hours <= 14:
        return f"Etc/GMT{-hours:+d}"  # its names count the other way round
    for name in _ODD_OFFSETS:
        if at.astimezone(ZoneInfo(name)).utcoffset() == offset:
            return name
    raise Unreadable("due-zone", value=text)


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
