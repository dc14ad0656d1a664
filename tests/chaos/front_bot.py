"""The bot behind its real front door, over real records, in a process that may be killed at any moment.

    python tests/chaos/front_bot.py

For every line of its input, arguments of DATABASE SLACK_URL [--deaf] [--lease 3] [--attempts 4] [--model URL --most 200 --folder
FOLDER] in JSON, it forks a bot that has all modules loaded, so that many may live and be killed; that bot prints its port and
process id when it takes requests. `--deaf`: it takes requests and works on none. Without a model the answers only repeat the
question; with one it is the whole bot, as `goodword run` starts it, and `--most` questions may be with the model at once. Ends,
with all bots, when its input is closed.
"""

import argparse
import asyncio
import json
import logging
import os
import secrets
import signal
import socket
import sys
import traceback
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

import psycopg  # noqa: E402, F401 - loaded before the fork
from slack_world import CARD, SECRET, TOKEN, Librarian, config  # noqa: E402
from sqlalchemy.dialects import postgresql, sqlite  # noqa: E402, F401

from bot.answers.records import Answer, Question, Sentence  # noqa: E402
from bot.app import Bot  # noqa: E402
from bot.config import Config, LibrarySettings, ModelSettings, Secrets, Slack, Storage, Work  # noqa: E402
from bot.promises.promising import Promising, Settings  # noqa: E402
from bot.slack.bolt import build_bolt  # noqa: E402
from bot.slack.desk import Desk  # noqa: E402
from bot.slack.front import Front  # noqa: E402
from bot.slack.server import serve_http  # noqa: E402
from bot.slack.workers import Workers  # noqa: E402
from bot.storage.channels import SqlChannelRules  # noqa: E402
from bot.storage.database import Database, open_database  # noqa: E402
from bot.storage.inbox import SqlInbox  # noqa: E402
from bot.storage.journal import SqlJournal  # noqa: E402
from bot.storage.promises import SqlPromises  # noqa: E402
from bot.storage.threads import SqlThreads  # noqa: E402


class Echo(Librarian):
    """Says what it was asked."""

    def _write(self, question: Question) -> Answer:
        return Answer(
            question.id, "en", "answered", "evidence", sentences=(Sentence("ask", f"About {question.text}", (1,)),), sources=(CARD,)
        )


def open_desk(database: Database, slack: str, lease: float = 60, queue: int = 1_000_000, attempts: int = 4) -> Desk:
    """Real records of every kind in this database; only the answers are made up."""

    def now() -> datetime:
        return datetime.now(UTC)

    settings = config(slack, attempts=attempts)
    journal, inbox = SqlJournal(database), SqlInbox(database, timedelta(seconds=lease), timedelta(days=14), queue)
    promising = Promising(SqlPromises(database), Settings(settings.approvers()), now, lambda: secrets.token_hex(8))
    return Desk(Echo(journal), SqlThreads(database), SqlChannelRules(database), inbox, journal, settings, now, promising)  # type: ignore[arg-type]


async def serve(given: argparse.Namespace, listening: socket.socket) -> None:
    """Be the bot without its library, until killed."""
    desk = open_desk(open_database(given.database, patience=20), given.slack, given.lease, given.queue, given.attempts)
    app = build_bolt(desk)
    workers = Workers(app, desk, tick=0.2, backoff=0.1)
    tasks = [] if given.deaf else [asyncio.create_task(workers.run())]
    await serve_http(desk.config, Front(app, desk, workers.wake), lambda: started(listening), listening)
    await asyncio.gather(*tasks)


async def serve_whole(given: argparse.Namespace, listening: socket.socket) -> None:
    """Be the whole bot with a model, until killed."""
    await Bot(whole_config(given)).run(lambda: started(listening), listening)


def started(listening: socket.socket) -> None:
    print(listening.getsockname()[1], os.getpid(), flush=True)


def whole_config(given: argparse.Namespace) -> Config:
    """A model may take longer than anybody waits, and so many questions may be with it at once."""
    return replace(
        Config(data=Path(given.folder)),
        slack=Slack(api_url=f"{given.slack}/api/", send_timeout=10),
        secrets=Secrets(TOKEN, SECRET, openai_key="sk-chaos"),
        storage=Storage(given.database),
        library=LibrarySettings(dense="exact"),
        model=ModelSettings("hanging", given.model, timeout=90, retries=0, daily_tokens=1_000_000_000),
        answers=replace(Config().answers, timeout=90),
        work=Work(workers=given.most, queue=10_000, lease=150),
    )


def forked(given: argparse.Namespace) -> int:
    child = os.fork()
    if child == 0:
        try:
            logging.basicConfig(level=logging.ERROR)
            listening = socket.create_server(("127.0.0.1", 0), backlog=2048)
            asyncio.run(serve_whole(given, listening) if given.model else serve(given, listening))
        except BaseException:  # noqa: BLE001 - whatever it was, it must be seen before the process ends
            traceback.print_exc()
        finally:
            os._exit(1)
    return child


def settings() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser()
    parser.add_argument("database")
    parser.add_argument("slack")
    parser.add_argument("--deaf", action="store_true")
    parser.add_argument("--lease", type=float, default=60)
    parser.add_argument("--queue", type=int, default=1_000_000)
    parser.add_argument("--attempts", type=int, default=4)
    parser.add_argument("--model", default="")
    parser.add_argument("--most", type=int, default=4)
    parser.add_argument("--folder", default="")
    return parser


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those who were killed
    children = [forked(settings().parse_args(json.loads(line))) for line in sys.stdin]
    for child in children:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)


if __name__ == "__main__":
    main()
