"""A reminder as a message: first what to do now, then when it is due in words, then buttons; and the admins' alert. Pure."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.promises.records import LIVE, Due, Promise
from bot.reminders.alerting import GivenUp
from bot.reminders.outbox import Notice, Row
from bot.reminders.reminding import EVENING, SNOOZES
from bot.slack.blocks.escape import escape
from bot.slack.blocks.message import TEXT_CHARS, Block, Message, actions, button, context, cut, section
from bot.slack.blocks.promise import distance as days_away
from bot.slack.blocks.promise import due_words, language_tag, name, person
from bot.slack.texts_reminders import remind

_WHAT_CHARS = 700
_OPTION_CHARS = 150
_ROWS = 10
LEFT = frozenset(
    {"user_not_found", "channel_not_found", "user_disabled", "users_not_found", "cannot_dm_bot", "is_archived", "user_not_visible"}
)


def reminder_message(notice: Notice) -> Message:
    """What the person is to do now about a promise. The notice has a promise."""
    promise, language = notice.promise, notice.language
    if promise is None:
        raise ValueError("a reminder needs its promise")
    head = _head(notice, promise)
    if notice.maybe_repeat:
        head += f" {remind('maybe_repeat', language)}"
    below = [_due_line(notice, promise)]
    if notice.late and not _was_past(promise):
        below.append(remind("late", language))
    blocks = [section(f"*{head}*"), context("\n".join(below))]
    if buttons := _buttons(notice, promise):
        blocks.append(actions(buttons))
    return Message(cut("\n".join([head, *below]), TEXT_CHARS), tuple(blocks))


def _was_past(promise: Promise) -> bool:
    """Whether its time was over when it was put on record, as when a team moves over from a sheet: nobody was late then."""
    return promise.due.instant() <= promise.made_at


def _head(notice: Notice, promise: Promise) -> str:
    word = notice.kind.partition(":")[0]
    if word == "snooze" or word in ("approver", "escalate"):
        key = "escalate_waiting" if word == "escalate" and promise.state == "waiting" else word
    elif promise.state == "waiting":
        key = "waiting"
    else:
        key = f"{word}_{promise.direction}"
    what = cut(_one_line(promise.what), _WHAT_CHARS)
    return remind(key, notice.language, customer=name(promise.customer), what=what, owner=person(promise.owner))


def _one_line(text: str) -> str:
    return " ".join(escape(text).replace("*", "∗").split())


def _due_line(notice: Notice, promise: Promise) -> str:
    language = notice.language
    words = due_words(promise.due, language)
    if promise.due.time is not None and promise.due.zone != notice.zone:
        words += f" ({escape(promise.due.zone)})"
    parts = [remind("due", language, due=words)]
    if away := _away(promise.due, notice.at, language):
        parts.append(away)
    if promise.state == "at-risk":
        parts.append(remind("at_risk", language))
    if promise.moved:
        parts.append(remind("moved" if promise.moved == 1 else "moved_often", language, count=promise.moved))
    return " · ".join(parts)


def _away(due: Due, now: datetime, language: str) -> str:
    """How far away it is, in words: minutes and hours where a time is given and the day is today, else days."""
    zone = ZoneInfo(due.zone)
    minutes = int((due.instant() - now).total_seconds() // 60)
    if due.time is not None and now.astimezone(zone).date() == due.day:
        hours, late = abs(minutes) // 60, minutes < 0
        if hours:
            return remind("hours_late" if late else "in_hours", language, hours=hours)
        return remind("minutes_late" if late else "in_minutes", language, minutes=abs(minutes)) if minutes else ""
    return days_away(due, now, language)


def _buttons(notice: Notice, promise: Promise) -> list[Block]:
    language, tag = notice.language, language_tag(promise.id, notice.language)
    opened = button(remind("button_open", language), "promise_open", tag)
    if promise.state not in LIVE or notice.person != promise.owner:
        return [opened]
    buttons = [button(remind("button_done", language), "promise_done", tag, "primary")]
    if menu := snooze_menu(promise.id, notice.at, notice.zone, language):
        buttons.append(menu)
    if promise.state != "at-risk":
        buttons.append(button(remind("button_at_risk", language), "promise_at_risk", tag))
    return [*buttons, opened]


def snooze_menu(promise: str, at: datetime, zone: str, language: str) -> Block | None:
    """A menu whose values are "CHOICE|" and the promise's id; None when the id is too long for one. `at`: now."""
    values = {each: f"{each}|{promise}" for each in SNOOZES}
    if max(map(len, values.values())) > _OPTION_CHARS:
        return None
    if at.astimezone(ZoneInfo(zone)).hour >= EVENING.hour - 1:
        del values["evening"]
    options = [
        {"text": {"type": "plain_text", "text": remind(f"snooze_{each}", language), "emoji": False}, "value": value}
        for each, value in values.items()
    ]
    placeholder = {"type": "plain_text", "text": remind("snooze_menu", language), "emoji": False}
    return {"type": "static_select", "action_id": "promise_snooze", "placeholder": placeholder, "options": options}


def read_snooze(value: str) -> tuple[str, str]:
    """(choice, promise id) of a chosen option; choice is "" when it is none of ours."""
    choice, _, promise = value.partition("|")
    return (choice if choice in SNOOZES else "", promise)


def alert_message(notice: Notice) -> Message:
    """What was given up, for an admin."""
    given_up, language = notice.content, notice.language
    if not isinstance(given_up, GivenUp):
        raise TypeError("an alert tells what was given up")
    title = remind("alert" if given_up.total > 1 else "alert_one", language, total=given_up.total)
    rows = [_row(row, language) for row in given_up.latest[:_ROWS]]
    hint = remind("alert_hint", language)
    return Message(cut("\n".join([title, *rows, hint]), TEXT_CHARS), (section(f"*{title}*\n" + "\n".join(rows)), context(hint)))


def _row(row: Row, language: str) -> str:
    why = remind("alert_left", language) if row.error in LEFT else cut(escape(row.error or row.kind), 120)
    return remind("alert_row", language, person=person(row.person), why=why)
