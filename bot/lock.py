"""One running bot per data folder: a file that the operating system keeps locked for as long as the process lives.

A crash frees it, unlike a file that is merely there. Whoever wants to touch the vector index must hold it.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from bot.errors import BotError

_FAR = 1 << 20
"""Where the locked byte lies on Windows: past the text, which others may still read."""


class InUse(BotError):
    """Another process runs on this data folder."""


def lock_file(data: Path) -> Path:
    """The lock of a data folder."""
    return data / "index.lock"


@contextmanager
def held(data: Path, patience: float = 1.0) -> Iterator[None]:
    """Hold the lock of a data folder for the block, waiting up to `patience` seconds for it. Raises InUse."""
    data.mkdir(parents=True, exist_ok=True)
    with lock_file(data).open("a+", encoding="ascii") as file:
        end = time.monotonic() + patience
        while not _lock(file):
            if time.monotonic() >= end:
                raise InUse(f"Goodword is running on this data folder ({data}).", _HINT)
            time.sleep(0.05)
        with suppress(OSError):  # the number is for people only; a full disk must not keep the bot from starting
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
        yield


_HINT = "Stop it first, or set GOODWORD_DATA to another folder."


def holder(data: Path) -> int | None:
    """The process that holds the lock (0 when its number is not known), or None when nobody does."""
    try:
        with lock_file(data).open("r+", encoding="ascii") as file:
            if _lock(file):
                return None
            text = file.read(20).strip()
    except OSError:
        return None
    return int(text) if text.isdigit() else 0


def _lock(file: IO[str]) -> bool:
    """Take the lock without waiting. Closing the file, or the end of the process, frees it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(_FAR)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        file.seek(0)
    except OSError:
        file.seek(0)
        return False
    return True
