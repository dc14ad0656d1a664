"""Counter-sayings and refusals: complete, in both languages, and chosen by what is asked."""

from collections import Counter
from typing import get_args

import pytest
from library_world import library_at

from knowledge.counter import read_counter_sayings, read_refusals
from knowledge.records import Stance

SAYINGS = read_counter_sayings()
REFUSALS = read_refusals()
PLAIN = {stance for stance in get_args(Stance) if stance != "covered"}


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    opened = library_at(tmp_path_factory.mktemp("empty"))
    yield opened
    opened.close()


def test_there_are_lines_for_everything_that_must_be_left_alone():
    assert SAYINGS.keys() == PLAIN
    for stance, sayings in SAYINGS.items():
        counts = Counter(saying.lang for saying in sayings)
        assert min(counts["en"], counts["zh"]) >= 40, stance
        assert all(saying.topic == stance and saying.text.strip() for saying in sayings)


def test_no_line_stands_twice():
    texts = Counter(" ".join(saying.text.lower().split()) for sayings in SAYINGS.values() for saying in sayings)
    assert [text for text, n in texts.items() if n > 1] == []
    examples = Counter(" ".join(saying.text.lower().split()) for _, lines in REFUSALS for saying in lines)
    assert [text for text, n in examples.items() if n > 1] == [], "a request has one refusal"


@pytest.mark.parametrize(("refusal", "examples"), REFUSALS, ids=lambda given: getattr(given, "id", ""))
def test_a_refusal_says_why_and_what_to_do_instead_in_both_languages(refusal, examples):
    assert set(refusal.why) == set(refusal.instead) == {"en", "zh"}
    assert all(refusal.why.values())
    assert all(len(lines) >= 1 and all(lines) for lines in refusal.instead.values())
    assert refusal.cards
    assert min(Counter(saying.lang for saying in examples).values()) >= 5


@pytest.mark.parametrize(("refusal", "examples"), REFUSALS, ids=lambda given: getattr(given, "id", ""))
def test_an_example_request_chooses_its_own_refusal(library, refusal, examples):
    chosen = [library.refusal(saying.text).id for saying in examples[:: max(1, len(examples) // 4)]]
    assert chosen.count(refusal.id) >= 0.7 * len(chosen), chosen


@pytest.mark.parametrize("text", ["", "?", "x" * 3000, "🙂", "\x00"])
def test_any_text_gets_some_refusal(library, text):
    assert library.refusal(text) in [refusal for refusal, _ in REFUSALS]
