"""Promises on a terminal or as JSON: what an import did, and lists. Knows no records."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.commands.speech import say

if TYPE_CHECKING:
    from bot.promises.importing import Reading
    from bot.promises.records import Promise


def show_imported(reading: "Reading", new: int, as_json: bool) -> None:
    """How many came in, and every row that did not. `new`: how many were not on record before."""
    from bot.commands.faults import as_fields, show_faults
    from bot.commands.lines import as_line

    known = len(reading.promises) - new
    left_out = [fault for fault in reading.faults if not fault.kept]
    warnings = [fault for fault in reading.faults if fault.kept]
    if as_json:
        print(as_line({"new": new, "unchanged": known, "failed": len(left_out), "faults": as_fields(reading.faults)}))
        return
    print(
        say(
            f"{len(reading.promises)} promises read: {new} new, {known} on record already and left as they are.",
            f"读取 {len(reading.promises)} 条承诺：新增 {new}，已有 {known}（保持不变）。",
        )
    )
    show_faults(say(f"{len(left_out)} rows could not be read:", f"{len(left_out)} 行无法读取："), left_out)
    show_faults(say(f"{len(warnings)} remarks on rows that are in:", f"{len(warnings)} 条提示（已导入）："), warnings)


def show_list(found: "Sequence[Promise]", hidden: int, as_json: bool) -> None:
    """The promises that were found; `hidden`: how many more there are that this reader may not see."""
    from bot.commands.lines import as_line
    from bot.commands.printing import screen, show_table
    from bot.promises.exporting import plain
    from bot.promises.sentences import state_word

    if as_json:
        for one in found:
            print(as_line(plain(one)))
    elif not found:
        print(say("No promises.", "没有承诺。"))
    else:
        heads = (say("due", "到期"), say("state", "状态"), say("owner", "负责人"), say("customer", "客户"), say("promise", "承诺"), "id")
        language = say("en", "zh")
        rows = [
            (f"{str(one.due).replace('T', ' ')} {one.due.zone}", state_word(one.state, language), one.owner, one.customer, one.what, one.id)
            for one in found
        ]
        show_table(screen(), heads, rows)
    if hidden:
        told = say(
            f"{hidden} more may only be read by a team or one person: add --team TEAM or --as REP.",
            f"另有 {hidden} 条仅限团队或个人查看：请加 --team TEAM 或 --as REP。",
        )
        print(told, file=sys.stderr)
