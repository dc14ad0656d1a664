"""What people do in the workspace, and the requests to the bot that follow from it.

Each act changes the workspace at once and returns what is still to be delivered. It must not know the browser or the tests.
"""

import asyncio
import json
import uuid
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from typing import Any

from bot.playground import events
from bot.playground.chat import Chat
from bot.playground.delivery import Deliveries
from bot.playground.elements import answer_of, find_control, state_of, unanswered
from bot.playground.journal import Delivery
from bot.playground.people import BOT_USER, SLACKBOT, Channel, Message, Person
from bot.playground.surfaces import Refused, Surfaces, View
from bot.playground.typed import read_typed
from bot.playground.workspace import NotPossible, Workspace

Json = dict[str, Any]
Delivering = Coroutine[Any, Any, tuple[Delivery, ...]]
_FAILED = {"zh": "{command} 没有成功，错误是“{error}”。请再试一次。", "en": '{command} failed with the error "{error}". Please try again.'}


@dataclass(frozen=True)
class Place:
    """The parts of this Slack that acts work on. `address` is the base of response URLs."""

    workspace: Workspace
    surfaces: Surfaces
    chat: Chat
    deliveries: Deliveries
    address: Callable[[], str]


async def announce(at: Place, channel: Channel | None, *told: Json) -> tuple[Delivery, ...]:
    """Deliver these events side by side, those that the app subscribes to and is there to hear."""
    if channel is not None and BOT_USER not in at.workspace.channels[channel.id].members:
        return ()
    wanted = [event for event in told if events.subscription(event) in at.workspace.listing.events]
    now = at.workspace.clock()
    return tuple(await asyncio.gather(*(at.deliveries.event(events.envelope(event, channel, now)) for event in wanted)))


class Acts:
    def __init__(self, place: Place) -> None:
        self._at = place
        self._chosen: dict[tuple[str, str], Json] = {}

    def say(self, person: Person, channel: Channel, text: str, thread: str = "") -> tuple[Message, Delivering]:
        """Every mention of the bot is told twice, as message and as app_mention with the same ts; not in a direct channel."""
        if not text.strip():
            raise NotPossible("empty")
        workspace = self._at.workspace
        root = workspace.get(channel.id, thread) if thread else None
        if thread and (root is None or root.is_private):
            raise NotPossible("no_thread")
        written = read_typed(text, list(workspace.people.values()), list(workspace.channels.values()))
        top = (root.thread or root.ts) if root else ""
        message = workspace.put(Message(channel.id, workspace.new_ts(), person.id, written, thread=top, client_msg_id=str(uuid.uuid4())))
        told = [events.message_event(message, person, channel)]
        if f"<@{BOT_USER}>" in written and channel.kind != "direct" and not person.is_bot:
            told.append(events.mention_event(message, person, channel))
        return message, announce(self._at, channel, *told)

    def edit(self, person: Person, message: Message, text: str) -> tuple[Message, Delivering]:
        channel = self._own(person, message)
        workspace = self._at.workspace
        written = read_typed(text, list(workspace.people.values()), list(workspace.channels.values()))
        new = workspace.put(replace(message, text=written, edited=workspace.new_ts()))
        return new, announce(self._at, channel, events.changed_event(new, message, person, channel, new.edited))

    def delete(self, person: Person, message: Message) -> tuple[Message, Delivering]:
        channel = self._own(person, message)
        self._at.workspace.remove(message)
        return message, announce(self._at, channel, events.deleted_event(message, person, channel, self._at.workspace.new_ts()))

    def command(self, person: Person, channel: Channel, command: str, text: str) -> Delivering:
        if command not in {each.name for each in self._at.workspace.listing.commands}:
            raise NotPossible("unknown_command", command)
        form = events.command_form(self._gesture(person, channel), command, text)
        return self._command(person, channel, form)

    def shortcut(self, person: Person, message: Message, callback_id: str) -> Delivering:
        workspace = self._at.workspace
        if callback_id not in {each.callback_id for each in workspace.listing.shortcuts}:
            raise NotPossible("unknown_shortcut", callback_id)
        if message.is_private:
            raise NotPossible("private_message")
        gesture = self._gesture(person, workspace.channels[message.channel])
        author = workspace.people[message.author]
        return self._interact(events.shortcut_payload(gesture, message, author, callback_id, workspace.new_ts()))

    def click(self, person: Person, message: Message, action_id: str, value: Any = None, block_id: str = "") -> Delivering:
        """Press a button, pick an option. What is picked stays picked, and travels along as state."""
        found = find_control(message.blocks, action_id, block_id)
        if found is None:
            raise NotPossible("no_control", action_id)
        block, element = found
        chosen = self._chosen.setdefault((person.id, message.ts), {})
        chosen[action_id] = value
        workspace = self._at.workspace
        gesture = self._gesture(person, workspace.channels[message.channel], message.ts)
        action = self._action(block, element, value)
        payload = events.click_payload(gesture, message, workspace.people[message.author], action, state_of(message.blocks, chosen))
        return self._interact(payload)

    def click_in_view(self, person: Person, view: View, action_id: str, value: Any, values: Json) -> Delivering:
        found = find_control(view.given["blocks"], action_id)
        if found is None:
            raise NotPossible("no_control", action_id)
        state = state_of(view.given["blocks"], {**values, action_id: value})
        trigger = self._at.surfaces.new_trigger(person.id, view.id)
        return self._interact(events.view_click_payload(person, view, self._action(*found, value), state, trigger))

    def submit(self, person: Person, view: View, values: Json) -> Delivering:
        """Send the form. Slack sends no form with an empty required input."""
        state = state_of(view.given["blocks"], values)
        if missing := unanswered(view.given["blocks"], state):
            raise NotPossible("required", missing[0])
        trigger = self._at.surfaces.new_trigger(person.id, view.id)
        return self._submit(person, view, events.submission_payload(person, view, state, trigger))

    def close(self, person: Person, view: View, everything: bool = False) -> Delivering:
        shut = self._at.surfaces.stack(person.id)[::-1] if everything or view.given.get("clear_on_close") else [view]
        for each in shut:
            self._at.surfaces.close(each.id)
        told = [events.closed_payload(person, each, len(shut) > 1) for each in shut if each.given.get("notify_on_close")]
        return self._interact(*told)

    def open_home(self, person: Person, channel: Channel, tab: str) -> Delivering:
        """The person opens the bot's messages or its Home tab."""
        view = self._at.surfaces.homes.get(person.id)
        return announce(self._at, channel, events.home_opened_event(person, channel, tab, view, self._at.workspace.new_ts()))

    def _gesture(self, person: Person, channel: Channel, message_ts: str = "") -> events.Gesture:
        url = self._at.surfaces.new_url(person.id, channel.id, message_ts)
        return events.Gesture(person, channel, self._at.surfaces.new_trigger(person.id), events.response_link(self._at.address(), url))

    def _action(self, block: Json, element: Json, value: Any) -> Json:
        ids = {"action_id": element["action_id"], "block_id": block["block_id"], "action_ts": self._at.workspace.new_ts()}
        return {**ids, **answer_of(element, value)}

    def _own(self, person: Person, message: Message) -> Channel:
        if message.author != person.id:
            raise NotPossible("not_yours")
        return self._at.workspace.channels[message.channel]

    async def _interact(self, *payloads: Json) -> tuple[Delivery, ...]:
        return tuple([await self._at.deliveries.interaction(payload) for payload in payloads])

    async def _command(self, person: Person, channel: Channel, form: dict[str, str]) -> tuple[Delivery, ...]:
        """The bot may answer in the HTTP response itself; no answer in time is told to the person, as Slackbot does."""
        done = await self._at.deliveries.command(form)
        if done.reason:
            error = "operation_timeout" if done.reason == "http_timeout" else "dispatch_failed"
            words = _FAILED["zh" if person.locale.startswith("zh") else "en"]
            self._slackbot(person, channel, words.format(command=form["command"], error=error))
        elif done.answer.strip():
            body = _object(done.answer) or {"text": done.answer}
            try:
                self._at.chat.respond(form["response_url"].rsplit("/", 1)[-1], body)
            except Refused as refused:
                self._slackbot(person, channel, f"{form['command']}: {refused.error}")
        return (done,)

    def _slackbot(self, person: Person, channel: Channel, text: str) -> None:
        self._at.workspace.put(Message(channel.id, self._at.workspace.new_ts(), SLACKBOT, text, only_for=person.id))

    async def _submit(self, person: Person, view: View, payload: Json) -> tuple[Delivery, ...]:
        done = await self._at.deliveries.interaction(payload)
        try:
            if done.reason:
                raise Refused("no_answer")
            self._after_submission(person, view, _object(done.answer))
        except Refused as refused:
            self._at.surfaces.keep(replace(view, errors={"": refused.error}))
        return (done,)

    def _after_submission(self, person: Person, view: View, answer: Json) -> None:
        """Do what the bot's answer to a form says: show errors, another view, or close."""
        surfaces, action = self._at.surfaces, answer.get("response_action")
        if action == "errors":
            inputs = {block["block_id"] for block in view.given["blocks"] if block["type"] == "input"}
            wrong = answer.get("errors") or {}
            if not wrong or not wrong.keys() <= inputs:
                raise Refused("invalid_errors")
            surfaces.keep(replace(view, errors=dict(wrong)))
        elif action == "update":
            surfaces.update_view(view.id, "", "", answer["view"])
        elif action == "push":
            surfaces.open_view(person.id, answer["view"], view)
        elif action == "clear":
            surfaces.close_all(person.id)
        else:
            surfaces.close(view.id)


def _object(text: str) -> Json:
    """The JSON object in an HTTP answer, or an empty one."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
