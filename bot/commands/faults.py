"""Rows of a file that were left out, as a list for a person: the line, the reason, how the row begins. Knows no command."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bot.commands.printing import shown
from bot.commands.speech import say

if TYPE_CHECKING:
    from knowledge.file_faults import Fault


def show_faults(title: str, faults: "Sequence[Fault]") -> None:
    """The title and the faults below it; nothing when there are none."""
    if faults:
        print(title)
    for fault in faults:
        where = say(f"line {fault.line}", f"第 {fault.line} 行") if fault.line else say("file", "文件")
        print(f"  {where}: {shown(fault.reason_in(say('en', 'zh')))}")
        if fault.text:
            print(f"    {shown(fault.text)}")


def as_fields(faults: "Sequence[Fault]") -> list[dict[str, Any]]:
    """For --json."""
    return [{"line": fault.line, "reason": fault.reason, "text": fault.text, "kept": fault.kept} for fault in faults]
