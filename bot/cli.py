"""The command line: which command is meant, and how it ends. A command is a module of `bot.commands`, imported only when chosen.

Every such module has `add(parser)` and `run(arguments, config) -> exit status`; heavy imports stand inside `run`.
"""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from bot.commands.speech import say
from bot.errors import ConfigError

COMMANDS: dict[str, tuple[str, str]] = {
    "ask": ("Ask what to say to a buyer; every sentence comes with its source.", "问怎么回复客户；每句话都有来源。"),
    "search": ("List the guidance and past deals nearest to a text.", "列出与一段文字最接近的指南和过往单子。"),
    "cards": ("Import, list or delete your team's own guidance.", "导入、列出或删除团队自己的指南。"),
    "deals": ("Import past deals from a file, or delete some.", "从文件导入过往单子，或删除。"),
    "promise": ("Read promises in a text; import, list or hand over many.", "读取文字里的承诺；批量导入、列出或交接。"),
    "questions": ("List the questions that got no answer.", "列出没有得到答案的问题。"),
    "index": ("Bring the index up to date.", "更新索引。"),
    "doctor": ("Say for every part whether it works, and what to do.", "逐项检查是否正常，并告诉您怎么做。"),
    "serve": ("Run the bot for your Slack workspace.", "为您的 Slack 工作区运行机器人。"),
    "demo": ("Try it in a Slack-like page on this machine; no token, no key.", "在本机类似 Slack 的页面上试用；不需要任何密钥。"),
    "export": ("Print what is kept, about everybody or one person.", "输出已保存的内容：全部或某个人的。"),
    "forget": ("Delete what is kept about a person.", "删除某个人的已保存内容。"),
}
"""Name -> what it does. The module has the same name."""
_TALKATIVE = ("serve", "demo")
"""Commands that run for long and log as much as the settings say; the others speak up from "warning" on."""
INTERRUPTED, PIPE_CLOSED = 130, 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit status: 0 done, 1 failed, 2 cannot be run as typed or configured."""
    words = list(sys.argv[1:] if argv is None else argv)
    _prepare_streams()
    try:
        status = _run(words)
        sys.stdout.flush()
    except KeyboardInterrupt:
        status = INTERRUPTED
    except BrokenPipeError:
        status = PIPE_CLOSED  # whoever read us has gone, as with `| head`
    except Exception as fault:  # noqa: BLE001 - the last line of defence: a person gets a sentence, never a bare traceback
        from bot.commands.ending import tell

        status = tell(fault)
    _let_go_of_output()
    return status


def build_parser(words: Sequence[str]) -> tuple[argparse.ArgumentParser, Any]:
    """The parser, with the options of the one command that `words` name, and that command's module (None without one)."""
    parser = argparse.ArgumentParser(prog="goodword", description=say("A teammate for sales teams.", "销售团队的好帮手。"))
    parser.add_argument("--version", action="store_true", help=say("print the version and exit", "显示版本"))
    listed = parser.add_subparsers(dest="command", metavar="COMMAND", title=say("commands", "命令"))
    chosen = next((word for word in words if not word.startswith("-")), None)
    module = None
    for name, texts in COMMANDS.items():
        command = listed.add_parser(name, help=say(*texts), description=say(*texts))
        if name == chosen:
            module = import_module(f"bot.commands.{name}")
            module.add(command)
    return parser, module


def _run(words: list[str]) -> int:
    parser, module = build_parser(words)
    try:
        arguments = parser.parse_args(words)
    except SystemExit as end:  # argparse, after --help or after it has said what is wrong
        return end.code if isinstance(end.code, int) else 2
    if arguments.version:
        from importlib.metadata import version

        print(f"goodword {version('goodword')}")
        return 0
    if module is None:
        parser.print_help(sys.stderr)
        return 2
    from bot.commands.environment import load_dotenv
    from bot.config import read_config
    from bot.redaction import secrets_of, set_up_logging

    load_dotenv(Path.cwd(), os.environ)
    try:
        config = read_config(os.environ)
    except ConfigError as fault:
        if hasattr(module, "run_without_config"):
            return int(module.run_without_config(arguments, fault))
        raise
    level = config.log.level
    set_up_logging("warning" if level == "info" and arguments.command not in _TALKATIVE else level, secrets_of(config))
    if config.storage.url:
        from bot.workspaces.settings import of_folder  # loaded only where it may matter

        config = of_folder(config)
    return int(module.run(arguments, config))


def _prepare_streams() -> None:
    """Programs read UTF-8 from us whatever the locale; a terminal that lacks a character shows a mark instead."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _let_go_of_output() -> None:
    """What cannot be written (a closed pipe, a full disk) must not make Python complain once more while it exits."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
