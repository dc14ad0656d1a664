"""Rules over kinds of lexemes: a rule is a pattern such as "NEXT WEEKDAY" or "IN NUM UNIT" and what it means.

Kinds are the same in all languages, so one rule serves six. Each kind becomes one character and each rule a regular expression over them:
short patterns without nested repeats, so that reading stays linear.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from bot.promises.dues.parts import Lexeme, Meaning, Part, Scene

T = TypeVar("T")
Found = Sequence[Lexeme]
Reader = Callable[[Found, Scene], Meaning | None]
_LONGEST = 14
"""Lexemes that one rule may span."""
_signs: dict[str, str] = {}
_NAME = re.compile(r"[A-Z_]+")


def sign(kind: str) -> str:
    """The one character that stands for a kind."""
    return _signs.setdefault(kind, chr(0xE000 + len(_signs)))


@dataclass(frozen=True)
class Rule:
    """A pattern of kinds and the function that gives its meaning, or None when the values do not fit."""

    pattern: re.Pattern[str]
    read: Reader
    firsts: frozenset[str]


@dataclass(frozen=True)
class _Some:
    """Rules that begin alike, and all of them as one expression, which tells at once that none fits."""

    any_of: re.Pattern[str]
    rules: tuple[Rule, ...]


def rule(pattern: str, read: Reader) -> Rule:
    """Make a rule from "(NEXT|THIS) OF? WEEKDAY": names of kinds, with the marks of regular expressions between them."""
    body = _NAME.sub(lambda name: sign(name[0]), pattern)
    return Rule(re.compile(body.replace(" ", "")), read, frozenset(_firsts(pattern)))


def with_or_without(pattern: str, tail: str, read: Reader) -> tuple[Rule, Rule]:
    """Two rules, with and without the tail: when the longer one does not fit (a number that is no year), the shorter may."""
    return rule(f"{pattern} {tail}", read), rule(pattern, read)


def _firsts(pattern: str) -> set[str]:
    """Kinds that a pattern may begin with: the first name or bracket, and the next ones while they are optional."""
    found: set[str] = set()
    for token in re.findall(r"\([^()]*\)\??|[A-Z_]+\??", pattern):
        if token.startswith("(?"):
            continue
        inner = re.findall(r"[A-Z_]+", token)
        heads = (
            [alternative.split()[0].strip("?() ") for alternative in token.strip("()?").split("|")] if token.startswith("(") else inner[:1]
        )
        found.update(sign(name) for name in heads if name)
        if not token.endswith("?"):
            break
    return found


def signs_of(lexemes: Found) -> str:
    """The lexemes as a string of signs."""
    return "".join([_signs.get(lexeme.kind, "x") for lexeme in lexemes])


@lru_cache(maxsize=4)
def _by_first(rules: tuple[Rule, ...]) -> dict[str, _Some]:
    """Rules by the sign they begin with."""
    table: dict[str, list[Rule]] = {}
    for each in rules:
        for first in each.firsts:
            table.setdefault(first, []).append(each)
    return {first: _Some(re.compile("|".join(each.pattern.pattern for each in some)), tuple(some)) for first, some in table.items()}


def parts_of(lexemes: Found, rules: tuple[Rule, ...], scene: Scene) -> list[Part]:
    """What the lexemes say, from left to right: at each place the longest rule that gives a meaning; of equals, the first."""
    table, line = _by_first(rules), signs_of(lexemes)
    parts: list[Part] = []
    seen: dict[str, list[tuple[int, Reader]]] = {}
    at = 0
    while at < len(line):
        window = line[at : at + _LONGEST]
        if window not in seen:
            seen[window] = _fitting(table, window)
        part = _first_meaning(seen[window], at, lexemes, scene)
        if part:
            parts.append(part)
        at = part.last if part else at + 1
    return parts


def _fitting(table: Mapping[str, _Some], window: str) -> list[tuple[int, Reader]]:
    """How many lexemes each rule takes that fits the signs from here on, the longest first."""
    some = table.get(window[0])
    if some is None or not some.any_of.match(window):
        return []
    matches = [(match.end(), each.read) for each in some.rules if (match := each.pattern.match(window))]
    return sorted(matches, key=lambda pair: -pair[0])


def _first_meaning(fitting: list[tuple[int, Reader]], at: int, lexemes: Found, scene: Scene) -> Part | None:
    for length, read in fitting:
        try:
            meaning = read(lexemes[at : at + length], scene)
        except (OverflowError, ValueError):
            continue  # a number or date that does not fit says nothing
        if meaning is not None:
            return Part(meaning, at, at + length)
    return None


def values(found: Found, kind: str, of: type[T]) -> list[T]:
    """Values of the lexemes of this kind, in order, that have the given type."""
    return [lexeme.value for lexeme in found if lexeme.kind == kind and isinstance(lexeme.value, of)]


def value(found: Found, kind: str, of: type[T]) -> T:
    """The first of them; ValueError, which means that the rule does not fit, when there is none."""
    for lexeme in found:
        if lexeme.kind == kind and isinstance(lexeme.value, of):
            return lexeme.value
    raise ValueError(kind)


def numbers(found: Found, *kinds: str) -> list[int]:
    """Whole numbers of the lexemes of these kinds, in order."""
    return [lexeme.value for lexeme in found if lexeme.kind in kinds and isinstance(lexeme.value, int)]


def number(found: Found, *kinds: str) -> int:
    """The first of them; ValueError when there is none."""
    some = numbers(found, *kinds)
    if not some:
        raise ValueError(kinds)
    return some[0]


def has(found: Found, *kinds: str) -> bool:
    """Is a lexeme of one of these kinds among them?"""
    return any(lexeme.kind in kinds for lexeme in found)
