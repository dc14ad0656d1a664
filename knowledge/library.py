"""The library: look a question up among the cards and deals its readers may see, and say what kind of message it is.

The only module that the rest of the product asks. Chroma stands behind it in its own process, SQL behind that.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.cards import SHIPPED_CARDS, Fault, read_folder
from knowledge.catalogue import card_entry, card_from, deal_entry, deal_from
from knowledge.chroma import ChromaIndex
from knowledge.counter import read_refusals
from knowledge.dense import IndexDown
from knowledge.encoders import LocalEncoder
from knowledge.language import read_language
from knowledge.mail import bare
from knowledge.learned import Learned, LearnedWords, load_learned, load_words
from knowledge.ranking import Weights
from knowledge.records import ANYONE, EVERYONE, Card, Deal, Findings, Kind, Refusal, Tension
from knowledge.search import Asked, Ranker, names_customer
from knowledge.shelves import Shelves
from knowledge.stance import Gate
from knowledge.store import Entry, Store, Stored, open_store, text_hash
from knowledge.tensions import read_tensions
from knowledge.words import agree

Vectors = NDArray[np.float32]

_REMEMBERED = 64
"""Questions whose vectors are kept: one question is asked about several times while it is answered."""


def open_library(folder: Path, url: str | None = None) -> "Library":
    """The library of a data folder, with the shipped cards brought up to date. Chroma starts only with `start_chroma`.

    `url` names another database than the folder's own. Heavy parts load on the first question.
    """
    folder.mkdir(parents=True, exist_ok=True)
    encoder = LocalEncoder()
    quick = load_learned("use-1")
    learned = load_learned(encoder.name) if encoder.has_e5 else quick
    library = Library(open_store(url or str(folder / "goodword.db")), encoder, learned, quick, load_words(), folder / "index")
    library.sync_shipped()
    return library


class Library:
    """Everything the product knows. Safe to share between threads. Open it with `open_library`."""

    def __init__(self, store: Store, encoder: LocalEncoder, learned: Learned, quick: Learned, words: LearnedWords, folder: Path) -> None:
        self.store = store
        self._encoder = encoder
        self._learned = learned
        self._quick = quick
        self._words = words
        self._folder = folder
        self._gate = Gate()
        self._asked: OrderedDict[str, Vectors] = OrderedDict()
        self._cards: dict[str, Card] = {}
        self._tensions = read_tensions()
        self._refusals = read_refusals()
        self._changing = threading.Lock()
        self.shelves = Shelves(store, self._vectors, self._start_rebuild)
        self._ranker = Ranker(self.shelves, store, Weights())
        self.down: str = ""
        """Why Chroma does not serve, when it should; empty when all is well."""

    # -- asking ---------------------------------------------------------------------------------------------------

    def look_up(self, question: str, audiences: Collection[str], k: int = 5) -> Findings:
        """The nearest cards and deals that these audiences may read, at most k of each, and what the message is to us."""
        self._refresh()
        if not audiences:
            return Findings((), (), "uncovered", 1.0)
        question = bare(question)
        asked = Asked(question, read_language(question), self._place(question), audiences)
        cards, own_card = self._ranker.cards(asked, self._cards)
        deals, own_deal = self._ranker.deals(asked, cards)
        stance, confidence = self._gate.judge(agree(self._learned.stance.named(asked.vector), self._words.stance.named(question)), max(own_card, own_deal))
        return Findings(tuple(cards[:k]), tuple(deals[:k]), stance, confidence)

    def weigh_meanings(self, texts: Sequence[str]) -> list[dict[str, float]]:
        """Probabilities of each meaning topic, "open" and "none". The first text is weighed with both models, the others with the quick one."""
        if not texts:
            return []
        texts = [bare(text) for text in texts]
        langs = [read_language(text) for text in texts[1:]]
        others = self._quick.space.place(self._encoder.encode(texts[1:], quick=True), langs)
        by_vector = [self._learned.meaning.named(self._place(texts[0])), *(self._quick.meaning.named(vector) for vector in others)]
        return [agree(one, self._words.meaning.named(text)) for one, text in zip(by_vector, texts, strict=True)]

    def all_cards(self, audiences: Collection[str]) -> list[Card]:
        """Every card these audiences may read, by id."""
        self._refresh()
        return [card for _, card in sorted(self._cards.items()) if card.audience in audiences]

    def card(self, id: str, audiences: Collection[str]) -> Card | None:
        """The card as it stands in the store now, if these audiences may read it."""
        self._refresh()
        card = self._cards.get(id)
        return card if card and card.audience in audiences else None

    def deal(self, id: str, audiences: Collection[str]) -> Deal | None:
        """The deal as it stands in the store now, if these audiences may read it."""
        found = [deal_from(body) for _, audience, body in self.store.bodies("deal", [id]) if audience in audiences]
        return found[0] if found else None

    def deals_with(self, customer: str, audiences: Collection[str]) -> list[Deal]:
        """Readable deals of every customer that the text names, newest first."""
        names = [name for name in self.store.customers(audiences) if names_customer(customer, name)]
        deals = [deal_from(body) for name in names for body in self.store.deals_of(name, audiences)]
        return sorted(deals, key=lambda deal: (str(deal.closed or deal.opened or ""), deal.id), reverse=True)

    def tensions(self, topics: Collection[str]) -> list[Tension]:
        """Tensions that touch these topics, the most touched first."""
        touched = [(len(set(tension.topics) & set(topics)), tension) for tension in self._tensions]
        return [tension for n, tension in sorted(touched, key=lambda pair: -pair[0]) if n]

    def refusal(self, text: str) -> Refusal:
        """The refusal whose example requests are nearest."""
        vector = self._place(text)
        best = [np.sort(self._lines([s.text for s in examples]) @ vector)[-3:].mean() for _, examples in self._refusals]
        return self._refusals[int(np.argmax(best))][0]

    # -- filling --------------------------------------------------------------------------------------------------

    def sync_shipped(self, folder: Path = SHIPPED_CARDS) -> int:
        """Bring the shipped cards in the store up to those in the package. Returns how many changed."""
        cards, faults = read_folder(folder)
        if faults:
            raise ValueError(f"shipped cards that cannot be read: {faults}")
        with self._changing:
            gone = self.store.ids("card", shipped=True) - {card.id for card in cards}
            removed = self.store.remove("card", gone) if gone else 0
            return removed + self.store.put([card_entry(card) for card in cards])

    def add_cards(self, cards: Sequence[Card], on_progress: Callable[[int, int], None] | None = None) -> int:
        """Add or change a team's own cards. Returns how many changed."""
        return self._add([card_entry(card) for card in cards], on_progress)

    def add_deals(self, deals: Sequence[Deal], on_progress: Callable[[int, int], None] | None = None) -> int:
        """Add or change deals, by id. Returns how many changed."""
        return self._add([deal_entry(deal) for deal in deals], on_progress)

    def remove(self, kind: Kind, ids: Collection[str]) -> int:
        """Delete cards or deals everywhere. Returns how many there were."""
        removed = self.store.remove(kind, ids)
        self._refresh()
        return removed

    def import_cards(self, folder: Path, on_progress: Callable[[int, int], None] | None = None) -> tuple[int, tuple[Card, ...], tuple[Fault, ...]]:
        """Read a folder of a team's guidance and add it; cards of the same folder that are gone from it are deleted.

        Returns how many changed, all cards read, and the files that could not be read.
        """
        cards, faults = read_folder(folder)
        origin = str(folder.resolve())
        shipped = self.store.ids("card", shipped=True)
        clashes = tuple(Fault(card.id, 0, "this id belongs to a card that comes with Goodword") for card in cards if card.id in shipped)
        cards = tuple(_own(card, origin) for card in cards if card.id not in shipped)
        here = {id for id, _, body in self.store.bodies("card") if card_from(body).origin == origin}
        gone = here - {card.id for card in cards}
        # A file that cannot be read today must not cost us what it said yesterday.
        kept = {id for id in gone if faults and any(id.split("#")[0] == fault.file.rsplit(".", 1)[0] for fault in faults)}
        changed = self.add_cards(cards, on_progress) + (self.remove("card", gone - kept) if gone - kept else 0)
        return changed, cards, faults + clashes

    # -- keeping --------------------------------------------------------------------------------------------------

    def start_chroma(self) -> None:
        """Serve with Chroma from now on: the last generation when it is sound, else a new one. Raises IndexDown."""
        self._refresh()
        name = self.store.note("chroma") or ""
        kept = self._folder / name
        if name and kept.is_dir() and name.endswith(self._mark()):
            try:
                self._serve(ChromaIndex(kept))
                return
            except IndexDown:
                ChromaIndex(kept).delete()
        self.rebuild()

    def rebuild(self) -> None:
        """Build a new generation beside the old one, check it, switch, delete the old one. Raises IndexDown."""
        index = ChromaIndex.fresh(self._folder, self._mark())
        try:
            self._serve(index)
        except IndexDown as fault:
            self.down = str(fault)
            index.delete()
            raise
        for path in self._folder.iterdir():
            if path != index.folder:
                ChromaIndex(path).delete()

    def erase_index(self) -> None:
        """Delete every generation; the next start builds a new one. The only erasure Chroma offers. Never while another process serves."""
        chroma = self.shelves.drop_chroma()
        if chroma:
            chroma.close()
        for path in self._folder.iterdir() if self._folder.is_dir() else ():
            ChromaIndex(path).delete()

    def check(self) -> None:
        """Check Chroma; when it is not sound, search exactly and rebuild. Raises IndexDown when that fails too."""
        try:
            self.shelves.check()
            if not self.down:
                return
        except IndexDown as fault:
            self.down = str(fault)
            self.shelves.drop_chroma()
        self.rebuild()

    def close(self) -> None:
        """End Chroma's process and release the database."""
        chroma = self.shelves.drop_chroma()
        if chroma:
            chroma.close()
        self.store.close()

    def _serve(self, index: ChromaIndex) -> None:
        self.shelves.serve_with(index)
        self.store.set_note("chroma", index.folder.name)
        self.down = ""

    def _start_rebuild(self) -> None:
        self.down = "the vector index stopped and is being rebuilt"
        threading.Thread(target=self._rebuild_quietly, name="rebuild", daemon=True).start()

    def _rebuild_quietly(self) -> None:
        try:
            self.rebuild()
        except IndexDown as fault:
            # Searching goes on exactly; the hourly check tries again and the doctor shows the reason.
            self.down = str(fault)

    def _mark(self) -> str:
        return text_hash(self._learned.space.name)[:8]

    def _refresh(self) -> None:
        if self.shelves.refresh() or not self._cards:
            self._cards = {id: card_from(body) for id, _, body in self.store.bodies("card")}

    def _add(self, entries: Sequence[Entry], on_progress: Callable[[int, int], None] | None) -> int:
        with self._changing:
            done = 0
            for at in range(0, len(entries), 50):
                batch = entries[at : at + 50]
                # Vectors first: as soon as a passage is in the store, any process may want to search it.
                self._vectors([Stored(0, text_hash(p.text), p) for entry in batch for p in entry.passages])
                done += self.store.put(batch)
                if on_progress:
                    on_progress(min(at + 50, len(entries)), len(entries))
            return done

    # -- vectors --------------------------------------------------------------------------------------------------

    def _vectors(self, passages: Sequence[Stored]) -> dict[str, Vectors]:
        """Vectors by text hash: shipped ones from the file, others from the store, the rest encoded and stored."""
        found = {stored.hash: self._learned.lines[stored.hash] for stored in passages if stored.hash in self._learned.lines}
        rest = {stored.hash: stored.passage for stored in passages if stored.hash not in found}
        found |= self.store.vectors(rest.keys(), self._learned.space.name)
        missing = [(hash, passage) for hash, passage in rest.items() if hash not in found]
        for at in range(0, len(missing), 64):
            batch = missing[at : at + 64]
            raw = self._encoder.encode([passage.text for _, passage in batch])
            placed = self._learned.space.place(raw, [passage.lang for _, passage in batch])
            fresh = {hash: vector for (hash, _), vector in zip(batch, placed, strict=True)}
            self.store.put_vectors(fresh, self._learned.space.name)
            found |= fresh
        return found

    def _lines(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self._learned.lines[text_hash(text)] for text in texts])

    def _place(self, text: str) -> Vectors:
        """The vector of a question, of shape (dimensions,)."""
        if text not in self._asked:
            self._asked[text] = self._learned.space.place(self._encoder.encode([text]), [read_language(text)])[0]
            while len(self._asked) > _REMEMBERED:
                self._asked.popitem(last=False)
        return self._asked[text]


def _own(card: Card, origin: str) -> Card:
    """A card from a team's folder: never one of ours, and never for guests."""
    return replace(card, shipped=False, audience=EVERYONE if card.audience == ANYONE else card.audience, origin=origin)
