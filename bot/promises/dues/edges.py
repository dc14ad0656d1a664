"""The prepositions and suffixes around an expression of time, and whether it counts at all with them. Knows no dates."""

import itertools

from bot.promises.dues.groups import Group
from bot.promises.dues.parts import Lexeme, Passed, Zone

_OPENING = frozenset(["PREP", "PREP_DAY", "LATEST", "IN", "AGO", "BETWEEN", "FROM"])
_CLOSING = frozenset(["SUFFIX", "LATEST", "INSIDE", "LATER"])
_WEAK_CLOCK_ROLES = frozenset(["by", "at", "before", "until", "around"])
_BACK = 12
"""Lexemes before a number in which "reduce" or "price" makes it an amount."""


def widen(group: Group, lexemes: list[Lexeme], after: int, before: int) -> None:
    """Take in the prepositions in front and the suffixes behind."""
    first = group.first
    while group.first > after and group.first > first - 4 and lexemes[group.first - 1].kind in (*_OPENING, "THE"):
        group.first -= 1
    while lexemes[group.first].kind == "THE" and group.first < first:
        group.first += 1
    group.roles |= {str(lexeme.value) for lexeme in lexemes[group.first : first] if lexeme.kind in _OPENING}
    if any(lexeme.kind == "FROM" for lexeme in lexemes[group.first : first]):
        group.roles.add("after")
    if group.clock and group.zone is None and group.last + 1 < before and _is_unknown_zone(lexemes[group.last : group.last + 2]):
        group.zone, group.last = Zone(None), group.last + 2
    while group.last < before and lexemes[group.last].kind in _CLOSING:
        group.roles.add("after" if lexemes[group.last].kind == "LATER" else str(lexemes[group.last].value))
        group.last += 1
    marks = [lexeme.value for lexeme in lexemes[group.first : group.last + 1] if lexeme.kind == "PAREN"]
    if group.last < before and marks == ["(", ")"] and lexemes[group.last].kind == "PAREN":
        group.last += 1
    group.pieces = [(group.first, group.last)]


def _is_unknown_zone(two: list[Lexeme]) -> bool:
    """Is it "Ulaanbaatar time" behind a time: a zone, though no table has it?"""
    return two[0].kind == "X" and two[0].end - two[0].start <= 16 and two[1].kind in ("TIMES", "ZTIME")


def counts(group: Group, lexemes: list[Lexeme]) -> bool:
    """Can it be a due date at all?"""
    if isinstance(group.day, Passed) or "since" in group.roles or (group.day, group.clock, group.part) == (None, None, None):
        return False
    before = lexemes[group.first - 1].kind if group.first else ""
    if before == "NEG" or (before == "REFERENCE" and group.roles <= {"on"}):
        return False  # "not Friday", "as discussed on Friday"
    if not group.clock and _is_another_word(group, lexemes):
        return False
    weak = group.weak()
    if weak == 1 and group.clock:
        some = {lexeme.kind for lexeme in lexemes[max(0, group.first - _BACK) : group.first]}
        return bool(group.roles & _WEAK_CLOCK_ROLES) and not ("AMOUNT" in some and "at" not in group.roles)
    return weak == 0 or (weak == 1 and bool(group.roles - {"at", "in", "within"}))


def _is_another_word(group: Group, lexemes: list[Lexeme]) -> bool:
    """ "In the sun", and "sat" said alone: what is short for a weekday too."""
    kinds = [lexeme.kind for lexeme in lexemes[max(0, group.first - 1) : group.last]]
    after_article = any(pair == ("THE", "WD_WEAK") for pair in itertools.pairwise(kinds))
    return after_article or (group.last <= 1 and kinds[:1] == ["WD_WEAK"] and group.last == len(lexemes))
