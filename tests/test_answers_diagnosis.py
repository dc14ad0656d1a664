"""Hidden meanings: named only with the buyer's own words, several kept open, and none guessed."""

import pytest
from fakes import FakeLibrary, shipped_cards

from bot.answers.cues import read_cues
from bot.answers.diagnosis import ENDING, MEANING_CARDS, NO_NEED_OPENING, PRICE_OPENING, Thresholds, diagnose
from knowledge.records import Hit

CARDS = {card.id: card for card in shipped_cards()}
MEANINGS = [CARDS[name] for name in MEANING_CARDS.values()]
BUDGET = CARDS["price-over-budget"]
RIVAL = CARDS["price-cheaper-rival"]


def heard(text, context="", thresholds=None):
    return diagnose(text, context, FakeLibrary(), MEANINGS, thresholds)


class Weighed:
    """A library that weighs every text the same way."""

    def __init__(self, **weights):
        self.weights = {topic: weights.get(card, 0.0) for topic, card in MEANING_CARDS.items()}
        self.weights |= {"open": weights.get("open", 0.0), "none": weights.get("none", 0.0)}

    def weigh_meanings(self, texts):
        return [self.weights for _ in texts]


def weighed(text, thresholds=None, hits=(), **weights):
    names = {name.replace("_", "-"): weight for name, weight in weights.items()}
    return diagnose(text, "", Weighed(**names), MEANINGS, thresholds, hits)


def found(**shares):
    return [Hit("card", name.replace("_", "-"), name, (), share) for name, share in shares.items()]


def test_every_meaning_has_a_card_with_cues_in_both_languages():
    assert len(MEANING_CARDS) == 9
    for topic, name in MEANING_CARDS.items():
        assert CARDS[name].topics[0] == topic
        assert all(CARDS[name].signals[lang] and CARDS[name].counter_signals[lang] for lang in ("en", "zh"))


@pytest.mark.parametrize(
    ("text", "card"),
    [
        ("He says we are too expensive, boss signs off only up to 8k, the budget is gone", "price-over-budget"),
        ("Turkish factory gives me same valve 12% less, can u match", "price-cheaper-rival"),
        ("客户说太贵了，同样的产品别家报价比你们便宜", "price-cheaper-rival"),
        ("预算就这么多，批不下来，嫌贵", "price-over-budget"),
        ("last price my friend? everything is agreed, what is your bottom price", "price-floor-probe"),
    ],
)
def test_a_cause_that_words_carry_is_named_with_those_words(text, card):
    diagnosis = heard(text)
    assert diagnosis.is_objection
    assert diagnosis.card == card
    assert MEANING_CARDS[diagnosis.meanings[0].topic] == card
    assert all(quote in text for quote in diagnosis.meanings[0].because)


@pytest.mark.parametrize(
    ("text", "card"), [("too expensive.", PRICE_OPENING), ("太贵了", PRICE_OPENING), ("Sorry dear, no need now", NO_NEED_OPENING)]
)
def test_a_bare_refusal_is_not_guessed_at_but_asked_about(text, card):
    diagnosis = heard(text)
    assert (diagnosis.is_objection, diagnosis.meanings, diagnosis.card) == (True, (), card)


def test_what_is_no_objection_gets_no_diagnosis():
    diagnosis = weighed("which trade fair should we visit", none=0.8, price_over_budget=0.2)
    assert (diagnosis.is_objection, diagnosis.meanings, diagnosis.card) == (False, (), None)


def test_a_likely_meaning_without_words_for_it_is_not_named():
    assert weighed("hm, high", open=0.72, price_over_budget=0.28).meanings == ()


def test_of_two_close_meanings_the_one_cheaper_to_find_out_is_asked_about():
    text, ways = "too dear, can you match it, our budget is 8k", {"price_cheaper_rival": 0.5, "price_over_budget": 0.4}
    named = weighed(text, Thresholds(named=0.5), **ways)
    assert [MEANING_CARDS[meaning.topic] for meaning in named.meanings] == ["price-cheaper-rival", "price-over-budget"]
    assert named.card == "price-over-budget"
    unsure = weighed(text, Thresholds(named=0.9), **ways)
    assert (unsure.meanings, unsure.card) == ((), "price-over-budget")


def test_the_search_is_a_witness_and_its_opening_cards_speak_for_an_open_objection():
    text, ways = "he finds it dear", {"price_over_budget": 0.4, "price_cheaper_rival": 0.4, "open": 0.2}
    assert weighed(text, **ways).meanings == ()
    assert MEANING_CARDS[weighed(text, hits=found(price_over_budget=0.5), **ways).meanings[0].topic] == "price-over-budget"
    opened = weighed(text, hits=found(too_expensive=0.9), **ways)
    assert (opened.meanings, opened.card) == ((), PRICE_OPENING)


def test_a_message_for_which_the_search_brings_up_other_guidance_is_hardly_an_objection():
    ways = {"none": 0.3, "price_over_budget": 0.7}
    assert weighed("how do we set up the year's budget", hits=found(price_over_budget=0.6), **ways).is_objection
    assert not weighed("how do we set up the year's budget", hits=found(assess_money_terms=0.9), **ways).is_objection


def test_at_most_three_meanings_stay_open_and_three_quotes_carry_one():
    text = "our budget is small. can you match? is it safe? what does it do? finance says not now. my boss signs off 8k."
    shares = dict.fromkeys(("price_over_budget", "price_cheaper_rival", "price_no_confidence", "price_value_unclear"), 0.25)
    diagnosis = weighed(text, Thresholds(named=0.01, beside=0.0), **shares)
    assert len(diagnosis.meanings) == 3
    assert max(len(meaning.because) for meaning in diagnosis.meanings) == 3


def test_words_against_a_meaning_are_shown_and_lower_it():
    plain = weighed("too dear, our budget is 8k", price_over_budget=0.5, price_value_unclear=0.4).meanings[0]
    doubted = weighed("too dear, our budget is 8k. another quote is lower", price_over_budget=0.5, price_value_unclear=0.4).meanings[0]
    assert plain.against == ()
    assert doubted.against == ("another quote is lower",)
    assert doubted.confidence < plain.confidence


@pytest.mark.parametrize(
    ("clause", "card", "speaks_for", "speaks_against"),
    [
        ("our budget is 8k", BUDGET, ("budget",), ()),
        ("OUR BUDGET IS 8K", BUDGET, ("budget",), ()),
        ("budgetary rules", BUDGET, (), ()),
        ("it's not the budget", BUDGET, (), ("budget",)),
        ("the budget isn’t the problem", BUDGET, (), ("budget",)),
        ("不是预算的问题", BUDGET, (), ("预算",)),
        ("预算不是问题", BUDGET, (), ("预算",)),
        ("他说PI超预算了", BUDGET, ("超预算",), ()),
        ("we have no other supplier", RIVAL, (), ("no other supplier",)),
        ("other  supplier is lower", RIVAL, ("other  supplier",), ()),
        ("competitor报价更低", RIVAL, ("competitor",), ()),
    ],
)
def test_cues_are_whole_words_and_denials_turn_them_round(clause, card, speaks_for, speaks_against):
    cues = read_cues(clause, card)
    assert set(speaks_for) <= set(cues.speaks_for)
    assert bool(speaks_for) == bool(cues.speaks_for)
    assert set(speaks_against) <= set(cues.speaks_against)


def test_a_no_that_stands_after_the_answer_is_respected():
    for text in ("and if he still says no?", "那如果他还是不回呢?"):
        assert heard(text, context="Turkish factory gives me same valve 12% less, can u match").card == ENDING
        assert heard(text).card != ENDING


def test_in_a_follow_up_the_evidence_is_the_buyers_not_the_reps():
    diagnosis = heard("what do I write to him now", context="Turkish factory gives me same valve 12% less, can u match")
    assert MEANING_CARDS[diagnosis.meanings[0].topic] == "price-cheaper-rival"
    assert not any("write" in quote for meaning in diagnosis.meanings for quote in meaning.because)


def test_quotes_carry_no_links():
    text = "our budget is 8k see https://evil.example/pay"
    assert weighed(text, price_over_budget=0.9).meanings[0].because == ("our budget is 8k see",)
