"""Takes the pictures of the README anew: start `goodword demo --no-browser --port 8090` with an empty GOODWORD_DATA, then
`.venv/bin/python docs/pictures/take.py`.

Every person and company on them is made up. Needs Chromium; knows the page only, nothing of the bot.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

FOLDER = Path(__file__).parent
URL = "http://127.0.0.1:8090"
SLOW = 120_000
"""Milliseconds to wait for an answer at most."""
ENGLISH, CHINESE = "en-GB", "zh-CN"


def sit(page: Page, person: str, channel: str = "") -> None:
    """Be this person in that channel, or in Goodword's direct messages."""
    page.goto("about:blank")
    page.goto(f"{URL}/#person=U0{person}&channel={channel or 'D0' + person}")
    expect(page.locator("#channel-head h1")).not_to_be_empty()


def send(page: Page, words: str) -> None:
    box = page.locator("#compose textarea")
    box.fill(words)
    box.press("Escape")
    box.press("Enter")


def suggested(person: str, title: str) -> Callable[[Page], None]:
    """Press a suggested question, and show the screen from the question on."""

    def show(page: Page) -> None:
        sit(page, person)
        chip = page.locator(".chip", has_text=title).first
        words = chip.locator("span").inner_text()
        chip.click()
        question = page.locator("#messages .message", has_text=words).first
        expect(page.locator(".inline-replies .b-actions").last).to_be_visible()
        question.evaluate("shown => shown.scrollIntoView({block: 'start'})")

    return show


def checked(person: str, words: str, wording: str) -> Callable[[Page], None]:
    """The card on which a promise is stopped before it is made."""

    def show(page: Page) -> None:
        sit(page, person, "C0SALES")
        send(page, words)
        expect(page.get_by_role("button", name=wording).last).to_be_visible()

    return show


def asked(page: Page) -> None:
    """The card on which finance is asked."""
    sit(page, "ANA", "C0SALES")
    send(page, "/promise Bluewave: 5% discount on the next order, by Friday")
    page.locator(".message.private", has_text="5% discount").get_by_role("button", name="Ask finance").click()
    sit(page, "FELIX")
    expect(page.locator(".message", has_text="5% discount").get_by_role("button", name="Agree with other words")).to_be_visible()


def home(page: Page) -> None:
    """The manager's Home, with a question that nobody could answer."""
    sit(page, "CLEO", "C0SALES")
    send(page, "/ask What is the minimum order quantity of our P40 pump?")
    expect(page.locator(".message.private").last).to_contain_text("nobody has told me")
    sit(page, "MAREK")
    page.get_by_role("tab", name="Home").click()
    expect(page.locator("#main")).to_contain_text("P40")


def digest(page: Page) -> None:
    """The digest at once, as it comes in the morning."""
    sit(page, "ANA")
    send(page, "/digest now")
    expect(
        page.locator(".message", has_text="Do these today").or_(page.locator(".message", has_text="Coming this week")).last
    ).to_be_visible()


PICTURES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "ask": (ENGLISH, suggested("ANA", "“Too expensive”, and questions about certificates")),
    "ask-zh": (CHINESE, suggested("BEN", "突然说不要了")),
    "promise": (
        ENGLISH,
        checked("ANA", "/promise I'll get Bluewave the year-end rebate by Friday, the board has not decided yet", "Use this wording"),
    ),
    "promise-zh": (CHINESE, checked("BEN", "/promise 蓝浪贸易：周五前给年终返利，老板还没定", "改用这句话")),
    "approval": (ENGLISH, asked),
    "home": (ENGLISH, home),
    "digest": (ENGLISH, digest),
}
"""Picture -> the browser's language, and what is done before it is taken."""


def main() -> None:
    """Take every picture, each in a browser of its own."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    expect.set_options(timeout=SLOW)
    with sync_playwright() as playwright:
        for name, (locale, show) in PICTURES.items():
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page(viewport={"width": 1280, "height": 800}, locale=locale)
            show(page)
            page.mouse.move(0, 0)
            page.screenshot(path=FOLDER / f"{name}.png")
            browser.close()


if __name__ == "__main__":
    main()
