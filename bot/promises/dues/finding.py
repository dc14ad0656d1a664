"""`find_dues`: every expression of time in a text that can be a due date."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.promises.dues import (
    clocks,
    day_parts,
    month_days,
    month_ends,
    nth_days,
    numeric_dates,
    open_spans,
    periods,
    spans,
    vague,
    weekdays,
    whole_weeks,
    zones,
)
from bot.promises.dues.grammar import parts_of
from bot.promises.dues.groups import Group
from bot.promises.dues.joining import joined
from bot.promises.dues.lexing import lexed
from bot.promises.dues.orders import Order
from bot.promises.dues.parts import Lexeme, Passed, Scene
from bot.promises.dues.settling import Said, settle
from bot.promises.records import DueReading

_RULES = (
    *spans.RULES,
    *open_spans.RULES,
    *month_days.RULES,
    *weekdays.RULES,
    *nth_days.RULES,
    *whole_weeks.RULES,
    *month_ends.RULES,
    *periods.RULES,
    *numeric_dates.RULES,
    *clocks.RULES,
    *day_parts.RULES,
    *zones.RULES,
    *vague.RULES,
)


@dataclass(frozen=True)
class FoundDue:
    """One expression of time, from `start` to `end` in the text. `pieces`: the spans that are really about time, when other words
    stand between them ("on Friday I'll send it by 5pm"); a caller that cuts dates out of a text cuts the pieces."""

    start: int
    end: int
    reading: DueReading
    pieces: tuple[tuple[int, int], ...] = ()


def find_dues(text: str, now: datetime, zone: str, language: str, order: Order) -> tuple[FoundDue, ...]:
    """All expressions of time that can be due dates, in order, reckoned from `now` (aware) in `zone` (IANA). Never raises on a text."""
    local = ZoneInfo(zone)
    scene = Scene(now, local, language, order, now.astimezone(local).date())
    lexemes = lexed(text, language)
    groups = joined(lexemes, parts_of(lexemes, _RULES, scene))
    return tuple(found for group in groups if (found := _found(group, lexemes, text, scene)))


def _found(group: Group, lexemes: list[Lexeme], text: str, scene: Scene) -> FoundDue | None:
    if isinstance(group.day, Passed):
        return None
    pieces = tuple((lexemes[first].start, lexemes[last - 1].end) for first, last in group.pieces)
    words = " … ".join(text[start:end] for start, end in pieces)
    try:
        reading = settle(Said(group.day, group.clock, group.part, group.zone, group.role()), scene, words)
    except (OverflowError, ValueError):  # beyond the calendar
        reading = DueReading(problem="impossible", words=words)
    return FoundDue(pieces[0][0], pieces[-1][1], reading, pieces)
