"""The check before a promise is saved, in one card: approval, hints, vague words, load, record, date, customer. Advises, never forbids."""

from collections.abc import Callable, Sequence
from datetime import datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from bot.promises.approving import needed
from bot.promises.book import PromiseBook, Wanted
from bot.promises.check_texts import join, lack_words, tell
from bot.promises.customers import known_as, match
from bot.promises.departments import department_word
from bot.promises.dues.spelling import spell_due
from bot.promises.on_file import COUNTS, agreed_at, approved_before
from bot.promises.permissions import readable_by
from bot.promises.proposals import Check, Finding, Proposal, Settings
from bot.promises.records import ENDED, LIVE, Approval, Due, Kind, Person, Promise
from bot.promises.rewording import Rewording, say_better, tell_decision
from bot.promises.sentences import kind_word, pick
from bot.promises.things import thing_in, thing_of, thing_word
from bot.promises.track import ENOUGH, Record, ids, load_around, record_of
from bot.promises.undecided import hint_in
from bot.promises.vagueness import LACKS, vague_in

ALL = 1_000_000
_STORY = ("promise.case.unapproved-rebate", "promise.lesson.hints-are-promises")
_APPROVAL = ("promise.lesson.check-approval", "promise.case.unapproved-rebate", "promise.rule.departments-agree")
_DEFINITE = ("promise.rule.not-lightly", "comm.no-evasion")
_ABLE = ("promise.rule.not-lightly", "expert.have-the-tool-first")
_OFFICE = (time(8), time(19))
_OFTEN = 1 / 3
"""Share of slipped promises from which a record is more than a note."""


class Checking:
    """Holds a proposal against the records. Reads only what the person may read."""

    def __init__(self, book: PromiseBook, settings: Settings) -> None:
        self._book, self._settings = book, settings

    def check(self, proposal: Proposal, person: Person, language: str, now: datetime) -> Check:
        """All findings, the gravest first, and a wording that can be kept."""
        one = _One(self._book, self._settings, proposal, person, language, now)
        approval, needs = one.approval()
        steps: Sequence[Callable[[], list[Finding]]] = (one.undecided, one.vague, one.date, one.load, one.record, one.customer)
        findings = [*approval, *(finding for step in steps for finding in step())]
        findings.sort(key=lambda finding: ("stop", "care", "note").index(finding.weight))
        better = one.better(findings)
        return Check(tuple(findings), better.text if better else "", better.due if better else None, needs)

    def needs(self, proposal: Proposal, person: Person, now: datetime) -> tuple[Approval, ...]:
        """The departments to be asked before it opens; none when what they would approve is on file."""
        return _One(self._book, self._settings, proposal, person, "en", now).approval()[1]


class _One:
    """One check of one proposal."""

    def __init__(self, book: PromiseBook, settings: Settings, proposal: Proposal, person: Person, language: str, now: datetime) -> None:
        self._book, self._settings, self._proposal, self._person = book, settings, proposal, person
        self._language, self._now = language, now
        self._spoken: Literal["en", "zh"] = "zh" if pick(language) else "en"
        self._known = readable_by(person)

    def approval(self) -> tuple[list[Finding], tuple[Approval, ...]]:
        """Whether the benefit is on file, must be approved, or has nobody to approve it."""
        kind = self._proposal.approval if self._proposal.direction == "ours" else None
        if kind is None:
            return [], ()
        if earlier := self._on_file(kind):
            at = agreed_at(earlier)
            zone = self._proposal.due.zone
            day = self._spell(Due(at.astimezone(ZoneInfo(zone)).date(), None, zone)) if at else ""
            return [self._finding("approval", "note", "on-file", (earlier.id,), (), day=day, what=earlier.what)], ()
        needs = needed(self._settings.approvals.get(kind, {}), self._person.id)
        named = kind_word(kind, self._language)
        if not needs:
            return [self._finding("approval", "care", "nobody-named", (), _APPROVAL, kind=named)], ()
        departments = self._joined(needs)
        found = [self._finding("approval", "stop", "must-ask", (), _APPROVAL, kind=named, departments=departments)]
        if left := [each for each in needs if not each.approvers]:
            found.append(self._finding("approval", "stop", "nobody-left", departments=self._joined(left)))
        return found, needs

    def undecided(self) -> list[Finding]:
        """Words that pass on what nobody has decided."""
        proposal = self._proposal
        if proposal.direction != "ours":
            return []
        words = next((hint for text in (proposal.what, proposal.said) if (hint := hint_in(text, proposal.approval is not None))), "")
        return [self._finding("undecided", "stop", "undecided", (), _STORY, words=words)] if words else []

    def vague(self) -> list[Finding]:
        """Wording that nobody could check later. A date stands beside it, so "soon" alone only costs a note."""
        found = vague_in(self._proposal.what)
        if not found:
            return []
        lacks = tuple(dict.fromkeys(lack for each in found for lack in LACKS[each.way]))
        words = join(tuple(f"“{each.words}”" for each in found[:2]), self._language)
        weight: Literal["care", "note"] = "note" if lacks == ("when",) else "care"
        return [self._finding("vague", weight, "vague", (), _DEFINITE, words=words, lacks=lack_words(lacks, self._language))]

    def date(self) -> list[Finding]:
        """A due date that has passed, or that people do not usually mean."""
        due = self._proposal.due
        if due.instant() < self._now:
            return [self._finding("unsure-date", "care", "past", date=self._spell(due))]
        if due.day.weekday() >= 5:
            return [self._finding("unsure-date", "note", "weekend", date=self._spell(due))]
        if due.time is not None and not _OFFICE[0] <= due.time <= _OFFICE[1]:
            return [self._finding("unsure-date", "note", "after-hours", date=self._spell(due))]
        return []

    def load(self) -> list[Finding]:
        """A full week, or a full day."""
        if self._proposal.direction != "ours":
            return []
        live = self._find(owner=self._person.id, states=LIVE)
        day = self._proposal.due.day
        load = load_around(day, [each for each in live if each.direction == "ours" and each.id != self._proposal.id])
        if len(load.week) >= max(1, self._settings.week_full):
            fullest = self._spell(Due(load.day[0].due.day, None, "UTC"))
            return [self._finding("load", "care", "week-full", ids(load.week), _ABLE, week=len(load.week), day=len(load.day), date=fullest)]
        same_day = [each for each in load.week if each.due.day == day]
        if len(same_day) < ENOUGH:
            return []
        return [self._finding("load", "note", "day-full", ids(same_day), _ABLE, day=len(same_day), date=self._spell(Due(day, None, "UTC")))]

    def record(self) -> list[Finding]:
        """How the owner's promises of this kind went; the team's when the owner gave too few."""
        thing = self._proposal.approval or thing_in(self._proposal.what)
        if self._proposal.direction != "ours" or not thing:
            return []
        own = record_of(self._like(thing, self._find(owner=self._person.id, states=ENDED)), self._now)
        if own is not None:
            return self._tell_record("own-record", own, thing)
        team = self._find(team=self._person.team, states=ENDED) if self._person.team else []
        shared = record_of(self._like(thing, team), self._now)
        return self._tell_record("team-record", shared, thing) if shared else []

    def customer(self) -> list[Finding]:
        """A customer's name that fits several."""
        fitting = match(self._proposal.customer, self._book.customers(self._known))
        if len(fitting) < 2:
            return []
        names = join(fitting, self._language, "or")
        return [self._finding("customer", "care", "which-customer", name=self._proposal.customer, names=names)]

    def better(self, findings: Sequence[Finding]) -> Rewording | None:
        """The decision in place of an undecided benefit, or vague words made definite; None when it can be kept as it stands."""
        proposal = self._proposal
        if proposal.direction != "ours":
            return None
        spoken = "zh" if pick(proposal.language) else "en"
        if any(finding.kind == "undecided" or (finding.kind == "approval" and finding.weight != "note") for finding in findings):
            return tell_decision(proposal.approval, proposal.due, spoken, self._now)
        return say_better(proposal.what, vague_in(proposal.what), proposal.due, spoken)

    def _tell_record(self, name: str, record: Record, thing: str) -> list[Finding]:
        if not record.slipped:
            return []
        days = "" if record.days is None else tell("one-day" if record.days == 1 else "days", self._language, count=record.days)
        weight: Literal["care", "note"] = "care" if len(record.slipped) >= _OFTEN * len(record.ended) else "note"
        kept = tuple(each for each in record.ended if each not in record.slipped)
        numbers = {"slipped": len(record.slipped), "ended": len(record.ended)}
        words = thing_word(thing, self._language)
        return [self._finding("record", weight, name, ids((*record.slipped, *kept)), _ABLE, **numbers, thing=words, days=days)]

    def _on_file(self, kind: Kind) -> Promise | None:
        proposal = self._proposal
        name = known_as(proposal.customer, self._book.customers(self._known))
        earlier = [each for each in self._find(customer=name, states=COUNTS) if each.id != proposal.id]
        return approved_before(kind, proposal.what, proposal.due, earlier, self._now)

    def _like(self, thing: str, promises: Sequence[Promise]) -> list[Promise]:
        return [each for each in promises if each.direction == "ours" and thing_of(each) == thing]

    def _find(self, **wanted: object) -> list[Promise]:
        return self._book.find(Wanted(audiences=self._known, limit=ALL, **wanted))  # type: ignore[arg-type]

    def _joined(self, approvals: Sequence[Approval]) -> str:
        return join(tuple(department_word(each.department, self._language) for each in approvals), self._language)

    def _spell(self, due: Due) -> str:
        return spell_due(due, self._spoken)

    def _finding(
        self,
        kind: Literal["approval", "undecided", "vague", "load", "record", "unsure-date", "customer"],
        weight: Literal["stop", "care", "note"],
        name: str,
        promises: tuple[str, ...] = (),
        topics: tuple[str, ...] = (),
        /,
        **values: object,
    ) -> Finding:
        return Finding(kind, tell(name, self._language, **values), weight, promises, topics)
