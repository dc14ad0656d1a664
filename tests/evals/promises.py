"""How well promises are read from typed lines, beside dateparser alone for the dates, in the same run.

Sets A, B, C, E and F are what we tune on (E holds no English and Chinese: it leans on how customers are named elsewhere; C and F were
blind until their figures were read line by line); set G, by another writer who saw no reader, is what we report. Called at the end of
`make eval`; runs alone too. The lines of the report set are never listed.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parent))

from promises_scores import FIELDS, Fields, Score, paired, same_words

from bot.promises.reading import read_promises

FOLDER = Path(__file__).parent
BASELINE = FOLDER / "promises_baseline.json"
TUNING, REPORT = ("a", "b", "c", "e", "f"), "g"
TOLERANCE = 0.01
GROUPS = ("all", "en", "zh", "es", "de", "pt", "ja")
Line = dict[str, Any]
Reader = Callable[[Line], list[Fields]]
Figures = dict[str, dict[str, float]]
"""Measure -> group of languages -> value."""


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--quick", action="store_true", help="leave dateparser out")
    arguments.add_argument("--save", action="store_true", help="make these figures the baseline")
    arguments.add_argument("--misses", action="store_true", help="list what went wrong on the tuning sets")
    arguments.add_argument("--tuning-only", action="store_true", help="leave the report set alone")
    chosen = arguments.parse_args()
    console = Console(width=150)
    parts = TUNING if chosen.tuning_only else (*TUNING, REPORT)
    figures = {part: measure(lines_of(part), read_ours) for part in parts}
    for part in parts:
        console.print(table_of(f"Promises read, set {part.upper()}", figures[part]))
        if not chosen.quick:
            rival = measure(lines_of(part), read_with_dateparser)
            console.print(rival_table(part, figures[part], rival))
    if chosen.misses:
        for sentence in (sentence for part in TUNING for sentence in misses(lines_of(part))):
            console.print(sentence, highlight=False, markup=False, soft_wrap=True)
    if chosen.save and REPORT in figures:
        BASELINE.write_text(json.dumps(rounded(figures), indent=1) + "\n", encoding="utf-8")
    return compare(figures, console)


def lines_of(part: str) -> list[Line]:
    text = (FOLDER / f"promises_{part}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def measure(lines: Sequence[Line], read: Reader) -> Figures:
    """Every measure by group of languages, and the seconds a line takes."""
    scores, started = {group: Score() for group in GROUPS}, time.perf_counter()
    for line in lines:
        found = read(line)
        for group in ("all", line["lang"]):
            scores[group].add(line["expect"]["promises"], found)
    seconds = (time.perf_counter() - started) / max(1, len(lines))
    by_group = {group: score.figures() for group, score in scores.items() if group == "all" or any(line["lang"] == group for line in lines)}
    figures = {name: {group: by_group[group][name] for group in by_group} for name in by_group["all"]}
    return figures | {"seconds a line": dict.fromkeys(by_group, seconds)}


def read_ours(line: Line) -> list[Fields]:
    drafts = read_promises(line["text"], datetime.fromisoformat(line["now"]), line["tz"], line["via"], line.get("locale", ""))
    return [
        {
            "what": draft.what,
            "customer": draft.customer,
            "direction": draft.direction,
            "due": str(draft.due.due) if draft.due.due else None,
            "approval": draft.approval,
            "ambiguous": draft.due.due is None and draft.due.problem != "missing",
        }
        for draft in drafts
    ]


def read_with_dateparser(line: Line) -> list[Fields]:
    """What dateparser finds in the text of a promise, in order. It is told which lines are promises; we have to find out."""
    from dateparser.search import search_dates

    now = datetime.fromisoformat(line["now"]).astimezone(ZoneInfo(line["tz"])).replace(tzinfo=None)
    settings = {"RELATIVE_BASE": now, "PREFER_DATES_FROM": "future"}
    wanted = line["expect"]["promises"]
    if not wanted:
        return []
    try:
        found = search_dates(line["text"], languages=[line["lang"]], settings=settings) or []
    except Exception:  # noqa: BLE001 - a library that fails on a text has read no date in it
        found = []
    dates = [moment for _, moment in found] + [None] * len(wanted)
    return [
        dict(one) | {"due": _as_wanted(one["due"], moment)} | ({"ambiguous": False} if moment else {})
        for one, moment in zip(wanted, dates, strict=False)
    ]


def _as_wanted(wanted: str | None, moment: datetime | None) -> str | None:
    """dateparser always gives a time: it counts only where one is wanted."""
    if moment is None:
        return None
    return moment.strftime("%Y-%m-%dT%H:%M") if wanted and "T" in wanted else moment.date().isoformat()


def table_of(title: str, figures: Figures) -> Table:
    table = Table(title=title)
    for name in ("measure", *GROUPS):
        table.add_column(name, justify="left" if name == "measure" else "right")
    for name, values in figures.items():
        table.add_row(name, *(_figure(values, group, 4 if name.startswith("seconds") else 3) for group in GROUPS))
    return table


def _figure(values: dict[str, float], group: str, digits: int) -> str:
    """A set that holds no line of a language says nothing about it."""
    return f"{values[group]:.{digits}f}" if group in values else "-"


def rival_table(part: str, ours: Figures, theirs: Figures) -> Table:
    table = Table(title=f"Due dates of promises, set {part.upper()} ({' / '.join(GROUPS)})")
    for name in ("system", "due, F1", "wrong date, not flagged", "seconds a line"):
        table.add_column(name, justify="left" if name == "system" else "right")
    for system, figures in (("Goodword", ours), ("dateparser alone", theirs)):
        cells = [" / ".join(_figure(figures[name], group, 3) for group in GROUPS) for name in ("due, F1", "wrong date, not flagged")]
        table.add_row(system, *cells, f"{figures['seconds a line']['all']:.4f}")
    return table


def misses(lines: Sequence[Line]) -> Iterator[str]:
    """What went wrong, one sentence each; for the tuning sets only."""
    for line in lines:
        wanted, read = line["expect"]["promises"], read_ours(line)
        told = [f"{line['id']} [{line['via']}] {line['now']} {line['tz']} {line.get('locale', '')}| {line['text']}"]
        if bool(wanted) != bool(read):
            told.append(f"    promise? wanted {wanted} read {read}")
        elif len(wanted) != len(read):
            told.append(f"    count: wanted {wanted}\n    read {read}")
        else:
            for one, other in paired(wanted, read):
                wrong = [name for name, same in FIELDS.items() if not same(one, other)] + ([] if same_words(one, other) else ["what"])
                told += [
                    f"    {name}: wanted {one[name]} read {other[name]}"
                    + (f" ({one['ambiguous']}, {other['ambiguous']})" if name == "due" else "")
                    for name in wrong
                ]
        if len(told) > 1:
            yield "\n".join(told)


def compare(figures: dict[str, Figures], console: Console) -> int:
    """1 when a figure for all languages of the report set fell behind the baseline."""
    if not BASELINE.exists() or REPORT not in figures:
        return 0
    baseline = json.loads(BASELINE.read_text(encoding="utf-8"))
    worse = False
    for name, values in rounded(figures)[REPORT].items():
        was, now = baseline[REPORT].get(name, {}).get("all"), values["all"]
        if was is None:
            continue
        fell = (now - was if name.startswith("wrong") else was - now) > TOLERANCE
        worse = worse or fell
        console.print(f"{name:34} baseline {was:.3f}  now {now:.3f}{'  WORSE' if fell else ''}", highlight=False)
    return int(worse)


def rounded(figures: dict[str, Figures]) -> dict[str, Figures]:
    """Without the time, which is another on every machine."""
    return {
        part: {
            name: {group: round(value, 3) for group, value in values.items()}
            for name, values in table.items()
            if not name.startswith("seconds")
        }
        for part, table in figures.items()
    }


if __name__ == "__main__":
    sys.exit(main())
