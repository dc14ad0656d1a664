"""The file .env beside config.toml, for those who keep secrets in a file. What the environment says already wins."""

import re
from collections.abc import MutableMapping
from pathlib import Path

from bot.errors import ConfigError

_LINE = re.compile(r"""(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^#]*?))\s*(?:\s#.*)?""")


def load_dotenv(folder: Path, environment: MutableMapping[str, str]) -> None:
    """Put what `folder`/.env names into the environment, where it is not set yet. Raises ConfigError with the bad lines."""
    try:
        text = (folder / ".env").read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError) as fault:
        raise ConfigError([f".env: cannot be read: {getattr(fault, 'strerror', None) or 'it is not UTF-8 text'}."]) from None
    faults = []
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if not match:
            faults.append(f".env, line {number}: write NAME=value.")  # never the line itself: it may hold a secret
            continue
        name, *values = match.groups()
        environment.setdefault(name, next((value for value in values if value is not None), ""))
    if faults:
        raise ConfigError(faults)
