"""The cells of a table as text, dates and amounts. Judges each column as a whole first, since one cell alone often allows two readings.

A cell is data: a formula is never worked out, it stays the text it is. Must not know what becomes of the values.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from knowledge.deal_amounts import judge_amounts, read_amount
from knowledge.deal_columns import Column, joined_fields
from knowledge.deal_dates import DateStyle, Order, judge_dates, read_date
from knowledge.deal_faults import Fault, kept
from knowledge.deal_sheet import Sheet, SheetRow

YES = frozenset({"1", "true", "yes", "y", "ja", "sí", "si", "wahr", "verdadero", "x", "是", "✓"})
NO = frozenset({"0", "false", "no", "n", "nein", "falsch", "falso", "否"})
_NOTHING = frozenset({"", "-", "--", "—", "–", "n/a", "#n/a", "null", "none", "(blank)", "(no value)", "无", "空"})
_TEXT_FORMULA = re.compile(r'="([^"]*)"')
"""="00123" is how exports keep a spreadsheet from eating leading zeros. Every other formula stays as it is written."""
_HALF_DAY = re.compile(r"\d\s?[ap]\.?m\b", re.IGNORECASE)


@dataclass(frozen=True)
class Doubt:
    """A cell that could not be read: the name of the warning, the text, and its column's name."""

    name: str
    value: str
    field: str


@dataclass
class Cells:
    """Reads the cells of one sheet's rows by field. `faults` holds what had to be decided for a whole column."""

    sheet: Sheet
    faults: list[Fault] = field(default_factory=list)
    _orders: dict[int, Order] = field(default_factory=dict)
    _marks: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.fields = dict(self.sheet.header.fields)
        self._part_dates_from_ticks()
        self._judge_dates()
        self._judge_amounts()

    def plain(self, row: SheetRow) -> tuple[str, ...]:
        """The cells of a row without outer spaces and text formulas."""
        return tuple(_plain(cell) for cell in row.cells or ())

    def text(self, cells: Sequence[str], name: str) -> str:
        """What a field's columns hold: the first that holds something, or all of them, a line each, where the field says so."""
        found = [text for column in self.fields.get(name, ()) if (text := _at(cells, column))]
        if name in joined_fields():
            return "\n".join(dict.fromkeys(found))
        return found[0] if found else ""

    def day(self, cells: Sequence[str], name: str) -> tuple[date | None, Doubt | None]:
        """The first date among a field's columns, else the first cell there that is none."""
        doubt = None
        for column in self.fields.get(name, ()):
            text = _at(cells, column)
            found = read_date(text, self._orders[column.place])
            if found:
                return found, None
            doubt = doubt or (Doubt("date", text, column.name) if text else None)
        return None, doubt

    def amount(self, cells: Sequence[str]) -> tuple[Decimal | None, str, Doubt | None]:
        """The amount and its currency ("" when the cell names none) from the first amount column that holds something."""
        for column in self.fields.get("amount", ()):
            if text := _at(cells, column):
                amount, currency = read_amount(text, self._marks[column.place], column.unit)
                return amount, currency, Doubt("amount", text, column.name) if amount is None else None
        return None, "", None

    def _part_dates_from_ticks(self) -> None:
        """Some exports name a box to tick "Closed", others the closing date."""
        for column in self.fields.get("closed", ()):
            values = {text.casefold() for text in self._values(column) if text}
            if values and values <= YES | NO:
                self.fields["is_closed"] = (*self.fields.get("is_closed", ()), column)
                self.fields["closed"] = tuple(other for other in self.fields["closed"] if other != column)

    def _judge_dates(self) -> None:
        columns = [column for name in ("opened", "closed") for column in self.fields.get(name, ())]
        styles = [(column, judge_dates(self._values(column), self._date_hint(columns))) for column in columns]
        # One export writes all its dates alike: what one column shows holds for those that do not show it.
        seen = next((style.order for _, style in styles if style.evidence == "seen"), None)
        for column, style in styles:
            guessed = style.evidence in ("guessed", "none")
            self._orders[column.place] = seen if seen and guessed else style.order
            if style.evidence == "mixed" or (style.evidence == "guessed" and not seen):
                self._say_dates(column, style)

    def _say_dates(self, column: Column, style: DateStyle) -> None:
        order = "day/month (日/月)" if style.order == "dmy" else "month/day (月/日)"
        name = "dates-mixed" if style.evidence == "mixed" else "dates-unclear"
        day = read_date(style.example, style.order)
        self.faults.append(kept(self.sheet.header_line, name, field=column.name, order=order, value=style.example, date=day))

    def _date_hint(self, columns: Sequence[Column]) -> Order:
        """The order to take when no value shows it: Americans write AM and PM, and separate with commas."""
        if self._is_continental():
            return "dmy"
        texts = [text for column in columns for text in self._values(column)]
        continental = any(re.fullmatch(r"\d+,\d\d", text) for column in self.fields.get("amount", ()) for text in self._values(column))
        return "dmy" if continental and not any(map(_HALF_DAY.search, texts)) else "mdy"

    def _is_continental(self) -> bool:
        return self.sheet.separator == ";" or self.sheet.header.language in ("de", "es")

    def _judge_amounts(self) -> None:
        for column in self.fields.get("amount", ()):
            mark, example = judge_amounts(self._values(column), "," if self._is_continental() else ".")
            self._marks[column.place] = mark
            if example:
                amount, _ = read_amount(example, mark, column.unit)
                fault = kept(self.sheet.header_line, "amounts-unclear", field=column.name, value=example, amount=amount)
                self.faults.append(fault)

    def _values(self, column: Column) -> Iterator[str]:
        cells = (row.cells for row in self.sheet.rows if row.cells and len(row.cells) > column.place)
        return (_something(_plain(found[column.place])) for found in cells)


def _at(cells: Sequence[str], column: Column) -> str:
    """The text of a cell, "" where the row is too short or the cell only says that there is nothing."""
    return _something(cells[column.place]) if column.place < len(cells) else ""


def _something(text: str) -> str:
    return "" if text.casefold() in _NOTHING else text


def _plain(cell: str) -> str:
    cell = cell.strip()
    match = _TEXT_FORMULA.fullmatch(cell)
    return match[1].strip() if match else cell
