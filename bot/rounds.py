"""The wiring of reminders: what sweeps, sends and watches, over an open database. Nothing is built at import.

Used by `bot.app`, and by whoever wants reminders without the rest.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.config import Config
from bot.errors import NotSaved
from bot.reminders.alerting import Alerting
from bot.reminders.asking import AskedPeople
from bot.reminders.calendar import Calendars
from bot.reminders.clocks import length
from bot.reminders.digest_planner import DigestPlanner
from bot.reminders.digest_settings import DigestSettings
from bot.reminders.digesting import DIGEST_KINDS, Digesting, Digests
from bot.reminders.digests import DigestRecords
from bot.reminders.noticing import NoticedPeople
from bot.reminders.outbox import Composer, Notice, Outbox
from bot.reminders.planning import LATE
from bot.reminders.reminding import PROMISE_KINDS, Reminding
from bot.reminders.sending import Pace, Sending
from bot.reminders.sweeping import Sweep
from bot.scheduler import Crew, Watched
from bot.storage.database import Database
from bot.storage.digests import SqlDigests
from bot.storage.journal import SqlJournal
from bot.storage.outbox import SqlOutbox
from bot.storage.person_times import SqlPersonTimes
from bot.storage.promises import SqlPromises

if TYPE_CHECKING:
    from bot.slack.blocks.message import Message
    from bot.slack.courier import SlackCourier

_SENDERS = 4
"""Messages that are on their way to Slack at the same time."""


@dataclass(frozen=True)
class Rounds:
    """Reminders at work: swept for, watched over, sent. `start` it, then call `watched.run` every `[reminders] tick` seconds."""

    watched: Watched
    sending: Sending
    courier: "SlackCourier"
    outbox: Outbox
    reminding: Reminding
    digests: Digests
    records: DigestRecords
    now: Callable[[], datetime]

    def stop(self) -> None:
        """Begin nothing new; returns when what was on its way has ended."""
        self.sending.stop()
        self.watched.end()
        self.courier.close()
        self.watched.stop()

    def not_ready(self) -> dict[str, str]:
        """What keeps reminders from being sent."""
        return {"reminders": f"no sweep for {self.watched.silence:.0f} seconds"} if self.watched.is_stuck else {}

    def gauges(self) -> dict[str, float]:
        """For /metrics; only the sweep's age when the records cannot be read."""
        try:
            health = self.outbox.health(self.now())
        except NotSaved:
            return {"reminders_sweep_age_seconds": self.watched.silence}
        counts = {f"reminders_{state}": float(health.counts[state]) for state in ("pending", "uncertain", "dead")}
        parked, silence = float(bool(health.parked)), self.watched.silence
        seconds = {"reminders_lag_seconds": health.lag, "reminders_sweep_age_seconds": silence}
        late, earliest = self.records.late(self.now() - LATE)
        seconds["digests_lag_seconds"] = (self.now() - earliest).total_seconds() if earliest else 0.0
        return {**counts, **seconds, "digests_late": float(late), "reminders_stuck": float(health.stuck), "reminders_parked": parked}


def open_rounds(config: Config, database: Database, now: Callable[[], datetime], is_excused: Callable[[], bool] = lambda: False) -> Rounds:
    """Everything that reminders need, over an open database. Nothing runs yet.

    `is_excused`: whether somebody has just moved this clock, so that what comes after its time is not called late.
    """
    from bot.slack.blocks.digest import digest_message
    from bot.slack.blocks.reminder import alert_message, reminder_message
    from bot.slack.blocks.weekly import weekly_message
    from bot.slack.courier import open_courier

    slack, settings, book = config.slack, config.reminders, SqlPromises(database)
    outbox, records = SqlOutbox(database), SqlDigests(database)
    known = NoticedPeople(SqlPersonTimes(database), records, settings)
    renders = dict.fromkeys(PROMISE_KINDS, reminder_message) | {"alert": alert_message}
    renders |= {"digest": digest_message, "weekly": weekly_message}
    excusing = {kind: _excusing(render, is_excused) for kind, render in renders.items()}
    courier = open_courier(config, excusing, lambda person: known.times(person).direct)
    people = AskedPeople(known, courier.ask_about, now)
    reminding = Reminding(outbox, book, people, settings, now)
    alerting = Alerting(outbox, people, config.people.admins)
    managers = config.people.managers
    digesting = Digesting(records, book, people, SqlJournal(database), settings, managers, config.team_of)
    planner = DigestPlanner(outbox, records, people, settings, managers, known.newcomers)
    digests = Digests(digesting, DigestSettings(known, settings, managers, now), Calendars(known, records), known)
    composers: dict[str, Composer] = {**dict.fromkeys(PROMISE_KINDS, reminding), **dict.fromkeys(DIGEST_KINDS, digesting)}
    pace = Pace(timedelta(seconds=slack.send_timeout), give_up_after=length(settings.give_up_after))
    sending = Sending(outbox, courier, composers | {"alert": alerting}, pace, now, people.learn_direct)
    sweep = Sweep(outbox, (reminding, planner, alerting), sending, settings, now(), now, Crew(_SENDERS))
    watched = Watched(sweep.run, settings.tick)
    sweep.beat, sweep.wait = watched.beat, watched.wait
    return Rounds(watched, sending, courier, outbox, reminding, digests, records, now)


def _excusing(render: Callable[[Notice], "Message"], is_excused: Callable[[], bool]) -> Callable[[Notice], "Message"]:
    return lambda notice: render(replace(notice, late=notice.late and not is_excused()))
