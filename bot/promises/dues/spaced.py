"""Words of scripts that part words by spaces: the longest phrase of the lexicon that begins here."""

import re

from bot.promises.dues.lexicon import Entry
from bot.promises.dues.parts import Lexeme
from bot.promises.dues.source import Source

_NEXT_WORD = re.compile(r"[ -]{1,3}([a-z\d]+(?:'[a-z]*)?)(?![a-z\d_])", re.ASCII)

_OF_A_FIRM = re.compile(r"(?: (?:ltd|inc|gmbh|llc|corp|pty|plc|ltda|s\.a|b\.v|bv|ag|kg|sarl|srl)\b|\.com\b)")
""" "Friday Ltd" is a company."""


def word_at(source: Source, start: int, end: int) -> list[Lexeme]:
    plain, text = source.plain, source.text
    word = plain[start:end].replace(".", "")
    if (start and plain[start - 1] == "#") or (text[start].isupper() and _OF_A_FIRM.match(plain, end)):
        return [Lexeme("X", None, start, end)]
    (kind, value), stop = _longest_phrase(source, word, end) or (source.words.singles.get(word, ("X", 0)), end)
    if _is_name(kind, text, start, stop):
        kind = kind.removesuffix("_WEAK")
    return [Lexeme(kind, value, start, stop)]


def _longest_phrase(source: Source, word: str, end: int) -> tuple[Entry, int] | None:
    """The longest phrase that begins with this word, which ends here, and where it ends."""
    following = _NEXT_WORD.match(source.plain, end)
    for rest, entry in source.words.phrases.get((word, following[1]), ()) if following else ():
        stop = _phrase_end(source.plain, following.end(), rest) if following else 0
        if stop:
            return entry, stop
    return None


def _phrase_end(plain: str, end: int, words: tuple[str, ...]) -> int:
    """Where the phrase ends when these words follow; 0 when others do."""
    for word in words:
        following = _NEXT_WORD.match(plain, end)
        if following is None or following[1] != word:
            return 0
        end = following.end()
    return end


def _is_name(kind: str, text: str, start: int, end: int) -> bool:
    """Is "May" written with a capital, or "Sat" within a sentence, and no other name behind it?"""
    if kind not in ("WD_WEAK", "MONTH_WEAK") or not text[start].isupper():
        return False
    before = text[max(0, start - 3) : start].rstrip(" ")[-1:]
    rest = text[end : end + 3].lstrip(" .")
    return kind == "MONTH_WEAK" or (before not in ("", *".!?\n:。>") and not rest[:1].isupper())
