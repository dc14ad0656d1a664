"""Which change of a promise is allowed from which state, and what it makes of it. Pure: a promise and a deed in, promise and event out.

draft -> waiting | open            submitted
waiting -> open | draft            all departments agreed | one declined (see `approving`)
open, at risk, renegotiated        live: may be at risk, moved, done, broken
kept, kept late, broken, withdrawn ended: they stay, except for an undo within the minute
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.errors import NotAllowed
from bot.promises.faults import NotYours, bad
from bot.promises.history import differences, due_text, earlier
from bot.promises.permissions import audience_after, demand_change
from bot.promises.proposals import Outcome
from bot.promises.records import ENDED, LIVE, Approval, Due, Event, Person, Promise, State
from bot.promises.sentences import say, state_word

NOT_ENDED: tuple[State, ...] = ("draft", "waiting", *LIVE)
Changed = tuple[Promise, Event]


@dataclass(frozen=True)
class Deed:
    """Who does something, when, why, and in which language they read a refusal."""

    person: Person
    now: datetime
    language: str = "en"
    why: str = ""


def change(promise: Promise, deed: Deed, kind: str, /, is_new_schedule: bool = False, **new: Any) -> Changed:
    """The promise with new values and the event that says so. The only place where revision and schedule grow."""
    after = replace(promise, revision=promise.revision + 1, **new)
    if (after.state in ENDED) != (promise.state in ENDED):
        after = replace(after, ended_at=deed.now if after.state in ENDED else None)
    concerns = is_new_schedule or any(getattr(promise, name) != getattr(after, name) for name in ("due", "owner", "leads"))
    if concerns or (promise.state in LIVE) != (after.state in LIVE):
        after = replace(after, schedule=promise.schedule + 1)
    changed = differences(promise, after)
    return after, Event(promise.id, after.revision, kind, deed.person.id, deed.now, promise.state, after.state, deed.why, changed)


def log(promise: Promise, deed: Deed) -> Changed:
    """A new promise and its first event."""
    return promise, Event(promise.id, promise.revision, "logged", deed.person.id, deed.now, None, promise.state, deed.why)


def submit(promise: Promise, deed: Deed, needs: Sequence[Approval]) -> Changed:
    """A draft becomes open, or waits for the departments in `needs`."""
    _demand(promise, deed, ("draft",))
    return change(promise, deed, "opened", state="waiting" if needs else "open", approvals=tuple(needs))


def reword(promise: Promise, deed: Deed, what: str, needs: Sequence[Approval]) -> Changed:
    """Other words. Departments are asked (again) when there are any, except for a draft that nobody was asked about."""
    _demand(promise, deed, NOT_ENDED)
    if " ".join(what.split()) == " ".join(promise.what.split()):
        raise bad("same-words", deed.language)
    if promise.state == "draft" and not any(approval.answer == "declined" for approval in promise.approvals):
        return change(promise, deed, "reworded", what=what)
    if needs:
        return change(promise, deed, "reworded", is_new_schedule=True, what=what, state="waiting", approvals=tuple(needs))
    state = promise.state if promise.state in LIVE else "open"
    return change(promise, deed, "reworded", what=what, state=state, approvals=())


def move(promise: Promise, deed: Deed, due: Due) -> Changed:
    """Another date, before the customer has been told one. Whoever agreed is asked again: they agreed to the old date."""
    _demand(promise, deed, ("draft", "waiting"), "renegotiate-instead")
    _check_due(promise, deed, due)
    return change(promise, deed, "moved", due=due, approvals=silent(promise.approvals) if promise.state == "waiting" else promise.approvals)


def silent(approvals: Sequence[Approval]) -> tuple[Approval, ...]:
    """The same departments, all asked anew."""
    return tuple(Approval(approval.department, approval.approvers) for approval in approvals)


def at_risk(promise: Promise, deed: Deed) -> Changed:
    """It may not be kept in time, said early enough to do something."""
    _demand(promise, deed, LIVE)
    if promise.state == "at-risk":
        raise bad("at-risk-already", deed.language)
    return change(promise, deed, "at risk", state="at-risk")


def renegotiate(promise: Promise, deed: Deed, due: Due, answer: Outcome) -> Changed:
    """The customer's answer to a new date. Agreed: the date moves. Else it is written down and the old date stays."""
    _demand(promise, deed, LIVE)
    _check_due(promise, deed, due)
    if answer == "agreed":
        return change(promise, deed, "renegotiated", state="renegotiated", due=due, moved=promise.moved + 1)
    why = f"{answer} ({due_text(due)}): {deed.why}".rstrip(": ")
    return change(promise, replace(deed, why=why), "renegotiated")


def done(promise: Promise, deed: Deed, proof: str = "", was_late: bool = False) -> Changed:
    """Kept, or kept late: by the due time, and by whether an earlier due time had passed before it was moved."""
    _demand(promise, deed, LIVE)
    in_time = deed.now <= promise.due.instant() and not was_late
    return change(promise, deed, "done", state="kept" if in_time else "kept-late", proof=proof or promise.proof)


def break_(promise: Promise, deed: Deed) -> Changed:
    """It was not kept and will not be."""
    _demand(promise, deed, LIVE)
    return change(promise, deed, "broken", state="broken")


def withdraw(promise: Promise, deed: Deed) -> Changed:
    """It no longer holds: not asked for any more, never given, or typed by mistake."""
    _demand(promise, deed, NOT_ENDED)
    return change(promise, deed, "withdrawn", state="withdrawn")


def hand_over(promise: Promise, deed: Deed, to: Person, approvals: Sequence[Approval]) -> Changed:
    """Somebody else keeps it from now on. `approvals`: as they stand once `to` is the owner."""
    _demand(promise, deed, NOT_ENDED)
    if to.id == promise.owner:
        raise bad("same-owner", deed.language)
    return change(promise, deed, "handed over", owner=to.id, audience=audience_after(promise, to), approvals=tuple(approvals))


def undo(promise: Promise, deed: Deed, last: Event, within: timedelta) -> Changed:
    """Back to what was before the person's own last change. What was only just logged becomes withdrawn: nothing is ever deleted."""
    if last.by != deed.person.id or last.revision != promise.revision:
        raise NotYours("undo-other", deed.language, (last.by,))
    if last.kind == "undone":
        raise NotAllowed(say("undo-undo", deed.language))
    if deed.now - last.at > within:
        raise NotAllowed(say("undo-late", deed.language, seconds=int(within.total_seconds())))
    if last.was is None:
        return change(promise, deed, "undone", state="withdrawn")
    return change(promise, deed, "undone", state=last.was, **earlier(last.changed))


def _demand(promise: Promise, deed: Deed, allowed: tuple[State, ...], otherwise: str = "not-now") -> None:
    """Raises NotAllowed when this person may not change it, or not from this state."""
    demand_change(promise, deed.person, deed.language)
    if promise.state in allowed:
        return
    name = "ended" if promise.state in ENDED else promise.state if promise.state in ("draft", "waiting") else otherwise
    raise NotAllowed(say(name, deed.language, state=state_word(promise.state, deed.language)))


def _check_due(promise: Promise, deed: Deed, due: Due) -> None:
    if due == promise.due:
        raise bad("same-date", deed.language)
    if due.instant() < deed.now:
        raise bad("past-date", deed.language)
