"""The doctor finds what is wrong, says what to do, and is never stopped by the thing it examines."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from bot.config import Config, LibrarySettings, ModelSettings, Secrets, Server, Slack, Storage, Work
from bot.doctor import Finding, examine, knowing, machine, outside, records
from bot.doctor.examining import unreadable
from bot.doctor.finding import speaking
from bot.errors import ConfigError, ModelUnavailable
from bot.lock import held
from bot.ports import Delivery
from bot.slack.scopes import REASONS
from bot.storage.database import open_database
from bot.storage.inbox import SqlInbox

NOON = datetime(2027, 1, 15, 12, tzinfo=UTC)
EN, ZH = speaking("en"), speaking("zh")
PARTS = ("settings", "data folder", "database", "inbox", "deals", "vector index", "guidance", "embedding", "language model", "Slack token")


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(data=tmp_path / "data", server=Server(port=0))


def only(findings: Iterator[Finding]) -> Finding:
    (finding,) = findings
    return finding


@contextmanager
def a_slack(answer: dict[str, Any], status: int = 200, scopes: str | None = ",".join(REASONS), date: str = "") -> Iterator[str]:
    """A Web API that gives one answer to everything (and "metrics" to those who watch); yields its base address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("content-length", 0)))
            self.say(json.dumps(answer).encode())

        def do_GET(self) -> None:
            self.say(str(answer["metrics"]).encode())

        def say(self, body: bytes) -> None:
            self.send_response_only(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.send_header("date", date or self.date_time_string())
            if scopes is not None:
                self.send_header("x-oauth-scopes", scopes)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/api/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def with_token(config: Config, url: str, **secrets: str) -> Config:
    return replace(config, slack=replace(config.slack, api_url=url, send_timeout=2), secrets=Secrets(bot_token="xoxb-1-AbCdEf", **secrets))


# -- all of it ----------------------------------------------------------------------------------------------------------


def test_a_fresh_folder_is_in_good_health(config: Config) -> None:
    findings = examine(config, now=NOON)
    assert not [finding for finding in findings if finding.state == "fault"]
    assert [part for part in PARTS if part not in {finding.part for finding in findings}] == []
    assert all(finding.todo for finding in findings if finding.state != "ok")


def test_a_broken_part_hides_no_other(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("refused xoxb-1-AbCdEf")

    monkeypatch.setattr(machine, "settings", broken)
    monkeypatch.setitem(__import__("sys").modules, "bot.scheduler", None)
    monkeypatch.setattr(knowing, "embedding", lambda config, say: iter(()))
    config.data.parent.mkdir(exist_ok=True)
    config.data.write_text("a file where the folder should be")
    found = {finding.part: finding for finding in examine(config, "zh", NOON)}
    assert {part for part, finding in found.items() if finding.state == "fault"} == {"settings", "data folder", "scheduler"}
    assert "AbCdEf" not in found["settings"].what
    assert found["database"].state == "warning"
    assert "make install" in found["scheduler"].todo
    assert "无法写入" in found["data folder"].what


def test_settings_that_cannot_be_read_are_findings() -> None:
    assert [finding.what for finding in unreadable(ConfigError(["one", "two"]))] == ["one", "two"]


def test_the_command_ends_with_1_when_something_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def two(config: Config, language: str) -> list[Finding]:
        return [Finding("disk", "ok", "is there"), Finding("clock", "fault", "stands\x1b[2J still", "Wind it up.")]

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setattr("bot.doctor.examine", two)
    assert main(["doctor"]) == 1
    out = capsys.readouterr().out
    assert "FAULT  clock: stands[2J still\n       → Wind it up.\n" in out
    assert main(["doctor", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is False
    assert told["findings"][0] == {"part": "disk", "state": "ok", "what": "is there", "todo": ""}


# -- the machine --------------------------------------------------------------------------------------------------------


def test_a_nearly_full_disk_is_told(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = type("Usage", (), {"free": 10_000_000})
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda path: usage)
    assert only(machine.data_folder(config, EN)).state == "fault"
    usage.free = 100_000_000
    assert only(machine.data_folder(config, EN)).state == "warning"


@pytest.mark.parametrize(
    ("now", "state"), [(NOON, "ok"), (datetime(1970, 1, 2, tzinfo=UTC), "fault"), (datetime(2150, 1, 1, tzinfo=UTC), "fault")]
)
def test_an_absurd_clock_is_told(config: Config, now: datetime, state: str) -> None:
    assert only(machine.clock(config, EN, now)).state == state


def test_a_port_is_free_ours_or_somebody_elses(config: Config) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        config = replace(config, server=Server(port=taken.getsockname()[1]))
        assert only(machine.server_port(config, EN)).state == "fault"
        with held(config.data):
            assert only(machine.server_port(config, EN)).state == "ok"
    assert only(machine.server_port(config, EN)).state == "ok"
    assert "Socket Mode" in only(machine.server_port(replace(config, slack=Slack(socket_mode=True)), EN)).what


# -- records and knowledge ----------------------------------------------------------------------------------------------


def test_a_damaged_database_is_told_with_what_to_do(config: Config) -> None:
    config.data.mkdir()
    (config.data / "goodword.db").write_bytes(b"not a database at all" * 1000)
    found = {finding.part: finding for finding in examine_only(config, "database", records.database)}
    assert found["database"].state == "fault"
    assert "backup" in found["database"].todo


def examine_only(config: Config, part: str, check: Any) -> list[Finding]:
    from bot.doctor.examining import _guarded

    return list(_guarded(part, check, config, EN))


def test_the_database_of_the_settings_is_the_one_that_is_opened(config: Config, tmp_path: Path) -> None:
    config = replace(config, storage=Storage(f"sqlite:///{tmp_path / 'elsewhere.db'}"))
    assert {finding.state for finding in records.database(config, EN)} == {"ok"}
    assert (tmp_path / "elsewhere.db").exists()
    assert not (config.data / "goodword.db").exists()


def test_a_database_that_is_not_there_is_told_without_its_password(config: Config) -> None:
    url = f"postgresql+psycopg://ana:AbCdEf99@127.0.0.1:{closed_port()}/goodword"
    (found,) = examine_only(replace(config, storage=Storage(url)), "database", records.database)
    assert (found.state, "AbCdEf99" in found.what + found.todo) == ("fault", False)
    assert "password" in found.todo


def test_requests_that_were_given_up_are_counted(config: Config) -> None:
    database = open_database(config.data / "goodword.db")
    inbox = SqlInbox(database, NOON - NOON, NOON - NOON, 10)
    for key in ("one", "two"):
        inbox.accept(Delivery(key, "event", "{}", {}, NOON))
    inbox.give_up("one", NOON, "in vain")
    database.close()
    state = {finding.part: finding for finding in records.database(config, EN)}["inbox"]
    assert (state.state, state.what) == ("warning", "1 waiting, 0 in work, 0 done, 1 given up")
    full = {finding.part: finding for finding in records.database(replace(config, work=Work(queue=1)), ZH)}["inbox"]
    assert full.state == "fault"


def test_cards_newer_than_what_was_learned_are_told(config: Config, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    card = '+++\nid = "new"\ntopics = ["trust.core"]\n+++\n# en\n## title\nA card nobody learned from\n## teaches\n- Quite new.\n'
    folder = tmp_path / "cards"
    folder.mkdir()
    (folder / "new.md").write_text(card, encoding="utf-8")
    monkeypatch.setattr("knowledge.cards.SHIPPED_CARDS", folder)
    finding = only(knowing.guidance(config, EN))
    assert finding.state == "warning"
    assert "make learn" in finding.todo
    (folder / "new.md").write_text("+++\nid = ", encoding="utf-8")
    assert only(knowing.guidance(config, EN)).state == "fault"


def test_the_state_of_the_vector_index_is_told(config: Config) -> None:
    from knowledge.store import open_store

    def index() -> Finding:
        return {finding.part: finding for finding in knowing.library(config, EN)}["vector index"]

    config.data.mkdir()
    assert (index().state, index().what) == ("ok", "is built when the bot starts")
    store = open_store(str(config.data / "goodword.db"))
    store.set_note("chroma", "ab12-cd34")
    store.close()
    assert index().state == "warning"
    (config.data / "index" / "ab12-cd34").mkdir(parents=True)
    assert (index().state, "ab12-cd34" in index().what) == ("ok", True)
    with held(config.data):
        assert "running bot" in index().what
    config = replace(config, library=LibrarySettings(dense="exact"))
    assert "not used" in index().what


@pytest.mark.parametrize(("gauge", "state"), [("0", "ok"), ("1", "warning")])
def test_an_index_that_is_down_in_the_running_bot_is_told(config: Config, gauge: str, state: str) -> None:
    with a_slack({"metrics": f"# TYPE x gauge\ngoodword_library_index_down {gauge}\n"}) as url, held(config.data):
        config = replace(config, server=Server(port=int(url.split(":")[2].split("/")[0])))
        assert {finding.part: finding.state for finding in knowing.library(config, EN)}["vector index"] == state


# -- outside ------------------------------------------------------------------------------------------------------------


def test_no_language_model_is_fine_and_one_without_a_key_is_not(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    assert only(outside.language_model(config, EN)).state == "ok"
    finding = only(outside.language_model(replace(config, model=ModelSettings(name="gpt-5-mini")), EN))
    assert finding.state == "fault"
    assert "OPENAI_API_KEY" in finding.what


def test_a_model_that_cannot_be_reached_is_told(config: Config) -> None:
    model = ModelSettings(name="gpt-5-mini", base_url=f"http://127.0.0.1:{closed_port()}/v1", timeout=2, retries=0)
    with pytest.raises(ModelUnavailable, match="cannot be reached"):
        list(outside.language_model(replace(config, model=model), EN))
    (finding,) = examine_only(replace(config, model=model), "language model", outside.language_model)
    assert (finding.state, "base_url" in finding.todo) == ("fault", True)


def test_a_good_token_is_named_with_its_rights(config: Config) -> None:
    with a_slack({"ok": True, "team": "Nordwind", "user": "goodword"}) as url:
        found = {finding.part: finding for finding in outside.slack(with_token(config, url, signing_secret="s"), EN)}
    assert {part: finding.state for part, finding in found.items()} == dict.fromkeys(
        ("Slack token", "Slack rights", "Slack signing secret"), "ok"
    )
    assert found["Slack token"].what == "goodword in Nordwind"


def test_missing_rights_and_a_missing_signing_secret_are_named(config: Config) -> None:
    some = ",".join(sorted(REASONS)[1:])
    with a_slack({"ok": True, "team": "Nordwind", "user": "goodword"}, scopes=some) as url:
        found = {finding.part: finding for finding in outside.slack(with_token(config, url), EN)}
    assert found["Slack rights"].state == "fault"
    assert sorted(REASONS)[0] in found["Slack rights"].what
    assert found["Slack signing secret"].state == "fault"


def test_a_clock_that_differs_from_slacks_is_told(config: Config) -> None:
    with a_slack({"ok": True}, date="Tue, 01 Jan 2019 00:00:00 GMT") as url:
        found = {finding.part: finding for finding in outside.slack(with_token(config, url), EN)}
    assert found["clock"].state == "fault"


@pytest.mark.parametrize(
    ("answer", "status", "told"),
    [({"ok": False, "error": "invalid_auth"}, 200, "refuses it: invalid_auth"), ({}, 503, "cannot be reached")],
)
def test_a_bad_token_is_told_from_a_slack_that_is_down(config: Config, answer: dict[str, Any], status: int, told: str) -> None:
    with a_slack(answer, status) as url:
        finding = next(iter(outside.slack(with_token(config, url), EN)))
    assert (finding.state, told in finding.what) == ("fault", True)


def test_a_slack_that_cannot_be_reached_is_told(config: Config) -> None:
    finding = next(iter(outside.slack(with_token(config, f"http://127.0.0.1:{closed_port()}/api/"), ZH)))
    assert finding.state == "fault"
    assert "网络" in finding.todo


def test_socket_mode_needs_its_own_token(config: Config) -> None:
    config = replace(config, slack=Slack(socket_mode=True))
    found = {finding.part: finding for finding in outside.slack(config, EN)}
    assert found["Slack app token"].state == "fault"
    with a_slack({"ok": True, "url": "wss://unused.test"}) as url:
        config = with_token(config, url, app_token="xapp-1")
        assert {finding.part: finding.state for finding in outside.slack(config, EN)}["Slack app token"] == "ok"
    with a_slack({"ok": False, "error": "not_allowed_token_type"}) as url:
        config = with_token(config, url, app_token="xapp-1")
        assert {finding.part: finding.state for finding in outside.slack(config, EN)}["Slack app token"] == "fault"
