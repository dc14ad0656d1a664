"""Spans that no calendar settles: "within 30 days after receipt", 三天左右, "in a few days", "two days ago"."""

from dataclasses import replace
from datetime import date, timedelta

from bot.promises.dues.calendar import unsure
from bot.promises.dues.grammar import Found, has, number, rule, value, values
from bot.promises.dues.parts import Day, Meaning, Moment, Passed, Scene, Vague
from bot.promises.dues.spans import COUNT, MORE, UNIT, after, counts_of, unit_of


def _about(found: Found, scene: Scene) -> Meaning | None:
    """Reads "in about two weeks": near a day, not on it."""
    counts = counts_of(found)
    meaning = after(scene, unit_of(found), *counts) if value(found, "PREP", str) == "around" else None
    if isinstance(meaning, Moment):
        return unsure("ambiguous", meaning.at.date(), today=scene.today)
    return replace(meaning, problem="ambiguous") if isinstance(meaning, Day) else None


def _event(found: Found, _: Scene) -> Meaning | None:
    """Reads "within 30 days after receipt", 收到定金后30天内: nobody knows when that is."""
    roles = values(found, "PREP", str)
    return Vague() if not roles or roles == ["after"] else None


def _before_event(found: Found, _: Scene) -> Meaning | None:
    """发货前三天."""
    return Vague() if value(found, "SUFFIX", str) == "before" else None


def _vague(_: Found, __: Scene) -> Meaning:
    return Vague()


def _ago_or_about(found: Found, scene: Scene) -> Meaning | None:
    """三天前 is over, 三天左右 is near three days from now, 2027年前 before a year."""
    role = value(found, "SUFFIX", str)
    if role == "around" and not has(found, "NIAN", "FEW"):
        meaning = after(scene, unit_of(found), *counts_of(found))
        days = (meaning.at.date(),) if isinstance(meaning, Moment) else meaning.days if isinstance(meaning, Day) else ()
        return unsure("ambiguous", *days, today=scene.today)
    if role == "before":
        year = values(found, "NUM", int)
        return unsure("ambiguous", date(year[0] - 1, 12, 31), today=scene.today) if year and 1990 <= year[0] <= 2199 else Passed()
    return None


def _ago_in_japanese(found: Found, scene: Scene) -> Meaning | None:
    """5日前 is five days ago in Japanese, by the 5th in Chinese."""
    return Passed() if scene.language == "ja" and value(found, "SUFFIX", str) == "before" else None


def _day_after(_: Found, __: Scene) -> Meaning:
    """Reads "the day after the fair"."""
    return Vague()


def _or_the_day_after(found: Found, scene: Scene) -> Meaning:
    return _days_from(scene, number(found, "DAY", "DAY_CHOICE"))


def _days_from(scene: Scene, ahead: int) -> Day:
    """One day or the next."""
    return unsure("ambiguous", *(scene.today + timedelta(days=days) for days in (ahead, ahead + 1)), today=scene.today)


_SUCH = "(X|EVENT|FILLER|ORD_NOUN)"
RULES = (
    rule(f"IN PREP DOT? {COUNT} {MORE} HALF? {UNIT}", _about),
    rule("DAY_AFTER", _day_after),
    rule("DAY_AFTER THE? (WD|ORD|WEEKDAY_OF|X)", _day_after),
    rule("DAY OR DAY_AFTER", _or_the_day_after),
    rule(f"IN THE? {COUNT} {MORE} {UNIT} (PREP|FROM|OF) (THE|A)? {_SUCH}", _event),
    rule(f"IN THE? {COUNT} {MORE} {UNIT} WHEN", _event),
    rule(f"IN THE? {COUNT} {MORE} {UNIT} (OF|FROM) THE? (EVENT|X)", _event),
    rule("LATER OF? THE? (NUM|RANGE) (UNIT|HAO) (INSIDE|LATER)?", _event),
    rule("SUFFIX (NUM|RANGE) UNIT", _before_event),
    rule("EVENT_BEFORE (X|HAO_NOUN|MEASURE|FILLER)? (NUM|RANGE) UNIT (INSIDE|LATER)?", _vague),
    rule("IN THE? NEXT? FEW UNIT", _vague),
    rule("FEW UNIT (LATER|INSIDE)", _vague),
    rule("(A|NUM|FEW|RANGE) (UNIT|NIAN) SUFFIX", _ago_or_about),
    rule("NIAN (LATER|SUFFIX)", _vague),
    rule("DAY_CHOICE", _or_the_day_after),
    rule("NUM HAO SUFFIX", _ago_in_japanese),
)
