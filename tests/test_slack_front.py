"""The front door: what is not Slack's is never parsed, what is Slack's is stored before it is acknowledged, nothing ends in a 5xx."""

import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
import pytest_asyncio
from fakes_storage import MemoryChannelRules, MemoryInbox, MemoryJournal, MemoryThreads
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_world import SECRET, Librarian, config

import bot.slack.front as front_module
from bot.slack.bolt import build_bolt
from bot.slack.desk import Desk
from bot.slack.front import MAX_BODY, Front
from bot.slack.incoming import FORM, read_payload, sort

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
JSON = "application/json"


class Door:
    """A front door with an inbox that can be filled up, and a bell instead of workers."""

    def __init__(self, inbox: MemoryInbox | None = None) -> None:
        self.inbox, self.journal = inbox or MemoryInbox(), MemoryJournal()
        self.rung = 0
        librarian = Librarian(self.journal)
        settings_ = config("http://127.0.0.1:9")
        desk = Desk(librarian, MemoryThreads(), MemoryChannelRules(), self.inbox, self.journal, settings_, lambda: NOW)
        self.reasons: dict[str, str] = {}
        front = Front(build_bolt(desk), desk, self._ring, ready=lambda: self.reasons, gauges=lambda: {"workers": 4})
        self.client = httpx.AsyncClient(transport=httpx.ASGITransport(front, raise_app_exceptions=True), base_url="http://goodword")

    def _ring(self) -> None:
        self.rung += 1

    async def post(
        self, body: str | bytes, content_type: str = JSON, *, at: datetime = NOW, secret: str = SECRET, **headers: str | bytes
    ) -> httpx.Response:
        raw = body.encode() if isinstance(body, str) else body
        stamp = str(int(at.timestamp()))
        signature = "v0=" + hmac.new(secret.encode(), f"v0:{stamp}:".encode() + raw, hashlib.sha256).hexdigest()
        signed: dict[str, str | bytes] = {"x-slack-request-timestamp": stamp, "x-slack-signature": signature, "content-type": content_type}
        signed.update({name.replace("_", "-"): value for name, value in headers.items()})
        return await self.client.post("/slack/events", content=raw, headers=signed)

    async def event(self, **event: Any) -> httpx.Response:
        return await self.post(json.dumps(mention(**event)))

    @property
    def stored(self) -> int:
        return sum(self.inbox.counts().values())


def mention(**changes: Any) -> dict[str, Any]:
    event = {"type": "app_mention", "user": "U0ANA", "text": "<@U0BOT> too expensive", "channel": "C1", "ts": "1.1", **changes}
    return {
        "type": "event_callback",
        "team_id": "T1",
        "event_id": "Ev1",
        "event": event,
        "authorizations": [{"user_id": "U0BOT", "is_bot": True}],
    }


def interaction(kind: str, **more: Any) -> str:
    return urlencode({"payload": json.dumps({"type": kind, "user": {"id": "U0ANA"}, "channel": {"id": "C1"}, **more})})


@pytest_asyncio.fixture
async def door() -> AsyncIterator[Door]:
    the_door = Door()
    yield the_door
    await the_door.client.aclose()


FORGERIES: dict[str, dict[str, Any]] = {
    "another secret": {"secret": "guessed"},
    "no signature": {"x_slack_signature": ""},
    "a signature of nonsense": {"x_slack_signature": "v0=" + "0" * 64},
    "another version": {"x_slack_signature": "v1=" + "0" * 64},
    "another time than was signed": {"x_slack_request_timestamp": str(int(NOW.timestamp()) + 1)},
    "a time that is no number": {"x_slack_request_timestamp": "soon"},
    "a signature that is no hex": {"x_slack_signature": b"v0=\xe9\xe9"},
}


@pytest.mark.parametrize("forgery", FORGERIES)
async def test_a_forged_request_is_refused_unread(door: Door, forgery: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front_module, "read_payload", never)
    answer = await door.post(json.dumps(mention()), **FORGERIES[forgery])
    assert (answer.status_code, door.stored) == (401, 0)


async def test_a_body_that_was_changed_after_signing_is_refused(door: Door) -> None:
    body = json.dumps(mention())
    stamp = str(int(NOW.timestamp()))
    signature = "v0=" + hmac.new(SECRET.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    headers = {"x-slack-request-timestamp": stamp, "x-slack-signature": signature}
    assert (await door.client.post("/slack/events", content=body.replace("U0ANA", "U0BEN"), headers=headers)).status_code == 401


@pytest.mark.parametrize(("seconds", "status"), [(-301, 401), (-299, 200), (299, 200), (301, 401)])
async def test_a_request_is_good_for_five_minutes(door: Door, seconds: int, status: int) -> None:
    assert (await door.post(json.dumps(mention()), at=NOW + timedelta(seconds=seconds))).status_code == status


@pytest.mark.parametrize("rubbish", [b"{", b"[]", b"payload=%7B", b"\xff\xfe", b"", b"null"])
async def test_unsigned_rubbish_is_never_parsed(door: Door, rubbish: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front_module, "read_payload", never)
    assert (await door.client.post("/slack/events", content=rubbish)).status_code == 401


@pytest.mark.parametrize(
    "rubbish", ["{", "[]", "null", '"x"', "9" * 5000, "[" * 100_000, '{"type": 3}', '{"type":"event_callback","event":[]}']
)
async def test_signed_rubbish_is_refused_politely(door: Door, rubbish: str) -> None:
    for content_type in (JSON, FORM, "", "text/plain"):
        assert (await door.post(rubbish, content_type)).status_code in (200, 400)
    assert door.stored == 0


async def test_too_much_is_not_even_read(door: Door) -> None:
    assert (await door.post("x" * (MAX_BODY + 1))).status_code == 413


async def test_slacks_own_checks_are_answered(door: Door) -> None:
    challenge = await door.post(json.dumps({"type": "url_verification", "challenge": "abc"}))
    assert (challenge.status_code, challenge.text) == (200, "abc")
    assert (await door.post("ssl_check=1&token=x", FORM)).status_code == 200


async def test_a_request_is_stored_before_it_is_acknowledged_and_rings_the_bell_once(door: Door) -> None:
    assert (await door.event()).status_code == 200
    assert (door.stored, door.rung) == (1, 1)
    claimed = door.inbox.claim(1, NOW)[0].delivery
    assert (claimed.kind, claimed.key, claimed.received_at) == ("event", "message:T1:C1:1.1", NOW)
    assert json.loads(claimed.body)["event"]["text"] == "<@U0BOT> too expensive"


async def test_repetitions_of_any_kind_are_acknowledged_and_add_no_work(door: Door) -> None:
    await door.event(client_msg_id="m1")
    again = [
        await door.post(json.dumps(mention(client_msg_id="m1")), x_slack_retry_num="1", x_slack_retry_reason="http_timeout"),
        await door.event(type="message", channel_type="channel"),  # the twin of a mention
        await door.event(ts="1.2", client_msg_id="m1"),  # one gesture that came as two messages
    ]
    assert [each.status_code for each in again] == [200, 200, 200]
    assert (door.stored, door.rung) == (1, 1)
    await door.event(ts="1.3", client_msg_id="m2")
    assert door.stored == 2


async def test_one_gesture_that_came_as_two_messages_is_recognised_after_a_restart(door: Door) -> None:
    await door.event(client_msg_id="m1")
    restarted = Door(door.inbox)
    assert (await restarted.event(ts="1.2", client_msg_id="m1")).status_code == 200
    assert (restarted.stored, restarted.rung) == (1, 0)
    await restarted.client.aclose()


async def test_a_first_delivery_that_calls_itself_a_retry_is_work(door: Door) -> None:
    await door.post(json.dumps(mention()), x_slack_retry_num="3", x_slack_retry_reason="http_error")
    assert door.stored == 1


@pytest.mark.parametrize("kind", ["block_actions", "message_action", "shortcut"])
async def test_buttons_and_shortcuts_are_known_by_their_trigger(door: Door, kind: str) -> None:
    for trigger in ("1.1", "1.1", "1.2"):
        assert (await door.post(interaction(kind, trigger_id=trigger), FORM)).status_code == 200
    assert door.stored == 2


async def test_a_command_without_a_trigger_is_known_by_its_content(door: Door) -> None:
    for text in ("a", "a", "b"):
        await door.post(urlencode({"command": "/ask", "text": text, "user_id": "U1", "channel_id": "C1"}), FORM)
    assert door.stored == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"user": "U0BOT"},
        {"bot_id": "B1"},
        {"subtype": "message_changed", "hidden": True},
        {"subtype": "message_deleted"},
        {"subtype": "channel_join"},
        {"edited": {"user": "U0ANA", "ts": "2.0"}},
        {"type": "message", "text": "lunch?"},
        {"type": "message", "text": "<@U0BEN> lunch?"},
        {"type": "reaction_added"},
        {"channel": None},
        {"text": ["x"]},
    ],
)
async def test_what_is_not_addressed_to_us_is_acknowledged_and_forgotten(door: Door, changes: dict[str, Any]) -> None:
    assert (await door.event(**changes)).status_code == 200
    assert door.stored == 0


@pytest.mark.parametrize(
    "changes", [{}, {"channel": "D1", "type": "message", "text": "hi"}, {"type": "message", "text": "hm", "thread_ts": "0.9"}]
)
async def test_mentions_direct_messages_and_threads_are_kept(door: Door, changes: dict[str, Any]) -> None:
    await door.event(**changes)
    assert door.stored == 1


async def test_when_nothing_can_be_stored_nobody_is_told_otherwise(door: Door) -> None:
    door.inbox.disk_full = True
    event = await door.event()
    command = await door.post(urlencode({"command": "/ask", "text": "x", "trigger_id": "1"}), FORM)
    press = await door.post(interaction("block_actions", trigger_id="2"), FORM)
    assert (event.status_code, command.status_code, press.status_code) == (503, 200, 503)
    assert command.json()["response_type"] == "ephemeral"
    assert "NOT saved" in command.json()["text"]
    assert "没有保存" in command.json()["text"]
    assert door.rung == 0
    door.inbox.disk_full = False
    assert (await door.event(client_msg_id="m1")).status_code == 200  # Slack's retry
    assert door.stored == 1


async def test_an_inbox_that_breaks_in_an_unknown_way_is_a_request_that_was_not_saved(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door.inbox, "accept", never)
    assert (await door.event()).status_code == 503


async def test_a_modal_nobody_opened_is_answered_at_once_and_not_stored(door: Door) -> None:
    answer = await door.post(interaction("view_submission", view={"callback_id": "x"}), FORM)
    assert answer.status_code < 500
    assert door.stored == 0


async def test_the_watchers_are_told_how_it_goes(door: Door) -> None:
    await door.event()
    await door.event()
    await door.post("{}", secret="guessed")
    metrics = (await door.client.get("/metrics")).text
    assert 'goodword_inbox{state="waiting"} 1' in metrics
    assert 'goodword_requests_total{result="accepted"} 1' in metrics
    assert 'goodword_requests_total{result="repeated"} 1' in metrics
    assert 'goodword_requests_total{result="forged"} 1' in metrics
    assert "goodword_workers 4" in metrics
    assert (await door.client.get("/healthz")).status_code == 200
    assert (await door.client.get("/readyz")).text == "ready"
    door.reasons["library"] = "loading"
    ready = await door.client.get("/readyz")
    assert (ready.status_code, ready.text) == (503, "library: loading")
    assert (await door.client.get("/slack/events")).status_code == 405


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=10,
)
FIELDS = ("type", "event", "command", "trigger_id", "ssl_check", "challenge", "team_id", "authorizations", "user", "channel", "actions")
KINDS = (
    "event_callback",
    "block_actions",
    "message_action",
    "shortcut",
    "url_verification",
    "view_submission",
    "view_closed",
    "block_suggestion",
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.fixed_dictionaries({"type": st.sampled_from(KINDS) | JSONS}, optional={name: JSONS for name in FIELDS if name != "type"}), JSONS)
async def test_no_signed_payload_of_any_shape_ends_in_a_5xx(payload: dict[str, Any], event: Any) -> None:
    the_door = Door()
    for shape in (
        payload,
        {**payload, "type": "event_callback", "event": {"type": "app_mention", "ts": "1", "channel": "C1", "user": "U1", "text": event}},
    ):
        body = json.dumps(shape)
        assert (await the_door.post(body)).status_code < 500
        assert (await the_door.post(urlencode({"payload": body}), FORM)).status_code < 500


@given(st.text(max_size=200), st.sampled_from([JSON, FORM, ""]))
def test_reading_survives_any_body(body: str, content_type: str) -> None:
    sort(read_payload(body, content_type))


def test_keys_are_such_that_every_database_takes_them() -> None:
    odd = sort({**mention(), "team_id": "T\x00\ud800" * 90})
    assert odd.key.isascii()
    assert odd.key.isprintable()
    assert len(odd.key) <= 200
    assert odd.key == sort({**mention(), "team_id": "T\x00\ud800" * 90}).key


def never(*_: Any, **__: Any) -> Any:
    raise AssertionError("this must not be reached")


def test_the_signing_secret_must_not_be_missing() -> None:
    desk = Door().client  # a door with a secret opens
    assert desk
    settings_ = replace(config("http://x"), secrets=replace(config("http://x").secrets, signing_secret=""))
    inbox, journal = MemoryInbox(), MemoryJournal()
    desk_without = Desk(Librarian(journal), MemoryThreads(), MemoryChannelRules(), inbox, journal, settings_, lambda: NOW)
    with pytest.raises(ValueError, match="signing_secret"):
        Front(build_bolt(desk_without), desk_without, lambda: None)
