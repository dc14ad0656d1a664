"""When to look at a promise again, the outbox, and what is known of people's times."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_ROW_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.add_column("promise", sa.Column("remind_at", sa.BigInteger))
    op.add_column("promise", sa.Column("remind_since", sa.BigInteger))
    _create_index("promise_remind", "promise", "remind_at", "remind_at IS NOT NULL")
    op.execute("UPDATE promise SET remind_since = made_at")
    op.execute("UPDATE promise SET remind_at = 0 WHERE state IN ('open', 'at-risk', 'renegotiated', 'waiting')")
    _create_outbox()
    op.create_table(
        "person_times",
        sa.Column("person", sa.String, primary_key=True),
        sa.Column("zone", sa.String, nullable=False),
        sa.Column("locale", sa.String, nullable=False),
        sa.Column("asked_at", sa.BigInteger),
        sa.Column("direct", sa.String, nullable=False),
        sa.Column("digest_at", sa.String),
        sa.Column("working_days", sa.Text),
        sa.Column("digest_off", sa.Boolean, nullable=False),
        sa.Column("weekly_off", sa.Boolean, nullable=False),
        sa.Column("spoken", sa.String, nullable=False),
        sa.Column("next_digest_at", sa.BigInteger),
        sa.Column("next_weekly_at", sa.BigInteger),
        sa.Column("calendar_token", sa.String, unique=True),
        sa.Column("calendar_hides", sa.Boolean, nullable=False),
    )
    _create_index("person_next_digest", "person_times", "next_digest_at", "next_digest_at IS NOT NULL")
    _create_index("person_next_weekly", "person_times", "next_weekly_at", "next_weekly_at IS NOT NULL")
    op.create_table(
        "sweep_note",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", _ROW_NUMBER, primary_key=True),
        sa.Column("key", sa.String, nullable=False, unique=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("schedule", sa.Integer, nullable=False),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("slot", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("not_before", sa.BigInteger, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("looks", sa.Integer, nullable=False),
        sa.Column("repeated", sa.Boolean, nullable=False),
        sa.Column("lease_until", sa.BigInteger),
        sa.Column("first_at", sa.BigInteger),
        sa.Column("ended_at", sa.BigInteger),
        sa.Column("sent_ts", sa.String, nullable=False),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("error", sa.Text, nullable=False),
    )
    _create_index("outbox_pending", "outbox", "not_before", "state = 'pending'")
    _create_index("outbox_uncertain", "outbox", "not_before", "state = 'uncertain'")
    _create_index("outbox_held", "outbox", "lease_until", "state IN ('claimed', 'sending', 'reconcile')")
    _create_index("outbox_dead", "outbox", "ended_at", "state = 'dead'")
    op.create_index("outbox_ended", "outbox", ["ended_at"])
    op.create_index("outbox_subject", "outbox", ["subject"])
    op.create_index("outbox_person", "outbox", ["person"])


def _create_index(name: str, table: str, column: str, condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, [column], sqlite_where=where, postgresql_where=where)
