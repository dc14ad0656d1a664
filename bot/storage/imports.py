"""When a team last brought its own cards, deals and promises in, for the admin's Home. Kept among the notes of the bot."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from bot.imports import LastImport
from bot.storage.database import Database
from bot.storage.engine import insert_or_replace
from bot.storage.tables import sweep_note

_PREFIX = "import:"


class SqlImports:
    """imports.Imports."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, kind: str, done: LastImport) -> None:
        value = {"at": done.at.isoformat(), "rows": done.rows, "failed": done.failed}
        row = {"name": f"{_PREFIX}{kind}", "value": value}
        self._database.write(lambda connection: insert_or_replace(connection, sweep_note, row))

    def last(self) -> Mapping[str, LastImport]:
        every = select(sweep_note.c.name, sweep_note.c.value).where(sweep_note.c.name.startswith(_PREFIX)).order_by(sweep_note.c.name)
        with self._database.read() as connection:
            found = {str(row.name).removeprefix(_PREFIX): row.value for row in connection.execute(every)}
        return {kind: LastImport(datetime.fromisoformat(one["at"]), one["rows"], one["failed"]) for kind, one in found.items()}
