"""English clauses that tell of a promise ("told Acme we would ..."), of a wish, or of what somebody wants."""

import re
from abc import abstractmethod
from dataclasses import replace

from bot.promises.reading import english_words as w
from bot.promises.reading.english_clause import DETERMINERS, PERSONS, RECIPIENTS, VERBS
from bot.promises.reading.english_weighing import Weighing
from bot.promises.reading.shapes import Head, Mood, Person, Refusal, Span
from bot.promises.reading.words import words_of

_NOTHING_MORE = words_of("increase increases charge charges extra rise cost costs surcharge change changes hike hikes fee fees deposit")
"""Of these none is a favour."""


class Reports(Weighing):
    """A clause that may speak of what was said."""

    @abstractmethod
    def scan(self, at: int, reported: str = "") -> Head | None:
        """The first head from word `at` on; `reported`: "" or who was said to have said it ("we", "they")."""

    def report(self, index: int) -> Head | None:
        """A verb that tells of a promise: who made it, and what follows."""
        low = self.tokens[index].low
        if low in ("guarantee", "pledge") and index and re.search(r"\d|year|month|extended|back", self.tokens[index - 1].low):
            return None  # "a 5-year guarantee" is a thing
        passive = any(token.low in ("was", "were", "been", "got") for token in self.tokens[max(0, index - 2) : index])
        person, begin = self.subject(index)
        spoken = next((token for token in reversed(self.tokens[:index]) if token.low in w.WE | w.THEY), None)
        if (
            spoken is not None
            and self.before(index) not in PERSONS
            and not passive
            and not any(t.capital for t in self.tokens[:index] if t.start > spoken.start)
        ):
            person, begin = PERSONS[spoken.low], spoken.start
        if low in ("promise", "commitment") and index and self.tokens[index - 1].low in ("my", "our"):
            person, begin = "we", self.tokens[index - 1].start
        if person == "thing" and low in w.PROMISED and not passive and self.is_plain_noun(index):
            return None
        if passive:
            person = "we" if person in ("they", "you", "nobody") else "they"
        if person == "you":
            return Head(begin, self.tokens[index].end, "you", "none", "order")
        if (
            person == "nobody"
            and index == self.first
            and low in ("promise", "tell", "confirm", "agree", "guarantee", "commit", "pledge", "assure")
            and not (index + 1 < len(self.tokens) and self.tokens[index + 1].low in ("to", "you"))
        ):
            return None  # an order: "tell Acme", "confirm the date"
        who: Person = "they" if person in ("they", "thing") else "we"
        inner_at = index + 1
        tokens = self.tokens
        inner = self.scan(inner_at, "we" if who == "we" else "they") if inner_at < len(tokens) else None
        if (inner is not None and inner.mood != "none") or (inner is not None and inner.refusal == "asked"):
            told: Mood = "told" if inner.mood in ("will", "told") or low in w.PROMISED else "planned"
            person_of = inner.person if inner.person != "nobody" else who
            return replace(inner, mood=told, person=person_of, begin=begin, refusal=self.negated(index) or inner.refusal)
        if low in w.TELL and low not in ("told", "assured"):
            return None
        at, to_verb = self.after_recipient(inner_at)
        if at >= len(tokens) and who == "they" and not passive and self._is_object(inner_at):
            return Head(begin, tokens[index].start, who, "planned", self.negated(index))  # "they confirm colours Friday"
        if at < len(tokens) and tokens[at].low in ("so", "already") and not any(token.is_due for token in tokens[at:]):
            return Head(begin, tokens[at].start, who, "none", "past")  # "told them so in the mail"
        if at >= len(tokens):
            return Head(begin, tokens[-1].end, who, "planned" if low in w.LIGHT | w.TELL else "told", self.negated(index))
        mood: Mood = "told" if low in w.PROMISED and (to_verb or low not in w.LIGHT) else "planned"
        if low in w.LIGHT and not to_verb and tokens[at].low in ("to", "on", "with") and who == "they":
            return None
        refusal: Refusal = self.negated(index)
        if tokens[at].low == "no" and not any(token.low in _NOTHING_MORE for token in tokens[at:]):
            refusal = "negation"
        return Head(begin, tokens[at].start, who, mood, refusal, Span(tokens[at].start, tokens[at].end) if to_verb else None)

    def _is_object(self, at: int) -> bool:
        """Whether a plain word stands there that is neither a person nor a date."""
        return at < len(self.tokens) and not (self.capital(at) or self.tokens[at].is_due or self.tokens[at].low in RECIPIENTS)

    def after_recipient(self, at: int) -> tuple[int, bool]:
        """Where the promised thing begins after "promised Acme (that|to|on)", and whether it is a verb."""
        tokens, size = self.tokens, len(self.tokens)
        if at < size and tokens[at].low in ("with", "to") and (self.is_noun(at + 1) or self.unknown(at + 1)):
            at += 1
        if at < size and tokens[at].low in RECIPIENTS:
            at += 1
        elif at + 1 < size and tokens[at].low in DETERMINERS and tokens[at + 1].low in w.BUYERS:
            at += 2
        elif self.capital(at):
            first = at
            while at < size and (
                (tokens[at].capital and (tokens[at].low not in w.THINGS or (at == first and self.capital(at + 1))))
                or tokens[at].low in ("&", "de", "del", "da", "and")
            ):
                at += 1
        elif (
            self.unknown(at)
            and at + 1 < size
            and (tokens[at + 1].low in DETERMINERS | {"to", "that", "on"} | w.THINGS or tokens[at + 1].is_due)
        ):
            at += 1
        while at < size and (tokens[at].low in ("that", "on", "for", ":", "-", "about", "of", "a,") or tokens[at].is_due):
            at += 1
        if at + 1 < size and tokens[at].low == "to" and not self.is_noun(at + 1):
            return self.skip_adverbs(at + 1), True
        return at, False

    def wanting(self, index: int) -> Head | None:
        person, begin = self.subject(index)
        if person in ("we", "nobody"):
            return None if person == "nobody" and index != self.first else Head(begin, self.tokens[index].end, person, "none", "wish")
        return Head(begin, self.tokens[index].end, "they", "none", "asked")

    def wish(self, index: int) -> Head | None:
        if self.tokens[index].low == "may" and index + 1 < len(self.tokens) and self.tokens[index + 1].low not in VERBS:
            return None
        person, begin = self.subject(index)
        if person == "nobody" and index != self.first:
            return None
        return Head(begin, self.tokens[index].end, person, "none", "wish")
