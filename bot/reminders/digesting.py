"""Makes a digest of what is true at the moment it is sent, daily or weekly, and the daily one for whoever asks for it now."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.config import Reminders
from bot.ports import Journal
from bot.promises.book import PromiseBook, Wanted
from bot.promises.permissions import readable_by
from bot.promises.records import LIVE, Person, Promise
from bot.promises.track import LOOK_BACK
from bot.reminders.calendar import Calendars
from bot.reminders.clocks import after_quiet
from bot.reminders.digest_planner import UNTOLD, zones_in
from bot.reminders.digest_settings import DigestSettings
from bot.reminders.digests import Digest, DigestRecords, Material, day_of, digest_of, until
from bot.reminders.noticing import NoticedPeople
from bot.reminders.outbox import Later, Notice, Row
from bot.reminders.people import People, PersonTimes
from bot.reminders.planning import LATE
from bot.reminders.slots import Rhythm, rhythm_of
from bot.reminders.weather import forecast
from bot.reminders.weekly import SPAN, Weekly, weekly_of

DIGEST_KINDS = ("digest", "weekly")
_ALL = 1_000_000
_MOST_ENDED = 1000
_MOST_QUESTIONS = 200


@dataclass(frozen=True)
class Digesting:
    """outbox.Composer for DIGEST_KINDS. `team_of`: a person's team."""

    records: DigestRecords
    book: PromiseBook
    people: People
    journal: Journal
    settings: Reminders
    managers: tuple[str, ...]
    team_of: Callable[[str], str | None]

    def compose(self, row: Row, now: datetime) -> Notice | Later | None:
        """None when there is nothing to tell, or its day or week is over: the next digest tells it."""
        times = self.people.times(row.person)
        if row.kind == "weekly":
            return self._weekly_notice(row, times, now)
        if times.digest_off:
            return None
        material = self._material(row.person, now)
        rhythm = rhythm_of(times, self.settings, *zones_in(material))
        if rhythm.today(now) > day_of(row.key):
            return None
        digest = self._digest(times, rhythm, material, now)
        return None if digest is None else self._notice(row, digest, times, rhythm, now, _language(times, digest.promises))

    def now(self, person: str, now: datetime) -> Digest | None:
        """What there is to tell at this moment, also what is only coming."""
        times, material = self.people.times(person), self._material(person, now)
        return self._digest(times, rhythm_of(times, self.settings, *zones_in(material)), material, now, wanted=True)

    def weekly_now(self, person: str, now: datetime) -> Weekly | None:
        """The weekly digest at this moment; None too for who is no manager."""
        times = self.people.times(person)
        return self._weekly(times, rhythm_of(times, self.settings), now) if person in self.managers else None

    def _weekly_notice(self, row: Row, times: PersonTimes, now: datetime) -> Notice | Later | None:
        rhythm = rhythm_of(times, self.settings)
        if times.weekly_off or row.person not in self.managers or rhythm.week(now) > day_of(row.key):
            return None
        weekly = self._weekly(times, rhythm, now)
        return None if weekly is None else self._notice(row, weekly, times, rhythm, now, times.language)

    def _notice(
        self, row: Row, content: Digest | Weekly, times: PersonTimes, rhythm: Rhythm, now: datetime, language: str
    ) -> Notice | Later | None:
        """The hour that somebody chose is never too early, but a digest that comes late does not come at night."""
        late = now - row.slot > LATE
        if late and (awake := after_quiet(now, self.settings.quiet_hours, rhythm.zone)) > now:
            return Later(awake) if rhythm.today(awake) == rhythm.today(now) else None
        return Notice(times.person, row.kind, language, now, rhythm.zone.key, late, row.repeated, content=content)

    def _material(self, person: str, now: datetime) -> Material:
        return self.records.material([person], until(now), now - UNTOLD).get(person, Material())

    def _digest(self, times: PersonTimes, rhythm: Rhythm, material: Material, now: datetime, wanted: bool = False) -> Digest | None:
        digest = digest_of(times, rhythm, material, now, wanted=wanted)
        if digest is None:
            return None
        ended = Wanted(owner=times.person, states=("kept", "kept-late", "broken"), due_after=now - LOOK_BACK, limit=_MOST_ENDED)
        return replace(digest, weather=forecast(material.mine, self.book.find(ended), now))

    def _weekly(self, times: PersonTimes, rhythm: Rhythm, now: datetime) -> Weekly | None:
        team = self.team_of(times.person)
        audiences = readable_by(Person(times.person, team, is_manager=True))
        since = now - SPAN
        counted = self.book.find(Wanted(audiences=audiences, team=team, due_after=since, limit=_ALL))
        older = self.book.find(Wanted(audiences=audiences, team=team, states=(*LIVE, "waiting"), due_before=since, limit=_ALL))
        unanswered = self.journal.unanswered(_MOST_QUESTIONS)
        return weekly_of(times.person, rhythm.week(now), rhythm.zone.key, [*older, *counted], unanswered, now)


@dataclass(frozen=True)
class Digests:
    """Everything about digests that a person can ask for."""

    digesting: Digesting
    settings: DigestSettings
    calendars: Calendars
    people: NoticedPeople


def _language(times: PersonTimes, promises: tuple[Promise, ...]) -> str:
    """The person's; as long as nobody knows it, that of the promises."""
    return times.language if times.locale or times.spoken or not promises else promises[0].language
