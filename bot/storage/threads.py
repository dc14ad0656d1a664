"""The threads in which somebody asked Goodword something. Knows nothing of what was answered but its id."""

from datetime import datetime

from sqlalchemy import select

from bot.storage.database import Database
from bot.storage.engine import insert_new
from bot.storage.tables import thread_question


class SqlThreads:
    """ports.Threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def follow(self, channel: str, thread: str, question: str, answer: str, at: datetime) -> None:
        row = {"channel": channel, "thread": thread, "question": question, "answer": answer, "at": at}
        self._database.write(lambda connection: insert_new(connection, thread_question, row))

    def questions(self, channel: str, thread: str, limit: int = 3) -> tuple[str, ...]:
        latest = (
            select(thread_question.c.question)
            .where(thread_question.c.channel == channel, thread_question.c.thread == thread)
            .order_by(thread_question.c.at.desc(), thread_question.c.row.desc())
            .limit(max(limit, 0))
        )
        with self._database.read() as connection:
            return tuple(reversed(connection.execute(latest).scalars().all()))
