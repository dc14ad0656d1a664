"""Messages and forms about promises: within Slack's limits with the longest texts, and nothing of others in them that works."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

import bot.slack
from bot.playground.blocks import BLOCK_CHARACTERS, characters, faults_of_blocks, faults_of_view
from bot.promises.proposals import Check, Finding, KeptRate
from bot.promises.records import KINDS, Approval, Due, DueReading, Event, Person, Promise
from bot.slack.blocks import promise_forms as forms
from bot.slack.blocks.escape import escape
from bot.slack.blocks.form import Filled
from bot.slack.blocks.message import Message
from bot.slack.blocks.promise import distance, language_tag, read_tag
from bot.slack.blocks.promise_approval import approval_message, told_message
from bot.slack.blocks.promise_card import card_message, customer_question, date_question, saved_message
from bot.slack.blocks.promise_check import checked_message
from bot.slack.blocks.promise_list import list_message, open_message
from bot.slack.blocks.promise_rescue import rescue_message
from bot.slack.slips import Slip, read_slip, unpack
from bot.slack.texts import LANGUAGES
from bot.slack.texts_promises import TEXTS, tell

NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
ZONE = "America/Argentina/ComodRivadavia"
DUE = Due(date(2026, 11, 27), time(17), ZONE)
LIVE_MARKS = "<!channel> <@U0BEN> <https://evil.example.com|x> www.evil.example.com & \u202e*`~_ "
ANA = Person("U0ANA", "north", zone="Europe/Berlin")


def long(size: int, language: str) -> str:
    """A text of this size with everything in it that Slack might take for its own."""
    words = LIVE_MARKS + ("承诺" if language == "zh" else "promise ") * size
    return words[:size]


def a_promise(language: str, size: int = 2000, **more: Any) -> Promise:
    approvals = tuple(
        Approval(long(60, language), tuple(f"U0{letter}{n}" for n in range(9)), answer, "U0FELIX", NOW, long(3000, language))
        for letter, answer in (("A", "silent"), ("B", "agreed"), ("C", "declined"))
    )
    made = Promise(
        "p" * 32, "U0ANA", long(200, language), long(size, language), "ours", DUE, "open", NOW, "north", "delivery-date", approvals,
        source="https://sample.slack.example/archives/C0SALES/p1795379336209555?thread_ts=1795379336.209555&cid=C0SALES",
        proof=long(3000, language), audience="team:" + long(80, language), language=language,
    )  # fmt: skip
    return replace(made, **more)


def a_slip(language: str, **more: Any) -> Slip:
    what = ('"' + long(500, language))[:400]
    slip = Slip("i" * 16, what, long(100, language), "ours", DUE, "delivery-date", "zh", language, "https://x.example/" + "a" * 280, "team")
    return replace(slip, leads=("1000m", "1000h", "1000d", "1d", "2d", "3d"), said=long(240, language), is_cut=True, **more)


def a_check(language: str) -> Check:
    ids = tuple("q" * 31 + str(n) for n in range(40))
    findings = tuple(
        Finding("record", long(900, language), weight, ids) for weight in ("stop", "stop", "care", "care", "note", "note", "note")
    )
    return Check(findings, long(2000, language), DUE, (Approval(long(60, language), ("U0FELIX",)), Approval("logistics", ())))


def messages(language: str) -> Iterator[tuple[str, Message]]:
    promise, slip, check = a_promise(language), a_slip(language), a_check(language)
    events = [Event("p", n, "declined", "U0FELIX", NOW, "waiting", "draft", long(3000, language)) for n in range(30)]
    record = KeptRate((promise,) * 9, (promise,) * 9, (promise,) * 9, (promise,) * 9, 0.5)
    reading = DueReading(
        problem="ambiguous", readings=tuple(replace(DUE, day=DUE.day + timedelta(days=n)) for n in range(4)), words=long(300, language)
    )
    yield "card", card_message(slip, check, is_new=True)
    yield "card without findings", card_message(slip, Check())
    for problem in ("ambiguous", "vague", "past", "impossible", "missing", ""):
        yield f"date {problem}", date_question(slip, replace(reading, problem=problem))  # type: ignore[arg-type]
    yield "customer", customer_question(slip, tuple(f"{n}" + long(99, language) for n in range(9)))
    yield "no customer", customer_question(replace(slip, customer=""), ())
    yield "saved", saved_message(promise, language, ANA, tell("saved", language), check.findings)
    yield "rescue", rescue_message(promise, [long(3000, language), long(3000, language)], DUE, language, ANA)
    yield (
        "list",
        list_message(long(300, language), [a_promise(language, state="waiting")] * 25, 1, "customer|" + "a" * 200, NOW, language, ANA),
    )
    felix = Person("U0A0", zone=ZONE)
    yield "to approve", list_message("x", [a_promise(language, state="waiting")] * 25, 0, "approve|", NOW, language, felix)
    yield "nothing", list_message("x", [], 0, "", NOW, language, ANA)
    for state in ("draft", "waiting", "open", "at-risk", "renegotiated", "kept", "kept-late", "broken", "withdrawn"):
        one = replace(promise, state=state)  # type: ignore[arg-type]
        remark = tell("at_risk_saved", language)
        yield f"open {state}", open_message(one, events, NOW, language, felix, may_change=True, may_undo=True, remark=remark)
    waiting = replace(promise, state="waiting")
    yield "asked", approval_message(waiting, waiting, NOW, language, felix, record)
    yield "settled", approval_message(promise, waiting, NOW, language, Person("U0B0"), record)
    yield "reworded", approval_message(replace(waiting, what="other"), waiting, NOW, language, felix, record)
    yield (
        "told",
        told_message(promise, NOW, language, ANA, tell("owner_declined", language, by="<@U0FELIX>", reason=escape(long(600, language)))),
    )
    yield "checked", checked_message([(slip, reading, check)] * 5, 9, language)
    yield "checked, open date", checked_message([(replace(slip, due=None), reading, None)], 1, language)


def views(language: str) -> Iterator[tuple[str, dict[str, Any]]]:
    memory = {"s": a_slip(language).as_record(), "u": "https://hooks.slack.example/" + "a" * 370, "c": "C0SALES", "l": language, "m": True}
    promise = a_promise(language)
    yield "log", forms.log_form(a_slip(language), [f"{n}" + long(98, language) for n in range(100)], ANA, memory)
    yield "log empty", forms.log_form(Slip("i", "", spoken=language), [], replace(ANA, team=None), memory)
    yield "date", forms.date_form(a_slip(language), ANA, memory)
    yield "check", forms.check_form([long(3000, language)] * 7, memory, language, True)
    yield "done", forms.done_form(promise, memory, language)
    yield "at risk", forms.at_risk_form(promise, memory, language)
    yield "renegotiate", forms.renegotiate_form(promise, memory, language)
    yield "hand over", forms.hand_over_form(promise, memory, language)
    yield "move", forms.move_form(promise, memory, language)
    for kind in ("withdraw", "broken", "decline"):
        yield kind, forms.reason_form(promise, kind, memory, language)
    for kind in ("reword", "words"):
        yield kind, forms.words_form(a_promise(language, 10_000), kind, memory, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_keeps_slacks_limits_with_the_longest_texts(language: str) -> None:
    for name, message in messages(language):
        blocks = json.loads(json.dumps([dict(block) for block in message.blocks]))
        assert faults_of_blocks(blocks) == [], name
        assert characters(blocks) <= BLOCK_CHARACTERS, name
        assert 0 < len(message.text) <= 4000, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_keeps_slacks_limits_with_the_longest_texts(language: str) -> None:
    for name, view in views(language):
        assert faults_of_view(view) == [], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_others_works_in_a_message(language: str) -> None:
    for name, message in messages(language):
        shown = message.text + "".join(_mrkdwn(block) for block in message.blocks)
        for live in ("<!channel", "<@U0BEN", "<https://evil", "www.evil.example.com", "\u202e"):
            assert live not in shown, name


def _mrkdwn(thing: Any) -> str:
    """Every mrkdwn text inside."""
    if isinstance(thing, dict):
        own = str(thing["text"]) if thing.get("type") == "mrkdwn" else ""
        return own + "".join(_mrkdwn(each) for each in thing.values())
    return "".join(_mrkdwn(each) for each in thing) if isinstance(thing, list) else ""


@pytest.mark.parametrize(
    ("form", "english", "chinese"),
    [
        ("words", "Agree to these words", "同意这个说法"),
        ("decline", "Decline", "不同意"),
        ("withdraw", "Withdraw", "撤回"),
        ("broken", "Mark as not kept", "标为未兑现"),
        ("done", "Mark as done", "标为已完成"),
        ("at risk", "Mark as at risk", "标为有风险"),
        ("hand over", "Hand over", "移交"),
    ],
)
def test_the_button_of_a_form_says_what_it_does(form: str, english: str, chinese: str) -> None:
    assert [dict(views(language))[form]["submit"]["text"] for language in ("en", "zh")] == [english, chinese]


def test_every_message_is_complete_without_its_blocks() -> None:
    promise = a_promise("en", 60)
    for message in (
        card_message(replace(a_slip("en"), what="send it"), Check()),
        open_message(promise, [], NOW, "en", ANA, may_change=True),
    ):
        assert "November 2026" in message.text


def test_a_list_has_ten_to_a_page_and_more_behind() -> None:
    promises = [a_promise("en", 60, id=f"p{n}") for n in range(25)]
    pages = [list_message("Your promises", promises, page, "mine|", NOW, "en", ANA) for page in range(3)]
    assert ["promise_more" in json.dumps(page.blocks) for page in pages] == [True, True, False]
    assert "21 to 25 of 25" in pages[2].text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_slip_comes_back_as_it_was_and_fits_a_button(language: str) -> None:
    slip = a_slip(language)
    assert read_slip(slip.as_record()) == slip
    assert len(slip.pack()) <= 2000
    assert replace(unpack(slip.pack()), said="") == replace(slip, said="")
    for kind in KINDS:
        assert unpack(Slip("i", "send it", due=DUE, approval=kind).pack()).approval == kind


@pytest.mark.parametrize(
    "packed", ["", "{}", "[]", "null", "1", '{"i":1}', '{"i":"x","d":"o","l":"en","p":"en","v":"z"}', "{" * 5000, "\x00"]
)
def test_a_slip_that_cannot_be_read_is_a_value_error(packed: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever its words
        unpack(packed)


def test_a_tag_comes_back_and_a_bare_id_is_a_tag() -> None:
    tag = read_tag(language_tag("p1", "zh", in_list=True, seen=3, more="2026-12-01"))
    assert (tag.id, tag.language, tag.in_list, tag.seen, tag.more) == ("p1", "zh", True, 3, "2026-12-01")
    assert read_tag("p1").id == "p1"
    assert read_tag(language_tag("p1", "en")).seen is None


@pytest.mark.parametrize(
    ("day", "clock", "told"),
    [(23, None, "today"), (24, None, "tomorrow"), (27, None, "in 4 days"), (22, None, "1 day late"), (20, None, "3 days late"),
     (23, time(9), "late since 09:00"), (31, None, "")],
)  # fmt: skip
def test_a_date_is_told_by_its_distance(day: int, clock: time | None, told: str) -> None:
    due = Due(date(2026, 11, day) if day < 31 else date(2026, 12, 31), clock, "Europe/Berlin")
    assert distance(due, NOW, "en") == told


@pytest.mark.parametrize(
    "view",
    [
        {},
        {"private_metadata": "x", "state": None},
        {"private_metadata": "[]", "state": {"values": {"day": {"day": {"selected_date": "x"}}}}},
    ],
)
def test_no_form_is_too_odd_to_be_read(view: dict[str, Any]) -> None:
    filled = Filled(view)
    read: list[Callable[[str], Any]] = [filled.text, filled.choice, filled.person]
    assert [each("day") for each in read] == ["", "", ""]
    assert (filled.day("day"), filled.clock("day"), filled.memory) == (None, None, {})


def test_every_sentence_is_in_both_languages_with_the_same_blanks() -> None:
    for key, (english, chinese) in TEXTS.items():
        assert english, key
        assert re.search(r"[\u4e00-\u9fff]", chinese) or key in ("event", "did_already"), key
        assert set(re.findall(r"{\w+}", english)) == set(re.findall(r"{\w+}", chinese)), key
        assert "!" not in english.replace("<!", ""), key


def test_every_sentence_is_used() -> None:
    folder = Path(bot.slack.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py") if "texts_promise" not in path.name)
    composed = [*re.findall(r'f"(\w+_){', code), "direction_", "audience_"]  # tell(f"button_{name}")
    ended = ("owner_agreed_some", "owner_agreed_words_some")
    named = [key for key in TEXTS if re.search(rf"""["']{re.escape(key)}["']""", code) or key in ended]
    assert [key for key in TEXTS if key not in named and not key.startswith(tuple(composed))] == []
