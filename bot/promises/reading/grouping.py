"""From pieces to promises: which pieces belong together, which begin a promise of their own, and which are none."""

import re
from dataclasses import dataclass, field, replace

from bot.promises.reading import chinese, english, european, japanese
from bot.promises.reading.chinese_words import LEAD
from bot.promises.reading.clauses import cut, script_of
from bot.promises.reading.english_words import OWN_VERBS, THINGS
from bot.promises.reading.shapes import COLLEAGUE, DUE, Head, Message, Piece, Refusal, Span

_TAG = re.compile(
    r"^\W*(?:ok(?:ay)?|right|alright|all right|deal|yes|no|agreed|sounds? good|does that (?:work|help|suit).*|is that (?:ok"
    r"|fine|good|alright).*|works? for (?:you|u).*|cool|good|fine|yeah|is it ok.*"
    r"|verdad|vale|de acuerdo|te parece(?: bien)?|certo|né|tá|tá bom|beleza|pode ser|oder|passt das|in ordnung|einverstanden"
    r"|好吗|好吧|行吗|可以吗|如何|怎么样|对吧|对吗|是吧|没问题吧|ok吗|可以吧|行不行|好不好|いいですか|よろしいですか)\W*$",
    re.IGNORECASE,
)
_NOTHING_ELSE = re.compile(
    rf"^[\s{DUE}\W]*(?:(?:by|on|at|the|latest|for|please|pls|ok|okay|max|or|so|it is|it's|that is|noted|before|until|then|at"
    rf" the latest|promised?|probably|around|sharp|local|time|their|our|your|a más tardar|sin falta|sem falta|spätestens|para"
    rf" el|até|bis|am|el|la|o|a|前|之前|左右|吧|最晚|最迟|まで|までに|に|です)[\s{DUE}\W]*)*$",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(
    r"(?<=[\s\ue001])(?:we|i)(?:'ll|\s+will|'re|'m|\s+ship|\s+send|\s+can|\s+are|\s+am)\b"
    r"|(?<=[^给跟对让帮知诉找和向])我们?(?=[^的]*(?:发|寄|送|安排|给|就|交|出|会))",
    re.IGNORECASE,
)
_NO_TOPIC = re.compile(rf"{LEAD}|您好.*|.{{0,3}}好|.*(?:我|咱|说|讲|聊|谈).*|.*了", re.IGNORECASE)
_STILL_LOGGED: tuple[Refusal, ...] = ("order", "wish", "fact", "private", "moving", "asked")
"""What a chat message does not undertake, but somebody who types it after /promise means to log."""
_LASTING: tuple[Refusal, ...] = ("order", "question", "wish", "negation")
"""Refusals that hold for the clauses hung onto the refused one."""
_JOINS = (
    "and",
    "plus",
    "&",
    ",",
    "，",
    "then",
    "y",
    "e",
    "und",
    "also",
    "/",
    "(",
    ";",
    "以及",
    "还有",
    "また",
    "、",
    "dann",
    "luego",
    "depois",
    "sowie",
    "but",
    "aber",
    "pero",
    "mas",
    "、",
    "另外",
    "然后",
    "同时",
)


@dataclass
class Group:
    """The pieces of one promise, or of one clause that is none."""

    head: Head
    sentence: int
    pieces: list[Span]
    """What the wording is taken from, and where its dates are."""
    whole: Span
    lead: str = ""
    """A verb of the clause before that this one leaves out."""
    conditions: list[Span] = field(default_factory=list)
    dated: list[Span] = field(default_factory=list)

    def has_due(self, message: Message) -> bool:
        return any(message.dues_in(span) for span in self.dated)


def group(message: Message) -> list[Group]:
    """Every clause group of a message, refused ones included, in order."""
    return _Grouping(message).run()


class _Grouping:
    def __init__(self, message: Message) -> None:
        self.message = message
        self.groups: list[Group] = []
        self.conditions: list[Span] = []
        self.topic: Piece | None = None
        self.gapped: list[Piece] = []
        self.early: list[Span] = []
        self.sentence = -1
        self.asked_from: dict[int, int] = {}

    def run(self) -> list[Group]:
        pieces = cut(self.message)
        self._find_questions(pieces)
        for index, piece in enumerate(pieces):
            if piece.sentence != self.sentence:
                self._next_sentence(piece.sentence)
            self._take(piece, index)
        return self.groups

    def _next_sentence(self, number: int) -> None:
        self.sentence, self.conditions, self.topic, self.gapped = number, [], None, []
        if self.message.via == "chat" and not (self.groups and self.early):
            self.early = self.early[-1:]

    def _find_questions(self, pieces: list[Piece]) -> None:
        """From which piece of a sentence with a question mark on it asks."""
        by_sentence: dict[int, list[int]] = {}
        for index, piece in enumerate(pieces):
            if piece.is_question:
                by_sentence.setdefault(piece.sentence, []).append(index)
        for sentence, indexes in by_sentence.items():
            heads = [(index, self._read(pieces[index], True)) for index in indexes]
            asking = next((index for index, head in heads if head and head.refusal == "question"), None)
            tag = _TAG.match(self.message.masked[pieces[indexes[-1]].span.start : pieces[indexes[-1]].span.end]) and len(indexes) > 1
            self.asked_from[sentence] = asking if asking is not None else indexes[-1] if tag else indexes[0]

    def _take(self, piece: Piece, index: int) -> None:
        text = self.message.masked[piece.span.start : piece.span.end]
        if piece.is_condition:
            rest = _FIRST_PERSON.search(text, 6)
            if rest is None:
                self._condition(piece.span)
                return
            border = piece.span.start + rest.start()
            self._condition(Span(piece.span.start, border), ahead=True)
            piece = replace(piece, span=Span(border, piece.span.end), is_condition=False)
            text = self.message.masked[border : piece.span.end]
        asks = piece.sentence in self.asked_from and index >= self.asked_from[piece.sentence]
        here = self._here(piece)
        if _NOTHING_ELSE.match(text):
            self._bare(piece, here)
            return
        head = self._read(piece, here is None or here.head.refusal != "")
        if asks:
            head = Head(piece.span.start, piece.span.start, "nobody", "none", "question")
        if head is None:
            self._bare(piece, here)
        elif head.refusal or head.mood == "none":
            self._refused(piece, head)
        elif head.lent and here is not None:
            self._lent(piece, head, here)
        else:
            self._begin(piece, head)

    def _condition(self, span: Span, ahead: bool = False) -> None:
        here = self.groups[-1] if self.groups and self.groups[-1].sentence == self.sentence else None
        if here is not None and not ahead:
            here.conditions.append(span)
            here.whole = Span(here.whole.start, span.end)
        else:
            self.conditions.append(span)

    def _here(self, piece: Piece) -> Group | None:
        return self.groups[-1] if self.groups and self.groups[-1].sentence == piece.sentence else None

    def _begin(self, piece: Piece, head: Head, lead: str = "") -> None:
        if self.gapped and not head.refusal and self.message.dues_in(piece.span):
            self.groups += [Group(replace(head, cuts=()), piece.sentence, [one.span], one.span, "", [], [one.span]) for one in self.gapped]
        self.gapped = []
        self._drop_empty_report(head)
        self._take_topic(piece, head)
        start = min([piece.span.start, *(span.start for span in self.conditions)])
        spans = [Span(head.at, piece.span.end)]
        if self.topic is not None and self._lacks_object(spans[0]):
            spans, start = [self.topic.span, *spans], min(start, self.topic.span.start)
        self.topic = None
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

    def _drop_empty_report(self, head: Head) -> None:
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
        if not re.search(r"[^\W_]", "".join(kept)):
            self.groups.pop()

    def _take_topic(self, piece: Piece, head: Head) -> None:
        """What looked like a promise of its own, but without date or subject, is what this clause is about: 新合同，我两周内发给…"""
        last = self._here(piece)
        if last is None or head.refusal or not last.head.lent or last.head.mood != "planned" or last.has_due(self.message):
            return
        if self._lacks_object(Span(head.at, piece.span.end)):
            self.groups.pop()
            self.topic = Piece(last.whole, piece.sentence)

    def _lacks_object(self, span: Span) -> bool:
        """A Chinese clause that is only a verb, or a verb and to whom: what it is about stands before it."""
        words = re.sub(rf"[{DUE}\s]", "", self.message.masked[span.start : span.end])
        if not re.search(r"[\u3400-\u9fff]", words):
            return False
        return len(words) <= 4 or (
            bool(re.match(r"(?:会|就|再)?(?:[发寄报送交回退](?:出|给|过|到)|给(?:到|出)|出|到)", words)) and len(words) <= 12
        )

    def _refused(self, piece: Piece, head: Head) -> None:
        if self.message.via == "slash" and head.refusal in (*_STILL_LOGGED, ""):
            at = head.at if head.refusal in ("wish", "asked") and piece.span.start < head.at < piece.span.end else piece.span.start
            if head.refusal in ("private", "moving", "fact") and head.at > head.begin:
                at = head.at
            self._listed(piece, at)
        else:
            self._begin(piece, head)

    def _lent(self, piece: Piece, head: Head, here: Group) -> None:
        """A clause without a subject takes the one before's; without a date of its own it only goes on."""
        if here.head.refusal:
            lasting = (
                here.head.refusal in _LASTING
                and self.message.via == "chat"
                and not (here.head.refusal == "negation" and self.message.dues_in(piece.span))
            )
            self._begin(piece, replace(head, refusal=here.head.refusal) if lasting else head)
        elif here.head.mood == "listed" and head.person == "they" and not here.has_due(self.message):
            self._begin(piece, head)
        elif (
            (not here.has_due(self.message) and self._lacks_object(Span(head.at, piece.span.end)) and here.head.mood in ("told", "will"))
            or (not self.message.dues_in(piece.span) and (head.mood != "will" or self.message.via == "slash"))
            or (here.head.mood == "listed" and not here.has_due(self.message))
            or (self.message.via == "slash" and not here.has_due(self.message))
        ):
            self._extend(piece, here)
        else:
            person = here.head.person if here.head.person in ("we", "they") and here.head.mood != "listed" else head.person
            self._begin(piece, replace(head, person=person, mood=here.head.mood if head.mood == "planned" else head.mood))

    def _bare(self, piece: Piece, here: Group | None) -> None:
        """A piece without a verb that could undertake anything."""
        has_due = bool(self.message.dues_in(piece.span))
        only_due = bool(_NOTHING_ELSE.match(self.message.masked[piece.span.start : piece.span.end]))
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
                self._listed(piece, piece.span.start)
            elif has_due and only_due:
                self.early.append(piece.span)
            elif has_due:
                self.gapped.append(piece)
            elif not _NO_TOPIC.fullmatch(self.message.masked, piece.span.start, piece.span.end):
                self.topic = piece
            return
        if only_due:
            if not here.has_due(self.message) or here.dated[-1].end >= piece.span.start - 4:
                here.dated.append(piece.span)
            else:
                self.early.append(piece.span)
            return
        splits = has_due and here.has_due(self.message) and not here.head.refusal and (piece.joint in _JOINS or here.head.mood == "listed")
        if splits:
            self._own(piece, here)
        elif here.head.mood == "listed" and self.message.via == "slash" and piece.joint in (":",) and not here.has_due(self.message):
            self._extend(piece, here)
        else:
            self._extend(piece, here)

    def _own(self, piece: Piece, here: Group) -> None:
        """ "... and the samples by Friday": the same subject, and the same verb unless it has one."""
        head = replace(here.head, begin=piece.span.start, at=piece.span.start, cuts=())
        lead = (
            "" if self._starts_with_verb(piece) or here.head.verb is None else self.message.text[here.head.verb.start : here.head.verb.end]
        )
        self._begin(piece, head, lead)

    def _starts_with_verb(self, piece: Piece) -> bool:
        words = re.findall(rf"[^\W\d_]+|{DUE}+", self.message.masked[piece.span.start : piece.span.end].lower()[:80])
        words = [word for word in words if word not in ("also", "then", "to", "and")]
        if not words or words[0] not in OWN_VERBS:
            return (
                bool(words)
                and bool(re.search(r"(?:ar|er|ir|en|ern|eln)$", words[0]))
                and script_of(self.message.text, self.message.language) in ("es", "pt")
            )
        return not (words[0] in THINGS and (len(words) == 1 or words[1][0] == DUE))

    def _extend(self, piece: Piece, here: Group) -> None:
        here.pieces[-1] = Span(here.pieces[-1].start, piece.span.end)
        here.whole = Span(here.whole.start, piece.span.end)
        here.dated.append(piece.span)

    def _listed(self, piece: Piece, at: int) -> None:
        head = Head(piece.span.start, at, "we", "listed")
        here = self._here(piece)
        last = self.groups[-1] if self.groups else None
        if here is not None and here.head.mood == "listed" and not (here.has_due(self.message) and self.message.dues_in(piece.span)):
            self._extend(piece, here)
        elif last is not None and not last.has_due(self.message) and last.head.mood == "listed":
            self._extend(piece, last)
        else:
            self._begin(piece, head)

    def _read(self, piece: Piece, alone: bool) -> Head | None:
        masked = self.message.masked
        text = masked[piece.span.start : piece.span.end]
        script = script_of(text, self.message.language)
        if script == "zh":
            return chinese.read(masked, piece.span, alone)
        if script == "ja":
            return japanese.read(masked, piece.span, alone)
        if script == "en":
            head = english.read(masked, piece.span)
            if head is not None or not re.search(r"[a-z]", text):
                return head
        if script in ("es", "pt", "de"):
            head = european.read(masked, piece.span, script)
            return (
                head
                if head is not None
                else (english.read(masked, piece.span) if re.search(r"\b(?:i'?ll|we'?ll|will|i'?m|let me)\b", text, re.I) else None)
            )
        return None


def colleague_only(text: str) -> bool:
    """Nothing but mentions and signs."""
    return not re.sub(rf"[{COLLEAGUE}\W]", "", text)
