"""What all messages about promises share: a promise in a line, its due date in words, people by name. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.promises.departments import department_word
from bot.promises.dues import spell_due
from bot.promises.records import LIVE, Due, Person, Promise
from bot.promises.sentences import kind_word, state_word
from bot.slack.blocks.escape import escape
from bot.slack.blocks.message import cut
from bot.slack.texts import speech
from bot.slack.texts_promises import tell

_SOON = 7
"""Days within which a distance says more than the date alone."""
_WHAT_CHARS = 700
_NAME_CHARS = 120


def due_words(due: Due, language: str, reader: Person | None = None) -> str:
    """The exact date in words; with the zone when it is not the reader's."""
    words = spell_due(due, "zh" if speech(language) == "zh" else "en")
    return words if due.time is None or reader is None or reader.zone == due.zone else f"{words} ({escape(due.zone)})"


def distance(due: Due, now: datetime, language: str, is_live: bool = True) -> str:
    """ "today", "in 3 days", "2 days late"; "" for what is far ahead, or over."""
    if not is_live:
        return ""
    local = now.astimezone(ZoneInfo(due.zone))
    days = (due.day - local.date()).days
    if now > due.instant():
        if days == 0:
            return tell("hours_late", language, clock=f"{due.time:%H:%M}" if due.time else "")
        return tell("one_day_late" if days == -1 else "days_late", language, days=-days)
    if days <= 1:
        return tell("today" if days <= 0 else "tomorrow", language)
    return tell("in_days", language, days=days) if days <= _SOON else ""


def due_line(promise: Promise, now: datetime, language: str, reader: Person | None = None) -> str:
    """The exact date, and how far away it is while somebody waits."""
    near = distance(promise.due, now, language, promise.state in (*LIVE, "waiting", "draft"))
    return due_words(promise.due, language, reader) + (f" ({near})" if near else "")


def title_line(promise: Promise, most: int = _WHAT_CHARS) -> str:
    """ "*Acme*: send the CE certificate"."""
    return f"*{name(promise.customer)}*: {cut(escape(promise.what), most)}"


def name(customer: str) -> str:
    """A customer's name inside mrkdwn: no star of theirs ends our bold."""
    return cut(escape(customer).replace("*", "∗"), _NAME_CHARS)


def promise_lines(promise: Promise, now: datetime, language: str, reader: Person, most: int = 160) -> str:
    """Two lines that tell a promise in a list."""
    parts = [due_line(promise, now, language, reader), state_word(promise.state, language)]
    if promise.direction == "theirs":
        parts.append(tell("theirs", language))
    if promise.owner != reader.id:
        parts.append(person(promise.owner))
    return f"{title_line(promise, most)}\n{' · '.join(parts)}"


def person(id: str) -> str:
    """A mention of ours: Slack shows the name. What is no Slack id stands as text."""
    return f"<@{id}>" if id.isalnum() and id.isascii() else escape(id)


def people(ids: Iterable[str]) -> str:
    return ", ".join(person(each) for each in ids)


def department(name_: str, language: str) -> str:
    """A department as the reader calls it."""
    return escape(department_word(name_, language))


def departments(names: Iterable[str], language: str) -> str:
    """Several departments in one breath."""
    return ("、" if speech(language) == "zh" else ", ").join(department(each, language) for each in names)


def moment(at: datetime, reader: Person, language: str) -> str:
    """An instant in words, as the reader's clock showed it."""
    local = at.astimezone(ZoneInfo(reader.zone))
    return due_words(Due(local.date(), local.time(), reader.zone), language)


def day_words(at: datetime, reader: Person, language: str) -> str:
    """The day of an instant, where the reader is."""
    return due_words(Due(at.astimezone(ZoneInfo(reader.zone)).date(), None, reader.zone), language)


def kind_name(kind: str | None, language: str) -> str:
    return tell("kind_none", language) if kind is None else kind_word(kind, language)  # type: ignore[arg-type]


def is_fresh(at: datetime, now: datetime, within: timedelta) -> bool:
    """Whether something happened so lately that it can still be taken back."""
    return timedelta(0) <= now - at <= within


def language_tag(id: str, language: str, in_list: bool = False, seen: int = 0, more: str = "") -> str:
    """The value of a promise's button: its id, the language of the message, whether it is one of several in it, which revision, ..."""
    return f"{id}|{speech(language)}|{'l' if in_list else ''}|{seen or ''}|{more}".rstrip("|")


@dataclass(frozen=True)
class Tag:
    """A button's value read back; `language` is "" and `seen` None where it does not say."""

    id: str
    language: str = ""
    in_list: bool = False
    seen: int | None = None
    more: str = ""


def read_tag(value: str) -> Tag:
    """Of any button: other messages carry the id alone."""
    name_, language, where, seen, more, *_ = [*value.split("|"), "", "", "", ""]
    return Tag(name_[:200], language if language in ("en", "zh") else "", where == "l", int(seen) if seen.isdecimal() else None, more)
