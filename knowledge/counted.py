"""The token counts of the shipped texts, kept in a file so that a command does not count twelve thousand lines for one question.

Only what ships with Goodword is kept here, never a word of the team's. The file can be deleted at any time; one that
is damaged, of another version or of other texts is not used and is written anew.
"""

import hashlib
import os
import uuid
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np

from knowledge import tokens
from knowledge.tokens import Bags, Vocabulary


class CountFile:
    """One file. Several processes may read and write it at the same time."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def count(self, vocabulary: Vocabulary, texts: Sequence[str], hashes: Sequence[str]) -> Bags:
        """The counts of texts in an empty vocabulary, which is filled; read from the file when it holds just these texts."""
        key = _key(hashes)
        bags = self._read(vocabulary, key)
        if bags is None:
            bags = vocabulary.count(texts)
            self._write(vocabulary, bags, key)
        return bags

    def _read(self, vocabulary: Vocabulary, key: str) -> Bags | None:
        try:
            with np.load(self._path, allow_pickle=False) as file:
                if str(file["key"]) != key:
                    return None
                words = file["tokens"].tobytes().decode().split("\n")
                owners, ids, counts = (file[name].astype(np.int64) for name in ("owners", "ids", "counts"))
                size = int(file["size"])
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return None
        vocabulary.take_over(words)
        return Bags(owners, ids, counts.astype(np.float32), size)

    def _write(self, vocabulary: Vocabulary, bags: Bags, key: str) -> None:
        beside = self._path.with_name(f".{self._path.stem}-{uuid.uuid4().hex[:8]}.npz")
        try:
            np.savez(
                beside,
                key=np.array(key),
                tokens=np.frombuffer("\n".join(vocabulary.numbers).encode(), np.uint8),
                owners=bags.owners.astype(np.int32),
                ids=bags.ids.astype(np.int32),
                counts=bags.counts.astype(np.uint16),
                size=np.array(bags.size),
            )
            os.replace(beside, self._path)
        except OSError:
            # A full or read-only disk costs the next start a second, nothing else.
            with suppress(OSError):
                beside.unlink()


def _key(hashes: Sequence[str]) -> str:
    """Stands for these texts, in this order, and for the way their tokens are found."""
    digest = hashlib.sha256(Path(tokens.__file__).read_bytes())
    digest.update("\n".join(hashes).encode())
    return digest.hexdigest()
