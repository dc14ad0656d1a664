"""Questions with their answers, verdicts on them, threads to follow, and how to behave in a channel."""

from sqlalchemy import Boolean, Column, Index, String, Table

from bot.storage.tables.columns import ROW_NUMBER, Instant, Json, metadata

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
    Column("row", ROW_NUMBER, primary_key=True),
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
    Column("row", ROW_NUMBER, primary_key=True),
    Column("channel", String, nullable=False),
    Column("rule", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", Instant, nullable=False),
    Index("channel_rule_latest", "channel", "at"),
)
