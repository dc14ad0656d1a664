"""A Slack on this machine, wired together: for people through the page, for tests through the methods here.

It must not know what the bot is for. Everything people do returns at once; `await` the result to wait for the deliveries.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Generator
from concurrent.futures import Future
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from starlette.applications import Starlette
from starlette.routing import Route

from bot.playground.acts import Acts, Delivering, Place, announce
from bot.playground.changes import Changes
from bot.playground.chat import Chat
from bot.playground.delivery import Deliveries
from bot.playground.faults import Faults
from bot.playground.journal import Delivery, Journal
from bot.playground.methods import all_methods
from bot.playground.page import Page
from bot.playground.people import OTHER_BOT, SCOPES, Channel, Listing, Message, Person
from bot.playground.surfaces import Surfaces, View
from bot.playground.web_api import Caller, WebApi
from bot.playground.workspace import NotPossible, Workspace

Json = dict[str, Any]


@dataclass(frozen=True)
class Done:
    """Something a person did. `ts` of the message, if it made one. Awaiting it waits until the bot has answered every request."""

    ts: str
    future: "Future[tuple[Delivery, ...]]"

    def __await__(self) -> Generator[Any, None, tuple[Delivery, ...]]:
        return asyncio.wrap_future(self.future).__await__()

    def result(self, timeout: float = 10.0) -> tuple[Delivery, ...]:
        """The same for a thread without an event loop."""
        return self.future.result(timeout)


class Playground:
    """`url` is known as soon as it is served. People and channels may be named: "Ana", "#sales", "DM"."""

    def __init__(
        self,
        bot_url: str,
        signing_secret: str,
        token: str,
        *,
        scopes: tuple[str, ...] = SCOPES,
        clock: Callable[[], float] = time.time,
        listing: Listing | None = None,
    ) -> None:
        self.url = ""
        self.ready = asyncio.Event()
        self.changes = Changes()
        self.faults = Faults()
        self.journal = Journal(self.changes, clock)
        self.workspace = Workspace(self.changes, clock, listing or Listing())
        self.surfaces = Surfaces(self.changes, clock)
        self.deliveries = Deliveries(bot_url, signing_secret, self.journal, self.faults, clock)
        chat = Chat(self.workspace, self.surfaces, self._announce, "chat:write.public" in scopes)
        self._place = Place(self.workspace, self.surfaces, chat, self.deliveries, lambda: self.url)
        self._acts = Acts(self._place)
        self._running: set[Future[tuple[Delivery, ...]]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        methods = all_methods(self.workspace, chat, self.surfaces)
        web_api = WebApi(Caller(token, scopes), methods, chat.respond, self.journal, self.faults)
        self.app = Starlette(routes=[*_api_routes(web_api), *Page(self).routes()], lifespan=self._lifespan)

    @property
    def bot(self) -> Person:
        return self.workspace.bot

    def say(self, person: str, channel: str, text: str, thread: str | None = None) -> Done:
        """Write a message; `thread` is the ts of any message in the thread."""
        who, where = self._who_where(person, channel)
        message, delivering = self._acts.say(who, where, text, thread or "")
        return self._start(delivering, message.ts)

    def say_as_other_bot(self, channel: str, text: str) -> Done:
        """Another app's message in #sales."""
        message, delivering = self._acts.say(OTHER_BOT, self.workspace.channel(channel, OTHER_BOT), text)
        return self._start(delivering, message.ts)

    def edit(self, person: str, message_ts: str, text: str) -> Done:
        who, message = self._who_what(person, message_ts)
        return self._start(self._acts.edit(who, message, text)[1], message_ts)

    def delete(self, person: str, message_ts: str) -> Done:
        who, message = self._who_what(person, message_ts)
        return self._start(self._acts.delete(who, message)[1], message_ts)

    def command(self, person: str, channel: str, command: str, text: str = "") -> Done:
        who, where = self._who_where(person, channel)
        return self._start(self._acts.command(who, where, command, text))

    def click(self, person: str, message_ts: str, action_id: str, value: Any = None, block_id: str = "") -> Done:
        """Use a control of a message. `value`: what is picked or typed; for feedback buttons "positive" or "negative"."""
        who, message = self._who_what(person, message_ts)
        return self._start(self._acts.click(who, message, action_id, value, block_id))

    def shortcut(self, person: str, callback_id: str, message_ts: str) -> Done:
        who, message = self._who_what(person, message_ts)
        return self._start(self._acts.shortcut(who, message, callback_id))

    def submit(self, person: str, view_id: str, values: Json | None = None) -> Done:
        """Send an open form; `values` by action_id or block_id, the rest as it stands."""
        who = self.workspace.person(person)
        return self._start(self._acts.submit(who, self._view(who, view_id), values or {}))

    def click_in_view(self, person: str, view_id: str, action_id: str, value: Any = None, values: Json | None = None) -> Done:
        who = self.workspace.person(person)
        return self._start(self._acts.click_in_view(who, self._view(who, view_id), action_id, value, values or {}))

    def close(self, person: str, view_id: str, everything: bool = False) -> Done:
        who = self.workspace.person(person)
        return self._start(self._acts.close(who, self._view(who, view_id), everything))

    def open_home(self, person: str, tab: str = "messages") -> Done:
        who, where = self._who_where(person, "DM")
        return self._start(self._acts.open_home(who, where, tab))

    def redeliver(self, delivery: Delivery, reason: str = "http_timeout") -> Done:
        """Send once more what the journal shows as delivered, with the headers of a retry."""

        async def again() -> tuple[Delivery, ...]:
            return (await self.deliveries.again(delivery, reason),)

        return self._start(again())

    def messages(self, channel: str, person: str) -> list[Message]:
        """What this person sees there, private messages to them included, in the order of time."""
        who, where = self._who_where(person, channel)
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

    async def settle(self, timeout: float = 10.0) -> None:
        """Wait until nothing is being delivered any more. The bot may still be working on what it acknowledged."""
        async with asyncio.timeout(timeout):
            while self._running:
                await asyncio.wait([asyncio.wrap_future(each) for each in self._running])
                await asyncio.sleep(0)

    def _announce(self, event: Json, channel: Channel) -> None:
        self._start(announce(self._place, channel, event))

    def _start(self, delivering: Delivering, ts: str = "") -> Done:
        if self._loop is None:
            delivering.close()
            raise RuntimeError("the playground is not being served yet")
        future = asyncio.run_coroutine_threadsafe(delivering, self._loop)
        self._running.add(future)
        future.add_done_callback(self._running.discard)
        return Done(ts, future)

    def _who_where(self, person: str, channel: str) -> tuple[Person, Channel]:
        who = self.workspace.person(person)
        return who, self.workspace.channel(channel, who)

    def _who_what(self, person: str, message_ts: str) -> tuple[Person, Message]:
        who, message = self.workspace.person(person), self.workspace.find(message_ts)
        if message is None or not self.workspace.may_see(who, message):
            raise NotPossible("no_message")
        return who, message

    def _view(self, person: Person, view_id: str) -> View:
        view = self.surfaces.find(view_id)
        if view is None or view.person != person.id:
            raise NotPossible("no_view")
        return view

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        self._loop = asyncio.get_running_loop()
        await self.deliveries.open()
        self.ready.set()
        try:
            yield
        finally:
            self._loop = None
            for each in list(self._running):
                each.cancel()
            await self.deliveries.close()


def _api_routes(web_api: WebApi) -> list[Route]:
    return [
        Route("/api/{method}", web_api.call, methods=["GET", "POST"]),
        Route("/response/{key}", web_api.response_url, methods=["POST"]),
    ]
