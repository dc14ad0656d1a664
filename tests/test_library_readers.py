"""Nobody is ever shown what he may not read: 200 readers against every deal and card, on each leg and by every way in."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from library_world import ANA, BEN, CLEO, MEMBERS, deal, library_at, own_card

from knowledge.library import Library
from knowledge.records import Card, Deal

TEAMS = tuple(f"team:t{n}" for n in range(10))
PEOPLE = tuple(f"private:U{n:03d}" for n in range(200))
QUESTIONS = ("what happened with the heron pumps?", "Acme", "客户说太贵", "canary")


def _deals() -> list[Deal]:
    """One or more for everyone, each team and each person; every one holds a word that is its own."""
    audiences = ["everyone"] * 10 + list(TEAMS) * 4 + list(PEOPLE)
    return [
        deal(
            f"deal-{n}",
            customer=f"Acme {n}",
            objection="The heron pumps are too dear.",
            happened="",
            lesson=f"canary{n}x",
            visibility=audience,
        )
        for n, audience in enumerate(audiences)
    ]


def _cards() -> list[Card]:
    audiences = ["everyone", *TEAMS, *PEOPLE[:40]]
    return [own_card(f"card#{n}", f"The heron pumps are quiet. canary{n}y", audience=audience) for n, audience in enumerate(audiences)]


@pytest.fixture(scope="module", autouse=True)
def _quick_vectors():
    """Six hundred texts would take a minute to encode: here all stand at places drawn from their words, near enough to be found."""
    import numpy as np

    from knowledge.embedding import Embedder

    def place(_, texts, __):
        found = np.stack([np.random.default_rng(len(text.split())).normal(size=192) for text in texts]).astype(np.float32)
        return found / np.linalg.norm(found, axis=1, keepdims=True)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Embedder, "_place", place)
        yield


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    opened = library_at(tmp_path_factory.mktemp("readers"))
    opened.add_deals(_deals())
    opened.add_cards(_cards())
    opened.shelves.refresh()
    yield opened
    opened.close()


def readers() -> list[frozenset[str]]:
    """200 people, each of one team, some of two or of none; and groups of readers, who share less."""
    chance = random.Random(7)
    people = [MEMBERS | {name} | set(chance.sample(TEAMS, chance.choice([0, 1, 1, 1, 2]))) for name in PEOPLE]
    together = [frozenset(a & b) for a, b in (chance.sample(people, 2) for _ in range(20))]
    return [frozenset(one) for one in people] + together + [frozenset({"anyone"}), frozenset()]


def shown(library: Library, audiences: frozenset[str], question: str) -> tuple[set[str], str]:
    """(ids, all text) that one question brings up."""
    found = library.look_up(question, audiences, k=500)
    hits = (*found.cards, *found.deals)
    return {hit.id for hit in hits}, " ".join(hit.snippet + hit.title for hit in hits)


def test_two_hundred_readers_see_all_that_is_theirs_and_nothing_else(library):
    allowed = {one.id: one.visibility for one in _deals()} | {one.id: one.audience for one in _cards()}
    canaries = {f"canary{n}x": one.visibility for n, one in enumerate(_deals())} | {
        f"canary{n}y": one.audience for n, one in enumerate(_cards())
    }
    seen = 0
    for n, audiences in enumerate(readers()):
        ids, text = shown(library, audiences, QUESTIONS[n % len(QUESTIONS)])
        assert {allowed[name] for name in ids} <= audiences
        assert {audience for canary, audience in canaries.items() if canary in text} <= audiences
        seen += len(ids)
    assert seen > 1000, "readers do see what is theirs"


def test_each_leg_by_itself_opens_only_what_its_readers_may_read(library):
    vector = library._embedder.of_question(QUESTIONS[0])
    allowed = {one.id: one.visibility for one in _deals()} | {one.id: one.audience for one in _cards()}
    for audiences in readers()[::5]:
        for kind in ("card", "deal"):
            hits = library.shelves.nearest(kind, audiences, vector, 500) + library.shelves.matching(kind, audiences, QUESTIONS[0], 500)
            assert {allowed[place.source] for place, _, _ in hits} <= audiences
        topics = {**library.shelves.centres(audiences, vector), **library.shelves.profiles(audiences, QUESTIONS[0])}
        assert {allowed[card] for card, _ in topics} <= audiences


def test_by_id_and_by_customer_the_same_holds(library):
    deals, cards = _deals(), _cards()
    everything = " ".join(one.customer for one in deals)
    for audiences in readers()[::8]:
        assert {one.id for one in deals if library.deal(one.id, audiences)} == {one.id for one in deals if one.visibility in audiences}
        assert {one.id for one in cards if library.card(one.id, audiences)} == {one.id for one in cards if one.audience in audiences}
        assert {one.visibility for one in library.deals_with(everything, audiences)} <= audiences
        assert {one.audience for one in library.all_cards(audiences)} <= audiences


def test_a_person_finds_his_own_deal_among_all(library):
    own = next(one for one in _deals() if one.visibility == PEOPLE[77])
    assert library.look_up(own.customer, MEMBERS | {PEOPLE[77]}).deals[0].id == own.id
    assert library.look_up(own.lesson, MEMBERS | {PEOPLE[77]}).deals[0].id == own.id


@pytest.mark.parametrize("name", ["every one", "EVERYONE", "team:T1", "private:", "team:*", "%", "", "' OR 1=1 --"])
def test_an_audience_that_is_not_exactly_named_opens_nothing(library, name):
    assert shown(library, frozenset({name}), QUESTIONS[0]) == (set(), "")
    assert library.deals_with("Acme 1", {name}) == []


@pytest.fixture
def small(tmp_path):
    opened = library_at(tmp_path)
    opened.add_deals([deal("d1", objection="The heron pumps are too dear.")])
    opened.add_cards([own_card("card#1", "The heron pumps are quiet.")])
    yield opened
    opened.close()


def test_made_private_it_is_gone_for_the_others_at_the_next_question(small):
    question = QUESTIONS[0]
    assert shown(small, CLEO, question)[0] == shown(small, BEN, question)[0] == {"d1", "card#1"}
    small.add_deals([deal("d1", objection="The heron pumps are too dear.", visibility="team:north")])
    small.add_cards([own_card("card#1", "The heron pumps are quiet.", audience="private:UANA")])
    assert shown(small, CLEO, question)[0] == set()
    assert shown(small, BEN, question)[0] == {"d1"}
    assert shown(small, ANA, question)[0] == {"d1", "card#1"}
    assert small.deal("d1", CLEO) is None
    assert small.card("card#1", BEN) is None
    assert small.deals_with("Sample: Customer d1", CLEO) == []


def test_made_private_between_the_search_and_the_answer_it_is_not_shown_either(small, monkeypatch):
    """The store changes after the shelves were brought up to date, as when another process writes at that moment."""
    question, shelves = QUESTIONS[0], small.shelves
    assert "d1" in shown(small, CLEO, question)[0]
    nearest = shelves.nearest

    def meanwhile(*arguments):
        hits = nearest(*arguments)
        monkeypatch.setattr(shelves, "nearest", nearest)
        small.add_deals([deal("d1", objection="The heron pumps are too dear.", visibility="private:UANA")])
        small.add_cards([own_card("card#1", "Now it says something else.", audience="private:UANA")])
        return hits

    monkeypatch.setattr(shelves, "nearest", meanwhile)
    ids, text = shown(small, CLEO, question)
    assert "d1" not in ids
    assert "something else" not in text
    assert shown(small, CLEO, question)[0] == set()


def test_a_reader_who_leaves_a_team_loses_its_deals_at_once(small):
    small.add_deals([deal("north", visibility="team:north")])
    assert small.deal("north", ANA)
    assert small.deal("north", ANA - {"team:north"}) is None
    assert "north" not in shown(small, ANA - {"team:north"}, "pumps")[0]


def test_a_deal_that_changes_hands_leaves_nothing_in_the_old_collection(small):
    for audience in ("team:north", "private:UANA", "everyone", "team:south"):
        small.add_deals([replace(deal("d1"), visibility=audience)])
        small.look_up("pumps", ANA)
        assert sum(len(rows) for name, rows in small.shelves.held().items() if name.startswith("deal-")) == 2


def test_names_of_teams_and_people_do_not_stand_in_names_of_collections(small, tmp_path: Path):
    small.add_deals([deal("d2", visibility="private:UANA"), deal("d3", visibility="team:north")])
    small.look_up("pumps", ANA)
    assert not any("uana" in name.lower() or "north" in name for name in small.shelves.held())
