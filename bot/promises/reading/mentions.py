"""A customer as it is named somewhere in a message. Knows no language."""

from dataclasses import dataclass

from bot.promises.reading.shapes import Span


@dataclass(frozen=True)
class Mention:
    """`sure`: 1 the word could be a name, 2 likely, 3 its place says so, 4 and 5 it opens a slash text. `phrase` includes the
    preposition that belongs to the name alone, so that a wording can do without it."""

    span: Span
    name: str
    sure: int
    phrase: Span
