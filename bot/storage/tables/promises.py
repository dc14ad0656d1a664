"""Promises as they stand now, everything that happened to them, whose word is still missing, and other names of customers."""

from sqlalchemy import Column, Index, Integer, String, Table, text

from bot.storage.tables.columns import ROW_NUMBER, Instant, Json, metadata

IS_LIVE = "state IN ('open', 'at-risk', 'renegotiated')"
"""Partial indices serve only a query that says their condition in these very words, not with bound values."""
IS_WAITING = "state = 'waiting'"
MAY_REMIND = "remind_at IS NOT NULL"


def _live(name: str, *columns: str) -> Index:
    return Index(name, *columns, sqlite_where=text(IS_LIVE), postgresql_where=text(IS_LIVE))


promise = Table(
    "promise",
    metadata,
    Column("id", String, primary_key=True),
    Column("owner", String, nullable=False),
    Column("team", String),
    Column("customer", Json, nullable=False),
    Column("customer_key", String, nullable=False),  # the same for every way of writing the name
    Column("what", Json, nullable=False),
    Column("direction", String, nullable=False),
    Column("due_at", Instant, nullable=False),  # the instant that the next three say; what sweeps look for
    Column("due_day", String, nullable=False),
    Column("due_time", String),
    Column("zone", String, nullable=False),
    Column("state", String, nullable=False),
    Column("approval", String),
    Column("approvals", Json, nullable=False),  # [[department, approvers, answer, by, at, reason], ...]
    Column("audience", String, nullable=False),
    Column("language", String, nullable=False),
    Column("source", Json, nullable=False),
    Column("proof", Json, nullable=False),
    Column("leads", Json, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("moved", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("schedule", Integer, nullable=False),
    Column("remind_at", Instant),  # when to look at it again for reminders; NULL: only after a change
    Column("remind_since", Instant),  # slots before this never were
    _live("promise_live_due", "due_at"),
    _live("promise_live_owner", "owner", "due_at"),
    _live("promise_live_customer", "customer_key", "due_at"),
    _live("promise_live_team", "team", "due_at"),
    Index("promise_waiting", "due_at", sqlite_where=text(IS_WAITING), postgresql_where=text(IS_WAITING)),
    Index("promise_remind", "remind_at", sqlite_where=text(MAY_REMIND), postgresql_where=text(MAY_REMIND)),
    Index("promise_owner", "owner", "due_at"),
    Index("promise_customer", "customer_key", "due_at"),
    Index("promise_team", "team", "due_at"),
)

promise_event = Table(
    "promise_event",
    metadata,
    Column("row", ROW_NUMBER, primary_key=True),
    Column("promise", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", Instant, nullable=False),
    Column("was", String),
    Column("now", String, nullable=False),
    Column("why", Json, nullable=False),
    Column("changed", Json, nullable=False),
    Index("promise_event_once", "promise", "revision", unique=True),
    Index("promise_event_by", "by"),
)

promise_approval = Table(
    "promise_approval",
    metadata,
    # One row for everybody whose word a waiting promise still needs, made from `approvals` with every change.
    Column("approver", String, primary_key=True),
    Column("promise", String, primary_key=True),
    Index("promise_approval_of", "promise"),
)

customer_alias = Table(
    "customer_alias",
    metadata,
    Column("alias_key", String, primary_key=True),
    Column("alias", Json, nullable=False),
    Column("customer_key", String, nullable=False),  # never itself an alias
    Column("customer", Json, nullable=False),
    Index("customer_alias_of", "customer_key"),
)
