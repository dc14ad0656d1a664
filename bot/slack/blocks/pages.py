"""Which sentence of an answer stands on which page: first what is taken in at a glance, then, behind "More", the rest.

The order of the sentences is the answering's and stays. Knows no blocks but the limits of a page.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from bot.answers.records import Answer, Meaning, Sentence
from bot.slack.blocks.escape import escape
from bot.slack.blocks.message import cut, split
from bot.slack.texts import say

_PERSON = re.compile(r"(?<!\w)@([UW][A-Z0-9]{4,})\b")
_PAGE_CHARS = 3300
"""Characters of sentences and sources on one page: with headings and intro the whole fallback text fits."""
_GLANCE_BYTES = 900
"""An answer no longer than this is not divided. In bytes, since a Chinese character takes the room of two or three letters."""
_LINE_CHARS = 1200
_FIRST = {"deals": 3, "note": 3}
"""Sentences on the first page of the section that the answering put first; two when not named here."""
_LATER = {"avoid": 1, "deals": 1, "tension": 0, "note": 0}
"""The same for the sections after it."""


@dataclass(frozen=True)
class Row:
    """One line of mrkdwn in its section, and the numbers of the sources it rests on."""

    section: str
    text: str
    cited: frozenset[int]


@dataclass
class Page:
    """Rows of one page and all they cite. `size` counts both, in characters."""

    rows: list[Row] = field(default_factory=list)
    cited: set[int] = field(default_factory=set)
    size: int = 0

    def sections(self) -> Iterator[tuple[str, list[str]]]:
        """Consecutive rows of one section together."""
        for name, rows in groupby(self.rows, lambda row: row.section):
            yield name, [row.text for row in rows]


def question_now(answer: Answer) -> tuple[str, tuple[int, ...]]:
    """The question to ask now, without quotation marks, and its sources; ("", ()) when there is none."""
    asked = _bare(answer.ask_next) or next((_bare(each.text) for each in answer.sentences if each.section == "ask"), "")
    numbers = [n for each in answer.sentences if each.section == "ask" and _bare(each.text) == asked for n in each.sources]
    return asked, tuple(dict.fromkeys(numbers))


def divide(answer: Answer, titles: dict[int, int], language: str) -> list[Page]:
    """The answer without its question to ask now, in pages: at least one. `titles` gives the length of each source's line."""
    asked, cited = question_now(answer)
    told = [each for each in answer.sentences if not (each.section == "ask" and _bare(each.text) == asked)]
    glance, rest = _at_a_glance(answer, told)
    first = [*_rows(glance, answer.meanings, answer.status, language)]
    # What the question to ask now takes stands on the first page too.
    pages = _fill(Page(cited=set(cited), size=len(asked) + sum(titles.get(n, 0) for n in cited)), first, titles)
    if rest:
        pages += _fill(Page(), _rows(rest, (), answer.status, language), titles)
    return pages


def _at_a_glance(answer: Answer, told: Sequence[Sentence]) -> tuple[list[Sentence], list[Sentence]]:
    """(for the first page, for the others), each in the order given."""
    if answer.status != "answered" or sum(len(each.text.encode("utf-8", "replace")) for each in told) <= _GLANCE_BYTES:
        return list(told), []
    glance: list[Sentence] = []
    rest: list[Sentence] = []
    counts: dict[str, int] = {}
    for sentence in told:
        section = sentence.section
        room = (_FIRST if section == told[0].section else _LATER).get(section, 2)
        counts[section] = counts.get(section, 0) + 1
        is_our_word = section == "note" and not sentence.sources  # about this very answer, such as "was cut short"
        (glance if counts[section] <= room or is_our_word else rest).append(sentence)
    return glance, rest


def _rows(sentences: Iterable[Sentence], meanings: Sequence[Meaning], status: str, language: str) -> Iterator[Row]:
    """The sentences as rows, none longer than _LINE_CHARS; behind the first meaning the words that speak for it."""
    quotes = [f"“{escape(cut(words, 200))}”" for words in meanings[0].because[:3]] if meanings else []
    for sentence in sentences:
        bullet = "" if sentence.section == "note" and status != "answered" else "• "
        shown = escape(sentence.text).strip()
        if sentence.section == "note" and not sentence.sources:
            shown = _PERSON.sub(r"<@\1>", shown)  # our own records name people by their ids; Slack shows the name
        for piece in split(shown, _LINE_CHARS):
            yield Row(sentence.section, f"{bullet}{piece}{marks(sentence.sources)}", frozenset(sentence.sources))
        if sentence.section == "meaning" and quotes:
            yield Row("meaning", say("because", language, quotes=", ".join(quotes)), frozenset())
            quotes = []


def _fill(page: Page, rows: Iterable[Row], titles: dict[int, int]) -> list[Page]:
    """The rows on this page and as many more as they need."""
    pages = [page]
    for row in rows:
        size = len(row.text) + sum(titles.get(n, 0) for n in row.cited - pages[-1].cited)
        if pages[-1].rows and pages[-1].size + size > _PAGE_CHARS:
            pages.append(Page())
            size = len(row.text) + sum(titles.get(n, 0) for n in row.cited)
        pages[-1].rows.append(row)
        pages[-1].cited |= row.cited
        pages[-1].size += size
    return pages


def marks(sources: Iterable[int]) -> str:
    """ " [1][2]", or nothing."""
    numbers = "".join(f"[{n}]" for n in sources)
    return f" {numbers}" if numbers else ""


def _bare(text: str) -> str:
    return text.strip(" \n\"'“”「」")
