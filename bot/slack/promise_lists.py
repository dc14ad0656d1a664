"""Promises in lists and one by one: the words after /promise, *More*, *Show those* and *Open*."""

from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.errors import BotError
from bot.promises.permissions import may_change
from bot.promises.records import Promise
from bot.slack.blocks.message import Message
from bot.slack.blocks.promise import is_fresh
from bot.slack.blocks.promise_list import list_message, open_message
from bot.slack.places import value_of
from bot.slack.promise_desk import PromiseDesk
from bot.slack.promise_turn import Turn
from bot.slack.texts_promises import tell

_MOST_BEHIND = 20
_CUSTOMER_CHARS = 200


def register(app: AsyncApp, desk: PromiseDesk) -> None:
    """Put the listeners of this module into the app."""

    async def opened(turn: Turn) -> None:
        message = await desk.work(opened_message, desk, turn.tag.id, turn)
        # Opening a card in a direct message must not take an approval or a reminder away.
        is_private = bool((turn.body.get("container") or {}).get("is_ephemeral"))
        await desk.show(turn, message, instead=turn.is_alone and is_private)

    async def more(turn: Turn) -> None:
        _, page, which, customer = [*value_of(turn.body).split("|", 3), "", "", ""][:4]
        await show_list(desk, turn, which, customer, int(page) if page.isdecimal() else 0)

    async def behind(turn: Turn) -> None:
        found = await desk.work(_readable, desk, value_of(turn.body).partition("|")[2].split(",")[:_MOST_BEHIND], turn)
        title = tell("list_behind", turn.language)
        await desk.show(turn, list_message(title, found, 0, "", desk.now(), turn.language, turn.person))

    desk.on_button(app, "promise_open", opened)
    for action, handle in {"promise_more": more, "promise_behind": behind}.items():
        desk.on_button(app, action, handle, lambda value: value.partition("|")[0])


async def show_list(desk: PromiseDesk, turn: Turn, which: str, customer: str = "", page: int = 0) -> None:
    """One page of a list, for the turn's eyes."""
    message = await desk.work(_list_message, desk, turn, which, customer, page)
    await desk.show(turn, message)


def _list_message(desk: PromiseDesk, turn: Turn, which: str, customer: str, page: int) -> Message:
    # With a customer and without a team of one's own, "team" is everything that is not ended and may be read.
    person = replace(turn.person, team=None) if customer else turn.person
    wanted: Any = which if which in ("mine", "due", "at-risk", "waiting", "owed", "approve", "team") and not customer else "team"
    found = desk.promising.list(person, turn.audiences, wanted, customer or None)
    key = "customer" if customer else wanted
    title = tell(f"list_{key}", turn.language, customer=", ".join(dict.fromkeys(each.customer for each in found)) or customer)
    return list_message(title, found, page, f"{key}|{customer[:_CUSTOMER_CHARS]}", desk.now(), turn.language, turn.person)


def opened_message(desk: PromiseDesk, id: str, turn: Turn, remark: str = "") -> Message:
    """One promise with its history. Raises BadInput for one that this person may not read. Blocks."""
    promise = desk.promising.promise(id, turn.person, turn.audiences, turn.language)
    events = desk.promising.events(id, turn.person, turn.audiences, turn.language)
    now, last = desk.now(), events[-1]
    may_undo = last.by == turn.person.id and last.kind != "undone" and is_fresh(last.at, now, desk.undo_for)
    may = may_change(promise, turn.person)
    return open_message(promise, events, now, turn.language, turn.person, may_change=may, may_undo=may_undo, remark=remark)


def _readable(desk: PromiseDesk, ids: list[str], turn: Turn) -> list[Promise]:
    """Those of the ids that this person may read."""
    found = []
    for each in ids:
        try:
            found.append(desk.promising.promise(each, turn.person, turn.audiences, turn.language))
        except BotError:
            continue
    return found
