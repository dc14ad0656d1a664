"""Who reads a channel: one guest, or one person nobody can tell us about, and only the shipped guidance is used there."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.slack.directory import Directory
from bot.slack.places import Place
from bot.slack.readership import MOST, Readership

HERE = Place("C1", "U0ANA", team="T1")
START = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


class Web:
    """A workspace of people and one channel of them, shown `page` at a time; keeps what it was asked."""

    def __init__(self, *members: str, page: int = 200, **odd: dict[str, Any]) -> None:
        self.members, self.page, self.odd = list(members), page, odd
        self.asked: list[str] = []
        self.refuses: dict[str, tuple[int, str]] = {}
        """(status, error) by method or by user id."""

    async def conversations_members(self, channel: str, limit: int, cursor: str) -> Any:
        self.asked.append("members")
        self._check("members")
        start, size = int(cursor or 0), min(limit, self.page)
        more = str(start + size) if start + size < len(self.members) else ""
        return self._answer({"members": self.members[start : start + size], "response_metadata": {"next_cursor": more}})

    async def users_info(self, user: str, include_locale: bool) -> Any:
        self.asked.append(user)
        self._check(user)
        return self._answer({"user": {"id": user, "team_id": "T1", **self.odd.get(user, {})}})

    def _check(self, name: str) -> None:
        if name in self.refuses:
            status, error = self.refuses[name]
            response = type("Response", (), {"status_code": status, "headers": {"retry-after": "60"}, "data": {"error": error}})
            raise SlackApiError(error, response)

    @staticmethod
    def _answer(body: dict[str, Any]) -> Any:
        return type("Answer", (), {"data": body})


class Watch:
    def __init__(self) -> None:
        self.at = START
        self.readership = Readership(Directory(lambda: self.at), lambda: self.at)

    async def look(self, web: Web) -> bool:
        return await self.readership.is_ours_alone(web, HERE)  # type: ignore[arg-type]


GUESTS: dict[str, dict[str, Any]] = {
    "a guest": {"is_restricted": True},
    "a guest of one channel": {"is_ultra_restricted": True},
    "somebody of another company": {"team_id": "T9"},
    "a stranger": {"is_stranger": True},
}


async def test_a_channel_of_members_and_their_bots_is_ours_alone() -> None:
    assert await Watch().look(Web("U1", "U2", "UBOT", UBOT={"is_bot": True}))


@pytest.mark.parametrize("who", GUESTS)
async def test_one_who_is_no_member_is_enough(who: str) -> None:
    assert not await Watch().look(Web("U1", "U2", "U3", U3=GUESTS[who]))


async def test_somebody_whom_slack_does_not_show_us_is_no_member() -> None:
    web = Web("U1", "U2")
    web.refuses["U2"] = (200, "user_not_visible")
    assert not await Watch().look(web)


async def test_a_guest_on_the_second_page_is_found() -> None:
    people = [f"U{n}" for n in range(50)]
    assert not await Watch().look(Web(*people, page=20, U45=GUESTS["a guest"]))
    assert await Watch().look(Web(*people, page=20))


async def test_looking_stops_at_the_first_guest() -> None:
    web = Web(*(f"U{n}" for n in range(100)), U3=GUESTS["a guest"])
    await Watch().look(web)
    assert len(web.asked) < 12


@pytest.mark.parametrize(("people", "page", "is_ours"), [(MOST, 200, True), (MOST + 1, 200, False), (MOST + 1, 50, False), (0, 200, False)])
async def test_a_channel_that_is_too_large_or_shows_nobody_counts_as_one_with_guests(people: int, page: int, is_ours: bool) -> None:
    web = Web(*(f"U{n}" for n in range(people)), page=page)
    assert await Watch().look(web) is is_ours
    assert len(web.asked) <= MOST + MOST // page + 1


async def test_people_are_remembered_for_a_few_minutes() -> None:
    watch, web = Watch(), Web("U1", "U2")
    assert await watch.look(web)
    watch.at += timedelta(minutes=4)
    assert await watch.look(web)
    assert sorted(web.asked) == ["U1", "U2", "members", "members"]
    web.odd["U2"] = GUESTS["a guest"]
    watch.at += timedelta(minutes=2)
    assert not await watch.look(web)


async def test_a_guest_who_joins_is_seen_at_the_next_question_in_every_process() -> None:
    here, there, web = Watch(), Watch(), Web("U1", "U2", U3=GUESTS["a guest"])
    assert await here.look(web)
    assert await there.look(web)
    web.members.append("U3")
    assert not await here.look(web)
    assert not await there.look(web)


async def test_that_a_channel_has_guests_is_remembered_for_a_few_minutes() -> None:
    watch, web = Watch(), Web("U1", "U2", U2=GUESTS["a guest"])
    assert not await watch.look(web)
    web.members.remove("U2")
    asked = len(web.asked)
    assert not await watch.look(web)
    assert len(web.asked) == asked
    watch.at += timedelta(minutes=6)
    assert await watch.look(web)


@pytest.mark.parametrize("where", ["members", "U2"])
@pytest.mark.parametrize("trouble", [(429, "ratelimited"), (500, "internal_error")])
async def test_a_failure_is_safe_and_not_remembered(where: str, trouble: tuple[int, str]) -> None:
    watch, web = Watch(), Web("U1", "U2")
    web.refuses[where] = trouble
    assert not await watch.look(web)
    web.refuses.clear()
    assert await watch.look(web)
    assert web.asked.count("U1") == 1  # whom we had seen need not be asked about again


async def test_a_channel_whose_members_slack_refuses_to_show_counts_as_one_with_guests() -> None:
    web = Web("U1")
    web.refuses["members"] = (200, "missing_scope")
    assert not await Watch().look(web)


async def test_a_slack_that_takes_too_long_is_not_waited_for() -> None:
    class Silent(Web):
        async def conversations_members(self, channel: str, limit: int, cursor: str) -> Any:
            await asyncio.Event().wait()

    readership = Readership(Directory(lambda: START), lambda: START, patience=0.05)
    assert not await readership.is_ours_alone(Silent("U1"), HERE)  # type: ignore[arg-type]


async def test_channels_are_told_apart() -> None:
    watch, web = Watch(), Web("U1")
    assert await watch.look(web)
    assert not await watch.readership.is_ours_alone(Web("U2", U2=GUESTS["a guest"]), replace(HERE, channel="C2"))  # type: ignore[arg-type]
