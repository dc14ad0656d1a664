"""The playground's clock, which people move forward: everything in it follows, and the bot may share it."""

import socket
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import pytest
from aiohttp import web
from fakes_bot import SECRET, TOKEN, a_bot
from slack_sdk.signature import Clock as SlackClock
from slack_sdk.signature import SignatureVerifier

from bot.playground import NotPossible, Playground, running
from bot.playground.changes import Changes
from bot.playground.clock import MOST_AHEAD, Clock
from bot.playground.refused import Refused

FRIDAY = datetime(2026, 11, 20, 17, 0, tzinfo=ZoneInfo("Europe/Berlin"))
HOUR, DAY = 3600.0, 86_400.0


def a_clock(kept: Path | None = None) -> Clock:
    """A clock that stands still on Friday at five in Berlin until it is moved."""
    return Clock(Changes(), FRIDAY.timestamp, kept)


def test_it_moves_forward_and_says_by_how_much() -> None:
    clock = a_clock()
    clock.move(HOUR)
    clock.move(DAY)
    assert clock.ahead == HOUR + DAY
    assert clock.now() == datetime(2026, 11, 21, 17, 0, tzinfo=UTC)
    assert clock() == FRIDAY.timestamp() + HOUR + DAY


@pytest.mark.parametrize("seconds", [0.0, -1.0, float("nan")])
def test_it_never_goes_back(seconds: float) -> None:
    clock = a_clock()
    with pytest.raises(NotPossible, match="not_backwards"):
        clock.move(seconds)
    with pytest.raises(NotPossible, match="not_backwards"):
        clock.move_to(FRIDAY)
    assert clock.ahead == 0


@pytest.mark.parametrize("seconds", [MOST_AHEAD + 1, float("inf")])
def test_it_does_not_go_beyond_what_calendars_bear(seconds: float) -> None:
    with pytest.raises(NotPossible, match="too_far"):
        a_clock().move(seconds)


@pytest.mark.parametrize(
    ("zone", "morning"),
    [
        ("Europe/Berlin", datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Europe/Berlin"))),
        ("Asia/Shanghai", datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Asia/Shanghai"))),
        ("America/New_York", datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("America/New_York"))),
    ],
)
def test_the_next_morning_is_that_of_a_workday_where_the_person_is(zone: str, morning: datetime) -> None:
    assert a_clock().next_morning(zone) == morning


def test_before_nine_the_next_morning_is_today() -> None:
    clock = Clock(Changes(), datetime(2026, 11, 19, 8, 59, tzinfo=ZoneInfo("Europe/Berlin")).timestamp)
    assert clock.next_morning("Europe/Berlin").day == 19
    clock.move(60)
    assert clock.next_morning("Europe/Berlin").day == 20


def test_the_next_run_goes_on_where_the_last_one_stood(tmp_path: Path) -> None:
    kept = tmp_path / "clock"
    a_clock(kept).move(3 * DAY)
    assert a_clock(kept).ahead == 3 * DAY
    for rubbish in ("", "soon", "-5", "nan", "1e99"):
        kept.write_text(rubbish)
        assert a_clock(kept).ahead == 0


async def test_messages_and_signatures_carry_the_moved_time_and_the_bot_takes_them_with_the_same_clock() -> None:
    taken: list[bool] = []
    slack = Playground("", SECRET, TOKEN)

    class BotClock(SlackClock):
        def now(self) -> float:
            return slack.now().timestamp()

    async def hear(request: web.Request) -> web.Response:
        taken.append(SignatureVerifier(SECRET, BotClock()).is_valid_request(await request.read(), dict(request.headers)))
        return web.Response()

    app = web.Application()
    app.router.add_post("/", hear)
    listening = socket.create_server(("127.0.0.1", 0))
    slack.deliveries.bot_url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
    async with running(slack), a_bot(app, listening):
        first = slack.say("Ana", "#sales", "today")
        await first
        slack.clock.move(7 * DAY)
        second = slack.say("Ana", "#sales", "next week")
        done = await second
    assert taken == [True, True]
    assert 7 * DAY <= float(second.ts) - float(first.ts) < 7 * DAY + 60
    assert done[0].payload["event_time"] - float(first.ts) >= 7 * DAY - 1


async def test_a_form_under_way_opens_all_the_same_and_an_old_response_url_does_not() -> None:
    slack = Playground("http://bot/", SECRET, TOKEN)
    trigger, url = slack.tickets.new_trigger("U0ANA"), slack.tickets.new_url("U0ANA", "C0SALES")
    slack.clock.move(HOUR)
    assert slack.tickets.use_trigger(trigger).person == "U0ANA"
    with pytest.raises(Refused, match="expired_url"):
        slack.tickets.use_url(url.key)


async def test_the_page_moves_it_by_hours_to_the_next_morning_and_to_a_moment_on_the_persons_wall() -> None:
    slack = Playground("http://bot/", SECRET, TOKEN, clock=FRIDAY.timestamp)
    async with running(slack) as url, httpx.AsyncClient(base_url=url, headers={"X-Playground": "1"}) as page:

        async def move(**how: object) -> httpx.Response:
            return await page.post("/ui/do/move", json={"person": "U0BEN", **how})

        assert (await move(hours=1)).json() == {}
        assert slack.clock.local("Europe/Berlin").hour == 18
        await move(to="morning")
        assert slack.clock.local("Asia/Shanghai") == datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
        await move(to="2026-12-24T18:30")
        assert slack.clock.local("Asia/Shanghai").isoformat() == "2026-12-24T18:30:00+08:00"
        assert (await move(to="2026-12-24T18:30")).json()["error"] == "not_backwards"
        assert (await move(to="9999-12-31T00:00")).json()["error"] == "too_far"
        assert (await move(to="whenever")).json()["error"] == "bad_request"
        assert (await move(hours=-1)).json()["error"] == "not_backwards"
        assert (await move()).json()["error"] == "bad_request"
        state = (await page.get("/ui/state", params={"person": "U0BEN"})).json()
        assert state["clock"] == {"now": slack.clock(), "ahead": slack.clock.ahead}
