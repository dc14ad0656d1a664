"""Bringing a database to the tables of today, whatever version wrote it. Knows migrations, not what the tables are for."""

from importlib.resources import files

from sqlalchemy import Connection, Engine, inspect, text

from bot.errors import NotSaved
from bot.storage import engine as dialects
from bot.storage.tables import HEAD

_VERSIONS = "alembic_version"


def upgrade(engine: Engine, to: str = HEAD) -> None:
    """Run the migrations that are missing, all in one transaction: a crash in the middle changes nothing.

    Raises NotSaved when the database is of a newer version than this program.
    """
    with engine.connect() as connection:
        if version(connection) == to:
            return
    with engine.execution_options(writes=True).connect() as connection, connection.begin():
        dialects.lock_for_upgrade(connection)
        _migrate(connection, to)  # does nothing when another process has done it meanwhile


def version(connection: Connection) -> str | None:
    """The newest migration this database has seen; None for an empty one."""
    if not inspect(connection).has_table(_VERSIONS):
        return None
    return connection.execute(text(f"SELECT version_num FROM {_VERSIONS}")).scalar()  # noqa: S608 - a constant


def _migrate(connection: Connection, to: str) -> None:
    from alembic import command  # loaded only when there is something to do: it costs a tenth of a second
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(files("bot.storage") / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        ScriptDirectory.from_config(config).get_revision(version(connection) or "base")
    except CommandError as fault:
        raise NotSaved(
            "Goodword's records were written by a newer version of Goodword.", "Start that version, or put back the backup made before it."
        ) from fault
    command.upgrade(config, to)
