"""The library's tables. Everything an index holds can be made again from them."""

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, String, Table, Text

metadata = MetaData()

source = Table(
    "knowledge_source",
    metadata,
    Column("kind", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("audience", String, nullable=False),
    Column("customer", String, nullable=False, index=True),
    Column("shipped", Integer, nullable=False),
    Column("hash", String, nullable=False),
    Column("body", Text, nullable=False),
)
"""Cards and deals as they were handed over."""

passage = Table(
    "knowledge_passage",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("kind", String, nullable=False),
    Column("source", String, nullable=False),
    Column("audience", String, nullable=False),
    Column("lang", String, nullable=False),
    Column("part", String, nullable=False),
    Column("topic", String),
    Column("text", Text, nullable=False),
    Column("hash", String, nullable=False, index=True),
    Index("knowledge_passage_source", "kind", "source"),
    # Indexes know a passage by its row number: one that came back for another text would never be noticed.
    sqlite_autoincrement=True,
)

vector = Table(
    "knowledge_vector",
    metadata,
    Column("hash", String, primary_key=True),
    Column("space", String, primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)
"""Vectors of passages by the hash of their text, as 16-bit floats."""

state = Table("knowledge_state", metadata, Column("key", String, primary_key=True), Column("value", String, nullable=False))
"""Small facts by name, among them the generation, which grows with every change."""
