"""What kind of question it is: for the records, about an idea, a follow-up, or a price cut about to be given away."""

import pytest

from bot.answers.following import blend, earlier, search_text, standing
from bot.answers.guard import cuts_and_silences, offers_cut
from bot.answers.routing import is_about_an_idea, read_record_question
from knowledge.records import Deal, Findings, Hit


@pytest.mark.parametrize(
    ("text", "about", "name"),
    [
        ("what did I promise Acme?", "promises", "Acme"),
        ("what did we promise to Nordhavn Pumps last month", "promises", "Nordhavn Pumps"),
        ("did we promise Acme free samples?", "promises", "Acme"),
        ("show my open promises", "promises", ""),
        ("我们答应过宁波客户什么", "promises", "宁波客户"),
        ("我上次给Acme承诺了什么", "promises", "Acme"),
        ("which deals did we lose to Turkmak", "deals", "Turkmak"),
        ("我们输给远大的单子有哪些", "deals", "远大"),
        ("what happened with Acme", "deals", ""),
        ("宁波那个客户上次怎么丢的", "deals", ""),
    ],
)
def test_questions_for_the_records_are_known_by_their_wording(text, about, name):
    asked = read_record_question(text)
    assert asked is not None
    assert (asked.about, asked.name) == (about, name)


@pytest.mark.parametrize(
    "text",
    [
        "what do I do when a promise was broken",
        "客户问我能承诺什么",
        "should I promise delivery by Friday?",
        "signed off the date last week and today the line broke down, what do I owe the client",
        "那个案例里供应商合作了多久，走之前答应了他什么",
        "he says we are too expensive",
    ],
)
def test_questions_about_promising_are_for_the_guidance(text):
    assert read_record_question(text) is None


@pytest.mark.parametrize(
    "text", ["what is trust made of", "why do buyers say too expensive", "is it worth visiting", "什么是信任", "为什么要评估客户"]
)
def test_questions_about_ideas_are_known(text):
    assert is_about_an_idea(text)


@pytest.mark.parametrize("text", ["he asked why we are dear", "buyer wrote “what is this price”", "客户说贵是为什么", "too expensive"])
def test_a_buyers_story_is_no_question_about_an_idea(text):
    assert not is_about_an_idea(text)


@pytest.mark.parametrize(
    "text",
    [
        "can I give 5%", "should we drop", "He wants 5% off, should I agree?", "should we match the Turkish price?",
        "lower the price by 3%?",        "boss says cut to 4.20 right now", "draft me a mail offering 6% off the panels",
        "要不要降价", "给他打个九折", "客户要九折，要不要给",
        "¿Le hago un descuento para cerrar hoy?", "Soll ich sofort einen Rabatt anbieten?",
    ],
)  # fmt: skip
def test_the_guard_notices_a_price_cut_about_to_be_given(text):
    assert offers_cut(text)


@pytest.mark.parametrize(
    "text",
    [
        "客户问能不能便宜点，怎么回", "buyer asks can you give discount", "he wrote \"can I get 5% off\"", "we will accept 30% deposit ok?",
        "can we lower the MOQ", "how do I refuse a discount politely", "too expensive", "they score us 5% lower", "怎么婉拒降价",
        "should I give him 5% kickback",
    ],
)  # fmt: skip
def test_the_guard_leaves_the_buyers_wishes_and_other_figures_alone(text):
    assert not offers_cut(text)


def test_like_deals_with_a_cut_and_then_silence_are_counted():
    silent = Deal("d1", "Nordhavn", "lost", reply="We cut the price by 8%.", happened="He went quiet.")
    won = Deal("d2", "Acme", "won", reply="We offered a discount.", happened="No answer for a week, then the order.")
    uncut = Deal("d3", "宁波东海", "lost", reply="寄了样品", happened="之后没消息")
    assert cuts_and_silences([silent, won, uncut]) == ((silent, won), (silent,))


OBJECTION = "buyer says too expensive, Turkish factory is 12% less"


@pytest.mark.parametrize(
    "text", ["and if he still says no?", "那如果他还是不回呢?", "why?", "what about in writing?", "y si no contesta?", "5%?"]
)
def test_follow_ups_lean_on_what_was_asked_before(text):
    assert standing(text, (OBJECTION,)) == "leaning"
    assert OBJECTION in search_text(text, (OBJECTION,))
    assert search_text(text, (OBJECTION,)).endswith(text)


def test_a_message_with_its_own_subject_stands_alone_even_in_a_thread():
    new = "Our Kenyan distributor wants to visit the plant in March, how do we prepare the day for him and his team?"
    assert standing(new, (OBJECTION,)) == "alone"
    assert standing("and if he still says no?", ()) == "alone"


def test_a_chain_of_follow_ups_is_searched_with_the_question_that_began_it():
    thread = ("how do I vet a go-between", OBJECTION, "and by mail?")
    assert earlier(thread) == f"{OBJECTION}\nand by mail?"


def test_a_blend_prefers_what_the_follow_up_itself_is_about():
    def found(**shares):
        return Findings(tuple(Hit("card", name, name, (), share) for name, share in shares.items()), (), "covered", 0.9)

    blended = blend(found(assessing=0.8, letting_go=0.15), found(promises=0.6, letting_go=0.3))
    assert [hit.id for hit in blended.cards] == ["letting_go", "assessing"]
    assert sum(hit.score for hit in blended.cards) == pytest.approx(1)
