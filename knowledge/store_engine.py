"""Opens the database of the library and writes to it in short transactions. Knows no card and no deal."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import Connection, Engine, inspect, text

from knowledge.connections import make_engine
from knowledge.store_tables import metadata

Item = TypeVar("Item")

_BATCH = 400
"""Rows in one statement: below SQLite's limit of bound values, and a few milliseconds of writing."""
_LOCK_WAIT = 10_000
"""Milliseconds for the writers before us: an import in small steps, which nobody has to answer within three seconds."""
_WRITING = 7_205_760
"""Our lock in PostgreSQL, one in each schema."""


def open_engine(url: str) -> Engine:
    """Open a database and create what is missing in it. `url` is SQLAlchemy's; a plain path means SQLite."""
    engine = make_engine(url, _LOCK_WAIT)
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


def batches(items: Iterable[Item]) -> Iterable[list[Item]]:
    """The items in lists short enough for one statement."""
    all_items = list(items)
    return (all_items[at : at + _BATCH] for at in range(0, len(all_items), _BATCH))
