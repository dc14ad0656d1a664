"""Departments agree to one wording before a promise opens. Silence is never consent, and nobody approves their own. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.errors import NotAllowed
from bot.promises.faults import bad
from bot.promises.permissions import demand_answer
from bot.promises.records import Approval, Promise
from bot.promises.sentences import say, state_word
from bot.promises.states import Changed, Deed, change

Departments = Mapping[str, tuple[str, ...]]


def needed(departments: Departments, owner: str) -> tuple[Approval, ...]:
    """One silent approval for each department. The owner is never among the approvers, even when nobody is left."""
    return tuple(Approval(name, tuple(each for each in approvers if each != owner)) for name, approvers in departments.items())


def agree(promise: Promise, deed: Deed, words: str = "") -> Changed:
    """The person's departments agree. With other words they agree to those, and the other departments are asked again."""
    _demand_waiting(promise, deed)
    new = words.strip() if " ".join(words.split()) != " ".join(promise.what.split()) else ""
    mine = [approval for approval in promise.approvals if deed.person.id in approval.approvers]
    if not new and all(approval.answer == "agreed" for approval in mine):
        raise bad("answered-already", deed.language)
    approvals = tuple(_answered(approval, deed, bool(new)) for approval in promise.approvals)
    is_agreed = all(approval.answer == "agreed" for approval in approvals)
    return change(promise, deed, "agreed", what=new or promise.what, approvals=approvals, state="open" if is_agreed else "waiting")


def decline(promise: Promise, deed: Deed) -> Changed:
    """One department says no, with its reason in the deed's `why`: the promise is a draft again."""
    _demand_waiting(promise, deed)
    if not deed.why.strip():
        raise bad("no-reason", deed.language)
    approvals = tuple(
        replace(each, answer="declined", by=deed.person.id, at=deed.now, reason=deed.why) if deed.person.id in each.approvers else each
        for each in promise.approvals
    )
    return change(promise, deed, "declined", state="draft", approvals=approvals)


def for_owner(approvals: Sequence[Approval], departments: Departments, owner: str) -> tuple[Approval, ...]:
    """The approvals once somebody else owns the promise: answers stay, except the new owner's own."""
    renewed = []
    for approval in approvals:
        asked = departments.get(approval.department, approval.approvers)
        stays = approval.answer != "silent" and approval.by != owner
        empty = Approval(approval.department, tuple(each for each in asked if each != owner))
        renewed.append(replace(approval, approvers=empty.approvers) if stays else empty)
    return tuple(renewed)


def _answered(approval: Approval, deed: Deed, are_new_words: bool) -> Approval:
    """This approval after the person's yes."""
    if deed.person.id in approval.approvers and (are_new_words or approval.answer != "agreed"):
        return replace(approval, answer="agreed", by=deed.person.id, at=deed.now, reason="")
    return Approval(approval.department, approval.approvers) if are_new_words else approval


def _demand_waiting(promise: Promise, deed: Deed) -> None:
    """Raises NotAllowed unless this person may answer and an answer is wanted."""
    demand_answer(promise, deed.person, deed.language)
    if promise.state != "waiting":
        raise NotAllowed(say("not-waiting", deed.language, state=state_word(promise.state, deed.language)))
