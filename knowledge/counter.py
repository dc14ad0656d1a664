"""Reads the counter-sayings: lines that must not be answered from the guidance, and how unethical requests are refused."""

import tomllib
from pathlib import Path
from typing import cast

from knowledge.records import Refusal, Saying, Stance

COUNTER_FOLDER = Path(__file__).parent / "counter"
_REFUSALS = "refusals.toml"


def read_counter_sayings(folder: Path = COUNTER_FOLDER) -> dict[Stance, tuple[Saying, ...]]:
    """Lines by what they are to us. The saying's topic is the stance."""
    found: dict[Stance, tuple[Saying, ...]] = {}
    for path in sorted(folder.glob("*.toml")):
        if path.name == _REFUSALS:
            continue
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        stance = cast(Stance, table["stance"])
        found[stance] = tuple(Saying(stance, lang, text) for lang, lines in table["lines"].items() for text in lines)
    return found


def read_refusals(folder: Path = COUNTER_FOLDER) -> tuple[tuple[Refusal, tuple[Saying, ...]], ...]:
    """Each refusal with the example requests by which it is chosen; their topic is the refusal's id."""
    table = tomllib.loads((folder / _REFUSALS).read_text(encoding="utf-8"))
    return tuple((_refusal(row), _examples(row)) for row in table["refusal"])


def _refusal(row: dict[str, object]) -> Refusal:
    parts = {lang: cast(dict[str, object], row[lang]) for lang in ("en", "zh")}
    return Refusal(
        id=str(row["id"]),
        why={lang: str(part["why"]) for lang, part in parts.items()},
        instead={lang: tuple(cast(list[str], part["instead"])) for lang, part in parts.items()},
        cards=tuple(cast(list[str], row["cards"])),
    )


def _examples(row: dict[str, object]) -> tuple[Saying, ...]:
    return tuple(Saying(str(row["id"]), lang, text) for lang in ("en", "zh") for text in cast(list[str], row[f"lines_{lang}"]))
