"""Libraries of several teams over one stock: what ships is in memory once, and nothing of one team's ever reaches another."""

import gc
import threading
from pathlib import Path

import pytest
from library_world import MEMBERS, deal, fill_template, own_card, stock, whole_library

from knowledge.library import Library
from knowledge.records import ANYONE
from knowledge.stock import SharedStock

DEAR = "they say we are too expensive"
SECRET = "The Quorvex pumps of Halden Marine rattled, so they went silent."


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> Path:
    return fill_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def pair(template, tmp_path):
    """The libraries of two teams, both at work."""
    both = [whole_library(tmp_path / name, template) for name in ("acme", "nordkap")]
    for library in both:
        library.look_up(DEAR, MEMBERS)
    yield both
    for library in both:
        library.close()


def found(library: Library, text: str = DEAR) -> list[tuple[str, float, str]]:
    cards = library.look_up(text, MEMBERS, 8).cards
    return [(hit.id, hit.score, hit.snippet) for hit in cards]


def test_what_ships_is_in_memory_once(pair):
    one, other = pair
    assert one._stock.encoder is other._stock.encoder
    assert one.shelves._shared_shelf is other.shelves._shared_shelf
    for library in pair:
        assert library.shelves._exact._parts["card-anyone"]._data is one.shelves._shared_shelf.vectors
        assert library.shelves._lexical["card-anyone"]._ids is one.shelves._shared_shelf.postings.ids
    assert one.card("too-expensive", MEMBERS) is other.card("too-expensive", MEMBERS)


def test_both_find_the_same_as_a_library_by_itself(pair, template, tmp_path):
    alone = whole_library(tmp_path / "alone", template)
    alone.shelves._shared = type(alone.shelves._shared)()  # builds a shelf of its own
    try:
        for text in (DEAR, "he went silent after my quotation", "客户说太贵", "they want a rebate for the buyer's cousin"):
            assert found(pair[0], text) == found(pair[1], text) == found(alone, text)
        assert alone.shelves._shared_shelf is not pair[0].shelves._shared_shelf
    finally:
        alone.close()


def test_deals_and_cards_of_one_team_reach_no_other(pair):
    one, other = pair
    before = found(other)
    one.add_deals([deal("d1", customer="Halden Marine", objection=SECRET, happened=SECRET)])
    one.add_cards([own_card("acme#quorvex", SECRET, "Ask Halden Marine about Quorvex first.")])
    text = "what happened with the Quorvex pumps of Halden Marine?"
    assert one.look_up(text, MEMBERS).deals
    assert "acme#quorvex" in {card.id for card in one.all_cards(MEMBERS)}
    assert not other.look_up(text, MEMBERS).deals
    assert other.deals_with("Halden Marine", MEMBERS) == []
    assert (other.deal("d1", MEMBERS), other.card("acme#quorvex", MEMBERS)) == (None, None)
    assert all(card.shipped and card.audience == ANYONE for card in other.all_cards(MEMBERS))
    assert found(other) == before
    assert (one.holdings()["deals"], other.holdings()["deals"]) == (1, 0)


def test_nothing_that_is_shared_holds_a_word_of_a_team(pair):
    one, other = pair
    one.add_deals([deal("d1", customer="Halden Marine", objection=SECRET)])
    one.add_cards([own_card("acme#quorvex", SECRET)])
    assert one.look_up("quorvex", MEMBERS).deals
    shelf = one.shelves._shared_shelf
    assert "quorvex" not in shelf.numbers
    assert "quorvex" in one.shelves._vocabulary.numbers
    assert "quorvex" not in other.shelves._vocabulary.numbers
    assert {card.audience for card in one._stock.cards._known.values()} == {ANYONE}
    assert {card for card, _ in shelf.shape.topics} <= one.store.ids("card", shipped=True)


def test_a_card_that_one_team_removes_stays_for_the_other(pair):
    one, other = pair
    before = found(other)
    gone = before[0][0]
    one.remove("card", [gone])
    assert gone not in [name for name, *_ in found(one)]
    assert found(other) == before
    matrix, shared = one.shelves._exact._parts["card-anyone"]._data, one.shelves._shared_shelf.vectors
    assert matrix is not shared
    assert shared.any(axis=1).all(), "what others search was not wiped"


def test_what_is_shared_cannot_be_written_to(pair):
    shelf = pair[0].shelves._shared_shelf
    for array in (shelf.vectors, shelf.postings.ids, shelf.postings.slots, shelf.postings.amounts, shelf.postings.lengths):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_other_cards_are_another_shelf(pair, template, tmp_path):
    third = whole_library(tmp_path / "third", template)
    try:
        third.store.remove("card", ["too-expensive"])
        assert "too-expensive" not in [name for name, *_ in found(third)]
        assert third.shelves._shared_shelf is not pair[0].shelves._shared_shelf
        assert "too-expensive" in [name for name, *_ in found(pair[0])]
    finally:
        third.close()


def test_several_that_open_at_once_build_it_once_and_it_goes_with_the_last(template, tmp_path):
    libraries = [whole_library(tmp_path / str(n), template) for n in range(4)]
    at_once = threading.Barrier(4)

    def ask(library: Library) -> None:
        at_once.wait()
        library.look_up(DEAR, MEMBERS)

    threads = [threading.Thread(target=ask, args=(library,)) for library in libraries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(library.shelves._shared_shelf) for library in libraries}) == 1
    for library in libraries:
        library.close()
    del library, libraries, threads, ask
    gc.collect()
    assert len(stock().shelves._known) == 0


def test_a_stock_is_loaded_once_and_only_when_it_is_needed(monkeypatch):
    loaded = []
    monkeypatch.setattr("knowledge.stock.load_stock", lambda: loaded.append(1) or stock())
    shared = SharedStock()
    assert loaded == []
    threads = [threading.Thread(target=shared.get) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(loaded), shared.get() is stock()) == (1, True)
