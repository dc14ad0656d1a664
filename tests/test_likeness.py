"""The nearest objection lines vote on what lies behind a message, and opinions are pooled by trust."""

import numpy as np
import pytest

from knowledge.likeness import LikeLines
from knowledge.words import pool

NORTH, EAST = np.array([1.0, 0.0], np.float32), np.array([0.0, 1.0], np.float32)


def test_the_meaning_of_the_nearest_lines_gets_nearly_all_votes():
    like = LikeLines(["rival", "budget", "budget"], np.stack([NORTH, EAST, EAST]))
    shares = like.named(NORTH)
    assert sum(shares.values()) == pytest.approx(1)
    assert shares["rival"] > 0.99


def test_a_meaning_with_many_lines_is_not_favoured_for_their_number():
    like = LikeLines(["rival", *["budget"] * 9], np.stack([NORTH, *[NORTH] * 9]))
    assert like.named(NORTH) == pytest.approx({"rival": 0.5, "budget": 0.5})


def test_the_order_in_which_lines_are_given_changes_nothing():
    lines = [("rival", NORTH), ("budget", EAST), ("rival", EAST), ("open", NORTH)]
    between = np.array([0.8, 0.6], np.float32)
    one, other = (LikeLines([name for name, _ in some], np.stack([vector for _, vector in some])) for some in (lines, lines[::-1]))
    assert one.named(between) == pytest.approx(other.named(between))


def test_without_lines_there_is_no_opinion():
    assert LikeLines([], np.zeros((0, 2), np.float32)).named(NORTH) == {}


def test_an_opinion_that_is_trusted_more_decides():
    sure, doubtful = {"a": 0.9, "b": 0.1}, {"a": 0.1, "b": 0.9}
    assert pool([(1.0, sure), (1.0, doubtful)]) == pytest.approx({"a": 0.5, "b": 0.5})
    assert pool([(2.0, sure), (1.0, doubtful)])["a"] == pytest.approx(0.9)


def test_who_has_no_opinion_is_not_heard():
    assert pool([(1.0, {"a": 0.7, "b": 0.3}), (5.0, {})]) == pytest.approx({"a": 0.7, "b": 0.3})


def test_one_opinion_alone_cannot_rule_a_meaning_out():
    assert pool([(1.0, {"a": 1.0, "b": 0.0}), (1.0, {"a": 0.0, "b": 1.0})]) == pytest.approx({"a": 0.5, "b": 0.5})
