"""Markdown taken apart: sections, lines, paragraphs and sentences, in English and Chinese. Knows no card."""

import re
from collections.abc import Iterator

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9À-Þ])|(?<=[。！？])(?![”’」』）)\"'])")
_QUOTES = "\"'“”„«»「」『』‘’"


def split_at(text: str, pattern: str) -> list[tuple[str, str]]:
    """(heading, text below it) for each heading that matches; what stands before the first is dropped."""
    pieces = re.split(pattern, text, flags=re.MULTILINE)
    return list(zip(pieces[1::2], pieces[2::2], strict=True))


def headed(body: str, fallback: str) -> Iterator[tuple[str, str]]:
    """(title, text) of each section; a title carries the headings it stands under."""
    path: list[tuple[int, str]] = []
    lines: list[str] = []
    for line in [*body.splitlines(), "# "]:
        match = re.match(r"(#{1,6})\s+(.*)", line + " ")
        if not match:
            lines.append(line)
            continue
        yield " · ".join(title for _, title in path) or fallback, "\n".join(lines)
        depth = len(match.group(1))
        path = [item for item in path if item[0] < depth]
        if match.group(2).strip():
            path.append((depth, match.group(2).strip()))
        lines = []


def lines_of(text: str) -> list[str]:
    """The bullets or lines of a block, without their marks."""
    return [line for line in (re.sub(r"^\s*(?:[-*•]\s+)?", "", raw).strip() for raw in text.splitlines()) if line]


def paragraphs(text: str) -> list[str]:
    """Lines joined to paragraphs; bullets and numbered items stay apart."""
    paragraphs: list[str] = []
    open_paragraph = False
    for raw in text.splitlines():
        item = re.match(r"\s*(?:[-*•]|\d+[.)])\s+(.*)", raw)
        line = (item.group(1) if item else raw).strip(" \t|>")
        if not line:
            open_paragraph = False
        elif item or not open_paragraph:
            paragraphs.append(line)
            open_paragraph = True
        else:
            paragraphs[-1] += " " + line
    return paragraphs


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph, in English or Chinese."""
    return [piece.strip() for piece in _SENTENCE_END.split(text) if piece.strip()]


def unquote(text: str) -> str:
    """A line without the quotation marks that stand around all of it, or around all that follows a short lead."""
    text = text.strip()
    if len(text) > 2 and text[0] in _QUOTES and text[-1] in _QUOTES and not any(q in text[1:-1] for q in _QUOTES if q != "'" and q != "’"):
        return text[1:-1].strip()
    return text
