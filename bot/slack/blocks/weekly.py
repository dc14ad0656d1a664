"""The managers' weekly digest as a message: what to help with, the kept rate with what changed it, and open questions. Pure."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.promises.proposals import KeptRate
from bot.promises.records import Due, Person, Promise
from bot.reminders.outbox import Notice
from bot.reminders.weekly import Change, Weekly
from bot.slack.blocks.digest import line, weather_words
from bot.slack.blocks.escape import escape
from bot.slack.blocks.message import TEXT_CHARS, Block, Message, actions, button, context, cut, header, section
from bot.slack.blocks.promise import due_words, language_tag, person
from bot.slack.texts_digests import digest as say
from bot.slack.texts_promises import tell
from bot.slack.texts_reminders import remind

_LINES, _RATES, _FORECASTS = 4, 5, 3
"""Of each that are shown: all of it fits into one message. The rest of the promises stands behind a button."""
_LINE_CHARS, _TEXT_CHARS = 280, 200
"""Of a line in the message, and of the same line in the fallback text."""
_BEHIND_CHARS = 400
_QUESTION_CHARS, _WEATHER_CHARS = 120, 300


def weekly_message(notice: Notice) -> Message:
    """A weekly digest that is sent. The notice carries it."""
    if not isinstance(notice.content, Weekly):
        raise TypeError("a weekly digest's notice carries the digest")
    return week_message(notice.content, notice.language, notice.at, late=notice.late, maybe_repeat=notice.maybe_repeat)


def week_message(weekly: Weekly, language: str, now: datetime, *, late: bool = False, maybe_repeat: bool = False) -> Message:
    """The whole week on one page: every part has its own end."""
    title = say("week_head", language, counts=_counts(weekly, language))
    title += f" {remind('maybe_repeat', language)}" if maybe_repeat else ""
    remarks = [say("late", language)] if late else []
    blocks: list[Block] = [header(title), context("\n".join([due_words(Due(weekly.monday, None, weekly.zone), language), *remarks]))]
    words = [title, *remarks]
    for heading, rows in _parts(weekly, language, now):
        words.append(heading)
        blocks.append(section(f"*{heading}*"))
        for text, block in rows:
            words += [cut(row, _TEXT_CHARS) for row in text.split("\n")] if text else []
            blocks.append(block)
    words.append(say("week_foot", language))
    blocks.append(context(words[-1]))
    return Message(cut("\n".join(words), TEXT_CHARS), tuple(blocks))


def _counts(weekly: Weekly, language: str) -> str:
    counts = {"risk": len(weekly.at_risk), "waiting": len(weekly.waiting), "questions": weekly.unanswered}
    told = [say(f"week_{name}", language, count=count) for name, count in counts.items() if count]
    return say("joint", language).join(told) or say("week_quiet", language)


Rows = list[tuple[str, Block]]
"""(text for the fallback, block)."""


def _parts(weekly: Weekly, language: str, now: datetime) -> Iterator[tuple[str, Rows]]:
    reader = Person(weekly.person, zone=weekly.zone)
    if weekly.at_risk:
        yield say("week_part_risk", language), _promises(weekly.at_risk, "at-risk", language, now, reader)
    if weekly.waiting:
        yield say("week_part_waiting", language), _promises(weekly.waiting, "waiting", language, now, reader)
    if weekly.weather:
        told = [(person(owner), weather_words(found, language)) for owner, found in weekly.weather[:_FORECASTS]]
        rows = [cut(say("weather_of", language, person=owner, line=words), _WEATHER_CHARS) for owner, words in told]
        yield say("weather", language), [(row, section(row)) for row in rows]
    if weekly.changes:
        yield say("week_part_kept", language), [_rate(change, language) for change in weekly.changes[:_RATES]]
    if weekly.questions:
        asked = [say("question", language, text=cut(escape(" ".join(each.text.split())), _QUESTION_CHARS)) for each in weekly.questions]
        text, more = "\n".join(asked), say("more_questions", language)
        yield say("week_part_questions", language), [(text, section(text)), (more, context(more))]


def _promises(promises: Sequence[Promise], which: str, language: str, now: datetime, reader: Person) -> Rows:
    rows: Rows = []
    for promise in promises[:_LINES]:
        text = cut(line(promise, language, now, reader), _LINE_CHARS)
        block = section(text)
        tag = language_tag(promise.id, language, in_list=True, seen=promise.revision)
        block["accessory"] = button(tell("button_open", language), "promise_open", tag)
        rows.append((text, block))
    if len(promises) > _LINES:
        label = say("all", language, count=len(promises))
        rows.append(("", actions([button(label, "promise_more", f"{language}|0|{which}|")])))
    return rows


def _rate(change: Change, language: str) -> tuple[str, Block]:
    name = say("rate_team", language, name=escape(change.name)) if change.by == "team" else person(change.name)
    kept, all_ = _sums(change.now)
    parts = [say("rate", language, name=name, now=_share(change.now.rate), kept=kept, all=all_)]
    if change.before.rate is None:
        parts.append(say("rate_new", language))
    elif not change.promises:
        parts.append(say("rate_same", language))
    else:
        parts.append(say("rate_before", language, before=_share(change.before.rate)))
    parts += _why(change, language)
    text = " · ".join(parts)
    block = section(text)
    if shown := _behind(change.promises):
        block["accessory"] = button(say("button_behind", language), "promise_behind", f"{language}|{shown}")
    return text, block


def _behind(promises: Sequence[Promise]) -> str:
    """The ids of as many as a button should carry."""
    shown = ""
    for promise in promises:
        longer = f"{shown},{promise.id}" if shown else promise.id
        if "," in promise.id or len(longer) > _BEHIND_CHARS:
            continue
        shown = longer
    return shown


def _why(change: Change, language: str) -> list[str]:
    """How many of each outcome are new."""
    new = {each.id for each in change.promises}
    groups = {"broken": change.now.broken, "late": change.now.late, "moved": change.now.renegotiated, "kept": change.now.kept}
    counts = {name: sum(each.id in new for each in promises) for name, promises in groups.items()}
    told = [say(f"change_{name}", language, count=count) for name, count in counts.items() if count]
    return [say("joint", language).join(told)] if told else []


def _sums(rate: KeptRate) -> tuple[int, int]:
    kept = len(rate.kept) + len(rate.renegotiated)
    return kept, kept + len(rate.late) + len(rate.broken)


def _share(rate: float | None) -> str:
    return "" if rate is None else f"{round(100 * rate)} %"
