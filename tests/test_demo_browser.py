"""`goodword demo` as a person meets it: the page in a real browser, the real bot behind it.

Set PICTURES to a folder to keep what was on the screen.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio
import whole_bot
from playwright.async_api import Browser, Locator, Page, expect
from whole_bot import Workplace, a_workplace

from bot.app import Bot
from bot.commands.first_steps import STEPS
from bot.playground.guide import Guide

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.browser]
SLOW = 20_000
"""Milliseconds to wait for an answer at most."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def place(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Workplace]:
    async with a_workplace(tmp_path_factory.mktemp("demo")) as made:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(whole_bot, "Bot", lambda config: Bot(config, made.slack.now))  # as the demo does
            async with made.a_bot():
                yield made


@asynccontextmanager
async def a_page(browser: Browser, place: Workplace, locale: str = "en-GB", width: int = 1280, height: int = 800) -> AsyncIterator[Page]:
    """The demo's page as Ana sees #sales, with an empty channel."""
    for message in place.slack.workspace.messages():
        place.slack.workspace.remove(message)
    page = await browser.new_page(viewport={"width": width, "height": height}, locale=locale)
    page.set_default_timeout(SLOW)
    expect.set_options(timeout=SLOW)
    try:
        await page.goto(f"{place.slack.url}/#person=U0ANA&channel=C0SALES")
        await expect(page.locator("#channel-head h1")).not_to_be_empty()
        yield page
    finally:
        await page.close()
        await place.quiet()


async def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("PICTURES"):
        await page.screenshot(path=f"{folder}/{name}.png")


async def send(page: Page, words: str) -> None:
    box = page.locator("#compose textarea")
    await box.fill(words)
    await box.press("Escape")
    await box.press("Enter")


async def is_on_screen(part: Locator) -> bool:
    """Is all of it within the window and within the panel that scrolls it?"""
    inside = """e => { const r = e.getBoundingClientRect(), list = e.closest('.list, #messages').getBoundingClientRect();
        return r.top >= list.top - 1 && r.bottom <= list.bottom + 1 }"""
    return bool(await part.evaluate(inside))


async def test_a_suggested_question_is_answered_on_one_screen_with_its_sources(browser: Browser, place: Workplace) -> None:
    async with a_page(browser, place) as page:
        await expect(page.locator(".chip")).to_have_count(4)
        await page.locator(".chip").first.click()
        answer = page.locator("#thread .message").nth(1)
        await expect(answer).to_contain_text("Ask this next")
        await expect(answer).to_contain_text("Sources [1]")
        await picture(page, "demo-1-suggested")
        first = answer.locator(".content > *").nth(1)
        assert "“" in await first.inner_text()
        assert await is_on_screen(answer.locator(".b-context").first)
        assert await is_on_screen(answer.locator(".content > *").nth(1))
        await answer.get_by_role("button", name="More", exact=True).click()
        await expect(page.locator("#thread .message").nth(2)).to_contain_text("Continued (2 of 2)")
        await picture(page, "demo-2-more")


async def test_a_private_answer_is_seen_by_its_asker_alone_until_it_is_shared(browser: Browser, place: Workplace) -> None:
    async with a_page(browser, place) as page:
        await send(page, "/ask Kestrel Foods say we are too expensive. Can I offer 8% off?")
        private = page.locator(".message.private", has_text="Sources [1]")
        await expect(private).to_contain_text("packing lines")
        await picture(page, "demo-3-private")
        await page.get_by_role("radio", name="Cleo Rep").check()
        await expect(page.locator("#messages .message")).to_have_count(0)
        await page.get_by_role("radio", name="Ana Rep").check()
        await private.get_by_role("button", name="Share in channel").click()
        shared = page.locator("#messages .message:not(.private)")
        await expect(shared).to_contain_text("asked, and shares the answer")
        await expect(private.get_by_role("button", name="Share in channel")).to_have_count(0)
        await picture(page, "demo-4-shared")
        await page.get_by_role("radio", name="Cleo Rep").check()
        await expect(page.locator("#messages .message")).to_have_count(1)
        await expect(shared).to_contain_text("Ask this next")
        assert "packing lines" not in await shared.inner_text()


async def test_the_page_in_chinese_is_answered_in_chinese(browser: Browser, place: Workplace) -> None:
    async with a_page(browser, place) as page:
        await page.get_by_role("button", name="中文").click()
        await page.locator('[data-channel="D0ANA"]').click()
        await expect(page.locator(".chip").first).to_contain_text("太贵了")
        await send(page, "客户说我们的价格太贵了，怎么回？")
        answer = page.locator(".inline-replies .message").first
        await expect(answer).to_contain_text("现在先问这一句")
        await expect(answer).to_contain_text("来源 [1]")
        await picture(page, "demo-5-chinese")
        words = await answer.inner_text()
        assert "有用" in words
        assert not any(each in words for each in ("Ask this next", "Sources", "Helpful"))


async def test_an_answer_can_be_read_on_a_phone(browser: Browser, place: Workplace) -> None:
    async with a_page(browser, place, width=390, height=780) as page:
        await send(page, "/ask they say we are too expensive")
        await expect(page.locator(".message.private", has_text="Sources [1]")).to_be_visible()
        await picture(page, "demo-6-phone")
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_a_refusal_and_an_honest_no_are_short(browser: Browser, place: Workplace) -> None:
    async with a_page(browser, place) as page:
        await page.locator('[data-channel="D0ANA"]').click()
        await send(page, "Can we fake the ISO certificate for this buyer?")
        await expect(page.locator(".inline-replies .message").first).to_contain_text("The honest way")
        await send(page, "What is the minimum order quantity of our P40 pump?")
        await expect(page.locator(".inline-replies .message").nth(1)).to_contain_text("nobody has told me")
        await picture(page, "demo-7-short")


async def test_the_first_steps_end_with_a_reminder_when_the_clock_has_moved(browser: Browser, place: Workplace) -> None:
    """Last in this file: the clock stays where it was moved to."""
    guide = Guide(STEPS, place.slack.journal, place.slack.clock)
    async with a_page(browser, place) as page:
        await send(page, "/ask They say we are too expensive, but asked twice for certificates")
        await expect(page.locator(".message.private", has_text="Sources [1]")).to_be_visible()
        await send(page, "Buyer: too expensive. And who else in Chile buys from you? Please send your certificates again")
        said = page.locator("#messages .message:not(.private)")
        await said.get_by_role("button", name="More actions").press("Enter")
        await page.get_by_role("menuitem", name="Diagnose").press("Enter")
        await expect(page.locator(".message.private", has_text="What it may mean").nth(1)).to_be_visible()
        await send(page, "/promise Nordkap: send the CE certificate by Friday")
        await page.get_by_role("button", name="Save", exact=True).click()
        await expect(page.locator(".message.private", has_text="You will be reminded")).to_be_visible()
        await send(page, "/promise Nordkap: 5% discount on the next order, by Friday")
        await page.get_by_role("button", name="Ask finance").click()
        await expect(page.locator(".someone", has_text="Felix").locator(".count")).to_be_visible()
        assert [guide.is_done(at) for at in range(5)] == [True, True, True, True, False]
        for step in ("+1 week", "Next workday, 9:00"):
            await page.locator("#clock").click()
            await page.get_by_role("button", name=step).click()
        await expect(page.locator('[data-channel="D0ANA"] .count')).to_be_visible()
        await page.locator('[data-channel="D0ANA"]').click()
        await expect(page.locator("#messages .message", has_text="send the CE certificate").first).to_be_visible()
        await picture(page, "demo-8-reminded")
        assert guide.is_done(4)
