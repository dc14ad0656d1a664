"""English: who undertakes what in one clause. A small left-to-right reader: subject, auxiliary, verb; reports; wishes; orders."""

import re
from dataclasses import replace

from bot.promises.reading import english_words as w
from bot.promises.reading.shapes import COLLEAGUE, DUE, Head, Mood, Person, Refusal, Span
from bot.promises.reading.tokens import tokens_of

_BE = frozenset(["'m", "am", "are", "'re", "is", "'s", "be", "been", "being", "was", "were"])
_HAVE = frozenset(["have", "has", "had", "'ve"])
_SKIP_BACK = w.ADVERBS | w.HEDGES | _HAVE | {"'s", "'re", "'m", "do", "did", "-"}
_DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "our",
        "my",
        "your",
        "his",
        "her",
        "its",
        "these",
        "those",
        "this",
        "some",
        "any",
        "all",
        "both",
        "their",
        "two",
        "three",
        "four",
        "five",
        "ten",
        "another",
        "one",
    ]
)
_RECIPIENTS = frozenset(["them", "him", "her", "you", "us", "me", "u", "everyone", "everybody"])
_PREPOSITIONS = frozenset(["of", "for", "at", "from", "in", "on", "with", "to", "about", "by", "per", "regarding", "re", "under"])
_NOT_NEGATIONS = re.compile("|".join(re.escape(phrase) for phrase in w.NOT_NEGATIONS), re.IGNORECASE)
_NEVER = re.compile(r"\bno (?:way|chance|intention)\b", re.IGNORECASE)
_VERBS = w.OWN_VERBS | w.RECEIVE | w.WEAK | w.ADVERBS | {"be", "not", "never"}
_FREE_WORDS = w.OWN_VERBS | w.THINGS | w.LEAD_INS | w.ADVERBS | _PREPOSITIONS | _DETERMINERS
_KEEPS_PRICE = re.compile(
    r"\b(?:rais|increas|chang|touch|adjust|hik|put)\w*\b.{0,30}\b(?:prices?|rates?|cost|it up|them)\b"
    r"|\b(?:sell|offer|supply|appoint|quote|work with|ship|deal with|sign)\w*\b.{0,40}\b(?:any(?:one|body)?|others?|another"
    r"|competitors?|else|second)\b"
    r"|\b(?:charg|bill|invoic)\w*\b",
    re.IGNORECASE,
)


def read(masked: str, span: Span) -> Head | None:
    """What heads the clause; None when it holds no verb that could undertake anything."""
    text = _NOT_NEGATIONS.sub(lambda found: " " * len(found.group()), masked[span.start : span.end])
    text = _NEVER.sub(lambda found: "never".ljust(len(found.group())), text)
    return _Reader(masked[: span.start] + text, span).read()


class _Reader:
    """One clause and the place where reading it stands."""

    def __init__(self, masked: str, span: Span) -> None:
        self.masked = masked
        self.tokens = tokens_of(masked, span.start, span.end, _VERBS)
        self.first = self._after_lead_ins(0)

    def read(self) -> Head | None:
        tokens, first = self.tokens, self.first
        if first >= len(tokens):
            return None
        opening = self._opening()
        if opening is not None:
            return opening
        return self._scan(first)

    def _opening(self) -> Head | None:
        """Forms told by how they begin: "let me", a question, an order to a colleague, an idiom."""
        here, low = self.tokens[self.first], [token.low for token in self.tokens[self.first : self.first + 4]] + [""] * 4
        if low[0] == "let" and low[1] in ("me", "us"):
            verb = self._skip_adverbs(self.first + 2)
            if verb < len(self.tokens):
                refusal: Refusal = "order" if self.tokens[verb].low in ("know", "have", "hear") else ""
                return self._head(here.start, verb, "we", "will", refusal)
        if low[0] == "let" and low[1] == "'s":
            return Head(here.start, here.end, "we", "none", "order")
        if low[0] in w.ASKING and (low[1] in w.SUBJECTS or (low[0] not in ("have", "has", "do", "is") and self._capital(self.first + 1))):
            return Head(here.start, here.start, "nobody", "none", "question")
        if low[0] in w.WH and not (low[0] in ("which", "who") and low[1] in w.WILL):
            return Head(here.start, here.start, "nobody", "none", "question")
        if any(token.low in w.ORDER for token in self.tokens[: self.first + 3]) and not any(t.low in w.WE for t in self.tokens):
            return Head(here.start, here.start, "you", "none", "order")
        if self._is_past():
            return Head(here.start, here.start, "nobody", "none", "past")
        joined = " ".join(token.low for token in self.tokens)
        if joined in w.IDIOMS:
            return Head(here.start, self.tokens[-1].end, "we", "will")
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
            self._capital(at)
            and self.tokens[at].low not in w.THINGS
            and self.tokens[at].low.upper() != self.masked[self.tokens[at].start : self.tokens[at].end]
        )
        return name or self.tokens[at].low in _DETERMINERS | _RECIPIENTS | {"out", "off", "over", "to", "with", "it"}

    def _scan(self, at: int, reported: str = "") -> Head | None:
        """The first head from token `at` on. `reported`: "" or who was said to have said it ("we", "they")."""
        for index in range(at, len(self.tokens)):
            head = self._head_at(index, reported)
            if head is not None:
                return head
        return None

    def _head_at(self, index: int, reported: str) -> Head | None:
        low = self.tokens[index].low
        after = self.tokens[index + 1].low if index + 1 < len(self.tokens) else ""
        if low in w.WILL or low == "won't":
            return self._will(index, reported)
        if (low in ("'d", "would") and reported) or (low in ("could", "can") and reported == "we"):
            return self._will(index, reported)
        if low in ("would", "could", "might", "may", "'d", "should") and low != after:
            return self._wish(index)
        if low == "going" and after == "to" and not self._is_noun(index + 2):
            return self._will(index + 1, reported, index)
        if low in ("plan", "plans", "planning", "intend", "intends", "aim") and after == "to":
            return self._will(index + 1, reported, index, "planned")
        if low in w.PROMISED or low in w.TELL:
            return self._report(index)
        if low in w.WANTING and not (low in ("need", "needs") and after in ("to",) and self._subject(index)[0] in ("we", "nobody")):
            return self._wanting(index)
        if low in ("need", "needs", "have", "got", "ought", "has") and after == "to":
            return self._will(index + 1, reported, index, "must")
        if low == "must":
            return self._will(index, reported, None, "must")
        if low == "can" or low == "can't":
            return self._will(index, reported, None, "able")
        if low.endswith("ing") and len(low) > 4:
            return self._progressive(index, reported)
        return self._present(index, reported)

    def _will(self, index: int, reported: str, back: int | None = None, mood: Mood = "will") -> Head | None:
        person, begin = self._subject(index if back is None else back)
        verb = self._skip_adverbs(index + 1)
        if (
            verb < len(self.tokens)
            and self.tokens[verb].low == "be"
            and verb + 2 < len(self.tokens)
            and self.tokens[verb + 1].low == "able"
        ):
            verb = self._skip_adverbs(verb + 3)
        if verb >= len(self.tokens):
            return None
        if mood == "able" and person == "you" and self.tokens[verb].low in w.TELL | {"assure", "promise"}:
            return self._scan(verb + 1, "we")
        if mood == "able" and person not in ("we", "nobody"):
            return Head(begin, self.tokens[verb].start, person, "none", "wish")
        if mood == "must" and person == "you":
            return Head(begin, self.tokens[verb].start, person, "none", "order")
        if self.tokens[verb].low in ("try", "make", "do") and verb + 2 < len(self.tokens) and self.tokens[verb].low == "try":
            verb = self._skip_adverbs(verb + 2) if self.tokens[verb + 1].low in ("to", "and") else verb
        return self._said_by(self._head(begin, min(verb, len(self.tokens) - 1), person, mood), reported, begin)

    def _progressive(self, index: int, reported: str) -> Head | None:
        token = self.tokens[index]
        before = self.tokens[index - 1].low if index else ""
        start = index == self.first
        is_verb = before in _BE or self._back_to_be(index) or start or self._subject(index)[0] == "thing"
        if not is_verb or token.low in (
            "waiting",
            "hoping",
            "thinking",
            "wondering",
            "considering",
            "looking",
            "going",
            "having",
            "trying",
            "aiming",
        ):
            return None
        if token.low in (
            "being",
            "meeting",
            "pricing",
            "regarding",
            "during",
            "morning",
            "evening",
            "spring",
            "bearing",
            "opening",
            "something",
            "anything",
            "nothing",
            "everything",
            "training",
            "tooling",
            "planning",
            "following",
            "including",
            "packaging",
            "drawing",
            "starting",
            "concerning",
            "shipping",
            "testing",
            "booking",
        ) and not (before in _BE or (start and token.low in ("shipping", "testing", "booking", "following", "planning"))):
            return None
        person, begin = ("nobody", token.start) if start else self._subject(index)
        return self._said_by(self._head(begin, index, person, "planned"), reported, begin)

    def _present(self, index: int, reported: str) -> Head | None:
        """ "we ship Monday", "they pay on the 30th": a verb right after its subject."""
        low = self.tokens[index].low
        if index == self.first or self.tokens[index].capital or self.tokens[index - 1].low in _DETERMINERS | {"'s", "'"}:
            return None
        if low in w.PRIVATE and self._before(index) in w.WE:
            further = self._scan(index + 1, reported) if low not in ("hope", "wish", "doubt") else None
            return further or Head(
                self.tokens[index - 1].start, self.tokens[index].start, "we", "none", "wish" if low in ("hope", "wish") else "private"
            )
        if low in w.OWN_VERBS and self._before(index) in w.WE:
            person, begin = self._subject(index)
            return self._said_by(self._head(begin, index, person, "planned"), reported, begin)
        if low in w.THINGS_GO and self._subject(index)[0] == "thing":
            return self._said_by(self._head(self._subject(index)[1], index, "thing", "planned"), reported, self._subject(index)[1])
        if low in w.THEIR_VERBS:
            person, begin = self._subject(index)
            if person == "they":
                named = low in w.OWN_VERBS and low not in w.PAYS and not any(token.low in _PERSONS for token in self.tokens[:index])
                head = self._head(begin, index, person, "planned")
                return self._said_by(replace(head, refusal="order") if named and not reported else head, reported, begin)
        return None

    def _report(self, index: int) -> Head | None:
        """A verb that tells of a promise: who made it, and what follows."""
        low = self.tokens[index].low
        passive = any(token.low in ("was", "were", "been", "got") for token in self.tokens[max(0, index - 2) : index])
        person, begin = self._subject(index)
        spoken = next((token for token in reversed(self.tokens[:index]) if token.low in w.WE | w.THEY), None)
        if (
            spoken is not None
            and self._before(index) not in _PERSONS
            and not passive
            and not any(t.capital for t in self.tokens[:index] if t.start > spoken.start)
        ):
            person, begin = _PERSONS[spoken.low], spoken.start
        if low in ("promise", "commitment") and index and self.tokens[index - 1].low in ("my", "our"):
            person, begin = "we", self.tokens[index - 1].start
        if person == "thing" and low in w.PROMISED and not passive and self._is_plain_noun(index):
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
        inner = self._scan(inner_at, "we" if who == "we" else "they") if inner_at < len(tokens) else None
        if (inner is not None and inner.mood != "none") or (inner is not None and inner.refusal == "asked"):
            told: Mood = "told" if inner.mood in ("will", "told") or low in w.PROMISED else "planned"
            person_of = inner.person if inner.person != "nobody" else who
            return replace(inner, mood=told, person=person_of, begin=begin, refusal=self._negated(index) or inner.refusal)
        if low in w.TELL and low not in ("told", "assured"):
            return None
        at, to_verb = self._after_recipient(inner_at)
        if at >= len(tokens):
            return Head(begin, tokens[-1].end, who, "planned" if low in w.LIGHT | w.TELL else "told", self._negated(index))
        mood: Mood = "told" if low in w.PROMISED and (to_verb or low not in w.LIGHT) else "planned"
        if low in w.LIGHT and not to_verb and tokens[at].low in ("to", "on", "with") and who == "they":
            return None
        refusal: Refusal = self._negated(index)
        if tokens[at].low == "no" and not any(
            token.low in ("increase", "charge", "extra", "rise", "cost", "surcharge") for token in tokens[at:]
        ):
            refusal = "negation"
        return Head(begin, tokens[at].start, who, mood, refusal, Span(tokens[at].start, tokens[at].end) if to_verb else None)

    def _after_recipient(self, at: int) -> tuple[int, bool]:
        """Where the promised thing begins after "promised Acme (that|to|on)", and whether it is a verb."""
        tokens, size = self.tokens, len(self.tokens)
        if at < size and tokens[at].low in ("with", "to") and (self._is_noun(at + 1) or self._unknown(at + 1)):
            at += 1
        if at < size and tokens[at].low in _RECIPIENTS:
            at += 1
        elif at + 1 < size and tokens[at].low in _DETERMINERS and tokens[at + 1].low in w.BUYERS:
            at += 2
        elif self._capital(at):
            while at < size and (tokens[at].capital or tokens[at].low in ("&", "de", "del", "da", "and")):
                at += 1
        elif (
            self._unknown(at)
            and at + 1 < size
            and (tokens[at + 1].low in _DETERMINERS | {"to", "that", "on"} | w.THINGS or tokens[at + 1].is_due)
        ):
            at += 1
        while at < size and (tokens[at].low in ("that", "on", "for", ":", "-", "about", "of", "a,") or tokens[at].is_due):
            at += 1
        if at + 1 < size and tokens[at].low == "to" and not self._is_noun(at + 1):
            return self._skip_adverbs(at + 1), True
        return at, False

    def _wanting(self, index: int) -> Head | None:
        person, begin = self._subject(index)
        if person in ("we", "nobody"):
            return None if person == "nobody" and index != self.first else Head(begin, self.tokens[index].end, person, "none", "wish")
        return Head(begin, self.tokens[index].end, "they", "none", "asked")

    def _wish(self, index: int) -> Head | None:
        if self.tokens[index].low == "may" and index + 1 < len(self.tokens) and self.tokens[index + 1].low not in _VERBS:
            return None
        person, begin = self._subject(index)
        if person == "nobody" and index != self.first:
            return None
        return Head(begin, self.tokens[index].end, person, "none", "wish")

    def _head(self, begin: int, verb: int, person: Person, mood: Mood, refusal: Refusal = "") -> Head:
        """The head with everything that speaks against it weighed."""
        token, tail = self.tokens[verb], self.masked[self.tokens[verb].start :]
        head = Head(begin, token.start, person, mood, refusal, Span(token.start, token.end), person == "nobody")
        negated = self._negated(verb)
        if negated:
            kept = _KEEPS_PRICE.search(tail)
            return replace(head, at=self._negation_start(verb)) if kept else replace(head, refusal=negated)
        if not refusal and self._hedged(verb):
            return replace(head, refusal="wish")
        if refusal:
            return head
        if person == "nobody":
            head = replace(head, person="we")
        return {"we": self._we, "nobody": self._we, "they": self._they, "you": self._you, "thing": self._thing}[person](head, verb)

    def _we(self, head: Head, verb: int) -> Head:
        low, rest = self.tokens[verb].low, [token.low for token in self.tokens[verb + 1 : verb + 6]]
        low = low[:-3] if low.endswith("ing") and low[:-3] in w.MOVING | w.PRIVATE else low
        low = {"having": "have", "taking": "take", "leaving": "leave", "driving": "drive"}.get(low, low)
        if low in ("get", "receive", "have") and any(word in w.THEIR_THINGS for word in rest) and head.mood in ("will", "told"):
            return replace(head, person="they", at=self._after(verb))
        if low == "have" and (not rest or rest[0][:1] == DUE):
            return replace(head, refusal="private")
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

    def _they(self, head: Head, verb: int) -> Head:
        low, rest = self.tokens[verb].low, [token.low for token in self.tokens[verb + 1 : verb + 7]]
        if any(token.low in w.USUAL for token in self.tokens[:verb]) or low in w.USUAL:
            return replace(head, refusal="fact")
        if low in w.RECEIVE and not any(word in w.BACK | w.THEIR_THINGS for word in rest):
            return replace(head, person="we", at=self._after(verb)) if low != "see" else replace(head, refusal="fact")
        following = next((word for word in rest if word not in w.ADVERBS), "")
        if low in w.FACTS | w.PRIVATE or (low == "be" and (following in w.STATES or not following)):
            return replace(head, refusal="fact")
        return head

    def _you(self, head: Head, verb: int) -> Head:
        low, rest = self.tokens[verb].low, [token.low for token in self.tokens[verb + 1 : verb + 3]]
        if low in w.RECEIVE and rest[:1] != ["to"] and head.mood in ("will", "told"):
            return replace(head, person="we", at=self._after(verb))
        return replace(head, refusal="order")

    def _thing(self, head: Head, verb: int) -> Head:
        """Goods that will go out are ours to do; money that will come in is theirs."""
        low, rest = self.tokens[verb].low, [token.low for token in self.tokens[verb + 1 : verb + 5]]
        phrase = [token.low for token in self.tokens if head.begin <= token.start < self.tokens[verb].start]
        subject = set(phrase[: next((at for at, word in enumerate(phrase) if at and word in _PREPOSITIONS), len(phrase))])
        following = next((word for word in rest if word not in w.ADVERBS | {"be", "been"}), "")
        if (
            low in w.FACTS
            or (low == "be" and (following in w.STATES or following in w.SUBJECTS))
            or any(word in w.USUAL for word in subject)
        ):
            return replace(head, refusal="fact")
        if low == "be" and not (following in w.PARTICIPLES or following.endswith("ed") or following.endswith("ing") or not following):
            return replace(head, refusal="fact")
        theirs = subject & w.THEIR_THINGS or (low == "be" and following in w.THEIR_PARTICIPLES)
        return replace(head, person="they" if theirs else "we", at=self._subject_start(head, verb))

    def _subject_start(self, head: Head, verb: int) -> int:
        """A thing is part of the wording: "the samples will go out" -> "samples go out"."""
        return head.begin

    def _said_by(self, head: Head | None, reported: str, begin: int) -> Head | None:
        """Inside "they said ...": an "I" in quotation marks is theirs, a plain one is what they want of us."""
        if head is None or reported != "they" or head.person != "we":
            return head
        if self.masked[:begin].rstrip(" ")[-1:] in ('"', "“", "„", "«", "'", ":"):
            return replace(head, person="they")
        return replace(head, refusal="asked") if not head.refusal else head

    def _subject(self, index: int) -> tuple[Person, int]:
        """Who stands before the verb group at `index`, and where that begins."""
        at = index - 1
        while at >= 0 and (self.tokens[at].low in _SKIP_BACK or self.tokens[at].is_due) and self.tokens[at].low not in w.IT:
            at -= 1
        if at < 0 or (at < self.first and self.tokens[at].low in w.LEAD_INS):
            return "nobody", self.tokens[min(index, len(self.tokens) - 1)].start
        token = self.tokens[at]
        simple = _PERSONS.get(token.low)
        if simple:
            return simple, token.start
        if token.low == COLLEAGUE:
            return "we", token.start
        if token.low in _BE and at > 0:
            return self._subject(at)
        return self._noun_phrase(at)

    def _noun_phrase(self, last: int) -> tuple[Person, int]:
        begin = last
        while begin > 0 and self.tokens[begin - 1].low not in w.LEAD_INS | _ENDS_PHRASE and not self.tokens[begin - 1].is_due:
            begin -= 1
        phrase = self.tokens[begin : last + 1]
        cut = next((n for n, token in enumerate(phrase) if n and token.low in _PREPOSITIONS), len(phrase))
        core = phrase[:cut] or phrase
        head, words, start = core[-1], {token.low for token in core}, phrase[0].start
        if words & {"their", "his", "her"} and head.low in w.TEAM | w.BUYERS:
            return "they", start
        if head.low in w.THINGS and not (head.capital and len(core) == 1 and head.low not in w.THINGS):
            return "thing", start
        if len(core) > 1 and any(token.capital for token in core[1:]) and core[0].low not in ("our", "my"):
            return "they", start
        if head.low in w.BUYERS and not (head.low in ("guy", "guys", "people", "folks", "contact") and words & {"our", "my"}):
            return "they", start
        if head.low in w.TEAM:
            return "we", start
        if head.low.endswith("'s") or head.capital:
            return "they", start
        if (head.low.endswith("s") and words & _DETERMINERS) or words & (_DETERMINERS - {"their"}):
            return "thing", start
        return ("they", start) if len(core) <= 3 and not words & _FREE_WORDS else ("nobody", head.end)

    def _negated(self, upto: int) -> Refusal:
        return "negation" if any(token.low in w.NOT or token.low.endswith("n't") for token in self.tokens[:upto]) else ""

    def _negation_start(self, verb: int) -> int:
        at = next((token for token in self.tokens[:verb] if token.low in w.NOT or token.low.endswith("n't")), self.tokens[verb])
        return at.start

    def _hedged(self, verb: int) -> bool:
        before = self.tokens[: verb + 1]
        if any(token.low in w.HEDGES and token.low not in ("'d", "would", "could") for token in before):
            return True
        return any(token.low in ("maybe", "hopefully", "perhaps") for token in self.tokens[verb:])

    def _after(self, index: int) -> int:
        return self.tokens[index + 1].start if index + 1 < len(self.tokens) else self.tokens[index].start

    def _before(self, index: int) -> str:
        at = index - 1
        while at >= 0 and (self.tokens[at].low in w.ADVERBS or self.tokens[at].is_due):
            at -= 1
        return self.tokens[at].low if at >= 0 else ""

    def _back_to_be(self, index: int) -> bool:
        return self._before(index) in _BE

    def _after_lead_ins(self, at: int) -> int:
        while at < len(self.tokens):
            token = self.tokens[at]
            if not (token.low in w.LEAD_INS or token.is_due or token.low == COLLEAGUE or not token.low[0].isalnum()):
                break
            if token.low == COLLEAGUE and at + 1 < len(self.tokens) and self.tokens[at + 1].low in w.WILL:
                break
            at += 1
        return at

    def _skip_adverbs(self, at: int) -> int:
        while at < len(self.tokens) and (self.tokens[at].low in w.ADVERBS | w.NOT or self.tokens[at].is_due):
            at += 1
        return at

    def _is_noun(self, at: int) -> bool:
        return at >= len(self.tokens) or self.tokens[at].low in _DETERMINERS | w.IT | _RECIPIENTS or self._capital(at)

    def _unknown(self, at: int) -> bool:
        """A word that is nothing else we know: a name in lower case, most likely."""
        return at < len(self.tokens) and self.tokens[at].low.isalpha() and self.tokens[at].low not in _FREE_WORDS

    def _is_plain_noun(self, index: int) -> bool:
        return index > 0 and self.tokens[index - 1].low in _DETERMINERS

    def _capital(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens[at].capital and self.tokens[at].low not in w.LEAD_INS | w.WE


_PERSONS: dict[str, Person] = (
    dict.fromkeys(w.WE, "we")
    | dict.fromkeys(w.YOU, "you")
    | dict.fromkeys(w.THEY | {"who"}, "they")
    | dict.fromkeys(w.IT - {"who"}, "thing")  # type: ignore[assignment]
)
_ENDS_PHRASE = (
    _RECIPIENTS
    | w.WE
    | w.YOU
    | w.THEY
    | w.TELL
    | w.PROMISED
    | frozenset([",", ":", ";", "(", ")", "-", "said", "says", "think", "thinks", "know", "that", "if", "hear", "heard"])
)
