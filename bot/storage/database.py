"""The database: open it, read from it, write to it. Knows no table by name."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, Executable
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from bot.errors import NotSaved
from bot.storage import faults
from bot.storage.engine import for_reading
from bot.storage.upgrade import upgrade
from bot.storage.writer import Result, Work, Writer
from knowledge.connections import make_engine

_PATIENCE = 2.5
"""Seconds. Slack gives up on an answer after three, and a person must hear before that that nothing was saved."""
_FOLDER_HINT = "Choose a folder that the account running Goodword may write to (GOODWORD_DATA)."
_ADDRESS_HINT = "Check the address, and that the driver it needs is installed."


def open_database(url_or_path: str | Path, patience: float = _PATIENCE) -> "Database":
    """Open the database, make it when there is none, and bring its tables up to date.

    `url_or_path` is a path of a SQLite file or a URL of SQLAlchemy's. `patience`: seconds a write may wait to begin.
    Raises NotSaved when that cannot be done.
    """
    try:
        # Less than the patience, so that whoever waits for another program is told so.
        engine = make_engine(url_or_path, lock_wait_ms=int(patience * 800))
    except OSError as fault:
        raise NotSaved(f"Goodword's data folder cannot be used: {fault.strerror}.", _FOLDER_HINT) from fault
    except (ArgumentError, NoSuchModuleError, ImportError) as fault:
        raise NotSaved("The address of the database cannot be used.", _ADDRESS_HINT) from fault
    try:
        upgrade(engine)
    except Exception as fault:
        engine.dispose()
        if isinstance(fault, DBAPIError):
            raise faults.as_not_saved(fault) from fault
        raise
    return Database(engine, patience)


class Database:
    """One database for the whole process. Safe to use from any thread."""

    def __init__(self, engine: Engine, patience: float = _PATIENCE) -> None:
        self._engine = engine
        self._reading = for_reading(engine)
        self._writer = Writer(engine, patience)

    def write(self, work: Work[Result]) -> Result:
        """Run `work(connection)` and return its result once it is on disk; see `Writer.write`. Raises NotSaved."""
        return self._writer.write(work)

    def execute(self, statement: Executable) -> None:
        """Run one statement that writes; returns once it is on disk. Raises NotSaved."""
        self._writer.write(lambda connection: connection.execute(statement).close())

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one consistent state and never waits for a writer. Raises NotSaved."""
        with faults.faults_of_reading(), self._reading.connect() as connection:
            yield connection

    def checkpoint(self) -> None:
        """Move everything from SQLite's side file into the main one and empty it, so that deleted text is on the disk no more.

        Does what it can while others read; elsewhere than in SQLite there is nothing to do.
        """
        if self._engine.dialect.name != "sqlite":
            return
        with faults.faults_of_reading():
            raw = self._engine.raw_connection()  # it cannot run inside a transaction
            try:
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
            finally:
                raw.close()

    def close(self) -> None:
        """Finish the writes handed over so far and let go of the files. Later writes raise NotSaved."""
        self._writer.close()
        self._engine.dispose()
