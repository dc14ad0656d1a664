"""Keeps learning and judging apart: finds lines of the guidance that share a run of words with an evaluation question.

A run is 4 words, or 6 characters in scripts written without spaces; case, accents' form and punctuation do not count.
Sayings and counter-sayings are removed from their files (`--dry-run`: only listed). Guidance sentences are listed and never
touched: people read them, so a person rewords them. Run "make learn" afterwards.
"""

import argparse
import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[1]))

from evals.questions import SETS, read_judged, read_questions, read_unanswerable

ROOT = Path(__file__).parents[2]
CARDS, COUNTER = ROOT / "knowledge" / "cards", ROOT / "knowledge" / "counter"
TENSIONS = ROOT / "knowledge" / "tensions.toml"
WORDS, CHARACTERS = 4, 6
_UNSPACED = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_STRETCH = re.compile(rf"[{_UNSPACED}]+|[^{_UNSPACED}]+")
_WORD = re.compile(r"[^\W_]+")
_BULLET = re.compile(r"\s*(?:[-*•]\s+)?(.*?)\s*$")
_ITEM = re.compile(r'\s*("(?:[^"\\]|\\.)*")\s*,?\s*$')

Run = tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """One line of the guidance: where it stands (lines count from 1), what it says, and whether it may be removed."""

    path: Path
    number: int
    text: str
    is_saying: bool


def runs(text: str) -> set[Run]:
    """Every run of WORDS words and of CHARACTERS characters of unspaced scripts. Shorter texts have none."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "").replace("'", "")
    plain = re.sub(rf"(?<=[{_UNSPACED}])[\W_]+(?=[{_UNSPACED}])", "", plain)
    found: set[Run] = set()
    for stretch in _STRETCH.findall(plain):
        is_unspaced = bool(re.match(rf"[{_UNSPACED}]", stretch))
        units = list(stretch) if is_unspaced else _WORD.findall(stretch)
        size = CHARACTERS if is_unspaced else WORDS
        found |= {tuple(units[at : at + size]) for at in range(len(units) - size + 1)}
    return found


def runs_of_questions() -> dict[Run, str]:
    """Each run of the evaluation questions and their contexts, with the id of a question that has it."""
    found: dict[Run, str] = {}
    for part in SETS:
        for asked in read_questions(part):
            found |= dict.fromkeys(runs(asked.question) | runs(asked.context or ""), asked.id)
        for other in read_unanswerable(part):
            found |= dict.fromkeys(runs(other.question), other.id)
    for judged in read_judged():
        found |= dict.fromkeys(runs(judged.question), judged.id)
    return found


def lines_of_guidance() -> Iterator[Line]:
    """Every saying, counter-saying and sentence of the shipped guidance."""
    for path in sorted(CARDS.rglob("*.md")):
        yield from _lines_of_card(path)
    for path in (*sorted(COUNTER.glob("*.toml")), TENSIONS):
        yield from _lines_of_table(path)


def overlaps() -> list[tuple[Line, str, Run]]:
    """Lines that share a run with a question: (line, the question's id, the run)."""
    asked = runs_of_questions()
    found = []
    for line in lines_of_guidance():
        shared = next((run for run in sorted(runs(line.text)) if run in asked), None)
        if shared:
            found.append((line, asked[shared], shared))
    return found


def _lines_of_card(path: Path) -> Iterator[Line]:
    section, is_body = "", False
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if raw.startswith("+++"):
            is_body = number > 1
        elif raw.startswith("#"):
            section = raw if re.match(r"#{1,2}\s", raw) else section
        elif is_body and raw.strip():
            match = _BULLET.match(raw)
            yield Line(path, number, match[1] if match else raw, section.split() == ["##", "sayings"])


def _lines_of_table(path: Path) -> Iterator[Line]:
    """The items of lists of lines are sayings; every other text is guidance. Items stand one a line."""
    inside = ""
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if match := re.match(r"\s*(\w+)\s*=\s*(.*)$", raw):
            inside = match[1] if match[2].strip() == "[" else ""
            for text in re.findall(r'"(?:[^"\\]|\\.)*"', match[2]):
                yield Line(path, number, _text(text), is_saying=False)
        elif match := _ITEM.match(raw):
            yield Line(path, number, _text(match[1]), is_saying=path != TENSIONS and inside not in ("", "instead", "cards"))


def _text(quoted: str) -> str:
    table: dict[str, Any] = tomllib.loads(f"text = {quoted}")
    return str(table["text"])


def remove(lines: list[Line]) -> None:
    """Take these lines out of their files; everything else stays as it is, byte for byte."""
    for path in {line.path for line in lines}:
        gone = {line.number for line in lines if line.path == path}
        kept = [raw for number, raw in enumerate(path.read_bytes().decode().splitlines(keepends=True), 1) if number not in gone]
        path.write_bytes("".join(kept).encode())


def main() -> int:
    """Returns 1 when guidance sentences overlap, for those have to be reworded by a person."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--dry-run", action="store_true", help="only list what would be removed")
    dry = arguments.parse_args().dry_run
    found = overlaps()
    for line, question, run in found:
        what = "saying" if line.is_saying else "REWORD"
        shared = "".join(run) if len(run) == CHARACTERS else " ".join(run)
        print(f"{what} {line.path.relative_to(ROOT)}:{line.number} ({question}: {shared}) {line.text}")
    sayings = [line for line, _, _ in found if line.is_saying]
    if not dry:
        remove(sayings)
    print(f"{len(sayings)} sayings {'would be' if dry else 'were'} removed; {len(found) - len(sayings)} sentences of guidance to reword.")
    return 1 if len(found) > len(sayings) else 0


if __name__ == "__main__":
    sys.exit(main())
