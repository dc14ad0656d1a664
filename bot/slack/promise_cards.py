"""Before a promise is saved: what was read becomes a card, or one short question, and the card's buttons save, change or drop it.

The id is made when the card is, so that a second press, or Slack's second delivery, saves nothing twice.
"""

import hashlib
from collections.abc import Sequence

from slack_bolt.async_app import AsyncApp

from bot.errors import BadInput
from bot.promises.records import Draft
from bot.slack.blocks.message import note
from bot.slack.blocks.promise_card import MOST_CHOICES, saved_message
from bot.slack.blocks.promise_forms import date_form
from bot.slack.places import value_of
from bot.slack.promise_desk import PromiseDesk
from bot.slack.promise_form import open_log_form
from bot.slack.promise_notices import Notices
from bot.slack.promise_saving import lay_out, lay_out_reworded, save_slip, saved_remark
from bot.slack.promise_turn import Turn
from bot.slack.slips import Slip, slip_of, unpack
from bot.slack.texts_promises import tell

MOST_CARDS = 5
"""Promises of one message that are laid out at once."""


def register(app: AsyncApp, desk: PromiseDesk, notices: Notices) -> None:
    """Put the listeners of this module into the app."""

    async def save(turn: Turn) -> None:
        promise = await save_slip(desk, _slip(turn), turn, as_draft=turn.action == "promise_save_draft")
        reached = await notices.ask_approvers(promise, turn.place.team)
        remark = saved_remark(promise, turn.language, reached)
        await desk.show(turn, saved_message(promise, turn.language, turn.person, remark), instead=True)

    async def go_on(turn: Turn) -> None:
        await desk.show(turn, await desk.work(lay_out, desk, _slip(turn), turn), instead=True)

    async def lay(turn: Turn) -> None:
        await desk.show(turn, await desk.work(lay_out, desk, _slip(turn), turn))

    async def use_words(turn: Turn) -> None:
        await desk.show(turn, await desk.work(lay_out_reworded, desk, _slip(turn), turn), instead=True)

    async def edit(turn: Turn) -> None:
        await open_log_form(desk, _slip(turn), turn)

    async def other_date(turn: Turn) -> None:
        slip = _slip(turn)
        await desk.open(turn, date_form(slip, turn.person, desk.memory(turn, s=slip.as_record())))

    async def cancel(turn: Turn) -> None:
        await desk.show(turn, note(tell("cancelled", turn.language)), instead=True)

    handles = dict.fromkeys(("promise_save", "promise_ask", "promise_save_draft"), save)
    handles |= dict.fromkeys([f"promise_take_{n}" for n in range(MOST_CHOICES)], go_on)
    handles |= dict.fromkeys([f"promise_customer_{n}" for n in (*range(MOST_CHOICES), "new")], go_on)
    handles |= {"promise_log_card": lay, "promise_use_words": use_words, "promise_edit": edit, "promise_other_date": other_date}
    for action, handle in handles.items():
        desk.on_button(app, action, handle, _spoken)
    desk.on_button(app, "promise_cancel", cancel)


async def show_cards(desk: PromiseDesk, turn: Turn, drafts: Sequence[Draft], said: str, source: str = "") -> None:
    """A card for each promise that was read, or its one question."""
    for n, draft in enumerate((await desk.fill(drafts, said, turn))[:MOST_CARDS]):
        made = hashlib.sha256(f"{turn.key}#{n}".encode("utf-8", "replace")).hexdigest()[:16]
        slip = slip_of(draft, made, turn.language, desk.audience, source, said)
        message = await desk.work(lay_out, desk, slip, turn, draft.due)
        await desk.reply(turn, n).show(message)
    if len(drafts) > MOST_CARDS:
        remark = tell("more_than", turn.language, most=MOST_CARDS, count=len(drafts))
        await desk.reply(turn, MOST_CARDS).show(note(remark))


def _slip(turn: Turn) -> Slip:
    """The slip of the pressed button. Raises BadInput when it cannot be read."""
    try:
        return unpack(value_of(turn.body))
    except ValueError as error:
        raise BadInput(tell("stale_card", turn.language)) from error


def _spoken(value: str) -> str:
    """The language of the card that a button stands on."""
    try:
        return unpack(value).spoken
    except ValueError:
        return ""
