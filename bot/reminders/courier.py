"""Whoever carries notices to people, and how that may end: the port and its answers. The real one is in `bot.slack`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from bot.reminders.outbox import Notice, Row


@dataclass(frozen=True)
class Delivered:
    channel: str
    ts: str


@dataclass(frozen=True)
class Limited:
    """Slack surely did nothing, and wants to be left alone for so long."""

    seconds: float


@dataclass(frozen=True)
class Unsure:
    """It may have arrived or not."""

    why: str


@dataclass(frozen=True)
class Refused:
    """Slack will not do it. `for_all`: for nobody, as long as the token is this one."""

    why: str
    for_all: bool = False


Delivery = Delivered | Limited | Unsure | Refused


@dataclass(frozen=True)
class Found:
    channel: str
    ts: str


@dataclass(frozen=True)
class NotThere:
    pass


@dataclass(frozen=True)
class CannotTell:
    """`seconds`: when to ask again, when Slack said so. `never`: asking again will not help."""

    why: str
    seconds: float | None = None
    never: bool = False
    for_all: bool = False


Look = Found | NotThere | CannotTell


class Courier(Protocol):
    """Carries notices to people. Never raises; safe to use from several threads."""

    def turn(self, row: Row, patience: float) -> float:
        """Wait until this person may be written to, `patience` seconds at most. Returns the seconds still missing; 0: go."""

    def deliver(self, notice: Notice, row: Row, may_send: Callable[[], bool]) -> Delivery:
        """Send it, once. `may_send` is asked at the last moment; when it says no, nothing is sent and the answer is Limited."""

    def look_for(self, row: Row) -> Look:
        """Is it in what Slack has?"""
