"""/digest in Slack: seen now, set by words and by buttons, sent in the morning with buttons that work, and the calendar link."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from fakes_digests import Morning
from fakes_reminders import Clock, a_promise, logged
from slack_world import World, a_world, shown

from bot.errors import NotSaved
from bot.playground.people import Message
from bot.promises.records import Approval, Due, Promise
from bot.slack.blocks.digest import digest_message
from bot.slack.courier import open_courier
from bot.slack.desk import Desk

BERLIN = "Europe/Berlin"
TUESDAY = date(2026, 11, 24)
DAY = timedelta(days=1)


def at(day: date, hour: int = 8, minute: int = 30, zone: str = BERLIN) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def due(id: str, day: date, owner: str = "U0ANA", **more: object) -> Promise:
    return replace(a_promise(id, owner=owner), due=Due(day, None, BERLIN), made_at=at(TUESDAY - 30 * DAY), **more)


@dataclass
class Place:
    """A Slack with the bot in it, and the bot's digests."""

    world: World
    morning: Morning

    def put(self, *promises: Promise) -> None:
        self.morning.book.add([logged(each) for each in promises])

    async def type(self, text: str, person: str = "Ana", channel: str = "#sales") -> Message:
        await self.world.slack.command(person, channel, "/digest", text)
        return await self.last(person)

    async def last(self, person: str = "Ana") -> Message:
        """The newest message of ours that this person sees."""
        await self.world.quiet()
        who = self.world.slack.workspace.person(person)
        return [each for each in self.world.slack.workspace.seen_by(who) if each.author == "U0BOT"][-1]

    async def press(self, action: str, person: str = "Ana", value: Any = None) -> Message:
        message = await self.last(person)
        await self.world.slack.click(person, message.ts, action, value)
        return await self.last(person)

    def times(self, person: str = "U0ANA") -> Any:
        return self.morning.memory.times(person)


@pytest_asyncio.fixture
async def place() -> AsyncIterator[Place]:
    async with a_place() as the_place:
        yield the_place


@asynccontextmanager
async def a_place(has_digests: bool = True) -> AsyncIterator[Place]:
    clock = Clock(at(TUESDAY, 10, 0))
    morning = Morning(clock(), managers=("U0MAREK",), clock=clock)

    def equip(desk: Desk) -> Desk:
        morning.share(desk.promising._book)  # type: ignore[union-attr]
        return replace(desk, digests=morning.digests) if has_digests else desk

    async with a_world(now=clock, equip=equip) as world:
        yield Place(world, morning)


def buttons(message: Message) -> list[str]:
    return [each["action_id"] for block in message.blocks if block["type"] == "actions" for each in block["elements"]]


# -- now --------------------------------------------------------------------------------------------------------------


async def test_digest_now_shows_what_is_due_for_her_eyes_only(place: Place) -> None:
    place.put(due("p1", TUESDAY), due("p2", TUESDAY - DAY), due("bens", TUESDAY, owner="U0BEN"))
    message = await place.type("now")
    assert message.only_for == "U0ANA"
    assert message.text.startswith("1 overdue, 1 due today")
    assert "send item p1" in shown(message)
    assert "bens" not in shown(message)
    assert buttons(message).count("promise_done") == 2
    assert buttons(message).count("promise_snooze") == 2


async def test_with_nothing_to_do_it_says_so(place: Place) -> None:
    assert "Nothing is due" in (await place.type("now")).text


async def test_what_is_only_coming_is_shown_to_who_asks(place: Place) -> None:
    place.put(due("p1", TUESDAY + 2 * DAY))
    message = await place.type("now")
    assert message.text.startswith("1 coming")


async def test_in_chinese_everything_is_chinese(place: Place) -> None:
    place.put(due("p1", TUESDAY, what="寄样品"))
    await place.type("语言 中文")
    message = await place.type("现在")
    assert "1 条今天到期" in message.text
    assert "请今天完成" in shown(message)
    assert not re.search(r"\b(?:Done|Open|today|due)\b", message.text)


async def test_pages_of_a_long_digest_are_turned(place: Place) -> None:
    place.put(*(due(f"p{n:02}", TUESDAY - DAY) for n in range(30)))
    first = await place.type("now")
    assert "digest_more" in buttons(first)
    assert "p29" not in shown(first)
    seen = [first]
    while "digest_more" in buttons(seen[-1]):
        seen.append(await place.press("digest_more"))
    together = "".join(shown(each) for each in seen)
    assert [n for n in range(30) if f"send item p{n:02}" not in together] == []
    assert len(seen) > 2


async def test_the_buttons_in_a_digest_work_and_the_digest_stays(place: Place) -> None:
    place.put(due("p1", TUESDAY))
    digest = await place.type("now")
    await place.press("promise_open")
    opened = await place.last()
    assert opened.ts != digest.ts
    assert any(each.ts == digest.ts for each in place.world.said()), "what is opened does not take its place"
    await place.world.slack.click("Ana", digest.ts, "promise_done")
    await place.world.quiet()
    assert place.world.slack.views("Ana"), "Done asks for its form"


async def test_approvers_agree_from_their_digest(place: Place) -> None:
    asked = (Approval("finance", ("U0FELIX",)),)
    place.put(due("rebate", TUESDAY + 2 * DAY, state="waiting", approvals=asked, approval="rebate"))
    message = await place.type("now", person="Felix")
    assert "for your word" in message.text
    await place.press("promise_agree", "Felix")
    assert place.world.book.promise("rebate").state == "open"


# -- settings ---------------------------------------------------------------------------------------------------------


async def test_digest_shows_how_it_is_set(place: Place) -> None:
    place.morning.people.learn("U0ANA", BERLIN, "en-GB", place.morning.clock())
    message = await place.type("")
    assert "08:30" in shown(message)
    assert "Mon to Fri" in shown(message)
    assert {"digest_now", "digest_off", "digest_time", "digest_days", "digest_language", "digest_calendar"} <= set(buttons(message))


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("time 9:15", "digest_at", time(9, 15)),
        ("时间 8点半", "digest_at", time(8, 30)),
        ("days mon-thu", "working_days", ("mon", "tue", "wed", "thu")),
        ("工作日 周一至周三", "working_days", ("mon", "tue", "wed")),
        ("language zh", "spoken", "zh"),
        ("off", "digest_off", True),
        ("关", "digest_off", True),
    ],
)
async def test_words_change_a_setting(place: Place, text: str, field: str, value: object) -> None:
    await place.type(text)
    assert getattr(place.times(), field) == value


async def test_buttons_change_settings_and_the_message_shows_them(place: Place) -> None:
    await place.type("")
    assert "07:45" in shown(await place.press("digest_time", value="07:45"))
    assert "Tue, Thu" in shown(await place.press("digest_days", value=["tue", "thu"]))
    assert "您的每日摘要" in shown(await place.press("digest_language", value="zh"))
    await place.press("digest_language", value="en")
    off = await place.press("digest_off")
    assert "switched off" in shown(off)
    assert place.times().digest_off
    on = await place.press("digest_on")
    assert "07:45" in shown(on)
    assert (place.times().digest_at, place.times().working_days) == (time(7, 45), ("tue", "thu"))
    assert place.times().next_digest_at is not None


async def test_the_last_day_cannot_be_unchosen_by_a_slip(place: Place) -> None:
    await place.type("days tue")
    await place.press("digest_days", value=[])
    assert place.times().working_days == ("tue",)


@pytest.mark.parametrize("text", ["time 25:99", "foo <!channel>", "language fr", "days never", "x" * 5000])
async def test_what_cannot_be_read_is_answered_with_what_can(place: Place, text: str) -> None:
    message = await place.type(text)
    assert "I could not read" in message.text
    assert "/digest time 8:30" in message.text
    assert "<!channel>" not in shown(message)


async def test_help_in_both_languages(place: Place) -> None:
    assert "/digest now" in (await place.type("help")).text
    assert "/digest 现在" in (await place.type("帮助")).text


async def test_only_managers_have_a_weekly(place: Place) -> None:
    place.put(due("p1", TUESDAY, state="at-risk"))
    assert "Only managers" in (await place.type("weekly")).text
    assert "Only managers" in (await place.type("weekly off")).text
    week = await place.type("weekly", person="Marek")
    assert "1 at risk" in week.text
    assert "send item p1" in shown(week)
    assert "switched off" in shown(await place.type("weekly off", person="Marek"))
    assert place.times("U0MAREK").weekly_off


async def test_guests_have_no_digest(place: Place) -> None:
    message = await place.type("now", person="Gus", channel="DM")
    assert "due" not in message.text
    assert place.times("U0GUS").next_digest_at is None


async def test_without_digests_the_person_is_told() -> None:
    async with a_place(has_digests=False) as place:
        assert "not set up" in (await place.type("now")).text


async def test_records_that_cannot_be_written_are_told_and_nothing_is_changed(place: Place) -> None:
    def full(times: object) -> None:
        raise NotSaved("Nothing was saved: the disk is full.", "Free some space, then try again.")

    place.morning.memory.save = full  # type: ignore[method-assign, assignment]
    message = await place.type("time 9:00")
    assert "disk is full" in message.text or "NOT saved" in message.text
    assert place.times().digest_at is None


# -- the calendar -----------------------------------------------------------------------------------------------------

LINK = re.compile(r"http://\S+/calendar/([A-Za-z0-9_-]{43})\.ics")


async def test_the_link_is_shown_once_and_only_to_her(place: Place) -> None:
    place.put(due("p1", TUESDAY))
    message = await place.type("calendar")
    found = LINK.search(message.text)
    assert found
    assert message.only_for == "U0ANA"
    assert f"`{found[0]}`" in message.text, "as code: Slack makes no preview of it"
    assert place.morning.digests.calendars.feed(found[1]) is not None
    again = await place.type("calendar")
    assert not LINK.search(shown(again))
    new = LINK.search((await place.press("digest_calendar_new")).text)
    assert new
    assert place.morning.digests.calendars.feed(found[1]) is None
    assert place.morning.digests.calendars.feed(new[1]) is not None


async def test_the_link_is_taken_back(place: Place) -> None:
    found = LINK.search((await place.type("日历")).text)
    assert found
    assert "taken back" in shown(await place.type("calendar off"))
    assert place.morning.digests.calendars.feed(found[1]) is None
    assert "no link" in shown(await place.type("calendar off"))


async def test_customers_are_hidden_by_a_button(place: Place) -> None:
    await place.type("calendar")
    hidden = await place.press("digest_hide")
    assert "not named" in shown(hidden)
    assert place.times().calendar_hides
    await place.press("digest_name")
    assert not place.times().calendar_hides


# -- in the morning ---------------------------------------------------------------------------------------------------


async def test_what_she_does_tells_where_she_is(place: Place) -> None:
    await place.world.slack.say("Ana", "DM", "they say we are too expensive")
    await place.world.quiet()
    for _ in range(100):
        if place.times().zone:
            break
        await place.world.slack.settle()
    person = place.world.slack.workspace.person("Ana")
    assert (place.times().zone, place.times().locale) == (person.tz, person.locale)


async def test_the_morning_message_arrives_through_slack_and_its_buttons_work(place: Place) -> None:
    place.put(due("p1", TUESDAY + DAY), due("p2", TUESDAY - DAY))
    courier = open_courier(place.world.desk.config, {"digest": digest_message}, lambda _: "")
    place.morning.sending.courier = courier
    place.morning.people.learn("U0ANA", BERLIN, "en-GB", place.morning.clock())
    place.morning.sweep.run()
    place.morning.clock.at = at(TUESDAY + DAY)
    await asyncio.to_thread(place.morning.sweep.run)
    message = await place.last()
    assert message.channel.startswith("D")
    assert message.text.startswith("1 overdue, 1 due today")
    await place.world.slack.click("Ana", message.ts, "promise_at_risk")
    await place.world.quiet()
    assert place.world.slack.views("Ana")
