"""From a slip to what is shown next, and to the saved promise. Shared by the card's buttons and the forms."""

from dataclasses import replace

from bot.promises.proposals import Check
from bot.promises.records import DueReading, Promise
from bot.slack.blocks.message import Message
from bot.slack.blocks.promise_card import card_message, customer_question, date_question
from bot.slack.blocks.promise_list import missing
from bot.slack.promise_desk import PromiseDesk
from bot.slack.promise_turn import Turn
from bot.slack.slips import CUSTOMER_CHARS, WHAT_CHARS, Slip
from bot.slack.texts_promises import tell


def lay_out(desk: PromiseDesk, slip: Slip, turn: Turn, reading: DueReading | None = None) -> Message:
    """The next thing to show for this slip: the question about its date or customer, else the card with the check. Blocks."""
    if slip.due is None:
        return date_question(slip, reading or DueReading(problem="missing"))
    names = desk.promising.match_customer(slip.customer, turn.audiences) if slip.customer else ()
    if not slip.customer or (len(names) > 1 and not slip.is_settled):
        return customer_question(slip, names)
    if len(names) == 1 and not slip.is_settled:
        slip = replace(slip, customer=names[0][:CUSTOMER_CHARS])
    return card_message(slip, check_of(desk, slip, turn), is_new=slip.customer not in names)


def check_of(desk: PromiseDesk, slip: Slip, turn: Turn) -> Check:
    """What the check says to it, in the card's language."""
    return desk.promising.check(slip.proposal(turn.person), turn.person, turn.language)


def lay_out_reworded(desk: PromiseDesk, slip: Slip, turn: Turn) -> Message:
    """The card with the wording that the check offers."""
    check = check_of(desk, slip, turn)
    if not check.reword:
        return lay_out(desk, slip, turn)
    due = check.reword_due or slip.due
    # A rewording avoids the benefit that is not approved: it is checked again like any other promise.
    approval = None if check.needs or check.reword_due else slip.approval
    return lay_out(desk, replace(slip, what=check.reword[:WHAT_CHARS], due=due, approval=approval, said=""), turn)


async def save_slip(desk: PromiseDesk, slip: Slip, turn: Turn, as_draft: bool = False) -> Promise:
    """Save it; a second time changes nothing. Raises NotAllowed, BadInput or NotSaved."""
    (promise,) = await desk.work(desk.promising.log, [slip.proposal(turn.person, as_draft)], turn.person, turn.language)
    desk.touched(turn)
    return promise


def saved_remark(promise: Promise, language: str, reached: bool = True) -> str:
    """What being saved means for the person now."""
    if promise.state == "waiting":
        departments = missing(promise, language)
        remark = tell("saved_waiting", language, departments=departments)
        return remark if reached else f"{remark} {tell('nobody_reached', language, departments=departments)}"
    if promise.state == "draft":
        return tell("saved_draft", language)
    if promise.state == "open":
        return tell("saved" if promise.direction == "ours" else "saved_theirs", language)
    return tell("saved_before", language)
