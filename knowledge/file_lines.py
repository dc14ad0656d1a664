"""A file of records, one a line: opened, told apart from a table, and each line read as JSON. Knows no field of the records."""

import json
from collections.abc import Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn

from knowledge.file_faults import Fault, skipped
from knowledge.file_text import Text, clean, decode

_MAX_FILE = 100_000_000
_DIGITS = 40
_START = 20
"""Lines by which the kind of a file is told."""


def read_text(path: Path) -> Text:
    """The file as text; without an encoding, and with a fault, when it cannot be read as such."""
    try:
        if path.stat().st_size > _MAX_FILE:
            return Text("", "", (skipped(0, "too-large", limit=_MAX_FILE // 1_000_000),))
        return decode(path.read_bytes())
    except OSError as fault:
        return Text("", "", (skipped(0, "no-file", why=fault.strerror or type(fault).__name__),))


def is_json_list(lines: Sequence[str]) -> bool:
    """True for one list of JSON around all records, which no line of it can be read without."""
    first = next(iter(_start(lines)), "")
    return first in ("[", "[{") or first.startswith("[{")


def is_jsonl(lines: Sequence[str], path: Path) -> bool:
    """By what stands in it; by its name only when that tells nothing."""
    start = _start(lines)
    braces = sum(line.startswith("{") for line in start)
    if 2 * braces >= max(1, len(start)):
        return True
    return bool(start) and path.suffix.lower() in (".jsonl", ".ndjson", ".json") and not any(mark in start[0] for mark in ",;\t|")


def read_object(line: int, text: str) -> dict[str, Any] | Fault:
    """The JSON object in a line, its numbers exact, or why there is none."""
    try:
        found = json.loads(text, parse_float=Decimal, parse_constant=_refuse)
    except (ValueError, RecursionError) as fault:
        why = fault.msg if isinstance(fault, json.JSONDecodeError) else "a number or a nesting that is too large"
        return skipped(line, "not-json", text, why=why)
    return found if isinstance(found, dict) else skipped(line, "not-object", text)


def as_text(value: object) -> str | None:
    """A text or a number as text, nothing as ""; None for what is neither."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return None
    if isinstance(value, Decimal) and abs(value.adjusted()) > _DIGITS:
        return None  # 1e999999999 is eleven characters long here and a gigabyte when written out.
    return clean(value if isinstance(value, str) else format(Decimal(value), "f"))


def _start(lines: Sequence[str]) -> list[str]:
    return list(islice((line.strip() for line in lines if line.strip()), _START))


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)
