"""The guidance that ships, held against its rules, and the reading of a team's own."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.cards import SHIPPED_CARDS, CardFault, read_card, read_folder, read_text
from knowledge.counter import read_refusals
from knowledge.records import EVERYONE, Card
from knowledge.tensions import read_tensions
from knowledge.topics import all_topics

CARDS, FAULTS = read_folder(SHIPPED_CARDS)
ADVICE = ("teaches", "when", "ask", "say", "do", "avoid", "caution")
MEANINGS = {
    "price-over-budget",
    "price-value-unclear",
    "price-no-confidence",
    "price-cheaper-rival",
    "price-floor-probe",
    "price-no-current-need",
    "no-need-plan-changed",
    "no-need-found-supplier",
    "no-need-disappointed",
}
NEED_A_CAUTION = {
    "trust.core.default-wariness",
    "trust.path.when-indirect",
    "intro.influence-caution",
    "comm.no-evasion",
}
every_card = pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)


def test_every_shipped_card_can_be_read():
    assert FAULTS == ()
    assert len(CARDS) >= 70


def test_the_118_topics_are_all_taught_and_no_other():
    assert len(all_topics()) == 118
    assert {topic for card in CARDS for topic in card.topics} == all_topics().keys()
    assert all(topic.title and topic.group for topic in all_topics().values())


def test_every_topic_lies_in_a_folder_that_exists():
    assert {topic.group for topic in all_topics().values()} == {path.name for path in SHIPPED_CARDS.iterdir()}


@every_card
def test_a_card_is_complete_in_english_and_chinese(card):
    assert set(card.parts) == {"en", "zh"}
    for guidance in card.parts.values():
        assert guidance.title
        for section in ADVICE[:-1]:
            assert getattr(guidance, section), section
    assert len(card.parts["en"].ask) == len(card.parts["zh"].ask)
    assert bool(card.parts["en"].caution) == bool(card.parts["zh"].caution)


@every_card
def test_each_part_is_written_in_its_language(card):
    def chinese(text: str) -> float:
        return sum("\u4e00" <= c <= "\u9fff" for c in text) / max(1, len(text))

    for section in ADVICE:
        assert all(chinese(text) == 0 for text in getattr(card.parts["en"], section)), section
        assert all(chinese(text) > 0.3 for text in getattr(card.parts["zh"], section)), section


@every_card
def test_a_card_teaches_at_most_three_topics_each_with_ten_sayings_in_each_language(card):
    assert 1 <= len(card.topics) <= 3
    assert {saying.topic for saying in card.sayings} == set(card.topics)
    counts = Counter((saying.topic, saying.lang) for saying in card.sayings)
    assert min(counts[topic, lang] for topic in card.topics for lang in ("en", "zh")) >= 10


@every_card
def test_the_first_thing_to_ask_is_there_and_asks(card):
    for lang in ("en", "zh"):
        first = card.parts[lang].ask[0]
        assert 5 < len(first) < 300
        assert "?" in first or "？" in first, first


@every_card
def test_guidance_holds_no_percentages(card):
    texts = [text for guidance in card.parts.values() for section in ("title", *ADVICE) for text in _texts(guidance, section)]
    assert [text for text in texts if "%" in text or "％" in text or "百分之" in text or " percent" in text.lower()] == []


def _texts(guidance, section: str) -> tuple[str, ...]:
    found = getattr(guidance, section)
    return (found,) if isinstance(found, str) else found


@every_card
def test_a_card_says_who_keeps_it_and_when_it_was_read_over(card):
    assert card.owner
    assert isinstance(card.reviewed, date)
    assert card.file == f"{Path(card.file).parent.name}/{card.id}.md", "the file is named after the card"


def test_no_saying_stands_twice():
    texts = Counter(" ".join(saying.text.lower().split()) for card in CARDS for saying in card.sayings)
    assert [text for text, n in texts.items() if n > 1] == []


def test_ids_are_unique_and_every_tension_a_card_names_is_known():
    assert len({card.id for card in CARDS}) == len(CARDS)
    known = {tension.id for tension in read_tensions()}
    assert {name for card in CARDS for name in card.tensions} <= known


def test_tensions_are_about_known_topics_and_told_in_both_languages():
    for tension in read_tensions():
        assert set(tension.topics) <= all_topics().keys()
        assert all(set(side) == {"en", "zh"} and all(side.values()) for side in (tension.one, tension.other, tension.rule))


def test_the_nine_meanings_have_their_signs_in_both_languages():
    meanings = {card.id: card for card in CARDS if card.is_meaning}
    assert meanings.keys() == MEANINGS
    for card in meanings.values():
        for lang in ("en", "zh"):
            assert len(set(card.signals[lang])) >= 9
            assert len(set(card.counter_signals[lang])) >= 8
            assert not set(card.signals[lang]) & set(card.counter_signals[lang])


def test_cards_on_delicate_topics_and_all_meanings_carry_a_caution():
    for card in CARDS:
        if card.is_meaning or NEED_A_CAUTION & set(card.topics):
            assert card.parts["en"].caution, card.id


def test_refusals_rest_on_cards_that_exist():
    assert {card for refusal, _ in read_refusals() for card in refusal.cards} <= {card.id for card in CARDS}


# -- reading ---------------------------------------------------------------------------------------------------------

OURS = """+++
id = "own-reply"
topics = ["trust.core.beyond-terms"]
visibility = "team: north"
+++
# en
## title
Our reply
## teaches
- Answer within a day. Say when you cannot.
## ask
- "When do you need it?"
## sayings
### trust.core.beyond-terms
- why so slow
# zh
## title
我们的回复
## teaches
一天内回复。做不到就说清楚。
"""


def one(text: str, name: str = "notes/faq.md") -> Card:
    (card,) = read_card(text, name)
    return card


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def test_a_card_with_a_header_and_language_parts():
    card = one(OURS)
    assert (card.id, card.audience, card.topics) == ("own-reply", "team:north", ("trust.core.beyond-terms",))
    assert card.parts["en"].teaches == ("Answer within a day.", "Say when you cannot.")
    assert card.parts["en"].ask == ("When do you need it?",)
    assert card.parts["zh"].teaches == ("一天内回复。", "做不到就说清楚。")
    assert [(s.topic, s.lang, s.text) for s in card.sayings] == [("trust.core.beyond-terms", "en", "why so slow")]


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(tmp_path):
    path = tmp_path / "card.md"
    path.write_bytes(b"\xef\xbb\xbf" + OURS.replace("\n", "\r\n").encode())
    assert one(read_text(path)) == one(OURS)


def test_plain_markdown_becomes_one_card_a_section_named_after_its_headings():
    text = "Intro line.\n\n# Warranty\nTwo years.\nSpare parts for ten.\n\n## Pumps\n- Seals are excluded.\n- Motors are not.\n"
    cards = read_card(text, "after-sales/warranty.md")
    assert [(card.id, card.guidance("en").title) for card in cards] == [
        ("after-sales/warranty#warranty", "warranty"),
        ("after-sales/warranty#warranty-again", "Warranty"),
        ("after-sales/warranty#warranty-pumps", "Warranty · Pumps"),
    ]
    assert cards[1].guidance("en").teaches == ("Two years.", "Spare parts for ten.")
    assert cards[2].guidance("en").teaches == ("Seals are excluded.", "Motors are not.")
    assert all(card.audience == EVERYONE and not card.shipped for card in cards)


def test_plain_chinese_text_is_chinese_guidance():
    card = one("我们的质保是两年。易损件除外。", "质保.txt")
    assert card.parts["zh"].teaches == ("我们的质保是两年。", "易损件除外。")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('+++\nid = "x"\n# en\n## title\nA\n', "not closed"),
        ("+++\nid = x\n+++\n# en\n## title\nA\n", "not valid TOML"),
        ("+++\nid = 5\n+++\n# en\n## title\nA\n", '"id" in the header must be a text'),
        ("+++\ntopics = [1]\n+++\n# en\n## title\nA\n", "list of texts"),
        ('+++\nreviewed = "soon"\n+++\n# en\n## title\nA\n', "must be a date"),
        ('+++\nvisibility = "nobody"\n+++\n# en\n## title\nA\n', '"visibility"'),
        ("+++\nsignals = 3\n+++\n# en\n## title\nA\n", "table with a list for each language"),
        ("+++\n+++\n# en\n## tilte\nA\n", 'unknown section "tilte"'),
        ("+++\n+++\n# en\n## teaches\nA\n", "no language part has a title"),
        ("", "holds no text"),
        ("# A heading alone\n", "holds no text"),
    ],
)
def test_a_card_that_cannot_be_read_says_why(text, told):
    with pytest.raises(CardFault, match=told):
        read_card(text, "card.md")


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_the_usual_encodings_are_read(tmp_path, code):
    path = tmp_path / "card.txt"
    path.write_bytes("价格包含运费。".encode(code))
    assert read_text(path) == "价格包含运费。"


@pytest.mark.parametrize("content", [b"\x00\x01\x02\x00", b"\xff\xfe\x00\xd8", b"\x89PNG\r\n\x1a\n\x00\x00", b"\xff\xff\xff\xff"])
def test_what_is_no_text_is_named(tmp_path, content):
    path = tmp_path / "card.txt"
    path.write_bytes(content)
    with pytest.raises(CardFault, match="save it as UTF-8"):
        read_text(path)


def test_a_file_too_large_is_named_with_what_to_do(tmp_path):
    path = tmp_path / "card.txt"
    path.write_bytes(b"a" * 2_000_001)
    with pytest.raises(CardFault, match="split it"):
        read_text(path)


def test_bad_files_never_hide_the_good_ones(tmp_path):
    folder = write(
        tmp_path,
        {
            "good.md": OURS,
            "sub/plain.txt": "We ship in ten days.",
            "open.md": "+++\nid = 1\n",
            "noise.txt": b"\x00\xff\x00",
            "twice.md": OURS,
            "picture.png": b"\x89PNG",
            "empty.md": "",
        },
    )
    cards, faults = read_folder(folder)
    assert [(card.id, card.file) for card in cards] == [("own-reply", "good.md"), ("sub/plain#plain", "sub/plain.txt")]
    assert {fault.file: fault.reason for fault in faults}.keys() == {"open.md", "noise.txt", "twice.md", "empty.md"}
    assert "taken by good.md" in next(fault.reason for fault in faults if fault.file == "twice.md")


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_cards_or_a_reason(text):
    try:
        cards, reason = read_card(text, "any.md"), ""
    except CardFault as fault:
        cards, reason = (), str(fault)
    assert bool(cards) != bool(reason)
    assert len({card.id for card in cards}) == len(cards)
    assert all(guidance.title for card in cards for guidance in card.parts.values())
