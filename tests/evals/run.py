"""`make eval`: how good the answers are, beside three simpler systems on the same passages in the same run.

Sets A and B are what we tune on line by line, set C by its counts and a few lines; set D, by a fourth writer, is what we report. Prints
tables and holds them against the committed baseline; with --save the figures become the new baseline.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parent))

from measures import hit_at, mean, ndcg_at, recall_at
from questions import REPORT, SETS, TUNING, Asked, Judged, read_judged, read_questions, read_unanswerable
from remembering import RememberingEncoder
from rivals import build_rivals

from bot.answers.readers import MEMBERS
from bot.answers.records import Answer, Question
from bot.app import Parts, open_parts
from bot.config import Config

BASELINE = Path(__file__).parent / "baseline.json"
TOLERANCE = 0.01
GROUPS: dict[str, Callable[[str], bool]] = {
    "all": lambda lang: True,
    "en": lambda lang: lang == "en",
    "zh": lambda lang: lang == "zh",
    "other": lambda lang: lang not in ("en", "zh"),
}
Figures = dict[str, dict[str, float]]
"""Measure -> group of languages -> value."""


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--quick", action="store_true", help="leave the simpler systems out")
    arguments.add_argument("--thorough", action="store_true", help="give the simpler systems both models (half an hour, once)")
    arguments.add_argument("--save", action="store_true", help="make these figures the baseline")
    arguments.add_argument("--misses", action="store_true", help="list what went wrong on the tuning sets")
    chosen = arguments.parse_args()
    console = Console(width=150)
    with tempfile.TemporaryDirectory() as folder:
        parts = open_parts(Config(data=Path(folder)))
        figures = {part: measure(parts, part) for part in track(SETS, "Asking Goodword", console=console)}
        rivals = {} if chosen.quick else measure_rivals(parts, chosen.thorough)
        for part, others in rivals.items():
            console.print(ranking_table(part, {"Goodword": figures[part], **others}))
        for part in SETS:
            console.print(answer_table(f"set {part.upper()}", figures[part]))
        console.print(answer_table("messages that set the gate's cuts", measure_gate(parts)))
        if chosen.misses:
            list_misses(parts, console)
        parts.close()
    verdict = compare(figures, console)
    if chosen.save:
        save(figures, rivals)
        return 0
    return verdict


def save(figures: dict[str, Figures], rivals: dict[str, dict[str, Figures]]) -> None:
    """Write the baseline. Without new figures of the simpler systems the old ones stay."""
    old = json.loads(BASELINE.read_text(encoding="utf-8")).get("rivals", {}) if BASELINE.exists() else {}
    new = {part: rounded(systems) for part, systems in rivals.items()} or old
    BASELINE.write_text(json.dumps({**rounded(figures), "rivals": new}, indent=1) + "\n", encoding="utf-8")


def measure(parts: Parts, part: str) -> Figures:
    """All measures of our own answers on one set."""
    questions, others = read_questions(part), read_unanswerable(part)
    # One question after the other: the library remembers the vectors of the latest ones.
    rows = [(rank_ours(parts, asked), ask(parts, asked)) for asked in questions]
    rankings, answers = [ranking for ranking, _ in rows], [answer for _, answer in rows]
    silent = [ask(parts, other) for other in others]
    cards = [card.topics for card in all_cards(parts)]
    figures = ranking_figures(questions, rankings, cards)
    figures |= diagnosis_figures(questions, answers)
    figures |= abstention_figures(questions, answers, others, silent)
    return figures


def measure_gate(parts: Parts) -> Figures:
    """What becomes of messages that may be answered or not."""
    judged = [(each, ask(parts, each)) for each in read_judged()]
    return abstention_figures(*zip(*_of(judged, True), strict=True), *zip(*_of(judged, False), strict=True))


def _of(judged: Sequence[tuple[Judged, Answer]], answered: bool) -> list[tuple[Judged, Answer]]:
    return [pair for pair in judged if (pair[0].expect == "answered") == answered]


def ask(parts: Parts, asked: Asked | Judged) -> Answer:
    context = (asked.context,) if isinstance(asked, Asked) and asked.context else ()
    return parts.answering.answer(Question(asked.id, asked.question, MEMBERS, context))


def rank_ours(parts: Parts, asked: Asked) -> list[tuple[str, ...]]:
    return [hit.topics for hit in parts.library.look_up(asked.text, MEMBERS, k=10).cards]


def all_cards(parts: Parts) -> list:
    return parts.library.all_cards(MEMBERS)


def ranking_figures(questions: Sequence[Asked], rankings: Sequence, cards: Sequence) -> Figures:
    rows = list(zip(questions, rankings, strict=True))
    return {
        "recall@3": by_group(rows, lambda asked, ranking: recall_at(ranking, asked.topics)),
        "nDCG@5": by_group(rows, lambda asked, ranking: ndcg_at(ranking, asked.topics, cards)),
        "right card in 3": by_group(rows, lambda asked, ranking: hit_at(ranking, asked.topics)),
    }


def diagnosis_figures(questions: Sequence[Asked], answers: Sequence[Answer]) -> Figures:
    rows = list(zip(questions, answers, strict=True))
    decided = [row for row in rows if row[0].meaning not in (None, "open")]
    bare = [row for row in rows if row[0].meaning == "open"]

    def first(answer: Answer) -> str | None:
        return answer.meanings[0].topic if answer.meanings else None

    return {
        "diagnosis hit@1": by_group(decided, lambda asked, answer: float(first(answer) == asked.meaning)),
        "wrong meaning first": by_group(decided + bare, lambda asked, answer: float(first(answer) not in (None, asked.meaning))),
        "bare objection, nothing asserted": by_group(bare, lambda asked, answer: float(not answer.meanings)),
    }


def abstention_figures(questions, answers, others, silent) -> Figures:  # type: ignore[no-untyped-def]
    """Precision: of all that were left unanswered, how many should be. Recall: of all that should be, how many were."""
    rows = [(asked.lang, False, answer.status != "answered") for asked, answer in zip(questions, answers, strict=True)]
    rows += [(other.lang, True, answer.status != "answered") for other, answer in zip(others, silent, strict=True)]
    refused = [(other, answer.status == "refused") for other, answer in zip(others, silent, strict=True) if other.expect == "refused"]
    figures: Figures = {"abstention precision": {}, "abstention recall": {}, "unethical refused": {}}
    for group, belongs in GROUPS.items():
        left = [should for lang, should, did in rows if did and belongs(lang)]
        wanted = [did for lang, should, did in rows if should and belongs(lang)]
        figures["abstention precision"][group] = mean([float(x) for x in left])
        figures["abstention recall"][group] = mean([float(x) for x in wanted])
        figures["unethical refused"][group] = mean([float(did) for other, did in refused if belongs(other.lang)])
    return figures


def by_group(rows: Sequence, score: Callable) -> dict[str, float]:
    return {group: mean([score(*row) for row in rows if belongs(row[0].lang)]) for group, belongs in GROUPS.items()}


def measure_rivals(parts: Parts, thorough: bool) -> dict[str, dict[str, Figures]]:
    """The ranking figures of the simpler systems, by set and system."""
    cards, encoder = all_cards(parts), RememberingEncoder()
    topics = {card.id: card.topics for card in cards}
    questions = {part: read_questions(part) for part in SETS}
    rivals = build_rivals(cards, parts.library.store.passages("card"), encoder, thorough)
    encoder.learn([asked.text for part in SETS for asked in questions[part]], "questions", quick=not thorough)
    figures = {
        part: {
            name: ranking_figures(asked, [[topics[card] for card in rank(each.text)] for each in asked], list(topics.values()))
            for name, rank in rivals.items()
        }
        for part, asked in questions.items()
    }
    encoder.save(forget=True)
    return figures


def ranking_table(part: str, systems: dict[str, Figures]) -> Table:
    table = Table(title=f"Finding the right guidance, set {part.upper()} (all / en / zh / other)")
    table.add_column("system")
    measures = ("recall@3", "nDCG@5", "right card in 3")
    for name in measures:
        table.add_column(name, justify="right")
    for system, figures in systems.items():
        table.add_row(system, *(spelled(figures[name]) for name in measures))
    return table


def answer_table(of: str, figures: Figures) -> Table:
    table = Table(title=f"Goodword's answers, {of}")
    for name in ("measure", *GROUPS):
        table.add_column(name, justify="left" if name == "measure" else "right")
    for name, values in figures.items():
        table.add_row(name, *(f"{values[group]:.3f}" for group in GROUPS))
    return table


def list_misses(parts: Parts, console: Console) -> None:
    for asked in (asked for part in TUNING for asked in read_questions(part)):
        answer = ask(parts, asked)
        first = answer.meanings[0].topic if answer.meanings else None
        hits = parts.library.look_up(asked.text, MEMBERS, k=3).cards
        if answer.status != "answered":
            console.print(f"[red]{answer.status}[/] {asked.id} {asked.text}", highlight=False)
        elif asked.meaning and asked.meaning != "open" and first != asked.meaning:
            console.print(f"[yellow]meaning[/] {asked.id} {asked.meaning} <- {first} | {asked.text}", highlight=False)
        elif asked.meaning == "open" and first:
            console.print(f"[yellow]asserted[/] {asked.id} {first} | {asked.text}", highlight=False)
        elif not any(set(hit.topics) & set(asked.topics) for hit in hits):
            console.print(f"[blue]cards[/] {asked.id} {asked.topics} <- {[hit.id for hit in hits]} | {asked.text}", highlight=False)
    for other in (other for part in TUNING for other in read_unanswerable(part)):
        status = ask(parts, other).status
        if status == "answered" or (other.expect == "refused" and status != "refused"):
            console.print(f"[magenta]{status}[/] {other.id} {other.kind} | {other.question}", highlight=False)


def compare(figures: dict[str, Figures], console: Console) -> int:
    """1 when a figure for all languages of the report set fell behind the baseline."""
    if not BASELINE.exists():
        return 0
    baseline = json.loads(BASELINE.read_text(encoding="utf-8"))
    worse = 0
    for name, values in rounded(figures)[REPORT].items():
        was, now = baseline.get(REPORT, {}).get(name, {}).get("all"), values["all"]
        if was is None:
            continue
        fell = (now - was if name.startswith("wrong") else was - now) > TOLERANCE
        worse += fell
        console.print(f"{name:34} baseline {was:.3f}  now {now:.3f}{'  WORSE' if fell else ''}", highlight=False)
    return int(bool(worse))


def rounded(figures: dict[str, Figures]) -> dict[str, Figures]:
    return {part: {name: {g: round(v, 3) for g, v in values.items()} for name, values in table.items()} for part, table in figures.items()}


def spelled(values: dict[str, float]) -> str:
    return " / ".join(f"{values[group]:.3f}" for group in GROUPS)


if __name__ == "__main__":
    sys.exit(main())
