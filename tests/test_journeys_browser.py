"""Three people's days in `goodword demo`, started as its own process: a rep, a manager, an admin, in English and in Chinese.

Everything is done and read on the page, as a person would. Set PICTURES to a folder to keep what was on the screen.
"""

import asyncio
import os
import re
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Locator, Page, expect

from bot.reminders.outbox import Slot
from bot.storage.database import open_database
from bot.storage.outbox_statements import new_row, put_rows

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.browser, pytest.mark.slow]
SLOW = 15_000
"""Milliseconds to wait for anything at most."""
ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Tongue:
    """One language of the page, and the rep who works in it."""

    code: str
    locale: str
    rep: str
    mate: str

    def __call__(self, english: str, chinese: str) -> str:
        return chinese if self.code == "zh" else english


TONGUES = pytest.mark.parametrize(
    "says", [Tongue("en", "en-GB", "ANA", "BEN"), Tongue("zh", "zh-CN", "BEN", "ANA")], ids=["English", "Chinese"]
)


def monday() -> float:
    """How far ahead the next Monday is, at ten in Berlin, in seconds."""
    now = datetime.now(ZoneInfo("Europe/Berlin"))
    day = (now + timedelta(days=7 - now.weekday())).replace(hour=10, minute=0, second=0, microsecond=0)
    return day.timestamp() - time.time()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("journeys")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def url(folder: Path) -> AsyncIterator[str]:
    """The demo on a Monday morning, as one process for the whole file."""
    (folder / "demo").mkdir()
    (folder / "demo" / "clock").write_text(f"{monday():.0f}\n", encoding="ascii")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    line = [sys.executable, "-m", "bot", "demo", "--no-browser", "--port", str(port)]
    settings = os.environ | {"GOODWORD_DATA": str(folder)}
    log = (folder / "log").open("wb")
    demo = await asyncio.create_subprocess_exec(*line, cwd=ROOT, env=settings, stdout=asyncio.subprocess.PIPE, stderr=log)
    assert demo.stdout
    try:
        async with asyncio.timeout(60):
            async for told in demo.stdout:
                if found := re.search(rb"http://\S+", told):
                    break
            else:
                raise AssertionError((folder / "log").read_text(encoding="utf-8"))
        yield found.group().decode()
    finally:
        if demo.returncode is None:
            demo.send_signal(signal.SIGTERM)
        await demo.wait()
        log.close()
    assert demo.returncode == 0
    assert "Traceback" not in (folder / "log").read_text(encoding="utf-8")


class Desk:
    """The page, in the hands of one person after another."""

    def __init__(self, page: Page, url: str, says: Tongue) -> None:
        self.page, self.url, self.says = page, url, says
        self.messages = page.locator("#messages")
        self.form = page.get_by_role("dialog")

    async def sit(self, person: str, channel: str = "") -> None:
        """Be this person in that channel, or in Goodword's direct messages."""
        await self.page.goto("about:blank")
        await self.page.goto(f"{self.url}#person=U0{person}&channel={channel or 'D0' + person}")
        await expect(self.page.locator("#channel-head h1")).not_to_be_empty()

    async def home(self, person: str) -> Locator:
        await self.sit(person)
        await self.page.get_by_role("tab", name=self.says("Home", "主页")).click()
        return self.page.locator("#main")

    async def send(self, words: str) -> None:
        box = self.page.locator("#compose textarea")
        await box.fill(words)
        await box.press("Escape")
        await box.press("Enter")

    def newest(self, words: str, about: str = "") -> Locator:
        return self.page.locator(".message", has_text=words).filter(has_text=about).last

    async def press(self, name: str, inside: Locator) -> None:
        await inside.get_by_role("button", name=name, exact=True).last.click()

    async def fill(self, label: str, words: str) -> None:
        await self.form.get_by_label(label).first.fill(words)

    async def choose(self, label: str, option: str) -> None:
        await self.form.get_by_label(label).first.select_option(label=option)

    async def send_form(self) -> None:
        await self.form.locator("button[type=submit]").click()
        await expect(self.form).to_have_count(0)

    async def prefer_the_language(self, person: str) -> None:
        """Choose the language of this journey in the settings on Home."""
        main = await self.home(person)
        await main.get_by_role("button", name=re.compile("^(Change|更改)$")).click()
        spoken = self.form.get_by_role("combobox").first
        option = spoken.locator("option", has_text=re.compile(self.says("^(English|英文)$", "^(Chinese|中文)$")))
        await spoken.select_option(await option.get_attribute("value"))
        await self.send_form()
        await expect(main).to_contain_text(self.says("Language: English", "语言：中文"))

    async def let_time_pass(self) -> None:
        await self.page.locator("#clock").click()
        await self.page.get_by_role("button", name=self.says("Next workday, 9:00", "下一个工作日早上 9:00")).click()

    async def picture(self, name: str) -> None:
        if folder := os.environ.get("PICTURES"):
            await self.page.screenshot(path=f"{folder}/journey-{self.says.code}-{name}.png")

    async def check_access(self) -> None:
        """What axe finds wrong for people who cannot see, or cannot use a mouse. The screens are built alike in both languages."""
        if self.says.code != "en":
            return
        found = (await Axe().run(self.page)).response["violations"]
        assert not found, [(each["id"], each["help"], [node["html"][:200] for node in each["nodes"]]) for each in found]


@asynccontextmanager
async def a_desk(browser: Browser, url: str, says: Tongue) -> AsyncIterator[Desk]:
    page = await browser.new_page(viewport={"width": 1280, "height": 900}, locale=says.locale)
    page.set_default_timeout(SLOW)
    expect.set_options(timeout=SLOW)
    try:
        yield Desk(page, url, says)
    except BaseException:
        print(await page.locator("body").inner_text())
        if folder := os.environ.get("PICTURES"):
            await page.screenshot(path=f"{folder}/journey-failed.png")
        raise
    finally:
        await page.close()


async def test_a_new_demo_blames_nobody_and_shows_the_approver_what_waits(browser: Browser, url: str) -> None:
    """First in this file: the clock stands as far ahead as the run before has left it."""
    async with a_desk(browser, url, Tongue("en", "en-GB", "ANA", "BEN")) as desk:
        await desk.sit("FELIX")
        asked = desk.newest("promise this?", "3% discount")
        await expect(asked).to_contain_text("Nordhavn Pumps (sample)")
        await expect(asked.get_by_role("button", name="Agree", exact=True)).to_be_visible()
        for person in ("ANA", "BEN", "MAREK"):
            await desk.sit(person)
            await no_lateness(desk)
        await expect(desk.page.get_by_text("0 of 5 done")).to_be_visible()
        await desk.picture("0-new")


async def no_lateness(desk: Desk) -> None:
    told = await desk.messages.inner_text()
    assert not [words for words in ("comes late", "来晚了") if words in told], told


@TONGUES
async def test_a_reps_day(browser: Browser, url: str, says: Tongue) -> None:
    async with a_desk(browser, url, says) as desk:
        await desk.prefer_the_language("FELIX")
        await desk.prefer_the_language("MAREK")
        await asks_and_is_warned_of_a_discount(desk)
        await keeps_to_words_that_can_be_kept(desk)
        await gets_an_approval(desk)
        await is_honest_when_it_slips(desk)
        await reads_the_digest(desk)


async def asks_and_is_warned_of_a_discount(desk: Desk) -> None:
    says = desk.says
    await desk.sit(says.rep, "C0SALES")
    await desk.send(
        says(
            "/ask They say we are too expensive, but asked twice for certificates", "/ask 客户说价格太贵，还反复要资质证书，问我们靠不靠谱"
        )
    )
    answer = desk.newest(says("What could we show you", "来源 [1]"))
    await expect(answer).to_contain_text(says("Only visible to you", "仅你可见"))
    await expect(answer).to_contain_text(says("Ask this next", "现在先问这一句"))
    await expect(answer).to_contain_text(says("Sources [1]", "来源 [1]"))
    await expect(answer).to_contain_text(says("What it may mean", "可能的含义"))
    await desk.check_access()
    await desk.picture("1-asked")
    pasted = says(
        "Buyer: too expensive. And who else in Chile buys from you? Please send your certificates again",
        "智利客户嫌水泵太贵，可他两次问我们要证书，还问还有谁在用我们的货",
    )
    await desk.send(pasted)
    message = desk.page.locator("#messages .message:not(.private)", has_text=pasted[:20]).last
    await message.get_by_role("button", name=says("More actions", "更多操作")).press("Enter")
    await desk.page.get_by_role("menuitem", name="Diagnose").press("Enter")
    await expect(desk.page.locator(".message.private", has_text=says("What it may mean", "可能的含义"))).to_have_count(2)
    await desk.send(
        says("/ask He only said it is too expensive. Can I offer 8% off?", "/ask 客户只说了一句太贵，我能不能先给他打个九二折？")
    )
    guard = desk.page.locator(".message.private", has_text=says("like deals on record", "类似的单子降了价")).last
    await expect(guard).to_contain_text(says("A price cut made before the cause is known", "降价"))
    await expect(guard).to_contain_text(re.compile(says(r"In \d of \d like deals on record", r"记录里有\d个类似的单子")))
    await desk.picture("2-warned")


async def keeps_to_words_that_can_be_kept(desk: Desk) -> None:
    says = desk.says
    await desk.send(
        says(
            "/promise I'll get Bluewave the year-end rebate by Friday, the board has not decided yet",
            "/promise 蓝浪贸易：周五前给年终返利，老板还没定",
        )
    )
    card = desk.newest(says("Save this promise?", "要保存这条承诺吗？"))
    await expect(card).to_contain_text(says("no approval of the rebate is on file", "没有获批记录"))
    await expect(card).to_contain_text(says("is not decided yet, and there is a story", "返利没有获批记录"))
    await expect(card).to_contain_text(says("Nothing is saved yet", "目前还没有保存"))
    await desk.check_access()
    await desk.picture("3-stopped")
    await desk.press(says("Use this wording", "改用这句话"), card)
    await expect(card).to_contain_text(says("I will tell you the decision on the rebate", "告诉您关于返利的决定"))
    await desk.press(says("Save", "保存"), card)
    await expect(desk.newest(says("Saved. You will be reminded.", "已保存，到期前会提醒您。"))).to_be_visible()


async def gets_an_approval(desk: Desk) -> None:
    says = desk.says
    await desk.send(says("/promise Bluewave: 5% discount on the next order, by Friday", "/promise 蓝浪贸易：周五前给下一单5%折扣"))
    card = desk.newest(says("Save this promise?", "要保存这条承诺吗？"), says("5% discount", "5%折扣"))
    await desk.press(says("Ask finance", "请财务部审批"), card)
    await expect(
        desk.newest(says("Do not tell the customer yet: saved", "请先不要告诉客户：已保存"), says("5% discount", "5%折扣"))
    ).to_be_visible()
    await desk.sit("FELIX")
    asked = desk.newest(says("5% discount", "5%折扣"))
    await expect(asked).to_contain_text(says("promise this?", "这样承诺吗？"))
    await expect(asked).to_contain_text(says("The customer has not been told.", "客户尚未被告知。"))
    await desk.check_access()
    await desk.press(says("Agree", "同意"), asked)
    await expect(asked).to_contain_text(says("Thank you. You agreed", "谢谢，您已同意"))
    await expect(asked.get_by_role("button", name=says("Agree", "同意"), exact=True)).to_have_count(0)
    await desk.sit(says.rep)
    told = desk.newest(says("You may tell the customer: everybody agreed.", "可以告诉客户了：已全部同意。"))
    await expect(told).to_contain_text(says("5% discount", "5%折扣"))


async def is_honest_when_it_slips(desk: Desk) -> None:
    says = desk.says
    await desk.send(says("/promise Bluewave", "/promise 蓝浪贸易"))
    mine = desk.newest(says("Promises with", "的承诺"))
    await expect(mine).to_contain_text(says("5% discount", "5%折扣"))
    await desk.press(says("At risk", "有风险"), mine)
    await desk.fill(says("What is in the way", "遇到什么情况"), says("The price list is late", "价目表晚了"))
    later = (datetime.now(UTC) + timedelta(seconds=monday(), days=14)).strftime("%Y-%m-%d")
    await desk.fill(says("New date you could keep", "能兑现的新日期"), later)
    await desk.check_access()
    await desk.send_form()
    drafted = desk.newest(says("Tell the customer now", "请现在就告诉客户"))
    await expect(drafted.locator("pre").first).to_contain_text(says("I would rather tell you now than on the day", "不如现在就告诉您"))
    await expect(drafted.locator("pre")).to_have_count(2)
    await desk.picture("4-at-risk")
    await desk.press(says("The customer answered", "客户已答复"), drafted)
    await desk.choose(says("What the customer answered", "客户怎么答复"), says("They agree to the new date", "同意新日期"))
    await desk.send_form()
    await expect(desk.newest(says("The new date is saved", "新日期已保存"))).to_be_visible()
    await desk.send(says("/promise Bluewave", "/promise 蓝浪贸易"))
    mine = desk.newest(says("Promises with", "的承诺"), says("moved to a new date", "已改期"))
    await expect(mine).to_contain_text(says("moved to a new date", "已改期"))
    await desk.press(says("Done", "已完成"), mine)
    await desk.send_form()
    await expect(desk.newest(says("Well kept. It is marked done.", "已兑现，标记为已完成。"))).to_be_visible()
    await desk.picture("5-kept")


async def reads_the_digest(desk: Desk) -> None:
    await desk.let_time_pass()
    digest = desk.newest("/digest", desk.says("Terranova Tiles (sample)", "远帆渔具（示例）"))
    await expect(digest).to_contain_text(desk.says("1 at risk", "条已逾期"))
    await no_lateness(desk)
    await desk.picture("6-digest")
    await desk.check_access()


@TONGUES
async def test_a_managers_day(browser: Browser, url: str, says: Tongue) -> None:
    async with a_desk(browser, url, says) as desk:
        await desk.prefer_the_language("MAREK")
        await a_rep_asks_for_a_word_and_keeps_a_promise_private(desk)
        await sees_numbers_and_the_lists_behind_them(desk)
        await agrees_with_other_words(desk)
        await answers_what_nobody_could(desk)


async def a_rep_asks_for_a_word_and_keeps_a_promise_private(desk: Desk) -> None:
    says = desk.says
    await desk.sit(says.rep, "C0SALES")
    await desk.send(says("/promise Greyfield: 7% rebate on this order, by Friday", "/promise 灰田机电：周五前给这一单7%返利"))
    card = desk.newest(says("Save this promise?", "要保存这条承诺吗？"), says("7% rebate", "7%返利"))
    await desk.press(says("Ask finance", "请财务部审批"), card)
    await expect(
        desk.newest(says("Do not tell the customer yet: saved", "请先不要告诉客户：已保存"), says("7% rebate", "7%返利"))
    ).to_be_visible()
    await desk.send(says("/promise Greyfield: call Mr Sand by Thursday", "/promise 灰田机电：周四前给沙总回电话"))
    card = desk.newest(says("Save this promise?", "要保存这条承诺吗？"), says("call Mr Sand", "沙总"))
    await desk.press(says("Edit", "编辑"), card)
    await desk.choose(says("Who may read it", "谁可以看到"), says("Only I", "仅自己"))
    await desk.check_access()
    await desk.send_form()
    await expect(desk.newest(says("Saved. You will be reminded.", "已保存，到期前会提醒您。"))).to_contain_text(
        says("call Mr Sand", "沙总")
    )
    await desk.send(says("/ask What is the minimum order quantity of our P40 pump?", "/ask 我们P60水泵的最小起订量是多少？"))
    await expect(desk.newest(says("nobody has told me", "没有人告诉过我"))).to_be_visible()


async def sees_numbers_and_the_lists_behind_them(desk: Desk) -> None:
    says = desk.says
    main = await desk.home("MAREK")
    await expect(main).to_contain_text(says("Team north", "north 团队"))
    await expect(main).to_contain_text(says("Kept this quarter", "本季度兑现"))
    await desk.check_access()
    await desk.picture("7-home")
    await main.get_by_role("button", name=says("Waiting for approval: ", "等待审批：")).first.click()
    await expect(desk.form).to_contain_text(says("7% rebate", "7%返利"))
    assert says("Mr Sand", "沙总") not in await desk.form.inner_text()
    await desk.check_access()
    await desk.press(says("Close", "关闭"), desk.form)
    await desk.page.get_by_role("tab", name=says("Messages", "消息")).click()
    await desk.send(says("/promise Greyfield", "/promise 灰田机电"))
    listed = desk.newest(says("Promises with", "的承诺"))
    await expect(listed).to_contain_text(says("7% rebate", "7%返利"))
    assert says("Mr Sand", "沙总") not in await desk.messages.inner_text()


async def agrees_with_other_words(desk: Desk) -> None:
    says = desk.says
    asked = desk.newest(says("promise this?", "这样承诺吗？"), says("7% rebate", "7%返利"))
    await expect(asked).to_contain_text(says("7% rebate", "7%返利"))
    await desk.press(says("Agree with other words", "换个说法同意"), asked)
    await desk.fill(says("The words you agree to", "您同意的措辞"), says("3% rebate on this order", "这一单给3%返利"))
    await expect(desk.form.locator("button[type=submit]")).to_have_text(says("Agree to these words", "同意这个说法"))
    await desk.check_access()
    await desk.send_form()
    await expect(desk.newest(says("You agreed with other words", "您已用新的措辞同意"))).to_be_visible()
    await desk.picture("8-agreed")
    await desk.sit(says.rep)
    told = desk.newest(says("Use these words with the customer", "请用这句话答复客户"))
    await expect(told).to_contain_text(says("3% rebate", "3%返利"))


async def answers_what_nobody_could(desk: Desk) -> None:
    says = desk.says
    pump = says("P40", "P60")
    main = await desk.home("MAREK")
    await expect(main).to_contain_text(pump)
    await main.get_by_role("button", name=says("Write a card", "写卡片")).first.click()
    await expect(desk.form).to_contain_text(says("Everybody on the team gets this", "团队里每个人提问都能得到这个答案"))
    await desk.check_access()
    await desk.fill(says("Title", "标题"), says("Smallest order of the P40", "P60最小起订量"))
    await desk.fill(says("What to say", "怎么说"), says("We sell the P40 from 20 pieces on.", "P60二十台起订。"))
    await desk.form.locator("button[type=submit]").click()
    await expect(desk.form).to_contain_text(says("The next who asks gets it as an answer.", "下一个提问的人就能得到这个答案。"))
    await desk.press(says("Close", "关闭"), desk.form)
    await expect(main).not_to_contain_text(pump)
    await desk.sit(says.mate, "C0SALES")
    await desk.send(says("/ask What is the minimum order quantity of our P40 pump?", "/ask 我们P60水泵的最小起订量是多少？"))
    answer = desk.newest(says("We sell the P40 from 20 pieces on.", "P60二十台起订。"))
    await expect(answer).to_contain_text(says("Smallest order of the P40", "P60最小起订量"))
    await desk.picture("9-cited")


@TONGUES
async def test_an_admins_day(browser: Browser, url: str, folder: Path, says: Tongue) -> None:
    async with a_desk(browser, url, says) as desk:
        await desk.prefer_the_language("SOFIA")
        main = await desk.home("SOFIA")
        await expect(main).to_contain_text(says("For admins", "管理员"))
        await expect(main).to_contain_text(says("In the library: 48 deals", "案例 48 个"))
        await expect(main).to_contain_text(says("48 read, 0 unreadable", "读取 48 行，无法读取 0 行"))
        await expect(main).to_contain_text(says("Everything that was due has been delivered.", "到期的内容都已送达。"))
        await desk.check_access()
        await desk.press(says("Examine everything", "全面检查"), main)
        await expect(desk.form).to_contain_text(says("What the examination found", "检查结果"))
        await desk.picture("10-examined")
        await desk.check_access()
        await desk.press(says("Close", "关闭"), desk.form)
        await sends_again_what_was_given_up(desk, folder)
        await sets_a_channel(desk)
        await others_get_nothing(desk)


def give_up(folder: Path, key: str) -> None:
    """A reminder of Cleo's promise that Slack has refused for good."""
    now = datetime.now(UTC) + timedelta(seconds=monday())
    slot = Slot(key, "snooze", "sample-11", "U0CLEO", now, 1)
    dead = {"state": "dead", "ended_at": now, "error": "channel_not_found"}
    database = open_database(folder / "demo" / "goodword.db")
    try:
        database.write(lambda connection: put_rows(connection, [new_row(slot, datetime(2020, 1, 1, tzinfo=UTC)) | dead]))
    finally:
        database.close()


async def sends_again_what_was_given_up(desk: Desk, folder: Path) -> None:
    says = desk.says
    await asyncio.to_thread(give_up, folder, f"given-up-{says.code}")
    main = await desk.home("SOFIA")
    await expect(main).to_contain_text(says("Reminders given up: 1", "已放弃的提醒：1"))
    await expect(main).to_contain_text("channel_not_found")
    await desk.check_access()
    await desk.picture("12-given-up")
    await desk.press(says("Send again", "重新发送"), main)
    await expect(main).to_contain_text(says("Everything that was due has been delivered.", "到期的内容都已送达。"))
    await desk.sit("CLEO")
    await expect(desk.newest("As you asked", "send references from Chile")).to_be_visible()


async def sets_a_channel(desk: Desk) -> None:
    says = desk.says
    await desk.sit("SOFIA", "C0SALES")
    await desk.send(says("/ask settings", "/ask 设置"))
    await expect(desk.page.locator(".message.private").last).to_contain_text(says("mentioned", "提到"))
    await desk.picture("11-settings")


async def others_get_nothing(desk: Desk) -> None:
    says = desk.says
    main = await desk.home("GUS")
    await expect(main).to_contain_text(re.compile("Promises and deals are for members|承诺和案例仅供成员查看"))
    await expect(main.get_by_role("button")).to_have_count(0)
    await desk.sit("GUS")
    await desk.send("/promise list")
    await expect(desk.messages).to_contain_text(re.compile("guests cannot see or log promises|访客不能查看或记录承诺"))
    await desk.sit("EVA", "C0ACME")
    await desk.send(says("@Goodword they say we are too expensive", "@Goodword 客户说太贵了"))
    await expect(desk.messages).to_contain_text(says("I do not answer in channels shared with other companies", "与其他公司共享的频道"))
    await desk.sit("ANA", "C0ACME")
    await expect(desk.messages).to_contain_text(says("they say we are too expensive", "客户说太贵了"))
    await expect(desk.messages.locator('.message[data-author="U0BOT"]')).to_have_count(0)
