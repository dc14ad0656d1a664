"""An answer for a person at a terminal: what to ask now first, then its sections in their order, each sentence with its sources.

The words are those of Slack, so that one answer reads the same everywhere.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.answers.records import Answer, Source
from bot.commands.printing import shown
from bot.slack.blocks.answer import heading
from bot.slack.texts import say

if TYPE_CHECKING:
    from rich.console import Console


def show_answer(answer: Answer, console: "Console") -> None:
    """Print it; in Chinese when the answer is Chinese."""
    from rich.padding import Padding
    from rich.text import Text

    language = answer.language
    _show_question(answer, console)
    for name in dict.fromkeys(sentence.section for sentence in answer.sentences if sentence.section != "ask"):
        if title := heading(answer, name, language):
            console.print(Text(title, style="bold"))
        for line in _lines(answer, name):
            console.print(Padding(Text(f"• {line}"), (0, 0, 0, 2)) if console.is_terminal else Text(f"  • {line}"))
        console.print()
    if not answer.sentences and not answer.ask_next:
        console.print(say("no_answer", language))
    if answer.sources:
        console.print(Text(say("sources", language), style="bold"))
        for source in answer.sources:
            console.print(Text(f"  {_source(source, language)}", style="dim"))
    if answer.mode == "model" and answer.status == "answered":
        console.print(Text(say("model_footer", language), style="dim"))


def _show_question(answer: Answer, console: "Console") -> None:
    from rich.panel import Panel
    from rich.text import Text

    asks = list(_lines(answer, "ask")) or ([shown(answer.ask_next)] if answer.ask_next else [])
    if not asks:
        return
    title, text = say("ask_now", answer.language), "\n".join(asks)
    if console.is_terminal:
        console.print(Panel(Text(text, style="bold"), title=title, title_align="left", border_style="cyan", padding=(0, 1)))
    else:
        console.print(Text(f"{title}\n  {text}\n"))


def _lines(answer: Answer, name: str) -> Iterator[str]:
    for sentence in answer.sentences:
        if sentence.section == name:
            marks = "".join(f"[{n}]" for n in sentence.sources)
            yield f"{shown(sentence.text)} {marks}".rstrip()
    if name == "meaning" and answer.meanings and answer.meanings[0].because:
        quotes = ", ".join(f"“{shown(words)}”" for words in answer.meanings[0].because[:3])
        yield say("because", answer.language, quotes=quotes)


def _source(source: Source, language: str) -> str:
    return f"[{source.n}] {shown(source.title)} ({say(source.kind, language)}: {shown(source.id)})"
