"""What speaks against an English head: negation, hedge, a fact, a private plan; and whose it is when goods or money are its subject."""

import re
from dataclasses import replace

from bot.promises.reading import english_words as w
from bot.promises.reading.english_clause import PREPOSITIONS, THEIRS, Clause
from bot.promises.reading.shapes import DUE, Head, Mood, Person, Refusal, Span

_KEEPS_PRICE = re.compile(
    r"\b(?:rais|increas|chang|touch|adjust|hik|put)\w*\b.{0,30}\b(?:prices?|rates?|cost|it up|them)\b"
    r"|\b(?:sell|offer|supply|appoint|quote|work with|ship|deal with|sign)\w*\b.{0,40}\b(?:any(?:one|body)?|others?|another"
    r"|competitors?|else|second)\b"
    r"|\b(?:charg|bill|invoic)\w*\b",
    re.IGNORECASE,
)

_FROM_US = re.compile(
    r"(?:\s+(?:all|both|back))?\s+(?:our|my)\b|[^,.;]{0,60}?\bfrom\s(?:us|me)\b|[^,.;]{0,30}?(?:\d\s?%|\b(?:free|rebate|discount|refund\w*|credited|bonus)\b)",
    re.IGNORECASE,
)
"""Who will have our letter is given it by us."""
_OF_A_BANK = re.compile(r"opens?\s(?:\w+\s){0,2}?(?:l/?cs?|letters?\sof\scredit|credit|account)\b", re.IGNORECASE)
_QUOTES_THEM = re.compile(
    r"(?:\bfrom\s(?!me\b|us\b)[^.!?\n]{2,40}|(?<!\bi )(?<!\bwe )\b(?:said|says|wrote|writes|texted|emailed|replied|messaged|answered"
    r"|reply|whatsapp)"
    r"|\b(?:buyer|customer|client|they|he|she)\b[^.!?\n]{0,20})\s*[:,-]?\s*[\"“'«]\s*$",
    re.IGNORECASE,
)
"""What stands before their own words: "we" in them is not us."""


class Weighing(Clause):
    """A clause whose heads are weighed by who their subject is."""

    def head(self, begin: int, verb: int, person: Person, mood: Mood, refusal: Refusal = "") -> Head:
        """The head with everything that speaks against it weighed."""
        token, tail = self.tokens[verb], self.masked[self.tokens[verb].start :]
        head = Head(begin, token.start, person, mood, refusal, Span(token.start, token.end), person == "nobody")
        negated = self.negated(verb)
        if negated:
            kept = _KEEPS_PRICE.search(tail)
            return replace(head, at=self.negation_start(verb)) if kept else replace(head, refusal=negated)
        if not refusal and self.hedged(verb):
            return replace(head, refusal="wish")
        if refusal:
            return head
        if person == "nobody":
            head = replace(head, person="we")
        return {"we": self.by_us, "nobody": self.by_us, "they": self.by_them, "you": self.by_you, "thing": self.of_a_thing}[person](
            head, verb
        )

    def by_us(self, head: Head, verb: int) -> Head:
        low, rest = self.tokens[verb].low, [token.low for token in self.tokens[verb + 1 : verb + 6]]
        low = low[:-3] if low.endswith("ing") and low[:-3] in w.MOVING | w.PRIVATE else low
        low = {"having": "have", "working": "work", "taking": "take", "leaving": "leave", "driving": "drive"}.get(low, low)
        if low in ("get", "receive", "have") and any(word in w.THEIR_THINGS for word in rest) and head.mood in ("will", "told"):
            return replace(head, person="they", at=self.after(verb))
        if low == "have" and (not rest or rest[0][:1] == DUE):
            return replace(head, refusal="private")
        if low == "work" and rest[:1] in (["from"], ["at"], ["remotely"]):
            return replace(head, refusal="private")
        if low in ("open", "close") and (not rest or rest[0][:1] == DUE):
            return replace(head, refusal="fact")
        if _QUOTES_THEM.search(self.masked, max(0, head.begin - 80), head.begin):
            return replace(head, person="they")
        if low in w.PRIVATE or (
            low in ("have", "take", "grab", "get", "go", "be") and any(word in w.MEALS | {"off", "leave"} for word in rest[:3])
        ):
            return replace(head, refusal="moving" if low == "see" else "private")
        if low == "be":
            following = next((word for word in rest if word not in w.ADVERBS), "")
            if following.endswith("ing") or following in w.PARTICIPLES or following in ("happy", "glad"):
                return head
            if following == "in" and "touch" in rest:
                return head
        if low in w.MOVING and not (low == "go" and rest[:1] in (["ahead"], ["through"], ["over"])):
            return replace(head, refusal="moving")
        return head

    def by_them(self, head: Head, verb: int) -> Head:
        low, rest = self.tokens[verb].low, [token.low for token in self.tokens[verb + 1 : verb + 7]]
        if any(token.low in w.USUAL for token in self.tokens[:verb]) or low in w.USUAL:
            return replace(head, refusal="fact")
        own = low == "gets" and rest[:1] and rest[0] in ("her", "his", "their", "its")
        low = {"getting": "get", "receiving": "receive", "having": "have"}.get(low, low)
        from_us = low in w.RECEIVE and self.given_by_us(verb)
        if low in w.RECEIVE and (own or from_us or not any(word in w.BACK | w.THEIR_THINGS for word in rest)):
            return replace(head, person="we", at=self.after(verb)) if low != "see" else replace(head, refusal="fact")
        following = next((word for word in rest if word not in w.ADVERBS), "")
        if low == "be" and following in w.DONE_TO_THEM:
            return replace(head, person="we", at=self.after(verb))
        of_a_bank = _OF_A_BANK.match(self.masked, self.tokens[verb].start)
        if (low in w.FACTS | w.PRIVATE and not of_a_bank) or (low == "be" and (following in w.STATES or not following)):
            return replace(head, refusal="fact")
        return head

    def given_by_us(self, verb: int) -> bool:
        return _FROM_US.match(self.masked, self.tokens[verb].end) is not None

    def by_you(self, head: Head, verb: int) -> Head:
        low, rest = self.tokens[verb].low, [token.low for token in self.tokens[verb + 1 : verb + 3]]
        if low in w.RECEIVE and rest[:1] != ["to"] and head.mood in ("will", "told"):
            return replace(head, person="we", at=self.after(verb))
        return replace(head, refusal="order")

    def of_a_thing(self, head: Head, verb: int) -> Head:
        """Goods that will go out are ours to do; money that will come in is theirs."""
        low, rest = self.tokens[verb].low, [token.low for token in self.tokens[verb + 1 : verb + 5]]
        phrase = [token.low for token in self.tokens if head.begin <= token.start < self.tokens[verb].start]
        subject = set(phrase[: next((at for at, word in enumerate(phrase) if at and word in PREPOSITIONS), len(phrase))])
        following = next((word for word in rest if word not in w.ADVERBS | {"be", "been"}), "")
        of_a_bank = _OF_A_BANK.match(self.masked, self.tokens[verb].start)
        arrives = low == "be" and following in ("at", "in", "with") and bool(subject & (w.THINGS - w.THEIR_THINGS))
        if (
            (low in w.FACTS and not of_a_bank)
            or (low == "be" and not arrives and (following in w.STATES or following in w.SUBJECTS))
            or any(word in w.USUAL for word in subject)
        ):
            return replace(head, refusal="fact")
        if low == "be" and not (arrives or following in w.PARTICIPLES or following.endswith(("ed", "ing")) or not following):
            return replace(head, refusal="fact")
        acts = subject & (THEIRS | {"'s", "'"}) and (low in w.FETCHES or of_a_bank)
        theirs = subject & w.THEIR_THINGS or (low == "be" and following in w.THEIR_PARTICIPLES) or acts
        return replace(head, person="they" if theirs else "we", at=head.begin)

    def said_by(self, head: Head | None, reported: str, begin: int) -> Head | None:
        """Inside "they said ...": an "I" in quotation marks is theirs, a plain one is what they want of us."""
        if head is None or reported != "they" or head.person != "we":
            return head
        if self.masked[:begin].rstrip(" ")[-1:] in ('"', "“", "„", "«", "'", ":"):
            return replace(head, person="they")
        return replace(head, refusal="asked") if not head.refusal else head
