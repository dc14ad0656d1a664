"""config.toml and the secrets of the environment, read once into one frozen Config. All faults are reported together."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, get_type_hints

from bot.config.limits import KINDS, fault_of
from bot.config.records import Config, Secrets
from bot.errors import ConfigError


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
        if name in ("teams", "departments", "approvals"):
            values[name] = _read_lists(name, table.get(name, {}), faults)
        else:
            values[name] = _read_section(name, get_type_hints(Config)[name], table.get(name, {}), faults)
    _read_approvals(values, faults)
    if faults:
        raise ConfigError(faults)
    return Config(**values, secrets=_read_secrets(environment), data=folder / environment.get("GOODWORD_DATA", "data"))


def _read_secrets(environment: Mapping[str, str]) -> Secrets:
    names = ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN", "OPENAI_API_KEY")
    of_oauth = ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "GOODWORD_TOKEN_KEY")
    return Secrets(*(environment.get(name, "").strip() for name in names + of_oauth))


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
    return fault_of(key, value), value


def _read_lists(section: str, table: Any, faults: list[str]) -> dict[str, tuple[str, ...]]:
    """A section of names with a list of texts each."""
    example = '["finance"]' if section == "approvals" else '["U012AB3CD"]'
    lists = {}
    for name, items in table.items() if isinstance(table, dict) else ():
        if isinstance(items, list) and all(isinstance(item, str) for item in items):
            lists[name] = tuple(items)
        else:
            faults.append(f"{section}.{name} must be a list of texts, for example {example}.")
    return lists


def _read_approvals(values: dict[str, Any], faults: list[str]) -> None:
    """Approvals must be of kinds there are, by departments there are."""
    for kind, names in values["approvals"].items():
        if kind not in KINDS:
            faults.append(f'approvals: unknown kind "{kind}". Known: {", ".join(KINDS)}.')
        faults += [
            f'approvals.{kind}: there is no department "{name}" in [departments].' for name in names if not values["departments"].get(name)
        ]
