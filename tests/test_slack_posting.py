"""Every way by which words leave for Slack: no previews of links, and nothing of others in them that works.

A new way to post fails here until it is written down, and its messages are looked at as those of the others are.
"""

import ast
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
import test_digest_blocks as digests
from test_digest_blocks import MARKS, NOW, a_digest, a_promise, a_row, a_week

import bot
from bot.commands.demo import demo_config
from bot.config import Config, Secrets
from bot.promises.records import Approval
from bot.reminders.alerting import GivenUp
from bot.reminders.digesting import DIGEST_KINDS
from bot.reminders.outbox import Notice, Row
from bot.reminders.reminding import PROMISE_KINDS
from bot.rounds import open_rounds
from bot.slack.courier import _post
from bot.slack.texts import LANGUAGES
from bot.storage.database import open_database

ROOT = Path(bot.__file__).parent
POSTS = frozenset({"chat_postMessage", "chat_scheduleMessage", "chat_meMessage"})
WAYS = {"slack/outgoing.py": 2, "slack/courier.py": 1, "slack/calling.py": 1}
"""Module -> ways to post in it. Ephemeral messages and streams show no previews: Slack has no such option for them."""


def ways(tree: ast.AST) -> int:
    named = [each for each in ast.walk(tree) if isinstance(each, ast.Attribute) and each.attr in POSTS]
    hooks = [
        each for each in ast.walk(tree) if isinstance(each, ast.Attribute) and each.attr == "send" and ast.unparse(each.value) == "hook"
    ]
    return len(named) + len(hooks)


def switched_off(tree: ast.AST, option: str) -> int:
    """How often the option stands in a call or a dictionary as False, and never as anything else."""
    given = [each.value for each in ast.walk(tree) if isinstance(each, ast.keyword) and each.arg == option]
    for each in ast.walk(tree):
        if isinstance(each, ast.Dict):
            given += [
                value for key, value in zip(each.keys, each.values, strict=True) if isinstance(key, ast.Constant) and key.value == option
            ]
    assert all(isinstance(value, ast.Constant) and value.value is False for value in given)
    return len(given)


def test_every_way_to_post_is_known_and_shows_no_previews():
    trees = {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in ROOT.rglob("*.py")}
    found = Counter({name: ways(tree) for name, tree in trees.items() if not name.startswith("playground/")})
    assert +found == Counter(WAYS)
    for name, count in WAYS.items():
        for option in ("unfurl_links", "unfurl_media"):
            assert switched_off(trees[name], option) == count, (name, option)


def notices(language: str) -> dict[str, Notice]:
    """One of every kind, as nasty as can be."""
    asked = (Approval(MARKS, ("U0FELIX",)),)
    promise = a_promise(1, language, state="waiting", approvals=asked, proof=MARKS, source=MARKS)
    live = replace(promise, state="at-risk", moved=2)
    told = {kind: Notice("U0ANA", kind, language, NOW, digests.ZONE, True, True, promise) for kind in ("approver", "escalate")}
    told |= {kind: Notice("U0ANA", kind, language, NOW, digests.ZONE, True, True, live) for kind in ("lead", "due", "overdue", "snooze")}
    contents = {
        "digest": a_digest(language, 3),
        "weekly": a_week(language),
        "alert": GivenUp(99, tuple(a_row(n) for n in range(9))),
    }
    return told | {kind: Notice("U0ANA", kind, language, NOW, digests.ZONE, True, True, content=what) for kind, what in contents.items()}


@pytest.fixture(scope="module")
def courier(tmp_path_factory):
    """As the running bot has it, with all its renders."""
    config = demo_config(Config(data=tmp_path_factory.mktemp("data")), "http://127.0.0.1:1", Secrets("xoxb-1", "secret"))
    database = open_database(config.data / "goodword.db")
    yield open_rounds(config, database, lambda: NOW).courier
    database.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_courier_posts_shows_no_previews_and_nothing_of_others_works_in_it(courier, language):
    told = notices(language)
    assert set(told) == set(courier._renders) == {*PROMISE_KINDS, *DIGEST_KINDS, "alert"}
    for kind, notice in told.items():
        row = Row(1, MARKS, kind, "p1", 1, "U0ANA", NOW, "claimed", NOW)
        given = _post(courier._renders[kind](notice), row)
        assert (given["channel"], given["unfurl_links"], given["unfurl_media"]) == ("U0ANA", False, False), kind
        sent = json.dumps(given, ensure_ascii=False)
        for live in ("<!", "<https", "<@U0BEN", "\u202e", "www.evil.example.com", "U0SECRET"):
            assert live not in sent, (kind, live)
        if kind != "alert":
            assert "evil[.]example[.]com" in sent, kind
