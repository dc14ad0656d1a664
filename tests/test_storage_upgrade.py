"""Opening a database: a new one, an older one, a newer one, several at once, and what is none."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Timer
from time import monotonic

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bot.errors import NotSaved
from bot.ports import Delivery
from bot.storage.database import open_database
from bot.storage.inbox import SqlInbox
from bot.storage.tables import HEAD, metadata
from bot.storage.upgrade import upgrade, version
from knowledge.connections import make_engine

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


def test_whoever_opens_a_new_database_while_another_begins_to_write_it_waits(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    other = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    release = Timer(0.3, other.rollback)
    release.start()
    try:
        open_database(path, patience=20).close()
    finally:
        release.join()
        other.close()
    assert "question" in tables_in(path)


def test_whoever_waits_too_long_for_a_new_database_is_told_so(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(NotSaved):
            open_database(path, patience=0.2)
    finally:
        other.close()


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


# -- PostgreSQL -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def empty_postgres(postgres_server):
    url = postgres_server.empty()
    yield url
    postgres_server.drop(url)


def test_in_postgresql_too_the_migrations_lead_exactly_to_the_tables_of_today(empty_postgres, postgres_server):
    open_database(empty_postgres, patience=20).close()
    made = postgres_server.empty()
    engine = make_engine(made, lock_wait_ms=1000)
    metadata.create_all(engine)
    told = [described(engine), described(make_engine(empty_postgres, lock_wait_ms=1000))]
    assert told[0] == told[1]
    assert len(told[0]) > 100
    postgres_server.drop(made)


def described(engine):
    """Columns and indices, with the conditions of partial ones, as PostgreSQL itself writes them."""
    columns = (
        "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns WHERE table_schema = 'public' "
        "UNION ALL SELECT tablename, indexname, indexdef, '' FROM pg_indexes WHERE schemaname = 'public'"
    )
    with engine.connect() as connection:
        found = {tuple(row) for row in connection.execute(text(columns)) if row[0] != "alembic_version"}
    engine.dispose()
    return found


def test_several_may_open_a_new_postgresql_database_at_the_same_time(empty_postgres):
    with ThreadPoolExecutor(4) as crowd:
        for database in list(crowd.map(lambda _: open_database(empty_postgres, patience=20), range(4))):
            database.close()


def test_a_postgresql_database_of_a_newer_version_is_left_alone(postgres):
    engine = make_engine(postgres, lock_wait_ms=1000)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(NotSaved, match="newer version"):
        open_database(postgres)


def test_the_short_name_of_postgresql_is_an_address_too(postgres):
    open_database(postgres.replace("postgresql+psycopg://", "postgres://")).close()


def test_a_server_that_is_not_there_is_told_in_words_and_in_time(tmp_path):
    begun = monotonic()
    with pytest.raises(NotSaved, match="database cannot be reached") as fault:
        open_database(f"postgresql://test@/nobody?host={tmp_path}")
    assert "password" in fault.value.hint
    assert monotonic() - begun < 10


def test_an_account_that_may_not_write_is_told_in_words(postgres):
    database = open_database(f"{postgres}&options=-c%20default_transaction_read_only%3Don")
    with pytest.raises(NotSaved, match="may not write to its database"):
        SqlInbox(database, timedelta(seconds=60), timedelta(days=14), 10).accept(Delivery("Ev1", "event", "{}", {}, NOON))
    assert SqlInbox(database, timedelta(seconds=60), timedelta(days=14), 10).counts()["waiting"] == 0
    database.close()


def test_when_the_server_drops_all_connections_the_next_one_works(postgres):
    database = open_database(postgres, patience=20)
    inbox = SqlInbox(database, timedelta(seconds=60), timedelta(days=14), 10)
    inbox.counts()
    engine = make_engine(postgres, lock_wait_ms=1000)
    with engine.connect() as connection:
        name = connection.execute(text("SELECT current_database()")).scalar()
        others = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = :name AND pid <> pg_backend_pid()"
        assert connection.execute(text(others), {"name": name}).scalar() >= 1
    engine.dispose()
    assert inbox.accept(Delivery("Ev1", "event", "{}", {}, NOON))
    assert inbox.counts()["waiting"] == 1
    database.close()
