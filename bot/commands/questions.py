"""`goodword questions`: what people asked and the guidance could not answer, so that a manager can close the gaps."""

import argparse

from bot.commands.speech import say
from bot.config import Config


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=say("print one JSON object a line", "每行一个 JSON 对象"))
    parser.add_argument("--limit", type=int, default=50, metavar="N", help=say("how many at most (default: 50)", "最多多少条（默认 50）"))


def run(arguments: argparse.Namespace, config: Config) -> int:
    """List them, newest first."""
    from bot.commands.lines import as_line
    from bot.commands.opening import records
    from bot.commands.printing import screen, show_table
    from bot.storage.journal import SqlJournal

    with records(config) as database:
        found = SqlJournal(database).unanswered(arguments.limit)
    if arguments.json:
        for kept in found:
            asked = {"asked_by": kept.asked_by, "asked_at": kept.asked_at.isoformat()}
            print(as_line({"id": kept.id, "question": kept.text, "language": kept.language, **asked, "context": kept.context}))
    elif not found:
        print(say("Every question so far got an answer.", "到目前为止，所有问题都有答案。"))
    else:
        heads = (say("asked (UTC)", "时间（UTC）"), say("by", "提问人"), say("question", "问题"))
        rows = [(kept.asked_at.strftime("%Y-%m-%d %H:%M"), kept.asked_by or "", kept.text) for kept in found]
        show_table(screen(), heads, rows)
    return 0
