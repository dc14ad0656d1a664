"""What happens to a promise that is saved: done, at risk, a new date, handed over, withdrawn, and taken back.

A button opens a form where words or a date are needed. A button of a state that has passed shows what is true now.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.errors import BadInput
from bot.promises.permissions import demand_change
from bot.promises.records import LIVE, Person, Promise, State
from bot.promises.sentences import deed_words
from bot.promises.states import NOT_ENDED
from bot.slack.blocks import promise_forms as forms
from bot.slack.blocks.form import View
from bot.slack.blocks.promise import Tag, person
from bot.slack.blocks.promise_card import saved_message
from bot.slack.promise_desk import PromiseDesk
from bot.slack.promise_lists import opened_message
from bot.slack.promise_notices import Notices
from bot.slack.promise_saving import saved_remark
from bot.slack.promise_turn import Turn
from bot.slack.texts_promises import tell

_UNSENT: tuple[State, ...] = ("draft", "waiting")


@dataclass(frozen=True)
class Button:
    """A button that opens a form: in which states it may, and which form."""

    states: Collection[State]
    form: Callable[[Promise, Person, dict[str, Any], str, Tag], View]


BUTTONS = {
    "promise_done": Button(LIVE, lambda promise, _, memory, language, __: forms.done_form(promise, memory, language)),
    "promise_at_risk": Button(LIVE, lambda promise, _, memory, language, __: forms.at_risk_form(promise, memory, language)),
    "promise_new_date": Button(
        LIVE, lambda promise, _, memory, language, tag: forms.renegotiate_form(promise, memory, language, _day(tag))
    ),
    "promise_move": Button(_UNSENT, lambda promise, _, memory, language, __: forms.move_form(promise, memory, language)),
    "promise_reword": Button(NOT_ENDED, lambda promise, _, memory, language, __: forms.words_form(promise, "reword", memory, language)),
    "promise_hand_over": Button(NOT_ENDED, lambda promise, _, memory, language, __: forms.hand_over_form(promise, memory, language)),
    "promise_withdraw": Button(
        NOT_ENDED, lambda promise, _, memory, language, __: forms.reason_form(promise, "withdraw", memory, language)
    ),
    "promise_broken": Button(LIVE, lambda promise, _, memory, language, __: forms.reason_form(promise, "broken", memory, language)),
}


def register(app: AsyncApp, desk: PromiseDesk, notices: Notices) -> None:
    """Put the listeners of this module into the app."""
    for action, which in BUTTONS.items():
        desk.on_button(app, action, partial(_open, desk, which))

    async def submitted(turn: Turn) -> None:
        id = turn.tag.id  # noqa: A001
        before = await desk.promise(id, turn)
        after = await desk.once(id, turn, "opened", lambda: desk.promising.submit(id, turn.person, turn.language))
        reached = await settle(notices, before, after, turn)
        message = saved_message(after, turn.language, turn.person, saved_remark(after, turn.language, reached))
        await desk.show(turn, message, instead=turn.is_alone)

    async def undone(turn: Turn) -> None:
        await undo(desk, notices, turn.tag.id, turn)

    desk.on_button(app, "promise_submit", submitted)
    desk.on_button(app, "promise_undo", undone)


async def _open(desk: PromiseDesk, which: Button, turn: Turn) -> None:
    """Open the form of this button, or show what is true now."""
    promise = await desk.promise(turn.tag.id, turn)
    demand_change(promise, turn.person, turn.language)
    if promise.state not in which.states:
        return await desk.show(turn, await desk.work(now_message, desk, promise.id, turn), instead=turn.is_alone)
    return await desk.open(turn, which.form(promise, turn.person, desk.memory(turn, p=promise.id), turn.language, turn.tag))


def now_message(desk: PromiseDesk, id: str, turn: Turn) -> Any:
    """The promise as it is now, and who made it so. Blocks."""
    last = desk.promising.events(id, turn.person, turn.audiences, turn.language)[-1]
    remark = tell("did_already", turn.language, by=person(last.by), did=deed_words(last.kind, turn.language))
    return opened_message(desk, id, turn, remark)


async def settle(notices: Notices, before: Promise, after: Promise, turn: Turn) -> bool:
    """Tell everybody else whom a change concerns: those who were asked, those to be asked now, and the owner. False: not all."""
    team, by = turn.place.team, turn.person.id
    reached = await notices.settle_cards(before, after, by, team) if before.approvals else True
    reached = await notices.ask_approvers(after, team) and reached
    if before.owner == after.owner:
        await notices.tell_owner(after, "owner_changed", by, team)
    return reached


async def undo(desk: PromiseDesk, notices: Notices, id: str, turn: Turn) -> None:
    """Take the person's own last change of this promise back. Raises NotAllowed when it is too late."""
    try:
        before = await desk.promise(id, turn)
    except BadInput:
        before = None  # handed over to somebody else's eyes only: it comes back
    after = await desk.once(id, turn, "undone", lambda: desk.promising.undo(id, turn.person, turn.language))
    await settle(notices, before or after, after, turn)
    message = await desk.work(opened_message, desk, id, turn, tell("undone", turn.language))
    await desk.show(turn, message, turn.is_alone)


async def undo_last(desk: PromiseDesk, notices: Notices, turn: Turn) -> None:
    """The same for whatever the person changed last."""
    last = desk.last_changed(turn)
    if last is None:
        return await desk.say(turn, tell("nothing_to_undo", turn.language))
    return await undo(desk, notices, last, turn)


def _day(tag: Tag) -> date | None:
    """The date that the button proposes."""
    try:
        return date.fromisoformat(tag.more)
    except ValueError:
        return None
