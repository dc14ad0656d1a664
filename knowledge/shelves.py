"""Keeps the search legs in step with the store: what was added is indexed, what was deleted leaves nothing behind.

One collection holds one kind of source for one audience, in the vector leg and in the keyword leg alike.
Chroma answers while it is up; the exact index is always there and takes over within the same call.
"""

import hashlib
import threading
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.chroma import ChromaIndex
from knowledge.counted import CountFile
from knowledge.dense import ExactIndex
from knowledge.lexical import LexicalIndex
from knowledge.mirror import Mirror
from knowledge.records import ANYONE, Kind
from knowledge.shared_shelf import SharedShelf, SharedShelves
from knowledge.store import Store, Stored
from knowledge.tokens import Vocabulary
from knowledge.topic_shapes import Topic, TopicShapes, shape_of
from knowledge.twins import Twins

Vectors = NDArray[np.float32]
Embed = Callable[[Sequence[Stored]], Mapping[str, Vectors]]
"""Vectors by text hash for stored passages."""


def collection_of(kind: Kind, audience: str) -> str:
    """The collection's name: readable for the usual ones, hashed where an audience names a person or team."""
    plain = audience if audience.isascii() and audience.isalpha() else hashlib.sha256(audience.encode()).hexdigest()[:24]
    return f"{kind}-{plain}"


_SHIPPED = collection_of("card", ANYONE)


@dataclass(frozen=True)
class Place:
    """Where one passage belongs."""

    kind: Kind
    source: str
    topic: str | None
    collection: str


class Shelves:
    """All indexes of one library. Searching and refreshing exclude each other; both are quick."""

    def __init__(self, store: Store, embed: Embed, counted: CountFile, shared: SharedShelves) -> None:
        """`shared`: where the shelf of the shipped cards comes from."""
        self._store = store
        self._counted = counted
        self._shared = shared
        self._shared_shelf: SharedShelf | None = None
        self._embed = embed
        self._lock = threading.RLock()
        self._generation = -1
        self._places: dict[int, Place] = {}
        self._exact = ExactIndex()
        self._twins = Twins()
        self._vocabulary = Vocabulary()
        self._lexical: dict[str, LexicalIndex] = {}
        self._shapes = TopicShapes()
        self.mirror = Mirror()

    def refresh(self) -> int:
        """Take over what changed in the store since the last time. Returns the generation that is now here."""
        if self._store.generation() != self._generation:
            with self._lock:
                generation = self._store.generation()
                if generation == self._generation:
                    return generation  # another thread has just done it
                wanted = self._store.passage_ids()
                fresh = self._read(wanted - self._places.keys())
                vectors = self._embed(fresh)
                touched = self._forget(self._places.keys() - wanted) | self._take(fresh, vectors)
                for name in touched:
                    if name.startswith("card-"):
                        self._find_shapes(name)
                self._generation = generation
        return self._generation

    def nearest(self, kind: Kind, audiences: Collection[str], vector: Vectors, k: int) -> list[tuple[Place, int, float]]:
        """(place, row, cosine) of the nearest passages, nearest first; Chroma's answer, or the exact one while it is down."""
        names = _collections(kind, audiences)
        hits = self.mirror.search(names, vector, k)
        with self._lock:
            hits = self._exact.search(names, vector, k) if hits is None else hits
            return self._placed([(row, cosine) for first, cosine in hits for row in self._twins.all_of(first)][:k])

    def matching(self, kind: Kind, audiences: Collection[str], text: str, k: int) -> list[tuple[Place, int, float]]:
        """(place, row, BM25) of the passages that share the most telling words with the text."""
        with self._lock:
            names = [name for name in _collections(kind, audiences) if name in self._lexical]
            hits = [hit for name in names for hit in self._lexical[name].search(text, k)]
            return self._placed(sorted(hits, key=lambda hit: -hit[1])[:k])

    def profiles(self, audiences: Collection[str], text: str) -> dict[Topic, float]:
        """Cosine between the text's words and those of every card's topic."""
        with self._lock:
            return self._shapes.profiles(_collections("card", audiences), text)

    def centres(self, audiences: Collection[str], vector: Vectors) -> dict[Topic, float]:
        """Cosine to the centre of every card's topic."""
        with self._lock:
            return self._shapes.centres(_collections("card", audiences), vector)

    def held(self) -> dict[str, frozenset[int]]:
        """The rows with a vector in every collection at this moment. A row number never stands for another text."""
        with self._lock:
            return {name: frozenset(self._exact.rows(name)) for name in sorted(self._exact.collections())}

    def vectors(self, collection: str, rows: Collection[int]) -> tuple[list[int], Vectors]:
        """Those of these rows that are still here, ascending, and their vectors."""
        with self._lock:
            here = sorted(self._exact.rows(collection) & set(rows))
            return here, self._exact.vectors(collection, here) if here else np.zeros((0, 0), np.float32)

    def mirror_with(self, index: ChromaIndex, held: Mapping[str, frozenset[int]]) -> bool:
        """Let an index answer that holds exactly these rows. False, and nothing happens, when others are held by now."""
        with self._lock:
            if self.held() != held:
                return False
            old = self.mirror.serve(index)
        if old is not None and old is not index:
            old.delete()
        return True

    def _read(self, rows: Collection[int]) -> list[Stored]:
        found = {stored.id: stored for stored in self._store.passages()} if not self._places else self._store.passages_by_id(rows)
        return [found[row] for row in sorted(rows) if row in found]

    def _placed(self, hits: Iterable[tuple[int, float]]) -> list[tuple[Place, int, float]]:
        return [(self._places[row], row, score) for row, score in hits if row in self._places]

    def _take(self, passages: Sequence[Stored], vectors: Mapping[str, Vectors]) -> set[str]:
        by_name: dict[str, list[Stored]] = defaultdict(list)
        for stored in passages:
            by_name[collection_of(stored.passage.kind, stored.passage.audience)].append(stored)
        if _SHIPPED in by_name and not len(self._vocabulary):
            self._take_shared(by_name.pop(_SHIPPED), vectors)
        for name, members in sorted(by_name.items()):
            self._note_places(name, members)
            index = self._lexical.setdefault(name, LexicalIndex(self._vocabulary))
            index.add([stored.id for stored in members], self._vocabulary.count([stored.passage.text for stored in members]))
            first = {stored.id: vectors[stored.hash] for stored in members if self._twins.add(stored.id, name, stored.hash)}
            self._put(name, first)
        return set(by_name)

    def _take_shared(self, members: Sequence[Stored], vectors: Mapping[str, Vectors]) -> None:
        """What ships, while there is nothing here yet: as other libraries have it."""
        shelf = self._shared_shelf = self._shared.of(members, vectors, self._counted.count)
        rows = [stored.id for stored in members]
        self._note_places(_SHIPPED, members)
        for stored in members:
            self._twins.add(stored.id, _SHIPPED, stored.hash)
        self._vocabulary = Vocabulary(shelf.numbers)
        self._lexical[_SHIPPED] = LexicalIndex(self._vocabulary, rows, shelf.postings)
        self._shapes.put(_SHIPPED, shelf.shape)
        firsts = [rows[place] for place in shelf.firsts]
        self._exact.share(_SHIPPED, firsts, shelf.vectors)
        self.mirror.put(_SHIPPED, firsts, shelf.vectors)

    def _note_places(self, name: str, members: Sequence[Stored]) -> None:
        known: dict[Place, Place] = {}  # hundreds of passages have the same
        for stored in members:
            place = Place(stored.passage.kind, stored.passage.source, stored.passage.topic, name)
            self._places[stored.id] = known.setdefault(place, place)

    def _forget(self, rows: Collection[int]) -> set[str]:
        by_name: dict[str, list[int]] = defaultdict(list)
        for row in rows:
            by_name[self._places[row].collection].append(row)
        for name, members in by_name.items():
            for row in members:
                del self._places[row]
            self._lexical[name].remove(members)
            if not len(self._lexical[name]):
                del self._lexical[name]
            changed = self._twins.remove(members)
            self._put(name, {now: self._exact.vectors(name, [first])[0] for first, now in changed.items() if now is not None})
            self._exact.remove(name, list(changed))
            self.mirror.remove(name, list(changed))
        return set(by_name)

    def _put(self, name: str, vectors: Mapping[int, Vectors]) -> None:
        if vectors:
            rows, matrix = list(vectors), np.stack(list(vectors.values()))
            self._exact.put(name, rows, matrix)
            self.mirror.put(name, rows, matrix)

    def _find_shapes(self, name: str) -> None:
        owners = {row: (place.source, place.topic) for row, place in self._places.items() if place.collection == name}
        index = self._lexical.get(name)

        def vectors(rows: list[int]) -> Vectors:
            return self._exact.vectors(name, list(map(self._twins.stands_for, rows)))

        self._shapes.put(name, shape_of(owners, vectors, index) if index is not None else None)


def _collections(kind: Kind, audiences: Collection[str]) -> list[str]:
    return [collection_of(kind, audience) for audience in audiences]
