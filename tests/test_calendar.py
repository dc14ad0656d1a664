"""The private calendar feed: read back by a calendar program, opened by its link alone, closed when the person says so."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import httpx
import pytest
import pytest_asyncio
from fakes_digests import Morning
from fakes_reminders import NOON, a_promise, changed, logged
from icalendar import Calendar
from icalendar import Event as CalendarEvent

from bot.config import Config, Server
from bot.errors import NotSaved
from bot.promises.records import Due, Promise
from bot.reminders.people import PersonTimes
from bot.slack.calendar import CalendarDoor, link_to

DAY = timedelta(days=1)
NASTY = "Acme; GmbH, \\n BEGIN:VEVENT\r\nX-EVIL:1\r\n\u202eevil\x00 \ud800 宁波"


@pytest.fixture
def office() -> Morning:
    return Morning(NOON, PersonTimes("U_ANA", "Europe/Berlin", "en-GB"), PersonTimes("U_CLEO", "Asia/Shanghai", "zh-CN"))


def put(office: Morning, *promises: Promise) -> None:
    office.book.add([logged(each, NOON) for each in promises])


def events(feed: bytes | None) -> list[CalendarEvent]:
    assert feed is not None
    read = Calendar.from_ical(feed)
    return list(read.walk("VEVENT"))


def opened(office: Morning, person: str = "U_ANA") -> list[CalendarEvent]:
    return events(office.digests.calendars.feed(office.digests.calendars.open(person)))


# -- what stands in it ------------------------------------------------------------------------------------------------


def test_a_due_time_is_an_instant_and_a_due_day_a_whole_day(office: Morning):
    put(
        office,
        replace(a_promise("timed"), due=Due(date(2026, 11, 27), time(17), "Europe/Berlin")),
        replace(a_promise("day"), due=Due(date(2026, 11, 28), None, "Europe/Berlin")),
    )
    timed, day = opened(office)
    assert timed["DTSTART"].dt == datetime.fromisoformat("2026-11-27T16:00:00+00:00")
    assert day["DTSTART"].dt == date(2026, 11, 28)
    assert day["DTEND"].dt == date(2026, 11, 29)
    assert str(timed["SUMMARY"]) == "Acme: send item timed"
    assert str(timed["DESCRIPTION"]) == "State: open"
    assert timed["TRANSP"] == "TRANSPARENT"
    assert list(timed.walk("VALARM")) == []


def test_only_this_persons_live_promises_stand_in_it(office: Morning):
    others = [a_promise(state, state=state) for state in ("kept", "kept-late", "broken", "withdrawn", "draft", "waiting")]
    live = [a_promise(state, state=state) for state in ("open", "at-risk", "renegotiated")]
    put(office, *others, *live, a_promise("bens", owner="U_BEN"), a_promise("theirs", NOON + DAY, direction="theirs"))
    assert [str(each["SUMMARY"]) for each in opened(office)] == [
        "Acme: send item at-risk",
        "Acme: send item open",
        "Acme: send item renegotiated",
        "Acme promised: send item theirs",
    ]


def test_a_moved_promise_stays_the_same_event_with_its_change(office: Morning):
    put(office, a_promise("p1"))
    token = office.digests.calendars.open("U_ANA")
    (before,) = events(office.digests.calendars.feed(token))
    later = Due(date(2026, 12, 1), None, "UTC")
    office.book.change(*changed(office.book.promise("p1"), "renegotiated", NOON + DAY, due=later, state="renegotiated"))
    (after,) = events(office.digests.calendars.feed(token))
    assert after["UID"] == before["UID"]
    assert (before["LAST-MODIFIED"].dt, after["LAST-MODIFIED"].dt) == (NOON, NOON + DAY)
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
    assert after["DTSTART"].dt == date(2026, 12, 1)


def test_the_same_records_give_the_same_bytes(office: Morning):
    put(office, a_promise("p1"), a_promise("p2"))
    token = office.digests.calendars.open("U_ANA")
    first = office.digests.calendars.feed(token)
    office.clock.pass_by(days=3)
    assert office.digests.calendars.feed(token) == first


def test_nothing_that_was_typed_breaks_out_of_its_place(office: Morning):
    put(office, replace(a_promise("p;1,\n"), customer=NASTY, what=NASTY + " x" * 500))
    feed = office.digests.calendars.feed(office.digests.calendars.open("U_ANA"))
    (event,) = events(feed)
    assert "X-EVIL" not in event
    assert feed is not None
    assert all(len(line) <= 75 for line in feed.split(b"\r\n"))
    assert "宁波" in str(event["SUMMARY"])
    assert "\u202e" not in str(event["SUMMARY"])


def test_customers_can_be_hidden_in_the_wording_too(office: Morning):
    put(office, replace(a_promise("p1"), what="send ACME the samples"))
    office.digests.calendars.hide_customers("U_ANA", True)
    (event,) = opened(office)
    assert str(event["SUMMARY"]) == "a customer: send … the samples"
    assert b"acme" not in event.to_ical().lower()
    office.digests.calendars.hide_customers("U_ANA", False)
    assert "Acme" in str(opened(office)[0]["SUMMARY"])


def test_it_speaks_chinese_to_who_does(office: Morning):
    put(office, a_promise("p1", owner="U_CLEO"))
    feed = office.digests.calendars.feed(office.digests.calendars.open("U_CLEO"))
    assert "状态：进行中" in str(events(feed)[0]["DESCRIPTION"])
    assert "Goodword 承诺".encode() in (feed or b"")


def test_a_person_without_promises_has_an_empty_calendar(office: Morning):
    assert opened(office) == []


# -- who may open it --------------------------------------------------------------------------------------------------


def test_the_token_is_nowhere_on_record(office: Morning):
    token = office.digests.calendars.open("U_ANA")
    assert len(token) == 43
    assert token not in repr(office.memory.known)


def test_a_new_link_stops_the_old_one_and_a_closed_one_opens_nothing(office: Morning):
    calendars = office.digests.calendars
    first, second = calendars.open("U_ANA"), calendars.open("U_ANA")
    assert calendars.feed(first) is None
    assert calendars.feed(second) is not None
    assert calendars.is_open("U_ANA")
    assert calendars.close("U_ANA")
    assert calendars.feed(second) is None
    assert not calendars.close("U_ANA")
    assert not calendars.is_open("U_ANA")


def test_everybodys_link_opens_their_own(office: Morning):
    put(office, a_promise("hers"), a_promise("cleos", owner="U_CLEO"))
    anas, cleos = opened(office), opened(office, "U_CLEO")
    assert [str(each["SUMMARY"]) for each in anas] == ["Acme: send item hers"]
    assert [str(each["SUMMARY"]) for each in cleos] == ["Acme：send item cleos"]


@pytest.mark.parametrize(
    "token", ["", "x", "A" * 43, "A" * 42, "A" * 5000, "../" * 14 + "x", "%00" * 14 + "x", "é" * 43, "' OR 1=1 --" * 4]
)
def test_guessing_opens_nothing(office: Morning, token: str):
    office.digests.calendars.open("U_ANA")
    assert office.digests.calendars.feed(token) is None
    stored = office.memory.times("U_ANA").calendar_token
    assert office.digests.calendars.feed(stored) is None, "who reads the records cannot open it either"


# -- over HTTP --------------------------------------------------------------------------------------------------------


async def behind(scope: dict, receive: Callable, send: Callable) -> None:
    """The front door, which is asked for everything else."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"front door"})


@pytest_asyncio.fixture
async def web(office: Morning) -> AsyncIterator[httpx.AsyncClient]:
    door = CalendarDoor(behind, office.digests.calendars.feed)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(door), base_url="http://goodword.test") as client:
        yield client


async def test_a_calendar_program_gets_the_feed_and_asks_for_changes_only(office: Morning, web: httpx.AsyncClient):
    put(office, a_promise("p1"))
    path = f"/calendar/{office.digests.calendars.open('U_ANA')}.ics"
    answer = await web.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert "private" in answer.headers["cache-control"]
    assert len(events(answer.content)) == 1
    again = await web.get(path, headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    put(office, a_promise("p2"))
    assert (await web.get(path, headers={"if-none-match": answer.headers["etag"]})).status_code == 200
    head = await web.head(path)
    assert (head.status_code, head.content) == (200, b"")


async def test_unknown_revoked_and_malformed_links_look_alike(office: Morning, web: httpx.AsyncClient):
    token = office.digests.calendars.open("U_ANA")
    office.digests.calendars.close("U_ANA")
    paths = [f"/calendar/{token}.ics", f"/calendar/{'A' * 43}.ics", "/calendar/.ics", f"/calendar/{token}", "/calendar/%2e%2e/x.ics"]
    answers = [await web.get(path) for path in paths] + [await web.post(paths[0])]
    assert {(each.status_code, each.content) for each in answers} == {(404, b"not found")}


async def test_everything_else_goes_to_the_front_door(web: httpx.AsyncClient):
    for path in ("/", "/healthz", "/slack/events", "/calendars/x.ics"):
        assert (await web.get(path)).content == b"front door"


async def test_records_that_cannot_be_read_are_told_as_such():
    def broken(token: str) -> bytes | None:
        raise NotSaved("The disk is gone.", "")

    async with httpx.AsyncClient(transport=httpx.ASGITransport(CalendarDoor(behind, broken)), base_url="http://goodword.test") as client:
        assert (await client.get(f"/calendar/{'A' * 43}.ics")).status_code == 503


def test_the_link_is_public_where_an_address_is_set():
    assert link_to("T", Config(server=Server(port=3000))) == ("http://127.0.0.1:3000/calendar/T.ics", True)
