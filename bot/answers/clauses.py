"""A message in clauses, each exactly as it stands in the message. Knows punctuation, not meaning."""

import re

_SENTENCE_END = re.compile(r"\n+|(?<=[!?;。！？；…])|(?<=\.)(?=\s)|(?<=[.!?][\"”’])(?=\s)")
_CLAUSE_END = re.compile(
    r"(?<=[,:])(?=\s)|(?<=[，：])|\s+[-–—]+\s+|——|(?<!\w)(?=[\"“「『«])|(?<=[”」』»])|(?<=[^\s(,:][\"])(?=[\s,.;!?]|$)"
    r"|\s+(?=(?:and|but|although|though|because|whereas|however)\s)|(?=但是|不过|可是|因为|而且|然后|另外|还说|还问)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|[^\W_]+(?:['’.,][^\W_]+)*")
_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_MIN_WORDS = 3
"""Shorter pieces ("Rgds", "same toys") say too little alone and are joined with their neighbour."""
MAX_CLAUSES = 40
"""A forwarded thread has hundreds; the first and the last say what matters."""


def split(text: str) -> list[str]:
    """The clauses of a message in its order, trimmed; each one is a piece of `text` as it stands. At most MAX_CLAUSES."""
    spans = [part for sentence in _cut(text, (0, len(text)), _SENTENCE_END) for part in _join(text, _cut(text, sentence, _CLAUSE_END))]
    clauses = [piece for piece in (text[start:end].strip() for start, end in spans) if _WORD.search(piece)]
    if len(clauses) > MAX_CLAUSES:
        clauses = clauses[: MAX_CLAUSES // 2] + clauses[-MAX_CLAUSES // 2 :]
    return clauses


def weight_of(text: str) -> float:
    """How many words a text has; two characters of a script without spaces count as one word."""
    return sum(0.5 if _SPACELESS.match(word) else 1.0 for word in _WORD.findall(text))


def _cut(text: str, span: tuple[int, int], boundary: re.Pattern[str]) -> list[tuple[int, int]]:
    """The parts of a span between the places where `boundary` matches; nothing of the text is lost but separators."""
    start, end = span
    parts = []
    for match in boundary.finditer(text, start, end):
        if match.start() > start:
            parts.append((start, match.start()))
        start = max(start, match.end())
    if start < end:
        parts.append((start, end))
    return parts


def _join(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans of one sentence with those too short to stand alone joined to the one before, or else to the one after."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        short = weight_of(text[start:end]) < _MIN_WORDS
        if joined and (short or weight_of(text[joined[-1][0] : joined[-1][1]]) < _MIN_WORDS):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
