"""JSON lines in, JSON lines out: one object a line, in order, a bad line is answered with its error and the run goes on.

Knows nothing of what the objects mean.
"""

import json
import logging
import math
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, NoReturn, TextIO

from bot.commands.ending import as_bot_error, code_of
from bot.errors import BadInput

MAX_LINE = 1 << 20
"""Bytes of one line that are read."""
Work = Callable[[Mapping[str, Any]], Mapping[str, Any]]
_BOM = b"\xef\xbb\xbf"
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Line:
    """One line as it was read: its id, and its fields or what is wrong with it."""

    id: Any
    fields: Mapping[str, Any] | None
    error: str = ""


def answer_lines(work: Work, source: BinaryIO | None = None, target: TextIO | None = None) -> int:
    """Answer every line of `source` on `target` (by default standard input and output). Returns 1 when any had an error, else 0.

    `work` makes the answer from the fields; the id is carried through. What it raises becomes that line's error.
    """
    source, target, status = source or sys.stdin.buffer, target or sys.stdout, 0
    for line in read_lines(source):
        answer, error = ({}, line.error) if line.fields is None else _answer(work, line.fields)
        if error:
            status = 1
        told = {"error": error} if error else {**answer, "id": line.id}
        target.write(as_line({"id": line.id} | told) + "\n")
        target.flush()
    return status


def read_lines(source: BinaryIO) -> Iterator[Line]:
    """Every line that is not blank. Never holds more than MAX_LINE bytes."""
    is_first = True
    while raw := source.readline(MAX_LINE + 1):
        if is_first:
            raw, is_first = raw.removeprefix(_BOM), False
        if len(raw) > MAX_LINE and not raw.endswith(b"\n"):
            while raw and not raw.endswith(b"\n"):
                raw = source.readline(MAX_LINE)
            yield Line(None, None, f"the line is longer than {MAX_LINE:,} bytes")
        elif raw.strip():
            yield _read(raw)


def as_line(value: Mapping[str, Any]) -> str:
    """The object on one line; characters that UTF-8 cannot hold (half surrogates) are escaped."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, allow_nan=False)
    return text


def text_in(fields: Mapping[str, Any], name: str) -> str:
    """A text that must be there. Raises BadInput."""
    value = fields.get(name)
    if not isinstance(value, str) or not value.strip():
        raise BadInput(f'"{name}" must be a text')
    return value


def _read(raw: bytes) -> Line:
    try:
        value = json.loads(raw.decode(), parse_constant=_refuse)
    except UnicodeDecodeError:
        return Line(None, None, "the line is not UTF-8")
    except (ValueError, RecursionError) as fault:
        return Line(None, None, f"the line is not JSON: {fault}")
    if not isinstance(value, dict):
        return Line(None, None, "the line is not a JSON object")
    name = value.get("id")
    if name is None or isinstance(name, str) or (isinstance(name, int | float) and not isinstance(name, bool) and math.isfinite(name)):
        return Line(name, value)
    return Line(None, None, '"id" must be a text or a number')


def _answer(work: Work, fields: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    try:
        return dict(work(fields)), ""
    except Exception as fault:  # whatever it is, the other lines must be answered
        known = as_bot_error(fault)
        if known is not None:
            return {}, " ".join(part for part in (str(known), known.hint) if part)
        code = code_of(fault)
        log.exception("Defect %s", code)
        return {}, f"something went wrong inside Goodword (code {code})"


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
