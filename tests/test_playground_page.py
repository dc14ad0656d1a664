"""The playground's page in a real browser: clock, Home, dates in forms, other people, first steps, troubles; by mouse and by keyboard.

Set PICTURES to a folder to keep what was on the screen.
"""

import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from importlib.resources import files
from importlib.util import find_spec
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from fakes_bot import SECRET, TOKEN, a_bot, button, choices, section, text
from playwright.async_api import Browser, Locator, Page, expect
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Attempt, Command, Listing, Moment, Playground, Shortcut, Step, running
from bot.playground.delivery import Rules
from bot.playground.journal import Call, Delivery
from bot.playground.people import EVENTS

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.browser]
FRIDAY = datetime(2026, 11, 20, 17, 0, tzinfo=ZoneInfo("Europe/Berlin")).timestamp()
STEPS = (
    Step(
        ("Say when", "说个时间"),
        ("Type /when", "输入 /when"),
        lambda moment: isinstance(moment.entry, Delivery) and moment.entry.kind == "command",
        Attempt("U0ANA", "C0SALES", ("/when soon", "/when 很快")),
    ),
    Step(("Wait", "等一等"), ("Move the clock", "拨快时钟"), lambda moment: _is_reminder(moment)),
)


def _is_reminder(moment: Moment) -> bool:
    return isinstance(moment.entry, Call) and moment.entry.arguments.get("channel") == "U0BEN" and moment.ahead > 0


def a_form(title: str = "When") -> dict[str, Any]:
    elements = {
        "day": {"type": "datepicker", "action_id": "day"},
        "hour": {"type": "timepicker", "action_id": "hour", "initial_time": "09:00"},
        "who": {"type": "users_select", "action_id": "who"},
    }
    blocks: list[dict[str, Any]] = [
        {"type": "input", "block_id": f"b-{name}", "label": text(name.title()), "element": element} for name, element in elements.items()
    ]
    blocks.append({"type": "actions", "elements": [button("deeper", "Deeper")]})
    return {"type": "modal", "callback_id": "when", "title": text(title), "submit": text("Keep"), "blocks": blocks}


def behave(app: AsyncApp, kept: list[str], slack: Playground) -> None:
    """The bot of these tests: /when opens a form through a button, Home has a menu, and Ben is told when time has passed."""

    @app.command("/when")
    async def when(ack: Any) -> None:
        menu = {"type": "overflow", "action_id": "menu", "options": choices("open", "later")}
        rows = [section("Choose") | {"accessory": menu}, {"type": "actions", "elements": [button("fill", "Fill in")]}]
        await ack(blocks=rows, text="Choose")

    @app.action("fill")
    async def fill(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=a_form())

    @app.action("deeper")
    async def deeper(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        await client.views_push(trigger_id=body["trigger_id"], view=a_form("Deeper"))

    @app.action("menu")
    async def menu(ack: Any, action: dict[str, Any], respond: Any) -> None:
        kept.append(action["selected_option"]["value"])
        await ack()
        await respond(f"You chose {kept[-1]}", replace_original=False)

    @app.view("when")
    async def submitted(ack: Any, view: dict[str, Any], client: AsyncWebClient) -> None:
        given = {name: answer for block in view["state"]["values"].values() for name, answer in block.items()}
        day, hour, who = given["day"]["selected_date"], given["hour"]["selected_time"], given["who"]["selected_user"]
        if day < slack.now().date().isoformat():
            await ack(response_action="errors", errors={"b-day": "This day has passed."})
            return
        kept.append(f"{day} {hour} {who}")
        await ack()
        await client.chat_postMessage(channel=who, text=f"You have something on {day}")

    @app.event("app_home_opened")
    async def opened(event: dict[str, Any], client: AsyncWebClient) -> None:
        if event["tab"] == "home":
            rows = [section(f"*Your week*, {slack.now():%d %B}"), {"type": "actions", "elements": [button("fill", "Plan")]}]
            await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": rows})

    @app.event("message")
    async def message() -> None:
        """Somebody says something; nothing follows."""


class Scene:
    def __init__(self, page: Page, slack: Playground, client: AsyncWebClient) -> None:
        self.page, self.slack, self.client = page, slack, client
        self.kept: list[str] = []
        self.faults: list[str] = []
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))

    async def look_as(self, person: str, channel: str = "C0SALES") -> None:
        await self.page.goto("about:blank")
        await self.page.goto(f"{self.slack.url}/#person=U0{person}&channel={channel}")
        await expect(self.page.locator("#channel-head h1")).not_to_be_empty()

    async def send(self, words: str) -> None:
        box = self.page.locator("#compose textarea")
        await box.fill(words)
        await box.press("Escape")
        await box.press("Enter")

    def form(self) -> Locator:
        return self.page.get_by_role("dialog")

    async def picture(self, name: str) -> None:
        if folder := os.environ.get("PICTURES"):
            await self.page.screenshot(path=f"{folder}/{name}.png")


@asynccontextmanager
async def a_scene(browser: Browser, locale: str = "en-GB", width: int = 1280) -> AsyncIterator[Scene]:
    listening = socket.create_server(("127.0.0.1", 0))
    shortcuts = (Shortcut("diagnose", "Diagnose"), Shortcut("anywhere", "Anywhere", "global"))
    listing = Listing(commands=(Command("/when", ("a day", "某天")),), shortcuts=shortcuts, events=EVENTS, home=True)
    bot_url = f"http://127.0.0.1:{listening.getsockname()[1]}/slack/events"
    slack = Playground(bot_url, SECRET, TOKEN, listing=listing, steps=STEPS, clock=lambda: FRIDAY)
    slack.deliveries.rules = Rules(waits=())
    async with running(slack) as url:
        client = AsyncWebClient(TOKEN, base_url=f"{url}/api/", retry_handlers=[])
        app = AsyncApp(client=client, signing_secret=SECRET, request_verification_enabled=False)
        page = await browser.new_page(viewport={"width": width, "height": 800}, locale=locale, bypass_csp=True)
        page.set_default_timeout(8000)
        expect.set_options(timeout=8000)
        scene = Scene(page, slack, client)
        behave(app, scene.kept, slack)
        async with a_bot(app.web_app("/slack/events"), listening):
            await scene.look_as("ANA")
            yield scene
            assert scene.faults == []
            await page.close()
            await slack.settle()


@pytest_asyncio.fixture(loop_scope="module")
async def scene(browser: Browser) -> AsyncIterator[Scene]:
    async with a_scene(browser) as made:
        yield made


async def test_the_clock_shows_the_persons_own_time_and_moves_forward(scene: Scene) -> None:
    page, clock = scene.page, scene.page.locator("#clock")
    scene.slack.say("Ben", "#sales", "before the weekend")
    await expect(clock).to_have_text("Fri 20 Nov, 17:00Berlin")
    await clock.click()
    await scene.picture("p1-clock")
    await page.get_by_role("button", name="Next workday, 9:00").click()
    await expect(clock).to_contain_text("Mon 23 Nov, 09:00")
    await expect(clock).to_contain_text("3 d ahead")
    await expect(page.locator(".day")).to_have_text("Friday 20 November")
    scene.slack.say("Ben", "#sales", "on Monday")
    await expect(page.locator(".day")).to_have_text(["Friday 20 November", "Today"])
    await page.get_by_role("radio", name="Cleo Rep").check()
    await expect(clock).to_contain_text("Mon 23 Nov, 03:00New York")
    await clock.click()
    await page.get_by_label("Date and time").fill("2026-11-22T09:00")
    await page.get_by_role("button", name="Go to").click()
    assert scene.slack.clock.local("Europe/Berlin").day == 23  # never back
    await page.get_by_label("Date and time").fill("2026-11-24T09:00")
    await page.get_by_role("button", name="Go to").click()
    await expect(clock).to_contain_text("Tue 24 Nov, 09:00New York")


async def test_a_form_with_a_date_and_a_person_names_what_is_wrong_and_is_sent_when_right(scene: Scene) -> None:
    page = scene.page
    await scene.send("/when soon")
    await page.get_by_role("button", name="Fill in").click()
    form = scene.form()
    await expect(form.get_by_label("Day")).to_be_focused()
    await form.get_by_label("Day").fill("2026-11-19")
    await form.get_by_label("Who").select_option("Ben")
    await form.get_by_role("button", name="Keep").click()
    await expect(form.get_by_role("alert")).to_have_text("This day has passed.")
    await expect(form.get_by_label("Day")).to_be_focused()
    await scene.picture("p2-form")
    await form.get_by_label("Day").fill("2026-11-25")
    await form.get_by_role("button", name="Keep").click()
    await expect(form).to_have_count(0)
    assert scene.kept == ["2026-11-25 09:00 U0BEN"]
    await expect(page.get_by_role("button", name="Fill in")).to_be_focused()


async def test_forms_stand_on_each_other_and_one_goes_back_or_leaves_them_all(scene: Scene) -> None:
    page, form = scene.page, scene.form()
    await scene.send("/when soon")
    for _ in range(2):
        await page.get_by_role("button", name="Fill in").click()
        await form.get_by_label("Hour").fill("11:30")
        await form.get_by_role("button", name="Deeper").click()
        await expect(form.get_by_role("heading")).to_have_text("Deeper 2 of 2")
        await form.get_by_role("button", name="Back").first.click()
        await expect(form.get_by_role("heading")).to_have_text("When")
        await expect(form.get_by_label("Hour")).to_have_value("11:30")
        await form.get_by_role("button", name="Deeper").click()
        await expect(form.get_by_role("heading")).to_have_text("Deeper 2 of 2")
        await form.get_by_role("button", name="Close").click()
        await expect(form).to_have_count(0)
    assert scene.slack.views("Ana") == []


async def test_home_is_asked_for_when_it_is_opened_and_its_buttons_work(scene: Scene) -> None:
    page = scene.page
    await page.locator('[data-channel="D0ANA"]').click()
    await page.get_by_role("tab", name="Home").click()
    await expect(page.locator(".home")).to_contain_text("Your week, 20 November")
    await scene.picture("p3-home")
    scene.slack.clock.move(86_400)
    await page.get_by_role("tab", name="Messages").click()
    await page.get_by_role("tab", name="Home").click()
    await expect(page.locator(".home")).to_contain_text("21 November")
    await page.get_by_role("button", name="Plan").click()
    await expect(scene.form()).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Plan")).to_be_focused()


async def test_a_badge_says_who_has_something_waiting_until_it_is_read(scene: Scene) -> None:
    page = scene.page
    await scene.client.chat_postMessage(channel="U0BEN", text="for you alone")
    await scene.client.chat_postEphemeral(channel="C0SALES", user="U0BEN", text="and this")
    ben = page.locator(".someone", has_text="Ben")
    await expect(ben.locator(".count")).to_contain_text("2")
    await scene.picture("p4-badge")
    await ben.locator("input").check()
    await expect(page.locator("#channel-head h1")).to_have_text("Goodword")  # where it waits
    await expect(page.locator("#messages")).to_contain_text("for you alone")
    await expect(page.locator('[data-channel="C0SALES"] .count')).to_contain_text("1")
    await page.locator('[data-channel="C0SALES"]').click()
    await expect(page.locator(".message.private")).to_contain_text("and this")
    await page.get_by_role("radio", name="Ana Rep").check()
    await expect(page.locator(".someone .count")).to_have_count(0)


async def test_the_first_steps_are_ticked_off_when_they_happen(scene: Scene) -> None:
    page = scene.page
    steps = page.locator(".step")
    await expect(steps).to_have_count(2)
    await page.get_by_role("button", name="Try it").click()
    box = page.locator("#compose textarea")
    await expect(box).to_have_value("/when soon")
    await expect(box).to_be_focused()
    await expect(steps.first).to_have_attribute("data-done", "false")  # a click is not yet the thing itself
    await box.press("Enter")
    await expect(steps.first).to_have_attribute("data-done", "true")
    await scene.picture("p5-steps")
    await page.locator("#guide").get_by_role("button", name="Close").click()
    await expect(page.locator("#guide")).to_be_hidden()
    await expect(page.get_by_role("button", name="First steps")).to_be_focused()
    scene.slack.clock.move(3600)
    await scene.client.chat_postMessage(channel="U0BEN", text="An hour has passed")
    await page.keyboard.press("Enter")
    await expect(page.locator("#guide")).to_contain_text("That is all")
    await page.reload()
    await expect(page.locator('.step[data-done="true"]')).to_have_count(2)


async def test_troubles_are_switched_on_and_off_in_the_drawer(scene: Scene) -> None:
    page = scene.page
    await page.get_by_role("button", name="Payloads").click()
    await page.get_by_role("tab", name="Troubles").click()
    await page.get_by_label("What goes wrong").select_option("Each event comes again")
    await page.get_by_label("How often").fill("2")
    await page.get_by_role("button", name="Switch on").click()
    await expect(page.locator(".troubles-on")).to_contain_text("Each event comes again · 2 ×")
    await scene.picture("p6-troubles")
    await scene.send("hello")
    await page.get_by_role("tab", name="Requests").click()
    await expect(page.locator(".entry", has_text="message")).to_have_count(3)
    await expect(page.locator(".entry", has_text="attempt 3")).to_have_count(1)
    await page.get_by_role("tab", name="Troubles").click()
    await page.get_by_role("button", name="Switch all off").click()
    await expect(page.locator(".troubles-on")).to_contain_text("Nothing is switched on")
    await page.get_by_role("tab", name="Requests").click()
    await page.locator(".entry").last.locator("summary").click()
    await page.get_by_role("button", name="Deliver again").click()
    await expect(page.locator(".entry", has_text="message")).to_have_count(4)


async def test_an_overflow_menu_and_a_message_of_ones_own_are_used_by_keyboard_alone(scene: Scene) -> None:
    page = scene.page
    await page.locator("#compose textarea").focus()
    await page.keyboard.type("/when soon")
    await page.keyboard.press("Enter")
    await expect(page.locator("[data-action=menu]")).to_be_visible()
    for _ in range(30):  # backwards from the box through the message
        await page.keyboard.press("Shift+Tab")
        if await page.evaluate("document.activeElement.dataset.action") == "menu":
            break
    await page.keyboard.press("Enter")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await scene.slack.journal.wait_for(lambda entry: isinstance(entry, Delivery) and entry.kind == "block_actions")
    assert scene.kept == ["later"]
    await expect(page.locator("[data-action=menu]")).to_be_focused()
    await scene.send("my mistake")
    mine = page.locator(".message", has_text="my mistake")
    await mine.get_by_role("button", name="More actions").press("Enter")
    await page.get_by_role("menuitem", name="Edit message").press("Enter")
    await page.get_by_label("Your message").fill("my words")
    await page.get_by_role("button", name="Save").press("Enter")
    await expect(page.locator(".message", has_text="my words")).to_contain_text("(edited)")


async def test_what_the_bot_answers_to_a_press_is_shown_wherever_one_stands(scene: Scene) -> None:
    page = scene.page
    await scene.send("/when soon")
    await expect(page.get_by_role("button", name="Fill in")).to_be_visible()
    for n in range(40):
        scene.slack.say("Ben", "#sales", f"talk {n}")
    await expect(page.locator(".message", has_text="talk 39")).to_be_visible()
    await page.locator("#messages").evaluate("list => { list.scrollTop = 0; }")
    await page.locator("[data-action=menu]").click()
    await page.get_by_role("menuitem", name="Open").click()
    await expect(page.locator(".message", has_text="You chose open")).to_be_in_viewport()


async def test_new_messages_are_told_to_screen_readers_and_switching_is_not(scene: Scene) -> None:
    page, news = scene.page, scene.page.locator("#news")
    scene.slack.say("Ben", "#sales", "*hello* all")
    await expect(news).to_have_text("Ben: hello all")
    await scene.client.chat_postMessage(channel="U0ANA", text="psst")
    await expect(news.locator("p").last).to_have_text("New message for you in Goodword")
    await page.get_by_role("radio", name="Cleo Rep").check()
    await expect(page.locator("#messages")).to_contain_text("hello all")
    await expect(news.locator("p")).to_have_count(2)


async def test_a_stream_is_seen_while_it_is_written(scene: Scene) -> None:
    asked = scene.slack.say("Ana", "#sales", "and?").ts
    stream = await scene.client.chat_stream(
        channel="C0SALES", thread_ts=asked, buffer_size=1, recipient_user_id="U0ANA", recipient_team_id="T0SAMPLE"
    )
    await stream.append(markdown_text="**First**")
    await scene.page.locator(".reply-bar").click()
    answer = scene.page.locator("#thread .message").last
    await expect(answer).to_contain_text("First")
    await expect(answer).to_contain_text("is writing")
    await stream.stop(markdown_text=" and last")
    await expect(answer).to_contain_text("First and last")
    await expect(answer.locator(".writing")).to_have_count(0)


async def test_a_link_to_a_message_leads_to_it(scene: Scene) -> None:
    page = scene.page
    said = scene.slack.say("Ben", "#sales-north", "the words themselves").ts
    link = (await scene.client.chat_getPermalink(channel="C0NORTH", message_ts=said))["permalink"]
    await scene.client.chat_postMessage(channel="C0SALES", text=f"See <{link}|the message>")
    await page.get_by_role("link", name="the message", exact=True).click()
    await expect(page.locator("#channel-head h1")).to_have_text("#sales-north")
    await expect(page.locator(".message.found")).to_contain_text("the words themselves")


async def test_the_page_is_whole_in_chinese_and_on_a_phone(browser: Browser) -> None:
    async with a_scene(browser, locale="zh-CN", width=390) as scene:
        page = scene.page
        await expect(page.locator("#guide-strip")).to_contain_text("说个时间")
        await page.locator("#clock").click()
        await scene.picture("p7-phone-zh")
        await page.get_by_role("button", name="下一个工作日早上 9:00").click()
        await expect(page.locator("#toasts")).to_contain_text("现在是")
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# Accessibility

_CONTRAST = """() => {
    const light = c => { const [r, g, b] = c.map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
    const read = c => c.match(/[\\d.]+/g).map(Number);
    const ground = e => { for (; e; e = e.parentElement) {
        const style = getComputedStyle(e), c = read(style.backgroundColor);
        if (style.backgroundImage !== 'none') return null;
        if (c.length < 4 || c[3] === 1) return c;
        if (c[3] > 0) return null; }
        return [255, 255, 255]; };
    const found = [];
    for (const e of document.querySelectorAll('body *')) {
        const own = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
        if (!own || !e.checkVisibility({opacityProperty: true, visibilityProperty: true}) || e.closest(':disabled, .hidden')) continue;
        const style = getComputedStyle(e), back = ground(e);
        if (!back) continue;  // half transparent or a gradient: axe and eyes look at these
        const [a, b] = [light(read(style.color)), light(back)].sort((x, y) => y - x);
        const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
        if ((a + 0.05) / (b + 0.05) < (large ? 3 : 4.5)) found.push(`${style.color} on ${back} ${e.textContent.slice(0, 30)}`);
    }
    return found;
}"""
_NAMELESS = """() => [...document.querySelectorAll('button, a[href], input, select, textarea, [role=tab], [role=dialog], [role=region]')]
    .filter(e => e.checkVisibility() && !(e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') || e.labels?.length
        || (!/INPUT|SELECT|TEXTAREA/.test(e.tagName) && e.textContent.trim()))).map(e => e.outerHTML.slice(0, 120))"""


async def _look_everywhere(scene: Scene) -> AsyncIterator[str]:
    """Bring one part of the page after the other on the screen; yields its name."""
    page = scene.page
    scene.slack.say("Ben", "#sales", "some words, `code`, <https://example.test|a link> and @Ana")
    await scene.client.chat_postMessage(channel="U0BEN", text="waiting")
    await scene.send("/when soon")
    await expect(page.get_by_role("button", name="Fill in")).to_be_visible()
    yield "channel"
    await page.locator("#clock").click()
    yield "clock"
    await page.keyboard.press("Escape")
    await page.locator("#compose textarea").press_sequentially("/w")
    yield "hints"
    await page.locator("#compose textarea").fill("")
    await page.locator(".message .more").first.press("Enter")
    yield "menu"
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Fill in").click()
    await expect(scene.form()).to_be_visible()
    yield "form"
    await page.keyboard.press("Escape")
    await expect(scene.form()).to_have_count(0)
    await page.get_by_role("button", name="Payloads").click()
    await page.locator(".entry summary").first.click()
    yield "payloads"
    await page.get_by_role("tab", name="Troubles").click()
    yield "troubles"
    await page.get_by_role("button", name="Payloads").click()
    await page.locator('[data-channel="D0ANA"]').click()
    await page.get_by_role("tab", name="Home").click()
    await expect(page.locator(".home")).to_contain_text("Your week")
    yield "home"


async def test_every_control_has_a_name_and_every_text_can_be_read_on_its_ground(scene: Scene) -> None:
    async for part in _look_everywhere(scene):
        assert await scene.page.evaluate(_NAMELESS) == [], part
        assert await scene.page.evaluate(_CONTRAST) == [], part


@pytest.mark.skipif(find_spec("axe_playwright_python") is None, reason="axe-playwright-python is not installed")
async def test_axe_finds_nothing_to_complain_about(scene: Scene) -> None:
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    async for part in _look_everywhere(scene):
        await scene.page.evaluate(axe)
        told = await scene.page.evaluate("axe.run(document)")
        assert [(each["id"], [node["html"][:100] for node in each["nodes"]]) for each in told["violations"]] == [], part
