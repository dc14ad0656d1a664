"""Deliveries of Slack's, and their other names."""

from sqlalchemy import Column, Index, Integer, String, Table, text

from bot.storage.tables.columns import ROW_NUMBER, Instant, Json, metadata

inbox = Table(
    "inbox",
    metadata,
    Column("row", ROW_NUMBER, primary_key=True),
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
