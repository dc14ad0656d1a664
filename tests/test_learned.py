"""What ships as learned belongs to the lines that ship, and survives being written and read."""

import numpy as np
import pytest
from library_world import encoder, learned

from knowledge.cards import SHIPPED_CARDS, read_folder
from knowledge.catalogue import card_entry
from knowledge.counter import read_counter_sayings
from knowledge.language import read_language
from knowledge.learned import LEARNED_FILE, load_learned, load_words, save_learned
from knowledge.learning import Lines, gather
from knowledge.store import text_hash

SETS = ("e5+use-1", "use-1")


@pytest.fixture(scope="module")
def lines() -> Lines:
    return gather()


def test_every_line_has_its_vector_and_no_vector_is_left_over(lines):
    known = learned().lines
    missing = [text for text in lines.texts if text_hash(text) not in known]
    assert missing == [], 'run "make learn"'
    assert len(known) == len(lines.texts)


@pytest.mark.parametrize("name", SETS)
def test_the_space_was_learned_from_exactly_these_lines(lines, name):
    assert load_learned(name, with_lines=False).space.name == f"{name}:{lines.fingerprint}", 'run "make learn"'


def test_every_passage_of_the_shipped_cards_is_among_the_lines():
    cards, _ = read_folder(SHIPPED_CARDS)
    texts = {passage.text for card in cards for passage in card_entry(card).passages}
    assert [text for text in texts if text_hash(text) not in learned().lines] == []


def test_a_vector_is_what_the_models_give_for_the_line_today(lines):
    chosen = list(range(0, len(lines.texts), len(lines.texts) // 12))
    placed = learned().space.place(encoder().encode([lines.texts[n] for n in chosen]), [lines.langs[n] for n in chosen])
    shipped = np.stack([learned().lines[text_hash(lines.texts[n])] for n in chosen])
    assert (placed * shipped).sum(axis=1).min() > 0.98


def test_vectors_have_length_one():
    vectors = np.stack(list(learned().lines.values()))
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)


def test_the_classifiers_know_every_label(lines):
    for name, labels in lines.labels.items():
        wanted = set(labels.tolist()) - {""}
        assert set(load_words()[name].names) == wanted
        assert all(set(load_learned(one, with_lines=False).scorers[name].names) == wanted for one in SETS)


def test_probabilities_sum_to_one_for_any_text():
    for text in ("too expensive", "太贵了", "", "🙂", "x" * 5000):
        vector = learned().space.place(encoder().encode([text]), [read_language(text)])[0]
        for name, scorer in learned().scorers.items():
            assert sum(scorer.named(vector).values()) == pytest.approx(1, abs=1e-3)
            assert sum(load_words()[name].named(text).values()) == pytest.approx(1, abs=1e-6)


def test_a_platform_without_the_first_model_gets_the_other_set():
    raw = encoder().encode(["too expensive"], quick=True)
    only = load_learned("use-1")
    assert only.space.dimensions == learned().space.dimensions
    assert only.lines.keys() == learned().lines.keys()
    assert np.linalg.norm(only.space.place(raw, ["en"])[0]) == pytest.approx(1, abs=1e-3)


def test_a_set_that_was_never_learned_says_what_to_run():
    with pytest.raises(KeyError, match="make learn"):
        load_learned("other-model-9")


def test_what_is_saved_comes_back(tmp_path):
    sets = {name: load_learned(name) for name in SETS}
    save_learned(sets, load_words(), tmp_path / "again.npz")
    for name, before in sets.items():
        after = load_learned(name, tmp_path / "again.npz")
        assert after.space.name == before.space.name
        assert np.allclose(after.space.turn, before.space.turn, atol=1e-3)
        assert all(np.allclose(after.lines[key], before.lines[key], atol=0.02) for key in list(before.lines)[::500])
    again = load_words(tmp_path / "again.npz")
    assert all(again[name].named("too dear") == pytest.approx(scorer.named("too dear"), abs=1e-3) for name, scorer in load_words().items())


def test_the_file_is_small_enough_to_ship():
    assert LEARNED_FILE.stat().st_size < 12_000_000


def test_no_counter_saying_is_a_saying_of_a_card():
    cards, _ = read_folder(SHIPPED_CARDS)
    ours = {" ".join(saying.text.lower().split()) for card in cards for saying in card.sayings}
    theirs = [" ".join(saying.text.lower().split()) for sayings in read_counter_sayings().values() for saying in sayings]
    assert [text for text in theirs if text in ours] == []
