"""Opening a connection: everything that differs between SQLite and PostgreSQL stands here. Knows no tables."""

import sqlite3
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Column, ColumnElement, Connection, Engine, Table, create_engine, event, make_url, text
from sqlalchemy.dialects import postgresql, sqlite

_PRAGMAS = ("busy_timeout={lock_wait_ms}", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
"""Wait first, for reading the file may have to; FULL so that a commit survives a power cut; and what is deleted is
overwritten, since it is what customers and colleagues said."""
_WAL_PAUSE = 0.02
"""Seconds between two tries to change a new file's journal."""
_UPGRADE_LOCK = 7_205_759


def make_engine(url_or_path: str | Path, lock_wait_ms: int) -> Engine:
    """An engine for SQLAlchemy's url, or for a plain path: a SQLite file, made with its folder when missing.

    A connection with the execution option `writes=True` takes the write lock at once. Raises OSError when the folder cannot be made.
    """
    written = str(url_or_path)
    if isinstance(url_or_path, Path) or "://" not in written:
        return _sqlite_engine(URL.create("sqlite", database=str(_new_file(Path(url_or_path)))), lock_wait_ms)
    url = make_url(written)
    if url.get_backend_name() == "sqlite":
        return _sqlite_engine(url, lock_wait_ms)
    if url.drivername in ("postgres", "postgresql"):
        url = url.set(drivername="postgresql+psycopg")
    return _postgres_engine(url, lock_wait_ms)


def _postgres_engine(url: URL, lock_wait_ms: int) -> Engine:
    # Two seconds are the least that the driver takes; without a bound a server that is gone holds everybody up for minutes.
    wait = max(2, lock_wait_ms // 1000)
    options = f"{url.query.get('options', '')} -c lock_timeout={lock_wait_ms}".strip()
    given: dict[str, Any] = {"connect_timeout": wait, "options": options}
    return create_engine(url, pool_pre_ping=True, pool_timeout=lock_wait_ms / 1000, connect_args=given)


def for_reading(engine: Engine) -> Engine:
    """The engine for transactions that read only and see one consistent state, as in SQLite they all do."""
    return engine.execution_options(isolation_level="REPEATABLE READ") if engine.dialect.name == "postgresql" else engine


def _new_file(path: Path) -> Path:
    """Only the account that runs Goodword may read the file; SQLite gives its side files the same rights."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)
    return path


def _sqlite_engine(url: URL, lock_wait_ms: int) -> Engine:
    engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # the driver must not begin transactions of its own
        for pragma in _PRAGMAS:
            connection.execute("PRAGMA " + pragma.format(lock_wait_ms=lock_wait_ms))
        _keep_journal_aside(connection, lock_wait_ms / 1000)

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        # A transaction that reads first and writes later fails at once when another has written in between.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _keep_journal_aside(connection: sqlite3.Connection, patience: float) -> None:
    """Put the file in WAL mode, so that readers never wait.

    SQLite does not wait for this change as it does for others: while another process begins to write the new file it
    fails at once. So it is tried again, for up to `patience` seconds.
    """
    deadline = time.monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(_WAL_PAUSE)
        else:
            return


def lock_for_upgrade(connection: Connection) -> None:
    """Let one process at a time change the tables, to the end of this transaction."""
    if connection.dialect.name == "postgresql":  # in SQLite a writing transaction is alone anyway
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _UPGRADE_LOCK})


def insert_new(connection: Connection, table: Table, values: Mapping[str, Any]) -> bool:
    """Insert a row unless one with the same key is there. Returns whether it was inserted."""
    return connection.execute(_insert_new(connection.dialect.name, table), dict(values)).rowcount == 1


def insert_all_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> set[Any]:
    """Insert those rows whose primary key, one column, is not there yet; of several with one key the first. Returns the new keys."""
    key = next(iter(table.primary_key.columns))
    statement = _insert(connection.dialect.name, table).on_conflict_do_nothing().returning(key)
    return set(connection.execute(statement, [dict(row) for row in rows]).scalars())


def insert_or_replace(connection: Connection, table: Table, values: Mapping[str, Any], newer_by: str | None = None) -> None:
    """Insert a row, or replace the one with the same primary key.

    With `newer_by`, a column, the stored row stays when its value there is greater.
    """
    statement = _insert(connection.dialect.name, table).values(values)
    statement = statement.on_conflict_do_update(
        index_elements=list(table.primary_key.columns),
        set_={name: statement.excluded[name] for name in values if not table.c[name].primary_key},
        where=None if newer_by is None else table.c[newer_by] <= statement.excluded[newer_by],
    )
    connection.execute(statement)


def put_back(
    connection: Connection, table: Table, values: Mapping[str, Any], key: Column[Any], names: Sequence[str], where: ColumnElement[bool]
) -> bool:
    """Insert a row, or where one with the same `key` is there and fits `where`, give it the values of these `names`.

    Returns whether either was done.
    """
    statement = _insert(connection.dialect.name, table)
    changed = {name: statement.excluded[name] for name in names}
    statement = statement.on_conflict_do_update(index_elements=[key], set_=changed, where=where)
    return connection.execute(statement.execution_options(preserve_rowcount=True), dict(values)).rowcount == 1


@cache
def _insert_new(dialect: str, table: Table) -> Any:
    # Without the option the count of rows is not kept for an INSERT in PostgreSQL.
    return _insert(dialect, table).on_conflict_do_nothing().execution_options(preserve_rowcount=True)


def _insert(dialect: str, table: Table) -> Any:
    return (postgresql.insert if dialect == "postgresql" else sqlite.insert)(table)
