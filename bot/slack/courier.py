"""Carries reminders and digests to people, and looks in Slack's history for what may have arrived.

One call, one message: the SDK's own retries are off, since they double what was accepted before the line broke. Every message
carries an opaque key in its metadata, which everybody in the workspace may read, so it says nothing. Knows no promises.
"""

import hashlib
import logging
import socket
import uuid
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.config import Config
from bot.reminders.courier import CannotTell, Delivered, Delivery, Found, Limited, Look, NotThere, Refused, Unsure
from bot.reminders.outbox import Notice, Row
from bot.slack.blocks.message import Message
from bot.slack.calling import blocks_of
from bot.slack.failures import SlackBusy, SlackRefused, read_fault
from bot.slack.pacing import Pacing

log = logging.getLogger(__name__)

EVENT = "goodword_notice"
_NAMESPACE = uuid.UUID("5d1b8f0e-4c38-5c0a-9a47-1f4d8f7f2c11")
_TOKEN = frozenset({"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "org_login_required"})
"""Slack's words for a token that is good for nothing at the moment."""
_NOBODY = _TOKEN | {
    "missing_scope",
    "not_allowed_token_type",
    "no_permission",
    "team_access_not_granted",
    "ekm_access_denied",
    "messages_tab_disabled",
}
"""The same, and words for an app that may write to nobody."""
_NO_WAY_IN = 15.0
"""Seconds to wait when Slack could not even be reached."""
_PAGE, _PAGES = 100, 5
_SKEW = timedelta(days=2)
"""How far our clock may have been wrong when a message was sent."""
Render = Callable[[Notice], Message]


class SlackCourier:
    """reminders.outbox.Courier. `renders`: how a notice becomes a message, by the first word of its kind."""

    def __init__(
        self, client: WebClient, renders: Mapping[str, Render], direct: Callable[[str], str], pacing: Pacing | None = None
    ) -> None:
        """`direct`: the direct message channel of a person as far as it is on record, or ""."""
        self.client, self._renders, self._direct = client, renders, direct
        self._pacing = pacing or Pacing()
        self._lookups = Pacing(per_person=0)
        self._channels: dict[str, str] = {}
        self._before: dict[str, Mapping[str, str]] = {}

    def close(self) -> None:
        """Let nobody wait any longer."""
        self._pacing.close()
        self._lookups.close()

    def turn(self, row: Row, patience: float) -> float:
        return self._pacing.turn(row.person, patience)

    def deliver(self, notice: Notice, row: Row, may_send: Callable[[], bool]) -> Delivery:
        try:
            message = self._renders[row.kind.partition(":")[0]](notice)
            arguments = _post(message, row)
        except Exception as fault:
            log.exception("A message of kind %s cannot be written", row.kind)
            return Refused(f"{type(fault).__name__}: {fault}")
        if not may_send():
            return Limited(0)
        try:
            answer = self.client.chat_postMessage(**arguments)
        except Exception as fault:  # noqa: BLE001 - whatever it is, it may have arrived
            return self._failed(fault, row)
        self._pacing.went_well()
        channel = str(answer.get("channel") or row.person)
        self._channels[row.person] = channel
        return Delivered(channel, str(answer.get("ts") or ""))

    def look_for(self, row: Row) -> Look:
        wait = self._lookups.turn("", 2.0)
        if wait > 0:
            return CannotTell("history is limited", wait)
        try:
            marks = self._marks(row)
        except Exception as fault:  # noqa: BLE001 - whatever it is, we cannot tell
            return self._unread(fault)
        self._lookups.went_well()
        ts = marks.get(mark(row.key))
        return Found(self._channels.get(row.person, row.person), ts) if ts else NotThere()

    def _failed(self, fault: Exception, row: Row) -> Delivery:
        if isinstance(fault, URLError) and isinstance(fault.reason, ConnectionRefusedError | socket.gaierror):
            return Limited(_NO_WAY_IN)  # nothing has left this machine
        sorted_fault = _sorted(fault, "chat.postMessage")
        if isinstance(sorted_fault, SlackRefused):
            if sorted_fault.code.startswith("duplicate_"):  # then it knows our client_msg_id
                return Unsure(sorted_fault.code)
            return Refused(sorted_fault.code, for_all=sorted_fault.code in _NOBODY)
        if sorted_fault.after is not None:
            self._pacing.was_refused(row.person, sorted_fault.after)
            return Limited(sorted_fault.after + _jitter(row.key))
        return Unsure(str(sorted_fault))

    def _unread(self, fault: Exception) -> CannotTell:
        sorted_fault = _sorted(fault, "conversations.history")
        if isinstance(sorted_fault, SlackBusy):
            if sorted_fault.after is not None:
                self._lookups.was_refused("", sorted_fault.after)
            return CannotTell(str(sorted_fault), sorted_fault.after)
        return CannotTell(str(sorted_fault), never=True, for_all=sorted_fault.code in _TOKEN)

    def _marks(self, row: Row) -> Mapping[str, str]:
        """The ts of our messages in the person's direct messages, by mark. Raises what the SDK raises."""
        if row.first_at is None and row.person in self._before:
            return self._before[row.person]  # it was not sent since we began, so that an earlier look serves as well
        channel = self._channel(row.person)
        oldest = ((row.first_at or row.slot) - _SKEW).timestamp()
        found: dict[str, str] = {}
        cursor = ""
        for _ in range(_PAGES):
            page = self.client.conversations_history(channel=channel, include_all_metadata=True, limit=_PAGE, cursor=cursor or None)
            messages = page.get("messages") or []
            for message in messages:
                metadata = message.get("metadata") or {}
                if metadata.get("event_type") == EVENT and (key := (metadata.get("event_payload") or {}).get("k")):
                    found[str(key)] = str(message.get("ts"))
            cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor or not messages or float(messages[-1].get("ts") or 0) < oldest:
                break
        self._before[row.person] = found
        return found

    def _channel(self, person: str) -> str:
        if person[:1] in "CDG":
            return person
        if person not in self._channels:
            known = self._direct(person)
            self._channels[person] = known or str(self.client.conversations_open(users=person)["channel"]["id"])
        return self._channels[person]

    def ask_about(self, person: str) -> tuple[str, str] | None:
        """(zone, locale) as Slack knows them, "" for what it does not say; None when it cannot be asked now. Never raises."""
        try:
            user = self.client.users_info(user=person, include_locale=True).get("user") or {}
        except SlackApiError as fault:
            return ("", "") if isinstance(read_fault(fault), SlackRefused) else None
        except Exception as fault:  # noqa: BLE001 - then people's zones stay what they were
            log.warning("People's time zones cannot be asked for: %s", type(fault).__name__)
            return None
        return str(user.get("tz") or ""), str(user.get("locale") or "")


def open_courier(config: Config, renders: Mapping[str, Render], direct: Callable[[str], str]) -> SlackCourier:
    """A courier for the workspace of the settings."""
    slack = config.slack
    # The SDK resends a cut-off post by itself, which doubles messages: no retries but our own.
    client = WebClient(config.secrets.bot_token, base_url=slack.api_url, timeout=slack.send_timeout, retry_handlers=[])
    return SlackCourier(client, renders, direct)


def _sorted(fault: Exception, method: str) -> SlackBusy | SlackRefused:
    """As `read_fault`, but an answer that is no word of Slack's (a broken one, a proxy's) says nothing of what was done."""
    found = read_fault(fault, method)
    return SlackBusy(str(found)[:200]) if isinstance(found, SlackRefused) and not found.code.isidentifier() else found


def mark(key: str) -> str:
    """What stands in the metadata for a row's key: says nothing but that two messages are the same."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:32]


def _post(message: Message, row: Row) -> dict[str, Any]:
    return {
        "channel": row.person,
        "text": message.text,
        "blocks": blocks_of(message),
        "metadata": {"event_type": EVENT, "event_payload": {"k": mark(row.key)}},
        # Slack looks it up but promises nothing: a second belt. The one after a possible repeat must not be taken for the first.
        "client_msg_id": str(uuid.uuid5(_NAMESPACE, f"{row.key}#{row.repeated}")),
        "unfurl_links": False,
        "unfurl_media": False,
    }


def _jitter(key: str) -> float:
    """Up to a second, so that those who were told to wait do not all come back together."""
    return int(mark(key)[:4], 16) / 0xFFFF
