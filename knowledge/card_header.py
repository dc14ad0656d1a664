"""The TOML header of a card, and what is wrong with it in words for its author."""

import re
import tomllib
from datetime import date
from typing import Any

from knowledge.records import EVERYONE

_HEADER = re.compile(r"\A\s*\+\+\+[ \t]*\r?\n((?:.*?\r?\n)?)\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL)


class CardFault(ValueError):
    """A card that cannot be used; the text says why."""


def split_header(text: str) -> tuple[dict[str, Any] | None, str]:
    match = _HEADER.match(text)
    if not match:
        if text.lstrip().startswith("+++"):
            raise CardFault("the header is not closed: end it with a line of three plus signs")
        return None, text
    try:
        return tomllib.loads(match.group(1)), text[match.end() :]
    except tomllib.TOMLDecodeError as fault:
        raise CardFault(f"the header is not valid TOML: {fault}") from None


def read_one_text(header: dict[str, Any], key: str) -> str:
    value = header.get(key, "")
    if not isinstance(value, str):
        raise CardFault(f'"{key}" in the header must be a text')
    return value


def read_texts(header: dict[str, Any], key: str) -> tuple[str, ...]:
    value = header.get(key, [])
    value = [value] if isinstance(value, str) else value
    if not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
        raise CardFault(f'"{key}" in the header must be a list of texts')
    return tuple(value)


def read_by_language(header: dict[str, Any], key: str) -> dict[str, tuple[str, ...]]:
    table = header.get(key, {})
    if not isinstance(table, dict):
        raise CardFault(f'"{key}" in the header must be a table with a list for each language')
    return {lang: read_texts(table, lang) for lang in table}


def read_date(header: dict[str, Any]) -> date | None:
    value = header.get("reviewed")
    if value is None or isinstance(value, date):
        return value
    raise CardFault('"reviewed" in the header must be a date such as 2026-11-22')


def read_audience(header: dict[str, Any], default: str) -> str:
    """Who may read the card. A word that is not understood is a fault: a slip must neither show nor hide it."""
    text = read_one_text(header, "visibility").strip().replace("：", ":")
    kind, _, name = (part.strip() for part in text.partition(":"))
    if not text:
        return default
    if text.lower() == EVERYONE:
        return EVERYONE
    if kind.lower() in ("team", "private") and name:
        return f"{kind.lower()}:{name}"
    raise CardFault(f'"visibility" in the header must be "everyone", "team:NAME" or "private:REP", not "{text}"')
