"""What lets a bot act for a moment: trigger ids (3 s, once) and response URLs (30 min, five times).

It must not know HTTP. Errors are Slack's own words, raised as Refused.
"""

import itertools
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.playground.refused import Refused

TRIGGER_SECONDS = 3.0
RESPONSE_SECONDS = 30 * 60.0
RESPONSE_USES = 5


@dataclass(frozen=True)
class Trigger:
    person: str
    made_at: float
    view: str = ""
    used: bool = False


@dataclass(frozen=True)
class ResponseUrl:
    """Where the bot may answer for a while. `message_ts`: the message that a button was pressed on."""

    key: str
    person: str
    channel: str
    made_at: float
    message_ts: str = ""
    uses: int = 0


class Tickets:
    """`clock` is the workspace's, which people move; `real` is not moved, so that a form under way opens all the same."""

    def __init__(self, clock: Callable[[], float], real: Callable[[], float]) -> None:
        self._clock = clock
        self._real = real
        self._numbers = itertools.count(1)
        self._triggers: dict[str, Trigger] = {}
        self.urls: dict[str, ResponseUrl] = {}

    def new_trigger(self, person: str, view: str = "") -> str:
        trigger_id = f"{next(self._numbers)}.{int(self._clock() * 1000)}.{secrets.token_hex(16)}"
        self._triggers[trigger_id] = Trigger(person, self._real(), view)
        return trigger_id

    def use_trigger(self, trigger_id: str) -> Trigger:
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.used:
            raise Refused("exchanged_trigger_id")
        if self._real() - trigger.made_at > TRIGGER_SECONDS:
            raise Refused("expired_trigger_id")
        self._triggers[trigger_id] = replace(trigger, used=True)
        return trigger

    def new_url(self, person: str, channel: str, message_ts: str = "") -> ResponseUrl:
        url = ResponseUrl(secrets.token_hex(16), person, channel, self._clock(), message_ts)
        self.urls[url.key] = url
        return url

    def use_url(self, key: str) -> ResponseUrl:
        url = self.urls.get(key)
        if url is None:
            raise Refused("no_such_url")
        if self._clock() - url.made_at > RESPONSE_SECONDS:
            raise Refused("expired_url")
        if url.uses >= RESPONSE_USES:
            raise Refused("used_url")
        self.urls[key] = replace(url, uses=url.uses + 1)
        return url
