"""Who asks on the command line, and so what may be shown. Without a name: what every member may read."""

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.answers.readers import audiences_of
from bot.commands.speech import say
from bot.config import Config
from bot.errors import BadInput


@dataclass(frozen=True)
class Reader:
    """The person, if one is named, and every audience he or she belongs to."""

    rep: str | None
    audiences: frozenset[str]


def add_reader_options(parser: argparse.ArgumentParser) -> None:
    """--as and --team."""
    who = say("ask as this person (Slack user id): their private deals count too", "以此人身份提问（Slack 用户 ID），可看到其私有单子")
    parser.add_argument("--as", dest="rep", metavar="REP", help=who)
    parser.add_argument("--team", metavar="TEAM", help=say("ask as a member of this team", "以该团队成员身份提问"))


def read_reader(value: object, config: Config) -> Reader:
    """From {"rep", "team"}, both optional. Raises BadInput for anything else, so that a slip never widens what is shown."""
    if value is None:
        return make_reader(None, None, config)
    if not isinstance(value, Mapping):
        raise BadInput('"as" must be an object with "rep" and "team"')
    return make_reader(_name(value, "rep"), _name(value, "team"), config)


def make_reader(rep: str | None, team: str | None, config: Config) -> Reader:
    """The reader of that name; the team is looked up in the settings when it is not given."""
    return Reader(rep or None, audiences_of(rep or None, team or (config.team_of(rep) if rep else None)))


def _name(value: Mapping[str, Any], key: str) -> str | None:
    name = value.get(key)
    if name is not None and not isinstance(name, str):
        raise BadInput(f'"{key}" in "as" must be a text')
    return name
