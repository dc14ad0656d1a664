"""Keeps a Chroma index that is a true copy of the exact one: starts it, checks it, builds a new one, erases the old.

Filling and checking happen beside the searches, which go on all the while. The only module that decides which
generation serves.
"""

import threading
from pathlib import Path

import numpy as np

from knowledge.chroma import ChromaIndex
from knowledge.dense import IndexDown
from knowledge.shelves import Shelves
from knowledge.store import Store

_TRIES = 20
"""Times that a copy is brought up to date before it is given up because the original never stands still."""
_SAMPLES = 20
_ITSELF = 0.999
"""Cosine of a passage to itself, as computed by an index that is sound."""


class Keeper:
    """The generations of one library, below one folder. Safe to share between threads."""

    def __init__(self, store: Store, shelves: Shelves, folder: Path, mark: str) -> None:
        """`mark` says which space the vectors belong to; a generation of another one is never used."""
        self._store = store
        self._shelves = shelves
        self._folder = folder
        self._mark = mark
        self._building = threading.Lock()
        self._filling: ChromaIndex | None = None
        self._closed = False
        self.down = ""
        """Why Chroma does not serve, when it should; empty when all is well."""
        shelves.mirror.on_down = self._on_down

    def start(self) -> None:
        """Serve with Chroma from now on: the last generation when it is sound, else a new one. Raises IndexDown."""
        name = self._last()
        if name.endswith(f"-{self._mark}") and (self._folder / name / "chroma.sqlite3").is_file():
            kept = ChromaIndex(self._folder / name)
            try:
                with self._building:
                    self._serve(kept)
                    self._delete_all_but(kept.folder)
            except IndexDown:
                kept.delete()
            else:
                return
        self.rebuild()

    def _last(self) -> str:
        """The generation that served last: the one noted, or where several machines note theirs in one store the one that is here."""
        noted = self._store.note("chroma") or ""
        here = [path.name for path in self._folder.glob(f"*-{self._mark}")]
        return here[0] if here and noted not in here else noted

    def rebuild(self) -> None:
        """Build a new generation beside the old one, check it, switch, delete all others. Raises IndexDown."""
        with self._building:
            index = ChromaIndex.fresh(self._folder, self._mark)
            try:
                self._serve(index)
            except IndexDown as fault:
                self.down = str(fault)
                index.delete()
                raise
            self._delete_all_but(index.folder)

    def check(self) -> None:
        """Check Chroma; when it is not sound, search exactly and rebuild. Raises IndexDown when that fails too."""
        index = self._shelves.mirror.serving
        if index is not None:
            try:
                self._check(index)
            except IndexDown as fault:
                if self._shelves.mirror.drop(index):
                    self.down = str(fault)
                index.delete()
        if self.down and not self._closed and not self._building.locked():
            self.rebuild()

    def erase(self) -> None:
        """Delete every generation; the next start builds a new one. Never while another process serves from this folder."""
        with self._building:
            index = self._shelves.mirror.serve(None)
            if index:
                index.delete()
            self._delete_all_but(None)

    def close(self) -> None:
        """End Chroma's process, also one that is being filled."""
        self._closed = True
        serving, filling = self._shelves.mirror.serve(None), self._filling
        if filling:
            filling.close(patience=0)
        if serving:
            serving.close()

    def _serve(self, index: ChromaIndex) -> None:
        self._filling = index
        try:
            self._fill(index)
        finally:
            self._filling = None
        if self._closed:
            self.close()
            raise IndexDown("Goodword is being stopped")
        self._store.set_note("chroma", index.folder.name)
        self.down = ""

    def _fill(self, index: ChromaIndex) -> None:
        """Copy what is missing until nothing is, check the copy, let it answer."""
        for _ in range(_TRIES):
            if self._closed:
                raise IndexDown("Goodword is being stopped")
            wanted = self._shelves.held()
            for name in index.collections() - wanted.keys():
                index.remove(name, index.rows(name))
            for name, rows in wanted.items():
                there = index.rows(name)
                index.remove(name, there - rows)
                index.put(name, *self._shelves.vectors(name, rows - there))
            self._check(index)
            if self._shelves.mirror_with(index, wanted):
                return
        raise IndexDown("the library changes too fast for the vector index")

    def _check(self, index: ChromaIndex) -> None:
        """Has it the right rows and vectors, and does it find them? Raises IndexDown with what is wrong."""
        wanted = self._shelves.held()
        if not index.looks_sound(sum(map(len, wanted.values()))):
            raise IndexDown("the files of the vector index are damaged or gone")
        for name, rows in wanted.items():
            there = index.rows(name)
            if there != rows:
                if self._shelves.held() != wanted:
                    return  # it was changed while we looked: whoever changed it, or the next check, finds out
                raise IndexDown(f"the collection {name} does not hold what it should")
            _check_vectors(index, name, *self._shelves.vectors(name, there))

    def _delete_all_but(self, kept: Path | None) -> None:
        for path in self._folder.iterdir() if self._folder.is_dir() else ():
            if path != kept:
                ChromaIndex(path).delete()

    def _on_down(self, why: str) -> None:
        self.down = f"{why}; it is being rebuilt"
        threading.Thread(target=self._rebuild_quietly, name="rebuild", daemon=True).start()

    def _rebuild_quietly(self) -> None:
        try:
            if not self._closed:
                self.rebuild()
        except IndexDown as fault:
            # Searching goes on exactly; the hourly check tries again and the doctor shows the reason.
            self.down = str(fault)


def _check_vectors(index: ChromaIndex, name: str, rows: list[int], vectors: np.ndarray) -> None:
    if not rows:
        return
    if not np.allclose(index.vectors(name, rows), vectors, atol=1e-3):
        raise IndexDown(f"the collection {name} holds other vectors than it should")
    for n in range(0, len(rows), max(1, len(rows) // _SAMPLES)):
        found = index.search([name], vectors[n], 5)
        if not found or found[0][1] < _ITSELF:
            raise IndexDown(f"the collection {name} does not find its own passages")
