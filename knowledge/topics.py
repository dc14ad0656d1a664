"""The topics the guidance speaks about. Ids are stable: deals, questions and other programs name them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

TOPICS_FILE = Path(__file__).parent / "topics.toml"


@dataclass(frozen=True)
class Topic:
    """One thing the guidance teaches, and the folder its main card lies in."""

    id: str
    title: str
    group: str


@cache
def all_topics() -> Mapping[str, Topic]:
    """Every topic by id, in the file's order."""
    rows = tomllib.loads(TOPICS_FILE.read_text(encoding="utf-8"))["topic"]
    return MappingProxyType({row["id"]: Topic(row["id"], row["title"], row["group"]) for row in rows})
