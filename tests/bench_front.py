"""How many commands a second the front door acknowledges, beside a bare Bolt app on the same server in the same run.

    python tests/bench_front.py [REQUESTS]

Goodword's side is the real front door over a SQLite file: checked, sorted, and *on disk* before the reply. Bolt's side is an
AsyncApp behind its own ASGI adapter with one listener that acknowledges and does nothing else: nothing is stored there. Both run with
process_before_response (otherwise Bolt polls for the acknowledgement and every reply costs it 10 ms more), check signatures, and
look nobody up at Slack. Servers and load are processes of their own; the sides take turns, so that a busy machine slows down both.
"""

import asyncio
import hashlib
import hmac
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

SECRET = "sample-signing-secret"
REQUESTS, ROUNDS, CONNECTIONS = 3_000, 7, 50
"""Requests of a round; rounds of each side, after one to warm up; connections that send one request after the other."""
AIM = 0.8


@dataclass(frozen=True)
class Round:
    """`rate`: acknowledged requests a second; `cpu`: microseconds that the server worked on one; `slow`: seconds, 99th of a hundred."""

    rate: float
    cpu: float
    slow: float


def command(number: int) -> bytes:
    """One signed slash command as Slack sends it, with a trigger of its own."""
    body = urlencode(
        {
            "token": "legacy",
            "team_id": "T0SAMPLE",
            "team_domain": "sample",
            "channel_id": "C0SALES",
            "channel_name": "sales",
            "user_id": "U0ANA",
            "user_name": "ana",
            "command": "/ask",
            "text": "They say we are too expensive, what now?",
            "api_app_id": "A0SAMPLE",
            "is_enterprise_install": "false",
            "response_url": f"https://hooks.slack.com/commands/T0SAMPLE/{number}/secret",
            "trigger_id": f"{time.time_ns()}.{number}.bench",
        }
    ).encode()
    return post(body, "application/x-www-form-urlencoded")


def post(body: bytes, content_type: str, secret: str = SECRET) -> bytes:
    """A signed request, ready to be sent."""
    stamp = str(int(time.time()))
    signature = "v0=" + hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    head = (
        "POST /slack/events HTTP/1.1",
        "Host: goodword",
        f"Content-Type: {content_type}",
        f"X-Slack-Request-Timestamp: {stamp}",
        f"X-Slack-Signature: {signature}",
        "User-Agent: Slackbot 1.0 (+https://api.slack.com/robots)",
        f"Content-Length: {len(body)}",
    )
    return "\r\n".join((*head, "", "")).encode() + body


async def answered(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    """(status, body) of the next answer on a connection."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    length = head.partition(b"content-length:")[2].partition(b"\r\n")[0]
    return int(head.split(b" ", 2)[1]), await reader.readexactly(int(length or 0))


async def load(port: int, requests: list[bytes]) -> list[float]:
    """Send them all over CONNECTIONS connections; the seconds that each took. AssertionError when one is not acknowledged."""
    waiting, took = iter(requests), []

    async def connection() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for request in waiting:
            began = time.perf_counter()
            writer.write(request)
            status, _ = await answered(reader)
            took.append(time.perf_counter() - began)
            assert status == 200, status
        writer.close()

    await asyncio.gather(*(connection() for _ in range(CONNECTIONS)))
    return sorted(took)


def measured(port: int, process: int, count: int) -> Round:
    requests = [command(number) for number in range(count)]
    before, began = used(process), time.perf_counter()
    took = asyncio.run(load(port, requests))
    seconds = time.perf_counter() - began
    return Round(count / seconds, (used(process) - before) / count * 1e6, took[len(took) * 99 // 100])


def used(process: int) -> float:
    """CPU seconds so far, where the system tells."""
    path = Path(f"/proc/{process}/stat")
    if not path.exists():
        return 0.0
    fields = path.read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def server(side: str, folder: Path) -> Iterator[tuple[int, int]]:
    """(port, process id) of a server of this side, in a process of its own."""
    words = [sys.executable, __file__, "serve", side, str(folder)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield int(process.stdout.readline()), process.pid
        finally:
            process.kill()


def rounds(folder: Path, count: int, sides: tuple[str, ...]) -> dict[str, list[Round]]:
    """Every side's rounds, taken in turn."""
    found: dict[str, list[Round]] = {side: [] for side in sides}
    with server(sides[0], folder) as first, server(sides[1], folder) as second:
        for number in range(ROUNDS + 1):
            for side, (port, process) in zip(sides, (first, second), strict=True):
                one = measured(port, process, count if number else max(count // 5, CONNECTIONS))
                if number:
                    found[side].append(one)
    return found


def front(folder: Path, count: int = REQUESTS) -> Iterator[tuple[str, str, str, bool]]:
    """(what, measured, aim, reached) for the bench's table."""
    folder.mkdir(parents=True, exist_ok=True)
    found = rounds(folder, count, ("goodword", "bolt"))
    ours, theirs = found["goodword"], found["bolt"]
    ratio = median(one.rate / other.rate for one, other in zip(ours, theirs, strict=True))
    cpu = median(one.cpu for one in ours) / max(median(one.cpu for one in theirs), 1e-9)
    slow = median(one.slow for one in ours)
    yield (
        f"commands acknowledged, on disk, beside a bare Bolt app that stores nothing ({CONNECTIONS} at once)",
        f"{ratio:.2f}",
        f">= {AIM}",
        ratio >= AIM,
    )
    yield "the same: CPU of an acknowledged command beside the bare Bolt app", f"{cpu:.2f}", "", True
    yield "the same: 99 of 100 commands are acknowledged within", f"{slow * 1000:.0f} ms", "< 500 ms", slow < 0.5


# -- the two servers -------------------------------------------------------------------------------------------------------------


def goodword_door(folder: Path) -> object:
    from fakes_storage import MemoryChannelRules, MemoryJournal, MemoryThreads
    from slack_world import Librarian, config

    from bot.slack.bolt import build_bolt
    from bot.slack.desk import Desk
    from bot.slack.front import Front
    from bot.storage.database import open_database
    from bot.storage.inbox import SqlInbox

    journal = MemoryJournal()
    inbox = SqlInbox(open_database(folder / "goodword.db"), timedelta(seconds=60), timedelta(days=14), 10_000_000)
    rules, settings = MemoryChannelRules(), config("http://127.0.0.1:9")
    desk = Desk(Librarian(journal), MemoryThreads(), rules, inbox, journal, settings, lambda: datetime.now(UTC))
    return Front(build_bolt(desk), desk, lambda: None)


def bolt_door() -> object:
    from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
    from slack_bolt.async_app import AsyncAck, AsyncApp
    from slack_bolt.authorization import AuthorizeResult

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T0SAMPLE", bot_token="xoxb-sample", bot_id="B0BOT", bot_user_id="U0BOT")

    app = AsyncApp(signing_secret=SECRET, authorize=authorize, process_before_response=True)

    @app.command("/ask")
    async def asked(ack: AsyncAck) -> None:
        await ack()

    return AsyncSlackRequestHandler(app)


def serve(side: str, folder: Path) -> None:
    """Serve one side as `bot.app` serves, until killed. Prints the port."""
    import uvicorn

    door = goodword_door(folder) if side == "goodword" else bolt_door()
    listening = socket.create_server(("127.0.0.1", 0))
    print(listening.getsockname()[1], flush=True)
    settings = uvicorn.Config(door, log_level="warning", access_log=False, lifespan="off", ws="none")  # type: ignore[arg-type]
    uvicorn.Server(settings).run(sockets=[listening])


def main() -> int:
    if sys.argv[1:2] == ["serve"]:
        serve(sys.argv[2], Path(sys.argv[3]))
        return 0
    count = int(sys.argv[1]) if len(sys.argv) > 1 else REQUESTS
    with tempfile.TemporaryDirectory() as folder:
        for what, figure, aim, _ in front(Path(folder), count):
            print(f"{what}: {figure} {aim}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
