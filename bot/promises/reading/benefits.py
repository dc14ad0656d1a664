"""What in a promise somebody has to approve: concepts per kind, each with its words in six languages. Money words alone are none."""

import re

from bot.promises.reading.benefit_words import TABLES
from bot.promises.reading.goods_words import BESIDE, FREE_SERVICE, FREE_THING, NOT_GOODS, SENDS_GOODS, SENDS_SURELY, VISIT
from bot.promises.reading.shapes import DUE
from bot.promises.records import Kind

_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(re.sub(r"\n\s+", "", pattern), re.IGNORECASE)) for kind, pattern in TABLES.items() if pattern
)
_AFTER_DELIVERY = [pattern for name, pattern in _KINDS if name in ("free-goods", "other")]
"""What somebody gets for nothing, or gets back, is no order on its way unless a word of transport says so."""
_ORDER: tuple[Kind, ...] = tuple(TABLES)
_PARTS = re.compile(r"[,，、;；]")
_DEPOSIT = re.compile(
    r"(?:预付款?|定金|订金|首付款?)[^，,。；;]{0,14}?(?:[%％成]|百分之.{1,3})(?:[^，,。；;]{0,6}[%％成])?"
    r"|\b(?:deposit|down\s?payment|prepayment|advance|anzahlung|anticipo|entrada|sinal)\b[^,;]{0,30}?\d\s?%(?:[^,;]{0,8}\d\s?%)?"
    r"|\b(?:reduce|lower|drop|cut|bring\sdown|take|bajar?|bajamos|baixar?|baixamos|senken?|reduzieren?|reducir|reduzir)\b[^,;%]{0,20}"
    r"\b(?:deposit|down\s?payment|prepayment|advance|anzahlung|anticipo|entrada|sinal)\b",
    re.IGNORECASE,
)
"""How much is paid ahead changes the terms, not the price."""
_SPACES = re.compile(rf"[\s{DUE}]+")


def kind_of(wording: str, clause: str) -> Kind | None:
    """The first kind that fits, in order of what costs most to get wrong. `clause`: the whole clause with its dates hidden."""
    text = BESIDE.sub(" ", _SPACES.sub(" ", clause))
    for kind in _ORDER:
        if kind == "delivery-date":
            if _delivers(wording, text) and (SENDS_SURELY.search(text) or not any(later.search(text) for later in _AFTER_DELIVERY)):
                return kind
            continue
        pattern = next(pattern for name, pattern in _KINDS if name == kind)
        if pattern.search(_DEPOSIT.sub(" ", text) if kind == "discount" else text):
            is_service = kind == "free-goods" and FREE_SERVICE.search(text) and not FREE_THING.search(text)
            return "other" if is_service else kind
    return None


def _delivers(wording: str, text: str) -> bool:
    if not SENDS_GOODS.search(text) or VISIT.search(text):
        return False
    parts = [part for part in _PARTS.split(wording) if SENDS_GOODS.search(part)]  # "ship 40 units, tracking to follow"
    return not all(NOT_GOODS.search(part) for part in parts or [wording])
