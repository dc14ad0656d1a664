"""A person's private calendar feed (iCalendar): the live promises of one person, opened by a link that can be taken back.

The link holds 32 random bytes of which only a digest is stored, so that nobody can read it from the records, and nobody can be
shown it twice. Knows no HTTP.
"""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.promises.records import Promise
from bot.promises.sentences import pick, state_word
from bot.reminders.digests import DigestRecords
from bot.reminders.people import People, PersonTimes

if TYPE_CHECKING:
    from icalendar import Event

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_SHORT = timedelta(minutes=15)
"""How long a due time lasts in the calendar: long enough to be seen."""
_WORDS = {
    "title": ("Goodword promises", "Goodword 承诺"),
    "hidden": ("a customer", "客户"),
    "theirs": ("{customer} promised: {what}", "{customer}承诺：{what}"),
    "ours": ("{customer}: {what}", "{customer}：{what}"),
    "state": ("State: {state}", "状态：{state}"),
}


@dataclass(frozen=True)
class Calendars:
    """Links to calendar feeds, and the feeds. Raises NotSaved."""

    people: People
    records: DigestRecords

    def open(self, person: str) -> str:
        """A new link's token; an earlier link works no more. Shown to the person, and kept nowhere."""
        token = secrets.token_urlsafe(32)
        self.people.save(replace(self.people.times(person), calendar_token=_digest(token)))
        return token

    def is_open(self, person: str) -> bool:
        """Is there a link that works?"""
        return bool(self.people.times(person).calendar_token)

    def close(self, person: str) -> bool:
        """Take the link back. False when there was none."""
        times = self.people.times(person)
        self.people.save(replace(times, calendar_token=""))
        return bool(times.calendar_token)

    def hide_customers(self, person: str, hides: bool) -> PersonTimes:
        """Name customers in the feed, or not."""
        times = replace(self.people.times(person), calendar_hides=hides)
        self.people.save(times)
        return times

    def feed(self, token: str) -> bytes | None:
        """The calendar behind a token; None for one that opens none."""
        if not _TOKEN.fullmatch(token):
            return None
        digest = _digest(token)
        times = self.people.with_token(digest)
        if times is None or not hmac.compare_digest(times.calendar_token, digest):
            return None
        return written(times, self.records.dated(times.person))


def written(times: PersonTimes, promises: list[tuple[Promise, datetime]]) -> bytes:
    """The feed's text. The same promises give the same bytes."""
    from icalendar import Calendar

    feed = Calendar()
    title = _WORDS["title"][pick(times.language)]
    for name, value in (("prodid", "-//Goodword//promises//EN"), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH")):
        feed.add(name, value)
    feed.add("x-wr-calname", title)
    feed.add("x-published-ttl", "PT1H")
    for promise, changed_at in promises:
        feed.add_component(_event(promise, changed_at, times))
    text: bytes = feed.to_ical()
    return text


def _event(promise: Promise, changed_at: datetime, times: PersonTimes) -> "Event":
    from icalendar import Event

    event = Event()
    column = pick(times.language)
    changed = changed_at.astimezone(UTC).replace(microsecond=0)
    event.add("uid", f"{hashlib.sha256(promise.id.encode('utf-8', 'replace')).hexdigest()[:32]}@goodword")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", promise.revision)
    if promise.due.time is None:
        event.add("dtstart", promise.due.day)
        event.add("dtend", promise.due.day + timedelta(days=1))
    else:
        at = promise.due.instant().replace(microsecond=0)
        event.add("dtstart", at)
        event.add("dtend", at + _SHORT)
    customer = _WORDS["hidden"][column] if times.calendar_hides else _line(promise.customer)
    event.add("summary", _WORDS[promise.direction][column].format(customer=customer, what=_what(promise, times)))
    event.add("description", _WORDS["state"][column].format(state=state_word(promise.state, times.language)))
    event.add("transp", "TRANSPARENT")  # a due date keeps nobody busy
    if times.calendar_hides:
        event.add("class", "PRIVATE")
    return event


def _what(promise: Promise, times: PersonTimes) -> str:
    """The wording, without the customer's name where customers are hidden."""
    what = _line(promise.what)
    name = _line(promise.customer)
    if not (times.calendar_hides and name):
        return what
    return re.sub(re.escape(name), "…", what, flags=re.IGNORECASE)


def _line(text: str) -> str:
    """One line that every calendar takes: no control characters, no broken surrogates."""
    kept = "".join(char if char.isprintable() or char == " " else " " for char in text)
    return " ".join(kept.encode("utf-8", "replace").decode().split())


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
