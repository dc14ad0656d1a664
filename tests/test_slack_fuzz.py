"""The front door under fire in short form (goals 10 to 13), over real records and processes. `make chaos` runs them in full."""

import asyncio
import sqlite3
import sys
import time
from collections.abc import Collection
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes_storage import MemoryInbox

sys.path.append(str(Path(__file__).parent / "chaos"))

import front
import front_fuzz
import front_hanging
import front_repeats
from front_bot import open_desk
from world import World

from bot.errors import NotSaved
from bot.ports import Delivery, Inbox
from bot.slack.accepting import Accepting
from bot.slack.incoming import FORM, Incoming, read_payload, sort
from bot.storage.database import open_database
from bot.storage.inbox import SqlInbox

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)


def a_world(folder: Path) -> World:
    return World(folder, str(folder / "goodword.db"))


@pytest.mark.slow
def test_broken_requests_raise_nothing_unsigned_ones_are_not_parsed_and_work_that_fails_is_told(tmp_path: Path) -> None:
    verdict = front_fuzz.fuzz(a_world(tmp_path), 0.004)
    assert verdict.is_clean, verdict


@pytest.mark.slow
def test_broken_requests_do_no_harm_over_postgres_either(tmp_path: Path, postgres: str) -> None:
    verdict = front_fuzz.fuzz(World(tmp_path, postgres), 0.002, seed=2)
    assert verdict.is_clean, verdict


@pytest.mark.slow
def test_of_many_at_once_no_forged_request_is_taken_and_no_genuine_one_refused(tmp_path: Path) -> None:
    verdict = front.forged(a_world(tmp_path), 0.03)
    assert verdict.is_clean, verdict


@pytest.mark.slow
def test_repetitions_have_one_effect_over_restarts_and_kills(tmp_path: Path) -> None:
    verdict = front_repeats.repeats(a_world(tmp_path), 0.04)
    assert verdict.is_clean, verdict


@pytest.mark.slow
def test_commands_are_acknowledged_in_time_while_the_model_hangs(tmp_path: Path) -> None:
    verdict = front_hanging.hanging(a_world(tmp_path), 0.04)
    assert verdict.is_clean, verdict


async def test_while_another_program_holds_the_database_everybody_hears_within_three_seconds_that_nothing_was_saved(tmp_path: Path) -> None:
    database = open_database(tmp_path / "goodword.db")
    desk = open_desk(database, "http://127.0.0.1:9")
    accepting, took = Accepting(desk, lambda: None), []

    async def one(number: int) -> None:
        began = time.monotonic()
        with pytest.raises(NotSaved):
            await accepting.accept(Incoming("command", key=f"command:{number}"), "{}", {})
        took.append(time.monotonic() - began)

    with closing(sqlite3.connect(tmp_path / "goodword.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        tasks = []
        for number in range(60):
            tasks.append(asyncio.create_task(one(number)))
            await asyncio.sleep(0.01)  # they come one after the other, while those before them are held up
        await asyncio.gather(*tasks)
        other.execute("ROLLBACK")
    assert max(took) < 3
    assert await accepting.accept(Incoming("command", key="command:0"), "{}", {})
    database.close()


@pytest.mark.parametrize("half", ["\\ud83d", "a\\udc00b", "\\u0000"])
def test_what_no_database_takes_and_nobody_can_send_is_replaced_where_it_is_read(half: str) -> None:
    read = read_payload(f'{{"text": "x{half}", "in": [{{"{half}": "😀 \\ud83d\\ude00"}}]}}', "application/json")
    assert read is not None
    assert str(read).encode().count(b"\x00") == 0
    assert read["in"] == [{next(iter(read["in"][0])): "😀 😀"}]
    assert "\ufffd" in read["text"]


def test_a_challenge_that_cannot_be_said_is_answered_all_the_same() -> None:
    payload = read_payload('{"type": "url_verification", "challenge": "\\ud800"}', "application/json")
    assert sort(payload).payload["challenge"].encode()


@pytest.mark.parametrize("kind", [{}, [], 3, None, {"type": "message"}])
def test_an_event_whose_type_is_no_text_is_nothing_for_us(kind: Any) -> None:
    assert sort({"type": "event_callback", "event": {"type": kind, "user": "U1", "channel": "C1"}}).kind == "ignored"


def test_a_form_may_hold_zeros() -> None:
    read = read_payload("command=%2Fask&text=a%00b&trigger_id=1", FORM)
    assert read is not None
    assert read["text"] == "a\ufffdb"


# -- many at once into the inbox ------------------------------------------------------------------------------------------------


@pytest.fixture(params=["memory", "sql"])
def crowded(request: pytest.FixtureRequest, tmp_path: Path) -> Inbox:
    """An inbox with room for five."""
    if request.param == "memory":
        return MemoryInbox(limit=5)
    return SqlInbox(open_database(tmp_path / "goodword.db"), timedelta(minutes=1), timedelta(days=14), 5)


def given(key: str, *aliases: str) -> tuple[Delivery, Collection[str]]:
    return Delivery(key, "event", f"body of {key}", {}, NOON), aliases


def test_many_at_once_are_told_apart_as_if_they_had_come_one_after_the_other(crowded: Inbox) -> None:
    assert crowded.accept(*given("k0", "a0"))
    together = [given("k1", "a1"), given("k1"), given("k2", "a1"), given("k0", "a9"), given("k3", "a9"), given("k4", "a0"), given("k5")]
    assert crowded.accept_all(together) == [True, False, False, False, False, False, True]
    assert [each.delivery.key for each in crowded.claim(9, NOON)] == ["k0", "k1", "k5"]


def test_of_many_at_once_only_those_are_stored_for_whom_there_is_room_and_repetitions_are_known(crowded: Inbox) -> None:
    answers = crowded.accept_all([given(f"k{n}") for n in range(7)])
    assert answers[:5] == [True] * 5
    assert all(isinstance(each, NotSaved) for each in answers[5:])
    again = crowded.accept_all([given("k1"), given("k9")])
    assert again[0] is False
    assert isinstance(again[1], NotSaved)
    crowded.claim(2, NOON)
    assert crowded.accept_all([given("k7"), given("k8")]) == [True, True]
    assert crowded.counts() == {"waiting": 5, "working": 2, "done": 0, "dead": 0}


def test_none_at_once_is_no_work(crowded: Inbox) -> None:
    assert crowded.accept_all([]) == []
