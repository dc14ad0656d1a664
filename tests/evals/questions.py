"""Reads the evaluation questions, by four writers: A and B are tuned on, C was counted, and some lines of it read, D is only reported on.

Beside them stand messages by four more writers that say only what should become of them: with these the gate's cuts are set.
"""

import json
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
TUNING, DEVELOPMENT, REPORT = ("a", "b"), "c", "d"
SETS = (*TUNING, DEVELOPMENT, REPORT)


@dataclass(frozen=True)
class Asked:
    """One question with what a good answer draws on: topics (best first) and the meaning, when it is an objection."""

    id: str
    lang: str
    question: str
    context: str | None
    topics: tuple[str, ...]
    meaning: str | None
    """A meaning topic; "open" for an objection that gives no cue; None for everything else."""
    kind: str

    @property
    def text(self) -> str:
        """The question behind its context, for systems that know no threads."""
        return f"{self.context}\n{self.question}" if self.context else self.question


@dataclass(frozen=True)
class Judged:
    """One message of which only that matters what becomes of it: answered, abstained or refused."""

    id: str
    lang: str
    question: str
    expect: str
    kind: str


def read_questions(part: str) -> list[Asked]:
    """The answerable questions of one set."""
    return [Asked(**{**row, "topics": tuple(row["topics"])}) for row in _rows(f"questions_{part}.jsonl")]


def read_unanswerable(part: str) -> list[Judged]:
    """The messages of one set that must not be answered."""
    return [Judged(**row) for row in _rows(f"abstentions_{part}.jsonl")]


def read_judged() -> list[Judged]:
    """The messages with which the gate's cuts are set; about half of them are to be answered."""
    return [Judged(**row) for row in _rows("judged.jsonl")]


def _rows(name: str) -> list[dict]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines() if line.strip()]
