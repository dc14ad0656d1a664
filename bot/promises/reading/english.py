"""English: who undertakes what in one clause. A small left-to-right reader: subject, auxiliary, verb; reports; wishes; orders."""

import re
from dataclasses import replace

from bot.promises.reading import english_words as w
from bot.promises.reading.english_clause import BE, DETERMINERS, HAVE, PERSONS, PREPOSITIONS, RECIPIENTS
from bot.promises.reading.english_reports import Reports
from bot.promises.reading.known_words import COMMON
from bot.promises.reading.names_latin_patterns import OPENERS
from bot.promises.reading.shapes import Head, Mood, Refusal, Span
from bot.promises.reading.words import words_of

_NOT_NEGATIONS = re.compile("|".join(re.escape(phrase) for phrase in w.NOT_NEGATIONS), re.IGNORECASE)
_STEMS = (
    w.OWN_VERBS
    | w.THEIR_VERBS
    | w.MOVING
    | w.PRIVATE
    | w.RECEIVE
    | w.STILL_OPEN
    | words_of("work plan look wait talk catch check hop consider think")
)
_NEVER = re.compile(r"\bno (?:way|chance|intention)\b", re.IGNORECASE)
_TAKES_ON = re.compile(w.TAKES_ON, re.IGNORECASE)


def read(masked: str, span: Span) -> Head | None:
    """What heads the clause; None when it holds no verb that could undertake anything."""
    text = _NOT_NEGATIONS.sub(lambda found: " " * len(found.group()), masked[span.start : span.end])
    text = _NEVER.sub(lambda found: "never".ljust(len(found.group())), text)
    return _Reader(masked[: span.start] + text, span).read()


def _is_verb(word: str) -> bool:
    """Whether a word in -ing comes from a verb known here: "Sterling" and "Browning" do not."""
    stem = word.removesuffix("ing")
    return any(one in _STEMS for one in (stem, stem + "e", stem[:-1] if stem[-2:-1] == stem[-1:] else stem))


class _Reader(Reports):
    """One clause and the place where reading it stands."""

    def read(self) -> Head | None:
        tokens, first = self.tokens, self.first
        if first >= len(tokens):
            return None
        opening = self._opening()
        if opening is not None:
            return opening
        return self.scan(first)

    def _opening(self) -> Head | None:
        """Forms told by how they begin: "let me", a question, an order to a colleague, an idiom."""
        here, low = self.tokens[self.first], [token.low for token in self.tokens[self.first : self.first + 4]] + [""] * 4
        if low[0] == "let" and low[1] in ("me", "us"):
            verb = self.skip_adverbs(self.first + 2)
            if verb < len(self.tokens):
                refusal: Refusal = "order" if self.tokens[verb].low in ("know", "have", "hear") else ""
                return self.head(here.start, verb, "we", "will", refusal)
        if low[0] == "let" and low[1] == "'s":
            return Head(here.start, here.end, "we", "none", "order")
        if low[0] in w.ASKING and (low[1] in w.SUBJECTS or (low[0] not in ("have", "has", "do", "is") and self.capital(self.first + 1))):
            return Head(here.start, here.start, "nobody", "none", "question")
        if low[0] in w.WH and not (low[0] in ("which", "who") and low[1] in w.WILL):
            return Head(here.start, here.start, "nobody", "none", "question")
        if any(token.low in w.ORDER for token in self.tokens[: self.first + 3]) and not any(t.low in w.WE for t in self.tokens):
            return Head(here.start, here.start, "you", "none", "order")
        if self._is_past():
            return Head(here.start, here.start, "nobody", "none", "past")
        said = self.masked[here.start : self.tokens[-1].end]
        if _TAKES_ON.fullmatch(said):
            return Head(here.start, here.start, "we", "will")
        return None

    def _is_past(self) -> bool:
        """ "Sent Acme the quote", "already refunded them": a past verb without a subject."""
        done = self.tokens[self.first].low == "already" and self.first + 1 < len(self.tokens)
        token = self.tokens[self.first + done]
        if token.low in w.PROMISED | w.TELL or not (token.low in w.IRREGULAR_PAST or token.low.endswith("ed")):
            return False
        if done:
            return True
        at = self.first + 1
        if token.low in ("put", "set", "cut", "let", "need", "feed", "speed", "embed") or at >= len(self.tokens):
            return False
        name = (
            self.capital(at)
            and self.tokens[at].low not in w.THINGS
            and self.tokens[at].low.upper() != self.masked[self.tokens[at].start : self.tokens[at].end]
        )
        return name or self.tokens[at].low in DETERMINERS | RECIPIENTS | {"out", "off", "over", "to", "with", "it"}

    def _is_deed(self, index: int) -> bool:
        """ "We kick off on Monday": what we do by a date is a deed, whatever the verb, in the present tense."""
        low = self.tokens[index].low
        stands = w.NOT | w.HEDGES | w.WANTING | w.STATES | w.FACTS | w.TELL | w.PROMISED | w.WILL | w.ASKING | w.LEAD_INS | w.ADVERBS
        return (
            low.isalpha()
            and low not in stands | BE | HAVE | w.IRREGULAR_PAST | DETERMINERS | RECIPIENTS | PREPOSITIONS | w.MOVING | w.THINGS
            and not low.endswith(("ed", "ing", "ly", "s"))
            and any(token.is_due for token in self.tokens[index:])
        )

    def _goods_go(self, index: int) -> bool:
        """ "Ovens ship on the 18th": a plural that nobody is called by, and a verb that goods can do."""
        before = self.tokens[index - 1]
        return (
            self.tokens[index].low in ("ship", "leave", "sail", "arrive", "land")
            and (before.low.endswith("s") or self.subject(index)[0] == "thing")
            and before.low.endswith("s")
            and not before.capital
        )

    def _is_name(self, end: int) -> bool:
        """ "Quarry Lane to send ...": nothing but words with capital letters, and not only common ones."""
        words = [token for token in self.tokens[self.first : end] if token.low not in ("&", "of", "and")]
        return all(word.capital for word in words) and not all(word.low in COMMON or word.low in OPENERS for word in words)

    def _is_done(self, index: int) -> bool:
        """ "I sent", "we have shipped", "they paid": a past verb after a pronoun."""
        low, before = self.tokens[index].low, self.before(index)
        if low in ("put", "set", "cut", "let", "need", "feed") or not (low in w.IRREGULAR_PAST or (low.endswith("ed") and len(low) > 4)):
            return False
        if before in HAVE and index >= 2:
            before = self.tokens[index - 2].low
        return before in w.WE | w.THEY

    def scan(self, at: int, reported: str = "") -> Head | None:
        """The first head from token `at` on. `reported`: "" or who was said to have said it ("we", "they")."""
        for index in range(at, len(self.tokens)):
            if (index, reported) not in self.known:
                self.known[index, reported] = self.head_at(index, reported)
            head = self.known[index, reported]
            if head is not None:
                return head
        return None

    def head_at(self, index: int, reported: str) -> Head | None:
        low = self.tokens[index].low
        after = self.tokens[index + 1].low if index + 1 < len(self.tokens) else ""
        if low in w.WILL or low == "won't":
            return self._will(index, reported)
        if (low in ("'d", "would") and reported) or (low in ("could", "can") and reported == "we"):
            return self._will(index, reported)
        if low in ("would", "could", "might", "may", "'d", "should") and low != after:
            return self.wish(index)
        if low == "going" and after == "to" and self.before(index) in ("was", "were"):
            return Head(self.subject(index)[1], self.tokens[index].start, "we", "none", "past")
        if low == "going" and after == "to" and not self.is_noun(index + 2):
            return self._will(index + 1, reported, index)
        if low == "going" and after == "to" and self.subject(index)[0] == "we" and self.capital(index + 2):
            return Head(self.subject(index)[1], self.tokens[index].start, "we", "none", "moving")
        if low in ("plan", "plans", "planning", "intend", "intends", "aim") and after == "to":
            return self._will(index + 1, reported, index, "planned")
        if low in w.PROMISED or low in w.TELL:
            return self.report(index)
        if low in w.WANTING and not (low in ("need", "needs") and after in ("to",) and self.subject(index)[0] in ("we", "nobody")):
            return self.wanting(index)
        if low in ("need", "needs", "have", "got", "ought", "has") and after == "to":
            return self._will(index + 1, reported, index, "must")
        if low == "to" and not reported and index > self.first and self._is_name(index) and after in w.OWN_VERBS | w.THEIR_VERBS:
            return replace(self.head(self.tokens[self.first].start, index + 1, "they", "will"), lent=False)
        if low == "must":
            return self._will(index, reported, None, "must")
        if low == "can" or low == "can't":
            return self._will(index, reported, None, "able")
        if low.endswith("ing") and len(low) > 4:
            return self._progressive(index, reported)
        return self._present(index, reported)

    def _will(self, index: int, reported: str, back: int | None = None, mood: Mood = "will") -> Head | None:
        person, begin = self.subject(index if back is None else back)
        verb = self.skip_adverbs(index + 1)
        if (
            verb < len(self.tokens)
            and self.tokens[verb].low == "be"
            and verb + 2 < len(self.tokens)
            and self.tokens[verb + 1].low == "able"
        ):
            verb = self.skip_adverbs(verb + 3)
        if verb >= len(self.tokens):
            return None
        if mood == "able" and person == "you" and self.tokens[verb].low in w.TELL | {"assure", "promise"}:
            return self.scan(verb + 1, "we")
        if mood == "able" and person not in ("we", "nobody"):
            return Head(begin, self.tokens[verb].start, person, "none", "wish")
        if mood == "must" and person == "you":
            return Head(begin, self.tokens[verb].start, person, "none", "order")
        if self.tokens[verb].low in ("try", "make", "do") and verb + 2 < len(self.tokens) and self.tokens[verb].low == "try":
            verb = self.skip_adverbs(verb + 2) if self.tokens[verb + 1].low in ("to", "and") else verb
        return self.said_by(self.head(begin, min(verb, len(self.tokens) - 1), person, mood), reported, begin)

    def _progressive(self, index: int, reported: str) -> Head | None:
        token = self.tokens[index]
        before = self.tokens[index - 1].low if index else ""
        start = index == self.first
        if start and not _is_verb(token.low):
            return None
        is_verb = before in BE or self.back_to_be(index) or start or self.subject(index)[0] == "thing"
        goes = token.low == "going" and index + 1 < len(self.tokens) and self.tokens[index + 1].low in ("out", "off", "to")
        if goes and self.subject(index)[0] == "thing":
            return self.said_by(self.head(self.subject(index)[1], index, "thing", "planned"), reported, self.subject(index)[1])
        if not is_verb or token.low in w.STILL_OPEN:
            others = token.low in ("considering", "wondering", "thinking") and before in BE and self.before(index - 1) not in w.WE
            # what somebody else still turns over is as little to come as what is past
            return Head(self.subject(index)[1], token.start, "they", "none", "past") if others else None
        if token.low in w.NOUNS_IN_ING and not (before in BE or (start and token.low in w.VERBS_TOO)):
            return None
        person, begin = self.subject(index)
        if start:
            person, begin = "nobody", token.start
        return self.said_by(self.head(begin, index, person, "planned"), reported, begin)

    def _present(self, index: int, reported: str) -> Head | None:
        """ "we ship Monday", "they pay on the 30th": a verb right after its subject."""
        low = self.tokens[index].low
        if index == self.first or self.tokens[index].capital or self.tokens[index - 1].low in DETERMINERS | {"'s", "'"}:
            return None
        if self.tokens[index - 1].low[:1].isdigit():
            return None  # "20% deposit"
        if low in w.PRIVATE and self.before(index) in w.WE:
            further = self.scan(index + 1, reported) if low not in ("hope", "wish", "doubt") else None
            return further or Head(
                self.tokens[index - 1].start, self.tokens[index].start, "we", "none", "wish" if low in ("hope", "wish") else "private"
            )
        if self._is_done(index):
            return self.scan(index + 1, reported) or Head(self.tokens[index].start, self.tokens[index].start, "we", "none", "past")
        if (low in w.OWN_VERBS or self._is_deed(index)) and self.before(index) in w.WE:
            person, begin = self.subject(index)
            return self.said_by(self.head(begin, index, person, "planned"), reported, begin)
        if low.endswith("s") and low[:-1] in w.OWN_VERBS and self.tokens[index - 1].low in w.TEAM and self.subject(index)[0] == "we":
            return self.said_by(self.head(self.subject(index)[1], index, "we", "planned"), reported, self.subject(index)[1])
        if low in w.THINGS_GO | w.FETCHES and (self.subject(index)[0] == "thing" or self._goods_go(index)):
            return self.said_by(self.head(self.subject(index)[1], index, "thing", "planned"), reported, self.subject(index)[1])
        if low in w.THEIR_VERBS:
            person, begin = self.subject(index)
            if person == "they":
                receives = (
                    low == "get"
                    and (index > 1 or self.given_by_us(index))
                    and not (index + 1 < len(self.tokens) and self.tokens[index + 1].low in RECIPIENTS)
                )
                named = (
                    low in w.OWN_VERBS
                    and low not in w.PAYS
                    and not receives
                    and not any(token.low in PERSONS for token in self.tokens[:index])
                )
                head = self.head(begin, index, person, "planned")
                return self.said_by(replace(head, refusal="order") if named and not reported else head, reported, begin)
        return None
