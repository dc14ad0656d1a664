"""When Goodword does not advise: the one sentence that fits, or for an unethical request the reason and an honest way instead."""

from bot.answers.numbering import Line
from bot.answers.records import Question
from bot.answers.wording import NOTES, note
from bot.ports import Library
from knowledge.records import Stance


def abstain(stance: Stance, language: str) -> list[Line]:
    """One note without advice."""
    return [Line("note", note(stance if stance in NOTES else "uncovered", language))]


def refuse(text: str, question: Question, library: Library, language: str) -> list[Line]:
    """Why not, then what can be said or done honestly; backed by the refusal's cards that the readers may see."""
    refusal = library.refusal(text)
    backing = tuple(card for card in (library.card(name, question.audiences) for name in refusal.cards) if card is not None)
    why = refusal.why.get(language) or refusal.why["en"]
    instead = refusal.instead.get(language) or refusal.instead["en"]
    return [Line("note", why, backing), *(Line("say", sentence, backing) for sentence in instead)]
