"""What went wrong with the database, as a sentence for a person. Knows error codes, no tables."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, NotSupportedError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.errors import NotSaved

_FULL = ("the disk is full", "Free some space where Goodword keeps its data, then try again.")
_READ_ONLY = ("Goodword may not write to its data folder", "Give the account that runs Goodword the right to write there, then try again.")
_LOCKED = ("another program is holding Goodword's records", "Please try again in a moment.")
_DAMAGED = ("the file with Goodword's records is damaged", "Stop Goodword and put back the latest backup of its data folder.")
_DISK = ("the disk reported an error", "Please try again; if it happens again, look at the disk of the machine that runs Goodword.")
_AWAY = (
    "the database cannot be reached",
    "Please try again in a moment; if it stays so, check that it runs, and its address, user and password.",
)
_NO_RIGHTS = ("Goodword may not write to its database", "Give the account that Goodword uses there the right to write.")
_UNREADABLE = ("a name in it holds characters that cannot be stored", "Please try again without special characters.")
BUSY = ("too much is being saved at the same time", "Please try again in a moment.")
CLOSED = ("Goodword is being stopped", "Please try again in a minute.")

_SQLITE = {3: _READ_ONLY, 5: _LOCKED, 6: _LOCKED, 8: _READ_ONLY, 10: _DISK, 11: _DAMAGED, 13: _FULL, 14: _READ_ONLY, 26: _DAMAGED}
"""SQLite's primary result codes."""
_POSTGRES = {"53100": _FULL, "25006": _NO_RIGHTS, "42501": _NO_RIGHTS, "55P03": _LOCKED, "40P01": _LOCKED, "57014": _LOCKED}


def not_saved(why: tuple[str, str]) -> NotSaved:
    """A refusal to save, from (why, what to do)."""
    return NotSaved(f"Nothing was saved: {why[0]}.", why[1])


def ends_transaction(fault: Exception) -> bool:
    """True when the database itself failed, so that nothing in the same transaction can be relied on.

    SQLite undoes the whole transaction on a full disk, for one; a broken rule (unique, not null) undoes one statement only,
    and so does a statement that is wrong, which SQLite's driver reports as an operational error of code 1.
    """
    if not isinstance(fault, DBAPIError) or isinstance(fault, IntegrityError | DataError | ProgrammingError | NotSupportedError):
        return False
    return getattr(fault.orig, "sqlite_errorcode", None) != 1


def as_not_saved(fault: Exception) -> Exception:
    """The NotSaved that a database fault means to a person; anything else comes back as it is."""
    why = _reason(fault)
    return not_saved(why) if why else fault


@contextmanager
def faults_of_reading() -> Iterator[None]:
    """Turn faults of the database into a NotSaved that says that the records cannot be read."""
    try:
        yield
    except (DBAPIError, PoolTimeout, UnicodeError) as fault:
        why = _reason(fault)
        if why is None:
            raise
        raise NotSaved(f"Goodword's records cannot be read: {why[0]}.", why[1]) from fault


def _reason(fault: Exception) -> tuple[str, str] | None:
    if isinstance(fault, PoolTimeout):
        return BUSY
    if isinstance(fault, UnicodeError | DataError):
        return _UNREADABLE
    if not isinstance(fault, DBAPIError):
        return None
    state = getattr(fault.orig, "sqlstate", None)
    if state in _POSTGRES:
        return _POSTGRES[state]
    if not ends_transaction(fault):
        return None
    code = getattr(fault.orig, "sqlite_errorcode", None)
    return _AWAY if code is None else _SQLITE.get(code & 0xFF, _AWAY)
