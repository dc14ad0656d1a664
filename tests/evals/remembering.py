"""An encoder that remembers raw vectors on disk between runs, so that comparing systems does not encode everything anew."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from knowledge.encoders import LocalEncoder
from knowledge.store import text_hash

MEMORY = Path(__file__).parents[2] / ".eval-vectors.npz"


class RememberingEncoder(LocalEncoder):
    """Behaves like the local encoder."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, np.ndarray] = {}
        if MEMORY.exists():
            with np.load(MEMORY) as file:
                self._known = dict(zip(file["keys"].tolist(), file["vectors"].astype(np.float32), strict=True))

    def encode(self, texts: Sequence[str], quick: bool = False) -> np.ndarray:
        missing = list(dict.fromkeys(text for text in texts if text_hash(text) not in self._known))
        if missing:
            for text, vector in zip(missing, super().encode(missing), strict=True):
                self._known[text_hash(text)] = vector
            if len(missing) > 16:
                np.savez(MEMORY, keys=np.array(list(self._known)), vectors=np.array(list(self._known.values()), np.float16))
        return np.stack([self._known[text_hash(text)] for text in texts])
