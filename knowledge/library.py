"""The library: look a question up among the cards and deals its readers may see, and say what kind of message it is.

The only module that the rest of the product asks. Chroma stands behind it in its own process, SQL behind that.
"""

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.cards import SHIPPED_CARDS, Fault
from knowledge.catalogue import deal_from
from knowledge.counted import CountFile
from knowledge.embedding import Embedder
from knowledge.filling import Filler
from knowledge.keeping import Keeper
from knowledge.language import read_language
from knowledge.learned import Learned
from knowledge.mail import bare
from knowledge.own_words import ENOUGH, share_held
from knowledge.ranking import Weights
from knowledge.records import Card, Deal, Findings, Kind, Refusal, Saying, Tension
from knowledge.search import Asked, Ranker, names_customer
from knowledge.shelves import Shelves
from knowledge.stance import Gate, nearest_mean
from knowledge.stock import SharedStock, Stock, load_stock
from knowledge.store import Store, open_store, text_hash
from knowledge.words import agree, nearest_three, pool

Vectors = NDArray[np.float32]
Progress = Callable[[int, int], None]

_VOTE = 12.0
"""How fast an example request's vote for its refusal falls with its distance."""
_TRUST, _TRUST_OF_TWO = (0.4, 0.65, 1.2), (0.5, 0.5, 0.0)
"""How far the classifier over vectors, the one over words and the nearest lines are trusted about meanings; or the first two alone."""


def open_library(folder: Path, url: str | None = None, shared: SharedStock | None = None) -> "Library":
    """The library of a data folder, with the shipped cards brought up to date. Chroma starts only with `start_chroma`.

    `url` names another database than the folder's own, which several machines may share. `shared`: what several libraries have in
    common, in memory once. Heavy parts load on the first question.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stock = shared.get() if shared else load_stock()
    library = Library(open_store(url or str(folder / "goodword.db")), stock, folder / "index")
    library.sync_shipped()
    return library


class Library:
    """Everything the product knows. Safe to share between threads. Open it with `open_library`."""

    def __init__(self, store: Store, stock: Stock, folder: Path) -> None:
        self.store = store
        self._stock = stock
        self._embedder = Embedder(stock.encoder, stock.learned, store.vectors)
        self._filler = Filler(store, self._embedder, stock.cards.read)
        self._gate = Gate()
        self._cards: tuple[int, dict[str, Card]] = (-1, {})
        self._reading = threading.Lock()
        self.shelves = Shelves(store, self._embedder.of_passages, CountFile(folder.parent / "counted.npz"), stock.shelves)
        self._keeper = Keeper(store, self.shelves, folder, text_hash(self._embedder.space)[:8])
        self._ranker = Ranker(self.shelves, store, Weights())

    # -- asking ---------------------------------------------------------------------------------------------------

    def look_up(self, question: str, audiences: Collection[str], k: int = 5) -> Findings:
        """The nearest cards and deals that these audiences may read, at most k of each, and what the message is to us."""
        cards = self._refresh()
        if not audiences:
            return Findings((), (), "uncovered", 1.0)
        question = bare(question)
        asked = Asked(question, read_language(question), self._embedder.of_question(question), audiences)
        card_hits, near_cards = self._ranker.cards(asked, cards)
        deal_hits, near_deals = self._ranker.deals(asked, card_hits)
        opinion = agree(self._stock.learned.scorers["stance"].named(asked.vector), self._stock.words["stance"].named(question))
        ours = nearest_mean([*near_cards, *near_deals])
        stance, confidence = self._gate.judge(opinion, ours, self._stock.counter.nearness(asked.vector))
        if stance not in ("covered", "unethical", "order"):
            held = share_held(question, self._ranker.own_passages(asked), self._stock.words["stance"].idf)
            stance, confidence = ("covered", held) if held >= ENOUGH else (stance, confidence)
        return Findings(tuple(card_hits[:k]), tuple(deal_hits[:k]), stance, confidence)

    def weigh_meanings(self, texts: Sequence[str]) -> list[dict[str, float]]:
        """Probabilities of each meaning topic, "open" and "none".

        The first text is weighed with both models, the others with the quick one.
        """
        if not texts:
            return []
        texts = [bare(text) for text in texts]
        langs = [read_language(text) for text in texts[1:]]
        others = self._stock.quick.space.place(self._stock.encoder.encode(texts[1:], quick=True), langs)
        vectors = [self._embedder.of_question(texts[0]), *others]
        sets = [self._stock.learned, *(self._stock.quick for _ in others)]
        alike = [self._stock.objections.named(vectors[0]), *({} for _ in others)]
        return [self._weigh(*each) for each in zip(sets, vectors, texts, alike, strict=True)]

    def _weigh(self, learned: Learned, vector: Vectors, text: str, alike: Mapping[str, float]) -> dict[str, float]:
        """Is it an objection, and if so, what is behind it: two questions, since doubts and samples are spoken of in both.

        `alike`: which meaning's lines it is like, or empty.
        """
        none = agree(learned.scorers["objection"].named(vector), self._stock.words["objection"].named(text))["none"]
        opinions = (learned.scorers["meaning"].named(vector), self._stock.words["meaning"].named(text), alike)
        meanings = pool(zip(_TRUST if alike else _TRUST_OF_TWO, opinions, strict=True))
        return {name: p * (1 - none) for name, p in meanings.items()} | {"none": none}

    def all_cards(self, audiences: Collection[str]) -> list[Card]:
        """Every card these audiences may read, by id."""
        return [card for _, card in sorted(self._refresh().items()) if card.audience in audiences]

    def card(self, id: str, audiences: Collection[str]) -> Card | None:
        """The card as it stands in the store now, if these audiences may read it."""
        card = self._refresh().get(id)
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
        touched = [(len(set(tension.topics) & set(topics)), tension) for tension in self._stock.tensions]
        return [tension for n, tension in sorted(touched, key=lambda pair: -pair[0]) if n]

    def refusal(self, text: str) -> Refusal:
        """The refusal whose example requests are most alike: a soft vote of all of them, and the words shared with the nearest."""
        vector, idf = self._embedder.of_question(text), self._stock.words["stance"].idf

        def likeness(examples: Sequence[Saying]) -> float:
            texts = [example.text for example in examples]
            vote = np.log(np.exp(_VOTE * (self._embedder.of_lines(texts) @ vector)).mean()) / _VOTE
            return float(vote) + nearest_three(text, texts, idf) / 2

        return max(self._stock.refusals, key=lambda each: likeness(each[1]))[0]

    # -- filling --------------------------------------------------------------------------------------------------

    def sync_shipped(self, folder: Path = SHIPPED_CARDS) -> int:
        """Bring the shipped cards in the store up to those in the package. Returns how many changed."""
        return self._filler.sync_shipped(folder)

    def add_cards(self, cards: Sequence[Card], on_progress: Progress | None = None) -> int:
        """Add or change a team's own cards. Returns how many changed."""
        return self._filler.add_cards(cards, on_progress)

    def add_deals(self, deals: Sequence[Deal], on_progress: Progress | None = None) -> int:
        """Add or change deals, by id. Returns how many changed."""
        return self._filler.add_deals(deals, on_progress)

    def import_cards(self, folder: Path, on_progress: Progress | None = None) -> tuple[int, tuple[Card, ...], tuple[Fault, ...]]:
        """Read a folder of a team's guidance and add it; cards of the same folder that are gone from it are deleted.

        Returns how many changed, all cards read, and the files that could not be read.
        """
        return self._filler.import_cards(folder, on_progress)

    def holdings(self) -> dict[str, int]:
        """How many there are of "own cards" and "deals"."""
        return {"own cards": len(self.store.ids("card", shipped=False)), "deals": len(self.store.ids("deal"))}

    def remove(self, kind: Kind, ids: Collection[str]) -> int:
        """Delete cards or deals everywhere. Returns how many there were."""
        removed = self.store.remove(kind, ids)
        self._refresh()
        return removed

    # -- keeping --------------------------------------------------------------------------------------------------

    @property
    def down(self) -> str:
        """Why Chroma does not serve, when it should; empty when all is well."""
        return self._keeper.down

    def start_chroma(self) -> None:
        """Serve with Chroma from now on: the last generation when it is sound, else a new one. Raises IndexDown."""
        self.store.vectors.sweep(self._embedder.space)
        self._refresh()
        self._keeper.start()

    def rebuild(self) -> None:
        """Build a new generation beside the old one, check it, switch, delete the old one. Raises IndexDown."""
        self._refresh()
        self._keeper.rebuild()

    def erase_index(self) -> None:
        """Delete every generation; the next start builds a new one. The only erasure Chroma offers. Never while another process serves."""
        self._keeper.erase()

    def check(self) -> None:
        """Check Chroma; when it is not sound, search exactly and rebuild. Raises IndexDown when that fails too."""
        self._keeper.check()

    def close(self) -> None:
        """End Chroma's process and release the database."""
        self._keeper.close()
        self.store.close()

    def _refresh(self) -> dict[str, Card]:
        """Every card by id, as it stands in the store now; the shelves are brought up to the same state or a later one."""
        generation, cards = self._cards
        if self.shelves.refresh() != generation:
            with self._reading:
                self._cards = (self.shelves.refresh(), self._filler.read_cards())
                _, cards = self._cards
        return cards
