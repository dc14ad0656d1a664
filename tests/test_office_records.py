"""What an admin's Home reads and changes in the records: the last imports, and reminders that were given up. SQLite and PostgreSQL."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.imports import LastImport
from bot.reminders.outbox import Settled, Slot
from bot.storage.database import open_database
from bot.storage.given_up import SqlGivenUp
from bot.storage.imports import SqlImports
from bot.storage.outbox import SqlOutbox

NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
LEASE = timedelta(seconds=60)


@pytest.fixture(params=["sqlite", "postgres"])
def database(request, tmp_path):
    opened = open_database(request.getfixturevalue("postgres") if request.param == "postgres" else tmp_path / "goodword.db")
    yield opened
    opened.close()


def test_the_last_import_of_every_kind_is_kept(database):
    imports = SqlImports(database)
    assert imports.last() == {}
    imports.note("deals", LastImport(NOON, 48, 0))
    imports.note("cards", LastImport(NOON, 3, 1))
    imports.note("deals", LastImport(NOON + timedelta(days=1), 50, 2))
    assert imports.last() == {"cards": LastImport(NOON, 3, 1), "deals": LastImport(NOON + timedelta(days=1), 50, 2)}
    outbox = SqlOutbox(database)
    outbox.note_look(NOON)
    outbox.park("a token")
    assert set(imports.last()) == {"cards", "deals"}


def a_dead_row(outbox, was_tried):
    outbox.put([Slot("p1:due", "due", "p1", "U_ANA", NOON, 1)], LONG_AGO)
    [row] = outbox.claim(NOON, 10, LEASE)
    if was_tried:
        row = outbox.begin(row, None, NOON + LEASE, NOON, False, ())
    outbox.settle([Settled(row, "dead", NOON, error="user_not_found")])
    [dead] = outbox.dead()
    return dead


@pytest.mark.parametrize(("was_tried", "state"), [(False, "claimed"), (True, "reconcile")])
def test_what_was_given_up_goes_back_in_line_once_and_is_looked_up_when_slack_may_have_it(database, was_tried, state):
    outbox, later = SqlOutbox(database), NOON + timedelta(hours=5)
    given_up = SqlGivenUp(database, lambda: later)
    dead = a_dead_row(outbox, was_tried)
    assert outbox.claim(later, 10, LEASE) == []
    assert given_up.send_again(dead.id)
    assert not given_up.send_again(dead.id)
    assert not given_up.send_again(999)
    assert outbox.dead() == []
    [row] = outbox.claim(later, 10, LEASE)
    assert (row.id, row.state, row.attempts, row.error, row.slot) == (dead.id, state, 0, "", NOON)


def test_it_can_be_given_up_and_sent_again_once_more(database):
    outbox, given_up = SqlOutbox(database), SqlGivenUp(database, lambda: NOON)
    dead = a_dead_row(outbox, was_tried=True)
    assert given_up.send_again(dead.id)
    [row] = outbox.claim(NOON, 10, LEASE)
    outbox.settle([Settled(row, "dead", NOON, error="user_not_found")])
    assert [each.id for each in outbox.dead()] == [dead.id]
    assert given_up.send_again(dead.id)
