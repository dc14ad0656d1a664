"""Deliveries of Slack's. A migration never changes once it was released, and imports nothing of ours."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_ROW_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "inbox",
        sa.Column("row", _ROW_NUMBER, primary_key=True),
        sa.Column("key", sa.String, nullable=False, unique=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("payload", sa.Text),
        sa.Column("received_at", sa.BigInteger, nullable=False),
        sa.Column("due", sa.BigInteger),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("lease_until", sa.BigInteger),
        sa.Column("ended_at", sa.BigInteger),
        sa.Column("error", sa.Text),
        sa.Column("reply_channel", sa.String),
        sa.Column("reply_ts", sa.String),
    )
    waiting, working = sa.text("state = 'waiting'"), sa.text("state = 'working'")
    op.create_index("inbox_waiting", "inbox", ["row"], sqlite_where=waiting, postgresql_where=waiting)
    op.create_index("inbox_working", "inbox", ["lease_until"], sqlite_where=working, postgresql_where=working)
    op.create_index("inbox_ended", "inbox", ["ended_at"])
