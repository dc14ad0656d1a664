"""`goodword promise`: what a text promises, and many promises at a time (see `promise_table`).

Each action is an `_add_...` and a function named in `_ACTIONS`; `parse` saves nothing.
"""

import argparse
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.commands.promise_table import TABLE_ACTIONS, add_table_actions
from bot.commands.speech import say
from bot.config import Config
from bot.errors import BadInput

if TYPE_CHECKING:
    from bot.promises.records import Draft

_VIAS = ("slash", "chat")
_EXAMPLE = 'goodword promise parse "Acme: send the CE certificate by Friday"'


def add(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    _add_parse(actions)
    add_table_actions(actions)


def run(arguments: argparse.Namespace, config: Config) -> int:
    """Run the action that was typed."""
    return _ACTIONS[arguments.action](arguments, config)


def _add_parse(actions: Any) -> None:
    text = say(
        "Show what a text promises: what, to whom, by when, and whether it needs approval.",
        "显示一段文字承诺了什么：内容、对象、日期，以及是否需要审批。",
    )
    one = actions.add_parser("parse", help=text, description=text)
    one.add_argument("text", nargs="*", metavar="TEXT", help=say("as typed after /promise", "/promise 之后输入的文字"))
    many = say('read {"id","text","now","tz","via"} lines from standard input', "逐行读取 JSON")
    one.add_argument("--jsonl", action="store_true", help=many)
    one.add_argument("--as-of", metavar="TIME", help=say("the present moment, ISO (default: now)", "当前时刻，ISO 格式（默认：现在）"))
    zone = say("your time zone, such as Europe/Berlin (default: UTC)", "时区，例如 Asia/Shanghai（默认 UTC）")
    one.add_argument("--tz", metavar="ZONE", default="UTC", help=zone)
    one.add_argument("--via", choices=_VIAS, default="slash", help=say("typed after /promise, or said in chat", "命令中输入，或聊天中说的"))
    one.add_argument("--locale", default="", help=say("such as en-US; tells month/day from day/month", "例如 en-US，用来区分月/日顺序"))


def _parse(arguments: argparse.Namespace, _: Config) -> int:
    """Once for a person, or for every line. A text without a promise is a good ending too: the status is 0."""
    text = " ".join(arguments.text)
    if arguments.jsonl == bool(text):
        raise BadInput(say("Give a text, or --jsonl to read many.", "请给出一段文字，或用 --jsonl 批量读取。"), _EXAMPLE)
    if arguments.jsonl:
        from bot.commands.lines import answer_lines

        return answer_lines(parse_fields)
    now = arguments.as_of or datetime.now(UTC).isoformat()
    _show(_read({"text": text, "now": now, "tz": arguments.tz, "via": arguments.via, "locale": arguments.locale}))
    return 0


_ACTIONS: dict[str, Callable[[argparse.Namespace, Config], int]] = {"parse": _parse, **TABLE_ACTIONS}


def parse_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """{"is_promise", "promises"} for {"text", "now", "tz", "via"?, "locale"?}. Raises BadInput."""
    drafts = _read(fields)
    return {"is_promise": bool(drafts), "promises": [_row(draft) for draft in drafts]}


def _read(fields: Mapping[str, Any]) -> "tuple[Draft, ...]":
    from bot.commands.lines import text_in
    from bot.promises.reading import read_promises

    via, locale = fields.get("via", "slash"), fields.get("locale") or ""
    if via not in _VIAS:
        raise BadInput('"via" must be "slash" or "chat"')
    if not isinstance(locale, str):
        raise BadInput('"locale" must be a text')
    return read_promises(text_in(fields, "text"), _moment(fields), _zone(fields), via, locale)


def _zone(fields: Mapping[str, Any]) -> str:
    from zoneinfo import ZoneInfo

    from bot.commands.lines import text_in

    zone = text_in(fields, "tz")
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise BadInput(f'"tz" is no time zone: {zone[:60]!r}', "Use a name such as Europe/Berlin.") from None
    return zone


def _moment(fields: Mapping[str, Any]) -> datetime:
    """`now` with its offset; without one it is meant in the zone of the line."""
    from zoneinfo import ZoneInfo

    from bot.commands.lines import text_in

    written = text_in(fields, "now")
    try:
        moment = datetime.fromisoformat(written)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(_zone(fields)))
        moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadInput(f'"now" is no ISO date and time: {written[:60]!r}', "Write it like 2026-11-23T09:00:00+01:00.") from None
    return moment


def _row(draft: "Draft") -> dict[str, Any]:
    from bot.promises.reading import question_back

    due = draft.due.due
    return {
        "what": draft.what,
        "customer": draft.customer,
        "direction": draft.direction,
        "due": str(due) if due else None,
        "due_has_time": bool(due and due.time is not None),
        "due_utc": due.instant().isoformat().replace("+00:00", "Z") if due else None,
        "approval": draft.approval,
        "ambiguous": due is None and draft.due.problem != "missing",
        "question": question_back(draft, draft.language),
        "readings": [str(reading) for reading in draft.due.readings],
    }


def _show(drafts: "tuple[Draft, ...]") -> None:
    from bot.commands.printing import screen, show_table
    from bot.promises.dues import spell_due
    from bot.promises.reading import question_back

    language = say("en", "zh")
    if not drafts:
        print(say("No promise in this.", "这里没有承诺。"))
        return
    heads = (say("what", "内容"), say("customer", "客户"), say("who", "谁"), say("due", "日期"), say("approval", "审批"))
    sides = {"ours": say("we", "我方"), "theirs": say("they", "对方")}
    rows = [
        (
            draft.what,
            draft.customer or "–",
            sides[draft.direction],
            spell_due(draft.due.due, "zh" if language == "zh" else "en") if draft.due.due else question_back(draft, language),
            draft.approval or "–",
        )
        for draft in drafts
    ]
    show_table(screen(), heads, rows)
