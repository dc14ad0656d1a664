"""The Home tab: shown when somebody opens it, shown anew when something was changed from it, and the lists behind its numbers."""

import asyncio
import logging
from collections.abc import Mapping
from typing import Any
from weakref import WeakValueDictionary

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.answers.readers import audiences_of
from bot.errors import NotAllowed
from bot.promises.records import Promise
from bot.slack import home_cards, home_facts, home_settings
from bot.slack.asking import key_of
from bot.slack.blocks.form import View, sheet
from bot.slack.blocks.home import examined_message, home_view, kept_line, note_view, questions_message
from bot.slack.blocks.message import Message, note
from bot.slack.blocks.promise_list import list_message
from bot.slack.calling import call
from bot.slack.failures import SlackBusy, SlackRefused, code_of
from bot.slack.places import Place, place_of, value_of
from bot.slack.promise_desk import PromiseDesk
from bot.slack.promise_turn import Turn
from bot.slack.texts import speech
from bot.slack.texts_home import home
from bot.slack.texts_promises import tell

log = logging.getLogger(__name__)


def register(app: AsyncApp, desk: PromiseDesk) -> None:
    """Put the listeners of this module and of the tab's forms into the app."""
    tab = HomeTab(desk)
    desk.refresh = tab.refresh

    async def is_home(event: dict[str, Any]) -> bool:
        return event.get("tab") == "home"

    app.event("app_home_opened", matchers=[is_home])(tab.opened)
    numbers = [*((scope, which) for scope, lists in (("own", home_facts.OWN), ("team", home_facts.TEAM)) for which in lists)]
    for scope, which in [*numbers, ("own", "kept"), ("team", "kept")]:
        desk.on_button(app, f"home_{scope}_{which}", tab.show_list, _spoken)
    desk.on_button(app, "home_more", tab.show_list, _spoken)
    desk.on_button(app, "home_questions", tab.show_questions, _spoken)
    desk.on_button(app, "home_examine", tab.examine, _spoken)
    desk.on_button(app, "home_again", tab.send_again, _spoken)
    home_cards.register(app, desk)
    home_settings.register(app, desk)


class HomeTab:
    """One for all people. A person's tab is made and shown by one at a time, so that an older one never replaces a newer one."""

    def __init__(self, desk: PromiseDesk) -> None:
        self._desk = desk
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def opened(self, body: Mapping[str, Any], client: AsyncWebClient, context: AsyncBoltContext) -> None:
        """Somebody opened it. Raises SlackBusy while it is worth another try; nobody gets a message for having looked."""
        place, tries = place_of(body), self._desk.asking.desk.config.work.attempts
        try:
            await self.publish(place, client)
        except SlackBusy as busy:
            if context.get("attempt", 1) < tries:
                raise
            log.warning("Home was not shown: %s", busy)
        except SlackRefused as refusal:
            log.warning("Home was not shown: %s", refusal)
        except Exception:
            code = code_of(key_of(context))
            log.exception("Failure %s: Home was not shown", code)
            await self._apologise(place, client, code)

    async def refresh(self, turn: Turn) -> None:
        """The same after a change."""
        await self.publish(turn.place, turn.client)

    async def publish(self, place: Place, client: AsyncWebClient) -> None:
        """Make it and show it. Raises SlackBusy or SlackRefused."""
        lock = self._locks.setdefault(place.person, asyncio.Lock())
        async with lock:
            view = await self._view(place, client)
            await call(client.views_publish, user_id=place.person, view=view)

    async def _view(self, place: Place, client: AsyncWebClient) -> View:
        known = await self._desk.asking.directory.person(client, place)
        if known.is_guest:
            return note_view(home("guest", speech(known.locale)), speech(known.locale))
        person = self._desk.person(known)
        audiences, language = audiences_of(person.id, person.team), speech(known.locale)
        facts = await self._desk.work(home_facts.gather, self._desk.asking.desk, person, audiences, language)
        return home_view(facts)

    async def _apologise(self, place: Place, client: AsyncWebClient, code: str) -> None:
        try:
            language = speech((await self._desk.asking.directory.person(client, place)).locale)
            await call(client.views_publish, user_id=place.person, view=note_view(home("failed", language, code=code), language))
        except (SlackBusy, SlackRefused) as fault:
            log.warning("Failure %s could not be shown: %s", code, fault)

    async def show_list(self, turn: Turn) -> None:
        """The list behind a number, or its next page."""
        _, page, scope, which = [*value_of(turn.body).split("|"), "", "", ""][:4]
        message = await self._desk.work(self._list, turn, scope, which, int(page) if page.isdecimal() else 0)
        await self._desk.show(turn, message)

    def _list(self, turn: Turn, scope: str, which: str, page: int) -> Message:
        desk, language, person = self._desk.asking.desk, turn.language, turn.person
        is_team, intro = scope == "team", ""
        promises: list[Promise] = []
        if which == "kept":
            rate = (home_facts.team_kept if is_team else home_facts.own_kept)(desk, person, turn.audiences)
            promises, intro, title = home_facts.counted(rate), kept_line(rate, language), home("kept_title", language)
        else:
            wanted = next((each for each in home_facts.OWN if each == which), home_facts.OWN[0])
            promises = (home_facts.team_list if is_team else home_facts.own_list)(desk, person, turn.audiences, wanted)
            title = tell(f"list_{wanted}", language)
        more = f"{'team' if is_team else 'own'}|{which}"
        return list_message(title, promises, page, more, desk.now(), language, person, action="home_more", intro=intro)

    async def show_questions(self, turn: Turn) -> None:
        """All questions without an answer."""
        home_cards.demand_writer(turn)
        page = value_of(turn.body).partition("|")[2]
        questions = await self._desk.work(self._desk.asking.desk.journal.unanswered, home_facts.MOST_QUESTIONS)
        await self._desk.show(turn, questions_message(questions, int(page) if page.isdecimal() else 0, turn.person, turn.language))

    async def send_again(self, turn: Turn) -> None:
        """Put a reminder that was given up back in line. The tab without it is the answer."""
        if not turn.person.is_admin:
            raise NotAllowed(home("only_admins", turn.language))
        given_up, row = self._desk.asking.desk.given_up, value_of(turn.body).partition("|")[2]
        is_back = given_up is not None and row.isdecimal() and await self._desk.work(given_up.send_again, int(row))
        if not is_back:
            await self._desk.say(turn, home("not_given_up", turn.language))
        self._desk.touched(turn)

    async def examine(self, turn: Turn) -> None:
        """The doctor takes seconds: first a form that says so, then what was found."""
        if not turn.person.is_admin:
            raise NotAllowed(home("only_admins", turn.language))
        desk = self._desk.asking.desk
        if desk.examine is None:
            return
        view = sheet(note(home("examining", turn.language)), tell("close", turn.language), self._desk.memory(turn))
        opened = await call(turn.client.views_open, trigger_id=str(turn.body.get("trigger_id") or ""), view=view)
        findings = await self._desk.work(desk.examine, turn.language)
        view = sheet(examined_message(findings, turn.language), tell("close", turn.language), self._desk.memory(turn))
        await call(turn.client.views_update, view_id=str((opened.get("view") or {}).get("id") or ""), view=view)


def _spoken(value: str) -> str:
    """The language of the page on which a button stands."""
    return value.partition("|")[0]
