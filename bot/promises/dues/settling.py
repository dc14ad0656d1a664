"""A day, a time and a zone as one reading: settled, or a problem with what may be meant. Knows no words."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.promises.dues.hours import narrowed
from bot.promises.dues.parts import Clock, Day, Moment, PartOfDay, Problem, Scene, Vague, Zone
from bot.promises.records import Due, DueReading

_MOST = 4


@dataclass(frozen=True)
class Said:
    """What one expression of time says. `role`: "by", or "around" or "after" when its preposition says so."""

    day: Day | Moment | Vague | None = None
    clock: Clock | None = None
    part: PartOfDay | None = None
    zone: Zone | None = None
    role: str = "by"


def settle(said: Said, scene: Scene, words: str) -> DueReading:
    """The one due date that is meant, or a problem and what may be meant."""
    if isinstance(said.day, Vague):
        return DueReading(problem="vague", words=words)
    if isinstance(said.day, Moment):
        return _moment(said.day, scene, words)
    times = _times(said)
    zone = ZoneInfo(said.zone.name) if said.zone and said.zone.name else scene.zone
    day = said.day or _day_of(times, said.part, zone, scene)
    loose = said.role == "around" and (said.clock is not None or said.part is not None)
    problem: Problem = day.problem or ("ambiguous" if len(times) > 1 or (said.role != "by" and not loose) else "")
    if times and said.zone and said.zone.name is None:
        problem = problem or "ambiguous"
    return _reading([_due(each, clock, zone, scene) for each in day.days for clock in times or (None,)], problem, scene, words)


def _times(said: Said) -> tuple[time, ...]:
    """Times of day that may be meant; none when the date alone counts."""
    clock = said.clock or (said.day.clock if isinstance(said.day, Day) else None)
    part = said.part or (said.day.part if isinstance(said.day, Day) else None)
    if clock is None or said.role == "around":
        return ()
    return narrowed(clock.times, part.half if part else "")


def _due(day: date, clock: time | None, zone: ZoneInfo, scene: Scene) -> Due:
    """A day and time there as a due date here."""
    if clock is None or zone is scene.zone:
        return Due(day, clock, scene.zone.key)
    local = datetime.combine(day, clock, zone).astimezone(scene.zone)
    return Due(local.date(), local.time(), scene.zone.key)


def _reading(dues: list[Due], problem: Problem, scene: Scene, words: str) -> DueReading:
    dues = sorted(dues, key=lambda due: (due.day, due.time or time.max))
    ahead = [due for due in dues if not _gone(due, scene)]
    if not problem and len(dues) == 1 and ahead:
        return DueReading(due=ahead[0], words=words)
    if dues and not ahead and problem in ("", "ambiguous"):
        problem = "past"
        ahead = [Due(due.day + timedelta(days=1), due.time, due.zone) for due in dues if due.day == scene.today]
    return DueReading(problem=problem or "ambiguous", readings=tuple(dict.fromkeys(ahead))[:_MOST], words=words)


def _gone(due: Due, scene: Scene) -> bool:
    return due.day < scene.today if due.time is None else due.instant() < scene.now.astimezone(UTC)


def _moment(moment: Moment, scene: Scene, words: str) -> DueReading:
    """To the minute. A time in the hour that a clock change repeats keeps its fold, and so its instant."""
    local = moment.at.astimezone(scene.zone)
    due = Due(local.date(), local.time().replace(second=0, microsecond=0), scene.zone.key)
    if moment.written and _gone(due, scene):
        return DueReading(problem="past", words=words)
    return DueReading(due=due, words=words)


def _day_of(times: tuple[time, ...], part: PartOfDay | None, zone: ZoneInfo, scene: Scene) -> Day:
    """The day of a time or part of a day without one: today, or tomorrow when it has passed."""
    if not times:
        return _day_of_part(part, scene)
    now = scene.now.astimezone(zone)
    days = sorted({now.date() + timedelta(days=_due(now.date(), each, zone, scene).instant() <= scene.now) for each in times})
    return Day(tuple(days), "" if len(days) == 1 else "ambiguous")


def _day_of_part(part: PartOfDay | None, scene: Scene) -> Day:
    """Said in the morning, "in the morning" may be today's or tomorrow's."""
    hour, tomorrow = scene.now.astimezone(scene.zone).hour, scene.today + timedelta(days=1)
    if part is None or (hour < part.over and part.half != "am"):
        return Day((scene.today,))
    return Day((scene.today, tomorrow), "ambiguous") if hour < part.over else Day((tomorrow,))
