"""How groups are made while a message is gone through: begun, continued, dropped; with what waits for its clause.

Decides nothing about which piece does what; that is `grouping`.
"""

import re
from dataclasses import replace

from bot.promises.reading.english_words import TAKES_ON
from bot.promises.reading.groups import FRONTED, Group, has_latin, lacks_object, starts_with_verb
from bot.promises.reading.shapes import Head, Message, Piece, Span

_TAKES_ON = re.compile(TAKES_ON, re.IGNORECASE)
_THAT = re.compile(r"(?:dass|daß|that|que)\b", re.IGNORECASE)
_FEW = 4
"""Words of "we promised Kessler, that ...": whom and how, nothing else."""


class Building:
    """The groups so far, and the conditions, topics and dates that stand before the clause they belong to."""

    def __init__(self, message: Message) -> None:
        self.message = message
        self.groups: list[Group] = []
        self.conditions: list[Span] = []
        self.topic: Piece | None = None
        self.gapped: list[Piece] = []
        self.early: list[Span] = []
        self.sentence = -1
        self.asked_from: dict[int, int] = {}

    def next_sentence(self, number: int) -> None:
        self.sentence, self.conditions, self.topic, self.gapped = number, [], None, []
        if self.message.via == "chat" and not (self.groups and self.early):
            self.early = self.early[-1:]

    def condition(self, span: Span, ahead: bool = False) -> None:
        here = self.groups[-1] if self.groups and self.groups[-1].sentence == self.sentence else None
        if here is not None and not ahead:
            here.conditions.append(span)
            here.whole = Span(here.whole.start, span.end)
        else:
            self.conditions.append(span)

    def here(self, piece: Piece) -> Group | None:
        return self.groups[-1] if self.groups and self.groups[-1].sentence == piece.sentence else None

    def begin(self, piece: Piece, head: Head, lead: str = "") -> None:
        if self.gapped and not head.refusal and (self.message.dues_in(piece.span) or self.takes_on(piece)):
            self.groups += [Group(replace(head, cuts=()), piece.sentence, [one.span], one.span, "", [], [one.span]) for one in self.gapped]
        self.gapped = []
        self.drop_empty_report(piece, head)
        self.take_topic(piece, head)
        start = min([piece.span.start, *(span.start for span in self.conditions)])
        spans = [Span(head.at, piece.span.end)]
        fronted = FRONTED.match(self.message.masked, piece.span.start, head.begin) if has_latin(self.message, piece.span) else None
        if fronted and head.person == "we" and not head.refusal:
            spans = [Span(fronted.start("thing"), fronted.end("thing")), *spans]
        if self.topic is not None and (
            lacks_object(self.message, spans[0]) or (head.mood == "told" and head.verb is None and not has_latin(self.message, spans[0]))
        ):
            spans, start = [self.topic.span, *spans], min(start, self.topic.span.start)
        self.topic = None
        if self.conditions and head.mood == "planned" and head.person == "we":
            head = replace(head, mood="will")
        made = Group(head, piece.sentence, spans, Span(start, piece.span.end), lead, self.conditions, [piece.span])
        if not head.refusal and not made.has_due(self.message):
            made.dated += self.early
        self.early, self.conditions = [], []
        last = self.groups[-1] if self.groups else None
        if (
            last
            and last.head.mood == "listed"
            and last.sentence == piece.sentence
            and not last.has_due(self.message)
            and not head.refusal
            and head.mood != "listed"
        ):
            self.groups.pop()
            made.whole = Span(last.whole.start, made.whole.end)
        self.groups.append(made)

    def takes_on(self, piece: Piece) -> bool:
        """ "... until year end, I gave my word": what stood before without a verb is promised."""
        return _TAKES_ON.fullmatch(self.message.masked, piece.span.start, piece.span.end) is not None

    def drop_empty_report(self, piece: Piece, head: Head) -> None:
        """ "She said, | that they sign on Monday": the report itself promises nothing."""
        last = self.groups[-1] if self.groups and self.groups[-1].sentence == self.sentence else None
        if last is None or last.head.mood != "told" or head.refusal or last.has_due(self.message):
            return
        kept = [
            self.message.masked[at]
            for span in last.pieces
            for at in range(span.start, span.end)
            if not any(one.start <= at < one.end for one in last.head.cuts)
        ]
        goes_on = _THAT.match(self.message.masked, piece.span.start) and len("".join(kept).split()) <= _FEW
        if goes_on or not re.search(r"[^\W_]", "".join(kept)):
            self.groups.pop()

    def take_topic(self, piece: Piece, head: Head) -> None:
        """What looked like a promise of its own, but without date or subject, is what this clause is about: 新合同，我两周内发给…"""
        last = self.here(piece)
        pointing = head.mood == "told" and head.verb is None and not has_latin(self.message, piece.span)
        if last is None or head.refusal or not (last.head.lent or pointing) or last.head.mood != "planned" or last.has_due(self.message):
            return
        if lacks_object(self.message, Span(head.at, piece.span.end)) or pointing:
            self.groups.pop()
            self.topic = Piece(last.whole, piece.sentence)

    def own(self, piece: Piece, here: Group) -> None:
        """ "... and the samples by Friday": the same subject, and the same verb unless it has one."""
        head = replace(here.head, begin=piece.span.start, at=piece.span.start, cuts=())
        lead = (
            ""
            if starts_with_verb(self.message, piece) or here.head.verb is None
            else self.message.text[here.head.verb.start : here.head.verb.end]
        )
        self.begin(piece, head, lead)

    def extend(self, piece: Piece, here: Group) -> None:
        here.pieces[-1] = Span(here.pieces[-1].start, piece.span.end)
        here.whole = Span(here.whole.start, piece.span.end)
        here.dated.append(piece.span)

    def listed(self, piece: Piece, at: int) -> None:
        head = Head(piece.span.start, at, "we", "listed")
        here = self.here(piece)
        last = self.groups[-1] if self.groups else None
        if here is not None and here.head.mood == "listed" and not (here.has_due(self.message) and self.message.dues_in(piece.span)):
            self.extend(piece, here)
        elif last is not None and not last.has_due(self.message) and last.head.mood == "listed":
            self.extend(piece, last)
        else:
            self.begin(piece, head)
