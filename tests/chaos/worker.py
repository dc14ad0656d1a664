"""The bot's reminders in a process that may be killed at any moment: the real outbox, courier and sweep, nothing of the rest.

One process forks workers that have all modules loaded, so that a kill costs milliseconds and there can be many:

    python tests/chaos/worker.py DATABASE SLACK_URL [--kills 500] [--pause 1.0 3.0] [--workers 2] [--seed 1] [--lease 60]
                                 [--timeout 10] [--tick 1] [--ahead SECONDS] [--clock FILE]

`--kills 0`: one worker, never killed. `--ahead`: its clock is ahead by so much; `--clock`: a file that says by how much.
Prints one line a kill. Ends all workers when its standard input is closed.
"""

import argparse
import logging
import os
import random
import signal
import sys
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import psycopg  # noqa: F401 - loaded before the fork
import slack_sdk  # noqa: F401
from sqlalchemy.dialects import postgresql, sqlite  # noqa: F401

from bot.config import Config, Reminders, Secrets, Slack
from bot.rounds import open_rounds
from bot.scheduler import Ticks
from bot.slack import courier  # noqa: F401
from bot.slack.blocks import reminder  # noqa: F401
from bot.storage.database import open_database


def settings(given: argparse.Namespace) -> Config:
    return Config(
        slack=Slack(api_url=given.slack, send_timeout=given.timeout),
        secrets=Secrets(bot_token="xoxb-chaos"),
        reminders=Reminders(lead=("0m",), tick=given.tick, quiet_hours=(), overdue_after="90d"),
    )


def work(given: argparse.Namespace) -> None:
    """Be a bot until killed."""

    def now() -> datetime:
        ahead = float(given.clock.read_text() or 0) if given.clock else given.ahead
        return datetime.now(UTC) + timedelta(seconds=ahead)

    logging.basicConfig(level=logging.CRITICAL)
    database = open_database(given.database, patience=20)
    rounds = open_rounds(settings(given), database, now)
    rounds.sending.pace = replace(rounds.sending.pace, lease=timedelta(seconds=given.lease))
    ticks = Ticks({"reminders": (rounds.watched.run, given.tick)})
    rounds.watched.start()
    ticks.start()
    signal.pause()


def forked(given: argparse.Namespace) -> int:
    child = os.fork()
    if child == 0:
        try:
            work(given)
        except BaseException as fault:  # noqa: BLE001 - whatever it was, it must be seen before the process ends
            print(f"A worker ended by itself: {type(fault).__name__}: {str(fault)[:200]}", file=sys.stderr)
        finally:
            os._exit(1)
    return child


def end(child: int) -> None:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("database")
    parser.add_argument("slack")
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--pause", type=float, nargs=2, default=(1.0, 3.0))
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lease", type=float, default=60)
    parser.add_argument("--timeout", type=float, default=10)
    parser.add_argument("--tick", type=float, default=1)
    parser.add_argument("--ahead", type=float, default=0)
    parser.add_argument("--clock", type=Path)
    given = parser.parse_args()
    dice = random.Random(given.seed)
    children = [forked(given) for _ in range(given.workers)]
    print("ready", flush=True)
    over = threading.Event()
    # Whoever started us closes our input when it has seen enough. The thread is never forked from: forks come from this one.
    threading.Thread(target=lambda: (sys.stdin.read(), over.set()), daemon=True).start()
    killed = 0
    while not over.wait(dice.uniform(*given.pause) / given.workers):
        # A worker that ends by itself, as when the database is down at its start, is started again, as a service would be.
        children = [forked(given) if os.waitpid(child, os.WNOHANG)[0] else child for child in children]
        if killed < given.kills:
            killed += 1
            victim = dice.randrange(given.workers)
            end(children[victim])
            children[victim] = forked(given)
            print(f"killed {killed} at {time.time():.3f}", flush=True)
    for child in children:
        end(child)


if __name__ == "__main__":
    main()
