"""What the listeners work with: one record of the things that `bot.app` built. Knows no Slack."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.answers.records import Answer, Question
from bot.config import Config
from bot.imports import Imports
from bot.ports import ChannelRules, Finding, Inbox, Journal, Shelf, Threads
from bot.promises.promising import Promising
from bot.reminders.digesting import Digests
from bot.reminders.outbox import Outbox
from bot.reminders.reminding import Reminding


class Answering(Protocol):
    """Answers one question and keeps it in the journal. Blocks, so it is called on a thread. Raises BotError."""

    def answer(self, question: Question) -> Answer:
        """The finished answer, under the question's id."""


class GivenUp(Protocol):
    """Reminders and digests that were given up. Blocks. Raises NotSaved."""

    def send_again(self, row: int) -> bool:
        """Put it back in line; False when it is not given up any more."""


@dataclass(frozen=True)
class Desk:
    """Everything a listener may use. `now` gives an aware instant."""

    answering: Answering
    threads: Threads
    rules: ChannelRules
    inbox: Inbox
    journal: Journal
    config: Config
    now: Callable[[], datetime]
    promising: Promising | None = None
    reminding: Reminding | None = None
    digests: Digests | None = None
    """All None where promises are not set up."""
    shelf: Shelf | None = None
    outbox: Outbox | None = None
    given_up: GivenUp | None = None
    imports: Imports | None = None
    examine: Callable[[str], Sequence[Finding]] | None = None
    """The doctor, in "en" or "zh"; blocks for seconds. None where nobody may ask for it."""
