"""Tokens, the keyword index, and word profiles."""

import math
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.counted import CountFile
from knowledge.lexical import LexicalIndex
from knowledge.tokens import Vocabulary, tokens
from knowledge.words import WordProfiles, inverse_frequencies, weigh

LINES = {
    1: "They say the price is too high",
    2: "The buyer wants the CE certificate first",
    3: "客户说价格太贵了",
    4: "Der Preis ist zu hoch, sagt der Einkäufer",
    5: "Payment 30/70, 12,500 units",
    6: "the the the the price price",
}


def index_of(lines: dict[int, str]) -> LexicalIndex:
    index = LexicalIndex()
    add(index, lines)
    return index


def add(index: LexicalIndex, lines: dict[int, str]) -> None:
    index.add(list(lines), index.vocabulary.count(list(lines.values())))


def found(index: LexicalIndex, text: str, k: int = 10) -> list[int]:
    return [row for row, _ in index.search(text, k)]


def test_words_figures_pieces_and_pairs_become_tokens():
    assert tokens("Too pricey") == ["too", "pricey", "~<pri", "~pric", "~rice", "~icey", "~cey>"]
    assert tokens("价格太贵") == ["价格", "格太", "太贵"]
    assert tokens("12,500 pcs") == ["12,500", "pcs"]
    assert tokens("贵") == ["贵"]


def test_case_accents_and_width_do_not_matter():
    assert tokens("EINKÄUFER") == tokens("einkaufer")
    assert tokens("ＣＥ") == tokens("ce")


@pytest.mark.parametrize("text", ["", "   ", "!!! ???", "\x00", "🙂🙂", "___"])
def test_a_text_without_words_has_no_tokens(text):
    assert tokens(text) == []


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_counting_many_texts_counts_what_each_holds(text):
    texts = [text, "price", text + " price"]
    vocabulary = Vocabulary()
    bags = vocabulary.count(texts)
    for n, one in enumerate(texts):
        mine = bags.owners == n
        assert dict(zip(bags.ids[mine].tolist(), bags.counts[mine].tolist(), strict=True)) == vocabulary.known(one)
        assert sum(bags.counts[mine]) == len(tokens(one))


def test_questions_never_grow_the_vocabulary():
    index = index_of(LINES)
    before = len(index.vocabulary)
    index.search("a secret word: xylophone 保密", 5)
    assert len(index.vocabulary) == before


def test_the_line_that_shares_the_telling_words_comes_first():
    index = index_of(LINES)
    assert found(index, "certificate?")[0] == 2
    assert found(index, "价格")[0] == 3
    assert found(index, "12,500")[0] == 5


def test_typos_still_find():
    assert found(index_of(LINES), "certifcate")[0] == 2


def test_a_text_with_nothing_in_common_finds_nothing():
    assert index_of(LINES).search("quokka", 5) == []
    assert index_of(LINES).search("", 5) == []
    assert LexicalIndex().search("price", 5) == []


def test_scores_are_bm25_by_the_book():
    lines = {1: "ab ab cd", 2: "cd ef", 3: "gh"}
    index = index_of(lines)
    lengths = [3, 2, 1]
    idf = math.log(1 + (3 - 1 + 0.5) / (1 + 0.5))
    norm = 1.2 * (0.5 + 0.5 * 3 / (sum(lengths) / 3))
    assert index.search("ab", 5) == [(1, pytest.approx(idf * 2 * 2.2 / (2 + norm), rel=1e-5))]


def test_at_most_k_are_found():
    index = index_of(dict.fromkeys(range(50), "price"))
    assert len(index.search("price", 7)) == 7


def test_what_is_removed_is_gone_and_the_rest_is_as_if_it_had_never_been():
    index, fresh = index_of(LINES), index_of({row: text for row, text in LINES.items() if row not in (2, 6)})
    index.remove([2, 6, 99])
    assert len(index) == 4
    for text in ("price", "certificate", "价格", "the buyer"):
        assert dict(index.search(text, 9)) == pytest.approx(dict(fresh.search(text, 9)))
    index.remove([1, 3, 4, 5])
    assert len(index) == 0
    assert index.search("price", 5) == []


def test_adding_bit_by_bit_is_the_same_as_at_once():
    index, bit_by_bit = index_of(LINES), LexicalIndex()
    for row, text in LINES.items():
        add(bit_by_bit, {row: text})
    for text in LINES.values():
        assert dict(index.search(text, 9)) == pytest.approx(dict(bit_by_bit.search(text, 9)))


def test_words_that_stand_everywhere_in_a_large_index_are_skipped():
    index = index_of({n: f"price item{n}" for n in range(500)})
    assert index.search("price", 5) == []
    assert found(index, "price item499")[0] == 499


def test_profiles_are_the_mean_of_the_texts_as_tf_idf():
    texts = ["price is high", "price price", "send the certificate", "certificate"]
    owners = ["price", "price", "proof", "proof"]
    index = index_of(dict(enumerate(texts)))
    profiles = WordProfiles(index.vocabulary, index.bags([0, 1, 2, 3]), owners)
    counted = [Counter(tokens(text)) for text in texts]
    idf = inverse_frequencies(counted)
    asked = weigh(Counter(tokens("price of the certificate, unheard")), idf)
    for owner, members in (("price", (0, 1)), ("proof", (2, 3))):
        total: Counter[str] = Counter()
        for n in members:
            total.update(weigh(counted[n], idf))
        length = math.sqrt(sum(value * value for value in total.values()))
        wanted = sum(asked[token] * total[token] / length for token in asked)
        assert profiles.compare("price of the certificate, unheard")[owner] == pytest.approx(wanted, rel=1e-5)


def test_profiles_of_some_rows_of_a_larger_index():
    index = index_of(LINES)
    index.remove([1])
    profiles = WordProfiles(index.vocabulary, index.bags([6, 3]), ["six", "three"])
    scores = profiles.compare("价格")
    assert scores["three"] > 0.3
    assert scores["six"] == 0
    add(index, {7: "a word learned later: xylophone"})
    assert profiles.compare("xylophone") == {"six": 0.0, "three": 0.0}


# -- the file of counts ----------------------------------------------------------------------------------------------


def counted(path, texts: list[str]) -> tuple[Vocabulary, object]:
    vocabulary = Vocabulary()
    return vocabulary, CountFile(path).count(vocabulary, texts, [str(hash(text)) for text in texts])


def same(one, other) -> bool:
    return all((getattr(one, name) == getattr(other, name)).all() for name in ("owners", "ids", "counts")) and one.size == other.size


def test_counts_read_from_the_file_are_those_counted(tmp_path, monkeypatch):
    texts = [*LINES.values(), "", "价格 price 12,500", "word " * 300]
    first, wanted = counted(tmp_path / "counted.npz", texts)
    monkeypatch.setattr(Vocabulary, "count", lambda *_: pytest.fail("they were in the file"))
    again, bags = counted(tmp_path / "counted.npz", texts)
    assert same(bags, wanted)
    assert again.known("price 价格 certificate") == first.known("price 价格 certificate")
    assert [path.name for path in tmp_path.iterdir()] == ["counted.npz"]


def test_counts_of_other_texts_are_not_used_and_are_replaced(tmp_path):
    counted(tmp_path / "counted.npz", ["one price"])
    vocabulary, bags = counted(tmp_path / "counted.npz", ["another certificate"])
    assert same(bags, Vocabulary().count(["another certificate"]))
    assert vocabulary.known("price") == {}


@pytest.mark.parametrize("damage", [b"", b"no archive at all", None, "flipped"])
def test_a_damaged_file_of_counts_is_written_anew(tmp_path, damage):
    path, texts = tmp_path / "counted.npz", list(LINES.values())
    _, wanted = counted(path, texts)
    whole = path.read_bytes()
    half = len(whole) // 2
    flipped = whole[:half] + bytes(255 - byte for byte in whole[half : half + 40]) + whole[half + 40 :]
    path.write_bytes(whole[: len(whole) // 3] if damage is None else flipped if damage == "flipped" else damage)
    assert same(counted(path, texts)[1], wanted)
    assert same(counted(path, texts)[1], wanted)


def test_where_the_file_cannot_be_written_the_counts_are_right_all_the_same(tmp_path):
    texts = list(LINES.values())
    (tmp_path / "a-file").write_text("")
    assert same(counted(tmp_path / "a-file" / "counted.npz", texts)[1], Vocabulary().count(texts))
