"""Chinese clauses that tell of a promise: 跟李总说好了 ..., 答应客户 ..., 客户说 ..."""

import re
from dataclasses import replace

from bot.promises.reading import chinese_patterns as p
from bot.promises.reading import chinese_words as w
from bot.promises.reading.chinese_clause import Clause
from bot.promises.reading.shapes import Head, Person, Span


class Reports(Clause):
    """A clause that may speak of what was said or promised."""

    def told_somebody(self) -> Head | None:
        """跟李总说好了 …: we told somebody; 李总跟我说 …: somebody told us."""
        match = p.WITH.search(self.text, self.first)
        if match is None or (
            len(self.text) <= match.end() and not (self.ends_open and re.search("答应|承诺|许诺|保证|好|妥|定", match.group()))
        ):
            return None
        before = self.text[self.first : match.start()]
        if p.WE.fullmatch(match["who"]):
            return self.theirs(before, match.end(), told=False)
        if before and not p.WE.search(before) and not p.TEAM.search(before) and len(before) > 1 and not p.PAST.search(before):
            return None
        if self.negated(self.text[self.first : match.end()]):
            return self.refused("negation")
        return self.ours_told(match.end(), sure=bool(re.search(r"好|妥|定|约|保证|承诺|答应|许诺", match.group()[1 + len(match["who"]) :])))

    def promised(self) -> Head | None:
        match = p.PROMISES.search(self.text, self.first) or p.AGREED.search(self.text, self.first)
        if match is None:
            return None
        before = self.text[self.first : match.start()]
        if self.negated(before) or re.search(r"[的份个项]$", before) or re.search(r"不?轻易|随便|乱", before):
            return self.refused("negation")
        if re.search(r"本来|原本|原先", before):
            return self.refused("past")
        rest = self.text[match.end() :]
        if match["verb"] == "保证" and not before and not self.has_due and not rest:
            return None
        if self.is_ours(before) or p.AGREED.match(self.text, match.start()):
            head = self.ours_told(match.end(), sure=True)
            own = p.TOPIC.match(before)
            if own is None or head.refusal:
                return head
            gone = Span(self.place(self.first + own.end()), head.at)
            return replace(head, at=self.place(self.first), cuts=(gone, *head.cuts))
        return self.theirs(before, match.end(), told=True)

    def said(self) -> Head | None:
        match = p.SAYS.search(self.text, self.first)
        if match is None:
            return None
        before, verb = self.text[self.first : match.start()], match["verb"]
        if re.match(r"和|跟|与|找|问|向", before):
            return None  # 和总部确认后 …: with whom we talk, not who says it
        if re.search(r"本来|原本|原先", before):
            return self.refused("past")
        if self.is_ours(before):
            if p.TEAM.match(before) and verb in ("说", "回复", "通知", "表示"):
                return self.ours_told(match.end(), sure=False)
            if verb == "同意":
                return self.ours_told(match.end(), sure=True)
            told = (
                re.match(r"(?:告诉|告知|通知|回复)", verb) and before and self.has_due and re.search(r"会|我们", self.text[match.end() :])
            )
            return self.ours_told(match.end(), sure=False) if told else None
        if p.OUR_VERB.search(before) and not p.THEY.search(before):
            return None
        return self.theirs(before, match.end(), told=False)

    def ours_told(self, at: int, sure: bool) -> Head:
        """What follows a report of ours; its own subject may be they."""
        rest = self.text[at:]
        if self.is_question(rest) or (p.REQUEST.match(rest) and not rest.startswith("让")):
            return self.refused("asked")
        they = re.match(rf"(?:{w.LEAD})(?:{w.THEY})(?=.*(?:{w.THEIR_VERB}|会|要))", rest)
        person: Person = "they" if they and not re.match(r"客户.{0,3}(?:我|周|会收到|收到)", rest) else "we"
        if not they and p.THEIR_VERB.match(rest) and re.match(r"付|打款|下单|汇|签回|回签", rest):
            person = "they"
        if self.negated(rest) and not p.KEEPS.search(rest):
            return self.refused("negation")
        start = at + (they.end() if they else 0)
        subject = re.match(rf"(?:{w.LEAD}){w.WE}", self.text[start:]) if person == "we" else None
        start += subject.end() if subject else 0
        receiver = re.match(r"(?:客户|客人|对方|他们?|她们?|人家)(?!的|会|那)", self.text[start:]) if person == "we" else None
        start += receiver.end() if receiver and len(self.text) > start + receiver.end() else 0
        received = p.RECEIVE.search(rest)
        return self.head(start, person, "told" if sure else "planned", bool(received))

    def theirs(self, before: str, at: int, told: bool) -> Head | None:
        rest = self.text[at:]
        if self.negated(before) or (self.negated(rest) and not p.KEEPS.search(rest)):
            return self.refused("negation")
        if p.REQUEST.match(rest) or p.WANTS.match(rest):
            return self.refused("asked")
        if re.match(r"(?:我们?|咱们?)(?!会付)", rest) and self.text[at - 1 : at] not in ("“", "「", '"', "：", ":"):
            if told and not re.match(r"我们?.{0,6}(?:可以|能|要|得|先|应)", rest):
                own = re.match(r"我们?", rest)
                return self.head(at + (own.end() if own else 0), "they", "told")
            return self.refused("asked")
        if self.is_question(rest) or not rest:
            return self.refused("fact") if not (told and self.has_due) else self.head(at, "they", "told")
        if p.WISH.search(rest):
            return self.refused("wish")
        sure = told or bool(re.match(r".{0,6}(?:会|将|要|一定|准备|打算|马上|尽快|肯定)", rest))
        done = p.PAST.search(rest) and not p.STILL.search(rest) and not self.has_due
        return self.refused("past") if done else self.head(at, "they", "told" if sure else "planned")
