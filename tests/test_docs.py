"""The documents held against the code: settings, commands, rights, figures, links, and the README's examples, which are run."""

import io
import json
import logging
import re
import shlex
import struct
import sys
import tomllib
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from evals.readme_table import END, REPORTED, START, TUNED, read_baseline, table
from fakes_storage import MemoryChannelRules, MemoryInbox, MemoryJournal, MemoryThreads
from slack_bolt.async_app import AsyncApp

from bot import cli
from bot.config import Config, Secrets
from bot.slack.bolt import build_bolt
from bot.slack.desk import Desk
from bot.slack.scopes import REASONS

ROOT = Path(__file__).parents[1]
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")
MANIFEST = json.loads((ROOT / "bot/slack/manifest.json").read_text(encoding="utf-8"))
IDS = [path.relative_to(ROOT).as_posix() for path in DOCS]


def blocks(language, text=README):
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


# -- settings ---------------------------------------------------------------------------------------------------------


def test_config_toml_says_every_setting_and_default_that_there_is_and_no_other():
    written = tomllib.loads((ROOT / "config.toml").read_text(encoding="utf-8"))
    config = Config()
    sections = {part.name: getattr(config, part.name) for part in fields(Config) if part.name not in ("secrets", "data")}
    assert written.keys() == sections.keys()
    for name, section in sections.items():
        expected = {part.name: getattr(section, part.name) for part in fields(section)} if is_dataclass(section) else dict(section)
        found = {key: tuple(value) if isinstance(value, list) else value for key, value in written[name].items()}
        assert found == expected, name


def test_every_setting_is_explained_where_it_stands():
    lines = (ROOT / "config.toml").read_text(encoding="utf-8").splitlines()
    silent = [line for line in lines if re.match(r"(\[|\w+ *=)", line) and not re.search(r"# .{10,}", line)]
    assert [line for line in silent if line.strip("[]") not in ("slack", "work", "answers", "library", "model", "log")] == []


def test_every_secret_stands_in_the_example_of_the_environment():
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^#? ?([A-Z_]+)=", example, re.MULTILINE))
    of_oauth = {"SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "GOODWORD_TOKEN_KEY"}
    secrets = {"SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN", "OPENAI_API_KEY"} | of_oauth
    assert named == secrets | {"GOODWORD_DATA", "GOODWORD_CONFIG"}
    assert len(fields(Secrets)) == len(secrets)
    assert not re.search(r"^[A-Z_]+=\S", example, re.MULTILINE), "no values"


# -- Slack ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def listeners(monkeypatch):
    """What the real Bolt app listens to, by kind."""
    heard = {kind: set() for kind in ("event", "command", "action", "shortcut", "view")}
    for kind, names in heard.items():
        original = getattr(AsyncApp, kind)

        def recording(app, constraint, *more, _original=original, _names=names, **options):
            _names.add(constraint["type"] if isinstance(constraint, dict) else constraint)
            return _original(app, constraint, *more, **options)

        monkeypatch.setattr(AsyncApp, kind, recording)
    config = Config(secrets=Secrets(bot_token="xoxb-sample", signing_secret="sample"))
    build_bolt(Desk(None, MemoryThreads(), MemoryChannelRules(), MemoryInbox(), MemoryJournal(), config, lambda: None))
    return heard


def test_the_manifest_offers_exactly_what_is_listened_to(listeners):
    features, settings = MANIFEST["features"], MANIFEST["settings"]
    assert {command["command"] for command in features["slash_commands"]} == listeners["command"]
    assert {shortcut["callback_id"] for shortcut in features["shortcuts"]} == listeners["shortcut"]
    assert {event.partition(".")[0] for event in settings["event_subscriptions"]["bot_events"]} == listeners["event"]


def test_the_table_of_rights_is_that_of_the_code_and_the_manifest():
    rows = dict(re.findall(r"^\| `([a-z_:]+)` \| (.+?) \|$", README, re.MULTILINE))
    assert rows == REASONS
    assert sorted(rows) == MANIFEST["oauth_config"]["scopes"]["bot"]


def test_the_readme_names_every_command_and_shortcut_of_slack():
    assert all(command["command"] in README for command in MANIFEST["features"]["slash_commands"])
    assert all(f"*{shortcut['name']}*" in README for shortcut in MANIFEST["features"]["shortcuts"])


def test_the_guide_for_production_says_every_path_that_is_served_and_every_section_and_secret_of_oauth():
    from bot.workspaces import settings as of_workspaces

    guide = (ROOT / "docs" / "production.md").read_text(encoding="utf-8")
    served = {path for name in ("front", "lobby") for path in re.findall(r'Route\("(/[^"]+)"', (ROOT / f"bot/slack/{name}.py").read_text())}
    assert {"/slack/install", "/slack/oauth_redirect", "/readyz"} <= served
    assert [path for path in served if path not in guide] == []
    assert set(re.findall(r"`\[(\w+)\]`", guide.partition("may hold")[2].partition("of its own")[0])) == set(of_workspaces._OWN)
    assert {"SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "GOODWORD_TOKEN_KEY"} <= set(re.findall(r"`([A-Z_]+)`", guide))
    inside = re.search(r"location ~ (\S+) \{", guide)
    assert inside
    for path in ("/slack/events", "/slack/install", "/slack/oauth_redirect", "/calendar/x.ics", "/workspaces/T0ACME/calendar/x.ics"):
        assert re.match(inside[1], path), path
    for path in ("/metrics", "/healthz", "/readyz", "/workspaces/T0ACME/metrics"):
        assert not re.match(inside[1], path), path


# -- command line -----------------------------------------------------------------------------------------------------


def test_the_readme_names_every_subcommand_and_no_other():
    named = set(re.findall(r"(?:goodword|python -m bot) ([a-z]+)", "\n".join([*re.findall(r"`([^`\n]+)`", README), *blocks("sh")])))
    assert named == set(cli.COMMANDS)


def test_every_subcommand_has_help_in_both_languages():
    assert all(en.endswith(".") and zh.endswith("。") for en, zh in cli.COMMANDS.values())


@pytest.fixture
def quiet_logging():
    """The commands set logging up for themselves."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def typed(line):
    """(what is piped in, the words after "goodword", where the output goes) of one line of shell."""
    line, _, target = line.partition(" > ")
    piped, _, command = line.rpartition(" | ")
    words = shlex.split(command)
    assert words[0] == "goodword", line
    return "".join(shlex.split(piped)[1:]), words[1:], target


@pytest.mark.slow
@pytest.mark.usefixtures("quiet_logging")
def test_the_examples_of_the_readme_run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GOODWORD_DATA", "data")
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    for name in ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN", "OPENAI_API_KEY", "GOODWORD_TOKEN_KEY", "GOODWORD_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "deals.csv").write_text(blocks("csv")[0], encoding="utf-8")
    (tmp_path / "promises.csv").write_text(blocks("csv")[1], encoding="utf-8")
    (tmp_path / "guidance").mkdir()
    (tmp_path / "guidance" / "returns.md").write_text(blocks("markdown")[0], encoding="utf-8")
    said = {}
    for line in blocks("sh", README.partition("## Command line")[2])[0].splitlines():
        piped, words, target = typed(line)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(piped.encode()), encoding="utf-8"))
        status = cli.main(words)
        output = capsys.readouterr()
        assert status == 0 or (words == ["doctor"] and status == 1), f"{line}\n{output.out}{output.err}"
        assert "Traceback" not in output.err, line
        if target:
            (tmp_path / target).write_text(output.out, encoding="utf-8")
        said[line] = output.out
    told = "\n".join(said.values())
    assert "Damaged in transport" in told
    assert "1 new" in told
    about_the_deal = next(json.loads(text) for line, text in said.items() if "Harbour Tools" in line)
    assert [source["id"] for source in about_the_deal["sources"]][:1] == ["D-7"]
    piped_answer = next(json.loads(text) for line, text in said.items() if "--jsonl" in line)
    assert (piped_answer["id"], piped_answer["language"], piped_answer["status"]) == (1, "zh", "answered")


# -- figures, versions, pictures --------------------------------------------------------------------------------------


def test_the_figures_of_the_readme_are_those_of_the_baseline():
    assert README.partition(START)[2].partition(END)[0] == table(read_baseline()), "run tests/evals/readme_table.py"


def test_the_table_of_figures_shows_what_the_baseline_holds():
    measured = {"recall@3": {"all": 0.614, "en": 0.7, "zh": float("nan"), "other": 0.5}}
    figures = {REPORTED: measured, TUNED: {"recall@3": {"all": 0.8}}, "rivals": {REPORTED: {"BM25 alone": {"recall@3": {"all": 0.5}}}}}
    lines = table(figures).splitlines()
    assert lines[2].endswith("| 0.61 | 0.70 | – | 0.50 | 0.80 |")
    assert lines[-2:] == ["| Goodword | 0.61 | – | – |", "| BM25 alone | 0.50 | – | – |"]


def test_the_changelog_has_an_entry_for_the_version():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    entries = re.findall(
        r"^## \[([\d.]+)\] - (Unreleased|\d{4}-\d{2}-\d{2})$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert entries[0][0] == version


@pytest.mark.parametrize("name", ["ask", "ask-zh"])
def test_the_pictures_are_there_and_small(name):
    image = (ROOT / "docs" / "pictures" / f"{name}.png").read_bytes()
    assert image[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", image[16:24]) == (1280, 800)
    assert len(image) < 250_000


def test_the_first_screen_sells_shows_and_tells_how_to_begin():
    first = README[:1800]
    assert all(words in first for words in ("docs/pictures/ask.png", "make demo", "make test"))


def test_every_make_target_that_is_named_exists():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for path in DOCS:
        text = path.read_text(encoding="utf-8")
        code = "\n".join([*re.findall(r"`([^`\n]+)`", text), *blocks("sh", text)])
        named = {word for words in re.findall(r"\bmake ((?:[a-z]+ ?)+)", code) for word in words.split()}
        assert named <= targets, path.name


# -- the documents themselves -----------------------------------------------------------------------------------------


def anchors(text):
    """The names that headings can be reached by."""
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.replace("`", "")).strip().lower().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("path", DOCS, ids=IDS)
def test_links_lead_somewhere(path):
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith("https://"):
            continue
        file, _, anchor = target.partition("#")
        found = (path.parent / file).resolve() if file else path
        assert found.exists(), target
        assert found.is_relative_to(ROOT), target
        assert not anchor or anchor in anchors(found.read_text(encoding="utf-8")), target


@pytest.mark.parametrize("path", DOCS, ids=IDS)
def test_files_that_are_named_exist(path):
    named = re.findall(r"`((?:bot|knowledge|prompts|tests|docs)/[\w./*-]*)`", path.read_text(encoding="utf-8"))
    assert [name for name in named if not list(ROOT.glob(name.rstrip("/") or "."))] == []


@pytest.mark.parametrize("folder", ["answers", "slack", "storage", "knowledge"])
def test_the_walk_through_the_files_names_files_that_exist(folder):
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    base = ROOT / folder if folder == "knowledge" else ROOT / "bot" / folder
    named = re.findall(rf"`{folder}/([\w/]+\.py)`", text)
    assert named, folder
    assert [name for name in named if not (base / name).exists()] == []


def test_decisions_are_numbered_listed_and_whole():
    folder = ROOT / "docs" / "decisions"
    records = sorted(folder.glob("0*.md"))
    listed = re.findall(r"\]\((0\d{3}-[\w-]+\.md)\)", (folder / "README.md").read_text(encoding="utf-8"))
    assert [path.name for path in records] == listed
    assert [int(path.name[:4]) for path in records] == list(range(1, len(records) + 1))
    for path in records:
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {path.name[:4]}: ")
        assert re.findall(r"^\*\*(\w+)\.\*\*", text, re.MULTILINE) == ["Context", "Options", "Decision", "Consequence"], path.name


FORBIDDEN = {
    "a registry's address": "pypi" + r"\.org|registry\.npm|index-" + r"url\s*=|files\.python" + "hosted",
    "a path of somebody's machine": r"(?<![\w.])/(?:" + "work|root|home|Users" + r")/\w|[A-Z]:\\\\Users",
    "a mail address": r"[\w.+-]+@(?!(?:[\w-]+\.)*example\.|[\w-]*sample)[\w-]+\.(?:com|org|net|cn|io|dev)\b",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_nothing_private_stands_in_what_is_handed_out(what):
    files = [*DOCS, *(ROOT / name for name in ("Makefile", "pyproject.toml", "config.toml", ".env.example", "LICENSE"))]
    files += [
        path
        for name in ("bot", "knowledge", "prompts")
        for path in (ROOT / name).rglob("*")
        if path.suffix in (".py", ".toml", ".md", ".js", ".json")
    ]
    # Sayings are made-up messages, and some quote made-up addresses.
    files = [path for path in files if not {"cards", "counter"} & set(path.parts)]
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in files
        for match in re.finditer(FORBIDDEN[what], path.read_text(encoding="utf-8"))
    ]
    assert found == []
