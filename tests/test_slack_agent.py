"""The messages tab, through the real Bolt app on a Slack of this machine: questions to begin with, a status, Stop, growing answers."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from slack_world import World, a_world, shown

from bot.config import ModelSettings
from bot.playground.blocks import faults_of_blocks
from bot.playground.people import Message
from bot.slack.agent import prompts_for
from bot.slack.desk import Desk
from bot.slack.incoming import sort
from bot.slack.places import Place
from bot.slack.sessions import Underway
from bot.storage.database import open_database
from bot.storage.inbox import SqlInbox

ANSWER = "Compared with what?"


@pytest_asyncio.fixture
async def world() -> AsyncIterator[World]:
    async with a_world() as the_world:
        yield the_world


@pytest_asyncio.fixture
async def wordy() -> AsyncIterator[World]:
    """A world in which a model words the answers."""

    def equip(desk: Desk) -> Desk:
        return replace(desk, config=replace(desk.config, model=ModelSettings(name="sample")))

    async with a_world(equip=equip) as the_world:
        yield the_world


async def at_work(world: World) -> None:
    """Wait until Slack shows that we work."""
    await world.slack.changes.until(lambda: world.slack.workspace.statuses or None, 5)


async def press_stop(world: World, thread: str, channel: str = "D0ANA", event_id: str = "E-stop") -> None:
    """What Slack sends when somebody presses Stop."""
    event = {"type": "agent_session_stopped", "channel": channel, "thread_ts": thread, "user": "U0ANA", "streaming_message_ts": []}
    body = {"type": "event_callback", "team_id": "T0SAMPLE", "event_id": event_id, "event": event}
    await world.slack.deliveries.event(body)


async def test_whoever_opens_the_tab_gets_questions_to_begin_with_in_their_language(world: World) -> None:
    for person, told in (("Ana", "My open promises"), ("Ben", "客户说太贵")):
        await world.slack.open_home(person, "messages")
        await world.quiet()
        (_, prompts) = sorted(world.slack.workspace.prompts.items())[-1]
        assert told in json.dumps(prompts, ensure_ascii=False)
        assert 1 <= len(prompts) <= 4
    assert "promises" not in json.dumps(prompts_for("en", is_guest=True))
    assert world.calls("views.publish") == []


async def test_where_slack_has_no_agents_everything_works_as_messages(world: World) -> None:
    world.slack.faults.fail("assistant.threads.setSuggestedPrompts", calls=9)
    world.slack.faults.fail("agents.sessions.setStatus", calls=9)
    await world.slack.open_home("Ana", "messages")
    await world.quiet()
    assert world.said() == []
    world.librarian.gate.clear()
    world.slack.say("Ana", "DM", "too expensive")
    await world.reply("One moment")
    world.librarian.gate.set()
    await world.reply(ANSWER)
    await world.quiet()
    assert len(world.said()) == 1


async def test_a_question_is_a_session_with_a_title_that_is_at_rest_afterwards(world: World) -> None:
    world.librarian.gate.clear()
    said = world.slack.say("Ana", "DM", "too expensive <!channel>")
    await at_work(world)
    assert world.said() == []
    world.librarian.gate.set()
    answered = await world.reply(ANSWER)
    await world.quiet()
    assert answered.thread == said.ts
    assert world.slack.workspace.statuses == {}
    states = [(call["status"], call["thread_ts"]) for call in world.calls("agents.sessions.setStatus")]
    assert states == [("processing", said.ts), ("active", said.ts)]
    assert "<!" not in str(world.calls("agents.sessions.setStatus")[0]["title"])
    assert len(world.said()) == 1


async def test_an_answer_that_fails_leaves_no_session_at_work(world: World) -> None:
    world.librarian.troubles = [RuntimeError("a defect")]
    world.slack.say("Ana", "DM", "too expensive")
    await world.reply("something went wrong on my side")
    await world.quiet()
    assert world.slack.workspace.statuses == {}


async def test_stop_gives_the_answer_up_and_says_so(world: World) -> None:
    world.librarian.gate.clear()
    said = world.slack.say("Ana", "DM", "too expensive")
    await at_work(world)
    await press_stop(world, said.ts)
    stopped = await world.reply("Stopped.")
    world.librarian.gate.set()
    await world.quiet()
    assert stopped.thread == said.ts
    assert world.slack.workspace.statuses == {}
    assert ANSWER not in "".join(map(shown, world.said()))
    world.slack.say("Ana", "DM", "too expensive", said.ts)
    await world.reply(ANSWER)


async def test_stop_in_one_conversation_leaves_the_others_alone(world: World) -> None:
    world.librarian.gate.clear()
    world.slack.say("Ana", "DM", "too expensive")
    await at_work(world)
    await press_stop(world, "1.000001")
    await press_stop(world, "1.000001", "D0BEN", "E-other")
    world.librarian.gate.set()
    await world.reply(ANSWER)
    await world.quiet()
    assert not any("Stopped" in shown(each) for each in world.said())


@pytest.fixture(params=["sqlite", "postgres"])
def two_inboxes(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[list[SqlInbox]]:
    """The inbox of one database as two processes have it."""
    url = request.getfixturevalue("postgres") if request.param == "postgres" else tmp_path / "goodword.db"
    databases = [open_database(url, patience=20) for _ in range(2)]
    yield [SqlInbox(each, timedelta(minutes=1), timedelta(days=1), 100) for each in databases]
    for each in databases:
        each.close()


def underways(inboxes: list[SqlInbox]) -> list[Underway]:
    return [Underway(inbox, lambda: datetime.now(UTC), is_shared=True) for inbox in inboxes]


async def test_a_stop_that_comes_to_another_process_is_heard(two_inboxes: list[SqlInbox]) -> None:
    here, there = underways(two_inboxes)
    asked = Place("D0ANA", "U0ANA", "1.0")
    await there.stop("D0ANA", "1.0")  # for an earlier answer
    stop, other = here.begin(asked), here.begin(replace(asked, thread="2.0"))
    async with asyncio.timeout(5):
        while two_inboxes[1].is_held("stop", "stop:D0ANA:1.0"):
            await asyncio.sleep(0.01)  # a row has no bell
    assert not await there.stop("D0ANA", "1.0"), "nothing is made there"
    await asyncio.wait_for(stop.wait(), 5)
    assert not other.is_set()
    here.end(asked, stop)
    again = here.begin(asked)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(again.wait(), 1.2)  # longer than a look takes: the earlier Stop is over
    assert await here.stop("D0ANA", "1.0")
    assert again.is_set(), "in one process at once"
    for place, each in ((asked, again), (replace(asked, thread="2.0"), other)):
        here.end(place, each)
    assert here._watching == {}


async def test_slacks_own_buttons_for_a_verdict_stand_under_the_answer_and_only_there(world: World) -> None:
    world.slack.say("Ana", "DM", "too expensive")
    answered = await world.reply(ANSWER)
    assert answered.blocks[-1]["type"] == "context_actions"
    assert faults_of_blocks([dict(block) for block in answered.blocks]) == []
    await world.slack.click("Ana", answered.ts, "feedback", "positive")
    await world.reply("noted as helpful")
    assert world.journal.verdicts(world.librarian.asked[0].id) == {"U0ANA": True}
    world.slack.say("Ana", "#sales", "@Goodword too expensive")
    await world.quiet()
    in_channel = [each for each in world.said() if each.channel == "C0SALES"][-1]
    assert "helpful" in json.dumps(in_channel.blocks)
    assert "context_actions" not in json.dumps(in_channel.blocks)


async def test_evidence_is_posted_at_once(world: World) -> None:
    world.slack.say("Ana", "DM", "too expensive")
    await world.reply(ANSWER)
    await world.quiet()
    assert world.calls("chat.startStream") == []


# -- an answer that a model words -------------------------------------------------------------------------------------


def bots(world: World) -> list[Message]:
    return [each for each in world.said() if each.channel == "D0ANA"]


async def test_an_answer_grows_and_is_whole_in_the_end(wordy: World) -> None:
    wordy.slack.say("Ana", "DM", "too expensive")
    await wordy.reply(ANSWER)
    await wordy.quiet()
    (answered,) = bots(wordy)
    assert len(wordy.calls("chat.appendStream")) >= 2
    assert len(wordy.calls("chat.stopStream")) == 1
    assert wordy.slack.workspace.streams == {}
    assert "Send the proof" in answered.text
    assert "task_card" not in json.dumps(answered.blocks)
    assert answered.blocks[-1]["type"] == "context_actions"


@pytest.mark.parametrize("method", ["chat.startStream", "chat.appendStream", "chat.stopStream"])
async def test_where_slack_refuses_to_stream_the_answer_comes_all_the_same(wordy: World, method: str) -> None:
    wordy.slack.faults.fail(method, calls=9)
    wordy.slack.say("Ana", "DM", "too expensive")
    await wordy.reply("Send the proof")
    await wordy.quiet()
    assert sum("Send the proof" in each.text for each in bots(wordy)) == 1


async def test_a_growing_answer_can_be_stopped(wordy: World) -> None:
    wordy.librarian.gate.clear()
    said = wordy.slack.say("Ana", "DM", "too expensive")
    await wordy.slack.changes.until(lambda: wordy.slack.workspace.streams or None, 5)
    await press_stop(wordy, said.ts)
    await wordy.reply("Stopped.")
    wordy.librarian.gate.set()
    await wordy.quiet()
    (stopped,) = bots(wordy)
    assert "Stopped." in shown(stopped)
    assert wordy.slack.workspace.streams == {}


async def test_a_second_try_finds_the_message_of_the_first(wordy: World) -> None:
    wordy.slack.faults.fail("chat.update")
    wordy.slack.say("Ana", "DM", "too expensive")
    await wordy.reply("Send the proof")
    await wordy.quiet(10)
    assert len(bots(wordy)) == 1
    assert len(wordy.calls("chat.startStream")) == 1


@pytest.mark.parametrize("event", [{}, {"channel": "D1"}, {"channel": "D1", "thread_ts": 5}])
def test_a_stop_that_says_too_little_is_ignored(event: dict[str, Any]) -> None:
    body = {"type": "event_callback", "team_id": "T1", "event_id": "E1", "event": {"type": "agent_session_stopped", **event}}
    assert sort(body).kind == "ignored"
