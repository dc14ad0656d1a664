"""What the doctor found about one part, in the reader's language."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "warning", "fault"]
Say = Callable[[str, str], str]
"""Picks between an English and a Chinese sentence."""


@dataclass(frozen=True)
class Finding:
    """`part` is the same word in every language. `what` is a sentence; `todo` is the next step, empty when there is nothing to do."""

    part: str
    state: State
    what: str
    todo: str = ""


def speaking(language: str) -> Say:
    """Chinese for "zh", else English."""
    return (lambda en, zh: zh) if language == "zh" else (lambda en, zh: en)  # noqa: ARG005 - both take both
