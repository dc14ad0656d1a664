"""Words that promise a time and name none: soon, asap, 尽快; and holidays, whose day people see differently."""

from dataclasses import replace

from bot.promises.dues.calendar import of_year
from bot.promises.dues.grammar import Found, rule, value
from bot.promises.dues.parts import Day, Meaning, Scene, Vague


def _vague(_: Found, __: Scene) -> Meaning:
    return Vague()


def _holiday(found: Found, scene: Scene) -> Meaning:
    """Reads "by Christmas": the 24th for some, the 25th for others."""
    month, _, day = value(found, "HOLIDAY", str).partition("-")
    return replace(of_year(scene.today, int(month), int(day)), problem="ambiguous", weak=1, period=True)


def _movable_holiday(_: Found, __: Scene) -> Meaning:
    return Day((), "vague", weak=1, period=True)


RULES = (
    rule("VAGUE", _vague),
    rule("HOLIDAY", _holiday),
    rule("HOLIDAY_MOVES", _movable_holiday),
)
