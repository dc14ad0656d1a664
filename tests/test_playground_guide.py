"""Around the conversation in the playground: first steps, unread marks, troubles that are switched on, and rarer controls."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
from aiohttp import web
from fakes_bot import FORM, SECRET, TOKEN, a_bot, button, section, text
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Attempt, Command, Listing, NotPossible, Playground, Shortcut, Step, running
from bot.playground.delivery import Rules
from bot.playground.guide import Guide
from bot.playground.journal import Call, Delivery
from bot.playground.people import EVENTS

ROOT = Path(__file__).parents[1]
PLACE = {"type": "external_select", "action_id": "place", "min_query_length": 1}
STEPS = (
    Step(("Ask", "提问"), ("Use /ask", "用 /ask"), lambda moment: isinstance(moment.entry, Delivery) and moment.entry.kind == "command"),
    Step(
        ("Wait", "等待"),
        ("Move the clock", "拨快时钟"),
        lambda moment: isinstance(moment.entry, Call) and moment.ahead > 0,
        Attempt("U0ANA", "C0SALES", ("/ask x", "/ask 某事")),
    ),
)


@dataclass
class World:
    slack: Playground
    client: AsyncWebClient
    page: httpx.AsyncClient
    heard: list[dict[str, Any]] = field(default_factory=list)

    async def state(self, person: str = "U0ANA") -> dict[str, Any]:
        return dict((await self.page.get("/ui/state", params={"person": person})).json())

    async def do(self, act: str, **asked: Any) -> dict[str, Any]:
        return dict((await self.page.post(f"/ui/do/{act}", json={"person": "U0ANA", **asked})).json())


def behave(app: AsyncApp, heard: list[dict[str, Any]]) -> None:
    @app.event("message")
    async def message(body: dict[str, Any], request: Any) -> None:
        heard.append(body | {"retry": request.headers.get("x-slack-retry-num")})

    @app.command("/ask")
    async def ask(ack: Any) -> None:
        await ack("an answer")

    @app.shortcut("anywhere")
    async def anywhere(ack: Any, shortcut: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        block = {"type": "input", "block_id": "where", "label": text("Where"), "element": PLACE}
        await client.views_open(trigger_id=shortcut["trigger_id"], view={**FORM, "blocks": [block]})

    @app.options("place")
    async def offers(ack: Any, payload: dict[str, Any]) -> None:
        names = [name for name in ("Oslo", "Osaka", "Lima") if name.startswith(payload["value"])]
        await ack(options=[{"text": text(name), "value": name.lower()} for name in names])

    @app.view("form")
    async def submitted(ack: Any, view: dict[str, Any]) -> None:
        heard.append(view)
        await ack()


@pytest_asyncio.fixture
async def world() -> AsyncIterator[World]:
    listening = socket.create_server(("127.0.0.1", 0))
    listing = Listing(commands=(Command("/ask"),), shortcuts=(Shortcut("anywhere", "Anywhere", "global"),), events=EVENTS, home=True)
    slack = Playground(f"http://127.0.0.1:{listening.getsockname()[1]}/slack/events", SECRET, TOKEN, listing=listing, steps=STEPS)
    slack.deliveries.rules = Rules(waits=())
    async with running(slack) as url, httpx.AsyncClient(base_url=url, headers={"X-Playground": "1"}) as page:
        client = AsyncWebClient(TOKEN, base_url=f"{url}/api/", retry_handlers=[])
        made = World(slack, client, page)
        app = AsyncApp(client=client, signing_secret=SECRET)
        behave(app, made.heard)
        async with a_bot(app.web_app("/slack/events"), listening):
            yield made
            await slack.settle()


# First steps


async def test_a_step_is_done_when_it_happened_and_stays_done(world: World) -> None:
    assert [each["done"] for each in (await world.state())["guide"]] == [False, False]
    await world.slack.command("Ana", "#sales", "/ask", "x")
    assert [each["done"] for each in (await world.state("U0BEN"))["guide"]] == [True, False]
    await world.client.users_list()
    assert not world.slack.guide.is_done(1)
    world.slack.clock.move(60)
    await world.client.users_list()
    assert [each["done"] for each in (await world.state())["guide"]] == [True, True]


async def test_a_clock_that_was_ahead_before_does_no_step(world: World) -> None:
    world.slack.clock.move(86_400)
    guide = Guide(STEPS, world.slack.journal, world.slack.clock)
    await world.client.users_list()
    assert not guide.is_done(1)
    world.slack.clock.move(60)
    await world.client.users_list()
    assert guide.is_done(1)


async def test_a_step_tells_what_to_try_and_where(world: World) -> None:
    guide = (await world.state())["guide"]
    assert (guide[0]["title"], guide[0]["attempt"]) == (["Ask", "提问"], None)
    assert guide[1]["attempt"] == {"person": "U0ANA", "channel": "C0SALES", "text": ["/ask x", "/ask 某事"]}


async def test_a_step_that_stumbles_stands_open_and_disturbs_nobody(world: World) -> None:
    stumbling = Step(("Fall", "摔倒"), ("", ""), lambda moment: moment.entry.nothing)  # type: ignore[attr-defined]
    guide = Guide((stumbling,), world.slack.journal, world.slack.clock)
    assert (await world.client.users_list())["ok"]
    assert not guide.is_done(0)


# What waits for whom


async def test_private_and_direct_messages_wait_for_their_reader_until_they_are_read(world: World) -> None:
    await world.client.chat_postMessage(channel="U0BEN", text="direct")
    await world.client.chat_postEphemeral(channel="C0SALES", user="U0BEN", text="private")
    last = (await world.client.chat_postMessage(channel="C0SALES", text="for all"))["ts"]
    state = await world.state("U0BEN")
    assert state["unread"] == {"D0BEN": [1, 1], "C0SALES": [2, 1]}
    waiting = {each["id"]: each["waiting"] for each in (await world.state("U0ANA"))["people"]}
    assert (waiting["U0BEN"], waiting["U0ANA"], waiting["U0CLEO"]) == (2, 0, 0)
    await world.do("read", person="U0BEN", channel="C0SALES", ts=last)
    await world.do("read", person="U0BEN", channel="C0SALES", ts="1.000000")  # an old mark changes nothing
    assert (await world.state("U0BEN"))["unread"] == {"D0BEN": [1, 1]}


async def test_what_one_says_oneself_is_read(world: World) -> None:
    world.slack.say("Ana", "#sales", "mine")
    assert (await world.state("U0ANA"))["unread"] == {}
    assert (await world.state("U0CLEO"))["unread"] == {"C0SALES": [1, 0]}


# Troubles


async def test_troubles_are_switched_on_from_the_page_and_shown_until_used_up(world: World) -> None:
    await world.do("trouble", kind="rate_limit", method="chat.postMessage", times=2, seconds=7)
    await world.do("trouble", kind="cut_before", method="*")
    faults = (await world.page.get("/ui/journal")).json()["faults"]
    assert [(each["trouble"], each["method"], each["calls"], each["accepted"]) for each in faults["calls"]] == [
        ("rate_limit", "chat.postMessage", 2, False),
        ("cut", "*", 1, False),
    ]
    async with httpx.AsyncClient(base_url=world.slack.url, headers={"Authorization": f"Bearer {TOKEN}"}) as plain:
        limited = await plain.post("/api/chat.postMessage", json={"channel": "C0SALES", "text": "x"})
        assert (limited.status_code, limited.headers["retry-after"]) == (429, "7")
        with pytest.raises(httpx.RemoteProtocolError):
            await plain.post("/api/users.list")
    assert (await world.page.get("/ui/journal")).json()["faults"]["calls"][0]["calls"] == 1
    await world.do("trouble", kind="clear")
    assert (await world.page.get("/ui/journal")).json()["faults"] == {"calls": [], "repeats": 0, "delays": [], "api_delay": 0.0}
    assert world.slack.workspace.messages() == []


async def test_an_event_comes_again_up_to_three_times_with_the_headers_of_a_retry(world: World) -> None:
    await world.do("trouble", kind="repeat_events", times=9)
    await world.slack.say("Ana", "#sales", "hello")
    await asyncio.wait_for(_until(lambda: len(world.heard) == 4), 5)
    assert sorted(each["retry"][0] if each["retry"] else "" for each in world.heard) == ["", "1", "2", "3"]
    assert len({each["event_id"] for each in world.heard}) == 1


async def _until(is_so: Any) -> None:
    """Bolt tells its listeners after it has acknowledged, and rings no bell."""
    while not is_so():
        await asyncio.sleep(0.01)


async def test_a_request_is_delivered_again_from_the_page(world: World) -> None:
    await world.slack.say("Ana", "#sales", "hello")
    number = world.slack.journal.deliveries("message")[0].n
    assert await world.do("again", n=number) == {"failed": ""}
    assert [each.retry for each in world.slack.journal.deliveries("message")] == [0, 1]
    assert (await world.do("again", n=999))["error"] == "no_delivery"


@pytest.mark.parametrize("asked", [{"kind": "earthquake"}, {}, {"kind": "rate_limit", "times": "often"}])
async def test_an_unknown_trouble_is_a_bad_request(world: World, asked: dict[str, Any]) -> None:
    assert (await world.do("trouble", **asked)) == {"error": "bad_request"}


# Rarer controls


async def test_a_global_shortcut_opens_a_form_whose_select_asks_the_bot(world: World) -> None:
    await world.slack.shortcut("Ana", "anywhere")
    view = await world.slack.changes.until(lambda: next(iter(world.slack.views("Ana")), None), 5)
    offered = await world.do("options", where=view.id, action_id="place", typed="Os")
    assert [each["value"] for each in offered["options"]] == ["oslo", "osaka"]
    await world.slack.submit("Ana", view.id, {"place": offered["options"][0]})
    assert world.heard[-1]["state"]["values"]["where"]["place"]["selected_option"]["value"] == "oslo"
    with pytest.raises(NotPossible, match="unknown_shortcut"):
        world.slack.shortcut("Ana", "nowhere")


async def test_a_select_on_a_message_asks_the_bot_as_well(world: World) -> None:
    ts = (await world.client.chat_postMessage(channel="C0SALES", text="x", blocks=[{"type": "actions", "elements": [PLACE]}]))["ts"]
    offered = await world.do("options", where=ts, action_id="place", typed="L")
    assert [each["text"]["text"] for each in offered["options"]] == ["Lima"]
    assert (await world.do("options", where=ts, action_id="time", typed="L"))["error"] == "no_control"


async def test_many_people_and_a_moment_travel_in_slacks_shape(world: World) -> None:
    elements = [{"type": "multi_users_select", "action_id": "who"}, {"type": "datetimepicker", "action_id": "when"}, button("go", "Go")]
    ts = (await world.client.chat_postMessage(channel="C0SALES", text="x", blocks=[{"type": "actions", "elements": elements}]))["ts"]
    await world.slack.click("Ana", ts, "who", ["U0BEN", "U0CLEO"])
    await world.slack.click("Ana", ts, "when", 1_800_000_000)
    state = world.slack.journal.deliveries("block_actions")[-1].payload["state"]["values"]["b0"]
    assert (state["who"]["selected_users"], state["when"]["selected_date_time"]) == (["U0BEN", "U0CLEO"], 1_800_000_000)


async def test_the_home_tab_is_there_before_anything_is_published(world: World) -> None:
    assert ((await world.state())["has_home"], (await world.state())["home"]) == (True, None)
    await world.client.views_publish(user_id="U0ANA", view={"type": "home", "blocks": [section("Your week")]})
    assert (await world.state())["home"]["blocks"][0]["text"]["text"] == "Your week"
    assert (await world.state("U0BEN"))["home"] is None


# The documentation


def test_the_examples_of_the_documentation_work(monkeypatch: pytest.MonkeyPatch) -> None:
    examples = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "playground.md").read_text(encoding="utf-8"), re.DOTALL)
    served: list[Any] = []
    monkeypatch.setattr(asyncio, "run", served.append)
    monkeypatch.setattr("slack_sdk.WebClient.auth_test", lambda *_, **__: {"ok": True})  # nothing is served in this test
    made: dict[str, Any] = {}
    for example in examples:
        exec(compile(example, "docs/playground.md", "exec"), made)
    served[0].close()
    assert made["slack"].workspace.listing.commands[0].name == "/hello"
    assert made["app"].client.base_url == "http://127.0.0.1:8080/api/"


async def test_the_documentations_test_passes_with_a_bot_that_says_hello() -> None:
    example = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "playground.md").read_text(encoding="utf-8"), re.DOTALL)[-1]
    made: dict[str, Any] = {}
    exec(compile(example, "docs/playground.md", "exec"), made)
    slacks: list[Playground] = []

    def a_playground(*given: str) -> Playground:
        listing = Listing(commands=(Command("/hello"),))
        slacks.append(Playground(*given, listing=listing))
        return slacks[0]

    async def greet(request: web.Request) -> web.Response:
        if "app_mention" in await request.text():
            client = AsyncWebClient("xoxb-mine", base_url=f"{slacks[0].url}/api/")
            await client.chat_postMessage(channel="C0SALES", text="Hello", thread_ts=slacks[0].workspace.messages()[0].ts)
        return web.Response()

    made["Playground"] = a_playground
    app = web.Application()
    app.router.add_post("/", greet)
    listening = socket.create_server(("127.0.0.1", 0))
    async with a_bot(app, listening):
        await made["test_hello_is_answered"](f"http://127.0.0.1:{listening.getsockname()[1]}/")
