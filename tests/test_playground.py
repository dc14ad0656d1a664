"""The playground against a real Bolt app: it must speak like Slack, and refuse like Slack."""

import asyncio
import json
import re
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

import httpx
import pytest
import pytest_asyncio
from aiohttp import web
from fakes_bot import FORM, SECRET, TOKEN, a_bot, button, choices, section, text
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import NotPossible, Playground, read_listing, running
from bot.playground.blocks import faults_of_blocks, faults_of_view
from bot.playground.changes import Changes
from bot.playground.delivery import Rules
from bot.playground.journal import Call, Delivery
from bot.playground.people import CAST, SCOPES, Message
from bot.playground.typed import read_typed


class Clock:
    """The time as Slack's server sees it; the tests move it."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


@dataclass
class World:
    """A playground and the bot that it talks to."""

    slack: Playground
    app: AsyncApp
    client: AsyncWebClient
    clock: Clock
    heard: list[dict[str, Any]]

    async def refused(self, method: str, **arguments: Any) -> str:
        """The error with which Slack refuses this call."""
        with pytest.raises(SlackApiError) as caught:
            await self.client.api_call(method, json=arguments)
        return str(caught.value.response["error"])

    async def bot_says(self, channel: str = "C0SALES", text: str = "hello", **more: Any) -> str:
        return str((await self.client.chat_postMessage(channel=channel, text=text, **more))["ts"])


def listen_to_everything(app: AsyncApp, heard: list[dict[str, Any]]) -> None:
    """The whole of the tests' bot."""

    @app.event("app_mention")
    async def mention(event: dict[str, Any], say: Any) -> None:
        heard.append(event)
        await say(text=f"You said: {event['text']}", thread_ts=event.get("thread_ts", event["ts"]))

    @app.event("message")
    async def message(event: dict[str, Any], say: Any) -> None:
        heard.append(event)
        if event.get("channel_type") == "im" and not event.get("subtype"):
            await say(text=f"Direct: {event['text']}", thread_ts=event["ts"])

    @app.event("app_home_opened")
    async def opened(event: dict[str, Any], client: AsyncWebClient) -> None:
        heard.append(event)
        await client.assistant_threads_setSuggestedPrompts(channel_id=event["channel"], prompts=[{"title": "t", "message": "m"}])

    @app.command("/ask")
    async def ask(ack: Any, command: dict[str, str], client: AsyncWebClient, respond: Any) -> None:
        heard.append(dict(command))
        if command["text"] == "directly":
            await ack("Answered in the HTTP response")
        elif command["text"] == "form":
            await ack()
            await client.views_open(trigger_id=command["trigger_id"], view=FORM)
        else:
            await ack()
            await respond(
                blocks=[{"type": "actions", "block_id": "share", "elements": [button("share", "Share", "v1")]}], text="Only for you"
            )

    @app.action(re.compile(".*"))
    async def pressed(ack: Any, body: dict[str, Any], respond: Any) -> None:
        heard.append(body)
        await ack()
        if body["actions"][0]["action_id"] == "share":
            await respond(text="Shared", replace_original=True)

    @app.shortcut("diagnose")
    async def diagnose(ack: Any, shortcut: dict[str, Any], client: AsyncWebClient) -> None:
        heard.append(shortcut)
        await ack()
        where = {"channel": shortcut["channel"]["id"], "user": shortcut["user"]["id"]}
        await client.chat_postEphemeral(text=f"About: {shortcut['message']['text']}", **where)

    @app.view("form")
    async def submitted(ack: Any, view: dict[str, Any]) -> None:
        heard.append(view)
        typed = view["state"]["values"]["what"]["typed"]["value"]
        answers = {
            "wrong": {"response_action": "errors", "errors": {"what": "Say it in other words."}},
            "more": {"response_action": "push", "view": {**FORM, "title": text("Second")}},
            "other": {"response_action": "update", "view": {**FORM, "title": text("Changed")}},
        }
        await ack(**answers.get(typed, {}))

    @app.view_closed("form")
    async def closed(ack: Any, body: dict[str, Any]) -> None:
        heard.append(body)
        await ack()


@asynccontextmanager
async def a_world(scopes: tuple[str, ...] = SCOPES) -> AsyncIterator[World]:
    listening = socket.create_server(("127.0.0.1", 0))
    clock, heard = Clock(), list[dict[str, Any]]()
    slack = Playground(f"http://127.0.0.1:{listening.getsockname()[1]}/slack/events", SECRET, TOKEN, scopes=scopes, clock=clock)
    slack.deliveries.rules = Rules(timeout=3.0, waits=(0.0, 0.01, 0.01))
    async with running(slack) as url:
        client = AsyncWebClient(TOKEN, base_url=f"{url}/api/", retry_handlers=[])
        app = AsyncApp(client=client, token=TOKEN, signing_secret=SECRET)
        listen_to_everything(app, heard)
        async with a_bot(app.web_app("/slack/events"), listening):
            yield World(slack, app, client, clock, heard)
            await slack.settle()


@pytest_asyncio.fixture
async def world() -> AsyncIterator[World]:
    async with a_world() as made:
        yield made


def says(words: str) -> Any:
    return lambda message: words in message.text


# What people do, and what the bot is told


async def test_a_mention_is_told_twice_with_one_ts_and_answered_in_the_thread(world: World) -> None:
    said = world.slack.say("Ana", "#sales", "@Goodword too expensive <b>")
    answer = await world.slack.wait_for(says("You said"))
    assert (answer.channel, answer.thread, answer.text) == ("C0SALES", said.ts, "You said: <@U0BOT> too expensive &lt;b&gt;")
    done = await said
    assert sorted(each.kind for each in done) == ["app_mention", "message"]
    assert {each.payload["event"]["ts"] for each in done} == {said.ts}
    assert len({each.payload["event_id"] for each in done}) == 2
    assert done[0].payload["event"]["client_msg_id"] == done[1].payload["event"]["client_msg_id"]
    assert "channel_type" not in next(each for each in done if each.kind == "app_mention").payload["event"]


async def test_a_direct_message_is_no_app_mention(world: World) -> None:
    done = await world.slack.say("Ana", "DM", "@Goodword hello")
    assert [(each.kind, each.payload["event"]["channel_type"]) for each in done] == [("message", "im")]
    answer = await world.slack.wait_for(says("Direct:"))
    assert answer.channel == "D0ANA"
    assert [each.text for each in world.slack.messages("DM", "Ben")] == []


async def test_events_the_app_does_not_subscribe_to_are_not_sent(world: World) -> None:
    world.slack.workspace.listing = replace(world.slack.workspace.listing, events=("app_mention",))
    assert [each.kind for each in await world.slack.say("Ana", "#sales", "@Goodword hi")] == ["app_mention"]
    assert await world.slack.say("Ana", "DM", "hi") == ()


async def test_the_bot_is_told_its_own_messages_edits_and_other_bots(world: World) -> None:
    ts = await world.bot_says(text="mine")
    await world.client.chat_update(channel="C0SALES", ts=ts, text="mine, better")
    said = world.slack.say("Ana", "#sales", "first")
    await said
    await world.slack.edit("Ana", said.ts, "second")
    await world.slack.delete("Ana", said.ts)
    await world.slack.say_as_other_bot("#sales", "buy now")
    await world.slack.settle()
    told = [each.payload["event"] for each in world.slack.journal.deliveries("message")]
    assert [event.get("subtype") for event in told] == [None, "message_changed", None, "message_changed", "message_deleted", None]
    assert told[0]["bot_id"] == told[1]["message"]["bot_id"] == "B0PLAYGROUND"
    assert (told[3]["message"]["text"], told[3]["previous_message"]["text"]) == ("second", "first")
    assert told[5]["bot_id"] == "B0TICKER"


async def test_people_may_not_change_what_is_not_theirs_or_say_nothing(world: World) -> None:
    said = world.slack.say("Ana", "#sales", "mine")
    with pytest.raises(NotPossible, match="not_yours"):
        world.slack.edit("Ben", said.ts, "yours")
    with pytest.raises(NotPossible, match="empty"):
        world.slack.say("Ana", "#sales", "  ")
    with pytest.raises(NotPossible, match="not_in_channel"):
        world.slack.say("Cleo", "#sales-north", "let me in")
    with pytest.raises(NotPossible, match="no_message"):
        world.slack.shortcut("Cleo", "diagnose", world.slack.say("Ana", "#sales-north", "hidden").ts)
    with pytest.raises(NotPossible, match="unknown_command"):
        world.slack.command("Ana", "#sales", "/forget")


async def test_a_command_is_answered_in_its_http_response(world: World) -> None:
    await world.slack.command("Ana", "#sales", "/ask", "directly")
    answer = await world.slack.wait_for(says("HTTP response"))
    assert (answer.only_for, answer.channel) == ("U0ANA", "C0SALES")
    assert world.heard[0]["channel_name"] == "sales"
    assert world.heard[0]["user_id"] == "U0ANA"


async def test_a_private_answer_is_seen_by_its_one_reader_and_replaced_through_its_response_url(world: World) -> None:
    await world.slack.command("Ana", "#sales", "/ask", "too expensive")
    private = await world.slack.wait_for(says("Only for you"))
    assert [each.text for each in world.slack.messages("#sales", "Ana")] == ["Only for you"]
    assert world.slack.messages("#sales", "Ben") == []
    with pytest.raises(NotPossible, match="no_message"):
        world.slack.click("Ben", private.ts, "share")
    await world.slack.click("Ana", private.ts, "share")
    changed = await world.slack.wait_for(says("Shared"))
    assert (changed.ts, changed.only_for, changed.blocks) == (private.ts, "U0ANA", ())
    body = world.heard[-1]
    assert "message" not in body
    assert body["container"] == {"type": "message", "message_ts": private.ts, "channel_id": "C0SALES", "is_ephemeral": True}
    assert body["actions"][0] | {"action_ts": ""} == button("share", "Share", "v1") | {"block_id": "share", "action_ts": ""}


async def test_private_messages_are_not_in_history_and_have_no_shortcut(world: World) -> None:
    await world.client.chat_postEphemeral(channel="C0SALES", user="U0ANA", text="psst")
    private = await world.slack.wait_for(says("psst"))
    assert (await world.client.conversations_history(channel="C0SALES"))["messages"] == []
    assert await world.refused("chat.update", channel="C0SALES", ts=private.ts, text="x") == "message_not_found"
    assert world.slack.journal.deliveries("message") == []
    with pytest.raises(NotPossible, match="private_message"):
        world.slack.shortcut("Ana", "diagnose", private.ts)


async def test_a_message_shortcut_carries_the_message(world: World) -> None:
    said = world.slack.say("Ben", "#sales-north", "They say 20% less elsewhere")
    await said
    await world.slack.shortcut("Ana", "diagnose", said.ts)
    answer = await world.slack.wait_for(says("About:"))
    assert (answer.text, answer.only_for) == ("About: They say 20% less elsewhere", "U0ANA")
    assert world.heard[-1]["channel"] == {"id": "C0NORTH", "name": "privategroup"}


async def test_what_is_picked_in_a_message_travels_as_action_and_state(world: World) -> None:
    elements = [
        {"type": "static_select", "action_id": "rule", "options": choices("mention", "off")},
        {"type": "checkboxes", "action_id": "many", "options": choices("a", "b")},
    ]
    feedback = {
        "type": "feedback_buttons",
        "action_id": "judge",
        "positive_button": {"text": text("Helpful"), "value": "good"},
        "negative_button": {"text": text("Not helpful"), "value": "bad"},
    }
    blocks = [{"type": "actions", "block_id": "set", "elements": elements}, {"type": "context_actions", "elements": [feedback]}]
    ts = await world.bot_says(blocks=blocks)
    await world.slack.click("Ana", ts, "many", ["a", "b"])
    await world.slack.click("Ana", ts, "rule", "off")
    body = world.heard[-1]
    assert body["actions"][0]["selected_option"]["value"] == "off"
    assert [each["value"] for each in body["state"]["values"]["set"]["many"]["selected_options"]] == ["a", "b"]
    await world.slack.click("Ana", ts, "judge", "negative")
    assert world.heard[-1]["actions"][0]["value"] == "bad"
    assert world.heard[-1]["message"]["ts"] == ts


# Forms


async def open_form(world: World) -> str:
    await world.slack.command("Ana", "#sales", "/ask", "form")
    await world.slack.changes.until(lambda: world.slack.views("Ana") or None, 5)
    return world.slack.views("Ana")[-1].id


async def test_a_form_is_sent_with_what_was_typed_and_what_stood_there_and_then_closes(world: World) -> None:
    view = await open_form(world)
    with pytest.raises(NotPossible, match="required what"):
        world.slack.submit("Ana", view)
    with pytest.raises(NotPossible, match="no_view"):
        world.slack.submit("Ben", view, {"typed": "hello"})
    await world.slack.submit("Ana", view, {"typed": "hello"})
    values = world.heard[-1]["state"]["values"]
    assert values["what"]["typed"] == {"type": "plain_text_input", "value": "hello"}
    assert values["kind"]["picked"]["selected_option"] == choices("own")[0]
    assert values["when"]["day"]["selected_date"] == "2027-01-15"
    assert world.slack.views("Ana") == []


async def test_a_form_can_show_errors_change_itself_and_put_another_on_top(world: World) -> None:
    view = await open_form(world)
    await world.slack.submit("Ana", view, {"what": "wrong"})
    assert world.slack.views("Ana")[0].errors == {"what": "Say it in other words."}
    await world.slack.submit("Ana", view, {"what": "other"})
    assert [(each.id, each.given["title"]["text"], each.errors) for each in world.slack.views("Ana")] == [(view, "Changed", {})]
    await world.slack.submit("Ana", view, {"what": "more"})
    assert [each.given["title"]["text"] for each in world.slack.views("Ana")] == ["Changed", "Second"]
    await world.slack.close("Ana", world.slack.views("Ana")[-1].id)
    assert [each.given["title"]["text"] for each in world.slack.views("Ana")] == ["Changed"]
    assert world.heard[-1]["type"] == "view_closed"


async def test_a_trigger_works_once_and_for_three_seconds(world: World) -> None:
    await world.slack.command("Ana", "#sales", "/ask", "directly")
    trigger = world.heard[-1]["trigger_id"]
    assert (await world.client.views_open(trigger_id=trigger, view=FORM))["view"]["state"] == {"values": {}}
    assert await world.refused("views.open", trigger_id=trigger, view=FORM) == "exchanged_trigger_id"
    await world.slack.command("Ana", "#sales", "/ask", "directly")
    world.clock.ahead = 3.1
    assert await world.refused("views.open", trigger_id=world.heard[-1]["trigger_id"], view=FORM) == "expired_trigger_id"
    assert await world.refused("views.open", trigger_id="made-up", view=FORM) == "invalid_trigger_id"


async def test_views_are_updated_by_id_and_hash_and_stack_at_most_three_high(world: World) -> None:
    view = await open_form(world)
    fresh = (await world.client.views_update(view_id=view, view=FORM))["view"]["hash"]
    assert await world.refused("views.update", view_id=view, hash="old", view=FORM) == "hash_conflict"
    assert (await world.client.views_update(view_id=view, hash=fresh, view=FORM))["ok"]
    assert await world.refused("views.update", view_id="V0NONE", view=FORM) == "not_found"
    for _ in range(2):
        trigger = world.slack.tickets.new_trigger("U0ANA", view)
        await world.client.views_push(trigger_id=trigger, view=FORM)
    trigger = world.slack.tickets.new_trigger("U0ANA", view)
    assert await world.refused("views.push", trigger_id=trigger, view=FORM) == "push_limit_reached"
    trigger = world.slack.tickets.new_trigger("U0ANA")
    assert await world.refused("views.open", trigger_id=trigger, view={**FORM, "title": text("x" * 25)}) == "invalid_arguments"


async def test_opening_the_direct_channel_is_told_and_prompts_and_home_come_back(world: World) -> None:
    await world.slack.open_home("Ana")
    await world.slack.changes.until(lambda: world.slack.workspace.prompts.get("D0ANA"), 5)
    await world.client.views_publish(user_id="U0ANA", view={"type": "home", "blocks": [section("Welcome")]})
    await world.slack.open_home("Ana", "home")
    assert [each.get("tab") for each in world.heard] == ["messages", "home"]
    assert world.heard[1]["view"]["blocks"][0]["text"]["text"] == "Welcome"


# What Slack refuses


async def test_calls_without_a_right_token_or_method_are_refused(world: World) -> None:
    async with httpx.AsyncClient(base_url=world.slack.url) as plain:
        assert (await plain.post("/api/auth.test")).json()["error"] == "not_authed"
        wrong = {"Authorization": "Bearer xoxb-other"}
        assert (await plain.post("/api/auth.test", headers=wrong)).json()["error"] == "invalid_auth"
        assert (await plain.post("/api/auth.test", data={"token": TOKEN})).json()["user_id"] == "U0BOT"
        form = {"token": TOKEN, "channel": "C0SALES", "text": "x", "blocks": json.dumps([section("from a form")])}
        assert (await plain.post("/api/chat.postMessage", data=form)).json()["message"]["blocks"][0]["text"]["text"] == "from a form"
    assert await world.refused("chat.shout", text="x") == "unknown_method"
    assert TOKEN not in repr(world.slack.journal.entries())


async def test_posting_where_the_bot_may_not_is_refused(world: World) -> None:
    assert await world.refused("chat.postMessage", channel="C0NONE", text="x") == "channel_not_found"
    assert await world.refused("chat.postMessage", text="x") == "invalid_arguments"
    world.slack.workspace.leave("C0SALES", "U0BOT")
    world.slack.workspace.leave("C0NORTH", "U0BOT")
    assert await world.refused("chat.postMessage", channel="C0SALES", text="x") == "not_in_channel"
    assert await world.refused("chat.postMessage", channel="C0NORTH", text="x") == "channel_not_found"
    assert await world.slack.say("Ana", "#sales", "@Goodword are you there?") == ()


async def test_posting_nothing_or_too_much_is_refused(world: World) -> None:
    where = {"channel": "C0SALES"}
    assert await world.refused("chat.postMessage", **where) == "no_text"
    assert await world.refused("chat.postMessage", **where, text="x" * 40_001) == "msg_too_long"
    assert await world.refused("chat.postMessage", **where, markdown_text="a", text="b") == "markdown_text_conflict"
    assert await world.refused("chat.postMessage", **where, text="x", blocks=[section("x" * 3001)]) == "invalid_blocks"
    assert (
        await world.refused("chat.postMessage", **where, text="x", blocks=[section("x" * 2900) for _ in range(5)]) == "msg_blocks_too_long"
    )
    assert await world.refused("chat.postMessage", **where, text="x", thread_ts="1.000001") == "thread_not_found"
    assert await world.refused("chat.postMessage", **where, text="x", metadata={"event_type": "t"}) == "invalid_metadata_format"
    assert await world.refused("chat.postEphemeral", channel="C0NORTH", user="U0CLEO", text="x") == "user_not_in_channel"
    assert world.slack.workspace.messages() == []
    assert len(world.slack.journal.refusals("chat.postMessage")) == 7


@pytest.mark.parametrize(
    "block",
    [
        {"type": "sectoin"},
        {"type": "section"},
        section(""),
        {"type": "section", "text": "plain"},
        {"type": "section", "text": text("x", "mrkdwn"), "fields": [text("x") for _ in range(11)]},
        {"type": "section", "text": text("x"), "accessory": {"type": "plain_text_input"}},
        {"type": "header", "text": text("x" * 151)},
        {"type": "header", "text": text("x", "mrkdwn")},
        {"type": "context", "elements": [text("x") for _ in range(11)]},
        {"type": "actions", "elements": []},
        {"type": "actions", "elements": [button(f"b{n}", "x") for n in range(26)]},
        {"type": "actions", "elements": [button("same", "x"), button("same", "y")]},
        {"type": "actions", "elements": [button("b", "x" * 76)]},
        {"type": "actions", "elements": [button("b", "x", "v" * 2001)]},
        {"type": "actions", "elements": [button("b" * 256, "x")]},
        {"type": "actions", "elements": [{"type": "static_select", "options": choices(*(f"o{n}" for n in range(101)))}]},
        {"type": "actions", "elements": [{"type": "radio_buttons", "options": [{"text": text("x" * 76), "value": "v"}]}]},
        {"type": "actions", "elements": [{"type": "checkboxes", "options": [{"text": text("x"), "value": "v" * 151}]}]},
        {"type": "input", "label": text("x")},
        {"type": "markdown", "text": "x" * 12_001},
        {"type": "alert", "text": text("x")},
        {**section("x"), "block_id": "b" * 256},
        {"type": []},
        {"type": "actions", "elements": [{"type": "static_select", "options": [1]}]},
        {"type": "actions", "elements": [{"type": "static_select", "option_groups": 7}]},
        {"type": "context_actions", "elements": [{"type": "feedback_buttons", "positive_button": "yes"}]},
    ],
)
def test_a_block_beyond_slacks_limits_is_refused(block: dict[str, Any]) -> None:
    assert faults_of_blocks([block]) != []


def test_blocks_within_the_limits_are_taken_and_too_many_are_not() -> None:
    good = [section("x" * 3000), {"type": "divider"}, {"type": "actions", "elements": [button("b", "x" * 75, "v" * 2000)]}]
    assert faults_of_blocks(good) == []
    assert faults_of_blocks([section("x")] * 50) == []
    assert len(faults_of_blocks([section("x")] * 51)) == 1
    twice = {**section("x"), "block_id": "same"}
    assert faults_of_blocks([twice, twice]) == ['[ERROR] block_id "same" already exists [json-pointer:/blocks/1/block_id]']
    assert faults_of_view(FORM) == []
    assert faults_of_view({key: value for key, value in FORM.items() if key != "submit"}) != []
    assert faults_of_view({**FORM, "private_metadata": "x" * 3001}) != []


async def test_missing_scopes_are_named() -> None:
    async with a_world(tuple(each for each in SCOPES if each not in ("im:history", "users:read"))) as world:
        with pytest.raises(SlackApiError) as caught:
            await world.client.users_info(user="U0ANA")
        assert (caught.value.response["error"], caught.value.response["needed"]) == ("missing_scope", "users:read")
        assert await world.refused("conversations.history", channel="D0ANA") == "missing_scope"
        assert (await world.client.conversations_history(channel="C0SALES"))["ok"]


async def test_messages_are_updated_and_deleted_by_their_author_alone(world: World) -> None:
    ts = await world.bot_says(text="one", blocks=[section("one")])
    await world.client.chat_update(channel="C0SALES", ts=ts, text="two")
    changed = world.slack.workspace.find(ts)
    assert changed is not None
    assert (changed.text, changed.blocks, bool(changed.edited)) == ("two", (), True)
    theirs = world.slack.say("Ana", "#sales", "hers").ts
    assert await world.refused("chat.update", channel="C0SALES", ts=theirs, text="x") == "cant_update_message"
    assert await world.refused("chat.delete", channel="C0SALES", ts=theirs) == "cant_delete_message"
    assert await world.refused("chat.update", channel="C0SALES", ts="1.000001", text="x") == "message_not_found"
    assert await world.refused("chat.update", channel="C0SALES", ts=ts) == "no_text"
    await world.client.chat_delete(channel="C0SALES", ts=ts)
    assert world.slack.workspace.find(ts) is None


async def test_a_response_url_works_five_times_for_half_an_hour(world: World) -> None:
    await world.slack.command("Ana", "#sales", "/ask", "directly")
    url = world.heard[-1]["response_url"]
    async with httpx.AsyncClient() as plain:
        assert (await plain.post(url, json={"text": "for all", "response_type": "in_channel"})).text == "ok"
        assert [each.text for each in world.slack.messages("#sales", "Ben")] == ["for all"]
        assert (await plain.post(url, json={"text": ""})).json()["error"] == "no_text"
        # The command's own HTTP answer was the first use, so the fifth is the second last here.
        assert [(await plain.post(url, json={"text": "again"})).status_code for _ in range(3)] == [200, 200, 404]
        assert (await plain.post(url, json={"text": "again"})).json()["error"] == "used_url"
        await world.slack.command("Ana", "#sales", "/ask", "directly")
        world.clock.ahead = 1801.0
        assert (await plain.post(world.heard[-1]["response_url"], json={"text": "late"})).json()["error"] == "expired_url"


async def test_a_response_url_may_delete_the_message_it_came_from(world: World) -> None:
    ts = await world.bot_says(blocks=[{"type": "actions", "elements": [button("other", "Go")]}])
    await world.slack.click("Ana", ts, "other")
    async with httpx.AsyncClient() as plain:
        await plain.post(world.heard[-1]["response_url"], json={"delete_original": True})
    assert world.slack.workspace.find(ts) is None


# What can be read


async def test_history_is_paged_newest_first_and_shows_metadata_only_when_asked(world: World) -> None:
    stamps = [await world.bot_says(text=f"m{n}", metadata={"event_type": "t", "event_payload": {"k": str(n)}}) for n in range(3)]
    await world.bot_says(text="reply", thread_ts=stamps[0])
    first = await world.client.conversations_history(channel="C0SALES", limit=2)
    assert [each["text"] for each in first["messages"]] == ["m2", "m1"]
    assert "metadata" not in first["messages"][0]
    cursor = first["response_metadata"]["next_cursor"]
    second = await world.client.conversations_history(channel="C0SALES", limit=2, cursor=cursor, include_all_metadata=True)
    assert [(each["text"], each["metadata"]["event_payload"]["k"], each["reply_count"]) for each in second["messages"]] == [("m0", "0", 1)]
    later = await world.client.conversations_history(channel="C0SALES", oldest=stamps[1])
    assert [each["text"] for each in later["messages"]] == ["m2"]
    replies = await world.client.conversations_replies(channel="C0SALES", ts=stamps[0])
    assert [each["text"] for each in replies["messages"]] == ["m0", "reply"]
    assert await world.refused("conversations.replies", channel="C0SALES", ts="1.000001") == "thread_not_found"


async def test_people_and_channels_are_described_as_slack_does(world: World) -> None:
    ana = (await world.client.users_info(user="U0ANA", include_locale=True))["user"]
    assert (ana["tz"], ana["locale"], ana["is_admin"], ana["is_restricted"]) == ("Europe/Berlin", "en-GB", False, False)
    assert (await world.client.users_info(user="U0SOFIA"))["user"]["is_admin"]
    assert (await world.client.users_info(user="U0GUS"))["user"]["is_restricted"]
    assert (await world.client.users_info(user="U0EVA"))["user"]["team_id"] == "T0ACME"
    assert (await world.client.conversations_info(channel="C0ACME"))["channel"]["is_ext_shared"]
    assert (await world.client.conversations_info(channel="C0NORTH"))["channel"]["is_private"]
    assert (await world.client.conversations_open(users="U0ANA"))["channel"]["id"] == "D0ANA"
    assert "U0CLEO" not in (await world.client.conversations_members(channel="C0NORTH"))["members"]
    assert {each.id for each in CAST} < {each["id"] for each in (await world.client.users_list())["members"]}
    assert await world.refused("users.info", user="U0NONE") == "user_not_found"


async def test_a_guest_and_a_stranger_see_only_their_channels(world: World) -> None:
    world.slack.say("Ana", "#sales", "among us")
    world.slack.say("Ana", "#acme-shared", "with the buyer")
    for person in ("Gus", "Eva"):
        assert [each.text for each in world.slack.messages("#acme-shared", person)] == ["with the buyer"]
        with pytest.raises(NotPossible):
            world.slack.messages("#sales", person)
    await world.slack.settle()
    told = {each.payload["event"]["channel"]: each.payload["is_ext_shared_channel"] for each in world.slack.journal.deliveries("message")}
    assert told == {"C0SALES": False, "C0ACME": True}


async def test_an_agent_says_what_it_is_doing_until_it_answers(world: World) -> None:
    ts = world.slack.say("Ana", "#sales", "hm").ts
    await world.client.agents_sessions_setStatus(channel_id="C0SALES", thread_ts=ts, status="processing", title="A title")
    assert [each.text for each in world.slack.workspace.statuses.values()] == ["..."]
    await world.client.assistant_threads_setStatus(channel_id="C0SALES", thread_ts=ts, status="is reading")
    assert [each.text for each in world.slack.workspace.statuses.values()] == ["is reading"]
    await world.client.agents_sessions_rename(channel_id="C0SALES", thread_ts=ts, title="Better")
    assert world.slack.workspace.titles["C0SALES", ts] == "Better"
    await world.bot_says(text="done", thread_ts=ts)
    assert world.slack.workspace.statuses == {}
    assert await world.refused("agents.sessions.setStatus", channel_id="C0SALES", thread_ts=ts, status="asleep") == "invalid_status"


# Deliveries and troubles


@asynccontextmanager
async def a_listener(answer: Any) -> AsyncIterator[tuple[Playground, list[dict[str, Any]]]]:
    """A playground whose bot is only one function with a fixed behaviour; yields the headers it got."""
    got: list[dict[str, Any]] = []
    listening = socket.create_server(("127.0.0.1", 0))

    async def handle(request: web.Request) -> web.Response:
        got.append({key.lower(): value for key, value in request.headers.items()})
        status, headers = await answer(len(got))
        return web.Response(status=status, headers=headers)

    app = web.Application()
    app.router.add_post("/", handle)
    slack = Playground(f"http://127.0.0.1:{listening.getsockname()[1]}/", SECRET, TOKEN)
    slack.deliveries.rules = Rules(timeout=0.2, waits=(0.0, 0.01, 0.02))
    async with running(slack), a_bot(app, listening):
        yield slack, got


async def test_a_failed_event_is_tried_three_times_more_with_number_and_reason() -> None:
    async def always_fails(_: int) -> Any:
        return 500, {}

    async with a_listener(always_fails) as (slack, got):
        await slack.say("Ana", "#sales", "hello")
    assert [(each.get("x-slack-retry-num"), each.get("x-slack-retry-reason")) for each in got] == [
        (None, None),
        ("1", "http_error"),
        ("2", "http_error"),
        ("3", "http_error"),
    ]
    assert [each.retry for each in slack.journal.deliveries()] == [0, 1, 2, 3]
    assert len({each.payload["event_id"] for each in slack.journal.deliveries()}) == 1


async def test_a_slow_answer_is_a_timeout_and_the_retry_may_be_the_good_one() -> None:
    never = asyncio.Event()

    async def slow_at_first(count: int) -> Any:
        if count == 1:
            await never.wait()
        return 200, {}

    async with a_listener(slow_at_first) as (slack, got):
        done = await slack.say("Ana", "#sales", "hello")
        never.set()
    assert [each.get("x-slack-retry-reason") for each in got] == [None, "http_timeout"]
    assert (done[0].status, done[0].retry) == (200, 1)


async def test_the_bot_may_ask_for_no_retries() -> None:
    async def no_more(_: int) -> Any:
        return 503, {"x-slack-no-retry": "1"}

    async with a_listener(no_more) as (slack, got):
        await slack.say("Ana", "#sales", "hello")
    assert len(got) == 1


async def test_a_command_that_fails_is_told_to_the_person_in_their_language_and_not_repeated() -> None:
    async def fails(_: int) -> Any:
        return 500, {}

    async with a_listener(fails) as (slack, got):
        await slack.command("Ana", "#sales", "/ask", "x")
        await slack.command("Ben", "#sales", "/ask", "x")
        assert len(got) == 2
        assert [each.text for each in slack.messages("#sales", "Ana")] == [
            '/ask failed with the error "dispatch_failed". Please try again.'
        ]
        assert "没有成功" in slack.messages("#sales", "Ben")[0].text


async def test_nobody_listening_is_a_failed_connection() -> None:
    with socket.socket() as silent:  # bound, so that nobody else takes the port, and not listening
        silent.bind(("127.0.0.1", 0))
        slack = Playground(f"http://127.0.0.1:{silent.getsockname()[1]}/", SECRET, TOKEN)
        slack.deliveries.rules = Rules(waits=())
        async with running(slack):
            done = await slack.say("Ana", "#sales", "hello")
    assert [(each.status, each.reason) for each in done] == [(0, "connection_failed")]


async def test_events_can_be_repeated_and_redelivered_with_one_event_id(world: World) -> None:
    world.slack.faults.repeat_events(2)
    done = await world.slack.say("Ana", "#sales", "hello")
    world.slack.faults.repeat_events(0)
    await world.slack.redeliver(done[0])
    assert len({each.payload["event_id"] for each in world.slack.journal.deliveries("message")}) == 1
    assert len(world.heard) == 4


async def test_a_forged_request_does_not_get_past_the_bots_signature_check() -> None:
    async with a_world() as world:
        other = Playground(world.slack.deliveries.bot_url, "another-secret", TOKEN)
        other.deliveries.rules = Rules(waits=())
        async with running(other):
            done = await other.say("Ana", "#sales", "hello")
        assert (done[0].status, world.heard) == (401, [])


async def test_troubles_of_the_web_api_happen_as_often_as_asked(world: World) -> None:
    faults = world.slack.faults
    faults.rate_limit("chat.postMessage", 1, retry_after=7)
    with pytest.raises(SlackApiError) as caught:
        await world.bot_says(text="limited")
    assert (caught.value.response.status_code, caught.value.response.headers["Retry-After"]) == (429, "7")
    faults.fail("chat.postMessage")
    faults.fail("*", accepted=True)
    for words in ("lost", "kept"):
        with pytest.raises(SlackApiError) as caught:
            await world.bot_says(text=words)
        assert caught.value.response.status_code == 500
    faults.cut("chat.postMessage")
    with pytest.raises(Exception, match=r"payload|[Dd]isconnect|not enough data"):
        await world.bot_says(text="cut")
    await world.bot_says(text="fine")
    assert [each.text for each in world.slack.workspace.messages()] == ["kept", "cut", "fine"]
    assert [each.arguments["text"] for each in world.slack.journal.calls("chat.postMessage")] == ["kept", "cut", "fine"]


async def test_a_delivery_can_be_held_back(world: World) -> None:
    world.slack.faults.delay_delivery(0.05)
    first, second = world.slack.say("Ana", "#sales", "first"), world.slack.say("Ana", "#sales", "second")
    await first
    await second
    assert [each["text"] for each in world.heard] == ["second", "first"]


# Smaller parts


def test_time_stamps_only_grow_even_when_the_clock_goes_back() -> None:
    times = iter([1_700_000_000.0, 1_700_000_000.0, 1_600_000_000.0, 1_700_000_005.5])
    slack = Playground("http://bot/", SECRET, TOKEN, clock=lambda: next(times))
    assert [slack.workspace.new_ts() for _ in range(4)] == [
        "1700000000.000000",
        "1700000000.000100",
        "1700000000.000200",
        "1700000005.500000",
    ]


def test_what_people_type_becomes_slacks_marks_and_the_rest_is_escaped() -> None:
    slack = Playground("http://bot/", SECRET, TOKEN)
    people, channels = list(slack.workspace.people.values()), list(slack.workspace.channels.values())
    typed = "@goodword ask @Ben in #sales: a<b & https://x.example/?a=1&b=2 ana@x.example <@U0BOT> @nobody"
    assert read_typed(typed, people, channels) == (
        "<@U0BOT> ask <@U0BEN> in <#C0SALES|sales>: a&lt;b &amp; <https://x.example/?a=1&amp;b=2> ana@x.example <@U0BOT> @nobody"
    )


def test_the_listing_and_scopes_are_read_from_a_manifest() -> None:
    manifest = {
        "display_information": {"name": "Goodword"},
        "features": {
            "slash_commands": [{"command": "/ask", "usage_hint": "[text]", "description": "d"}],
            "shortcuts": [
                {"name": "Diagnose", "type": "message", "callback_id": "diagnose"},
                {"name": "New", "type": "global", "callback_id": "new"},
            ],
        },
        "oauth_config": {"scopes": {"bot": ["chat:write"]}},
        "settings": {"event_subscriptions": {"bot_events": ["app_mention"]}},
    }
    listing, scopes = read_listing(manifest)
    assert ([each.name for each in listing.commands], [each.name for each in listing.shortcuts if each.kind == "message"]) == (
        ["/ask"],
        ["Diagnose"],
    )
    assert (listing.events, scopes) == (("app_mention",), ("chat:write",))


def test_acting_before_it_is_served_is_a_clear_fault() -> None:
    with pytest.raises(RuntimeError, match="not being served yet"):
        Playground("http://bot/", SECRET, TOKEN).say("Ana", "#sales", "hello")


async def test_waiting_ends_with_the_message_or_with_a_timeout(world: World) -> None:
    with pytest.raises(TimeoutError, match="nothing of the kind"):
        await world.slack.wait_for(says("never"), timeout=0.01)
    waiting = asyncio.create_task(asyncio.to_thread(world.slack.wait_in_thread, says("at last"), 5))
    await world.bot_says(text="at last")
    assert (await waiting).text == "at last"
    entry = await world.slack.journal.wait_for(lambda each: isinstance(each, Call) and each.method == "chat.postMessage")
    assert isinstance(entry, Call)


def test_a_thread_can_use_the_playground_of_another_thread() -> None:
    """As a test without an event loop would."""

    async def use() -> tuple[Delivery, ...]:
        async with a_world() as world:
            done = await asyncio.to_thread(lambda: world.slack.say("Ana", "DM", "from a thread").result(5))
            await asyncio.to_thread(world.slack.wait_in_thread, says("Direct: from a thread"), 5)
            return done

    assert [each.status for each in asyncio.run(use())] == [200]


async def test_listening_tells_at_once_and_after_every_change() -> None:
    changes = Changes()
    counts = []
    async for count in changes.listen():
        counts.append(count)
        if len(counts) == 2:
            break
        changes.ring()
    assert counts == [0, 1]


# The page's own interface


async def test_the_page_shows_each_person_only_what_they_may_see(world: World) -> None:
    await world.client.chat_postEphemeral(channel="C0SALES", user="U0ANA", text="psst")
    world.slack.say("Ben", "#sales-north", "north only")
    async with httpx.AsyncClient(base_url=world.slack.url) as page:
        ana = (await page.get("/ui/state", params={"person": "U0ANA"})).json()
        cleo = (await page.get("/ui/state", params={"person": "U0CLEO"})).json()
        assert {each["text"] for each in ana["messages"]} == {"psst", "north only"}
        assert cleo["messages"] == []
        assert [each["id"] for each in cleo["channels"]] == ["C0SALES", "C0ACME", "D0CLEO"]
        assert (await page.get("/ui/state", params={"person": "U0NOBODY"})).status_code == 409
        entries = (await page.get("/ui/journal")).json()["entries"]
        assert "chat.postEphemeral" in [each["method"] for each in entries if each["what"] == "call"]


async def test_the_page_acts_for_people_and_refuses_other_sites(world: World) -> None:
    said = {"person": "U0ANA", "channel": "C0SALES", "text": "@Goodword hello"}
    async with httpx.AsyncClient(base_url=world.slack.url) as page:
        assert (await page.post("/ui/do/say", json=said)).status_code == 403
        own = {"X-Playground": "1"}
        assert (await page.post("/ui/do/say", json=said, headers={**own, "Host": "evil.example"})).status_code == 421
        assert (await page.post("/ui/do/say", json=said, headers=own)).json()["failed"] == ""
        assert (await page.post("/ui/do/say", json={**said, "text": " "}, headers=own)).json()["error"] == "empty"
        assert (await page.post("/ui/do/say", content=b"[]", headers=own)).status_code == 400
        assert (await page.post("/ui/do/fly", json=said, headers=own)).status_code == 400
        assert "default-src 'self'" in (await page.get("/")).headers["content-security-policy"]
    await world.slack.wait_for(says("You said"))


def test_a_message_is_private_only_when_it_has_one_reader() -> None:
    assert not Message("C", "1.000000", "U", "x").is_private
    assert Message("C", "1.000000", "U", "x", only_for="U0ANA").is_private
