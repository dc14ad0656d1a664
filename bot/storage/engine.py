"""What differs between SQLite and PostgreSQL once a connection is open: locks, and inserting over what is there. Knows no tables."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Engine, Table, text
from sqlalchemy.dialects import postgresql, sqlite

_UPGRADE_LOCK = 7_205_759


def for_reading(engine: Engine) -> Engine:
    """The engine for transactions that read only and see one consistent state, as in SQLite they all do."""
    return engine.execution_options(isolation_level="REPEATABLE READ") if engine.dialect.name == "postgresql" else engine


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
