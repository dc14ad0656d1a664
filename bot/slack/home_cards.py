"""*Write a card*: a manager answers what nobody could answer, and the next who asks gets it, with the card as its source."""

import asyncio
import hashlib
import logging
from datetime import date

from slack_bolt.async_app import AsyncApp

from bot.errors import BotError, NotAllowed
from bot.ports import Kept, Shelf
from bot.slack.blocks.escape import escape
from bot.slack.blocks.form import Filled, View, sheet
from bot.slack.blocks.home_forms import ADVICE, card_form, unsaved_form
from bot.slack.blocks.message import Message, note
from bot.slack.calling import call
from bot.slack.home_facts import MOST_QUESTIONS
from bot.slack.places import value_of
from bot.slack.promise_desk import PromiseDesk
from bot.slack.promise_submissions import Ended, Sent, Wrong, on_form
from bot.slack.promise_turn import Turn
from bot.slack.texts_home import home
from bot.slack.texts_promises import tell
from knowledge.card_text import lines_of, sentences, unquote
from knowledge.language import read_language
from knowledge.records import EVERYONE, Card, Guidance, Saying

PATIENCE = 2.0
"""Seconds that a form waits for its card; Slack waits three. Indexing may take longer when the bot has just started."""
_MOST_SAYINGS = 50
log = logging.getLogger(__name__)


def register(app: AsyncApp, desk: PromiseDesk) -> None:
    """Put the listeners of this module into the app."""
    writing = _Writing(desk)
    desk.on_button(app, "home_write", writing.open, lambda value: value.partition("|")[0])
    on_form(app, desk, "home_card", writing.save)


def demand_writer(turn: Turn) -> None:
    """Raises NotAllowed for who may neither see unanswered questions nor answer them for all."""
    if not (turn.person.is_manager or turn.person.is_admin):
        raise NotAllowed(home("only_managers", turn.language))


class _Writing:
    def __init__(self, desk: PromiseDesk) -> None:
        self._desk = desk

    @property
    def _shelf(self) -> Shelf:
        shelf = self._desk.asking.desk.shelf
        if shelf is None:
            raise BotError(tell("switched_off", "en"))
        return shelf

    async def open(self, turn: Turn) -> None:
        """The form for one question; a sentence when somebody was faster."""
        demand_writer(turn)
        kept = await self._desk.work(self._find, value_of(turn.body).partition("|")[2])
        if kept is None:
            self._desk.touched(turn)
            return await self._desk.say(turn, home("question_gone", turn.language))
        written_in = "zh" if read_language(kept.text) == "zh" else "en"
        return await self._desk.open(turn, card_form(kept.text, written_in, self._desk.memory(turn, q=kept.id), turn.language))

    def _find(self, question: str) -> Kept | None:
        return next((each for each in self._desk.asking.desk.journal.unanswered(MOST_QUESTIONS) if each.id == question), None)

    async def save(self, sent: Sent) -> Ended:
        """Index the card, then close the question. Raises Wrong for what can be corrected, NotSaved when nothing was kept."""
        demand_writer(sent.turn)
        card = await self._read(sent)
        keeping = asyncio.ensure_future(self._desk.work(self._keep, card, str(sent.memory.get("q") or "")))
        done, _ = await asyncio.wait({keeping}, timeout=PATIENCE)
        if done:
            keeping.result()  # raises what it raised: the form stays open with all that was typed
            self._desk.touched(sent.turn)
            return Ended(_saved(card, sent.turn.language))
        waiting = self._sheet(note(home("card_saving", sent.turn.language)), sent.turn)
        return Ended(view=waiting, then=self._finish(keeping, card, sent.turn))

    async def _finish(self, keeping: "asyncio.Future[None]", card: Card, turn: Turn) -> None:
        """The form is gone: say in its place how it ended."""
        try:
            await keeping
        except Exception:
            log.exception("A card was not saved")
            (guidance,) = card.parts.values()
            view = unsaved_form(guidance, tuple(each.text for each in card.sayings), self._desk.memory(turn), turn.language)
        else:
            self._desk.touched(turn)
            view = self._sheet(_saved(card, turn.language), turn)
        await call(turn.client.views_update, view_id=str(turn.view.get("id") or ""), view=view)

    def _keep(self, card: Card, question: str) -> None:
        """First what is found, then what is no longer missing: cut off in between, the question merely stays on the list. Blocks."""
        self._shelf.add_cards([card])
        if question:
            self._desk.asking.desk.journal.settle(question)

    async def _read(self, sent: Sent) -> Card:
        turn = sent.turn
        known = await self._desk.colleague(turn.client, turn.person.id, turn.place.team)
        form = str(sent.filled.view.get("id") or "")
        return read_card(sent.filled, turn, known.name, form, self._desk.now().date())

    def _sheet(self, message: Message, turn: Turn) -> View:
        return sheet(message, tell("close", turn.language), self._desk.memory(turn))


def read_card(filled: Filled, turn: Turn, owner: str, form: str, today: date) -> Card:
    """The card that was filled in, for everybody. One form is one card, however often it is sent. Raises Wrong."""
    title, language = filled.line("title"), "zh" if filled.choice("language") == "zh" else "en"
    advice = {name: _lines(filled.text(name), name) for name in ADVICE}
    sayings = list(dict.fromkeys(line for line in lines_of(filled.text("sayings")) if _says(line)))[:_MOST_SAYINGS]
    errors: dict[str, str] = {}
    if not _says(title):
        errors["title"] = home("wrong_title", turn.language)
    if not any(advice.values()):
        errors["teaches"] = home("wrong_advice", turn.language)
    if not sayings:
        errors["sayings"] = home("wrong_sayings", turn.language)
    if errors:
        raise Wrong(errors)
    made = hashlib.sha256(f"{turn.person.id}:{form}".encode("utf-8", "replace")).hexdigest()[:12]
    return Card(
        id=f"slack-{made}",
        topics=(),
        parts={language: Guidance(title=title, **advice)},
        sayings=tuple(Saying("", read_language(line), line) for line in sayings),
        owner=owner,
        reviewed=today,
        audience=EVERYONE,
        shipped=False,
    )


def _lines(text: str, name: str) -> tuple[str, ...]:
    """One sentence each; a question to ask stays whole."""
    lines = [line for line in lines_of(text) if _says(line)]
    return tuple(map(unquote, lines)) if name == "ask" else tuple(sentence for line in lines for sentence in sentences(line))


def _says(text: str) -> bool:
    return any(mark.isalnum() for mark in text)


def _saved(card: Card, language: str) -> Message:
    (guidance,) = card.parts.values()
    return note(home("card_saved", language, title=escape(guidance.title).replace("*", "∗")))
