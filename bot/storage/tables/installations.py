"""Workspaces that have installed Goodword, and states of installing that were used. No personal data stands here."""

from sqlalchemy import Column, Index, String, Table

from bot.storage.tables.columns import Instant, Json, metadata

installation = Table(
    "installation",
    metadata,
    Column("team", String, primary_key=True),
    Column("name", Json, nullable=False),
    Column("bot", String, nullable=False),
    Column("user", String, nullable=False),
    Column("app", String, nullable=False),
    Column("enterprise", String, nullable=False),
    Column("scopes", Json, nullable=False),
    Column("token", String, nullable=False),  # sealed; "" once the workspace has left
    Column("refresh", String, nullable=False),  # sealed; "" without token rotation
    Column("refresh_mark", String, nullable=False),  # tells one refresh token from another without opening it
    Column("expires_at", Instant),
    Column("installed_at", Instant, nullable=False),
    Column("renewing_until", Instant),
    Column("gone_at", Instant),
    Column("gone_why", String, nullable=False),
)

used_state = Table(
    "used_state",
    metadata,
    Column("state", String, primary_key=True),  # its SHA-256
    Column("until", Instant, nullable=False),
    Index("used_state_until", "until"),
)
