"""One Chinese clause without spaces and dates: its subject, and the way back to places in the message."""

import re

from bot.promises.reading import chinese_patterns as p
from bot.promises.reading import chinese_words as w
from bot.promises.reading.shapes import DUE, Head, Mood, Person, Refusal, Span


class Clause:
    """The characters of a clause and where each stands."""

    def __init__(self, masked: str, span: Span) -> None:
        self.places = [
            place for place in range(span.start, min(span.end, span.start + 400)) if masked[place] != DUE and not masked[place].isspace()
        ]
        self.text = "".join(masked[place] for place in self.places).translate(w.TRADITIONAL)
        self.due = masked[span.start : span.end]
        self.has_due = DUE in masked[span.start : span.end]
        self.span = span
        self.ends_open = masked[span.end : span.end + 1] in ("：", ":", "，")
        """What is reported follows after the sign."""
        lead = p.LEAD.match(self.text)
        self.first = lead.end() if lead else 0

    def subject(self, text: str) -> tuple[Person, int]:
        """Who does it, and where the rest begins (places in self.text)."""
        if p.THING_OF_THEIRS.match(text):
            return "we", self.first
        for pattern, person in ((p.WE, "we"), (p.YOU, "you"), (p.THEY, "they"), (p.TEAM, "we")):
            match = pattern.match(text)
            if match and not text[match.end() :].startswith("的"):
                after = match.end()
                if person == "they" and p.WE_INSIDE.match(text, after):
                    inner = p.WE.match(text, after)
                    return "we", self.first + (inner.end() if inner else after)
                further = p.TEAM.match(text, after) if person == "we" else re.compile("那边|这边|公司|方面").match(text, after)
                return person, self.first + (further.end() if further else after)  # type: ignore[return-value]
        inside = p.WE_INSIDE.search(text)
        if inside and inside.start() <= 16:
            return "we", self.first
        other = p.THEY_INSIDE.search(text)
        if (
            other
            and 0 < other.start() <= 10
            and not re.search(r"[给发寄报跟对向和去到为帮]", text[: other.start()])
            and p.THEIR_VERB.search(text[other.end() :] + "安排付")
            and DUE in self.due
        ):
            return "they", self.first
        they = re.match(rf"(?P<name>.{{1,16}}?)(?:那边|方面|公司)?(?:会|将|要|准备|打算|还|也)?(?:把.{{1,8}}?)?(?:{w.THEIR_VERB})", text)
        if they and not re.match(r"(?:给|跟|和|对|把|发|寄|报|去|让|催|帮|为|找|提醒|叫|请|约|陪|追|问)", text):
            return "they", self.first
        side = re.match(r".{1,12}?(?:那边|方面)(?=会|将|要|周|明|下|今)", text)
        return ("they", self.first + side.end()) if side else ("nobody", self.first)

    def head(self, start: int, person: Person, mood: Mood, receives: bool = False, lent: bool = False) -> Head:
        modals = p.MODALS.match(self.text, start)
        at = modals.end() if modals else start
        if receives:
            found = p.RECEIVE.search(self.text, start)
            at, person = (found.end(), "we") if found else (at, person)
        cuts = tuple(
            Span(self.place(match.start()), self.place(match.end() - 1) + 1)
            for match in (p.WE_INSIDE if person == "we" else p.THEY_INSIDE).finditer(self.text, at)
            if match.end() < len(self.text)
        )
        begin = self.place(self.first)
        verb = p.OUR_VERB.search(self.text, at) or p.THEIR_VERB.search(self.text, at)
        where = Span(self.place(verb.start()), self.place(verb.end() - 1) + 1) if verb else None
        return Head(begin, self.place(at) if at < len(self.text) else self.span.end, person, mood, "", where, lent, cuts[:1])

    def refused(self, refusal: Refusal) -> Head:
        return Head(self.place(self.first), self.place(self.first), "nobody", "none", refusal)

    def is_ours(self, before: str) -> bool:
        bare = re.sub(rf"(?:{w.LEAD})", "", before)
        bare = re.sub(r"书面|正式|最终|统一|已经?|都|也|刚刚?|之前|昨天|今天|上周|又|还|当面|电话里?|邮件|口头|微信上?|是", "", bare)
        return not bare or bool(p.WE.search(bare)) or bool(p.TEAM.match(bare))

    def negated(self, text: str) -> bool:
        return bool(p.NOT.search(text))

    def is_question(self, text: str) -> bool:
        return bool(p.QUESTION.search(text))

    def place(self, at: int) -> int:
        return self.places[at] if at < len(self.places) else self.span.end
