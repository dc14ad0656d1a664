"""Faults about a promise, with the ids of the persons concerned in fields, so that each shell can show names in its own way."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.errors import BadInput, NotAllowed, NotSaved
from bot.promises.book import Overtaken
from bot.promises.records import Event, Promise
from bot.promises.sentences import deed_words, pick, say


class NotYours(NotAllowed):
    """Somebody else may do this; `ask` are their ids."""

    def __init__(self, name: str, language: str, ask: tuple[str, ...] = (), /, **values: object) -> None:
        super().__init__(say(name, language, **values))
        self.ask = ask


class OvertakenBy(Overtaken):
    """Somebody changed this promise a moment earlier: `by.by` is who, `tell` says what they did."""

    def __init__(self, promise: Promise, by: Event, language: str) -> None:
        super().__init__(promise, by)
        self.language = language
        self.args = (self.tell(),)
        self.hint = say("overtaken-hint", language)

    def tell(self, name: str = "") -> str:
        """ "<@UBEN> marked it done a moment ago." """
        did = deed_words(self.by.kind, self.language)
        return say("overtaken", self.language, name=name or say("somebody", self.language), did=did)


@contextmanager
def saving(language: str) -> Iterator[None]:
    """Faults of the book in the person's language. In English NotSaved stays as it is: there it says what the matter was."""
    try:
        yield
    except Overtaken as fault:
        raise OvertakenBy(fault.promise, fault.by, language) from fault
    except NotSaved as fault:
        if pick(language):
            raise NotSaved(say("not-saved", language)) from fault
        raise


def bad(name: str, language: str, /, **values: object) -> BadInput:
    """A BadInput with one of our sentences."""
    return BadInput(say(name, language, **values))


def unknown(language: str) -> BadInput:
    """The one sentence for a promise that is not there and for one that this person may not read: they must not differ."""
    return bad("unknown", language)
