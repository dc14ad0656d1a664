"""Personal data out of a text before a language model sees it, and back into what the model wrote. Knows no model."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from bot.answers.personal import TOKEN, find


@dataclass
class Masker:
    """Masks several texts alike: the same piece gets the same token in all of them. One for each model call."""

    customers: Collection[str] = ()
    """Names to hide; longer ones first, as whole words where the script has them."""
    _tokens: dict[tuple[str, str], str] = field(default_factory=dict)
    _pieces: dict[str, str] = field(default_factory=dict)

    def mask(self, text: str) -> str:
        """The text with a token for each piece of personal data. `restore` gives back exactly the original."""
        spans = sorted((start, end, kind) for kind, (start, end) in find(text, self.customers))
        masked, at = [], 0
        for start, end, kind in spans:
            masked += [text[at:start], self._token(kind, text[start:end])]
            at = end
        return "".join([*masked, text[at:]])

    def restore(self, text: str) -> str:
        """The text with every token this masker gave out replaced by its piece; tokens it never gave out stay."""
        return TOKEN.sub(lambda match: self._pieces.get(match[0], match[0]), text)

    def _token(self, kind: str, piece: str) -> str:
        if (kind, piece) not in self._tokens:
            count = sum(known == kind for known, _ in self._tokens) + 1
            token = f"[{kind}-{count}]"
            self._tokens[kind, piece] = token
            self._pieces[token] = piece
        return self._tokens[kind, piece]


def mask(text: str, customers: Collection[str] = ()) -> tuple[str, Callable[[str], str]]:
    """One text masked, and the function that puts the pieces back."""
    masker = Masker(customers)
    return masker.mask(text), masker.restore
