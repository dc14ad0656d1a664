"""Lines with what they rest on become sentences with numbered sources, in order of first use. Near-repeats are dropped here."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.answers.cleaning import quotable
from bot.answers.records import Section, Sentence, Source
from bot.answers.wording import deal_title
from knowledge.records import Card, Deal

Origin = Card | Deal
_UNIT = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_ALIKE = 0.6
"""Share of common units from which two sentences say the same."""


@dataclass(frozen=True)
class Line:
    """One sentence before numbering. Only notes of our own may have no origins."""

    section: Section
    text: str
    origins: tuple[Origin, ...] = ()


def number(lines: Sequence[Line], language: str, score: Callable[[str, str], float]) -> tuple[tuple[Sentence, ...], tuple[Source, ...]]:
    """The sentences in the order of the lines, and their sources numbered from 1."""
    numbers: dict[tuple[str, str], int] = {}
    sources: list[Source] = []
    sentences: list[Sentence] = []
    for line in _without_repeats(lines):
        cited = []
        for origin in line.origins:
            kind = "card" if isinstance(origin, Card) else "deal"
            if (kind, origin.id) not in numbers:
                numbers[kind, origin.id] = len(numbers) + 1
                sources.append(_source(len(numbers), origin, language, score(kind, origin.id)))
            cited.append(numbers[kind, origin.id])
        sentences.append(Sentence(line.section, line.text, tuple(dict.fromkeys(cited))))
    return tuple(sentences), tuple(sources)


def _source(n: int, origin: Origin, language: str, score: float) -> Source:
    if isinstance(origin, Card):
        return Source(n, "card", origin.id, origin.guidance(language).title, origin.topics, score)
    title = quotable(deal_title(origin.title, origin.outcome, origin.sample, language))
    return Source(n, "deal", origin.id, title, (origin.cause,) if origin.cause else (), score)


def _without_repeats(lines: Iterable[Line]) -> list[Line]:
    kept: list[tuple[Line, frozenset[str]]] = []
    for line in lines:
        units = _units(line.text)
        if line.text and not any(_alike(units, other) for _, other in kept):
            kept.append((line, units))
    return [line for line, _ in kept]


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _ALIKE * len(one | other)


def _units(text: str) -> frozenset[str]:
    """Words, or pairs of characters in scripts without spaces."""
    units: set[str] = set()
    for word in _UNIT.findall(text.lower()):
        units |= {word[at : at + 2] for at in range(max(1, len(word) - 1))} if _SPACELESS.search(word) else {word}
    return frozenset(units)
