"""Reads a file of past deals: JSONL (one deal a line) or a table, told apart by what stands in it. The only door for files of deals.

Nothing here raises for what a file holds: what cannot be read comes back as a Fault with its line, beside all that could.
"""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from knowledge.deal_amounts import read_amount
from knowledge.deal_dates import could_be_two_days, read_date
from knowledge.deal_faults import Fault, skipped
from knowledge.deal_intake import Intake, Reading, Row
from knowledge.deal_tables import read_table
from knowledge.file_lines import as_text, is_json_list, is_jsonl, read_object, read_text
from knowledge.file_text import lines_of

__all__ = ["SAMPLE_DEALS", "Fault", "Reading", "read_deals"]

SAMPLE_DEALS = Path(__file__).parent / "deals" / "sample.jsonl"
"""The fictional deals that come with the demo."""
_EVERY = 200
"""Lines between two reports of progress."""
_TEXTS = (
    *("id", "customer", "country", "industry", "product", "rep", "team", "outcome", "currency"),
    *("objection", "cause", "reply", "happened", "lesson", "visibility", "lang"),
)
_STRICT = ("id", "customer", "outcome", "visibility")
"""Fields without which, or with something odd in which, a deal must not come in."""


def read_deals(path: Path, *, on_progress: Callable[[int, int], None] | None = None) -> Reading:
    """Every deal in a file, every row that could not be read, and the deals that the file names as deleted.

    `on_progress` hears lines done and lines in all, and always hears the end.
    """
    intake = Intake()
    text = read_text(path)
    intake.faults.extend(text.faults)
    lines = lines_of(text.text)
    if text.encoding:
        _read_lines(lines, path, intake, on_progress)
    if on_progress:
        on_progress(len(lines), len(lines))
    return intake.reading()


def _read_lines(lines: Sequence[str], path: Path, intake: Intake, on_progress: Callable[[int, int], None] | None) -> None:
    if is_json_list(lines):
        intake.faults.append(skipped(0, "json-list"))
    elif is_jsonl(lines, path):
        for n, line in enumerate(lines, 1):
            if line.strip():
                _read_line(n, line, intake)
            if on_progress and n % _EVERY == 0:
                on_progress(n, len(lines))
    else:
        read_table(lines, intake, on_progress)


def _read_line(line: int, text: str, intake: Intake) -> None:
    found = read_object(line, text)
    if isinstance(found, Fault):
        intake.faults.append(found)
    elif found.get("deleted") is True:
        intake.delete(line, as_text(found.get("id")) or "", text)
    else:
        _take(line, text, found, intake)


def _take(line: int, shown: str, found: dict[str, Any], intake: Intake) -> None:
    texts = {name: as_text(found.get(name)) for name in _TEXTS}
    row = Row(line, shown, {name: text for name, text in texts.items() if text is not None}, sample=found.get("sample") is True)
    odd = [name for name, text in texts.items() if text is None]
    if any(name in _STRICT for name in odd):
        intake.faults.append(skipped(line, "odd-field", shown, field=next(name for name in odd if name in _STRICT)))
        return
    waiting = Intake()  # Warnings about the values are wanted only when the deal comes in.
    for name in odd:
        waiting.warn(row, "not-text", field=name)
    amount, currency = _amount(found.get("amount"), row, waiting)
    opened, closed = (_date(found.get(name), name, row, waiting) for name in ("opened", "closed"))
    read = {**row.texts, "currency": row.texts.get("currency") or currency}
    if intake.take(Row(line, shown, read, amount, opened, closed, sample=row.sample)):
        intake.faults.extend(waiting.faults)


def _amount(value: object, row: Row, intake: Intake) -> tuple[Decimal | None, str]:
    text = as_text(value)
    if text == "":
        return None, ""
    # A number of JSON is written one way only; a text may be written as in any table.
    amount, currency = read_amount(text, "." if isinstance(value, int | Decimal) else "") if text else (None, "")
    if amount is None:
        intake.warn(row, "amount", value=value)
    return amount, currency


def _date(value: object, name: str, row: Row, intake: Intake) -> date | None:
    text = as_text(value)
    day = read_date(text, None) if text else None
    if day is None and text != "":
        intake.warn(row, "date-unclear" if text and could_be_two_days(text) else "date", value=value, field=name)
    return day
