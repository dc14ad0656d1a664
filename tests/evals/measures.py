"""The measures, as the field defines them. A card is relevant when it covers a labelled topic, and doubly so for the first label."""

import math
from collections.abc import Sequence

Ranking = Sequence[Sequence[str]]
"""The topics of each card a system returned, best card first."""


def recall_at(ranking: Ranking, topics: Sequence[str], k: int = 3) -> float:
    """Share of the labelled topics that the first k cards cover."""
    covered = {topic for card in ranking[:k] for topic in card}
    return len(covered & set(topics)) / len(set(topics))


def hit_at(ranking: Ranking, topics: Sequence[str], k: int = 3) -> float:
    """1.0 when a right card is among the first k."""
    return float(recall_at(ranking, topics, k) > 0)


def ndcg_at(ranking: Ranking, topics: Sequence[str], cards: Ranking, k: int = 5) -> float:
    """Normalised discounted cumulative gain; the ideal order is taken over all `cards` there are."""

    def gain(card: Sequence[str]) -> int:
        return 2 if topics[0] in card else int(bool(set(card) & set(topics)))

    def discounted(gains: Sequence[int]) -> float:
        return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains[:k]))

    ideal = discounted(sorted((gain(card) for card in cards), reverse=True))
    return discounted([gain(card) for card in ranking]) / ideal if ideal else 0.0


def mean(values: Sequence[float]) -> float:
    """The average, or nan for nothing."""
    return sum(values) / len(values) if values else math.nan
