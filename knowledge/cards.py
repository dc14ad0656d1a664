"""Reads guidance: our own cards (TOML header, one part a language) and a team's plain Markdown or text.

One bad file never hides the others: what cannot be read comes back as a Fault beside what could.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from knowledge.language import read_language
from knowledge.records import ANYONE, EVERYONE, Card, Guidance, Saying

SHIPPED_CARDS = Path(__file__).parent / "cards"
_HEADER = re.compile(r"\A\s*\+\+\+[ \t]*\r?\n(.*?)\r?\n\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9À-Þ])|(?<=[。！？])(?![”’」』）)])")
_QUOTES = "\"'“”„«»「」『』‘’"
_SECTIONS = tuple(part.name for part in fields(Guidance))
_MAX_FILE = 2_000_000


@dataclass(frozen=True)
class Fault:
    """What could not be read: the file, the line (0 when it is the file as a whole) and the reason."""

    file: str
    line: int
    reason: str


class CardFault(ValueError):
    """A card that cannot be used; the text says why."""


def read_folder(folder: Path) -> tuple[tuple[Card, ...], tuple[Fault, ...]]:
    """Every card below a folder (.md and .txt), sorted by path, and every file that could not be read."""
    cards: list[Card] = []
    faults: list[Fault] = []
    seen: dict[str, str] = {}
    for path in sorted(path for path in folder.rglob("*") if path.suffix.lower() in (".md", ".txt") and path.is_file()):
        name = path.relative_to(folder).as_posix()
        try:
            found = read_card(read_text(path), name)
        except (CardFault, OSError) as fault:
            faults.append(Fault(name, 0, str(fault)))
            continue
        for card in found:
            if card.id in seen:
                faults.append(Fault(name, 0, f'the id "{card.id}" is taken by {seen[card.id]}'))
                continue
            seen[card.id] = name
            cards.append(card)
    return tuple(cards), tuple(faults)


def read_text(path: Path) -> str:
    """A file's text in UTF-8 (with or without BOM), UTF-16 or GB18030. Raises CardFault with what to do."""
    if path.stat().st_size > _MAX_FILE:
        raise CardFault(f"larger than {_MAX_FILE // 1_000_000} MB; split it into several files")
    raw = path.read_bytes()
    codes = ("utf-16",) if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for code in codes:
        try:
            text = raw.decode(code)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text
    raise CardFault("not text in UTF-8, UTF-16 or GB18030; save it as UTF-8")


def read_card(text: str, name: str) -> tuple[Card, ...]:
    """The cards in one file: one for a file with a header and language parts, else one for each section.

    `name` is the file's path below its folder; plain sections take their ids from it. Raises CardFault.
    """
    header, body = _split_header(text)
    if header is not None and re.search(r"^#\s+[a-z]{2}\s*$", body, re.MULTILINE):
        return (_read_parts(header, body, name),)
    cards = tuple(_read_plain(header or {}, body, name))
    if not cards:
        raise CardFault("holds no text")
    return cards


def _split_header(text: str) -> tuple[dict[str, Any] | None, str]:
    match = _HEADER.match(text)
    if not match:
        if text.lstrip().startswith("+++"):
            raise CardFault("the header is not closed: end it with a line of three plus signs")
        return None, text
    try:
        return tomllib.loads(match.group(1)), text[match.end() :]
    except tomllib.TOMLDecodeError as fault:
        raise CardFault(f"the header is not valid TOML: {fault}") from None


def _read_parts(header: dict[str, Any], body: str, name: str) -> Card:
    parts: dict[str, Guidance] = {}
    sayings: list[Saying] = []
    for lang, text in _split(body, r"^#\s+([a-z]{2})\s*$"):
        sections = dict(_split(text, r"^##\s+(.+?)\s*$"))
        unknown = sections.keys() - {*_SECTIONS, "sayings"}
        if unknown:
            raise CardFault(f'part "{lang}" has an unknown section "{min(unknown)}"; known: {", ".join(_SECTIONS)}, sayings')
        sayings += [
            Saying(topic, lang, line)
            for topic, block in _split(sections.pop("sayings", ""), r"^###\s+(\S+)\s*$")
            for line in _lines(block)
        ]
        if "title" in sections:
            parts[lang] = _guidance(sections)
    if not parts:
        raise CardFault("no language part has a title")
    return Card(
        id=_text(header, "id") or Path(name).stem,
        topics=_texts(header, "topics"),
        parts=parts,
        sayings=tuple(sayings),
        signals=_by_language(header, "signals"),
        counter_signals=_by_language(header, "counter_signals"),
        tensions=_texts(header, "tension"),
        owner=_text(header, "owner"),
        reviewed=_date(header),
        audience=_audience(header, ANYONE),
    )


def _guidance(sections: dict[str, str]) -> Guidance:
    values = {name: tuple(sentence for line in _lines(text) for sentence in sentences(line)) for name, text in sections.items()}
    title = " ".join(values.pop("title")) or "Untitled"
    values["ask"] = tuple(unquote(line) for line in _lines(sections.get("ask", "")))
    return Guidance(title=title, **values)


def _read_plain(header: dict[str, Any], body: str, name: str) -> Iterator[Card]:
    """A team's own text: one card a section, the headings above it in its title."""
    stem = Path(name).with_suffix("").as_posix()
    own_id = _text(header, "id") or stem
    used: set[str] = set()
    for title, text in _headed(body, Path(name).stem.replace("-", " ").replace("_", " ")):
        teaches = tuple(sentence for line in _paragraphs(text) for sentence in sentences(line))
        if not teaches:
            continue
        slug = re.sub(r"[^\w]+", "-", title.lower()).strip("-") or "section"
        while slug in used:
            slug += "-again"
        used.add(slug)
        lang = read_language(title + "\n" + text)
        yield Card(
            id=f"{own_id}#{slug}",
            topics=_texts(header, "topics"),
            parts={lang: Guidance(title=title, teaches=teaches)},
            owner=_text(header, "owner"),
            reviewed=_date(header),
            audience=_audience(header, EVERYONE),
            shipped=False,
        )


def _headed(body: str, fallback: str) -> Iterator[tuple[str, str]]:
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


def _split(text: str, pattern: str) -> list[tuple[str, str]]:
    """(heading, text below it) for each heading that matches; what stands before the first is dropped."""
    pieces = re.split(pattern, text, flags=re.MULTILINE)
    return list(zip(pieces[1::2], pieces[2::2], strict=True))


def _lines(text: str) -> list[str]:
    """The bullets or lines of a block, without their marks."""
    return [line for line in (re.sub(r"^\s*(?:[-*•]\s+)?", "", raw).strip() for raw in text.splitlines()) if line]


def _paragraphs(text: str) -> list[str]:
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


def _text(header: dict[str, Any], key: str) -> str:
    value = header.get(key, "")
    if not isinstance(value, str):
        raise CardFault(f'"{key}" in the header must be a text')
    return value


def _audience(header: dict[str, Any], default: str) -> str:
    """Who may read the card. A word that is not understood is a fault: a slip must neither show nor hide it."""
    text = _text(header, "visibility").strip().replace("：", ":")
    kind, _, name = (part.strip() for part in text.partition(":"))
    if not text:
        return default
    if text.lower() == EVERYONE:
        return EVERYONE
    if kind.lower() in ("team", "private") and name:
        return f"{kind.lower()}:{name}"
    raise CardFault(f'"visibility" in the header must be "everyone", "team:NAME" or "private:REP", not "{text}"')


def _texts(header: dict[str, Any], key: str) -> tuple[str, ...]:
    value = header.get(key, [])
    value = [value] if isinstance(value, str) else value
    if not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
        raise CardFault(f'"{key}" in the header must be a list of texts')
    return tuple(value)


def _by_language(header: dict[str, Any], key: str) -> dict[str, tuple[str, ...]]:
    table = header.get(key, {})
    if not isinstance(table, dict):
        raise CardFault(f'"{key}" in the header must be a table with a list for each language')
    return {lang: _texts(table, lang) for lang in table}


def _date(header: dict[str, Any]) -> date | None:
    value = header.get("reviewed")
    if value is None or isinstance(value, date):
        return value
    raise CardFault('"reviewed" in the header must be a date such as 2026-11-22')
