"""What the listeners work with: one record of the things that `bot.app` built. Knows no Slack."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.answers.records import Answer, Question
from bot.config import Config
from bot.ports import ChannelRules, Inbox, Journal, Threads
from bot.promises.promising import Promising
from bot.reminders.reminding import Reminding


class Answering(Protocol):
    """Answers one question and keeps it in the journal. Blocks, so it is called on a thread. Raises BotError."""

    def answer(self, question: Question) -> Answer:
        """The finished answer, under the question's id."""


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
    """Both None where promises are not set up."""
