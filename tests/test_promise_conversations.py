"""Ana promises ... and Goodword keeps it: /promise, forms, approvals, through the real Bolt app on a Slack of this machine.

Ana sells, Ben is her teammate, Cleo is in another team, Felix and Marek speak for finance, Sofia for logistics, Gus is a guest.
"""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio
from slack_world import World, a_world, shown

from bot.playground.people import Message
from bot.playground.surfaces import View
from bot.promises.records import Promise

FRIDAY = "Acme: send the CE certificate by Friday"
LATER = (datetime.now(UTC) + timedelta(days=40)).date()


@pytest_asyncio.fixture
async def world() -> AsyncIterator[World]:
    async with a_world() as the_world:
        yield the_world


def buttons(message: Message) -> list[str]:
    return [each["action_id"] for block in message.blocks if block["type"] == "actions" for each in block["elements"]]


def saved(world: World) -> list[Promise]:
    return list(world.book._promises.values())


async def typed(world: World, text: str, person: str = "Ana", channel: str = "#sales", command: str = "/promise") -> None:
    await world.slack.command(person, channel, command, text)
    await world.quiet()


async def said_last(world: World, person: str = "Ana", text: str = "") -> Message:
    """The newest message of ours that this person sees and that holds the text."""
    who = world.slack.workspace.person(person)
    await world.quiet()
    return [each for each in world.slack.workspace.seen_by(who) if each.author == "U0BOT" and text in shown(each)][-1]


async def press(world: World, action: str, person: str = "Ana", value: Any = None) -> None:
    """Press the newest button of this action that the person sees."""
    who = world.slack.workspace.person(person)
    message = [each for each in world.slack.workspace.seen_by(who) if action in buttons(each)][-1]
    await world.slack.click(person, message.ts, action, value)
    await world.quiet()


async def form(world: World, person: str = "Ana") -> View:
    await world.quiet()
    return world.slack.views(person)[-1]


async def send(world: World, person: str = "Ana", **values: Any) -> View | None:
    """Send the form on top. Returns it when it stays open."""
    view = world.slack.views(person)[-1]
    await world.slack.submit(person, view.id, values)
    await world.quiet()
    return next((each for each in world.slack.views(person) if each.id == view.id), None)


async def a_promise(world: World, text: str = FRIDAY, person: str = "Ana") -> Promise:
    before = {each.id for each in saved(world)}
    await typed(world, text, person)
    message = await said_last(world, person)
    if "promise_customer_new" in buttons(message):
        await press(world, "promise_customer_new", person)
        message = await said_last(world, person)
    await press(world, "promise_ask" if "promise_ask" in buttons(message) else "promise_save", person)
    (made,) = [each for each in saved(world) if each.id not in before]
    return made


# -- /promise ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["/promise", "/commit"])
async def test_what_is_typed_is_read_and_saved_only_after_a_yes(world: World, command: str) -> None:
    await typed(world, FRIDAY, command=command)
    card = await said_last(world)
    assert card.only_for == "U0ANA"
    assert "Save this promise?" in shown(card)
    assert "Friday" in shown(card)
    assert "Acme" in shown(card)
    assert "Nothing is saved yet" in shown(card)
    assert saved(world) == []
    await press(world, "promise_save")
    (promise,) = saved(world)
    assert (promise.customer, promise.owner, promise.state, promise.audience) == ("Acme", "U0ANA", "open", "everyone")
    assert promise.due.day.weekday() == 4
    assert "Saved. You will be reminded." in shown(await said_last(world))
    assert not any("Save this promise?" in shown(each) for each in world.said())


async def test_in_chinese_everything_is_chinese(world: World) -> None:
    await typed(world, "宁波客户：周五前寄样品")
    card = await said_last(world)
    assert "要保存这条承诺吗" in shown(card)
    assert "周五" in shown(card)
    await press(world, "promise_save")
    assert "已保存" in shown(await said_last(world))
    assert saved(world)[0].language == "zh"


async def test_a_card_pressed_twice_saves_once(world: World) -> None:
    await typed(world, FRIDAY)
    card = await said_last(world)
    await world.slack.click("Ana", card.ts, "promise_save")
    await world.quiet()
    world.slack.workspace.put(card)  # a window that still shows the button
    await world.slack.click("Ana", card.ts, "promise_save")
    await world.quiet()
    assert len(saved(world)) == 1


async def test_the_same_delivery_twice_saves_once(world: World) -> None:
    await typed(world, FRIDAY)
    card = await said_last(world)
    (delivery,) = await world.slack.click("Ana", card.ts, "promise_save")
    await world.slack.redeliver(delivery)
    await world.quiet()
    assert len(saved(world)) == 1


async def test_a_date_that_can_be_read_in_two_ways_is_asked_about_with_a_button_for_each(world: World) -> None:
    await typed(world, "Acme: send the CE certificate by next Friday")
    asked = await said_last(world)
    assert "Which date is it" in shown(asked)
    assert buttons(asked)[:2] == ["promise_take_0", "promise_take_1"]
    await press(world, "promise_take_1")
    assert "Save this promise?" in shown(await said_last(world))
    await press(world, "promise_save")
    assert saved(world)[0].due.day.weekday() == 4


async def test_another_date_is_picked_in_a_form_and_then_checked(world: World) -> None:
    await typed(world, "Acme: send the CE certificate soon")
    await press(world, "promise_other_date")
    view = await form(world)
    await send(world, day="2020-01-01")
    assert "still to come" in str((await form(world)).errors)
    await send(world, day=LATER.isoformat(), time="17:00")
    assert world.slack.views("Ana") == []
    card = await world.reply("Save this promise?")
    assert "17:00" in shown(card)
    await press(world, "promise_save")
    assert str(saved(world)[0].due) == f"{LATER}T17:00"
    assert view.given["callback_id"] == "promise_date"


async def test_without_words_the_form_opens_and_what_is_wrong_stands_beside_its_field(world: World) -> None:
    await typed(world, "")
    view = await form(world)
    assert view.given["title"]["text"] == "Log a promise"
    await send(world, what="...", day="2020-01-01", leads="sometimes", time=None)
    assert (await form(world)).errors.keys() == {"what", "customer", "day", "leads"}
    assert saved(world) == []
    kept = await send(
        world,
        what="send the CE certificate",
        customer="Acme",
        day=LATER.isoformat(),
        leads="2d, 4h",
        audience="private",
        direction="theirs",
    )
    assert kept is None
    (promise,) = saved(world)
    assert (promise.what, promise.leads, promise.audience, promise.direction) == (
        "send the CE certificate",
        ("2d", "4h"),
        "private:U0ANA",
        "theirs",
    )
    await world.reply("Saved. You will be reminded to ask for it.")


async def test_cancel_saves_nothing(world: World) -> None:
    await typed(world, FRIDAY)
    await press(world, "promise_cancel")
    assert "nothing was saved" in shown(await said_last(world))
    assert saved(world) == []


async def test_a_draft_is_saved_without_asking_anybody_and_opened_later(world: World) -> None:
    await typed(world, FRIDAY)
    await press(world, "promise_save_draft")
    assert saved(world)[0].state == "draft"
    await press(world, "promise_open")
    await press(world, "promise_submit")
    assert saved(world)[0].state == "open"


async def test_edit_opens_the_form_with_what_was_read(world: World) -> None:
    await typed(world, FRIDAY)
    await press(world, "promise_edit")
    inputs = {each["block_id"]: each for each in (await form(world)).given["blocks"]}
    assert inputs["customer"]["element"]["initial_value"] == "Acme"
    await send(world, what="send the CE certificate by courier")
    assert saved(world)[0].what == "send the CE certificate by courier"
    await world.reply("Saved. You will be reminded.")


async def test_a_disk_that_is_full_is_told_and_the_form_stays_with_its_words(world: World) -> None:
    await typed(world, FRIDAY)
    await press(world, "promise_edit")
    world.book.disk_full = True
    assert await send(world) is not None
    assert "NOT saved" in str((await form(world)).errors)
    world.book.disk_full = False
    assert await send(world) is None
    assert len(saved(world)) == 1


async def test_several_promises_in_one_message_get_a_card_each(world: World) -> None:
    await typed(world, "Acme: send the quote by Friday; Nordkap: send the samples by Friday")
    cards = [each for each in world.said() if "Save this promise?" in shown(each)]
    assert len(cards) == 2
    for card in cards:
        await world.slack.click("Ana", card.ts, "promise_save")
    await world.quiet()
    assert {each.customer for each in saved(world)} == {"Acme", "Nordkap"}


async def test_a_customer_named_like_several_is_asked_about(world: World) -> None:
    await a_promise(world, "Acme Peru: send the quote by Friday")
    await a_promise(world, "Acme Chile: send the quote by Friday")
    await typed(world, FRIDAY)
    asked = await said_last(world)
    assert "Which customer" in shown(asked)
    await press(world, "promise_customer_0")
    await press(world, "promise_save")
    assert saved(world)[-1].customer == "Acme Chile" or saved(world)[-1].customer == "Acme Peru"


async def test_without_a_customer_the_form_asks_for_one(world: World) -> None:
    await typed(world, "send the CE certificate by Friday")
    assert "Who is it promised to" in shown(await said_last(world))
    await press(world, "promise_edit")
    await send(world)
    assert "customer" in (await form(world)).errors
    await send(world, customer="Acme")
    assert saved(world)[0].customer == "Acme"


@pytest.mark.parametrize("person", ["Gus", "Eva"])
async def test_guests_and_other_companies_see_a_sentence(world: World, person: str) -> None:
    world.slack.workspace.join("C0ACME", "U0GUS")
    await typed(world, FRIDAY, person, "#acme-shared")
    assert buttons(await said_last(world, person)) == []
    assert saved(world) == []


async def test_in_a_channel_shared_with_other_companies_nothing_is_shown(world: World) -> None:
    await typed(world, "list", "Ana", "#acme-shared")
    assert "direct message" in shown(await said_last(world))


# -- lists and one promise --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "title"), [("list", "Your promises"), ("列表", "您的承诺"), ("due", "Due soon"), ("Acme", "Promises with Acme")]
)
async def test_lists_in_both_languages(world: World, words: str, title: str) -> None:
    await a_promise(world)
    await typed(world, words)
    listed = await said_last(world)
    assert title in shown(listed)
    assert "CE certificate" in shown(listed)
    assert buttons(listed)[:3] == ["promise_done", "promise_at_risk", "promise_open"]


async def test_a_private_promise_is_in_nobody_elses_list(world: World) -> None:
    await typed(world, "")
    await send(world, what="send the quote", customer="Acme", day=LATER.isoformat(), audience="private")
    await typed(world, "Acme", "Ben")
    assert "send the quote" not in shown(await said_last(world, "Ben"))


async def test_a_long_list_has_pages(world: World) -> None:
    for n in range(12):
        await typed(world, f"Acme: send sample {'ABCDEFGHIJKL'[n]} by Friday")
        await press(world, "promise_save")
    await typed(world, "list")
    assert buttons(await said_last(world)).count("promise_open") == 10
    await press(world, "promise_more")
    assert buttons(await said_last(world)).count("promise_open") == 2


async def test_open_tells_everything_and_what_this_person_may_do(world: World) -> None:
    await a_promise(world)
    await typed(world, "list", "Ben")
    await typed(world, "Acme", "Ben")
    await press(world, "promise_open", "Ben")
    opened = await said_last(world, "Ben")
    assert buttons(opened) == []
    await press(world, "promise_open", "Ana")
    opened = await said_last(world)
    assert "What happened" in shown(opened)
    assert {"promise_done", "promise_hand_over", "promise_withdraw"} <= set(buttons(opened))


async def test_help_in_both_languages(world: World) -> None:
    await typed(world, "help")
    assert "Keep the promises you make" in shown(await said_last(world))
    await typed(world, "帮助")
    assert "说到做到" in shown(await said_last(world))


# -- what happens to a promise ----------------------------------------------------------------------------------------


async def test_done_with_a_proof(world: World) -> None:
    await a_promise(world)
    await typed(world, "list")
    await press(world, "promise_done")
    await send(world, proof="https://files.example.com/ce.pdf")
    assert (saved(world)[0].state, saved(world)[0].proof) == ("kept", "https://files.example.com/ce.pdf")
    await world.reply("Well kept")


async def test_undo_by_button_and_by_word(world: World) -> None:
    await a_promise(world)
    await typed(world, "list")
    await press(world, "promise_done")
    await send(world)
    await world.reply("Well kept")
    await press(world, "promise_undo")
    assert saved(world)[0].state == "open"
    await typed(world, "list")
    await press(world, "promise_done")
    await send(world)
    await typed(world, "undo")
    assert saved(world)[0].state == "open"
    assert "Taken back" in shown(await said_last(world))
    await typed(world, "undo", "Ben")
    assert "Nothing to take back" in shown(await said_last(world, "Ben")) or "没有可撤销" in shown(await said_last(world, "Ben"))


async def test_at_risk_gives_an_honest_message_to_copy(world: World) -> None:
    await a_promise(world)
    await typed(world, "list")
    await press(world, "promise_at_risk")
    await send(world, why="...")
    assert "why" in (await form(world)).errors
    await send(world, why="The lab is late.", day=LATER.isoformat())
    assert saved(world)[0].state == "at-risk"
    told = await world.reply("Tell the customer now")
    assert "您好" in shown(told)
    await press(world, "promise_new_date")
    view = await form(world)
    assert LATER.isoformat() in str(view.given["blocks"])
    await send(world, answer="agreed", why="fine with us")
    assert (saved(world)[0].state, saved(world)[0].due.day) == ("renegotiated", LATER)


async def test_a_reason_is_required_to_withdraw(world: World) -> None:
    await a_promise(world)
    await press(world, "promise_open")
    await press(world, "promise_withdraw")
    await send(world, why=" . ")
    assert "why" in (await form(world)).errors
    await send(world, why="They bought elsewhere.")
    assert saved(world)[0].state == "withdrawn"


async def test_hand_over_tells_the_new_owner(world: World) -> None:
    await a_promise(world)
    await press(world, "promise_open")
    await press(world, "promise_hand_over")
    await send(world, to="U0GUS")
    assert "to" in (await form(world)).errors
    await send(world, to="U0BEN")
    assert saved(world)[0].owner == "U0BEN"
    told = await said_last(world, "Ben", "移交给您")
    assert told.channel == "D0BEN"


async def test_a_button_of_a_state_that_has_passed_tells_what_is_true_now(world: World) -> None:
    await a_promise(world)
    await typed(world, "list")
    old = await said_last(world)
    await press(world, "promise_done")
    await send(world)
    await world.slack.click("Ana", old.ts, "promise_at_risk")
    told = await said_last(world)
    assert "marked it done" in shown(told)
    assert world.slack.views("Ana") == []


# -- approvals --------------------------------------------------------------------------------------------------------

DISCOUNT = "Acme: give a 5% discount by Friday"


async def test_a_benefit_waits_for_its_department_and_the_customer_is_not_told(world: World) -> None:
    promise = await a_promise(world, DISCOUNT)
    assert promise.state == "waiting"
    assert "Do not tell the customer yet" in shown(await said_last(world))
    card = await said_last(world, "Felix", "May <@U0ANA> promise this?")
    assert (card.channel, buttons(card)) == ("D0FELIX", ["promise_agree", "promise_words", "promise_decline"])
    assert len([each for each in world.said() if "May <@U0ANA>" in shown(each)]) == 2
    await press(world, "promise_agree", "Felix")
    assert saved(world)[0].state == "open"
    assert "You may tell the customer" in shown(await said_last(world, "Ana"))
    assert "U0FELIX> agreed for finance" in shown(await said_last(world, "Marek"))
    assert "You agreed" in shown(await said_last(world, "Felix"))


async def test_departments_are_called_in_the_readers_language(world: World) -> None:
    await typed(world, "宁波客户：周五前给下一单5%折扣", "Ben")
    card = await said_last(world, "Ben")
    assert "请财务部审批" in shown(card)
    assert "询问财务部" in shown(card)
    await press(world, "promise_ask", "Ben")
    assert "正等待财务部审批" in shown(await said_last(world, "Ben"))
    await typed(world, "待审批", "Ben")
    asked = await said_last(world, "Felix", "promise this?")
    assert "Your word for finance" in shown(asked)
    await press(world, "promise_open", "Ben")
    assert "财务部：尚未答复" in shown(await said_last(world, "Ben"))
    assert not [each for each in world.slack.workspace.seen_by(world.slack.workspace.person("Ben")) if "finance" in shown(each)]


async def test_declined_with_a_reason_the_owner_hears_it(world: World) -> None:
    await a_promise(world, DISCOUNT)
    await press(world, "promise_decline", "Felix")
    await send(world, "Felix", why="The margin is gone.")
    assert saved(world)[0].state == "draft"
    assert "The margin is gone." in shown(await said_last(world, "Ana"))
    assert "declined for finance" in shown(await said_last(world, "Marek"))


async def test_agreed_with_other_words_the_wording_changes_and_the_owner_hears_them(world: World) -> None:
    await a_promise(world, DISCOUNT)
    await press(world, "promise_words", "Felix")
    await send(world, "Felix", what="give a 3% discount on the next order")
    assert (saved(world)[0].what, saved(world)[0].state) == ("give a 3% discount on the next order", "open")
    assert "Use these words" in shown(await said_last(world, "Ana"))
    assert "wording has changed" in shown(await said_last(world, "Marek"))


async def test_two_approvers_at_once_and_the_second_hears_of_the_first(world: World) -> None:
    await a_promise(world, DISCOUNT)
    await press(world, "promise_decline", "Marek")
    await press(world, "promise_agree", "Felix")
    await send(world, "Marek", why="No.")
    assert saved(world)[0].state == "open"
    assert "why" in (await form(world, "Marek")).errors


async def test_the_owner_and_other_people_cannot_approve(world: World) -> None:
    promise = await a_promise(world, DISCOUNT)
    card = await said_last(world, "Felix", "May <@U0ANA>")
    for person, told in (("Ana", "nobody approves their own"), ("Ben", "only they can agree or decline. (<@U0FELIX>, <@U0MAREK>)")):
        forged = world.slack.workspace.put(
            Message("C0SALES", world.slack.workspace.new_ts(), "U0BOT", "x", card.blocks, only_for=f"U0{person.upper()}")
        )
        await world.slack.click(person, forged.ts, "promise_agree")
        assert told in shown(await said_last(world, person))
    assert world.book.promise(promise.id) == promise


async def test_an_approver_agrees_only_to_the_words_that_stood_on_the_card(world: World) -> None:
    await a_promise(world, DISCOUNT)
    card = await said_last(world, "Felix", "May <@U0ANA>")
    await press(world, "promise_open", "Ana")
    await press(world, "promise_reword", "Ana")
    await send(world, "Ana", what="give a 15% discount")
    await world.reply("waiting for finance")
    await world.quiet()
    world.slack.workspace.put(card)  # a window that still shows the old words
    await world.slack.click("Felix", card.ts, "promise_agree")
    assert "<@U0ANA> reworded it a moment ago" in shown(await said_last(world, "Felix"))
    assert saved(world)[0].state == "waiting"
    assert len([each for each in world.said() if each.channel == "D0FELIX" and "15% discount" in shown(each)]) == 1


async def test_two_departments_must_both_agree(world: World) -> None:
    await a_promise(world, "Acme: give a year-end rebate by Friday")
    await press(world, "promise_agree", "Felix")
    assert saved(world)[0].state == "waiting"
    assert "Do not tell the customer yet: <@U0FELIX> agreed, logistics has not answered" in shown(await said_last(world))
    await press(world, "promise_agree", "Sofia")
    assert saved(world)[0].state == "open"


async def test_agree_pressed_twice_is_thanked_twice_and_told_once(world: World) -> None:
    await a_promise(world, DISCOUNT)
    card = await said_last(world, "Felix", "May <@U0ANA>")
    (delivery,) = await world.slack.click("Felix", card.ts, "promise_agree")
    await world.slack.redeliver(delivery)
    await world.quiet()
    world.slack.workspace.put(card)
    await world.slack.click("Felix", card.ts, "promise_agree")
    await world.quiet()
    assert "You agreed" in shown(await said_last(world, "Felix"))
    assert len([each for each in world.said() if "You may tell the customer" in shown(each)]) == 1


async def test_whom_slack_refuses_is_told_to_the_owner_and_nothing_is_lost(world: World) -> None:
    world.slack.workspace.people.pop("U0FELIX")
    world.slack.workspace.people.pop("U0MAREK")
    await a_promise(world, DISCOUNT)
    assert saved(world)[0].state == "waiting"
    assert "Speak to finance yourself" in shown(await said_last(world, "Ana", "Speak to"))


async def test_a_card_that_slack_cannot_post_now_is_posted_once_when_it_can(world: World) -> None:
    world.slack.faults.fail("chat.postMessage", calls=1)
    world.slack.faults.cut("chat.postMessage", calls=1)  # the second one is posted, and we cannot know
    await a_promise(world, DISCOUNT)
    await said_last(world, "Felix", "May <@U0ANA>")
    await said_last(world, "Marek", "May <@U0ANA>")
    assert len([each for each in world.said() if "May <@U0ANA>" in shown(each)]) == 2


async def test_a_card_that_was_deleted_does_not_stop_the_others(world: World) -> None:
    await a_promise(world, DISCOUNT)
    world.slack.workspace.remove(await said_last(world, "Marek", "May <@U0ANA>"))
    await press(world, "promise_agree", "Felix")
    assert saved(world)[0].state == "open"
    assert "You may tell the customer" in shown(await said_last(world, "Ana"))


# -- forms that come too late, messages that are gone, two at once -----------------------------------------------------


async def test_a_form_whose_trigger_has_expired_is_a_sentence_and_pressing_again_works() -> None:
    ahead = timedelta()
    async with a_world(now=lambda: datetime.now(UTC) + ahead) as world:
        await a_promise(world)
        await typed(world, "list")
        world.slack.faults.delay_calls(0.2)  # long enough to move the clock in between
        pressed = world.slack.click("Ana", (await said_last(world)).ts, "promise_done")
        await pressed
        ahead = timedelta(seconds=4)
        await world.reply("Press it again")
        world.slack.faults.delay_calls(0)
        await press(world, "promise_done")
        await send(world)
        assert saved(world)[0].state == "kept"


async def test_the_card_is_gone_and_the_result_is_shown_all_the_same(world: World) -> None:
    await typed(world, FRIDAY)
    card = await said_last(world)
    pressed = world.slack.click("Ana", card.ts, "promise_save")
    world.slack.workspace.remove(card)
    await pressed
    assert "Saved." in shown(await said_last(world))


async def test_a_response_url_that_is_used_up_does_not_hide_the_result(world: World) -> None:
    await typed(world, FRIDAY)
    world.slack.faults.fail("response_url", calls=1)
    await press(world, "promise_save")
    assert len(saved(world)) == 1
    await world.reply("Saved.")


async def test_done_and_at_risk_at_the_same_moment_both_hear_what_is_true(world: World) -> None:
    await a_promise(world)
    await typed(world, "list")
    await press(world, "promise_done")
    done = world.slack.views("Ana")[-1]
    marek = "Marek"
    await typed(world, "Acme", marek)
    await press(world, "promise_open", marek)
    await press(world, "promise_at_risk", marek)
    await world.slack.submit("Ana", done.id, {})
    await world.quiet()
    assert await send(world, marek, why="No news from the lab.") is not None
    assert saved(world)[0].state == "kept"
    assert "kept" in str((await form(world, marek)).errors)


# -- messages ---------------------------------------------------------------------------------------------------------


async def test_the_shortcut_fills_the_form_from_the_message_and_keeps_its_link(world: World) -> None:
    written = world.slack.say("Ben", "#sales", "Talked to Acme. I will send them the certificate by Friday")
    await world.slack.shortcut("Ana", "log_promise", written.ts)
    inputs = {each["block_id"]: each["element"] for each in (await form(world)).given["blocks"]}
    assert (inputs["customer"]["initial_value"], "certificate" in inputs["what"]["initial_value"]) == ("Acme", True)
    await send(world)
    assert saved(world)[0].source.startswith("https://sample.slack.example/archives/C0SALES/p")
    await world.reply("Saved.")
    await press(world, "promise_open")
    assert "The message it came from" in shown(await said_last(world))


async def test_a_message_without_a_promise_opens_the_form_with_its_words(world: World) -> None:
    written = world.slack.say("Ben", "#sales", "They liked the pump")
    await world.slack.shortcut("Ana", "log_promise", written.ts)
    inputs = {each["block_id"]: each["element"] for each in (await form(world)).given["blocks"]}
    assert inputs["what"]["initial_value"] == "They liked the pump"


@pytest.mark.parametrize("way", ["shortcut", "command"])
async def test_a_draft_is_checked_before_it_is_sent_and_nothing_is_saved(world: World, way: str) -> None:
    draft = "I will give you a 5% discount by Friday. I will look into the crates soon."
    if way == "shortcut":
        written = world.slack.say("Ana", "#sales", draft)
        await world.slack.shortcut("Ana", "before_send", written.ts)
    else:
        await typed(world, f"check {draft}")
    told = await said_last(world, text="Before you send")
    assert "Nothing is saved" in shown(told)
    assert "*Not yet:*" in shown(told)
    assert saved(world) == []
    await press(world, "promise_log_card")
    assert "Before you send" in shown(told)
    assert {"promise_edit", "promise_other_date"} & set(buttons(await said_last(world)))


async def test_a_promise_can_be_logged_under_an_answer(world: World) -> None:
    await world.slack.command("Ana", "#sales", "/ask", "too expensive")
    await world.reply("Compared with what?")
    await press(world, "promise_log")
    await send(world, what="send two references", customer="Acme", day=LATER.isoformat())
    assert saved(world)[0].what == "send two references"


@pytest.mark.parametrize(
    "text", ["Acme: send the CE certificate by Friday. " + "They liked the pump. " * 480, "Acme: " + "寄" * 10_000 + " 周五前"]
)
async def test_ten_thousand_characters_are_answered(world: World, text: str) -> None:
    await typed(world, text[:10_000])
    message = await said_last(world)
    assert len(message.text) <= 4000
    assert buttons(message) != []


async def test_what_people_type_never_comes_back_as_something_that_works(world: World) -> None:
    await typed(world, "Ac*me <!channel>: send <@U0BEN> <https://evil.example.com|a link> & *bold* \u202e\x07 `code` by Friday")
    for action in ("promise_edit",):
        if "promise_save" not in buttons(await said_last(world)):
            await press(world, action)
            await send(
                world,
                customer="Ac*me <!channel>",
                what="see <https://evil.example.com|a> www.evil.example.com <!here>",
                day=LATER.isoformat(),
            )
        else:
            await press(world, "promise_save")
    await typed(world, "list")
    await press(world, "promise_open")
    await world.quiet()
    for message in world.said():
        for block in message.blocks:
            text = shown(message) if block["type"] == "section" else ""
            assert not any(live in text for live in ("<!channel", "<!here", "<https://evil", "www.evil.example.com", "\u202e"))


async def test_control_sequences_and_rubbish_in_a_button_are_a_sentence(world: World) -> None:
    await typed(world, FRIDAY)
    card = await said_last(world)
    for value in ("", "{}", "[1]", '{"i":1}', "null", '{"i":"x","w":"y","d":"o","l":"en","p":"en","v":"z"}', "\x00"):
        blocks = [
            {**block, "elements": [{**each, "value": value} for each in block["elements"]]} if block["type"] == "actions" else block
            for block in card.blocks
        ]
        broken = world.slack.workspace.put(
            Message("C0SALES", world.slack.workspace.new_ts(), "U0BOT", "x", tuple(blocks), only_for="U0ANA")
        )
        await world.slack.click("Ana", broken.ts, "promise_save")
        assert "start again with /promise" in shown(await said_last(world))
    assert saved(world) == []


# -- elsewhere, in Chinese, later --------------------------------------------------------------------------------------


async def test_in_a_direct_message_it_is_the_same(world: World) -> None:
    await typed(world, FRIDAY, channel="DM")
    card = await said_last(world)
    assert (card.channel, card.only_for) == ("D0ANA", "")
    await press(world, "promise_save")
    assert len(saved(world)) == 1
    assert "Saved." in shown(await said_last(world))
    assert not any("Save this promise?" in shown(each) for each in world.said())


async def test_a_form_in_chinese_is_corrected_in_chinese(world: World) -> None:
    await typed(world, "", "Ben")
    view = await form(world, "Ben")
    assert view.given["title"]["text"] == "记录承诺"
    await send(world, "Ben", what="寄样品", customer="宁波客户", day="2020-01-01")
    assert (await form(world, "Ben")).errors == {"day": "请选择今后的日期。"}
    assert await send(world, "Ben", what="寄样品", customer="宁波客户", day=LATER.isoformat()) is None
    await world.reply("已保存，到期前会提醒您。")


async def test_a_filled_in_benefit_stops_before_it_is_saved_and_then_asks(world: World) -> None:
    await typed(world, "")
    first = await form(world)
    await send(world, what="give a 5% discount", customer="Acme", day=LATER.isoformat(), approval="discount")
    check = await form(world)
    assert check.given["title"]["text"] == "Before you save"
    assert check.given["submit"]["text"] == "Ask for approval"
    assert saved(world) == []
    await send(world)
    assert world.slack.views("Ana") == []
    assert first.id != check.id
    assert saved(world)[0].state == "waiting"
    await said_last(world, "Felix", "May <@U0ANA>")


async def test_a_benefit_that_only_the_wording_names_is_noticed_and_can_be_denied(world: World) -> None:
    await typed(world, "")
    await send(world, what="give a 5% discount", customer="Acme", day=LATER.isoformat())
    assert (await form(world)).given["title"]["text"] == "Before you save"
    await world.slack.close("Ana", (await form(world)).id)
    await send(world, what="give a 5% discount", customer="Acme", day=LATER.isoformat(), approval="none")
    assert (saved(world)[0].state, saved(world)[0].approval) == ("open", None)


async def test_what_waits_for_my_word_is_a_list_with_its_buttons(world: World) -> None:
    await a_promise(world, DISCOUNT)
    await typed(world, "approve", "Felix")
    listed = await said_last(world, "Felix", "Waiting for your word")
    assert buttons(listed) == ["promise_agree", "promise_decline", "promise_open"]
    await world.slack.click("Felix", listed.ts, "promise_agree")
    await world.quiet()
    assert saved(world)[0].state == "open"
    assert "Waiting for your word" in shown(world.slack.workspace.get(listed.channel, listed.ts) or listed)


async def test_a_leaver_hands_everything_over_at_once(world: World) -> None:
    await a_promise(world, "Acme: send the quote by Friday")
    await a_promise(world, "Nordkap: send the samples by Friday")
    await press(world, "promise_open")
    await press(world, "promise_hand_over")
    await send(world, to="U0BEN", scope="all")
    assert {each.owner for each in saved(world)} == {"U0BEN"}
    await world.reply("owns 2 of your promises now")
    assert "2 条承诺" in shown(await said_last(world, "Ben", "移交给您"))
    assert len([each for each in world.said() if "移交给您" in shown(each)]) == 1


async def test_a_manager_changes_a_promise_and_its_owner_hears_of_it(world: World) -> None:
    await a_promise(world)
    await typed(world, "Acme", "Sofia")
    await press(world, "promise_open", "Sofia")
    await press(world, "promise_broken", "Sofia")
    await send(world, "Sofia", why="The lab closed.")
    assert saved(world)[0].state == "broken"
    assert "<@U0SOFIA> changed a promise of yours" in shown(await said_last(world, "Ana", "changed a promise"))


async def test_after_a_minute_nothing_can_be_taken_back() -> None:
    ahead = timedelta()
    async with a_world(now=lambda: datetime.now(UTC) + ahead) as world:
        await a_promise(world)
        saved_message = await said_last(world)
        ahead = timedelta(seconds=70)
        await world.slack.click("Ana", saved_message.ts, "promise_undo")
        assert "60 seconds" in shown(await said_last(world))
        await typed(world, "list")
        await press(world, "promise_open")
        assert "promise_undo" not in buttons(await said_last(world))
        assert saved(world)[0].state == "open"


async def test_a_guest_of_another_company_pressing_a_forged_button_changes_nothing(world: World) -> None:
    promise = await a_promise(world)
    await typed(world, "list")
    listed = await said_last(world)
    forged = world.slack.workspace.put(Message("C0ACME", world.slack.workspace.new_ts(), "U0BOT", "x", listed.blocks, only_for="U0EVA"))
    await world.slack.click("Eva", forged.ts, "promise_done")
    await world.slack.click("Eva", forged.ts, "promise_open")
    assert "CE certificate" not in shown(await said_last(world, "Eva", "guests"))
    assert world.book.promise(promise.id) == promise


async def test_another_teams_promise_is_neither_opened_nor_changed_by_its_id(world: World) -> None:
    await typed(world, "")
    await send(world, what="send the quote", customer="Acme", day=LATER.isoformat(), audience="team")
    await world.reply("Saved.")
    card = await said_last(world)
    forged = world.slack.workspace.put(Message("C0SALES", world.slack.workspace.new_ts(), "U0BOT", "x", card.blocks, only_for="U0CLEO"))
    for action in ("promise_open", "promise_undo"):
        await world.slack.click("Cleo", forged.ts, action)
        assert "no such promise that you may read" in shown(await said_last(world, "Cleo"))
    assert saved(world)[0].state == "open"
