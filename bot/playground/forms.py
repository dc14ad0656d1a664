"""What people do in the forms and on the Home tab that a bot shows: press, pick, send, close.

Each act returns what is still to be delivered. It must not know the browser or the tests.
"""

from dataclasses import replace
from typing import Any

from bot.playground import events
from bot.playground.elements import find_control, state_of, unanswered
from bot.playground.journal import Delivery
from bot.playground.people import Channel, Person
from bot.playground.place import Place, action_of, announce, interact, read_object
from bot.playground.refused import NotPossible, Refused
from bot.playground.surfaces import View
from bot.playground.underway import Delivering

Json = dict[str, Any]


class Forms:
    def __init__(self, place: Place) -> None:
        self._at = place

    def options(self, person: Person, view: View, action_id: str, typed: str) -> Delivering:
        """What an external select in a form offers for what was typed; the bot's answer is in the delivery."""
        block, _ = _control(view, action_id)
        return interact(self._at, events.suggestion_payload(person, block["block_id"], action_id, typed, view))

    def click_in_view(self, person: Person, view: View, action_id: str, value: Any, values: Json) -> Delivering:
        found = _control(view, action_id)
        state = state_of(view.given["blocks"], {**values, action_id: value})
        trigger = self._at.tickets.new_trigger(person.id, view.id)
        return interact(self._at, events.view_click_payload(person, view, action_of(self._at, *found, value), state, trigger))

    def submit(self, person: Person, view: View, values: Json) -> Delivering:
        """Send the form. Slack sends no form with an empty required input."""
        state = state_of(view.given["blocks"], values)
        if missing := unanswered(view.given["blocks"], state):
            raise NotPossible("required", missing[0])
        trigger = self._at.tickets.new_trigger(person.id, view.id)
        return self._submit(person, view, events.submission_payload(person, view, state, trigger))

    def close(self, person: Person, view: View, everything: bool = False) -> Delivering:
        shut = self._at.surfaces.stack(person.id)[::-1] if everything or view.given.get("clear_on_close") else [view]
        for each in shut:
            self._at.surfaces.close(each.id)
        told = [events.closed_payload(person, each, len(shut) > 1) for each in shut if each.given.get("notify_on_close")]
        return interact(self._at, *told)

    def open_home(self, person: Person, channel: Channel, tab: str) -> Delivering:
        """The person opens the bot's messages or its Home tab."""
        view = self._at.surfaces.homes.get(person.id)
        return announce(self._at, channel, events.home_opened_event(person, channel, tab, view, self._at.workspace.new_ts()))

    async def _submit(self, person: Person, view: View, payload: Json) -> tuple[Delivery, ...]:
        done = await self._at.deliveries.interaction(payload)
        try:
            if done.reason:
                raise Refused("no_answer")
            self._after_submission(person, view, read_object(done.answer))
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


def _control(view: View, action_id: str) -> tuple[Json, Json]:
    found = find_control(view.given["blocks"], action_id)
    if found is None:
        raise NotPossible("no_control", action_id)
    return found
