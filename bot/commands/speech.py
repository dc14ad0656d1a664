"""The language of the terminal, and the sentences of the command line in it. Imports nothing heavy."""

import os
from collections.abc import Mapping


def language(environment: Mapping[str, str] = os.environ) -> str:
    """ "zh" for a Chinese locale, else "en". The first of LC_ALL, LC_MESSAGES and LANG that is set counts."""
    chosen = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environment.get(name))), "")
    return "zh" if chosen.lower().startswith("zh") else "en"


def say(en: str, zh: str) -> str:
    """The sentence in the terminal's language."""
    return zh if language() == "zh" else en
