"""A draft before it is sent: each promise in it, with what the check says, and a button to log it. Pure."""

from collections.abc import Sequence

from bot.promises.proposals import Check
from bot.promises.records import DueReading
from bot.slack.blocks.escape import escape
from bot.slack.blocks.message import SECTION_CHARS, TEXT_CHARS, Message, actions, button, context, cut, header, section
from bot.slack.blocks.promise import due_words, name
from bot.slack.blocks.promise_card import check_lines, question_words, reword_lines
from bot.slack.slips import Slip
from bot.slack.texts_promises import tell

_WHAT_CHARS = 400
_CHARS = 11_500
"""Of all promises together: Slack takes about 13,000 characters of blocks."""
_AROUND = 400
"""Characters of the blocks around one promise."""


def checked_message(found: Sequence[tuple[Slip, DueReading, Check | None]], count: int, language: str) -> Message:
    """`found`: each promise with the reading of its date, and the check, which is None while the date is open."""
    title, foot = tell("check_title", language), tell("check_foot", language)
    blocks, words, room = [header(title)], [title], _CHARS
    for slip, reading, check in found:
        text, packed = cut("\n".join(_lines(slip, reading, check, language)), SECTION_CHARS), slip.pack()
        room -= len(text) + len(packed) + _AROUND
        if room < 0 and len(words) > 1:
            break
        words.append(text)
        blocks += [section(text), actions([button(tell("button_log_it", language), "promise_log_card", packed)])]
    if count > len(words) - 1:
        words.append(tell("more_than", language, most=len(words) - 1, count=count))
        blocks.append(context(words[-1]))
    return Message(cut("\n".join([*words, foot]), TEXT_CHARS), (*blocks, context(foot)))


def _lines(slip: Slip, reading: DueReading, check: Check | None, language: str) -> list[str]:
    head = f"*{name(slip.customer)}*: " if slip.customer else ""
    lines = [f"{head}{cut(escape(slip.what), _WHAT_CHARS)}"]
    if slip.due is None:
        return [*lines, question_words(slip, reading)]
    lines.append(tell("due", language, due=due_words(slip.due, language)))
    if check is None or not (check.findings or check.reword):
        return [*lines, tell("check_fine", language)]
    return [*lines, *check_lines(check, language), *reword_lines(check, language)]
