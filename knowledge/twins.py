"""Passages of one collection that say the same, as loss reasons do by the hundred: one of them stands for all in the vector leg.

Many equal vectors would crowd out all others in an approximate index, and cost an exact one time for nothing.
"""

from collections import defaultdict
from collections.abc import Iterable

Group = tuple[str, str]
"""A collection and the hash of a text."""


class Twins:
    """Which row stands for which. The first that came stands for those that came after it."""

    def __init__(self) -> None:
        self._groups: dict[Group, dict[int, None]] = defaultdict(dict)
        self._group_of: dict[int, Group] = {}

    def add(self, row: int, collection: str, text_hash: str) -> bool:
        """True when the row is the first with this text, and so stands for itself."""
        key = (collection, text_hash)
        group = self._groups[key]
        group[row] = None
        self._group_of[row] = key
        return len(group) == 1

    def remove(self, rows: Iterable[int]) -> dict[int, int | None]:
        """Forget rows. Returns each that stood for a text with the row that does from now on, or None when there is no other."""
        before: dict[Group, int] = {}
        for row in rows:
            key = self._group_of.pop(row)
            before.setdefault(key, next(iter(self._groups[key])))
            del self._groups[key][row]
        after = {first: next(iter(self._groups[key]), None) for key, first in before.items()}
        for key in before:
            if not self._groups[key]:
                del self._groups[key]
        return {first: now for first, now in after.items() if now != first}

    def stands_for(self, row: int) -> int:
        """The row that stands for this one."""
        return next(iter(self._groups[self._group_of[row]]))

    def all_of(self, row: int) -> list[int]:
        """All rows with the text of this one; none when it is gone."""
        return list(self._groups[self._group_of[row]]) if row in self._group_of else []
