"""A table in a text file: its separator, its rows with their lines in the file, and where its header stands. Knows no deals' values."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from knowledge.deal_columns import Header, read_header
from knowledge.deal_faults import Fault, skipped

_SEPARATORS = (",", ";", "\t", "|")
_HEADER_WITHIN = 40
"""Rows among which the header is looked for; reports put titles and filters above it."""
_ROW_LINES = 1_000
"""Lines one row may span. A quotation mark that is still open then was never closed, and must not swallow the rest of the file."""


@dataclass(frozen=True)
class SheetRow:
    """One row: the line of the file in which it starts, and its cells; None when its quotation marks do not close."""

    line: int
    cells: tuple[str, ...] | None
    shown: str


@dataclass(frozen=True)
class Sheet:
    """A table with a header that names at least a customer and what became of the deal."""

    separator: str
    header: Header
    header_line: int
    names: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    """The rows below the header, those without any text left out."""


def read_sheet(lines: Sequence[str]) -> Sheet | Fault:
    """The table in these lines (without their breaks), or why there is none."""
    start, separator = _told_separator(lines)
    best: tuple[int, int, str, SheetRow, Header] | None = None
    for candidate in (separator,) if separator else _SEPARATORS:
        for row in islice(_rows(lines, candidate, start), _HEADER_WITHIN):
            header = read_header(row.cells or ())
            score = (len(header.fields), header.width)
            if len(header.fields) >= 2 and (best is None or score > best[:2]):
                best = (*score, candidate, row, header)
    if best is None:
        return skipped(0, "no-header" if any(line.strip() for line in lines) else "empty")
    *_, separator, row, header = best
    names = row.cells or ()
    if not header.has("customer", "name"):
        return skipped(row.line, "no-customer-column", row.shown, columns=", ".join(names))
    if not header.has("outcome", "status", "stage", "is_won", "is_lost"):
        return skipped(row.line, "no-outcome-column", row.shown, columns=", ".join(names))
    below = (found for found in _rows(lines, separator, start) if found.line > row.line)
    kept = tuple(found for found in below if found.cells is None or (any(map(str.strip, found.cells)) and found.cells != names))
    return Sheet(separator, header, row.line, names, kept)


def _told_separator(lines: Sequence[str]) -> tuple[int, str]:
    """The line to start with and the separator, when the file opens with Excel's own "sep=;"."""
    if lines and lines[0].strip().strip('"').lower().startswith("sep="):
        mark = lines[0].strip().strip('"')[4:5]
        return 1, mark if mark in _SEPARATORS else ""
    return 0, ""


def _rows(lines: Sequence[str], separator: str, start: int) -> Iterator[SheetRow]:
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
