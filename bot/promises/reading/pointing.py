"""Wordings that only point to something said elsewhere: "on it", "do that", "told them so"; and what they then mean."""

import re
from dataclasses import replace

from bot.promises.reading.benefits import kind_of
from bot.promises.reading.english_words import TAKES_ON
from bot.promises.records import Draft, DueReading

_TAKES_ON = re.compile(TAKES_ON, re.IGNORECASE)
_POINTS = re.compile(
    r"(?:it|that|this|so|them|one|done|ok|then|say|said|(?:do|handle|fix|sort|make|get) (?:it|so|that|this|them)(?: done| out)?"
    r"|take care of (?:it|that|this)|told (?:them|him|her) so|promised?|versprochen|zugesagt|(?:habe? ich )?so|das|lo|isso|eso"
    r"|promesa|prometido|的|了|好)",
    re.IGNORECASE,
)
_BARE_VERB = re.compile(
    r"(?:deliver|ship|send|bring|supply|do|provide|install|have|get|make|quote|offer|finish)(?: it| them)?", re.IGNORECASE
)
_MISSING = DueReading(problem="missing")


class Pointing:
    """What was asked for or promised so far in a message, for wordings that point back to it."""

    def __init__(self) -> None:
        self.asked, self.by = "", _MISSING

    def remember(self, wording: str, due: DueReading) -> None:
        """Somebody wants `wording` of us, by `due`."""
        self.asked, self.by = wording, due

    def settle(self, draft: Draft, before: list[Draft]) -> Draft | None:
        """The draft with what it points to. None when it adds nothing of its own; then the last of `before` takes over what it lacked."""
        if self.asked and _BARE_VERB.fullmatch(draft.what) and not _POINTS.fullmatch(draft.what):
            return replace(draft, what=f"{draft.what} {self.asked}")  # "they want panels; I told them we deliver Friday"
        if not (_POINTS.fullmatch(draft.what) or _TAKES_ON.fullmatch(draft.what) or draft.what == draft.customer):
            return draft
        if before:
            last = before[-1]
            due = last.due if last.due.problem != "missing" else draft.due
            before[-1] = replace(last, customer=last.customer or draft.customer, due=due)
            return None
        if self.asked:
            kind = draft.approval or (kind_of(self.asked, self.asked) if draft.direction == "ours" else None)
            return replace(draft, what=self.asked, approval=kind, due=draft.due if draft.due.problem != "missing" else self.by)
        return None if _TAKES_ON.fullmatch(draft.what) or draft.what == draft.customer else draft
