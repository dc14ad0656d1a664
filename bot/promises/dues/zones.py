"""Zones named beside a time: "Berlin time", CET, 北京时间, "your time"."""

from bot.promises.dues.grammar import Found, rule, value
from bot.promises.dues.parts import Meaning, Scene, Zone


def _city(found: Found, _: Scene) -> Meaning:
    return Zone(value(found, "ZONE", str))


def _city_alone(found: Found, _: Scene) -> Meaning:
    """Reads "5pm Berlin", when nothing follows: else it may be a name."""
    return Zone(value(found, "ZONE", str), after=True)


def _code(found: Found, _: Scene) -> Meaning:
    name = value(found, "ZONE_CODE", str)
    return Zone(None if name == "unknown" else name, after=len(found) == 1)


def _nobodys(_: Found, __: Scene) -> Meaning:
    return Zone(None)


RULES = (
    rule("ZONE (ZTIME|TIMES)", _city),
    rule("ZTIME ZONE", _city),
    rule("ZONE (?!X|ZONE|EVENT|ORD_NOUN|MEASURE|FILLER)", _city_alone),
    rule("ZONE_CODE", _code),
    rule("ZONE_CODE (ZTIME|TIMES)", _code),
    rule("NOZONE", _nobodys),
)
