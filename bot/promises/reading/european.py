"""Spanish, Portuguese and German: who undertakes what in one clause, told by the forms in their tables of words."""

import re
from dataclasses import replace

from bot.promises.reading import european_patterns as p
from bot.promises.reading.european_grammar import Grammar
from bot.promises.reading.shapes import COLLEAGUE, DUE, Head, Mood, Person, Refusal, Span


def read(masked: str, span: Span, language: str) -> Head | None:
    """What heads the clause; None when it holds no form that could undertake anything."""
    span = Span(span.start, min(span.end, span.start + 600))
    text = masked[span.start : span.end]
    return _Reader(text, span.start, p.grammar_of(language), language).read()


class _Reader:
    def __init__(self, text: str, offset: int, grammar: Grammar, language: str) -> None:
        self.grammar, self.offset, self.language = grammar, offset, language
        self.text = grammar.not_negation.sub(lambda found: " " * len(found.group()), text)
        lead = p.LEAD.match(self.text)
        self.first = lead.end() if lead else 0
        self.has_due = DUE in text

    def read(self) -> Head | None:
        grammar, text = self.grammar, self.text[self.first :]
        if grammar.question.match(text) and not grammar.we.match(text):
            return self._refused("question")
        if (grammar.order.match(text) or self.text[: self.first + 1].count(COLLEAGUE)) and not self._we_speak(text):
            return self._refused("order")
        report = self._report()
        if report is not None:
            return report
        return self._form(self.first)

    def _we_speak(self, text: str) -> bool:
        first = next((match for pattern, person, _ in self.grammar.forms if person == "we" and (match := pattern.search(text))), None)
        return first is not None

    def _report(self) -> Head | None:
        found = [
            (match.start(), match, person) for pattern, person in self.grammar.reports if (match := pattern.search(self.text, self.first))
        ]
        if not found:
            return None
        _, match, person = min(found, key=lambda item: item[0])
        before = self.text[self.first : match.start()]
        if person == "they" and self.grammar.we.search(before[-8:]):
            person = "we"
        negated = self.grammar.negation.search(self.text if self.language == "de" else before)
        if negated and not self.grammar.keeps.search(self.text):
            return self._refused("negation")
        if self.language == "de":
            return self._german_report(match, person)
        inner = self._form(match.end(), True)
        if inner is not None and inner.mood != "none":
            own = self._own_words(match.end())
            if person == "they" and inner.person == "we" and own:
                return self._refused("asked")
            said = "they" if person == "they" else "we" if p.WOULD.match(self.text, inner.at - self.offset) else inner.person
            return replace(inner, mood="told", person=said, begin=self.offset + match.start())
        if self.grammar.asked.match(self.text[match.end() :].lstrip()):
            return self._refused("asked")
        verb = p.TO_VERB.match(self.text, match.end())
        light = re.search(r"dij|dic|diz|diss|fal|avis|confirm|qued|fic|acept|aceit|top", match.group(), re.I)
        if light and not verb and not self.has_due:
            return self._refused("fact")
        if verb is None and re.search(r"qued|fic|dij|dic|diz|diss|fal", match.group(), re.I):
            return self._refused("fact")
        at = verb.end() if verb else (p.RECIPIENT.match(self.text, match.end()) or match).end()
        where = re.compile(r"\w+").match(self.text, at) if verb else None
        mood: Mood = "planned" if light and not verb else "told"
        return Head(self.offset + match.start(), self.offset + at, person, mood, "", self._span(where) if where else None)

    def _german_report(self, match: re.Match[str], person: Person) -> Head:
        cuts = [self._span(found) for found in p.GERMAN_REPORT.finditer(self.text, match.end())]
        at = match.end()
        subject = re.compile(r"\s*(?:ich|wir|uns|mir)\b", re.I).match(self.text, at)
        at = subject.end() if subject else at
        if p.GERMAN_FRONT_OBJECT.search(self.text[self.first : match.start()]) and not re.search(
            r"\bdass\b|[^\W\d_]{4,}", p.GERMAN_REPORT.sub("", self.text[at:])
        ):
            cuts.append(Span(self.offset + match.start(), self.offset + at))
            at = self.first
        if match.group().lower() in ("versprochen", "zugesagt", "vereinbart", "zugesichert"):
            person = "we"
        return Head(self.offset + match.start(), self.offset + at, person, "told", "", None, False, tuple(cuts))

    def _form(self, start: int, reported: bool = False) -> Head | None:
        grammar, best = self.grammar, None
        if self.language == "de" and p.GERMAN_TO.search(self.text) and not grammar.we.search(self.text):
            return None
        for order, (pattern, person, mood) in enumerate(grammar.forms):
            match = pattern.search(self.text, start)
            if match and (best is None or (match.start(), order) < best[0]):
                best = ((match.start(), order), match, person, mood)
        asked = grammar.asked.search(self.text, start)
        if asked and (best is None or asked.start() <= best[1].start()):
            ours = grammar.we.search(self.text[max(start, asked.start() - 12) : asked.end() + 5])
            return self._refused("wish" if ours else "asked")
        if best is None:
            wish = grammar.wish.search(self.text, start)
            done = p.GERMAN_DONE if self.language == "de" else p.ALREADY
            if not wish and done.search(self.text):
                return self._refused("past")
            return self._refused("wish") if wish else None
        _, match, person, mood = best
        return self._weighed(match, person, mood, reported)

    def _weighed(self, match: re.Match[str], person: Person, mood: Mood, reported: bool) -> Head:
        grammar = self.grammar
        at = next(match.start(name) for name in ("v", "v2") if name in match.re.groupindex and match.start(name) >= 0)
        before, after = self.text[self.first : match.start()], self.text[at:]
        refusal: Refusal = ""
        negated = grammar.negation.search(self.text if self.language == "de" else self.text[self.first : at + 1])
        if negated and not grammar.keeps.search(self.text):
            refusal = "negation"
        elif grammar.wish.search(self.text) and not (reported and not grammar.wish.search(self.text[match.start() :])):
            refusal = "wish"
        elif grammar.past.search(self.text):
            refusal = "past"
        elif (
            person == "they"
            and mood == "planned"
            and self.language == "de"
            and re.match(r"\w+n\b", after)
            and not p.GERMAN_PLURAL.search(before)
            and not re.match(r"\w+\s+(?:sie|die|uns|mir|beide)\b", after, re.IGNORECASE)
            and (p.ends_with_verb(after) or not p.names_somebody(before))
        ):
            person, refusal = "we", "order"
        elif person == "we" and grammar.usual.search(before):
            refusal = "fact"
        elif person == "they":
            person, refusal = self._third(before, after, mood)
        elif (grammar.private.search(after[:60]) and self.language != "de") or (
            self.language == "de" and grammar.private.search(self.text)
        ):
            refusal = "private"
        elif grammar.moving.search(self.text[match.start() : match.end() + 20]) and mood != "told":
            refusal = "moving"
        received = grammar.receive.match(after) if person == "we" and not self._own_form(match) else None
        start = self.offset + (received.end() + at if received else at)
        fronted = p.GERMAN_FRONTED.match(after) if received and self.language == "de" else None
        if fronted and before.strip():
            return Head(
                self.offset + match.start(),
                self.offset + self.first,
                person,
                mood,
                refusal,
                None,
                False,
                (Span(self.offset + at, self.offset + at + fronted.end()),),
            )
        start, cuts = self._wording(match, start, at, before, person)
        verb = re.compile(r"\w+").match(self.text, at)
        return Head(self.offset + match.start(), start, person, mood, refusal, self._span(verb) if verb else None, False, cuts)

    def _own_words(self, start: int) -> bool:
        """Whether the first form from `start` on is in our person."""
        found = [
            (match.start(), order, person)
            for order, (pattern, person, _) in enumerate(self.grammar.forms)
            if (match := pattern.search(self.text, start))
        ]
        return bool(found) and min(found)[2] == "we"

    def _own_form(self, match: re.Match[str]) -> bool:
        return any(pattern is match.re and person == "we" for pattern, person, _ in self.grammar.forms)

    def _wording(self, match: re.Match[str], start: int, at: int, before: str, person: Person) -> tuple[int, tuple[Span, ...]]:
        """German puts an object first ("Das Angebot schicke ich") and a thing is its own subject: then the wording begins there."""
        bare = re.sub(rf"[{DUE}{COLLEAGUE},\s]", "", before)
        cuts: list[Span] = []
        negation = self.grammar.negation.search(self.text, self.first, max(at, self.first))
        if negation and self.language != "de":
            start = self.offset + negation.start()
        thing = self.grammar.things.search(before)
        if self.language == "de":
            under = p.GERMAN_THAT.match(self.text)
            if under:
                return self.offset + under.end(), tuple(cuts)
            subject = p.GERMAN_SUBJECT.search(self.text, match.start())
            if subject:
                cuts.append(self._span(subject))
            if bare and (thing or (subject and subject.start() > at)) and not self.grammar.you.search(before):
                start = self.offset + self.first
        elif (thing and person == "we" and not self._own_form(match)) or (
            thing and self._own_form(match) and len(bare) < 40 and not re.search(r"\b(?:sobre|con|com|de|del|do|da)\b", before[:10])
        ):
            start = self.offset + self.first
        return start, tuple(cut for cut in cuts if cut.start >= start)

    def _third(self, before: str, after: str, mood: Mood) -> tuple[Person, Refusal]:
        grammar, here = self.grammar, self.text[self.first :]
        if grammar.usual.search(here):
            return "they", "fact"
        if grammar.you.search(before):
            return ("we", "") if grammar.receive.match(after) else ("you", "order")
        if grammar.fact.search(here):
            return "they", "fact"
        if (
            self.language == "de"
            and re.match(r"geh(?:t|en)\b", after)
            and re.search(r"\b(?:raus|rüber|weg|ab)\b|^\W*an\b", f"{before} {after}")
        ):
            return "we", ""
        if grammar.money.search(before) or (grammar.money.search(after[:30]) and not grammar.things.search(before)):
            return "they", ""
        if grammar.receive.match(after) or (self.language == "de" and grammar.receive.search(here)):
            return "we", ""
        if p.GOES.match(after) and grammar.things.search(after[:30]) and not re.search(r"[A-ZÀ-Ý]\w+\s*$", before):
            return "we", ""
        if grammar.we.search(before) or grammar.things.search(before) or grammar.team.search(before):
            return "we", ""
        if re.match(r"(?:sald|lleg|sair|chegar|geh|enviar[áa]|ser[áa])", after) and not re.search(r"[A-ZÀ-Ý]\w+\s*$", before):
            return "we", "" if re.search(r"[A-Za-z]", before) or mood == "will" else "fact"
        if mood == "planned" and not re.search(r"\w", before) and self.language != "de" and not re.match(r"\w+[nm]\b", after):
            return "they", "order"
        return "they", ""

    def _refused(self, refusal: Refusal) -> Head:
        at = self.offset + self.first
        return Head(at, at, "nobody", "none", refusal)

    def _span(self, match: re.Match[str]) -> Span:
        return Span(self.offset + match.start(), self.offset + match.end())
