"""Agree, agree with other words, decline: the answers of those who were asked. Nobody else's, and nobody's own."""

from collections.abc import Callable
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.promises.permissions import demand_answer
from bot.promises.records import Promise
from bot.slack.blocks.form import View
from bot.slack.blocks.message import Message
from bot.slack.blocks.promise import person
from bot.slack.blocks.promise_approval import approval_message
from bot.slack.blocks.promise_forms import reason_form, words_form
from bot.slack.promise_changes import now_message
from bot.slack.promise_desk import PromiseDesk
from bot.slack.promise_notices import Notices
from bot.slack.promise_notify import record_of
from bot.slack.promise_submissions import Ended, Sent, Wrong, on_form
from bot.slack.promise_turn import Turn
from bot.slack.texts_promises import tell

Form = Callable[[Promise, dict[str, Any], str], View]
_FORMS: dict[str, Form] = {
    "promise_words": lambda promise, memory, language: words_form(promise, "words", memory, language),
    "promise_decline": lambda promise, memory, language: reason_form(promise, "decline", memory, language),
}


def register(app: AsyncApp, desk: PromiseDesk, notices: Notices) -> None:
    """Put the listeners of this module into the app."""
    answering = _Answering(desk, notices)

    async def agreed(turn: Turn) -> None:
        await desk.show(turn, await answering.agree(turn.tag.id, turn, "", turn.tag.seen), instead=turn.is_alone)

    async def with_words(sent: Sent) -> Ended:
        words = sent.filled.line("what")
        if not any(mark.isalnum() for mark in words):
            raise Wrong({"what": tell("wrong_empty", sent.turn.language)})
        return Ended(await answering.agree(sent.id, sent.turn, words, sent.memory.get("r")))

    async def declined(sent: Sent) -> Ended:
        reason = sent.filled.text("why")
        if not any(mark.isalnum() for mark in reason):
            raise Wrong({"why": tell("wrong_empty", sent.turn.language)})
        return Ended(await answering.decline(sent.id, sent.turn, reason, sent.memory.get("r")))

    desk.on_button(app, "promise_agree", agreed)
    for action, form in _FORMS.items():
        desk.on_button(app, action, partial(_open, desk, form))
    on_form(app, desk, "promise_words_form", with_words)
    on_form(app, desk, "promise_decline_form", declined)


async def _open(desk: PromiseDesk, form: Form, turn: Turn) -> None:
    """Open the form for those who were asked, while they are; else show what is true now."""
    promise = await desk.promise(turn.tag.id, turn)
    demand_answer(promise, turn.person, turn.language)
    if promise.state != "waiting":
        return await desk.show(turn, await desk.work(now_message, desk, promise.id, turn), instead=turn.is_alone)
    memory = desk.memory(turn, p=promise.id, r=turn.tag.seen or promise.revision)
    return await desk.open(turn, form(promise, memory, turn.language))


class _Answering:
    """One call each, then everybody whom it concerns is told."""

    def __init__(self, desk: PromiseDesk, notices: Notices) -> None:
        self._desk, self._notices = desk, notices

    async def agree(self, id: str, turn: Turn, words: str, seen: int | None) -> Message:
        """Raises NotYours, Overtaken, NotAllowed, BadInput or NotSaved."""
        promising, team, by = self._desk.promising, turn.place.team, turn.person.id
        before = await self._desk.promise(id, turn)
        after = await self._desk.once(id, turn, "agreed", lambda: promising.agree(id, turn.person, turn.language, words, seen))
        is_reworded = after.what != before.what
        await self._notices.settle_cards(before, after, by, team)
        await self._notices.ask_approvers(after, team)
        key = ("owner_agreed_words" if is_reworded else "owner_agreed") + ("_some" if after.state == "waiting" else "")
        await self._notices.tell_owner(after, key, by, team)
        return await self._answered(after, turn, "you_agreed_words" if is_reworded else "you_agreed")

    async def decline(self, id: str, turn: Turn, reason: str, seen: int | None) -> Message:
        """Raises the same."""
        promising, team, by = self._desk.promising, turn.place.team, turn.person.id
        before = await self._desk.promise(id, turn)
        after = await self._desk.once(id, turn, "declined", lambda: promising.decline(id, turn.person, turn.language, reason, seen))
        await self._notices.settle_cards(before, after, by, team)
        await self._notices.tell_owner(after, "owner_declined", by, team, reason)
        return await self._answered(after, turn, "you_declined")

    async def _answered(self, after: Promise, turn: Turn, key: str) -> Message:
        remark = tell(key, turn.language, owner=person(after.owner))
        record = await self._desk.work(record_of, self._desk, after, turn)
        return approval_message(after, after, self._desk.now(), turn.language, turn.person, record, remark)
