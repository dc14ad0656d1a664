"""What somebody is about to promise, what the check says of it, and what was kept: plain records for those who call `promising`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

from bot.promises.records import Approval, Direction, Due, Kind, Promise

Which = Literal["mine", "due", "at-risk", "waiting", "owed", "approve", "team"]
Outcome = Literal["agreed", "refused", "silent"]
"""What the customer says to a new date."""


@dataclass(frozen=True)
class Settings:
    """What the team set. `approvals`: kind of benefit -> department -> Slack ids of its approvers."""

    approvals: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    week_full: int = 12
    """Promises due in one week from which a person has enough."""
    undo_for: timedelta = timedelta(seconds=60)


@dataclass(frozen=True)
class Proposal:
    """A promise as it is about to be saved. With an `id`, a second try saves nothing twice."""

    what: str
    customer: str
    direction: Direction
    due: Due
    approval: Kind | None = None
    audience: str = "everyone"
    source: str = ""
    language: str = "en"
    """Of the wording, which is the customer's."""
    leads: tuple[str, ...] = ()
    as_draft: bool = False
    id: str | None = None
    said: str = ""
    """The whole message it was read from, when there is one: hints stand there that the wording has lost."""


@dataclass(frozen=True)
class Finding:
    """One thing the check noticed, in one short sentence in the asker's language."""

    kind: Literal["approval", "undecided", "vague", "load", "record", "unsure-date", "customer"]
    text: str
    weight: Literal["stop", "care", "note"]
    promises: tuple[str, ...] = ()
    """Ids behind a number."""
    topics: tuple[str, ...] = ()
    """Topics whose cards tell more."""


@dataclass(frozen=True)
class Check:
    """What stands against a proposal, the gravest first. Advice: nothing is forbidden."""

    findings: tuple[Finding, ...] = ()
    reword: str = ""
    """A wording that can be kept, in the customer's language; empty when none is needed."""
    reword_due: Due | None = None
    """By when the reworded promise is due."""
    needs: tuple[Approval, ...] = ()
    """The departments that will be asked when it is logged."""


@dataclass(frozen=True)
class KeptRate:
    """What was kept and what was not, with the promises behind every number. Only ours; drafts, waiting and withdrawn ones do not count."""

    kept: tuple[Promise, ...] = ()
    late: tuple[Promise, ...] = ()
    renegotiated: tuple[Promise, ...] = ()
    """Kept, by a date that the customer had agreed to in time."""
    broken: tuple[Promise, ...] = ()
    """Broken, or live and past the due time."""
    rate: float | None = None
    """Share of kept and renegotiated ones, 0 to 1; None when fewer than five are counted."""
