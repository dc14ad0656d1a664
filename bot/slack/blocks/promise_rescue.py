"""The honest message to a customer when a promise is at risk, to be copied, and the buttons that follow it. Pure."""

from collections.abc import Sequence

from bot.promises.records import Due, Person, Promise
from bot.slack.blocks.escape import clean, escape
from bot.slack.blocks.message import TEXT_CHARS, Block, Message, actions, button, cut, section
from bot.slack.blocks.promise import due_words, language_tag, title_line
from bot.slack.texts_promises import tell

_DRAFT_CHARS = 2500


def rescue_message(promise: Promise, drafts: Sequence[str], new: Due | None, language: str, reader: Person) -> Message:
    """`drafts`: the same message in one or two languages, the customer's first. `new`: the date that they name."""
    remark = tell("at_risk_saved" if promise.direction == "ours" else "at_risk_theirs", language)
    head = f"*{remark}*\n{title_line(promise)}\n{tell('due', language, due=due_words(promise.due, language, reader))}"
    tag = language_tag(promise.id, language)
    answered = language_tag(promise.id, language, more=new.day.isoformat() if new else "")
    buttons = [
        button(tell("button_agreed_by_customer", language), "promise_new_date", answered),
        button(tell("button_open", language), "promise_open", tag),
        button(tell("button_undo", language), "promise_undo", tag),
    ]
    text = cut("\n".join([head, *map(escape, drafts)]), TEXT_CHARS)
    return Message(text, (section(head), *(_to_copy(each) for each in drafts), actions(buttons)))


def _to_copy(draft: str) -> Block:
    """Text that Slack shows as it is, without making anything of it, and that is easy to copy whole."""
    words = {"type": "text", "text": cut(clean(draft), _DRAFT_CHARS)}
    return {"type": "rich_text", "elements": [{"type": "rich_text_preformatted", "elements": [words]}]}
