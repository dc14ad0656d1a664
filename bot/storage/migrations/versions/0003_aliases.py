"""Other names of deliveries: the same gesture under another key, or a thing that only one delivery may do."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "inbox_alias",
        sa.Column("alias", sa.String, primary_key=True),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("inbox_alias_at", "inbox_alias", ["at"])
