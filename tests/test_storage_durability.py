"""What was acknowledged is there: after kill -9, on a disk that refuses, and in a folder that became read-only.

Each test runs a process of its own that can be killed, limited or stripped of its rights, and then looks into the file.
"""

import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from bot.storage.database import open_database
from bot.storage.inbox import SqlInbox

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)

CHILD = """
import itertools, os, resource, sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from bot.errors import NotSaved
from bot.ports import Delivery
from bot.storage.database import open_database
from bot.storage.inbox import SqlInbox

path, run = sys.argv[1:]

def opened():
    return SqlInbox(open_database(path), timedelta(seconds=60), timedelta(days=14), 1_000_000)

def delivery(key, size=2000):
    return Delivery(str(key), "event", "x" * size, {}, datetime(2027, 3, 1, 12, tzinfo=UTC))
"""

WRITE_FOREVER = """
inbox, numbers = opened(), itertools.count()

def forever(_):
    while True:
        key = f"{run}-{next(numbers)}"
        assert inbox.accept(delivery(key))
        os.write(1, f"{key}\\n".encode())

with ThreadPoolExecutor(8) as crowd:
    list(crowd.map(forever, range(8)))
"""

FILL = """
inbox = opened()
resource.setrlimit(resource.RLIMIT_FSIZE, (5_000_000, resource.RLIM_INFINITY))
try:
    for n in range(10_000):
        inbox.accept(delivery(n, 20_000))
        print(n)
except NotSaved as fault:
    print(fault)
    print(fault.hint)
assert inbox.counts()["waiting"] == n, "reading must go on"
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
assert inbox.accept(delivery("resumed"))
print("resumed")
"""

LOSE_RIGHTS = """
opened()  # what it imports is loaded while this account may still read it
os.chmod(path, 0o444)
os.chmod(os.path.dirname(path), 0o555)
if os.getuid() == 0:
    os.setuid(65534)
try:
    opened().accept(delivery("after"))
except NotSaved as fault:
    print(fault)
"""


def child(story, path, run="0"):
    command = [sys.executable, "-c", CHILD + story, str(path), run]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": "."})


def output_of(story, path):
    with child(story, path) as process:
        out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    return out.splitlines()


def stored_keys(path):
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return {key for (key,) in connection.execute("SELECT key FROM inbox")}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "goodword.db"


def test_everything_acknowledged_before_a_kill_is_there_after_it(path):
    acknowledged = set()
    for run, after in enumerate((1, 150, 777)):
        with child(WRITE_FOREVER, path, str(run)) as process:
            lines = [process.stdout.readline() for _ in range(after)]
            process.kill()
            lines += process.stdout.read().splitlines(keepends=True)
            assert all(lines), process.stderr.read()
        acknowledged |= {line.strip() for line in lines if line.endswith("\n")}
        stored = stored_keys(path)
        assert acknowledged <= stored
        assert len(stored - acknowledged) <= 8 * (run + 1), "only what was on its way may be there without an acknowledgement"
    database = open_database(path)
    claimed = SqlInbox(database, timedelta(seconds=60), timedelta(days=14), 10).claim(10_000, NOON)
    database.close()
    assert acknowledged <= {one.delivery.key for one in claimed}


def test_when_the_disk_refuses_everything_acknowledged_is_there_and_writing_resumes(path):
    *acknowledged, sentence, hint, resumed = output_of(FILL, path)
    assert len(acknowledged) > 50
    assert sentence in ("Nothing was saved: the disk is full.", "Nothing was saved: the disk reported an error.")
    assert "try again" in hint
    assert stored_keys(path) == {*acknowledged, resumed}


def test_a_folder_that_may_only_be_read_is_reported_in_words(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rights")
    path = folder / "goodword.db"
    way_there = [parent for parent in folder.parents if "pytest" in parent.name]
    modes = [(parent, parent.stat().st_mode) for parent in (*way_there, folder)]
    try:
        for parent, mode in modes:
            parent.chmod(mode | 0o055)  # pytest keeps its folders to its own account; the child changes to another
        assert output_of(LOSE_RIGHTS, path) == ["Nothing was saved: Goodword may not write to its data folder."]
    finally:
        for parent, mode in modes:
            parent.chmod(mode)
    assert stored_keys(path) == set()
