"""Promises in a list, ten to a page, each with its buttons; and one promise opened, with all that is on record. Pure."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.promises.records import ENDED, LIVE, Approval, Event, Person, Promise
from bot.promises.sentences import deed_words, state_word
from bot.slack.blocks.escape import escape
from bot.slack.blocks.message import TEXT_CHARS, Block, Message, actions, button, context, cut, header, section
from bot.slack.blocks.promise import (
    department,
    departments,
    due_line,
    kind_name,
    language_tag,
    moment,
    people,
    person,
    promise_lines,
    title_line,
)
from bot.slack.texts_promises import tell

PER_PAGE = 10
_EVENTS = 10
_WHY_CHARS = 160
_LINE_CHARS = 330


def list_message(
    title: str,
    promises: Sequence[Promise],
    page: int,
    more: str,
    now: datetime,
    language: str,
    reader: Person,
    *,
    action: str = "promise_more",
    intro: str = "",
) -> Message:
    """One page (from 0). `more` is what the button More carries behind the page: "due|" or "customer|Acme"; `intro` stands above."""
    pages = max(1, -(-len(promises) // PER_PAGE))
    page = min(max(page, 0), pages - 1)
    shown = promises[page * PER_PAGE : (page + 1) * PER_PAGE]
    if not shown:
        return Message(f"{title}\n{tell('list_none', language)}", (section(f"*{escape(title)}*\n{tell('list_none', language)}"),))
    blocks, words = [header(title)], [escape(title)]
    if intro:
        blocks.append(section(intro))
        words.append(intro)
    for promise in shown:
        line = cut(promise_lines(promise, now, language, reader), _LINE_CHARS)
        words.append(line)
        blocks += [section(line), actions(line_buttons(promise, language, reader))]
    if pages > 1:
        first = page * PER_PAGE
        words.append(tell("list_foot", language, from_=first + 1, to=first + len(shown), count=len(promises)))
        blocks.append(context(words[-1]))
    if page + 1 < pages:
        blocks.append(actions([button(tell("button_more", language), action, f"{language}|{page + 1}|{more}"[:2000])]))
    return Message(cut("\n".join(words), TEXT_CHARS), tuple(blocks))


def line_buttons(promise: Promise, language: str, reader: Person) -> Iterator[Block]:
    """What this person may do with a promise in a list."""
    tag = language_tag(promise.id, language, in_list=True, seen=promise.revision)
    if promise.state == "waiting" and is_asked(promise, reader):
        yield button(tell("button_agree", language), "promise_agree", tag, "primary")
        yield button(tell("button_decline", language), "promise_decline", tag)
    elif promise.state in LIVE and reader.id == promise.owner:
        yield button(tell("button_done", language), "promise_done", tag)
        if promise.state != "at-risk":
            yield button(tell("button_at_risk", language), "promise_at_risk", tag)
    yield button(tell("button_open", language), "promise_open", tag)


def open_message(
    promise: Promise,
    events: Sequence[Event],
    now: datetime,
    language: str,
    reader: Person,
    *,
    may_change: bool,
    may_undo: bool = False,
    remark: str = "",
) -> Message:
    """Everything about one promise. `remark` stands above it: what has just happened to it."""
    head = [f"*{remark}*"] if remark else []
    head += [title_line(promise), " · ".join(_facts(promise, now, language, reader))]
    parts = ["\n".join(head)]
    if promise.approvals:
        asked = (f"• {_approval(each, language, reader)}" for each in promise.approvals)
        parts.append("\n".join([f"*{tell('approvals', language)}*", *asked]))
    if promise.proof:
        parts.append(tell("proof", language, proof=cut(escape(promise.proof), 500)))
    if events:
        parts.append("\n".join([f"*{tell('history', language)}*", *(_event(each, language, reader) for each in events[-_EVENTS:])]))
    foot = [_readers(promise, language)]
    if link := _link(promise.source):
        foot.append(tell("source", language, link=link))
    buttons = list(_open_buttons(promise, language, reader, may_change, may_undo))
    blocks = [section(part) for part in parts] + ([actions(buttons)] if buttons else []) + [context(" · ".join(foot))]
    return Message(cut("\n\n".join([*parts, " · ".join(foot)]), TEXT_CHARS), tuple(blocks))


def _facts(promise: Promise, now: datetime, language: str, reader: Person) -> Iterator[str]:
    yield tell("due", language, due=due_line(promise, now, language, reader))
    yield tell("state", language, state=state_word(promise.state, language))
    yield tell(promise.direction, language)
    yield tell("owner", language, owner=person(promise.owner))
    if promise.approval:
        yield tell("approval_kind", language, kind=kind_name(promise.approval, language))
    if promise.moved:
        yield tell("moved", language, count=promise.moved)


def _approval(approval: Approval, language: str, reader: Person) -> str:
    asked = department(approval.department, language)
    if approval.answer == "silent":
        key = "approval_silent" if approval.approvers else "approval_nobody"
        return tell(key, language, department=asked, people=people(approval.approvers))
    by, at = person(approval.by or ""), moment(approval.at, reader, language) if approval.at else ""
    reason = cut(escape(" ".join(approval.reason.split())), _WHY_CHARS)
    return tell(f"approval_{approval.answer}", language, department=asked, by=by, at=at, reason=reason)


def _event(event: Event, language: str, reader: Person) -> str:
    told = tell("event", language, at=moment(event.at, reader, language), by=person(event.by), verb=deed_words(event.kind, language))
    why = cut(escape(" ".join(event.why.split())), _WHY_CHARS)
    return f"• {told}" + (f": {why}" if why else "")


def _readers(promise: Promise, language: str) -> str:
    kind, _, who = promise.audience.partition(":")
    return tell(f"seen_by_{kind if kind in ('team', 'private') else 'everyone'}", language, team=escape(who))


def _link(source: str) -> str:
    """A link to a message of this Slack, as Slack gave it; anything else is not shown as one."""
    is_safe = source.startswith("https://") and not any(mark in source for mark in "<>|` \n")
    return source.replace("&", "&amp;") if is_safe else ""


def _open_buttons(promise: Promise, language: str, reader: Person, may_change: bool, may_undo: bool) -> Iterator[Block]:
    """What this person may do now."""
    tag = language_tag(promise.id, language, seen=promise.revision)
    if promise.state == "waiting" and is_asked(promise, reader):
        yield from approval_buttons(tag, language)
    if not may_change:
        return
    wanted: dict[str, bool] = {
        "done": promise.state in LIVE,
        "at_risk": promise.state in LIVE and promise.state != "at-risk",
        "new_date": promise.state in LIVE,
        "submit": promise.state == "draft",
        "move": promise.state in ("draft", "waiting"),
        "reword": promise.state not in ENDED,
        "hand_over": promise.state not in ENDED,
        "withdraw": promise.state not in ENDED,
        "broken": promise.state in LIVE,
        "undo": may_undo,
    }
    for name, is_wanted in wanted.items():
        if is_wanted:
            yield button(tell(f"button_{name}", language), f"promise_{name}", tag, "primary" if name in ("done", "submit") else "")


def approval_buttons(tag: str, language: str) -> Iterator[Block]:
    """What an approver may answer."""
    yield button(tell("button_agree", language), "promise_agree", tag, "primary")
    yield button(tell("button_agree_words", language), "promise_words", tag)
    yield button(tell("button_decline", language), "promise_decline", tag)


def is_asked(promise: Promise, reader: Person) -> bool:
    """Whether this person's word is still missing."""
    return reader.id != promise.owner and any(reader.id in each.approvers and each.answer == "silent" for each in promise.approvals)


def missing(promise: Promise, language: str) -> str:
    """The departments that have not answered, in one breath."""
    return departments((each.department for each in promise.approvals if each.answer == "silent"), language)
