"""What OAuth needs of the settings, and which settings hold for one workspace. Opens nothing."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path

from bot.config import Config, People, Storage, read_config
from bot.errors import BadInput, ConfigError
from bot.installations import Installation
from bot.storage.schemas import url_of_schema
from bot.storage.sealing import read_keys

_TEAM = re.compile(r"T[A-Z0-9]{2,20}")
_PEOPLE = ("people", "teams", "departments", "approvals")
"""Sections that name people. Those of config.toml hold for no workspace: an id is somebody else in another one."""
_OWN = (*_PEOPLE, "channels", "promises", "reminders", "answers")
"""Sections that a workspace may have of its own, in a config.toml in its folder."""


def oauth_faults(config: Config) -> list[str]:
    """What is missing or wrong for [slack] oauth = true, a sentence each."""
    keys, todo_of_slack = config.secrets, "copy it from App Credentials on your Slack app's page."
    wanted = (
        ("SLACK_CLIENT_ID", keys.client_id, todo_of_slack),
        ("SLACK_CLIENT_SECRET", keys.client_secret, todo_of_slack),
        ("SLACK_SIGNING_SECRET", keys.signing_secret, todo_of_slack),
        ("GOODWORD_TOKEN_KEY", keys.token_key, 'make one with "openssl rand -base64 32" and keep it safe.'),
    )
    faults = [f"{name} is not set: {todo}" for name, value, todo in wanted if not value]
    if keys.token_key:
        try:
            read_keys(keys.token_key)
        except BadInput as fault:
            faults.append(f"{fault} {fault.hint}")
    if keys.bot_token:
        faults.append("SLACK_BOT_TOKEN is set, and [slack] oauth is true: take one away. With OAuth every workspace brings its own token.")
    if config.slack.socket_mode:
        faults.append("[slack] oauth needs signed HTTP: set socket_mode to false.")
    return faults


def require_oauth(config: Config) -> None:
    """Raises ConfigError with everything that is missing."""
    if faults := oauth_faults(config):
        raise ConfigError(faults)


def workspace_config(config: Config, found: Installation) -> Config:
    """The settings of one workspace: those of all, but its own people, records, library and token. Raises ConfigError."""
    if not _TEAM.fullmatch(found.team):
        raise ConfigError([f"{found.team!r} is no id of a workspace."])
    folder = config.data / "workspaces" / found.team
    own = replace(config, people=People(), teams={}, departments={}, approvals={}, data=folder)
    if (folder / "config.toml").exists():
        own = replace(own, **_read_own(folder / "config.toml"))  # type: ignore[arg-type]
    url = config.storage.url and url_of_schema(config.storage.url, schema_of(found.team))
    keys = replace(config.secrets, bot_token=found.token)
    server = replace(config.server, public_url=f"{reached_at(config)}/workspaces/{found.team}")
    return replace(own, storage=Storage(url), secrets=keys, slack=replace(config.slack, oauth=False), server=server)


def of_folder(config: Config) -> Config:
    """The settings for a command: with PostgreSQL the data folder of a workspace stands for its schema as well."""
    folder = config.data
    if not config.storage.url or folder.parent.name != "workspaces" or not _TEAM.fullmatch(folder.name):
        return config
    return replace(config, storage=Storage(url_of_schema(config.storage.url, schema_of(folder.name))))


def reached_at(config: Config) -> str:
    """The address at which people reach the server, without a "/" at its end."""
    return (config.server.public_url or f"http://{config.server.host}:{config.server.port}").rstrip("/")


def schema_of(team: str) -> str:
    """The name of a workspace's schema in PostgreSQL."""
    return f"goodword_{team.lower()}"


def _read_own(path: Path) -> dict[str, object]:
    """The sections of a workspace's own file. Raises ConfigError."""
    read = read_config({"GOODWORD_CONFIG": path.name}, path.parent)
    named = tomllib.loads(path.read_text(encoding="utf-8-sig")).keys()
    if strange := sorted(named - set(_OWN)):
        raise ConfigError([f"{path}: [{name}] holds for all workspaces; set it in the main config.toml." for name in strange])
    return {name: getattr(read, name) for name in _OWN if name in named}
