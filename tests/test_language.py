"""The language of a message, held against every saying of the shipped cards."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.cards import SHIPPED_CARDS, read_folder
from knowledge.language import read_language


def test_97_of_100_sayings_are_read_in_their_own_language():
    cards, _ = read_folder(SHIPPED_CARDS)
    sayings = [saying for card in cards for saying in card.sayings]
    asked = Counter(saying.lang for saying in sayings)
    right = Counter(saying.lang for saying in sayings if read_language(saying.text) == saying.lang)
    shares = {lang: right[lang] / asked[lang] for lang in asked}
    assert len(shares) == 10
    assert min(shares.values()) >= 0.97, shares


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('the buyer wrote "太贵了，能便宜点吗", what do I say', "en"),
        ("client says 太贵了 how to reply", "en"),
        ("客户发来 please send the PI and certificate asap, 怎么回", "zh"),
        ("Dear Sir, your price is too high compared to others, kindly revise the PI today. 怎么回复", "zh"),
        ("和客户谈 MOQ, lead time, T/T 30%", "zh"),
        ('"太贵了"', "zh"),
        ("你们の价格太高", "zh"),
        ("納期はいつですか", "ja"),
        ('wie antworte ich auf "too expensive"?', "de"),
        ('el cliente dice "too expensive", que hago', "es"),
        ("Жду ответ по PI", "ru"),
        ("кліент каже що ціна зависока її", "uk"),
        ("il cliente dice che il prezzo è troppo alto, cosa rispondo?", "it"),
        ("no", "en"),
        ("5%?", "en"),
        ("", "en"),
    ],
)
def test_mixed_and_short_messages_are_read_as_the_asker_writes(text, language):
    assert read_language(text) == language


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_has_a_language(text):
    assert len(read_language(text)) == 2


@pytest.mark.parametrize("unit", ["a", "«", '"', "o'", "зз"])
def test_no_text_is_slow_to_read(unit):
    from time import process_time

    start = process_time()
    read_language(unit * 50_000)
    assert process_time() - start < 0.5
