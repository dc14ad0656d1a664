"""What reminders cost: one sweep over a million stored promises, 1,000 of them due, beside one over ten thousand; CPU a reminder.

Called by tests/bench.py, and alone: python tests/bench_reminders.py [MANY]. Prints ratios, which hold on any machine.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

from sqlalchemy import insert  # noqa: E402

from bot.config import Config, Secrets  # noqa: E402
from bot.promises.records import Due, Promise  # noqa: E402
from bot.reminders.courier import Delivered, Delivery, Look, NotThere  # noqa: E402
from bot.reminders.outbox import Notice, Row  # noqa: E402
from bot.rounds import open_rounds  # noqa: E402
from bot.storage.database import Database, open_database  # noqa: E402
from bot.storage.promise_rows import row_of  # noqa: E402
from bot.storage.tables import promise as promises  # noqa: E402

MANY, FEW, DUE = 1_000_000, 10_000, 1_000
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
SETTINGS = Config(secrets=Secrets(bot_token="xoxb-bench"))
QUIETLESS = replace(SETTINGS, reminders=replace(SETTINGS.reminders, lead=("0m",), quiet_hours=()))


class Nowhere:
    """A courier that is there at once: what is measured is ours."""

    def turn(self, row: Row, patience: float) -> float:
        return 0

    def deliver(self, notice: Notice, row: Row, may_send: Callable[[], bool]) -> Delivery:
        return Delivered(f"D{row.person}", "1.0") if may_send() else Delivered("", "")

    def look_for(self, row: Row) -> Look:
        return NotThere()


def stored(path: Path, count: int) -> Database:
    """A database with so many live promises, of which DUE are due now and the others are looked at much later."""
    database = open_database(path, patience=600)
    template = Promise(
        "p", "U0", "Acme", "send the certificate", "ours", Due(NOW.date(), NOW.time(), "UTC"), "open", NOW - timedelta(days=9)
    )
    due, later = row_of(template), row_of(replace(template, due=replace(template.due, day=template.due.day + timedelta(days=90))))
    step = max(count // DUE, 1)
    for start in range(0, count, 20_000):
        rows = [
            {
                **(due if n % step == 0 else later),
                "id": f"p{n}",
                "owner": f"U{n % 5000}",
                "remind_at": NOW if n % step == 0 else NOW + timedelta(days=30, seconds=n),
                "remind_since": NOW - timedelta(days=9),
            }
            for n in range(start, min(start + 20_000, count))
        ]
        database.write(lambda connection, rows=rows: connection.execute(insert(promises), rows).close())
    return database


def swept(folder: Path, count: int) -> tuple[float, float]:
    """(wall seconds, CPU seconds) of one sweep that plans and sends DUE reminders out of `count` promises."""
    database = stored(folder / f"{count}.db", count)
    clock = [NOW - timedelta(minutes=1)]
    rounds = open_rounds(QUIETLESS, database, lambda: clock[0])
    rounds.sending.courier = Nowhere()
    people = rounds.reminding.people
    people.ask = lambda person: None  # type: ignore[attr-defined]
    # What a start costs once (settings noted, what is overdue distrusted) is not what a sweep costs.
    rounds.outbox.plan_anew(_fingerprint())
    database.write(lambda connection: connection.exec_driver_sql("UPDATE promise SET remind_at = due_at").close())
    rounds.watched.run()
    clock[0] = NOW
    wall, cpu = time.perf_counter(), time.process_time()
    rounds.watched.run()
    took = time.perf_counter() - wall, time.process_time() - cpu
    with database.read() as connection:
        sent = connection.exec_driver_sql("SELECT count(*) FROM outbox WHERE state = 'sent'").scalar()
    database.close()
    assert sent == DUE, f"{sent} sent"
    return took


def _fingerprint() -> str:
    from bot.reminders.sweeping import fingerprint

    return fingerprint(QUIETLESS.reminders)


def reminders(folder: Path, many: int = MANY) -> Iterator[tuple[str, str, str, bool]]:
    """(what, measured, aim, reached) for the bench's table."""
    folder.mkdir(parents=True, exist_ok=True)
    few_wall, few_cpu = swept(folder, FEW)
    many_wall, many_cpu = swept(folder, many)
    ratio = many_wall / few_wall
    yield f"sweep with {DUE:,} due, {many:,} promises beside {FEW:,}", f"{ratio:.2f}", "<= 1.5", ratio <= 1.5
    yield "CPU of a reminder, planned to noted", f"{(few_cpu + many_cpu) / 2 / DUE * 1000:.1f} ms", "", True


def main() -> int:
    many = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    with tempfile.TemporaryDirectory() as folder:
        for what, figure, aim, _ in reminders(Path(folder), many):
            print(f"{what}: {figure} {aim}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
