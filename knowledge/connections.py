"""Opening a connection to a SQLite file or a PostgreSQL server, the same for everything that is stored. Knows no tables."""

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url

_PRAGMAS = ("busy_timeout={lock_wait_ms}", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
"""Wait first, for reading the file may have to; FULL so that a commit survives a power cut; and what is deleted is
overwritten, since it is what customers and colleagues said."""
_WAL_PAUSE = 0.02
"""Seconds between two tries to change a new file's journal."""
_CONNECT_WAIT = (2, 5)
"""Seconds, at least and at most. Two are the least that the driver takes; without a bound a server that is gone holds everybody up."""


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
    least, most = _CONNECT_WAIT
    wait = min(most, max(least, lock_wait_ms // 1000))
    options = f"{url.query.get('options', '')} -c lock_timeout={lock_wait_ms}".strip()
    given: dict[str, Any] = {"connect_timeout": wait, "options": options}
    return create_engine(url, pool_pre_ping=True, pool_timeout=lock_wait_ms / 1000, connect_args=given)


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
            if fault.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(_WAL_PAUSE)
        else:
            return
