"""Raw vectors that are remembered on disk between runs, so that comparing systems does not encode everything anew.

Encoding whole chunks with both models is what takes long, so it is shared by as many processes as there are cores.
"""

import multiprocessing
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
from rich.progress import Progress

from knowledge.encoders import SPLIT, WIDTH, LocalEncoder
from knowledge.store import text_hash

MEMORY = Path(__file__).parents[2] / ".eval-vectors.npz"
_BATCH = 32
_SAVE_EVERY = 512
"""New vectors after which they are saved, so that a run that is stopped has not worked for nothing."""
_worker: LocalEncoder | None = None


class RememberingEncoder(LocalEncoder):
    """Behaves like the local encoder. Use one for all that is compared, and `learn` many texts at once before asking for them."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, np.ndarray] = {}
        self._used: set[str] = set()
        self._new = 0
        if MEMORY.exists():
            with np.load(MEMORY) as file:
                for kind in ("both", "quick"):
                    self._known |= dict(zip(file[f"{kind}_keys"].tolist(), file[f"{kind}_vectors"].astype(np.float32), strict=True))

    def learn(self, texts: Sequence[str], what: str, quick: bool = False) -> None:
        """Encode what is not known yet, with a progress line that says `what`, and save it."""
        missing = self._missing(texts, quick)
        batches = [missing[at : at + _BATCH] for at in range(0, len(missing), _BATCH)]
        with Progress(disable=not missing) as progress:
            line = progress.add_task(f"Encoding {what}", total=len(missing))
            for batch, vectors in zip(batches, self._encoded(batches, quick), strict=True):
                self._remember(batch, vectors, quick)
                progress.advance(line, len(batch))
                if self._new >= _SAVE_EVERY and not quick:
                    self.save()
        if self._new:
            self.save()

    def encode(self, texts: Sequence[str], quick: bool = False) -> np.ndarray:
        """Shape (n, WIDTH) as the local encoder gives it. What is new is remembered until `save`."""
        missing = self._missing(texts, quick)
        if missing:
            self._remember(missing, super().encode(missing, quick), quick)
        keys = [self._key(text, quick) for text in texts]
        self._used |= set(keys)
        raw = np.zeros((len(texts), WIDTH), np.float32)
        for row, key in zip(raw, keys, strict=True):
            row[WIDTH - len(self._known[key]) :] = self._known[key]
        return raw

    def save(self, *, forget: bool = False) -> None:
        """Write everything in one piece; with `forget` only what this run has used."""
        if not self._new and not (forget and self._used < self._known.keys()):
            return
        kept = {key: vector for key, vector in self._known.items() if key in self._used or not forget}
        arrays = {}
        for kind, width in (("both", WIDTH), ("quick", WIDTH - SPLIT)):
            chosen = {key: vector for key, vector in kept.items() if len(vector) == width}
            arrays[f"{kind}_keys"] = np.array(list(chosen), dtype=np.str_)
            arrays[f"{kind}_vectors"] = np.array(list(chosen.values()), np.float16).reshape(len(chosen), width)
        beside = MEMORY.with_suffix(".new.npz")
        np.savez(beside, **arrays)
        os.replace(beside, MEMORY)
        self._new = 0

    def _missing(self, texts: Sequence[str], quick: bool) -> list[str]:
        return list(dict.fromkeys(text for text in texts if self._key(text, quick) not in self._known))

    def _remember(self, texts: Sequence[str], vectors: np.ndarray, quick: bool) -> None:
        for text, vector in zip(texts, vectors, strict=True):
            self._known[self._key(text, quick)] = vector[SPLIT:].copy() if quick else vector
        self._new += len(texts)

    def _encoded(self, batches: Sequence[Sequence[str]], quick: bool) -> Iterable[np.ndarray]:
        if quick or len(batches) < 8:
            yield from (super(RememberingEncoder, self).encode(batch, quick) for batch in batches)
            return
        encode: Callable[[Sequence[str]], np.ndarray] = _encode_in_worker
        with ProcessPoolExecutor(os.cpu_count() or 1, multiprocessing.get_context("spawn")) as pool:
            yield from pool.map(encode, batches)

    def _key(self, text: str, quick: bool) -> str:
        return f"{'quick' if quick else self.name}:{text_hash(text)}"


def _encode_in_worker(texts: Sequence[str]) -> np.ndarray:
    global _worker
    _worker = _worker or LocalEncoder()
    return _worker.encode(texts)
