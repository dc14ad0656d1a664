"""A time that stands apart from its day in one clause: 周五把报价发给客户，下午三点前."""

from bot.promises.dues.groups import Group
from bot.promises.dues.parts import Day, Lexeme

_APART = 14
"""Lexemes between a day and its time."""


def together_in_clause(groups: list[Group], lexemes: list[Lexeme]) -> list[Group]:
    """Join a time with the day that stands apart from it in the same clause."""
    kept: list[Group] = []
    for group in groups:
        if kept and _belong(kept[-1], group, lexemes):
            _merge(kept[-1], group)
        else:
            kept.append(group)
    return kept


def _belong(before: Group, group: Group, lexemes: list[Lexeme]) -> bool:
    between = {lexeme.kind for lexeme in lexemes[before.last : group.first]}
    if group.first - before.last > _APART or "STOP" in between:
        return False
    if _is_day(before) and _is_time(group):
        return "AND" not in between
    return _is_time(before) and _is_day(group) and not {"AND", "COMMA"} & between


def _is_day(group: Group) -> bool:
    return isinstance(group.day, Day) and group.clock is None and group.part is None and group.day.part is None


def _is_time(group: Group) -> bool:
    return group.day is None and (group.clock is not None or (group.part is not None))


def _merge(before: Group, group: Group) -> None:
    before.day, before.clock = before.day or group.day, before.clock or group.clock
    before.part, before.zone = before.part or group.part, before.zone or group.zone
    before.roles |= group.roles
    before.pieces += group.pieces
    before.last = group.last
