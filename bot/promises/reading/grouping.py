"""From pieces to promises: which pieces belong together, which begin a promise of their own, and which are none."""

from dataclasses import replace

from bot.promises.deciding import is_inner
from bot.promises.reading.building import Building
from bot.promises.reading.clauses import cut
from bot.promises.reading.groups import (
    ASIDE,
    CONDITION_ENDS,
    FIRST_GIVES,
    FIRST_PERSON,
    FOR_ME,
    JOINS,
    LASTING,
    NO_TOPIC,
    NOTHING_ELSE,
    POINTS_TO_IT,
    SAID_SO,
    STILL_LOGGED,
    Group,
    goes_on,
    is_entry,
    is_promised_thing,
    lacks_object,
)
from bot.promises.reading.languages import head_of
from bot.promises.reading.questioning import asking_from
from bot.promises.reading.shapes import Head, Message, Piece, Span


def group(message: Message) -> list[Group]:
    """Every clause group of a message, refused ones included, in order."""
    return _Grouping(message).run()


class _Grouping(Building):
    """One message on its way from pieces to groups."""

    def run(self) -> list[Group]:
        pieces = cut(self.message)
        self.asked_from = asking_from(self.message, pieces)
        for index, piece in enumerate(pieces):
            if piece.sentence != self.sentence:
                self.next_sentence(piece.sentence)
            self._take(piece, index)
        return self.groups

    def _take(self, piece: Piece, index: int) -> None:
        text = self.message.masked[piece.span.start : piece.span.end]
        if piece.is_condition:
            rest = (
                FIRST_PERSON.search(text, 6) or FIRST_GIVES.search(text, 14) or CONDITION_ENDS.match(text) or CONDITION_ENDS.search(text, 3)
            )
            if rest is None:
                self.condition(piece.span)
                return
            border = piece.span.start + (rest.start() if rest.re in (FIRST_PERSON, FIRST_GIVES) else rest.end())
            self.condition(Span(piece.span.start, border), ahead=True)
            piece = replace(piece, span=Span(border, piece.span.end), is_condition=False)
            text = self.message.masked[border : piece.span.end]
        asks = piece.sentence in self.asked_from and index >= self.asked_from[piece.sentence]
        here = self.here(piece)
        said = self.gapped and SAID_SO.fullmatch(text)
        if said or (self.gapped and self.takes_on(piece)):
            self.begin(piece, Head(piece.span.start, piece.span.end, "they" if said else "we", "told"))
            return
        if NOTHING_ELSE.match(text):
            self._bare(piece, here)
            return
        if here is not None and not here.head.refusal and here.has_due(self.message) and ASIDE.match(text):
            return
        if is_inner(text) and self._decided_inside(piece, here):
            return
        if FOR_ME.match(text):
            self.begin(piece, Head(piece.span.start, piece.span.start, "you", "none", "order"))
            return
        head = head_of(self.message, piece, here is None or here.head.refusal != "")
        if asks:
            head = Head(piece.span.start, piece.span.start, "nobody", "none", "question")
        if head is None or (here is not None and is_promised_thing(self.message, head, here)):
            self._bare(piece, here)
        elif head.refusal or head.mood == "none":
            self._refused(piece, head)
        elif head.lent and here is not None:
            self._lent(piece, head, here)
        elif here is not None and self._says_how(piece, head, here):
            self.extend(piece, here)
        elif self.message.via == "slash" and is_entry(self.message, head):
            self.listed(piece, piece.span.start)
        else:
            self.begin(piece, head)

    def _says_how(self, piece: Piece, head: Head, here: Group) -> bool:
        """ "They get new seals, I'm posting them Friday": what is ours and points back adds a date or a way to what was promised."""
        if (
            here.head.refusal
            or here.head.person != "we"
            or head.person != "we"
            or (here.has_due(self.message) and self.message.dues_in(piece.span))
        ):
            return False
        return POINTS_TO_IT.match(self.message.masked[piece.span.start : piece.span.end]) is not None

    def _decided_inside(self, piece: Piece, here: Group | None) -> bool:
        """ "... management is about to approve it": what our own company has still to decide goes with the promise and is none itself."""
        if here is None and self.message.via == "slash" and not self.groups:
            return False
        if here is None and not self.gapped:
            self.begin(piece, Head(piece.span.start, piece.span.start, "nobody", "none", "fact"))
        return True

    def _refused(self, piece: Piece, head: Head) -> None:
        if self.message.via == "slash" and head.refusal in (*STILL_LOGGED, ""):
            at = head.at if head.refusal in ("wish", "asked") and piece.span.start < head.at < piece.span.end else piece.span.start
            if head.refusal in ("private", "moving", "fact") and head.at > head.begin:
                at = head.at
            self.listed(piece, at)
        else:
            self._take_back(piece, head)
            self.begin(piece, head)

    def _take_back(self, piece: Piece, head: Head) -> None:
        """ "They promised Friday, but it never came": what they did not do is no longer promised."""
        last = self.here(piece)
        text = self.message.text[piece.span.start : piece.span.end]
        turned = piece.joint in ("but", "但是", "pero", "mas", "aber") or text.startswith(("结果", "但", "可是", "却"))
        if turned and last is not None and last.head.person == "they" and not last.head.refusal and head.refusal in ("negation", "past"):
            self.groups.pop()

    def _lent(self, piece: Piece, head: Head, here: Group) -> None:
        """A clause without a subject takes the one before's; without a date of its own it only goes on."""
        if here.head.refusal:
            lasting = (
                here.head.refusal in LASTING
                and self.message.via == "chat"
                and not (here.head.refusal == "negation" and self.message.dues_in(piece.span))
            )
            self.begin(piece, replace(head, refusal=here.head.refusal) if lasting else head)
        elif (
            here.head.mood == "listed"
            and head.person == "they"
            and not here.has_due(self.message)
            and not lacks_object(self.message, Span(head.at, piece.span.end))
        ):
            self.begin(piece, head)
        elif self._only_goes_on(piece, head, here):
            self.extend(piece, here)
        else:
            person = here.head.person if here.head.person in ("we", "they") and here.head.mood != "listed" else head.person
            self.begin(piece, replace(head, person=person, mood=here.head.mood if head.mood == "planned" else head.mood))

    def _only_goes_on(self, piece: Piece, head: Head, here: Group) -> bool:
        """Whether a clause without a subject belongs to the promise before it, rather than being one of its own."""
        message, has_due = self.message, here.has_due(self.message)
        if not message.dues_in(piece.span):
            return head.mood != "will" or message.via == "slash"
        if has_due:
            return False
        if here.head.mood == "listed" or message.via == "slash":
            return True
        if goes_on(message, piece) and head.person == "we" == here.head.person:
            return True
        return here.head.mood in ("told", "will") and lacks_object(message, Span(head.at, piece.span.end))

    def _bare(self, piece: Piece, here: Group | None) -> None:
        """A piece without a verb that could undertake anything."""
        has_due = bool(self.message.dues_in(piece.span))
        only_due = bool(NOTHING_ELSE.match(self.message.masked[piece.span.start : piece.span.end]))
        if (
            here is None
            and has_due
            and only_due
            and self.groups
            and not self.groups[-1].has_due(self.message)
            and not self.groups[-1].head.refusal
        ):
            here = self.groups[-1]
        if here is None:
            if self.message.via == "slash" and not only_due:
                self.listed(piece, piece.span.start)
            elif has_due and only_due:
                self.early.append(piece.span)
            elif has_due:
                self.gapped.append(piece)
            elif not NO_TOPIC.fullmatch(self.message.masked, piece.span.start, piece.span.end):
                self.topic = piece
            return
        if only_due:
            if not here.has_due(self.message) or here.dated[-1].end >= piece.span.start - 4:
                here.dated.append(piece.span)
            else:
                self.early.append(piece.span)
            return
        splits = has_due and here.has_due(self.message) and not here.head.refusal and (piece.joint in JOINS or here.head.mood == "listed")
        if splits:
            self.own(piece, here)
        elif here.head.mood == "listed" and self.message.via == "slash" and piece.joint in (":",) and not here.has_due(self.message):
            self.extend(piece, here)
        else:
            self.extend(piece, here)
