"""Dates that a promise takes over from what was said before it: "by then", and 两周内发货，还答应多送两箱."""

import re
from dataclasses import replace

from bot.promises.reading.groups import Group
from bot.promises.reading.shapes import Message, Span
from bot.promises.records import Draft

_THEN = re.compile(
    r"\b(?:by|before|until|till|on) then\b|\bby that (?:day|date|time)\b|届时|到那时|(?:在)?那之前|\bbis dahin\b|\bpara entonces\b"
    r"|\baté lá\b|\bate la\b|それまでに|その日までに",
    re.IGNORECASE,
)
_SAME_BREATH = re.compile(
    r"\s*(?:还|并且?|也|同时|顺便|另外还|而且还)(?!是|不|没)|\s*(?:(?:and|plus)\s+)?(?:also|even|on top)\b|\s*(?:und\s+)?(?:auch"
    r"|außerdem|zusätzlich|dazu)\b"
    r"|\s*(?:y\s+)?(?:además|también)\b|\s*(?:e\s+)?(?:também|além disso)\b",
    re.IGNORECASE,
)
_LASTS = ("price-hold", "exclusivity", "payment-terms", "warranty", "rebate", "discount")
"""What holds for a time and is not handed over by a day."""


def points_back(found: Group, message: Message) -> bool:
    """Whether the clause names its date by pointing to one said before: "by then"."""
    return _THEN.search(message.text, found.whole.start, found.whole.end) is not None


def with_shared_due(draft: Draft, found: Group, before: tuple[Draft, Group] | None, message: Message) -> Draft:
    """The draft, with the date it takes over when it has none of its own. `before`: the promise read last."""
    if draft.due.problem != "missing":
        return draft
    if points_back(found, message):
        said = message.dues_before(found.whole.start)
        return replace(draft, due=said.reading) if said else draft
    if before is None or draft.approval in _LASTS:
        return draft
    last, group = before
    together = group.sentence == found.sentence and last.direction == draft.direction == "ours"
    breath = Span(group.whole.end, found.whole.end)
    words = message.text[breath.start : breath.end].lstrip(" ,，、")
    if not together or not _SAME_BREATH.match(words) or found.head.mood not in ("will", "told", "planned"):
        return draft
    return replace(draft, due=last.due)
