"""Chinese: who undertakes what in one clause, told by subject, report verb, tense particles and question words."""

import re
from dataclasses import replace

from bot.promises.reading import chinese_patterns as p
from bot.promises.reading import chinese_words as w
from bot.promises.reading.chinese_reports import Reports
from bot.promises.reading.shapes import COLLEAGUE, Head, Mood, Person, Refusal, Span

_QUOTES_THEM = re.compile(
    r"(?:他们?|她们?|客户|客人|对方|[总哥姐]|邮件|来信|回复|原话|写)(?:说|回复?|道|里)?[^。！？\n我]{0,4}[：:，,]?\s*[“\"「『]$"
)
"""What stands before their own words: 我们 in them is not us."""
_MOVED = re.compile(r"(?:的会议?|[组例周早晨年]会|会议|活动|聚餐|团建)(?=改|取消|推|延|挪|提前|换|照常)")
_PUT_OFF = re.compile(r"(?:回头|改天|以后|到时候?|晚点|之后|有空|先这样)?再(?:说|看|议|谈|聊|讲|定|商量|讨论)+(?:吧|看|说)?(?:[，,].*)?$")
"""What is talked about another time is not undertaken."""
"""A meeting that is put off."""
_TO_THEM = re.compile(r"(?:[发寄报送付转汇结退赔返打]|打款|汇款|转账|付款)给(?!我|咱|钱)|^给(?!我|咱|钱)")
_MEETS = re.compile(r"[组例周早晨]会|会议|开会|展会|聚餐|团建")


def read(masked: str, span: Span, alone: bool = True) -> Head | None:
    """What heads the clause. `alone`: no clause before it lends it a subject."""
    head = _Reader(masked, span).read(alone)
    if head is not None and head.person == "we" and not head.refusal and _QUOTES_THEM.search(masked, max(0, span.start - 30), span.start):
        return replace(head, person="they")
    return head


class _Reader(Reports):
    """One clause."""

    def read(self, alone: bool) -> Head | None:
        if self.first >= len(self.text):
            return None
        refusal = self._plainly_not()
        if refusal:
            return Head(self.place(self.first), self.place(self.first), "nobody", "none", refusal)
        return self.told_somebody() or self.promised() or self.said() or self._plain(alone)

    def _plainly_not(self) -> Refusal:
        text = self.text[self.first :]
        asked = p.QUESTION.search(text)
        if asked and not p.ASKS_ABOUT.search(text[: asked.start()]):
            return "question"
        if _MOVED.search(text):
            return "fact"
        if _PUT_OFF.match(text):
            return "wish"
        subject = p.WE_INSIDE.search(text)
        order = p.ORDER.search(text)
        if order and order.start() <= 6 and not (subject and subject.start() < order.start()):
            return "order"
        if re.match(r"(?:[小老阿].|.{1,2}[哥姐总])?[你您]们?(?![好的们])", text) and not subject and not p.RECEIVE.search(text):
            return "order"
        if self.text.startswith(COLLEAGUE) and not subject and not re.match(r"会|将|负责|答应|说|承诺", text):
            return "order"
        return ""

    def _plain(self, alone: bool) -> Head | None:
        """No report: a subject of its own, or none."""
        text = self.text[self.first :]
        if p.PRESSES.match(text) and not p.WE_INSIDE.search(text):
            return self.refused("asked")
        person, start = self.subject(text)
        if person == "they" and (
            p.REQUEST.match(self.text[start:]) or p.WANTS.match(self.text[start:]) or re.search(rf"{w.REQUEST}(?:我们?|咱)", text)
        ):
            return self.refused("asked")
        receives = p.RECEIVE.search(text)
        if person in ("they", "you") and receives:
            return self._weighed(self.first + receives.end(), "we")
        if person == "you":
            return self.refused("order")
        if person == "nobody":
            if p.TAIL.search(text) or re.match(r"需要|得|应该|必须|让", text):
                shown = re.match(r"(?:争取|确保|保证)?让.{2,12}?(?=收到|拿到|看到|用上|见到)", text)
                return self._weighed(self.first + shown.end(), "we") if shown and self.has_due else self.refused("order")
            if re.match(
                r"(?:我们?|咱们?|他们?)?(?:要求|希望|想)|要[^发寄送报给做]{0,6}的?(?:报价|样品?|图纸?|单|合同|货|价格|方案|资料"
                r"|证书)$",
                text,
            ):
                return self.refused("asked")
            if not (p.OUR_VERB.search(text) or p.THEIR_VERB.search(text) or p.KEEPS.search(text)):
                return None
            if not alone and not self.has_due:
                return self.refused("past") if p.PAST.search(text) else None
            person = "they" if p.THEIR_VERB.search(text) and not _TO_THEM.search(text) else "we"
            return self._weighed(start, person, True)
        if not (
            p.OUR_VERB.search(text)
            or p.THEIR_VERB.search(text)
            or p.SURE.search(self.text[start : start + 4])
            or p.MOVING.search(text)
            or p.KEEPS.search(text)
            or p.PRIVATE.search(text)
        ):
            return None
        return self._weighed(start, person)

    def _weighed(self, start: int, person: Person, lent: bool = False) -> Head:
        text = self.text[self.first :]
        if p.USUAL.search(text):
            return self.refused("fact")
        kept = p.KEEPS.search(text)
        if self.negated(text) and not kept:
            return self.refused("negation")
        if p.WISH.search(text):
            return self.refused("wish")
        if p.PAST.search(text) and not (p.STILL.search(text) and self.has_due):
            return self.refused("past")
        if _MEETS.search(text) and person == "they":
            return self.refused("fact")
        busy = re.sub(rf"{w.PRIVATE}|{w.MOVING}", "", text)
        if p.PRIVATE.search(text) and not (p.OUR_VERB.search(busy) or p.THEIR_VERB.search(busy)):
            return self.refused("private")
        if person == "we" and p.MOVING.search(text) and not p.OUR_VERB.search(busy):
            return self.refused("moving")
        sure = bool(p.SURE.search(text)) or (kept is not None)
        mood: Mood = "able" if p.ABLE.match(self.text[start:]) else "will" if sure else "planned"
        return self.head(start, person, mood, lent=lent)
