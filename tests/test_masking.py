"""Personal data leaves no trace in what a model sees, comes back exactly, and figures and codes stay."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.masking import Masker, mask
from bot.answers.personal import TOKEN

PERSONAL = {
    "email": ["ana@acme-tools.com", "li.wei+po@mail.example.co.uk", "j_müller@firma.de", "sales@foo.cn"],
    "phone": [
        "+86 138 0013 8000",
        "13800138000",
        "138-0013-8000",
        "+49 (0)30 901820",
        "0574-87654321",
        "(555) 123-4567",
        "555-123-4567",
        "0086 138 0013 8000",
    ],
    "account": ["DE89 3704 0044 0532 0130 00", "GB82WEST12345698765432", "4111 1111 1111 1111", "378282246310005", "6222021234567890128"],
    "id": ["110101199003074518", "11010119900307451X", "078-05-1120"],
    "link": ["https://x.example/a?token=abc123", "http://1.2.3.4/s/9f8e7d", "www.example.com/login"],
}
AFTER_A_WORD = {
    "chat": [
        "WeChat: ana_w88",
        "微信：lily2020",
        "微信号anachen",
        "WhatsApp +8613800138000",
        "QQ 12345678",
        "wechat id ana-chen",
        "加我微信 wxid_9a8b7c",
        "Telegram: @ana_sells",
    ],
    "phone": ["tel: 5551234567", "call him at 555 123 4567", "手机 1380 0138 000", "电话：87654321", "Phone no. 87654321"],
    "account": ["account 123456789012", "账号：6217 0012 3456 789", "IBAN: DE00 1234 5678 9012 3456 78", "卡号6222 0212 3456 7890 123"],
    "id": ["passport E12345678", "护照号：EA1234567", "身份证 110101900307451", "national ID: 19900307-4518"],
    "address": ["address: 12 Main St. Apt 4, Springfield", "收货地址：宁波市海曙区中山路12号3楼"],
}
ORDINARY = [
    "USD 12,500.00", "-5%", "5.5 %", "2026-03-04", "04/03/2026", "22.11.2026", "2026年3月4日", "14:30", "LX-2000-B",
    "HS 8413.70.99", "6901234567892",
    "MSKU1234567", "PO 4500012345", "ISO 9001:2015", "1,500,000,000 VND", "+12 000 000 USD", "10 000 pcs", "3.5万美元", "9折",
    "30-60 days", "0.45 mm",
    "Q3 2026", "FOB Ningbo", "¥88,000", "1.2.3", "100000 units", "20000000 pcs", "INV-2026-00123", "16A 250V", "T/T 30/70", "20261122",
]  # fmt: skip


@pytest.mark.parametrize(("kind", "piece"), [(kind, piece) for kind, pieces in PERSONAL.items() for piece in pieces])
@pytest.mark.parametrize("around", ["{}", "write to {} today", "客户{}说太贵", "({}), ok?", "first {}; second"])
def test_personal_data_is_masked_wherever_it_stands(kind, piece, around):
    text = around.format(piece)
    masked, restore = mask(text)
    assert f"[{kind}-1]" in masked
    assert piece not in masked
    assert sum(sign.isdigit() for sign in TOKEN.sub("", masked)) == 0
    assert restore(masked) == text


@pytest.mark.parametrize(("kind", "piece"), [(kind, piece) for kind, pieces in AFTER_A_WORD.items() for piece in pieces])
def test_what_follows_a_telling_word_is_masked(kind, piece):
    for text in (piece, f"{piece}\nPrice is 5 USD", f"他说 {piece}，太贵"):
        masked, restore = mask(text)
        assert f"[{kind}-1]" in masked, masked
        assert restore(masked) == text


@pytest.mark.parametrize("piece", ORDINARY)
@pytest.mark.parametrize("around", ["{}", "they want {} now", "报价{}，太贵", "price ({})."])
def test_amounts_dates_and_codes_survive(piece, around):
    text = around.format(piece)
    assert mask(text)[0] == text


@pytest.mark.parametrize(
    "text",
    [
        "WeChat: price too high, what now?",
        "he sent a WhatsApp message yesterday",
        "WhatsApp: too expensive",
        "the card is 3 years old",
        "on our account for 30 days",
        "call me later",
        "微信上说太贵了",
        "that is their address book",
        "telegram is slow",
    ],
)
def test_ordinary_talk_about_cards_calls_and_chats_survives(text):
    assert mask(text)[0] == text


def test_customers_are_masked_as_whole_words_in_either_script_longest_first():
    masked, restore = mask("Acme Tools and Acme, not Acmeville; 宁波海达说贵", ["Acme", "Acme Tools", "宁波海达"])
    assert masked == "[customer-1] and [customer-2], not Acmeville; [customer-3]说贵"
    assert restore("tell [customer-3]") == "tell 宁波海达"


def test_the_same_piece_has_the_same_token_in_all_texts_and_others_have_others():
    masker = Masker(["Acme"])
    assert masker.mask("a@b.co wrote, Acme") == "[email-1] wrote, [customer-1]"
    assert masker.mask("c@d.co, then a@b.co for Acme") == "[email-2], then [email-1] for [customer-1]"
    assert masker.restore("[email-2] [email-1]") == "c@d.co a@b.co"


def test_a_token_that_was_never_given_out_stays_and_one_in_the_text_is_not_taken_for_ours():
    masked, restore = mask("see [email-1] and a@b.co")
    assert restore(masked) == "see [email-1] and a@b.co"
    assert "a@b.co" not in restore(masked.split(" and ", maxsplit=1)[0])
    assert restore("[phone-7]") == "[phone-7]"


PIECES = st.sampled_from(
    [p for pieces in [*PERSONAL.values(), *AFTER_A_WORD.values(), ORDINARY] for p in pieces]
    + ["[email-1]", "[customer-", "]", "-1]", "Acme", "acme"]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=8).map(" ".join))
def test_whatever_is_masked_comes_back_exactly(text):
    masked, restore = mask(text, ["Acme", "宁波海达"])
    assert restore(masked) == text


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([(kind, piece) for kind, pieces in PERSONAL.items() for piece in pieces]),
    st.sampled_from(ORDINARY),
    st.sampled_from([" ", ", ", "，", "\n", "; ", " / ", "。", " and "]),
)
def test_personal_data_beside_figures_goes_and_the_figures_stay(personal, figure, between):
    kind, piece = personal
    if between == " ":
        between = " at "  # digits after digits with nothing between them are one number to anybody
    for text in (piece + between + figure, figure + between + piece):
        masked, _ = mask(text)
        assert piece not in masked
        assert figure in masked, (kind, text, masked)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from(["USD {:,}", "{:,} pcs", "${:,}", "{} %", "€{:,}.50", "{}元", "RMB {}"]))
def test_no_amount_is_ever_taken_for_a_person(amount, form):
    text = "they want " + form.format(amount) + " now"
    assert mask(text)[0] == text


@pytest.mark.parametrize(
    "piece", ["a", "1 ", "@", "a.a", "address: ", "微信", "+1", "AB12", "AB12 ", "https://", "微信:a", "tel is ", "[email-1", "1-", "(0) "]
)
def test_no_text_is_slow_to_mask(piece):
    text = (piece * 20_000)[:20_000]
    start = time.process_time()
    mask(text, ["Acme"])
    assert time.process_time() - start < 2
