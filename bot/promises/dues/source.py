"""A text while its lexemes are read."""

from dataclasses import dataclass, field

from bot.promises.dues.lexicon import Lexicon
from bot.promises.dues.parts import Lexeme


@dataclass
class Source:
    """A text while it is read: as typed, folded, its words, and the lexemes so far."""

    text: str
    plain: str
    language: str
    words: Lexicon
    found: list[Lexeme] = field(default_factory=list)

    def last_kind(self, start: int) -> str:
        """Kind of the lexeme that ends right here; empty when none does."""
        return self.found[-1].kind if self.found and self.found[-1].end == start else ""
