"""The library's tables. Everything an index holds can be made again from them."""

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, String, Table, Text

metadata = MetaData()

source = Table(
    "knowledge_source",
    metadata,
    Column("kind", String(8), primary_key=True),
    Column("id", String(255), primary_key=True),
    Column("audience", String(255), nullable=False),
    Column("customer", String(255), nullable=False, index=True),
    Column("shipped", Integer, nullable=False),
    Column("hash", String(32), nullable=False),
    Column("body", Text, nullable=False),
)
"""Cards and deals as they were handed over."""

passage = Table(
    "knowledge_passage",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(8), nullable=False),
    Column("source", String(255), nullable=False),
    Column("audience", String(255), nullable=False),
    Column("lang", String(8), nullable=False),
    Column("part", String(16), nullable=False),
    Column("topic", String(128)),
    Column("text", Text, nullable=False),
    Column("hash", String(32), nullable=False, index=True),
    Index("knowledge_passage_source", "kind", "source"),
    # Indexes know a passage by its row number: one that came back for another text would never be noticed.
    sqlite_autoincrement=True,
)

vector = Table(
    "knowledge_vector",
    metadata,
    Column("hash", String(32), primary_key=True),
    Column("space", String(64), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)
"""Vectors of passages by the hash of their text, as 16-bit floats."""

state = Table("knowledge_state", metadata, Column("key", String(32), primary_key=True), Column("value", String(255), nullable=False))
"""Small facts by name, among them the generation, which grows with every change."""
