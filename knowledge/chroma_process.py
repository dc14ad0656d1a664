"""What runs inside the process that owns Chroma. Imported by nothing but that process.

Chroma can take its whole process down when its files are damaged, and a second process on one directory reads
stale results: so it lives alone, with one owner, and everything in it can be made again from SQL.
"""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_BATCH = 2000
_client: Any = None
_open: dict[str, Any] = {}


def start(folder: str) -> None:
    """Open (or create) the directory. Runs once, before anything else, in the new process."""
    global _client
    import chromadb
    from chromadb.config import Settings

    Path(folder).mkdir(parents=True, exist_ok=True)
    _client = chromadb.PersistentClient(folder, Settings(anonymized_telemetry=False))
    _open.clear()
    # Never with an embedding function: Chroma's own one downloads a model. We always pass vectors.
    _open.update({found.name: _client.get_collection(found.name, embedding_function=None) for found in _client.list_collections()})


def put(collection: str, rows: Sequence[int], vectors: NDArray[np.float32]) -> None:
    if collection not in _open:
        _open[collection] = _client.create_collection(
            collection, configuration={"hnsw": {"space": "cosine", "ef_search": 200}}, embedding_function=None
        )
    for at in range(0, len(rows), _BATCH):
        ids = [str(row) for row in rows[at : at + _BATCH]]
        _open[collection].upsert(ids=ids, embeddings=vectors[at : at + _BATCH])


def remove(collection: str, rows: Collection[int]) -> None:
    ids = [str(row) for row in rows]
    for at in range(0, len(ids), _BATCH):
        if collection in _open:
            _open[collection].delete(ids=ids[at : at + _BATCH])
    if collection in _open and not _open[collection].count():
        _client.delete_collection(collection)
        del _open[collection]


def search(collections: Collection[str], vector: NDArray[np.float32], k: int) -> list[tuple[int, float]]:
    hits: list[tuple[int, float]] = []
    for name in sorted(collections):
        if name in _open:
            found = _open[name].query(query_embeddings=[vector], n_results=k, include=["distances"])
            hits += [(int(id), 1.0 - distance) for id, distance in zip(found["ids"][0], found["distances"][0], strict=True)]
    return sorted(hits, key=lambda hit: -hit[1])[:k]


def rows(collection: str) -> list[int]:
    if collection not in _open:
        return []
    return [int(id) for id in _open[collection].get(include=[])["ids"]]


def collections() -> list[str]:
    return [name for name, found in _open.items() if found.count()]
