"""A Slack on this machine, wired together: for people through the page, for tests through the methods here.

It must not know what the bot is for. Everything people do returns at once; `await` the result to wait for the deliveries.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from starlette.applications import Starlette

from bot.playground.acts import Acts
from bot.playground.changes import Changes
from bot.playground.chat import Chat
from bot.playground.clock import Clock
from bot.playground.delivery import Deliveries
from bot.playground.faults import Faults
from bot.playground.forms import Forms
from bot.playground.guide import Guide, Step
from bot.playground.journal import Delivery, Journal
from bot.playground.marks import Marks
from bot.playground.methods import all_methods
from bot.playground.page import Page
from bot.playground.people import OTHER_BOT, SCOPES, Channel, Listing, Message, Person
from bot.playground.place import Place, announce
from bot.playground.refused import NotPossible
from bot.playground.surfaces import Surfaces, View
from bot.playground.tickets import Tickets
from bot.playground.underway import Done, Underway
from bot.playground.web_api import Caller, WebApi
from bot.playground.workspace import Workspace

Json = dict[str, Any]


class Playground:
    """`url` is known as soon as it is served. People and channels may be named: "Ana", "#sales", "DM".

    `clock` is the real time, in seconds since 1970; the workspace's own clock may be moved ahead of it. `kept` is a file for how far.
    """

    def __init__(
        self,
        bot_url: str,
        signing_secret: str,
        token: str,
        *,
        scopes: tuple[str, ...] = SCOPES,
        clock: Callable[[], float] = time.time,
        listing: Listing | None = None,
        steps: tuple[Step, ...] = (),
        kept: Path | None = None,
    ) -> None:
        self.url = ""
        self.ready = asyncio.Event()
        self.changes = Changes()
        self.clock = Clock(self.changes, clock, kept)
        self.now = self.clock.now
        self.faults = Faults(self.changes.ring)
        self.journal = Journal(self.changes, self.clock)
        self.guide = Guide(steps, self.journal, self.clock)
        self.workspace = Workspace(self.changes, self.clock, listing or Listing())
        self.marks = Marks(self.workspace, self.changes)
        self.surfaces = Surfaces(self.changes, self.clock)
        self.tickets = Tickets(self.clock, self.clock.real)
        self.deliveries = Deliveries(bot_url, signing_secret, self.journal, self.faults, self.clock)
        chat = Chat(self.workspace, self.tickets, self._announce, "chat:write.public" in scopes)
        self._place = Place(self.workspace, self.surfaces, self.tickets, chat, self.deliveries, lambda: self.url)
        self._acts, self._forms = Acts(self._place), Forms(self._place)
        self._underway = Underway()
        self.settle = self._underway.settle
        self._start = self._underway.start
        methods = all_methods(self.workspace, chat, self.surfaces, self.tickets)
        web_api = WebApi(Caller(token, scopes), methods, chat.respond, self.journal, self.faults)
        self.app = Starlette(routes=[*web_api.routes(), *Page(self).routes()], lifespan=self._lifespan)

    @property
    def bot(self) -> Person:
        return self.workspace.bot

    def say(self, person: str, channel: str, text: str, thread: str | None = None) -> Done:
        """Write a message; `thread` is the ts of any message in the thread."""
        who, where = self.workspace.who_where(person, channel)
        message, delivering = self._acts.say(who, where, text, thread or "")
        return self._start(delivering, message.ts)

    def say_as_other_bot(self, channel: str, text: str) -> Done:
        """Another app's message in #sales."""
        message, delivering = self._acts.say(OTHER_BOT, self.workspace.channel(channel, OTHER_BOT), text)
        return self._start(delivering, message.ts)

    def edit(self, person: str, message_ts: str, text: str) -> Done:
        who, message = self.workspace.who_what(person, message_ts)
        return self._start(self._acts.edit(who, message, text)[1], message_ts)

    def delete(self, person: str, message_ts: str) -> Done:
        who, message = self.workspace.who_what(person, message_ts)
        return self._start(self._acts.delete(who, message)[1], message_ts)

    def command(self, person: str, channel: str, command: str, text: str = "") -> Done:
        who, where = self.workspace.who_where(person, channel)
        return self._start(self._acts.command(who, where, command, text))

    def click(self, person: str, message_ts: str, action_id: str, value: Any = None, block_id: str = "") -> Done:
        """Use a control of a message. `value`: what is picked or typed; for feedback buttons "positive" or "negative"."""
        who, message = self.workspace.who_what(person, message_ts)
        return self._start(self._acts.click(who, message, action_id, value, block_id))

    def shortcut(self, person: str, callback_id: str, message_ts: str = "") -> Done:
        """A shortcut on a message, or a global one when no message is named."""
        if not message_ts:
            return self._start(self._acts.global_shortcut(self.workspace.person(person), callback_id))
        who, message = self.workspace.who_what(person, message_ts)
        return self._start(self._acts.shortcut(who, message, callback_id))

    def submit(self, person: str, view_id: str, values: Json | None = None) -> Done:
        """Send an open form; `values` by action_id or block_id, the rest as it stands."""
        who, view = self._who_view(person, view_id)
        return self._start(self._forms.submit(who, view, values or {}))

    def click_in_view(self, person: str, view_id: str, action_id: str, value: Any = None, values: Json | None = None) -> Done:
        who, view = self._who_view(person, view_id)
        return self._start(self._forms.click_in_view(who, view, action_id, value, values or {}))

    def options(self, person: str, where: str, action_id: str, typed: str = "") -> Done:
        """Ask the bot what an external select offers. `where` is a view's id or a message's ts; the answer is in the delivery."""
        if self.surfaces.find(where):
            who, view = self._who_view(person, where)
            return self._start(self._forms.options(who, view, action_id, typed))
        who, message = self.workspace.who_what(person, where)
        return self._start(self._acts.options(who, message, action_id, typed))

    def close(self, person: str, view_id: str, everything: bool = False) -> Done:
        who, view = self._who_view(person, view_id)
        return self._start(self._forms.close(who, view, everything))

    def open_home(self, person: str, tab: str = "messages") -> Done:
        who, where = self.workspace.who_where(person, "DM")
        return self._start(self._forms.open_home(who, where, tab))

    def redeliver(self, delivery: Delivery, reason: str = "http_timeout") -> Done:
        """Send once more what the journal shows as delivered, with the headers of a retry."""

        async def again() -> tuple[Delivery, ...]:
            return (await self.deliveries.again(delivery, reason),)

        return self._start(again())

    def messages(self, channel: str, person: str) -> list[Message]:
        """What this person sees there, private messages to them included, in the order of time."""
        who, where = self.workspace.who_where(person, channel)
        return self.workspace.seen_by(who, where.id)

    def views(self, person: str) -> list[View]:
        """The forms this person has open, the one on top last."""
        return self.surfaces.stack(self.workspace.person(person).id)

    async def wait_for(self, matches: Callable[[Message], bool], timeout: float = 5.0) -> Message:
        """The first message, private ones included, that matches, as soon as there is one. Raises TimeoutError."""
        return await self.changes.until(lambda: next(filter(matches, self.workspace.messages()), None), timeout)

    def wait_in_thread(self, matches: Callable[[Message], bool], timeout: float = 5.0) -> Message:
        """The same for a thread without an event loop."""
        return self.changes.wait(lambda: next(filter(matches, self.workspace.messages()), None), timeout)

    def _announce(self, event: Json, channel: Channel) -> None:
        self._start(announce(self._place, channel, event))

    def _who_view(self, person: str, view_id: str) -> tuple[Person, View]:
        who, view = self.workspace.person(person), self.surfaces.find(view_id)
        if view is None or view.person != who.id:
            raise NotPossible("no_view")
        return who, view

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        self._underway.open()
        await self.deliveries.open()
        self.ready.set()
        try:
            yield
        finally:
            self._underway.close()
            await self.deliveries.close()
