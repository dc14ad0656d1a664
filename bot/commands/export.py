"""`goodword export`: what is kept, as JSON lines, about everybody or about one person."""

import argparse
import json
from collections.abc import Iterator
from typing import Any

from bot.commands.speech import say
from bot.config import Config


def add(parser: argparse.ArgumentParser) -> None:
    text = say("only what is kept about this person (Slack user id)", "只输出此人的内容（Slack 用户 ID）")
    parser.add_argument("--person", metavar="ID", help=text)


def run(arguments: argparse.Namespace, config: Config) -> int:
    """Print one record a line; each names its kind in "record"."""
    from bot.commands.lines import as_line
    from bot.commands.opening import opened, records
    from bot.slack.places import sender_of
    from bot.storage.people import SqlPeople

    with records(config) as database:
        for record in SqlPeople(database, sender_of).about(arguments.person):
            print(as_line(record))
    with opened(config) as parts:
        store = parts.library.store
        own = store.ids("card", shipped=False)
        bodies = [("deal", row) for row in store.bodies("deal")] + [("card", row) for row in store.bodies("card", own)]
    for record in _sources(bodies, arguments.person):
        print(as_line(record))
    return 0


def _sources(bodies: list[tuple[str, tuple[str, str, str]]], person: str | None) -> Iterator[dict[str, Any]]:
    """Deals and the team's own cards; of one person those that only he or she may read, and the deals he or she made."""
    for kind, (_, audience, body) in bodies:
        content = json.loads(body)
        if person is None or audience == f"private:{person}" or (kind == "deal" and content.get("rep") == person):
            yield {"record": kind, "audience": audience} | content
