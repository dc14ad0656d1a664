"""Who sees an answer and what it may draw on; which rights we ask for; what we read out of Slack's payloads."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from typing import Any

import pytest
from slack_world import MANIFEST, config

from bot.playground.people import EVENTS, SCOPES
from bot.slack.directory import Directory, Person, Room
from bot.slack.manners import decide, may_set_rules
from bot.slack.places import Asked, Place, mentions, place_of, read_shortcut, words_of
from bot.slack.scopes import REASONS

CONFIG = config("http://x")
ANA, CLEO, GUEST = Person("U0ANA", is_guest=False), Person("U0CLEO", is_guest=False), Person("U0GUS")
HERE, DM = Place("C1", "U0ANA", team="T1"), Place("D1", "U0ANA", team="T1")
SALES, SHARED, UNKNOWN = Room("C1"), Room("C1", is_external=True), Room("C1", is_known=False)
MEMBERS = {"anyone", "everyone"}
ANAS = MEMBERS | {"team:north", "private:U0ANA"}


@pytest.mark.parametrize(
    ("place", "person", "room", "rule", "wants_private", "audiences", "is_private", "refusal"),
    [
        (HERE, ANA, SALES, "mention", False, MEMBERS, False, ""),
        (HERE, ANA, SALES, "mention", True, ANAS, True, ""),
        (HERE, ANA, SALES, "private", False, ANAS, True, ""),
        (HERE, ANA, SALES, "off", False, set(), True, "off"),
        (HERE, ANA, SALES, "off", True, ANAS, True, ""),
        (HERE, ANA, SHARED, "mention", False, set(), True, "external"),
        (HERE, ANA, SHARED, "mention", True, set(), True, "external"),
        (HERE, ANA, UNKNOWN, "mention", False, ANAS, True, ""),
        (DM, ANA, Room("D1"), "off", False, ANAS, False, ""),
        (HERE, CLEO, SALES, "mention", True, MEMBERS | {"private:U0CLEO"}, True, ""),
        (HERE, GUEST, SALES, "mention", False, {"anyone"}, False, ""),
        (HERE, GUEST, SALES, "mention", True, {"anyone"}, True, ""),
        (DM, GUEST, Room("D1"), "mention", False, {"anyone"}, False, ""),
    ],
)
def test_manners(
    place: Place, person: Person, room: Room, rule: str, wants_private: bool, audiences: set[str], is_private: bool, refusal: str
) -> None:
    manner = decide(Asked(place, "too expensive", wants_private), person, room, rule, CONFIG)
    assert (manner.audiences, manner.is_private, manner.refusal) == (audiences, is_private, refusal)


def test_only_admins_set_rules_and_no_guest_ever() -> None:
    named = Person("U0MAREK", is_guest=False)
    assert [may_set_rules(each, CONFIG) for each in (named, replace(named, is_guest=True), ANA, replace(ANA, is_admin=True))] == [
        True,
        False,
        False,
        True,
    ]


class Web:
    """Just enough of a client to count what is looked up."""

    def __init__(self, **answers: dict[str, Any]) -> None:
        self.asked: list[str] = []
        self._answers = answers

    def __getattr__(self, method: str) -> Callable[..., Any]:
        async def answer(**_: Any) -> Any:
            self.asked.append(method)
            return type("Answer", (), {"data": self._answers[method]})

        return answer


@pytest.mark.parametrize(
    ("user", "is_guest"),
    [
        ({"team_id": "T1"}, False),
        ({"team_id": "T1", "is_restricted": True}, True),
        ({"team_id": "T1", "is_ultra_restricted": True}, True),
        ({"team_id": "T9"}, True),
        ({"team_id": "T9", "is_admin": True}, True),
        ({"team_id": "T1", "is_stranger": True}, True),
        ({"team_id": "T2", "enterprise_user": {"enterprise_id": "E1"}}, False),
        ({"team_id": "T2", "enterprise_user": {"enterprise_id": "E2"}}, True),
    ],
)
async def test_guests_and_people_of_other_companies_are_told_from_members(user: dict[str, Any], is_guest: bool) -> None:
    directory = Directory(lambda: datetime.now(UTC))
    person = await directory.person(Web(users_info={"user": user}), replace(HERE, enterprise="E1"))  # type: ignore[arg-type]
    assert person.is_guest is is_guest
    assert not (is_guest and person.is_admin)


@pytest.mark.parametrize(
    ("channel", "is_external"),
    [
        ({}, False),
        ({"is_shared": True}, True),
        ({"is_ext_shared": True}, True),
        ({"is_pending_ext_shared": True}, True),
        ({"is_shared": True, "is_org_shared": True}, False),
    ],
)
async def test_rooms_with_other_companies_are_told_from_ours(channel: dict[str, Any], is_external: bool) -> None:
    room = await Directory(lambda: datetime.now(UTC)).room(Web(conversations_info={"channel": channel}), HERE)  # type: ignore[arg-type]
    assert room.is_external is is_external


async def test_people_are_remembered_for_a_few_minutes_and_not_without_bound() -> None:
    now = [datetime(2027, 1, 1, tzinfo=UTC)]
    directory = Directory(lambda: now[0], keep=timedelta(minutes=5), most=2)
    web = Web(users_info={"user": {"team_id": "T1"}})
    for person, minutes in (("U1", 0), ("U1", 4), ("U1", 2), ("U2", 0), ("U3", 0), ("U1", 0)):
        now[0] += timedelta(minutes=minutes)
        await directory.person(web, replace(HERE, person=person))  # type: ignore[arg-type]
    assert len(web.asked) == 5  # U1, again after six minutes, U2, U3, and U1 that had to make room


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<@U0BOT> too expensive", "too expensive"),
        ("<@U0BOT|goodword>  <@U0BEN> says &lt;no&gt; &amp; left", "@U0BEN says <no> & left"),
        ("see <#C12345|sales> and <https://a.example/x|the list> <mailto:b@c.example|b@c.example>", "see #sales and the list b@c.example"),
        ("<!here> <!subteam^S1|@north> <!date^1^{date}|today> hi", "@north today hi"),
        ("  ", ""),
    ],
)
def test_a_message_is_read_as_people_read_it(text: str, words: str) -> None:
    assert re.sub(r" +", " ", words_of(text, "U0BOT")).strip() == words


def test_mentions_are_found() -> None:
    assert mentions("<@U0BEN> and <@W0CLEO|cleo>") == ["U0BEN", "W0CLEO"]


@pytest.mark.parametrize("body", [{}, {"event": 3, "user": [], "channel": 1, "container": "x", "message": None}, {"actions": [None]}])
def test_no_payload_is_too_odd_for_a_place(body: dict[str, Any]) -> None:
    place = place_of(body)
    assert (place.channel, place.person, place.thread) == ("", "", None)


def test_a_shortcut_in_a_thread_is_answered_in_that_thread() -> None:
    body = {
        "user": {"id": "U0ANA"},
        "channel": {"id": "C1"},
        "message": {"text": "no", "ts": "2.0", "thread_ts": "1.0"},
        "response_url": "http://x",
    }
    asked = read_shortcut(body, "U0BOT")
    assert (asked.place.thread, asked.place.response_url, asked.wants_private, asked.follow) == ("1.0", "http://x", True, False)


def test_every_scope_of_the_manifest_has_its_reason_and_no_other_is_asked_for() -> None:
    assert MANIFEST["oauth_config"]["scopes"]["bot"] == sorted(REASONS)
    assert set(REASONS) <= set(SCOPES)


def test_the_manifest_offers_what_the_listeners_hear_within_slacks_limits() -> None:
    features, wanted = MANIFEST["features"], MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    assert wanted == ["agent_session_stopped", "app_home_opened", "app_mention", "message.channels", "message.groups", "message.im"]
    assert set(wanted) <= set(EVENTS)
    assert [each["command"] for each in features["slash_commands"]][:3] == ["/ask", "/promise", "/commit"]
    assert [each["callback_id"] for each in features["shortcuts"]] == ["diagnose", "log_promise", "before_send"]
    assert {each["type"] for each in features["shortcuts"]} == {"message"}
    about = MANIFEST["display_information"]
    assert len(about["name"]) <= 35
    assert len(about["description"]) <= 140
    assert 175 <= len(about["long_description"]) <= 4000
    assert len(features["agent_view"]["agent_description"]) <= 300
    assert len(features["agent_view"]["suggested_prompts"]) <= 4
    assert "assistant_view" not in features
    assert len(features["shortcuts"][0]["name"]) <= 24
    assert len(features["shortcuts"][0]["description"]) <= 150


def test_the_manifest_is_plain_json_of_this_package() -> None:
    assert json.loads(files("bot.slack").joinpath("manifest.json").read_text(encoding="utf-8")) == MANIFEST
