"""A table in a text file as rows with their lines in the file. Knows separators and quotation marks, not what the cells mean."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

SEPARATORS = (",", ";", "\t", "|")
HEADER_WITHIN = 40
"""Rows among which the header is looked for; reports put titles and filters above it."""
_ROW_LINES = 1_000
"""Lines one row may span. A quotation mark that is still open then was never closed, and must not swallow the rest of the file."""


@dataclass(frozen=True)
class SheetRow:
    """One row: the line of the file in which it starts, and its cells; None when its quotation marks do not close."""

    line: int
    cells: tuple[str, ...] | None
    shown: str


def told_separator(lines: Sequence[str]) -> tuple[int, str]:
    """The line to start with and the separator, when the file opens with Excel's own "sep=;"."""
    if lines and lines[0].strip().strip('"').lower().startswith("sep="):
        mark = lines[0].strip().strip('"')[4:5]
        return 1, mark if mark in SEPARATORS else ""
    return 0, ""


def rows_of(lines: Sequence[str], separator: str, start: int) -> Iterator[SheetRow]:
    """Every row from line index `start` on. After a row that does not close, reading goes on with the line below its first."""
    # The limit is the process's own; it is only ever raised, and our own limit on a field comes later.
    csv.field_size_limit(max(csv.field_size_limit(), 1 << 30))
    at = start
    while at < len(lines):
        cells, taken = _row_at(lines, at, separator)
        yield SheetRow(at + 1, cells, lines[at])
        at += taken


def _row_at(lines: Sequence[str], at: int, separator: str) -> tuple[tuple[str, ...] | None, int]:
    """The cells of the row that starts in line index `at`, and how many lines it spans."""
    if '"' not in lines[at]:
        return tuple(lines[at].split(separator)), 1
    found = _strictly(lines, at, separator)
    if found:
        return found
    # Marks inside a text that were not doubled can be lived with; a row still open at its line's end can not.
    cells = next(csv.reader([f"{lines[at]}\n"], delimiter=separator), [""])
    return (None if cells[-1].endswith("\n") else tuple(cells)), 1


def _strictly(lines: Sequence[str], at: int, separator: str) -> tuple[tuple[str, ...], int] | None:
    reader = csv.reader((f"{line}\n" for line in islice(lines, at, at + _ROW_LINES)), delimiter=separator, strict=True)
    try:
        return tuple(next(reader, [])), max(1, reader.line_num)
    except csv.Error:
        return None
