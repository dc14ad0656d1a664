"""What comes with Goodword and is the same for every library: models, what was learned, lines, tensions, refusals, shipped cards.

In memory once for all libraries that are opened with the same stock. It knows no team: what libraries share beyond the files
of the package is found by its whole content, holds the shipped guidance alone, and cannot be written to.
"""

import hashlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from weakref import WeakValueDictionary

import numpy as np

from knowledge.catalogue import card_from
from knowledge.counter import read_counter_sayings, read_refusals
from knowledge.encoders import LocalEncoder
from knowledge.entries import text_hash
from knowledge.learned import Learned, load_learned, load_words
from knowledge.likeness import LikeLines
from knowledge.records import ANYONE, Card, Refusal, Saying, Tension
from knowledge.shared_shelf import SharedShelves
from knowledge.stance import CounterLines
from knowledge.tensions import read_tensions
from knowledge.words import WordScorer


class Cards:
    """Shipped cards by the text in which they are stored, for as long as some library holds them. Safe to share between threads."""

    def __init__(self) -> None:
        self._known: WeakValueDictionary[bytes, Card] = WeakValueDictionary()

    def read(self, audience: str, body: str) -> Card:
        """The card that was stored as this text. A team's own is read anew and kept for nobody else."""
        if audience != ANYONE:
            return card_from(body)
        key = hashlib.sha256(body.encode()).digest()
        known = self._known.get(key)
        return known if known is not None else self._known.setdefault(key, card_from(body))


@dataclass(frozen=True)
class Stock:
    """Load it with `load_stock`. Safe to share between threads."""

    encoder: LocalEncoder
    learned: Learned
    quick: Learned
    """What was learned for the quick model alone."""
    words: Mapping[str, WordScorer]
    cards: Cards = field(default_factory=Cards)
    shelves: SharedShelves = field(default_factory=SharedShelves)

    @cached_property
    def counter(self) -> CounterLines:
        """Lines that were not learned yet (see `knowledge.learning`) take part from the next time it is run."""
        lines = self.learned.lines
        counter = [s for sayings in read_counter_sayings().values() for s in sayings if text_hash(s.text) in lines]
        return CounterLines([s.topic for s in counter], np.stack([lines[text_hash(s.text)] for s in counter]))

    @cached_property
    def objections(self) -> LikeLines:
        """The lines of buyers who object, by what lies behind them."""
        behind = self.learned.behind
        vectors = [self.learned.lines[key] for key in behind]
        return LikeLines(list(behind.values()), np.stack(vectors) if vectors else np.zeros((0, self.learned.space.dimensions), np.float32))

    @cached_property
    def tensions(self) -> tuple[Tension, ...]:
        return read_tensions()

    @cached_property
    def refusals(self) -> tuple[tuple[Refusal, tuple[Saying, ...]], ...]:
        return read_refusals()


def load_stock() -> Stock:
    """Read what was learned; the models load on the first question."""
    encoder = LocalEncoder()
    quick = load_learned("use-1", with_lines=not encoder.has_e5)
    return Stock(encoder, load_learned(encoder.name) if encoder.has_e5 else quick, quick, load_words())


class SharedStock:
    """One stock for several libraries, loaded when the first of them is opened. Safe to share between threads."""

    def __init__(self) -> None:
        self._loading = threading.Lock()
        self._stock: Stock | None = None

    def get(self) -> Stock:
        with self._loading:
            if self._stock is None:
                self._stock = load_stock()
            return self._stock
