"""The records of a workspace: people, channels, messages, what an app is listed with; and a fictional sample team.

It must not know what happens to them.
"""

from dataclasses import dataclass, field
from typing import Any, Literal

TEAM = "T0SAMPLE"
OTHER_TEAM = "T0ACME"
APP = "A0PLAYGROUND"
BOT = "B0PLAYGROUND"
BOT_USER = "U0BOT"
SLACKBOT = "USLACKBOT"
Kind = Literal["public", "private", "direct"]


@dataclass(frozen=True)
class Person:
    """`title` in English and Chinese; `tz` is an IANA zone; `locale` as Slack writes it, for example "zh-CN"."""

    id: str
    name: str
    title: tuple[str, str] = ("", "")
    tz: str = "Europe/Berlin"
    locale: str = "en-GB"
    is_admin: bool = False
    is_guest: bool = False
    team: str = TEAM
    bot_id: str = ""

    @property
    def is_bot(self) -> bool:
        return bool(self.bot_id) or self.id == SLACKBOT


@dataclass(frozen=True)
class Channel:
    """`members` are user ids. A direct channel has exactly one person and the bot."""

    id: str
    name: str
    kind: Kind
    members: frozenset[str]
    is_shared: bool = False
    topic: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Message:
    """What stands in a channel. `only_for` names the one reader of a private message; times are Slack's ts strings."""

    channel: str
    ts: str
    author: str
    text: str
    blocks: tuple[dict[str, Any], ...] = ()
    thread: str = ""
    only_for: str = ""
    edited: str = ""
    metadata: dict[str, Any] | None = None
    client_msg_id: str = ""
    reactions: tuple[tuple[str, str], ...] = ()
    unfurls: bool = True

    @property
    def is_private(self) -> bool:
        return bool(self.only_for)


@dataclass(frozen=True)
class Command:
    """A slash command as the app is listed with it; the hint in English and Chinese."""

    name: str
    hint: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Shortcut:
    """A "message" shortcut stands in the "..." menu of every message, a "global" one beside the box to type in."""

    callback_id: str
    name: str
    kind: Literal["message", "global"] = "message"


@dataclass(frozen=True)
class Suggestion:
    """A question to try: title and text, in English and Chinese."""

    title: tuple[str, str]
    text: tuple[str, str]


SCOPES = (
    "app_mentions:read",
    "assistant:write",
    "channels:history",
    "channels:read",
    "chat:write",
    "commands",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "reactions:write",
    "users:read",
)
EVENTS = (
    "agent_session_stopped",
    "app_context_changed",
    "app_home_opened",
    "app_mention",
    "message.channels",
    "message.groups",
    "message.im",
)


@dataclass(frozen=True)
class Listing:
    """What Slack knows about an app from its manifest, and the questions the page suggests. `home`: it has a Home tab."""

    name: str = "Goodword"
    commands: tuple[Command, ...] = (Command("/ask", ("[what the buyer said]", "[买方说的话]")),)
    shortcuts: tuple[Shortcut, ...] = (Shortcut("diagnose", "Diagnose"),)
    events: tuple[str, ...] = EVENTS
    home: bool = False
    suggestions: tuple[Suggestion, ...] = field(default=())


def read_listing(manifest: dict[str, Any], suggestions: tuple[Suggestion, ...] = ()) -> tuple[Listing, tuple[str, ...]]:
    """The listing and the granted scopes that an app with this manifest.json has."""
    features, settings = manifest.get("features", {}), manifest.get("settings", {})
    listing = Listing(
        name=manifest["display_information"]["name"],
        commands=tuple(Command(each["command"], (each.get("usage_hint", ""),) * 2) for each in features.get("slash_commands", [])),
        shortcuts=tuple(Shortcut(each["callback_id"], each["name"], each["type"]) for each in features.get("shortcuts", [])),
        events=tuple(settings.get("event_subscriptions", {}).get("bot_events", [])),
        home=bool(features.get("app_home", {}).get("home_tab_enabled")),
        suggestions=suggestions,
    )
    return listing, tuple(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", []))


# Every person here is made up.
CAST = (
    Person("U0ANA", "Ana", ("Rep, team north", "销售，北区团队")),
    Person("U0BEN", "Ben", ("Rep, team north", "销售，北区团队"), tz="Asia/Shanghai", locale="zh-CN"),
    Person("U0CLEO", "Cleo", ("Rep, team south", "销售，南区团队"), tz="America/New_York", locale="en-US"),
    Person("U0MAREK", "Marek", ("Manager", "经理")),
    Person("U0FELIX", "Felix", ("Finance, approves", "财务，负责审批")),
    Person("U0SOFIA", "Sofia", ("Admin", "管理员"), tz="Europe/London", is_admin=True),
    Person("U0GUS", "Gus", ("Guest", "访客"), is_guest=True),
    Person("U0EVA", "Eva", ("Buyer at Acme (other company)", "Acme 的采购（外部公司）"), team=OTHER_TEAM),
)
OTHER_BOT = Person("U0TICKER", "Ticker", ("Another app", "另一个应用"), bot_id="B0TICKER")


def sample_channels() -> tuple[Channel, ...]:
    """The channels of the sample workspace, with one direct channel for each of our own people."""
    staff = frozenset(person.id for person in CAST if person.team == TEAM and not person.is_guest)
    north = frozenset({"U0ANA", "U0BEN", "U0MAREK"})
    acme = frozenset({"U0ANA", "U0BEN", "U0CLEO", "U0MAREK", "U0GUS", "U0EVA"})
    everyone = ("Everyone who sells", "全体销售")
    return (
        Channel("C0SALES", "sales", "public", staff | {BOT_USER, OTHER_BOT.id}, topic=everyone),
        Channel("C0NORTH", "sales-north", "private", north | {BOT_USER}, topic=("Team north only", "仅限北区团队")),
        Channel("C0ACME", "acme-shared", "public", acme | {BOT_USER}, True, ("Shared with another company", "与外部公司共享")),
        *(Channel(f"D0{person.id[2:]}", "", "direct", frozenset({person.id, BOT_USER})) for person in CAST if person.team == TEAM),
    )
