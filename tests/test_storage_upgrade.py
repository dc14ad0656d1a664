"""Opening a database: a new one, an older one, a newer one, several at once, and what is none."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.exc import OperationalError

from bot.errors import NotSaved
from bot.ports import Delivery
from bot.storage.database import open_database
from bot.storage.engine import make_engine
from bot.storage.inbox import SqlInbox
from bot.storage.tables import HEAD, metadata
from bot.storage.upgrade import upgrade, version

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "goodword.db"


def tables_in(path):
    with sqlite3.connect(path) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def old_database(path, at):
    engine = make_engine(path, lock_wait_ms=1000)
    upgrade(engine, to=at)
    engine.dispose()


def test_the_migrations_lead_exactly_to_the_tables_of_today(path):
    database = open_database(path)
    with database.read() as connection:
        assert version(connection) == HEAD
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    database.close()
    fresh = make_engine(path.with_name("made.db"), lock_wait_ms=1000)
    metadata.create_all(fresh)
    fresh.dispose()
    assert columns_and_indices(path) == columns_and_indices(path.with_name("made.db"))


def columns_and_indices(path):
    """What `compare_metadata` does not look at in SQLite: conditions of partial indices, not null, primary keys."""
    with sqlite3.connect(path) as connection:
        indices = {sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")}
        columns = {name: connection.execute(f"PRAGMA table_info('{name}')").fetchall() for name in metadata.tables}
    return indices, columns


def test_an_older_database_is_upgraded_and_keeps_what_it_holds(path):
    old_database(path, "0001")
    with sqlite3.connect(path) as connection:
        connection.execute(
            "INSERT INTO inbox (key, kind, state, payload, received_at, attempts) VALUES ('Ev1', 'event', 'waiting', ?, ?, 0)",
            ('["{}", {"a": "b"}]', 1_803_902_400_000_000),
        )
    assert "question" not in tables_in(path)
    database = open_database(path)
    [claimed] = SqlInbox(database, timedelta(seconds=60), timedelta(days=14), 10).claim(1, NOON)
    database.close()
    assert claimed.delivery == Delivery("Ev1", "event", "{}", {"a": "b"}, NOON)
    assert "question" in tables_in(path)


def test_an_upgrade_that_fails_in_the_middle_changes_nothing(path):
    old_database(path, "0001")
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE channel_rule (in_the_way)")
    before = tables_in(path)
    with pytest.raises(OperationalError, match="already exists"):
        open_database(path)
    assert tables_in(path) == before
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE channel_rule")
    open_database(path).close()
    assert "question" in tables_in(path)


def test_a_database_of_a_newer_version_is_left_alone(path):
    open_database(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    with pytest.raises(NotSaved, match="newer version"):
        open_database(path)
    assert path.read_bytes() == before


def test_several_may_open_a_new_database_at_the_same_time(path):
    with ThreadPoolExecutor(4) as crowd:
        for database in list(crowd.map(lambda _: open_database(path, patience=20), range(4))):
            database.close()
    assert "question" in tables_in(path)


def test_folders_with_odd_names_are_made(tmp_path):
    path = tmp_path / "100% 数据 ?a=b#c" / "deep" / "goodword.db"
    open_database(path).close()
    assert path.exists()
    assert open_database(str(path)).close() is None


def test_what_is_no_database_is_refused_in_words_and_left_alone(path):
    path.write_text("Dear Ana, this is a letter and not a database. " * 100)
    before = path.read_bytes()
    with pytest.raises(NotSaved, match="is damaged"):
        open_database(path)
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_reported_in_words(path):
    path.write_text("a file, not a folder")
    with pytest.raises(NotSaved, match="data folder cannot be used") as fault:
        open_database(path / "goodword.db")
    assert "GOODWORD_DATA" in fault.value.hint


@pytest.mark.parametrize("address", ["nosuch://host/name", "postgresql+nosuch://host/name", "sqlite:://"])
def test_an_address_that_cannot_be_used_is_reported_in_words(address):
    with pytest.raises(NotSaved, match="address of the database"):
        open_database(address)
