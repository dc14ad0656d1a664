"""The database and its writer: group commit, faults of the disk, other programs, and stopping. Kills: test_storage_durability."""

import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest
from sqlalchemy import event, text

from bot.errors import NotSaved
from bot.ports import Delivery
from bot.storage.database import Database, open_database
from bot.storage.inbox import SqlInbox
from bot.storage.upgrade import upgrade
from knowledge.connections import make_engine

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "goodword.db"


@pytest.fixture
def database(path):
    database = open_database(path)
    yield database
    database.close()


def inbox_of(database):
    return SqlInbox(database, timedelta(seconds=60), timedelta(days=14), 1_000_000)


def delivery(key, body="{}"):
    return Delivery(str(key), "event", body, {}, NOON)


def stored_keys(path):
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return {key for (key,) in connection.execute("SELECT key FROM inbox")}


@contextmanager
def writer_held(database):
    """Inside the block the writer is busy with one write; all that is handed over meanwhile is committed together afterwards."""
    begun, go = threading.Event(), threading.Event()

    def hold(_):
        begun.set()
        assert go.wait(30)

    holder = threading.Thread(target=lambda: database.write(hold))
    holder.start()
    assert begun.wait(30)
    try:
        yield
    finally:
        go.set()
        holder.join()


def wait_until_queued(database, n):
    pause, end = threading.Event(), monotonic() + 30
    while database._writer._jobs.qsize() < n:
        assert monotonic() < end
        pause.wait(0.002)


def together(database, works):
    """Hand all over while the writer is busy, so that they share a transaction; results or faults in order."""

    def one(work):
        try:
            return database.write(work)
        except Exception as fault:  # noqa: BLE001
            return fault

    with ThreadPoolExecutor(len(works)) as crowd:
        with writer_held(database):
            futures = []
            for work in works:
                futures.append(crowd.submit(one, work))
                wait_until_queued(database, len(futures))
        return [future.result() for future in futures]


def insert(key, body="{}"):
    def work(connection):
        connection.execute(
            text("INSERT INTO inbox (key, kind, state, received_at, attempts, payload) VALUES (:key, 'event', 'waiting', 0, 0, :body)"),
            {"key": key, "body": body},
        )
        return key

    return work


@contextmanager
def held_by_another_process(path):
    """Another process holds the write lock until the block calls what it is given (or ends)."""
    code = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); c.execute('BEGIN IMMEDIATE'); "
        "print('held', flush=True); sys.stdin.readline(); c.execute('COMMIT')"
    )
    with subprocess.Popen([sys.executable, "-c", code, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "held\n"

        def release():
            other.communicate("go\n", timeout=30)

        yield release
        if other.poll() is None:
            release()


def test_1000_accepts_of_32_threads_share_commits_and_nobody_starves(database, path):
    inbox, commits = inbox_of(database), []
    event.listen(database._engine, "commit", lambda _: commits.append(1))

    def accept(n):
        begun = monotonic()
        assert inbox.accept(delivery(n))
        return monotonic() - begun

    with ThreadPoolExecutor(32) as crowd:
        waits = list(crowd.map(accept, range(1000)))
    assert max(waits) < 2
    assert len(commits) < 500
    assert stored_keys(path) == {str(n) for n in range(1000)}


def test_a_failing_write_undoes_its_own_changes_and_no_others(database, path):
    def half_done(connection):
        insert("half")(connection)
        raise KeyError("a defect of ours")

    first, broken, twice, last = together(database, [insert("first"), half_done, insert("first"), insert("last")])
    assert (first, last) == ("first", "last")
    assert isinstance(broken, KeyError)
    assert "UNIQUE" in str(twice)
    assert stored_keys(path) == {"first", "last"}


def test_a_wrong_statement_is_a_defect_and_no_fault_of_the_disk(database, path):
    wrong, right = together(database, [lambda connection: connection.execute(text("SELECT * FROM nowhere")), insert("right")])
    assert "nowhere" in str(wrong)
    assert not isinstance(wrong, NotSaved)
    assert right == "right"
    assert stored_keys(path) == {"right"}


def test_a_key_that_cannot_be_written_is_refused_in_words(database):
    with pytest.raises(NotSaved, match="characters"):
        inbox_of(database).accept(delivery("half a pair \ud83d"))
    with pytest.raises(NotSaved, match="characters"):
        inbox_of(database).reply_of("half a pair \ud83d")


def test_a_write_inside_a_write_is_a_defect_and_does_not_hang(database):
    with pytest.raises(RuntimeError, match="wait for another write"):
        database.write(lambda _: database.write(lambda _: None))


def test_a_timeout_that_the_work_itself_raises_reaches_its_caller(database):
    def late(_):
        raise TimeoutError("of its own")

    with pytest.raises(TimeoutError, match="of its own"):
        database.write(late)


def test_readers_do_not_wait_for_a_writer(database):
    with writer_held(database):
        assert inbox_of(database).counts()["waiting"] == 0


def test_who_waits_too_long_is_told_and_nothing_is_written_afterwards(path):
    database = open_database(path, patience=0.2)
    with writer_held(database), pytest.raises(NotSaved, match="Nothing was saved"):
        database.write(insert("late"))
    database.close()
    assert stored_keys(path) == set()


def limited_database(path, limit):
    """A database on a "disk" of limit[0] pages."""
    engine = make_engine(path, lock_wait_ms=1000)
    upgrade(engine)
    event.listen(engine, "checkout", lambda connection, *_: connection.execute(f"PRAGMA max_page_count={limit[0]}").fetchall())
    return Database(engine)


def test_on_a_full_disk_the_large_write_is_refused_and_the_small_ones_beside_it_are_saved(path):
    limit = [100]
    database = limited_database(path, limit)
    before, large, after = together(database, [insert("before"), insert("large", "x" * 1_000_000), insert("after")])
    assert (before, after) == ("before", "after")
    assert isinstance(large, NotSaved)
    assert str(large) == "Nothing was saved: the disk is full."
    assert stored_keys(path) == {"before", "after"}
    limit[0] = 100_000
    assert database.write(insert("large", "x" * 1_000_000)) == "large"
    database.close()
    assert stored_keys(path) == {"before", "large", "after"}


def test_a_file_that_became_read_only_while_running_is_reported_and_reading_goes_on(path):
    open_database(path).close()
    database = open_database(f"sqlite:///file:{path}?mode=ro&uri=true")
    with pytest.raises(NotSaved, match="may not write to its data folder"):
        inbox_of(database).accept(delivery("Ev1"))
    assert inbox_of(database).counts()["waiting"] == 0
    database.close()


def test_while_another_process_holds_the_file_everybody_is_told_in_time_and_nothing_is_written_later(path):
    database = open_database(path, patience=0.5)
    inbox = inbox_of(database)

    def accept(n):
        begun = monotonic()
        with pytest.raises(NotSaved, match="Nothing was saved"):
            inbox.accept(delivery(n))
        return monotonic() - begun

    with held_by_another_process(path) as release:
        with pytest.raises(NotSaved, match="another program"):
            inbox.accept(delivery("alone"))
        with ThreadPoolExecutor(20) as crowd:
            assert max(crowd.map(accept, range(20))) < 2
        release()
    assert inbox.accept(delivery("afterwards"))
    database.close()
    assert stored_keys(path) == {"afterwards"}


def test_a_file_that_is_let_go_in_time_is_written_without_a_word(path):
    database = open_database(path, patience=20)
    with held_by_another_process(path) as release, ThreadPoolExecutor(1) as one:
        accepted = one.submit(inbox_of(database).accept, delivery("Ev1"))
        release()
        assert accepted.result(20)
    database.close()


def test_stopping_finishes_what_was_handed_over_and_refuses_the_rest(path):
    database = open_database(path)
    with ThreadPoolExecutor(17) as crowd:
        with writer_held(database):
            accepted = [crowd.submit(inbox_of(database).accept, delivery(n)) for n in range(16)]
            wait_until_queued(database, 16)
            closing = crowd.submit(database.close)
        closing.result(30)
        assert all(future.result(30) for future in accepted)
    with pytest.raises(NotSaved, match="being stopped"):
        inbox_of(database).accept(delivery("too late"))
    assert stored_keys(path) == {str(n) for n in range(16)}
    database.close()


def test_what_was_said_is_gone_from_the_file_when_the_work_is_done(path):
    database = open_database(path)
    inbox = inbox_of(database)
    inbox.accept(delivery("Ev1", body="canary-of-ana " * 400))
    inbox.accept(delivery("Ev2", body="canary-of-ben"))
    inbox.claim(2, NOON)
    inbox.finish("Ev1", NOON)
    inbox.give_up("Ev2", NOON, "tried")
    database.close()
    left = [name for name in path.parent.iterdir() if b"canary" in name.read_bytes()]
    assert left == []
    assert b"Ev1" in path.read_bytes()


def test_only_the_own_account_may_read_the_file(database, path):
    inbox_of(database).accept(delivery("Ev1"))
    assert {oct(name.stat().st_mode & 0o777) for name in path.parent.iterdir()} == {"0o600"}
