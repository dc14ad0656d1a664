"""Digests as messages: within Slack's limits with the longest texts, all said in the fallback text, nothing of others that works."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.config import Reminders
from bot.playground.blocks import BLOCK_CHARACTERS, characters, faults_of_blocks
from bot.ports import Kept
from bot.promises.proposals import KeptRate
from bot.promises.records import Due, Person, Promise
from bot.reminders.digests import PARTS, Digest, Undelivered
from bot.reminders.outbox import Notice, Row
from bot.reminders.people import PersonTimes
from bot.reminders.slots import rhythm_of
from bot.reminders.weather import Cloud, Forecast, Load, Record
from bot.reminders.weekly import Change, Weekly
from bot.slack.blocks.digest import digest_message, digest_page, when
from bot.slack.blocks.digest_settings import days_words, help_message, link_kept_message, link_message, settings_message
from bot.slack.blocks.message import Message
from bot.slack.blocks.weekly import week_message, weekly_message
from bot.slack.texts import LANGUAGES
from bot.slack.texts_digests import DIGESTS
from bot.slack.texts_digests import digest as say

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
ZONE = "America/Argentina/ComodRivadavia"
MARKS = "<!channel> <@U0BEN> <https://evil.example.com|x> www.evil.example.com & \u202e*`~_ "
ANA = Person("U0ANA", zone="Europe/Berlin")


def long(size: int, language: str = "en") -> str:
    return (MARKS + ("承诺" if language == "zh" else "promise ") * size)[:size]


def a_promise(n: int, language: str = "en", **more: object) -> Promise:
    due = Due(date(2026, 11, 23) + timedelta(days=n % 5), time(17), ZONE)
    made = Promise(f"{n:032}", "U0ANA", long(200, language), long(2000, language), "ours", due, "open", NOW, "north", language=language)
    return replace(made, **more)  # type: ignore[arg-type]


def a_row(n: int) -> Row:
    return Row(n, f"k{n}", "approver", "p", 1, "U0FELIX", NOW, "dead", NOW, error=long(500))


def a_forecast(language: str) -> Forecast:
    many = tuple(a_promise(n, language) for n in range(30))
    return Forecast((Cloud(Record("sample", 2, 3), many, many), Cloud(Load(20, 9), many, many)))


def a_digest(language: str, each: int) -> Digest:
    parts = {part: tuple(a_promise(100 * at + n, language) for n in range(each)) for at, part in enumerate(PARTS)}
    lost = tuple(Undelivered(a_row(n), a_promise(n, language)) for n in range(each))
    return Digest("U0ANA", date(2026, 11, 23), "Europe/Berlin", parts, lost, a_forecast(language), date(2026, 11, 24))


def a_week(language: str) -> Weekly:
    many = tuple(a_promise(n, language) for n in range(30))
    rates = KeptRate(many, many, many, many, 0.5)
    changes = tuple(Change(by, long(60, language), rates, rates, many) for by in ("team", "owner") for _ in range(10))
    asked = tuple(Kept(f"q{n}", long(3000, language), language, "U0SECRET", NOW, "abstained") for n in range(5))
    weather = tuple((f"U0{n}", a_forecast(language)) for n in range(9))
    return Weekly("U0MAREK", date(2026, 11, 23), "Europe/Berlin", many, many, changes, weather, asked, 99)


def all_pages(digest: Digest, language: str) -> list[Message]:
    pages = [digest_page(digest, 0, language, NOW, late=True, maybe_repeat=True)]
    while any("digest_more" in json.dumps(block) for block in pages[-1].blocks):
        pages.append(digest_page(digest, len(pages), language, NOW))
    return pages


def settings_of(language: str, **more: object) -> Message:
    times = PersonTimes("U0ANA", ZONE, next_digest_at=NOW, next_weekly_at=NOW, **more)  # type: ignore[arg-type]
    rhythm = rhythm_of(times, Reminders(holidays="DE"))
    return settings_message(times, rhythm, language, is_manager=True, has_calendar=True, remark=say("link_off", language))


def messages(language: str) -> Iterator[tuple[str, Message]]:
    for each in (1, 3, 12):
        yield from ((f"digest {each}", page) for page in all_pages(a_digest(language, each), language))
    yield "week", week_message(a_week(language), language, NOW, late=True, maybe_repeat=True)
    yield "settings", settings_of(language)
    yield "settings off", settings_of(language, digest_off=True, weekly_off=True)
    yield "settings, no days", settings_of(language, working_days=())
    yield "settings, calendar", settings_of(language, calendar_token="x" * 64, calendar_hides=True)
    times = PersonTimes("U0ANA", calendar_token="x" * 64)
    yield "link", link_message("https://goodword.example.com/calendar/" + "x" * 43 + ".ics", times, language, is_local=True)
    yield "link kept", link_kept_message(times, language)
    yield "help", help_message(language, long(3000, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_one_that_slack_takes(language: str):
    for name, message in messages(language):
        blocks = [dict(block) for block in message.blocks]
        assert faults_of_blocks(blocks) == [], name
        assert characters(blocks) <= BLOCK_CHARACTERS, name
        assert 0 < len(message.text) <= 4000, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_others_wrote_works(language: str):
    for name, message in messages(language):
        said = message.text + json.dumps(message.blocks, ensure_ascii=False)
        for mark in ("<!", "<https", "<@U0BEN", "\u202e", "www.evil.example.com", "U0SECRET"):
            assert mark not in said, (name, mark)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_promise_stands_on_some_page_with_its_buttons_and_in_the_fallback_text(language: str):
    parts = {
        part: tuple(a_promise(100 * at + n, language, customer=f"Customer {100 * at + n:03}", what="do it") for n in range(4))
        for at, part in enumerate(PARTS)
    }
    digest = replace(a_digest(language, 0), parts=parts, undelivered=(), weather=None)
    pages = all_pages(digest, language)
    text = "".join(page.text for page in pages)
    values = [
        element.get("value", "") for page in pages for block in page.blocks if block["type"] == "actions" for element in block["elements"]
    ]
    for promise in digest.promises:
        assert promise.customer in text
        assert any(value.startswith(promise.id) for value in values)


def test_the_head_says_what_there_is_to_do():
    digest = replace(
        a_digest("en", 0), parts={"overdue": (a_promise(1),), "today": (a_promise(2), a_promise(3))}, undelivered=(), weather=None
    )
    assert digest_page(digest, 0, "en", NOW).text.split("\n")[0] == "1 overdue, 2 due today"
    assert digest_page(digest, 0, "zh", NOW).text.split("\n")[0] == "1 条已逾期，2 条今天到期"


def test_a_digest_that_is_late_or_may_be_a_repeat_says_so():
    notice = Notice("U0ANA", "digest", "en", NOW, "Europe/Berlin", True, True, content=a_digest("en", 1))
    assert "(may be a repeat)" in digest_message(notice).text.split("\n")[0]
    assert "comes late" in digest_message(notice).text
    week = Notice("U0MAREK", "weekly", "en", NOW, "Europe/Berlin", True, True, content=a_week("en"))
    assert "comes late" in weekly_message(week).text


@pytest.mark.parametrize("render", [digest_message, weekly_message])
def test_a_notice_without_its_content_is_a_defect(render: Callable[[Notice], Message]):
    with pytest.raises(TypeError):
        render(Notice("U0ANA", "digest", "en", NOW))


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (Due(date(2026, 11, 23), time(17), "Europe/Berlin"), "today, 17:00"),
        (Due(date(2026, 11, 23), None, "Europe/Berlin"), "today"),
        (Due(date(2026, 11, 24), time(1), "Asia/Tokyo"), "today, 17:00"),
        (Due(date(2026, 11, 24), time(9, 30), "Europe/Berlin"), "tomorrow, 09:30"),
        (Due(date(2026, 11, 26), None, "Europe/Berlin"), "Thursday 26 November 2026 (in 3 days)"),
        (Due(date(2026, 11, 20), None, "Europe/Berlin"), "Friday 20 November 2026 (3 days late)"),
        (Due(date(2026, 11, 23), time(8), "Europe/Berlin"), "Monday 23 November 2026, 08:00 (late since 08:00)"),
    ],
)
def test_when_it_is_due_stands_in_words_by_the_readers_clock(due: Due, words: str):
    assert when(due, "en", NOW, ANA) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (("mon", "tue", "wed", "thu", "fri"), "Mon to Fri"),
        (("mon", "wed"), "Mon, Wed"),
        (("sat", "sun"), "Sat, Sun"),
        (("fri", "mon", "sun"), "Mon, Fri, Sun"),
        ((), "-"),
    ],
)
def test_days_in_words(days: tuple[str, ...], words: str):
    assert days_words(days, "en") == words


def test_every_sentence_exists_in_both_languages_with_the_same_blanks():
    for key, (english, chinese) in DIGESTS.items():
        assert sorted(set(re.findall(r"\{(\w+)\}", english))) == sorted(set(re.findall(r"\{(\w+)\}", chinese))), key
        assert english.strip(), key
        assert chinese.strip(), key
