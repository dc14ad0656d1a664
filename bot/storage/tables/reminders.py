"""What waits to be told to people, what is known of their times, and notes of the sweep."""

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, text

from bot.storage.tables.columns import ROW_NUMBER, Instant, Json, metadata

IS_PENDING = "state = 'pending'"
IS_UNCERTAIN = "state = 'uncertain'"
IS_HELD = "state IN ('claimed', 'sending', 'reconcile')"
IS_DEAD = "state = 'dead'"


def _where(name: str, column: str, condition: str) -> Index:
    return Index(name, column, sqlite_where=text(condition), postgresql_where=text(condition))


outbox = Table(
    "outbox",
    metadata,
    Column("id", ROW_NUMBER, primary_key=True),
    Column("key", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("schedule", Integer, nullable=False),
    Column("person", String, nullable=False),
    Column("slot", Instant, nullable=False),
    Column("state", String, nullable=False),
    Column("not_before", Instant, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("looks", Integer, nullable=False),
    Column("repeated", Boolean, nullable=False),
    Column("lease_until", Instant),
    Column("first_at", Instant),
    Column("ended_at", Instant),
    Column("sent_ts", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("error", Json, nullable=False),
    _where("outbox_pending", "not_before", IS_PENDING),
    _where("outbox_uncertain", "not_before", IS_UNCERTAIN),
    _where("outbox_held", "lease_until", IS_HELD),
    _where("outbox_dead", "ended_at", IS_DEAD),
    Index("outbox_ended", "ended_at"),
    Index("outbox_subject", "subject"),
    Index("outbox_person", "person"),
)

person_limit = Table(
    "person_limit",
    metadata,
    Column("person", String, primary_key=True),
    # Slack wants the person to be left alone until then, by every process.
    Column("until", Instant, nullable=False),
)

person_times = Table(
    "person_times",
    metadata,
    Column("person", String, primary_key=True),
    Column("zone", String, nullable=False),
    Column("locale", String, nullable=False),
    Column("asked_at", Instant),
    Column("direct", String, nullable=False),
    Column("digest_at", String),  # "08:30"
    Column("working_days", Json),
    Column("digest_off", Boolean, nullable=False),
    Column("weekly_off", Boolean, nullable=False),
    Column("spoken", String, nullable=False),
    Column("next_digest_at", Instant),
    Column("next_weekly_at", Instant),
    Column("calendar_token", String, unique=True),
    Column("calendar_hides", Boolean, nullable=False),
    _where("person_next_digest", "next_digest_at", "next_digest_at IS NOT NULL"),
    _where("person_next_weekly", "next_weekly_at", "next_weekly_at IS NOT NULL"),
)

sweep_note = Table(
    "sweep_note",
    metadata,
    # "settings": fingerprint of [reminders]; "looked": when everything due was last in the outbox; "parked": why nothing is sent;
    # "import:deals" and the like: when a team last brought something in.
    Column("name", String, primary_key=True),
    Column("value", Json, nullable=False),
)
