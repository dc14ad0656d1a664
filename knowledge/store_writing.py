"""What happens inside one writing transaction of the store. Called by `store` alone."""

from typing import Any

from sqlalchemy import Connection, Integer, String, cast, delete, insert, select, update

from knowledge.entries import Entry, text_hash
from knowledge.records import Passage
from knowledge.store_engine import batches
from knowledge.store_tables import passage as _passage
from knowledge.store_tables import source as _source
from knowledge.store_tables import state as _state
from knowledge.store_tables import vector as _vector


def put_one(connection: Connection, entry: Entry) -> int:
    """1 when the source was new or changed, else 0."""
    here = (_source.c.kind == entry.kind) & (_source.c.id == entry.id)
    old = connection.scalar(select(_source.c.hash).where(here))
    if old == entry.hash:
        return 0
    row = {
        "audience": entry.audience,
        "customer": entry.customer[:255],
        "shipped": int(entry.shipped),
        "hash": entry.hash,
        "body": entry.body,
    }
    before: list[str] = []
    if old is None:
        connection.execute(insert(_source).values(kind=entry.kind, id=entry.id, **row))
    else:
        connection.execute(update(_source).where(here).values(**row))
        before = drop_passages(connection, entry.kind, [entry.id])
    rows = [_row(passage) for passage in entry.passages]
    if rows:
        connection.execute(insert(_passage), rows)
    drop_needless_vectors(connection, before)
    return 1


def touch(connection: Connection) -> None:
    """The next generation, counted by the database itself: two writers never arrive at the same number."""
    next_one = cast(cast(_state.c.value, Integer) + 1, String)
    if not connection.execute(update(_state).where(_state.c.key == "generation").values(value=next_one)).rowcount:
        connection.execute(insert(_state).values(key="generation", value="1"))


def drop_passages(connection: Connection, kind: str, ids: list[str]) -> list[str]:
    """Delete the passages of these sources. Returns the hashes of their texts."""
    mine = (_passage.c.kind == kind) & _passage.c.source.in_(ids)
    hashes = list(connection.scalars(select(_passage.c.hash).where(mine)))
    connection.execute(delete(_passage).where(mine))
    return hashes


def drop_needless_vectors(connection: Connection, hashes: list[str]) -> None:
    """Delete those vectors of these text hashes that no passage needs any more."""
    for batch in batches(hashes):
        needed = select(_passage.c.hash).where(_passage.c.hash.in_(batch))
        connection.execute(delete(_vector).where(_vector.c.hash.in_(batch), _vector.c.hash.not_in(needed)))


def set_note(connection: Connection, key: str, value: str) -> None:
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
