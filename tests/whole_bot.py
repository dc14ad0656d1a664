"""The whole product as `goodword demo` runs it: a Slack on this machine, the real bot, library and records in a folder, one event loop.

Only the deals are made up. The library is opened once for all bots of one folder: that takes seconds, and nothing here is about it.
"""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import httpx
import pytest
from slack_world import MANIFEST, SECRET, TOKEN, shown
from sqlalchemy import event

import bot.app
from bot.app import Bot
from bot.commands.demo import SUGGESTIONS, demo_config
from bot.config import Config, Secrets
from bot.playground import Playground, Suggestion, read_listing, running
from bot.playground.people import Message
from bot.storage.database import Database, open_database
from bot.storage.journal import SqlJournal
from knowledge.library import Library, open_library
from knowledge.records import Deal

# Every customer here is made up.
DEALS = (
    Deal(
        "e1",
        "Nordkap Tiles",
        "lost",
        product="floor tiles",
        rep="Ben",
        team="north",
        closed=date(2025, 4, 1),
        objection="Too expensive, the Spaniards are cheaper.",
        cause="objection.price.cheaper-rival",
        reply="We cut the price by 8% at once.",
        happened="They went silent.",
        lesson="Ask what is in the other offer first.",
    ),
    Deal(
        "e2",
        "Halden Marine",
        "won",
        product="deck pumps",
        rep="Ben",
        team="north",
        closed=date(2025, 5, 1),
        objection="Too expensive for a firm nobody here knows.",
        cause="objection.price.no-confidence",
        reply="We sent two references.",
        happened="They phoned one and ordered.",
        lesson="A reference they can phone beats a discount.",
        visibility="team:north",
    ),
    Deal(
        "e3",
        "Kestrel Foods",
        "lost",
        product="packing lines",
        rep="Ana",
        team="north",
        closed=date(2025, 6, 1),
        objection="Too expensive this year.",
        cause="objection.price.over-budget",
        reply="I offered stages.",
        happened="The money was gone.",
        lesson="Ask for the budget before the offer.",
        visibility="private:U0ANA",
    ),
)


@dataclass
class Workplace:
    """A Slack, and what a bot needs to stand behind it. `pages` bounds every database that a bot opens: a full disk."""

    slack: Playground
    config: Config
    library: Library
    port: int
    pages: list[int] = field(default_factory=lambda: [1_000_000])

    @asynccontextmanager
    async def a_bot(self, state: str = "ready") -> AsyncIterator[None]:
        """A bot at work on the folder as soon as /readyz says `state`, until the block ends; then it is stopped at once."""
        listening = socket.create_server(("127.0.0.1", self.port))
        running_bot = asyncio.create_task(Bot(self.config).run(listening=listening))
        try:
            await self._ready(running_bot, state)
            yield
        finally:
            running_bot.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await running_bot
            listening.close()

    async def _ready(self, running_bot: "asyncio.Task[None]", state: str) -> None:
        async with httpx.AsyncClient() as client:
            for _ in range(300):
                if running_bot.done():
                    running_bot.result()
                with contextlib.suppress(httpx.TransportError):
                    if (await client.get(f"http://127.0.0.1:{self.port}/readyz")).text == state:
                        return
                await asyncio.sleep(0.1)  # it answers only when asked
        raise TimeoutError("the bot does not get ready")

    async def reply(self, *texts: str, after: str = "0", timeout: float = 20.0) -> Message:
        """The bot's message that holds all these texts and is younger than the message `after`, as soon as it is there."""

        def fits(message: Message) -> bool:
            return message.author == "U0BOT" and message.ts > after and all(text in shown(message) for text in texts)

        return await self.slack.wait_for(fits, timeout)

    def said(self) -> list[Message]:
        """All the bot has said, private messages included."""
        return [each for each in self.slack.workspace.messages() if each.author == "U0BOT"]

    @property
    def last(self) -> str:
        """The ts of the newest message."""
        return max((each.ts for each in self.slack.workspace.messages()), default="0")

    def journal(self) -> "contextlib.AbstractContextManager[SqlJournal]":
        """What the bot has kept, read from its file by somebody else."""
        return _journal(self.config.data / "goodword.db")

    async def quiet(self, timeout: float = 20.0) -> None:
        """Wait until the bot has worked on everything that was delivered."""
        await self.slack.settle()
        async with asyncio.timeout(timeout), httpx.AsyncClient() as client:
            while True:
                metrics = (await client.get(f"http://127.0.0.1:{self.port}/metrics")).text
                if 'state="waiting"} 0' in metrics and 'state="working"} 0' in metrics:
                    return
                await asyncio.sleep(0.05)  # the inbox has no bell


@contextlib.contextmanager
def _journal(path: Path):  # type: ignore[no-untyped-def]
    database = open_database(path)
    try:
        yield SqlJournal(database)
    finally:
        database.close()


@asynccontextmanager
async def a_workplace(folder: Path, deals: tuple[Deal, ...] = DEALS) -> AsyncIterator[Workplace]:
    """A workplace without a bot yet."""
    listing, scopes = read_listing(MANIFEST, tuple(Suggestion(title, text) for title, text in SUGGESTIONS))
    slack = Playground("", SECRET, TOKEN, listing=listing, scopes=scopes)
    slack.deliveries.rules = replace(slack.deliveries.rules, waits=(0.0, 0.2, 0.2))
    async with running(slack) as url:
        settings = demo_config(Config(data=folder), url, Secrets(bot_token=TOKEN, signing_secret=SECRET))
        settings = replace(settings, library=replace(settings.library, dense="exact"))
        library = await asyncio.to_thread(open_library, settings.data)
        await asyncio.to_thread(library.add_deals, deals)
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        slack.deliveries.bot_url = f"http://127.0.0.1:{port}/slack/events"
        place = Workplace(slack, settings, library, port)
        close, library.close = library.close, lambda: None  # type: ignore[method-assign]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(bot.app, "open_library", lambda *_, **__: library)
            patch.setattr(bot.app, "open_database", _on_a_small_disk(place.pages))
            yield place
        await asyncio.to_thread(close)


def _on_a_small_disk(pages: list[int]) -> Callable[[Path], Database]:
    """`open_database` for a disk of pages[0] pages; fewer than there are already means that it is full."""

    def opened(path: Path) -> Database:
        database = open_database(path)
        limit = "PRAGMA max_page_count={}"
        event.listen(database._engine, "checkout", lambda connection, *_: connection.execute(limit.format(pages[0])).fetchall())
        return database

    return opened
