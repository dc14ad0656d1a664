"""A table of deals in a text file: its separator and where its header stands. Knows no deals' values."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from knowledge.deal_columns import Header, read_header
from knowledge.deal_faults import Fault, skipped
from knowledge.file_rows import HEADER_WITHIN, SEPARATORS, SheetRow, rows_of, told_separator

__all__ = ["Sheet", "SheetRow", "read_sheet"]


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
    start, separator = told_separator(lines)
    best: tuple[int, int, str, SheetRow, Header] | None = None
    for candidate in (separator,) if separator else SEPARATORS:
        for row in islice(rows_of(lines, candidate, start), HEADER_WITHIN):
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
    below = (found for found in rows_of(lines, separator, start) if found.line > row.line)
    kept = tuple(found for found in below if found.cells is None or (any(map(str.strip, found.cells)) and found.cells != names))
    return Sheet(separator, header, row.line, names, kept)
