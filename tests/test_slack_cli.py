"""`slack run` and `slack manifest`: the hooks that the Slack CLI calls, called as it calls them, without the CLI."""

import json
import os
import shlex
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from test_manifest import KNOWN, records

from bot.slack.manifests import LEAVING, for_oauth, for_socket_mode, read_manifest

ROOT = Path(__file__).parents[1]
HOOKS = json.loads((ROOT / ".slack" / "hooks.json").read_text(encoding="utf-8"))["hooks"]
needs_hooks = pytest.mark.skipif(find_spec("slack_cli_hooks") is None, reason="slack-cli-hooks is not installed: run make dev")


def run(command: str, *more: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """As the CLI does it, but with this Python and without our own tokens."""
    words = [sys.executable if word == "python3" else word for word in shlex.split(command)]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "GOODWORD_"))}
    return subprocess.run(
        [*words, *more], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=60, env={**kept, **environment}
    )


def test_the_hooks_are_where_the_cli_looks_for_them_and_deprecated_files_are_not() -> None:
    assert HOOKS.keys() == {"get-hooks", "get-manifest"}
    assert not (ROOT / "slack.json").exists()
    assert (ROOT / "app.py").exists(), "what `slack run` starts"


@needs_hooks
def test_the_package_of_the_cli_answers_with_its_hooks_and_starts_our_app() -> None:
    told = run(HOOKS["get-hooks"])
    assert told.returncode == 0, told.stderr
    hooks = json.loads(told.stdout)["hooks"]
    assert {"get-manifest", "start", "doctor"} <= hooks.keys()
    assert "slack_cli_hooks.hooks.start" in hooks["start"]


@needs_hooks
def test_the_package_of_the_cli_finds_the_manifest_by_itself() -> None:
    told = run("python3 -m slack_cli_hooks.hooks.get_manifest")
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout) == read_manifest()


def test_the_manifest_for_the_cli_is_one_for_socket_mode() -> None:
    told = run(HOOKS["get-manifest"])
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout) == for_socket_mode(read_manifest())


@needs_hooks
def test_the_answer_stands_between_the_boundaries_that_the_cli_asks_for() -> None:
    told = run(HOOKS["get-manifest"], "--protocol=message-boundaries", "--boundary=-=-edge-=-")
    assert told.stdout.count("-=-edge-=-") == 2
    assert json.loads(told.stdout.split("-=-edge-=-")[1])["settings"]["socket_mode_enabled"] is True


@needs_hooks
def test_slack_run_starts_the_bot_in_socket_mode(tmp_path: Path) -> None:
    """With a token that no Slack takes: it gets as far as asking Slack, at an address where there is none."""
    settings = tmp_path / "config.toml"
    settings.write_text('[slack]\napi_url = "http://127.0.0.1:9/api/"\n[library]\ndense = "exact"\n', encoding="utf-8")
    place = {"GOODWORD_CONFIG": str(settings), "GOODWORD_DATA": str(tmp_path)}
    told = run("python3 -m slack_cli_hooks.hooks.start", **place)
    assert told.returncode == 2
    assert "SLACK_APP_TOKEN is not set, and Socket Mode needs it" in told.stderr
    assert "SIGNING_SECRET" not in told.stderr, "the CLI has none to give"


# -- manifests --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("manifest", [for_socket_mode(read_manifest()), for_oauth(read_manifest(), "https://goodword.example.com/")])
def test_every_field_of_a_turned_manifest_is_one_that_slack_knows(manifest: dict) -> None:  # type: ignore[type-arg]
    for path, record in records(manifest):
        assert record.keys() <= KNOWN[path], (path, record.keys() - KNOWN[path])


def test_socket_mode_has_no_address_and_loses_nothing_else() -> None:
    turned, shipped = for_socket_mode(read_manifest()), read_manifest()
    assert "https://" not in json.dumps(turned["settings"]) + json.dumps(turned["features"]["slash_commands"])
    assert turned["oauth_config"] == shipped["oauth_config"]
    assert turned["settings"]["event_subscriptions"]["bot_events"] == shipped["settings"]["event_subscriptions"]["bot_events"]
    assert shipped == read_manifest(), "the shipped one is not touched"


def test_oauth_has_its_addresses_and_hears_when_a_workspace_leaves() -> None:
    turned, shipped = for_oauth(read_manifest(), "https://goodword.example.com/"), read_manifest()
    assert turned["oauth_config"]["redirect_urls"] == ["https://goodword.example.com/slack/oauth_redirect"]
    assert turned["oauth_config"]["scopes"] == shipped["oauth_config"]["scopes"]
    events = turned["settings"]["event_subscriptions"]["bot_events"]
    assert set(events) == {*shipped["settings"]["event_subscriptions"]["bot_events"], *LEAVING}
    assert turned["settings"]["token_rotation_enabled"] is True
    assert {command["url"] for command in turned["features"]["slash_commands"]} == {"https://goodword.example.com/slack/events"}
