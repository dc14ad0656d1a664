"""Opens the parts a command works with, and says plainly when they do not open. The wiring itself is in `bot.app`."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from bot.commands.speech import say
from bot.config import Config
from bot.errors import LibraryUnavailable, NotSaved

if TYPE_CHECKING:
    from bot.app import Parts
    from bot.storage.database import Database

log = logging.getLogger(__name__)


@contextmanager
def opened(config: Config) -> Iterator["Parts"]:
    """The library and the answering over it, closed at the end. Raises LibraryUnavailable."""
    from bot.app import open_parts

    try:
        parts = open_parts(config, _Recorded(config))
    except (FileNotFoundError, KeyError, ValueError) as fault:
        raise LibraryUnavailable(
            say(f"The guidance does not open: {fault}.", f"指南无法打开：{fault}。"),
            say('Run "goodword doctor" to see which part is missing.', "请运行 goodword doctor 查看缺少哪一部分。"),
        ) from fault
    try:
        yield parts
    finally:
        parts.close()


class _Recorded:
    """ports.PromiseRecords that opens the records only when a question needs them: most do not, and opening takes time."""

    def __init__(self, config: Config) -> None:
        self._config = config

    def tell(self, *question: Any, **how: Any) -> list[str]:
        """See ports.PromiseRecords. Raises NotSaved when the records cannot be opened."""
        from bot.promises.telling import Telling
        from bot.storage.promises import SqlPromises

        with records(self._config) as database:
            return Telling(SqlPromises(database), partial(datetime.now, UTC)).tell(*question, **how)


def note_import(config: Config, kind: str, rows: int, failed: int) -> None:
    """Keep when this was, for the admin's Home. What cannot be kept costs the note alone: the rows are in."""
    from bot.imports import LastImport
    from bot.storage.imports import SqlImports

    try:
        with records(config) as database:
            SqlImports(database).note(kind, LastImport(datetime.now(UTC), rows, failed))
    except NotSaved as fault:
        log.warning("The import is done, but when it was could not be noted: %s", fault)


@contextmanager
def records(config: Config) -> Iterator["Database"]:
    """The bot's records, closed at the end. Raises NotSaved."""
    from bot.storage.database import open_database

    # A command may wait longer for the bot's writes than Slack would.
    database = open_database(config.storage.url or config.data / "goodword.db", patience=15)
    try:
        yield database
    finally:
        database.close()
