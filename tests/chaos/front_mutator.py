"""What Slack never sends: whole requests, broken in every way that came to mind, always the same for one seed."""

import random
from collections.abc import Callable
from copy import deepcopy
from typing import Any
from urllib.parse import urlencode

from front_payloads import FORM, JSON, Payload

_TYPES = (
    JSON,
    FORM,
    "",
    "text/plain",
    "application/json; charset=utf-16",
    f"{FORM}; charset=utf-8",
    "multipart/form-data; boundary=x",
    "\xff\xfe",
)


class Mutator:
    """Endless broken requests from whole ones, always the same for one seed."""

    def __init__(self, payloads: list[Payload], seed: int) -> None:
        self._payloads, self._dice, self._number = payloads, random.Random(seed), 0

    def next(self) -> tuple[bytes, str]:
        """(body, content type). Ids that make a delivery unique are set anew, so that most of what can be accepted is new."""
        dice = self._dice
        self._number += 1
        payload = deepcopy(dice.choice(self._payloads))
        _renumber(payload.record, self._number)
        for _ in range(dice.choice((1, 1, 1, 2, 3, 6))):
            dice.choice(self._breaks)(self, payload.record)
        return self._write(payload)

    def _write(self, payload: Payload) -> tuple[bytes, str]:
        dice = self._dice
        try:
            body, content_type = payload.written()
        except UnicodeEncodeError:  # half a surrogate pair, which can only be sent as an escape
            body = payload.text().encode()
            body, content_type = (body, JSON) if payload.is_event else (urlencode({"payload": body}).encode(), FORM)
        fate = dice.random()
        if fate < 0.10:
            content_type = dice.choice(_TYPES)
        elif fate < 0.16:
            body = _damaged(body, dice)
        elif fate < 0.20:  # every kind in every envelope, and several envelopes at once
            text = payload.text()
            fields = [
                ("payload", text),
                ("command", "/ask"),
                ("payload", "{}"),
                ("type", "event_callback"),
                ("ssl_check", "1"),
                ("event", text),
            ]
            body, content_type = urlencode(dice.sample(fields, dice.randint(1, len(fields)))).encode(), FORM
        elif fate < 0.23:
            body, content_type = payload.text().encode(), JSON
        return body, content_type

    def _odd(self) -> Any:
        """A value that is not expected anywhere."""
        dice, small = (
            self._dice,
            [None, True, False, 0, -1, 2**63, 1e308, float("nan"), "", " ", "x", [], {}, [[]], [None], {"id": None}, {"": ""}],
        )
        texts = [
            "\x00",
            "U0ANA\x00",
            "\ud83d",
            "a\udc00b",
            "\u202e\u200b",
            "<!channel> <@U0BOT>",
            "1.1",
            "😀" * 50,
            "'; DROP TABLE inbox; --",
            "٣",
        ]
        if dice.random() < 0.04:
            return dice.choice(
                [
                    lambda: "x" * 60_000,
                    lambda: f"nested {dice.choice((90, 300, 480, 900, 990, 5000))} deep",
                    lambda: 10**400,
                    lambda: ["x"] * 3000,
                ]
            )()
        return dice.choice(small + texts)

    def _replace(self, record: dict[str, Any]) -> None:
        holder, key = self._spot(record)
        holder[key] = self._odd()

    def _drop(self, record: dict[str, Any]) -> None:
        holder, key = self._spot(record)
        del holder[key]

    def _retype(self, record: dict[str, Any]) -> None:
        holder, key = self._spot(record)
        value = holder[key]
        ways: list[Callable[[], Any]] = [
            lambda: [value],
            lambda: {"id": value},
            lambda: {"value": value},
            lambda: str(value),
            lambda: [value, value],
        ]
        holder[key] = self._dice.choice(ways)()

    def _swap(self, record: dict[str, Any]) -> None:
        (one, a), (other, b) = self._spot(record), self._spot(record)
        one[a], other[b] = deepcopy(other[b]), deepcopy(one[a])

    def _splice(self, record: dict[str, Any]) -> None:
        """A piece of another kind of payload."""
        source, key = self._spot(deepcopy(self._dice.choice(self._payloads).record))
        holder, place = self._spot(record)
        if isinstance(holder, dict) and isinstance(key, str):
            place = key
        holder[place] = source[key]

    def _prefix(self, record: dict[str, Any]) -> None:
        """A text that is still one, but a strange one."""
        holder, key = self._spot(record)
        if isinstance(holder[key], str):
            holder[key] = self._dice.choice(("\x00", "\ud83d", "\u202e", " ", "\n" * 50, "x" * 5000, "é", "/ask ")) + holder[key]

    _breaks = (_replace, _replace, _replace, _drop, _drop, _retype, _swap, _splice, _prefix)

    def _spot(self, record: dict[str, Any]) -> tuple[Any, Any]:
        """A random place in it: (what holds it, its key or index)."""
        spots: list[tuple[Any, Any]] = []
        waiting: list[Any] = [record]
        while waiting:
            holder = waiting.pop()
            keys = list(holder) if isinstance(holder, dict) else range(len(holder))
            spots += [(holder, key) for key in keys]
            waiting += [holder[key] for key in keys if isinstance(holder[key], dict | list) and len(spots) < 400]
        if not spots:
            record["type"] = "event_callback"
            return record, "type"
        # What stands far up decides more.
        return self._dice.choice(spots[: max(6, len(spots) // 3)] if self._dice.random() < 0.4 else spots)


def _renumber(record: dict[str, Any], number: int) -> None:
    if "trigger_id" in record:
        record["trigger_id"] = f"{number}.1.x"
    if isinstance(record.get("event"), dict):
        record["event"]["ts"] = record["event"]["event_ts"] = f"1800000000.{number:06}"
        record["event"].pop("client_msg_id", None)


def _damaged(body: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(body) + 1)
    ways = (
        lambda: body[:at],
        lambda: body[at:],
        lambda: body[:at] + bytes([dice.randrange(256)]) + body[at + 1 :],
        lambda: body[:at] + b"\xff\xfe" + body[at:],
        lambda: b"\xef\xbb\xbf" + body,
        lambda: body + body,
        lambda: b"[" * dice.choice((10, 1000, 100_000)),
        lambda: b"9" * 5000,
        lambda: b'{"a":' * 3000 + b"1" + b"}" * 3000,
        lambda: b"",
        lambda: b"&".join([b"a=b"] * 500),
        lambda: b"payload=%00%ff&payload",
    )
    return dice.choice(ways)()
