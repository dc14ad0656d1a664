"""The card by which an approver is asked, enough to decide on a phone; and what it says once it is decided. Pure."""

from collections.abc import Sequence
from datetime import datetime

from bot.promises.proposals import KeptRate
from bot.promises.records import Approval, Person, Promise
from bot.promises.sentences import state_word
from bot.slack.blocks.escape import escape
from bot.slack.blocks.message import TEXT_CHARS, Message, actions, button, context, cut, section
from bot.slack.blocks.promise import department, departments, due_line, kind_name, language_tag, name, person, title_line
from bot.slack.blocks.promise_list import approval_buttons, is_asked
from bot.slack.texts_promises import tell

_WHAT_CHARS = 2000
_CASES = 3
_CASE_CHARS = 120


def approval_message(
    promise: Promise, asked: Promise, now: datetime, language: str, reader: Person, record: KeptRate, remark: str = ""
) -> Message:
    """`asked` is the promise in the words that this card was sent for; `promise` as it is now. `remark`: the reader has just answered."""
    lines = _question(asked, now, language, reader)
    settled = remark or _settled(promise, asked, language, reader)
    if settled:
        text = "\n".join([f"*{settled}*", title_line(asked, _WHAT_CHARS)])
        again = button(tell("button_open", language), "promise_open", language_tag(promise.id, language))
        return Message(cut(text, TEXT_CHARS), (section(text), actions([again])))
    facts = _facts(promise, reader, record, language)
    tag = language_tag(promise.id, language, seen=promise.revision)
    blocks = [section("\n".join(lines)), *([context("\n".join(facts))] if facts else []), actions(approval_buttons(tag, language))]
    return Message(cut("\n".join([*lines, *facts]), TEXT_CHARS), tuple(blocks))


def _question(asked: Promise, now: datetime, language: str, reader: Person) -> list[str]:
    kind = tell("approval_kind", language, kind=kind_name(asked.approval, language))
    return [
        f"*{tell('asked_title', language, owner=person(asked.owner))}*",
        title_line(asked, _WHAT_CHARS),
        f"{tell('due', language, due=due_line(asked, now, language, reader))} · {kind}",
        tell("asked_for", language, department=_departments(asked, reader, language)),
    ]


def _facts(promise: Promise, reader: Person, record: KeptRate, language: str) -> list[str]:
    """Who else is asked, how promises to this customer went, and like ones."""
    others = [each.department for each in promise.approvals if reader.id not in each.approvers]
    lines = [tell("asked_others", language, departments=departments(others, language))] if others else []
    kept, all_ = len(record.kept) + len(record.renegotiated), _counted(record)
    if all_:
        lines.append(tell("kept_record", language, customer=name(promise.customer), kept=kept, all=len(all_)))
    cases = [each for each in all_ if each.approval == promise.approval and each.id != promise.id][-_CASES:]
    if cases:
        told = "; ".join(f"{cut(escape(each.what), _CASE_CHARS)} ({state_word(each.state, language)})" for each in cases)
        lines.append(tell("like_cases", language, cases=told))
    return lines


def _counted(record: KeptRate) -> list[Promise]:
    return sorted((*record.kept, *record.renegotiated, *record.late, *record.broken), key=lambda each: each.due.instant())


def _settled(promise: Promise, asked: Promise, language: str, reader: Person) -> str:
    """Why there is nothing to answer any more; "" while there is."""
    if (promise.what, promise.due, promise.owner) != (asked.what, asked.due, asked.owner):
        return tell("words_changed", language)
    mine = [each for each in promise.approvals if reader.id in each.approvers]
    if promise.state == "waiting" and is_asked(promise, reader):
        return ""
    declined = [each for each in promise.approvals if each.answer == "declined"]
    if answer := _first([*declined, *(each for each in mine if each.answer == "agreed")]):
        return tell(f"already_{answer.answer}", language, by=person(answer.by or ""), department=department(answer.department, language))
    return tell("already_changed", language, state=state_word(promise.state, language))


def _first(approvals: Sequence[Approval]) -> Approval | None:
    return approvals[0] if approvals else None


def _departments(promise: Promise, reader: Person, language: str) -> str:
    return departments((each.department for each in promise.approvals if reader.id in each.approvers), language)


def told_message(promise: Promise, now: datetime, language: str, reader: Person, sentence: str) -> Message:
    """What the owner hears about a promise, with the way to it."""
    text = "\n".join([f"*{sentence}*", title_line(promise), tell("due", language, due=due_line(promise, now, language, reader))])
    again = button(tell("button_open", language), "promise_open", language_tag(promise.id, language))
    return Message(cut(text, TEXT_CHARS), (section(text), actions([again])))
