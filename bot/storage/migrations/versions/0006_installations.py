"""Workspaces that have installed Goodword, and states of installing that were used."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "installation",
        sa.Column("team", sa.String, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("bot", sa.String, nullable=False),
        sa.Column("user", sa.String, nullable=False),
        sa.Column("app", sa.String, nullable=False),
        sa.Column("enterprise", sa.String, nullable=False),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("token", sa.String, nullable=False),
        sa.Column("refresh", sa.String, nullable=False),
        sa.Column("refresh_mark", sa.String, nullable=False),
        sa.Column("expires_at", sa.BigInteger),
        sa.Column("installed_at", sa.BigInteger, nullable=False),
        sa.Column("renewing_until", sa.BigInteger),
        sa.Column("gone_at", sa.BigInteger),
        sa.Column("gone_why", sa.String, nullable=False),
    )
    op.create_table(
        "used_state",
        sa.Column("state", sa.String, primary_key=True),
        sa.Column("until", sa.BigInteger, nullable=False),
    )
    op.create_index("used_state_until", "used_state", ["until"])
