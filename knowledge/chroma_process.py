"""What runs inside the process that owns Chroma. Nothing of it runs anywhere else.

Chroma can take its whole process down when its files are damaged, and a second process on one directory reads
stale results: so it lives alone, with one owner, and everything in it can be made again from SQL.
"""

import signal
from collections.abc import Callable, Collection, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_client: Any = None
_open: dict[str, Any] = {}


def serve(pipe: "Connection[Any, Any]", folder: str) -> None:
    """Open the directory, then answer (name, arguments) with (True, result) or (False, what is wrong) until the owner is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the owner, who then closes the pipe
    pipe.send(_try(_start, folder))
    while True:
        try:
            name, arguments = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(_try(_WORK[name], *arguments))


def _try(work: Callable[..., Any], *arguments: Any) -> tuple[bool, Any]:
    try:
        return True, work(*arguments)
    except Exception as fault:  # noqa: BLE001 - Chroma's own classes cannot travel: only "it does not work" matters outside
        return False, f"{type(fault).__name__}: {fault}"


def _start(folder: str) -> None:
    global _client
    import chromadb
    from chromadb.config import Settings

    Path(folder).mkdir(parents=True, exist_ok=True)
    _client = chromadb.PersistentClient(folder, Settings(anonymized_telemetry=False))
    # Never with an embedding function: Chroma's own one downloads a model. We always pass vectors.
    _open.update({found.name: _client.get_collection(found.name, embedding_function=None) for found in _client.list_collections()})


def _put(collection: str, rows: Sequence[int], vectors: NDArray[np.float32]) -> None:
    if collection not in _open:
        _open[collection] = _client.create_collection(
            collection, configuration={"hnsw": {"space": "cosine", "ef_search": 400}}, embedding_function=None
        )
    _open[collection].upsert(ids=[str(row) for row in rows], embeddings=vectors)


def _remove(collection: str, rows: Collection[int]) -> None:
    if collection not in _open:
        return
    _open[collection].delete(ids=[str(row) for row in rows])
    if not _open[collection].count():
        _client.delete_collection(collection)
        del _open[collection]


def _search(collections: Collection[str], vector: NDArray[np.float32], k: int) -> list[tuple[int, float]]:
    hits: list[tuple[int, float]] = []
    for name in sorted(collections):
        if name in _open:
            found = _open[name].query(query_embeddings=[vector], n_results=k, include=["distances"])
            hits += [(int(row), 1.0 - distance) for row, distance in zip(found["ids"][0], found["distances"][0], strict=True)]
    return sorted(hits, key=lambda hit: -hit[1])[:k]


def _rows(collection: str) -> list[int]:
    if collection not in _open:
        return []
    return [int(row) for row in _open[collection].get(include=[])["ids"]]


def _vectors(collection: str, rows: Sequence[int]) -> NDArray[np.float32]:
    found = _open[collection].get(ids=[str(row) for row in rows], include=["embeddings"])
    place = {int(row): n for n, row in enumerate(found["ids"])}
    ordered: NDArray[np.float32] = np.asarray(found["embeddings"], np.float32)[[place[row] for row in rows]]
    return ordered


def _collections() -> list[str]:
    return [name for name, found in _open.items() if found.count()]


_WORK: dict[str, Callable[..., Any]] = {
    "put": _put,
    "remove": _remove,
    "search": _search,
    "rows": _rows,
    "vectors": _vectors,
    "collections": _collections,
}
