"""Promises in SQL: what the contract cannot ask of a fake. Kills, a disk that refuses, other processes, indices, one person's traces."""

import os
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import event as listen
from sqlalchemy import text
from test_contracts_storage import FIN, LOG, NOON, SECOND, later, logged, promised

from bot.errors import NotSaved
from bot.promises.book import Overtaken, Wanted
from bot.promises.records import LIVE, Due, Event
from bot.storage.database import open_database
from bot.storage.people import FORGOTTEN, SqlPeople, StillOwns
from bot.storage.promises import SqlPromises

MANY = 20_000


@pytest.fixture(params=["sqlite", "postgres"])
def url(request, tmp_path):
    return request.getfixturevalue("postgres") if request.param == "postgres" else tmp_path / "goodword.db"


@pytest.fixture
def database(url):
    database = open_database(url, patience=20)
    yield database
    database.close()


@pytest.fixture
def book(database):
    return SqlPromises(database)


# -- all or nothing ---------------------------------------------------------------------------------------------------------


def test_of_promises_saved_together_all_are_there_or_none(book):
    with pytest.raises(NotSaved, match="characters that cannot be stored"):
        book.add([logged(promised("P1")), logged(promised("P2", owner="half a pair \ud83d"))])
    assert book.find(Wanted()) == []
    assert book.events("P1") == []


def test_an_event_of_another_promise_or_revision_is_a_defect(book):
    with pytest.raises(ValueError, match="event"):
        book.add([(promised("P1"), logged(promised("P2"))[1])])
    with pytest.raises(ValueError, match="event"):
        book.change(promised("P1"), later(promised("P1"))[1])
    assert book.find(Wanted()) == []


STORY = """
import itertools, os, resource, sys
from dataclasses import replace
from datetime import UTC, date, datetime
from bot.errors import NotSaved
from bot.promises.records import Due, Event, Promise
from bot.storage.database import open_database
from bot.storage.promises import SqlPromises

path, run = sys.argv[1:]
NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)

def promised(id, size=500):
    due = Due(date(2027, 3, 8), None, "UTC")
    promise = Promise(str(id), "UANA", "Acme", "x" * size, "ours", due, "open", NOON)
    return promise, Event(str(id), 1, "logged", "UANA", NOON, None, "open")
"""

CHANGE_FOREVER = """
book = SqlPromises(open_database(path))
for n in itertools.count():
    both = [promised(f"{run}-{n}-{part}") for part in "ab"]
    book.add(both)
    os.write(1, f"{run}-{n} 1\\n".encode())
    for revision in range(2, 5):
        after = replace(both[0][0], revision=revision, what=f"wording {revision}")
        book.change(after, Event(after.id, revision, "reworded", "UANA", NOON, "open", "open"))
        os.write(1, f"{run}-{n} {revision}\\n".encode())
"""

FILL = """
book = SqlPromises(open_database(path))
resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, resource.RLIM_INFINITY))
try:
    for n in range(10_000):
        book.add([promised(n, 20_000)])
        print(n)
except NotSaved as fault:
    print(fault)
    print(fault.hint)
small = promised("0", 1)[0]
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
book.add([promised("resumed")])
book.change(replace(small, revision=2), Event("0", 2, "reworded", "UANA", NOON, "open", "open"))
"""


def child(story, path, run="0"):
    command = [sys.executable, "-c", STORY + story, str(path), run]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": "."})


def rows(path, question):
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return connection.execute(question).fetchall()


def test_after_a_kill_every_promise_is_whole_and_nothing_acknowledged_is_lost(tmp_path):
    path, told = tmp_path / "goodword.db", {}
    for run, after in enumerate((1, 200)):
        with child(CHANGE_FOREVER, path, str(run)) as process:
            lines = [process.stdout.readline() for _ in range(after)]
            process.kill()
            lines += process.stdout.read().splitlines(keepends=True)
            assert all(lines), process.stderr.read()
        told |= {name: int(revision) for name, revision in (line.split() for line in lines if line.endswith("\n"))}
    stored = dict(rows(path, "SELECT id, revision FROM promise"))
    assert {name[:-2] for name in stored if name.endswith("a")} == {name[:-2] for name in stored if name.endswith("b")}, "both or none"
    for name, revision in told.items():
        assert stored[f"{name}-a"] in (revision, revision + 1), "at most what was on its way came after the last word"
    events = rows(path, "SELECT promise, count(*), min(revision), max(revision) FROM promise_event GROUP BY promise")
    assert {name: revision for name, _, _, revision in events} == stored, "a change and its event are saved together"
    assert all(first == 1 and count == last for _, count, first, last in events)


def test_when_the_disk_refuses_the_person_is_told_and_work_goes_on_afterwards(tmp_path):
    path = tmp_path / "goodword.db"
    with child(FILL, path) as process:
        out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    *saved, sentence, hint = out.splitlines()
    assert len(saved) > 20
    assert sentence in ("Nothing was saved: the disk is full.", "Nothing was saved: the disk reported an error.")
    assert "try again" in hint
    assert {name for (name,) in rows(path, "SELECT id FROM promise")} == {*saved, "resumed"}
    assert {name for (name,) in rows(path, "SELECT promise FROM promise_event")} == {*saved, "resumed"}


def test_while_another_program_holds_the_records_nothing_is_half_saved(database, url, book):
    book.add([logged(promised())])
    impatient = open_database(url, patience=0.5)
    held, go = threading.Event(), threading.Event()

    def hold(connection):
        connection.execute(text("UPDATE promise SET moved = 9 WHERE id = 'P1'"))
        held.set()
        assert go.wait(30)

    with ThreadPoolExecutor(1) as other:
        holding = other.submit(database.write, hold)
        assert held.wait(30)
        with pytest.raises(NotSaved, match="Nothing was saved: another program"):
            SqlPromises(impatient).change(*later(promised()))
        go.set()
        holding.result(30)
    assert (book.promise("P1").revision, len(book.events("P1"))) == (1, 1)
    SqlPromises(impatient).change(*later(promised()))
    assert book.promise("P1").revision == 2
    impatient.close()


def test_two_processes_that_change_one_promise_never_both_succeed(url, database, book):
    """Two databases are two writers, as two processes are."""
    other, pairs = open_database(url, patience=20), []
    book.add([logged(promised())])

    def change(n, through):
        before, tries = through.promise("P1"), 0
        while True:
            try:
                through.change(*later(before, by=f"U{n}"))
            except Overtaken as fault:
                before, tries = fault.promise, tries + 1
                pairs.append((fault.promise.revision, fault.by.revision))
            else:
                return tries

    with ThreadPoolExecutor(8) as crowd:
        list(crowd.map(change, range(40), [book, SqlPromises(other)] * 20))
    assert book.promise("P1").revision == 41
    assert [one.revision for one in book.events("P1")] == list(range(1, 42))
    assert [pair for pair in pairs if pair[0] != pair[1]] == []
    other.close()


# -- indices ----------------------------------------------------------------------------------------------------------------


def fill(database):
    """Many promises, most of them ended long ago, without the detour over our own objects."""
    columns = (
        "id, owner, team, customer, customer_key, what, direction, due_at, due_day, zone, state, approvals, audience, language, source, "
        "proof, leads, made_at, moved, revision, schedule"
    )
    values = (
        "'F' || n, 'U' || (n % 500), 'T' || (n % 20), '\"C\"', 'c' || (n % 2000), '\"w\"', 'ours', CAST(1800000000000000 AS BIGINT) + n, "
        "'2027-01-15', 'UTC', CASE WHEN n % 50 = 0 THEN 'open' WHEN n % 50 = 1 THEN 'waiting' ELSE 'kept' END, '[]', "
        "CASE WHEN n % 2 = 0 THEN 'everyone' ELSE 'team:T1' END, 'en', '\"\"', '\"\"', '[]', 0, 0, 1, 1"
    )
    numbers = f"WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {MANY})"
    approvals = (
        f"{numbers} INSERT INTO promise_approval (approver, promise) "
        "SELECT 'A' || n || owner, id FROM numbers, promise WHERE state = 'waiting' AND n < 40"
    )
    statements = [f"{numbers} INSERT INTO promise ({columns}) SELECT {values} FROM numbers", approvals]
    if database._engine.dialect.name == "postgresql":
        statements += ["ANALYZE promise", "ANALYZE promise_approval"]  # which its housekeeping does by itself elsewhere
    database.write(lambda connection: [connection.execute(text(statement)).close() for statement in statements])


def plan_of(database, wanted):
    """How the database looks up what `find` asks for: the very statement, with its values."""
    seen = []

    def note(connection, cursor, statement, parameters, context, many):
        if "FROM promise" in statement:
            seen.append((statement, parameters))

    listen.listen(database._engine, "before_cursor_execute", note)
    SqlPromises(database).find(wanted)
    listen.remove(database._engine, "before_cursor_execute", note)
    [(statement, parameters)] = seen
    explain = "EXPLAIN QUERY PLAN " if database._engine.dialect.name == "sqlite" else "EXPLAIN "
    with database.read() as connection:
        found = connection.exec_driver_sql(explain + statement, parameters).all()
    return "\n".join(str(row[-1]) for row in found)


SOON = datetime.fromtimestamp(1_800_000_000, UTC) + timedelta(milliseconds=1)
READS = frozenset({"everyone", "anyone", "team:T1", "private:U7"})
LOOKED_FOR = {
    "mine": Wanted(READS, owner="U50", states=LIVE),
    "due": Wanted(READS, states=LIVE, due_before=SOON),
    "due, of all": Wanted(states=LIVE, due_before=SOON),
    "of a customer": Wanted(READS, customer="C50", states=LIVE),
    "of a customer, ever": Wanted(READS, customer="C51"),
    "of an owner, ever": Wanted(READS, owner="U51", made_after=NOON),
    "waiting for an approver": Wanted(READS, approver="A1U51"),
    "waiting for an approver, said twice": Wanted(READS, approver="A1U51", states=["waiting"]),
    "waiting": Wanted(states=["waiting"], due_before=SOON),
    "at risk in a team": Wanted(READS, team="T1", states=["at-risk"]),
    "of a team, ever": Wanted(READS, team="T1", states=["kept", "broken"]),
}


def test_what_people_and_sweeps_look_for_is_found_without_reading_everything(database):
    fill(database)
    for name, wanted in LOOKED_FOR.items():
        plan = plan_of(database, wanted)
        assert "Seq Scan" not in plan, (name, plan)
        assert "SCAN" not in plan, (name, plan)
        assert "INDEX" in plan.upper(), (name, plan)
    plan = plan_of(database, Wanted(READS, made_after=NOON))
    assert "Seq Scan" in plan or "SCAN" in plan, "a full search would be noticed"


def test_instants_are_bound_as_whole_numbers(database):
    bound = []
    listen.listen(database._engine, "before_cursor_execute", lambda *call: bound.append(call[3]))
    SqlPromises(database).find(Wanted(due_before=NOON, due_after=NOON, made_after=NOON))
    values = [value for one in bound for value in (one.values() if isinstance(one, dict) else one)]
    assert sum(isinstance(value, int) for value in values) >= 3
    assert not [value for value in values if isinstance(value, float)]


# -- one person -------------------------------------------------------------------------------------------------------------


def kept(promise, **fields):
    return later(promise, "done", state="kept", ended_at=NOON + SECOND, **fields)


def test_a_person_with_promises_that_have_not_ended_is_not_forgotten(database, book):
    states = ("open", "waiting", "draft", "renegotiated", "kept", "withdrawn")
    book.add([logged(promised(state, state=state)) for state in states] + [logged(promised("bens", owner="UBEN"))])
    with pytest.raises(StillOwns, match="UANA owns 4 promises") as refused:
        SqlPeople(database).forget("UANA")
    assert "goodword promise hand-over UANA TO" in refused.value.hint
    assert refused.value.count == 4
    assert {one.owner for one in book.find(Wanted())} == {"UANA", "UBEN"}


def test_the_id_of_a_forgotten_person_stands_nowhere_any_more(database, book, url):
    mine = promised("mine", what="call <@UANA> or UANA2", audience="everyone")
    waiting = promised(
        "bens", owner="UBEN", state="waiting", approvals=(replace(FIN, approvers=("UANA", "UFAY")), replace(LOG, approvers=("UANA",)))
    )
    secret = promised("secret", audience="private:UANA", what="canary")
    over = promised("over")
    book.add([logged(one) for one in (mine, waiting, secret, over)])
    book.change(*kept(mine))
    book.change(*kept(secret))
    taken = replace(over, owner="UBEN", revision=2)
    changed = {"owner": "UANA", "audience": "private:UANA", "approvals": '[{"by": "UANA"}]'}
    book.change(taken, Event("over", 2, "handed over", "UMAREK", NOON, "open", "open", "<@UANA> is away", changed))
    agreed = replace(
        waiting, revision=2, approvals=(replace(FIN, approvers=("UANA", "UFAY"), answer="agreed", by="UANA", at=NOON), waiting.approvals[1])
    )
    book.change(agreed, Event("bens", 2, "agreed", "UANA", NOON, "waiting", "waiting"))
    gone = SqlPeople(database).forget("UANA")
    assert (gone["promises"], gone["private promises"], gone["promise events"]) == (2, 1, 5)
    assert (book.promise("secret"), book.events("secret")) == (None, [])
    assert (book.promise("mine").owner, book.promise("mine").what) == (FORGOTTEN, f"call <@{FORGOTTEN}> or UANA2")
    [finance, logistics] = book.promise("bens").approvals
    assert (finance.by, finance.approvers, logistics.approvers) == (FORGOTTEN, (FORGOTTEN, "UFAY"), (FORGOTTEN,))
    assert book.find(Wanted(approver="UANA")) == []
    last = book.events("over")[-1]
    assert (last.why, dict(last.changed)) == (
        f"<@{FORGOTTEN}> is away",
        {"owner": FORGOTTEN, "audience": f"private:{FORGOTTEN}", "approvals": f'[{{"by": "{FORGOTTEN}"}}]'},
    )
    assert "UANA" not in "".join(map(str, SqlPeople(database).about(None))).replace("UANA2", "")
    assert list(SqlPeople(database).about("UANA")) == []
    assert SqlPeople(database).forget("UANA")["promises"] == 0


def test_what_is_kept_about_a_person_holds_the_promises_and_what_happened_to_them(database, book):
    mine = promised("mine", due=Due(date(2027, 3, 8), time(17, 0), "Europe/Berlin"))
    bens = promised("bens", owner="UBEN")
    secret = promised("private", owner="UBEN", audience="private:UANA")
    book.add([logged(one) for one in (mine, bens, secret)])
    book.change(*later(mine, by="UBEN"))
    book.change(*later(bens, by="UANA"))
    book.add_alias("Acme", "ACME Corp")
    records = list(SqlPeople(database).about("UANA"))
    assert [record["id"] for record in records if record["record"] == "promise"] == ["mine", "private"]
    events = [(record["promise"], record["revision"]) for record in records if record["record"] == "promise event"]
    assert sorted(events) == [("bens", 2), ("mine", 1), ("mine", 2), ("private", 1)]
    first = records[0]
    assert (first["due"], first["tz"], first["due_utc"]) == ("2027-03-08T17:00", "Europe/Berlin", "2027-03-08T16:00:00+00:00")
    assert [record["record"] for record in SqlPeople(database).about(None)].count("customer alias") == 1
