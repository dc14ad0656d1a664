"""The one service that every caller uses: read, check, log, change and look at promises. Slack, the command line and the playground
speak to it alone. Knows no Slack, SQL or clock of its own.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from bot.ports import Model
from bot.promises import states
from bot.promises.book import PromiseBook
from bot.promises.customers import known_as, match
from bot.promises.faults import bad, saving, unknown
from bot.promises.living import Living
from bot.promises.looking import Looking
from bot.promises.permissions import readable_by
from bot.promises.proposals import Check, Finding, KeptRate, Proposal, Settings, Which
from bot.promises.records import Draft, Due, Event, Person, Promise
from bot.promises.rescue import write_rescue
from bot.promises.states import Changed, Deed
from bot.promises.vetting import demand_due, demand_leads, demand_readers, fit, fit_what, open_promise

if TYPE_CHECKING:
    from bot.promises.filling import Filling, Mask

__all__ = ["Check", "Finding", "KeptRate", "Promising", "Proposal", "Settings", "open_filling"]


def open_filling(model: Model, mask: "Mask") -> "Filling":
    """The help of a language model with what the reader leaves open; `mask` hides personal data from it."""
    from bot.promises.filling import Filling  # it knows the reader's word tables, which are large

    return Filling(model, mask)


class Promising(Living):
    """Promises from the first word to the kept rate. What changes one (`done`, `agree`, `undo`, ...) stands in `Living`."""

    def __init__(
        self,
        book: PromiseBook,
        settings: Settings,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        filling: "Filling | None" = None,
    ) -> None:
        """`filling`: a language model that may point at what the reader left open."""
        super().__init__(book, settings, now)
        self._new_id = new_id
        self._filling = filling
        self._looking = Looking(book)

    # reading

    def read(self, text: str, person: Person, via: Literal["slash", "chat"]) -> tuple[Draft, ...]:
        """The promises in a text, customers under their usual names where only one can be meant. Saves nothing."""
        from bot.promises.reading import read_promises  # its word tables are large: loaded when first needed

        return self._known(read_promises(text, self._now(), person.zone, via, person.locale), person)

    def fill(self, drafts: Sequence[Draft], text: str, person: Person) -> tuple[Draft, ...]:
        """The drafts of a text with what a language model found in it, where one is set and the reader left something open."""
        if self._filling is None:
            return tuple(drafts)
        return self._known(self._filling.fill(drafts, text, self._now(), person.zone, person.locale), person)

    def match_customer(self, name: str, audiences: Collection[str]) -> tuple[str, ...]:
        """One name: that customer. Several: ask, the name as typed first when it may be a new one. None: a new customer."""
        return self._looking.match_customer(name, audiences)

    def customers(self, audiences: Collection[str]) -> tuple[str, ...]:
        """The usual names of the customers of promises that may be read, by name."""
        return tuple(customer.name for customer in self._book.customers(frozenset(audiences)))

    def name_customer(self, typed: str, customer: str, language: str = "en") -> None:
        """The person chose: from now on `typed` means `customer`."""
        with saving(language):
            self._book.add_alias(customer, typed)

    # before saving

    def check(self, proposal: Proposal, person: Person, language: str) -> Check:
        """What stands against it, in one card. Advice only."""
        demand_due(proposal.due, language)
        return self._checking.check(proposal, person, language, self._now())

    # saving

    def log(self, proposals: Sequence[Proposal], person: Person, language: str) -> tuple[Promise, ...]:
        """Save them, all or none: open, waiting for the departments that must agree, or as drafts. A second try changes nothing."""
        now, known = self._now(), self._book.customers(readable_by(person))
        made: list[Changed] = []
        for each in proposals:
            self._demand_free(each.id, person, language)
            proposal = self._vetted(each, person, language)
            named = replace(proposal, id=proposal.id or self._new_id(), customer=known_as(proposal.customer, known))
            needs = () if proposal.as_draft else self._checking.needs(named, person, now)
            made.append(states.log(open_promise(named, person, now, needs), Deed(person, now, language)))
        with saving(language):
            self._book.add(made)
        return tuple(self._stored(promise, language) for promise, _ in made)

    # looking

    def promise(self, id: str, person: Person, audiences: Collection[str], language: str = "en") -> Promise:
        """One promise. Raises BadInput: one sentence for what is not there and for what may not be read."""
        return self._looking.promise(id, person, audiences, language)

    def events(self, id: str, person: Person, audiences: Collection[str], language: str = "en") -> list[Event]:
        """Everything that happened to it, oldest first. Raises like `promise`."""
        self._looking.promise(id, person, audiences, language)
        return self._book.events(id)

    def list(self, person: Person, audiences: Collection[str], which: Which, customer: str | None = None) -> "list[Promise]":
        """By due date. Managers, admins and whoever names a customer see all they may read, others their own."""
        return self._looking.list(person, audiences, which, self._now(), customer)

    def kept(
        self, by: Literal["customer", "owner", "team", "all"], name: str, audiences: Collection[str], since: datetime | None = None
    ) -> KeptRate:
        """The kept rate with the lists behind it."""
        return self._looking.kept(by, name, audiences, self._now(), since)

    def rescue(self, promise: Promise, due: Due | None, language: str) -> str:
        """The honest message to the customer, with a new date or with the day on which we will name one."""
        return write_rescue(promise, due, language, self._now())

    def _known(self, drafts: tuple[Draft, ...], person: Person) -> tuple[Draft, ...]:
        known = self._book.customers(readable_by(person)) if drafts else []
        return tuple(replace(each, customer=_one(match(each.customer, known), each.customer)) if each.customer else each for each in drafts)

    def _vetted(self, proposal: Proposal, person: Person, language: str) -> Proposal:
        demand_due(proposal.due, language)
        demand_leads(proposal.leads, language)
        demand_readers(proposal.audience, person, language)
        return replace(proposal, what=fit_what(proposal.what, language), customer=fit(proposal.customer, "no-customer", 200, language))

    def _stored(self, promise: Promise, language: str) -> Promise:
        stored = self._book.promise(promise.id)
        if stored is None:
            raise unknown(language)
        return stored

    def _demand_free(self, id: str | None, person: Person, language: str) -> None:
        """Raises BadInput when this id was given to somebody else's promise: a second try is only the person's own."""
        events = self._book.events(id) if id else []
        if events and events[0].by != person.id:
            raise bad("id-taken", language)


def _one(names: Sequence[str], typed: str) -> str:
    return names[0] if len(names) == 1 else typed
