"""Keeps the search legs in step with the store: what was added is indexed, what was deleted leaves nothing behind.

One collection holds one kind of source for one audience, in the vector leg and in the keyword leg alike.
Chroma serves when it is up; the exact index is always there and takes over within the same call.
"""

import hashlib
import threading
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from knowledge.chroma import ChromaIndex
from knowledge.dense import ExactIndex, IndexDown
from knowledge.lexical import LexicalIndex
from knowledge.records import Kind
from knowledge.space import unit
from knowledge.store import Store, Stored
from knowledge.words import WordProfiles

Vectors = NDArray[np.float32]
Embed = Callable[[Sequence[Stored]], Mapping[str, Vectors]]
"""Vectors by text hash for stored passages."""

Topic = tuple[str, str | None]
"""A card's id and one of its topics; the topic is None for a card that has no sayings."""


def collection_of(kind: Kind, audience: str) -> str:
    """The collection's name: readable for the usual ones, hashed where an audience names a person or team."""
    plain = audience if audience.isalpha() else hashlib.sha256(audience.encode()).hexdigest()[:24]
    return f"{kind}-{plain}"


@dataclass(frozen=True)
class Place:
    """Where one passage belongs."""

    kind: Kind
    source: str
    topic: str | None
    collection: str


class Shelves:
    """All indexes of one library. Searching and refreshing exclude each other; both are quick."""

    def __init__(self, store: Store, embed: Embed, on_down: Callable[[], None] | None = None) -> None:
        self._store = store
        self._embed = embed
        self._on_down = on_down or (lambda: None)
        self._lock = threading.RLock()
        self._generation = -1
        self._places: dict[int, Place] = {}
        self._exact = ExactIndex()
        self._lexical: dict[str, LexicalIndex] = defaultdict(LexicalIndex)
        self._centres: dict[str, tuple[list[Topic], Vectors]] = {}
        self._profiles: dict[str, WordProfiles[Topic]] = {}
        self.chroma: ChromaIndex | None = None

    def refresh(self) -> bool:
        """Take over what changed in the store since the last time. True when anything did."""
        generation = self._store.generation()
        if generation == self._generation:
            return False
        with self._lock:
            wanted = self._store.passage_ids()
            gone = self._places.keys() - wanted
            fresh = wanted - self._places.keys()
            touched = self._forget(gone)
            if fresh:
                touched |= self._take(list(self._store.passages_by_id(fresh).values()))
            self._find_centres({name for name in touched if name.startswith("card-")})
            self._generation = generation
        return True

    def nearest(self, kind: Kind, audiences: Collection[str], vector: Vectors, k: int) -> list[tuple[Place, int, float]]:
        """(place, row, cosine) of the nearest passages, nearest first; Chroma's answer, or the exact one while it is down."""
        names = [collection_of(kind, audience) for audience in audiences]
        with self._lock:
            return self._placed(self._search(names, vector, k))

    def matching(self, kind: Kind, audiences: Collection[str], text: str, k: int) -> list[tuple[Place, int, float]]:
        """(place, row, BM25) of the passages that share the most telling words with the text."""
        with self._lock:
            names = [name for name in (collection_of(kind, audience) for audience in audiences) if name in self._lexical]
            hits = [hit for name in names for hit in self._lexical[name].search(text, k)]
            return self._placed(sorted(hits, key=lambda hit: -hit[1])[:k])

    def profiles(self, audiences: Collection[str], text: str) -> dict[Topic, float]:
        """Cosine between the text's words and those of every card's topic."""
        found: dict[Topic, float] = {}
        with self._lock:
            for name in (collection_of("card", audience) for audience in audiences):
                if name in self._profiles:
                    found |= self._profiles[name].compare(text)
        return found

    def centres(self, audiences: Collection[str], vector: Vectors) -> dict[Topic, float]:
        """Cosine to the centre of every card's topic."""
        found: dict[Topic, float] = {}
        with self._lock:
            for audience in audiences:
                owners, matrix = self._centres.get(collection_of("card", audience), ([], np.zeros((0, len(vector)), np.float32)))
                found |= dict(zip(owners, (matrix @ vector).tolist(), strict=True))
        return found

    def serve_with(self, chroma: ChromaIndex) -> None:
        """Bring a Chroma index up to what is here, check it, and search with it from now on. Raises IndexDown."""
        with self._lock:
            names = self._exact.collections()
            for name in chroma.collections() - names:
                chroma.remove(name, chroma.rows(name))
            for name in names:
                here, there = self._exact.rows(name), chroma.rows(name)
                chroma.remove(name, there - here)
                missing = sorted(here - there)
                if missing:
                    chroma.put(name, missing, self._exact.vectors(name, missing))
            self._check(chroma)
            old, self.chroma = self.chroma, chroma
        if old is not None and old is not chroma:
            old.delete()

    def drop_chroma(self) -> ChromaIndex | None:
        """Search exactly from now on; returns what served until now."""
        with self._lock:
            old, self.chroma = self.chroma, None
        return old

    def check(self) -> None:
        """Is Chroma what it should be? Raises IndexDown with what is wrong."""
        with self._lock:
            if self.chroma is not None:
                self._check(self.chroma)

    def counts(self) -> dict[str, int]:
        """Passages by collection."""
        with self._lock:
            return {name: len(self._exact.rows(name)) for name in sorted(self._exact.collections())}

    def _check(self, chroma: ChromaIndex) -> None:
        if not chroma.looks_sound():
            raise IndexDown("a file of the vector index claims more space than it can need")
        for name in self._exact.collections():
            rows = sorted(self._exact.rows(name))
            if chroma.rows(name) != set(rows):
                raise IndexDown(f"the collection {name} does not hold what it should")
            for row in rows[:: max(1, len(rows) // 20)]:
                vector = self._exact.vectors(name, [row])[0]
                found = chroma.search([name], vector, 5)
                if not found or found[0][1] < 0.999:
                    raise IndexDown(f"the collection {name} does not find its own passages")

    def _search(self, names: Sequence[str], vector: Vectors, k: int) -> list[tuple[int, float]]:
        if self.chroma is not None:
            try:
                return self.chroma.search(names, vector, k)
            except IndexDown:
                self.drop_chroma()
                self._on_down()
        return self._exact.search(names, vector, k)

    def _placed(self, hits: Iterable[tuple[int, float]]) -> list[tuple[Place, int, float]]:
        return [(self._places[row], row, score) for row, score in hits if row in self._places]

    def _take(self, passages: Sequence[Stored]) -> set[str]:
        vectors = self._embed(passages)
        by_name: dict[str, list[Stored]] = defaultdict(list)
        for stored in passages:
            name = collection_of(stored.passage.kind, stored.passage.audience)
            by_name[name].append(stored)
            self._places[stored.id] = Place(stored.passage.kind, stored.passage.source, stored.passage.topic, name)
            self._lexical[name].add(stored.id, stored.passage.text)
        for name, members in by_name.items():
            rows, matrix = [stored.id for stored in members], np.stack([vectors[stored.hash] for stored in members])
            self._exact.put(name, rows, matrix)
            self._mirror("put", name, rows, matrix)
        return set(by_name)

    def _forget(self, rows: Collection[int]) -> set[str]:
        by_name: dict[str, list[int]] = defaultdict(list)
        for row in rows:
            by_name[self._places.pop(row).collection].append(row)
        for name, members in by_name.items():
            self._lexical[name].remove(members)
            self._exact.remove(name, members)
            self._mirror("remove", name, members)
        return set(by_name)

    def _mirror(self, change: Literal["put", "remove"], *what: Any) -> None:
        if self.chroma is None:
            return
        try:
            getattr(self.chroma, change)(*what)
        except IndexDown:
            self.drop_chroma()
            self._on_down()

    def _find_centres(self, names: Collection[str]) -> None:
        """Centre and profile of the sayings of each card's topic; of its text where a card has no sayings."""
        for name in names:
            members: dict[Topic, list[int]] = defaultdict(list)
            for row in sorted(self._exact.rows(name)):
                members[self._places[row].source, self._places[row].topic].append(row)
            spoken = {card for card, topic in members if topic}
            members = {owner: rows for owner, rows in members.items() if owner[1] or owner[0] not in spoken}
            self._centres.pop(name, None)
            self._profiles.pop(name, None)
            if members:
                self._centres[name] = list(members), unit(np.stack([self._exact.vectors(name, rows).mean(axis=0) for rows in members.values()]))
                texts = self._store.passages_by_id({row for rows in members.values() for row in rows})
                self._profiles[name] = WordProfiles({owner: [texts[row].passage.text for row in rows] for owner, rows in members.items()})
