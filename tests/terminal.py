"""A terminal for tests of the commands: types words, reads what comes. And a talk whose records the commands work on."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from bot.ports import Kept
from bot.storage.channels import SqlChannelRules
from bot.storage.database import open_database
from bot.storage.journal import SqlJournal
from bot.storage.threads import SqlThreads

NOON = datetime(2027, 1, 15, 12, tzinfo=UTC)
_SETTINGS = (
    "SLACK_BOT_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_APP_TOKEN",
    "OPENAI_API_KEY",
    "OPENAI_BASE_URL",
    "GOODWORD_CONFIG",
    "LC_ALL",
    "LC_MESSAGES",
)


@dataclass
class Terminal:
    """In a folder of its own, with nothing set but the data folder."""

    capsys: pytest.CaptureFixture[str]

    def __call__(self, *words: str) -> tuple[int, str, str]:
        """Exit status, standard output, standard error."""
        status = main(words)
        out, err = self.capsys.readouterr()
        return status, out, err

    def json(self, *words: str) -> dict[str, Any]:
        """What a command that must succeed prints as JSON."""
        status, out, err = self(*words)
        assert status == 0, err
        told: dict[str, Any] = json.loads(out)
        return told


def a_terminal(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    for name in _SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("GOODWORD_DATA", str(folder / "data"))
    monkeypatch.chdir(folder)
    return Terminal(capsys)


def talk(data: Path) -> None:
    """Ana asks in a thread, Ben follows, Cleo asks elsewhere; Ben likes Ana's answer."""
    database = open_database(data / "goodword.db")
    journal, threads = SqlJournal(database), SqlThreads(database)
    for key, person, text, context, channel in (
        ("qa", "UANA", "ana canary-one", (), "C1"),
        ("qb", "UBEN", "ben asks on", ("ana canary-one",), "C1"),
        ("qc", "UCLEO", "cleo asks", (), "C2"),
    ):
        journal.keep(Kept(key, text, "en", person, NOON, "abstained", context), {"id": key, "note": f"about {text}"}, ["everyone"])
        threads.follow(channel, "1.0", text, key, NOON)
    journal.judge("qa", "UBEN", True, NOON)
    journal.judge("qc", "UANA", False, NOON)
    SqlChannelRules(database).set_rule("C1", "private", "UANA", NOON)
    database.close()
