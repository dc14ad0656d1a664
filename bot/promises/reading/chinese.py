"""Chinese: who undertakes what in one clause, told by subject, report verb, tense particles and question words."""

import re
from dataclasses import replace

from bot.promises.reading import chinese_words as w
from bot.promises.reading.shapes import COLLEAGUE, DUE, Head, Mood, Person, Refusal, Span

_I = re.IGNORECASE
_LEAD = re.compile(w.LEAD, _I)
_QUESTION, _ASKS_ABOUT, _NOT, _KEEPS = re.compile(w.QUESTION, _I), re.compile(w.ASKS_ABOUT), re.compile(w.NOT), re.compile(w.KEEPS)
_WISH, _USUAL, _PAST, _STILL = re.compile(w.WISH), re.compile(w.USUAL), re.compile(w.PAST), re.compile(w.STILL_TO_COME)
_ORDER = re.compile(w.ORDER)
_WE, _TEAM, _THEY, _YOU = (re.compile(pattern, _I) for pattern in (w.WE, w.TEAM, w.THEY, w.YOU))
_WE_INSIDE = re.compile(rf"(?<![给跟对让帮知诉找和向要问还与为替叫请求复]){w.WE}(?!的|们的|方的|司的)")
_WITH = re.compile(
    r"(?:跟(?!进|踪)|和|与|向|对(?!方)|给|同(?!意|时|步|事))(?P<who>[^发寄送报回打，,]{1,14}?)(?:那边|这边|都|已经?|也|刚刚?|全)*"
    r"(?:说好|谈好|约好|讲好|定好|商量好|沟通好|谈妥|说定|约定|敲定|谈定|说过|讲过|说|讲|保证|承诺|许诺|答应|确认好|约(?=了)"
    r"|定(?=了)|交代)(?:了|过|的|是|：|:)*"
)
_PROMISES = re.compile(r"(?P<verb>答应|承诺|许诺|保证|应承|允诺|应下|许了)(?!金|书|函|质量的)(?:了|过|下来?|会|要|：|:|说)*(?!的)")
_AGREED = re.compile(r"(?P<verb>说好|谈好|约好|讲好|定好|说定|谈妥|敲定|约定)(?:了|的|是|：|:)*")
_SAYS = re.compile(
    r"(?:回复|回信|来信|邮件|微信|电话里?|刚刚?|已经?|也|都|又)*(?P<verb>说|表示|告诉|告知|通知|同意|确认|称|讲|回复)(?:了|过"
    r"|他们?(?=会|周)|我们?(?=[会说，,：:]|$)|，|：|:)*"
)
_REQUEST, _WANTS = re.compile(w.REQUEST), re.compile(w.WANTS)
_THEIR_VERB, _OUR_VERB = re.compile(w.THEIR_VERB, _I), re.compile(w.OUR_VERB)
_RECEIVE, _PRIVATE, _MOVING, _SURE = re.compile(w.RECEIVE), re.compile(w.PRIVATE), re.compile(w.MOVING), re.compile(w.SURE)
_MODALS = re.compile(w.MODALS)
_ABLE = re.compile(r"^(?:可以|能)(?!源|量)")
_THEY_INSIDE = re.compile(r"(?<![给跟对让帮知诉找和向要问还与为替叫请求复])(?:他们|她们|对方|客户|人家)(?!的|们的|那)")
_THING_OF_THEIRS = re.compile(rf"{w.THEY}.{{0,6}}的.{{1,10}}?(?={w.WE})")
"""他要的报价我明天给: what they want is only the object."""
_PRESSES = re.compile(r".{2,12}?(?:那边|这边)?(?:一直|老是|天天|又)?(?:在)?(?:催(?!一下)|要求|希望|急着要|等着要|追问)")
_TOPIC = re.compile(rf"(?P<topic>.{{2,20}}?)(?={w.WE}(?:已经?|都|也|刚)*$)")
"""What a promise is about, before its subject: 独家协议我们答应 ..."""
_TAIL = re.compile(r"吧$")


def read(masked: str, span: Span, alone: bool = True) -> Head | None:
    """What heads the clause. `alone`: no clause before it lends it a subject."""
    return _Reader(masked, span).read(alone)


class _Reader:
    """One clause without spaces and dates, and the way back to places in the message."""

    def __init__(self, masked: str, span: Span) -> None:
        self.places = [
            place for place in range(span.start, min(span.end, span.start + 400)) if masked[place] != DUE and not masked[place].isspace()
        ]
        self.text = "".join(masked[place] for place in self.places).translate(w.TRADITIONAL)
        self.due = masked[span.start : span.end]
        self.has_due = DUE in masked[span.start : span.end]
        self.span = span
        lead = _LEAD.match(self.text)
        self.first = lead.end() if lead else 0

    def read(self, alone: bool) -> Head | None:
        if self.first >= len(self.text):
            return None
        refusal = self._plainly_not()
        if refusal:
            return Head(self._place(self.first), self._place(self.first), "nobody", "none", refusal)
        return self._with() or self._promises() or self._says() or self._plain(alone)

    def _plainly_not(self) -> Refusal:
        text = self.text[self.first :]
        asked = _QUESTION.search(text)
        if asked and not _ASKS_ABOUT.search(text[: asked.start()]):
            return "question"
        subject = _WE_INSIDE.search(text)
        order = _ORDER.search(text)
        if order and order.start() <= 6 and not (subject and subject.start() < order.start()):
            return "order"
        if re.match(r"(?:[小老阿].|.{1,2}[哥姐总])?[你您](?!好)", text) and not subject and not _RECEIVE.search(text):
            return "order"
        if self.text.startswith(COLLEAGUE) and not subject and not re.match(r"会|将|负责|答应|说|承诺", text):
            return "order"
        return ""

    def _with(self) -> Head | None:
        """跟李总说好了 …: we told somebody; 李总跟我说 …: somebody told us."""
        match = _WITH.search(self.text, self.first)
        if match is None or len(self.text) <= match.end():
            return None
        before = self.text[self.first : match.start()]
        if _WE.fullmatch(match["who"]):
            return self._theirs(before, match.end(), told=False)
        if before and not _WE.search(before) and not _TEAM.search(before) and len(before) > 1 and not _PAST.search(before):
            return None
        if self._negated(self.text[self.first : match.end()]):
            return self._refused("negation")
        return self._ours_told(
            match.end(), sure=bool(re.search(r"好|妥|定|约|保证|承诺|答应|许诺", match.group()[1 + len(match["who"]) :]))
        )

    def _promises(self) -> Head | None:
        match = _PROMISES.search(self.text, self.first) or _AGREED.search(self.text, self.first)
        if match is None:
            return None
        before = self.text[self.first : match.start()]
        if self._negated(before) or re.search(r"[的份个项]$", before) or re.search(r"不?轻易|随便|乱", before):
            return self._refused("negation")
        rest = self.text[match.end() :]
        if match["verb"] == "保证" and not before and not self.has_due and not rest:
            return None
        if self._is_ours(before) or _AGREED.match(self.text, match.start()):
            head = self._ours_told(match.end(), sure=True)
            own = _TOPIC.match(before)
            if own is None or head.refusal:
                return head
            gone = Span(self._place(self.first + own.end()), head.at)
            return replace(head, at=self._place(self.first), cuts=(gone, *head.cuts))
        return self._theirs(before, match.end(), told=True)

    def _says(self) -> Head | None:
        match = _SAYS.search(self.text, self.first)
        if match is None:
            return None
        before, verb = self.text[self.first : match.start()], match["verb"]
        if self._is_ours(before):
            if _TEAM.match(before) and verb in ("说", "回复", "通知", "表示"):
                return self._ours_told(match.end(), sure=False)
            if verb == "同意" and before:
                return self._ours_told(match.end(), sure=True)
            told = (
                re.match(r"(?:告诉|告知|通知|回复)", verb) and before and self.has_due and re.search(r"会|我们", self.text[match.end() :])
            )
            return self._ours_told(match.end(), sure=False) if told else None
        if _OUR_VERB.search(before) and not _THEY.search(before):
            return None
        return self._theirs(before, match.end(), told=False)

    def _ours_told(self, at: int, sure: bool) -> Head:
        """What follows a report of ours; its own subject may be they."""
        rest = self.text[at:]
        if self._is_question(rest) or (_REQUEST.match(rest) and not rest.startswith("让")):
            return self._refused("asked")
        they = re.match(rf"(?:{w.LEAD})(?:{w.THEY})(?=.*(?:{w.THEIR_VERB}|会|要))", rest)
        person: Person = "they" if they and not re.match(r"客户.{0,3}(?:我|周|会收到|收到)", rest) else "we"
        if not they and _THEIR_VERB.match(rest) and re.match(r"付|打款|下单|汇|签回|回签", rest):
            person = "they"
        if self._negated(rest) and not _KEEPS.search(rest):
            return self._refused("negation")
        start = at + (they.end() if they else 0)
        subject = re.match(rf"(?:{w.LEAD}){w.WE}", self.text[start:]) if person == "we" else None
        start += subject.end() if subject else 0
        receiver = re.match(r"(?:客户|客人|对方|他们?|她们?|人家)(?!的|会|那)", self.text[start:]) if person == "we" else None
        start += receiver.end() if receiver and len(self.text) > start + receiver.end() else 0
        received = _RECEIVE.search(rest)
        return self._head(start, person, "told" if sure else "planned", bool(received))

    def _theirs(self, before: str, at: int, told: bool) -> Head | None:
        rest = self.text[at:]
        if self._negated(before) or (self._negated(rest) and not _KEEPS.search(rest)):
            return self._refused("negation")
        if _REQUEST.match(rest) or _WANTS.match(rest):
            return self._refused("asked")
        if re.match(r"(?:我们?|咱们?)(?!会付)", rest) and self.text[at - 1 : at] not in ("“", "「", '"', "：", ":"):
            if told and not re.match(r"我们?.{0,6}(?:可以|能|要|得|先|应)", rest):
                own = re.match(r"我们?", rest)
                return self._head(at + (own.end() if own else 0), "they", "told")
            return self._refused("asked")
        if self._is_question(rest) or not rest:
            return self._refused("fact") if not (told and self.has_due) else self._head(at, "they", "told")
        if _WISH.search(rest):
            return self._refused("wish")
        sure = told or bool(re.match(r".{0,6}(?:会|将|要|一定|准备|打算|马上|尽快|肯定)", rest))
        done = _PAST.search(rest) and not _STILL.search(rest) and not self.has_due
        return self._refused("past") if done else self._head(at, "they", "told" if sure else "planned")

    def _plain(self, alone: bool) -> Head | None:
        """No report: a subject of its own, or none."""
        text = self.text[self.first :]
        if _PRESSES.match(text) and not _WE_INSIDE.search(text):
            return self._refused("asked")
        person, start = self._subject(text)
        if person == "they" and (
            _REQUEST.match(self.text[start:]) or _WANTS.match(self.text[start:]) or re.search(rf"{w.REQUEST}(?:我们?|咱)", text)
        ):
            return self._refused("asked")
        receives = _RECEIVE.search(text)
        if person in ("they", "you") and receives:
            return self._weighed(self.first + receives.end(), "we")
        if person == "you":
            return self._refused("order")
        if person == "nobody":
            if _TAIL.search(text) or re.match(r"需要|得|应该|必须|让", text):
                return self._refused("order")
            if re.match(r"(?:我们?|咱们?|他们?)?(?:要求|希望|想)", text):
                return self._refused("asked")
            if not (_OUR_VERB.search(text) or _THEIR_VERB.search(text) or _KEEPS.search(text)):
                return None
            if not alone and not self.has_due:
                return self._refused("past") if _PAST.search(text) else None
            person = "they" if _THEIR_VERB.search(text) and not re.search(r"(?:发|寄|报|送)给(?!我)", text) else "we"
            return self._weighed(start, person, True)
        if not (
            _OUR_VERB.search(text)
            or _THEIR_VERB.search(text)
            or _SURE.search(self.text[start : start + 4])
            or _MOVING.search(text)
            or _PRIVATE.search(text)
        ):
            return None
        return self._weighed(start, person)

    def _weighed(self, start: int, person: Person, lent: bool = False) -> Head:
        text = self.text[self.first :]
        if _USUAL.search(text):
            return self._refused("fact")
        kept = _KEEPS.search(text)
        if self._negated(text) and not kept:
            return self._refused("negation")
        if _WISH.search(text):
            return self._refused("wish")
        if _PAST.search(text) and not (_STILL.search(text) and self.has_due):
            return self._refused("past")
        if person == "we":
            busy = re.sub(rf"{w.PRIVATE}|{w.MOVING}", "", text)
            if _PRIVATE.search(text) and not _OUR_VERB.search(busy):
                return self._refused("private")
            if _MOVING.search(text) and not _OUR_VERB.search(busy):
                return self._refused("moving")
        sure = bool(_SURE.search(text)) or (kept is not None)
        mood: Mood = "able" if _ABLE.match(self.text[start:]) else "will" if sure else "planned"
        return self._head(start, person, mood, lent=lent)

    def _subject(self, text: str) -> tuple[Person, int]:
        """Who does it, and where the rest begins (places in self.text)."""
        if _THING_OF_THEIRS.match(text):
            return "we", self.first
        for pattern, person in ((_WE, "we"), (_YOU, "you"), (_THEY, "they"), (_TEAM, "we")):
            match = pattern.match(text)
            if match and not text[match.end() :].startswith("的"):
                after = match.end()
                if person == "they" and _WE_INSIDE.match(text, after):
                    inner = _WE.match(text, after)
                    return "we", self.first + (inner.end() if inner else after)
                further = _TEAM.match(text, after) if person == "we" else re.compile("那边|这边|公司|方面").match(text, after)
                return person, self.first + (further.end() if further else after)  # type: ignore[return-value]
        inside = _WE_INSIDE.search(text)
        if inside and inside.start() <= 16:
            return "we", self.first
        other = _THEY_INSIDE.search(text)
        if (
            other
            and 0 < other.start() <= 10
            and not re.search(r"[给发寄报跟对向和去到为帮]", text[: other.start()])
            and _THEIR_VERB.search(text[other.end() :] + "安排付")
            and DUE in self.due
        ):
            return "they", self.first
        they = re.match(rf"(?P<name>.{{1,16}}?)(?:那边|方面|公司)?(?:会|将|要|准备|打算|还|也)?(?:把.{{1,8}}?)?(?:{w.THEIR_VERB})", text)
        if they and not re.match(r"(?:给|跟|和|对|把|发|寄|报|去|让|催|帮|为|找)", text):
            return "they", self.first
        side = re.match(r".{1,12}?(?:那边|方面)(?=会|将|要|周|明|下|今)", text)
        return ("they", self.first + side.end()) if side else ("nobody", self.first)

    def _head(self, start: int, person: Person, mood: Mood, receives: bool = False, lent: bool = False) -> Head:
        modals = _MODALS.match(self.text, start)
        at = modals.end() if modals else start
        if receives:
            found = _RECEIVE.search(self.text, start)
            at, person = (found.end(), "we") if found else (at, person)
        cuts = tuple(
            Span(self._place(match.start()), self._place(match.end() - 1) + 1)
            for match in (_WE_INSIDE if person == "we" else _THEY_INSIDE).finditer(self.text, at)
            if match.end() < len(self.text)
        )
        begin = self._place(self.first)
        verb = _OUR_VERB.search(self.text, at) or _THEIR_VERB.search(self.text, at)
        where = Span(self._place(verb.start()), self._place(verb.end() - 1) + 1) if verb else None
        return Head(begin, self._place(at) if at < len(self.text) else self.span.end, person, mood, "", where, lent, cuts[:1])

    def _refused(self, refusal: Refusal) -> Head:
        return Head(self._place(self.first), self._place(self.first), "nobody", "none", refusal)

    def _is_ours(self, before: str) -> bool:
        bare = re.sub(rf"(?:{w.LEAD})", "", before)
        bare = re.sub(r"已经?|都|也|刚刚?|之前|昨天|今天|上周|又|还|当面|电话里?|邮件|口头|微信上?|是", "", bare)
        return not bare or bool(_WE.search(bare)) or bool(_TEAM.match(bare))

    def _negated(self, text: str) -> bool:
        return bool(_NOT.search(text))

    def _is_question(self, text: str) -> bool:
        return bool(_QUESTION.search(text))

    def _place(self, at: int) -> int:
        return self.places[at] if at < len(self.places) else self.span.end
