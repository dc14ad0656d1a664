"""What the listeners about promises share: who is acting and what they may read, forms opened, results shown where they belong.

Every message about promises is for one person's eyes: private in a channel, plain in a direct message.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Literal, ParamSpec, TypeVar

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.answers.readers import audiences_of
from bot.errors import BadInput, BotError, NotAllowed
from bot.promises.promising import Promising
from bot.promises.records import Draft, Person, Promise
from bot.slack import directory
from bot.slack.asking import Asking
from bot.slack.blocks.form import View, sheet
from bot.slack.blocks.message import Message, note
from bot.slack.blocks.promise import read_tag
from bot.slack.calling import call, respond
from bot.slack.directory import Memory
from bot.slack.failures import SlackBusy, SlackRefused, TooSlow
from bot.slack.outgoing import Reply
from bot.slack.places import Place, place_of, value_of
from bot.slack.promise_turn import FROM_HOME, Turn
from bot.slack.texts import language_of, speech
from bot.slack.texts_promises import tell

_LATE_TRIGGER = frozenset({"expired_trigger_id", "exchanged_trigger_id", "trigger_expired", "trigger_exchanged", "invalid_trigger_id"})
_JUST_NOW = timedelta(minutes=5)
_MOST_FORMS = 3
"""On each other."""
_WORDS = 20
"""Letters from which an English line says more of a person's language than their Slack does: "list" says nothing."""
Given = ParamSpec("Given")
Got = TypeVar("Got")
log = logging.getLogger(__name__)


Handle = Callable[[Turn], Awaitable[None]]


class PromiseDesk:
    """One for all listeners about promises."""

    def __init__(self, asking: Asking) -> None:
        self.asking = asking
        # Threads of its own: a reading that hangs must never keep the inbox from writing.
        self._pool = ThreadPoolExecutor(asking.desk.config.work.workers, thread_name_prefix="promise")
        self._running: set[asyncio.Task[None]] = set()
        self.refresh: Callable[[Turn], Coroutine[Any, Any, None]] | None = None
        """Shows the person's Home tab anew."""
        self._last: Memory[str] = Memory(asking.desk.now, timedelta(minutes=2), 2000)

    @property
    def promising(self) -> Promising:
        """Raises BotError where promises are not set up."""
        if self.asking.desk.promising is None:
            raise BotError(tell("switched_off", "en"))
        return self.asking.desk.promising

    async def turn(
        self,
        body: Mapping[str, Any],
        client: AsyncWebClient,
        context: AsyncBoltContext,
        *,
        place: Place | None = None,
        text: str = "",
        language: str = "",
    ) -> Turn:
        """Who is at this place. The language is the given one, that of the text, or the person's own.

        Raises NotAllowed for guests, and where other companies read along.
        """
        place = place or place_of(body)
        known = await self.asking.directory.person(client, place)
        language = language or language_of("" if text.isascii() and len(text) < _WORDS else text, await self.locale(known))
        if known.is_guest:
            raise NotAllowed(tell("guest", language))
        if place.channel and (await self.asking.directory.room(client, place)).is_external:
            raise NotAllowed(tell("external", language))
        person = self.person(known)
        return Turn(person, audiences_of(person.id, person.team), speech(language), place, body, client, context)

    def on_button(
        self, app: AsyncApp, action: str, handle: Handle, language: Callable[[str], str] = lambda value: read_tag(value).language
    ) -> None:
        """Listen to a button. `language` finds that of its message in the button's value."""

        async def pressed(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext) -> None:
            await ack()
            await handle(await self.turn(body, client, context, language=language(value_of(body))))

        app.action(action)(pressed)

    def person(self, known: directory.Person) -> Person:
        """Somebody as promises know them."""
        config = self.asking.desk.config
        is_admin = known.is_admin or known.id in config.people.admins
        return Person(known.id, config.team_of(known.id), known.id in config.people.managers, is_admin, known.zone, known.locale)

    async def colleague(self, client: AsyncWebClient, id: str, team: str) -> directory.Person:
        """Somebody else of the workspace."""
        return await self.asking.directory.person(client, Place("", id, team=team))

    async def locale(self, known: directory.Person) -> str:
        """The language that this person chose on Home or with /digest, or else that of their Slack."""
        digests = self.asking.desk.digests
        chosen = (await self.work(digests.settings.times, known.id)).spoken if digests is not None else ""
        return chosen or known.locale

    async def work(self, function: Callable[Given, Got], *given: Given.args, **named: Given.kwargs) -> Got:
        """A call that blocks, on a thread of ours. Raises TooSlow."""
        work = asyncio.get_running_loop().run_in_executor(self._pool, partial(function, *given, **named))
        done, _ = await asyncio.wait({work}, timeout=self.asking.desk.config.work.lease)
        if not done:
            work.cancel()
            raise TooSlow
        return work.result()

    async def read(self, text: str, turn: Turn, via: Literal["slash", "chat"]) -> tuple[Draft, ...]:
        """The promises in a text, of which no more is read than of a question."""
        return await self.work(self.promising.read, text[: self.asking.desk.config.answers.max_chars], turn.person, via)

    async def fill(self, drafts: Sequence[Draft], text: str, turn: Turn) -> tuple[Draft, ...]:
        """What the reader left open, from a language model where one is set. Takes seconds: nothing that must be opened may wait for it."""
        return await self.work(self.promising.fill, drafts, text[: self.asking.desk.config.answers.max_chars], turn.person)

    async def promise(self, id: str, turn: Turn) -> Promise:
        """One promise, for the eyes of this person. Raises BadInput."""
        return await self.work(self.promising.promise, id, turn.person, turn.audiences, turn.language)

    @property
    def audience(self) -> str:
        """Who may read a new promise, when nobody says otherwise."""
        return self.asking.desk.config.promises.audience

    @property
    def undo_for(self) -> timedelta:
        """How long a change can be taken back."""
        return timedelta(seconds=self.asking.desk.config.promises.undo)

    def now(self) -> datetime:
        return self.asking.desk.now()

    def reply(self, turn: Turn, part: int = 0) -> Reply:
        """The private reply to this delivery; `part` counts further ones."""
        key = turn.key + (f"#{part}" if part else "")
        return Reply(turn.client, self.asking.desk.inbox, key, turn.place, True, is_repeated=turn.context.get("attempt", 1) > 1)

    async def show(self, turn: Turn, message: Message, instead: bool = False) -> None:
        """Show it to the person alone; `instead` of the message that was pressed, where Slack still lets us. Raises SlackBusy."""
        if turn.is_on_home or turn.depth:
            return await self._show_in_form(turn, message)
        if instead and turn.place.response_url:
            try:
                return await respond(turn.place.response_url, message, replace=True, timeout=turn.client.timeout)
            except (SlackRefused, SlackBusy) as fault:  # half an hour has passed, or the message is gone
                log.info("Not in the message's place: %s", fault)
        return await self.reply(turn).show(message)

    async def _show_in_form(self, turn: Turn, message: Message) -> None:
        """Over the Home tab, or in the place of the form that was pressed; where Slack refuses, as a direct message."""
        view = sheet(message, tell("close", turn.language), self.memory(turn))
        try:
            if turn.depth and turn.depth < _MOST_FORMS and turn.action == "promise_open":
                await call(turn.client.views_push, trigger_id=str(turn.body.get("trigger_id") or ""), view=view)  # the list stays below
            elif turn.depth:
                await call(turn.client.views_update, view_id=str(turn.view.get("id") or ""), view=view)
            else:
                await call(turn.client.views_open, trigger_id=str(turn.body.get("trigger_id") or ""), view=view)
        except (SlackRefused, SlackBusy) as fault:  # a trigger is dead by the next try
            log.info("Not in a form: %s", fault)
            await self.reply(turn).show(message)

    async def say(self, turn: Turn, sentence: str) -> None:
        """A sentence for the person alone."""
        await self.show(turn, note(sentence))

    async def open(self, turn: Turn, view: View) -> None:
        """Open a form, on top of the one that is open. A trigger that is too old gets a sentence. Raises SlackRefused."""
        way = turn.client.views_push if turn.depth else turn.client.views_open
        try:
            if turn.depth >= _MOST_FORMS:
                await call(turn.client.views_update, view_id=str(turn.view.get("id") or ""), view=view)
            else:
                await call(way, trigger_id=str(turn.body.get("trigger_id") or ""), view=view)
        except SlackBusy as busy:
            log.info("No form: %s", busy)  # by the next try the trigger would be too old
            await self.say(turn, tell("expired", turn.language))
        except SlackRefused as refusal:
            if refusal.code not in _LATE_TRIGGER:
                raise
            await self.say(turn, tell("expired", turn.language))

    def memory(self, turn: Turn, **more: Any) -> dict[str, Any]:
        """What a form remembers: where to tell the result, in which language, and whatever it is about."""
        place = turn.place
        where = {"c": place.channel, "t": place.thread or "", "u": place.response_url[:400], "l": turn.language, "m": turn.is_alone}
        return {name: value for name, value in (where | {FROM_HOME: turn.is_from_home} | more).items() if value}

    def remember(self, turn: Turn, id: str) -> None:
        """This promise is the last that the person changed."""
        self._last.put(turn.person.id, id)
        self.touched(turn)

    def touched(self, turn: Turn) -> None:
        """Something was changed: where that began on the Home tab, the tab is to show it."""
        if turn.is_from_home and self.refresh is not None:
            self.later(self.refresh(turn))

    def last_changed(self, turn: Turn) -> str | None:
        """The promise that the person changed last, for a while."""
        return self._last.get(turn.person.id)

    async def once(self, id: str, turn: Turn, kind: str, change: Callable[[], Promise]) -> Promise:
        """Make a change; when this person has just made it (a second press, a second delivery), the promise as it is now.

        Raises what `change` raises.
        """
        try:
            changed = await self.work(change)
        except (NotAllowed, BadInput):
            promise = await self.work(self._made_already, id, turn, kind)
            if promise is None:
                raise
            return promise
        self.remember(turn, id)
        return changed

    def _made_already(self, id: str, turn: Turn, kind: str) -> Promise | None:
        try:
            last = self.promising.events(id, turn.person, turn.audiences, turn.language)[-1]
            promise = self.promising.promise(id, turn.person, turn.audiences, turn.language)
        except BotError:
            return None
        is_own = (last.by, last.kind) == (turn.person.id, kind) and self.now() - last.at < _JUST_NOW
        return promise if is_own else None

    def later(self, work: Coroutine[Any, Any, None]) -> None:
        """Go on after Slack has been answered: a form must not wait for our messages. What fails is logged."""
        task = asyncio.create_task(self._finish(work))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _finish(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except (SlackBusy, SlackRefused) as fault:
            log.warning("What was saved could not be shown: %s", fault)
        except Exception:
            log.exception("What was saved could not be shown")
