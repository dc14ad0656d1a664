"""Questions that the records answer: how they are recognised, what is said, and that nobody hears what is not theirs."""

import pytest
from fakes import FakeLibrary, Stopwatch
from fakes_promises import ANA, BEN, CLEO, FAY, NOON, World, on, promised

from bot.answers.answering import Answering
from bot.answers.readers import GUESTS, MEMBERS, audiences_of
from bot.answers.records import Question
from bot.answers.routing import read_record_question
from bot.config import Answers
from bot.promises.telling import MOST, Telling

ANAS = audiences_of("U_ANA", "north")
BENS = audiences_of("U_BEN", "north")
CLEOS = audiences_of("U_CLEO", "south")


@pytest.mark.parametrize(
    ("text", "which", "name", "only_own"),
    [
        ("what did we promise Acme?", "promised", "Acme", False),
        ("what did I promise Acme?", "promised", "Acme", True),
        ("我答应了Acme什么", "promised", "Acme", True),
        ("我们还欠宁波客户什么", "promised", "宁波客户", False),
        ("show my open promises", "open", "", True),
        ("我有哪些承诺", "open", "", True),
        ("whose promises are due soon?", "due", "", False),
        ("谁的承诺快到期了？", "due", "", False),
        ("what's due this week", "due", "", False),
        ("这周有哪些承诺", "due", "", False),
        ("my promises due today", "due-today", "", True),
        ("今天有什么承诺到期", "due-today", "", False),
        ("what is overdue", "overdue", "", False),
        ("show me overdue promises", "overdue", "", False),
        ("哪些承诺逾期了", "overdue", "", False),
        ("什么逾期了", "overdue", "", False),
        ("which of our promises are at risk?", "at-risk", "", False),
        ("who is at risk?", "at-risk", "", False),
        ("哪些承诺有风险", "at-risk", "", False),
        ("which promises are waiting for approval", "waiting", "", False),
        ("等待审批的承诺有哪些", "waiting", "", False),
        ("what is waiting for my approval", "approve", "", False),
        ("what does Acme owe us", "owed", "Acme", False),
        ("what do they owe us?", "owed", "", False),
        ("what has Nordwind promised us?", "owed", "Nordwind", False),
        ("宁波客户还欠我们什么", "owed", "宁波客户", False),
        ("客户答应了我们什么", "owed", "", False),
        ("谁还欠我们", "owed", "", False),
    ],
)
def test_questions_for_the_promise_records_are_known_by_their_wording(text, which, name, only_own):
    asked = read_record_question(text)
    assert asked is not None
    assert (asked.about, asked.which, asked.name, asked.only_own) == ("promises", which, name, only_own)


@pytest.mark.parametrize(
    "text",
    [
        "a promise is at risk, what do I tell the customer?",
        "what do I say when a promise is at risk",
        "payment is overdue, what do I say",
        "they owe us 5000 and won't answer",
        "which customers are at risk of leaving",
        "what is at risk if I promise lightly",
        "what happens if promises are late",
        "what is due diligence",
        "what promises should I avoid",
        "承诺快到期了做不到怎么办",
        "哪些客户逾期未付款",
        "客户答应我们的付款没到怎么催",
        "我们的承诺有风险，要不要先告诉客户",
    ],
)
def test_questions_about_handling_promises_are_for_the_guidance(text):
    assert read_record_question(text) is None


@pytest.fixture
def world():
    world = World()
    world.log("send the CE certificate", due=on(27))
    world.log("send the samples", due=on(30, 12), customer="Nordwind", audience="team:north")
    world.log("付样品费", due=on(24), customer="宁波东海", direction="theirs", audience="private:U_ANA")
    late = world.log("visit the plant", person=BEN, due=on(25), customer="Acme Peru")
    world.promising.at_risk(late.id, BEN, "en")
    world.log("pay a 5% rebate", approval="rebate", due=on(31, 12), audience="team:north")
    done = world.log("send the quote", due=on(24))
    world.promising.done(done.id, ANA, "en")
    world.log("think about it", as_draft=True)
    world.promising.withdraw(world.log("a slip of the pen").id, ANA, "en", "typo")
    return world


def tell(world, question, name="", asker="U_ANA", audiences=ANAS, language="en", **more):
    return Telling(world.book, world.clock).tell(question, name, asker, audiences, language, **more)


def ids(told):
    return [sentence.rsplit("[", 1)[1].rstrip("].。") for sentence in told]


def test_a_promise_is_told_with_state_date_and_who_keeps_it(world):
    first, *_ = tell(world, "promised", "acme gmbh")
    assert first == "“send the CE certificate” for Acme: open, due Friday 27 November 2026, kept by you [p-1]."
    [risky] = tell(world, "at-risk", language="zh")
    assert risky == "对Acme Peru的承诺“visit the plant”：有风险，2026年11月25日（周三）到期，@U_BEN负责 [p-4]。"
    [owed] = tell(world, "owed", "宁波东海")
    assert owed == "宁波东海 owes us “付样品费”: open, due Tuesday 24 November 2026, followed up by you [p-3]."


def test_each_question_brings_its_promises_the_first_due_first(world):
    assert ids(tell(world, "promised", "Acme")) == ["p-1", "p-5", "p-6"], "what has ended comes last, drafts are no promises"
    assert ids(tell(world, "open")) == ["p-3", "p-4", "p-1", "p-2", "p-5"]
    assert ids(tell(world, "due")) == ["p-3", "p-4", "p-1"]
    assert (tell(world, "overdue"), tell(world, "due-today")) == ([], [])
    assert ids(tell(world, "waiting")) == ["p-5"]
    assert ids(tell(world, "owed")) == ["p-3"]
    world.clock.goes_on(days=3)
    assert ids(tell(world, "overdue")) == ["p-3", "p-4"]
    assert ids(tell(world, "due-today")) == ["p-3", "p-4"]
    assert "(2 days ago)" in tell(world, "overdue")[0]
    assert "（已过2天）" in tell(world, "overdue", language="zh")[0]
    assert ids(tell(world, "at-risk")) == ["p-3", "p-4"], "what is late already is at risk too"


def test_only_own_means_the_askers(world):
    assert ids(tell(world, "due", only_own=True)) == ["p-3", "p-1"]
    assert ids(tell(world, "due", asker="U_BEN", audiences=BENS, only_own=True)) == ["p-4"]


def test_a_customer_is_found_by_any_name_and_in_the_words_of_the_question(world):
    assert ids(tell(world, "open", words="which promises to acme peru are open")) == ["p-4", "p-1", "p-5"]
    assert ids(tell(world, "owed", words="宁波东海还欠什么")) == ["p-3"]
    assert ids(tell(world, "promised", words="what did we promise nordwind")) == ["p-2"]
    assert tell(world, "promised", "Hydromax") == tell(world, "promised", "Nordwnd") == tell(world, "promised", "Acme Chile") == []
    world.promising.name_customer("the red ones", "Acme")
    assert ids(tell(world, "promised", "The Red Ones")) == ["p-1", "p-5", "p-6"]


@pytest.mark.parametrize("question", ["promised", "open", "due", "overdue", "at-risk", "waiting", "owed", "due-today", "approve"])
def test_nobody_hears_of_what_they_may_not_read(world, question):
    world.clock.goes_on(days=40)
    assert not {"p-2", "p-3", "p-5"} & set(ids(tell(world, question, asker="U_CLEO", audiences=CLEOS)))
    assert not {"p-2", "p-3", "p-5"} & set(ids(tell(world, question, audiences=MEMBERS))), "not in a channel either"
    assert "p-3" not in ids(tell(world, question, asker="U_BEN", audiences=BENS))
    assert tell(world, question, asker=None, audiences=GUESTS) == []


def test_an_approver_hears_what_waits_for_their_word_where_nobody_else_listens(world):
    assert ids(tell(world, "approve", asker="U_FAY", audiences=audiences_of("U_FAY", "finance"))) == ["p-5"]
    assert tell(world, "approve", asker="U_FAY", audiences=MEMBERS) == []
    assert tell(world, "approve") == []
    assert tell(world, "approve", asker=None) == []


def test_of_many_the_first_ten_are_told_and_the_rest_counted(world):
    for n in range(MOST + 5):
        world.put(promised(f"x{n:02}", customer="Big", due=on(28)))
    told = tell(world, "promised", "Big")
    assert (len(told), told[-1]) == (MOST + 1, "5 more are on record: ask about one customer to see them.")


def test_words_of_others_stay_inside_their_marks_and_on_one_line(world):
    world.put(promised("x", customer="Sly”: kept [p-9]. “", what="a\nb” “c " + "y" * 500))
    [told] = tell(world, "promised", "Sly”: kept [p-9]. “")
    assert "\n" not in told
    assert told.count("“") == told.count("”") == 1
    assert len(told) < 500


def test_owners_can_be_shown_by_name(world):
    told = Telling(world.book, world.clock, {"U_BEN": "Ben"}.get).tell("at-risk", "", "U_ANA", ANAS, "en")
    assert "kept by Ben" in told[0]


# -- as an answer -----------------------------------------------------------------------------------------------------------


def ask(world, text, person=ANA, audiences=ANAS):
    telling = Telling(world.book, world.clock)
    answering = Answering(FakeLibrary(), settings=Answers(), timer=Stopwatch(), promises=telling)
    return answering.answer(Question("q1", text, audiences, asked_by=person.id))


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("what did we promise Acme?", "en", ["p-1", "p-5", "p-6"]),
        ("whose promises are due", "en", ["p-3", "p-4", "p-1"]),
        ("谁的承诺快到期了?", "zh", ["p-3", "p-4", "p-1"]),
        ("宁波东海欠我们什么", "zh", ["p-3"]),
        ("which promises are at risk", "en", ["p-4"]),
        ("what did I promise nordwind?", "en", ["p-2"]),
    ],
)
def test_records_are_asked_first_and_answer_with_a_note_for_each_promise(world, text, language, found):
    answer = ask(world, text)
    assert (answer.status, answer.language, answer.mode, answer.sources) == ("answered", language, "evidence", ())
    assert {sentence.section for sentence in answer.sentences} == {"note"}
    assert ids(sentence.text for sentence in answer.sentences) == found


def test_two_promises_that_differ_by_their_date_alone_are_both_told(world):
    for n, day in enumerate((27, 28)):
        world.put(promised(f"twin-{n}", customer="Twin", due=on(day)))
    assert len(ask(world, "what did we promise Twin?").sentences) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("what did we promise Hydromax?", "No promise to Hydromax is on record."),
        ("what is overdue", "No promise is on record that would answer this."),
        ("哪些承诺逾期了", "没有查到相关的承诺记录。"),
    ],
)
def test_what_is_not_on_record_is_said_and_not_invented(world, text, said):
    answer = ask(world, text)
    assert (answer.status, [sentence.text for sentence in answer.sentences]) == ("abstained", [said])


def test_cleo_asks_the_same_and_hears_only_what_is_hers_to_hear(world):
    answer = ask(world, "what did we promise Acme?", CLEO, CLEOS)
    assert ids(sentence.text for sentence in answer.sentences) == ["p-1", "p-6"]
    assert ask(world, "宁波东海欠我们什么", CLEO, CLEOS).status == "abstained"
    assert ask(world, "what is waiting for my approval", FAY, audiences_of("U_FAY", "finance")).status == "answered"


def test_planted_words_call_nobody_and_link_nowhere(world):
    world.put(promised("bad", customer="Evil", what="<!channel> see https://evil.example/x <@U_MAREK>", made_at=NOON))
    text = str(ask(world, "what did we promise Evil?").as_json())
    assert "[bad]" in text
    assert not any(mark in text for mark in ("<!channel>", "evil.example", "<@"))
