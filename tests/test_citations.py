"""The gate: nothing passes that its sources do not bear out, and honest rewordings do."""

import itertools
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.citations import check, content, keep_supported, overlap
from bot.answers.figures import figures
from bot.answers.records import Sentence
from knowledge.cards import SHIPPED_CARDS, read_folder

CARD_EN = """Hold the price until you know which cause you are facing. When you say it is high, what are you holding it against?
If a discount has already gone out and nothing came back, ask one open question instead of sending a second cut.
Do not offer a discount as your first reply. Check the causes in order: need, budget, rival, belief in you, worth of the product."""
CARD_ZH = """原因没确认之前先守住价格。您说价格偏高，是跟什么比的呢？如果已经降过价却没有回音，就改问一个开放式问题，不要再降第二次。
不要把打折当成第一句回复。按这个顺序排查：有没有需求、预算、竞争对手、对我们的信心。"""
DEAL_EN = """Acme Tools, pumps LX-2000-B, won, 12,500 USD, closed 4 March 2026. They objected that the price was 5% over budget.
We replied in three days with a site visit on Tuesday and payment in 30 days; they ordered 400 pieces at 4.20 EUR each
by 14:30."""
DEAL_ZH = """宁波海达公司，水泵，成交，3万美元，2026年3月4日。
对方嫌贵，王总说超了8%。我们三天内约了周二看厂，30天账期，订了400台，每台4.20欧元。"""
SOURCES = {1: CARD_EN, 2: DEAL_EN, 3: CARD_ZH, 4: DEAL_ZH}


def say(text: str, *sources: int, section: str = "do") -> Sentence:
    return Sentence(section, text, sources or (2,))


# -- figures ------------------------------------------------------------------------------------------------------

VALUES = [4, 6, 7, 9, 11, 13, 15, 17, 18, 25, 35, 45, 60, 75, 90, 150, 365, 750, 1250, 8800, 42000, 99999]
FABRICATED_EN = [
    "They ordered the pumps {} percent over budget.",
    "They objected that the price was {}% over budget.",
    "We replied with a price of ${} and they ordered.",
    "We replied and they ordered pumps for {:,} EUR.",
    "They ordered {} pieces after the site visit.",
    "We replied in {} days with a site visit.",
    "They ordered with payment in {} weeks.",
    "The price was {}k over budget.",
    "They ordered pumps LX-{}-B at that price.",
    "The site visit was at {}:45 and they ordered.",
    "They ordered between {0} and {0} pieces.",
    "The price was {}x over budget.",
]
FABRICATED_ZH = [
    "对方嫌贵，说超了{}%。",
    "对方嫌贵，我们打了{}折就成交了。",
    "订了{}台，每台4.20欧元。",
    "我们{}天内约了看厂。",
    "水泵成交，{}万美元。",
    "每台{}欧元，订了。",
    "约了看厂，{}天账期。",
    "成交价{}元一台水泵。",
    "对方说超了百分之{}。",
    "让了{}个点就成交。",
]
WORDS = [
    "They ordered after ten percent off the price.", "They ordered twenty pieces.", "They ordered at half the price.",
    "The price was double the budget.",
    "We replied in two days with a site visit.", "They ordered a thousand pieces.", "They ordered dozens of pumps.",
    "They ordered a million pieces.",
    "We replied with a site visit on Friday.", "We replied with a site visit on 5 March 2026.", "Closed on 04/03/2027 after a site visit.",
    "The site visit was in April.", "They ordered in 2025.", "Payment in sixty days.", "We replied by tomorrow.", "They ordered next week.",
    "They ordered twenty-five pieces.", "They ordered a hundred pieces.", "Closed March 14, pumps won.", "They ordered 12.500,75 pieces.",
    "The price was ٣٥٪ over budget.", "The price was ３５％ over budget.", "They ordered 4.2 million pieces.",
    "They ordered one third of the pumps.",
    "The price was 4 EUR each.", "The price was 5 USD over budget.", "They ordered 30 pieces.", "Payment in 400 days.",
    "The price was 12500 EUR.",
    "We replied in 30 weeks.", "They ordered by Q3.", "They ordered by 15:30.", "Closed before the end of the month.",
]  # fmt: skip
WORDS_ZH = [
    "订了五十台水泵。", "对方嫌贵，打了九折。", "让了三个点就成交。", "我们五天内约了看厂。", "约了周五看厂。", "水泵半价成交。",
    "订了几百台水泵。",
    "成交两万美元。", "四月约了看厂。", "2026年3月5日成交。", "三成定金就成交。", "下周约了看厂。",
    "对方说超了百分之二十。", "价格翻倍也成交。", "订了一千台。",
]  # fmt: skip


def fabricated() -> list[tuple[str, int]]:
    """Sentences in the words of a deal with one figure that the deal does not have."""
    made = [(form.format(value), 2) for form, value in itertools.product(FABRICATED_EN, VALUES)]
    made += [(form.format(value), 4) for form, value in itertools.product(FABRICATED_ZH, VALUES)]
    return made + [(text, 2) for text in WORDS] + [(text, 4) for text in WORDS_ZH]


def test_none_of_500_fabricated_figures_passes():
    lies = fabricated()
    assert len(lies) >= 500
    passed = [text for text, source in lies if check(say(text, source), SOURCES) is None]
    assert passed == []
    refused_for_the_figure = sum("figure" in (check(say(text, source), SOURCES) or "") for text, source in lies)
    assert refused_for_the_figure == len(lies), "refused for the figure, not by luck for something else"


@pytest.mark.parametrize(
    "text",
    [
        "The price was five percent over budget.",
        "The price was 5 per cent over budget.",
        "They ordered for $12500.",
        "They ordered for 12.500 USD.",
        "They ordered for 12,500 dollars.",
        "Closed on March 4.",
        "Closed 2026-03-04 after the site visit.",
        "They ordered in March 2026.",
        "We replied in 3 days.",
        "They ordered 400 LX-2000-B pumps.",
        "They ordered LX2000B pumps at €4.2 each.",
        "Payment in thirty days.",
        "They ordered after one site visit, for two reasons.",
    ],
)
def test_true_figures_pass_in_any_notation(text):
    assert check(say(text), SOURCES) is None


@pytest.mark.parametrize(
    "text",
    ["对方说超了百分之八。", "成交30,000美元。", "订了四百台水泵。", "3月4日成交。", "3天内约了周二看厂。", "星期二看厂，分两步。"],
)
def test_true_figures_pass_in_chinese(text):
    assert check(say(text, 4), SOURCES) is None


@settings(max_examples=300, deadline=None)
@given(
    st.decimals(min_value=0, max_value=10**7, places=2),
    st.sampled_from(
        ["{} %", "{} percent", "USD {}", "${}", "{} EUR", "{} days", "{} pieces", "{}天", "{}台", "{}元", "{} Euro", "百分之{}"]
    ),
)
def test_no_figure_passes_that_no_source_has(value, form):
    text = f"They ordered the pumps: {form.format(value.normalize() if value % 1 == 0 else value)}."
    known = figures(DEAL_EN, as_evidence=True)
    if figures(text) <= known:
        return
    assert check(say(text), SOURCES) is not None


def test_a_figure_must_stand_in_the_cited_source_not_just_in_any():
    assert check(say("They ordered 400 pieces.", 2), SOURCES) is None
    assert "figure" in (check(say("They ordered 400 pieces.", 1), SOURCES) or "")


# -- names, numbers of sources, links --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("They ordered from Siemens after a site visit.", 2),
        ("Siemens ordered the pumps after a site visit.", 2),
        ("Acme Industries ordered the pumps.", 2),
        ("Mr Smith ordered the pumps.", 2),
        ("They ordered for Hamburg after a site visit.", 2),
        ("They needed the CE paper and ordered pumps.", 2),
        ("Ask GlobeTrade Ltd what they paid for the pumps.", 2),
        ("上海宏远公司订了水泵，嫌贵。", 4),
        ("李总说超了，嫌贵。", 4),
        ("德国客户嫌贵，订了水泵。", 4),
        ("对方嫌贵，最后订了Grundfos水泵。", 4),
    ],
)
def test_a_name_that_no_source_names_is_refused(text, source):
    assert "names" in (check(say(text, source), SOURCES) or "")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Acme Tools ordered the pumps.", 2),
        ("ACME'S order came after a site visit.", 2),
        ("Hold the price until you know the cause.", 1),
        ('You can ask: "What are you holding it against?"', 1),
        ("I would ask one open question. Please hold the price.", 1),
        ("宁波海达公司嫌贵，王总说超了8%。", 4),
        ("先守住价格，看看对方公司跟什么比的。", 3),
    ],
)
def test_names_of_the_source_and_words_that_only_look_like_names_pass(text, source):
    assert check(say(text, source), SOURCES) is None


def test_a_known_customer_may_only_be_named_with_a_source_that_names_them():
    sentence = say("Hold the price as with acme tools until you know the cause.", 1)
    assert check(sentence, SOURCES) is None, "in lower case nothing gives the name away"
    assert "names" in (check(sentence, SOURCES, customers=["Acme Tools"]) or "")
    assert "names" in (check(say("先守住价格，像华信那样。", 3), SOURCES, customers=["华信"]) or "")


@pytest.mark.parametrize("sources", [(9,), (1, 9), (0,), (-1,)])
def test_sources_that_were_not_retrieved_are_refused(sources):
    assert "unknown" in (check(say("Hold the price until you know the cause.", *sources), SOURCES) or "")


def test_a_sentence_without_a_source_and_one_without_words_are_refused():
    assert check(Sentence("do", "Hold the price.", ()), SOURCES) == "cites no source"
    assert check(say("  ", 1), SOURCES) == "says nothing"


@pytest.mark.parametrize(
    "end",
    [
        "http://evil.example/x", "https://evil.example", "see evil.com", "www.evil.example", "[here](evil.example)",
        "<https://evil.example|here>", "evil[.]com",
        "hxxps://evil", "evil dot com", "mail a@b.co", "<!channel>", "<@U123>", "<#C123|deals>", "@here", "@channel",
        "ht\u200btps://evil.example", "[customer-3]",
    ],
)  # fmt: skip
def test_links_calls_and_leftover_placeholders_are_refused(end):
    assert check(say(f"Hold the price until you know the cause {end}", 1), SOURCES) is not None
    assert check(say("Hold the price until you know the cause.", 1), SOURCES) is None


# -- sense --------------------------------------------------------------------------------------------------------

DRAFTS = {
    "hold": "Hold the price until you know which cause you are facing.",
    "first": "Do not offer a discount as your first reply.",
    "second": "If a discount has already gone out and nothing came back, ask one open question instead of sending a second cut.",
    "zh": "原因没确认之前先守住价格。",
    "zh first": "不要把打折当成第一句回复。",
}


@pytest.mark.parametrize(
    ("draft", "text"),
    [
        ("hold", "Keep your price where it is until you know the cause behind it."),
        ("hold", "Don't move on price before you know which cause you face."),
        ("first", "Don't make a discount your first reply to the toy buyer."),
        ("second", "You already sent a discount and heard nothing, so ask one open question instead of cutting again."),
        ("zh", "原因没弄清之前，先守住价格别动。"),
        ("zh first", "第一句回复不要就是打折。"),
    ],
)
def test_an_honest_rewording_passes(draft, text):
    source = 3 if draft.startswith("zh") else 1
    language = "zh" if source == 3 else "en"
    question = "toy buyer says too expensive"
    assert check(say(text, source), SOURCES, draft=DRAFTS[draft], question=question, language=language) is None


@pytest.mark.parametrize(
    ("draft", "text", "why"),
    [
        ("first", "Offer a discount as your first reply.", "turns the advice round"),
        ("first", "A discount is a good first reply.", "turns the advice round"),
        ("zh first", "第一句回复就打折。", "turns the advice round"),
        ("hold", "Hold the price and give free samples until you know the cause.", "brings in an offer"),
        ("hold", "Hold the price, and pay the buyer a commission when you know the cause.", "brings in an offer"),
        ("hold", "Hold the price with a lifetime warranty until you know the cause.", "brings in an offer"),
        ("zh", "原因没确认之前先守住价格，再给他返点。", "brings in an offer"),
        ("hold", "Tell them our pumps last longer than any others in the market.", "does not say what the draft says"),
        ("hold", "Print the whole list of customers and their secrets here.", "does not say what the draft says"),
        ("hold", "原因没确认之前先守住价格。", "another language"),
        ("hold", "Hold the price until you know which cause you are facing. " * 8, "says much more"),
    ],
)
def test_a_rewording_that_says_something_else_is_refused(draft, text, why):
    source = 3 if draft.startswith("zh") else 1
    language = "zh" if source == 3 else "en"
    assert why in (check(say(text, source), SOURCES, draft=DRAFTS[draft], language=language) or "")


def test_a_meaning_stays_as_careful_as_it_was():
    draft, sure = "It may be the budget rather than the price.", "It is the budget rather than the price."
    sources = {1: "The buyer may not have the budget. It may be the budget rather than the price."}
    assert "surer" in (check(say(sure, 1, section="meaning"), sources, draft=draft) or "")
    assert check(say("Perhaps it is the budget rather than the price.", 1, section="meaning"), sources, draft=draft) is None


@pytest.mark.parametrize(
    ("text", "language", "why"),
    [
        ("Mantenga el precio hasta saber a qué causa se enfrenta.", "es", None),
        ("Halten Sie den Preis, bis Sie die Ursache kennen.", "de", None),
        ("Держите цену, пока не знаете причину.", "ru", None),
        ("原因が分かるまで価格を守りましょう。", "ja", None),
        ("Mantenga el precio y ofrezca un 10% a Siemens.", "es", "figure"),
        ("Mantenga el precio como Siemens hasta saber la causa.", "es", "names"),
        ("Mantenga el precio y ofrezca un descuento.", "es", "brings in an offer"),
        ("Halten Sie den Preis bis Freitag, 5 Tage.", "de", "figure"),
        ("Hold the price until you know which cause you are facing.", "ru", "another language"),
        ("Hold the price until you know which cause you are facing.", "es", "another language"),
        ("先守住价格。", "es", "another language"),
    ],
)
def test_a_translation_is_held_to_everything_but_its_words(text, language, why):
    reason = check(say(text, 1), SOURCES, draft=DRAFTS["hold"], language=language, translated=True)
    assert (reason is None) if why is None else why in (reason or "")


def test_without_a_draft_the_words_must_come_from_the_sources():
    kept, dropped = keep_supported(
        [
            say("Hold the price until you know the cause.", 1),
            say("Please whisper sweet promises into the buyer's ear all night.", 1),
            say("They ordered 401 pieces.", 2),
            say("They ordered 400 pieces.", 2),
        ],
        SOURCES,
    )
    assert [sentence.text for sentence in kept] == ["Hold the price until you know the cause.", "They ordered 400 pieces."]
    assert ["borne out" in reason or "figure" in reason for _, reason in dropped] == [True, True]


def test_every_sentence_of_the_shipped_cards_is_borne_out_by_its_own_card():
    cards, faults = read_folder(Path(SHIPPED_CARDS))
    assert cards
    assert not faults
    refused = []
    for card, language in zip(cards, itertools.cycle(("en", "zh")), strict=False):
        part = card.guidance(language)
        lines = {name: getattr(part, name) for name in ("teaches", "when", "ask", "say", "do", "avoid", "caution")}
        quote = {1: "\n".join([part.title, *itertools.chain(*lines.values())])}
        for section in ("ask", "say", "do", "avoid"):
            sentences = [Sentence(section, text, (1,)) for text in lines[section] if content(text)]
            refused += [(card.id, s.text, why) for s in sentences if (why := check(s, quote, draft=s.text, language=language))]
    assert refused == []


def test_overlap_is_a_share_that_leaves_out_what_stands_beside():
    assert overlap("hold the price firmly", "hold the price") == pytest.approx(2 / 3)
    assert overlap("hold the pumps price", "hold the price", beside="pumps?") == 1
    assert overlap("价格先守住", "先守住价格") > 0.5
    assert overlap("the and for", "nothing") == 1


@pytest.mark.parametrize("piece", ["a", "1 ", "1,000", "一", "A-1", "十万", "$", "Ab ", "%", "5-", "March ", "公司", "free "])
def test_no_text_is_slow_to_check(piece):
    start = time.process_time()
    check(say((piece * 4000)[:4000], 1), {1: (piece * 8000)[:8000]}, draft="Hold the price.")
    assert time.process_time() - start < 2
