"""Text for a terminal: what others wrote must not move the cursor, and tables stay readable when piped. Knows no command."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from bot.answers.cleaning import visible

if TYPE_CHECKING:
    from rich.console import Console

_WIDE = 10_000


def screen() -> "Console":
    """Standard output. Colours only on a terminal and without NO_COLOR; piped lines are never wrapped."""
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = _WIDE
    return console


def shown(text: str) -> str:
    """The text without escape sequences and other characters that a terminal would obey."""
    return visible(text)


def show_table(console: "Console", heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table on a terminal; tab-separated lines when piped."""
    if not console.is_terminal:
        for row in rows:
            print("\t".join(" ".join(shown(cell).split()) for cell in row))  # rich would turn tabs into spaces
        return
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*(Text(shown(cell)) for cell in row))
    console.print(table)
