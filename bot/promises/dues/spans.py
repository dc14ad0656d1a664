"""Spans from now: today, tomorrow, "in 3 days", 两周内, "within 48 hours", 3个工作日内, "in a month"."""

from datetime import UTC, date, timedelta

from bot.promises.dues.calendar import after_months, after_working_days, unsure
from bot.promises.dues.grammar import Found, Rule, has, number, rule, value, values
from bot.promises.dues.parts import Day, Decimal, Meaning, Moment, Passed, Scene

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MINUTES = {"hour": 60, "quarter hour": 15, "minute": 1}
_MOST = 10_000
"""Units that a person may promise ahead; more is a slip."""


def _day(found: Found, scene: Scene) -> Meaning:
    return Day((scene.today + timedelta(days=number(found, "DAY")),))


def _span(found: Found, scene: Scene) -> Meaning | None:
    if values(found, "HAO", str) == ["day"] or values(found, "PREP", str) not in ([], ["until"]):
        return None
    return after(scene, unit_of(found), *counts_of(found))


def unit_of(found: Found) -> str:
    """The unit said; 日 and "h" count days and hours here, 時間 hours, 分 minutes."""
    for kind, unit in (
        ("KE", "quarter hour"),
        ("UNIT", ""),
        ("HOUR_SIGN", "hour"),
        ("HAO", "day"),
        ("ZTIME", "hour"),
        ("FEN", "minute"),
        ("NIAN", "year"),
    ):
        if has(found, kind):
            return unit or value(found, "UNIT", str).removeprefix("half ")
    raise ValueError("no unit")


def counts_of(found: Found) -> list[float]:
    """Numbers said: "3", "3-5", "2 or 3", "one and a half", "half"; 个半小时 adds a half too."""
    counts: list[float] = []
    for at, (kind, said, _, _) in enumerate(found):
        if kind == "NUM" and isinstance(said, int):
            counts.append(said)
        elif kind == "A" and not counts and found[at + 1].kind != "HALF":
            counts.append(1)
        elif kind == "ONE_AND_HALF":
            counts.append(1.5)
        elif isinstance(said, Decimal):
            counts.append(said.whole + said.rest / 10**said.width)
        elif kind == "RANGE" and isinstance(said, tuple):
            counts += said
        elif kind == "HALF":
            counts = [counts[0] + 0.5] if counts else [0.5]
    and_a_half = any(unit.startswith("half ") for unit in values(found, "UNIT", str))
    return [count + 0.5 for count in counts] if and_a_half else counts


def after(scene: Scene, unit: str, *counts: float) -> Meaning | None:
    """That long after now: a moment for hours and minutes, else a day; several counts are several readings."""
    if not counts or not 0 <= min(counts) <= max(counts) <= _MOST * 60:
        return None
    if unit in _MINUTES:
        moments = [
            (scene.now.astimezone(UTC) + timedelta(minutes=round(count * _MINUTES[unit]))).astimezone(scene.zone) for count in counts
        ]
        return Moment(moments[0]) if len(moments) == 1 else unsure("ambiguous", *(each.date() for each in moments), today=scene.today)
    if any(count != int(count) for count in counts):
        return _fraction(scene, unit, counts[0])
    days = {_days_after(scene.today, unit, int(count)) for count in counts}
    return Day(tuple(days)) if len(days) == 1 else unsure("ambiguous", *days, today=scene.today)


def _days_after(today: date, unit: str, count: int) -> date:
    if unit == "workday":
        return after_working_days(today, count) if count else today
    if unit in _MONTHS:
        return after_months(today, count * _MONTHS[unit])
    return today + timedelta(days=count * _DAYS[unit])


def _fraction(scene: Scene, unit: str, count: float) -> Meaning:
    """Half a year is six months; half a day, a week and a half and the like are a question."""
    today, whole = scene.today, int(count)
    if unit == "year" and (count * 12).is_integer():
        return Day((after_months(today, int(count * 12)),))
    if unit == "month":
        return unsure("ambiguous", after_months(today, whole) + timedelta(days=15), today=today)
    if unit == "week":
        return unsure("ambiguous", *(today + timedelta(weeks=whole, days=days) for days in (3, 4)), today=today)
    return unsure("ambiguous", _days_after(today, unit, whole), _days_after(today, unit, whole + 1), today=today)


def _counted(found: Found, scene: Scene) -> Meaning | None:
    """2、3日, 两、三天内: two or three."""
    if values(found, "COMMA", str) != ["、"] or values(found, "HAO", str) == ["day"] or (has(found, "HAO") and scene.language != "ja"):
        return None
    return after(scene, unit_of(found), *counts_of(found))


def _compound(found: Found, scene: Scene) -> Meaning | None:
    """Reads "in 1 hour 30 minutes", "in 2 days and 3 hours"."""
    minutes = {**_MINUTES, **{unit: days * 1440 for unit, days in _DAYS.items()}}
    units = [lexeme.value for lexeme in found if lexeme.kind == "UNIT"] + ["minute"] * has(found, "FEN")
    lengths = [minutes[unit] for unit in units if unit in minutes]
    counts = counts_of(found)
    if len(lengths) != 2 or len(counts) != 2 or lengths[0] <= lengths[1] or max(counts) > _MOST:
        return None
    return after(scene, "minute", counts[0] * lengths[0] + counts[1] * lengths[1]) if lengths[1] < 1440 else None


def _within_the(found: Found, scene: Scene) -> Meaning | None:
    """Reads "within the hour", "within the day"."""
    unit = value(found, "UNIT", str)
    return after(scene, unit, 1) if unit == "hour" else Day((scene.today,)) if unit == "day" else None


def _from_day(found: Found, scene: Scene) -> Meaning | None:
    """Reads "A week from tomorrow"."""
    if values(found, "PREP", str) not in ([], ["on"]):
        return None
    first = scene.today + timedelta(days=number(found, "DAY"))
    unit, counts = unit_of(found), counts_of(found)
    return Day((_days_after(first, unit, int(counts[0])),)) if unit not in _MINUTES and 0 <= counts[0] <= _MOST else None


def _next(found: Found, scene: Scene) -> Meaning | None:
    """Reads "next business day"."""
    unit = value(found, "UNIT", str)
    return Day((_days_after(scene.today, unit, 1),)) if unit == "workday" else None


def _passed(_: Found, __: Scene) -> Meaning:
    return Passed()


COUNT = "(NUM|DECIMAL|RANGE|A|ONE_AND_HALF)"
MORE = "((OR|TO|DASH|AND|PREP|THE) (NUM|A? HALF))?"
UNIT = "(UNIT|HOUR_SIGN|FEN|ZTIME|NIAN|KE)"
_AND_HALF = "(AND A? HALF)?"
RULES: tuple[Rule, ...] = (
    rule("DAY (MID|INSIDE)?", _day),
    rule("END OF? DAY", _day),
    rule("PAST", _passed),
    rule("EVERY UNIT", _passed),
    rule("PAST OF? (WD|WEEKDAY_OF|DAY)", _passed),
    rule("NUM COMMA NUM (HAO|UNIT) (INSIDE|LATER|SUFFIX)?", _counted),
    rule(f"IN THE? {COUNT} {MORE} HALF? {UNIT} {_AND_HALF} (QUOTE? TIMES|INSIDE|LATER)?", _span),
    rule(f"IN THE? (A|NUM) {UNIT} OR NUM", _span),
    rule("IN (NUM|A) UNIT AND? NUM UNIT", _compound),
    rule("NUM UNIT AND? NUM (UNIT|FEN) (INSIDE|LATER)", _compound),
    rule("NUM UNIT QUOTE? TIMES", _span),
    rule("IN (A? HALF|HALF A) OF? A? UNIT", _span),
    rule(f"{COUNT} {MORE} HALF? {UNIT} {_AND_HALF} HALF? (LATER|INSIDE)", _span),
    rule("(NUM|RANGE) HAO (INSIDE|LATER)", _span),
    rule("HALF (UNIT|NIAN) (LATER|INSIDE)", _span),
    rule("NUM UNIT LATE", _span),
    rule(f"IN THE? NUM PAREN NUM PAREN {UNIT}", _span),
    rule("IN THE UNIT", _within_the),
    rule("(A|NUM) UNIT DAY", _from_day),
    rule("(A|NUM) UNIT FROM DAY", _from_day),
    rule("(A|NUM) UNIT (PREP|OF) DAY", _from_day),
    rule("NEXT UNIT", _next),
    rule("NEXT NUM UNIT", _next),
    rule("AGO (A|NUM|FEW) UNIT", _passed),
)
