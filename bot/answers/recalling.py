"""Records first: what our own records say about a customer, a rival or a promise, before any guidance is searched."""

from bot.answers import telling
from bot.answers.cleaning import quotable
from bot.answers.finishing import finish
from bot.answers.numbering import Line
from bot.answers.records import Answer, Question, Sentence
from bot.answers.routing import RecordQuestion, read_record_question
from bot.answers.wording import note
from bot.ports import Library, PromiseRecords
from knowledge.records import Deal

_LOOK = 20


def recall(question: Question, language: str, library: Library, most: int, promises: PromiseRecords | None = None) -> Answer | None:
    """The answer of the records, or None when the question is not for them or they know nothing of it. Tells `most` deals."""
    asked = read_record_question(question.text)
    if asked is None:
        return None
    if asked.about == "promises":
        return _tell_promises(asked, question, language, promises)
    deals = _deals(asked, question, library)
    if deals:
        lines = [Line("deals", telling.tell(deal, language, story=not asked.lost_to), (deal,)) for deal in deals[: max(1, most)]]
        return finish(question, language, "answered", lines, score=lambda _kind, _id: 1.0)
    if asked.lost_to and asked.name:
        return finish(question, language, "abstained", [Line("note", note("no-deal-lost-to", language, name=asked.name))])
    return None


def _tell_promises(asked: RecordQuestion, question: Question, language: str, promises: PromiseRecords | None) -> Answer:
    """One note for each promise, which names it by its id: a promise is neither card nor deal, so it has no source number.

    They do not pass the gate against repeats: two promises may differ by their date alone.
    """
    told = (
        promises.tell(
            asked.which, asked.name, question.asked_by, question.audiences, language, only_own=asked.only_own, words=question.text
        )
        if promises is not None
        else []
    )
    if told:
        sentences = tuple(Sentence("note", quotable(text), ()) for text in told)
        return Answer(question.id, language, "answered", "evidence", sentences=sentences)
    # Saying that nothing is on record is the truth; guidance about promising would be no answer.
    text = note("no-promise-to", language, name=asked.name) if asked.name and asked.which == "promised" else note("no-promise", language)
    return finish(question, language, "abstained", [Line("note", text)])


def _deals(asked: RecordQuestion, question: Question, library: Library) -> list[Deal]:
    """The deals asked for, each read again for the readers right before it is told."""
    if asked.lost_to and asked.name:
        names = [hit.id for hit in library.look_up(question.text, question.audiences, k=_LOOK).deals]
    else:
        names = [deal.id for deal in library.deals_with(question.text, question.audiences)]
    deals = [deal for deal in (library.deal(name, question.audiences) for name in names) if deal is not None]
    if asked.lost_to and asked.name:
        return [deal for deal in deals if deal.outcome == "lost" and asked.name.lower() in telling.full_text(deal).lower()]
    return deals
