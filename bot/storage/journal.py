"""What was asked, what was answered, and what people thought of it. Knows nothing of how an answer is made."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Connection, select, update

from bot.ports import Kept
from bot.storage.database import Database
from bot.storage.engine import insert_or_replace
from bot.storage.tables import question, verdict

_SETTLED = "settled"
"""Had no answer when it was asked; there is a card now."""


class SqlJournal:
    """ports.Journal."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, kept: Kept, answer: Mapping[str, object], audiences: Collection[str], prompt: str = "") -> None:
        row = {
            "id": kept.id,
            "asked_by": kept.asked_by,
            "asked_at": kept.asked_at,
            "language": kept.language,
            "status": kept.status,
            "text": kept.text,
            "context": list(kept.context),
            "answer": dict(answer),
            "audiences": sorted(audiences),
            "prompt": prompt,
        }
        self._database.write(lambda connection: insert_or_replace(connection, question, row))

    def unanswered(self, limit: int = 50) -> list[Kept]:
        latest = select(question).where(question.c.status == "abstained").order_by(question.c.asked_at.desc(), question.c.id.desc())
        with self._database.read() as connection:
            rows = connection.execute(latest.limit(max(limit, 0))).all()
        return [Kept(row.id, row.text, row.language, row.asked_by, row.asked_at, row.status, tuple(row.context)) for row in rows]

    def settle(self, question_id: str) -> int:
        open_ones = question.c.status == "abstained"

        def work(connection: Connection) -> int:
            text = connection.execute(select(question.c.text).where(question.c.id == question_id, open_ones)).scalar()
            if text is None:
                return 0
            closed = update(question).where(open_ones, question.c.text == text).values(status=_SETTLED)
            return connection.execute(closed).rowcount

        return self._database.write(work)

    def causes(self, since: datetime, until: datetime) -> list[tuple[datetime, str]]:
        asked = (
            select(question.c.asked_at, question.c.answer)
            .where(question.c.status == "answered", question.c.asked_at >= since, question.c.asked_at < until)
            .order_by(question.c.asked_at, question.c.id)
        )
        with self._database.read() as connection:
            rows = connection.execute(asked).all()
        return [(row.asked_at, row.answer["meanings"][0]["topic"]) for row in rows if row.answer.get("meanings")]

    def judge(self, answer: str, person: str, helpful: bool, at: datetime) -> None:
        row = {"answer": answer, "person": person, "helpful": helpful, "at": at}
        self._database.write(lambda connection: insert_or_replace(connection, verdict, row, newer_by="at"))

    def verdicts(self, answer: str) -> Mapping[str, bool]:
        with self._database.read() as connection:
            rows = connection.execute(select(verdict.c.person, verdict.c.helpful).where(verdict.c.answer == answer)).all()
        return dict(sorted((row.person, row.helpful) for row in rows))

    def answer(self, id: str) -> Mapping[str, object] | None:
        with self._database.read() as connection:
            row = connection.execute(select(question).where(question.c.id == id)).first()
        if row is None:
            return None
        return {**row.answer, "question": row.text, "context": row.context, "asked_by": row.asked_by, "audiences": row.audiences}
