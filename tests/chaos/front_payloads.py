"""What Slack sends, and what it never would: every kind of request, and a seeded mutator that breaks them in every way it knows.

`recorded` has a conversation in the small world of tests/slack_world.py and keeps what was delivered; `written` are the kinds that
such a conversation does not make, in the shapes of Slack's documentation.
"""

import json
import random
import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
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
_DEEP = re.compile(r'"nested (\d+) deep"')
_BOT = [{"enterprise_id": None, "team_id": "T0SAMPLE", "user_id": "U0BOT", "is_bot": True, "is_enterprise_install": False}]


@dataclass(frozen=True)
class Payload:
    """`is_form`: a slash command, whose fields are the form; everything else is JSON, interactions inside a form's "payload"."""

    kind: str
    record: dict[str, Any]

    @property
    def is_form(self) -> bool:
        return "command" in self.record or "ssl_check" in self.record

    def written(self) -> tuple[bytes, str]:
        """(body, content type) as Slack would send it."""
        if self.is_form:
            return urlencode(self.record).encode(), FORM
        text = self.text(ensure_ascii=False)
        return (text.encode(), JSON) if self.is_event else (urlencode({"payload": text}).encode(), FORM)

    def written_with(self, **fields: Any) -> tuple[bytes, str]:
        """The same with other fields."""
        return Payload(self.kind, self.record | fields).written()

    def text(self, ensure_ascii: bool = True) -> str:
        """As JSON. Lists too deep for Python to write are written by hand."""
        return _DEEP.sub(lambda found: "[" * int(found[1]) + "]" * int(found[1]), json.dumps(self.record, ensure_ascii=ensure_ascii))

    @property
    def is_event(self) -> bool:
        return self.record.get("type") in ("event_callback", "url_verification", "app_rate_limited")


def event(kind: str, **fields: Any) -> Payload:
    """An event in its envelope."""
    record = {
        "type": "event_callback",
        "team_id": "T0SAMPLE",
        "api_app_id": "A0SAMPLE",
        "event_id": f"Ev{kind}",
        "event_time": 1_800_000_000,
    }
    return Payload(kind, {**record, "event": {"type": kind, "event_ts": "1.1", **fields}, "authorizations": _BOT, "token": "legacy"})


def interaction(kind: str, **fields: Any) -> Payload:
    """A press, a shortcut or a form."""
    people = {"user": {"id": "U0ANA", "username": "ana", "team_id": "T0SAMPLE"}, "team": {"id": "T0SAMPLE", "domain": "sample"}}
    return Payload(kind, {"type": kind, "api_app_id": "A0SAMPLE", "token": "legacy", "trigger_id": f"1.2.{kind}", **people, **fields})


def written() -> list[Payload]:
    """Kinds that nobody causes by talking to the bot."""
    view = {"id": "V1", "type": "modal", "callback_id": "promise_log", "private_metadata": "{}", "hash": "1.x", "state": {"values": {}}}
    home = {"id": "V2", "type": "home", "blocks": [], "private_metadata": "", "callback_id": ""}
    where = {"channel": "C0SALES", "channel_type": "channel", "ts": "1800000000.000100", "user": "U0ANA", "team": "T0SAMPLE"}
    file = {"id": "F1", "name": "offer.pdf", "mimetype": "application/pdf", "url_private": "https://files.slack.com/x"}
    message = {"type": "message", "user": "U0EVA", "ts": "1.5", "text": "Too expensive for us.", "thread_ts": "1.4"}
    element = {
        "type": "static_select",
        "action_id": "promise_snooze",
        "selected_option": {"text": {"type": "plain_text", "text": "1 d"}, "value": "x"},
    }
    return [
        Payload("url_verification", {"type": "url_verification", "challenge": "3eZbrw1aBm2rZgRNFdxV", "token": "legacy"}),
        Payload(
            "app_rate_limited", {"type": "app_rate_limited", "team_id": "T0SAMPLE", "minute_rate_limited": 1, "api_app_id": "A0SAMPLE"}
        ),
        Payload("ssl_check", {"ssl_check": "1", "token": "legacy"}),
        event("app_home_opened", user="U0ANA", channel="D0ANA", tab="home", view=home),
        event("app_uninstalled"),
        event("tokens_revoked", tokens={"oauth": ["U0ANA"], "bot": ["U0BOT"]}),
        event(
            "reaction_added",
            user="U0ANA",
            reaction="thumbsup",
            item={"type": "message", "channel": "C0SALES", "ts": "1.1"},
            item_user="U0BOT",
        ),
        event("member_joined_channel", **where, inviter="U0BEN"),
        event("channel_rename", channel={"id": "C0SALES", "name": "sales", "created": 1}),
        event("message", **where, subtype="file_share", text="<@U0BOT> see", files=[file], upload=False, client_msg_id="c-1"),
        event("message", **where, subtype="message_changed", hidden=True, message=message, previous_message=message),
        event("message", **where, subtype="message_deleted", hidden=True, deleted_ts="1.2", previous_message=message),
        event("message", **{**where, "channel": "G0MPIM", "channel_type": "mpim"}, text="<@U0BOT> hi", blocks=[]),
        interaction("view_closed", view=view, is_cleared=False),
        interaction("view_submission", view=view, response_urls=[]),
        interaction(
            "block_suggestion", action_id="customer", block_id="b", value="nor", view=view, container={"type": "view", "view_id": "V1"}
        ),
        interaction(
            "block_actions",
            actions=[{**element, "block_id": "b", "action_ts": "1.1"}],
            container={"type": "view", "view_id": "V1"},
            view=view,
        ),
        interaction("block_actions", actions=[{**element, "block_id": "b"}], container={"type": "view", "view_id": "V2"}, view=home),
        interaction("shortcut", callback_id="log_promise", action_ts="1.1"),
        interaction(
            "message_action",
            callback_id="diagnose",
            message_ts="1.5",
            channel={"id": "C0SALES", "name": "sales"},
            message=message,
            response_url="http://127.0.0.1:9/",
        ),
    ]


async def recorded() -> list[Payload]:
    """What is delivered while Ana asks, presses, logs and corrects."""
    from slack_world import a_world

    async with a_world() as world:
        slack, ask = world.slack, "Compared with what?"
        said = await slack.say("Ana", "#sales", "@Goodword they say too expensive")
        await world.reply(ask)
        slack.say("Ana", "#sales", "and if they stay silent?", said[0].payload["event"]["ts"])
        await slack.say("Ben", "DM", "客户说太贵了")
        await slack.command("Ana", "#sales", "/ask", "long: they say too expensive")
        await world.quiet(20)
        answer = next(each for each in reversed(world.said()) if each.only_for == "U0ANA")
        for button in ("more", "helpful", "not_helpful", "share"):
            await slack.click("Ana", answer.ts, button)
            await world.quiet(20)
        await slack.shortcut("Ana", "diagnose", said[0].payload["event"]["ts"])
        await slack.command("Ana", "#sales", "/promise", "send Acme the certificate tomorrow")
        await world.quiet(20)
        card = world.said()[-1]
        for button in ("promise_edit", "promise_save"):
            await slack.click("Ana", card.ts, button)
            await world.quiet(20)
        for view in slack.views("Ana")[-1:]:
            await slack.submit("Ana", view.id, {"what": "send the certificate", "customer": "Acme"})
        await slack.command("Ben", "#sales", "/promise", "list")
        await slack.command("Ana", "#sales", "/ask", "settings")
        await world.quiet(20)
        return [Payload(each.kind, each.payload) for each in world.slack.journal.deliveries()]


# -- breaking them ---------------------------------------------------------------------------------------------------------------


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
