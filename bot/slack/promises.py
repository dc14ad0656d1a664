"""Everything about promises put into the app, the Home tab included: a listener file for each part, over one desk and one way to tell."""

from slack_bolt.async_app import AsyncApp

from bot.slack import (
    home,
    promise,
    promise_approvals,
    promise_cards,
    promise_change_forms,
    promise_changes,
    promise_form,
    promise_lists,
    promise_notify,
    promise_sending,
    promise_snooze,
)
from bot.slack.asking import Asking
from bot.slack.promise_desk import PromiseDesk
from bot.slack.promise_notices import InboxNotices

_PARTS = (promise, promise_cards, promise_form, promise_changes, promise_change_forms, promise_approvals, promise_notify)


def register(app: AsyncApp, asking: Asking) -> None:
    """Put the listeners of all parts into the app."""
    desk, notices = PromiseDesk(asking), InboxNotices(asking.desk.inbox, asking.desk.now)
    for part in _PARTS:
        part.register(app, desk, notices)
    for looker in (promise_lists, promise_sending, promise_snooze, home):
        looker.register(app, desk)
