"""Parts that stand together, or apart in one clause, as one expression: "at 5pm on Friday", 周五 … 下午三点前."""

from dataclasses import replace

from bot.promises.dues.agreeing import either, same
from bot.promises.dues.apart import together_in_clause
from bot.promises.dues.edges import counts, widen
from bot.promises.dues.groups import Group, begun, put
from bot.promises.dues.parts import Clock, Day, Lexeme, Moment, Part, PartOfDay, Passed, Vague, Zone

_WORDS = frozenset(["PREP", "PREP_DAY", "LATEST", "OF", "THE", "A", "SUFFIX", "OR", "IN", "TO", "END", "BETWEEN", "AND"])
_GLUE = _WORDS | frozenset(["COMMA", "DASH", "PAREN", "DOT", "QUOTE", "COLON", "SLASH"])
"""Kinds of small words and marks that may stand within one expression."""
_LISTING = frozenset(["OR", "TO", "DASH", "SLASH", "until", "latest", "、"])
"""Kinds and values that part the days of a list or range."""
_ROLES = frozenset(["by", "before", "until", "on", "latest"])


def joined(lexemes: list[Lexeme], parts: list[Part]) -> list[Group]:
    """Groups of parts, in order, without those that cannot be due dates."""
    groups: list[Group] = []
    for number, part in enumerate(parts):
        if not groups or _opens_another(groups[-1], parts[number : number + 2]) or not _together(groups[-1], part, lexemes):
            groups.append(begun(part))
    for number, group in enumerate(groups):
        widen(
            group,
            lexemes,
            groups[number - 1].last if number else 0,
            groups[number + 1].first if number + 1 < len(groups) else len(lexemes),
        )
    return together_in_clause([group for group in groups if counts(group, lexemes)], lexemes)


def _opens_another(group: Group, two: list[Part]) -> bool:
    """A second time that has a day of its own behind it: "3pm tomorrow, 5pm Friday"."""
    own_day = len(two) == 2 and isinstance(two[1].meaning, Day) and two[1].first - two[0].last <= 1
    return group.clock is not None and group.day is not None and isinstance(two[0].meaning, Clock) and own_day


def _together(group: Group, part: Part, lexemes: list[Lexeme]) -> bool:
    """Let a part join the group before it when only small words stand between and its place is free or it agrees."""
    if group.zone and group.zone.after and group.day is None and group.clock is None and not isinstance(part.meaning, Clock):
        return False  # a zone's short name without a time is some other word
    between = lexemes[group.last : part.first]
    if _is_amount(group, lexemes) and any(lexeme.kind == "PREP" for lexeme in between):
        return False  # "send 2 on Friday"
    kinds = {lexeme.kind for lexeme in between}
    if "AND" in kinds and group.first and lexemes[group.first - 1].kind == "BETWEEN":
        kinds = kinds - {"AND"} | {"OR"}
    if len(between) > 4 or not kinds <= _GLUE or not _join(group, part, between, kinds):
        return False
    group.roles |= {str(lexeme.value) for lexeme in between if lexeme.kind in ("PREP", "SUFFIX")}
    group.last = part.last
    return True


def _is_amount(group: Group, lexemes: list[Lexeme]) -> bool:
    """A number that no preposition makes an hour."""
    first = not group.first or lexemes[group.first - 1].kind not in ("PREP", "LATEST")
    return group.day is None and group.clock is not None and group.clock.figure and first


def _join(group: Group, part: Part, between: list[Lexeme], kinds: set[str]) -> bool:
    new = part.meaning
    if isinstance(group.day, Passed):
        return not isinstance(new, Vague | Moment | Passed) and not kinds & ({"COMMA", "PREP"} if isinstance(new, Day) else {"COMMA"})
    if isinstance(new, Passed) and isinstance(group.day, Day | None) and not kinds:
        group.day = new
        return True
    if "AND" in kinds or isinstance(new, Passed | Moment) or isinstance(group.day, Moment):
        return False
    if isinstance(new, Vague):
        return isinstance(group.day, Day) and not group.day.problem and not kinds
    if isinstance(new, Day) and isinstance(group.day, Vague):
        group.day = new
        return True
    if isinstance(new, Day) and isinstance(group.day, Day):
        return _join_day(group, group.day, new, kinds | {str(lexeme.value) for lexeme in between})
    return _join_time(group, part, kinds)


def _join_day(group: Group, day: Day, new: Day, marks: set[str]) -> bool:
    """A second day beside the first: the same one, or one of a list."""
    if day.weak and not new.weak and marks & _ROLES:
        return False  # "valves 3/8 to 5/8 by Friday"
    listed = group.choice or bool(marks & _LISTING) or (not marks and None not in (day.bare, new.bare))
    joint = either(day, new) if listed else same(day, new, apart="COMMA" in marks)
    group.day, group.choice = joint or day, listed
    return joint is not None


def _join_time(group: Group, part: Part, kinds: set[str]) -> bool:
    new = part.meaning
    if isinstance(new, Zone) and (group.zone or (new.after and (kinds - {"PAREN", "DOT"} or (group.clock is None and group.part is None)))):
        return bool(group.zone and group.clock and len(group.clock.times) > 1)
    if isinstance(new, Clock) and group.clock:
        if group.clock.noon:
            group.clock, group.part = new, PartOfDay("noon", 14)
            return True
        if not kinds & {"OR", "SLASH"} and group.day is None:
            return False  # else a second time for the same day is a question
        group.clock = replace(new, times=tuple(sorted({*group.clock.times, *new.times})))
        return True
    if isinstance(new, PartOfDay) and group.part:
        if group.part.half or not new.half:
            return new.half == group.part.half
        group.part = new
        return True
    put(group, part)
    return True
