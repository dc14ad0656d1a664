"""Which of the dates in a clause is the promise's own. Knows dates only by their place and their reading."""

import itertools
import re
from dataclasses import replace

from bot.promises.dues import FoundDue
from bot.promises.reading.shapes import Message, Span
from bot.promises.records import DueReading

_LIMIT = re.compile(
    r"^\W*(?:by|before|until|till|not? later|no later|latest|within|w/in|bis|spätestens|vor|innerhalb|antes|hasta|para|dentro"
    r"|até|no máximo|最晚|最迟|不晚于|不迟于|在)\b|(?:前|之前|以前|内|之内|以内|まで|までに|以内に|中に)$",
    re.IGNORECASE,
)
_EITHER = re.compile(r"^\s*(?:or|oder|ou|o|或者?|还是|/|または|か|or on|or by)\s*$", re.IGNORECASE)
_FROM = re.compile(
    r"\b(?:from|since|instead of|not|rather than|dated|of|statt|vom|seit|desde|en vez de|em vez de|de)\s*$|(?:从|自|不是|原定|原来"
    r"|原計画)\s*$",
    re.IGNORECASE,
)


def due_of(spans: list[Span], message: Message) -> DueReading:
    """The reading of the date that says when it is due; "missing" when none is said."""
    found = [due for span in spans for due in message.dues_in(span)]
    if not found:
        return DueReading(problem="missing")
    if len(found) == 1:
        return found[0].reading
    either = _either(found, message)
    if either is not None:
        return either
    ranked = sorted(
        found,
        key=lambda due: (_FROM.search(message.text[max(0, due.start - 14) : due.start]) is not None, -_weight(due, message), -due.start),
    )
    return ranked[0].reading


def _weight(due: FoundDue, message: Message) -> int:
    words = message.text[due.start : due.end]
    return (
        2 * bool(_LIMIT.search(words))
        + (due.reading.problem != "vague")
        + (due.reading.problem not in ("vague", "ambiguous", "impossible"))
    )


def _either(found: list[FoundDue], message: Message) -> DueReading | None:
    """ "Thursday or Friday": nobody knows which."""
    for one, other in itertools.pairwise(found):
        if _EITHER.match(message.text[one.end : other.start]) and one.end < other.start:
            readings = tuple(
                due for reading in (one.reading, other.reading) for due in ((reading.due,) if reading.due else reading.readings)
            )
            return replace(one.reading, due=None, problem="ambiguous", readings=readings[:4], words=message.text[one.start : other.end])
    return None
