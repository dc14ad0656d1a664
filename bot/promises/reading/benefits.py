"""What in a promise somebody has to approve: concepts per kind, each with its words in six languages. Money words alone are none."""

import re

from bot.promises.reading.benefit_words import TABLES
from bot.promises.reading.goods_words import BESIDE, FREE_SERVICE, FREE_THING, NOT_GOODS, SENDS_GOODS, VISIT
from bot.promises.reading.shapes import DUE
from bot.promises.records import Kind

_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(re.sub(r"\n\s+", "", pattern), re.IGNORECASE)) for kind, pattern in TABLES.items() if pattern
)
_ORDER: tuple[Kind, ...] = tuple(TABLES)
_PARTS = re.compile(r"[,，、;；]")
_SPACES = re.compile(rf"[\s{DUE}]+")


def kind_of(wording: str, clause: str) -> Kind | None:
    """The first kind that fits, in order of what costs most to get wrong. `clause`: the whole clause with its dates hidden."""
    text = BESIDE.sub(" ", _SPACES.sub(" ", clause))
    for kind in _ORDER:
        if kind == "delivery-date":
            if _delivers(wording, text):
                return kind
            continue
        pattern = next(pattern for name, pattern in _KINDS if name == kind)
        if pattern.search(text):
            is_service = kind == "free-goods" and FREE_SERVICE.search(text) and not FREE_THING.search(text)
            return "other" if is_service else kind
    return None


def _delivers(wording: str, text: str) -> bool:
    if not SENDS_GOODS.search(text) or VISIT.search(text):
        return False
    parts = [part for part in _PARTS.split(wording) if SENDS_GOODS.search(part)]  # "ship 40 units, tracking to follow"
    return not all(NOT_GOODS.search(part) for part in parts or [wording])
