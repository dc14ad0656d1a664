"""`goodword index`: bring the store up to date with the cards in the package, and on wish build the vector index anew."""

import argparse
from typing import TYPE_CHECKING

from bot.commands.speech import say
from bot.config import Config
from bot.errors import LibraryUnavailable

if TYPE_CHECKING:
    from bot.app import Parts


def add(parser: argparse.ArgumentParser) -> None:
    text = say("also build the vector index anew; the bot must be stopped", "同时重建向量索引；需先停止机器人")
    parser.add_argument("--rebuild", action="store_true", help=text)
    parser.add_argument("--json", action="store_true", help=say("print the counts as JSON", "以 JSON 输出数量"))


def run(arguments: argparse.Namespace, config: Config) -> int:
    """Update. Safe while the bot runs, except --rebuild, which then says so and changes nothing."""
    from bot.lock import held

    if not arguments.rebuild:
        return _update(arguments, config, rebuild=False)
    with held(config.data):  # two processes on one Chroma directory damage it
        return _update(arguments, config, rebuild=config.library.dense == "chroma")


def _update(arguments: argparse.Namespace, config: Config, rebuild: bool) -> int:
    from bot.commands.lines import as_line
    from bot.commands.opening import opened
    from bot.commands.progress import progress

    with opened(config) as parts, progress(say("Updating", "正在更新")):
        parts.library.shelves.refresh()
        if rebuild:
            _rebuild(parts)
        counts = parts.library.store.counts()
    if arguments.json:
        print(as_line({**counts, "rebuilt": rebuild}))
        return 0
    print(
        say(
            "{cards} cards, {deals} deals, {passages} passages, {vectors} stored vectors.",
            "卡片 {cards}，单子 {deals}，段落 {passages}，已存向量 {vectors}。",
        ).format(**counts)
    )
    if rebuild:
        print(say("The vector index was built anew.", "向量索引已重建。"))
    elif arguments.rebuild:
        print(say('[library] dense is "exact": there is no vector index to build.', "[library] dense 为 exact：没有需要重建的向量索引。"))
    return 0


def _rebuild(parts: "Parts") -> None:
    from knowledge.dense import IndexDown

    try:
        parts.library.rebuild()
    except IndexDown as fault:
        raise LibraryUnavailable(
            say(f"The vector index cannot be built: {fault}.", f"无法建立向量索引：{fault}。"),
            say('Search works without it. Run "goodword doctor".', "没有它也能检索。请运行 goodword doctor。"),
        ) from fault
