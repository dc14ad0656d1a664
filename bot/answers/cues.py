"""The literal cues of a meaning: which of its signals a clause holds, and which speak against it. No weighing here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.answers.phrases import one_of
from knowledge.records import Card

_LATIN = "A-Za-zÀ-ÖØ-öø-ÿ0-9"
_DENIED_BEFORE = one_of(
    r"\b(?:not|isn['’]?t|wasn['’]?t|never)\s+(?:really\s+|just\s+)?(?:(?:about|because of|due to|a matter of|a question of)\s+)?"
    r"(?:(?:the|a|our|my|his|her|their)\s+)?$",
    r"\bnothing to do with\s+(?:(?:the|a|our|my|his|her|their)\s+)?$",
    r"(?:不是|并非|不在于)(?:因为)?$",
)
_DENIED_AFTER = one_of(
    r"^\s*(?:is|was|are|were)(?:\s+not|n['’]?t)\s+(?:(?:the|a|an|our|my|their)\s+)?(?:problem|issue|point|question|reason|topic)\b",
    r"^\s*(?:is|was|are|were)\s+(?:fine|ok|okay|approved|no problem|no issue)\b",
    r"^(?:上|方面)?(?:倒|都|也|其实)?(?:不是(?:个|什么)?问题|没(?:有)?(?:什么)?问题|没有?什么?关系|无关|(?:已经|早就?)批了|充足|够用)",
)


@dataclass(frozen=True)
class Cues:
    """What one clause says literally about one meaning."""

    speaks_for: tuple[str, ...] = ()
    speaks_against: tuple[str, ...] = ()


def read_cues(clause: str, card: Card) -> Cues:
    """The signals and counter-signals of a meaning card that stand in a clause, each once, in its own words.

    A signal inside a counter-signal ("no other supplier") does not count, and a denied one ("it's not the budget") speaks against.
    """
    against = list(_pattern(_all(card.counter_signals)).finditer(clause))
    covered = [match.span() for match in against]
    speaks_for: dict[str, None] = {}
    speaks_against = {match.group().lower(): None for match in against}
    for match in _pattern(_all(card.signals)).finditer(clause):
        if any(start <= match.start() and match.end() <= end for start, end in covered):
            continue
        said = speaks_against if _is_denied(clause, match) else speaks_for
        said[match.group().lower()] = None
    return Cues(tuple(speaks_for), tuple(speaks_against))


def _is_denied(clause: str, match: re.Match[str]) -> bool:
    before, after = clause[: match.start()], clause[match.end() :]
    return bool(_DENIED_BEFORE.search(before) or _DENIED_AFTER.search(after))


def _all(by_language: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Every language's cues at once: trade chat mixes them."""
    return tuple(cue for cues in by_language.values() for cue in cues)


@lru_cache(maxsize=64)
def _pattern(cues: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all cues, longest first; Latin ones only as whole words, others wherever they stand."""
    if not cues:
        return re.compile(r"(?!)")
    return re.compile("|".join(_cue(cue) for cue in sorted(cues, key=len, reverse=True)), re.IGNORECASE)


def _cue(cue: str) -> str:
    pattern = r"\s+".join(re.escape(word).replace("'", "['’]?") for word in cue.split())
    starts = rf"(?<![{_LATIN}])" if re.match(f"[{_LATIN}]", cue) else ""
    ends = rf"(?![{_LATIN}])" if re.search(f"[{_LATIN}]$", cue) else ""
    return starts + pattern + ends
