"""Several workspaces install Goodword by OAuth: once, safely, and none ever sees or touches anything of another."""

import asyncio
import base64
import json
import logging
import secrets
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from fakes_install import ACME, KEY, NORDKAP, House, SharedSlack, Shelves, a_house, house_config, serving_workspaces
from fakes_promises import promised
from slack_world import serving

from bot.config import Config, Secrets, Storage
from bot.doctor import oauth as doctor
from bot.doctor.finding import Finding, speaking
from bot.errors import BadInput, ConfigError, NotSaved
from bot.installations import Installation
from bot.promises.records import Event
from bot.slack.lobby import revoked, team_of
from bot.slack.renewing import EARLY, Renewing
from bot.storage.channels import SqlChannelRules
from bot.storage.database import open_database
from bot.storage.installations import SqlInstallations
from bot.storage.outbox import SqlOutbox
from bot.storage.promises import SqlPromises
from bot.storage.schemas import make_schema, url_of_schema
from bot.storage.sealing import CannotOpen, Sealing
from bot.workspaces import Workspaces, oauth_faults, open_installations, open_main, workspace_config

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
DOWN = "the guidance cannot be searched"
"""What the bot says to every question here: nobody has filled its shelves, and it is not about answers."""


class Clock:
    """The real time, moved on."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


def bytes_of(folder: Path) -> bytes:
    """Everything that lies in a folder, side files of the database included."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as connection:
        return connection.execute(query).fetchall()


# -- installing -------------------------------------------------------------------------------------------------------------


async def test_a_workspace_installs_itself_and_is_answered_with_its_own_token(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        page = await house.install(ACME)
        assert (page.status_code, "Goodword is installed in Acme" in page.text, "已安装到 Acme" in page.text) == (200, True, True)
        assert "no-store" in page.headers["cache-control"]
        await house.opened(ACME)
        assert (await house.mention(ACME, "they say we are too expensive")).status_code == 200
        answer = await house.slack.wait_for(ACME, "chat.update", text=DOWN)
        assert house.slack.tokens[answer.token] == ACME
        await house.command(ACME, "/ask", "help")
        await house.slack.wait_for(ACME, "response_url", "chat.postEphemeral", text="Type what the buyer said")


async def test_the_browser_is_sent_to_slack_with_the_rights_and_a_state_that_only_it_holds(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house, httpx.AsyncClient() as browser:
        answer = await browser.get(f"{house.url}/slack/install")
    target = httpx.URL(answer.headers["location"])
    assert str(target).startswith(f"{house.slack_url}/oauth/v2/authorize?")
    assert {"chat:write", "commands"} <= set(target.params["scope"].split(","))
    assert target.params["user_scope"] == ""
    assert {"Secure", "HttpOnly"} <= {part.strip() for part in answer.headers["set-cookie"].split(";")}
    assert rows(tmp_path / "goodword.db", "SELECT count(*) FROM used_state") == [(0,)], "nothing is written for whoever looks by"


async def test_a_name_of_a_workspace_is_shown_as_text(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        assert "Nordkap &lt;b&gt;" in (await house.install(NORDKAP)).text


@pytest.mark.parametrize("what", ["forged", "another browser", "no state", "used twice", "too old", "of another app"])
async def test_a_bad_state_installs_nothing_and_slack_is_not_even_asked(tmp_path: Path, what: str) -> None:
    clock = Clock()
    async with a_house(tmp_path, now=clock) as house:
        state, cookie = await house.begin()
        if what == "forged":
            body, _, signature = state.rpartition(".")
            state = f"{body}.{signature[:-1]}{'0' if signature[-1] != '0' else '1'}"
            cookie = f"slack-app-oauth-state={state}"
        elif what == "another browser":
            cookie = ""
        elif what == "no state":
            state = ""
        elif what == "used twice":
            await house.come_back(state, cookie, code="never-given")
        elif what == "too old":
            clock.ahead = timedelta(minutes=11)
        elif what == "of another app":
            async with a_house(tmp_path / "other", secrets=replace(house.config.secrets, client_secret="another")) as other:
                state, cookie = await other.begin()
        code = house.slack.code(ACME)
        page = await house.come_back(state, cookie, code=code)
        assert page.status_code in (400, 401)
        assert "/slack/install" in page.text
        assert house.bots._installations.all() == []
        assert code in house.slack._codes, "the code was not taken to Slack"


async def test_a_code_that_was_used_is_refused_by_slack_and_the_page_says_what_to_do(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        code = house.slack.code(ACME)
        first, again = await house.begin(), await house.begin()
        assert (await house.come_back(*first, code=code)).status_code == 200
        before = house.bots._installations.find(ACME)
        page = await house.come_back(*again, code=code)
        assert (page.status_code, "does not accept this link any more" in page.text) == (401, True)
        kept = house.bots._installations.find(ACME)
        assert before
        assert kept
        assert kept.token == before.token


async def test_whoever_cancels_or_installs_for_a_whole_organisation_is_told(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        state, cookie = await house.begin()
        cancelled = await house.come_back(state, cookie, error="access_denied")
        assert "was cancelled" in cancelled.text
        shown = await house.come_back(*await house.begin(), error="<script>alert(1)</script>")
        assert "<script>" not in shown.text
        house.slack.is_organisation = True
        assert "not into a whole organisation" in (await house.install(ACME)).text
        assert house.bots._installations.all() == []


async def test_when_slack_is_down_or_the_disk_is_full_the_page_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_house(tmp_path) as house:
        house.slack.trouble["oauth.v2.access"] = 503
        assert (await house.install(ACME)).status_code in (401, 502)
        house.slack.trouble.clear()

        def full(_: Installation) -> None:
            raise NotSaved("Nothing was saved: the disk is full.")

        monkeypatch.setattr(house.bots._installations, "save", full)
        page = await house.install(ACME)
        assert (page.status_code, "NOT be saved" in page.text) == (500, True)


# -- workspaces apart -------------------------------------------------------------------------------------------------------


async def test_two_workspaces_never_mix(tmp_path: Path) -> None:
    """The same people, channels and times by id in both: a thread, a promise and a rule of one mean nothing in the other."""
    async with a_house(tmp_path) as house:
        for team in (ACME, NORDKAP):
            await house.install(team)
            await house.opened(team)
        await house.mention(ACME, "they are silent", ts="1795382053.000100")
        await house.slack.wait_for(ACME, "chat.update", text=DOWN)
        follow_up = {"type": "message", "channel_type": "channel", "channel": "C0SALES", "user": "U0ANA", "thread_ts": "1795382053.000100"}
        for team in (NORDKAP, ACME):
            await house.event(team, **follow_up, ts="1795382054.000100", text="and if they still say no?")
        await house.slack.wait_for(ACME, "chat.update", text=DOWN, count=2)
        assert house.slack.of(NORDKAP, "chat.postMessage", "chat.update") == [], "nobody asked in this thread there"

        await house.command(ACME, "/ask", "settings off")
        await house.command(NORDKAP, "/ask", "settings")
        await house.slack.wait_for(NORDKAP, "response_url", "chat.postEphemeral")
        assert all(house.slack.tokens[call.token] == call.team for call in house.slack.calls if call.token)
    kept = {team: rows(tmp_path / "workspaces" / team / "goodword.db", "SELECT channel FROM thread_question") for team in (ACME, NORDKAP)}
    assert (len(kept[ACME]), len(kept[NORDKAP])) == (2, 0)
    assert rows(tmp_path / "goodword.db", "SELECT count(*) FROM inbox") == [(0,)], "the main database holds no request of anybody's"


@pytest.mark.slow
async def test_deals_cards_and_promises_of_one_workspace_are_never_told_in_another(tmp_path: Path) -> None:
    """Over the very same models and shipped cards, which all workspaces of a process share."""
    from knowledge.library import open_library
    from knowledge.records import Card, Deal, Guidance

    libraries: dict[str, Any] = {}

    def opened(folder: Path, *more: Any, **shared: Any) -> object:
        library = open_library(folder, *more, **shared)
        libraries[folder.name] = library
        return library

    async with a_house(tmp_path, library=opened) as house:
        for team in (ACME, NORDKAP):
            await house.install(team)
            await house.opened(team, 60)
        lost = Deal("d1", "Halden Marine", "lost", product="deck pumps", rep="Ana", happened="They went silent.", lesson="Ask first.")
        assert libraries[ACME]._stock is libraries[NORDKAP]._stock
        await asyncio.to_thread(libraries[ACME].add_deals, [lost])
        card = Card(
            "acme#quorvex", (), {"en": Guidance("Quorvex", ("Quorvex pumps are rinsed with oil.",))}, audience="everyone", shipped=False
        )
        await asyncio.to_thread(libraries[ACME].add_cards, [card])
        database = open_database(house.data(ACME) / "goodword.db")
        promise = promised(customer="Halden Marine", what="send the oil certificate", owner="U0ANA", team=None)
        SqlPromises(database).add([(promise, Event("P1", promise.revision, "logged", "U0ANA", promise.made_at, None, "open"))])
        database.close()
        asked = {
            "what happened with Halden Marine?": "They went silent",
            "with what are Quorvex pumps rinsed?": "rinsed with oil",
            "what did we promise Halden Marine?": "oil certificate",
        }
        for number, (question, told) in enumerate(asked.items(), 1):
            for team in (NORDKAP, ACME):
                await house.mention(team, question, ts=f"179538205{number}.000100")
            await house.slack.wait_for(ACME, "chat.update", text=told, timeout=60)
            other = await house.slack.wait_for(NORDKAP, "chat.update", count=number, timeout=60)
            assert "silent" not in other.text
            assert "oil" not in other.text


async def test_each_workspace_has_people_and_teams_of_its_own(tmp_path: Path) -> None:
    found = Installation(ACME, "Acme", "B0BOT", "U0BOT", (), "xoxb-1", NOON)
    config = replace(house_config(tmp_path), teams={"north": ("U0ANA",)})
    assert workspace_config(config, found).teams == {}, "an id is somebody else in another workspace"
    folder = tmp_path / "workspaces" / ACME
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('[teams]\nsouth = ["U0CLEO"]\n[people]\nadmins = ["U0BEN"]\n', encoding="utf-8")
    own = workspace_config(config, found)
    assert (own.teams, own.people.admins, own.data) == ({"south": ("U0CLEO",)}, ("U0BEN",), folder)
    assert own.reminders == config.reminders, "what it does not set is as for all"
    assert own.server.public_url == f"http://127.0.0.1:3000/workspaces/{ACME}", "calendars are found there"
    (folder / "config.toml").write_text("[server]\nport = 1\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="holds for all workspaces"):
        workspace_config(config, found)
    with pytest.raises(ConfigError, match="no id of a workspace"):
        workspace_config(config, replace(found, team="../../etc"))


async def test_a_workspace_that_cannot_be_served_keeps_no_other_from_being_served(tmp_path: Path) -> None:
    (tmp_path / "workspaces" / ACME).mkdir(parents=True)
    (tmp_path / "workspaces" / ACME / "config.toml").write_text("[teams\n", encoding="utf-8")
    async with a_house(tmp_path) as house:
        await house.install(ACME)
        await house.install(NORDKAP)
        await house.opened(NORDKAP)
        told = (await house.command(ACME, "/ask", "help")).json()
        assert "is starting" in told["text"]
        assert (await house.mention(ACME, "help")).status_code == 503, "Slack delivers it again"
        assert house.bots.figures() == {"open": 1, "gone": 0, "failed": 1, "not_renewed": 0}


async def test_an_admin_has_his_own_workspace_examined_and_no_other(tmp_path: Path) -> None:
    asked = []

    def examine(own: Config, language: str) -> list[Finding]:
        asked.append((own.data.name, own.secrets.bot_token, language))
        return [Finding("deals", "fault", f"looked at {own.data.name}", "Do this.")]

    for team in (ACME, NORDKAP):
        (tmp_path / "workspaces" / team).mkdir(parents=True)
        (tmp_path / "workspaces" / team / "config.toml").write_text('[people]\nadmins = ["U0ANA"]\n', encoding="utf-8")
    async with a_house(tmp_path, examine=examine) as house:
        for team in (ACME, NORDKAP):
            await house.install(team)
            await house.opened(team)
        button = {"type": "button", "action_id": "home_examine", "block_id": "b", "value": "en"}
        pressed = {"type": "block_actions", "team": {"id": ACME}, "user": {"id": "U0ANA"}, "trigger_id": "1.2", "actions": [button]}
        await house.post({**pressed, "view": {"id": "V1", "type": "home", "app_installed_team_id": ACME}})
        shown = await house.slack.wait_for(ACME, "views.update")
        assert f"looked at {ACME}" in str(shown.arguments)
        assert house.slack.of(NORDKAP, "views.open", "views.update") == []
        assert asked == [(ACME, house.bots._offices[ACME].token, "en")]


async def test_what_is_watched_over_is_one_page_for_all_and_one_for_each(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house, httpx.AsyncClient(base_url=house.url) as client:
        await house.install(ACME)
        await house.opened(ACME)
        assert 'goodword_workspaces{state="open"} 1' in (await client.get("/metrics")).text
        assert 'goodword_inbox{state="waiting"} 0' in (await client.get(f"/workspaces/{ACME}/metrics")).text
        assert (await client.get(f"/workspaces/{NORDKAP}/metrics")).status_code == 404
        calendar = await client.get(f"/workspaces/{ACME}/calendar/no-such-token.ics")
        assert (calendar.status_code, calendar.text) == (404, "not found")
        assert (await client.post(f"/workspaces/{ACME}/slack/events", content=b"{}")).status_code in (404, 405), "only through the lobby"


async def test_only_slack_comes_in_and_strangers_are_told(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        assert (await house.post({"type": "url_verification", "challenge": "abc"})).text == "abc"
        assert (await house.post({"type": "url_verification", "challenge": "abc"}, secret="forged")).status_code == 401
        assert (await house.mention("T0NOBODY", "hello")).status_code == 200, "delivering it again would not help"
        assert "not installed" in (await house.command("T0NOBODY", "/ask", "help")).json()["text"]
        for rubbish in ({}, {"type": "event_callback"}, {"team": 7}, {"view": {"app_installed_team_id": []}}, {"authorizations": [7]}):
            assert (await house.post(rubbish)).status_code == 200  # type: ignore[arg-type]
        async with httpx.AsyncClient(base_url=house.url) as client:
            assert 'goodword_requests_total{result="forged"} 1' in (await client.get("/metrics")).text


def test_a_request_is_for_the_workspace_whose_installation_it_names() -> None:
    shared = {"team_id": NORDKAP, "authorizations": [{"team_id": ACME}], "event": {"team": NORDKAP}}
    assert team_of(shared) == ACME, "in a channel that two companies share it comes once for each that has installed us"
    assert team_of({"view": {"app_installed_team_id": ACME}, "team": {"id": NORDKAP}}) == ACME
    assert team_of({"team": None, "user": {"team_id": ACME}}) == ACME


# -- what lies on the disk --------------------------------------------------------------------------------------------------


async def test_no_token_and_no_secret_lies_on_the_disk_or_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    slack = SharedSlack(rotates=True)
    async with a_house(tmp_path, slack) as house:
        await house.install(ACME)
        await house.opened(ACME)
        await house.mention(ACME, "help")
        await house.slack.wait_for(ACME, "chat.update", "chat.postEphemeral")
        kept = house.bots._installations.find(ACME)
        assert kept
        assert kept.token in slack.issued
        assert kept.refresh in slack.issued
        told = repr(kept) + repr(house.config.secrets) + caplog.text
        lying = bytes_of(tmp_path)
        for secret in (*slack.issued, KEY, house.config.secrets.client_secret, house.config.secrets.signing_secret):
            assert secret.encode() not in lying
            assert base64.b64encode(secret.encode())[:12] not in lying
            assert secret not in told
        assert b"Acme" in lying, "this looked where things are"


def sealing(*keys: str) -> Sealing:
    return Sealing(" ".join(keys))


def a_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def test_what_is_sealed_opens_only_with_its_key_for_its_owner_and_unchanged() -> None:
    box, text = sealing(KEY), "xoxb-1-abc 数据"
    sealed = box.seal(text, "T1/token")
    assert box.open(sealed, "T1/token") == text
    assert box.seal(text, "T1/token") != sealed, "nobody sees that two are alike"
    with pytest.raises(CannotOpen):
        box.open(sealed, "T2/token")
    with pytest.raises(CannotOpen):
        sealing(a_key()).open(sealed, "T1/token")
    raw = bytearray(base64.urlsafe_b64decode(sealed))
    for place in range(len(raw)):
        raw[place] ^= 1
        with pytest.raises(CannotOpen):
            box.open(base64.urlsafe_b64encode(bytes(raw)).decode(), "T1/token")
        raw[place] ^= 1
    for rubbish in ("", "AAAA", "*", sealed[:-4], text):
        with pytest.raises(CannotOpen):
            box.open(rubbish, "T1/token")


def test_texts_of_every_length_come_back_and_show_nothing() -> None:
    box = sealing(KEY)
    for length in (0, 1, 15, 16, 17, 64, 1000):
        text = "x" * length
        sealed = box.seal(text, "o")
        assert box.open(sealed, "o") == text
        assert b"xxxx" not in base64.urlsafe_b64decode(sealed)


@pytest.mark.parametrize("key", ["", "short", base64.b64encode(b"x" * 32).decode(), base64.b64encode(b"y" * 31).decode(), "*" * 44])
def test_a_key_that_is_none_is_refused_without_being_shown(key: str) -> None:
    with pytest.raises(BadInput, match="GOODWORD_TOKEN_KEY") as fault:
        sealing(key)
    assert not key or key not in str(fault.value)


def installations(path: Path, *keys: str) -> SqlInstallations:
    return SqlInstallations(open_database(path / "goodword.db"), sealing(*keys or (KEY,)))


ONE = Installation(ACME, "Acme", "B0BOT", "U0BOT", ("chat:write",), "xoxb-1", NOON, "xoxe-1", NOON + timedelta(hours=12), "A0GOODWORD")


def test_a_key_can_be_replaced_and_the_old_one_dropped(tmp_path: Path) -> None:
    old, new = a_key(), a_key()
    installations(tmp_path, old).save(ONE)
    both = installations(tmp_path, new, old)
    assert both.find(ACME) == ONE
    assert both.renew(ACME, "xoxe-1", "xoxb-2", "xoxe-2", NOON), "known by its mark under the old key too"
    both.save(replace(ONE, team=NORDKAP))
    installations(tmp_path, old).save(ONE)
    assert (both.reseal(), both.reseal()) == (1, 0)
    assert [each.token for each in installations(tmp_path, new).all()] == ["xoxb-1", "xoxb-1"]
    lost = installations(tmp_path, a_key()).find(ACME)
    assert lost
    assert (lost.token, lost.refresh, lost.name) == ("", "", "Acme")


def test_a_row_moved_to_another_workspace_does_not_open(tmp_path: Path) -> None:
    kept = installations(tmp_path)
    kept.save(ONE)
    kept.save(replace(ONE, team=NORDKAP, token="xoxb-of-nordkap"))
    with sqlite3.connect(tmp_path / "goodword.db") as connection:
        connection.execute(
            f"UPDATE installation SET token = (SELECT token FROM installation WHERE team = '{ACME}') WHERE team = '{NORDKAP}'"
        )
    moved = kept.find(NORDKAP)
    assert moved
    assert moved.token == ""


# -- leaving ----------------------------------------------------------------------------------------------------------------

LEAVING = {
    "app_uninstalled": {"type": "app_uninstalled"},
    "tokens_revoked": {"type": "tokens_revoked", "tokens": {"oauth": ["U0ANA"], "bot": ["U0BOT"]}},
}


def test_only_our_own_token_taken_back_means_that_a_workspace_leaves() -> None:
    envelope = {"type": "event_callback", "team_id": ACME}
    assert [revoked({**envelope, "event": event}) for event in LEAVING.values()] == list(LEAVING)
    for event in ({"type": "tokens_revoked", "tokens": {"oauth": ["U0ANA"]}}, {"type": "tokens_revoked"}, {"type": "message"}, None, 7):
        assert revoked({**envelope, "event": event}) == ""


@pytest.mark.parametrize("order", [("app_uninstalled", "tokens_revoked"), ("tokens_revoked", "app_uninstalled", "tokens_revoked")])
async def test_a_workspace_leaves_in_the_middle_of_work_and_the_others_go_on(tmp_path: Path, order: tuple[str, ...]) -> None:
    async with a_house(tmp_path) as house:
        for team in (ACME, NORDKAP):
            await house.install(team)
            await house.opened(team)
        token = house.bots._installations.find(ACME).token  # type: ignore[union-attr]
        await house.mention(ACME, "they are silent")
        house.slack.revoke(ACME)
        for name in order:
            assert (await house.event(ACME, **LEAVING[name])).status_code == 200
        await house.closed(ACME)
        kept = house.bots._installations.find(ACME)
        assert kept
        assert (kept.token, kept.refresh, kept.gone_why) == ("", "", order[0])
        assert token not in str(rows(tmp_path / "goodword.db", "SELECT * FROM installation"))
        assert "not installed" in (await house.command(ACME, "/ask", "help")).json()["text"]
        parked = SqlOutbox(open_database(house.data(ACME) / "goodword.db")).health(datetime.now(UTC)).parked
        assert parked == order[0]
        await house.mention(NORDKAP, "and here?")
        await house.slack.wait_for(NORDKAP, "chat.update", text=DOWN)
        assert SqlOutbox(open_database(house.data(NORDKAP) / "goodword.db")).health(datetime.now(UTC)).parked == ""
        assert house.bots.figures()["gone"] == 1


async def test_a_workspace_that_comes_back_finds_its_records_and_a_late_event_does_not_throw_it_out(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.install(ACME)
        await house.opened(ACME)
        await house.command(ACME, "/ask", "settings off")
        await house.slack.wait_for(ACME, "response_url", "chat.postEphemeral")
        rules = SqlChannelRules(open_database(house.data(ACME) / "goodword.db"))
        rules.set_rule("C0SALES", "private", "U0ANA", NOON)
        house.slack.revoke(ACME)
        left_at = datetime.now(UTC)
        await house.event(ACME, **LEAVING["app_uninstalled"])
        await house.closed(ACME)
        await house.install(ACME)
        await house.opened(ACME)
        assert (await house.event(ACME, **LEAVING["tokens_revoked"], at=left_at.timestamp())).status_code == 200
        kept = house.bots._installations.find(ACME)
        assert kept
        assert kept.token, "Slack still takes the new token, so the event was about the old one"
        assert rules.rule("C0SALES") == "private"
        house.slack.revoke(ACME)
        await house.event(ACME, **LEAVING["tokens_revoked"])
        await house.closed(ACME)


async def test_when_leaving_cannot_be_noted_slack_is_asked_to_say_it_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_house(tmp_path) as house:
        await house.install(ACME)
        house.slack.revoke(ACME)

        def full(*_: object) -> bool:
            raise NotSaved("Nothing was saved: the disk is full.")

        with monkeypatch.context() as patch:
            patch.setattr(house.bots._installations, "leave", full)
            assert (await house.event(ACME, **LEAVING["app_uninstalled"])).status_code == 503
        assert (await house.event(ACME, **LEAVING["app_uninstalled"])).status_code == 200
        await house.closed(ACME)


async def test_installations_outlive_a_restart(tmp_path: Path) -> None:
    slack = SharedSlack()
    async with serving(slack.app) as url:
        config = house_config(tmp_path, url)
        async with serving_workspaces(config, Shelves) as (bots, address):
            house = House(slack, bots, address, config)
            await house.install(ACME)
            await house.opened(ACME)
        async with serving_workspaces(config, Shelves) as (bots, address):
            house = House(slack, bots, address, config)
            await house.mention(ACME, "still there?")
            await slack.wait_for(ACME, "chat.update", text=DOWN)


# -- token rotation ---------------------------------------------------------------------------------------------------------


async def test_a_token_that_ends_soon_is_replaced_everywhere_it_is_used(tmp_path: Path) -> None:
    clock, slack = Clock(), SharedSlack(rotates=True)
    async with a_house(tmp_path, slack, now=clock) as house:
        await house.install(ACME)
        await house.opened(ACME)
        first = house.bots._offices[ACME].token
        clock.ahead = timedelta(hours=11)
        house.bots._woken.set()
        async with asyncio.timeout(10):
            while (second := house.bots._offices[ACME].token) == first:
                await asyncio.sleep(0.02)
        clients = house.bots._offices[ACME]._bot._clients  # type: ignore[union-attr]
        assert [client.token for client in clients] == [second, second]
        del slack.tokens[first]
        await house.mention(ACME, "too expensive")
        assert (await slack.wait_for(ACME, "chat.update", text=DOWN)).token == second
        assert house.bots._installations.find(ACME).token == second  # type: ignore[union-attr]


@pytest.fixture
def refreshing(tmp_path: Path):  # type: ignore[no-untyped-def]
    """(installations, what renews them, the Slack behind it), with one token that ends soon."""

    async def build(url: str, slack: SharedSlack) -> tuple[SqlInstallations, Renewing]:
        kept = installations(tmp_path)
        given = slack._new(ACME)
        kept.save(replace(ONE, token=given["access_token"], refresh=given["refresh_token"], expires_at=NOON + EARLY - timedelta(seconds=1)))
        return kept, Renewing(house_config(tmp_path, url), kept, lambda: NOON)

    return build


async def test_two_processes_renew_a_token_once(tmp_path: Path, refreshing) -> None:  # type: ignore[no-untyped-def]
    slack = SharedSlack(rotates=True)
    async with serving(slack.app) as url:
        kept, one = await refreshing(url, slack)
        other = Renewing(house_config(tmp_path, url), installations(tmp_path), lambda: NOON)
        renewed = await asyncio.gather(*(asyncio.to_thread(each.renew_due) for each in (one, other, one, other)))
        assert (sum(renewed), one.refused, other.refused) == (1, {}, {})
        found = kept.find(ACME)
        assert found
        assert found.token == slack.issued[-2]
        assert found.expires_at == NOON + timedelta(hours=12)
        assert await asyncio.to_thread(one.renew_due) == 0


async def test_a_new_token_that_could_not_be_saved_is_not_lost(refreshing, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    slack = SharedSlack(rotates=True)
    async with serving(slack.app) as url:
        kept, renewing = await refreshing(url, slack)

        def full(*_: object) -> bool:
            raise NotSaved("Nothing was saved: the disk is full.")

        with monkeypatch.context() as patch:
            patch.setattr(kept, "renew", full)
            assert await asyncio.to_thread(renewing.renew_due) == 0
            assert await asyncio.to_thread(renewing.renew_due) == 0, "Slack is not asked for a second one meanwhile"
        assert len(slack.issued) == 4
        await asyncio.to_thread(renewing.renew_due)
        assert kept.find(ACME).token == slack.issued[-2]


async def test_a_refusal_to_renew_is_told_without_the_refresh_token(refreshing, caplog: pytest.LogCaptureFixture) -> None:  # type: ignore[no-untyped-def]
    slack = SharedSlack(rotates=True)
    async with serving(slack.app) as url:
        kept, renewing = await refreshing(url, slack)
        slack.revoke(ACME)
        assert await asyncio.to_thread(renewing.renew_due) == 0
        assert renewing.refused == {ACME: "invalid_refresh_token"}
        assert not any(secret in caplog.text for secret in slack.issued)
        assert kept.find(ACME).token == slack.issued[0], "the old one is good until its end"


def test_renewing_is_one_process_at_a_time_and_nothing_renews_what_has_left(tmp_path: Path) -> None:
    kept, minute = installations(tmp_path), timedelta(minutes=1)
    kept.save(ONE)
    assert [kept.may_renew(ACME, NOON, NOON + minute) for _ in range(2)] == [True, False]
    assert kept.may_renew(ACME, NOON + minute, NOON + 2 * minute), "it was killed in the middle"
    assert not kept.renew(ACME, "xoxe-other", "a", "b", NOON)
    assert [kept.leave(ACME, NOON, "app_uninstalled") for _ in range(2)] == [True, False]
    assert not kept.may_renew(ACME, NOON + timedelta(days=1), NOON + timedelta(days=2))
    assert not kept.renew(ACME, "xoxe-1", "a", "b", NOON)


# -- one workspace, as before -----------------------------------------------------------------------------------------------


def test_with_one_token_nothing_changes_even_when_the_keys_of_oauth_are_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from fakes_storage import MemoryChannelRules, MemoryInbox, MemoryJournal, MemoryThreads

    from bot.slack.bolt import build_bolt
    from bot.slack.desk import Desk

    for name in ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"):
        monkeypatch.setenv(name, "from the environment")
    monkeypatch.setenv("HOME", str(tmp_path))
    config = Config(secrets=Secrets(bot_token="xoxb-sample", signing_secret="sample"))
    app = build_bolt(Desk(None, MemoryThreads(), MemoryChannelRules(), MemoryInbox(), MemoryJournal(), config, lambda: NOON))  # type: ignore[arg-type]
    assert (app.client.token, app._token, app.oauth_flow, app.installation_store) == ("xoxb-sample", "xoxb-sample", None, None)
    assert list(tmp_path.iterdir()) == [], "Bolt would keep tokens in plain files here"
    import os

    assert os.environ["SLACK_CLIENT_ID"] == "from the environment"


def test_everything_that_oauth_needs_is_named_at_once(tmp_path: Path) -> None:
    config = house_config(tmp_path)
    assert oauth_faults(config) == []
    bare = replace(config, secrets=Secrets(bot_token="xoxb-1"), slack=replace(config.slack, socket_mode=True))
    with pytest.raises(ConfigError) as fault:
        Workspaces(bare)
    told = str(fault.value)
    names = ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_SIGNING_SECRET", "GOODWORD_TOKEN_KEY", "SLACK_BOT_TOKEN", "socket_mode")
    assert all(name in told for name in names)
    [bad] = oauth_faults(replace(config, secrets=replace(config.secrets, token_key="a word")))
    assert "a word" not in bad


# -- PostgreSQL -------------------------------------------------------------------------------------------------------------


async def test_in_postgresql_each_workspace_has_a_schema_of_its_own(tmp_path: Path, postgres: str) -> None:
    async with a_house(tmp_path, storage=Storage(postgres)) as house:
        for team in (ACME, NORDKAP):
            await house.install(team)
            await house.opened(team)
        await house.mention(ACME, "they are silent")
        await house.slack.wait_for(ACME, "chat.update", text=DOWN)
        from sqlalchemy import create_engine, text

        engine = create_engine(postgres)
        with engine.connect() as connection:
            counts = {
                schema: connection.execute(text(f"SELECT count(*) FROM {schema}.thread_question")).scalar()
                for schema in ("public", "goodword_t0acme", "goodword_t0nordkap")
            }
        engine.dispose()
        assert counts == {"public": 0, "goodword_t0acme": 1, "goodword_t0nordkap": 0}


def test_several_processes_may_make_a_schema_at_once(postgres: str) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as crowd:
        made = set(crowd.map(lambda _: make_schema(postgres, "goodword_t0acme"), range(4)))
    assert len(made) == 1
    database = open_database(made.pop(), patience=20)
    assert SqlPromises(database).promise("none") is None
    database.close()
    with pytest.raises(ValueError, match="no name of a schema"):
        url_of_schema(postgres, "x; DROP SCHEMA public")


# -- the doctor -------------------------------------------------------------------------------------------------------------


async def test_the_doctor_says_of_every_workspace_whether_its_token_is_good(tmp_path: Path) -> None:
    slack = SharedSlack()
    async with serving(slack.app) as url:
        config = house_config(tmp_path, url)
        assert list(doctor.workspaces(replace(config, slack=replace(config.slack, oauth=False)), speaking("en"))) == []
        missing = list(doctor.workspaces(replace(config, secrets=Secrets()), speaking("zh")))
        assert {finding.state for finding in missing} == {"fault"}
        database = open_main(config)
        kept = open_installations(config, database)
        for team in (ACME, NORDKAP):
            kept.save(replace(ONE, team=team, name=team, token=slack._new(team)["access_token"], expires_at=None))
        kept.save(replace(ONE, team="T0OLD", expires_at=NOON - timedelta(days=3650)))
        kept.save(replace(ONE, team="T0GONE"))
        kept.leave("T0GONE", NOON, "app_uninstalled")
        database.close()
        slack.revoke(NORDKAP)
        told = {finding.part: finding for finding in await asyncio.to_thread(lambda: list(doctor.workspaces(config, speaking("en"))))}
        assert told["workspaces"].what == "3 installed, 1 have left"
        states = {team: told[f"workspace {team}"].state for team in (ACME, NORDKAP, "T0OLD")}
        assert states == {ACME: "ok", NORDKAP: "fault", "T0OLD": "fault"}
        lost = replace(config, secrets=replace(config.secrets, token_key=a_key()))
        told = {finding.part: finding for finding in await asyncio.to_thread(lambda: list(doctor.workspaces(lost, speaking("en"))))}
        assert "cannot be decrypted" in told[f"workspace {ACME}"].what
        assert "xox" not in json.dumps([finding.what + finding.todo for finding in told.values()])
