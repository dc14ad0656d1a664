"""`make chaos`: the goals of reliability at full size, over SQLite and PostgreSQL. Prints a table; exits 1 when a goal is missed.

python tests/chaos/run.py [--goals kills,stale] [--scale 1.0] [--over sqlite,postgres] [--seeds 1]
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import front
import front_fuzz
import front_hanging
import front_repeats
import goals
from world import Verdict, World

GOALS: dict[str, Callable[[World, float], Verdict]] = {
    "prompt": goals.prompt,
    "one-kill": goals.one_kill,
    "kills": goals.kills,
    "ambiguous": goals.ambiguous,
    "stale": goals.stale,
    "storm": goals.storm,
    "asleep": goals.asleep,
    "clocks": goals.clocks,
    "restored": goals.restored,
    "fuzz": front_fuzz.fuzz,
    "forged": front.forged,
    "repeats": front_repeats.repeats,
    "hanging": front_hanging.hanging,
}
_LATE_AT_MOST = 120
_PROMPT_AT_MOST = 30
_SLOW = ("storm", "kills")
"""Where lateness is told but not judged: the limit makes it, or kills that come faster than a lease ends."""


@contextmanager
def a_world(over: str) -> Iterator[tuple[World, Callable[[], None] | None]]:
    """A fresh world, and what crashes its database server."""
    with tempfile.TemporaryDirectory(prefix="goodword-chaos-") as folder:
        if over == "sqlite":
            yield World(Path(folder), str(Path(folder) / "goodword.db")), None
        else:
            with a_server() as (url, crash):
                yield World(Path(folder), url), crash


@contextmanager
def a_server() -> Iterator[tuple[str, Callable[[], None]]]:
    """A PostgreSQL server whose commits last, and how to crash and start it again."""
    import postgres

    postgres._SETTINGS = ("shared_buffers=32MB", "max_connections=100")
    started: list[tuple[Path, Path]] = []
    genuine = postgres.started

    @contextmanager
    def noted(folder: Path, home: Path) -> Iterator[str]:
        started.append((folder, home))
        with genuine(folder, home) as url:
            yield url

    postgres.started = noted
    try:
        with postgres.running_server() as url:
            if url is None or not started:
                sys.exit("No PostgreSQL found that this may start and crash.")
            yield url, lambda: _crash(*started[-1])
    finally:
        postgres.started = genuine


def _crash(folder: Path, home: Path) -> None:
    import postgres

    for words in (("-m", "immediate", "stop"), ("-w", "-l", str(home / "log"), "-o", _options(home), "start")):
        command = [str(folder / "pg_ctl"), "-D", str(home / "data"), *words]
        environment = {"LC_ALL": "C.UTF-8", "HOME": str(home)}
        subprocess.run(
            command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", env=environment, **postgres.as_nobody()
        )


def _options(home: Path) -> str:
    import postgres

    return " ".join(f"-c {each}" for each in (*postgres._SETTINGS, "listen_addresses=''", f"unix_socket_directories='{home}'"))


def runs(given: argparse.Namespace) -> Iterator[tuple[str, str, Verdict, float]]:
    for name in given.goals.split(","):
        if name == "clock-changes":
            began = time.monotonic()
            yield name, "-", goals.clock_changes(given.scale), time.monotonic() - began
            continue
        for over in given.over.split(","):
            if name == "restored" and over == "postgres":
                continue  # what is put back there is the server's business
            for seed in range(1, given.seeds + 1 if name == "kills" else 2):
                began = time.monotonic()
                with a_world(over) as (world, crash):
                    verdict = goals.kills(world, given.scale, crash, seed) if name == "kills" else GOALS[name](world, given.scale)
                yield name, over, verdict, time.monotonic() - began


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--goals", default=",".join([*GOALS, "clock-changes"]))
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--over", default="sqlite,postgres")
    parser.add_argument("--seeds", type=int, default=1)
    given = parser.parse_args()
    counted = f"{'lost':>5} {'doubled':>8} {'stale':>6} {'early':>6} {'wrong':>6}"
    head = f"{'goal':14} {'over':9} {counted} {'late p50':>9} {'p99':>7} {'took':>7}  what"
    print(head, flush=True)
    clean = True
    for name, over, verdict, took in runs(given):
        late = f"{verdict.late[0]:8.1f}s {verdict.late[1]:6.1f}s"
        counts = f"{verdict.lost:5} {verdict.doubled:8} {verdict.stale:6} {verdict.early:6} {verdict.wrong:6}"
        print(f"{name:14} {over:9} {counts} {late} {took:6.0f}s  {verdict.note}", flush=True)
        most = _PROMPT_AT_MOST if name == "prompt" else _LATE_AT_MOST
        clean = clean and verdict.is_clean and (name in _SLOW or verdict.late[1] <= most)
    return 0 if clean else 1


if __name__ == "__main__":
    sys.exit(main())
