"""Puts the baseline's figures for the reported set into the README, so that nobody types figures. A test holds the two together."""

import json
import math
import sys
from collections.abc import Mapping
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"
BASELINE = Path(__file__).parent / "baseline.json"
START, END = "<!-- quality:start -->\n", "<!-- quality:end -->\n"
REPORTED = "b"
GROUPS = ("all", "en", "zh", "other")
HEAD = ("Measure", "all", "English", "Chinese", "other languages")
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


def table(baseline: Mapping[str, Mapping[str, Mapping[str, float]]] | None) -> str:
    """The Markdown table; without a baseline a line that says so."""
    if baseline is None:
        return "*Not measured yet.*\n"
    figures = baseline[REPORTED]
    rows = [HEAD, ("---", *["---:"] * len(GROUPS))]
    for name, values in figures.items():
        meaning = f": {MEANINGS[name]}" if name in MEANINGS else ""
        rows.append((f"**{name}**{meaning}", *(spelled(values.get(group, math.nan)) for group in GROUPS)))
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def spelled(value: float | None) -> str:
    """Two decimals, as a person reads them; a dash where there is nothing to measure."""
    return "–" if value is None or math.isnan(value) else f"{value:.2f}"


def read_baseline() -> Mapping[str, Mapping[str, Mapping[str, float]]] | None:
    """The committed figures, or None before the first measurement."""
    if not BASELINE.exists():
        return None
    figures: Mapping[str, Mapping[str, Mapping[str, float]]] = json.loads(BASELINE.read_text(encoding="utf-8"))
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
