"""A drafted answer reworded for its question by a language model, sentence by sentence; nothing is believed that no source bears out.

Whatever the model does, the result is the draft with some sentences in better words, or ModelUnavailable. Knows no network and no Slack.
"""

import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from pydantic import BaseModel, ConfigDict

from bot.answers import citations
from bot.answers.asking import evidence_of, variables
from bot.answers.cleaning import visible
from bot.answers.masking import Masker
from bot.answers.records import Answer, Question, Sentence
from bot.errors import ModelUnavailable
from bot.ports import Model
from prompts import load

log = logging.getLogger(__name__)

PROMPT = "answer"
ENOUGH = 0.5
"""Share of the model's sentences that must hold; a model that invents more than that is not to be trusted with the rest."""


class Reworded(BaseModel):
    """One sentence of the draft in the model's words."""

    model_config = ConfigDict(extra="forbid")
    of: int
    text: str
    sources: list[int]


class Rewording(BaseModel):
    """What the model gives back."""

    model_config = ConfigDict(extra="forbid")
    sentences: list[Reworded]


def _nobody(_: Question) -> Collection[str]:
    return ()


class ModelPhraser:
    """Rewords answers with a model. `customers` gives further names to hide from it, beside those of the answer's own deals."""

    def __init__(self, model: Model, customers: Callable[[Question], Collection[str]] = _nobody) -> None:
        self._model = model
        self._customers = customers

    @property
    def fingerprint(self) -> str:
        """Of the prompt in use, to be kept with every answer."""
        return load(PROMPT).fingerprint

    def phrase(self, question: Question, draft: Answer, language: str, quotes: Mapping[int, str]) -> Answer:
        """The draft reworded in `language` (ISO 639-1), mode "model". `quotes`: the full text of each source by its number.

        An answer that is not "answered" comes back as it is. Raises ModelUnavailable when the model fails or too little of what it
        wrote is supported; the draft is then the answer.
        """
        if draft.status != "answered" or not any(sentence.sources for sentence in draft.sentences):
            return draft
        work = _Rewriting(question, draft, language, quotes, self._customers(question))
        given = self._model.fill(PROMPT, work.variables(), Rewording)
        return work.accept(given)


class _Rewriting:
    """One draft on its way through the model."""

    def __init__(self, question: Question, draft: Answer, language: str, quotes: Mapping[int, str], customers: Collection[str]) -> None:
        self._question = question
        self._draft = draft
        self._language = language
        self._translated = language != draft.language
        self._numbered = dict(enumerate((sentence for sentence in draft.sentences if sentence.sources), 1))
        self._evidence = evidence_of(draft, quotes)
        dealt_with = {source.title.split(" · ")[0] for source in draft.sources if source.kind == "deal"}
        self._names = {name for name in (*customers, *dealt_with) if name.strip()}
        self._masker = Masker(self._names)

    def variables(self) -> dict[str, str]:
        """What the prompt needs, personal data masked."""
        return variables(self._question, self._numbered, self._evidence, self._language, self._masker.mask)

    def accept(self, given: Rewording) -> Answer:
        """The draft with the model's supported sentences in place of its own. Raises ModelUnavailable."""
        kept: dict[int, Sentence] = {}
        dropped = 0
        for reworded in given.sentences[: 2 * len(self._numbered)]:
            sentence = self._sentence(reworded)
            reason = "rewords no sentence of the draft" if sentence is None else self._check(sentence, reworded.of)
            if sentence is None or reason:
                dropped += 1
                log.info("a reworded sentence was dropped: it %s", reason)
            else:
                kept.setdefault(reworded.of, sentence)
        if not kept or len(kept) < ENOUGH * (len(kept) + dropped):
            raise ModelUnavailable(
                "The language model's wording was unsupported by the guidance, so it was left out.",
                "The answer below stands in the guidance's own words.",
            )
        return self._assembled(kept, {reworded.of for reworded in given.sentences})

    def _sentence(self, reworded: Reworded) -> Sentence | None:
        draft = self._numbered.get(reworded.of)
        text = " ".join(visible(self._masker.restore(reworded.text)).split())
        return Sentence(draft.section, text, tuple(dict.fromkeys(reworded.sources))) if draft else None

    def _check(self, sentence: Sentence, of: int) -> str | None:
        draft = self._numbered[of].text
        if sentence.section == "ask" and _is_question(draft) and not _is_question(sentence.text):
            return "is no longer a question"
        return citations.check(
            sentence,
            self._evidence,
            draft=draft,
            question="\n".join([*self._question.context, self._question.text]),
            customers=self._names,
            language=self._language,
            translated=self._translated,
        )

    def _assembled(self, kept: Mapping[int, Sentence], tried: Collection[int]) -> Answer:
        """In the draft's order. The draft's own words stand where the model's did not hold, and for sections the model left out."""
        spoken = {sentence.section for sentence in kept.values()}
        numbers = iter(self._numbered)
        sentences = []
        for sentence in self._draft.sentences:
            n = next(numbers) if sentence.sources else 0
            if n in kept:
                sentences.append(kept[n])
            elif n == 0 or n in tried or sentence.section not in spoken:
                sentences.append(sentence)
        ask = next((sentence.text for sentence in sentences if sentence.section == "ask"), "")
        reworded_ask = any(sentence.section == "ask" for sentence in kept.values())
        ask_next = _unquoted(ask) if reworded_ask and self._draft.ask_next else self._draft.ask_next
        return _renumbered(replace(self._draft, language=self._language, mode="model", sentences=tuple(sentences), ask_next=ask_next))


def _is_question(text: str) -> bool:
    return text.rstrip("\"'”’」』» ").endswith(("?", "？", "؟", "\u037e", "か。"))


def _unquoted(text: str) -> str:
    return text.strip('"“”「」『』«» ')


def _renumbered(answer: Answer) -> Answer:
    """The same answer with the sources it still uses, numbered in the order in which they are first cited."""
    order = list(dict.fromkeys(n for sentence in answer.sentences for n in sentence.sources))
    new = {old: n for n, old in enumerate(order, 1)}
    by_number = {source.n: source for source in answer.sources}
    sentences = tuple(replace(sentence, sources=tuple(new[n] for n in sentence.sources)) for sentence in answer.sentences)
    return replace(answer, sentences=sentences, sources=tuple(replace(by_number[old], n=new[old]) for old in order))
