"""Opening a connection: everything that differs between SQLite and PostgreSQL stands here. Knows no tables."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, make_url, text
from sqlalchemy.dialects import postgresql, sqlite

_PRAGMAS = ("busy_timeout={lock_wait_ms}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
"""Wait first, for even changing the mode may have to; WAL so that readers never wait; FULL so that a commit survives a
power cut; and what is deleted is overwritten, since it is what customers and colleagues said."""
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
    return create_engine(url, pool_pre_ping=True, connect_args={"options": f"-c lock_timeout={lock_wait_ms}"})


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

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        # A transaction that reads first and writes later fails at once when another has written in between.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def lock_for_upgrade(connection: Connection) -> None:
    """Let one process at a time change the tables, to the end of this transaction."""
    if connection.dialect.name == "postgresql":  # in SQLite a writing transaction is alone anyway
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _UPGRADE_LOCK})


def insert_new(connection: Connection, table: Table, values: Mapping[str, Any]) -> bool:
    """Insert a row unless one with the same key is there. Returns whether it was inserted."""
    return connection.execute(_insert_new(connection.dialect.name, table), dict(values)).rowcount == 1


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


@cache
def _insert_new(dialect: str, table: Table) -> Any:
    return _insert(dialect, table).on_conflict_do_nothing()


def _insert(dialect: str, table: Table) -> Any:
    return (postgresql.insert if dialect == "postgresql" else sqlite.insert)(table)
