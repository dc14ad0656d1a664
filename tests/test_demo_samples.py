"""What a brand-new `goodword demo` holds: samples that are not told late, and a card for those who must approve one of them."""

import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.commands.demo import demo_config, load_promises
from bot.config import Config, Secrets
from bot.promises.book import Wanted
from bot.reminders.outbox import Notice
from bot.reminders.sweeping import fingerprint
from bot.rounds import open_rounds
from bot.slack.promise_notices import ACTION
from bot.storage.database import open_database
from bot.storage.inbox import SqlInbox
from bot.storage.promises import SqlPromises

BERLIN = ZoneInfo("Europe/Berlin")
HOURS = [datetime(2026, 11, 23, hour, 30, tzinfo=BERLIN) for hour in (0, 7, 9, 15, 22)]


@pytest.fixture
def config(tmp_path):
    return demo_config(Config(data=tmp_path), "http://127.0.0.1:1", Secrets("xoxb-sample", "sample-signing-secret"))


@pytest.fixture
def database(config):
    opened = open_database(config.data / "goodword.db")
    yield opened
    opened.close()


def told_at_once(config, database, now, is_excused):
    """What a bot that starts now sends at once about promises, as text."""
    rounds = open_rounds(config, database, lambda: now, lambda: is_excused)
    rounds.outbox.plan_anew(fingerprint(config.reminders))
    rounds.reminding.enqueue(now, now)
    rows = rounds.outbox.claim(now, 100, timedelta(minutes=1))
    notices = [each for row in rows if isinstance(each := rounds.reminding.compose(row, now), Notice)]
    return [rounds.courier._renders[each.kind.partition(":")[0]](each).text for each in notices]


@pytest.mark.parametrize("now", HOURS)
def test_nothing_of_before_is_told_but_what_is_overdue_and_that_is_not_called_late(config, database, now):
    load_promises(config, now.astimezone(UTC))
    told = told_at_once(config, database, now, is_excused=True)
    assert len(told) <= 1
    assert not [text for text in told if "寄出三块样板" not in text or "晚了" in text]


def test_what_a_bot_at_work_sends_late_is_called_late(config, database):
    load_promises(config, HOURS[2].astimezone(UTC))
    told = told_at_once(config, database, HOURS[2] + timedelta(days=2, hours=2), is_excused=False)
    assert any("comes late" in text for text in told)
    assert all("comes late" in text or "晚了" in text for text in told)


@pytest.mark.parametrize("now", HOURS)
def test_the_approvers_of_a_sample_that_waits_are_asked_once(config, database, now):
    load_promises(config, now.astimezone(UTC))
    assert load_promises(config, now.astimezone(UTC)) == 0
    [waiting] = SqlPromises(database).find(Wanted(states=("waiting",)))
    assert waiting.made_at == now
    inbox = SqlInbox(database, timedelta(minutes=1), timedelta(days=14), 1000)
    cards = [json.loads(each.delivery.body) for each in inbox.claim(10, now)]
    assert sorted(card["user"]["id"] for card in cards) == ["U0FELIX", "U0MAREK"]
    assert all(card["actions"][0]["action_id"] == ACTION for card in cards)
    assert {json.loads(card["actions"][0]["value"])["p"] for card in cards} == {waiting.id}
