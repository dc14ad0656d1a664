"""Work that goes wrong: given back, given up, begun again; never lost and never done twice."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import pytest
from slack_world import World, a_world, shown

from bot.errors import BadInput
from bot.ports import Claimed, Delivery
from bot.slack.bolt import build_bolt
from bot.slack.failures import code_of

ANSWER = "Compared with what?"


def mention(key: str, text: str = "<@U0BOT> too expensive", ts: str = "1.1") -> Delivery:
    event = {"type": "app_mention", "user": "U0ANA", "text": text, "channel": "C0SALES", "ts": ts}
    body = {"type": "event_callback", "team_id": "T0SAMPLE", "event": event}
    return Delivery(key, "event", json.dumps(body), {"content-type": "application/json"}, datetime.now(UTC))


async def direct(world: World, text: str = "too expensive") -> None:
    world.slack.say("Ana", "DM", text)


async def test_a_long_rate_limit_gives_the_work_back_until_slack_allows_it() -> None:
    async with a_world() as world:
        world.slack.faults.rate_limit("chat.postMessage", 1, retry_after=30)
        before = datetime.now(UTC)
        await direct(world)
        await world.slack.journal.wait_for(lambda entry: getattr(entry, "status", 0) == 429)
        async with asyncio.timeout(5):
            while not world.inbox.errors:
                await asyncio.sleep(0.01)
        (row,) = world.inbox._rows.values()
        assert row.due is not None
        assert timedelta(seconds=30) <= row.due - before <= timedelta(seconds=60)
        assert "ratelimited" in row.error


async def test_work_that_kills_the_bot_every_time_is_given_up_and_told() -> None:
    async with a_world(at_work=False, attempts=2) as world:
        await world.slack.say("Ana", "#sales", "@Goodword too expensive")
        for _ in range(2):
            world.inbox.claim(1, datetime.now(UTC))  # and dies
            world.inbox.sweep(datetime.now(UTC) + timedelta(hours=1))
        running = asyncio.create_task(world.workers.run())
        told = await world.reply("went wrong")
        await world.quiet()
        await world.workers.stop()
        await running
        assert code_of(next(iter(world.inbox._rows))) in told.text
        assert world.inbox.counts()["dead"] == 1
        assert world.librarian.asked == []


async def test_an_inbox_that_cannot_be_read_for_a_while_is_asked_again() -> None:
    async with a_world() as world:
        world.inbox.disk_full = True
        await asyncio.wait_for(_failed_look(world), 5)
        world.inbox.disk_full = False
        await direct(world)
        await world.reply(ANSWER)


async def _failed_look(world: World) -> None:
    """Wait until the workers have run into the full disk."""
    seen, loop = asyncio.Event(), asyncio.get_running_loop()
    sweep, claim = world.inbox.sweep, world.inbox.claim

    def swept(now: datetime) -> int:
        loop.call_soon_threadsafe(seen.set)
        return sweep(now)

    def claimed(limit: int, now: datetime) -> list[Claimed]:
        loop.call_soon_threadsafe(seen.set)
        return claim(limit, now)

    world.inbox.sweep, world.inbox.claim = swept, claimed  # type: ignore[method-assign]
    world.workers.wake()
    await seen.wait()


async def test_an_end_that_cannot_be_noted_is_worked_on_again_without_a_second_message() -> None:
    async with a_world() as world:
        finish = world.inbox.finish
        world.inbox.finish = lambda key, now: (_ for _ in ()).throw(OSError("disk"))  # type: ignore[assignment, method-assign]
        world.slack.say("Ana", "#sales", "@Goodword too expensive")
        await world.reply(ANSWER)
        async with asyncio.timeout(5):
            while not world.workers.ended["done"]:
                await asyncio.sleep(0.01)
        world.inbox.finish = finish  # type: ignore[method-assign]
        world.inbox.sweep(datetime.now(UTC) + timedelta(hours=1))
        world.workers.wake()
        await world.quiet()
        assert len(world.said()) == 1
        assert len({each.id for each in world.librarian.asked}) == 1


async def test_a_private_answer_is_not_shown_twice_when_its_end_was_not_noted() -> None:
    async with a_world() as world:
        finish = world.inbox.finish
        world.inbox.finish = lambda key, now: (_ for _ in ()).throw(OSError("disk"))  # type: ignore[assignment, method-assign]
        await world.slack.command("Ana", "#sales", "/ask", "too expensive")
        await world.reply(ANSWER)
        async with asyncio.timeout(5):
            while not world.workers.ended["done"]:
                await asyncio.sleep(0.01)
        world.inbox.finish = finish  # type: ignore[method-assign]
        world.inbox.sweep(datetime.now(UTC) + timedelta(hours=1))
        world.workers.wake()
        await world.quiet()
        assert len(world.said()) == 1


async def test_work_that_its_own_lease_frees_is_not_begun_twice_by_the_same_bot() -> None:
    async with a_world() as world:
        world.librarian.gate.clear()
        world.slack.say("Ana", "#sales", "@Goodword too expensive")
        await world.reply("One moment")
        world.inbox.sweep(datetime.now(UTC) + timedelta(hours=1))
        world.workers.wake()
        await direct(world)  # something else, so that the workers surely look
        async with asyncio.timeout(5):
            while len(world.librarian.asked) < 2:
                await asyncio.sleep(0.01)
        world.librarian.gate.set()
        await world.quiet()
        assert len(world.librarian.asked) == 2


async def test_an_answer_that_hangs_longer_than_a_lease_is_told_as_too_slow() -> None:
    async with a_world() as world:
        object.__setattr__(world.desk.config.work, "lease", 0.2)
        world.librarian.gate.clear()
        world.slack.say("Ana", "#sales", "@Goodword too expensive")
        assert "too long" in shown(await world.reply("took too long"))
        assert len(world.said()) == 1


async def test_a_sentence_of_ours_is_told_with_its_hint_and_nothing_in_it_works() -> None:
    async with a_world() as world:
        world.librarian.troubles.append(BadInput("Too short <!channel>.", "Say more."))
        await world.slack.command("Ana", "#sales", "/ask", "x")
        assert (await world.reply("Too short")).text == "Too short &lt;!channel&gt;. Say more."


@pytest.mark.parametrize(
    "body", ["", "rubbish", "[]", '{"type":"event_callback","event":{"type":"app_mention"}}', '{"user":"x","type":"block_actions"}']
)
async def test_a_stored_request_of_any_shape_ends_somehow(body: str) -> None:
    async with a_world() as world:
        world.inbox.accept(Delivery("odd", "event", body, {"content-type": "application/json"}, datetime.now(UTC)))
        world.workers.wake()
        await world.quiet()
        assert world.inbox.counts()["waiting"] == world.inbox.counts()["working"] == 0


async def test_the_sdk_never_sends_anything_again_by_itself() -> None:
    async with a_world(at_work=False) as world:
        # Its default handler resends posts that were cut off after Slack had accepted them.
        assert build_bolt(world.desk).client.retry_handlers == []


async def test_many_are_worked_on_and_each_is_answered_once() -> None:
    async with a_world() as world:
        for n in range(30):
            world.slack.say("Ana", "#sales", f"@Goodword question {n}")
        await world.slack.wait_for(lambda _: len(world.said()) == 30, 10)
        await world.quiet()
        assert len(world.said()) == 30
        assert sorted(each.text for each in world.librarian.asked) == sorted(f"question {n}" for n in range(30))
        assert world.workers.ended["done"] == 30
