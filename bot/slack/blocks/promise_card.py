"""The card before a promise is saved: what was read, the exact date in words, what the check says, and the buttons. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.promises.dues import spell_due
from bot.promises.proposals import Check, Finding
from bot.promises.records import DueReading, Person, Promise
from bot.slack.blocks.escape import escape, plain
from bot.slack.blocks.message import TEXT_CHARS, Block, Message, actions, button, context, cut, section
from bot.slack.blocks.promise import departments, due_words, kind_name, language_tag, name
from bot.slack.slips import CUSTOMER_CHARS, WHAT_CHARS, Slip, line
from bot.slack.texts import speech
from bot.slack.texts_promises import tell

_FINDINGS = 6
_FINDING_CHARS = 400
_BEHIND = 20
MOST_CHOICES = 4
_WORDS_CHARS = 120


def card_message(slip: Slip, check: Check, is_new: bool = False) -> Message:
    """What will be saved, and what the check says. `is_new`: no promise to this customer is on record."""
    language = slip.spoken
    title, body = tell("card_title", language), _body(slip, is_new)
    lines = check_lines(check, language)
    if slip.filled:
        fields = (", " if speech(language) != "zh" else "、").join(tell(f"filled_{each}", language) for each in slip.filled)
        lines.append(f"• {tell('filled_by_model', language, fields=fields)}")
    if slip.is_cut:
        lines.append(f"*{tell('care', language)}* {tell('shortened', language, most=WHAT_CHARS)}")
    blocks = [section(f"*{title}*\n{body}")]
    if lines:
        blocks.append(section("\n".join(lines)))
    for offer in reword_lines(check, language):
        lines.append(offer)
        blocks.append(section(offer))
    foot = tell("only_you", language)
    blocks += [actions(_buttons(slip, check)), context(foot)]
    return Message(cut("\n".join([title, body, *lines, foot]), TEXT_CHARS), tuple(blocks))


def check_lines(check: Check, language: str) -> list[str]:
    """What the check says, a line each, the gravest first."""
    return [_finding(each, language) for each in check.findings[:_FINDINGS]]


def reword_lines(check: Check, language: str) -> list[str]:
    """The wording that the check offers; nothing when it offers none."""
    return [f"{tell('reword_offer', language)}\n>{cut(escape(line(check.reword)), WHAT_CHARS)}"] if check.reword else []


def _body(slip: Slip, is_new: bool) -> str:
    language = slip.spoken
    customer = f"*{name(slip.customer)}*"
    lines = [f"{customer}: {escape(slip.what)}"]
    if is_new:
        lines = [tell("new_customer", language, customer=name(slip.customer)), escape(slip.what)]
    parts = [tell(slip.direction, language)]
    if slip.due:
        parts.insert(0, tell("due", language, due=due_words(slip.due, language)))
        if slip.due.time:
            parts.insert(1, tell("zone", language, zone=escape(slip.due.zone)))
    if slip.approval and slip.direction == "ours":
        parts.append(tell("approval_kind", language, kind=kind_name(slip.approval, language)))
    return "\n".join([*lines, " · ".join(parts)])


def _finding(finding: Finding, language: str) -> str:
    words = cut(escape(finding.text), _FINDING_CHARS)
    return f"• {words}" if finding.weight == "note" else f"• *{tell(finding.weight, language)}* {words}"


def _buttons(slip: Slip, check: Check) -> Iterator[Block]:
    language, packed = slip.spoken, slip.pack()
    if check.needs:
        asked = departments((each.department for each in check.needs), language)
        yield button(tell("button_ask", language, departments=plain(asked)), "promise_ask", packed, "primary")
    else:
        yield button(tell("button_save", language), "promise_save", packed, "primary")
    if check.reword:
        yield button(tell("button_use_words", language), "promise_use_words", packed)
    yield button(tell("button_edit", language), "promise_edit", packed)
    yield button(tell("button_draft", language), "promise_save_draft", packed)
    behind = list(dict.fromkeys(each for finding in check.findings for each in finding.promises))[:_BEHIND]
    if behind:
        yield button(tell("button_behind", language), "promise_behind", f"{language}|{','.join(behind)}"[:2000])
    yield button(tell("button_cancel", language), "promise_cancel", slip.id + "|" + language)


def date_question(slip: Slip, reading: DueReading) -> Message:
    """One short question with a button for each reading."""
    language, asked = slip.spoken, question_words(slip, reading)
    choices = [
        button(plain(spell_due(due, "zh" if speech(language) == "zh" else "en")), f"promise_take_{n}", replace(slip, due=due).pack())
        for n, due in enumerate(reading.readings[:MOST_CHOICES])
    ]
    other = tell("button_other_date" if choices else "button_pick_date", language)
    return _question(slip, asked, [*choices, button(other, "promise_other_date", slip.pack(), "" if choices else "primary")])


def question_words(slip: Slip, reading: DueReading) -> str:
    """The question about a date, naming what was typed."""
    words = cut(escape(reading.words), _WORDS_CHARS)
    key = {"ambiguous": "which_date", "": "which_date_missing"}.get(reading.problem, f"which_date_{reading.problem}")
    return tell(key if words else "which_date_missing", slip.spoken, words=words)


def customer_question(slip: Slip, names: Sequence[str]) -> Message:
    """Which of several customers, or a new one; without a name, the form."""
    language = slip.spoken
    if not slip.customer:
        named = button(tell("button_name_customer", language), "promise_edit", slip.pack(), "primary")
        return _question(slip, tell("no_customer", language), [named])
    asked = tell("which_customer", language, customer=name(slip.customer))
    others = [each for each in names if each != slip.customer][:MOST_CHOICES]
    choices = [button(plain(each), f"promise_customer_{n}", _with_customer(slip, each)) for n, each in enumerate(others)]
    new = tell("button_new_customer", language, customer=plain(slip.customer))
    return _question(slip, asked, [*choices, button(new, "promise_customer_new", _with_customer(slip, slip.customer))])


def _question(slip: Slip, asked: str, choices: Sequence[Block]) -> Message:
    language = slip.spoken
    head = f"*{name(slip.customer)}*: " if slip.customer else ""
    body = f"{head}{escape(slip.what)}"
    foot = tell("only_you", language)
    cancel = button(tell("button_cancel", language), "promise_cancel", slip.id + "|" + language)
    blocks = (section(f"{body}\n*{asked}*"), actions([*choices, cancel]), context(foot))
    return Message(cut(f"{body}\n{asked}\n{foot}", TEXT_CHARS), blocks)


def saved_message(promise: Promise, language: str, reader: Person, remark: str, findings: Sequence[Finding] = ()) -> Message:
    """What was saved, what happens next, and the way back."""
    body = _body_of(promise, language, reader)
    lines = [_finding(each, language) for each in findings[:_FINDINGS]]
    tag = language_tag(promise.id, language)
    buttons = [button(tell("button_open", language), "promise_open", tag), button(tell("button_undo", language), "promise_undo", tag)]
    text = "\n".join([f"*{remark}*", body, *lines])
    return Message(cut(text, TEXT_CHARS), (section(text), actions(buttons)))


def _body_of(promise: Promise, language: str, reader: Person) -> str:
    due = tell("due", language, due=due_words(promise.due, language, reader))
    return f"*{name(promise.customer)}*: {escape(promise.what)}\n{due} · {tell(promise.direction, language)}"


def _with_customer(slip: Slip, customer: str) -> str:
    return replace(slip, customer=customer[:CUSTOMER_CHARS], is_settled=True).pack()
