"""What is kept about one person, to be handed over or deleted. Knows every table of the bot's, and no meaning."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, or_, select, true, update

from bot.storage import person_requests, promise_people
from bot.storage.database import Database
from bot.storage.person_requests import Sender
from bot.storage.promise_people import FORGOTTEN, StillOwns
from bot.storage.tables import channel_rule, outbox, person_times, question, thread_question, verdict

__all__ = ["FORGOTTEN", "SqlPeople", "StillOwns"]


_INNER = ("row", "calendar_token")
"""Columns that are handed to nobody: numbers of rows, and what opens a person's calendar."""


class SqlPeople:
    """The people in the bot's records, by Slack user id."""

    def __init__(self, database: Database, sender: Sender | None = None) -> None:
        """`sender` tells who sent a request that waits; without it such requests are left out."""
        self._database = database
        self._sender = sender

    def about(self, person: str | None) -> Iterator[dict[str, Any]]:
        """Every record about a person, or with None every record there is; each names its "record". Instants are ISO texts in UTC."""
        with self._database.read() as connection:
            for name, table, condition, order in (
                ("question", question, question.c.asked_by == person, question.c.asked_at),
                ("verdict", verdict, verdict.c.person == person, verdict.c.at),
                ("thread", thread_question, _in_threads(person), thread_question.c.at),
                ("channel rule", channel_rule, channel_rule.c.by == person, channel_rule.c.at),
                ("person times", person_times, person_times.c.person == person, person_times.c.person),
                ("reminder", outbox, outbox.c.person == person, outbox.c.id),
            ):
                rows = connection.execute(select(table).where(true() if person is None else condition).order_by(order))
                for row in rows.mappings():
                    yield {"record": name} | {key: _plain(value) for key, value in row.items() if key not in _INNER}
            yield from promise_people.about(connection, person)
            if self._sender is not None:
                yield from person_requests.about(connection, person, self._sender)

    def forget(self, person: str) -> Mapping[str, int]:
        """Delete a person's questions with all that hangs on them, those that still wait too, and the person's verdicts.

        Returns how many of each went.

        What others asked after the person, in the same thread, stays without the person's words; a rule that the person set
        for a channel stays without the name, and so do ended promises and the history of all promises.
        Raises NotSaved, StillOwns while the person has promises that have not ended; then nothing was deleted.
        """
        return self._database.write(lambda connection: _forget(connection, person, self._sender))


def _forget(connection: Connection, person: str, sender: Sender | None) -> dict[str, int]:
    promises = promise_people.forget(connection, person)
    requests = person_requests.forget(connection, person, sender) if sender is not None else 0
    mine = select(question.c.id).where(question.c.asked_by == person)
    said = set(connection.scalars(select(question.c.text).where(question.c.asked_by == person)))
    said |= set(connection.scalars(select(thread_question.c.question).where(thread_question.c.answer.in_(mine))))
    gone = {
        "threads": connection.execute(delete(thread_question).where(thread_question.c.answer.in_(mine))).rowcount,
        "verdicts": connection.execute(delete(verdict).where(or_(verdict.c.person == person, verdict.c.answer.in_(mine)))).rowcount,
        "questions": connection.execute(delete(question).where(question.c.asked_by == person)).rowcount,
        "mentions": _take_out(connection, said),
    }
    renamed = update(channel_rule).where(channel_rule.c.by == person).values(by=FORGOTTEN)
    connection.execute(delete(person_times).where(person_times.c.person == person))
    reminders = connection.execute(delete(outbox).where(outbox.c.person == person)).rowcount
    return gone | {"channel rules": connection.execute(renamed).rowcount, "reminders": reminders, "requests": requests} | promises


def _take_out(connection: Connection, said: set[str]) -> int:
    """Remove what the person said from what other people's questions followed on."""
    changed = 0
    for row in connection.execute(select(question.c.id, question.c.context)).all() if said else ():
        left = [text for text in row.context if text not in said]
        if len(left) < len(row.context):
            connection.execute(update(question).where(question.c.id == row.id).values(context=left))
            changed += 1
    return changed


def _in_threads(person: str | None) -> ColumnElement[bool]:
    return thread_question.c.answer.in_(select(question.c.id).where(question.c.asked_by == person))


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
