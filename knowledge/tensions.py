"""Reads the tensions: where two pieces of guidance pull apart, and the rule for choosing."""

import tomllib
from pathlib import Path

from knowledge.records import Tension

TENSIONS_FILE = Path(__file__).parent / "tensions.toml"
_LANGS = ("en", "zh")


def read_tensions(path: Path = TENSIONS_FILE) -> tuple[Tension, ...]:
    """All tensions, in the file's order."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["tension"]
    return tuple(
        Tension(
            id=row["id"],
            topics=tuple(row["topics"]),
            one={lang: row[lang]["one"] for lang in _LANGS},
            other={lang: row[lang]["other"] for lang in _LANGS},
            rule={lang: row[lang]["rule"] for lang in _LANGS},
        )
        for row in rows
    )
