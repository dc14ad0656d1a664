"""What every chaos run needs: a fake Slack and killable workers in processes of their own, promises to keep, and the judge.

The judge reads the fake Slack's journal, which the bot cannot write to, and knows nothing of the outbox.
"""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent)]

from bot.promises.records import Due, Event, Promise  # noqa: E402
from bot.storage.database import open_database  # noqa: E402
from bot.storage.promises import SqlPromises  # noqa: E402

PEOPLE = 400
_REMINDER = re.compile(r"[^\n]*: send item (q\d+)(?: \(may be a repeat\))?(?:\n|$)")
"""How a reminder begins. A digest names promises too, further down."""


@dataclass(frozen=True)
class Verdict:
    """What the judge says. `late`: seconds behind the due time, the middle one and the 99th of a hundred."""

    lost: int = 0
    doubled: int = 0
    stale: int = 0
    early: int = 0
    late: tuple[float, float] = (0.0, 0.0)
    note: str = ""
    wrong: int = 0
    """Anything else that must not happen; the note says what."""

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.doubled or self.stale or self.early or self.wrong)


@dataclass
class World:
    """`database` is a path or an URL; `wanted` says for every promise when it must be heard of."""

    folder: Path
    database: str
    wanted: dict[str, float] = field(default_factory=dict)

    @property
    def journal(self) -> Path:
        return self.folder / "journal.jsonl"

    def log(self, count: int, begin: float, spread: float) -> None:
        """Put `count` promises on record, due evenly over `spread` seconds from `begin` on."""
        first = len(self.wanted)
        dues = {f"q{first + n}": begin + spread * n / max(count, 1) for n in range(count)}
        database = open_database(self.database, patience=60)
        book, entries = SqlPromises(database), [logged(item, at, n) for n, (item, at) in enumerate(dues.items())]
        for start in range(0, count, 1000):
            book.add(entries[start : start + 1000])
        database.close()
        self.wanted |= dues

    @contextmanager
    def slack(self, **chaos: object) -> Iterator[str]:
        """A Slack at work; yields its address."""
        words = [word for name, value in chaos.items() for word in (f"--{name.replace('_', '-')}", str(value))]
        with _process("fake_slack.py", str(self.journal), *words) as process:
            yield f"http://127.0.0.1:{_line(process)}/api/"

    @contextmanager
    def workers(self, slack: str, **how: object) -> "Iterator[subprocess.Popen[str]]":
        """Workers at work, and killed as told; see worker.py."""
        words: list[str] = []
        for name, value in how.items():
            words += [f"--{name}", *(map(str, value) if isinstance(value, tuple) else [str(value)])]
        with _process("worker.py", self.database, slack, *words) as process:
            assert _line(process) == "ready"
            yield process

    def calls(self) -> list[dict[str, Any]]:
        if not self.journal.exists():
            return []
        lines = self.journal.read_text(encoding="utf-8").split("\n")
        return [json.loads(line) for line in lines[:-1]]

    def heard(self) -> dict[str, list[float]]:
        """When every promise was heard of: the instants at which accepted calls began."""
        found: dict[str, list[float]] = {}
        for call in self.calls():
            if call["accepted"] and (item := item_of(call)):
                found.setdefault(item, []).append(call["at"])
        return found

    def wait(self, most: float, calm: float = 0.0) -> None:
        """Until every promise was heard of, and `calm` seconds longer for what may come twice; `most` seconds at most."""
        end = time.monotonic() + most
        while time.monotonic() < end and len(self.heard()) < len(self.wanted):
            time.sleep(0.5)  # the journal has no bell
        time.sleep(calm)

    def judge(self, note: str = "") -> Verdict:
        heard, calls = self.heard(), self.calls()
        late = sorted(heard[item][0] - at for item, at in self.wanted.items() if item in heard) or [0.0]
        return Verdict(
            lost=sum(item not in heard for item in self.wanted),
            doubled=sum(len(times) - 1 for times in heard.values()),
            early=sum(call["early"] for call in calls),
            late=(late[len(late) // 2], late[min(len(late) * 99 // 100, len(late) - 1)]),
            note=note or f"{len(calls)} calls",
        )


def item_of(call: dict[str, Any]) -> str:
    """The promise that a call of the journal reminds of; "" for anything else."""
    found = _REMINDER.match(call["text"])
    return found[1] if found else ""


def logged(item: str, at: float, n: int, **more: Any) -> tuple[Promise, Event]:
    """A promise with its first event, due at an instant to the microsecond."""
    when = datetime.fromtimestamp(at, UTC)
    made = datetime.now(UTC) - timedelta(days=5)
    due = Due(when.date(), when.time(), "UTC")
    promise = Promise(item, f"U{n % PEOPLE:04}", "Acme", f"send item {item}", "ours", due, "open", made, **more)
    return promise, Event(item, 1, "logged", promise.owner, made, None, "open")


@contextmanager
def _process(*words: str) -> "Iterator[subprocess.Popen[str]]":
    command = [sys.executable, str(HERE / words[0]), *words[1:]]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        assert process.stdin
        assert process.stdout
        process.stdin.close()
        if words[0] != "worker.py":
            process.kill()
        process.wait(60)
        process.stdout.close()


def _line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    line = process.stdout.readline().strip()
    assert line, "the process ended before it began"
    return line
