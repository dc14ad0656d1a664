"""One English clause as words, and what can be asked of it: its subject, its negations, what a word is. Weighs nothing."""

from bot.promises.reading import english_words as w
from bot.promises.reading.known_words import NOT_NAMES
from bot.promises.reading.shapes import COLLEAGUE, Head, Person, Refusal, Span
from bot.promises.reading.tokens import tokens_of
from bot.promises.reading.words import words_of

BE = words_of("'m am are 're is 's be been being was were")
HAVE = words_of("have has had 've")
SKIP_BACK = w.ADVERBS | w.HEDGES | HAVE | {"'s", "'re", "'m", "do", "did", "-"}
DETERMINERS = words_of("the a an our my your his her its these those this some any all both their two three four five ten another one")
RECIPIENTS = words_of("them him her you us me u everyone everybody")
PREPOSITIONS = words_of("of for at from in on with to about by per regarding re under")
VERBS = w.OWN_VERBS | w.RECEIVE | w.WEAK | w.ADVERBS | {"be", "not", "never"}
FREE_WORDS = w.OWN_VERBS | w.THINGS | w.LEAD_INS | w.ADVERBS | PREPOSITIONS | DETERMINERS
PERSONS: dict[str, Person] = (
    dict.fromkeys(w.WE, "we")
    | dict.fromkeys(w.YOU, "you")
    | dict.fromkeys(w.THEY | {"who"}, "they")
    | dict.fromkeys(w.IT - {"who"}, "thing")  # type: ignore[assignment]
)
ENDS_PHRASE = (
    RECIPIENTS | w.WE | w.YOU | w.THEY | w.TELL | w.PROMISED | words_of(", : ; ( ) - said says think thinks know that if hear heard")
)
THEIRS = words_of("their his her")
_PERSON = ("ist", "ant", "man", "woman", "lawyer", "boss", "chef", "wife", "people", "owner", "lady")
_WHO = w.BUYERS | w.TEAM
MAX_WORDS = 120
"""Words of one clause that are read; nobody says more between two signs or conjunctions."""


class Clause:
    """The words of a clause; `first` is where it really begins, after "ok so"."""

    def __init__(self, masked: str, span: Span) -> None:
        self.masked = masked
        self.tokens = tokens_of(masked, span.start, span.end, VERBS)[:MAX_WORDS]
        self.known: dict[tuple[int, str], Head | None] = {}
        """What was found at a word: a report looks ahead, and nothing is looked at twice."""
        self.first = self.after_lead_ins(0)

    def subject(self, index: int) -> tuple[Person, int]:
        """Who stands before the verb group at `index`, and where that begins."""
        at = index - 1
        while at >= 0 and (self.tokens[at].low in SKIP_BACK or self.tokens[at].is_due) and self.tokens[at].low not in w.IT:
            at -= 1
        if at < 0 or (at < self.first and self.tokens[at].low in w.LEAD_INS):
            return "nobody", self.tokens[min(index, len(self.tokens) - 1)].start
        token = self.tokens[at]
        simple = PERSONS.get(token.low)
        if simple:
            return simple, token.start
        if token.low == COLLEAGUE:
            return "we", token.start
        if token.low in BE and at > 0:
            return self.subject(at)
        return self.noun_phrase(at)

    def noun_phrase(self, last: int) -> tuple[Person, int]:
        begin = last
        while begin > 0 and self.tokens[begin - 1].low not in w.LEAD_INS | ENDS_PHRASE and not self.tokens[begin - 1].is_due:
            begin -= 1
        begin = self._before_brackets(begin)
        phrase = self.tokens[begin : last + 1]
        cut = next((n for n, token in enumerate(phrase) if n and token.low in PREPOSITIONS), len(phrase))
        core = phrase[:cut] or phrase
        head, words, start = core[-1], {token.low for token in core}, phrase[0].start
        if (
            cut < len(phrase)
            and phrase[cut].low in ("at", "from", "over")
            and head.low not in w.THINGS
            and any(t.capital for t in phrase[cut:])
        ):
            return "they", start  # "the lads at Ironbridge Forge"
        if (words & THEIRS or (words & {"'s", "'"} and core[0].capital)) and head.low in w.TEAM | w.BUYERS:
            return "they", start
        owned = any(token.low == "'s" for token in core[:-1])
        if owned and not (head.capital or head.low in w.TEAM | w.BUYERS or head.low.endswith(_PERSON)):
            return "thing", start  # "Cobalt Cinema's spare board"
        if (
            head.low in w.TEAM
            and core[0].low in ("the", "our", "my")
            and not any(t.capital and t.low not in w.TEAM | NOT_NAMES for t in core[1:])
        ):
            return "we", start  # "the QA Manager"
        if (
            head.capital
            and len(core) > 1
            and core[-2].capital
            and core[-2].low not in w.THINGS | w.TEAM | w.OWN_VERBS | w.ADVERBS | DETERMINERS
        ):
            return "they", start  # "Halden Motors"
        if head.low in w.THINGS and not (head.capital and len(core) == 1 and head.low not in w.THINGS):
            return "thing", start
        if len(core) > 1 and any(token.capital for token in core[1:]) and core[0].low not in ("our", "my"):
            return "they", start
        if head.low in w.BUYERS and not (head.low in ("guy", "guys", "people", "folks", "contact") and words & {"our", "my"}):
            return "they", start
        if head.low in w.TEAM:
            return "we", start
        if words & w.THINGS and not words & _WHO:
            return "thing", start
        if head.low.endswith("'s") or head.capital:
            return "they", start
        if (head.low.endswith("s") and words & DETERMINERS) or words & (DETERMINERS - {"their"}):
            return "thing", start
        if len(core) == 2 and words & THEIRS:  # "their van"
            return "thing", start
        return ("they", start) if len(core) <= 3 and not words & FREE_WORDS else ("nobody", head.end)

    def _before_brackets(self, begin: int) -> int:
        """ "Filter kits (x6) for Acme": the phrase begins before what stands in brackets."""
        opened = next((n for n in range(begin - 1, -1, -1) if self.tokens[n].low == "("), None)
        if opened is None or begin == 0 or self.tokens[begin - 1].low != ")":
            return begin
        while opened > 0 and self.tokens[opened - 1].low not in w.LEAD_INS | ENDS_PHRASE and not self.tokens[opened - 1].is_due:
            opened -= 1
        return opened

    def negated(self, upto: int) -> Refusal:
        return "negation" if any(token.low in w.NOT or token.low.endswith("n't") for token in self.tokens[:upto]) else ""

    def negation_start(self, verb: int) -> int:
        at = next((token for token in self.tokens[:verb] if token.low in w.NOT or token.low.endswith("n't")), self.tokens[verb])
        return at.start

    def hedged(self, verb: int) -> bool:
        before = self.tokens[: verb + 1]
        if any(token.low in w.HEDGES and token.low not in ("'d", "would", "could") for token in before):
            return True
        return any(token.low in ("maybe", "hopefully", "perhaps") for token in self.tokens[verb:])

    def after(self, index: int) -> int:
        return self.tokens[index + 1].start if index + 1 < len(self.tokens) else self.tokens[index].start

    def before(self, index: int) -> str:
        at = index - 1
        while at >= 0 and (self.tokens[at].low in w.ADVERBS or self.tokens[at].is_due):
            at -= 1
        return self.tokens[at].low if at >= 0 else ""

    def back_to_be(self, index: int) -> bool:
        return self.before(index) in BE

    def after_lead_ins(self, at: int) -> int:
        while at < len(self.tokens):
            token = self.tokens[at]
            if not (token.low in w.LEAD_INS or token.is_due or token.low == COLLEAGUE or not token.low[0].isalnum()):
                break
            if token.low == COLLEAGUE and at + 1 < len(self.tokens) and self.tokens[at + 1].low in w.WILL:
                break
            at += 1
        return at

    def skip_adverbs(self, at: int) -> int:
        while at < len(self.tokens) and (self.tokens[at].low in w.ADVERBS | w.NOT or self.tokens[at].is_due):
            at += 1
        return at

    def is_noun(self, at: int) -> bool:
        return at >= len(self.tokens) or self.tokens[at].low in DETERMINERS | w.IT | RECIPIENTS or self.capital(at)

    def unknown(self, at: int) -> bool:
        """A word that is nothing else we know: a name in lower case, most likely."""
        return at < len(self.tokens) and self.tokens[at].low.isalpha() and self.tokens[at].low not in FREE_WORDS

    def is_plain_noun(self, index: int) -> bool:
        return index > 0 and self.tokens[index - 1].low in DETERMINERS

    def capital(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens[at].capital and self.tokens[at].low not in w.LEAD_INS | w.WE
