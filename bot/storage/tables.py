"""The tables as they are now. How an older database gets there stands in `migrations`; a test holds the two together.

Knows columns only, no behaviour. Instants are whole microseconds since 1970 in UTC: integers compare alike in every
database, and a float bound against an integer column would keep PostgreSQL from using the index.
"""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Dialect, Index, Integer, MetaData, String, Table, Text, text
from sqlalchemy.types import TypeDecorator

HEAD = "0003"
"""The newest migration: what a database must say it is at for these tables to be there."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Instant(TypeDecorator[datetime]):
    """A datetime with a zone, stored as an integer. A datetime without a zone is a defect: ValueError."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a zone")
        return (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else _EPOCH + value * _MICROSECOND


class Json(TypeDecorator[Any]):
    """Anything JSON can say, as text. Holds whatever people type, NUL and broken surrogates included."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        if value is None:
            return None
        written = json.dumps(value, ensure_ascii=False)
        try:
            written.encode()
        except UnicodeEncodeError:  # half of a surrogate pair, which no database takes as it is
            return json.dumps(value)
        return written

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002
        return None if value is None else json.loads(value)


_RowNumber = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers rows by itself only in a column of exactly this type."""

metadata = MetaData()

inbox = Table(
    "inbox",
    metadata,
    Column("row", _RowNumber, primary_key=True),
    Column("key", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("state", String, nullable=False),  # "waiting", "working", "done" or "dead"
    Column("payload", Json),  # [body, headers]; NULL once the work has ended
    Column("received_at", Instant, nullable=False),
    Column("due", Instant),  # NULL: at once, whatever the clock says
    Column("attempts", Integer, nullable=False),
    Column("lease_until", Instant),
    Column("ended_at", Instant),
    Column("error", Json),
    Column("reply_channel", String),
    Column("reply_ts", String),
    Index("inbox_waiting", "row", sqlite_where=text("state = 'waiting'"), postgresql_where=text("state = 'waiting'")),
    Index("inbox_working", "lease_until", sqlite_where=text("state = 'working'"), postgresql_where=text("state = 'working'")),
    Index("inbox_ended", "ended_at"),
)

inbox_alias = Table(
    "inbox_alias",
    metadata,
    Column("alias", String, primary_key=True),
    Column("key", String, nullable=False),  # the delivery that came first under this alias, or that holds it
    Column("at", Instant, nullable=False),
    Index("inbox_alias_at", "at"),
)

question = Table(
    "question",
    metadata,
    Column("id", String, primary_key=True),
    Column("asked_by", String),
    Column("asked_at", Instant, nullable=False),
    Column("language", String, nullable=False),
    Column("status", String, nullable=False),
    Column("text", Json, nullable=False),
    Column("context", Json, nullable=False),
    Column("answer", Json, nullable=False),
    Column("audiences", Json, nullable=False),
    Column("prompt", String, nullable=False),
    Index("question_status", "status", "asked_at"),
)

verdict = Table(
    "verdict",
    metadata,
    Column("answer", String, primary_key=True),
    Column("person", String, primary_key=True),
    Column("helpful", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
)

thread_question = Table(
    "thread_question",
    metadata,
    Column("row", _RowNumber, primary_key=True),
    Column("channel", String, nullable=False),
    Column("thread", String, nullable=False),
    Column("answer", String, nullable=False),
    Column("question", Json, nullable=False),
    Column("at", Instant, nullable=False),
    Index("thread_question_once", "channel", "thread", "answer", unique=True),
)

channel_rule = Table(
    "channel_rule",
    metadata,
    Column("row", _RowNumber, primary_key=True),
    Column("channel", String, nullable=False),
    Column("rule", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", Instant, nullable=False),
    Index("channel_rule_latest", "channel", "at"),
)
