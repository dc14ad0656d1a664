"""Bots in processes of their own, what is sent to them over the wire, and what they have on record, for the runs of goals 11 to 13."""

import asyncio
import atexit
import hashlib
import hmac
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import world
from bench_front import SECRET, answered
from sqlalchemy import func, select

from bot.storage.database import Database, open_database
from bot.storage.tables import inbox

Post = tuple[bytes, str]
"""(body, content type)"""


@dataclass(frozen=True)
class Running:
    """A bot at work."""

    port: int
    process: int

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)

    def wait(self) -> None:
        """Until it has gone."""
        until(lambda: not Path(f"/proc/{self.process}").exists() if Path("/proc").exists() else True, 30)


class Nursery:
    """Starts bots; all of them end with it. One serves all runs of a process: to load everything takes seconds."""

    def __init__(self) -> None:
        command = [sys.executable, str(world.HERE / "front_bot.py")]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        atexit.register(self.close)

    def close(self) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait(60)
        self._process.stdout.close()

    def start(self, words: tuple[str, ...]) -> Running:
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps(words), file=self._process.stdin, flush=True)
        line = self._process.stdout.readline().split()
        assert line, "the bot ended before it began"
        return Running(*map(int, line))


the_nursery = cache(Nursery)


@contextmanager
def a_bot(*words: str) -> Iterator[Running]:
    """A bot that takes requests, as front_bot.py makes it; killed at the end."""
    running = the_nursery().start(words)
    try:
        yield running
    finally:
        running.kill()
        running.wait()


def signed(post: Post, secret: str = SECRET, **headers: str | None) -> bytes:
    """The request as it goes over the wire; a header given as None is left out, given as text is that."""
    body, content_type = post
    stamp = headers.get("x_slack_request_timestamp", str(int(time.time())))
    signature = "v0=" + hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    given = {"x_slack_request_timestamp": stamp, "x_slack_signature": signature, "content_type": content_type, **headers}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in given.items() if value is not None]
    head = ["POST /slack/events HTTP/1.1", "Host: goodword", f"Content-Length: {len(body)}", *lines]
    return "\r\n".join([*head, "", ""]).encode("latin-1") + body


@dataclass(frozen=True)
class Told:
    """How a request ended: status 0 when the line broke. `took`: seconds."""

    status: int
    took: float
    body: bytes = b""


async def send(port: int, requests: list[bytes], connections: int) -> list[Told]:
    """Send them all, over so many connections at once; how each ended, in order."""
    waiting, told = iter(enumerate(requests)), [Told(0, 0.0)] * len(requests)

    async def connection() -> None:
        reader = writer = None
        for number, request in waiting:
            began = time.perf_counter()
            try:
                if writer is None or reader is None:
                    reader, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.write(request)
                status, body = await asyncio.wait_for(answered(reader), 30)
                told[number] = Told(status, time.perf_counter() - began, body)
            except (OSError, asyncio.IncompleteReadError, TimeoutError):
                writer = None
        if writer:
            writer.close()

    await asyncio.gather(*(connection() for _ in range(min(connections, len(requests)))))
    return told


def slowness(told: list[Told]) -> tuple[float, float, float]:
    """(middle, 99th of a hundred, most) of the seconds that acknowledging took."""
    took = sorted(each.took for each in told) or [0.0]
    return took[len(took) // 2], took[len(took) * 99 // 100], took[-1]


@contextmanager
def records(made: world.World) -> Iterator[Database]:
    """The bot's records, read by the judge."""
    with closing(open_database(made.database, patience=60)) as database:
        yield database


def stored(database: Database, *states: str) -> int:
    """Deliveries in these states, or in any."""
    with database.read() as connection:
        counted = select(func.count()).select_from(inbox)
        return int(connection.execute(counted.where(inbox.c.state.in_(states)) if states else counted).scalar_one())


def until(happens: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not happens() and time.monotonic() < end:
        time.sleep(0.2)  # the inbox has no bell
