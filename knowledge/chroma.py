"""The vector leg over Chroma, in a process of its own. Knows how to start, check, abandon and replace that process.

One directory is one generation. A generation that misbehaves is abandoned, and a new one is built beside it;
the old directory is then deleted, which is also the only real erasure Chroma offers.
"""

import shutil
import uuid
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from concurrent.futures import TimeoutError as Late
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge import chroma_process
from knowledge.dense import IndexDown

Vectors = NDArray[np.float32]

_ANSWER_SECONDS = 5.0
_WORK_SECONDS = 600.0
_SPARSE_BYTES = 20_000
"""Bytes one row's links may take on disk by its apparent size; a damaged index claims terabytes."""


class ChromaIndex:
    """A `DenseIndex` in another process. Every fault of that process comes out as IndexDown."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pool: ProcessPoolExecutor | None = None

    @classmethod
    def fresh(cls, parent: Path, mark: str) -> "ChromaIndex":
        """A new, empty generation below `parent`; `mark` says which space its vectors belong to."""
        return cls(parent / f"{uuid.uuid4().hex[:8]}-{mark}")

    def put(self, collection: str, rows: Sequence[int], vectors: Vectors) -> None:
        self._run(chroma_process.put, collection, list(rows), vectors, seconds=_WORK_SECONDS)

    def remove(self, collection: str, rows: Collection[int]) -> None:
        self._run(chroma_process.remove, collection, list(rows), seconds=_WORK_SECONDS)

    def search(self, collections: Collection[str], vector: Vectors, k: int) -> list[tuple[int, float]]:
        found: list[tuple[int, float]] = self._run(chroma_process.search, sorted(collections), vector, k)
        return found

    def rows(self, collection: str) -> set[int]:
        return set(self._run(chroma_process.rows, collection, seconds=_WORK_SECONDS))

    def collections(self) -> set[str]:
        return set(self._run(chroma_process.collections))

    def process_id(self) -> int | None:
        """Of the process that owns Chroma, or None when it does not run."""
        processes = getattr(self._pool, "_processes", None) or {}
        return next(iter(processes), None)

    def looks_sound(self) -> bool:
        """False when a file claims far more bytes than its rows can need: the mark of an interrupted write."""
        links = list(self.folder.glob("*/link_lists.bin"))
        rows = sum(len(self.rows(name)) for name in self.collections())
        return all(path.stat().st_size <= 1_000_000 + _SPARSE_BYTES * rows for path in links)

    def close(self) -> None:
        """End the process. The directory stays."""
        pool, self._pool = self._pool, None
        if pool:
            for process in list((getattr(pool, "_processes", None) or {}).values()):
                process.terminate()
            pool.shutdown(wait=True, cancel_futures=True)

    def delete(self) -> None:
        """End the process and delete the directory."""
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, work: Callable[..., Any], *arguments: Any, seconds: float = _ANSWER_SECONDS) -> Any:
        pool = self._started()
        try:
            return pool.submit(work, *arguments).result(timeout=seconds)
        except (BrokenExecutor, Late, OSError, RuntimeError) as fault:
            self.close()
            raise IndexDown(f"the vector index stopped: {type(fault).__name__}") from fault
        except Exception as fault:
            # Chroma raises its own classes, which must not travel further: only "it does not work" matters here.
            raise IndexDown(f"the vector index failed: {type(fault).__name__}: {fault}") from fault

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=chroma_process.start, initargs=(str(self.folder),))
            self._pool = pool
            try:
                pool.submit(chroma_process.collections).result(timeout=60)
            except Exception as fault:
                self.close()
                raise IndexDown(f"the vector index does not open: {type(fault).__name__}") from fault
        return self._pool
