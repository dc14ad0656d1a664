"""Opens the database of the library and writes to it in short transactions. Knows no card and no deal."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text

from knowledge.store_tables import metadata

Item = TypeVar("Item")

_BATCH = 400
"""Rows in one statement: below SQLite's limit of bound values, and a few milliseconds of writing."""


_PATIENCE = 5
"""Seconds for a connection to PostgreSQL."""
_WRITING = 7_205_760
"""Our lock in PostgreSQL, one in each schema."""


def open_engine(url: str) -> Engine:
    """Open a database and create what is missing in it. `url` is SQLAlchemy's; a plain path means SQLite."""
    if "://" not in url:
        Path(url).parent.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{url}"
    address = make_url(url)
    if address.get_backend_name() in ("postgres", "postgresql"):
        engine = _postgres_engine(address)
    else:
        engine = create_engine(address)
        _prepare_sqlite(engine)
    if not metadata.tables.keys() <= set(inspect(engine).get_table_names()):
        # Two processes may open a new database at the same moment: the second waits here and finds the tables made.
        with writing(engine) as connection:
            metadata.create_all(connection)
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: all of it is stored, or nothing. One at a time, whichever process and machine it is on."""
    with engine.execution_options(writes=True).begin() as connection:
        if connection.dialect.name == "postgresql":  # as SQLite has it by itself
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_WRITING}, hashtext(current_schema()))"))
        yield connection


def _postgres_engine(address: URL) -> Engine:
    if address.drivername in ("postgres", "postgresql"):
        address = address.set(drivername="postgresql+psycopg")
    # Without a bound a server that is gone holds everybody up for minutes; with the check one that was restarted is found again.
    return create_engine(address, pool_pre_ping=True, pool_timeout=_PATIENCE, connect_args={"connect_timeout": _PATIENCE})


def batches(items: Iterable[Item]) -> Iterable[list[Item]]:
    """The items in lists short enough for one statement."""
    all_items = list(items)
    return (all_items[at : at + _BATCH] for at in range(0, len(all_items), _BATCH))


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        for pragma in ("busy_timeout=10000", "journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        # A read that later writes cannot be upgraded safely in SQLite: writers say so from the start.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
