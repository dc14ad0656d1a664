"""The playground's page in a real browser: what a person sees, presses and types."""

import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import pytest_asyncio
from fakes_bot import FORM, SECRET, TOKEN, a_bot, button, choices, section, text
from playwright.async_api import Browser, ConsoleMessage, Page, expect
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Listing, Playground, Suggestion, running
from bot.playground.delivery import Rules
from bot.playground.journal import Delivery

SUGGESTIONS = (
    Suggestion(("Too expensive", "太贵了"), ("They say we are 20% too expensive.", "对方说我们贵了 20%。")),
    Suggestion(("No need now", "暂时不需要"), ("“We have a supplier already.”", "“我们已经有供应商了。”")),
    Suggestion(("Silence", "没有回音"), ("The buyer has not answered for three weeks.", "买家三周没有回复。")),
    Suggestion(("Asks for credit", "要求账期"), ("A new customer wants 90 days to pay.", "新客户要求 90 天账期。")),
)
NASTY = "<script>window.hacked = true</script> &lt;img src=x onerror='window.hacked = true'&gt; <javascript:alert(1)|press>"


def answer_blocks() -> list[dict[str, Any]]:
    """An answer as a real bot might show it, with every kind of text in it."""
    judge = {
        "type": "feedback_buttons",
        "action_id": "judge",
        "positive_button": {"text": text("Helpful"), "value": "good"},
        "negative_button": {"text": text("Not helpful"), "value": "bad"},
    }
    return [
        {"type": "header", "text": text("Ask now: “Too expensive compared with what?”")},
        section("*What it may mean*\n• They compare with an offer without the service [1]\n• They have _no budget_ until the new year [2]"),
        {"type": "divider"},
        section("*What to say*\n> “I would like to understand: what are you comparing us with?” [1]"),
        section("*Avoid*\nNo `discount` before the cause is known, <@U0BEN>. See <https://example.test/card|the card>. ~Maybe~ <!channel>"),
        {"type": "context", "elements": [text("[1] Too expensive · card   [2] Budget timing · card", "mrkdwn")]},
        {"type": "actions", "elements": [button("share", "Share in channel") | {"style": "primary"}, button("form", "Fill a form")]},
        {"type": "context_actions", "elements": [judge]},
    ]


def behave(app: AsyncApp, pressed: list[str]) -> None:
    """The bot of these tests."""

    @app.event("app_mention")
    async def mention(event: dict[str, Any], say: Any) -> None:
        await say(blocks=answer_blocks(), text="Ask now", thread_ts=event.get("thread_ts", event["ts"]))

    @app.event("message")
    async def message(event: dict[str, Any], say: Any) -> None:
        if event.get("channel_type") == "im" and "bot_id" not in event and "subtype" not in event:
            await say(blocks=answer_blocks(), text="Ask now", thread_ts=event["ts"])

    @app.event("app_home_opened")
    async def opened() -> None:
        pressed.append("opened")

    @app.view_closed("form")
    async def closed(ack: Any) -> None:
        await ack()

    @app.command("/ask")
    async def ask(ack: Any, respond: Any) -> None:
        await ack()
        await respond(blocks=answer_blocks(), text="Ask now")

    @app.action("form")
    async def form(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        radio = {"type": "radio_buttons", "action_id": "side", "options": choices("ours", "theirs")}
        many = {"type": "checkboxes", "action_id": "flags", "options": choices("urgent", "approval")}
        long = {"type": "plain_text_input", "action_id": "note", "multiline": True, "placeholder": text("What was said")}
        time = {"type": "timepicker", "action_id": "hour", "initial_time": "09:30"}
        extra = [
            {"type": "input", "optional": True, "block_id": "b-side", "label": text("Whose promise"), "element": radio},
            {"type": "input", "optional": True, "block_id": "b-flags", "label": text("Marks"), "element": many},
            {
                "type": "input",
                "optional": True,
                "block_id": "b-note",
                "label": text("Note"),
                "element": long,
                "hint": text("For you"),
            },
            {"type": "input", "optional": True, "block_id": "b-hour", "label": text("At"), "element": time},
        ]
        await client.views_open(trigger_id=body["trigger_id"], view={**FORM, "blocks": FORM["blocks"] + extra})

    @app.view("form")
    async def submitted(ack: Any, view: dict[str, Any]) -> None:
        values = {action: answer for block in view["state"]["values"].values() for action, answer in block.items()}
        if values["typed"]["value"] == "wrong":
            await ack(response_action="errors", errors={"what": "Say it in other words."})
            return
        pressed.append(f"{values['typed']['value']} {values['side']['selected_option']['value']} {values['hour']['selected_time']}")
        await ack()

    @app.action("judge")
    async def judge(ack: Any, action: dict[str, Any]) -> None:
        pressed.append(action["value"])
        await ack()

    @app.action("share")
    async def share(ack: Any, body: dict[str, Any], client: AsyncWebClient, respond: Any) -> None:
        await ack()
        await client.chat_postMessage(channel=body["channel"]["id"], text="Shared with everyone")
        await respond(text="Shared.", replace_original=True)

    @app.shortcut("diagnose")
    async def diagnose(ack: Any, shortcut: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        about = shortcut["message"]["text"]
        await client.chat_postEphemeral(channel=shortcut["channel"]["id"], user=shortcut["user"]["id"], text=f"Diagnosis of: {about}")


class Scene:
    """A page, the playground behind it, and what the bot was told by buttons and forms."""

    def __init__(self, page: Page, slack: Playground) -> None:
        self.page = page
        self.slack = slack
        self.pressed: list[str] = []
        self.errors: list[str] = []
        page.on("pageerror", lambda fault: self.errors.append(str(fault)))
        page.on("console", self._note)

    def _note(self, line: ConsoleMessage) -> None:
        """A refusal by the server is no fault of the page; anything else that the browser complains about is."""
        if line.type == "error" and "Failed to load resource" not in line.text:
            self.errors.append(line.text)

    async def look_as(self, person: str, channel: str = "C0SALES") -> None:
        await self.page.goto("about:blank")
        await self.page.goto(f"{self.slack.url}/#person=U0{person.upper()}&channel={channel}")
        await expect(self.page.locator("#channel-head h1")).not_to_be_empty()

    async def type(self, words: str) -> None:
        box = self.page.locator("#compose textarea")
        await box.fill(words)
        await box.press("Escape")
        await box.press("Enter")


@asynccontextmanager
async def a_scene(browser: Browser, width: int = 1280, height: int = 800, locale: str = "en-GB") -> AsyncIterator[Scene]:
    listening = socket.create_server(("127.0.0.1", 0))
    listing = Listing(suggestions=SUGGESTIONS)
    slack = Playground(f"http://127.0.0.1:{listening.getsockname()[1]}/slack/events", SECRET, TOKEN, listing=listing)
    slack.deliveries.rules = Rules(waits=())
    async with running(slack) as url:
        client = AsyncWebClient(TOKEN, base_url=f"{url}/api/", retry_handlers=[])
        app = AsyncApp(client=client, signing_secret=SECRET)
        page = await browser.new_page(viewport={"width": width, "height": height}, locale=locale)
        page.set_default_timeout(8000)
        scene = Scene(page, slack)
        behave(app, scene.pressed)
        async with a_bot(app.web_app("/slack/events"), listening):
            await scene.look_as("Ana")
            yield scene
            assert scene.errors == []
            await page.close()
            await slack.settle()


@pytest_asyncio.fixture(loop_scope="module")
async def scene(browser: Browser) -> AsyncIterator[Scene]:
    async with a_scene(browser) as made:
        yield made


async def picture(scene: Scene, name: str) -> None:
    """Keep a picture for people who look, when PICTURES names a folder."""
    if folder := os.environ.get("PICTURES"):
        await scene.page.screenshot(path=f"{folder}/{name}.png")


pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_suggested_question_is_asked_and_answered_in_a_thread_that_opens(scene: Scene) -> None:
    page = scene.page
    await expect(page.locator(".chip")).to_have_count(4)
    await picture(scene, "1-empty")
    await page.locator(".chip").first.click()
    thread = page.locator("#thread")
    await expect(thread.get_by_role("heading", name="Ask now: “Too expensive compared with what?”")).to_be_visible()
    await expect(thread.locator("blockquote")).to_contain_text("what are you comparing us with?")
    await expect(thread.locator("li")).to_have_count(2)
    await expect(thread.locator("a")).to_have_attribute("href", "https://example.test/card")
    await expect(thread.locator(".mention").last).to_have_text("@Ben")
    await expect(page.locator("#messages .reply-bar")).to_contain_text("1 reply")
    await picture(scene, "2-answer")


async def test_a_command_is_hinted_and_its_answer_is_seen_by_the_asker_alone(scene: Scene) -> None:
    page = scene.page
    box = page.locator("#compose textarea")
    await box.press_sequentially("/a")
    await expect(page.get_by_role("option")).to_contain_text("/ask")
    await box.press("Tab")
    await box.press_sequentially("too expensive")
    await box.press("Enter")
    private = page.locator(".message.private")
    await expect(private).to_contain_text("Only visible to you")
    await picture(scene, "3-private")
    await scene.look_as("Ben")
    await expect(page.locator("#messages .message")).to_have_count(0)
    await scene.look_as("Ana")
    await private.get_by_role("button", name="Share in channel").click()
    await expect(page.locator(".message.private")).to_contain_text("Shared.")
    await scene.look_as("Ben")
    await expect(page.locator("#messages .message")).to_contain_text("Shared with everyone")


async def test_people_are_switched_by_keyboard_and_see_their_own_channels(scene: Scene) -> None:
    page = scene.page
    await expect(page.locator(".room")).to_have_count(4)
    await page.get_by_role("radio", name="Ana Rep").focus()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_role("radio", name="Cleo Rep")).to_be_checked()
    await expect(page.get_by_role("button", name="sales-north")).to_have_count(0)
    await expect(page.get_by_role("button", name="acme-shared")).to_be_visible()


async def test_a_direct_message_is_answered_below_it(scene: Scene) -> None:
    page = scene.page
    await page.locator('[data-channel="D0ANA"]').click()
    await scene.type("too expensive")
    await expect(page.locator(".inline-replies .message")).to_contain_text("What it may mean")
    await page.locator(".inline-replies").get_by_role("button", name="Not helpful").click()
    await expect(page.get_by_role("button", name="Not helpful")).to_have_attribute("aria-pressed", "true")
    await scene.slack.settle()
    assert scene.pressed == ["opened", "bad"]
    await picture(scene, "4-direct")


async def test_a_form_shows_what_is_missing_or_wrong_and_is_sent_when_right(scene: Scene) -> None:
    page = scene.page
    await scene.type("/ask too expensive")
    await page.get_by_role("button", name="Fill a form").click()
    form = page.get_by_role("dialog")
    await expect(form.get_by_role("heading", name="A form")).to_be_visible()
    await form.get_by_role("button", name="Send").click()
    await expect(form.get_by_role("alert")).to_have_text("Please fill this in.")
    await form.get_by_label("What", exact=True).fill("wrong")
    await form.get_by_label("Theirs").check()
    await form.get_by_label("At (").fill("14:15")
    await form.get_by_role("button", name="Send").click()
    await expect(form.get_by_role("alert")).to_have_text("Say it in other words.")
    await expect(form.get_by_label("Theirs")).to_be_checked()
    await picture(scene, "5-form")
    await form.get_by_label("What", exact=True).fill("right")
    await form.get_by_role("button", name="Send").click()
    await expect(form).to_have_count(0)
    assert scene.pressed == ["right theirs 14:15"]


async def test_the_menu_of_a_message_has_the_shortcut(scene: Scene) -> None:
    page = scene.page
    scene.slack.say("Ben", "#sales", "They want 90 days to pay")
    message = page.locator(".message", has_text="90 days")
    await message.hover()
    await message.get_by_role("button", name="More actions").click()
    await picture(scene, "6-menu")
    await page.get_by_role("menuitem", name="Diagnose").click()
    await expect(page.locator(".message.private")).to_contain_text("Diagnosis of: They want 90 days to pay")


LONG = "\n".join(f"line {n}" for n in range(1, 90))
IN_VIEW = """([list, wanted]) => {
    if (!document.querySelector(list)) return false;  // not opened yet
    const box = document.querySelector(list).getBoundingClientRect();
    const all = document.createTreeWalker(document.querySelector(list), NodeFilter.SHOW_TEXT);
    for (let node; (node = all.nextNode());) {
        if (node.data.trim() !== wanted) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const line = range.getBoundingClientRect();
        return line.top >= box.top && line.bottom <= box.bottom;
    }
    return false;
}"""
AT_END = "list => { const e = document.querySelector(list); return e && e.scrollHeight - e.scrollTop - e.clientHeight < 2 }"


async def sees(page: Page, wanted: str, inside: str = "#messages") -> None:
    """Wait until the line of that text stands within what is seen of the list."""
    await page.wait_for_function(IN_VIEW, arg=[inside, wanted])


async def test_an_answer_taller_than_the_view_is_shown_from_its_first_line_and_a_short_one_at_the_end(scene: Scene) -> None:
    page, client = scene.page, AsyncWebClient(TOKEN, base_url=f"{scene.slack.url}/api/")
    for n in range(30):
        scene.slack.say("Ben", "#sales", f"talk {n}")
    await sees(page, "talk 29")
    focus = await page.evaluate("document.activeElement.tagName")
    await client.chat_postMessage(channel="C0SALES", text=LONG)
    await sees(page, "line 1")
    await picture(scene, "11-tall")
    assert await page.evaluate("document.activeElement.tagName") == focus
    scene.slack.say("Ben", "#sales", "a word below")
    await expect(page.locator("#messages").get_by_text("a word below")).to_have_count(1)
    await sees(page, "line 1")  # who is reading stays there
    await scene.type("mine")
    await sees(page, "mine")
    await client.chat_postMessage(channel="C0SALES", text="short")
    await sees(page, "short")
    assert await page.evaluate(AT_END, "#messages")


async def test_an_announcement_that_grows_into_a_tall_answer_is_shown_from_its_first_line_in_the_thread(scene: Scene) -> None:
    page, client = scene.page, AsyncWebClient(TOKEN, base_url=f"{scene.slack.url}/api/")
    await scene.type("a question")
    await expect(page.locator("#messages .message")).to_have_count(1)
    asked = await page.locator("#messages .message").get_attribute("data-ts")
    announced = await client.chat_postMessage(channel="C0SALES", thread_ts=asked, text="One moment")
    await sees(page, "One moment", "#thread .list")
    await client.chat_update(channel="C0SALES", ts=announced["ts"], text=LONG)
    await sees(page, "line 1", "#thread .list")
    await page.evaluate("document.querySelector('#thread .list').scrollTop = 1e6")
    await client.chat_update(channel="C0SALES", ts=announced["ts"], text=f"{LONG}\nthe end")
    await sees(page, "the end", "#thread .list")  # what was read already is not jumped back over
    box = page.locator("#thread textarea")
    await box.fill("and then?")
    await box.press("Enter")
    await sees(page, "and then?", "#thread .list")
    await client.chat_postMessage(channel="C0SALES", thread_ts=asked, text=LONG.replace("line", "row"))
    await sees(page, "row 1", "#thread .list")


async def test_a_tall_answer_below_a_direct_message_is_shown_from_its_first_line(scene: Scene) -> None:
    page, client = scene.page, AsyncWebClient(TOKEN, base_url=f"{scene.slack.url}/api/")
    await page.locator('[data-channel="D0ANA"]').click()
    await scene.type("too expensive")
    await expect(page.locator(".inline-replies .message")).to_contain_text("What it may mean")
    asked = await page.locator(".family .message").first.get_attribute("data-ts")
    await client.chat_postMessage(channel="D0ANA", thread_ts=asked, text=LONG)
    await sees(page, "line 1")


async def test_text_of_others_never_becomes_markup(scene: Scene) -> None:
    page = scene.page
    await AsyncWebClient(TOKEN, base_url=f"{scene.slack.url}/api/").chat_postMessage(
        channel="C0SALES", text=NASTY, blocks=[section(NASTY), {"type": "markdown", "text": f"{NASTY} [x](javascript:alert(1))"}]
    )
    await expect(page.locator(".message")).to_contain_text("<img src=x")
    assert await page.evaluate("window.hacked") is None
    assert await page.locator(".content img, .content script, .content a").count() == 0


async def test_the_payloads_drawer_shows_requests_and_calls(scene: Scene) -> None:
    page = scene.page
    await scene.type("@Goodword hello")
    await expect(page.locator("#thread .message")).to_have_count(2)
    await page.get_by_role("button", name="Payloads").click()
    entry = page.locator(".entry", has_text="chat.postMessage").first
    await entry.locator("summary").click()
    await expect(entry.locator("pre").first).to_contain_text('"thread_ts"')
    await expect(page.locator(".entry.to", has_text="app_mention")).to_have_count(1)
    await picture(scene, "7-payloads")


async def test_a_bot_that_does_not_answer_is_told(scene: Scene) -> None:
    scene.slack.deliveries.bot_url = "http://127.0.0.1:9/"
    await scene.type("/ask hello")
    await expect(scene.page.locator("#banner")).to_contain_text("The bot does not answer")
    await expect(scene.page.locator(".message.private")).to_contain_text("dispatch_failed")


async def test_the_home_tab_shows_what_the_bot_published_and_asks_before_a_risky_button(scene: Scene) -> None:
    page = scene.page
    sure = {"title": text("Forget it?"), "text": text("This cannot be undone."), "confirm": text("Forget"), "deny": text("Keep")}
    blocks = [section("*Your week*"), {"type": "actions", "elements": [button("judge", "Forget all", "forgotten") | {"confirm": sure}]}]
    client = AsyncWebClient(TOKEN, base_url=f"{scene.slack.url}/api/")
    await client.views_publish(user_id="U0ANA", view={"type": "home", "blocks": blocks})
    await page.locator('[data-channel="D0ANA"]').click()
    await page.get_by_role("tab", name="Home").click()
    await page.get_by_role("button", name="Forget all").click()
    await page.get_by_role("dialog").get_by_role("button", name="Keep").click()
    await page.get_by_role("button", name="Forget all").click()
    await page.get_by_role("dialog").get_by_role("button", name="Forget").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await scene.slack.journal.wait_for(lambda entry: isinstance(entry, Delivery) and entry.kind == "block_actions")
    assert scene.pressed == ["opened", "opened", "forgotten"]


async def test_an_agents_status_is_shown_until_it_answers(scene: Scene) -> None:
    said = scene.slack.say("Ana", "#sales", "thinking aloud")
    client = AsyncWebClient(TOKEN, base_url=f"{scene.slack.url}/api/")
    await client.agents_sessions_setStatus(channel_id="C0SALES", thread_ts=said.ts, status="processing")
    await expect(scene.page.locator(".working")).to_have_text("Goodword is working…")
    await client.chat_postMessage(channel="C0SALES", thread_ts=said.ts, text="done")
    await expect(scene.page.locator(".working")).to_have_count(0)


async def test_the_page_speaks_chinese(browser: Browser) -> None:
    async with a_scene(browser, locale="zh-CN") as scene:
        await expect(scene.page.locator(".chip").first).to_contain_text("太贵了")
        await expect(scene.page.locator("#sidebar")).to_contain_text("当前身份")
        await picture(scene, "8-chinese")
        await scene.page.get_by_role("button", name="EN").click()
        await expect(scene.page.locator("#sidebar")).to_contain_text("You are")
        assert await scene.page.locator("html").get_attribute("lang") == "en"


async def test_it_can_be_used_on_a_phone(browser: Browser) -> None:
    async with a_scene(browser, width=390, height=780) as scene:
        page = scene.page
        await picture(scene, "9-phone")
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        await page.get_by_role("button", name="Channels and people").click()
        await page.locator('[data-channel="D0ANA"]').click()
        await scene.type("too expensive")
        await expect(page.locator(".inline-replies .message")).to_contain_text("What it may mean")
        await picture(scene, "10-phone-answer")
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_every_control_has_a_name(scene: Scene) -> None:
    page = scene.page
    await scene.type("@Goodword hello")
    await expect(page.locator("#thread .message")).to_have_count(2)
    nameless = """() => [...document.querySelectorAll('button, input, select, textarea')]
        .filter(e => !(e.getAttribute('aria-label') || e.textContent.trim() || e.labels?.length)).map(e => e.outerHTML)"""
    assert await page.evaluate(nameless) == []
