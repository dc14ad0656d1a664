"""What a question is searched with and what that brings up: the message, or the message with what it leans on."""

from dataclasses import dataclass, replace

from bot.answers.following import blend, earlier, says_something, search_text, standing
from bot.answers.records import Question
from bot.ports import Library
from knowledge.language import read_language
from knowledge.records import Findings

SPOKEN = ("en", "zh")
_LOOK = 8
"""Cards and deals looked at; more than are shown, so that like deals can be counted."""
_SURE = 0.7
"""From here on the library is believed that a follow-up by itself is an order or an unethical request."""


@dataclass(frozen=True)
class Asked:
    """A question as it is worked on: cleaned, with what it leans on and what was found."""

    question: Question
    language: str
    """The asker's."""
    speaks: str
    """"en" or "zh": the language of the sentences we have."""
    text: str
    """What was searched for."""
    context: str
    found: Findings


def search(question: Question, language: str, library: Library) -> Asked:
    """Search for the message, for the message with what it leans on, or for both, and keep what fits."""
    stands = standing(question.text, question.context)
    alone = library.look_up(question.text, question.audiences, k=_LOOK)
    asked = Asked(question, language, spoken(language), question.text, "", alone)
    certain = alone.stance in ("unethical", "order") and alone.confidence >= _SURE
    if stands == "alone" or certain or (stands == "unsure" and alone.is_covered):
        return asked
    text = search_text(question.text, question.context)
    found = library.look_up(text, question.audiences, k=_LOOK)
    if says_something(question.text):
        found = blend(found, alone)
    return replace(asked, text=text, context=earlier(question.context), found=found)


def read_asker(question: Question) -> str:
    """The asker's language: as told, else as written, else (figures only, "ok") as the thread was."""
    if question.language:
        return question.language[:2].lower()
    worded = sum(character.isalpha() for character in question.text) > 2
    return read_language(question.text if worded or not question.context else question.context[-1])


def spoken(language: str) -> str:
    """The language of our own sentences for an asker of this language."""
    return language if language in SPOKEN else "en"
