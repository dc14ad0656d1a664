"""The way of a row from due to sent, one commit a step, so that it can be cut off after any of them: nothing lost, nothing twice.

Recheck, mark it sending, send, note how it ended. What may have reached Slack is looked up before anything is sent again.
Knows no promises, no SQL and no Slack: only rows, and who composes and carries what they mean.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.errors import NotSaved
from bot.reminders.courier import CannotTell, Courier, Delivered, Delivery, Found, Limited, Refused, Unsure
from bot.reminders.outbox import Composer, Later, Notice, Outbox, Row, Settled

log = logging.getLogger(__name__)

_BATCH = 5
"""Rows that one sender holds: what a killed process held must wait for its lease to end."""
_PATIENCE = 2.0
"""Seconds that a sender waits for a person's turn before it goes on with the next row."""
_A_MOMENT = timedelta(seconds=1)
_BACKOFF, _MOST_BACKOFF = timedelta(seconds=20), timedelta(minutes=15)
_LOOKS_BEFORE_FIRST = 3
"""Look-ups that may fail for a row that, as far as we know, was never sent."""
_MOST_ATTEMPTS = 10


@dataclass(frozen=True)
class Pace:
    """`timeout`: one call of Slack at most. `lease`: how long a row may be held, if that is enough for one call.
    `give_up_after`: how long an uncertain row is looked up before it is sent once more, marked as a possible repeat."""

    timeout: timedelta
    lease: timedelta = timedelta(seconds=60)
    give_up_after: timedelta = timedelta(hours=24)

    @property
    def held(self) -> timedelta:
        """How long a row is held at most: never shorter than a call may take, however patient one is with Slack."""
        return max(self.lease, self.wait)

    @property
    def wait(self) -> timedelta:
        """After this, what was sent has either arrived or never will; so long a row that is being sent is held.

        Short, for it keeps everything else for its person back.
        """
        return max(2 * self.timeout, timedelta(seconds=1))


@dataclass
class Sending:
    """Shared by all senders; `work_off` is what each of them does. `composers` by the first word of a row's kind."""

    outbox: Outbox
    courier: Courier
    composers: Mapping[str, Composer]
    pace: Pace
    now: Callable[[], datetime]
    learn_direct: Callable[[str, str], object] = lambda _person, _channel: None
    """Told once of everybody's direct message channel, so that history can be read after the next start."""
    parked: str = ""
    """Why nothing is sent to anybody; "" when all is well. Then one row is tried at a time."""
    stopped: bool = False
    _kept: list[Settled] = field(default_factory=list)
    """What could not be noted."""
    _channels: dict[str, str] = field(default_factory=dict)

    def stop(self) -> None:
        """Begin nothing new."""
        self.stopped = True

    def work_off(self, until: datetime) -> int:
        """Send what is due, row by row, until nothing is left or it is `until`. Returns how many rows were worked on.

        Raises NotSaved; what had been sent by then is noted later, or found in Slack's history.
        """
        done = 0
        ended = [self._kept.pop() for _ in range(len(self._kept))]
        try:
            while not self.stopped and self.now() < until:
                is_probe = bool(self.parked)
                rows = self.outbox.claim(self.now(), 1 if is_probe else _BATCH, self.pace.held)
                for row in rows:
                    self._work_on(row, ended, is_probe)
                self._note(ended)
                done += len(rows)
                if not rows or self.parked:
                    break
        except BaseException:
            self._kept += ended
            raise
        self._note(ended)
        return done

    def _note(self, ended: list[Settled]) -> None:
        self.outbox.settle(tuple(ended))
        ended.clear()

    def _work_on(self, row: Row, ended: list[Settled], is_probe: bool) -> None:
        now = self.now()
        if self.stopped or (self.parked and not is_probe):
            ended.append(_again(row, now))
            return
        try:
            if row.state == "reconcile":
                settled_or_row = self._look(row, now)
                if isinstance(settled_or_row, Settled):
                    ended.append(settled_or_row)
                    return
                row = settled_or_row
            self._send(row, ended)
        except NotSaved:
            raise
        except Exception as fault:
            log.exception("Reminder %s fails for a defect of ours", row.key)
            failed = _again(row, now, _backoff(row.looks), f"{type(fault).__name__}: {fault}")
            ended.append(self._unless_hopeless(replace(failed, looks=row.looks + 1), row.looks + 1))

    def _send(self, row: Row, ended: list[Settled]) -> None:
        wait = self.courier.turn(row, _PATIENCE)
        now = self.now()
        if wait > 0:
            ended.append(_again(row, now, timedelta(seconds=wait)))
            return
        if row.slot > now and row.attempts == 0:  # the clock went back since it was put in line
            ended.append(_again(row, now, row.slot - now))
            return
        notice = self._compose(row, now)
        if not isinstance(notice, Notice):
            ended.append(_again(row, now, notice.at - now) if isinstance(notice, Later) else Settled(row, "cancelled", now))
            return
        revision = notice.promise.revision if notice.promise else None
        held = self.outbox.begin(row, revision, now + self.pace.wait, now, row.repeated, tuple(ended))
        ended.clear()
        if held is None:  # changed a moment ago, its person is being written to, or not ours any more; if ours, it is tried anew
            ended.append(_again(row, now, _A_MOMENT))
            return
        last = now + self.pace.wait - self.pace.timeout
        delivery = self.courier.deliver(notice, held, lambda: now <= self.now() < last)
        ended.append(self._outcome(held, row, delivery))

    def _compose(self, row: Row, now: datetime) -> Notice | Later | None:
        composer = self.composers.get(row.kind.partition(":")[0])
        if composer is None:
            log.error("Nobody composes rows of kind %s; it is dropped", row.kind)
            return None
        return composer.compose(row, now)

    def _outcome(self, held: Row, before: Row, delivery: Delivery) -> Settled:
        now = self.now()
        # Where Slack surely did nothing, it was no attempt.
        untried = replace(held, attempts=before.attempts)
        match delivery:
            case Delivered(channel, ts):
                self._unpark()
                self._learn(held.person, channel)
                return Settled(held, "sent", now, channel=channel, ts=ts)
            case Limited(seconds):
                return replace(_again(untried, now, timedelta(seconds=seconds), "rate limit"), limited=seconds > 0)
            case Refused(why, for_all=True):
                self._park(why)
                return _again(untried, now, timedelta(0), why)
            case Refused(why):
                self._unpark()
                return _dead(held, now, why)
            case Unsure(why):
                wait = min(self.pace.wait * (1 << min(max(held.attempts - 1, 0), 10)), max(_MOST_BACKOFF, self.pace.wait))
                return self._unless_hopeless(Settled(held, "uncertain", now, now + wait, held.looks, error=why), held.attempts)

    def _look(self, row: Row, now: datetime) -> Settled | Row:
        """How a row ended that may have been sent, or the row when it is to be sent (again)."""
        found = self.courier.look_for(row)
        if isinstance(found, Found):
            self._unpark()
            return Settled(row, "sent", now, channel=found.channel, ts=found.ts)
        if not isinstance(found, CannotTell):
            self._unpark()
            return row
        if found.for_all:
            self._park(found.why)
            return Settled(row, "uncertain", now, now, row.looks, error=found.why)
        if found.seconds is not None:  # Slack is only busy, which says nothing about the row
            return Settled(row, "uncertain", now, now + timedelta(seconds=found.seconds), row.looks, error=found.why)
        if row.first_at is None and (found.never or row.looks + 1 >= _LOOKS_BEFORE_FIRST):
            log.warning("Slack's history cannot be read (%s); %s, which no record says was sent, is sent", found.why, row.key)
            return row
        if row.first_at is not None and now - row.first_at > self.pace.give_up_after:
            if row.repeated:
                return _dead(row, now, f"it cannot be told whether it arrived: {found.why}")
            log.warning("Nobody can tell whether %s arrived (%s); it is sent once more, marked as a possible repeat", row.key, found.why)
            return replace(row, repeated=True)
        return Settled(row, "uncertain", now, now + _backoff(row.looks), row.looks + 1, error=found.why)

    def _unless_hopeless(self, settled: Settled, tries: int) -> Settled:
        """Given up when it was tried often and for long; else as it is."""
        row, first = settled.row, settled.row.first_at or settled.row.slot
        if tries < _MOST_ATTEMPTS or settled.at - first < self.pace.give_up_after:
            return settled
        return _dead(row, settled.at, settled.error)

    def _learn(self, person: str, channel: str) -> None:
        if self._channels.get(person) == channel:
            return
        self._channels[person] = channel
        try:
            self.learn_direct(person, channel)
        except NotSaved as fault:
            log.warning("Where %s is written to could not be noted: %s", person, fault)

    def _park(self, why: str) -> None:
        if not self.parked:
            log.error("Slack refuses our token (%s): reminders wait until it is accepted again", why)
            self.outbox.park(why)
        self.parked = why

    def _unpark(self) -> None:
        if self.parked:
            log.warning("Slack accepts our token again: reminders go on")
            self.outbox.park("")
        self.parked = ""


def _again(row: Row, now: datetime, wait: timedelta = timedelta(0), why: str = "") -> Settled:
    """To be gone on with after `wait`. What may have been sent already stays uncertain."""
    may_be_sent = row.state == "reconcile"
    return Settled(row, "uncertain" if may_be_sent else "pending", now, now + wait, row.looks, error=why)


def _dead(row: Row, now: datetime, why: str) -> Settled:
    log.error("Reminder %s to %s is given up: %s", row.key, row.person, why)
    return Settled(row, "dead", now, error=why)


def _backoff(tries: int) -> timedelta:
    return min(_BACKOFF * (1 << min(max(tries, 0), 10)), _MOST_BACKOFF)
