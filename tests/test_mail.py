"""Pasted mails lose their furniture and nothing else."""

from knowledge.mail import bare


def test_a_forwarded_mail_keeps_only_what_is_said():
    mail = (
        "Fwd: RE: RE: offer\nFrom: buyer@example.com\nDear Sirs,\nyour price is above our budget.\nBrgds\nPurchasing Dept.\n"
        "Tel: +971 4 000\nThis e-mail is confidential.\n>>> how shall I reply?"
    )
    assert bare(mail) == "offer\nDear Sirs,\nyour price is above our budget.\nhow shall I reply?"


def test_a_chinese_mail_keeps_only_what_is_said():
    assert bare("回复：报价\n价格太高，请重新报价。\n发自我的iPhone\n怎么回？") == "报价\n价格太高，请重新报价。\n怎么回？"


def test_an_ordinary_message_stays_as_it_is():
    for text in ("too expensive", "thanks for the sample, but the price...", "客户说谢谢，但太贵", "from 10k to 8k?"):
        assert bare(text) == text


def test_a_text_of_nothing_but_furniture_is_taken_as_it_is():
    assert bare("Best regards") == "Best regards"
    assert bare("") == ""
