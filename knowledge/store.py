"""The truth of the library in SQL: sources as they were handed over, and their passages.

Short write transactions only, so that an import never keeps the bot's own writers waiting.
"""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from sqlalchemy import Engine, delete, func, select

from knowledge.entries import Entry, Stored, as_body, text_hash
from knowledge.records import Kind, Passage
from knowledge.store_engine import batches, open_engine, writing
from knowledge.store_tables import passage as _passage
from knowledge.store_tables import source as _source
from knowledge.store_tables import state as _state
from knowledge.store_vectors import VectorTable
from knowledge.store_writing import drop_needless_vectors, drop_passages, put_one, set_note, touch

__all__ = ["Entry", "Store", "Stored", "as_body", "open_store", "text_hash"]

_TOGETHER = 50
"""Sources stored in one transaction."""


def open_store(url: str) -> "Store":
    """Open (and on first use create) the store. `url` is SQLAlchemy's; a plain path means SQLite."""
    return Store(open_engine(url))


class Store:
    """Sources, passages and vectors. Safe to use from several threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.vectors = VectorTable(engine)

    def close(self) -> None:
        self._engine.dispose()

    def put(self, entries: Sequence[Entry], on_progress: Callable[[int], None] | None = None) -> int:
        """Store new and changed sources with their passages; what is unchanged is left alone. Returns how many changed."""
        changed = 0
        for at in range(0, len(entries), _TOGETHER):
            batch = entries[at : at + _TOGETHER]
            with writing(self._engine) as connection:
                in_batch = sum(put_one(connection, entry) for entry in batch)
                if in_batch:
                    touch(connection)
            changed += in_batch
            if on_progress:
                on_progress(at + len(batch))
        return changed

    def remove(self, kind: Kind, ids: Collection[str]) -> int:
        """Delete sources with their passages, and vectors nobody needs any more. Returns how many sources went."""
        gone = 0
        for batch in batches(sorted(ids)):
            with writing(self._engine) as connection:
                drop_needless_vectors(connection, drop_passages(connection, kind, batch))
                in_batch = connection.execute(delete(_source).where(_source.c.kind == kind, _source.c.id.in_(batch))).rowcount
                if in_batch:
                    touch(connection)
            gone += in_batch
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
            return [tuple(row) for batch in batches(sorted(ids)) for row in connection.execute(columns.where(_source.c.id.in_(batch)))]

    def customers(self, audiences: Collection[str]) -> list[str]:
        """Names of all customers in deals of these audiences."""
        query = select(_source.c.customer).distinct().where(_source.c.kind == "deal", _source.c.audience.in_(sorted(audiences)))
        with self._engine.connect() as connection:
            return [name for name in connection.scalars(query) if name]

    def deals_of(self, customer: str, audiences: Collection[str]) -> list[str]:
        """Bodies of the deals of one customer that these audiences may read."""
        query = select(_source.c.body).where(
            _source.c.kind == "deal", _source.c.customer == customer, _source.c.audience.in_(sorted(audiences))
        )
        with self._engine.connect() as connection:
            return list(connection.scalars(query))

    def passages(self, kind: Kind | None = None) -> list[Stored]:
        """All passages, or those of a kind, oldest first."""
        query = select(_passage).order_by(_passage.c.id)
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
            found = [
                _stored(row)
                for batch in batches(sorted(ids))
                for row in connection.execute(select(_passage).where(_passage.c.id.in_(batch)))
            ]
        return {stored.id: stored for stored in found}

    def generation(self) -> int:
        """Grows with every change of the sources, whichever process made it."""
        return int(self.note("generation") or 0)

    def note(self, key: str) -> str | None:
        """A small fact about the store, by name."""
        with self._engine.connect() as connection:
            return connection.scalar(select(_state.c.value).where(_state.c.key == key))

    def set_note(self, key: str, value: str) -> None:
        with writing(self._engine) as connection:
            set_note(connection, key, value)

    def counts(self) -> dict[str, int]:
        """Numbers for the doctor: cards, deals, passages, vectors."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(_source.c.kind, func.count()).group_by(_source.c.kind))
            by_kind = {row[0]: row[1] for row in rows}
            passages = connection.scalar(select(func.count()).select_from(_passage)) or 0
        return {"cards": by_kind.get("card", 0), "deals": by_kind.get("deal", 0), "passages": passages, "vectors": self.vectors.count()}


def _stored(row: Any) -> Stored:
    id_, kind, source, audience, lang, part, topic, text, hash_ = row
    return Stored(id_, hash_, Passage(kind, source, audience, lang, part, text, topic))
