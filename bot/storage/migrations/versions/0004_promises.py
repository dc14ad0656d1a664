"""Promises, what happened to them, whose word is missing, and other names of customers."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_ROW_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_LIVE = sa.text("state IN ('open', 'at-risk', 'renegotiated')")
_WAITING = sa.text("state = 'waiting'")


def upgrade() -> None:
    _create_promise()
    op.create_table(
        "promise_event",
        sa.Column("row", _ROW_NUMBER, primary_key=True),
        sa.Column("promise", sa.String, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("was", sa.String),
        sa.Column("now", sa.String, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("changed", sa.Text, nullable=False),
    )
    op.create_index("promise_event_once", "promise_event", ["promise", "revision"], unique=True)
    op.create_index("promise_event_by", "promise_event", ["by"])
    op.create_table(
        "promise_approval",
        sa.Column("approver", sa.String, primary_key=True),
        sa.Column("promise", sa.String, primary_key=True),
    )
    op.create_index("promise_approval_of", "promise_approval", ["promise"])
    op.create_table(
        "customer_alias",
        sa.Column("alias_key", sa.String, primary_key=True),
        sa.Column("alias", sa.Text, nullable=False),
        sa.Column("customer_key", sa.String, nullable=False),
        sa.Column("customer", sa.Text, nullable=False),
    )
    op.create_index("customer_alias_of", "customer_alias", ["customer_key"])


def _create_promise() -> None:
    op.create_table(
        "promise",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("owner", sa.String, nullable=False),
        sa.Column("team", sa.String),
        sa.Column("customer", sa.Text, nullable=False),
        sa.Column("customer_key", sa.String, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("direction", sa.String, nullable=False),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("due_day", sa.String, nullable=False),
        sa.Column("due_time", sa.String),
        sa.Column("zone", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("approval", sa.String),
        sa.Column("approvals", sa.Text, nullable=False),
        sa.Column("audience", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("proof", sa.Text, nullable=False),
        sa.Column("leads", sa.Text, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("ended_at", sa.BigInteger),
        sa.Column("moved", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("schedule", sa.Integer, nullable=False),
    )
    for name, columns, condition in (
        ("promise_live_due", ["due_at"], _LIVE),
        ("promise_live_owner", ["owner", "due_at"], _LIVE),
        ("promise_live_customer", ["customer_key", "due_at"], _LIVE),
        ("promise_live_team", ["team", "due_at"], _LIVE),
        ("promise_waiting", ["due_at"], _WAITING),
        ("promise_owner", ["owner", "due_at"], None),
        ("promise_customer", ["customer_key", "due_at"], None),
        ("promise_team", ["team", "due_at"], None),
    ):
        op.create_index(name, "promise", columns, sqlite_where=condition, postgresql_where=condition)
