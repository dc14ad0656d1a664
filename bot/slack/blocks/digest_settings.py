"""How a person's digests are set, with everything to change it; and the calendar link. Pure."""

from collections.abc import Iterator
from datetime import datetime

from bot.promises.records import Due
from bot.reminders.clocks import WEEKDAYS
from bot.reminders.people import PersonTimes
from bot.reminders.slots import Rhythm
from bot.slack.blocks.escape import escape
from bot.slack.blocks.message import Block, Message, actions, button, header, section
from bot.slack.blocks.promise import due_words, language_tag
from bot.slack.texts_digests import digest as say

_LANGUAGES = ("", "en", "zh")


def settings_message(
    times: PersonTimes, rhythm: Rhythm, language: str, *, is_manager: bool, has_calendar: bool, remark: str = ""
) -> Message:
    """`has_calendar`: calendar links are served here. `remark`: what has just happened."""
    words = list(_words(times, rhythm, language, is_manager, has_calendar))
    title, tag = say("settings", language), language_tag("", language)
    text = "\n".join(([f"*{remark}*"] if remark else []) + words)
    first = [button(say("button_now", language), "digest_now", tag, "primary")]
    turn = "on" if times.digest_off else "off"
    first.append(button(say(f"button_{turn}", language), f"digest_{turn}", tag))
    if is_manager:
        label = "on" if times.weekly_off else "off"
        first.append(button(say(f"button_weekly_{label}", language), f"digest_weekly_{label}", tag))
    blocks: list[Block] = [header(title), section(text), actions(first)]
    if not times.digest_off:
        blocks.append(actions([_clock(rhythm), _days(rhythm, language), _language(times, language)]))
    if has_calendar:
        blocks.append(actions(calendar_buttons(times, language)))
    return Message("\n".join([title, *([remark] if remark else []), *words]), tuple(blocks))


def _words(times: PersonTimes, rhythm: Rhythm, language: str, is_manager: bool, has_calendar: bool) -> Iterator[str]:
    if times.digest_off:
        yield say("is_off", language)
    else:
        zone = escape(rhythm.zone.key)
        yield say("is_on", language, at=f"{rhythm.at:%H:%M}", days=days_words(rhythm.working_days, language), zone=zone)
        if rhythm.holidays != ():
            yield say("holidays", language)
        yield say("next", language, at=moment(times.next_digest_at, rhythm, language)) if times.next_digest_at else say("never", language)
    if is_manager and (times.weekly_off or not times.next_weekly_at):
        yield say("weekly_is_off", language)
    elif is_manager and times.next_weekly_at:
        yield say("weekly_is_on", language, at=moment(times.next_weekly_at, rhythm, language))
    if has_calendar and times.calendar_token:
        yield say("calendar_is_on", language, named=say("not_named" if times.calendar_hides else "named", language))
    elif has_calendar:
        yield say("calendar_is_off", language)


def moment(at: datetime, rhythm: Rhythm, language: str) -> str:
    """An instant in words, by the person's clock."""
    local = at.astimezone(rhythm.zone)
    return due_words(Due(local.date(), local.time(), rhythm.zone.key), language)


def days_words(days: tuple[str, ...], language: str) -> str:
    """ "Mon to Fri", "Mon, Wed"."""
    chosen = [day for day in WEEKDAYS if day in days]
    first, last = (WEEKDAYS.index(chosen[0]), WEEKDAYS.index(chosen[-1])) if chosen else (0, 0)
    if len(chosen) > 2 and last - first + 1 == len(chosen):
        return say("span", language, first=say(f"day_{chosen[0]}", language), last=say(f"day_{chosen[-1]}", language))
    return say("joint_days", language).join(say(f"day_{day}", language) for day in chosen) or "-"


def _clock(rhythm: Rhythm) -> Block:
    return {"type": "timepicker", "action_id": "digest_time", "initial_time": f"{rhythm.at:%H:%M}"}


def _days(rhythm: Rhythm, language: str) -> Block:
    options = {day: {"text": _plain(say(f"day_{day}", language)), "value": day} for day in WEEKDAYS}
    chosen = [options[day] for day in WEEKDAYS if day in rhythm.working_days]
    element: Block = {"type": "multi_static_select", "action_id": "digest_days", "placeholder": _plain(say("choose_days", language))}
    return element | {"options": list(options.values())} | ({"initial_options": chosen} if chosen else {})


def _language(times: PersonTimes, language: str) -> Block:
    options = [{"text": _plain(say(f"language_{each}", language)), "value": each or "slack"} for each in _LANGUAGES]
    initial = options[_LANGUAGES.index(times.spoken) if times.spoken in _LANGUAGES else 0]
    placeholder = _plain(say("choose_language", language))
    return {
        "type": "static_select",
        "action_id": "digest_language",
        "placeholder": placeholder,
        "options": options,
        "initial_option": initial,
    }


def calendar_buttons(times: PersonTimes, language: str) -> list[Block]:
    """What can be done about the calendar link."""
    tag = language_tag("", language)
    if not times.calendar_token:
        return [button(say("button_calendar", language), "digest_calendar", tag)]
    hidden = "name" if times.calendar_hides else "hide"
    return [
        button(say("button_calendar_new", language), "digest_calendar_new", tag),
        button(say(f"button_{hidden}", language), f"digest_{hidden}", tag),
        button(say("button_calendar_off", language), "digest_calendar_off", tag),
    ]


def link_message(link: str, times: PersonTimes, language: str, *, is_local: bool) -> Message:
    """The link, once. It stands as code: Slack makes no preview of it, which would hand it to a crawler."""
    words = [say("link", language), f"`{link}`", say("link_secret", language)]
    if is_local:
        words.append(say("link_here", language))
    return Message("\n".join(words), (section("\n".join(words)), actions(calendar_buttons(times, language))))


def link_kept_message(times: PersonTimes, language: str) -> Message:
    """There is a link already."""
    words = say("link_again", language)
    return Message(words, (section(words), actions(calendar_buttons(times, language))))


def help_message(language: str, not_read: str = "") -> Message:
    """`not_read`: what was typed instead."""
    title, body = say("help_title", language), say("help", language)
    head = [say("not_read", language, text=escape(" ".join(not_read.split()))[:100])] if not_read else []
    return Message("\n".join([*head, title, body]), (header(title), section("\n".join([*head, body]))))


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": False}
