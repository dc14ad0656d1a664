"""What a person's Home tab is made of: their promises, the team's for managers, the state of things for admins. Reads, changes nothing.

Everything here blocks, so it is called on a thread. Numbers and the lists behind them come from the same functions.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from bot.answers.diagnosis import MEANING_CARDS
from bot.answers.readers import MEMBERS
from bot.imports import LastImport
from bot.ports import Kept, Shelf
from bot.promises.proposals import KeptRate, Which
from bot.promises.records import Person, Promise
from bot.reminders.outbox import Row
from bot.reminders.people import PersonTimes
from bot.reminders.slots import Rhythm
from bot.slack.desk import Desk
from bot.slack.texts import speech
from knowledge.topics import all_topics

OWN: tuple[Which, ...] = ("approve", "due", "at-risk", "waiting", "owed")
TEAM: tuple[Which, ...] = ("at-risk", "waiting")
ENOUGH = 5
"""Objections from which a trend says something."""
_WEEKS = 4
MOST_QUESTIONS = 100
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Trend:
    """How often one meaning was behind an objection. `before`: a week, on average over the four before."""

    title: str
    now: int
    before: float


@dataclass(frozen=True)
class Mine:
    lists: Mapping[Which, Sequence[Promise]]
    kept: KeptRate


@dataclass(frozen=True)
class Team:
    """`objections`: how many were counted for the trend, which is empty while they are too few."""

    name: str
    lists: Mapping[Which, Sequence[Promise]]
    kept: KeptRate
    trend: Sequence[Trend] = ()
    objections: int = 0


@dataclass(frozen=True)
class Office:
    """For admins. `requests`: given up; `reminders`: given up, the latest first; `imports`: the last of every kind."""

    holdings: Mapping[str, int]
    rules: Mapping[str, str]
    default_rule: str
    requests: int
    reminders: Sequence[Row] = ()
    imports: Mapping[str, LastImport] = field(default_factory=dict)
    can_send_again: bool = False


@dataclass(frozen=True)
class Facts:
    """None where something is not set up or not for this person."""

    person: Person
    language: str
    now: datetime
    mine: Mine | None = None
    team: Team | None = None
    questions: Sequence[Kept] | None = None
    office: Office | None = None
    times: PersonTimes | None = None
    rhythm: Rhythm | None = None
    can_examine: bool = False


def gather(desk: Desk, person: Person, audiences: frozenset[str], locale: str) -> Facts:
    """Everything for one person. Blocks."""
    times = desk.digests.settings.times(person.id) if desk.digests is not None else None
    language = speech((times.spoken if times is not None else "") or locale)
    facts = Facts(person, language, desk.now(), times=times, can_examine=person.is_admin and desk.examine is not None)
    if desk.promising is not None:
        lists = {which: own_list(desk, person, audiences, which) for which in OWN}
        facts = replace(facts, mine=Mine(lists, own_kept(desk, person, audiences)))
        if person.is_manager:
            trend, objections = _trend(desk, person, language)
            team = {which: team_list(desk, person, audiences, which) for which in TEAM}
            facts = replace(facts, team=Team(person.team or "", team, team_kept(desk, person, audiences), trend, objections))
    if person.is_manager or person.is_admin:
        facts = replace(facts, questions=desk.journal.unanswered(MOST_QUESTIONS))
    if person.is_admin:
        facts = replace(facts, office=_office(desk))
    if desk.digests is not None and times is not None:
        facts = replace(facts, rhythm=desk.digests.settings.rhythm(times))
    return facts


def own_list(desk: Desk, person: Person, audiences: frozenset[str], which: Which) -> list[Promise]:
    """A person's own, managers' and admins' too. Blocks."""
    if desk.promising is None:
        return []
    return desk.promising.list(replace(person, is_manager=False, is_admin=False), audiences, which)


def team_list(desk: Desk, person: Person, audiences: frozenset[str], which: Which) -> list[Promise]:
    """Of the manager's team; of everybody for a manager without one. Never more than the manager may read. Blocks."""
    if desk.promising is None or not person.is_manager:
        return []
    found = desk.promising.list(person, audiences, which)
    return [promise for promise in found if person.team is None or promise.team == person.team]


def own_kept(desk: Desk, person: Person, audiences: frozenset[str]) -> KeptRate:
    if desk.promising is None:
        return KeptRate()
    return desk.promising.kept("owner", person.id, audiences, quarter(desk.now(), person.zone))


def team_kept(desk: Desk, person: Person, audiences: frozenset[str]) -> KeptRate:
    if desk.promising is None or not person.is_manager:
        return KeptRate()
    since = quarter(desk.now(), person.zone)
    return desk.promising.kept("team" if person.team else "all", person.team or "", audiences, since)


def counted(rate: KeptRate) -> list[Promise]:
    """All behind a kept rate, those not kept first."""
    return [*rate.broken, *rate.late, *rate.renegotiated, *rate.kept]


def first_lines(mine: Mine, most: int) -> list[Promise]:
    """What waits for the person's word, then what is due first, each once."""
    rest = chain.from_iterable(mine.lists[which] for which in OWN if which != "approve")
    ordered = [*mine.lists["approve"], *sorted(rest, key=lambda each: (each.due.instant(), each.id))]
    return list({promise.id: promise for promise in ordered}.values())[:most]


def quarter(now: datetime, zone: str) -> datetime:
    """The first instant of this quarter where the person is."""
    local = now.astimezone(ZoneInfo(zone))
    return local.replace(month=(local.month - 1) // 3 * 3 + 1, day=1, hour=0, minute=0, second=0, microsecond=0, fold=0)


def _trend(desk: Desk, person: Person, language: str) -> tuple[list[Trend], int]:
    local = desk.now().astimezone(ZoneInfo(person.zone))
    monday = (local - timedelta(days=local.weekday())).replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    causes = desk.journal.causes(monday - _WEEKS * _WEEK, monday + _WEEK)
    this_week = Counter(topic for at, topic in causes if at >= monday)
    before = Counter(topic for at, topic in causes if at < monday)
    if len(causes) < ENOUGH:
        return [], len(causes)
    topics = sorted(this_week | before, key=lambda topic: (-this_week[topic], -before[topic], topic))
    return [Trend(_title(desk.shelf, topic, language), this_week[topic], before[topic] / _WEEKS) for topic in topics], len(causes)


def _title(shelf: Shelf | None, topic: str, language: str) -> str:
    """What the meaning is called in its card; the topic's own name is English."""
    card = shelf.card(MEANING_CARDS[topic], MEMBERS) if shelf is not None and topic in MEANING_CARDS else None
    if card is not None:
        return card.guidance(language).title
    known = all_topics().get(topic)
    return known.title if known is not None else topic


def _office(desk: Desk) -> Office:
    holdings = desk.shelf.holdings() if desk.shelf is not None else {}
    reminders = desk.outbox.dead() if desk.outbox is not None else []
    imports = desk.imports.last() if desk.imports is not None else {}
    requests, default = desk.inbox.counts()["dead"], desk.config.channels.default
    return Office(holdings, desk.rules.rules(), default, requests, reminders, imports, desk.given_up is not None)
