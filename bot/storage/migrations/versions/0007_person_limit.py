"""Until when Slack wants whom to be left alone."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "person_limit",
        sa.Column("person", sa.String, primary_key=True),
        sa.Column("until", sa.BigInteger, nullable=False),
    )
