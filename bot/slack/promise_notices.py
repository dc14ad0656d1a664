"""What other people are to be told about a promise: written down first, as work of our own in the inbox, then sent by a worker.

So it is sent after a crash as well, tried again while Slack is busy, and asked for twice it is sent once. A port: the reminders'
outbox may carry these one day.
"""

import asyncio
import hashlib
import json
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol

from bot.errors import NotSaved
from bot.ports import Delivery, Inbox
from bot.promises.records import Promise
from bot.slack.slips import read_due

ACTION = "promise_notice"
"""What a notice looks like to the app: a button that nobody but us presses."""
log = logging.getLogger(__name__)


class Notices(Protocol):
    """Puts notices down. Returns False where a person cannot be told; nothing is raised, for the promise itself is saved."""

    async def ask_approvers(self, promise: Promise, team: str) -> bool:
        """A card to everyone whose word is missing. True too when nobody's is."""

    async def settle_cards(self, before: Promise, after: Promise, by: str, team: str) -> bool:
        """The cards that went out for `before` show what is true now; `by` has seen it already."""

    async def tell_owner(self, promise: Promise, key: str, by: str, team: str, why: str = "") -> bool:
        """The sentence `key` to the owner, unless the owner did it."""


class InboxNotices:
    """Notices as deliveries of the inbox."""

    def __init__(self, inbox: Inbox, now: Callable[[], datetime]) -> None:
        self._inbox, self._now = inbox, now

    async def ask_approvers(self, promise: Promise, team: str) -> bool:
        silent = [approval for approval in promise.approvals if approval.answer == "silent"] if promise.state == "waiting" else []
        people = _people(silent)
        asked = [await self._put(ask_key(promise, each), "ask", promise, each, team, **_terms(promise, each)) for each in people]
        return all(asked) and all(approval.approvers for approval in silent)

    async def settle_cards(self, before: Promise, after: Promise, by: str, team: str) -> bool:
        others = [each for each in _people(before.approvals) if each != by]
        told = [
            await self._put(f"notice:settle:{after.id}:{after.revision}:{each}", "settle", after, each, team, **_terms(before, each))
            for each in others
        ]
        return all(told)

    async def tell_owner(self, promise: Promise, key: str, by: str, team: str, why: str = "") -> bool:
        if promise.owner == by:
            return True
        return await self._put(
            f"notice:{key}:{promise.id}:{promise.revision}", "tell", promise, promise.owner, team, key=key, by=by, why=why
        )

    async def _put(self, delivery: str, kind: str, promise: Promise, to: str, team: str, **more: str) -> bool:
        body = payload({"n": kind, "p": promise.id, **more}, to, team, delivery)
        row = Delivery(delivery, "action", body, {"content-type": "application/json"}, self._now())
        try:
            await asyncio.to_thread(self._inbox.accept, row)
        except NotSaved:
            log.exception("Notice %s could not be written down", delivery)
            return False
        return True


def ask_key(promise: Promise, approver: str) -> str:
    """The delivery of the card that asks this person about these very words."""
    terms = f"{promise.what}\n{promise.due}\n{promise.customer}\n{promise.owner}"
    return f"notice:ask:{promise.id}:{hashlib.sha256(terms.encode('utf-8', 'replace')).hexdigest()[:12]}:{approver}"


def payload(told: Mapping[str, str], to: str, team: str, key: str) -> str:
    """A body that the app takes for a pressed button."""
    action: dict[str, Any] = {"type": "button", "action_id": ACTION, "block_id": ACTION, "value": json.dumps(told)}
    return json.dumps({"type": "block_actions", "team": {"id": team}, "user": {"id": to}, "trigger_id": key, "actions": [action]})


def _terms(promise: Promise, approver: str) -> dict[str, str]:
    """What a card was sent for, and by which delivery."""
    words = {"what": promise.what, "customer": promise.customer, "owner": promise.owner}
    return {"card": ask_key(promise, approver), "due": str(promise.due), "zone": promise.due.zone, **words}


def as_asked(promise: Promise, told: Mapping[str, str]) -> Promise:
    """The promise in the terms that a card was sent for. Raises ValueError or KeyError for a notice that is not ours."""
    due = read_due(told["due"], told["zone"])
    return replace(promise, what=told["what"], customer=told["customer"], owner=told["owner"], due=due)


def _people(approvals: Iterable[Any]) -> list[str]:
    return list(dict.fromkeys(each for approval in approvals for each in approval.approvers))
