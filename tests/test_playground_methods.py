"""Web API methods of the playground that a bot needs for direct messages, look-ups, people, Home tabs and streams."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio
from fakes_bot import FORM, SECRET, TOKEN, section, text
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground, running
from bot.playground.people import BOT_USER, TEAM

EVENT = {"event_type": "reminder", "event_payload": {"key": "k1"}}
TO_ANA = {"recipient_user_id": "U0ANA", "recipient_team_id": TEAM}


@dataclass
class World:
    slack: Playground
    client: AsyncWebClient

    async def refused(self, method: str, **arguments: Any) -> str:
        """The error with which Slack refuses this call."""
        with pytest.raises(SlackApiError) as caught:
            await self.client.api_call(method, json=arguments)
        return str(caught.value.response["error"])

    async def post(self, text: str, channel: str = "C0SALES", **more: Any) -> str:
        return str((await self.client.chat_postMessage(channel=channel, text=text, **more))["ts"])


@pytest_asyncio.fixture
async def world() -> AsyncIterator[World]:
    slack = Playground("http://127.0.0.1:9/", SECRET, TOKEN)
    slack.workspace.listing = type(slack.workspace.listing)(events=())  # nobody listens: these tests are about calls only
    async with running(slack) as url:
        yield World(slack, AsyncWebClient(TOKEN, base_url=f"{url}/api/", retry_handlers=[]))


# Direct messages


async def test_a_message_to_a_person_goes_to_their_direct_channel(world: World) -> None:
    opened = await world.client.conversations_open(users=["U0BEN"])
    sent = await world.client.chat_postMessage(channel="U0BEN", text="hello")
    assert sent["channel"] == opened["channel"]["id"] == "D0BEN"
    assert [each.text for each in world.slack.messages("DM", "Ben")] == ["hello"]
    assert (await world.client.conversations_open(users="U0BEN", return_im=True))["channel"]["user"] == "U0BEN"


@pytest.mark.parametrize(
    ("users", "error"),
    [("U0NONE", "user_not_found"), (BOT_USER, "cannot_dm_bot"), ("U0EVA", "user_not_visible"), ("", "users_list_not_supplied")],
)
async def test_what_cannot_be_opened_is_refused(world: World, users: str, error: str) -> None:
    assert await world.refused("conversations.open", users=users) == error


@pytest.mark.parametrize("nobody", [BOT_USER, "U0NONE", "U0EVA"])
async def test_no_message_goes_to_a_bot_a_stranger_or_nobody(world: World, nobody: str) -> None:
    assert await world.refused("chat.postMessage", channel=nobody, text="hello") == "channel_not_found"


# Looking up what was sent


async def test_metadata_is_kept_shown_to_who_asks_and_kept_again_by_an_update(world: World) -> None:
    sent = await world.client.chat_postMessage(channel="C0SALES", text="x", metadata=EVENT)
    assert sent["message"]["metadata"] == EVENT
    await world.client.chat_update(channel="C0SALES", ts=sent["ts"], text="y")
    plain = await world.client.conversations_history(channel="C0SALES")
    full = await world.client.conversations_history(channel="C0SALES", include_all_metadata=True)
    assert ["metadata" in each for each in (*plain["messages"], *full["messages"])] == [False, True]
    assert full["messages"][0]["metadata"] == EVENT


async def test_the_same_client_msg_id_twice_is_two_messages(world: World) -> None:
    for _ in range(2):
        await world.client.api_call("chat.postMessage", json={"channel": "C0SALES", "text": "again", "client_msg_id": "c1"})
    assert [each.text for each in world.slack.workspace.messages()] == ["again", "again"]
    assert "client_msg_id" not in (await world.client.conversations_history(channel="C0SALES"))["messages"][0]


async def test_pages_stay_whole_when_something_is_written_between_them(world: World) -> None:
    stamps = [await world.post(f"m{n}") for n in range(5)]
    first = await world.client.conversations_history(channel="C0SALES", limit=2)
    await world.post("newcomer")
    second = await world.client.conversations_history(channel="C0SALES", limit=2, cursor=first["response_metadata"]["next_cursor"])
    third = await world.client.conversations_history(channel="C0SALES", limit=2, cursor=second["response_metadata"]["next_cursor"])
    assert [each["ts"] for page in (first, second, third) for each in page["messages"]] == stamps[::-1]
    assert (second["has_more"], third["has_more"]) == (True, False)


async def test_times_bound_what_is_shown(world: World) -> None:
    stamps = [await world.post(f"m{n}") for n in range(4)]

    async def shown(**bounds: Any) -> list[str]:
        return [each["text"] for each in (await world.client.conversations_history(channel="C0SALES", **bounds))["messages"]]

    assert await shown(oldest=stamps[0], latest=stamps[3]) == ["m2", "m1"]
    assert await shown(oldest=stamps[1], latest=stamps[2], inclusive=True) == ["m2", "m1"]
    assert await shown(latest=stamps[3], inclusive=True, limit=1) == ["m3"]
    assert await world.refused("conversations.history", channel="C0SALES", oldest="soon") == "invalid_ts_oldest"
    assert await world.refused("conversations.history", channel="C0SALES", latest="soon") == "invalid_ts_latest"


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"cursor": "next:2"}, "invalid_cursor"),
        ({"cursor": "bmV4dA=="}, "invalid_cursor"),
        ({"limit": 1000}, "invalid_limit"),
        ({"limit": "x"}, "invalid_limit"),
    ],
)
async def test_a_made_up_page_is_refused(world: World, more: dict[str, Any], error: str) -> None:
    assert await world.refused("conversations.history", channel="C0SALES", **more) == error


async def test_replies_come_after_their_first_message_page_by_page(world: World) -> None:
    top = await world.post("top")
    for n in range(3):
        await world.post(f"r{n}", thread_ts=top, metadata=EVENT)
    first = await world.client.conversations_replies(channel="C0SALES", ts=top, limit=2)
    cursor = first["response_metadata"]["next_cursor"]
    second = await world.client.conversations_replies(channel="C0SALES", ts=top, limit=2, cursor=cursor, include_all_metadata=True)
    assert [each["text"] for each in (*first["messages"], *second["messages"])] == ["top", "r0", "r1", "r2"]
    assert second["messages"][0]["metadata"] == EVENT


# People


async def test_people_live_in_different_zones_and_are_listed_page_by_page(world: World) -> None:
    zones = {name: (await world.client.users_info(user=f"U0{name}", include_locale=True))["user"] for name in ("ANA", "BEN", "CLEO")}
    assert [(each["tz"], each["locale"]) for each in zones.values()] == [
        ("Europe/Berlin", "en-GB"),
        ("Asia/Shanghai", "zh-CN"),
        ("America/New_York", "en-US"),
    ]
    assert (zones["BEN"]["tz_label"], zones["BEN"]["tz_offset"]) == ("China Standard Time", 8 * 3600)
    everybody = (await world.client.users_list())["members"]
    first = await world.client.users_list(limit=4)
    rest = await world.client.users_list(cursor=first["response_metadata"]["next_cursor"])
    assert first["members"] + rest["members"] == everybody
    assert await world.refused("users.list", cursor="x") == "invalid_cursor"


async def test_a_zone_is_named_as_the_season_has_it(world: World) -> None:
    summers = set()
    for _ in range(4):
        summers.add((await world.client.users_info(user="U0ANA"))["user"]["tz_label"])
        world.slack.clock.move(91 * 86_400)
    assert summers == {"Central European Time", "Central European Summer Time"}


# Views


async def test_a_home_is_published_for_one_person_and_changed_by_its_id_and_hash(world: World) -> None:
    home = {"type": "home", "blocks": [section("one")]}
    first = (await world.client.views_publish(user_id="U0ANA", view=home))["view"]
    changed = (await world.client.views_update(view_id=first["id"], hash=first["hash"], view={**home, "blocks": [section("two")]}))["view"]
    assert (changed["id"], changed["blocks"][0]["text"]["text"]) == (first["id"], "two")
    assert await world.refused("views.publish", user_id="U0ANA", view=home, hash=first["hash"]) == "hash_conflict"
    assert await world.refused("views.update", view_id=first["id"], view=FORM) == "invalid_arguments"
    assert await world.refused("views.publish", user_id="U0NONE", view=home) == "user_not_found"
    assert world.slack.surfaces.homes.keys() == {"U0ANA"}


# Streams


async def test_a_stream_grows_and_ends_with_its_blocks(world: World) -> None:
    asked = world.slack.say("Ana", "#sales", "hm").ts
    stream = await world.client.chat_stream(channel="C0SALES", thread_ts=asked, buffer_size=1, **TO_ANA)
    await stream.append(markdown_text="**Hello** ")
    await stream.append(markdown_text="there")
    growing = world.slack.workspace.messages()[-1]
    assert (growing.text, growing.thread, len(world.slack.workspace.streams)) == ("**Hello** there", asked, 1)
    assert world.slack.workspace.statuses["C0SALES", asked].text == "..."
    assert await world.refused("chat.update", channel="C0SALES", ts=growing.ts, text="x") == "streaming_state_conflict"
    await stream.stop(markdown_text="!", blocks=[section("below")], metadata=EVENT)
    done = world.slack.workspace.messages()[-1]
    assert (done.text, [each["type"] for each in done.blocks], done.metadata) == ("**Hello** there!", ["markdown", "section"], EVENT)
    assert (world.slack.workspace.streams, world.slack.workspace.statuses) == ({}, {})
    assert await world.refused("chat.appendStream", channel="C0SALES", ts=done.ts, markdown_text="x") == "message_not_in_streaming_state"


async def test_tasks_of_a_stream_change_in_their_place(world: World) -> None:
    asked = world.slack.say("Ana", "#sales", "hm").ts
    ts = (await world.client.chat_startStream(channel="C0SALES", thread_ts=asked, task_display_mode="plan", **TO_ANA))["ts"]
    tasks = [{"type": "task_update", "id": name, "title": name, "status": "in_progress"} for name in ("read", "think")]
    await world.client.chat_appendStream(channel="C0SALES", ts=ts, chunks=[{"type": "plan_update", "title": "Plan"}, *tasks])
    await world.client.chat_appendStream(channel="C0SALES", ts=ts, chunks=[{**tasks[0], "status": "complete"}])
    await world.client.chat_stopStream(channel="C0SALES", ts=ts, markdown_text="Done.")
    plan, words = world.slack.workspace.messages()[-1].blocks
    assert (plan["title"], [(each["task_id"], each["status"]) for each in plan["tasks"]]) == (
        "Plan",
        [("read", "complete"), ("think", "in_progress")],
    )
    assert words["text"] == "Done."


SLEEPING = {"type": "task_update", "id": "t", "title": "t", "status": "asleep"}
TEXT = {"type": "markdown_text", "text": "y"}


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"recipient_user_id": ""}, "missing_recipient_user_id"),
        ({"recipient_team_id": ""}, "missing_recipient_team_id"),
        ({"channel": "D0ANA"}, "invalid_arguments"),
        ({"thread_ts": "1.000001"}, "thread_not_found"),
        ({"markdown_text": "x" * 12_001}, "msg_too_long"),
        ({"chunks": [SLEEPING]}, "invalid_chunks"),
        ({"chunks": [{"type": "poem"}]}, "invalid_chunks"),
        ({"markdown_text": "x", "chunks": [TEXT]}, "cannot_provide_both_markdown_text_and_chunks"),
        ({"task_display_mode": "heap"}, "invalid_arguments"),
    ],
)
async def test_a_stream_that_slack_would_not_begin_is_refused(world: World, more: dict[str, Any], error: str) -> None:
    assert await world.refused("chat.startStream", **{"channel": "C0SALES", **TO_ANA, **more}) == error
    assert world.slack.workspace.messages() == []


async def test_a_stream_is_over_after_five_minutes_and_is_nobody_elses(world: World) -> None:
    asked = world.slack.say("Ana", "#sales", "hm").ts
    assert await world.refused("chat.appendStream", channel="C0SALES", ts=asked, markdown_text="x") == "message_not_owned_by_app"
    ts = (await world.client.chat_startStream(channel="C0SALES", thread_ts=asked, markdown_text="slow", **TO_ANA))["ts"]
    assert (
        await world.refused("chat.stopStream", channel="C0SALES", ts=ts, blocks=[{"type": "alert", "text": text("no")}]) == "invalid_blocks"
    )
    world.slack.clock.move(301)
    assert await world.refused("chat.stopStream", channel="C0SALES", ts=ts) == "message_not_in_streaming_state"
    assert (await world.client.chat_update(channel="C0SALES", ts=ts, text="mended"))["ok"]
