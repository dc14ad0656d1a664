"""Who may read a promise, who may change it, and who may answer for a department. Decides nothing about states."""

from collections.abc import Collection

from bot.promises.faults import NotYours
from bot.promises.records import Person, Promise
from knowledge.records import EVERYONE


def readable_by(person: Person) -> frozenset[str]:
    """The audiences of promises that this person may read alone."""
    own = {f"private:{person.id}"} | ({f"team:{person.team}"} if person.team else set())
    return frozenset({EVERYONE}) | own


def may_read(promise: Promise, person: Person, audiences: Collection[str]) -> bool:
    """Whether it may be shown where `audiences` read. Approvers may read what they are asked about, where only they read."""
    return promise.audience in audiences or (is_approver(promise, person) and f"private:{person.id}" in audiences)


def may_change(promise: Promise, person: Person) -> bool:
    """The owner, an admin, and a manager who may read it: what is private to another person is not a manager's business."""
    if person.id == promise.owner or person.is_admin:
        return True
    if not person.is_manager:
        return False
    return promise.audience in readable_by(person) or (promise.audience.startswith("team:") and person.team in (None, promise.team))


def is_approver(promise: Promise, person: Person) -> bool:
    """Whether this person was asked to speak for a department."""
    return any(person.id in approval.approvers for approval in promise.approvals)


def knows_of(promise: Promise, person: Person) -> bool:
    """Whether this person may learn that the promise exists."""
    return may_change(promise, person) or promise.audience in readable_by(person) or is_approver(promise, person)


def demand_change(promise: Promise, person: Person, language: str) -> None:
    """Raises NotYours when this person may not change it."""
    if not may_change(promise, person):
        raise NotYours("not-yours", language, (promise.owner,))


def demand_answer(promise: Promise, person: Person, language: str) -> None:
    """Raises NotYours when this person may not agree or decline. Managers and admins have no say here unless they were asked."""
    approvers = tuple(dict.fromkeys(each for approval in promise.approvals for each in approval.approvers if each != promise.owner))
    if person.id == promise.owner:
        raise NotYours("own", language, approvers)
    if person.id not in approvers:
        raise NotYours("not-approver", language, approvers)


def audience_after(promise: Promise, to: Person) -> str:
    """The audience once `to` owns the promise: never wider, and one that the new owner belongs to."""
    if promise.audience in readable_by(to):
        return promise.audience
    return f"team:{to.team}" if promise.audience.startswith("team:") and to.team else f"private:{to.id}"
