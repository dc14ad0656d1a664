"""Encrypts the few secrets that must be kept, so that a copied file or backup opens no workspace. Knows no tables.

Fernet (AES-128 with HMAC-SHA256) from `cryptography`. What a text belongs to is sealed with it, so that it cannot be moved to
another row.
"""

import base64
import binascii
import hmac
import json
import re
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.errors import BadInput

KEY_BYTES = 32
_HINT = 'Make one with "openssl rand -base64 32", and keep it: without it every workspace must install Goodword again.'


class CannotOpen(Exception):
    """It was sealed with another key or for something else, or it was changed. Says nothing more, and holds no secret."""


class Sealing:
    """Seals with the first key and opens with any, so that a key can be replaced: put the new one first, then drop the old."""

    def __init__(self, keys: str) -> None:
        """`keys`: base64 of 32 bytes each, separated by commas or spaces. Raises BadInput."""
        self._keys = read_keys(keys)

    def seal(self, text: str, belongs_to: str) -> str:
        """The text as nobody can read it; another one every time."""
        return _box(self._keys[:1]).encrypt(json.dumps([belongs_to, text]).encode()).decode()

    def open(self, sealed: str, belongs_to: str) -> str:
        """What was sealed. Raises CannotOpen."""
        return _open(sealed, belongs_to, self._keys)

    def is_newest(self, sealed: str, belongs_to: str) -> bool:
        """Was it sealed with the key that seals now?"""
        try:
            _open(sealed, belongs_to, self._keys[:1])
        except CannotOpen:
            return False
        return True

    def mark(self, text: str) -> str:
        """The same for the same text, and says nothing about it."""
        return self.marks(text)[0]

    def marks(self, text: str) -> list[str]:
        """The mark that every key makes of a text."""
        return [hmac.digest(key, b"mark\0" + text.encode(), "sha256").hex() for key in self._keys]


def read_keys(text: str) -> list[bytes]:
    """The keys as bytes. Raises BadInput, which never shows them."""
    keys = []
    for number, written in enumerate(re.split(r"[\s,]+", text.strip()), 1):
        try:
            key = base64.b64decode(written.replace("-", "+").replace("_", "/"), validate=True)
        except (binascii.Error, ValueError):
            key = b""
        if len(key) != KEY_BYTES or len(set(key)) < KEY_BYTES // 4:  # 32 chosen letters are not 32 random bytes
            which = f"Key {number} in GOODWORD_TOKEN_KEY" if number > 1 else "GOODWORD_TOKEN_KEY"
            raise BadInput(f"{which} is not the base64 of {KEY_BYTES} random bytes.", _HINT)
        keys.append(key)
    return keys


def _box(keys: Sequence[bytes]) -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])


def _open(sealed: str, belongs_to: str, keys: Sequence[bytes]) -> str:
    try:
        owner, text = json.loads(_box(keys).decrypt(sealed))
    except (InvalidToken, ValueError, TypeError):
        raise CannotOpen from None
    if owner != belongs_to:
        raise CannotOpen
    return str(text)
