"""A place of its own for every workspace: a schema in PostgreSQL. (With SQLite each has a file.) Knows no tables."""

import re

from sqlalchemy import make_url, text

from bot.errors import NotSaved
from bot.storage import faults
from bot.storage.engine import lock_for_upgrade
from knowledge.connections import make_engine

_NAME = re.compile(r"[a-z][a-z0-9_]{0,60}")


def url_of_schema(url: str, name: str) -> str:
    """The address of the same database in which everything is looked for in this schema alone, public included in nothing."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name of a schema")
    address = make_url(url)
    options = f"{address.query.get('options', '')} -c search_path={name}".strip()
    return address.update_query_dict({"options": options}).render_as_string(hide_password=False)


def make_schema(url: str, name: str, patience: float = 15) -> str:
    """Make the schema when it is missing; returns its address. Raises NotSaved."""
    address = url_of_schema(url, name)
    engine = make_engine(url, lock_wait_ms=int(patience * 1000))
    try:
        with engine.connect() as connection, connection.begin():
            lock_for_upgrade(connection)  # two at once would both find it missing
            connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {name}"))
    except Exception as fault:
        told = faults.as_not_saved(fault)
        if isinstance(told, NotSaved):
            raise told from fault
        raise
    finally:
        engine.dispose()
    return address
