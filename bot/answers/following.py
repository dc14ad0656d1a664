"""Follow-ups in a thread: is this message whole in itself, and what to search for when it is not ("and if he still says no?")."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from bot.answers.clauses import weight_of
from bot.answers.phrases import one_of
from knowledge.records import Findings

Standing = Literal["alone", "unsure", "leaning"]
"""Whether a message can be understood alone, perhaps, or only with what was asked before."""

_OPENINGS = one_of(
    r"^\W*(?:and|but|so|or|then|also|if|ok|okay|still|why|how so|what (?:if|about|then)|how about|suppose|in that case|same|even if)\b",
    r"^\W*(?:y|pero|entonces|si|por qué|qué tal|e|mas|então|se|et|mais|alors|pourquoi|ma|allora|perché)\b",
    r"^\W*(?:und|aber|oder|dann|wenn|warum|was wenn|а|и|но|если|тогда|почему|или|و|لكن|وماذا|ماذا لو|إذا|لماذا)\b",
    r"^\W*(?:那|然后|如果|要是|万一|假如|还有|但是?|可是|或者|为什么|为啥|接下来|所以|不然|换成|这样|这种|具体)",
    r"^\W*(?:では|じゃあ?|それで|でも|もし|なぜ|そ[のれ]|그럼|그래도|만약|왜|그리고|근데)",
)
_POINTING = one_of(
    r"\b(?:he|she|they|him|her|them|it|that|this|those|these)\b",
    r"\b(?:él|ella|ellos|eso|er|sie|ihm|das|ele|ela|isso|il|elle|он|она|они|это)\b",
    r"他|她|它|对方|这个|那个|彼|それ|그(?:사람|거|래)",
)
_LONGEST_LEANING = 12.0
"""Words (two Chinese characters count as one). A longer message says what it is about itself, whatever it opens with."""
_LONGEST_BARE = 3.0
_LONGEST_POINTING = 10.0
_UNSAID = 0.01
"""The share a card keeps that the follow-up alone does not bring up."""
_REMEMBERED = 800
"""Characters of earlier questions that a follow-up is searched with."""


def standing(text: str, context: Sequence[str]) -> Standing:
    """How far a message stands on its own, given the earlier questions of its thread (oldest first)."""
    words = weight_of(text)
    if not context or words > _LONGEST_LEANING:
        return "alone"
    if words <= _LONGEST_BARE or _OPENINGS.match(text):
        return "leaning"
    return "unsure" if words <= _LONGEST_POINTING or _POINTING.search(text) else "alone"


def earlier(context: Sequence[str]) -> str:
    """What the thread is about: its last question, and those before it as long as that one is itself a follow-up."""
    parts: list[str] = []
    for at in range(len(context) - 1, -1, -1):
        parts.insert(0, context[at])
        if standing(context[at], context[:at]) != "leaning":
            break
    return "\n".join(parts)[-_REMEMBERED:]


def says_something(text: str) -> bool:
    """False for "why?" and "how often?": such a message has no subject of its own."""
    return weight_of(text) > _LONGEST_BARE


def search_text(text: str, context: Sequence[str]) -> str:
    """A follow-up with what it leans on. This message stands last, and twice when it is long enough to say something of its own."""
    own = f"{text}\n{text}" if says_something(text) else text
    return f"{earlier(context)}\n{own}"


def blend(together: Findings, alone: Findings) -> Findings:
    """What the thread and the follow-up bring up together, moved towards the cards that the follow-up alone brings up too.

    So "and when should we let one go?" after a question about assessing customers leads to letting go, not back to assessing.
    """
    own = {hit.id: hit.score for hit in alone.cards}
    weights = {hit.id: hit.score * (own.get(hit.id, 0.0) + _UNSAID) for hit in together.cards}
    total = sum(weights.values()) or 1.0
    cards = [replace(hit, score=weights[hit.id] / total) for hit in together.cards]
    return replace(together, cards=tuple(sorted(cards, key=lambda hit: -hit.score)))
