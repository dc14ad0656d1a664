"""Reads guidance: our own cards (TOML header, one part a language) and a team's plain Markdown or text.

One bad file never hides the others: what cannot be read comes back as a Fault beside what could.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from knowledge.card_header import CardFault, read_audience, read_by_language, read_date, read_one_text, read_texts, split_header
from knowledge.card_text import headed, lines_of, paragraphs, sentences, split_at, unquote
from knowledge.language import read_language
from knowledge.records import ANYONE, EVERYONE, Card, Guidance, Saying

__all__ = ["SHIPPED_CARDS", "CardFault", "Fault", "read_card", "read_folder", "read_text", "sentences", "unquote"]

SHIPPED_CARDS = Path(__file__).parent / "cards"
_SECTIONS = tuple(part.name for part in fields(Guidance))
_MAX_FILE = 2_000_000
_SUFFIXES = (".md", ".txt")


@dataclass(frozen=True)
class Fault:
    """What could not be read: the file (or folder, with a slash at its end), the line (0 when it is all of it) and the reason."""

    file: str
    line: int
    reason: str


def read_folder(folder: Path) -> tuple[tuple[Card, ...], tuple[Fault, ...]]:
    """Every card below a folder (.md and .txt), sorted by path, and everything that could not be read."""
    cards: list[Card] = []
    paths, faults = _find_files(folder)
    seen: dict[str, str] = {}
    for path in paths:
        name = path.relative_to(folder).as_posix()
        try:
            found = read_card(read_text(path), name)
        except CardFault as fault:
            faults.append(Fault(name, 0, str(fault)))
            continue
        except OSError as fault:
            faults.append(Fault(name, 0, fault.strerror or str(fault)))
            continue
        for card in found:
            if card.id in seen:
                faults.append(Fault(name, 0, f'the id "{card.id}" is taken by {seen[card.id]}'))
                continue
            seen[card.id] = name
            cards.append(replace(card, file=name))
    return tuple(cards), tuple(faults)


def _find_files(folder: Path) -> tuple[list[Path], list[Fault]]:
    faults: list[Fault] = []

    def on_error(fault: OSError) -> None:
        below = Path(fault.filename).relative_to(folder).as_posix()
        faults.append(Fault("/" if below == "." else f"{below}/", 0, fault.strerror or str(fault)))

    walk = os.walk(folder, onerror=on_error)
    paths = [Path(where) / name for where, _, names in walk for name in names if name.lower().endswith(_SUFFIXES)]
    return sorted(paths), faults


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
    header, body = split_header(text)
    if header is not None and re.search(r"^#\s+[a-z]{2}\s*$", body, re.MULTILINE):
        return (_read_parts(header, body, name),)
    cards = tuple(_read_plain(header or {}, body, name))
    if not cards:
        raise CardFault("holds no text")
    return cards


def _read_parts(header: dict[str, Any], body: str, name: str) -> Card:
    parts: dict[str, Guidance] = {}
    sayings: list[Saying] = []
    for lang, text in split_at(body, r"^#\s+([a-z]{2})\s*$"):
        sections = dict(split_at(text, r"^##\s+(.+?)\s*$"))
        unknown = sections.keys() - {*_SECTIONS, "sayings"}
        if unknown:
            raise CardFault(f'part "{lang}" has an unknown section "{min(unknown)}"; known: {", ".join(_SECTIONS)}, sayings')
        sayings += [
            Saying(topic, lang, line)
            for topic, block in split_at(sections.pop("sayings", ""), r"^###\s+(\S+)\s*$")
            for line in lines_of(block)
        ]
        if "title" in sections:
            parts[lang] = _guidance(sections)
    if not parts:
        raise CardFault("no language part has a title")
    return Card(
        id=read_one_text(header, "id") or Path(name).stem,
        topics=read_texts(header, "topics"),
        parts=parts,
        sayings=tuple(sayings),
        signals=read_by_language(header, "signals"),
        counter_signals=read_by_language(header, "counter_signals"),
        tensions=read_texts(header, "tension"),
        related=read_texts(header, "related"),
        owner=read_one_text(header, "owner"),
        reviewed=read_date(header),
        audience=read_audience(header, ANYONE),
    )


def _guidance(sections: dict[str, str]) -> Guidance:
    values = {name: tuple(sentence for line in lines_of(text) for sentence in sentences(line)) for name, text in sections.items()}
    title = " ".join(values.pop("title")) or "Untitled"
    values["ask"] = tuple(unquote(line) for line in lines_of(sections.get("ask", "")))
    return Guidance(title=title, **values)


def _read_plain(header: dict[str, Any], body: str, name: str) -> Iterator[Card]:
    """A team's own text: one card a section, the headings above it in its title."""
    stem = Path(name).with_suffix("").as_posix()
    own_id = read_one_text(header, "id") or stem
    used: set[str] = set()
    for title, text in headed(body, Path(name).stem.replace("-", " ").replace("_", " ")):
        teaches = tuple(sentence for line in paragraphs(text) for sentence in sentences(line))
        if not teaches:
            continue
        slug = re.sub(r"[^\w]+", "-", title.lower()).strip("-") or "section"
        while slug in used:
            slug += "-again"
        used.add(slug)
        lang = read_language(title + "\n" + text)
        yield Card(
            id=f"{own_id}#{slug}",
            topics=read_texts(header, "topics"),
            parts={lang: Guidance(title=title, teaches=teaches)},
            owner=read_one_text(header, "owner"),
            reviewed=read_date(header),
            audience=read_audience(header, EVERYONE),
            shipped=False,
        )
