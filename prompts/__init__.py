"""What Goodword tells a language model: one file per prompt, loaded and checked here.

A prompt file is a TOML header between `+++` lines (`variables` = every name it uses), then a `# system` and a `# human` part in which
`{name}` stands for a variable. Knows no model and nothing else of ours.
"""

import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent
_FILE = re.compile(r"\+\+\+\n(?P<header>.*?)\n\+\+\+\n+# system\n(?P<system>.*?)\n# human\n(?P<human>.*)", re.DOTALL)
_VARIABLE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_NAME = re.compile(r"[a-z][a-z0-9_-]*")


class PromptFault(ValueError):
    """A prompt file or its variables are wrong: a defect of ours, told in a sentence."""


@dataclass(frozen=True)
class Prompt:
    """One prompt as it stands in its file. `variables` are in the header's order."""

    name: str
    variables: tuple[str, ...]
    system: str
    human: str
    fingerprint: str
    """First 12 hex digits of the file's sha256: kept with every answer, and the key of prompts/CHANGES.md."""

    def render(self, values: Mapping[str, str]) -> tuple[str, str]:
        """The (system, human) texts. Values are put in as they are and never read for variables of their own.

        Raises PromptFault when a variable is missing or unknown.
        """
        missing = [name for name in self.variables if name not in values]
        unknown = [name for name in values if name not in self.variables]
        if missing or unknown:
            faults = [f"needs {_listed(missing)}"] * bool(missing) + [f"does not know {_listed(unknown)}"] * bool(unknown)
            raise PromptFault(f'The prompt "{self.name}" {" and ".join(faults)}.')
        return _fill(self.system, values), _fill(self.human, values)


def load(name: str, folder: Path = FOLDER) -> Prompt:
    """The prompt of that name, read once. Raises PromptFault."""
    return _load(name, folder)


def names(folder: Path = FOLDER) -> tuple[str, ...]:
    """All prompts there are, in alphabetical order."""
    return tuple(sorted(path.stem for path in folder.glob("*.md") if path.stem.islower()))


@lru_cache(maxsize=64)
def _load(name: str, folder: Path) -> Prompt:
    if not _NAME.fullmatch(name):
        raise PromptFault(f"{name!r} cannot be the name of a prompt.")
    try:
        text = (folder / f"{name}.md").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise PromptFault(f'There is no prompt "{name}"; there are: {_listed(names(folder))}.') from None
    return read_prompt(name, text)


def read_prompt(name: str, text: str) -> Prompt:
    """A prompt from the text of its file. Raises PromptFault."""
    parts = _FILE.fullmatch(text.replace("\r\n", "\n"))
    if not parts:
        raise PromptFault(f'The prompt "{name}" must be a header between +++ lines, then "# system", then "# human".')
    variables = _variables(name, parts["header"])
    used = set(_VARIABLE.findall(parts["system"] + parts["human"]))
    undeclared, unused = sorted(used - set(variables)), sorted(set(variables) - used)
    if undeclared:
        raise PromptFault(f'The prompt "{name}" uses {_listed(undeclared)} but its header does not list them.')
    if unused:
        raise PromptFault(f'The prompt "{name}" lists {_listed(unused)} but does not use them.')
    return Prompt(name, variables, parts["system"].strip(), parts["human"].strip(), fingerprint(text))


def fingerprint(text: str) -> str:
    """First 12 hex digits of the sha256 of a prompt's text, the same for either kind of line ending."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()[:12]


def _variables(name: str, header: str) -> tuple[str, ...]:
    try:
        table = tomllib.loads(header)
    except tomllib.TOMLDecodeError as fault:
        raise PromptFault(f'The header of the prompt "{name}" cannot be read: {fault}.') from fault
    variables = table.get("variables")
    if set(table) != {"variables"} or not isinstance(variables, list) or not all(isinstance(item, str) for item in variables):
        raise PromptFault(f'The header of the prompt "{name}" must hold one line: variables = ["name", ...].')
    if len(set(variables)) < len(variables):
        raise PromptFault(f'The header of the prompt "{name}" lists a variable twice.')
    return tuple(variables)


def _fill(template: str, values: Mapping[str, str]) -> str:
    # One pass, so that "{draft}" inside a question stays the three words it is.
    return _VARIABLE.sub(lambda match: values[match[1]], template)


def _listed(items: Sequence[str]) -> str:
    return ", ".join(items) or "none"
