"""What a deal may say of itself: who may read it, and which topic caused it. Knows no files of deals."""

from knowledge.file_text import clean
from knowledge.records import EVERYONE
from knowledge.topics import all_topics

_ALL = frozenset({"", EVERYONE, "all", "everybody", "所有人", "全员", "全公司"})
_LONGEST_NAME = 100


def read_visibility(text: str) -> str:
    """ "everyone" (also when nothing is said), "team:NAME" or "private:REP"; "" when the text is none of these."""
    text = clean(text).strip().replace("：", ":")
    if text.lower() in _ALL:
        return EVERYONE
    kind, _, name = (part.strip() for part in text.partition(":"))
    is_narrow = kind.lower() in ("team", "private") and 0 < len(name) <= _LONGEST_NAME
    return f"{kind.lower()}:{name}" if is_narrow else ""


def known_topics() -> frozenset[str]:
    """Every topic id that a deal's cause may name."""
    return frozenset(all_topics())
