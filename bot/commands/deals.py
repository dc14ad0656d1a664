"""`goodword deals`: past deals from a file (JSON lines, or a table exported from a CRM) into the library, and out of it again."""

import argparse
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands.speech import say
from bot.config import Config
from bot.errors import BadInput

if TYPE_CHECKING:
    from bot.app import Parts
    from knowledge.deals import Reading


@dataclass(frozen=True)
class Imported:
    """What an import did, in numbers of deals; `still_open` are rows without an outcome yet, `failed` rows that were left out."""

    new: int
    changed: int
    unchanged: int
    deleted: int
    still_open: int
    failed: int


def add(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    text = say("Add or change deals, by id. Importing again does no harm.", "按编号添加或更新单子，可重复导入。")
    one = actions.add_parser("import", help=text, description=text)
    one.add_argument("file", type=Path, metavar="FILE", help=say("JSON lines, or a CSV export of your CRM", "JSON 行，或 CRM 导出的 CSV"))
    one.add_argument("--json", action="store_true", help=say("print the counts and faults as JSON", "以 JSON 输出数量和问题"))
    text = say("Delete deals, from the index too.", "删除单子，索引中也一并删除。")
    one = actions.add_parser("delete", help=text, description=text)
    one.add_argument("ids", nargs="+", metavar="ID")


def run(arguments: argparse.Namespace, config: Config) -> int:
    """Import or delete."""
    return _import(arguments, config) if arguments.action == "import" else _delete(arguments.ids, config)


def _import(arguments: argparse.Namespace, config: Config) -> int:
    """The status is 1 when a row was left out; the others are in."""
    from bot.commands.opening import note_import, opened
    from bot.commands.progress import progress
    from knowledge.deals import read_deals

    if not arguments.file.is_file():
        raise BadInput(say(f"There is no file {arguments.file}.", f"没有文件 {arguments.file}。"))
    with progress(say("Reading", "正在读取")) as step:
        reading = read_deals(arguments.file, on_progress=step)
    with opened(config) as parts:
        imported = _store(parts, reading)
    note_import(config, "deals", len(reading.deals), imported.failed)
    _show_json(imported, reading) if arguments.json else _show(imported, reading)
    return 1 if imported.failed else 0


def _store(parts: "Parts", reading: "Reading") -> Imported:
    from bot.commands.progress import progress

    library = parts.library
    before = library.store.ids("deal")
    with progress(say("Indexing", "正在建立索引")) as step:
        touched = library.add_deals(reading.deals, step)
    new = len({deal.id for deal in reading.deals} - before)
    deleted = library.remove("deal", reading.deletions) if reading.deletions else 0
    failed = sum(not fault.kept for fault in reading.faults)
    return Imported(new, touched - new, len(reading.deals) - touched, deleted, reading.still_open, failed)


def _show(imported: Imported, reading: "Reading") -> None:
    new, changed, same = imported.new, imported.changed, imported.unchanged
    print(
        say(
            f"{len(reading.deals)} deals read: {new} new, {changed} changed, {same} unchanged.",
            f"读取 {len(reading.deals)} 笔单子：新增 {new}，更新 {changed}，未变 {same}。",
        )
    )
    if imported.deleted:
        print(say(f"{imported.deleted} deleted.", f"删除 {imported.deleted} 笔。"))
    if imported.still_open:
        print(say(f"{imported.still_open} still open, so left out.", f"{imported.still_open} 笔仍在进行中，未导入。"))
    from bot.commands.faults import show_faults

    left_out = [fault for fault in reading.faults if not fault.kept]
    warnings = [fault for fault in reading.faults if fault.kept]
    show_faults(say(f"{len(left_out)} rows could not be read:", f"{len(left_out)} 行无法读取："), left_out)
    show_faults(say(f"{len(warnings)} remarks on deals that are in:", f"{len(warnings)} 条提示（单子已导入）："), warnings)


def _show_json(imported: Imported, reading: "Reading") -> None:
    from bot.commands.faults import as_fields
    from bot.commands.lines import as_line

    print(as_line({**asdict(imported), "faults": as_fields(reading.faults)}))


def _delete(ids: list[str], config: Config) -> int:
    from bot.commands.opening import opened

    with opened(config) as parts:
        known = set(ids) & parts.library.store.ids("deal")
        gone = parts.library.remove("deal", known) if known else 0
    print(say(f"{gone} deleted.", f"已删除 {gone} 笔。"))
    missing = sorted(set(ids) - known)
    if missing:
        print(say(f"Not found: {', '.join(missing)}", f"未找到：{'、'.join(missing)}"))
    return 1 if missing else 0
