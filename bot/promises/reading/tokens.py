"""Words of a Latin-script clause with their places, contractions and chat spellings taken apart. Knows no grammar."""

import re
from dataclasses import dataclass

from bot.promises.reading.shapes import COLLEAGUE, DUE

_TOKEN = re.compile(
    rf"{DUE}+|{COLLEAGUE}|[A-Za-z]+n't\b|[^\W\d_]+(?:[-&.](?=[^\W\d_])[^\W\d_]+)*|'[a-z]{{1,2}}\b|\d[\w.,%/-]*|\S",
    re.IGNORECASE,
)
_PARTS: dict[str, tuple[str, ...]] = {
    "ill": ("i", "'ll"),
    "il": ("i", "'ll"),
    "illl": ("i", "'ll"),
    "im": ("i", "'m"),
    "ive": ("i", "'ve"),
    "well": ("we", "'ll"),
    "weve": ("we", "'ve"),
    "wil": ("will",),
    "id": ("i", "'d"),
    "theyd": ("they", "'d"),
    "youd": ("you", "'d"),
    "imma": ("i", "'ll"),
    "ima": ("i", "'ll"),
    "youll": ("you", "'ll"),
    "ull": ("you", "'ll"),
    "theyll": ("they", "'ll"),
    "itll": ("it", "'ll"),
    "thatll": ("that", "'ll"),
    "theyre": ("they", "'re"),
    "gonna": ("going", "to"),
    "gunna": ("going", "to"),
    "gotta": ("have", "to"),
    "wanna": ("want", "to"),
    "lemme": ("let", "me"),
    "lets": ("let", "'s"),
    "wont": ("won't",),
    "cant": ("can't",),
    "dont": ("don't",),
    "didnt": ("didn't",),
    "doesnt": ("doesn't",),
    "cannot": ("can't",),
    "wouldnt": ("wouldn't",),
}
_ONLY_BEFORE_VERB = ("ill", "il", "well", "id")
"""These are words of their own too."""


@dataclass(frozen=True)
class Token:
    """A word as typed in lower case, with its place in the message. `capital`: it begins with a capital letter."""

    low: str
    start: int
    end: int
    capital: bool

    @property
    def is_due(self) -> bool:
        return self.low[:1] == DUE


def tokens_of(masked: str, start: int, end: int, verbs: frozenset[str]) -> list[Token]:
    """The words of masked[start:end]. `verbs` tells "well" (we'll) from "well"."""
    found = [
        (match.group().lower(), match.start(), match.end(), match.group()[0].isupper()) for match in _TOKEN.finditer(masked, start, end)
    ]
    if masked[start:end].isupper():  # "WILL SEND TODAY": capital letters tell nothing
        found = [(low, begin, stop, False) for low, begin, stop, _ in found]
    tokens: list[Token] = []
    for index, (low, begin, stop, capital) in enumerate(found):
        parts = _PARTS.get(low)
        if parts and low in _ONLY_BEFORE_VERB and not (index + 1 < len(found) and found[index + 1][0] in verbs):
            parts = None
        if parts is None:
            tokens.append(Token(low, begin, stop, capital))
            continue
        for number, part in enumerate(parts):
            first = begin if number == 0 else min(begin + 1, stop)
            tokens.append(Token(part, first, stop if number == len(parts) - 1 else first, capital and number == 0))
    return tokens
