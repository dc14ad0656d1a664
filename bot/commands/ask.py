"""`goodword ask`: one question for a person or a program, or many as JSON lines. Keeps nothing of what was asked."""

import argparse
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from bot.commands.speech import say
from bot.config import Config
from bot.errors import BadInput

if TYPE_CHECKING:
    from bot.answers.records import Question
    from bot.app import Parts


def add(parser: argparse.ArgumentParser) -> None:
    from bot.commands.reader import add_reader_options

    parser.add_argument("text", nargs="*", metavar="TEXT", help=say("what the buyer said, or your question", "客户说的话，或您的问题"))
    parser.add_argument("--json", action="store_true", help=say("print the answer as JSON", "以 JSON 输出"))
    parser.add_argument("--jsonl", action="store_true", help=say('read {"id","question"} lines from standard input', "逐行读取 JSON"))
    parser.add_argument("--context", action="append", default=[], metavar="TEXT", help=say("an earlier question of the talk", "之前的问题"))
    add_reader_options(parser)


def run(arguments: argparse.Namespace, config: Config) -> int:
    """Answer. A question without an answer is a good ending too: the status is 0."""
    text = " ".join(arguments.text)
    if arguments.jsonl == bool(text):
        raise BadInput(say("Give a question, or --jsonl to read many.", "请给出一个问题，或用 --jsonl 批量读取。"), _EXAMPLE)
    from bot.commands.opening import opened

    with opened(config) as parts:
        if arguments.jsonl:
            from bot.commands.lines import answer_lines

            return answer_lines(partial(_answer_fields, parts))
        return _answer_one(parts, text, arguments)


_EXAMPLE = 'goodword ask "They say we are too expensive."'


def _answer_one(parts: "Parts", text: str, arguments: argparse.Namespace) -> int:
    from bot.commands.lines import as_line

    fields = {"question": text, "context": arguments.context, "as": {"rep": arguments.rep, "team": arguments.team}}
    answer = parts.answering.answer(read_question(fields, parts.config))
    if arguments.json:
        print(as_line(answer.as_json()))
    else:
        from bot.commands.answer_text import show_answer
        from bot.commands.printing import screen

        show_answer(answer, screen())
    return 0


def _answer_fields(parts: "Parts", fields: Mapping[str, Any]) -> dict[str, Any]:
    return parts.answering.answer(read_question(fields, parts.config)).as_json()


def read_question(fields: Mapping[str, Any], config: Config) -> "Question":
    """From {"question", "context"?, "as"?}; the context is a text or a list of texts, oldest first. Raises BadInput."""
    from bot.answers.records import Question
    from bot.commands.lines import text_in
    from bot.commands.reader import read_reader

    context = fields.get("context") or []
    context = [context] if isinstance(context, str) else context
    if not isinstance(context, list) or not all(isinstance(item, str) for item in context):
        raise BadInput('"context" must be a text or a list of texts')
    reader = read_reader(fields.get("as"), config)
    return Question(uuid4().hex, text_in(fields, "question"), reader.audiences, tuple(context), asked_by=reader.rep)
