"""What the tables of Spanish, Portuguese and German hold.

In every pattern `v` is where the wording begins. Verbs tell the person by their ending, so these are patterns of endings and a few lists.
"""

import re
from dataclasses import dataclass

from bot.promises.reading.shapes import DUE, Mood, Person

GAP = rf"(?:\s|{DUE})+"
"""A gap: spaces and dates between two words."""


@dataclass(frozen=True)
class Grammar:
    """What the reader looks for in one language, all lower case."""

    forms: tuple[tuple[re.Pattern[str], Person, Mood], ...]
    reports: tuple[tuple[re.Pattern[str], Person], ...]
    asked: re.Pattern[str]
    question: re.Pattern[str]
    order: re.Pattern[str]
    wish: re.Pattern[str]
    negation: re.Pattern[str]
    not_negation: re.Pattern[str]
    keeps: re.Pattern[str]
    past: re.Pattern[str]
    private: re.Pattern[str]
    moving: re.Pattern[str]
    usual: re.Pattern[str]
    things: re.Pattern[str]
    money: re.Pattern[str]
    we: re.Pattern[str]
    you: re.Pattern[str]
    team: re.Pattern[str]
    receive: re.Pattern[str]
    fact: re.Pattern[str]


def _p(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("~", GAP), re.IGNORECASE)


def grammar(forms: list[tuple[str, Person, Mood]], reports: list[tuple[str, Person]], **others: str) -> Grammar:
    return Grammar(
        tuple((_p(pattern), person, mood) for pattern, person, mood in forms),
        tuple((_p(pattern), person) for pattern, person in reports),
        **{name: _p(pattern) for name, pattern in others.items()},
    )
