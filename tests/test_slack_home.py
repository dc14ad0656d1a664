"""The Home tab, through the real Bolt app on a Slack of this machine: a rep's day, a manager's numbers and cards, what an admin must see.

Ana and Ben sell in team north, Cleo in team south; Marek is the manager of team north, Sofia the admin, Gus a guest.
"""

import asyncio
import json
import re
import threading
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
import pytest_asyncio
from fakes_reminders import MemoryPeople
from slack_world import World, a_world, shown

from bot.answers.answering import Answering
from bot.answers.readers import MEMBERS
from bot.answers.records import Question
from bot.app import JournaledAnswering, Parts
from bot.config import Answers, People, Reminders
from bot.errors import NotSaved
from bot.imports import LastImport
from bot.playground.blocks import faults_of_view
from bot.playground.surfaces import View
from bot.ports import Kept
from bot.promises.promising import Proposal
from bot.promises.records import Due, Person, Promise
from bot.reminders.clocks import WEEKDAYS
from bot.reminders.digest_settings import DigestSettings
from bot.reminders.digesting import Digests
from bot.reminders.noticing import NoticedPeople
from bot.reminders.outbox import Row
from bot.slack import home_cards
from bot.slack.blocks import home as home_blocks
from bot.slack.blocks.message import section
from bot.slack.desk import Desk
from bot.slack.incoming import sort
from bot.slack.texts_home import TEXTS
from knowledge.library import open_library
from knowledge.records import Card

NOW = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)
"""A Wednesday, noon in Berlin."""
ANA = Person("U0ANA", "north", zone="Europe/Berlin")
BEN = Person("U0BEN", "north", zone="Asia/Shanghai")
CLEO = Person("U0CLEO", "south", zone="America/New_York")


class MemoryShelf:
    """ports.Shelf. `gate` holds cards back, `trouble` is raised."""

    def __init__(self) -> None:
        self.cards: dict[str, Card] = {}
        self.trouble: Exception | None = None
        self.gate = threading.Event()
        self.gate.set()

    def card(self, id: str, audiences: object) -> Card | None:
        return self.cards.get(id)

    def add_cards(self, new: Sequence[Card]) -> int:
        assert self.gate.wait(10)
        if self.trouble:
            raise self.trouble
        self.cards.update({card.id: card for card in new})
        return len(new)

    def holdings(self) -> dict[str, int]:
        return {"own cards": len(self.cards), "deals": 12}


@dataclass(frozen=True)
class Found:
    part: str
    state: Any
    what: str
    todo: str = ""


class DeadLetters:
    """Of reminders.outbox.Outbox what Home reads, and GivenUp."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.sent_again: list[int] = []

    def send_again(self, row: int) -> bool:
        is_there = any(each.id == row for each in self.rows)
        self.rows = [each for each in self.rows if each.id != row]
        self.sent_again += [row] * is_there
        return is_there

    def dead(self, limit: int = 50) -> list[Row]:
        return self.rows[:limit]


class MemoryImports(dict[str, LastImport]):
    """imports.Imports."""

    def note(self, kind: str, done: LastImport) -> None:
        self[kind] = done

    def last(self) -> dict[str, LastImport]:
        return self


@dataclass
class Office:
    world: World
    shelf: MemoryShelf
    people: MemoryPeople
    outbox: DeadLetters
    found: list[Found]
    now: list[datetime]
    imports: MemoryImports

    async def home(self, person: str) -> View:
        """The person opens the tab."""
        await self.world.slack.open_home(person, "home")
        await self.world.quiet()
        return self.as_shown(person)

    def as_shown(self, person: str) -> View:
        return self.world.slack.surfaces.homes[self.world.slack.workspace.person(person).id]

    async def home_says(self, person: str, text: str, is_there: bool = True) -> None:
        """Wait until the tab says so: it is shown anew after the form was answered."""
        await self.world.slack.changes.until(lambda: (text in words(self.as_shown(person))) == is_there or None, 5)

    async def press(self, person: str, action: str, view: View | None = None) -> None:
        """A control of the form on top, else of the Home tab."""
        stack = self.world.slack.views(person)
        await self.world.slack.click_in_view(person, (view or (stack[-1] if stack else self.as_shown(person))).id, action)
        await self.world.quiet()

    async def press_home(self, person: str, action: str) -> None:
        await self.press(person, action, self.as_shown(person))

    async def send(self, person: str, **values: Any) -> None:
        await self.world.slack.submit(person, self.form(person).id, values)
        await self.world.quiet()

    def form(self, person: str) -> View:
        return self.world.slack.views(person)[-1]

    def log(self, who: Person, what: str, days: int, **more: Any) -> Promise:
        """Something promised."""
        due = Due((self.now[0] + timedelta(days=days)).date(), None, who.zone)
        proposal = Proposal(what, more.pop("customer", "Acme"), more.pop("direction", "ours"), due, **more)
        assert self.world.desk.promising
        (promise,) = self.world.desk.promising.log([proposal], who, "en")
        return promise

    def asked(self, id: str, text: str, status: str = "abstained", topic: str = "", days: int = 0) -> None:
        meanings = [{"topic": topic, "confidence": 0.7, "because": [], "against": []}] if topic else []
        kept = Kept(id, text, "en", "U0ANA", self.now[0] - timedelta(days=days), status)
        self.world.journal.keep(kept, {"id": id, "meanings": meanings}, ["anyone"])


def words(view: View) -> str:
    return json.dumps(view.given["blocks"], ensure_ascii=False)


def actions(view: View) -> list[str]:
    rows = [block.get("elements", []) if block["type"] == "actions" else [block.get("accessory") or {}] for block in view.given["blocks"]]
    return [each["action_id"] for row in rows for each in row if each.get("action_id")]


@pytest_asyncio.fixture
async def office() -> AsyncIterator[Office]:
    shelf, people, outbox = MemoryShelf(), MemoryPeople(), DeadLetters()
    found, now, imports = [Found("inbox", "ok", "fine")], [NOW], MemoryImports()

    def equip(desk: Desk) -> Desk:
        settings = DigestSettings(people, Reminders(), ("U0MAREK",), desk.now)
        digests = Digests(None, settings, None, NoticedPeople(people, None, Reminders()))  # type: ignore[arg-type]
        config = replace(desk.config, people=People(admins=("U0SOFIA",), managers=("U0MAREK",)))
        config = replace(config, teams={"north": ("U0ANA", "U0BEN", "U0MAREK"), "south": ("U0CLEO",)})
        more = {"given_up": outbox, "imports": imports, "examine": lambda language: found}
        return replace(desk, config=config, digests=digests, shelf=shelf, outbox=outbox, **more)

    begun = monotonic()
    async with a_world(now=lambda: now[0] + timedelta(seconds=monotonic() - begun), equip=equip) as world:
        yield Office(world, shelf, people, outbox, found, now, imports)


# -- a rep ------------------------------------------------------------------------------------------------------------


async def test_a_rep_sees_what_is_due_at_risk_waiting_and_owed(office: Office) -> None:
    office.log(ANA, "send the CE certificate", 1)
    office.log(ANA, "give 8% off", 2, approval="discount")
    office.log(ANA, "send the drawings", 3, direction="theirs")
    view = await office.home("Ana")
    for told in ("Due: 2", "At risk: 0", "Waiting for approval: 1", "Owed to us: 1", "send the CE certificate", "tomorrow"):
        assert told in words(view), told
    assert actions(view).count("promise_done") == 2
    assert "Only you see this page" in words(view)
    assert "home_team_kept" not in actions(view)
    assert "home_examine" not in actions(view)


async def test_in_chinese_everything_is_chinese(office: Office) -> None:
    office.log(BEN, "寄样品", 1, customer="宁波客户")
    view = await office.home("Ben")
    for told in ("您的承诺", "到期：1", "明天", "只有您能看到本页", "您的设置"):
        assert told in words(view), told
    assert "Due" not in words(view)


async def test_the_time_of_the_page_is_told_in_words_where_the_person_is(office: Office) -> None:
    office.asked("q1", "who clears customs?")
    assert "As of Wednesday 25 November 2026, 12:0" in words(await office.home("Ana"))
    assert "截至 2026年11月25日（周三）19:0" in words(await office.home("Ben"))
    assert "Wednesday 25 November 2026 · who clears customs?" in words(await office.home("Marek"))


async def test_nobody_sees_what_they_may_not_and_a_guest_sees_a_sentence(office: Office) -> None:
    office.log(ANA, "a secret of Ana", 1, audience="private:U0ANA")
    office.log(ANA, "a secret of the team", 1, audience="team:north")
    for person in ("Ben", "Cleo", "Marek", "Sofia"):
        assert "secret" not in words(await office.home(person)), person
    await office.press("Marek", "home_team_at-risk")
    assert "secret of Ana" not in words(office.form("Marek"))
    guests = await office.home("Gus")
    assert "guests can ask for the general guidance" in words(guests)
    assert actions(guests) == []


async def test_a_number_opens_its_list_and_a_line_opens_on_top_of_it(office: Office) -> None:
    for n in range(12):
        office.log(ANA, f"send paper {n}", 1 + n % 5)
    await office.home("Ana")
    await office.press("Ana", "home_own_due")
    assert "1 to 10 of 12" in words(office.form("Ana"))
    await office.press("Ana", "home_more")
    assert "11 to 12 of 12" in words(office.form("Ana"))
    assert len(office.world.slack.views("Ana")) == 1
    await office.press("Ana", "promise_open")
    assert len(office.world.slack.views("Ana")) == 2
    assert "What happened" in words(office.form("Ana"))
    await office.press("Ana", "promise_done")
    assert len(office.world.slack.views("Ana")) == 3
    await office.send("Ana", proof="mail of today")
    assert "Well kept" in words(office.form("Ana"))
    await office.home_says("Ana", "Due: 11")
    await office.press("Ana", "promise_undo")
    assert "Taken back" in words(office.form("Ana"))
    await office.home_says("Ana", "Due: 12")
    assert office.world.said() == []


async def test_what_is_done_from_home_is_shown_there_and_nowhere_else(office: Office) -> None:
    promise = office.log(ANA, "send the CE certificate", 1)
    await office.home("Ana")
    await office.press("Ana", "promise_at_risk")
    await office.send("Ana", why="the lab is late")
    assert "Tell the customer now" in words(office.form("Ana"))
    await office.home_says("Ana", "At risk: 1")
    assert office.world.book.promise(promise.id).state == "at-risk"  # type: ignore[union-attr]
    assert office.world.said() == []


async def test_a_promise_is_logged_from_home(office: Office) -> None:
    await office.home("Ana")
    await office.press("Ana", "promise_log")
    day = (NOW + timedelta(days=2)).date().isoformat()
    await office.send("Ana", what="send the test report", customer="Nordkap", day=day)
    assert "Saved. You will be reminded." in words(office.form("Ana"))
    await office.home_says("Ana", "send the test report")


async def test_a_press_that_comes_too_late_for_a_form_gets_a_sentence(office: Office) -> None:
    office.log(ANA, "send the CE certificate", 1)
    await office.home("Ana")
    office.world.slack.faults.delay_delivery(3.2)
    await office.press("Ana", "promise_done")
    assert "Press it again" in shown(await office.world.reply("Press it again"))


async def test_the_kept_rate_of_a_rep_is_shown_from_five_on_with_its_list(office: Office) -> None:
    office.now[0] = NOW - timedelta(days=20)
    promises = [office.log(ANA, f"send sample {n}", 5) for n in range(5)]
    for promise in promises[:4]:
        assert office.world.desk.promising
        office.world.desk.promising.done(promise.id, ANA, "en")
    office.now[0] = NOW - timedelta(days=18)
    assert "Kept this quarter" not in words(await office.home("Ana"))
    office.now[0] = NOW
    assert "Kept this quarter: 80%" in words(await office.home("Ana"))
    await office.press("Ana", "home_own_kept")
    assert "4 of 5 kept this quarter" in words(office.form("Ana"))
    assert "send sample 4" in words(office.form("Ana"))


# -- a manager --------------------------------------------------------------------------------------------------------


async def test_a_manager_sees_the_numbers_of_the_team_and_the_lists_behind_them(office: Office) -> None:
    for who in (ANA, BEN, CLEO):
        promise = office.log(who, f"a risk of {who.id}", 2)
        assert office.world.desk.promising
        office.world.desk.promising.at_risk(promise.id, who, "en", "the factory is late")
    office.log(BEN, "give 5% off", 2, approval="discount")
    view = await office.home("Marek")
    for told in ("Team north", "At risk: 2", "Waiting for approval: 1", "Kept this quarter: 0 of 0"):
        assert told in words(view), told
    await office.press("Marek", "home_team_at-risk")
    assert "a risk of U0BEN" in words(office.form("Marek"))
    assert "U0CLEO" not in words(office.form("Marek"))
    assert "Marek" not in words(await office.home("Ana"))


async def test_who_was_asked_for_a_word_gives_it_on_home(office: Office) -> None:
    promise = office.log(BEN, "give 5% off", 2, approval="discount")
    assert "Waiting for your word: 1" in words(await office.home("Marek"))
    await office.press("Marek", "promise_agree")
    assert "You agreed" in words(office.form("Marek"))
    await office.home_says("Marek", "Waiting for your word", is_there=False)
    assert office.world.book.promise(promise.id).state == "open"  # type: ignore[union-attr]
    assert "可以告诉客户了" in shown(await office.world.reply("可以告诉客户了"))


async def test_a_rep_who_forges_a_press_sees_only_their_own(office: Office) -> None:
    promise = office.log(BEN, "a risk of Ben", 2)
    assert office.world.desk.promising
    office.world.desk.promising.at_risk(promise.id, BEN, "en", "late")
    view = await office.home("Marek")
    office.world.slack.surfaces.homes["U0ANA"] = replace(view, person="U0ANA", id="V0FORGED")
    for action in ("home_team_at-risk", "home_team_kept"):
        await office.press_home("Ana", action)
        assert "a risk of Ben" not in words(office.form("Ana"))


async def test_what_buyers_object_to_is_told_from_five_on(office: Office) -> None:
    for n in range(3):
        office.asked(f"n{n}", "too expensive", "answered", "objection.price.no-confidence")
    office.asked("b", "too expensive", "answered", "objection.price.over-budget", days=8)
    assert "So far: 4" in words(await office.home("Marek"))
    office.asked("c", "too expensive", "answered", "objection.price.no-confidence", days=9)
    office.asked("old", "too expensive", "answered", "objection.price.over-budget", days=60)
    told = words(await office.home("Marek"))
    assert "*3* this week, 0.25 a week" in told or "*3* this week, 0.2 a week" in told
    assert told.index("*3* this week") < told.index("*0* this week")
    assert "private" not in told


# -- a card -----------------------------------------------------------------------------------------------------------

QUESTION = "Who clears customs in Madagascar <!channel>?"


async def test_a_manager_answers_what_nobody_could_and_it_leaves_the_list(office: Office) -> None:
    for id_ in ("q1", "q2"):
        office.asked(id_, QUESTION)
    office.asked("q3", "another gap")
    view = await office.home("Marek")
    assert words(view).count("home_write") == 3
    assert "<!channel>" not in words(view)
    await office.press("Marek", "home_write")
    assert "another gap" in words(office.form("Marek"))
    await office.world.slack.close("Marek", office.form("Marek").id)
    second = next(block["accessory"] for block in view.given["blocks"] if "Madagascar" in json.dumps(block))
    assert second["value"] in ("en|q1", "en|q2")
    await press_value(office, "Marek", second["value"])
    assert QUESTION in words(office.form("Marek"))
    await office.send("Marek", title="Customs", teaches="The buyer clears customs.\nWe send the papers.", ask="“Who is your broker?”")
    assert "Saved: *Customs*" in words(office.form("Marek"))
    (card,) = office.shelf.cards.values()
    assert (card.audience, card.shipped, card.owner) == ("everyone", False, "Marek")
    guidance = card.guidance("en")
    assert guidance.teaches == ("The buyer clears customs.", "We send the papers.")
    assert guidance.ask == ("Who is your broker?",)
    assert [saying.text for saying in card.sayings] == [QUESTION]
    assert [each.id for each in office.world.journal.unanswered()] == ["q3"]
    await office.home_says("Marek", "Madagascar", is_there=False)


async def press_value(office: Office, person: str, value: str, action: str = "home_write") -> None:
    """Press the button of this value on the Home tab."""
    view = office.as_shown(person)
    (block,) = [each for each in view.given["blocks"] if (each.get("accessory") or {}).get("value") == value]
    alone = replace(view, given={**view.given, "blocks": [block]})
    office.world.slack.surfaces.homes[view.person] = alone
    await office.press(person, action, alone)


async def test_what_is_missing_in_a_card_stands_beside_its_field(office: Office) -> None:
    office.asked("q1", QUESTION)
    await office.home("Marek")
    await office.press("Marek", "home_write")
    await office.send("Marek", title="...", sayings="?")
    assert office.form("Marek").errors.keys() == {"title", "teaches", "sayings"}
    assert office.shelf.cards == {}


async def test_a_card_sent_twice_is_one_and_a_question_that_was_answered_meanwhile_needs_none(office: Office) -> None:
    office.asked("q1", QUESTION)
    await office.home("Marek")
    await office.home("Sofia")
    await office.press("Marek", "home_write")
    form = office.form("Marek")
    await office.send("Marek", title="Customs", do="Send the papers.")
    office.world.slack.surfaces.views[form.id] = form  # a window that still shows the form
    await office.send("Marek", title="Customs", do="Send the papers.")
    assert len(office.shelf.cards) == 1
    await office.press_home("Sofia", "home_write")
    assert "somebody has answered this question" in words(office.form("Sofia"))
    await office.home_says("Sofia", "home_write", is_there=False)


async def test_a_rep_cannot_write_a_card_for_all(office: Office) -> None:
    office.asked("q1", QUESTION)
    view = await office.home("Marek")
    await office.home("Ana")
    office.world.slack.surfaces.homes["U0ANA"] = replace(view, person="U0ANA", id="V0FORGED")
    await office.press("Ana", "home_write")
    assert "only managers and admins" in shown(await office.world.reply("only managers"))
    assert office.world.slack.views("Ana") == []


async def test_a_full_disk_leaves_the_form_open_with_all_that_was_typed(office: Office) -> None:
    office.asked("q1", QUESTION)
    office.shelf.trouble = NotSaved("full")
    await office.home("Marek")
    await office.press("Marek", "home_write")
    await office.send("Marek", title="Customs", do="Send the papers.")
    assert "NOT saved" in json.dumps(office.form("Marek").errors)
    assert [each.id for each in office.world.journal.unanswered()] == ["q1"]
    office.shelf.trouble = None
    await office.send("Marek", title="Customs", do="Send the papers.")
    assert "Saved: *Customs*" in words(office.form("Marek"))


@pytest.mark.parametrize("trouble", [None, NotSaved("full")])
async def test_indexing_that_takes_long_is_told_when_it_has_ended(office: Office, monkeypatch: Any, trouble: Exception | None) -> None:
    monkeypatch.setattr(home_cards, "PATIENCE", 0.05)
    office.asked("q1", QUESTION)
    office.shelf.gate.clear()
    office.shelf.trouble = trouble
    await office.home("Marek")
    await office.press("Marek", "home_write")
    await office.send("Marek", title="Customs <!here>", do="Send the papers.")
    assert "One moment" in words(office.form("Marek"))
    office.shelf.gate.set()
    wanted = "NOT saved" if trouble else "Saved: *Customs"
    await office.world.slack.changes.until(lambda: wanted in words(office.form("Marek")) or None, 5)
    assert "<!here>" not in words(office.form("Marek"))
    if trouble:
        assert "Send the papers." in words(office.form("Marek"))
        assert len(office.world.journal.unanswered()) == 1


# -- an admin ---------------------------------------------------------------------------------------------------------


async def test_an_admin_sees_rules_holdings_and_what_was_given_up(office: Office) -> None:
    office.world.rules.set_rule("C0SALES", "private", "U0SOFIA", NOW)
    row = Row(1, "k", "due", "p1", 1, "U0CLEO", NOW, "dead", NOW, error="user_not_found")
    office.outbox.rows = [row]
    view = await office.home("Sofia")
    for told in (
        "For admins",
        "12 deals, and of your own cards 0",
        "<#C0SALES>: answer privately",
        "Reminders given up: 1",
        "<@U0CLEO>, a reminder for Wednesday 25 November 2026, 11:00: user_not_found",
    ):
        assert told in words(view), told
    assert "home_examine" in actions(view)
    assert "For admins" not in words(await office.home("Marek"))


async def test_an_admin_sends_again_what_was_given_up(office: Office) -> None:
    rows = [Row(n, f"k{n}", kind, "p1", 1, "U0CLEO", NOW, "dead", NOW, error="ratelimited") for n, kind in enumerate(("due", "digest"), 1)]
    office.outbox.rows = rows
    view = await office.home("Sofia")
    assert "<@U0CLEO>, the daily digest for" in words(view)
    again = [block["accessory"] for block in view.given["blocks"] if (block.get("accessory") or {}).get("action_id") == "home_again"]
    assert [each["value"] for each in again] == ["en|1", "en|2"]
    await press_value(office, "Sofia", "en|2", "home_again")
    assert office.outbox.sent_again == [2]
    await office.home_says("Sofia", "Reminders given up: 1")
    office.outbox.rows = []
    await press_value(office, "Sofia", "en|1", "home_again")
    assert "it is back in line already" in words(office.form("Sofia"))


async def test_who_is_no_admin_sends_nothing_again(office: Office) -> None:
    office.outbox.rows = [Row(1, "k", "due", "p1", 1, "U0CLEO", NOW, "dead", NOW, error="ratelimited")]
    view = await office.home("Sofia")
    stolen = next(block for block in view.given["blocks"] if (block.get("accessory") or {}).get("action_id") == "home_again")
    await office.home("Ana")
    marks = office.world.slack.surfaces.homes
    marks["U0ANA"] = replace(marks["U0ANA"], given={**marks["U0ANA"].given, "blocks": [stolen]})
    await office.press("Ana", "home_again")
    assert office.outbox.sent_again == []
    await office.world.reply("only admins can do this")


async def test_an_admin_sees_when_what_was_last_imported(office: Office) -> None:
    assert "last imported" not in words(await office.home("Sofia"))
    office.imports.update(deals=LastImport(NOW, 48, 2), cards=LastImport(NOW, 3, 0))
    told = words(await office.home("Sofia"))
    assert "Deals last imported Wednesday 25 November 2026, 11:00: 48 read, 2 unreadable" in told
    assert "Cards last imported Wednesday 25 November 2026, 11:00: 3 read, 0 unreadable" in told
    assert "Promises last imported" not in told


async def test_an_admin_examines_everything(office: Office) -> None:
    office.found[:] = [Found("clock", "ok", "right"), Found("Slack token", "fault", "is <refused>", "Copy it again.")]
    await office.home("Sofia")
    await office.press("Sofia", "home_examine")
    told = words(office.form("Sofia"))
    assert "*Slack token*: needs you. is &lt;refused&gt;" in told
    assert "Next: Copy it again." in told
    assert "Well: clock" in told


# -- settings ---------------------------------------------------------------------------------------------------------


async def test_everybody_changes_their_own_settings_and_home_speaks_the_language_chosen(office: Office) -> None:
    assert "08:30 on Mon to Fri" in words(await office.home("Ana"))
    await office.press("Ana", "home_settings")
    await office.send("Ana", spoken="zh", at="09:15", days=["mon", "tue"])
    assert office.world.slack.views("Ana") == []
    times = office.people.times("U0ANA")
    assert (times.spoken, times.digest_at, times.working_days) == ("zh", time(9, 15), ("mon", "tue"))
    await office.home_says("Ana", "周一、周二 09:15")
    await office.press("Ana", "home_settings")
    await office.send("Ana", days=[])
    assert office.form("Ana").errors.keys() == {"days"}
    await office.send("Ana", days=[], digest="off")
    assert office.people.times("U0ANA").digest_off
    await office.home_says("Ana", "每日摘要：关闭")


# -- failures ---------------------------------------------------------------------------------------------------------


async def test_the_same_opening_delivered_twice_is_shown_once(office: Office) -> None:
    office.world.slack.faults.repeat_events(2)
    await office.home("Ana")
    assert len(office.world.calls("views.publish")) == 1


async def test_a_slack_that_is_busy_is_asked_again_and_nobody_is_written_to(office: Office) -> None:
    office.world.slack.faults.fail("views.publish")
    await office.home("Ana")
    await office.home_says("Ana", "Your promises")
    office.world.slack.faults.fail("views.publish", calls=20)
    await office.world.slack.open_home("Ben", "home")
    await office.world.quiet(15)
    assert office.world.said() == []


async def test_a_defect_of_ours_is_a_sentence_on_the_page(office: Office, monkeypatch: Any) -> None:
    monkeypatch.setattr(office.world.journal, "unanswered", lambda limit: 1 / 0)
    view = await office.home("Marek")
    assert "something went wrong on my side" in words(view)
    assert "Your promises" in words(await office.home("Ana"))
    assert office.world.said() == []


async def test_changes_at_the_same_time_leave_the_latest_on_the_page(office: Office) -> None:
    promises = [office.log(ANA, f"send paper {n}", 1) for n in range(4)]
    await office.home("Ana")
    assert office.world.desk.promising
    await asyncio.gather(*(office.world.slack.open_home("Ana", "home") for _ in promises))
    for promise in promises:
        office.world.desk.promising.done(promise.id, ANA, "en")
    assert "Due: 0" in words(await office.home("Ana"))


# -- limits -----------------------------------------------------------------------------------------------------------


async def test_the_longest_texts_keep_slacks_limits(office: Office) -> None:
    for n in range(15):
        office.log(ANA, f"{n} " + "很长的承诺 & <b> " * 18, 1, customer=f"*{n}* & " * 20)
        office.asked(f"q{n}", "很长的问题 & <!channel> " * 300)
    office.outbox.rows = [Row(n, "k", "due", "p", 1, "U0CLEO", NOW, "dead", NOW, error="x&" * 900) for n in range(50)]
    for n in range(40):
        office.world.rules.set_rule(f"C{n}", "off", "U0SOFIA", NOW)
    for person in ("Ana", "Marek", "Sofia"):
        view = await office.home(person)
        assert faults_of_view(view.given) == []
    await office.press("Marek", "home_questions")
    assert faults_of_view(office.form("Marek").given) == []
    await office.press("Marek", "home_write")
    assert len(office.world.slack.views("Marek")) == 2


def test_a_page_that_is_too_long_is_cut_and_says_so() -> None:
    view = home_blocks.view([section("x")] * 150, "en")
    assert len(view["blocks"]) == 100
    assert "only the beginning" in json.dumps(view)
    view = home_blocks.view([section("长" * 2900)] * 90, "zh")
    assert len(json.dumps(view).encode()) < 250_000
    assert "只显示开头" in json.dumps(view, ensure_ascii=False)
    assert faults_of_view(view) == []


@pytest.mark.parametrize("event", [{}, {"user": "U1"}, {"user": "U1", "channel": "D1"}, {"user": 1, "channel": "D1", "tab": "home"}])
def test_an_opening_that_says_too_little_is_ignored(event: dict[str, Any]) -> None:
    body = {"type": "event_callback", "team_id": "T1", "event_id": "E1", "event": {"type": "app_home_opened", **event}}
    assert sort(body).kind == "ignored"


def test_openings_are_told_apart_by_slacks_own_id() -> None:
    def key(id_: str) -> str:
        event = {"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home", "event_ts": "1.2"}
        return sort({"type": "event_callback", "team_id": "T1", "event_id": id_, "event": event}).key

    assert key("E1") == key("E1") != key("E2")


def test_every_sentence_is_in_both_languages_with_the_same_blanks() -> None:
    for name, (english, chinese) in TEXTS.items():
        assert english, name
        assert chinese, name
        assert sorted(_blanks(english)) == sorted(_blanks(chinese)), name
        assert "!" not in english, name


def test_every_sentence_is_used() -> None:
    folder = Path(home_blocks.__file__).parents[1]
    code = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py") if path.name != "texts_home.py")
    composed = (*re.findall(r"""home\(f["'](\w+_){""", code), *WEEKDAYS)
    assert [name for name in TEXTS if not re.search(rf"""["']{re.escape(name)}["']""", code) and not name.startswith(composed)] == []


def _blanks(text: str) -> set[str]:
    return {part.partition("}")[0] for part in text.split("{")[1:]}


# -- with the real library --------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "title", "teaches", "language"),
    [
        ("Do we deliver to Madagascar and who clears customs there?", "Madagascar", "The buyer clears customs at Tamatave.", "en"),
        ("我们的球阀能送到马达加斯加吗？清关找谁？", "马达加斯加", "客户在塔马塔夫自行清关。", "zh"),
    ],
)
async def test_the_next_who_asks_gets_the_card(tmp_path: Path, question: str, title: str, teaches: str, language: str) -> None:
    library = open_library(tmp_path)
    answering = Answering(library, settings=Answers(), timer=monotonic)
    answering.answer(Question("warm", "hello", MEMBERS))  # the models load on the first question, and a worker has only so long

    def equip(desk: Desk) -> Desk:
        config = replace(desk.config, people=People(managers=("U0MAREK",)))
        parts = Parts(config, library, None, answering, "")
        return replace(desk, config=config, answering=JournaledAnswering(parts, desk.journal, desk.now), shelf=library)

    try:
        async with a_world(equip=equip) as world:
            world.slack.say("Cleo", "DM", question)
            await world.quiet(30)
            (kept,) = world.journal.unanswered()
            await world.slack.open_home("Marek", "home")
            await world.quiet()
            await world.slack.click_in_view("Marek", world.slack.surfaces.homes["U0MAREK"].id, "home_write")
            await world.quiet()
            (form,) = world.slack.views("Marek")
            await world.slack.submit("Marek", form.id, {"title": title, "teaches": teaches, "language": language})
            await world.slack.changes.until(lambda: world.journal.unanswered() == [] or None, 10)
            asked = world.slack.say("Ben", "DM", kept.text)
            answered = await world.reply(teaches.rstrip("."), timeout=20)
            assert answered.ts > asked.ts
            assert title in shown(answered)
    finally:
        library.close()
