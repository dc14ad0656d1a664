"""An answer read back from the journal, for the buttons that stand under it. Knows no Slack."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.answers.records import Answer, Meaning, Sentence, Source


@dataclass(frozen=True)
class KeptAnswer:
    """An answer with the question it belongs to, who asked it, and which audiences it was written for."""

    answer: Answer
    question: str
    context: tuple[str, ...]
    asked_by: str | None
    audiences: frozenset[str]


def read_kept(record: Mapping[str, Any] | None) -> KeptAnswer | None:
    """What `Journal.answer` gave, as records; None when it gave nothing."""
    if record is None:
        return None
    answer = Answer(
        id=record["id"],
        language=record["language"],
        status=record["status"],
        mode=record["mode"],
        meanings=tuple(
            Meaning(each["topic"], each["confidence"], tuple(each["because"]), tuple(each["against"]))
            for each in record.get("meanings", ())
        ),
        ask_next=record.get("ask_next", ""),
        sentences=tuple(Sentence(each["section"], each["text"], tuple(each["sources"])) for each in record.get("sentences", ())),
        sources=tuple(
            Source(each["n"], each["kind"], each["id"], each["title"], tuple(each["topics"]), each["score"])
            for each in record.get("sources", ())
        ),
    )
    context, audiences = tuple(record.get("context", ())), frozenset(record.get("audiences", ()))
    return KeptAnswer(answer, record["question"], context, record.get("asked_by"), audiences)
