"""The settings: `records` says what there is, `limits` what is allowed, `reading` reads config.toml and the environment."""

from bot.config.reading import read_config
from bot.config.records import (
    Answers,
    Channels,
    Config,
    LibrarySettings,
    Log,
    ModelSettings,
    People,
    PromiseSettings,
    Reminders,
    Secrets,
    Server,
    Slack,
    Storage,
    Work,
)

__all__ = [
    "Answers",
    "Channels",
    "Config",
    "LibrarySettings",
    "Log",
    "ModelSettings",
    "People",
    "PromiseSettings",
    "Reminders",
    "Secrets",
    "Server",
    "Slack",
    "Storage",
    "Work",
    "read_config",
]
