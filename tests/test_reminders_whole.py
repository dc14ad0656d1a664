"""Reminders by the whole bot: a promise on record, a Slack on this machine, and nobody who calls the sweep by hand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
from fakes_reminders import AT_ONCE, a_promise, logged
from slack_world import shown
from whole_bot import a_workplace

from bot.storage.database import open_database
from bot.storage.promises import SqlPromises


async def test_a_reminder_reaches_its_owner_once_over_two_starts_of_the_bot(tmp_path):
    async with a_workplace(tmp_path, deals=()) as place:
        place.config = replace(place.config, reminders=replace(AT_ONCE, tick=1))
        now = datetime.now(UTC)
        database = open_database(place.config.data / "goodword.db")
        promise = a_promise(due=now + timedelta(seconds=1), owner="U0ANA", made_at=now)
        SqlPromises(database).add([logged(promise, now)])
        async with place.a_bot():
            message = await place.reply("Do this for Acme now: send item p1")
            assert message.channel.startswith("D")
            assert "promise_done" in shown(message)
            async with httpx.AsyncClient() as client:
                metrics = (await client.get(f"http://127.0.0.1:{place.port}/metrics")).text
            assert "goodword_reminders_dead 0" in metrics
            assert "goodword_reminders_parked 0" in metrics
        later = a_promise("p2", due=datetime.now(UTC), owner="U0ANA", made_at=now)
        SqlPromises(database).add([logged(later, now)])
        async with place.a_bot():
            await place.reply("send item p2")
        database.close()
        assert sum("send item p1" in each.text for each in place.said() if "Do this for" in each.text) == 1
