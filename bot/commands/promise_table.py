"""`goodword promise import | list | export | hand-over`: many promises at a time, for the administrator of this machine."""

import argparse
import csv
import re
import sys
from collections.abc import Callable
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.commands.speech import say
from bot.config import Config
from bot.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.storage.promises import SqlPromises

OPERATOR = "goodword"
"""Who did it, in the history of a promise that was handed over from the command line."""
_PERSON = re.compile(r"[UW][A-Z0-9_]{1,40}")
_SOON = timedelta(days=7)
_ALL = 10_000_000


def add_table_actions(actions: Any) -> None:
    """`actions`: the sub-parsers of `goodword promise`. What each of them does stands in `TABLE_ACTIONS`."""
    for add in (_add_import, _add_list, _add_export, _add_hand_over):
        add(actions)


def _add_import(actions: Any) -> None:
    text = say("Save open promises from a file. Importing again changes nothing.", "从文件保存进行中的承诺，可重复导入。")
    one = actions.add_parser("import", help=text, description=text)
    fields = "id, owner, customer, what, direction, due"
    text = say(f"JSON lines or CSV with {fields} (ISO with offset)", f"JSON 行或 CSV，列为 {fields}（ISO，带时区偏移）")
    one.add_argument("file", type=Path, metavar="FILE", help=text)
    one.add_argument("--json", action="store_true", help=say("print the counts and faults as JSON", "以 JSON 输出数量和问题"))


def _add_list(actions: Any) -> None:
    from bot.commands.reader import add_reader_options

    text = say("List the promises that have not ended, by due date.", "按到期时间列出尚未结束的承诺。")
    one = actions.add_parser("list", help=text, description=text)
    one.add_argument("--owner", metavar="U", help=say("only this person's (Slack user id)", "只列此人的承诺（Slack 用户 ID）"))
    one.add_argument("--customer", metavar="X", help=say("only to this customer", "只列对此客户的承诺"))
    text = say("only live ones due within a week, or overdue", "只列一周内到期或已逾期的承诺")
    one.add_argument("--due", action="store_true", help=text)
    one.add_argument("--json", action="store_true", help=say("print one JSON object a line", "每行一个 JSON 对象"))
    add_reader_options(one)


def _add_export(actions: Any) -> None:
    text = say("Print all promises as CSV, with what counts in the kept rate.", "以 CSV 输出全部承诺，含兑现率的计算结果。")
    actions.add_parser("export", help=text, description=text)


def _add_hand_over(actions: Any) -> None:
    text = say("Give everything that a person still has to keep to somebody else.", "把某人尚未结束的承诺全部交接给另一人。")
    one = actions.add_parser("hand-over", help=text, description=text)
    one.add_argument("owner", metavar="FROM", help=say("Slack user id", "Slack 用户 ID"))
    one.add_argument("to", metavar="TO", help=say("Slack user id", "Slack 用户 ID"))


def _import(arguments: argparse.Namespace, config: Config) -> int:
    """Save every row that can be read, all together or none. The status is 1 when a row was left out."""
    from bot.commands.opening import note_import
    from bot.commands.promise_lists import show_imported
    from bot.promises.importing import read_promises_file
    from bot.promises.records import Event

    if not arguments.file.is_file():
        raise BadInput(say(f"There is no file {arguments.file}.", f"没有文件 {arguments.file}。"))
    reading = read_promises_file(arguments.file, datetime.now(UTC), config.team_of, _audience_of(config))
    why = f"import {arguments.file.name}"
    events = [Event(one.id, 1, "logged", one.owner, one.made_at, None, one.state, why) for one in reading.promises]
    with _book(config) as book:
        new = book.add(list(zip(reading.promises, events, strict=True)))
    failed = sum(not fault.kept for fault in reading.faults)
    note_import(config, "promises", len(reading.promises), failed)
    show_imported(reading, new, arguments.json)
    return 1 if failed else 0


def _list(arguments: argparse.Namespace, config: Config) -> int:
    """What every member may read, or with --as and --team what this person may read."""
    from bot.commands.promise_lists import show_list
    from bot.commands.reader import make_reader
    from bot.promises.book import Wanted
    from bot.promises.records import LIVE
    from bot.promises.states import NOT_ENDED

    audiences = make_reader(arguments.rep, arguments.team, config).audiences
    conditions: dict[str, Any] = {"owner": arguments.owner, "customer": arguments.customer, "states": NOT_ENDED, "limit": _ALL}
    if arguments.due:
        conditions |= {"states": LIVE, "due_before": datetime.now(UTC) + _SOON}
    with _book(config) as book:
        every = book.find(Wanted(**conditions))
    found = [one for one in every if one.audience in audiences]
    show_list(found, len(every) - len(found), arguments.json)
    return 0


def _export(arguments: argparse.Namespace, config: Config) -> int:  # noqa: ARG001 - every command is called alike
    """Everything there is, whoever may read it: this is the whole team's record."""
    from bot.promises.book import Wanted
    from bot.promises.exporting import COLUMNS, cells
    from bot.promises.rate import kept_rate
    from bot.promises.track import days_late

    with _book(config) as book:
        promises = book.find(Wanted(limit=_ALL))
    rate = kept_rate(promises, datetime.now(UTC))
    parts = {"kept": rate.kept, "renegotiated": rate.renegotiated, "late": rate.late, "broken": rate.broken}
    outcomes = {one.id: outcome for outcome, group in parts.items() for one in group}
    rows = csv.DictWriter(sys.stdout, (*COLUMNS, "outcome", "days_late"), lineterminator="\n")
    rows.writeheader()
    for one in promises:
        rows.writerow({**cells(one), "outcome": outcomes.get(one.id, ""), "days_late": days_late(one) or ""})
    return 0


def _hand_over(arguments: argparse.Namespace, config: Config) -> int:
    """Every draft, waiting and live promise; each change is written into its history."""
    from uuid import uuid4

    from bot.promises.promising import Promising, Settings
    from bot.promises.records import Person

    owner, to = _person(arguments.owner), _person(arguments.to)
    if owner == to:
        raise BadInput(say("FROM and TO are the same person.", "FROM 和 TO 是同一个人。"))
    operator, heir = Person(OPERATOR, is_admin=True), Person(to, team=config.team_of(to))
    with _book(config) as book:
        promising = Promising(book, Settings(config.approvers()), lambda: datetime.now(UTC), lambda: uuid4().hex)
        given = promising.hand_over_all(owner, operator, say("en", "zh"), heir)
    print(say(f"{len(given)} promises handed over to {to}.", f"已将 {len(given)} 条承诺交接给 {to}。"))
    return 0


TABLE_ACTIONS: dict[str, Callable[[argparse.Namespace, Config], int]] = {
    "import": _import,
    "list": _list,
    "export": _export,
    "hand-over": _hand_over,
}


@contextmanager
def _book(config: Config) -> "Iterator[SqlPromises]":
    from bot.commands.opening import records
    from bot.storage.promises import SqlPromises

    with records(config) as database:
        yield SqlPromises(database)


def _person(text: str) -> str:
    if not _PERSON.fullmatch(text):
        told = say(f'"{text}" is not a Slack user id such as U012AB3CD.', f"“{text}”不是 U012AB3CD 这样的 Slack 用户 ID。")
        raise BadInput(told)
    return text


def _audience_of(config: Config) -> Any:
    """Who may read what an owner promises, as the settings say of every new promise."""

    def audience(owner: str, team: str | None) -> str:
        if config.promises.audience == "everyone":
            return "everyone"
        return f"team:{team}" if config.promises.audience == "team" and team else f"private:{owner}"

    return audience
