"""The vector leg over Chroma, in a process of its own. Knows how to start, ask and end that process.

One directory is one generation. A generation that misbehaves is abandoned for good, and a new one is built beside it;
the old directory is then deleted, which is also the only real erasure Chroma offers.
"""

import shutil
import threading
import uuid
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge import chroma_process
from knowledge.dense import IndexDown

Vectors = NDArray[np.float32]

_START_SECONDS = 60.0
_ANSWER_SECONDS = 3.0
_WORK_SECONDS = 20.0
_TOGETHER = 500
"""Rows written or read in one call, so that a process that hangs is noticed soon."""
_LEAST_BYTES = 1_000_000
_BYTES_PER_ROW = 20_000
"""What a file of links may claim by its apparent size; a damaged one claims terabytes."""


class ChromaIndex:
    """A `DenseIndex` in another process. Every fault of that process comes out as IndexDown and ends it for good."""

    def __init__(self, folder: Path) -> None:
        """Starts nothing: the process starts with the first question to it."""
        self.folder = folder
        self._asking = threading.Lock()
        self._process: SpawnProcess | None = None
        self._pipe: Connection[Any, Any] | None = None
        self._ended = False

    @classmethod
    def fresh(cls, parent: Path, mark: str) -> "ChromaIndex":
        """A new, empty generation below `parent`; `mark` says which space its vectors belong to."""
        return cls(parent / f"{uuid.uuid4().hex[:8]}-{mark}")

    def put(self, collection: str, rows: Sequence[int], vectors: Vectors) -> None:
        for at in range(0, len(rows), _TOGETHER):
            part = slice(at, at + _TOGETHER)
            self._ask("put", collection, list(rows[part]), vectors[part], seconds=_WORK_SECONDS)

    def remove(self, collection: str, rows: Collection[int]) -> None:
        for part in _parts(sorted(rows)):
            self._ask("remove", collection, part, seconds=_WORK_SECONDS)

    def search(self, collections: Collection[str], vector: Vectors, k: int) -> list[tuple[int, float]]:
        found: list[tuple[int, float]] = self._ask("search", sorted(collections), vector, k)
        return found

    def rows(self, collection: str) -> set[int]:
        return set(self._ask("rows", collection, seconds=_WORK_SECONDS))

    def vectors(self, collection: str, rows: Sequence[int]) -> Vectors:
        """The vectors of rows that are there, shape (len(rows), dimensions)."""
        return np.concatenate([self._ask("vectors", collection, part, seconds=_WORK_SECONDS) for part in _parts(rows)])

    def collections(self) -> set[str]:
        return set(self._ask("collections", seconds=_WORK_SECONDS))

    @property
    def process_id(self) -> int | None:
        """Of the process that owns Chroma, or None when it does not run."""
        return self._process.pid if self._process else None

    def looks_sound(self, rows: int) -> bool:
        """False when the files are gone, or one claims far more bytes than this many rows can need: the mark of a cut write."""
        links = list(self.folder.glob("*/link_lists.bin"))
        return (self.folder / "chroma.sqlite3").is_file() and all(
            path.stat().st_size <= _LEAST_BYTES + _BYTES_PER_ROW * rows for path in links
        )

    def close(self, patience: float = 5.0) -> None:
        """End the process: when it has finished what it does, or after `patience` seconds the hard way. The directory stays."""
        self._ended = True
        if not self._asking.acquire(timeout=patience):
            self._kill()  # whoever waits for an answer now gets IndexDown
            self._asking.acquire()
        try:
            self._end(patience)
        finally:
            self._asking.release()

    def delete(self) -> None:
        """End the process and delete the directory."""
        self.close(patience=0)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _ask(self, name: str, *arguments: Any, seconds: float = _ANSWER_SECONDS) -> Any:
        with self._asking:
            if self._ended:
                raise IndexDown("the vector index is closed")
            try:
                return self._exchange(self._pipe or self._start(), (name, arguments), seconds)
            except (IndexDown, OSError, EOFError, ValueError) as fault:
                self._ended = True
                self._end(patience=0)
                raise fault if isinstance(fault, IndexDown) else IndexDown("the process of the vector index ended") from fault

    def _start(self) -> "Connection[Any, Any]":
        # "spawn" everywhere: a fork of a process with threads and models loaded is neither safe nor small.
        context = get_context("spawn")
        pipe, theirs = context.Pipe()
        process = context.Process(target=chroma_process.serve, args=(theirs, str(self.folder)), name="chroma", daemon=True)
        process.start()
        theirs.close()
        self._process, self._pipe = process, pipe
        self._exchange(pipe, None, _START_SECONDS)
        return pipe

    def _exchange(self, pipe: "Connection[Any, Any]", request: object, seconds: float) -> Any:
        """Send and wait, `seconds` in all. A process that hangs is killed, which also ends a `send` that nobody takes."""
        timer = threading.Timer(seconds, self._kill)
        timer.daemon = True
        timer.start()
        try:
            if request is not None:
                pipe.send(request)
            worked, answer = pipe.recv()
        finally:
            timer.cancel()
        if not worked:
            raise IndexDown(f"the vector index failed: {answer}")
        return answer

    def _kill(self) -> None:
        process = self._process
        if process:
            with suppress(ValueError):  # it was closed meanwhile
                process.kill()

    def _end(self, patience: float) -> None:
        process, pipe, self._process, self._pipe = self._process, self._pipe, None, None
        if pipe:
            pipe.close()
        if process:
            process.join(patience)
            # Killed, not asked to stop: a stopped or hanging process would not hear it.
            process.kill()
            process.join()
            process.close()


def _parts(rows: Sequence[int]) -> Iterator[list[int]]:
    return (list(rows[at : at + _TOGETHER]) for at in range(0, len(rows), _TOGETHER))
