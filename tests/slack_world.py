"""A whole small world for conversations: a Slack on this machine, the real Bolt app behind the real front door, records in memory.

Only the answers are made up, by a librarian with one shelf: a card for everyone and a deal that is Ana's alone.
"""

import asyncio
import json
import secrets
import socket
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.resources import files
from typing import Literal

import uvicorn
from fakes_promises import MemoryPromises
from fakes_storage import MemoryChannelRules, MemoryInbox, MemoryJournal, MemoryThreads

from bot.answers.records import Answer, Meaning, Question, Sentence, Source
from bot.config import Channels, Config, People, Secrets, Slack, Work
from bot.playground import Playground, read_listing
from bot.playground.people import Message
from bot.ports import Kept
from bot.promises.promising import Promising, Settings
from bot.slack.bolt import build_bolt
from bot.slack.desk import Desk
from bot.slack.front import Front
from bot.slack.workers import Workers

SECRET, TOKEN = "sample-signing-secret", "xoxb-sample"
MANIFEST = json.loads(files("bot.slack").joinpath("manifest.json").read_text())
CARD = Source(1, "card", "too-expensive", "Too expensive", ("objection.price",), 0.9)
DEAL = Source(2, "deal", "d1", "Nordkap · tiles · lost", (), 0.7)


class Librarian:
    """Answers as bot.answers will: by audience, kept in the journal. `troubles` are raised first; `gate` holds answers back."""

    def __init__(self, journal: MemoryJournal) -> None:
        self.asked: list[Question] = []
        self.troubles: list[Exception] = []
        self.gate = threading.Event()
        self.gate.set()
        self._journal = journal

    def answer(self, question: Question) -> Answer:
        self.asked.append(question)
        if not self.gate.wait(10):
            raise TimeoutError("the test never opened the gate")
        if self.troubles:
            raise self.troubles.pop(0)
        answer = self._write(question)
        kept = Kept(question.id, question.text, answer.language, question.asked_by, datetime.now(UTC), answer.status, question.context)
        self._journal.keep(kept, answer.as_json(), question.audiences)
        return answer

    def _write(self, question: Question) -> Answer:
        is_anas = "private:U0ANA" in question.audiences
        if "uncovered" in question.text or ("only mine" in question.text and not is_anas):
            note = Sentence("note", "This is not in the guidance.", ())
            return Answer(question.id, "en", "abstained", "evidence", sentences=(note,))
        sentences = [
            Sentence("ask", "Compared with what?", (1,)),
            Sentence("meaning", "They may not be convinced of us yet.", (1,)),
            Sentence("do", "Send the proof that settles the doubt.", (1,)),
        ]
        if is_anas:
            sentences.append(Sentence("deals", "Nordkap went silent after a discount.", (2,)))
        if "long" in question.text:
            sentences += [Sentence("do", f"Step {n}: " + "patience " * 50, (1,)) for n in range(40)]
        meanings = (Meaning("objection.price.unconvinced", 0.7, ("too expensive",)),)
        sources = (CARD, DEAL) if is_anas else (CARD,)
        return Answer(question.id, "en", "answered", "evidence", meanings, "Compared with what?", tuple(sentences), sources)


@dataclass
class World:
    """Everything a conversation touches."""

    slack: Playground
    desk: Desk
    librarian: Librarian
    inbox: MemoryInbox
    journal: MemoryJournal
    threads: MemoryThreads
    rules: MemoryChannelRules
    book: MemoryPromises
    workers: Workers
    front: Front
    bot_url: str = ""

    async def reply(self, text: str, timeout: float = 5.0) -> Message:
        """The bot's message that holds this text, as soon as it is there."""
        bot = self.slack.bot.id
        return await self.slack.wait_for(lambda each: each.author == bot and text in shown(each), timeout)

    def said(self) -> list[Message]:
        """All the bot has said, private messages included."""
        return [each for each in self.slack.workspace.messages() if each.author == self.slack.bot.id]

    def calls(self, method: str) -> list[dict[str, object]]:
        """The arguments of every accepted call of this method."""
        return [call.arguments for call in self.slack.journal.calls(method)]

    async def quiet(self, within: float = 5.0) -> None:
        """Wait until everything that was delivered has been worked on."""
        async with asyncio.timeout(within):
            await self.slack.settle()
            while any(self.inbox.counts()[state] for state in ("waiting", "working")):
                await asyncio.sleep(0.01)  # the inbox has no bell
        await self.slack.settle()


def shown(message: Message) -> str:
    """All that a reader sees of a message: fallback text and blocks."""
    return message.text + json.dumps(message.blocks, ensure_ascii=False)


def config(url: str, **work: int) -> Config:
    return Config(
        slack=Slack(api_url=f"{url}/api/", send_timeout=5),
        secrets=Secrets(TOKEN, SECRET),
        people=People(admins=("U0MAREK",)),
        departments={"finance": ("U0FELIX", "U0MAREK"), "logistics": ("U0SOFIA",)},
        approvals={"discount": ("finance",), "rebate": ("finance", "logistics"), "delivery-date": ("logistics",)},
        teams={"north": ("U0ANA", "U0BEN")},
        channels=Channels(),
        work=replace(Work(), **work),
    )


class _Server(uvicorn.Server):
    """Tells when it has started, and ends when told to instead of at its next look."""

    def __init__(self, app: Callable[..., object], lifespan: Literal["on", "off"]) -> None:
        super().__init__(uvicorn.Config(app, port=0, log_level="critical", lifespan=lifespan))
        self.is_up, self.is_over = asyncio.Event(), asyncio.Event()

    async def main_loop(self) -> None:
        self.is_up.set()
        await self.is_over.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        await self.lifespan.shutdown()


@asynccontextmanager
async def serving(app: Callable[..., object], lifespan: Literal["on", "off"] = "off") -> AsyncIterator[str]:
    """An application on loopback; yields its address."""
    server = _Server(app, lifespan)
    task = asyncio.create_task(server.serve())
    await server.is_up.wait()
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        server.is_over.set()
        await task


@asynccontextmanager
async def a_world(
    *,
    at_work: bool = True,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    equip: Callable[[Desk], Desk] = lambda desk: desk,
    **work: int,
) -> AsyncIterator[World]:
    """A world in which the bot listens; with `at_work` its workers run. `now` is the bot's clock; `equip` puts more on the desk."""
    listing, scopes = read_listing(MANIFEST)
    clock = lambda: now().timestamp()  # noqa: E731 - signatures are checked against one clock
    slack = Playground("http://127.0.0.1:1/", SECRET, TOKEN, scopes=scopes, listing=listing, clock=clock)
    async with serving(slack.app, "on") as url:
        slack.url = url
        inbox, journal, threads, rules = MemoryInbox(), MemoryJournal(), MemoryThreads(), MemoryChannelRules()
        librarian = Librarian(journal)
        settings, book = config(url, **work), MemoryPromises()
        promising = Promising(book, Settings(settings.approvers()), now, lambda: secrets.token_hex(8))
        desk = equip(Desk(librarian, threads, rules, inbox, journal, settings, now, promising))
        app = build_bolt(desk)
        workers = Workers(app, desk, tick=0.2, backoff=0.1)
        front = Front(app, desk, workers.wake)
        world = World(slack, desk, librarian, inbox, journal, threads, rules, book, workers, front)
        async with serving(front) as bot_url:
            world.bot_url = bot_url
            slack.deliveries.bot_url = f"{bot_url}/slack/events"
            slack.deliveries.rules = replace(slack.deliveries.rules, waits=(0.0, 0.05, 0.05))
            running_workers = asyncio.create_task(workers.run()) if at_work else None
            try:
                yield world
            finally:
                librarian.gate.set()
                await workers.stop(5)
                if running_workers:
                    await running_workers
