"""The first steps of a newcomer, each ticked off when it really happened between the bot and this Slack.

What the steps are is the caller's business: nothing here knows what the bot is for.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.playground.clock import Clock
from bot.playground.journal import Entry, Journal

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Moment:
    """Something that has just happened, with all that went before; `ahead` is how far the clock was moved meanwhile, in seconds."""

    entry: Entry
    journal: Journal
    ahead: float


@dataclass(frozen=True)
class Attempt:
    """Where a person may try a step, and what the page writes into the box for them; nothing is sent. Text in English and Chinese."""

    person: str
    channel: str
    text: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Step:
    """Title and text in English and Chinese. `happened` decides from the newest entry of the journal."""

    title: tuple[str, str]
    text: tuple[str, str]
    happened: Callable[[Moment], bool]
    attempt: Attempt | None = None


class Guide:
    """Watches the journal. A step that is done stays done."""

    def __init__(self, steps: tuple[Step, ...], journal: Journal, clock: Clock) -> None:
        self.steps = steps
        self._journal = journal
        self._clock = clock
        self._ahead_before = clock.ahead
        self._done: set[int] = set()
        journal.watch(self._look)

    def _look(self, entry: Entry) -> None:
        moment = Moment(entry, self._journal, self._clock.ahead - self._ahead_before)
        for at, step in enumerate(self.steps):
            if at not in self._done and _happened(step, moment):
                self._done.add(at)

    def is_done(self, at: int) -> bool:
        return at in self._done

    def as_json(self) -> list[dict[str, Any]]:
        """As the page shows it."""
        return [
            {
                "title": step.title,
                "text": step.text,
                "done": at in self._done,
                "attempt": {"person": step.attempt.person, "channel": step.attempt.channel, "text": step.attempt.text}
                if step.attempt
                else None,
            }
            for at, step in enumerate(self.steps)
        ]


def _happened(step: Step, moment: Moment) -> bool:
    """A step that cannot be decided stands open; it must not disturb what the bot and this Slack are doing."""
    try:
        return step.happened(moment)
    except Exception:
        log.exception("The step %r could not be decided", step.title[0])
        return False
