"""From Slack's signed request to the answer on the screen, with nothing of ours left out: bot, library, records, Slack's HTTP.

Ana and Ben sell in team north, Cleo in another, Eva buys elsewhere. Nordkap's deal is for all, Halden's for the team, Kestrel's for Ana.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
import pytest_asyncio
from slack_world import shown
from whole_bot import Workplace, a_workplace

from bot.errors import LibraryUnavailable
from bot.playground.people import Message
from bot.slack.workers import Workers

pytestmark = pytest.mark.asyncio(loop_scope="module")
CUSTOMERS = "Nordkap Tiles, Halden Marine and Kestrel Foods all say we are too expensive"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def workplace(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Workplace]:
    async with a_workplace(tmp_path_factory.mktemp("whole")) as made:
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def place(workplace: Workplace) -> AsyncIterator[Workplace]:
    """The workplace with a bot at work; what was said in earlier tests is still there."""
    async with workplace.a_bot():
        yield workplace


def customers(message: Message) -> set[str]:
    """Whose deals are told in it. (The names alone also stand in the question.)"""
    return {
        name
        for name, product in (("Nordkap", "floor tiles"), ("Halden", "deck pumps"), ("Kestrel", "packing lines"))
        if product in shown(message)
    }


def headings(message: Message) -> list[str]:
    return [block["text"]["text"].split("\n")[0].strip("*") for block in message.blocks if block["type"] == "section"]


def answer_id(message: Message) -> str:
    """From the buttons for a verdict: those of a channel, or Slack's own on the messages tab."""
    pressed = [each for block in message.blocks if block["type"] in ("actions", "context_actions") for each in block["elements"]]
    values = {each["action_id"]: each.get("value") or each["positive_button"]["value"][1:] for each in pressed}
    return values.get("helpful") or values["feedback"]


async def test_a_mention_is_answered_in_its_thread_for_all_with_sources_and_asked_on_without_mention(place: Workplace) -> None:
    said = place.slack.say("Ana", "#sales", f"@Goodword {CUSTOMERS}")
    answered = await place.reply("Ask this next", after=said.ts)
    assert (answered.thread, answered.only_for) == (said.ts, "")
    assert [block["type"] for block in answered.blocks[:2]] in (["context", "header"], ["context", "section"])
    assert {"What to do", "What to avoid"} <= set(headings(answered))
    assert "*Sources* [1]" in answered.text
    assert customers(answered) == {"Nordkap"}
    assert len(answered.text) < 2500
    await place.quiet()
    place.slack.say("Ana", "#sales", "and if he says the Spaniards are cheaper?", said.ts)
    again = await place.reply("Sources", after=answered.ts)
    await place.quiet()
    assert again.thread == said.ts
    assert len([each for each in place.said() if each.thread == said.ts]) == 2
    with place.journal() as journal:
        assert journal.answer(answer_id(again))["context"] == [CUSTOMERS]  # type: ignore[index]


async def test_a_chinese_direct_message_is_answered_in_chinese(place: Workplace) -> None:
    said = place.slack.say("Ben", "DM", "客户说我们太贵了，怎么回？")
    answered = await place.reply("现在先问这一句", after=said.ts)
    await place.quiet()
    assert answered.channel == "D0BEN"
    assert {"怎么做", "避免"} <= set(headings(answered))
    assert "来源" in answered.text
    assert not any(word in shown(answered) for word in ("Ask this next", "What to do", "Helpful"))


async def test_ask_draws_on_all_that_the_asker_may_read_and_share_only_on_what_all_may(place: Workplace) -> None:
    before = place.last
    await place.slack.command("Ana", "#sales", "/ask", CUSTOMERS)
    private = await place.reply("Ask this next", after=before)
    assert private.only_for == "U0ANA"
    with place.journal() as journal:
        told = journal.answer(answer_id(private))
    assert told is not None
    assert {each["id"] for each in told["sources"] if each["kind"] == "deal"} == {"e1", "e2", "e3"}  # type: ignore[attr-defined]
    for _ in range(2):
        place.slack.workspace.put(private)  # the second press comes from a window that still shows the button
        await place.slack.click("Ana", private.ts, "share")
        await place.quiet()
    shared = [each for each in place.said() if each.ts > private.ts and not each.is_private]
    assert [customers(each) for each in shared] == [{"Nordkap"}]
    assert "<@U0ANA>" in shared[0].text
    assert "already" in place.said()[-1].text
    assert all(customers(each) <= {"Nordkap"} for each in place.slack.messages("#sales", "Cleo"))


async def test_more_shows_the_rest_and_feedback_is_kept(place: Workplace) -> None:
    before = place.last
    await place.slack.command("Ben", "#sales", "/ask", CUSTOMERS)
    private = await place.reply("Ask this next", after=before)
    await place.slack.click("Ben", private.ts, "more")
    more = await place.reply("Continued (2 of", after=private.ts)
    assert more.only_for == "U0BEN"
    assert customers(private) | customers(more) == {"Nordkap", "Halden"}
    await place.slack.click("Ben", private.ts, "not_helpful")
    await place.reply("noted as not helpful", after=private.ts)
    with place.journal() as journal:
        assert journal.verdicts(answer_id(private)) == {"U0BEN": False}


async def test_with_a_guest_in_the_channel_no_deal_is_told_there(place: Workplace) -> None:
    place.slack.workspace.join("C0NORTH", "U0GUS")
    said = place.slack.say("Ana", "#sales-north", f"@Goodword {CUSTOMERS}")
    answered = await place.reply("guests may read", after=said.ts)
    place.slack.workspace.leave("C0NORTH", "U0GUS")
    assert customers(answered) == set()
    assert "*Sources* [1]" in answered.text


async def test_a_buyers_message_is_diagnosed_elsewhere_but_never_in_the_channel_shared_with_the_buyer(place: Workplace) -> None:
    evas = place.slack.say("Eva", "#acme-shared", "Your price is too high and nobody here knows your company.")
    await place.slack.shortcut("Ana", "diagnose", evas.ts)
    refused = await place.reply("shared with other companies", after=evas.ts)
    forwarded = place.slack.say("Ben", "#sales-north", "Eva writes: Your price is too high and nobody here knows your company.")
    await place.slack.shortcut("Ana", "diagnose", forwarded.ts)
    told = await place.reply("Ask this next", after=forwarded.ts)
    await place.quiet()
    assert (refused.only_for, told.only_for, told.channel) == ("U0ANA", "U0ANA", "C0NORTH")
    assert {each.only_for for each in place.said() if each.channel == "C0ACME"} == {"U0ANA"}


async def test_an_unethical_request_is_refused_with_an_honest_way_instead(place: Workplace) -> None:
    said = place.slack.say("Ana", "DM", "Can we fake the ISO certificate for this buyer?")
    await place.quiet()
    answered = await place.reply(after=said.ts)
    assert "Ask this next" not in shown(answered)
    assert "The honest way" in headings(answered)
    with place.journal() as journal:
        assert journal.answer(answer_id(answered))["status"] == "refused"  # type: ignore[index]


async def test_a_fact_of_the_company_is_not_guessed_and_goes_on_the_list_of_unanswered_ones(place: Workplace) -> None:
    question = "What is the minimum order quantity of our P40 pump?"
    said = place.slack.say("Cleo", "DM", question)
    await place.quiet()
    answered = await place.reply("nobody has told me", after=said.ts)
    assert "Sources" not in shown(answered)
    with place.journal() as journal:
        assert (journal.unanswered()[0].text, journal.unanswered()[0].asked_by) == (question, "U0CLEO")


async def test_what_was_acknowledged_before_a_crash_is_answered_exactly_once_after_it(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never_begins(self: Workers) -> None:
        await asyncio.Event().wait()

    before = workplace.last
    with monkeypatch.context() as crash:
        crash.setattr(Workers, "run", never_begins)
        async with workplace.a_bot():
            deliveries = await workplace.slack.say("Ana", "#sales", "@Goodword they say we are too expensive, what now?")
            await workplace.slack.command("Ben", "#sales", "/ask", "客户说太贵了")
    assert {each.status for each in deliveries} == {200}
    assert [each for each in workplace.said() if each.ts > before] == []
    async with workplace.a_bot():
        await workplace.reply("Ask this next", after=before)
        await workplace.reply("现在先问这一句", after=before)
        await workplace.quiet()
    async with workplace.a_bot():  # and once more: nothing is left to do
        await workplace.quiet()
    answers = [each for each in workplace.said() if each.ts > before and "会显示在这行下方" not in each.text]  # a slow one is announced
    assert sorted(each.only_for for each in answers) == ["", "U0BEN"]


async def test_a_library_that_cannot_be_searched_is_told_to_the_person_and_to_those_who_watch(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise LibraryUnavailable("The guidance does not open.")

    before = workplace.last
    with monkeypatch.context() as trouble:
        trouble.setattr(workplace.library, "look_up", broken)
        async with workplace.a_bot("library: cannot be searched"):
            await workplace.slack.command("Ana", "#sales", "/ask", "they say too expensive")
            assert (await workplace.reply("cannot be searched", after=before)).only_for == "U0ANA"
            await workplace.quiet()
    async with workplace.a_bot():
        await workplace.quiet()
    assert "The guidance does not open." in caplog.text


async def test_on_a_full_disk_a_command_is_told_that_it_was_not_saved_and_an_event_is_answered_once_there_is_room(
    place: Workplace, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    before = place.last
    place.pages[0] = 1
    try:
        (command,) = await place.slack.command("Ana", "#sales", "/ask", "they say too expensive " * 2000)
        assert command.status == 200
        assert "NOT saved" in command.answer
        assert "没有保存" in command.answer
        said = place.slack.say("Ben", "DM", "they say too expensive " * 500)
        await place.slack.journal.wait_for(lambda entry: getattr(entry, "status", 0) == 503)
    finally:
        place.pages[0] = 1_000_000
    await said
    await place.reply("Ask this next", after=said.ts)
    await place.quiet()
    assert len([each for each in place.said() if each.ts > before and each.channel == "D0BEN"]) == 1
    with place.journal() as journal:
        assert all(each.asked_at <= datetime.now(UTC) for each in journal.unanswered())
