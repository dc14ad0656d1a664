"""What digests cost: 10,000 people whose slot comes at once, digests built per second, and how that grows with what is on record.

Called by `make bench`, and alone: python tests/bench_digests.py [PEOPLE]. Prints ratios where the machine would decide.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

from sqlalchemy import event, insert, text  # noqa: E402

from bot.config import Config, Secrets  # noqa: E402
from bot.promises.records import Due, Promise  # noqa: E402
from bot.rounds import Rounds, open_rounds  # noqa: E402
from bot.storage.database import Database, open_database  # noqa: E402
from bot.storage.promise_rows import row_of  # noqa: E402
from bot.storage.tables import promise as promises  # noqa: E402

PEOPLE, LIVE, ENDED = 10_000, 5, 5
MORE = 10
"""Times more ended promises, and times fewer people with something due."""
DAY = date(2027, 3, 1)
SLOT = datetime(2027, 3, 1, 8, 30, tzinfo=UTC)
"""A Monday; everybody lives by UTC."""
SETTINGS = Config(secrets=Secrets(bot_token="xoxb-bench"))


def stored(path: Path, people: int, busy: int, ended: int) -> Database:
    """So many people; `busy` of them have LIVE promises due this week, the others far ahead; all have some that have ended."""
    database = open_database(path, patience=600)
    made = SLOT - timedelta(days=90)
    template = row_of(Promise("p", "U0", "Acme", "send the certificate", "ours", Due(DAY, None, "UTC"), "open", made))
    far = {**template, "due_at": SLOT + timedelta(days=90)}
    over = {**template, "state": "kept", "due_at": SLOT - timedelta(days=30), "ended_at": SLOT - timedelta(days=31)}
    for start in range(0, people, 1000):
        rows = [
            {**_kind(person % (people // busy) == 0, n, (template, far, over)), "id": f"{person}-{n}", "owner": f"U{person:06}"}
            for person in range(start, min(start + 1000, people))
            for n in range(LIVE + ended)
        ]
        database.write(lambda connection, rows=rows: connection.execute(insert(promises), rows).close())
    return database


def _kind(is_busy: bool, n: int, rows: tuple[dict[str, object], ...]) -> dict[str, object]:
    now, far, over = rows
    if n >= LIVE:
        return over
    return now if is_busy else far


def planned(folder: Path, name: str, people: int, busy: int, ended: int) -> tuple[float, int, int]:
    """(CPU seconds, digests, queries) of planning everybody's digest when all slots come at once."""
    database = stored(folder / f"{name}.db", people, busy, ended)
    clock = [SLOT - timedelta(hours=1)]
    rounds = open_rounds(SETTINGS, database, lambda: clock[0])
    rounds.reminding.people.ask = lambda person: None  # type: ignore[attr-defined]
    planner = _planner(rounds)
    planner.enqueue(clock[0], clock[0])
    database.write(lambda connection: connection.execute(text("ANALYZE")).close())
    clock[0] = SLOT
    queries = [0]
    event.listen(database._engine, "before_cursor_execute", lambda *_: queries.__setitem__(0, queries[0] + 1))
    began = time.process_time()
    found = 0
    while new := planner.enqueue(clock[0], SLOT - timedelta(days=1)):
        found += new
    seconds = time.process_time() - began
    database.close()
    return seconds, found, queries[0]


def _planner(rounds: Rounds) -> object:
    sweep = rounds.watched._work.__self__  # type: ignore[attr-defined]
    return next(source for source in sweep.sources if type(source).__name__ == "DigestPlanner")


def measures(folder: Path, people: int = PEOPLE) -> Iterator[tuple[str, str, str, bool]]:
    """(what, figure, aim, reached)."""
    everybody, found, queries = planned(folder, "everybody", people, people, ENDED)
    yield f"digests built for {people} people at one moment", f"{found / everybody:.0f} a second of CPU", "> 300", found / everybody > 300
    yield "queries and writes for each of these digests", f"{queries / max(found, 1):.2f}", "< 2", queries / max(found, 1) < 2
    history, _, _ = planned(folder, "history", people, people, ENDED * MORE)
    yield f"the same with {MORE} times more ended promises", f"{history / everybody:.2f} x", "<= 1.5 x", history <= 1.5 * everybody
    few, told, _ = planned(folder, "few", people, people // MORE, ENDED)
    yield f"the same with {told} people who have something due", f"{few / everybody:.2f} x", "< 0.6 x", few < 0.6 * everybody


def main() -> int:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    with tempfile.TemporaryDirectory() as name:
        for what, figure, aim, reached in measures(Path(name), people):
            print(f"{what:70} {figure:>25}   {aim} {'' if reached else 'MISSED'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
