"""The check before a promise is saved: what it notices, what it says, and the wording it offers instead. It never forbids."""

import time
from dataclasses import replace
from datetime import timedelta

import pytest
from fakes_promises import ANA, BEN, CLEO, FAY, LOU, NOON, World, on, promised, proposal
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadInput
from bot.promises.dues.spelling import spell_due
from bot.promises.on_file import approved_before, covers
from bot.promises.records import KINDS, Approval
from bot.promises.rewording import decision_day
from bot.promises.sentences import kind_word
from bot.promises.things import thing_in, thing_word
from bot.promises.undecided import hint_in
from bot.promises.vagueness import vague_in

UNDECIDED = {
    "en": """
        management is considering a year-end rebate for you
        the rebate should be approved next week
        we are about to get the discount approved
        the board will surely approve 5%
        pay a 3% rebate, subject to board approval
        it hasn't been approved yet but you'll get 5%
        off the record: 2% back in december
        internally it's already agreed, 4% off
        boss is thinking about giving you exclusivity
        give 5% that my manager will probably sign
        once we get the green light we give you 5%
        the rebate was discussed internally, you will get it
        the rebate our management wants to introduce
        the directors are inclined to approve a 2% rebate
        the rebate is going to be approved on Friday
        rebate pending, 3% it will be
        the board has not decided yet
        our board hasn't decided on the rebate
        waiting for a yes from finance
        still waiting on my boss
        waiting to hear back from head office
        management is about to approve it
        finance still has to sign off
        the CFO has yet to confirm
        our director is yet to approve the discount
        need the ok from my manager first
        no decision from the board yet
        it still has to go through finance
        it's still with legal
        I haven't asked my boss yet
        head office hasn't said yes yet
        5% if the boss says yes
        it's on my boss's desk
    """,
    "zh": """
        内部已经在讨论年终返利了，会给你们
        应该会批，给你们返利3%
        领导在考虑给你们独家
        老板应该会同意降价5%
        返利还没批，先跟你们说一声
        年底返利马上要通过了
        财务那边正在走流程，60天账期没问题
        董事会估计会批
        原则上同意给5%折扣
        听说公司要给经销商返利
        等老板批了就给你们95折
        上面基本定了，给返利
        公司正在研究给老客户返利
        审批还没下来，先答应客户
        老板还没定
        还在走流程
        领导没表态
        总经理还没签字
        财务还没回复，先答应他
        等董事会开会
        还要等总部同意
        得先问老板
        还得走审批
        流程还没走完
        还没跟老板说
        下周开会才定
        董事会下周才决定
        这个折扣公司还没最终确定
        公司内部还没谈妥
    """,
    "es": """
        la gerencia está considerando un reembolso
        debería ser aprobado la próxima semana
        todavía no está aprobado, pero te damos 5%
    """,
    "de": """
        die Geschäftsleitung überlegt, 3% Bonus zu geben
        der Rabatt sollte bald genehmigt werden
        noch nicht entschieden, aber 5% sind drin
    """,
    "pt": """
        a diretoria está considerando um bônus
        o desconto deve ser aprovado
        ainda não foi aprovado, mas dou 5%
    """,
    "ja": """
        リベートは社内で検討中です
        値引きは承認される見込みです
        まだ決まっていませんが5%引きます
    """,
}
DECIDED = """
    send the CE certificate
    ship the order about 5 days after the deposit
    give the approved 5% discount
    the board approved the rebate last week, pay it
    send the samples the lab approved
    ship on Monday, subject to your approval of the sample
    start once we have the customer's approval
    get the drawings approved by the customer
    deliver 40 boards by Friday
    discuss the layout with finance
    our finance is checking the bank details and I send them Monday
    we will not raise prices until March 31
    tell them the decision
    老板同意了，给5%折扣
    返利已获批，年底支付
    公司同意了60天账期
    把合同寄给领导签字
    财务已批准，付返利
    领导批了，给95折
    寄第一批样品
    介绍公司和工厂
    their board has not decided yet
    the customer's board hasn't decided
    waiting for a yes from their finance
    your management has not approved the order
    the buyer's boss is about to approve it
    Acme's board has not decided
    his boss still has to sign off
    the finance team at Acme hasn't confirmed
    客户老板还没定
    他们老板还没点头
    对方还在走流程
    客户内部还在走流程
    客户那边财务还没批
    等客户老板拍板
    还没收到定金
    报价还没定稿
    等定金到账就发货
    follow up with finance on the invoice
    our director will visit them on Friday
    my boss will call them
"""
VAGUE = {
    "look": """
        look into it
        see what we can do
        discuss it internally
        看看能不能便宜点
        想办法解决质量问题
        have a look at the claim
    """,
    "try": """
        do our best to ship the order
        try to get a better price
        尽量周五前寄样品
        争取月底发货
        haré lo posible
        wir tun unser bestes
    """,
    "follow": """
        follow up
        keep them posted
        get back to them
        take care of the complaint
        handle it
        跟进一下
        处理一下投诉
        send it
        催一催工厂
    """,
    "when": """
        send the sample asap
        as soon as possible send the drawings
        尽快寄样品
        lo antes posible
        so bald wie möglich
    """,
    "who": """
        someone will call them
        让人联系他们
    """,
    "how": """
        improve the packaging
        改善包装
        prioritise their orders
    """,
}
DEFINITE = """
    send the CE certificate
    get back to them with the price
    send the follow-up order sheet
    visit the plant
    send a trial order confirmation
    send the report on the improved valve
    发优化后的图纸
    寄样品
    拜访回头客
    加强筋图纸
    send the look-up table
    check stock and confirm the quantity
"""


def lines(text):
    return [line.strip() for line in text.strip().splitlines()]


def check(world, what="send the CE certificate", person=ANA, language="en", **fields):
    return world.promising.check(proposal(what, **fields), person, language)


def findings(checked, kind=None):
    return [finding for finding in checked.findings if kind in (None, finding.kind)]


def only(checked, kind):
    [finding] = findings(checked, kind)
    return finding


@pytest.fixture
def world():
    return World()


def approve(world, what="pay a 5% rebate", kind="rebate", **fields):
    one = world.log(what, approval=kind, **fields)
    for approval in one.approvals:
        who = next(each for each in (FAY, LOU) if each.id in approval.approvers)
        one = world.promising.agree(one.id, who, "en")
    assert one.state == "open"
    return one


def test_a_plain_promise_passes_without_a_word(world):
    checked = check(world)
    assert (checked.findings, checked.reword, checked.reword_due, checked.needs) == ((), "", None, ())


# -- approval ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "no approval of the rebate is on file, and logging it asks finance and logistics"), ("zh", "返利没有获批记录")],
)
def test_a_benefit_without_approval_is_held_against_the_departments(world, language, said):
    checked = check(world, "pay a 5% rebate", language=language, approval="rebate")
    finding = only(checked, "approval")
    assert said in finding.text
    assert finding.weight == "stop"
    assert "promise.case.unapproved-rebate" in finding.topics
    assert [each.department for each in checked.needs] == ["finance", "logistics"]
    assert all(each.answer == "silent" for each in checked.needs)


def test_the_wording_offered_is_a_promise_that_can_be_kept(world):
    checked = check(world, "pay a 5% rebate", approval="rebate", due=on(31, 12))
    assert checked.reword == "I will tell you the decision on the rebate on Monday 30 November 2026."
    assert checked.reword_due == on(30)
    again = check(world, checked.reword, due=checked.reword_due)
    assert (again.findings, again.reword) == ((), "")


def test_the_wording_offered_is_in_the_customers_language(world):
    checked = check(world, "年底给5%返利", approval="rebate", due=on(31, 12), language="en")
    assert checked.reword.startswith("I will tell you")
    checked = check(world, "年底给5%返利", approval="rebate", due=on(31, 12), customer="宁波", language="zh")
    zh = world.promising.check(replace(proposal("年底给5%返利", approval="rebate", due=on(31, 12)), language="zh"), ANA, "en")
    assert zh.reword == "我会在2026年11月30日（周一）告诉您关于返利的决定。"
    again = world.promising.check(replace(proposal(zh.reword, due=zh.reword_due), language="zh"), ANA, "zh")
    assert again.findings == ()


@pytest.mark.parametrize(
    ("due", "day"),
    [
        (on(31, 12), on(30)),
        (on(27), on(26)),
        (on(25), on(24)),
        (on(24), on(24)),
        (on(23), on(23)),
        (on(29), on(27)),
        (on(2), on(23)),
    ],
)
def test_the_decision_is_told_on_a_working_day_before_the_benefit_is_due(due, day):
    assert decision_day(due, NOON) == day.day


def test_what_was_approved_for_this_customer_is_shown_and_not_asked_again(world):
    before = approve(world)
    for what in ("pay a 5% rebate", "Pay them a  5 % rebate", "pay a 3% rebate"):
        checked = check(world, what, approval="rebate", customer="ACME GmbH")
        finding = only(checked, "approval")
        assert (finding.weight, finding.promises, checked.needs, checked.reword) == ("note", (before.id,), (), "")
        assert "Monday 23 November 2026" in finding.text
        assert "pay a 5% rebate" in finding.text
    assert "2026年11月23日" in only(check(world, "pay a 5% rebate", language="zh", approval="rebate"), "approval").text


@pytest.mark.parametrize(
    ("what", "fields"),
    [
        ("pay a 6% rebate", {}),
        ("pay a 5% rebate and free samples", {}),
        ("pay a 5% rebate", {"customer": "Nordwind"}),
        ("pay a 5% rebate", {"approval": "discount"}),
    ],
)
def test_wider_words_another_customer_or_another_benefit_are_not_on_file(world, what, fields):
    approve(world)
    assert check(world, what, **{"approval": "rebate", **fields}).needs


@pytest.mark.parametrize("state", ["broken", "withdrawn"])
def test_an_approval_of_a_promise_that_came_to_nothing_is_not_leaned_on(world, state):
    one = approve(world)
    getattr(world.promising, {"broken": "break_", "withdrawn": "withdraw"}[state])(one.id, ANA, "en", "x")
    assert check(world, "pay a 5% rebate", approval="rebate").needs


def test_an_approval_is_good_for_half_a_year(world):
    approve(world)
    world.clock.goes_on(days=180)
    assert not check(world, "pay a 5% rebate", approval="rebate", due=on(30, 6, year=2027)).needs
    world.clock.goes_on(seconds=1)
    assert check(world, "pay a 5% rebate", approval="rebate", due=on(30, 6, year=2027)).needs


def test_an_approval_that_the_person_may_not_read_is_not_told(world):
    approve(world, audience="private:U_ANA")
    assert check(world, "pay a 5% rebate", approval="rebate").needs == ()
    assert check(world, "pay a 5% rebate", person=BEN, approval="rebate").needs


@pytest.mark.parametrize(
    ("kind", "what", "due", "is_covered"),
    [
        ("delivery-date", "deliver the order", on(4, 12), True),
        ("delivery-date", "deliver the order", on(26), False),
        ("price-hold", "keep the price", on(26), True),
        ("price-hold", "keep the price", on(4, 12), False),
        ("warranty", "give 24 months of warranty", on(27), True),
        ("warranty", "give 36 months of warranty", on(27), False),
        ("payment-terms", "grant net 45", on(27), False),
        ("discount", "give 5% on orders above 2000", on(27), False),
    ],
)
def test_where_the_date_or_a_figure_is_the_benefit_a_wider_one_is_not_covered(kind, what, due, is_covered):
    words = {
        "delivery-date": "deliver the order",
        "price-hold": "keep the price",
        "warranty": "give 24 months of warranty",
        "payment-terms": "grant net 60",
        "discount": "give 5% on orders above 5000",
    }
    agreed = Approval("finance", ("U_FAY",), "agreed", "U_FAY", NOON)
    approved = promised(what=words[kind], approval=kind, approvals=(agreed,))
    assert covers(approved, kind, what, due) is is_covered
    assert (approved_before(kind, what, due, [approved], NOON) is approved) is is_covered
    assert approved_before(kind, what, due, [replace(approved, approvals=(Approval("finance", ("U_FAY",)),))], NOON) is None
    assert approved_before(kind, what, due, [replace(approved, state="withdrawn")], NOON) is None
    half = replace(approved, approvals=(agreed, Approval("logistics", ("U_LOU",))))
    assert approved_before(kind, what, due, [half], NOON) is None


def test_a_benefit_that_nobody_is_named_for_is_said_and_not_stopped():
    checked = check(World(approvals={}), "pay a 5% rebate", approval="rebate")
    finding = only(checked, "approval")
    assert (finding.weight, checked.needs) == ("care", ())
    assert "[approvals]" in finding.text
    assert "[approvals]" in only(check(World(approvals={}), "返利", language="zh", approval="rebate"), "approval").text


def test_an_owner_who_is_the_only_approver_is_told_that_it_would_wait_for_ever(world):
    checked = check(world, "make them sole agent", approval="exclusivity")
    assert "nobody approves their own" in findings(checked, "approval")[1].text
    assert checked.needs == (Approval("sales", ()),)
    assert len(findings(check(world, "make them sole agent", person=BEN, approval="exclusivity"), "approval")) == 1


def test_what_they_owe_us_is_not_held_against_approvals_hints_or_load(world):
    checked = check(world, "pay as management is considering", direction="theirs", approval="rebate")
    assert checked == type(checked)()


# -- hints ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [line for text in UNDECIDED.values() for line in lines(text)])
def test_words_that_pass_on_what_is_not_decided_are_noticed(text):
    assert hint_in(text, is_benefit=False)


@pytest.mark.parametrize("text", lines(DECIDED))
def test_what_is_decided_or_for_the_customer_to_decide_is_no_hint(text):
    assert hint_in(text, is_benefit=False) == ""


@pytest.mark.parametrize("text", ["we are about to give 5%", "we can probably do 5%", "应该可以给5%", "it should be possible to give 3%"])
def test_weak_words_speak_only_beside_a_benefit(text):
    assert hint_in(text, is_benefit=True)
    assert hint_in(text, is_benefit=False) == ""


@pytest.mark.parametrize(("language", "story"), [("en", "young buyer"), ("zh", "年轻采购")])
def test_a_hint_is_answered_with_the_story_as_an_anecdote(world, language, story):
    checked = check(world, "pay the rebate that management is considering", language=language, approval="rebate", due=on(31, 12))
    finding = only(checked, "undecided")
    assert story in finding.text
    assert "management is considering" in finding.text
    assert finding.topics == ("promise.case.unapproved-rebate", "promise.lesson.hints-are-promises")
    assert finding.weight == "stop"
    assert "Walmart" not in finding.text
    assert checked.reword


def test_a_hint_in_the_message_counts_although_the_wording_has_lost_it(world):
    checked = check(world, "pay a rebate", approval="rebate", said="Tell them: rebate, 内部已经同意了, by Friday")
    assert "内部已经" in only(checked, "undecided").text


# -- vague ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("way", "text"), [(way, line) for way, text in VAGUE.items() for line in lines(text)])
def test_vague_words_are_noticed(way, text):
    assert way in [each.way for each in vague_in(text)]


@pytest.mark.parametrize("text", lines(DEFINITE))
def test_definite_words_are_left_alone(text):
    assert vague_in(text) == ()


@pytest.mark.parametrize(
    ("what", "language", "better"),
    [
        (
            "look into the delay of order 4711",
            "en",
            "I will tell you on Friday 27 November 2026 what I found out about the delay of order 4711.",
        ),
        ("do our best to ship the order", "en", "I will tell you on Friday 27 November 2026 whether we can ship the order."),
        ("follow up on the LC", "en", "I will write to you on Friday 27 November 2026 and say how things stand with the LC."),
        ("send the sample asap", "en", "I will send the sample by Friday 27 November 2026."),
        ("price list asap", "en", "You will have the price list by Friday 27 November 2026."),
        ("尽量寄样品", "zh", "我会在2026年11月27日（周五）告诉您能不能寄样品。"),
        ("看看能不能便宜点", "zh", "我会在2026年11月27日（周五）告诉您能不能便宜点。"),
        ("跟进一下", "zh", "我会在2026年11月27日（周五）写信告诉您进展到哪一步。"),
        ("尽快寄样品", "zh", "我会在2026年11月27日（周五）前办好：寄样品。"),
        ("haré lo posible", "es", "I will tell you on Friday 27 November 2026 whether it can be done."),
        ("someone will call them", "en", ""),
    ],
)
def test_vague_words_are_reworded_so_that_everybody_can_check_them(world, what, language, better):
    checked = world.promising.check(replace(proposal(what), language=language), ANA, "en")
    assert only(checked, "vague").weight in ("care", "note")
    assert checked.reword == better


@pytest.mark.parametrize("what", [line for text in VAGUE.values() for line in lines(text)])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_rewording_passes_the_same_check(world, what, language):
    checked = world.promising.check(replace(proposal(what), language=language), ANA, language)
    if checked.reword:
        again = world.promising.check(replace(proposal(checked.reword, due=checked.reword_due), language=language), ANA, language)
        assert (again.findings, again.reword) == ((), "")


def test_the_finding_says_what_is_left_open(world):
    assert only(check(world, "look into it"), "vague").text == (
        "Say it so that anyone can check it: “look into” leaves open what the customer will have and how we will know that it is done."
    )
    assert "客户会得到什么" in only(check(world, "跟进一下", language="zh"), "vague").text
    assert only(check(world, "send the sample asap"), "vague").weight == "note"


# -- load, record, date, customer -------------------------------------------------------------------------------------------


def test_a_full_week_names_its_fullest_day(world):
    for n in range(12):
        world.log(f"send {n}", due=on(24 if n < 5 else 26))
    finding = only(check(world, "send one more", due=on(29)), "load")
    assert finding.text == "Look at your week first: 12 promises are due in it, 7 of them on Thursday 26 November 2026."
    assert (finding.weight, len(finding.promises)) == ("care", 12)
    assert findings(check(world, "send one more", due=on(30)), "load") == [], "the next week"
    assert "已有12个承诺" in only(check(world, "再寄一个", language="zh"), "load").text


def test_eleven_in_a_week_are_no_finding_and_three_on_a_day_a_note(world):
    for n in range(11):
        world.log(f"send {n}", due=on(23 + n % 5))
    assert findings(check(world, "send one more", due=on(28)), "load") == []
    finding = only(check(world, "send one more", due=on(23)), "load")
    assert (finding.weight, len(finding.promises)) == ("note", 3)
    assert "3 promises are due on Monday 23 November 2026" in finding.text


def test_only_the_owners_live_promises_of_ours_are_load():
    world = World(week_full=2)
    world.log("send a", person=BEN)
    world.log("pay", direction="theirs")
    world.promising.done(world.log("send b").id, ANA, "en")
    same = world.log("send c", id="same")
    assert findings(check(world), "load") == []
    world.log("send d")
    assert len(only(check(world), "load").promises) == 2
    assert findings(check(world, id=same.id), "load") == []


def samples(world, *days, owner="U_ANA", what="send samples", **fields):
    for n, late in enumerate(days):
        due = on(2 + n, 9)
        state = "broken" if late is None else "kept-late" if late else "kept"
        ended = due.instant() + timedelta(days=late or 0, hours=-1)
        world.put(promised(f"{owner}-{what}-{n}", owner=owner, what=what, due=due, state=state, ended_at=ended, **fields))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "3 of your 5 promises about samples slipped, by 4 days in the middle."),
        ("zh", "您关于样品的5个承诺里有3个延误，中间值晚4天。"),
    ],
)
def test_the_record_on_the_same_kind_of_thing_is_told_with_its_promises(world, language, said):
    samples(world, 0, 4, 0, 2, 9)
    finding = only(check(world, "寄样品给客户", language=language), "record")
    assert finding.text.endswith(said)
    assert (finding.weight, len(finding.promises)) == ("care", 5)
    assert finding.promises[:3] == ("U_ANA-send samples-1", "U_ANA-send samples-3", "U_ANA-send samples-4"), "those that slipped come first"


def test_a_good_record_fewer_than_three_or_another_thing_say_nothing(world):
    samples(world, 0, 0, 0, 0)
    samples(world, 5, 5, what="send quotes")
    samples(world, 5, 5, 5, what="send certificates")
    samples(world, 5, 5, 5, what="send drawings", direction="theirs")
    assert findings(check(world, "send drawings"), "record") == []
    assert findings(check(world, "send samples"), "record") == []
    assert findings(check(world, "send quotes"), "record") == []
    assert findings(check(world, "think"), "record") == []


def test_the_teams_record_speaks_when_the_owner_gave_too_few(world):
    samples(world, 4, owner="U_ANA")
    samples(world, 4, None, owner="U_BEN")
    samples(world, 9, 9, 9, owner="U_CLEO", team="south")
    samples(world, 9, owner="U_DAN", audience="private:U_DAN")
    finding = only(check(world, "send samples"), "record")
    assert "3 of your team's 3 promises about samples slipped, by 4 days in the middle" in finding.text
    assert len(finding.promises) == 3
    assert "您团队" in only(check(world, "寄样品", language="zh"), "record").text


def test_broken_promises_count_as_slipped_without_days(world):
    samples(world, None, 0, None)
    assert only(check(world, "send samples"), "record").text.endswith("2 of your 3 promises about samples slipped.")


def test_a_benefit_is_compared_with_the_same_benefit(world):
    samples(world, 1, 1, 1, what="pay", approval="rebate")
    assert "about rebate" in only(check(world, "pay 5%", approval="rebate"), "record").text
    assert "by a day in the middle" in only(check(world, "pay 5%", approval="rebate"), "record").text
    assert findings(check(world, "pay"), "record") == []


@pytest.mark.parametrize(
    ("due", "weight", "said"),
    [
        (on(20), "care", "has passed"),
        (on(28), "note", "weekend"),
        (on(27, hour=22), "note", "outside office hours"),
        (on(27, hour=17), None, ""),
        (on(23), None, ""),
    ],
)
def test_dates_that_people_do_not_usually_mean_are_asked_about(world, due, weight, said):
    found = findings(check(world, due=due), "unsure-date")
    assert [finding.weight for finding in found] == ([weight] if weight else [])
    assert all(said in finding.text and spell_due(due, "en") in finding.text for finding in found)
    assert all("2026年" in finding.text for finding in findings(check(world, due=due, language="zh"), "unsure-date"))


def test_a_date_that_cannot_be_is_refused(world):
    with pytest.raises(BadInput):
        check(world, due=on(31, 12, year=9999))


def test_a_name_that_fits_several_customers_is_asked_about(world):
    world.log(customer="Acme Peru")
    world.log(customer="Acme Chile")
    finding = only(check(world, customer="Acme"), "customer")
    assert finding.text == "Choose the customer: “Acme” may be Acme Peru or Acme Chile."
    assert findings(check(world, customer="Acme", person=CLEO), "customer")
    world.log(customer="Acme Secret", audience="private:U_CLEO", person=CLEO)
    assert "Secret" not in only(check(world, customer="Acme"), "customer").text


def test_findings_come_with_the_gravest_first(world):
    checked = check(world, "look into the 5% rebate management is considering", approval="rebate", due=on(28))
    weights = [finding.weight for finding in checked.findings]
    assert weights == sorted(weights, key=("stop", "care", "note").index)
    assert {"approval", "undecided", "vague", "unsure-date"} <= {finding.kind for finding in checked.findings}


def test_the_check_saves_nothing_and_forbids_nothing(world):
    checked = check(world, "try to pay the rebate 应该会批", approval="rebate", due=on(20))
    assert checked.findings
    assert world.book.customers() == []
    assert world.log("try to pay the rebate 应该会批", approval="rebate", due=on(20)).state == "waiting"


def test_every_kind_and_thing_has_words_in_both_languages():
    for kind in KINDS:
        assert kind_word(kind, "en").isascii()
        assert not kind_word(kind, "zh").isascii()
    for what in ("samples", "certificate", "quote", "drawing", "contract", "invoice", "pay", "spare parts", "ship", "visit", "tell"):
        assert thing_word(thing_in(what), "en").isascii()
        assert not thing_word(thing_in(what), "zh").isascii()


@pytest.mark.parametrize(
    ("what", "thing"),
    [
        ("ship the samples", "sample"), ("寄样品", "sample"), ("send the CE certificate", "certificate"), ("发检测报告", "certificate"),
        ("send the quote", "quote"), ("报价单", "quote"), ("send packing list and invoice", "document"), ("发提单", "document"),
        ("pay the deposit", "payment"), ("付尾款", "payment"), ("ship the order", "shipment"), ("装柜", "shipment"), ("call them", "visit"),
        ("发图纸", "drawing"), ("sign the NDA", "contract"), ("send spare parts", "part"), ("tell them", "answer"), ("think", ""),
    ],
)  # fmt: skip
def test_wordings_are_sorted_by_what_they_are_about(what, thing):
    assert thing_in(what) == thing


@given(st.text(max_size=300), st.booleans())
def test_any_text_is_checked_without_a_fault(text, is_benefit):
    world = World()
    assert hint_in(text, is_benefit) in text
    checked = check(world, text or "x", approval="rebate" if is_benefit else None, said=text)
    assert all(finding.text for finding in checked.findings)


@pytest.mark.parametrize(
    "text", ["the board is " * 800, "内部" * 5000, "not yet " * 1200, "look into it " * 800, "a" * 10_000, "la gerencia " * 800]
)
def test_ten_thousand_characters_are_looked_through_quickly(text):
    start = time.process_time()
    hint_in(text, True), vague_in(text)
    assert time.process_time() - start < 0.5
