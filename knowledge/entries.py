"""What the store takes and gives: sources with their passages. Plain records; knows no database."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from knowledge.records import Kind, Passage


@dataclass(frozen=True)
class Stored:
    """A passage with its row number (never used twice) and the hash of its text."""

    id: int
    hash: str
    passage: Passage


@dataclass(frozen=True)
class Entry:
    """One source to be stored: what it is, who may read it, its body as JSON and its passages."""

    kind: Kind
    id: str
    audience: str
    body: str
    passages: tuple[Passage, ...]
    customer: str = ""
    shipped: bool = False

    @property
    def hash(self) -> str:
        """Changes when anything a reader or an index could notice changes."""
        return text_hash("\x1f".join([self.audience, self.body, *(p.text for p in self.passages)]))


def text_hash(text: str) -> str:
    """32 hex digits that stand for a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def as_body(record: dict[str, Any]) -> str:
    """A record as JSON, always the same for the same content."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, default=str)
