"""The tables of `words/` as one dictionary for a language: its own words first, then every other language's safe ones."""

from dataclasses import dataclass
from functools import lru_cache

from bot.promises.dues.folding import folded
from bot.promises.dues.words import cities, de, en, es, ja, pt, zh

_TABLES = {"ja": ja, "pt": pt, "es": es, "de": de, "zh": zh, "en": en}
"""A word of two languages means what the later says, unless the text is in the earlier."""
Entry = tuple[str, int | str]
"""Kind and value."""


@dataclass(frozen=True)
class Lexicon:
    """Words and phrases, by what tells most about them at once, so that a word is looked up in one step."""

    singles: dict[str, Entry]
    """Words of spaced scripts."""
    phrases: dict[tuple[str, str], tuple[tuple[tuple[str, ...], Entry], ...]]
    """Phrases of spaced scripts by their first two words: what else follows and what they mean, the longest first."""
    unspaced: dict[str, Entry]
    """Words of unspaced scripts."""
    lengths: dict[str, tuple[int, ...]]
    """Their lengths by first character, the longest first."""


def lexicon(language: str) -> Lexicon:
    """All words that may count in a text of this language."""
    return _lexicon(language if language in _TABLES else "en")


@lru_cache(maxsize=len(_TABLES))
def _lexicon(language: str) -> Lexicon:
    phrases = _entries(cities.ZONES)
    for name, table in _TABLES.items():
        if name != language:
            phrases |= _entries(table.ALWAYS)
    phrases |= _entries(_TABLES[language].ALWAYS) | _entries(_TABLES[language].ONLY)
    singles: dict[str, Entry] = {}
    longer: dict[tuple[str, str], list[tuple[tuple[str, ...], Entry]]] = {}
    unspaced: dict[str, Entry] = {}
    for phrase, entry in phrases.items():
        words = phrase.replace("-", " ").split()
        if phrase[0] > "\u2fff":
            unspaced[phrase] = entry
        elif len(words) == 1:
            singles[phrase] = entry
        else:
            longer.setdefault((words[0], words[1]), []).append((tuple(words[2:]), entry))
    lengths: dict[str, set[int]] = {}
    for phrase in unspaced:
        lengths.setdefault(phrase[0], set()).add(len(phrase))
    return Lexicon(
        singles,
        {start: tuple(sorted(some, key=lambda each: -len(each[0]))) for start, some in longer.items()},
        unspaced,
        {first: tuple(sorted(some, reverse=True)) for first, some in lengths.items()},
    )


def _entries(table: dict[str, str]) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for key, phrases in table.items():
        kind, _, value = key.partition(" ")
        for phrase in phrases.split("|"):
            entries[folded(phrase.strip())] = (kind, int(value) if value.isdigit() else value)
    return entries
