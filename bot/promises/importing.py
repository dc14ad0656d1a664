"""Promises that a team brings along: JSONL (one promise a line) or a table, told apart by what stands in it.

Nothing here raises for what a file holds: every row that cannot be read comes back as a Fault with its line. Saves nothing.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.promises.import_dues import Unreadable, read_due
from bot.promises.import_faults import left_out
from bot.promises.import_tables import FIELDS, table_rows
from bot.promises.records import Direction, Promise
from knowledge.file_faults import Fault
from knowledge.file_lines import as_text, is_json_list, is_jsonl, read_object, read_text
from knowledge.file_text import clean, lines_of
from knowledge.language import read_language

_DIRECTIONS: Mapping[str, Direction] = {"ours": "ours", "theirs": "theirs", "我方": "ours", "对方": "theirs"}
_LIMITS = {"id": 200, "customer": 200, "what": 20_000}
"""Characters of a field."""
_OWNER = re.compile(r"(?:<@)?([UW][A-Z0-9_]{1,40})(?:\|[^>]*)?>?")
_ENOUGH = 200
"""Characters by which a language is told."""


@dataclass(frozen=True)
class Reading:
    """What a file held: promises to be saved as open ones, and every row that was left out, in the order of the file."""

    promises: tuple[Promise, ...]
    faults: tuple[Fault, ...]


@dataclass
class _Intake:
    now: datetime
    team_of: Callable[[str], str | None]
    audience_of: Callable[[str, str | None], str]
    faults: list[Fault] = field(default_factory=list)
    promises: dict[str, Promise] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def take(self, line: int, shown: str, texts: Mapping[str, str]) -> None:
        """Keep a row, or name what is wrong with it."""
        try:
            promise = self._promise({name: clean(text).strip() for name, text in texts.items()})
        except Unreadable as fault:
            self.faults.append(left_out(line, fault.name, shown, **fault.values))
            return
        known = self.promises.setdefault(promise.id, promise)
        first = self.lines.setdefault(promise.id, line)
        if known != promise:
            self.faults.append(left_out(line, "twice", shown, id=promise.id, first=first))

    def _promise(self, texts: Mapping[str, str]) -> Promise:
        known_as, customer, what = (_line(name, texts.get(name, "")) for name in ("id", "customer", "what"))
        owner, direction = _owner(texts.get("owner", "")), _direction(texts.get("direction", ""))
        due, team = read_due(texts.get("due", ""), texts.get("tz", "")), self.team_of(owner)
        return Promise(
            id=known_as,
            customer=customer,
            what=what,
            owner=owner,
            direction=direction,
            due=due,
            state="open",
            made_at=self.now,
            team=team,
            audience=self.audience_of(owner, team),
            language=read_language(what[:_ENOUGH]),
        )


def read_promises_file(
    path: Path, now: datetime, team_of: Callable[[str], str | None], audience_of: Callable[[str, str | None], str]
) -> Reading:
    """Every promise in a file, made `now`. `team_of` tells an owner's team, `audience_of` who may read what owner and team promise."""
    text = read_text(path)
    intake = _Intake(now, team_of, audience_of, [*text.faults])
    if text.encoding:
        _read(lines_of(text.text), path, intake)
    return Reading(tuple(intake.promises.values()), tuple(sorted(intake.faults, key=lambda fault: fault.line)))


def _read(lines: Sequence[str], path: Path, intake: _Intake) -> None:
    if not any(line.strip() for line in lines):
        intake.faults.append(left_out(0, "empty"))
    elif is_json_list(lines):
        intake.faults.append(left_out(0, "json-list"))
    elif is_jsonl(lines, path):
        for number, line in enumerate(lines, 1):
            if line.strip():
                _read_line(number, line, intake)
    else:
        for row in table_rows(lines):
            if isinstance(row, Fault):
                intake.faults.append(row)
            else:
                intake.take(*row)


def _read_line(number: int, line: str, intake: _Intake) -> None:
    found = read_object(number, line)
    if isinstance(found, Fault):
        intake.faults.append(found)
        return
    texts = {name: as_text(found.get(name)) for name in FIELDS}
    odd = next((name for name, text in texts.items() if text is None), None)
    if odd:
        intake.faults.append(left_out(number, "odd-field", line, field=odd))
    else:
        intake.take(number, line, {name: text or "" for name, text in texts.items()})


def _line(name: str, text: str) -> str:
    """A text on one line. Raises Unreadable for one with nothing to read or too much."""
    text = " ".join(text.split())
    if not any(character.isalnum() for character in text):
        raise Unreadable(f"no-{name}")
    if len(text) > _LIMITS[name]:
        raise Unreadable("too-long", field=name, limit=f"{_LIMITS[name]:,}")
    return text


def _owner(text: str) -> str:
    found = _OWNER.fullmatch(text.removeprefix("@"))
    if found:
        return found[1]
    raise Unreadable("owner" if text else "no-owner", value=text)


def _direction(text: str) -> Direction:
    found = _DIRECTIONS.get(text.casefold())
    if found:
        return found
    raise Unreadable("direction" if text else "no-direction", value=text)
