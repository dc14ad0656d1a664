"""From a question to its answer: clean, route, look up, diagnose, compose, and say so when there is nothing to say."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Protocol

from bot.answers import evidence, telling
from bot.answers.clauses import weight_of
from bot.answers.cleaning import clean
from bot.answers.diagnosis import FLOOR_PROBE, MEANING_CARDS, PRICE_OPENING, Thresholds, diagnose
from bot.answers.finishing import finish, with_note
from bot.answers.following import earlier, standing
from bot.answers.guard import offers_cut
from bot.answers.material import Material, gather
from bot.answers.numbering import Line
from bot.answers.recalling import recall
from bot.answers.records import Answer, Diagnosis, Question
from bot.answers.refusal import abstain, refuse
from bot.answers.routing import is_about_an_idea, read_record_question
from bot.answers.searching import SPOKEN, Asked, read_asker, search, spoken
from bot.answers.wording import EMPTY, EMPTY_HINT, note
from bot.config import Answers
from bot.errors import BadInput, ModelUnavailable
from bot.ports import Library, PromiseRecords
from knowledge.records import Deal

_VERY_SURE = 0.85
"""From here on the library is believed that even a question about a price cut is unethical."""
_SHORT = 12.0
"""Words of a message too short for the library to judge what it is."""
_PLAIN_OBJECTION = 0.5
"""From this probability on a message is an objection although the library is not quite sure that it covers it."""
_FAR_OFF = 0.95
"""From this confidence on the library is believed that a message is not for the guidance."""
_BEYOND_DOUBT = 0.95
"""From this confidence on a meaning is believed even where the library suspects an unethical request."""


class Phraser(Protocol):
    """Rewords a draft from its own sources."""

    def phrase(self, question: Question, draft: Answer, language: str, quotes: Mapping[int, str]) -> Answer:
        """The draft with reworded sentences and mode "model". `quotes` is the full text of each source by number.

        Raises ModelUnavailable; then the draft is shown as it is.
        """


class Answering:
    """Answers questions. Holds no state between them and may be shared between threads."""

    def __init__(
        self,
        library: Library,
        *,
        settings: Answers,
        timer: Callable[[], float],
        phraser: Phraser | None = None,
        thresholds: Thresholds | None = None,
        promises: PromiseRecords | None = None,
    ) -> None:
        """`timer` counts seconds from anywhere; only differences matter."""
        self._library = library
        self._settings = settings
        self._timer = timer
        self._phraser = phraser
        self._thresholds = thresholds or Thresholds()
        self._promises = promises

    def answer(self, question: Question) -> Answer:
        """A finished answer. Raises BadInput when nothing was asked and LibraryUnavailable when nothing can be looked up."""
        start = self._timer()
        text, cut = clean(question.text, self._settings.max_chars)
        if not any(character.isalnum() for character in text):
            raise BadInput(EMPTY, EMPTY_HINT)
        context = tuple(part for part in (clean(part, self._settings.max_chars)[0] for part in question.context) if part)
        question = replace(question, text=text, context=context)
        language = read_asker(question)
        recalled = recall(question, spoken(language), self._library, self._settings.deals, self._promises)
        answer = recalled or self._from_guidance(question, language, start)
        if cut and answer.status == "answered":
            answer = with_note(answer, note("cut-short", answer.language, count=self._settings.max_chars))
        total = (self._timer() - start) * 1000
        if "retrieve" not in answer.timings_ms:
            answer = answer.timed(retrieve=total, compose=0.0)
        return answer.timed(total=total)

    def _from_guidance(self, question: Question, language: str, start: float) -> Answer:
        asked = search(question, language, self._library)
        diagnosis = self._diagnose(asked)
        on_cuts = _asks_for_a_cut(asked)
        if asked.found.stance == "unethical" and not on_cuts and not diagnosis.is_objection:
            return finish(question, asked.speaks, "refused", refuse(asked.text, question, self._library, asked.speaks))
        if not asked.found.is_covered and not diagnosis.is_objection and not on_cuts:
            return finish(question, asked.speaks, "abstained", self._nothing(asked))
        looked_up = self._timer()
        answer = self._compose(asked, diagnosis)
        return answer.timed(retrieve=(looked_up - start) * 1000, compose=(self._timer() - looked_up) * 1000)

    def _diagnose(self, asked: Asked) -> Diagnosis:
        """Whether it is an objection and why; only for messages that the library covers or plainly takes for an objection."""
        found, question = asked.found, asked.question
        if found.stance not in ("covered", "uncovered", "unethical") or (found.stance == "uncovered" and found.confidence >= _FAR_OFF):
            return Diagnosis(is_objection=False)
        thresholds = self._thresholds if found.is_covered else replace(self._thresholds, objection=_PLAIN_OBJECTION)
        cards = [card for card in (self._library.card(name, question.audiences) for name in MEANING_CARDS.values()) if card is not None]
        # A follow-up that can be searched for by itself ("hes quiet now") may still say little of what lies behind the objection.
        leans = not asked.context and standing(question.text, question.context) == "unsure"
        context = earlier(question.context) if leans else asked.context
        diagnosis = diagnose(question.text, context, self._library, cards, thresholds, found.cards)
        return diagnosis if found.stance != "unethical" or _is_beyond_doubt(diagnosis) else Diagnosis(is_objection=False)

    def _nothing(self, asked: Asked) -> list[Line]:
        if read_record_question(asked.question.text) is not None:
            return [Line("note", note("no-deal", asked.speaks))]
        return abstain(asked.found.stance, asked.speaks)

    def _compose(self, asked: Asked, diagnosis: Diagnosis) -> Answer:
        material = self._gather(asked, diagnosis)
        if not material.cards and not material.deals:
            return finish(asked.question, asked.speaks, "abstained", abstain("uncovered", asked.speaks))
        library, question = self._library, asked.question
        like = [deal for deal in (library.deal(hit.id, question.audiences) for hit in asked.found.deals) if deal is not None]
        lines = evidence.compose(
            material,
            diagnosis,
            asked.speaks,
            per_section=self._settings.per_section,
            tensions=library.tensions([topic for card in material.cards for topic in card.topics]),
            like_deals=like if material.cut_card else (),
            idea=is_about_an_idea(question.text) and not diagnosis.is_objection,
        )
        draft = finish(question, asked.speaks, "answered", lines, diagnosis, material.score)
        return self._phrase(asked, draft, material, like)

    def _gather(self, asked: Asked, diagnosis: Diagnosis) -> Material:
        question = asked.question
        known = bool(diagnosis.meanings) and diagnosis.meanings[0].confidence >= self._thresholds.known
        guarded = not known and offers_cut(question.text)
        if guarded and diagnosis.card is None:
            diagnosis = replace(diagnosis, card=PRICE_OPENING)
        return gather(
            self._library,
            question.audiences,
            asked.found.cards,
            asked.found.deals,
            diagnosis,
            self._settings,
            named=self._library.deals_with(question.text, question.audiences)[: self._settings.deals],
            cut_card=PRICE_OPENING if guarded else "",
        )

    def _phrase(self, asked: Asked, draft: Answer, material: Material, like: list[Deal]) -> Answer:
        """The draft in the model's words, or as it is with a note why."""
        if self._phraser is None:
            return draft if asked.language in SPOKEN else with_note(draft, note("other-language", asked.speaks))
        try:
            return self._phraser.phrase(asked.question, draft, asked.language, _quotes(draft, material, like))
        except ModelUnavailable:
            return with_note(draft, note("model-failed", asked.speaks))


def _is_beyond_doubt(diagnosis: Diagnosis) -> bool:
    """Whether a meaning is believed although the library suspects an unethical request. Never a probe of our floor: lies about a
    lowest price use the same words."""
    first = diagnosis.meanings[0] if diagnosis.meanings else None
    return first is not None and first.confidence >= _BEYOND_DOUBT and first.topic != FLOOR_PROBE


def _asks_for_a_cut(asked: Asked) -> bool:
    """A short "can I give 5%?" is for the guard, whatever the library takes so few words for, unless it is sure."""
    unsure = asked.found.stance != "unethical" or asked.found.confidence < _VERY_SURE
    return unsure and weight_of(asked.question.text) <= _SHORT and offers_cut(asked.question.text)


def _quotes(draft: Answer, material: Material, like: list[Deal]) -> dict[int, str]:
    cards = {card.id: card for card in (*material.cards, material.opening, material.cut_card) if card is not None}
    deals = {deal.id: deal for deal in (*material.deals, *like)}
    return {
        source.n: evidence.full_text(cards[source.id], draft.language) if source.kind == "card" else telling.full_text(deals[source.id])
        for source in draft.sources
    }
