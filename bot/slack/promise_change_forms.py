"""The forms about a saved promise, sent: done, at risk, a new date, handed over, withdrawn, not kept, reworded."""

from collections.abc import Callable
from dataclasses import replace
from typing import get_args

from slack_bolt.async_app import AsyncApp

from bot.promises.proposals import Outcome
from bot.promises.records import Due, Promise
from bot.slack.blocks.message import Message
from bot.slack.blocks.promise import due_words, person
from bot.slack.blocks.promise_card import saved_message
from bot.slack.blocks.promise_rescue import rescue_message
from bot.slack.promise_changes import settle
from bot.slack.promise_desk import PromiseDesk
from bot.slack.promise_form import filled_due
from bot.slack.promise_notices import Notices
from bot.slack.promise_saving import saved_remark
from bot.slack.promise_submissions import Ended, Sent, Wrong, on_form
from bot.slack.texts_promises import tell


def register(app: AsyncApp, desk: PromiseDesk, notices: Notices) -> None:
    """Put the listeners of this module into the app."""
    sending = _Forms(desk, notices)
    for name in ("done", "at_risk", "renegotiate", "move", "reword", "withdraw", "broken", "hand_over"):
        on_form(app, desk, f"promise_{name}_form", getattr(sending, name))


class _Forms:
    def __init__(self, desk: PromiseDesk, notices: Notices) -> None:
        self._desk, self._notices = desk, notices

    async def done(self, sent: Sent) -> Ended:
        proof = sent.filled.text("proof")
        after = await self._change(sent, "done", lambda do, *who: do.done(sent.id, *who, proof))
        return self._told(sent, after, tell("done_kept" if after.state == "kept" else "done_late", sent.turn.language))

    async def at_risk(self, sent: Sent) -> Ended:
        why, turn = _reason(sent), sent.turn
        before = await self._before(sent)
        new = replace(before.due, day=day) if (day := sent.filled.day("day")) else None
        if new and new.instant() < self._desk.now():
            raise Wrong({"day": tell("wrong_past", turn.language)})
        after = await self._change(sent, "at risk", lambda do, *who: do.at_risk(sent.id, *who, why))
        languages = ("zh", "en") if after.language.startswith("zh") else ("en", "zh")
        drafts = [await self._desk.work(self._desk.promising.rescue, after, new, language) for language in languages]
        return Ended(rescue_message(after, drafts, new, turn.language, turn.person))

    async def renegotiate(self, sent: Sent) -> Ended:
        due, said, turn = await self._new_due(sent), sent.filled.text("why"), sent.turn
        answer: Outcome = next((each for each in get_args(Outcome) if each == sent.filled.choice("answer")), "silent")
        after = await self._change(sent, "renegotiated", lambda do, *who: do.renegotiate(sent.id, *who, due, answer, said))
        key = "renegotiated_agreed" if answer == "agreed" else "renegotiated_no"
        return self._told(sent, after, tell(key, turn.language, due=due_words(after.due, turn.language, turn.person)))

    async def move(self, sent: Sent) -> Ended:
        due = await self._new_due(sent)
        after = await self._change(sent, "moved", lambda do, *who: do.move(sent.id, *who, due))
        return self._told(sent, after, saved_remark(after, sent.turn.language))

    async def reword(self, sent: Sent) -> Ended:
        what = sent.filled.line("what")
        after = await self._change(sent, "reworded", lambda do, *who: do.reword(sent.id, *who, what))
        remark = saved_remark(after, sent.turn.language) if after.state == "waiting" else tell("reworded", sent.turn.language)
        return self._told(sent, after, remark)

    async def withdraw(self, sent: Sent) -> Ended:
        why = _reason(sent)
        after = await self._change(sent, "withdrawn", lambda do, *who: do.withdraw(sent.id, *who, why))
        return self._told(sent, after, tell("withdrawn", sent.turn.language))

    async def broken(self, sent: Sent) -> Ended:
        why = _reason(sent)
        after = await self._change(sent, "broken", lambda do, *who: do.break_(sent.id, *who, why))
        return self._told(sent, after, tell("broken", sent.turn.language))

    async def hand_over(self, sent: Sent) -> Ended:
        desk, turn, chosen = self._desk, sent.turn, sent.filled.person("to")
        known = await desk.colleague(sent.turn.client, chosen, turn.place.team) if chosen else None
        if known is None or known.is_guest or not known.is_here:
            raise Wrong({"to": tell("wrong_person", turn.language)})
        to, before = desk.person(known), await self._before(sent)
        if to.id == before.owner:
            raise Wrong({"to": tell("wrong_same", turn.language)})
        if sent.filled.choice("scope") != "all":
            after = await self._change(sent, "handed over", lambda do, *who: do.hand_over(sent.id, *who, to))
            await self._notices.tell_owner(after, "owner_handed", turn.person.id, turn.place.team)
            return self._told(sent, after, tell("handed_over", turn.language, owner=person(to.id)))
        all_ = await desk.work(desk.promising.hand_over_all, before.owner, turn.person, turn.language, to)
        desk.touched(turn)
        for promise in all_:
            await self._notices.ask_approvers(promise, turn.place.team)
        if not all_:
            return Ended(Message(tell("nothing_to_hand_over", turn.language)))
        await self._notices.tell_owner(all_[0], "owner_handed_all", turn.person.id, turn.place.team, str(len(all_)))
        words = tell("handed_over_all", turn.language, owner=person(to.id), count=len(all_))
        return self._told(sent, all_[0], words)

    async def _change(self, sent: Sent, kind: str, change: Callable[..., Promise]) -> Promise:
        """Make the change, tell whom it concerns, and remember it for an undo. Raises what the service raises."""
        turn, promising = sent.turn, self._desk.promising
        before = await self._before(sent)
        after = await self._desk.once(sent.id, turn, kind, lambda: change(promising, turn.person, turn.language))
        await settle(self._notices, before, after, turn)
        return after

    async def _before(self, sent: Sent) -> Promise:
        return await self._desk.promise(sent.id, sent.turn)

    async def _new_due(self, sent: Sent) -> Due:
        before = await self._before(sent)
        return filled_due(self._desk, sent.filled, sent.turn, before.due.zone)

    def _told(self, sent: Sent, after: Promise, remark: str) -> Ended:
        return Ended(saved_message(after, sent.turn.language, sent.turn.person, remark))


def _reason(sent: Sent) -> str:
    """Why, in a few words. Raises Wrong."""
    why = sent.filled.text("why")
    if not any(mark.isalnum() for mark in why):
        raise Wrong({"why": tell("wrong_empty", sent.turn.language)})
    return why
