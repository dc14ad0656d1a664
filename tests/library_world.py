"""Libraries for tests: small ones without the shipped cards, and whole ones copied from a store that was filled once.

The models and what was learned are loaded once in a process; encoding is counted.
"""

import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from knowledge.encoders import LocalEncoder
from knowledge.learned import Learned, load_learned, load_words
from knowledge.library import Library
from knowledge.records import Card, Deal, Guidance
from knowledge.stock import Stock
from knowledge.store import open_store

MEMBERS = frozenset({"anyone", "everyone"})
ANA = MEMBERS | {"team:north", "private:UANA"}
BEN = MEMBERS | {"team:north", "private:UBEN"}
CLEO = MEMBERS | {"team:south", "private:UCLEO"}


class CountingEncoder(LocalEncoder):
    """The real models; says how many texts they were given."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def encode(self, texts: Sequence[str], quick: bool = False) -> np.ndarray:
        self.texts += texts
        return super().encode(texts, quick)


@cache
def encoder() -> CountingEncoder:
    return CountingEncoder()


@cache
def learned() -> Learned:
    return load_learned(encoder().name)


@cache
def stock() -> Stock:
    return Stock(encoder(), learned(), load_learned("use-1", with_lines=False), load_words())


def library_at(folder: Path) -> Library:
    """A library without the shipped cards, unless its store holds them already."""
    folder.mkdir(parents=True, exist_ok=True)
    return Library(open_store(str(folder / "goodword.db")), stock(), folder / "index")


def whole_library(folder: Path, template: Path) -> Library:
    """A library with the shipped cards, from a store that `fill_template` made."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(template, folder / "goodword.db")
    return library_at(folder)


def fill_template(folder: Path) -> Path:
    library = library_at(folder)
    library.sync_shipped()
    library.close()
    with sqlite3.connect(folder / "goodword.db") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return folder / "goodword.db"


def deal(id: str, **what: object) -> Deal:
    """A deal with a story of its own; `what` replaces any field."""
    fields: dict = {
        "customer": f"Sample: Customer {id}",
        "outcome": "won",
        "objection": f"The buyer found the {id} pumps too dear.",
        "reply": "We sent a sample.",
        "happened": f"They tested {id} for a week and ordered.",
        "lesson": "Let them touch it.",
    }
    return Deal(id, **(fields | what))


def own_card(id: str, *sentences: str, audience: str = "everyone") -> Card:
    return Card(id, (), {"en": Guidance(f"About {id}", tuple(sentences))}, audience=audience, shipped=False)


def until(happens: Callable[[], object], seconds: float = 60.0) -> object:
    """Wait for something another thread or process does."""
    end = time.monotonic() + seconds
    waiting = threading.Event()
    while not (found := happens()):
        assert time.monotonic() < end, "it never happened"
        waiting.wait(0.02)
    return found
