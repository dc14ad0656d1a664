"""What the columns and stages of an export mean, from `deal_columns.toml`. Knows names and words; it reads no cells of money or time."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

_FILE = Path(__file__).parent / "deal_columns.toml"
_LONGEST = 80
"""Characters of a name or stage that are looked at."""
_BRACKETS = re.compile(r"[(\[（【]([^)\]）】]*)[)\]）】]")
_MARKS = re.compile(r"[\s._:/|?*#\"'–—-]+")
_NUMBERING = re.compile(r"^[#\d\s.):-]+(?=\S)")
_NEGATIONS = re.compile(r"\b(?:not|no|nicht|non|never)\b|won['’]t|[未没非]")

State = Literal["won", "lost", "parked", "open", "deleted"]
"""What a stage says of a deal: one of the three outcomes, or that there is none (yet, or any more)."""


@dataclass(frozen=True)
class Column:
    """One column of a file: where it stands, its name as written, and the unit in its name ("USD", "万元")."""

    place: int
    name: str
    unit: str = ""


@dataclass(frozen=True)
class Header:
    """The columns that mean something, best first within each field, and the language most of them are in."""

    fields: Mapping[str, tuple[Column, ...]]
    language: str
    width: int

    def has(self, *names: str) -> bool:
        """True when there is a column for at least one of the fields."""
        return any(name in self.fields for name in names)


@dataclass(frozen=True)
class _Words:
    columns: Mapping[str, tuple[str, int, str]]
    """Field, rank and language by column name."""
    states: Mapping[str, State]
    parts: Mapping[State, re.Pattern[str]]
    prefixes: re.Pattern[str]
    footers: re.Pattern[str]
    joined: frozenset[str]


def read_header(cells: Sequence[str]) -> Header:
    """The fields that a line of column names holds; none when it is no such line."""
    found: dict[str, list[tuple[int, int, Column]]] = {}
    languages: list[str] = []
    for place, cell in enumerate(cells):
        known = _look_up(cell)
        if known:
            field, rank, language = known
            # "Amount (converted)" stands back behind "Amount"; a name used twice keeps the order of the file.
            found.setdefault(field, []).append((rank, place, Column(place, cell.strip(), _unit(cell))))
            languages.append(language)
    fields = {field: tuple(column for *_, column in sorted(columns, key=lambda row: row[:2])) for field, columns in found.items()}
    language = max(sorted(set(languages)), key=languages.count, default="en")
    return Header(fields, language, len(cells))


def read_state(text: str) -> State | None:
    """What a stage, status or outcome says, in four languages; None when it is not known."""
    plain = _plain_state(text)
    if plain in _words().states:
        return _words().states[plain]
    if _NEGATIONS.search(plain):
        return None
    found = [state for state, pattern in _words().parts.items() if pattern.search(plain)]
    return found[0] if len(found) == 1 else None


def is_footer(text: str) -> bool:
    """True for the start of a line such as "Grand Totals (25 records)" or "Confidential Information - Do Not Distribute"."""
    return bool(_words().footers.match(_fold(text[:_LONGEST])))


def joined_fields() -> frozenset[str]:
    """Fields of which all columns are read, one after another, instead of the first that holds something."""
    return _words().joined


def _look_up(cell: str) -> tuple[str, int, str] | None:
    if not cell or len(cell) > _LONGEST:
        return None
    plain = _plain_name(cell)
    columns = _words().columns
    return columns.get(plain) or columns.get(_words().prefixes.sub("", plain, count=1))


def _plain_name(cell: str) -> str:
    name = re.sub(r"__c$", "", _fold(cell))
    return _MARKS.sub(" ", _BRACKETS.sub(" ", name).replace("_", " ")).strip()


def _plain_state(text: str) -> str:
    folded = _BRACKETS.sub(" ", _fold(text[:_LONGEST]))
    return " ".join(_NUMBERING.sub("", folded).strip(" .!").split())


def _unit(cell: str) -> str:
    match = _BRACKETS.search(cell)
    return match[1].strip() if match else ""


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


@cache
def _words() -> _Words:
    raw: dict[str, Any] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    columns: dict[str, tuple[str, int, str]] = {}
    for field, by_language in raw["fields"].items():
        for language, names in by_language.items():
            for rank, name in enumerate(names):
                columns.setdefault(_plain_name(name), (field, rank, language))
    return _Words(
        columns=columns,
        states={_plain_state(text): state for state, texts in raw["outcomes"].items() for text in texts},
        parts={state: _any_word(texts) for state, texts in raw["words"].items()},
        prefixes=re.compile(rf"^(?:{'|'.join(map(re.escape, raw['prefixes']['names']))})\s*"),
        footers=re.compile(rf"(?:{'|'.join(map(re.escape, raw['footers']['starts']))})s?(?![a-z])"),
        joined=frozenset(raw["joined"]["fields"]),
    )


def _any_word(texts: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{re.escape(text)}\b" if text.isascii() else re.escape(text) for text in texts))
