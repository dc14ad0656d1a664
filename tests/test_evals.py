"""The evaluation questions are well-formed, plenty, and strangers to everything that is learned from."""

import json
from collections import Counter

import evals.remembering
import numpy as np
import pytest
from evals.clean_overlaps import lines_of_guidance, overlaps, remove, runs, runs_of_questions
from evals.measures import hit_at, ndcg_at, recall_at
from evals.questions import DEVELOPMENT, FOLDER, REPORT, SETS, TUNING, read_judged, read_questions, read_unanswerable
from evals.remembering import RememberingEncoder

from knowledge.cards import SHIPPED_CARDS, read_folder, sentences
from knowledge.encoders import SPLIT, WIDTH, LocalEncoder

QUESTIONS = [asked for part in SETS for asked in read_questions(part)]
UNANSWERABLE = [other for part in SETS for other in read_unanswerable(part)]
JUDGED = read_judged()
KINDS = {"objection", "howto", "concept", "followup", "double", "story"}
STANCES = {"uncovered", "company-fact", "chit-chat", "unethical", "order"}


def topics_of_cards():
    cards, faults = read_folder(SHIPPED_CARDS)
    assert faults == ()
    return {topic for card in cards for topic in card.topics}, {card.topics[0] for card in cards if card.is_meaning}


def test_there_are_enough_questions_in_english_chinese_and_five_other_languages():
    counts = Counter(asked.lang for asked in QUESTIONS)
    assert sum(counts.values()) >= 150
    assert min(counts["en"], counts["zh"]) >= 60
    assert len([lang for lang, count in counts.items() if lang not in ("en", "zh") and count >= 5]) >= 5


def test_there_are_enough_messages_that_must_not_be_answered():
    assert len(UNANSWERABLE) >= 60
    assert {other.kind for other in UNANSWERABLE} == STANCES
    assert all((other.expect == "refused") == (other.kind == "unethical") for other in UNANSWERABLE)


def test_the_messages_that_set_the_cuts_stand_on_both_sides_of_them():
    assert {each.kind for each in JUDGED} == {*STANCES, "covered"}
    assert all((each.expect == "answered") == (each.kind == "covered") for each in JUDGED)
    assert all((each.expect == "refused") == (each.kind == "unethical") for each in JUDGED)
    assert 0.4 < sum(each.expect == "answered" for each in JUDGED) / len(JUDGED) < 0.6
    assert min(Counter(each.lang for each in JUDGED).values()) >= 15


def test_ids_are_unique_and_no_question_is_asked_twice():
    everything = [*QUESTIONS, *UNANSWERABLE, *JUDGED]
    assert len({each.id for each in everything}) == len(everything)
    assert len({(each.question, getattr(each, "context", None)) for each in everything}) == len(everything)


def test_every_question_names_topics_and_a_meaning_that_exist():
    topics, meanings = topics_of_cards()
    assert len(topics) == 118
    for asked in QUESTIONS:
        assert 1 <= len(asked.topics) <= 5, asked.id
        assert set(asked.topics) <= topics, asked.id
        assert asked.meaning in {None, "open", *meanings}, asked.id
        assert asked.kind in KINDS, asked.id
        assert asked.question.strip(), asked.id
        assert asked.context is not None or asked.kind != "followup", asked.id


def test_the_questions_spread_over_the_guidance():
    _, meanings = topics_of_cards()
    assert len({topic for asked in QUESTIONS for topic in asked.topics}) >= 90
    assert {asked.meaning for asked in QUESTIONS} == {None, "open", *meanings}


@pytest.mark.parametrize("is_saying", [True, False], ids=["sayings", "guidance"])
def test_no_question_shares_a_run_of_words_with_what_is_learned_or_shown(is_saying):
    found = [
        f"{line.path.name}:{line.number} {question} {' '.join(run)}" for line, question, run in overlaps() if line.is_saying == is_saying
    ]
    assert found == [], f"{len(found)} lines; tests/evals/clean_overlaps.py removes the sayings and lists the rest"


def test_the_comparison_looks_at_every_saying_and_every_sentence():
    cards, _ = read_folder(SHIPPED_CARDS)
    lines = list(lines_of_guidance())
    sayings = {line.text for line in lines if line.is_saying}
    shown = {sentence for line in lines if not line.is_saying for sentence in sentences(line.text)}
    assert {saying.text for card in cards for saying in card.sayings} <= sayings
    assert {sentence for card in cards for part in card.parts.values() for sentence in (*part.say, *part.do, *part.avoid)} <= shown
    assert not any(line.is_saying and "tensions" in line.path.name for line in lines)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("He says: your PRICE is too high!", "is your price not too high?", False),
        ("He says: your PRICE, is too high!", "so - price is too high", True),
        ("don't do it now please", "DONT do it, now", True),
        ("客户说，我们的太贵", "说我们的太贵了", True),
        ("客户说太贵", "客户说贵", False),
        ("価格が高いと言われた", "高いと言われました", True),
        ("ok 太贵了 what do i", "what do i say 太贵了", False),
    ],
)
def test_runs_ignore_case_and_punctuation_and_nothing_else(one, other, alike):
    assert bool(runs(one) & runs(other)) is alike


def test_removing_takes_exactly_the_lines_it_names(tmp_path):
    card = tmp_path / "card.md"
    card.write_bytes("# en\r\n## sayings\r\n- one\r\n- two\r\n- 三\r\n".encode())
    line = next(iter(lines_of_guidance()))
    remove([type(line)(card, 4, "two", True)])
    assert card.read_bytes().decode() == "# en\r\n## sayings\r\n- one\r\n- 三\r\n"


def test_the_baseline_holds_every_measure_for_every_set_and_the_rankings_of_the_simpler_systems():
    baseline = json.loads((FOLDER / "baseline.json").read_text(encoding="utf-8"))
    rivals = baseline.pop("rivals")
    assert baseline.keys() == rivals.keys() == set(SETS)
    for part, figures in baseline.items():
        assert figures.keys() >= {"recall@3", "nDCG@5", "diagnosis hit@1", "abstention precision", "abstention recall"}
        assert set(rivals[part]) == {"BM25 alone", "embedding alone", "LangChain + Chroma"}
        for ranked in (figures, *rivals[part].values()):
            assert ranked.keys() >= {"recall@3", "nDCG@5", "right card in 3"}
            assert all(0 <= value <= 1 for values in ranked.values() for value in values.values())


def test_the_measures_are_what_the_field_means_by_them():
    ranking = [("a",), ("b", "c"), ("d",)]
    assert recall_at(ranking, ["a", "c", "x"], k=2) == pytest.approx(2 / 3)
    assert hit_at(ranking, ["d"], k=2) == 0.0
    assert ndcg_at([("a",)], ["a"], [("a",), ("b",)]) == 1.0
    assert ndcg_at([("b",), ("a",)], ["a"], [("a",), ("b",)]) == pytest.approx(0.6309, abs=1e-4)


def test_the_reported_set_is_none_that_was_tuned_on():
    assert {asked.id[0] for asked in QUESTIONS} == set(SETS) == {*TUNING, DEVELOPMENT, REPORT}
    assert REPORT not in (*TUNING, DEVELOPMENT)
    assert runs_of_questions()


@pytest.fixture
def remembering(tmp_path, monkeypatch):
    """A remembering encoder on an empty memory, with the texts that had to be encoded."""
    encoded = []

    def encode(self, texts, quick=False):
        encoded.extend(texts)
        raw = np.array([[len(text)] * WIDTH for text in texts], np.float32)
        raw[:, :SPLIT] *= not quick
        return raw

    monkeypatch.setattr(evals.remembering, "MEMORY", tmp_path / "memory.npz")
    monkeypatch.setattr(LocalEncoder, "encode", encode)
    return encoded


def test_vectors_are_encoded_once_and_remembered_between_runs(remembering):
    first = RememberingEncoder()
    first.learn(["a", "bb", "a"], "lines")
    first.learn(["bb"], "lines", quick=True)
    again = RememberingEncoder()
    assert again.encode(["bb", "a"])[:, 0].tolist() == [2, 1]
    assert again.encode(["bb"], quick=True)[0, [0, SPLIT]].tolist() == [0, 2]
    assert remembering == ["a", "bb", "bb"]


def test_what_a_run_did_not_use_is_forgotten_at_its_end(remembering):
    first = RememberingEncoder()
    first.learn(["old", "kept"], "lines")
    second = RememberingEncoder()
    second.encode(["kept"])
    second.save(forget=True)
    RememberingEncoder().encode(["kept", "old"])
    assert remembering == ["old", "kept", "old"]
