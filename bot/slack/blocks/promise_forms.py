"""The forms about promises: log, date, done, at risk, new date, hand over, and those that ask for a reason or for words. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.promises.records import KINDS, Person, Promise
from bot.slack.blocks.escape import escape
from bot.slack.blocks.form import Choice, View, choice, clock, colleague, day, form, words
from bot.slack.blocks.message import Block, context, section
from bot.slack.blocks.promise import due_words, kind_name, title_line
from bot.slack.slips import AUDIENCES, CUSTOMER_CHARS, WHAT_CHARS, Slip
from bot.slack.texts_promises import tell

REASON_CHARS = 500
_PROOF_CHARS = 500
_LEADS_CHARS = 60
Memory = Mapping[str, Any]


def log_form(slip: Slip, customers: Sequence[str], person: Person, memory: Memory, is_edit: bool = False) -> View:
    """Everything a promise has, filled in as far as it is known."""
    language = slip.spoken
    blocks = [
        words("what", tell("field_what", language), value=slip.what, hint=tell("field_what_hint", language), most=WHAT_CHARS, long=True),
        words("customer", tell("field_customer", language), value=slip.customer, most=CUSTOMER_CHARS, optional=True),
        *_known(customers, language),
        choice("direction", tell("field_direction", language), _choices(("ours", "theirs"), "direction", language), slip.direction),
        *_date(slip, person, language),
        choice("approval", tell("field_approval", language), _kinds(language), slip.approval or "auto"),
        choice("audience", tell("field_audience", language), _audiences(person, language), slip.audience),
        _leads(", ".join(slip.leads), language),
    ]
    title = tell("form_edit" if is_edit else "form_log", language)
    return _form("promise_log", title, blocks, memory, language)


def date_form(slip: Slip, person: Person, memory: Memory) -> View:
    """Only the date, for a promise that is otherwise read."""
    language = slip.spoken
    told = section(f"*{escape(slip.customer)}*: {escape(slip.what)}" if slip.customer else escape(slip.what))
    blocks = [told, *_date(slip, person, language)]
    return _form("promise_date", tell("form_date", language), blocks, memory, language, "submit_show")


def check_form(lines: Sequence[str], memory: Memory, language: str, needs: bool) -> View:
    """What the check says to a filled-in form, before it is saved."""
    blocks = [section(line) for line in lines]
    return _form("promise_log_anyway", tell("form_check", language), blocks, memory, language, "submit_ask" if needs else "submit_anyway")


def done_form(promise: Promise, memory: Memory, language: str) -> View:
    proof = words("proof", tell("field_proof", language), most=_PROOF_CHARS, long=True, optional=True)
    return _about(promise, "promise_done_form", "form_done", [proof], memory, language, "submit_done")


def at_risk_form(promise: Promise, memory: Memory, language: str) -> View:
    blocks = [words("why", tell("field_why_risk", language), most=REASON_CHARS, long=True)]
    if promise.direction == "ours":
        blocks.append(day("day", tell("field_new_day", language), hint=tell("field_new_day_hint", language), optional=True))
    return _about(promise, "promise_at_risk_form", "form_at_risk", blocks, memory, language, "submit_at_risk")


def renegotiate_form(promise: Promise, memory: Memory, language: str, new: Any = None) -> View:
    answers = [(each, tell(f"answer_{each}", language)) for each in ("agreed", "refused", "silent")]
    blocks = [
        choice("answer", tell("field_answer", language), answers, "agreed"),
        day("day", tell("form_renegotiate", language), new or promise.due.day),
        clock("time", tell("field_time", language), promise.due.time),
        words("why", tell("field_said", language), most=REASON_CHARS, long=True, optional=True),
    ]
    return _about(promise, "promise_renegotiate_form", "form_renegotiate", blocks, memory, language)


def hand_over_form(promise: Promise, memory: Memory, language: str) -> View:
    scopes = [(each, tell(f"scope_{each}", language)) for each in ("one", "all")]
    blocks = [colleague("to", tell("field_to", language)), choice("scope", tell("field_scope", language), scopes, "one")]
    return _about(promise, "promise_hand_over_form", "form_hand_over", blocks, memory, language, "form_hand_over")


def reason_form(promise: Promise, kind: str, memory: Memory, language: str) -> View:
    """For "withdraw", "broken" and "decline": nothing happens without a reason."""
    reason = words("why", tell("field_reason", language), most=REASON_CHARS, long=True)
    submit = "submit_broken" if kind == "broken" else f"form_{kind}"
    return _about(promise, f"promise_{kind}_form", f"form_{kind}", [reason], memory, language, submit)


def words_form(promise: Promise, kind: str, memory: Memory, language: str) -> View:
    """For "reword" by the owner and "words" by an approver."""
    label = tell("field_words" if kind == "words" else "field_new_words", language)
    submit = "submit_words" if kind == "words" else "submit_save"
    return _about(promise, f"promise_{kind}_form", f"form_{kind}", [_wording(promise, label)], memory, language, submit)


def move_form(promise: Promise, memory: Memory, language: str) -> View:
    """Another date for what the customer has not been told yet."""
    blocks = [day("day", tell("field_day", language), promise.due.day), clock("time", tell("field_time", language), promise.due.time)]
    return _about(promise, "promise_move_form", "form_date", blocks, memory, language)


def _wording(promise: Promise, label: str) -> Block:
    return words("what", label, value=promise.what, most=max(WHAT_CHARS, min(len(promise.what), 3000)), long=True)


def _about(
    promise: Promise, callback: str, title: str, blocks: Sequence[Block], memory: Memory, language: str, submit: str = "submit_save"
) -> View:
    told = context(f"{title_line(promise, 400)} · {due_words(promise.due, language)}")
    return _form(callback, tell(title, language), [told, *blocks], memory, language, submit)


def _form(callback: str, title: str, blocks: Sequence[Block], memory: Memory, language: str, submit: str = "submit_save") -> View:
    return form(callback, title, tell(submit, language), tell("close", language), blocks, memory)


def _date(slip: Slip, person: Person, language: str) -> list[Block]:
    zone = slip.due.zone if slip.due else person.zone
    hint = tell("field_time_hint", language, zone=zone)
    due = slip.due
    return [
        day("day", tell("field_day", language), due.day if due else None),
        clock("time", tell("field_time", language), due.time if due else None, hint=hint),
    ]


def _known(customers: Sequence[str], language: str) -> list[Block]:
    short = [each for each in customers if len(each) <= CUSTOMER_CHARS]
    return [choice("known", tell("field_known", language), [(each, each) for each in short], optional=True)] if short else []


def _leads(value: str, language: str) -> Block:
    hint = tell("field_leads_hint", language)
    return words("leads", tell("field_leads", language), value=value, hint=hint, most=_LEADS_CHARS, optional=True)


def _choices(names: Sequence[str], group: str, language: str) -> list[Choice]:
    return [(each, tell(f"{group}_{each}", language)) for each in names]


def _kinds(language: str) -> list[Choice]:
    return [
        ("auto", tell("kind_auto", language)),
        ("none", kind_name(None, language)),
        *((kind, kind_name(kind, language)) for kind in KINDS),
    ]


def _audiences(person: Person, language: str) -> list[Choice]:
    return _choices([each for each in AUDIENCES if each != "team" or person.team], "audience", language)
