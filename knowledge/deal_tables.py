"""Deals from the tables that CRMs export (Salesforce, HubSpot, Pipedrive, Chinese CRMs) and that people keep as sheets.

Decides what became of each deal and by which id it is known. Must not know JSON or where a file lies.
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from knowledge.deal_cells import NO, YES, Cells
from knowledge.deal_columns import State, is_footer, read_state
from knowledge.deal_faults import skipped
from knowledge.deal_intake import Intake, Row
from knowledge.deal_sheet import Sheet, SheetRow, read_sheet

Progress = Callable[[int, int], None]

_EVERY = 200
"""Rows between two reports of progress."""
_ROUNDED = re.compile(r"\d[.,]\d+E\+\d+", re.IGNORECASE)
"""1.23457E+11: a spreadsheet rounded a long number, and many deals now share it."""


def read_table(lines: Sequence[str], intake: Intake, on_progress: Progress | None = None) -> None:
    """Hand every row of a table to the intake. `on_progress` hears lines done and lines in all."""
    sheet = read_sheet(lines)
    if not isinstance(sheet, Sheet):
        intake.faults.append(sheet)
        return
    table = _Table(sheet, Cells(sheet), intake)
    for n, row in enumerate(sheet.rows, 1):
        table.take(row)
        if on_progress and n % _EVERY == 0:
            on_progress(row.line, len(lines))
    table.finish()


@dataclass
class _Table:
    sheet: Sheet
    cells: Cells
    intake: Intake
    _made: dict[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)
    """Line and cells of each row whose id was made here."""
    _stages: dict[str, list[SheetRow]] = field(default_factory=dict)
    """Rows by their stage, where it is not known."""
    _is_below: bool = False
    """True once a line such as "Grand Totals" has been seen: lone texts below it are not deals either."""

    def take(self, row: SheetRow) -> None:
        cells, width = self.cells.plain(row), self.sheet.header.width
        if row.cells is None:
            self.intake.faults.append(skipped(row.line, "open-quote", row.shown))
        elif any(cells[width:]):
            # The cells behind the stray separator stand in the wrong columns, and nobody can tell which.
            self.intake.faults.append(skipped(row.line, "long-row", row.shown, found=len(cells), wanted=width))
        elif any(cells):
            self._take(row, cells)

    def finish(self) -> None:
        """Name each stage that is not known once, not once a row."""
        for stage, rows in self._stages.items():
            self.intake.faults.append(skipped(rows[0].line, "stage", rows[0].shown, value=stage, rows=len(rows)))
        self.intake.faults.extend(self.cells.faults)

    def _take(self, row: SheetRow, cells: tuple[str, ...]) -> None:
        state, said = self._state(cells)
        if not (state or said) and self._is_footer(cells):
            return
        if state is None and said and self._is_pipeline(cells):
            self._stages.setdefault(said, []).append(row)
            self.intake.still_open += 1
        elif state == "open":
            self.intake.still_open += 1
        else:
            self._take_ended(row, cells, state, said)

    def _take_ended(self, row: SheetRow, cells: tuple[str, ...], state: State | None, said: str) -> None:
        texts = {name: self.cells.text(cells, name) for name in self.cells.fields}
        name = texts.get("name", "")
        has_customer = bool(texts.get("customer"))
        texts |= {"customer": texts.get("customer") or name, "outcome": said}
        if has_customer and not texts.get("product"):
            # Nobody writes the product in a column of its own when the deal's name says it: "200 pumps for Lyon".
            texts["product"] = name
        deal = self._identified(Row(row.line, row.shown, texts, state=state), cells)
        if deal and self._take_valued(deal, cells) and state != "deleted":
            if not has_customer:
                self.intake.warn(deal, "deal-name")
            if len(cells) < self.sheet.header.width:
                self.intake.warn(deal, "short-row", found=len(cells), wanted=self.sheet.header.width)

    def _is_footer(self, cells: Sequence[str]) -> bool:
        filled = [cell for cell in cells if cell]
        self._is_below = self._is_below or is_footer(filled[0])
        return is_footer(filled[0]) or (self._is_below and len(filled) == 1)

    def _state(self, cells: Sequence[str]) -> tuple[State | None, str]:
        """What became of the deal, and the words that say so. Outcome counts before status, status before stage, all before ticks."""
        said = [text for name in ("outcome", "status", "stage") if (text := self.cells.text(cells, name))]
        ticked = self._ticked(cells)
        if ticked == "deleted":
            return ticked, ""
        known = [state for text in said if (state := read_state(text))]
        # "Open" is the weakest word: "on hold" may be the stage of a deal whose status is open.
        decided = [state for state in (*known, ticked) if state and state != "open"]
        return next(iter(decided or known), ticked), said[0] if said else ""

    def _ticked(self, cells: Sequence[str]) -> State | None:
        won, lost, closed, deleted = (self.cells.text(cells, name).casefold() for name in ("is_won", "is_lost", "is_closed", "deleted"))
        if deleted in YES:
            return "deleted"
        if won in YES:
            return "won"
        if lost in YES or (closed in YES and won in NO):
            return "lost"
        return "open" if closed in NO or (won in NO and lost in NO) else None

    def _is_pipeline(self, cells: Sequence[str]) -> bool:
        """True when words that are not known are a stage on the way; an outcome that is not known is a fault."""
        return not self.sheet.header.has("outcome") and self.cells.text(cells, "is_closed").casefold() not in YES

    def _identified(self, row: Row, cells: tuple[str, ...]) -> Row | None:
        """The row with an id: its own, or one made of customer, name and date that is the same in the next export.

        None for a row that stands there twice, word for word.
        """
        own = row.texts.get("id", "")
        if own and not _ROUNDED.fullmatch(own):
            return row
        if own:
            self.intake.warn(row, "spoiled-id", value=own)
        day = self.cells.day(cells, "opened")[0] or self.cells.day(cells, "closed")[0]
        parts = (row.texts["customer"], row.texts.get("name", ""), str(day or ""))
        made = "row-" + hashlib.sha256("\x1f".join(parts).casefold().encode()).hexdigest()[:12]
        known_as, n = made, 1
        while known_as in self._made:
            line, earlier = self._made[known_as]
            if earlier == cells:
                self.intake.warn(row, "same-row", first=line)
                return None
            n += 1
            known_as = f"{made}-{n}"
        self._made[known_as] = (row.line, cells)
        return replace(row, texts={**row.texts, "id": known_as})

    def _take_valued(self, row: Row, cells: Sequence[str]) -> bool:
        """Hand the row over with its dates and amount. True when it came in."""
        amount, currency, no_amount = self.cells.amount(cells)
        opened, not_opened = self.cells.day(cells, "opened")
        closed, not_closed = self.cells.day(cells, "closed")
        texts = {**row.texts, "currency": row.texts.get("currency") or currency}
        is_sample = row.texts.get("sample", "").casefold() in YES
        is_in = self.intake.take(replace(row, texts=texts, amount=amount, opened=opened, closed=closed, sample=is_sample))
        for doubt in filter(None, (no_amount, not_opened, not_closed) if is_in else ()):
            self.intake.warn(row, doubt.name, value=doubt.value, field=doubt.field)
        return is_in
