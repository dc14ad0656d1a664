"""Does a team's own guidance speak of what is asked? Judged by words, since the learned space knows nothing of what it holds.

Names of products, countries and papers, which say what such a question is about, are just what the space was taught to ignore.
"""

from collections.abc import Iterable, Mapping

from knowledge.tokens import tokens

ENOUGH = 0.5
"""Share of a question's weight that one passage must hold. Strange questions about the same product stay below it."""
_SAYS_LITTLE = 2.0
"""Inverse document frequency of words that stand in every other message: up to here they weigh nothing."""


def share_held(question: str, passages: Iterable[str], idf: Mapping[str, float]) -> float:
    """How much of what a question says the best of these passages says too, 0 to 1.

    `idf` tells how rare tokens are; one that it does not know counts as the rarest.
    """
    rarest = max(idf.values(), default=_SAYS_LITTLE + 1)
    asked = {token: max(0.0, idf.get(token, rarest) - _SAYS_LITTLE) for token in _words(question)}
    total = sum(asked.values())
    if not total:
        return 0.0
    return max((sum(asked[token] for token in asked.keys() & _words(passage)) / total for passage in passages), default=0.0)


def _words(text: str) -> set[str]:
    """Whole words and character pairs; pieces of words would count a likeness in spelling."""
    return {token for token in tokens(text) if not token.startswith("~")}
