"""Deals from the tables that CRMs export (Salesforce, HubSpot, Pipedrive, Chinese CRMs) and that people keep as sheets.

Dates and amounts are judged a column at a time, since one cell alone often allows two readings. Cells are data: a formula stays text.
Must not know JSON or where a file lies.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice

from knowledge.deal_amounts import judge_amounts, read_amount
from knowledge.deal_columns import Column, State, is_footer, joined_fields, read_state
from knowledge.deal_dates import Order, judge_dates, read_date
from knowledge.deal_faults import kept, skipped
from knowledge.deal_intake import Intake, Row
from knowledge.deal_sheet import Sheet, SheetRow, read_sheet

Progress = Callable[[int, int], None]

_EVERY = 200
"""Rows between two reports of progress."""
_NOTHING = frozenset({"", "-", "--", "—", "–", "n/a", "#n/a", "null", "none", "(blank)", "(no value)", "无", "空"})
_YES = frozenset({"1", "true", "yes", "ja", "sí", "si", "wahr", "verdadero", "x", "是", "✓"})
_NO = frozenset({"0", "false", "no", "nein", "falsch", "falso", "否"})
_TEXT_FORMULA = re.compile(r'="([^"]*)"')
"""="00123": how exports keep a spreadsheet from eating leading zeros. Every other formula stays as it is written."""
_ROUNDED = re.compile(r"\d[.,]\d+E\+\d+", re.IGNORECASE)


def read_table(lines: Sequence[str], intake: Intake, on_progress: Progress | None = None) -> None:
    """Hand every row of a table to the intake. `on_progress` hears lines done and lines in all."""
    sheet = read_sheet(lines)
    if not isinstance(sheet, Sheet):
        intake.faults.append(sheet)
        return
    table = _Table(sheet, intake)
    for n, row in enumerate(sheet.rows, 1):
        table.take(row)
        if on_progress and n % _EVERY == 0:
            on_progress(row.line, len(lines))
    table.name_unknown_stages()


@dataclass
class _Table:
    """A sheet, and what its columns as a whole say about each cell."""

    sheet: Sheet
    intake: Intake
    _orders: dict[int, Order] = field(default_factory=dict)
    _marks: dict[int, str] = field(default_factory=dict)
    _made: dict[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)
    """Line and cells of each row whose id was made here."""
    _stages: dict[str, list[SheetRow]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.fields = _without_flags(self.sheet, dict(self.sheet.header.fields))
        self._judge_dates()
        self._judge_amounts()

    def take(self, row: SheetRow) -> None:
        if row.cells is None:
            self.intake.faults.append(skipped(row.line, "open-quote", row.shown))
            return
        cells = tuple(map(_plain, row.cells))
        state, stage = self._state(cells)
        if not (state or stage) and is_footer(next(filter(None, cells))):
            return
        texts = {name: self._text(cells, name) for name in self.fields}
        customer = texts.get("customer") or texts.get("name", "")
        if state == "open" or (state is None and stage and not self.sheet.header.has("outcome")):
            self._leave_open(row, state, stage)
            return
        deal = Row(row.line, row.shown, {**texts, "customer": customer, "outcome": stage}, state=state)
        identified = self._identified(deal, cells)
        if identified:
            self._warn_of_shape(row, identified, texts)
            self.intake.take(self._valued(identified, cells))

    def name_unknown_stages(self) -> None:
        """One fault for each stage that is not known, not one for each of its rows."""
        for stage, rows in self._stages.items():
            self.intake.faults.append(skipped(rows[0].line, "stage", rows[0].shown, value=stage, rows=len(rows)))

    def _state(self, cells: Sequence[str]) -> tuple[State | None, str]:
        """What has become of the deal, and the words that say so. The status counts before the stage, both before ticked boxes."""
        said = [text for name in ("outcome", "status", "stage") if (text := self._text(cells, name))]
        states = [read_state(text) for text in said]
        known = [state for state in states if state]
        ticked = self._ticked(cells)
        if "open" in known and "parked" in known:
            return "parked", said[0]
        # "Open" is the weakest word: a stage of its own name may hide behind a status that nobody keeps up.
        decided = [state for state in known if state != "open"] or ([ticked] if ticked else known)
        return (decided[0] if decided else None), (said[0] if said else "")

    def _ticked(self, cells: Sequence[str]) -> State | None:
        won, lost, closed, deleted = (self._text(cells, name).casefold() for name in ("is_won", "is_lost", "is_closed", "deleted"))
        if deleted in _YES:
            return "deleted"
        if won in _YES:
            return "won"
        if lost in _YES or (closed in _YES and won in _NO):
            return "lost"
        return "open" if closed in _NO or (won in _NO and lost in _NO) else None

    def _leave_open(self, row: SheetRow, state: State | None, stage: str) -> None:
        self.intake.still_open += 1
        if state is None:
            self._stages.setdefault(stage, []).append(row)

    def _text(self, cells: Sequence[str], name: str) -> str:
        found = [text for text in (_cell(cells, column) for column in self.fields.get(name, ())) if text.casefold() not in _NOTHING]
        if name in joined_fields():
            return "\n".join(dict.fromkeys(found))
        return found[0] if found else ""

    def _identified(self, row: Row, cells: tuple[str, ...]) -> Row | None:
        """The row with an id: its own, or one made of customer, name and date that stays the same in the next export."""
        own = row.texts.get("id", "")
        if own and not _ROUNDED.fullmatch(own):
            return row
        if own:
            self.intake.warn(row, "spoiled-id", value=own)
        dated = self._date(cells, "opened") or self._date(cells, "closed")
        parts = (row.texts["customer"], row.texts.get("name", ""), str(dated or ""))
        made = "row-" + hashlib.sha256("\x1f".join(parts).casefold().encode()).hexdigest()[:12]
        n = 1
        while (id := made if n == 1 else f"{made}-{n}") in self._made:
            line, earlier = self._made[id]
            if earlier == cells:
                self.intake.warn(row, "same-row", first=line)
                return None
            n += 1
        self._made[id] = (row.line, cells)
        return replace(row, texts={**row.texts, "id": id})

    def _valued(self, row: Row, cells: Sequence[str]) -> Row:
        """The row with its dates and amount, and a product: the deal's name says it where no column does."""
        texts = dict(row.texts)
        if texts["customer"] != texts.get("name", ""):
            texts["product"] = texts.get("product") or texts.get("name", "")
        amount, column = None, next((c for c in self.fields.get("amount", ()) if _cell(cells, c).casefold() not in _NOTHING), None)
        if column:
            amount, currency = read_amount(_cell(cells, column), self._marks[column.place], column.unit)
            texts["currency"] = texts.get("currency") or currency
            if amount is None:
                self.intake.warn(row, "amount", value=_cell(cells, column))
        opened, closed = self._date(cells, "opened", row), self._date(cells, "closed", row)
        sample = texts.get("sample", "").casefold() in _YES
        return replace(row, texts=texts, amount=amount, opened=opened, closed=closed, sample=sample)

    def _date(self, cells: Sequence[str], name: str, row: Row | None = None) -> date | None:
        """The first date that the field's columns hold. With a row, a cell that is no date is named."""
        for column in self.fields.get(name, ()):
            text = _cell(cells, column)
            found = read_date(text, self._orders[column.place])
            if found:
                return found
            if row and text.casefold() not in _NOTHING:
                self.intake.warn(row, "date", value=text, field=column.name)
        return None

    def _warn_of_shape(self, row: SheetRow, deal: Row, texts: Mapping[str, str]) -> None:
        cells = row.cells or ()
        found, wanted = len(cells), self.sheet.header.width
        if found < wanted:
            self.intake.warn(deal, "short-row", found=found, wanted=wanted)
        if any(text.strip() for text in cells[wanted:]):
            self.intake.warn(deal, "long-row", found=found, wanted=wanted)
        if not texts.get("customer") and deal.texts["customer"]:
            self.intake.warn(deal, "deal-name")

    def _judge_dates(self) -> None:
        columns = [column for name in ("opened", "closed") for column in self.fields.get(name, ())]
        hint = _date_hint(self.sheet)
        styles = [(column, judge_dates(self._column(column), hint)) for column in columns]
        seen = next((style.order for _, style in styles if style.evidence == "seen"), None)
        for column, style in styles:
            order = seen or style.order if style.evidence in ("guessed", "none") else style.order
            self._orders[column.place] = order
            if style.evidence == "mixed" or (style.evidence == "guessed" and not seen):
                self._say_dates(column, order, style.example, mixed=style.evidence == "mixed")

    def _say_dates(self, column: Column, order: Order, example: str, *, mixed: bool) -> None:
        words = "day/month (日/月)" if order == "dmy" else "month/day (月/日)"
        values = {"field": column.name, "order": words, "value": example, "date": read_date(example, order)}
        self.intake.faults.append(kept(self.sheet.header_line, "dates-mixed" if mixed else "dates-unclear", **values))

    def _judge_amounts(self) -> None:
        hint = "," if self.sheet.separator == ";" or self.sheet.header.language in ("de", "es") else "."
        for column in self.fields.get("amount", ()):
            mark, example = judge_amounts(self._column(column), hint)
            self._marks[column.place] = mark
            if example:
                amount, _ = read_amount(example, mark, column.unit)
                values = {"field": column.name, "value": example, "amount": amount}
                self.intake.faults.append(kept(self.sheet.header_line, "amounts-unclear", **values))

    def _column(self, column: Column) -> Iterator[str]:
        return (_plain(row.cells[column.place]) for row in self.sheet.rows if row.cells and len(row.cells) > column.place)
