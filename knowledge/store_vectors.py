"""Vectors that were computed once and kept, by the hash of their text and the space they belong to."""

from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine, delete, func, insert, or_, select

from knowledge.store_engine import batches, writing
from knowledge.store_tables import passage, vector

Vectors = NDArray[np.float32]


class VectorTable:
    """The kept vectors of one store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def find(self, hashes: Collection[str], space: str) -> dict[str, Vectors]:
        """Those of these text hashes that are kept in one space, each of shape (dimensions,)."""
        found: dict[str, Vectors] = {}
        with self._engine.connect() as connection:
            for batch in batches(sorted(hashes)):
                query = select(vector.c.hash, vector.c.vector).where(vector.c.space == space, vector.c.hash.in_(batch))
                found |= {row.hash: np.frombuffer(row.vector, np.float16).astype(np.float32) for row in connection.execute(query)}
        return found

    def put(self, vectors: Mapping[str, Vectors], space: str) -> None:
        """Keep vectors by text hash, as 16-bit floats; those already there are left alone."""
        for batch in batches(sorted(vectors)):
            with writing(self._engine) as connection:
                known = set(connection.scalars(select(vector.c.hash).where(vector.c.space == space, vector.c.hash.in_(batch))))
                rows = [{"hash": h, "space": space, "vector": vectors[h].astype(np.float16).tobytes()} for h in batch if h not in known]
                if rows:
                    connection.execute(insert(vector), rows)

    def sweep(self, space: str) -> int:
        """Delete vectors of every other space (older models) and those no passage needs. Returns how many.

        Needless ones come from an import that was killed between storing its vectors and its sources.
        """
        needed = select(passage.c.hash)
        with writing(self._engine) as connection:
            return int(connection.execute(delete(vector).where(or_(vector.c.space != space, vector.c.hash.not_in(needed)))).rowcount)

    def count(self) -> int:
        """How many there are, in all spaces."""
        with self._engine.connect() as connection:
            return connection.scalar(select(func.count()).select_from(vector)) or 0
