"""Takes the pictures of the README anew: start `goodword demo --no-browser --port 8090`, then `.venv/bin/python docs/pictures/take.py`.

Every person and company on them is made up. Needs Chromium; knows the page only, nothing of the bot.
"""

import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

FOLDER = Path(__file__).parent
URL = "http://127.0.0.1:8090"
LOOKS = {
    "ask": ("en-GB", "ANA", "“Too expensive”, and questions about certificates"),
    "ask-zh": ("zh-CN", "BEN", "突然说不要了"),
}
"""Picture -> the browser's language, who asks in direct messages, and the suggested question that he or she presses."""


def main() -> None:
    """Take every picture, each in a browser of its own."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        for name, look in LOOKS.items():
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            take(browser, name, *look)
            browser.close()


def take(browser: Browser, name: str, locale: str, person: str, suggestion: str) -> None:
    """Press a suggested question, wait for its answer, and keep the screen from the question on."""
    page = browser.new_page(viewport={"width": 1280, "height": 800}, locale=locale)
    page.goto(f"{URL}/#person=U0{person}&channel=D0{person}")
    chip = page.locator(".chip", has_text=suggestion).first
    words = chip.locator("span").inner_text()
    chip.click()
    question = page.locator("#messages .message", has_text=words).first
    expect(page.locator(".inline-replies .b-actions").last).to_be_visible(timeout=120_000)
    question.evaluate("shown => shown.scrollIntoView({block: 'start'})")
    page.mouse.move(0, 0)
    page.screenshot(path=FOLDER / f"{name}.png")
    page.close()


if __name__ == "__main__":
    main()
