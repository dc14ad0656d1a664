"""The life of a promise once it is logged: each change is loaded, decided by `states` or `approving`, and saved. Knows no Slack or SQL."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.promises import approving, states
from bot.promises.book import Overtaken, PromiseBook, Wanted
from bot.promises.checking import Checking
from bot.promises.faults import NotYours, OvertakenBy, saving, unknown
from bot.promises.history import was_late
from bot.promises.permissions import knows_of, may_change
from bot.promises.proposals import Outcome, Proposal, Settings
from bot.promises.records import Approval, Due, Person, Promise
from bot.promises.states import NOT_ENDED, Changed, Deed
from bot.promises.vetting import demand_due, fit_reason, fit_what

_TRIES = 5
"""How often an approval is given again when another department answered at the same instant."""


class Living:
    """Changes promises. Every change raises NotAllowed, BadInput, Overtaken or NotSaved, with a sentence in the person's `language`;
    ids of the persons concerned stand in the fault's fields (`ask`, `by`)."""

    def __init__(self, book: PromiseBook, settings: Settings, now: Callable[[], datetime]) -> None:
        self._book, self._settings, self._now = book, settings, now
        self._checking = Checking(book, settings)

    def submit(self, id: str, person: Person, language: str) -> Promise:
        """A draft becomes a promise: open, or waiting for the departments that must agree."""
        promise = self._load(id, person, language)
        return self._save(states.submit(promise, self._deed(person, language), self._needs(promise)), language)

    def done(self, id: str, person: Person, language: str, proof: str = "") -> Promise:
        """Kept, or kept late: by the due time."""
        promise, deed = self._load(id, person, language), self._deed(person, language)
        return self._save(states.done(promise, deed, fit_reason(proof, language), was_late(self._book.events(id))), language)

    def at_risk(self, id: str, person: Person, language: str, why: str = "") -> Promise:
        """It may not be kept in time."""
        return self._save(states.at_risk(self._load(id, person, language), self._deed(person, language, why)), language)

    def renegotiate(self, id: str, person: Person, language: str, due: Due, answer: Outcome, why: str = "") -> Promise:
        """What the customer said to a new date. Agreed: it moves; once the old date has passed it still counts as late."""
        demand_due(due, language)
        return self._save(states.renegotiate(self._load(id, person, language), self._deed(person, language, why), due, answer), language)

    def move(self, id: str, person: Person, language: str, due: Due) -> Promise:
        """Another date for a draft or a waiting promise; whoever agreed is asked again."""
        demand_due(due, language)
        return self._save(states.move(self._load(id, person, language), self._deed(person, language), due), language)

    def reword(self, id: str, person: Person, language: str, what: str) -> Promise:
        """Other words; the departments are asked again."""
        promise, what = self._load(id, person, language), fit_what(what, language)
        needs = self._needs(replace(promise, what=what))
        return self._save(states.reword(promise, self._deed(person, language), what, needs), language)

    def agree(self, id: str, person: Person, language: str, words: str = "", seen: int | None = None) -> Promise:
        """The person's department agrees; with other words, to those, and the other departments are asked again.

        `seen`: the revision on the card that was pressed. When words or date changed since, Overtaken is raised instead.
        """
        first = self._load(id, person, language)
        self._demand_seen(first, seen, language)
        promise, words = first, fit_what(words, language) if words.strip() else ""
        for _ in range(_TRIES):
            try:
                return self._save(approving.agree(promise, self._deed(person, language), words), language)
            except Overtaken as fault:
                promise = fault.promise
                if _terms(promise) != _terms(first) or promise.state != "waiting":
                    raise
        raise OvertakenBy(promise, self._book.events(id)[-1], language)

    def decline(self, id: str, person: Person, language: str, reason: str, seen: int | None = None) -> Promise:
        """The person's department says no and why: the promise is a draft again."""
        promise = self._load(id, person, language)
        self._demand_seen(promise, seen, language)
        return self._save(approving.decline(promise, self._deed(person, language, reason)), language)

    def break_(self, id: str, person: Person, language: str, why: str) -> Promise:
        """It was not kept and will not be."""
        return self._save(states.break_(self._load(id, person, language), self._deed(person, language, why)), language)

    def withdraw(self, id: str, person: Person, language: str, why: str) -> Promise:
        """It no longer holds."""
        return self._save(states.withdraw(self._load(id, person, language), self._deed(person, language, why)), language)

    def hand_over(self, id: str, person: Person, language: str, to: Person) -> Promise:
        """Somebody else keeps it from now on."""
        return self._give(self._load(id, person, language), person, language, to)

    def hand_over_all(self, owner: str, person: Person, language: str, to: Person) -> tuple[Promise, ...]:
        """Everything of an owner that is not ended and that this person may change. One that changed meanwhile is tried again."""
        if person.id != owner and not (person.is_manager or person.is_admin):
            raise NotYours("not-yours", language, (owner,))
        all_theirs = self._book.find(Wanted(owner=owner, states=NOT_ENDED, limit=1_000_000))
        given = [self._give_surely(each, person, language, to) for each in all_theirs if may_change(each, person)]
        return tuple(promise for promise in given if promise is not None)

    def undo(self, id: str, person: Person, language: str) -> Promise:
        """Take back the person's own last change, within a minute, if nobody changed it since."""
        promise = self._book.promise(id)
        events = self._book.events(id) if promise else []
        if promise is None or not (knows_of(promise, person) or events[-1].by == person.id):
            raise unknown(language)
        return self._save(states.undo(promise, self._deed(person, language), events[-1], self._settings.undo_for), language)

    def _deed(self, person: Person, language: str, why: str = "") -> Deed:
        return Deed(person, self._now(), language, fit_reason(why, language))

    def _load(self, id: str, person: Person, language: str) -> Promise:
        promise = self._book.promise(id)
        if promise is None or not knows_of(promise, person):
            raise unknown(language)
        return promise

    def _save(self, changed: Changed, language: str) -> Promise:
        with saving(language):
            self._book.change(*changed)
        return changed[0]

    def _needs(self, promise: Promise) -> tuple[Approval, ...]:
        """Who must agree to a promise as it would be, for its owner."""
        fields = {name: getattr(promise, name) for name in ("what", "customer", "direction", "due", "approval", "id")}
        owner = Person(promise.owner, promise.team)
        return self._checking.needs(Proposal(**fields), owner, self._now())

    def _demand_seen(self, promise: Promise, seen: int | None, language: str) -> None:
        """Raises Overtaken when words, date or customer changed since the card that somebody looked at."""
        if seen is None or seen >= promise.revision:
            return
        later = [event for event in self._book.events(promise.id) if event.revision > seen]
        for event in reversed(later):
            if event.changed.keys() & {"what", "due", "customer"}:
                raise OvertakenBy(promise, event, language)

    def _give(self, promise: Promise, person: Person, language: str, to: Person) -> Promise:
        departments = self._settings.approvals.get(promise.approval or "", {})
        approvals = approving.for_owner(promise.approvals, departments, to.id) if promise.state == "waiting" else promise.approvals
        return self._save(states.hand_over(promise, self._deed(person, language), to, approvals), language)

    def _give_surely(self, promise: Promise, person: Person, language: str, to: Person) -> Promise | None:
        """Handed over, tried again after somebody else's change; None when that change ended it or gave it to somebody."""
        for _ in range(_TRIES):
            try:
                return self._give(promise, person, language, to)
            except Overtaken as fault:
                if fault.promise.state not in NOT_ENDED or fault.promise.owner != promise.owner:
                    return None
                promise = fault.promise
        raise OvertakenBy(promise, self._book.events(promise.id)[-1], language)


def _terms(promise: Promise) -> tuple[object, ...]:
    """What an approver agrees to."""
    return promise.what, promise.due, promise.customer, promise.owner
