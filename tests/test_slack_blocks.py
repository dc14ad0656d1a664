"""What a message looks like: whole values, Slack's limits, and nothing of others that works as a link or a mention."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.records import Answer, Meaning, Sentence, Source
from bot.playground.blocks import BLOCK_CHARACTERS, characters, faults_of_blocks
from bot.slack.blocks.answer import answer_message
from bot.slack.blocks.escape import clean, escape, plain
from bot.slack.blocks.help import help_message, rule_message
from bot.slack.blocks.message import Message, cut, note, split
from bot.slack.texts import LANGUAGES, TEXTS, language_of, say

CARD = Source(1, "card", "too-expensive", "Too expensive", ("objection.price",), 0.9)
DEAL = Source(2, "deal", "d1", "Nordkap & Søn · lost", (), 0.5)
SHORT = Answer(
    id="a1",
    language="en",
    status="answered",
    mode="evidence",
    meanings=(Meaning("objection.price.unconvinced", 0.7, ("too expensive", "any papers?")),),
    ask_next="Compared with what?",
    sentences=(
        Sentence("ask", "“Compared with what?”", (1,)),
        Sentence("meaning", "They may not be convinced of us yet.", (1,)),
        Sentence("deals", "Nordkap went silent after a 5% cut.", (2,)),
    ),
    sources=(CARD, DEAL),
)


def button(text: str, action: str, value: str, **more: str) -> dict[str, object]:
    return {"type": "button", "text": {"type": "plain_text", "text": text, "emoji": False}, "action_id": action, "value": value, **more}


def section(text: str) -> dict[str, object]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, "expand": True}


def context(text: str) -> dict[str, object]:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text}]}


def fits(message: Message) -> None:
    blocks = json.loads(json.dumps([dict(block) for block in message.blocks]))
    assert faults_of_blocks(blocks) == []
    assert len(blocks) <= 50
    assert characters(blocks) <= BLOCK_CHARACTERS
    assert 0 < len(message.text) <= 4000


def pages_of(answer: Answer) -> list[Message]:
    """Every page, by pressing More as long as there is one."""
    pages = [answer_message(answer)]
    while more := [
        each for block in pages[-1].blocks if block["type"] == "actions" for each in block["elements"] if each["action_id"] == "more"
    ]:
        number, _, kept_as = more[0]["value"].partition(":")
        assert kept_as == answer.id
        pages.append(answer_message(answer, int(number)))
    return pages


def large(text: str) -> dict[str, object]:
    return {"type": "header", "text": {"type": "plain_text", "text": text, "emoji": False}}


def sections_of(message: Message) -> list[str]:
    """The first line of every section, in order."""
    return [block["text"]["text"].split("\n")[0].strip("*") for block in message.blocks if block["type"] == "section"]


def actions_of(message: Message) -> list[str]:
    return [each["action_id"] for block in message.blocks if block["type"] == "actions" for each in block["elements"]]


def test_an_answer_is_the_question_to_ask_then_the_sections_then_the_sources_then_the_buttons() -> None:
    assert list(answer_message(SHORT, can_share=True).blocks) == [
        context("*Ask this next* [1]"),
        large("“Compared with what?”"),
        section(
            "*What it may mean*\n• They may not be convinced of us yet. [1]\nThe words that point there: “too expensive”, “any papers?”"
        ),
        section("*What happened in our own deals*\n• Nordkap went silent after a 5% cut. [2]"),
        context("*Sources* [1] Too expensive (guidance) | [2] Nordkap &amp; Søn · lost (past deal)"),
        {
            "type": "actions",
            "elements": [
                button("Share in channel", "share", "a1", style="primary"),
                button("Log a promise", "promise_log", "|en"),
                button("Helpful", "helpful", "a1"),
                button("Not helpful", "not_helpful", "a1"),
            ],
        },
    ]


def test_the_text_alone_says_everything() -> None:
    assert answer_message(SHORT).text == (
        "Ask this next\n“Compared with what?” [1]\n\n"
        "What it may mean\n• They may not be convinced of us yet. [1]\nThe words that point there: “too expensive”, “any papers?”\n\n"
        "What happened in our own deals\n• Nordkap went silent after a 5% cut. [2]\n\n"
        "*Sources* [1] Too expensive (guidance) | [2] Nordkap &amp; Søn · lost (past deal)"
    )


def test_the_sentences_stay_in_the_order_in_which_the_answering_put_them() -> None:
    order = ("ask", "avoid", "note", "say", "avoid", "do")
    sentences = tuple(Sentence(name, f"{name} {n}", (1,)) for n, name in enumerate(order))  # type: ignore[arg-type]
    message = answer_message(Answer("a9", "en", "answered", "evidence", (), "ask 0", sentences, (CARD,)))
    assert sections_of(message) == ["What to avoid", "Good to know", "What you can say", "What to avoid", "What to do"]
    assert message.blocks[1] == large("“ask 0”")
    assert message.text.count("ask 0") == 1


def test_a_second_question_stands_where_it_was_put_under_a_heading_of_its_own() -> None:
    sentences = (Sentence("do", "Wait.", (1,)), Sentence("ask", "“What changed?”", (1,)), Sentence("ask", "Who decides?", (2,)))
    message = answer_message(Answer("a10", "en", "answered", "evidence", (), "What changed?", sentences, (CARD, DEAL)))
    assert message.blocks[0] == context("*Ask this next* [1]")
    assert sections_of(message) == ["What to do", "What else to ask"]
    assert "• Who decides? [2]" in message.text
    assert message.text.count("What changed?") == 1


LONG = Answer(
    "a11",
    "en",
    "answered",
    "evidence",
    (),
    "Compared with what?",
    (
        Sentence("ask", "Compared with what?", (1,)),
        *(Sentence("avoid", f"Do not cut the price, reason {n}. " + "It tells them nothing. " * 4, (1,)) for n in range(3)),
        *(Sentence("say", f"You may say number {n}. " + "Kindly. " * 8, (1,)) for n in range(3)),
        *(Sentence("deals", f"Deal {n} ended well. " + "Then this happened. " * 12, (2,)) for n in range(3)),
        Sentence("tension", "On one side.", (1,)),
        Sentence("note", "What the card teaches.", (1,)),
        Sentence("note", "Only the first 8000 characters of your message were read.", ()),
    ),
    (CARD, DEAL),
)


def test_the_first_page_is_taken_in_at_a_glance_and_the_rest_is_behind_more() -> None:
    first, second = pages_of(LONG)
    assert sections_of(first) == ["What to avoid", "What you can say", "What happened in our own deals", "Good to know"]
    assert sections_of(second) == [
        "What to avoid",
        "What you can say",
        "What happened in our own deals",
        "Where the guidance pulls two ways",
        "Good to know",
    ]
    assert [line.split(". ")[0] for line in first.text.split("\n") if line.startswith("• ")] == [
        "• Do not cut the price, reason 0",
        "• Do not cut the price, reason 1",
        "• You may say number 0",
        "• You may say number 1",
        "• Deal 0 ended well",
        "• Only the first 8000 characters of your message were read.",
    ]
    assert "Deal 2" in second.text
    assert "What the card teaches." in second.text
    assert len(first.text) < 1500


def test_buttons_stand_under_the_first_page_and_only_more_under_the_others() -> None:
    first, second = answer_message(LONG, can_share=True), answer_message(LONG, 1, can_share=True)
    assert actions_of(first) == ["share", "more", "promise_log", "helpful", "not_helpful"]
    assert actions_of(second) == []


def test_an_answer_that_is_short_in_its_own_script_is_not_divided() -> None:
    def of(text: str, times: int) -> Answer:
        sentences = tuple(Sentence("do", f"{n} {text * times}", (1,)) for n in range(6))
        return Answer("a12", "zh", "answered", "evidence", (), "", sentences, (CARD,))

    assert len(pages_of(of("证", 40))) == 1
    assert len(pages_of(of("证", 60))) == 2
    assert len(pages_of(of("x", 140))) == 1
    assert len(pages_of(of("x", 160))) == 2


def test_a_remark_stands_below_the_sources() -> None:
    message = answer_message(SHORT, remark="Guests are here.")
    assert message.blocks[-2] == context("Guests are here.")
    assert message.text.endswith("\n\nGuests are here.")


def test_a_chinese_answer_has_chinese_headings_and_buttons() -> None:
    chinese = Answer(
        "a2",
        "zh",
        "answered",
        "evidence",
        (),
        "跟什么比？",
        (Sentence("ask", "跟什么比？", (1,)), Sentence("do", "寄证书。", (1,))),
        (CARD,),
    )
    words = json.dumps(answer_message(chinese).blocks, ensure_ascii=False)
    assert all(each in words for each in ("现在先问这一句", "“跟什么比？”", "怎么做", "来源", "指南", "有用"))
    assert not re.search(r"Ask this|Sources|Helpful", words)


def test_a_sentence_without_an_answer_stands_alone_and_cannot_be_shared() -> None:
    abstained = Answer("a3", "en", "abstained", "evidence", sentences=(Sentence("note", "This is not in the guidance.", ()),))
    message = answer_message(abstained, can_share=True)
    assert message.blocks[0] == section("This is not in the guidance.")
    assert [each["action_id"] for each in message.blocks[-1]["elements"]] == ["helpful", "not_helpful"]


def test_a_refusal_is_the_reason_and_then_the_honest_way() -> None:
    sentences = (Sentence("note", "A forged paper is found out.", (1,)), Sentence("say", "Offer a sample to test.", (1,)))
    message = answer_message(Answer("a13", "en", "refused", "evidence", sentences=sentences, sources=(CARD,)), can_share=True)
    assert message.blocks[:2] == (section("A forged paper is found out. [1]"), section("*The honest way*\n• Offer a sample to test. [1]"))
    assert actions_of(message) == ["helpful", "not_helpful"]


def test_an_answer_worded_by_a_model_says_so() -> None:
    modelled = Answer(**{**SHORT.__dict__, "mode": "model"})
    assert "language model" in answer_message(modelled).text
    assert "language model" not in answer_message(SHORT).text


def test_a_long_question_to_ask_is_bold_instead_of_cut() -> None:
    long = "Could you tell me " + "in your own words " * 12 + "what is missing?"
    answer = Answer("a4", "en", "answered", "evidence", (), long, (Sentence("ask", long, (1,)),), (CARD,))
    assert answer_message(answer).blocks[1] == section(f"*“{long}”*")


def test_the_question_to_ask_is_shown_even_when_no_sentence_holds_it() -> None:
    answer = Answer("a5", "en", "answered", "evidence", (), "What changed?", (Sentence("do", "Wait.", (1,)),), (CARD,))
    assert answer_message(answer).blocks[1] == large("“What changed?”")


def test_twenty_thousand_characters_come_in_pages_that_fit_and_lose_nothing() -> None:
    sentences = [Sentence("do", f"Number {n}: " + "be patient & honest, " * 19, (n % 3 + 1,)) for n in range(50)]
    sources = tuple(Source(n, "card", f"c{n}", f"Card {n} " + "title " * 60, (), 0.5) for n in (1, 2, 3))
    answer = Answer("a6", "en", "answered", "model", (), "Compared with what?", tuple(sentences), sources)
    assert sum(len(each.text) for each in sentences) > 20_000
    pages = pages_of(answer)
    for page in pages:
        fits(page)
    together = "\n".join(page.text for page in pages)
    assert [int(n) for n in re.findall(r"Number (\d+):", together)] == list(range(50))
    for page in pages:
        cited = set(re.findall(r"\[(\d)\]", page.text.split("*Sources*")[0]))
        assert set(re.findall(r"\[(\d)\] Card", page.text.split("*Sources*")[1])) == cited


def test_one_endless_sentence_is_split_and_every_piece_names_its_source() -> None:
    endless = "信任" * 10_000
    pages = pages_of(Answer("a7", "zh", "answered", "evidence", (), "", (Sentence("note", endless, (1,)),), (CARD,)))
    for page in pages:
        fits(page)
    lines = [line for page in pages for line in page.text.split("\n") if line.startswith("• ")]
    assert all(line.endswith(" [1]") for line in lines)
    assert "".join(line[2:-4] for line in lines) == endless


@given(st.text(max_size=300), st.text(max_size=400))
def test_whatever_stands_in_an_answer_slack_accepts_it_and_nothing_in_it_works(title: str, text: str) -> None:
    for extra in ("", " <!channel> <@U0BEN> http://evil.example/?q=secret", "<https://evil.example|click>"):
        source = Source(1, "deal", "d", title + extra, (), 0.1)
        sentences = (Sentence("ask", text + extra, (1,)), Sentence("deals", text + extra, (1,)))
        message = answer_message(Answer("a8", "en", "answered", "evidence", (), text + extra, sentences, (source,)))
        fits(message)
        words = json.dumps([message.text, message.blocks], ensure_ascii=False)
        assert not re.search(r"<[!@#]|https?://", words)


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("<!channel> & <@U1> <#C1|x>", "&lt;!channel&gt; &amp; &lt;@U1&gt; &lt;#C1|x&gt;"),
        ("see https://evil.example.com/a.b?x=1", "see https[:]//evil[.]example[.]com/a[.]b?x=1"),
        ("www.evil.com or evil.co/x", "www[.]evil[.]com or evil[.]co/x"),
        ("mailto:a@b.com", "mailto[:]a@b[.]com"),
        ("pay 3.5% e.g. 10.000 pcs", "pay 3.5% e.g. 10.000 pcs"),
        ("a\u202eb\u200bc\u2066d\x00e\ud800f", "abcdef"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
    ],
)
def test_text_of_others_is_shown_but_does_not_work(given_text: str, shown: str) -> None:
    assert escape(given_text) == shown


def test_plain_text_needs_no_entities_but_no_control_sequence_survives() -> None:
    assert plain("R&D <3 <!here> <https://evil.example.com|x>\nnext") == "R&D <3 (!here) (https[:]//evil[.]example[.]com|x) next"


def test_text_in_any_language_stays_as_it_is() -> None:
    for words in ("太贵了，能便宜一点吗？", "¿Por qué tan caro?", "ราคาแพงไป", "👍🏽 ok"):
        assert clean(words) == words


def test_cutting_and_splitting_never_break_an_entity() -> None:
    assert cut("ab&amp;", 5) == "ab…"
    for limit in range(8, 30):
        text = "x" * (limit - 3) + "&amp;" + "y" * 20
        assert all(piece.count("&") == piece.count("&amp;") for piece in split(text, limit))
        assert "".join(split(text, limit)) == text


def test_every_fixed_sentence_exists_in_both_languages_with_the_same_places() -> None:
    for key, (english, chinese) in TEXTS.items():
        assert english.strip(), key
        assert re.search(r"[\u4e00-\u9fff]", chinese), key
        assert set(re.findall(r"{\w+}", english)) == set(re.findall(r"{\w+}", chinese)), key


def test_the_language_is_that_of_the_words_else_of_the_persons_slack() -> None:
    assert language_of("太贵了", "en-GB") == "zh"
    assert language_of("too expensive", "zh-CN") == "en"
    assert language_of("?!", "zh-CN") == "zh"
    assert language_of("") == "en"


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_and_settings_fit_and_only_those_who_may_see_buttons(language: str) -> None:
    for message in (
        help_message(language),
        rule_message("off", True, language),
        rule_message("mention", False, language),
        note("x" * 5000),
    ):
        fits(message)
    assert any(block["type"] == "actions" for block in rule_message("off", True, language).blocks)
    assert not any(block["type"] == "actions" for block in rule_message("off", False, language).blocks)
    assert say("rule_off", language) in rule_message("off", True, language).text
