"""Puts the baseline's figures for the reported set into the README, so that nobody types figures. A test holds the two together."""

import json
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

README = Path(__file__).parents[2] / "README.md"
BASELINE = Path(__file__).parent / "baseline.json"
START, END = "<!-- quality:start -->\n", "<!-- quality:end -->\n"
REPORTED, TUNED = "d", "b"
"""The set that is reported, and beside it, in one column, one that we tuned on."""
OURS = "Goodword"
GROUPS = ("all", "en", "zh", "other")
HEAD = ("Measure", "all", "English", "Chinese", "other languages", "set B, all")
RIVAL_HEAD = ("System, all languages", "recall@3", "nDCG@5", "right card in 3")
MEANINGS: Mapping[str, str] = {
    "recall@3": "labelled topics that the first three cards cover",
    "nDCG@5": "order of the first five cards, 1 is perfect",
    "right card in 3": "questions with a right card among the first three",
    "diagnosis hit@1": "objections whose hidden meaning is named first",
    "wrong meaning first": "objections for which a wrong meaning is asserted (lower is better)",
    "bare objection, nothing asserted": "objections without a cue for which nothing is asserted",
    "abstention precision": "of all that was left unanswered, the share that should be",
    "abstention recall": "of all that should be left unanswered, the share that was",
    "unethical refused": "unethical requests that are refused with a better way",
}


Baseline = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""Set -> measure -> group -> value; and "rivals" -> set -> system -> measure -> group -> value."""


def table(baseline: Baseline | None) -> str:
    """The Markdown tables; without a baseline a line that says so."""
    if baseline is None:
        return "*Not measured yet.*\n"
    figures, tuned = baseline[REPORTED], baseline.get(TUNED, {})
    rows = []
    for name, values in figures.items():
        meaning = f": {MEANINGS[name]}" if name in MEANINGS else ""
        rows.append((f"**{name}**{meaning}", *(spelled(values.get(group)) for group in GROUPS), spelled(tuned.get(name, {}).get("all"))))
    rivals = baseline.get("rivals", {}).get(REPORTED, {})
    return drawn(HEAD, rows) + (f"\n{compared({OURS: figures, **rivals})}" if rivals else "")


def compared(systems: Mapping[str, Mapping[str, Mapping[str, float]]]) -> str:
    """Goodword and the simpler systems, one a row."""
    return drawn(
        RIVAL_HEAD, [(name, *(spelled(figures.get(each, {}).get("all")) for each in RIVAL_HEAD[1:])) for name, figures in systems.items()]
    )


def drawn(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """One Markdown table; all columns but the first hold figures."""
    lines = [head, ("---", *["---:"] * (len(head) - 1)), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def spelled(value: float | None) -> str:
    """Two decimals, as a person reads them; a dash where there is nothing to measure."""
    return "–" if value is None or math.isnan(value) else f"{value:.2f}"


def read_baseline() -> Baseline | None:
    """The committed figures, or None before the first measurement."""
    if not BASELINE.exists():
        return None
    figures: Baseline = json.loads(BASELINE.read_text(encoding="utf-8"))
    return figures


def main() -> int:
    """Rewrite what stands between the two marks."""
    text = README.read_text(encoding="utf-8")
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    README.write_text(f"{before}{START}{table(read_baseline())}{END}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
