"""When a team last brought something in: the noun, and the port of its record. The real one is in `bot.storage`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class LastImport:
    """`rows` that were read, `failed` ones that could not be."""

    at: datetime
    rows: int
    failed: int


class Imports(Protocol):
    """What a team last brought in: "cards", "deals" and "promises". Raises NotSaved."""

    def note(self, kind: str, done: LastImport) -> None:
        """This was the last one of its kind."""

    def last(self) -> Mapping[str, LastImport]:
        """The last one of every kind there was."""
