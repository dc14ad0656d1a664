"""A daily digest as a message: first what there is to do, then a line for each promise with its buttons, and *More*. Pure.

Pages are filled as far as Slack takes them: blocks, their size, and a fallback text that says it all.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.promises.records import LIVE, Due, Person, Promise
from bot.promises.sentences import state_word
from bot.promises.things import thing_word
from bot.reminders.clocks import WEEKDAYS
from bot.reminders.digests import PARTS, Digest, PartName, days_left, seen_from
from bot.reminders.outbox import Notice
from bot.reminders.weather import Cloud, Forecast, Load, Record
from bot.slack.blocks.escape import escape
from bot.slack.blocks.message import TEXT_CHARS, Block, Message, actions, button, context, cut, header, section
from bot.slack.blocks.promise import distance, due_words, language_tag, name, person, title_line
from bot.slack.blocks.promise_list import approval_buttons
from bot.slack.blocks.reminder import LEFT, snooze_menu
from bot.slack.texts_digests import digest as say
from bot.slack.texts_promises import tell
from bot.slack.texts_reminders import remind

_MOST_BLOCKS, _MOST_CHARS, _MOST_TEXT = 44, 11_000, 3_300
"""Of one page, with room for its head and foot."""
_WHAT_CHARS, _LINE_CHARS = 160, 330
_NAMED = 3
"""Promises that one reason of the weather names."""
_WEATHER_CHARS = 700
_BEHIND = 20
_UNDELIVERED = 10


@dataclass(frozen=True)
class Unit:
    """What stays together on a page: a line with its buttons. `part` is the heading it stands under."""

    part: str
    text: str
    blocks: tuple[Block, ...]


@dataclass
class Page:
    """Units with the headings they need. `size` in characters of JSON."""

    units: list[Unit] = field(default_factory=list)
    blocks: int = 0
    size: int = 0
    text: int = 0


def digest_message(notice: Notice) -> Message:
    """The first page of a digest that is sent. The notice carries it."""
    if not isinstance(notice.content, Digest):
        raise TypeError("a digest's notice carries the digest")
    return digest_page(notice.content, 0, notice.language, notice.at, late=notice.late, maybe_repeat=notice.maybe_repeat)


def digest_page(digest: Digest, page: int, language: str, now: datetime, *, late: bool = False, maybe_repeat: bool = False) -> Message:
    """One page, counted from 0."""
    pages = divide(list(_units(digest, language, now)))
    page = min(max(page, 0), len(pages) - 1)
    title = _title(digest, language) + (f" {remind('maybe_repeat', language)}" if maybe_repeat else "")
    remarks = [say("late", language)] if late else []
    foot = [say("page", language, page=page + 1, pages=len(pages))] if len(pages) > 1 else []
    foot.append(say("foot", language))
    blocks: list[Block] = [header(title), context("\n".join([due_words(Due(digest.day, None, digest.zone), language), *remarks]))]
    words = [title, *remarks]
    if page == 0 and digest.weather is not None:
        words.append(weather_line(digest.weather, language))
        blocks += weather_blocks(digest.weather, language)
    for part, units in pages[page]:
        words += [part, *(unit.text for unit in units)]
        blocks += [section(f"*{part}*"), *(block for unit in units for block in unit.blocks)]
    if page + 1 < len(pages):
        blocks.append(actions([button(say("button_more", language), "digest_more", f"{language}|{page + 1}")]))
    words += foot
    blocks.append(context(" · ".join(foot)))
    return Message(cut("\n".join(words), TEXT_CHARS), tuple(blocks))


def divide(units: Sequence[Unit]) -> list[list[tuple[str, list[Unit]]]]:
    """The units in pages, each as parts with their units; at least one page."""
    pages = [Page()]
    for unit in units:
        page = pages[-1]
        has_head = bool(page.units) and page.units[-1].part == unit.part
        blocks = len(unit.blocks) + (0 if has_head else 1)
        size = len(json.dumps(unit.blocks, ensure_ascii=False)) + (0 if has_head else 150 + len(unit.part))
        text = len(unit.text) + 1 + (0 if has_head else len(unit.part) + 1)
        if page.units and (page.blocks + blocks > _MOST_BLOCKS or page.size + size > _MOST_CHARS or page.text + text > _MOST_TEXT):
            page = Page()
            pages.append(page)
        page.units.append(unit)
        page.blocks, page.size, page.text = page.blocks + blocks, page.size + size, page.text + text
    return [_in_parts(page.units) for page in pages]


def _in_parts(units: Sequence[Unit]) -> list[tuple[str, list[Unit]]]:
    parts: list[tuple[str, list[Unit]]] = []
    for unit in units:
        if not parts or parts[-1][0] != unit.part:
            parts.append((unit.part, []))
        parts[-1][1].append(unit)
    return parts


def _title(digest: Digest, language: str) -> str:
    counts: dict[str, int] = {part: len(digest.parts.get(part, ())) for part in PARTS} | {"undelivered": len(digest.undelivered)}
    told = [say(f"head_{part}", language, count=count, day=_next(digest, language)) for part, count in counts.items() if count]
    return say("joint", language).join(told)


def _next(digest: Digest, language: str) -> str:
    return say(f"day_{WEEKDAYS[digest.next_day.weekday()]}", language) if digest.next_day else ""


def _units(digest: Digest, language: str, now: datetime) -> Iterator[Unit]:
    reader = Person(digest.person, zone=digest.zone)
    for part in PARTS:
        heading = say(f"part_{part}", language, day=_next(digest, language))
        for promise in digest.parts.get(part, ()):
            text = line(promise, language, now, reader)
            yield Unit(heading, text, (section(text), actions(_buttons(promise, part, language, now, reader))))
    if digest.undelivered:
        rows = [_undelivered_line(digest, n, language) for n in range(min(len(digest.undelivered), _UNDELIVERED))]
        if (more := len(digest.undelivered) - _UNDELIVERED) > 0:
            rows.append(say("weather_more", language, count=more))
        text = "\n".join(rows)
        yield Unit(say("part_undelivered", language), text, (section(text),))


def line(promise: Promise, language: str, now: datetime, reader: Person) -> str:
    """ "*Acme*: send samples", and below it when it is due and how it stands."""
    parts = [when(promise.due, language, now, reader)]
    if promise.state != "open":
        parts.append(state_word(promise.state, language))
    if promise.direction == "theirs":
        parts.append(tell("theirs", language))
    if promise.owner != reader.id:
        parts.append(person(promise.owner))
    return cut(f"{title_line(promise, _WHAT_CHARS)}\n{' · '.join(parts)}", _LINE_CHARS)


def when(due: Due, language: str, now: datetime, reader: Person) -> str:
    """By the reader's clock: "today, 17:00", "Friday 27 November 2026 (in 3 days)"."""
    seen = seen_from(due, reader.zone)
    left, near = days_left(due, now, reader.zone), distance(seen, now, language)
    if now <= due.instant() and left in (0, 1):
        return say("at", language, day=near, clock=f"{seen.time:%H:%M}") if seen.time else near
    words = due_words(seen, language, reader)
    return f"{words} ({near})" if near else words


def _buttons(promise: Promise, part: PartName, language: str, now: datetime, reader: Person) -> list[Block]:
    tag = language_tag(promise.id, language, in_list=True, seen=promise.revision)
    opened = button(remind("button_open", language), "promise_open", tag)
    if part == "asked":
        agree, _, decline = approval_buttons(tag, language)
        return [agree, decline, opened]
    if promise.state not in LIVE or promise.owner != reader.id:
        return [opened]
    buttons = [button(remind("button_done", language), "promise_done", tag)]
    if menu := snooze_menu(promise.id, now, reader.zone, language):
        buttons.append(menu)
    if promise.state != "at-risk":
        buttons.append(button(remind("button_at_risk", language), "promise_at_risk", tag))
    return [*buttons, opened]


def _undelivered_line(digest: Digest, n: int, language: str) -> str:
    one = digest.undelivered[n]
    why = say("left", language) if one.row.error in LEFT else cut(escape(" ".join(one.row.error.split())), 80)
    return cut(say("undelivered", language, title=title_line(one.promise, 80), person=person(one.row.person), why=why), _LINE_CHARS)


def weather_line(forecast: Forecast, language: str) -> str:
    """One line: which are likely to slip, and why."""
    return cut(f"*{say('weather', language)}*: {weather_words(forecast, language)}", _WEATHER_CHARS)


def weather_words(forecast: Forecast, language: str) -> str:
    """The same without its title."""
    return say("joint_more", language).join(_cloud(cloud, language) for cloud in forecast.clouds)


def weather_blocks(forecast: Forecast, language: str) -> list[Block]:
    """The line, with the promises that it rests on behind a button."""
    behind = [each.id for cloud in forecast.clouds for each in (*cloud.promises, *cloud.behind)]
    shown = list(dict.fromkeys(one for one in behind if "," not in one and len(one) <= 90))[:_BEHIND]
    block = section(weather_line(forecast, language))
    if shown:
        block["accessory"] = button(say("button_behind", language), "promise_behind", f"{language}|{','.join(shown)}")
    return [block]


def _cloud(cloud: Cloud, language: str) -> str:
    named = [f"{name(each.customer)} ({cut(escape(' '.join(each.what.split())), 60)})" for each in cloud.promises[:_NAMED]]
    if (more := len(cloud.promises) - _NAMED) > 0:
        named.append(say("weather_more", language, count=more))
    return say("weather_line", language, promises=say("joint", language).join(named), why=_why(cloud.reason, language))


def _why(reason: Record | Load, language: str) -> str:
    if isinstance(reason, Record):
        thing = thing_word(reason.thing, language)
        return say("weather_record", language, slipped=reason.slipped, ended=reason.ended, thing=thing)
    return say("weather_load", language, due=reason.due, best=reason.best)
