"""Takes the rows of a file one after another and keeps what can be kept: the deals, the deletions and every fault. Knows no format."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import cast

from knowledge.deal_amounts import read_currency
from knowledge.deal_checks import known_topics, read_visibility
from knowledge.deal_columns import State, read_state
from knowledge.deal_faults import Fault, kept, skipped
from knowledge.file_text import clean
from knowledge.language import read_language
from knowledge.records import Deal, Outcome

MAX_FIELD = 20_000
"""Characters of one field that are kept."""
_MAX_ID = 200
_ENOUGH = 200
"""Characters of a deal's story by which its language is told; all of it would take most of the time of an import."""
_STORY = ("objection", "reply", "happened", "lesson")
_PLAIN = ("country", "industry", "product", "rep", "team", *_STORY)


@dataclass(frozen=True)
class Reading:
    """What a file of deals held."""

    deals: tuple[Deal, ...]
    faults: tuple[Fault, ...]
    """In the order of the file. Those with `kept` are warnings: their deals are among `deals`."""
    deletions: tuple[str, ...] = ()
    """Ids of deals that the file names as deleted."""
    still_open: int = 0
    """Rows that were left out because their deal has no outcome yet."""


@dataclass(frozen=True)
class Row:
    """One row as text, with what its format could read better than text."""

    line: int
    shown: str
    """The row as it stands in the file, for the list of faults."""
    texts: Mapping[str, str]
    amount: Decimal | None = None
    opened: date | None = None
    closed: date | None = None
    state: State | None = None
    """The outcome, when it was read from several columns; else it is read from the text "outcome"."""
    sample: bool = False


@dataclass
class Intake:
    """Collects rows. Of two with the same id the later one counts."""

    faults: list[Fault] = field(default_factory=list)
    still_open: int = 0
    _deals: dict[str, Deal] = field(default_factory=dict)
    _deletions: dict[str, None] = field(default_factory=dict)
    _lines: dict[str, int] = field(default_factory=dict)

    def take(self, row: Row) -> bool:
        """Keep a row as a deal (True), note that it is still open or deleted, or name what is wrong with it."""
        fault, state = _hindrance(row)
        if fault:
            self.faults.append(fault)
        elif state == "open":
            self.still_open += 1
        elif state == "deleted":
            self.delete(row.line, _id(row), row.shown)
        else:
            self._keep(row, cast(Outcome, state))
            return True
        return False

    def delete(self, line: int, id: str, shown: str = "") -> None:
        """Note that the deal of this id is no more."""
        if not id:
            self.faults.append(skipped(line, "no-id", shown))
            return
        self._deals.pop(id, None)
        self._deletions[id] = None
        self._lines[id] = line

    def warn(self, row: Row, name: str, **values: object) -> None:
        """Name something that was left out of a deal that is kept."""
        self.faults.append(kept(row.line, name, row.shown, **values))

    def reading(self) -> Reading:
        """All that came in, faults in the order of the file."""
        faults = tuple(sorted(self.faults, key=lambda fault: fault.line))
        return Reading(tuple(self._deals.values()), faults, tuple(self._deletions), self.still_open)

    def _keep(self, row: Row, outcome: Outcome) -> None:
        known_as = _id(row)
        if known_as in self._deals:
            self.warn(row, "twice", id=known_as, first=self._lines[known_as])
        texts = {name: self._cut(row, name) for name in ("customer", *_PLAIN)}
        self._deletions.pop(known_as, None)
        self._lines[known_as] = row.line
        self._deals[known_as] = Deal(
            id=known_as,
            outcome=outcome,
            **texts,
            amount=row.amount,
            currency=self._currency(row),
            opened=row.opened,
            closed=row.closed,
            cause=self._cause(row),
            visibility=read_visibility(row.texts.get("visibility", "")),
            lang=self._language(row, texts),
            sample=row.sample,
        )

    def _cut(self, row: Row, name: str) -> str:
        text = clean(row.texts.get(name, "")).replace("\r\n", "\n").replace("\r", "\n").strip()
        if len(text) > MAX_FIELD:
            self.warn(row, "too-long", field=name, limit=f"{MAX_FIELD:,}")
            text = text[:MAX_FIELD].rstrip()
        return text

    def _currency(self, row: Row) -> str:
        text = row.texts.get("currency", "").strip()
        code = text.upper() if re.fullmatch(r"[A-Za-z]{3}", text) else read_currency(text)
        if text and not code:
            self.warn(row, "currency", value=text)
        return "CNY" if code == "RMB" else code

    def _cause(self, row: Row) -> str | None:
        cause = row.texts.get("cause", "").strip()
        if not cause or cause in known_topics():
            return cause or None
        self.warn(row, "cause", value=cause)
        return None

    def _language(self, row: Row, texts: Mapping[str, str]) -> str:
        lang = row.texts.get("lang", "").strip().lower().replace("_", "-").split("-")[0]
        if re.fullmatch(r"[a-z]{2,3}", lang):
            return lang
        if lang:
            self.warn(row, "lang", value=lang)
        told = [texts[name] for name in _STORY if texts[name]]
        return read_language("\n".join(text[: _ENOUGH // len(told)] for text in told))


def _hindrance(row: Row) -> tuple[Fault | None, State | None]:
    """Why a row cannot become a deal, or what has become of its deal."""
    known_as, outcome = _id(row), row.texts.get("outcome", "").strip()
    state = row.state or read_state(outcome)
    visibility = row.texts.get("visibility", "")
    if not known_as:
        return skipped(row.line, "no-id", row.shown), None
    if len(known_as) > _MAX_ID:
        return skipped(row.line, "long-id", row.shown, limit=_MAX_ID), None
    if state in ("open", "deleted"):
        return None, state
    if not clean(row.texts.get("customer", "")).strip():
        return skipped(row.line, "no-customer", row.shown), None
    if state is None:
        return (skipped(row.line, "outcome", row.shown, value=outcome) if outcome else skipped(row.line, "no-outcome", row.shown)), None
    if not read_visibility(visibility):
        # Fails closed: a slip of the pen must not show a deal to the whole company.
        return skipped(row.line, "visibility", row.shown, value=visibility), None
    return None, state


def _id(row: Row) -> str:
    return " ".join(clean(row.texts.get("id", "")).split())
