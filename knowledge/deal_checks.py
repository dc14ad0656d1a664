"""What a deal may say of itself: who may read it, and which topic caused it. Knows no files of deals."""

import re
from functools import cache

from knowledge.cards import SHIPPED_CARDS
from knowledge.deal_text import clean
from knowledge.records import EVERYONE

_ALL = frozenset({"", EVERYONE, "all", "everybody", "所有人", "全员", "全公司"})
_LONGEST_NAME = 100
_TOPICS = re.compile(r"^topics\s*=\s*\[(.*?)\]", re.MULTILINE | re.DOTALL)
_HEAD = 3_000
"""Characters of a card that hold its list of topics."""


def read_visibility(text: str) -> str:
    """ "everyone" (also when nothing is said), "team:NAME" or "private:REP"; "" when the text is none of these."""
    text = clean(text).strip().replace("：", ":")
    if text.lower() in _ALL:
        return EVERYONE
    kind, _, name = (part.strip() for part in text.partition(":"))
    is_narrow = kind.lower() in ("team", "private") and 0 < len(name) <= _LONGEST_NAME
    return f"{kind.lower()}:{name}" if is_narrow else ""


@cache
def known_topics() -> frozenset[str]:
    """Every topic id that a shipped card names. Only the heads of the cards are looked at, which takes 10 ms."""
    found: set[str] = set()
    for path in SHIPPED_CARDS.rglob("*.md"):
        with path.open(encoding="utf-8") as card:
            if match := _TOPICS.search(card.read(_HEAD)):
                found.update(re.findall(r'"([^"]+)"', match[1]))
    return frozenset(found)
