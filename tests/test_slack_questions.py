"""`/ask questions`: managers and admins see what got no answer, nobody sees who asked."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio
import slack_world
from slack_world import World, a_world, shown

from bot.config import Config, People
from bot.ports import Kept
from bot.slack.blocks.message import TEXT_CHARS
from bot.slack.directory import Person
from bot.slack.questions import may_see_questions, questions_message

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
usual = slack_world.config


@pytest_asyncio.fixture
async def world(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    """Marek is a manager and no admin."""

    def config(url: str, **work: int) -> Config:
        return replace(usual(url, **work), people=People(managers=("U0MAREK",)))

    monkeypatch.setattr(slack_world, "config", config)
    async with a_world() as the_world:
        yield the_world


def kept(n: int, text: str, status: str = "abstained", **more: Any) -> Kept:
    return Kept(f"q{n}", text, "en", "U0ANA", NOON + timedelta(days=n), status, **more)


def keep(world: World, *questions: Kept) -> None:
    for each in questions:
        world.journal.keep(each, {}, {"private:U0ANA"})


async def test_a_manager_sees_the_unanswered_questions_newest_first_and_privately(world: World) -> None:
    keep(world, kept(1, "Which incoterm?"), kept(2, "They say no.", "answered"), kept(3, "报关编码怎么查？"))
    await world.slack.command("Marek", "#sales", "/ask", "questions")
    listed = await world.reply("Unanswered questions")
    assert listed.only_for == "U0MAREK"
    assert listed.text.splitlines()[1:3] == ["• 2026-03-08 · Chinese · 报关编码怎么查？", "• 2026-03-06 · English · Which incoterm?"]
    assert "They say no." not in shown(listed)
    assert world.librarian.asked == []


async def test_who_asked_is_never_shown_and_that_is_said(world: World) -> None:
    await world.slack.command("Ana", "#sales", "/ask", "something uncovered")
    await world.reply("not in the guidance")
    await world.slack.command("Marek", "#sales", "/ask", "questions")
    listed = await world.reply("something uncovered")
    assert "U0ANA" not in shown(listed)
    assert "Ana" not in shown(listed)
    assert "Who asked is never shown" in listed.text


@pytest.mark.parametrize(("who", "typed"), [("Sofia", "questions"), ("Marek", "Questions"), ("Marek", "待答")])
async def test_admins_and_managers_may_ask_in_either_language(world: World, who: str, typed: str) -> None:
    await world.slack.command(who, "#sales", "/ask", typed)
    await world.reply("所有问题都有答案" if typed == "待答" else "every question so far got an answer")


@pytest.mark.parametrize(("typed", "sentence"), [("questions", "only managers and admins"), ("待答", "只有经理和管理员")])
async def test_others_get_a_polite_sentence_and_nothing_of_the_list(world: World, typed: str, sentence: str) -> None:
    keep(world, kept(1, "Which incoterm?"))
    await world.slack.command("Ana", "#sales", "/ask", typed)
    told = await world.reply(sentence)
    assert told.only_for == "U0ANA"
    assert "incoterm" not in shown(told)


async def test_in_a_channel_shared_with_other_companies_nothing_is_listed(world: World) -> None:
    keep(world, kept(1, "Which incoterm?"))
    await world.slack.command("Marek", "#acme-shared", "/ask", "questions")
    assert "incoterm" not in shown(await world.reply("direct message"))


async def test_a_longer_text_that_begins_with_the_word_is_a_question(world: World) -> None:
    await world.slack.command("Marek", "#sales", "/ask", "questions about the price, what do I say?")
    await world.reply("Compared with what?")


def test_a_guest_is_never_shown_the_list_even_when_named() -> None:
    config = Config(people=People(admins=("U0GUS",), managers=("U0GUS", "U0MAREK")))
    assert not may_see_questions(Person("U0GUS", is_guest=True), config)
    assert may_see_questions(Person("U0MAREK", is_guest=False), config)
    assert may_see_questions(Person("U0SOFIA", is_guest=False, is_admin=True), config)
    assert not may_see_questions(Person("U0BEN", is_guest=False), config)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_twenty_long_questions_fit_and_call_nobody(language: str) -> None:
    long = "<!channel> &\n http://evil.example.com " + "<<very&long>> " * 60
    message = questions_message([kept(n, long) for n in range(20)], language)
    assert len(message.text) < TEXT_CHARS
    assert all(len(block["text"]["text"]) < 3000 for block in message.blocks if block["type"] == "section")
    assert message.text.count("\n• ") == 20
    assert "<" not in message.text
    assert "http://" not in message.text
