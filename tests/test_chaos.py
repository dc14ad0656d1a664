"""The goals of reliability in short form, against real processes that are really killed. `make chaos` runs them at full size."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent / "chaos"))

import goals
from world import World

SMALL = 0.006
SHORT = {"kills": goals.kills, "restored": goals.restored}


@pytest.mark.slow
@pytest.mark.parametrize("goal", SHORT)
def test_nothing_is_lost_doubled_or_early(tmp_path, goal):
    verdict = SHORT[goal](World(tmp_path, str(tmp_path / "goodword.db")), SMALL)
    assert verdict.is_clean, verdict


@pytest.mark.slow
def test_nothing_is_lost_or_doubled_on_postgres(tmp_path, postgres):
    verdict = goals.kills(World(tmp_path, postgres), SMALL)
    assert verdict.is_clean, verdict


def test_every_day_has_exactly_one_slot_in_every_zone():
    assert goals.clock_changes(0.1).is_clean
