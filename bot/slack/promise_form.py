"""The form in which a promise is logged or edited, and the form for its date alone. Sent: checked, saved before it closes."""

import hashlib
import re
from dataclasses import replace
from typing import Any, get_args

from slack_bolt.async_app import AsyncApp

from bot.promises.proposals import Check
from bot.promises.records import KINDS, Direction, Due, Kind
from bot.slack.blocks.form import Filled
from bot.slack.blocks.promise_card import check_lines, reword_lines, saved_message
from bot.slack.blocks.promise_forms import check_form, log_form
from bot.slack.promise_desk import PromiseDesk
from bot.slack.promise_notices import Notices
from bot.slack.promise_saving import check_of, lay_out, save_slip, saved_remark
from bot.slack.promise_submissions import Ended, Sent, Wrong, on_form
from bot.slack.promise_turn import Turn
from bot.slack.slips import AUDIENCES, Slip, read_slip
from bot.slack.texts_promises import tell

_LEAD = re.compile(r"\d{1,4}[mhd]")
_BETWEEN = re.compile(r"[\s,，、;；]+")
_MOST_LEADS = 6
_CUSTOMERS = 100


def register(app: AsyncApp, desk: PromiseDesk, notices: Notices) -> None:
    """Put the listeners of this module into the app."""

    async def logged(sent: Sent) -> Ended:
        slip = await desk.work(filled_slip, desk, sent)
        check = await desk.work(check_of, desk, slip, sent.turn)
        if any(finding.weight == "stop" for finding in check.findings):
            memory = {**sent.memory, "s": slip.as_record()}
            view = check_form(
                [*check_lines(check, sent.turn.language), *reword_lines(check, sent.turn.language)],
                memory,
                sent.turn.language,
                bool(check.needs),
            )
            return Ended(view=view, way="push")
        return await saved(sent, slip, check)

    async def logged_anyway(sent: Sent) -> Ended:
        slip = read_slip(sent.memory["s"])
        return replace(await saved(sent, slip, Check()), way="clear")

    async def saved(sent: Sent, slip: Slip, check: Check) -> Ended:
        promise = await save_slip(desk, slip, sent.turn)
        reached = await notices.ask_approvers(promise, sent.turn.place.team)
        remark = saved_remark(promise, sent.turn.language, reached)
        return Ended(saved_message(promise, sent.turn.language, sent.turn.person, remark, check.findings))

    async def dated(sent: Sent) -> Ended:
        slip = read_slip(sent.memory["s"])
        slip = replace(slip, due=filled_due(desk, sent.filled, sent.turn, slip.due.zone if slip.due else sent.turn.person.zone))
        return Ended(await desk.work(lay_out, desk, slip, sent.turn))

    on_form(app, desk, "promise_log", logged)
    on_form(app, desk, "promise_log_anyway", logged_anyway)
    on_form(app, desk, "promise_date", dated)


async def open_log_form(desk: PromiseDesk, slip: Slip, turn: Turn, is_edit: bool = True) -> None:
    """The form with what is known so far."""
    customers = await desk.work(desk.promising.customers, turn.audiences)
    view = log_form(slip, customers[:_CUSTOMERS], turn.person, desk.memory(turn, s=slip.as_record()), is_edit)
    await desk.open(turn, view)


def filled_slip(desk: PromiseDesk, sent: Sent) -> Slip:
    """The promise as it was filled in. Raises Wrong, which names every field that can be corrected. Blocks."""
    filled, turn = sent.filled, sent.turn
    before = read_slip(sent.memory["s"])
    errors: dict[str, str] = {}
    what, customer = filled.line("what"), _customer(desk, filled, turn, errors)
    if not any(mark.isalnum() for mark in what):
        errors["what"] = tell("wrong_empty", turn.language)
    due = _due(desk, filled, turn, before.due.zone if before.due else turn.person.zone, errors)
    leads = tuple(each.lower() for each in _BETWEEN.split(filled.line("leads")) if each)
    if not all(_LEAD.fullmatch(each) for each in leads) or len(leads) > _MOST_LEADS:
        errors["leads"] = tell("wrong_leads", turn.language)
    if errors or due is None:
        raise Wrong(errors)
    approval, audience = filled.choice("approval"), filled.choice("audience")
    return replace(
        before,
        what=what,
        customer=customer,
        direction=_one_of(filled.choice("direction"), get_args(Direction), before.direction),
        due=due,
        approval=_benefit(desk, what, sent) if approval == "auto" else _one_of(approval, KINDS, None),
        audience=_one_of(audience, AUDIENCES, before.audience),
        leads=leads,
        is_settled=True,
        is_cut=False,
        filled="",
    )


def filled_due(desk: PromiseDesk, filled: Filled, turn: Turn, zone: str, must_come: bool = True) -> Due:
    """Date and time as filled in. Raises Wrong."""
    errors: dict[str, str] = {}
    due = _due(desk, filled, turn, zone, errors, must_come)
    if errors or due is None:
        raise Wrong(errors)
    return due


def _due(desk: PromiseDesk, filled: Filled, turn: Turn, zone: str, errors: dict[str, str], must_come: bool = True) -> Due | None:
    day = filled.day("day")
    if day is None:
        errors["day"] = tell("wrong_day", turn.language)
        return None
    due = Due(day, filled.clock("time"), zone)
    try:
        has_passed = due.instant() < desk.now()
    except (OverflowError, ValueError):
        has_passed = True
    if must_come and has_passed:
        errors["day"] = tell("wrong_past", turn.language)
    return due


def _customer(desk: PromiseDesk, filled: Filled, turn: Turn, errors: dict[str, str]) -> str:
    """The customer that was typed, under the usual name; else the one that was chosen."""
    typed, chosen = filled.line("customer"), filled.choice("known")
    before = str((filled.memory.get("s") or {}).get("c") or "")
    if chosen and typed in ("", before):
        return chosen
    if not typed:
        errors["customer"] = tell("wrong_customer", turn.language)
        return ""
    names = desk.promising.match_customer(typed, turn.audiences)
    if len(names) == 1:
        return names[0]
    if len(names) > 1 and names[0] != typed:  # several go on where it ends; one that is merely alike may be a new one
        errors["customer"] = tell("wrong_customer_like", turn.language, names=" / ".join(names[:4]))
    return typed


def _benefit(desk: PromiseDesk, what: str, sent: Sent) -> Kind | None:
    """The benefit that the wording itself promises."""
    return next((draft.approval for draft in desk.promising.read(what, sent.turn.person, "slash") if draft.approval), None)


def _one_of(value: str, allowed: Any, otherwise: Any) -> Any:
    return value if value in allowed else otherwise


def empty_slip(desk: PromiseDesk, turn: Turn) -> Slip:
    """For a form without anything in it yet."""
    audience = desk.audience if desk.audience != "team" or turn.person.team else "private"
    return Slip(fresh_id(turn), "", spoken=turn.language, language=turn.language, audience=audience)


def fresh_id(turn: Turn) -> str:
    """The same for every try of one delivery."""
    return hashlib.sha256(turn.key.encode("utf-8", "replace")).hexdigest()[:16]
