"""The truth of the library in SQL: sources as they were handed over, their passages, and the passages' vectors.

Everything an index holds can be made again from here. Short write transactions only, so that an import never
keeps the bot's own writers waiting. The only module of `knowledge` that knows SQL.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Column, Connection, Engine, Index, Integer, LargeBinary, MetaData, String, Table, Text, create_engine, delete, event, func, insert, select, update

from knowledge.records import Kind, Passage

Vectors = NDArray[np.float32]

metadata = MetaData()
_source = Table(
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
_passage = Table(
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
)
_vector = Table(
    "knowledge_vector",
    metadata,
    Column("hash", String(32), primary_key=True),
    Column("space", String(64), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)
_state = Table("knowledge_state", metadata, Column("key", String(32), primary_key=True), Column("value", String(255), nullable=False))

_BATCH = 400
"""Rows in one statement: below SQLite's limit of bound values, and a few milliseconds of writing."""


@dataclass(frozen=True)
class Stored:
    """A passage with its row number (never used twice) and the hash of its text."""

    id: int
    hash: str
    passage: Passage


@dataclass(frozen=True)
class Entry:
    """One source to be stored: what it is, who may read it, its body as JSON and its passages."""

    kind: Kind
    id: str
    audience: str
    body: str
    passages: tuple[Passage, ...]
    customer: str = ""
    shipped: bool = False

    @property
    def hash(self) -> str:
        """Changes when anything a reader or an index could notice changes."""
        return text_hash("\x1f".join([self.audience, self.body, *(p.text for p in self.passages)]))


def text_hash(text: str) -> str:
    """32 hex digits that stand for a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def open_store(url: str) -> "Store":
    """Open (and on first use create) the store. `url` is SQLAlchemy's; a plain path means SQLite."""
    if "://" not in url:
        Path(url).parent.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{url}"
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
    metadata.create_all(engine)
    return Store(engine)


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        # A read that later writes cannot be upgraded safely in SQLite: writers say so from the start.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


class Store:
    """Sources, passages and vectors. Safe to use from several threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def close(self) -> None:
        self._engine.dispose()

    def put(self, entries: Sequence[Entry], on_progress: Callable[[int], None] | None = None) -> int:
        """Store new and changed sources with their passages; what is unchanged is left alone. Returns how many changed."""
        changed = 0
        for at in range(0, len(entries), 50):
            batch = entries[at : at + 50]
            with self._write() as connection:
                for entry in batch:
                    changed += self._put_one(connection, entry)
                if changed:
                    self._touch(connection)
            if on_progress:
                on_progress(at + len(batch))
        return changed

    def remove(self, kind: Kind, ids: Collection[str]) -> int:
        """Delete sources with their passages, and vectors nobody needs any more. Returns how many sources went."""
        gone = 0
        for batch in _batches(sorted(ids)):
            with self._write() as connection:
                _drop_passages(connection, kind, batch)
                gone += connection.execute(delete(_source).where(_source.c.kind == kind, _source.c.id.in_(batch))).rowcount
                self._touch(connection)
        return gone

    def ids(self, kind: Kind, *, shipped: bool | None = None) -> set[str]:
        """Ids of the stored sources of a kind."""
        query = select(_source.c.id).where(_source.c.kind == kind)
        if shipped is not None:
            query = query.where(_source.c.shipped == int(shipped))
        with self._engine.connect() as connection:
            return set(connection.scalars(query))

    def bodies(self, kind: Kind, ids: Collection[str] | None = None) -> list[tuple[str, str, str]]:
        """(id, audience, body) of sources, all of a kind or those named."""
        columns = select(_source.c.id, _source.c.audience, _source.c.body).where(_source.c.kind == kind)
        with self._engine.connect() as connection:
            if ids is None:
                return [tuple(row) for row in connection.execute(columns)]
            return [tuple(row) for batch in _batches(sorted(ids)) for row in connection.execute(columns.where(_source.c.id.in_(batch)))]

    def customers(self, audiences: Collection[str]) -> list[str]:
        """Names of all customers in deals of these audiences."""
        query = select(_source.c.customer).distinct().where(_source.c.kind == "deal", _source.c.audience.in_(sorted(audiences)))
        with self._engine.connect() as connection:
            return [name for name in connection.scalars(query) if name]

    def deals_of(self, customer: str, audiences: Collection[str]) -> list[str]:
        """Bodies of the deals of one customer that these audiences may read."""
        query = select(_source.c.body).where(_source.c.kind == "deal", _source.c.customer == customer, _source.c.audience.in_(sorted(audiences)))
        with self._engine.connect() as connection:
            return list(connection.scalars(query))

    def passages(self, kind: Kind | None = None, after: int = 0) -> list[Stored]:
        """Passages with a row number above `after`, oldest first."""
        query = select(_passage).where(_passage.c.id > after).order_by(_passage.c.id)
        if kind:
            query = query.where(_passage.c.kind == kind)
        with self._engine.connect() as connection:
            return [_stored(row) for row in connection.execute(query)]

    def passage_ids(self) -> set[int]:
        """Row numbers of all passages."""
        with self._engine.connect() as connection:
            return set(connection.scalars(select(_passage.c.id)))

    def passages_by_id(self, ids: Collection[int]) -> dict[int, Stored]:
        """The passages of these row numbers that still exist."""
        with self._engine.connect() as connection:
            rows = [row for batch in _batches(sorted(ids)) for row in connection.execute(select(_passage).where(_passage.c.id.in_(batch)))]
        return {row.id: _stored(row) for row in rows}

    def vectors(self, hashes: Collection[str], space: str) -> dict[str, Vectors]:
        """The stored vectors of these text hashes in one space, each of shape (dimensions,)."""
        found: dict[str, Vectors] = {}
        with self._engine.connect() as connection:
            for batch in _batches(sorted(hashes)):
                query = select(_vector.c.hash, _vector.c.vector).where(_vector.c.space == space, _vector.c.hash.in_(batch))
                found |= {row.hash: np.frombuffer(row.vector, np.float16).astype(np.float32) for row in connection.execute(query)}
        return found

    def put_vectors(self, vectors: dict[str, Vectors], space: str) -> None:
        """Store vectors by text hash, as 16-bit floats; those already there are left alone."""
        for batch in _batches(sorted(vectors)):
            with self._write() as connection:
                known = set(connection.scalars(select(_vector.c.hash).where(_vector.c.space == space, _vector.c.hash.in_(batch))))
                rows = [{"hash": h, "space": space, "vector": vectors[h].astype(np.float16).tobytes()} for h in batch if h not in known]
                if rows:
                    connection.execute(insert(_vector), rows)

    def drop_other_spaces(self, space: str) -> int:
        """Delete vectors of every other space (older models). Returns how many."""
        with self._write() as connection:
            return int(connection.execute(delete(_vector).where(_vector.c.space != space)).rowcount)

    def generation(self) -> int:
        """Grows with every change of the sources, whichever process made it."""
        return int(self.note("generation") or 0)

    def note(self, key: str) -> str | None:
        """A small fact about the store, by name."""
        with self._engine.connect() as connection:
            return connection.scalar(select(_state.c.value).where(_state.c.key == key))

    def set_note(self, key: str, value: str) -> None:
        with self._write() as connection:
            _set_note(connection, key, value)

    def counts(self) -> dict[str, int]:
        """Numbers for the doctor: cards, deals, passages, vectors."""
        with self._engine.connect() as connection:
            by_kind = {kind: n for kind, n in connection.execute(select(_source.c.kind, func.count()).group_by(_source.c.kind))}
            passages = connection.scalar(select(func.count()).select_from(_passage)) or 0
            vectors = connection.scalar(select(func.count()).select_from(_vector)) or 0
        return {"cards": by_kind.get("card", 0), "deals": by_kind.get("deal", 0), "passages": passages, "vectors": vectors}

    def _write(self) -> Any:
        return self._engine.execution_options(writes=True).begin()

    def _put_one(self, connection: Connection, entry: Entry) -> int:
        here = (_source.c.kind == entry.kind) & (_source.c.id == entry.id)
        old = connection.scalar(select(_source.c.hash).where(here))
        if old == entry.hash:
            return 0
        row = {"audience": entry.audience, "customer": entry.customer[:255], "shipped": int(entry.shipped), "hash": entry.hash, "body": entry.body}
        if old is None:
            connection.execute(insert(_source).values(kind=entry.kind, id=entry.id, **row))
        else:
            connection.execute(update(_source).where(here).values(**row))
            _drop_passages(connection, entry.kind, [entry.id])
        rows = [_row(passage) for passage in entry.passages]
        if rows:
            connection.execute(insert(_passage), rows)
        return 1

    @staticmethod
    def _touch(connection: Connection) -> None:
        value = connection.scalar(select(_state.c.value).where(_state.c.key == "generation"))
        _set_note(connection, "generation", str(int(value or 0) + 1))


def _drop_passages(connection: Connection, kind: str, ids: list[str]) -> None:
    """Delete the passages of these sources, and every vector that no passage needs any more."""
    mine = (_passage.c.kind == kind) & _passage.c.source.in_(ids)
    hashes = list(connection.scalars(select(_passage.c.hash).where(mine)))
    connection.execute(delete(_passage).where(mine))
    for batch in _batches(hashes):
        needed = select(_passage.c.hash).where(_passage.c.hash.in_(batch))
        connection.execute(delete(_vector).where(_vector.c.hash.in_(batch), _vector.c.hash.not_in(needed)))


def _set_note(connection: Connection, key: str, value: str) -> None:
    if not connection.execute(update(_state).where(_state.c.key == key).values(value=value)).rowcount:
        connection.execute(insert(_state).values(key=key, value=value))


def _row(passage: Passage) -> dict[str, Any]:
    return {
        "kind": passage.kind,
        "source": passage.source,
        "audience": passage.audience,
        "lang": passage.lang,
        "part": passage.part,
        "topic": passage.topic,
        "text": passage.text,
        "hash": text_hash(passage.text),
    }


def _stored(row: Any) -> Stored:
    return Stored(row.id, row.hash, Passage(row.kind, row.source, row.audience, row.lang, row.part, row.text, row.topic))


def _batches(items: Iterable[Any]) -> Iterable[list[Any]]:
    items = list(items)
    return (items[at : at + _BATCH] for at in range(0, len(items), _BATCH))


def as_body(record: dict[str, Any]) -> str:
    """A record as JSON, always the same for the same content."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, default=str)
