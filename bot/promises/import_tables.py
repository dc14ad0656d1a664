"""Rows of a table of promises, each field as text. Knows the names of columns and how spreadsheets spoil cells, not what is in them."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from bot.promises.import_faults import left_out
from knowledge.file_faults import Fault
from knowledge.file_rows import HEADER_WITHIN, SEPARATORS, SheetRow, rows_of, told_separator

NEEDED = ("id", "owner", "customer", "what", "direction", "due")
FIELDS = (*NEEDED, "tz")
_NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "编号"),
    "owner": ("owner", "负责人"),
    "customer": ("customer", "account", "客户"),
    "what": ("what", "promise", "承诺", "承诺内容", "内容"),
    "direction": ("direction", "方向"),
    "due": ("due", "due date", "到期", "到期时间", "到期日", "截止时间", "截止日期"),
    "tz": ("tz", "zone", "timezone", "time zone", "时区"),
}
_COLUMNS: Mapping[str, str] = {name: meant for meant, names in _NAMES.items() for name in names}
_TEXT_FORMULA = re.compile(r'="([^"]*)"')
"""="00123" is how exports keep a spreadsheet from eating leading zeros."""
_DEFUSED = re.compile(r"'(?=\s*[=+\-@＝＋－＠])")
"""The mark that an export puts in front of what a spreadsheet would work out."""

Found = tuple[int, str, dict[str, str]]
"""A row: its line in the file, how it stands there, and its fields."""


def table_rows(lines: Sequence[str]) -> Iterator[Found | Fault]:
    """Every row of the table in these lines, or what is wrong with the row or the table."""
    start, separator = told_separator(lines)
    headers = [
        (len(_places(row)), mark, row)
        for mark in ((separator,) if separator else SEPARATORS)
        for row in islice(rows_of(lines, mark, start), HEADER_WITHIN)
    ]
    known, mark, header = max(headers, key=lambda found: (found[0], -found[2].line))
    places = _places(header)
    missing = [name for name in NEEDED if name not in places]
    if known < 2:
        yield left_out(0, "no-header")
    elif missing:
        yield left_out(header.line, "no-column", header.shown, columns=", ".join(missing))
    else:
        for row in rows_of(lines, mark, start):
            if row.line > header.line and row.cells != header.cells:
                yield from _row(row, places, len(header.cells or ()))


def _row(row: SheetRow, places: Mapping[str, int], width: int) -> Iterator[Found | Fault]:
    """The row, or its fault; nothing for an empty one."""
    if row.cells is None:
        yield left_out(row.line, "open-quote", row.shown)
        return
    cells = tuple(map(_plain, row.cells))
    if any(cells[width:]):
        # The cells behind the stray separator stand in the wrong columns, and nobody can tell which.
        yield left_out(row.line, "long-row", row.shown, found=len(cells), wanted=width)
    elif any(cells):
        yield row.line, row.shown, {name: cells[place] for name, place in places.items() if place < len(cells)}


def _places(row: SheetRow) -> dict[str, int]:
    """Where each field stands, by the names in a row; the first of several columns counts."""
    places: dict[str, int] = {}
    for place, cell in enumerate(row.cells or ()):
        name = " ".join(unicodedata.normalize("NFKC", cell).casefold().replace("_", " ").split())
        if name in _COLUMNS:
            places.setdefault(_COLUMNS[name], place)
    return places


def _plain(cell: str) -> str:
    """The text of a cell. A formula is never worked out: it stays the text it is."""
    cell = cell.strip()
    formula = _TEXT_FORMULA.fullmatch(cell)
    return formula[1].strip() if formula else _DEFUSED.sub("", cell, count=1) if cell.startswith("'") else cell
