"""`make bench`: speed and memory, told as ratios wherever the machine would otherwise decide. Changes nothing; exits 0.

The yardstick of an answer is one embedding call for the same question, measured in turn with it: a library that needs
no more than a few of these costs next to nothing beside the model.
"""

import json
import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from statistics import median, quantiles

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from bot.answers.readers import MEMBERS
from bot.answers.records import Question
from bot.app import Parts, open_parts
from bot.config import Config, LibrarySettings
from knowledge.catalogue import deal_entry
from knowledge.deals import SAMPLE_DEALS, read_deals
from knowledge.records import Deal
from knowledge.space import unit
from knowledge.store import Stored, text_hash

ROOT = Path(__file__).parents[1]
QUESTIONS = 60
TIMES_MORE = 100
IDLE_SECONDS = 10.0


@dataclass(frozen=True)
class Row:
    """One line of the report. `aim` is empty where there is none."""

    what: str
    figure: str
    aim: str
    reached: bool = True


def questions() -> list[str]:
    """Evaluation questions of every language and length, always the same."""
    paths = sorted((ROOT / "tests" / "evals").glob("questions_*.jsonl"))
    texts = [json.loads(line)["question"] for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return texts[:: max(1, len(texts) // QUESTIONS)][:QUESTIONS]


def timed(work: Callable[[], object]) -> float:
    """Seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ask_all(parts: Parts, texts: list[str]) -> list[tuple[float, float]]:
    """(seconds of one embedding call, seconds of the whole answer) for each question, in turn, nothing remembered."""
    library = parts.library
    found = []
    for n, text in enumerate(["warm up", *texts]):
        embedding = timed(lambda text=text: library._stock.encoder.encode([text]))
        library._embedder._asked.clear()
        question = Question(str(n), text, MEMBERS)
        found.append((embedding, timed(lambda question=question: parts.answering.answer(question))))
    return found[1:]


def more_deals(parts: Parts, deals: tuple[Deal, ...]) -> None:
    """The deals a hundred times over, each with a customer, a text and a vector of its own; nothing is encoded."""
    library, chance = parts.library, np.random.default_rng(1)
    space = library._embedder.space
    stored = [Stored(0, text_hash(passage.text), passage) for deal in deals for passage in deal_entry(deal).passages]
    known = library._embedder.of_passages(stored)
    originals = np.stack([known[one.hash] for one in stored])
    for n in range(1, TIMES_MORE):
        copies = [
            replace(deal, id=f"{deal.id}-{n}", customer=f"{deal.customer} {n}", objection=f"{deal.objection} ({n})") for deal in deals
        ]
        texts = [text_hash(passage.text) for copy in copies for passage in deal_entry(copy).passages]
        near = unit(originals + 0.03 * chance.normal(size=originals.shape).astype(np.float32))
        library.store.vectors.put(dict(zip(texts, near, strict=True)), space)
        library.add_deals(copies)
    library.shelves.refresh()


def answers(folder: Path) -> Iterator[Row]:
    """How long an answer takes, with few and with many deals, searched exactly and with Chroma."""
    texts, deals = questions(), read_deals(SAMPLE_DEALS).deals
    parts = open_parts(Config(library=LibrarySettings(dense="exact"), data=folder))
    try:
        parts.library.add_deals(deals)
        few = {"exact": ask_all(parts, texts)}
        parts.library.start_chroma()
        few["Chroma"] = ask_all(parts, texts)
        more_deals(parts, deals)
        many = {"Chroma": ask_all(parts, texts)}
        parts.library.shelves.mirror.serve(None).close()
        many["exact"] = ask_all(parts, texts)
    finally:
        parts.close()
    for name in ("exact", "Chroma"):
        yield from speed(f"{name}, {len(deals)} deals", few[name])
        yield from speed(f"{name}, {len(deals) * TIMES_MORE} deals", many[name])
        growth = median(seconds for _, seconds in many[name]) / median(seconds for _, seconds in few[name])
        yield Row(f"{name}: median answer with {TIMES_MORE} times more deals", f"{growth:.2f} x", "< 2 x", growth < 2)


def speed(name: str, measured: list[tuple[float, float]]) -> Iterator[Row]:
    ratios = [answer / embedding for embedding, answer in measured]
    middle, high = median(ratios), quantiles(ratios, n=20)[-1]
    yield Row(f"{name}: answer, median of {len(ratios)}", f"{middle:.2f} embedding calls", "< 3", middle < 3)
    yield Row(f"{name}: answer, 95 of 100", f"{high:.2f} embedding calls", "")
    slow = median(answer for _, answer in measured)
    yield Row(f"{name}: answer, median on this machine", f"{slow * 1000:.0f} ms", "")


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "bot", *arguments]


def cpu_seconds(*arguments: str, data: Path) -> float:
    """CPU time of one command, with its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "GOODWORD_DATA": str(data)}
    subprocess.run(command(*arguments), cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def commands(folder: Path) -> Iterator[Row]:
    """CPU time of the commands a person types."""
    cpu_seconds("--help", data=folder)
    helped = median(cpu_seconds("--help", data=folder) for _ in range(5))
    yield Row("goodword --help, CPU", f"{helped:.2f} s", "<= 0.3 s", helped <= 0.3)
    cpu_seconds("ask", "They say we are too expensive.", data=folder)
    asked = median(cpu_seconds("ask", "They say we are too expensive.", data=folder) for _ in range(3))
    yield Row('goodword ask "...", CPU', f"{asked:.2f} s", "< 3 s", asked < 3)


def running_demo(folder: Path) -> Iterator[Row]:
    """Memory of everything that runs for `goodword demo`, and what it does when nobody asks."""
    if not Path("/proc/self/smaps_rollup").exists():
        yield Row("running bot", "measured on Linux only", "")
        return
    with demo(folder) as number:
        tree = family(number)
        resident = sum(memory(one, "Rss") for one in tree)
        shared_fairly = sum(memory(one, "Pss") for one in tree)
        yield Row(f"running bot: memory of {len(tree)} processes (RSS)", f"{resident:.0f} MB", "")
        yield Row("running bot: the same, shared pages counted once (PSS)", f"{shared_fairly:.0f} MB", "")
        before = sum(used(one) for one in tree)
        time.sleep(IDLE_SECONDS)
        idle = 100 * (sum(used(one) for one in tree) - before) / IDLE_SECONDS
        yield Row("running bot: CPU when idle", f"{idle:.1f} % of one core", "< 2 %", idle < 2)


@contextmanager
def demo(folder: Path) -> Iterator[int]:
    """`goodword demo` as a child, answering and with Chroma built; gives its process id."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {**os.environ, "GOODWORD_DATA": str(folder)}
    arguments = command("demo", "--no-browser", "--port", str(port))
    with subprocess.Popen(arguments, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as child:
        try:
            until(lambda: reachable(port))
            until(lambda: len(family(child.pid)) > 1 and quiet(child.pid))
            yield child.pid
        finally:
            child.send_signal(signal.SIGINT)


def until(happens: Callable[[], bool], seconds: float = 180) -> None:
    end = time.monotonic() + seconds
    while not happens():
        if time.monotonic() > end:
            raise TimeoutError("the demo did not get ready")
        time.sleep(0.5)


def reachable(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


def quiet(number: int) -> bool:
    """True when it does next to nothing for three seconds: everything is loaded and built."""
    before = sum(used(one) for one in family(number))
    time.sleep(3)
    return sum(used(one) for one in family(number)) - before < 0.15


def family(number: int) -> list[int]:
    """A process and all below it."""
    children = (path.read_text().split() for path in Path(f"/proc/{number}/task").glob("*/children"))
    return [number, *chain.from_iterable(family(int(child)) for child in chain.from_iterable(children))]


def memory(number: int, kind: str) -> float:
    """ "Rss" or "Pss" in MB."""
    lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith(f"{kind}:")) / 1024


def used(number: int) -> float:
    """CPU seconds so far."""
    fields = Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> int:
    from rich.console import Console
    from rich.table import Table

    table = Table("What", "Measured", "Aim", title="Goodword: speed and memory")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for row in chain(commands(folder / "commands"), running_demo(folder / "demo"), answers(folder / "answers")):
            colour = "" if not row.aim else "green" if row.reached else "red"
            table.add_row(row.what, f"[{colour}]{row.figure}[/{colour}]" if colour else row.figure, row.aim)
    Console().print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
