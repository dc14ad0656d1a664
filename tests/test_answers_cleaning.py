"""What people type is cleaned before it is read, and what they stored before it is shown."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.cleaning import clean, clip, quotable

messy = st.lists(
    st.one_of(
        st.text(max_size=20),
        st.sampled_from(
            ["\x00", "\ud800", "\u200b", "\u202e", "<!channel>", "<@U1>", "<#C1|sales>", "https://evil.example/x", "<", ">", "://", "www.",
             "<http://a.b|here>", "[here](http://a.b/c)", "evil.com/x", "a@b.co", "\r\n", "太贵了"]
        ),
    ),
    max_size=12,
).map("".join)  # fmt: skip


@given(messy, st.integers(5, 200))
@settings(max_examples=300, deadline=None)
def test_cleaning_leaves_nothing_invisible_and_cleans_once_for_all(text, most):
    cleaned, _ = clean(text, most)
    assert len(cleaned) <= most
    assert not [c for c in cleaned if c != "\n" and unicodedata.category(c) in ("Cc", "Cs")]
    assert not set(cleaned) & set("\u200b\u200e\u202e\ufeff")
    assert not any(call in cleaned for call in ("<!", "<@", "<#"))
    assert clean(cleaned, most) == (cleaned, False)


@given(messy)
@settings(max_examples=300, deadline=None)
def test_what_is_quoted_can_call_nobody_and_lead_nowhere(text):
    quoted = quotable(text)
    assert "\n" not in quoted
    assert not any(bad in quoted.lower() for bad in ("<!", "<@", "<#", "://", "www."))


def test_a_long_message_is_cut_and_the_cut_is_known():
    assert clean("a" * 300, 200) == ("a" * 200, True)
    assert clean("short", 200) == ("short", False)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("see https://evil.example/x?y=1, then call", "see , then call"),
        ("<!channel> buy <@U0ANA> now", "buy now"),
        ("[our offer](http://evil.example) is better", "our offer is better"),
        ("<https://evil.example|our offer> is better", "our offer is better"),
        ("write to ana@corp.example.com or evil-site.com/login", "write to or"),
        ("价格在evil.com/a看", "价格在看"),
        ("3.5 mm at 0.82 per pc., v2.1", "3.5 mm at 0.82 per pc., v2.1"),
        ("<<!channel>!channel>", ""),
    ],
)
def test_links_addresses_and_calls_are_dropped_from_quotes(text, shown):
    assert quotable(text) == shown


def test_a_clipped_text_ends_at_a_sentence_or_says_that_more_follows():
    assert clip("One sentence here. Another one that is too long.", 30) == "One sentence here."
    assert clip("no end in sight for quite a while", 20).endswith("…")
    assert clip("short", 20) == "short"
