"""`goodword doctor`: what the doctor found, a line a part, with the next step under what is wrong."""

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from bot.commands.speech import language, say
from bot.config import Config
from bot.errors import ConfigError

if TYPE_CHECKING:
    from bot.doctor import Finding

_MARKS = {"ok": ("ok", "green"), "warning": ("!", "yellow"), "fault": ("FAULT", "bold red")}


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=say("print the findings as JSON", "以 JSON 输出"))


def run(arguments: argparse.Namespace, config: Config) -> int:
    """Examine everything. The status is 1 when anything is a fault."""
    from bot.commands.progress import progress
    from bot.doctor import examine

    with progress(say("Examining", "正在检查")):
        findings = examine(config, language())
    return _report(findings, arguments.json)


def run_without_config(arguments: argparse.Namespace, fault: ConfigError) -> int:
    """The settings cannot be read: say so as a finding, and end like any other fault of the settings, with 2."""
    from bot.doctor.examining import unreadable

    _report(unreadable(fault), arguments.json)
    return 2


def _report(findings: "Sequence[Finding]", as_json: bool) -> int:
    faults = sum(finding.state == "fault" for finding in findings)
    if as_json:
        from bot.commands.lines import as_line

        print(as_line({"ok": not faults, "findings": [asdict(finding) for finding in findings]}))
    else:
        _show(findings, faults)
    return 1 if faults else 0


def _show(findings: "Sequence[Finding]", faults: int) -> None:
    from rich.text import Text

    from bot.commands.printing import screen, shown

    console = screen()
    for finding in findings:
        mark, style = _MARKS[finding.state]
        console.print(Text.assemble((f"{mark:>5}  ", style), (f"{finding.part}: ", "bold"), shown(finding.what)))
        if finding.todo:
            console.print(Text(f"       → {shown(finding.todo)}", style="" if finding.state == "ok" else style))
    if faults:
        console.print(say(f"\n{faults} to put right.", f"\n有 {faults} 处需要处理。"))
    else:
        console.print(say("\nAll is well.", "\n一切正常。"))
