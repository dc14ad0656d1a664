"""`goodword forget`: delete what is kept about a person, from the records, the library and the vector index."""

import argparse
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from bot.commands.speech import say
from bot.config import Config
from bot.errors import BadInput, NotSaved

if TYPE_CHECKING:
    from bot.app import Parts
    from bot.storage.database import Database
    from knowledge.records import Kind


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("person", metavar="PERSON", help=say("Slack user id", "Slack 用户 ID"))
    parser.add_argument("--yes", action="store_true", help=say("do not ask", "不再询问"))
    parser.add_argument("--json", action="store_true", help=say("print the counts as JSON", "以 JSON 输出数量"))


def run(arguments: argparse.Namespace, config: Config) -> int:
    """Ask, delete, print what went. Deals that others may read stay: they are the team's."""
    from bot.commands.lines import as_line
    from bot.commands.opening import opened, records

    if not arguments.yes and not _is_wanted(arguments.person):
        print(say("Nothing was deleted.", "没有删除任何内容。"))
        return 1
    with records(config) as database:
        gone = _forget_records(database, arguments.person)
        with opened(config) as parts:
            gone |= _forget_sources(parts, arguments.person)
            index_is_clean = _erase_index(parts, config)
        database.checkpoint()
    print(as_line({**gone, "index_is_clean": index_is_clean})) if arguments.json else _show(arguments.person, gone, index_is_clean)
    return 0


def _is_wanted(person: str) -> bool:
    if not sys.stdin.isatty():
        raise BadInput(say("Nothing was deleted: add --yes to delete without being asked.", "没有删除任何内容：如不需询问，请加 --yes。"))
    question = say(
        f"Delete the questions, verdicts, private deals and private promises of {person}? This cannot be undone. [y/N] ",
        f"删除 {person} 的提问、评价、私有单子和私有承诺？此操作无法撤销。[y/N] ",
    )
    return input(question).strip().lower() in ("y", "yes", "是")


def _forget_records(database: "Database", person: str) -> dict[str, int]:
    """Raises NotSaved while customers are waiting for something from this person: nothing is handed over silently."""
    from bot.slack.places import sender_of
    from bot.storage.people import SqlPeople, StillOwns

    try:
        return dict(SqlPeople(database, sender_of).forget(person))
    except StillOwns as fault:
        raise NotSaved(
            say(str(fault), f"没有删除任何内容：{person} 还有 {fault.count} 条未结束的承诺。"),
            say(fault.hint, f"请先交接：goodword promise hand-over {person} 接手人"),
        ) from fault


def _forget_sources(parts: "Parts", person: str) -> dict[str, int]:
    store, kinds = parts.library.store, cast("tuple[Kind, ...]", ("deal", "card"))
    private = {kind: [name for name, audience, _ in store.bodies(kind) if audience == f"private:{person}"] for kind in kinds}
    return {f"private {kind}s": parts.library.remove(kind, ids) if ids else 0 for kind, ids in private.items()}


def _erase_index(parts: "Parts", config: Config) -> bool:
    """Chroma keeps the bytes of deleted vectors: only a new index is free of them. False while the bot holds the old one."""
    from bot.lock import InUse, held

    try:
        with held(config.data, patience=0):
            parts.library.erase_index()
    except InUse:
        return False
    return True


def _show(person: str, gone: Mapping[str, int], index_is_clean: bool) -> None:
    names = {
        "questions": say("questions", "提问"),
        "verdicts": say("verdicts", "评价"),
        "threads": say("thread entries", "消息列记录"),
        "mentions": say("mentions in what others asked", "他人提问中的引用"),
        "channel rules": say("names under channel rules", "频道规则中的姓名"),
        "reminders": say("reminders", "提醒"),
        "requests": say("requests that were waiting", "等待处理的请求"),
        "private promises": say("private promises", "私有承诺"),
        "promises": say("names in promises", "承诺中的姓名"),
        "promise events": say("names in the history of promises", "承诺历史中的姓名"),
        "private deals": say("private deals", "私有单子"),
        "private cards": say("private cards", "私有卡片"),
    }
    print(say(f"Deleted about {person}:", f"已删除 {person} 的内容："))
    for key, count in gone.items():
        print(f"  {count:>6}  {names[key]}")
    if not index_is_clean:
        print(
            say(
                'The running bot still holds the old vector index. Stop it, run "goodword index --rebuild", and start it again.',
                "正在运行的机器人仍持有旧的向量索引。请先停止它，运行 goodword index --rebuild，再重新启动。",
            )
        )
