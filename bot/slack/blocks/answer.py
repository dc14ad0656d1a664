"""An answer as messages: the question to ask now, large and fit to be said; then short sections; the sources in one small line; buttons.

What is long is behind "More". Every sentence has the numbers of its sources, and each page names its own.
"""

from collections.abc import Iterator

from bot.answers.records import Answer, Source
from bot.slack.blocks.escape import escape, plain
from bot.slack.blocks.message import HEADER_CHARS, TEXT_CHARS, Block, Message, actions, button, context, cut, header, section, split
from bot.slack.blocks.pages import Page, divide, marks, question_now
from bot.slack.texts import say, speech
from bot.slack.texts_promises import tell

_ASK_CHARS = 1200
_TITLE_CHARS = 120
_INTRO_CHARS = 300
FEEDBACK = "feedback"
_VERDICTS = (("positive", "button_helpful", "+"), ("negative", "button_not_helpful", "-"))


def answer_message(
    answer: Answer, page: int = 0, can_share: bool = False, intro: str = "", remark: str = "", in_conversation: bool = False
) -> Message:
    """One page (from 0) of an answer. `intro` is mrkdwn of ours that stands above it, `remark` below.

    `in_conversation`: it stands on the messages tab, where Slack has buttons of its own for a verdict.
    """
    language = speech(answer.language)
    pages = divide(answer, {source.n: len(_source_line(source, language)) for source in answer.sources}, language)
    number = min(max(page, 0), len(pages) - 1)
    this = pages[number]
    top = [intro] if intro else []
    if number:
        top.append(say("continued", language, page=number + 1, pages=len(pages)))
    blocks = [context(cut(line, _INTRO_CHARS)) for line in top]
    words = [cut(line, _INTRO_CHARS) for line in top]
    if number == 0:
        blocks += _ask_blocks(answer, language)
        words += _ask_words(answer, language)
    for name, lines in _sections(this, language, is_empty=not words):
        title = heading(answer, name, language)
        blocks += [section(piece) for piece in split("\n".join([*([f"*{title}*"] if title else []), *lines]), 2900)]
        words.append("\n".join([title, *lines]).strip())
    foot = _foot(answer, this, language, remark)
    blocks += [context(line) for line in foot]
    if buttons := list(_buttons(answer, language, number, len(pages), can_share, in_conversation)):
        blocks.append(actions(buttons))
    if in_conversation and number == 0:
        blocks.append(_feedback(answer, language))
    return Message(cut("\n\n".join([*words, *foot]), TEXT_CHARS), tuple(blocks))


def _ask_blocks(answer: Answer, language: str) -> Iterator[Block]:
    """The question in Slack's largest print, which holds plain text only and little of it; a longer one in bold."""
    asked, sources = question_now(answer)
    if not asked:
        return
    yield context(f"*{say('ask_now', language)}*{marks(sources)}")
    words = plain(f"“{asked}”")
    yield header(words) if len(words) <= HEADER_CHARS else section(f"*{_quoted(asked)}*")


def _ask_words(answer: Answer, language: str) -> list[str]:
    asked, sources = question_now(answer)
    return [f"{say('ask_now', language)}\n{_quoted(asked)}{marks(sources)}"] if asked else []


def _quoted(asked: str) -> str:
    return f"“{cut(escape(asked), _ASK_CHARS)}”"


def _sections(page: Page, language: str, is_empty: bool) -> Iterator[tuple[str, list[str]]]:
    """The sections of a page; when there is nothing at all to show, a sentence that says so."""
    if is_empty and not page.rows:
        yield "note", [say("no_answer", language)]
    yield from page.sections()


def heading(answer: Answer, name: str, language: str) -> str:
    """What stands above a section; "" for nothing."""
    if name == "note" and answer.status != "answered":
        return ""  # the sentence is the whole answer, or the reason why there is none
    if name == "say" and answer.status == "refused":
        return say("instead", language)
    return say("ask_also" if name == "ask" else name, language)


def _foot(answer: Answer, page: Page, language: str, remark: str) -> list[str]:
    cited = [_source_line(source, language) for source in answer.sources if source.n in page.cited]
    foot = [f"*{say('sources', language)}* {' | '.join(cited)}"] if cited else []
    if answer.mode == "model" and answer.status == "answered":
        foot.append(say("model_footer", language))
    return [*foot, *([cut(remark, _INTRO_CHARS)] if remark else [])]


def _source_line(source: Source, language: str) -> str:
    return f"[{source.n}] {escape(cut(source.title, _TITLE_CHARS))} ({say(source.kind, language)})"


def _buttons(answer: Answer, language: str, page: int, pages: int, can_share: bool, in_conversation: bool) -> Iterator[Block]:
    if page == 0 and can_share and answer.status == "answered":
        yield button(say("button_share", language), "share", answer.id, "primary")
    if page + 1 < pages:
        yield button(say("button_more", language), "more", f"{page + 1}:{answer.id}")
    if page == 0 and answer.status == "answered":
        yield button(tell("button_log", language), "promise_log", f"|{language}")
    if page == 0 and not in_conversation:
        yield button(say("button_helpful", language), "helpful", answer.id)
        yield button(say("button_not_helpful", language), "not_helpful", answer.id)


def _feedback(answer: Answer, language: str) -> Block:
    """Slack's own pair of buttons for a verdict."""
    texts = {f"{name}_button": (say(key, language), mark) for name, key, mark in _VERDICTS}
    buttons = {
        name: {"text": {"type": "plain_text", "text": text, "emoji": False}, "value": f"{mark}{answer.id}"}
        for name, (text, mark) in texts.items()
    }
    return {"type": "context_actions", "elements": [{"type": "feedback_buttons", "action_id": FEEDBACK, **buttons}]}


def read_feedback(value: str) -> tuple[bool, str]:
    """(helpful, id of the answer) of a pressed one."""
    return value[:1] == "+", value[1:]
