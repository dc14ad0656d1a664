"""An answer as messages: what to ask first and large, then the sections, every sentence with its sources, then the buttons.

A long answer is cut into pages; each page names its own sources and a "More" button leads to the next.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.answers.records import SECTIONS, Answer, Sentence, Source
from bot.slack.blocks.escape import escape, plain
from bot.slack.blocks.message import HEADER_CHARS, TEXT_CHARS, Block, Message, actions, button, context, cut, header, section, split
from bot.slack.texts import say, speech

_PAGE_CHARS = 3300
"""Characters of sentences and sources on one page: with headings and intro the whole fallback text fits."""
_LINE_CHARS = 1200
_TITLE_CHARS = 120
_INTRO_CHARS = 300


@dataclass
class _Page:
    """Lines of one page, each with the section it stands in, and the sources they cite. `size` counts both."""

    lines: list[tuple[str, str]] = field(default_factory=list)
    cited: set[int] = field(default_factory=set)
    size: int = 0


def answer_message(answer: Answer, page: int = 0, can_share: bool = False, intro: str = "") -> Message:
    """One page (from 0) of an answer. `intro` is mrkdwn of ours that stands above it."""
    language = speech(answer.language)
    pages = _pages(answer, language)
    number = min(max(page, 0), len(pages) - 1)
    this = pages[number]
    top = [intro] if intro else []
    if number:
        top.append(say("continued", language, page=number + 1, pages=len(pages)))
    blocks = [context(cut(line, _INTRO_CHARS)) for line in top]
    words = [cut(line, _INTRO_CHARS) for line in top]
    for name, lines in _grouped(this):
        blocks += _section_blocks(name, lines, language)
        words.append("\n".join([_heading(name, language), *lines]).strip())
    foot = _foot(answer, this, language)
    blocks += [context(line) for line in foot]
    blocks.append(actions(_buttons(answer, language, number, len(pages), can_share)))
    return Message(cut("\n\n".join([*words, *foot]), TEXT_CHARS), tuple(blocks))


def _pages(answer: Answer, language: str) -> list[_Page]:
    titles = {source.n: len(_source_line(source, language)) for source in answer.sources}
    pages = [_Page()]
    for name, line, cited in _lines(answer, language):
        new = cited - pages[-1].cited
        size = len(line) + sum(titles.get(n, 0) for n in new)
        if pages[-1].lines and pages[-1].size + size > _PAGE_CHARS:
            pages.append(_Page())
            size = len(line) + sum(titles.get(n, 0) for n in cited)
        pages[-1].lines.append((name, line))
        pages[-1].cited |= cited
        pages[-1].size += size
    if not pages[0].lines:
        pages[0].lines.append(("note", say("no_answer", language)))
    return pages


def _lines(answer: Answer, language: str) -> Iterator[tuple[str, str, set[int]]]:
    """(section, mrkdwn line, numbers of its sources) in reading order, nothing longer than _LINE_CHARS."""
    yield from _ask_lines(answer)
    order = {name: position for position, name in enumerate(SECTIONS)}
    quoted = not answer.meanings
    for sentence in sorted((each for each in answer.sentences if each.section != "ask"), key=lambda each: order[each.section]):
        bullet = "" if answer.status == "abstained" else "• "
        for piece in split(escape(sentence.text).strip(), _LINE_CHARS):
            yield sentence.section, f"{bullet}{piece}{_marks(sentence.sources)}", set(sentence.sources)
        if sentence.section == "meaning" and not quoted:
            quoted = True
            if because := answer.meanings[0].because:
                quotes = ", ".join(f"“{escape(cut(words, 200))}”" for words in because[:3])
                yield "meaning", say("because", language, quotes=quotes), set()


def _ask_lines(answer: Answer) -> Iterator[tuple[str, str, set[int]]]:
    asks = [each for each in answer.sentences if each.section == "ask"]
    if answer.ask_next and not any(_same(each.text, answer.ask_next) for each in asks):
        asks.insert(0, Sentence("ask", answer.ask_next, ()))
    for sentence in asks:
        for piece in split(escape(sentence.text).strip(), _LINE_CHARS):
            yield "ask", f"{piece}{_marks(sentence.sources)}", set(sentence.sources)


def _same(one: str, other: str) -> bool:
    return one.strip(" \"'“”「」") == other.strip(" \"'“”「」")


def _marks(sources: tuple[int, ...]) -> str:
    return "".join([" ", *(f"[{n}]" for n in sources)]) if sources else ""


def _grouped(page: _Page) -> Iterator[tuple[str, list[str]]]:
    names = dict.fromkeys(name for name, _ in page.lines)
    for name in names:
        yield name, [line for each, line in page.lines if each == name]


def _heading(name: str, language: str) -> str:
    return say("ask_now" if name == "ask" else name, language)


def _section_blocks(name: str, lines: list[str], language: str) -> Iterator[Block]:
    title = _heading(name, language)
    if name == "ask":
        yield context(f"*{title}*")
        for line in lines:
            # A header is Slack's largest print, but it holds plain text only, and little of it.
            words = plain(line.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
            yield header(words) if len(words) <= HEADER_CHARS else section(f"*{line}*")
        return
    text = "\n".join([f"*{title}*", *lines])
    for piece in split(text, 2900):
        yield section(piece)


def _foot(answer: Answer, page: _Page, language: str) -> list[str]:
    cited = [source for source in answer.sources if source.n in page.cited]
    foot = ["\n".join([f"*{say('sources', language)}*", *(_source_line(source, language) for source in cited)])] if cited else []
    return [*foot, say("model_footer", language)] if answer.mode == "model" and answer.status == "answered" else foot


def _source_line(source: Source, language: str) -> str:
    return f"[{source.n}] {escape(cut(source.title, _TITLE_CHARS))} ({say(source.kind, language)})"


def _buttons(answer: Answer, language: str, page: int, pages: int, can_share: bool) -> Iterator[Block]:
    if page + 1 < pages:
        yield button(say("button_more", language), "more", f"{page + 1}:{answer.id}")
    if can_share and answer.status == "answered":
        yield button(say("button_share", language), "share", answer.id, "primary")
    yield button(say("button_helpful", language), "helpful", answer.id)
    yield button(say("button_not_helpful", language), "not_helpful", answer.id)
