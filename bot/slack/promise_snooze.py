"""*Snooze* on a reminder or a digest: the person picks when to be reminded again."""

from typing import get_args

from slack_bolt.async_app import AsyncApp

from bot.promises.records import LIVE
from bot.reminders.reminding import Snooze
from bot.slack.blocks.promise import moment
from bot.slack.blocks.reminder import read_snooze
from bot.slack.places import chosen_of
from bot.slack.promise_changes import now_message
from bot.slack.promise_desk import PromiseDesk
from bot.slack.promise_turn import Turn
from bot.slack.texts_promises import tell


def register(app: AsyncApp, desk: PromiseDesk) -> None:
    """Put the listener of this module into the app."""

    async def snoozed(turn: Turn) -> None:
        named, promise_id = read_snooze(chosen_of(turn.body))
        choice = next((each for each in get_args(Snooze) if each == named), None)
        reminding = desk.asking.desk.reminding
        if choice is None or reminding is None:
            return await desk.say(turn, tell("switched_off", turn.language))
        promise = await desk.promise(promise_id, turn)
        if promise.state not in LIVE:
            return await desk.show(turn, await desk.work(now_message, desk, promise_id, turn))
        at = await desk.work(reminding.snooze, promise_id, turn.person.id, choice)
        return await desk.say(turn, tell("snoozed", turn.language, at=moment(at, turn.person, turn.language)))

    desk.on_button(app, "promise_snooze", snoozed)
