"""The bytes of an exported file as clean text. Knows encodings, not what the text says.

Exports arrive as UTF-8 (with or without BOM), UTF-16, GB18030 or Windows-1252, and at times as a mix after somebody pasted lines
together. Nothing here raises: what cannot be read is replaced and named with its line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.file_faults import Fault, kept, skipped

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_OTHER_KINDS = (b"%PDF", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"SQLite format")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
_PAIR = re.compile(rb"[\xa1-\xfe]{2}")
_FOUR = re.compile(rb"[\x81-\xfe][0-9][\x81-\xfe][0-9]")
_HIGH = re.compile(rb"[\x80-\xff]")
_LINE = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Text:
    """A file's text, the encoding it came in, and the lines of which characters were lost."""

    text: str
    encoding: str
    faults: tuple[Fault, ...] = ()


def decode(raw: bytes) -> Text:
    """The text of a file, line breaks as they are."""
    if raw.startswith(_WORKBOOKS):
        return Text("", "", (skipped(0, "workbook"),))
    if raw.startswith(_OTHER_KINDS):
        return Text("", "", (skipped(0, "not-text"),))
    wide = _wide(raw)
    if wide:
        return _checked(raw.decode(wide, errors="replace"), wide)
    try:
        return Text(clean(raw.decode("utf-8")), "UTF-8")
    except UnicodeDecodeError:
        return _narrow(raw)


def clean(text: str) -> str:
    """Text without NUL, control, direction-changing and half characters; breaks and tabs stay."""
    return _CONTROLS.sub("", text)


def lines_of(text: str) -> list[str]:
    """The lines of a file, whatever system it comes from. Other separators that Unicode knows stay inside their line."""
    return _LINE.split(text)


def _wide(raw: bytes) -> str:
    """The kind of UTF-16, told by its BOM or by the zero bytes of Latin text; "" when it is none."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    start = raw[:4000]
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if len(start) >= 8 and max(even, odd) * 5 > len(start) and max(even, odd) > 4 * min(even, odd):
        return "utf-16-be" if even > odd else "utf-16-le"
    return ""


def _checked(text: str, encoding: str) -> Text:
    lost = tuple(kept(n, "lost-bytes", line) for n, line in enumerate(lines_of(text), 1) if "\ufffd" in line)
    return Text(clean(text), encoding.upper(), lost)


def _narrow(raw: bytes) -> Text:
    """Text that is not, or not all of it, UTF-8."""
    rows = list(_byte_lines(raw.removeprefix(b"\xef\xbb\xbf")))
    good = sum(1 for _, line in rows if _HIGH.search(line) and _is_utf8(line))
    bad = [(n, line) for n, line in rows if not _is_utf8(line)]
    other = _east_or_west(b"\n".join(line for _, line in bad))
    if good <= len(bad):
        return _checked(raw.decode(other, errors="replace"), other)
    texts = [line.decode("utf-8" if _is_utf8(line) else other, errors="replace") for _, line in rows]
    faults = tuple(kept(n, "wrong-bytes", texts[n - 1], encoding="UTF-8", other=other.upper()) for n, _ in bad)
    return Text(clean("\n".join(texts)), "UTF-8", faults)


def _byte_lines(raw: bytes) -> Iterator[tuple[int, bytes]]:
    yield from enumerate(re.split(rb"\r\n|\r|\n", raw), 1)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _east_or_west(raw: bytes) -> str:
    """GB18030 when the high bytes come in its pairs and fours; else Windows-1252, where they stand alone between Latin letters.

    That a text decodes proves nothing: GB18030 accepts nearly every German or Spanish text.
    """
    high = len(_HIGH.findall(raw))
    chinese = 2 * len(_PAIR.findall(raw)) + 2 * len(_FOUR.findall(raw))
    return "gb18030" if chinese > 0.6 * high else "cp1252"
