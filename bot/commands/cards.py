"""`goodword cards`: a team's own guidance, from a folder of Markdown or text files into the library, and out of it again."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands.speech import say
from bot.config import Config
from bot.errors import BadInput

if TYPE_CHECKING:
    from knowledge.cards import Fault
    from knowledge.records import Card


def add(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    text = say(
        "Add or change the guidance in a folder. What was imported from this folder before and is gone from it is deleted.",
        "添加或更新一个文件夹里的指南；以前从该文件夹导入、现已不在其中的会被删除。",
    )
    one = actions.add_parser("import", help=text, description=text)
    one.add_argument("folder", type=Path, metavar="FOLDER", help=say("Markdown (.md) or text (.txt) files", "Markdown 或文本文件"))
    text = say("List all guidance; your own first.", "列出所有指南，自己的在前。")
    one = actions.add_parser("list", help=text, description=text)
    one.add_argument("--own", action="store_true", help=say("only your own", "只列自己的"))
    one.add_argument("--json", action="store_true", help=say("print one JSON object a line", "每行一个 JSON 对象"))
    text = say("Delete some of your own guidance.", "删除自己的指南。")
    one = actions.add_parser("delete", help=text, description=text)
    one.add_argument("ids", nargs="+", metavar="ID")


def run(arguments: argparse.Namespace, config: Config) -> int:
    """Import, list or delete."""
    if arguments.action == "import":
        return _import(arguments.folder, config)
    if arguments.action == "list":
        return _list(arguments, config)
    return _delete(arguments.ids, config)


def _import(folder: Path, config: Config) -> int:
    """The status is 1 when a file could not be read; the others are in."""
    from bot.commands.opening import note_import, opened
    from bot.commands.progress import progress

    _check_folder(folder)
    with opened(config) as parts, progress(say("Indexing", "正在建立索引")) as step:
        store = parts.library.store
        before = store.ids("card", shipped=False)
        touched, cards, faults = parts.library.import_cards(folder, step)
        after = store.ids("card", shipped=False)
    note_import(config, "cards", len(cards), len(faults))
    new, deleted = len(after - before), len(before - after)
    print(
        say(
            f"{len(cards)} cards read: {new} new, {touched - new - deleted} changed, {deleted} deleted.",
            f"读取 {len(cards)} 张卡片：新增 {new}，更新 {touched - new - deleted}，删除 {deleted}。",
        )
    )
    for audience, count in sorted(_by_audience(cards).items()):
        print(say(f"  {count} for {audience}", f"  {count} 张可见于 {audience}"))
    _show_faults(faults)
    return 1 if faults else 0


def _check_folder(folder: Path) -> None:
    """An empty folder is more often a slip (or a disk that is not there) than the wish to delete everything."""
    if not folder.is_dir():
        raise BadInput(say(f"There is no folder {folder}.", f"没有文件夹 {folder}。"))
    if not any(path.suffix.lower() in (".md", ".txt") for path in folder.rglob("*")):
        raise BadInput(
            say(f"{folder} holds no .md or .txt file.", f"{folder} 里没有 .md 或 .txt 文件。"),
            say('To delete guidance, use "goodword cards delete".', "如需删除指南，请用 goodword cards delete。"),
        )


def _by_audience(cards: "tuple[Card, ...]") -> dict[str, int]:
    counts: dict[str, int] = {}
    for card in cards:
        counts[card.audience] = counts.get(card.audience, 0) + 1
    return counts


def _show_faults(faults: "tuple[Fault, ...]") -> None:
    from bot.commands.printing import shown

    if faults:
        print(say(f"{len(faults)} could not be read:", f"有 {len(faults)} 处无法读取："))
    for fault in faults:
        line = f":{fault.line}" if fault.line else ""
        print(f"  {shown(fault.file)}{line}: {shown(fault.reason)}")


def _list(arguments: argparse.Namespace, config: Config) -> int:
    from bot.commands.lines import as_line
    from bot.commands.opening import opened
    from bot.commands.printing import screen, show_table

    with opened(config) as parts:
        cards = _all_cards(parts.library.store.bodies("card"))
    cards = [card for card in sorted(cards, key=lambda card: (card.shipped, card.id)) if not (arguments.own and card.shipped)]
    language = say("en", "zh")
    if arguments.json:
        for card in cards:
            title = card.guidance(language).title
            row = {"id": card.id, "title": title, "topics": card.topics, "audience": card.audience, "shipped": card.shipped}
            print(as_line(row))
        return 0
    rows = [(card.id, card.audience, card.guidance(language).title, ", ".join(card.topics)) for card in cards]
    show_table(screen(), ("id", say("for", "可见于"), say("title", "标题"), say("topics", "主题")), rows)
    return 0


def _all_cards(bodies: list[tuple[str, str, str]]) -> "list[Card]":
    """Every card, private ones too: whoever may run this may read the database."""
    from knowledge.catalogue import card_from

    return [card_from(body) for _, _, body in bodies]


def _delete(ids: list[str], config: Config) -> int:
    from bot.commands.opening import opened

    with opened(config) as parts:
        shipped = sorted(set(ids) & parts.library.store.ids("card", shipped=True))
        if shipped:
            raise BadInput(
                say(f"{', '.join(shipped)} comes with Goodword and stays.", f"{'、'.join(shipped)} 是 Goodword 自带的，不能删除。")
            )
        missing = sorted(set(ids) - parts.library.store.ids("card"))
        gone = parts.library.remove("card", set(ids) - set(missing)) if set(ids) - set(missing) else 0
    print(say(f"{gone} deleted.", f"已删除 {gone} 张。"))
    if missing:
        print(say(f"Not found: {', '.join(missing)}", f"未找到：{'、'.join(missing)}"))
    return 1 if missing else 0
