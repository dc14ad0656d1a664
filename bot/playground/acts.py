"""What people do with messages: write, change, delete them, give commands, use shortcuts and what stands on a message.

Each act changes the workspace at once and returns what is still to be delivered. It must not know the browser or the tests.
"""

import uuid
from dataclasses import replace
from typing import Any

from bot.playground import events
from bot.playground.elements import find_control, state_of
from bot.playground.journal import Delivery
from bot.playground.people import BOT_USER, SLACKBOT, Channel, Message, Person
from bot.playground.place import Place, action_of, announce, interact, read_object
from bot.playground.refused import NotPossible, Refused
from bot.playground.typed import read_typed
from bot.playground.underway import Delivering

Json = dict[str, Any]
_FAILED = {"zh": "{command} 没有成功，错误是“{error}”。请再试一次。", "en": '{command} failed with the error "{error}". Please try again.'}


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
        if callback_id not in {each.callback_id for each in workspace.listing.shortcuts if each.kind == "message"}:
            raise NotPossible("unknown_shortcut", callback_id)
        if message.is_private:
            raise NotPossible("private_message")
        gesture = self._gesture(person, workspace.channels[message.channel])
        author = workspace.people[message.author]
        return interact(self._at, events.shortcut_payload(gesture, message, author, callback_id, workspace.new_ts()))

    def global_shortcut(self, person: Person, callback_id: str) -> Delivering:
        if callback_id not in {each.callback_id for each in self._at.workspace.listing.shortcuts if each.kind == "global"}:
            raise NotPossible("unknown_shortcut", callback_id)
        trigger = self._at.tickets.new_trigger(person.id)
        return interact(self._at, events.global_shortcut_payload(person, callback_id, trigger, self._at.workspace.new_ts()))

    def options(self, person: Person, message: Message, action_id: str, typed: str) -> Delivering:
        """What an external select on a message offers for what was typed; the bot's answer is in the delivery."""
        block, _ = _control(message, action_id)
        return interact(self._at, events.suggestion_payload(person, block["block_id"], action_id, typed, message))

    def click(self, person: Person, message: Message, action_id: str, value: Any = None, block_id: str = "") -> Delivering:
        """Press a button, pick an option. What is picked stays picked, and travels along as state."""
        block, element = _control(message, action_id, block_id)
        chosen = self._chosen.setdefault((person.id, message.ts), {})
        chosen[action_id] = value
        workspace = self._at.workspace
        gesture = self._gesture(person, workspace.channels[message.channel], message.ts)
        action = action_of(self._at, block, element, value)
        payload = events.click_payload(gesture, message, workspace.people[message.author], action, state_of(message.blocks, chosen))
        return interact(self._at, payload)

    def _gesture(self, person: Person, channel: Channel, message_ts: str = "") -> events.Gesture:
        url = self._at.tickets.new_url(person.id, channel.id, message_ts)
        return events.Gesture(person, channel, self._at.tickets.new_trigger(person.id), events.response_link(self._at.address(), url))

    def _own(self, person: Person, message: Message) -> Channel:
        if message.author != person.id:
            raise NotPossible("not_yours")
        return self._at.workspace.channels[message.channel]

    async def _command(self, person: Person, channel: Channel, form: dict[str, str]) -> tuple[Delivery, ...]:
        """The bot may answer in the HTTP response itself; no answer in time is told to the person, as Slackbot does."""
        done = await self._at.deliveries.command(form)
        if done.reason:
            error = "operation_timeout" if done.reason == "http_timeout" else "dispatch_failed"
            words = _FAILED["zh" if person.locale.startswith("zh") else "en"]
            self._slackbot(person, channel, words.format(command=form["command"], error=error))
        elif done.answer.strip():
            body = read_object(done.answer) or {"text": done.answer}
            try:
                self._at.chat.respond(form["response_url"].rsplit("/", 1)[-1], body)
            except Refused as refused:
                self._slackbot(person, channel, f"{form['command']}: {refused.error}")
        return (done,)

    def _slackbot(self, person: Person, channel: Channel, text: str) -> None:
        self._at.workspace.put(Message(channel.id, self._at.workspace.new_ts(), SLACKBOT, text, only_for=person.id))


def _control(message: Message, action_id: str, block_id: str = "") -> tuple[Json, Json]:
    found = find_control(message.blocks, action_id, block_id)
    if found is None:
        raise NotPossible("no_control", action_id)
    return found
