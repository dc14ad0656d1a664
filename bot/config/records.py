"""What a person can set, as frozen records with their defaults. config.toml is the manual; a test holds the two together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Slack:
    api_url: str = "https://slack.com/api/"
    socket_mode: bool = False
    oauth: bool = False
    send_timeout: int = 10


@dataclass(frozen=True)
class Server:
    host: str = "127.0.0.1"
    port: int = 3000
    public_url: str = ""


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


@dataclass(frozen=True, repr=False)
class Storage:
    """The address may hold a password, so it is never printed."""

    url: str = ""

    def __repr__(self) -> str:
        return f"Storage(url={'***' if self.url else ''!r})"


@dataclass(frozen=True)
class PromiseSettings:
    audience: str = "everyone"
    week_full: int = 12
    undo: int = 60


@dataclass(frozen=True)
class Reminders:
    lead: tuple[str, ...] = ("3d", "1d", "0m")
    tick: int = 15
    quiet_hours: tuple[str, ...] = ("20:00", "08:00")
    working_days: tuple[str, ...] = ("mon", "tue", "wed", "thu", "fri")
    digest_at: str = "08:30"
    weekly_on: str = "mon"
    overdue_after: str = "2h"
    approver_after: str = "1d"
    escalate_before: str = "4h"
    escalate_to: str = ""
    holidays: str = ""
    give_up_after: str = "24h"


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
    client_id: str = ""
    client_secret: str = ""
    token_key: str = ""

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
    storage: Storage = Storage()
    promises: PromiseSettings = PromiseSettings()
    departments: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    approvals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reminders: Reminders = Reminders()
    log: Log = Log()
    secrets: Secrets = Secrets()
    data: Path = Path("data")

    def team_of(self, person: str) -> str | None:
        """The first team that lists this Slack user id."""
        return next((name for name, members in self.teams.items() if person in members), None)

    def approvers(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """For every kind of benefit the departments that must agree, each with the people who speak for it."""
        return {kind: {name: self.departments.get(name, ()) for name in names} for kind, names in self.approvals.items()}
