"""Where installations lie, and the records of each workspace: with SQLite in a folder of its own, in PostgreSQL in a schema."""

from bot.config import Config
from bot.installations import Installation
from bot.storage.database import Database, open_database
from bot.storage.installations import SqlInstallations
from bot.storage.outbox import SqlOutbox
from bot.storage.schemas import make_schema
from bot.storage.sealing import Sealing
from bot.workspaces.settings import schema_of, workspace_config


def open_main(config: Config) -> Database:
    """The database that knows which workspaces there are. Raises NotSaved."""
    return open_database(config.storage.url or config.data / "goodword.db")


def open_installations(config: Config, database: Database) -> SqlInstallations:
    """The installations in it. Raises BadInput for a key that is none."""
    return SqlInstallations(database, Sealing(config.secrets.token_key))


def prepare(config: Config, found: Installation) -> Config:
    """Make the workspace's folder, and its schema when there is PostgreSQL; returns its settings. Raises ConfigError, NotSaved, OSError."""
    own = workspace_config(config, found)
    own.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    if config.storage.url:
        make_schema(config.storage.url, schema_of(found.team))
    return own


def park(config: Config, found: Installation) -> None:
    """Note in the records of a workspace that has left why nothing is sent; whoever looks there sees it. Raises NotSaved."""
    own = prepare(config, found)
    database = open_database(own.storage.url or own.data / "goodword.db")
    try:
        SqlOutbox(database).park(found.gone_why or "the workspace has left")
    finally:
        database.close()
