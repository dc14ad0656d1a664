"""config.toml and the secrets of the environment, read once into one frozen Config. All faults are reported together.

config.toml is the manual of these settings; a test holds the two against each other.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any, get_type_hints

from bot.errors import ConfigError

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True)
class Slack:
    api_url: str = "https://slack.com/api/"
    socket_mode: bool = False
    send_timeout: int = 10


@dataclass(frozen=True)
class Server:
    host: str = "127.0.0.1"
    port: int = 3000


@dataclass(frozen=True)
class Work:
    workers: int = 4
    queue: int = 1000
    lease: int = 60
    attempts: int = 4
    keep_days: int = 14


@dataclass(frozen=True)
class Answers:
    deals: int = 3
    cards: int = 3
    per_section: int = 3
    timeout: int = 9
    max_chars: int = 8000


@dataclass(frozen=True)
class LibrarySettings:
    dense: str = "chroma"
    check_every: int = 3600


@dataclass(frozen=True)
class ModelSettings:
    name: str = ""
    base_url: str = ""
    timeout: int = 8
    retries: int = 1
    max_tokens: int = 1200
    daily_tokens: int = 500_000


@dataclass(frozen=True)
class Channels:
    default: str = "mention"


@dataclass(frozen=True)
class People:
    admins: tuple[str, ...] = ()
    managers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reminders:
    lead: tuple[str, ...] = ("3d", "1d", "0m")
    tick: int = 15
    quiet_hours: tuple[str, ...] = ("20:00", "08:00")
    working_days: tuple[str, ...] = ("mon", "tue", "wed", "thu", "fri")
    digest_at: str = "08:30"


@dataclass(frozen=True)
class Log:
    level: str = "info"


@dataclass(frozen=True, repr=False)
class Secrets:
    """From the environment only. Never printed."""

    bot_token: str = ""
    signing_secret: str = ""
    app_token: str = ""
    openai_key: str = ""

    def __repr__(self) -> str:
        return "Secrets(***)"


@dataclass(frozen=True)
class Config:
    """Everything a person can set. `data` is the folder of the database and the index."""

    slack: Slack = Slack()
    server: Server = Server()
    work: Work = Work()
    answers: Answers = Answers()
    library: LibrarySettings = LibrarySettings()
    model: ModelSettings = ModelSettings()
    channels: Channels = Channels()
    people: People = People()
    teams: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reminders: Reminders = Reminders()
    log: Log = Log()
    secrets: Secrets = Secrets()
    data: Path = Path("data")

    def team_of(self, person: str) -> str | None:
        """The first team that lists this Slack user id."""
        return next((name for name, members in self.teams.items() if person in members), None)


_CHOICES: dict[str, tuple[str, ...]] = {
    "library.dense": ("chroma", "exact"),
    "channels.default": ("mention", "private", "off"),
    "log.level": ("debug", "info", "warning", "error"),
}
_RANGES: dict[str, tuple[int, int]] = {
    "slack.send_timeout": (1, 60),
    "server.port": (0, 65535),
    "work.workers": (1, 64),
    "work.queue": (1, 1_000_000),
    "work.lease": (5, 3600),
    "work.attempts": (1, 20),
    "work.keep_days": (1, 365),
    "answers.deals": (0, 10),
    "answers.cards": (1, 5),
    "answers.per_section": (1, 6),
    "answers.timeout": (1, 120),
    "answers.max_chars": (200, 100_000),
    "library.check_every": (10, 86_400),
    "model.timeout": (1, 120),
    "model.retries": (0, 5),
    "model.max_tokens": (100, 32_000),
    "model.daily_tokens": (0, 1_000_000_000),
    "reminders.tick": (1, 300),
}
_PATTERNS: dict[str, tuple[re.Pattern[str], str]] = {
    "slack.api_url": (re.compile(r"https?://\S+/"), 'an address that ends in "/"'),
    "model.base_url": (re.compile(r"(https?://\S+)?"), "an http(s) address, or empty"),
    "reminders.lead": (re.compile(r"\d+[mhd]"), 'durations such as "3d", "2h" or "0m"'),
    "reminders.quiet_hours": (re.compile(r"([01]\d|2[0-3]):[0-5]\d"), 'times such as "08:30"'),
    "reminders.digest_at": (re.compile(r"([01]\d|2[0-3]):[0-5]\d"), 'a time such as "08:30"'),
    "reminders.working_days": (re.compile("|".join(_WEEKDAYS)), "days out of " + ", ".join(_WEEKDAYS)),
    "people.admins": (re.compile(r"[UW][A-Z0-9]{2,}"), "Slack user ids such as U012AB3CD"),
    "people.managers": (re.compile(r"[UW][A-Z0-9]{2,}"), "Slack user ids such as U012AB3CD"),
}


def read_config(environment: Mapping[str, str], folder: Path | None = None) -> Config:
    """Read the settings. `folder` is where the default config.toml and relative paths are looked up.

    A missing default file means defaults; a missing file that GOODWORD_CONFIG names is a fault.
    Raises ConfigError with every fault found.
    """
    folder = folder or Path.cwd()
    named = environment.get("GOODWORD_CONFIG", "")
    path = folder / (named or "config.toml")
    faults: list[str] = []
    table = _read_toml(path, bool(named), faults)
    sections = {part.name: part for part in fields(Config) if part.name not in ("secrets", "data")}
    faults += [f'{path.name}: unknown section "{name}". Known: {", ".join(sections)}.' for name in table if name not in sections]
    values: dict[str, Any] = {}
    for name in sections:
        if name == "teams":
            values[name] = _read_teams(table.get(name, {}), faults)
        else:
            values[name] = _read_section(name, get_type_hints(Config)[name], table.get(name, {}), faults)
    if faults:
        raise ConfigError(faults)
    return Config(**values, secrets=_read_secrets(environment), data=folder / environment.get("GOODWORD_DATA", "data"))


def _read_secrets(environment: Mapping[str, str]) -> Secrets:
    names = ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN", "OPENAI_API_KEY")
    return Secrets(*(environment.get(name, "").strip() for name in names))


def _read_toml(path: Path, must_exist: bool, faults: list[str]) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        if must_exist:
            faults.append(f"{path}: there is no such file (GOODWORD_CONFIG names it).")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        faults.append(f"{path}: cannot be read: {fault}.")
    return {}


def _read_section(name: str, kind: type[Any], table: Any, faults: list[str]) -> Any:
    if not isinstance(table, dict):
        faults.append(f'"{name}" must be a section: write [{name}].')
        return kind()
    hints = get_type_hints(kind)
    known = {part.name for part in fields(kind) if part.default is not MISSING}
    faults += [f'{name}: unknown key "{key}". Known: {", ".join(sorted(known))}.' for key in table if key not in known]
    values = {}
    for key in known & table.keys():
        fault, value = _read_value(f"{name}.{key}", hints[key], table[key])
        if fault:
            faults.append(fault)
        else:
            values[key] = value
    return kind(**values)


def _read_value(key: str, kind: Any, value: Any) -> tuple[str, Any]:
    """("", value) or (fault, None)."""
    checks: dict[Any, Callable[[Any], bool]] = {
        bool: lambda v: isinstance(v, bool),
        int: lambda v: isinstance(v, int) and not isinstance(v, bool),
        str: lambda v: isinstance(v, str),
    }
    words = {bool: "true or false", int: "a whole number", str: "text in quotes"}
    if kind not in checks:
        if not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
            return f'{key} must be a list of texts, for example ["a", "b"].', None
        value = tuple(value)
    elif not checks[kind](value):
        return f"{key} must be {words[kind]}, not {value!r}.", None
    return _limits(key, value), value


def _limits(key: str, value: Any) -> str:
    if key in _CHOICES and value not in _CHOICES[key]:
        return f"{key} must be one of {', '.join(_CHOICES[key])}, not {value!r}."
    if key in _RANGES and not _RANGES[key][0] <= value <= _RANGES[key][1]:
        return f"{key} must lie between {_RANGES[key][0]} and {_RANGES[key][1]}, not {value}."
    if key in _PATTERNS:
        pattern, meant = _PATTERNS[key]
        items = value if isinstance(value, tuple) else (value,)
        wrong = [item for item in items if not pattern.fullmatch(item)]
        if wrong:
            return f"{key} must be {meant}, not {wrong[0]!r}."
    return ""


def _read_teams(table: Any, faults: list[str]) -> dict[str, tuple[str, ...]]:
    teams = {}
    for name, members in table.items() if isinstance(table, dict) else ():
        if isinstance(members, list) and all(isinstance(member, str) for member in members):
            teams[name] = tuple(members)
        else:
            faults.append(f'teams.{name} must be a list of Slack user ids, for example ["U012AB3CD"].')
    return teams
