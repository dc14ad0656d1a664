"""/digest: see it now, set when it comes, and the calendar link. Words and buttons do the same."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import BotError
from bot.reminders.digesting import Digests
from bot.reminders.people import PersonTimes
from bot.slack.asking import Asking
from bot.slack.blocks.digest import digest_page
from bot.slack.blocks.digest_settings import help_message, link_kept_message, link_message, settings_message
from bot.slack.blocks.message import Message, note
from bot.slack.blocks.weekly import week_message
from bot.slack.calendar import link_to
from bot.slack.digest_words import Wish, read_days, read_time, read_wish
from bot.slack.places import chosen_of, read_command, value_of
from bot.slack.promise_desk import PromiseDesk
from bot.slack.promise_turn import Turn
from bot.slack.texts import speech
from bot.slack.texts_digests import digest as say

BUTTONS: dict[str, Wish] = {
    "digest_now": Wish("now"),
    "digest_on": Wish("on"),
    "digest_off": Wish("off"),
    "digest_weekly_on": Wish("weekly on"),
    "digest_weekly_off": Wish("weekly off"),
    "digest_calendar": Wish("calendar"),
    "digest_calendar_new": Wish("calendar new"),
    "digest_calendar_off": Wish("calendar off"),
    "digest_hide": Wish("hide"),
    "digest_name": Wish("name"),
}


def register(app: AsyncApp, asking: Asking) -> None:
    """Put the listeners of this module into the app."""
    desk = PromiseDesk(asking)

    async def commanded(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext) -> None:
        await ack()
        asked = read_command(body)
        turn = await desk.turn(body, client, context, place=asked.place, text=asked.text)
        message = await desk.work(_do, desk, read_wish(asked.text), turn, asked.text)
        await desk.show(turn, message)

    async def pressed(turn: Turn, wish: Wish | None = None) -> None:
        wish = wish or _picked(turn)
        message = await desk.work(_do, desk, wish, turn, "")
        await desk.show(turn, message, instead=wish.name not in ("now", "calendar", "calendar new"))

    async def more(turn: Turn) -> None:
        page = value_of(turn.body).partition("|")[2]
        message = await desk.work(_today, desk, turn, int(page) if page.isdecimal() else 0)
        await desk.show(turn, message)

    app.command("/digest")(commanded)
    for action, wish in BUTTONS.items():
        desk.on_button(app, action, partial(pressed, wish=wish))
    for action in ("digest_time", "digest_days", "digest_language"):
        desk.on_button(app, action, pressed)
    desk.on_button(app, "digest_more", more, lambda value: value.partition("|")[0])


def _picked(turn: Turn) -> Wish:
    """What was chosen in one of the menus."""
    action: Mapping[str, Any] = turn.body["actions"][0]
    if turn.action == "digest_time":
        at = read_time(str(action.get("selected_time") or ""))
        return Wish("time", at) if at is not None else Wish("show")
    if turn.action == "digest_days":
        chosen = action.get("selected_options") or []
        days = read_days(",".join(str(each.get("value")) for each in chosen if isinstance(each, dict)))
        return Wish("days", days) if days else Wish("show")
    spoken = chosen_of(turn.body)
    return Wish("language", spoken if spoken in ("en", "zh") else "")


def _do(desk: PromiseDesk, wish: Wish, turn: Turn, text: str) -> Message:
    """Do what is wanted and say how things are now. Blocks."""
    turn = spoken_to(desk, turn)
    if wish.name in ("help", ""):
        return help_message(turn.language, "" if wish.name else text)
    if wish.name == "now":
        return _today(desk, turn, 0)
    if wish.name == "weekly":
        return _week(desk, turn)
    if wish.name.startswith("calendar") or wish.name in ("hide", "name"):
        return _calendar(desk, wish, turn)
    digests, who = _digests(desk, turn), turn.person.id
    settings = digests.settings
    changes: dict[str, Callable[[], PersonTimes]] = {
        "on": lambda: settings.turn_on(who),
        "off": lambda: settings.turn_off(who),
        "time": lambda: settings.set_time(who, wish.value),  # type: ignore[arg-type]
        "days": lambda: settings.set_days(who, wish.value),  # type: ignore[arg-type]
        "language": lambda: settings.set_language(who, wish.value),  # type: ignore[arg-type]
        "weekly on": lambda: settings.set_weekly(who, True),
        "weekly off": lambda: settings.set_weekly(who, False),
        "show": lambda: settings.times(who),
    }
    if wish.name.startswith("weekly") and not settings.is_manager(who):
        return note(say("only_managers", turn.language))
    times = changes[wish.name]()
    if wish.name == "language":
        turn = replace(turn, language=times.spoken or speech(turn.person.locale))
    return _settings(desk, turn, times)


def _settings(desk: PromiseDesk, turn: Turn, times: PersonTimes, remark: str = "") -> Message:
    settings = _digests(desk, turn).settings
    is_manager, has_calendar = settings.is_manager(times.person), not desk.asking.desk.config.slack.socket_mode
    rhythm = settings.rhythm(times)
    return settings_message(times, rhythm, turn.language, is_manager=is_manager, has_calendar=has_calendar, remark=remark)


def _today(desk: PromiseDesk, turn: Turn, page: int) -> Message:
    turn, now = spoken_to(desk, turn), desk.now()
    found = _digests(desk, turn).digesting.now(turn.person.id, now)
    return digest_page(found, page, turn.language, now) if found else note(say("nothing", turn.language))


def _week(desk: PromiseDesk, turn: Turn) -> Message:
    digests, now = _digests(desk, turn), desk.now()
    if not digests.settings.is_manager(turn.person.id):
        return note(say("only_managers", turn.language))
    found = digests.digesting.weekly_now(turn.person.id, now)
    return week_message(found, turn.language, now) if found else note(say("weekly_nothing", turn.language))


def _calendar(desk: PromiseDesk, wish: Wish, turn: Turn) -> Message:
    digests, who, config = _digests(desk, turn), turn.person.id, desk.asking.desk.config
    calendars, settings = digests.calendars, digests.settings
    if config.slack.socket_mode:
        return note(say("link_socket", turn.language))
    if wish.name == "calendar off":
        return _settings(desk, turn, settings.times(who), say("link_off" if calendars.close(who) else "link_none", turn.language))
    if wish.name in ("hide", "name"):
        return _settings(desk, turn, calendars.hide_customers(who, wish.name == "hide"))
    if wish.name == "calendar" and calendars.is_open(who):
        return link_kept_message(settings.times(who), turn.language)
    token = calendars.open(who)
    link, is_local = link_to(token, config)
    return link_message(link, settings.times(who), turn.language, is_local=is_local)


def spoken_to(desk: PromiseDesk, turn: Turn) -> Turn:
    """The turn in the language that the person chose for digests, if any. Blocks."""
    chosen = _digests(desk, turn).settings.times(turn.person.id).spoken
    return replace(turn, language=chosen) if chosen else turn


def _digests(desk: PromiseDesk, turn: Turn) -> Digests:
    digests = desk.asking.desk.digests
    if digests is None:
        raise BotError(say("switched_off", turn.language))
    return digests
