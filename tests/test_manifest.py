"""manifest.json against what Slack takes: known fields only, lengths, counts. Slack rejects a manifest with anything else."""

import json
import re
from importlib.resources import files

import pytest

from bot.slack.scopes import REASONS

MANIFEST = json.loads(files("bot.slack").joinpath("manifest.json").read_text(encoding="utf-8"))

KNOWN = {
    "": {"_metadata", "display_information", "features", "oauth_config", "settings", "mcp_servers"},
    "display_information": {"name", "description", "long_description", "background_color"},
    "features": {"agent_view", "app_home", "bot_user", "shortcuts", "slash_commands", "unfurl_domains"},
    "features.agent_view": {"agent_description", "suggested_prompts", "actions"},
    "features.agent_view.suggested_prompts": {"title", "message"},
    "features.app_home": {"home_tab_enabled", "messages_tab_enabled", "messages_tab_read_only_enabled"},
    "features.bot_user": {"display_name", "always_online"},
    "features.shortcuts": {"name", "type", "callback_id", "description"},
    "features.slash_commands": {"command", "url", "description", "usage_hint", "should_escape"},
    "oauth_config": {"redirect_urls", "scopes", "pkce_enabled", "token_management_enabled"},
    "oauth_config.scopes": {"bot", "user", "bot_optional", "user_optional"},
    "settings": {
        *("event_subscriptions", "interactivity", "socket_mode_enabled", "token_rotation_enabled"),
        *("org_deploy_enabled", "is_mcp_enabled", "allowed_ip_address_ranges"),
    },
    "settings.event_subscriptions": {"request_url", "bot_events", "user_events", "metadata_subscriptions"},
    "settings.interactivity": {"is_enabled", "request_url", "message_menu_options_url"},
}
NEEDS = {
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
    "app_home_opened": None,
    "agent_session_stopped": "assistant:write",
}
"""Event -> the right without which Slack does not send it; None where it needs none."""


def records(value, path=""):
    """(path, record) for every record in the manifest; records of a list share the list's path."""
    if isinstance(value, dict):
        yield path, value
        for name, inner in value.items():
            yield from records(inner, f"{path}.{name}".lstrip("."))
    elif isinstance(value, list):
        for inner in value:
            yield from records(inner, path)


def test_every_field_is_one_that_slack_knows():
    for path, record in records(MANIFEST):
        assert path in KNOWN, path
        assert record.keys() <= KNOWN[path], (path, record.keys() - KNOWN[path])


def test_an_unknown_field_would_be_noticed():
    strange = {**MANIFEST, "settings": {**MANIFEST["settings"], "surprise": 1}}
    assert any(record.keys() - KNOWN[path] for path, record in records(strange))


def test_texts_keep_to_their_lengths():
    shown, features = MANIFEST["display_information"], MANIFEST["features"]
    assert 1 <= len(shown["name"]) <= 35
    assert 1 <= len(shown["description"]) <= 140
    assert 175 <= len(shown["long_description"]) <= 4000
    assert re.fullmatch(r"#[0-9a-f]{6}", shown["background_color"])
    assert len(features["bot_user"]["display_name"]) <= 80
    assert len(features["agent_view"]["agent_description"]) <= 300


def test_commands_and_shortcuts_keep_to_their_counts_and_lengths():
    commands, shortcuts = MANIFEST["features"]["slash_commands"], MANIFEST["features"]["shortcuts"]
    assert 1 <= len(commands) <= 50
    assert 1 <= len(shortcuts) <= 10
    for command in commands:
        assert re.fullmatch(r"/[a-z0-9_-]{1,31}", command["command"])
        assert len(command["description"]) <= 2000
        assert len(command["usage_hint"]) <= 1000
        assert command["should_escape"] is True, "else a mention in a command comes as a bare name"
    for shortcut in shortcuts:
        assert len(shortcut["name"]) <= 24
        assert shortcut["type"] in ("message", "global")
        assert len(shortcut["callback_id"]) <= 255
        assert len(shortcut["description"]) <= 150


def test_at_most_four_questions_are_suggested_and_some_in_chinese():
    prompts = MANIFEST["features"]["agent_view"]["suggested_prompts"]
    assert 1 <= len(prompts) <= 4
    assert all(prompt["title"] and prompt["message"] for prompt in prompts)
    assert any(re.search(r"[\u4e00-\u9fff]", prompt["message"]) for prompt in prompts)


def test_the_experience_for_new_apps_is_chosen():
    assert "agent_view" in MANIFEST["features"]
    assert "assistant_view" not in MANIFEST["features"]


def test_every_right_has_a_reason_and_none_is_asked_for_that_has_none():
    scopes = MANIFEST["oauth_config"]["scopes"]
    assert scopes.keys() == {"bot"}
    assert scopes["bot"] == sorted(REASONS)


def test_every_event_has_the_right_it_needs_and_no_history_is_read_without_its_event():
    events = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    assert 1 <= len(events) <= 100
    assert {NEEDS[event] for event in events} - {None} <= REASONS.keys()
    assert {scope for scope in REASONS if scope.endswith(":history")} <= {NEEDS[event] for event in events}


def test_all_requests_go_to_the_one_address_that_is_served():
    settings = MANIFEST["settings"]
    addresses = {settings["event_subscriptions"]["request_url"], settings["interactivity"]["request_url"]}
    addresses |= {command["url"] for command in MANIFEST["features"]["slash_commands"]}
    assert len(addresses) == 1
    assert re.fullmatch(r"https://[a-z0-9.-]+\.example\.com/slack/events", addresses.pop())


@pytest.mark.parametrize("name", ["org_deploy_enabled", "token_rotation_enabled", "socket_mode_enabled"])
def test_what_we_do_not_support_is_off_and_http_is_the_default(name):
    assert MANIFEST["settings"][name] is False


def test_the_home_tab_is_on_and_told_of_when_it_is_opened():
    assert MANIFEST["features"]["app_home"]["home_tab_enabled"] is True
    assert "app_home_opened" in MANIFEST["settings"]["event_subscriptions"]["bot_events"]


def test_people_can_write_to_the_bot():
    home = MANIFEST["features"]["app_home"]
    assert home["messages_tab_enabled"] is True
    assert home["messages_tab_read_only_enabled"] is False
    assert MANIFEST["settings"]["interactivity"]["is_enabled"] is True
