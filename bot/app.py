"""The only wiring: which real part stands behind which port, and how the running bot starts and stops.

Nothing is built at import. `open_parts` serves the command line as well; `Bot` is what listens to Slack.
"""

import asyncio
import logging
import socket
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.answers.answering import Answering
from bot.answers.masking import mask
from bot.answers.phrasing import ModelPhraser
from bot.answers.records import Answer, Question
from bot.config import Config
from bot.config.required import require_secrets
from bot.errors import NotSaved
from bot.model import HURRY, ChatModel, build_model
from bot.ports import Finding, Journal, Kept, PromiseRecords
from bot.promises.promising import Promising, Settings, open_filling
from bot.promises.telling import Telling
from bot.rounds import Rounds, open_rounds
from bot.scheduler import Ticks
from bot.storage.channels import SqlChannelRules
from bot.storage.database import Database, open_database
from bot.storage.given_up import SqlGivenUp
from bot.storage.imports import SqlImports
from bot.storage.inbox import SqlInbox
from bot.storage.journal import SqlJournal
from bot.storage.promises import SqlPromises
from bot.storage.threads import SqlThreads
from knowledge.dense import IndexDown
from knowledge.library import Library, open_library
from knowledge.stock import SharedStock

if TYPE_CHECKING:
    from slack_bolt.authorization.async_authorize import AsyncAuthorize
    from slack_sdk import WebClient
    from slack_sdk.web.async_client import AsyncWebClient
    from starlette.types import ASGIApp

    from bot.slack.bolt import GoodwordApp
    from bot.slack.desk import Desk
    from bot.slack.front import Front
    from bot.slack.workers import Workers

log = logging.getLogger(__name__)
Started = Callable[[], None] | None


@dataclass(frozen=True)
class Parts:
    """What every command needs to answer. Close it when done."""

    config: Config
    library: Library
    model: ChatModel | None
    answering: Answering
    prompt: str
    """Fingerprint of the prompt in use; empty without a model."""

    def close(self) -> None:
        """End Chroma's process, the model's connections, the database."""
        if self.model:
            self.model.close()
        self.library.close()


def open_parts(config: Config, promises: PromiseRecords | None = None, stock: SharedStock | None = None) -> Parts:
    """The library (searched exactly until Chroma is started), the model if one is set, and the answering over both.

    `stock`: what the libraries of several bots have in common.
    """
    library = open_library(config.data, config.storage.url, shared=stock)
    model = build_model(config)
    phraser = ModelPhraser(model) if model else None
    answering = Answering(library, settings=config.answers, timer=time.perf_counter, phraser=phraser, promises=promises)
    return Parts(config, library, model, answering, phraser.fingerprint if phraser else "")


def open_promising(config: Config, database: Database, now: Callable[[], datetime], model: ChatModel | None = None) -> Promising:
    """Promises over an open database, by the team's settings. `model` may point at what the reader leaves open."""
    settings = Settings(config.approvers(), config.promises.week_full, timedelta(seconds=config.promises.undo))
    filling = open_filling(model.within(HURRY), mask) if model else None
    return Promising(SqlPromises(database), settings, now, lambda: uuid.uuid4().hex[:16], filling)


class JournaledAnswering:
    """Answers and keeps every question with its answer, for the managers' list. Safe to share between threads."""

    def __init__(self, parts: Parts, journal: Journal, now: Callable[[], datetime]) -> None:
        self._parts, self._journal, self._now = parts, journal, now

    def answer(self, question: Question) -> Answer:
        """The finished answer. A journal that cannot be written costs the record, never the answer."""
        answer = self._parts.answering.answer(question)
        kept = Kept(question.id, question.text, answer.language, question.asked_by, self._now(), answer.status, question.context)
        try:
            self._journal.keep(kept, answer.as_json(), question.audiences, self._parts.prompt if answer.mode == "model" else "")
        except NotSaved:
            log.exception("Question %s was answered but could not be kept", question.id)
        return answer


class Bot:
    """The running bot: front door or Socket Mode, inbox, workers, library with Chroma, ticks."""

    def __init__(
        self,
        config: Config,
        now: Callable[[], datetime] | None = None,
        examine: Callable[[str], Sequence[Finding]] | None = None,
        is_excused: Callable[[], bool] = lambda: False,
    ) -> None:
        """Checks that the secrets are there. Raises ConfigError. `examine`: the doctor, whom admins may ask from their Home tab.

        `is_excused`: see `open_rounds`; for a clock that people move.
        """
        require_secrets(config)
        self._examine = examine
        self._is_excused = is_excused
        self.config = config
        self._now = now or partial(datetime.now, UTC)
        self._not_ready = {"library": "starting"}
        self._authorize: AsyncAuthorize | None = None
        self._stock: SharedStock | None = None
        self._clients: list[AsyncWebClient | WebClient] = []

    async def run(self, started: Started = None, listening: socket.socket | None = None) -> None:
        """Serve until cancelled. `started` is called once requests are taken; `listening` is a socket to take them from."""
        from bot.slack.bolt import build_bolt
        from bot.slack.desk import Desk
        from bot.slack.workers import Workers

        config, loop = self.config, asyncio.get_running_loop()
        database = await asyncio.to_thread(open_database, config.storage.url or config.data / "goodword.db")
        rounds = await asyncio.to_thread(open_rounds, config, database, self._now, self._is_excused)
        rounds.watched.start()  # before all that takes time: reminders need no library
        try:
            parts = await asyncio.to_thread(open_parts, config, Telling(SqlPromises(database), self._now), self._stock)
        except BaseException:
            await asyncio.to_thread(rounds.stop)
            await asyncio.to_thread(database.close)
            raise
        journal = SqlJournal(database)
        desk = Desk(
            answering=JournaledAnswering(parts, journal, self._now),
            threads=SqlThreads(database),
            rules=SqlChannelRules(database),
            inbox=_inbox(config, database),
            journal=journal,
            config=config,
            now=self._now,
            promising=open_promising(config, database, self._now, parts.model),
            reminding=rounds.reminding,
            digests=rounds.digests,
            shelf=parts.library,
            outbox=rounds.outbox,
            given_up=SqlGivenUp(database, self._now),
            imports=SqlImports(database),
            examine=self._examine,
        )
        app = build_bolt(desk, self._authorize)
        self._clients = [app.client, rounds.courier.client]
        workers = Workers(app, desk)
        checks = {"library check": (parts.library.check, config.library.check_every)} if config.library.dense == "chroma" else {}
        ticks = Ticks(checks | {"reminders": (rounds.watched.run, config.reminders.tick)})
        ticks.start()
        warming = loop.run_in_executor(None, self._warm, parts)
        tasks = [asyncio.create_task(workers.run(), name="workers")]
        try:
            if config.slack.socket_mode:
                await self._connect(app, desk, workers, started)
            else:
                await self._listen(app, desk, workers, parts, rounds, started, listening)
        finally:
            await workers.stop()
            for task in tasks:
                task.cancel()
            await asyncio.to_thread(rounds.stop)
            await asyncio.to_thread(ticks.stop)
            await warming
            await asyncio.to_thread(parts.close)
            await asyncio.to_thread(database.close)

    def use_token(self, token: str) -> None:
        """From now on this is the bot's token, with token rotation."""
        for client in self._clients:
            client.token = token

    def _warm(self, parts: Parts) -> None:
        """Load the models and start Chroma, so that the first person does not wait for it. Exact search serves meanwhile.

        Never raises: what fails here fails again, and is told, when somebody asks.
        """
        try:
            parts.library.look_up("warm up", {"anyone"}, 1)
            if parts.model:
                parts.model.warm_up()
        except Exception:
            log.exception("The library or the model does not start")
            self._not_ready["library"] = "cannot be searched"
            return
        self._not_ready.pop("library", None)
        if self.config.library.dense == "chroma":
            try:
                parts.library.start_chroma()
            except IndexDown:
                log.exception("Chroma does not start; searching exactly")

    async def _listen(
        self,
        app: "GoodwordApp",
        desk: "Desk",
        workers: "Workers",
        parts: Parts,
        rounds: Rounds,
        started: Started,
        listening: socket.socket | None,
    ) -> None:
        from bot.slack.server import serve_http

        front = self._front(app, desk, workers, parts, rounds)
        await serve_http(self.config, with_calendars(front, rounds), started, listening)

    def _front(self, app: "GoodwordApp", desk: "Desk", workers: "Workers", parts: Parts, rounds: Rounds) -> "Front":
        from bot.slack.front import Front

        return Front(
            app, desk, workers.wake, ready=lambda: self._not_ready | rounds.not_ready(), gauges=lambda: _gauges(parts) | rounds.gauges()
        )

    async def _connect(self, app: "GoodwordApp", desk: "Desk", workers: "Workers", started: Started) -> None:
        from bot.slack.socket import SocketMode

        if started:
            started()
        await SocketMode(app, desk, workers.wake).run()


def with_calendars(front: "Front", rounds: Rounds) -> "ASGIApp":
    """A front door, and people's calendars beside it."""
    from bot.slack.calendar import CalendarDoor

    return CalendarDoor(front, rounds.digests.calendars.feed)


def _inbox(config: Config, database: Database) -> SqlInbox:
    work = config.work
    return SqlInbox(database, timedelta(seconds=work.lease), timedelta(days=work.keep_days), work.queue)


def _gauges(parts: Parts) -> dict[str, float]:
    return {"library_index_down": float(bool(parts.library.down))}
