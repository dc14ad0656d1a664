"""One person's requests that wait to be worked on: what is kept, and how it is deleted. Steps inside one transaction.

Who sent a request stands in it, which this module cannot read: it is told how.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, Text, cast, delete, select, update

from bot.storage.tables import inbox

Sender = Callable[[str, str], str]
"""The person who sent a request, or "", by its body and content type."""


def about(connection: Connection, person: str | None, sender: Sender) -> Iterator[dict[str, Any]]:
    """Requests of this person that have not been answered yet; with None those of everybody."""
    for row in _open(connection, person, sender):
        yield {"record": "request", "kind": row.kind, "received_at": row.received_at.isoformat(), "body": row.payload[0]}


def forget(connection: Connection, person: str, sender: Sender) -> int:
    """End this person's requests with nothing left of them, as if they had been answered. Returns how many there were.

    Slack may deliver one again: its key stays, unless the person's id stands in it.
    """
    found = [row.row for row in _open(connection, person, sender)]
    for number in found:
        ended = {"state": "done", "payload": None, "lease_until": None, "ended_at": inbox.c.received_at, "error": None}
        connection.execute(update(inbox).where(inbox.c.row == number).values(ended))
    named = select(inbox.c.row, inbox.c.key).where(inbox.c.key.contains(person, autoescape=True), inbox.c.payload.is_(None))
    whole = re.compile(rf"(?<![A-Za-z0-9]){re.escape(person)}(?![A-Za-z0-9])")
    for row in connection.execute(named).all():
        if whole.search(row.key):
            connection.execute(delete(inbox).where(inbox.c.row == row.row))
    return len(found)


def _open(connection: Connection, person: str | None, sender: Sender) -> list[Any]:
    query = select(inbox).where(inbox.c.payload.is_not(None), inbox.c.state.in_(("waiting", "working"))).order_by(inbox.c.row)
    if person is None:
        return list(connection.execute(query))
    rows = connection.execute(query.where(cast(inbox.c.payload, Text).contains(person, autoescape=True))).all()
    return [row for row in rows if sender(row.payload[0], row.payload[1].get("content-type", "")) == person]
