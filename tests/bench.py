"""`make bench`: speed and memory, as ratios inside one run, since machines differ and drift.

Prints what was measured beside what we aim at; a missed aim is shown, never an error.
"""

import os
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent / "evals"))

from questions import TUNING, read_questions
from rich.console import Console
from rich.table import Table

from bot.answers.readers import MEMBERS
from bot.answers.records import Question
from bot.app import Parts, open_parts
from bot.config import Config
from knowledge.deals import SAMPLE_DEALS, read_deals
from knowledge.encoders import LocalEncoder
from knowledge.records import Deal

ROOT = Path(__file__).parents[1]
ASKED = 60
TIMES_MORE = 100


def main() -> None:
    table = Table("measure", "measured", "aim", title="Goodword, measured in one run")
    texts = [asked.question for asked in read_questions(TUNING)][:ASKED]
    with tempfile.TemporaryDirectory() as folder:
        small = open_with(Path(folder) / "small", samples(1))
        large = open_with(Path(folder) / "large", samples(TIMES_MORE))
        for name in ("exact", "Chroma"):
            if name == "Chroma":
                small.library.start_chroma()
                large.library.start_chroma()
            # The library remembers questions, and a remembered one costs nothing: each pass asks other ones.
            figures = time_answers([f"{text} ({name})" for text in texts], small, large)
            for row in rows(name, figures):
                table.add_row(*row)
        small.close()
        large.close()
    table.add_row("`goodword --help`, CPU", f"{help_seconds():.2f} s", "0.30 s")
    for row in memory():
        table.add_row(*row)
    Console(width=110).print(table)


def samples(times: int) -> list[Deal]:
    """The sample deals, each so many times under other ids. Their texts repeat, so nothing is encoded twice."""
    deals = read_deals(SAMPLE_DEALS).deals
    return [replace(deal, id=f"{deal.id}-{n}") for n in range(times) for deal in deals]


def open_with(folder: Path, deals: Sequence[Deal]) -> Parts:
    parts = open_parts(Config(data=folder))
    parts.library.add_deals(deals)
    parts.answering.answer(Question("warm", "too expensive", MEMBERS))
    return parts


def time_answers(texts: Sequence[str], small: Parts, large: Parts) -> dict[str, list[float]]:
    """Milliseconds of one embedding call and of whole answers, taken in turn so that the machine's drift hits all alike."""
    encoder = LocalEncoder()
    encoder.encode(["warm"])
    taken: dict[str, list[float]] = {"embedding": [], "small": [], "large": []}
    for n, text in enumerate(texts):
        taken["embedding"].append(milliseconds(lambda text=text: encoder.encode([text])))
        for name, parts in (("small", small), ("large", large)):
            question = Question(f"{name}-{n}", text, MEMBERS)
            taken[name].append(milliseconds(lambda parts=parts, question=question: parts.answering.answer(question)))
    return taken


def rows(name: str, taken: dict[str, list[float]]) -> list[tuple[str, str, str]]:
    one, few, many = (statistics.median(taken[key]) for key in ("embedding", "small", "large"))
    slow = statistics.quantiles(taken["small"], n=20)[18]
    return [
        (f"{name}: median answer / one embedding ({one:.0f} ms)", f"{few / one:.2f} x", "3 x"),
        (f"{name}: 95th percentile answer / one embedding", f"{slow / one:.2f} x", ""),
        (f"{name}: median answer with {TIMES_MORE} times the deals / with the samples", f"{many / few:.2f} x", "2 x"),
    ]


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def help_seconds() -> float:
    """The least CPU seconds of five runs of a fresh process."""
    taken = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "bot", "--help"], cwd=ROOT, capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(taken)


def memory() -> list[tuple[str, str, str]]:
    """Memory and idle CPU of the running demo: bot, playground and Chroma's process."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        command = [sys.executable, "-m", "bot", "demo", "--no-browser", "--port", str(port)]
        demo = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "GOODWORD_DATA": folder}, stdout=subprocess.PIPE, text=True)
        try:
            assert demo.stdout is not None
            next(line for line in demo.stdout if "http" in line)
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30).read()
            settle(demo.pid)
            parts = family(demo.pid)
            before, start = sum(map(cpu_seconds, parts)), time.monotonic()
            time.sleep(10)
            idle = (sum(map(cpu_seconds, parts)) - before) / (time.monotonic() - start)
            sizes = [resident_megabytes(pid) for pid in parts]
        finally:
            demo.terminate()
            demo.wait(30)
    spelled = " + ".join(f"{size:.0f}" for size in sizes)
    return [
        ("running demo, resident memory (bot and playground + Chroma)", f"{spelled} MB", ""),
        ("running demo, idle CPU", f"{idle:.1%}", ""),
    ]


def settle(pid: int) -> None:
    """Wait until the processes have been quiet for two seconds: models loaded, Chroma filled."""
    for _ in range(60):
        before = sum(map(cpu_seconds, family(pid)))
        time.sleep(2)
        if len(family(pid)) > 1 and sum(map(cpu_seconds, family(pid))) - before < 0.2:
            return


def family(pid: int) -> list[int]:
    """The process and its children that run Python; multiprocessing's own helpers are small and left out."""
    found = [pid]
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        if "resource_tracker" not in Path(f"/proc/{child}/cmdline").read_text():
            found += family(int(child))
    return found


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_megabytes(pid: int) -> float:
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
