"""Fills the store: the cards that come with Goodword, a team's own guidance, past deals. Finds nothing and shows nothing.

A passage is stored only after its vector: as soon as it is in the store, any process may want to search it.
"""

import hashlib
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from knowledge import card_header, card_text, cards, catalogue, records
from knowledge.cards import Fault, read_folder
from knowledge.catalogue import card_entry, deal_entry
from knowledge.embedding import Embedder
from knowledge.records import ANYONE, EVERYONE, Card, Deal
from knowledge.store import Entry, Store, Stored, text_hash
from knowledge.topics import all_topics

Progress = Callable[[int, int], None]

_TOGETHER = 50
"""Sources that are encoded and stored before the next ones."""


class Filler:
    """Writes to one store. Safe to share between threads."""

    def __init__(self, store: Store, embedder: Embedder, read_card: Callable[[str, str], Card]) -> None:
        """`read_card`: the card for an audience and the text in which it is stored."""
        self._store = store
        self._read_card = read_card
        self._embedder = embedder
        self._changing = threading.Lock()

    def sync_shipped(self, folder: Path) -> int:
        """Bring the shipped cards in the store up to those in a folder. Returns how many changed."""
        here = self._store.ids("card", shipped=True)
        state = f"{_fingerprint(folder)}:{len(here)}"
        if self._store.note("shipped") == state:
            return 0
        found, faults = read_folder(folder)
        if faults:
            raise ValueError(f"shipped cards that cannot be read: {faults}")
        with self._changing:
            gone = here - {card.id for card in found}
            changed = self._store.remove("card", gone) + self._store.put([card_entry(card) for card in found])
            self._store.vectors.sweep(self._embedder.space)
            self._store.set_note("shipped", f"{_fingerprint(folder)}:{len(found)}")
        return changed

    def add_cards(self, new: Sequence[Card], on_progress: Progress | None = None) -> int:
        """Add or change a team's own cards. Returns how many changed."""
        return self._add([card_entry(card) for card in new], on_progress)

    def add_deals(self, deals: Sequence[Deal], on_progress: Progress | None = None) -> int:
        """Add or change deals, by id. Returns how many changed."""
        return self._add([deal_entry(deal) for deal in deals], on_progress)

    def import_cards(self, folder: Path, on_progress: Progress | None) -> tuple[int, tuple[Card, ...], tuple[Fault, ...]]:
        """Add a folder of a team's guidance; cards of the same folder that are gone from it are deleted.

        Returns how many changed, all cards read, and the files that could not be read.
        """
        read, faults = read_folder(folder)
        origin = str(folder.resolve())
        shipped = self._store.ids("card", shipped=True)
        slips = tuple(fault for card in read for fault in _slips(card, shipped))
        own = tuple(_own(card, origin) for card in read if card.id not in shipped)
        before = [card for card in self.read_cards().values() if card.origin == origin]
        # A file that cannot be read today must not cost us what it said yesterday.
        gone = {card.id for card in before if not _is_unread(card.file, faults)} - {card.id for card in own}
        changed = self.add_cards(own, on_progress) + self._store.remove("card", gone)
        return changed, own, faults + slips

    def read_cards(self) -> dict[str, Card]:
        """Every card in the store, by id."""
        return {name: self._read_card(audience, body) for name, audience, body in self._store.bodies("card")}

    def _add(self, entries: Sequence[Entry], on_progress: Progress | None) -> int:
        with self._changing:
            done = 0
            for at in range(0, len(entries), _TOGETHER):
                batch = entries[at : at + _TOGETHER]
                self._embedder.of_passages([Stored(0, text_hash(p.text), p) for entry in batch for p in entry.passages])
                done += self._store.put(batch)
                if on_progress:
                    on_progress(min(at + _TOGETHER, len(entries)), len(entries))
            return done


def _is_unread(file: str, faults: Collection[Fault]) -> bool:
    """True when this file, or a folder above it, is among those that could not be read."""
    unread = {fault.file for fault in faults}
    return "/" in unread or file in unread or any(f"{parent}/" in unread for parent in PurePosixPath(file).parents)


def _slips(card: Card, shipped: Collection[str]) -> Iterator[Fault]:
    """What is wrong with a card that could be read."""
    if card.id in shipped:
        yield Fault(card.file, 0, f'the id "{card.id}" belongs to a card that comes with Goodword; give it another one')
    for topic in card.topics:
        if topic not in all_topics():
            yield Fault(card.file, 0, f'there is no topic "{topic}"; the card is in, without it')


def _own(card: Card, origin: str) -> Card:
    """A card from a team's folder: never one of ours, and never for guests."""
    audience = EVERYONE if card.audience == ANYONE else card.audience
    topics = tuple(topic for topic in card.topics if topic in all_topics())
    return replace(card, shipped=False, audience=audience, topics=topics, origin=origin)


def _fingerprint(folder: Path) -> str:
    """Changes with any card of a folder and with the modules that turn cards into passages."""
    modules = [Path(module.__file__) for module in (card_header, card_text, cards, catalogue, records) if module.__file__]
    digest = hashlib.sha256()
    for path in (*sorted(folder.rglob("*.md")), *modules):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:32]
