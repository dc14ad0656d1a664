"""The outside as the features see it: a library to search, a model to phrase, records to keep.

Real ones are chosen in `bot.app`, fakes in `tests/fakes.py`; both pass the same contract tests.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol, TypeVar

from pydantic import BaseModel

from bot.errors import NotSaved
from knowledge.records import Card, Deal, Findings, Refusal, Tension

Shape = TypeVar("Shape", bound=BaseModel)


class Library(Protocol):
    """Cards and deals, searched for one audience at a time. Raises LibraryUnavailable."""

    def look_up(self, question: str, audiences: Collection[str], k: int = 5) -> Findings:
        """The cards and deals nearest to a question among those the audiences may read, and what the message is to us."""

    def weigh_meanings(self, texts: Sequence[str]) -> list[dict[str, float]]:
        """For each text the probability of every meaning topic, of "open" (an objection with no cue) and "none" (no objection).

        They sum to 1. The first text is weighed with most care, the others quickly.
        """

    def card(self, id: str, audiences: Collection[str]) -> Card | None:
        """A card by id, or None when there is none that the audiences may read."""

    def deal(self, id: str, audiences: Collection[str]) -> Deal | None:
        """A deal by id, or None when there is none that the audiences may read."""

    def deals_with(self, customer: str, audiences: Collection[str]) -> list[Deal]:
        """Readable deals of customers whose name appears in `customer` text, newest first; for records-first questions."""

    def tensions(self, topics: Collection[str]) -> list[Tension]:
        """Tensions of which at least one topic is among `topics`, the best covered first."""

    def refusal(self, text: str) -> Refusal:
        """The refusal that fits an unethical request best."""


PromiseQuestion = Literal["promised", "open", "due", "due-today", "overdue", "at-risk", "waiting", "approve", "owed"]
"""What of the promises is asked for: all that we promised, what is not ended, ..., what waits for the asker's word, what they owe us."""


class PromiseRecords(Protocol):
    """Promises as sentences, for questions that our own records answer."""

    def tell(
        self,
        question: PromiseQuestion,
        name: str,
        asker: str | None,
        audiences: frozenset[str],
        language: str,
        *,
        only_own: bool = False,
        words: str = "",
    ) -> list[str]:
        """One sentence for each promise that answers it and that all of `audiences` may read, the first due first; empty when none.

        `name`: the customer asked about, "" for all; then a known customer named in `words`, the question itself, counts. `only_own`:
        those of the asker alone. A sentence ends with the promise's id, which stands for a source; owners are written "@ID".
        """


class Model(Protocol):
    """A language model that fills a form. Raises ModelUnavailable."""

    @property
    def name(self) -> str:
        """For the footer and the log."""

    def fill(self, prompt: str, variables: Mapping[str, str], shape: type[Shape]) -> Shape:
        """Render the prompt of that name with the variables and return the model's answer in `shape`."""


@dataclass(frozen=True)
class Kept:
    """A question as it is kept for the manager's list."""

    id: str
    text: str
    language: str
    asked_by: str | None
    asked_at: datetime
    status: str
    context: tuple[str, ...] = ()
    """Earlier questions of the same thread, oldest first: needed to ask it again when the answer is shared."""


class Journal(Protocol):
    """What was asked and how it went. Raises NotSaved."""

    def keep(self, kept: Kept, answer: Mapping[str, object], audiences: Collection[str], prompt: str = "") -> None:
        """Store one question with its answer (as JSON), who may read it, and the fingerprint of the prompt used."""

    def unanswered(self, limit: int = 50) -> list[Kept]:
        """The latest questions that got no answer, newest first."""

    def settle(self, question: str) -> int:
        """The gap is closed: this unanswered question, and every other in the very same words, leaves the list. Returns how many."""

    def causes(self, since: datetime, until: datetime) -> list[tuple[datetime, str]]:
        """When each objection from `since` until before `until` was asked about, with the likeliest meaning's topic; oldest first."""

    def judge(self, answer: str, person: str, helpful: bool, at: datetime) -> None:
        """Store a person's verdict on an answer; the latest counts."""

    def verdicts(self, answer: str) -> Mapping[str, bool]:
        """Who found an answer helpful (True) and who did not, by person."""

    def answer(self, id: str) -> Mapping[str, object] | None:
        """What `keep` stored: the answer's JSON with "question", "context", "asked_by" and "audiences" added."""


@dataclass(frozen=True)
class Delivery:
    """One signed request of Slack's, as it came. `key` is the same for every repetition of it."""

    key: str
    kind: str
    """"event", "command", "action" or "shortcut"."""
    body: str
    headers: Mapping[str, str]
    received_at: datetime


@dataclass(frozen=True)
class Claimed:
    """A delivery that one worker holds until its lease ends. `attempt` counts from 1."""

    delivery: Delivery
    attempt: int
    lease_until: datetime


class Inbox(Protocol):
    """Deliveries, durable before they are acknowledged, each worked on to its end. Raises NotSaved."""

    def accept(self, delivery: Delivery, aliases: Collection[str] = ()) -> bool:
        """Store it; True when it is new, False when it was stored before. Returns only once it is on disk.

        `aliases` name the same gesture under other keys: False too when a delivery with one of them was stored before.
        """

    def accept_all(self, deliveries: Sequence[tuple[Delivery, Collection[str]]]) -> list[bool | NotSaved]:
        """`accept` for several at once, each with its aliases, as if one came after the other: what each returns or raises."""

    def hold(self, key: str, alias: str, now: datetime) -> bool:
        """Reserve an alias for what only one delivery may do. True when it was free, is this delivery's already, or the
        delivery that held it was given up. Aliases are kept as long as finished deliveries."""

    def let_go(self, key: str, alias: str) -> None:
        """Free an alias that this delivery holds; somebody else's stays."""

    def is_held(self, key: str, alias: str) -> bool:
        """Does this delivery hold the alias?"""

    def claim(self, limit: int, now: datetime) -> list[Claimed]:
        """Take up to `limit` deliveries that are due, oldest first, for one lease."""

    def finish(self, key: str, now: datetime) -> None:
        """The work is done; the delivery is kept only to recognise repetitions."""

    def retry(self, key: str, at: datetime, error: str) -> None:
        """Give it back, to be claimed again from `at` on."""

    def give_up(self, key: str, now: datetime, error: str) -> None:
        """No further tries: counted as dead and shown by the doctor."""

    def sweep(self, now: datetime) -> int:
        """Free the deliveries whose lease has ended and delete those kept long enough. Returns how many were freed."""

    def counts(self) -> Mapping[str, int]:
        """Deliveries by state: "waiting", "working", "done", "dead"."""

    def note_reply(self, key: str, channel: str, ts: str) -> None:
        """Remember the message that answers a delivery, so that a second try edits it instead of posting again."""

    def reply_of(self, key: str) -> tuple[str, str] | None:
        """(channel, ts) of that message, or None."""


class Threads(Protocol):
    """Threads in which Goodword has been asked something, so that follow-ups need no mention."""

    def follow(self, channel: str, thread: str, question: str, answer: str, at: datetime) -> None:
        """Remember a question of this thread and the id of its answer."""

    def questions(self, channel: str, thread: str, limit: int = 3) -> tuple[str, ...]:
        """The latest questions of this thread, oldest first; empty when we were never asked there."""


class ChannelRules(Protocol):
    """How Goodword is to behave in a channel: "mention", "private" or "off"."""

    def rule(self, channel: str) -> str | None:
        """What was set for this channel, or None when the default holds."""

    def set_rule(self, channel: str, rule: str, by: str, at: datetime) -> None:
        """Set it; the latest counts, earlier ones are kept for the record."""

    def rules(self) -> dict[str, str]:
        """The rule of every channel for which one was set, the latest set first."""


class Shelf(Protocol):
    """The library as seen by those who fill it. Raises LibraryUnavailable."""

    def card(self, id: str, audiences: Collection[str]) -> Card | None:
        """A card by id, or None when there is none that the audiences may read."""

    def add_cards(self, new: Sequence[Card]) -> int:
        """Add or change a team's own cards, by id; from now on they are found. Returns how many changed."""

    def holdings(self) -> Mapping[str, int]:
        """How many there are of "own cards" and "deals"."""


class Finding(Protocol):
    """What an examination found about one part; see `bot.doctor`."""

    @property
    def part(self) -> str: ...

    @property
    def state(self) -> Literal["ok", "warning", "fault"]: ...

    @property
    def what(self) -> str: ...

    @property
    def todo(self) -> str: ...
