"""Ana says ... and Goodword answers: the real Bolt app, reached by signed HTTP through the front door, on a Slack of this machine.

Ana sells, Ben is her teammate, Cleo is in another team, Sofia is admin of the workspace, Gus is a guest.
"""

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import pytest_asyncio
from slack_world import World, a_world, shown

from bot.errors import LibraryUnavailable
from bot.playground.people import Message
from bot.slack.bolt import build_bolt
from bot.slack.failures import code_of
from bot.slack.workers import Workers

ASK = "@Goodword he says we are too expensive"
ANSWER = "Compared with what?"


@pytest_asyncio.fixture
async def world() -> AsyncIterator[World]:
    async with a_world() as the_world:
        yield the_world


def buttons(message: Message) -> list[str]:
    return [each["action_id"] for block in message.blocks if block["type"] == "actions" for each in block["elements"]]


async def test_a_mention_is_announced_and_then_answered_in_one_message_in_its_thread(world: World) -> None:
    world.librarian.gate.clear()
    said = world.slack.say("Ana", "#sales", ASK)
    announced = await world.reply("One moment")
    world.librarian.gate.set()
    answered = await world.reply(ANSWER)
    assert (answered.ts, answered.thread, answered.only_for) == (announced.ts, said.ts, "")
    assert len(world.said()) == 1
    assert buttons(answered) == ["promise_log", "helpful", "not_helpful"]


async def test_a_channel_gets_only_what_every_member_may_read(world: World) -> None:
    world.slack.say("Ana", "#sales", ASK)
    assert "Nordkap" not in shown(await world.reply(ANSWER))
    assert world.librarian.asked[0].audiences == {"anyone", "everyone"}


async def test_with_a_guest_in_the_channel_only_the_shipped_guidance_is_used_and_the_asker_is_told(world: World) -> None:
    world.slack.workspace.join("C0SALES", "U0GUS")
    world.slack.say("Ana", "#sales", ASK)
    answered = await world.reply(ANSWER)
    assert world.librarian.asked[0].audiences == {"anyone"}
    assert "guests may read this channel" in answered.text
    world.slack.say("Gus", "#sales", ASK)
    await world.slack.wait_for(lambda each: len(world.librarian.asked) == 2)
    await world.quiet()
    assert world.librarian.asked[1].audiences == {"anyone"}
    assert "guests may" not in shown(world.said()[-1])


async def test_with_a_guest_in_the_channel_a_private_answer_still_draws_on_all_and_the_shared_one_does_not(world: World) -> None:
    world.slack.workspace.join("C0SALES", "U0GUS")
    await world.slack.command("Ana", "#sales", "/ask", "too expensive")
    private = await world.reply("Nordkap")
    await world.slack.click("Ana", private.ts, "share")
    shared = await world.slack.wait_for(lambda each: each.author == "U0BOT" and not each.is_private)
    assert world.librarian.asked[-1].audiences == {"anyone"}
    assert "guests may read this channel" in shared.text


async def test_when_slack_does_not_say_who_is_in_a_channel_it_is_answered_as_one_with_guests(world: World) -> None:
    world.slack.faults.fail("conversations.members")
    world.slack.say("Ana", "#sales", ASK)
    await world.reply(ANSWER)
    world.slack.say("Ana", "#sales", ASK)
    await world.quiet()
    assert [set(each.audiences) for each in world.librarian.asked] == [{"anyone"}, {"anyone", "everyone"}]


async def test_a_mention_makes_two_events_and_one_answer(world: World) -> None:
    await world.slack.say("Ana", "#sales", ASK)
    await world.quiet()
    assert {each.kind for each in world.slack.journal.deliveries()} >= {"message", "app_mention"}
    assert len(world.librarian.asked) == 1
    assert len(world.said()) == 1


async def test_a_direct_message_draws_on_all_that_its_writer_may_read(world: World) -> None:
    said = world.slack.say("Ana", "DM", "he says we are too expensive")
    answered = await world.reply("Nordkap")
    assert answered.thread == said.ts
    assert "share" not in buttons(answered)
    assert world.librarian.asked[0].audiences == {"anyone", "everyone", "team:north", "private:U0ANA"}
    assert world.librarian.asked[0].asked_by == "U0ANA"


async def test_ask_is_private_and_can_be_shared(world: World) -> None:
    await world.slack.command("Ana", "#sales", "/ask", "he says we are too expensive")
    answered = await world.reply(ANSWER)
    assert (answered.only_for, answered.thread) == ("U0ANA", "")
    assert "Nordkap" in shown(answered)
    assert buttons(answered) == ["share", "promise_log", "helpful", "not_helpful"]
    assert not any("Nordkap" in shown(each) for each in world.slack.messages("#sales", "Cleo"))


async def test_a_slow_private_answer_is_announced_privately(world: World) -> None:
    world.librarian.gate.clear()
    world.slack.command("Ana", "#sales", "/ask", "he says we are too expensive")
    assert (await world.reply("Your answer comes below this line")).only_for == "U0ANA"
    world.librarian.gate.set()
    assert (await world.reply(ANSWER)).only_for == "U0ANA"
    await world.quiet()
    # This Slack, like the real one for slash commands, does not replace what a response_url has shown: both lines stand,
    # so the first must not go on saying that somebody waits.
    assert [shown(each).count(ANSWER) > 0 for each in world.said()] == [False, True]
    assert not [each for each in world.said() if "One moment" in shown(each)]


async def test_a_slow_private_answer_whose_response_url_has_expired_is_whispered(world: World) -> None:
    world.librarian.gate.clear()
    world.slack.command("Ana", "#sales", "/ask", "he says we are too expensive")
    await world.reply("Your answer comes below this line")
    urls = world.slack.tickets.urls
    urls.update({key: replace(url, uses=5) for key, url in urls.items()})
    world.librarian.gate.set()
    answered = await world.reply(ANSWER)
    assert (answered.only_for, answered.channel) == ("U0ANA", "C0SALES")
    assert len(world.calls("chat.postEphemeral")) == 1


async def test_a_slow_diagnosis_in_a_thread_is_told_in_that_thread(world: World) -> None:
    first = world.slack.say("Ben", "#sales", "he wrote again")
    written = world.slack.say("Ben", "#sales", "too expensive", first.ts)
    world.librarian.gate.clear()
    world.slack.shortcut("Ana", "diagnose", written.ts)
    assert (await world.reply("Your answer comes below this line")).thread == first.ts
    world.librarian.gate.set()
    answered = await world.reply(ANSWER)
    assert (answered.only_for, answered.thread) == ("U0ANA", first.ts)


async def test_the_shortcut_diagnoses_the_message_of_somebody_else_for_who_pressed_it(world: World) -> None:
    written = world.slack.say("Ben", "#sales", "the buyer: your price is <b>too</b> high & late")
    await world.slack.shortcut("Ana", "diagnose", written.ts)
    answered = await world.reply(ANSWER)
    assert answered.only_for == "U0ANA"
    assert "share" in buttons(answered)
    assert world.librarian.asked[0].text == "the buyer: your price is <b>too</b> high & late"


async def test_a_thread_goes_on_without_mention_and_knows_what_was_asked_before(world: World) -> None:
    first = world.slack.say("Ana", "#sales", ASK)
    await world.reply(ANSWER)
    await world.quiet()
    await world.slack.say("Ana", "#sales", "and if he still says no?", first.ts)
    await world.quiet()
    assert [each.text for each in world.librarian.asked] == ["he says we are too expensive", "and if he still says no?"]
    assert world.librarian.asked[1].context == ("he says we are too expensive",)
    assert len(world.said()) == 2


async def test_a_thread_is_ours_while_its_first_answer_is_still_being_made(world: World) -> None:
    world.librarian.gate.clear()
    first = world.slack.say("Ana", "#sales", ASK)
    await world.reply("One moment")
    world.slack.say("Ana", "#sales", "and in writing?", first.ts)
    await world.slack.wait_for(lambda each: each.author == "U0BOT" and each.thread == first.ts and each.ts != world.said()[0].ts)
    world.librarian.gate.set()
    await world.quiet()
    assert len(world.said()) == 2


async def test_what_people_say_to_each_other_is_neither_answered_nor_stored(world: World) -> None:
    written = world.slack.say("Ana", "#sales", "lunch?")
    await written
    assert sum(world.inbox.counts().values()) == 0
    await world.slack.say("Ben", "#sales", "yes", written.ts)  # a thread that is not ours
    await world.quiet()
    assert world.said() == []


async def test_a_colleague_who_is_named_in_our_thread_is_not_interrupted(world: World) -> None:
    first = world.slack.say("Ana", "#sales", ASK)
    await world.reply(ANSWER)
    await world.slack.say("Ana", "#sales", "@Ben what do you think?", first.ts)
    await world.quiet()
    assert len(world.librarian.asked) == 1


async def test_the_same_event_three_times_is_answered_once(world: World) -> None:
    world.slack.faults.repeat_events(2)
    await world.slack.say("Ana", "#sales", ASK)
    await world.quiet()
    assert len(world.slack.journal.deliveries("app_mention")) == 3
    assert len(world.said()) == 1


async def test_the_same_command_twice_is_answered_once(world: World) -> None:
    (delivery,) = await world.slack.command("Ana", "#sales", "/ask", "too expensive")
    await world.slack.redeliver(delivery)
    await world.quiet()
    assert len(world.librarian.asked) == 1


async def test_a_retry_that_is_seen_for_the_first_time_is_answered(world: World) -> None:
    world.inbox.disk_full = True
    said = world.slack.say("Ana", "DM", "too expensive")
    await world.slack.journal.wait_for(lambda entry: getattr(entry, "reason", "") == "http_error")
    world.inbox.disk_full = False
    await said
    assert (await world.reply(ANSWER)).thread == said.ts
    assert max(each.retry for each in world.slack.journal.deliveries("message")) >= 1


async def test_an_empty_mention_gets_help(world: World) -> None:
    await world.slack.say("Ana", "#sales", "@Goodword")
    assert (await world.reply("Type what the buyer said")).only_for == "U0ANA"


@pytest.mark.parametrize("text", ["", "help"])
async def test_help_is_in_the_language_of_the_persons_slack(world: World, text: str) -> None:
    await world.slack.command("Ben", "#sales", "/ask", text)
    await world.reply("输入客户说的话" if not text else "Type what the buyer said")


async def test_own_words_edits_deletions_and_other_bots_are_met_with_silence(world: World) -> None:
    said = world.slack.say("Ana", "#sales", ASK)
    await world.reply(ANSWER)
    await world.quiet()
    before = len(world.said())
    await world.slack.edit("Ana", said.ts, "@Goodword and something else")
    await world.slack.say_as_other_bot("#sales", "@Goodword hello")
    await world.slack.delete("Ana", said.ts)
    await world.quiet()
    assert len(world.said()) == before
    assert len(world.librarian.asked) == 1


async def test_a_channel_with_other_companies_gets_a_private_sentence_and_nothing_else(world: World) -> None:
    written = world.slack.say("Ana", "#acme-shared", ASK)
    first = await world.reply("shared with other companies")
    await world.slack.command("Ana", "#acme-shared", "/ask", "too expensive")
    await world.slack.shortcut("Ana", "diagnose", written.ts)
    await world.quiet()
    assert first.only_for == "U0ANA"
    assert {each.only_for for each in world.said()} == {"U0ANA"}
    assert world.librarian.asked == []


async def test_people_of_other_companies_get_no_answer_in_a_shared_channel(world: World) -> None:
    await world.slack.say("Eva", "#acme-shared", ASK)
    assert (await world.reply("shared with other companies")).only_for == "U0EVA"
    assert world.librarian.asked == []


async def test_a_channel_that_is_switched_off_says_so_privately(world: World) -> None:
    world.rules.set_rule("C0SALES", "off", "U0SOFIA", datetime.now(UTC))
    await world.slack.say("Ana", "#sales", ASK)
    assert (await world.reply("direct message")).only_for == "U0ANA"
    await world.slack.command("Ana", "#sales", "/ask", "too expensive")
    assert "share" not in buttons(await world.reply(ANSWER))


async def test_a_private_channel_rule_answers_a_mention_privately_with_share(world: World) -> None:
    world.rules.set_rule("C0SALES", "private", "U0SOFIA", datetime.now(UTC))
    world.slack.say("Ana", "#sales", ASK)
    answered = await world.reply(ANSWER)
    assert (answered.only_for, answered.thread) == ("U0ANA", "")
    assert "share" in buttons(answered)


async def test_share_asks_again_for_everyone_and_posts_that_once(world: World) -> None:
    await world.slack.command("Ana", "#sales", "/ask", "too expensive <!channel>")
    private = await world.reply("Nordkap")
    await world.slack.click("Ana", private.ts, "share")
    shared = await world.slack.wait_for(lambda each: each.author == "U0BOT" and not each.is_private)
    assert "Nordkap" not in shown(shared)
    assert "<@U0ANA>" in shared.text
    assert "<!channel>" not in shown(shared)
    await world.quiet()
    assert world.librarian.asked[-1].audiences == {"anyone", "everyone"}
    assert "share" not in buttons(world.slack.workspace.get("C0SALES", private.ts) or private)


async def test_two_presses_of_share_post_once(world: World) -> None:
    await world.slack.command("Ana", "#sales", "/ask", "too expensive")
    private = await world.reply("Nordkap")
    world.librarian.gate.clear()
    world.slack.click("Ana", private.ts, "share")
    world.slack.click("Ana", private.ts, "share")
    await world.reply("in the channel already")
    world.librarian.gate.set()
    await world.quiet()
    assert len([each for each in world.said() if not each.is_private]) == 1


async def test_share_pressed_again_after_a_restart_posts_nothing_new(world: World) -> None:
    await world.slack.command("Ana", "#sales", "/ask", "too expensive")
    private = await world.reply("Nordkap")
    await world.slack.click("Ana", private.ts, "share")
    await world.slack.wait_for(lambda each: each.author == "U0BOT" and not each.is_private)
    await world.quiet()
    world.slack.workspace.put(private)  # a window that still shows the button
    await world.workers.stop()
    workers = Workers(build_bolt(world.desk), world.desk, tick=0.2)
    task = asyncio.create_task(workers.run())
    await world.slack.click("Ana", private.ts, "share")
    assert (await world.reply("in the channel already")).only_for == "U0ANA"
    await workers.stop()
    await task
    assert len([each for each in world.said() if not each.is_private]) == 1


async def test_a_share_that_slack_cannot_post_now_is_tried_again_and_posts_once(world: World) -> None:
    await world.slack.command("Ana", "#sales", "/ask", "too expensive")
    private = await world.reply("Nordkap")
    await world.quiet()
    world.slack.faults.cut("chat.postMessage")  # Slack has posted it, and we cannot know
    await world.slack.click("Ana", private.ts, "share")
    await world.slack.journal.wait_for(lambda entry: getattr(entry, "method", "") == "conversations.history")
    await world.quiet()
    assert len([each for each in world.said() if not each.is_private]) == 1
    assert not any("already" in shown(each) for each in world.said())


async def test_a_share_that_failed_can_be_pressed_again(world: World) -> None:
    await world.slack.command("Ana", "#sales", "/ask", "too expensive")
    private = await world.reply("Nordkap")
    await world.quiet()
    for trouble, told in ((ZeroDivisionError("a defect"), "went wrong"), (LibraryUnavailable("down"), "cannot be searched")):
        world.librarian.troubles.append(trouble)
        await world.slack.click("Ana", private.ts, "share")
        await world.reply(told)
        await world.quiet()
    await world.slack.click("Ana", private.ts, "share")
    await world.slack.wait_for(lambda each: each.author == "U0BOT" and not each.is_private)


async def test_a_shared_answer_can_be_asked_on_without_mention(world: World) -> None:
    await world.slack.command("Ana", "#sales", "/ask", "too expensive")
    await world.slack.click("Ana", (await world.reply("Nordkap")).ts, "share")
    shared = await world.slack.wait_for(lambda each: each.author == "U0BOT" and not each.is_private)
    await world.quiet()
    await world.slack.say("Cleo", "#sales", "and in writing?", shared.ts)
    await world.quiet()
    assert world.librarian.asked[-1].context == ("too expensive",)


async def test_what_only_the_asker_may_know_is_not_shared(world: World) -> None:
    await world.slack.command("Ana", "#sales", "/ask", "only mine")
    await world.slack.click("Ana", (await world.reply("Nordkap")).ts, "share")
    assert (await world.reply("in your own words")).only_for == "U0ANA"
    await world.quiet()
    assert all(each.is_private for each in world.said())


async def test_only_the_asker_may_share(world: World) -> None:
    await world.slack.command("Ana", "#sales", "/ask", "too expensive")
    private = await world.reply("Nordkap")
    await world.quiet()
    # Slack shows Ana's message to nobody else; a forged press must fail all the same.
    world.slack.workspace.put(replace(private, only_for="U0BEN"))
    await world.slack.click("Ben", private.ts, "share")
    assert (await world.reply("only the person who asked")).only_for == "U0BEN"
    await world.quiet()
    assert all(each.is_private for each in world.said())


async def test_share_where_we_may_not_post_says_how_to_invite_us(world: World) -> None:
    await world.slack.command("Ana", "#sales", "/ask", "too expensive")
    private = await world.reply("Nordkap")
    await world.quiet()
    world.slack.workspace.leave("C0SALES", "U0BOT")
    await world.slack.click("Ana", private.ts, "share")
    assert (await world.reply("/invite")).only_for == "U0ANA"


async def test_feedback_is_kept_and_the_latest_counts(world: World) -> None:
    world.slack.say("Ana", "DM", "too expensive")
    answered = await world.reply(ANSWER)
    await world.slack.click("Ana", answered.ts, "feedback", "positive")
    await world.reply("noted as helpful")
    await world.slack.click("Ana", answered.ts, "feedback", "negative")
    await world.reply("noted as not helpful")
    assert world.journal.verdicts(world.librarian.asked[0].id) == {"U0ANA": False}


async def test_feedback_that_cannot_be_stored_is_not_thanked_for(world: World) -> None:
    world.slack.say("Ana", "#sales", ASK)
    answered = await world.reply(ANSWER)
    await world.quiet()
    world.journal.disk_full = True
    await world.slack.click("Ben", answered.ts, "helpful")
    assert (await world.reply("NOT saved")).only_for == "U0BEN"


async def test_a_long_answer_goes_on_behind_more_for_those_who_may_read_it(world: World) -> None:
    world.slack.say("Ana", "#sales", "@Goodword long one")
    first = await world.reply("Step 0")
    assert "more" in buttons(first)
    assert "Step 39" not in shown(first)
    await world.slack.click("Cleo", first.ts, "more")
    second = await world.reply("Continued (2 of")
    assert (second.only_for, second.thread) == ("U0CLEO", first.thread)


async def test_more_of_a_private_answer_is_not_for_others(world: World) -> None:
    await world.slack.command("Ana", "#sales", "/ask", "long one")
    private = await world.reply("Step 0")
    await world.quiet()
    world.slack.workspace.put(replace(private, only_for="U0CLEO"))  # a forged press
    await world.slack.click("Cleo", private.ts, "more")
    assert (await world.reply("written for other readers")).only_for == "U0CLEO"


async def test_a_guest_gets_the_shipped_guidance_only(world: World) -> None:
    world.slack.say("Gus", "DM", "too expensive")
    await world.reply(ANSWER)
    assert world.librarian.asked[0].audiences == {"anyone"}


async def test_an_admin_changes_the_rule_of_a_channel_and_others_may_not(world: World) -> None:
    await world.slack.command("Sofia", "#sales", "/ask", "settings")
    settings = await world.reply("answer when mentioned")
    assert buttons(settings) == ["rule_mention", "rule_private", "rule_off"]
    await world.slack.click("Sofia", settings.ts, "rule_off")
    await world.reply("switched off")
    assert world.rules.rule("C0SALES") == "off"
    await world.slack.command("Ana", "#sales", "/ask", "settings mention")
    assert (await world.reply("only admins")).only_for == "U0ANA"
    await world.slack.command("Marek", "#sales", "/ask", "settings private")  # named in config.people.admins
    await world.quiet()
    assert world.rules.rule("C0SALES") == "private"


async def test_a_defect_of_ours_is_told_with_a_code_in_place_of_the_announcement(world: World, caplog: pytest.LogCaptureFixture) -> None:
    world.librarian.troubles.append(ZeroDivisionError("secret detail"))
    said = world.slack.say("Ana", "#sales", ASK)
    told = await world.reply("went wrong")
    await world.quiet()
    assert told.thread == said.ts
    assert "secret detail" not in shown(told)
    code = re.search(r"code: ([0-9A-F]{6})", told.text)
    assert code
    assert code[1] in caplog.text
    assert code[1] == code_of(next(iter(world.inbox.errors)))
    assert len(world.said()) == 1
    assert world.inbox.counts()["dead"] == 1


async def test_a_fault_with_a_sentence_is_told_in_that_sentence(world: World) -> None:
    world.librarian.troubles.append(LibraryUnavailable("down"))
    await world.slack.command("Ben", "#sales", "/ask", "太贵了")
    assert (await world.reply("目前无法检索指南")).only_for == "U0BEN"
    await world.quiet()
    assert world.inbox.counts()["done"] == 1


async def test_a_command_that_cannot_be_stored_is_told_so_in_two_languages(world: World) -> None:
    world.inbox.disk_full = True
    (delivery,) = await world.slack.command("Ana", "#sales", "/ask", "too expensive")
    assert delivery.status == 200
    assert "NOT saved" in delivery.answer
    assert "没有保存" in delivery.answer
    assert world.librarian.asked == []


async def test_when_slack_refuses_a_private_message_another_way_is_found(world: World) -> None:
    world.slack.workspace.leave("C0NORTH", "U0BOT")  # a private channel that we are not in
    await world.slack.command("Ana", "#sales-north", "/ask", "too expensive")
    answered = await world.reply(ANSWER)
    assert (answered.channel, answered.only_for) == ("C0NORTH", "U0ANA")
    assert "share" not in buttons(answered)


async def test_when_slack_refuses_a_direct_message_it_is_logged_and_counted(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    world.librarian.gate.clear()
    world.slack.say("Ana", "DM", "too expensive")
    await world.slack.changes.until(lambda: world.slack.workspace.statuses or None, 5)
    world.slack.workspace.leave("D0ANA", "U0BOT")
    world.librarian.gate.set()
    await world.quiet()
    assert "channel_not_found" in caplog.text
    assert world.inbox.counts()["dead"] == 1


async def test_a_short_rate_limit_is_waited_out(world: World) -> None:
    world.slack.faults.rate_limit("chat.postMessage", 1, retry_after=1)
    world.slack.say("Ana", "DM", "too expensive")
    await world.reply(ANSWER)
    posts = world.slack.journal.refusals("chat.postMessage") + world.slack.journal.calls("chat.postMessage")
    assert posts[1].at - posts[0].at >= 1.0
    assert len(world.said()) == 1


async def test_a_post_that_slack_accepted_before_the_line_broke_is_found_and_edited(world: World) -> None:
    world.slack.faults.cut("chat.postMessage")
    world.slack.say("Ana", "#sales", ASK)
    await world.reply(ANSWER)
    await world.quiet()
    assert len(world.said()) == 1


async def test_an_update_that_fails_is_tried_again_on_the_same_message(world: World) -> None:
    world.slack.faults.fail("chat.update")
    world.slack.say("Ana", "#sales", ASK)
    await world.reply(ANSWER)
    await world.quiet()
    assert len(world.said()) == 1
    assert len({each.id for each in world.librarian.asked}) == 1


async def test_a_token_that_slack_does_not_know_for_a_while_loses_nothing(world: World) -> None:
    world.slack.faults.fail("auth.test")
    world.slack.say("Ana", "DM", "too expensive")
    await world.reply(ANSWER)


async def test_when_slack_is_down_for_good_the_person_is_told_once_it_is_not() -> None:
    async with a_world(attempts=1) as world:
        world.slack.faults.fail("chat.update")
        world.slack.say("Ana", "#sales", ASK)
        told = await world.reply("went wrong")
        await world.quiet()
        assert world.said() == [told]
        assert world.inbox.counts()["dead"] == 1


async def test_a_bot_that_dies_between_acknowledging_and_working_answers_once_after_its_restart() -> None:
    async with a_world(at_work=False) as world:
        await world.slack.say("Ana", "#sales", ASK)
        assert world.said() == []
        workers = Workers(build_bolt(world.desk), world.desk, tick=0.2)
        task = asyncio.create_task(workers.run())
        await world.reply(ANSWER)
        await workers.stop()
        await task
        assert len(world.said()) == 1


async def test_a_bot_that_dies_in_the_middle_edits_what_it_had_announced() -> None:
    async with a_world() as world:
        world.librarian.gate.clear()
        world.slack.say("Ana", "#sales", ASK)
        announced = await world.reply("One moment")
        key = next(iter(world.inbox._rows))
        await world.workers.stop(0.01)  # "dies": its work is left to the lease
        for task in world.workers._tasks.values():
            task.cancel()
        world.inbox.retry(key, datetime.now(UTC), "lease ended")
        world.librarian.gate.set()
        workers = Workers(build_bolt(world.desk), world.desk, tick=0.2)
        task = asyncio.create_task(workers.run())
        answered = await world.reply(ANSWER)
        await workers.stop()
        await task
        assert answered.ts == announced.ts
        assert len(world.said()) == 1


async def test_stopping_finishes_what_was_begun(world: World) -> None:
    world.librarian.gate.clear()
    world.slack.say("Ana", "#sales", ASK)
    await world.reply("One moment")
    stopping = asyncio.create_task(world.workers.stop())
    await world.slack.say("Ana", "DM", "too late")
    world.librarian.gate.set()
    await stopping
    assert world.inbox.counts()["done"] == 1
    assert world.inbox.counts()["waiting"] == 1


async def test_hanging_answers_do_not_keep_others_from_being_acknowledged_and_told() -> None:
    async with a_world(workers=1) as world:
        world.librarian.gate.clear()
        deliveries = await asyncio.gather(*(world.slack.say("Ana", "#sales", f"{ASK} {n}") for n in range(4)))
        assert all(each.took < 3.0 for group in deliveries for each in group)
        await world.slack.wait_for(lambda _: len(world.said()) == 4)
        world.librarian.gate.set()
        await world.quiet()
        assert len([each for each in world.said() if ANSWER in shown(each)]) == 4


async def test_no_call_needs_a_scope_that_the_manifest_does_not_ask_for(world: World) -> None:
    written = world.slack.say("Ana", "#sales-north", ASK)
    await world.slack.shortcut("Ana", "diagnose", written.ts)
    await world.slack.command("Ana", "DM", "/ask", "too expensive")
    await world.quiet()
    refused = [each for each in world.slack.journal.refusals() if each.answer.get("error") == "missing_scope"]
    assert refused == []
