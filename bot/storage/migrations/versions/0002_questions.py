"""Questions with their answers, verdicts on them, threads to follow, and how to behave in a channel."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_ROW_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    _create_question()
    op.create_table(
        "verdict",
        sa.Column("answer", sa.String, primary_key=True),
        sa.Column("person", sa.String, primary_key=True),
        sa.Column("helpful", sa.Boolean, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "thread_question",
        sa.Column("row", _ROW_NUMBER, primary_key=True),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("thread", sa.String, nullable=False),
        sa.Column("answer", sa.String, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("thread_question_once", "thread_question", ["channel", "thread", "answer"], unique=True)
    op.create_table(
        "channel_rule",
        sa.Column("row", _ROW_NUMBER, primary_key=True),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("rule", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("channel_rule_latest", "channel_rule", ["channel", "at"])


def _create_question() -> None:
    op.create_table(
        "question",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("asked_by", sa.String),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("context", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("audiences", sa.Text, nullable=False),
        sa.Column("prompt", sa.String, nullable=False),
    )
    op.create_index("question_status", "question", ["status", "asked_at"])
