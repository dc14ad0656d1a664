"""Dockerfile, .dockerignore and compose.yaml, read rather than run: what they name exists, and nothing runs as root."""

import re
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml

from bot.config import read_config

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
IGNORED = [line for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
OF_LIBPQ = {"PGPASSWORD"}
OF_POSTGRES = {"POSTGRES_DB", "POSTGRES_USER", "POSTGRES_PASSWORD"}


def instructions(name: str) -> list[str]:
    joined = re.sub(r"\\\n\s*", " ", DOCKERFILE)
    return re.findall(rf"^{name} (.+)$", joined, re.MULTILINE)


def copied() -> list[str]:
    """What is copied out of this folder."""
    lines = [line.split() for line in instructions("COPY") if "--from=" not in line]
    return [source for words in lines for source in words[:-1]]


def is_ignored(path: str) -> bool:
    kept = True
    for pattern in IGNORED:
        if fnmatch(path, pattern.removeprefix("!")) or path.startswith(f"{pattern.removeprefix('!')}/"):
            kept = pattern.startswith("!")
    return not kept


def known_names() -> set[str]:
    return set(re.findall(r"^#? ?([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))


def test_everything_that_is_copied_is_there_and_is_handed_to_docker() -> None:
    assert len(copied()) >= 8
    for source in copied():
        assert (ROOT / source).exists(), source
        assert not is_ignored(source), source


@pytest.mark.parametrize("path", [".env", ".git", "data", ".venv", "tests", "goodword.db"])
def test_secrets_and_data_never_get_into_an_image(path: str) -> None:
    assert is_ignored(path)


def test_what_the_program_is_made_of_is_copied() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = {pattern.rstrip("*") for pattern in project["tool"]["setuptools"]["packages"]["find"]["include"]}
    needed = packages | {project["project"]["readme"], *project["project"]["license-files"], "pyproject.toml", "requirements.txt"}
    assert needed <= set(copied())


def test_it_does_not_run_as_root_and_is_looked_after() -> None:
    assert instructions("USER") == ["10001"]
    assert DOCKERFILE.index("USER") < DOCKERFILE.rindex("CMD")
    assert "/healthz" in instructions("HEALTHCHECK")[0]
    assert '"goodword", "serve"' in instructions("CMD")[-1]
    port = str(read_config({}, ROOT / "nowhere").server.port)
    assert instructions("EXPOSE") == [port]
    assert f":{port}/healthz" in DOCKERFILE


def test_everything_that_is_installed_is_pinned_with_its_hash() -> None:
    installs = re.findall(r"pip install ([^&\n]+)", re.sub(r"\\\n\s*", " ", DOCKERFILE))
    assert len(installs) == 3
    assert all("--require-hashes" in line or line.rstrip().endswith("--no-build-isolation .") for line in installs)


def test_the_driver_of_postgresql_is_found_where_the_dockerfile_looks_for_it() -> None:
    [expression] = re.findall(r"sed -n '/\^psycopg/,/\^    # via/p' (requirements-dev\.txt)", DOCKERFILE)
    lines = (ROOT / expression).read_text(encoding="utf-8").splitlines()
    found: list[str] = []
    inside = False
    for line in lines:  # as sed does it
        inside = inside or line.startswith("psycopg")
        if inside:
            found.append(line)
            inside = not line.startswith("    # via")
    names = {line.split("==")[0] for line in found if "==" in line}
    assert names == {"psycopg", "psycopg-binary"}
    assert sum("--hash=" in line for line in found) > 10


def test_compose_names_only_what_the_programs_know() -> None:
    bot, database = COMPOSE["services"]["bot"], COMPOSE["services"]["database"]
    assert bot["environment"].keys() - OF_LIBPQ <= known_names()
    assert database["environment"].keys() <= OF_POSTGRES
    asked = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "compose.yaml").read_text(encoding="utf-8")))
    assert asked <= known_names() | OF_POSTGRES
    secrets = {name for name in known_names() if name not in ("GOODWORD_DATA", "GOODWORD_CONFIG")}
    assert secrets <= bot["environment"].keys(), "a secret that nobody hands over is a bot that does not start"


def test_the_settings_in_compose_are_settings(tmp_path: Path) -> None:
    content = COMPOSE["configs"]["settings"]["content"]
    (tmp_path / "config.toml").write_text(content, encoding="utf-8")
    config = read_config({}, tmp_path)
    database = COMPOSE["services"]["database"]["environment"]
    assert config.storage.url == f"postgresql+psycopg://{database['POSTGRES_USER']}@database/{database['POSTGRES_DB']}"
    bot = COMPOSE["services"]["bot"]
    assert bot["environment"]["GOODWORD_CONFIG"] == bot["configs"][0]["target"]


def test_compose_keeps_data_in_volumes_and_opens_nothing_to_the_world() -> None:
    for service in COMPOSE["services"].values():
        named = [volume.partition(":")[0] for volume in service["volumes"]]
        assert set(named) <= COMPOSE["volumes"].keys()
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))
    bot = COMPOSE["services"]["bot"]
    assert (bot["read_only"], bot["cap_drop"]) == (True, ["ALL"])
    assert f"{bot['volumes'][0].partition(':')[2]}" in instructions("VOLUME")
