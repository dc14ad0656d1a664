"""Lines become an Answer."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answers.numbering import Line, number
from bot.answers.records import Answer, Diagnosis, Question, Sentence, Status


def finish(
    question: Question,
    language: str,
    status: Status,
    lines: Sequence[Line],
    diagnosis: Diagnosis | None = None,
    score: Callable[[str, str], float] = lambda _kind, _id: 0.0,
) -> Answer:
    """An answer in evidence mode; `score` says how well a source ("card" or "deal", id) fits, 0 to 1."""
    sentences, sources = number(lines, language, score)
    ask = next((sentence.text for sentence in sentences if sentence.section == "ask"), "")
    meanings = diagnosis.meanings if diagnosis and status == "answered" else ()
    return Answer(question.id, language, status, "evidence", meanings, ask, sentences, sources)


def with_note(answer: Answer, text: str) -> Answer:
    """The answer with one more note of our own at its end."""
    return replace(answer, sentences=(*answer.sentences, Sentence("note", text, ())))
