"""How far two lists of promises agree: pairs by best assignment, then F1 per field. Knows no reader."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import permutations

Fields = dict[str, object]
"""One promise as JSON: what, customer, direction, due, approval, ambiguous."""
_TITLE = re.compile(r"^(?:the|our|a|o|la|el|die|der|das|mr|mrs|ms|dr|sr|sra|herr|frau|don|doña|señor|señora)\.?\s+", re.IGNORECASE)
_HONORIFIC = re.compile(r"(?:-san|様|さん|さま|御中|殿|那边|方面)$")
_MOST_PERMUTED = 5


@dataclass
class Counts:
    """Hits, wanted and read, for precision and recall."""

    hit: int = 0
    wanted: int = 0
    read: int = 0

    def f1(self) -> float:
        return 2 * self.hit / (self.wanted + self.read) if self.wanted + self.read else 1.0


@dataclass
class Score:
    """Counts over a set of lines. `silent`: dates that are wrong and not flagged, of `dated` promises compared."""

    is_promise: Counts = field(default_factory=Counts)
    due: Counts = field(default_factory=Counts)
    customer: Counts = field(default_factory=Counts)
    direction: Counts = field(default_factory=Counts)
    approval: Counts = field(default_factory=Counts)
    whole: Counts = field(default_factory=Counts)
    silent: int = 0
    compared: int = 0

    def figures(self) -> dict[str, float]:
        return {
            "is a promise, F1": self.is_promise.f1(),
            "due, F1": self.due.f1(),
            "customer, F1": self.customer.f1(),
            "direction, F1": self.direction.f1(),
            "approval, F1 over kinds": self.approval.f1(),
            "all fields right": self.whole.hit / self.whole.wanted if self.whole.wanted else 1.0,
            "wrong date, not flagged": self.silent / self.compared if self.compared else 0.0,
        }

    def add(self, wanted: Sequence[Fields], read: Sequence[Fields]) -> None:
        """One line: what it promises, and what was read."""
        self.is_promise.hit += bool(wanted and read)
        self.is_promise.wanted += bool(wanted)
        self.is_promise.read += bool(read)
        for counts in (self.due, self.customer, self.direction, self.whole):
            counts.wanted += len(wanted)
            counts.read += len(read)
        self.approval.wanted += sum(one["approval"] is not None for one in wanted)
        self.approval.read += sum(one["approval"] is not None for one in read)
        for one, other in paired(wanted, read):
            for name, same in FIELDS.items():
                counts = getattr(self, name)
                counts.hit += same(one, other) and not (name == "approval" and one["approval"] is None)
            self.whole.hit += all(same(one, other) for same in (*FIELDS.values(), same_words))
            self.compared += 1
            self.silent += other["due"] is not None and other["due"] != one["due"]


def paired(wanted: Sequence[Fields], read: Sequence[Fields]) -> list[tuple[Fields, Fields]]:
    """The assignment under which most fields agree; long lists are paired in order."""
    if not wanted or not read:
        return []
    if max(len(wanted), len(read)) > _MOST_PERMUTED:
        return list(zip(wanted, read, strict=False))
    short, long, turned = (wanted, read, False) if len(wanted) <= len(read) else (read, wanted, True)
    best = max(
        permutations(long, len(short)), key=lambda order: sum(_alike(one, other, turned) for one, other in zip(short, order, strict=True))
    )
    return [(other, one) if turned else (one, other) for one, other in zip(short, best, strict=True)]


def _alike(one: Fields, other: Fields, turned: bool) -> float:
    wanted, read = (other, one) if turned else (one, other)
    return sum(same(wanted, read) for same in FIELDS.values()) + 2 * same_words(wanted, read)


def same_due(wanted: Fields, read: Fields) -> bool:
    return wanted["due"] == read["due"] and bool(wanted["ambiguous"]) == bool(read["ambiguous"])


def same_customer(wanted: Fields, read: Fields) -> bool:
    return _name(wanted["customer"]) == _name(read["customer"])


def same_words(wanted: Fields, read: Fields) -> bool:
    """Every word the writer asked for stands in the wording."""
    what = _flat(str(read["what"]))
    words = wanted["what"]
    return all(_flat(str(word)) in what for word in (words if isinstance(words, list) else [words]))


FIELDS: dict[str, Callable[[Fields, Fields], bool]] = {
    "due": same_due,
    "customer": same_customer,
    "direction": lambda wanted, read: wanted["direction"] == read["direction"],
    "approval": lambda wanted, read: wanted["approval"] == read["approval"],
}


def _name(name: object) -> str:
    if name is None:
        return ""
    text = " ".join(str(name).replace("’", "'").casefold().split()).strip(" .,'\"")
    return _HONORIFIC.sub("", _TITLE.sub("", _TITLE.sub("", text))).strip()


def _flat(text: str) -> str:
    return re.sub(r"\s+", "", text.replace("’", "'").casefold())
