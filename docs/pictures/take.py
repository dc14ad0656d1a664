"""Takes the pictures of the README anew (`make pictures`), from a fresh `goodword demo` of its own on a Monday morning.

Beside each picture stands what is on it as text: all that a screen reader would say, and where the parts of the page lie.
tests/test_demo_pictures.py compares those texts, which hold with any fonts; the pictures themselves are for people.

Every person and company on them is made up. Needs Chromium; knows the page only, nothing of the bot.
"""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect, sync_playwright

FOLDER = Path(__file__).parent
URL = ""
SLOW = 60_000
"""Milliseconds to wait for an answer at most."""
ENGLISH, CHINESE = "en-GB", "zh-CN"
SEEN = {"digest": "#messages .message", "": "main"}
"""Picture -> the part of the page that it is about; "" for all others. Ana's messages hold answers too."""
PARTS = {"channels": "nav", "page": "main", "first steps": "aside"}
_CHANGES = (
    (r"\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|December) \d{4}", "(date)"),
    (r"\d{4}年\d{1,2}月\d{1,2}日", "(date)"),
    (r'(article "[^"]*, |time: )"?\d\d:\d\d"?', r"\1(time)"),
    (r"\b10:\d\d\b", "(now)"),
    (r"(So far: )\d+", r"\1(how many)"),
    (r"(Kept this quarter: |本季度兑现：)\d+[^\"]*", r"\1(how many)"),
)
"""What is different on every day, and what stands for it."""
_WORDS = re.compile(r'(?<=: ).{25,}$|(?<=heading ").{25,}(?=")', re.MULTILINE)


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


def answered(person: str, words: str) -> Callable[[Page], None]:
    """Ask Goodword, and show the screen from the question on."""

    def show(page: Page) -> None:
        sit(page, person)
        send(page, words)
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
    "ask": (
        ENGLISH,
        answered("ANA", "Buyer in Chile says our pumps are too expensive, but he asked twice for certificates and who else buys from us"),
    ),
    "ask-zh": (CHINESE, answered("BEN", "什么都谈好了，PI也做好了，她今天突然说LED面板不需要了")),
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


def as_text(page: Page, name: str) -> str:
    """What is on the page for those who hear it, and from where to where its parts reach, in pixels from the left.

    Of an answer's guidance only the sections are kept: its sentences change with the cards, and are tested there.
    """
    boxes = {part: page.locator(f"{tag}:visible").first.bounding_box() for part, tag in PARTS.items()}
    lies = ", ".join(f"{part} {box['x']:.0f}-{box['x'] + box['width']:.0f}" for part, box in boxes.items() if box)
    told = page.locator(SEEN.get(name, SEEN[""])).last.aria_snapshot()
    for pattern, instead in _CHANGES:
        told = re.sub(pattern, instead, told)
    if name.startswith("ask"):
        lines = _WORDS.sub("…", told).splitlines()
        told = "\n".join(line for before, line in zip(["", *lines], lines, strict=False) if line != before)
    return f"{lies}\n{told}\n"


@contextmanager
def a_demo() -> Iterator[str]:
    """The address of a demo with nothing in it but the samples, at ten on the next Monday in Berlin."""
    now = datetime.now(ZoneInfo("Europe/Berlin"))
    monday = (now + timedelta(days=7 - now.weekday())).replace(hour=10, minute=0, second=0, microsecond=0)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "demo").mkdir()
        (Path(folder) / "demo" / "clock").write_text(f"{monday.timestamp() - time.time():.0f}\n", encoding="ascii")
        line = [sys.executable, "-m", "bot", "demo", "--no-browser", "--port", "8090"]
        settings = os.environ | {"GOODWORD_DATA": folder}
        demo = subprocess.Popen(line, cwd=FOLDER.parents[1], env=settings, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ourselves
        assert demo.stdout
        try:
            yield next(found.group() for told in demo.stdout if (found := re.search(r"http://[\d.:]+", told)))
        finally:
            demo.send_signal(signal.SIGTERM)
            demo.wait()


def main() -> None:
    """Take every picture, each in a browser of its own."""
    global URL
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--into", type=Path, default=FOLDER, help="the folder for pictures and texts (default: where they belong)")
    into: Path = parser.parse_args().into
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    expect.set_options(timeout=SLOW)
    with a_demo() as URL, sync_playwright() as playwright:
        for name, (locale, show) in PICTURES.items():
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page(viewport={"width": 1280, "height": 800}, locale=locale)
            show(page)
            page.mouse.move(0, 0)
            page.screenshot(path=into / f"{name}.png")
            (into / f"{name}.txt").write_text(as_text(page, name), encoding="utf-8")
            browser.close()


if __name__ == "__main__":
    main()
