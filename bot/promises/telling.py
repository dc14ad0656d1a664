"""Promises as sentences, for questions like "what did we promise Acme?": state and date in words, who keeps it, its id. Knows no Slack."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from bot.ports import PromiseQuestion
from bot.promises.book import PromiseBook, Wanted
from bot.promises.customers import fold, meant
from bot.promises.dues.spelling import spell_due
from bot.promises.looking import SOON
from bot.promises.records import ENDED, LIVE, Promise
from bot.promises.sentences import pick, state_word

MOST = 10
"""Promises told one by one; of more, only how many."""
_LONGEST = 160
_MANY = 10_000
_TEXTS: dict[str, tuple[str, str]] = {
    "ours": (
        "“{what}” for {customer}: {state}, due {due}{late}, kept by {owner} [{id}].",
        "对{customer}的承诺“{what}”：{state}，{due}到期{late}，{owner}负责 [{id}]。",
    ),
    "theirs": (
        "{customer} owes us “{what}”: {state}, due {due}{late}, followed up by {owner} [{id}].",
        "{customer}答应我们“{what}”：{state}，{due}到期{late}，{owner}跟进 [{id}]。",
    ),
    "late": (" ({count} days ago)", "（已过{count}天）"),
    "late-day": (" (a day ago)", "（已过1天）"),
    "late-today": (" (the time has passed)", "（时间已过）"),
    "more": ("{count} more are on record: ask about one customer to see them.", "另有{count}条记录：请按客户询问。"),
    "you": ("you", "您"),
}


class Telling:
    """ports.PromiseRecords. `name_of` turns the id of an owner into what is shown; without it "@ID" stands there."""

    def __init__(self, book: PromiseBook, now: Callable[[], datetime], name_of: Callable[[str], str] | None = None) -> None:
        self._book, self._now, self._name_of = book, now, name_of or (lambda person: f"@{person}")

    def tell(
        self,
        question: PromiseQuestion,
        name: str,
        asker: str | None,
        audiences: frozenset[str],
        language: str,
        *,
        only_own: bool = False,
        words: str = "",
    ) -> list[str]:
        """See ports.PromiseRecords."""
        now = self._now()
        own: dict[str, Any] = {"owner": asker} if only_own and asker else {}
        readers: frozenset[str] | None = audiences
        if question == "approve":
            own = {"approver": asker or ""}
            readers = None if f"private:{asker}" in audiences else audiences  # approvers may read what they are asked about
        found: dict[str, Promise] = {}
        for customer in self._customers(name, words, audiences):
            wanted = Wanted(audiences=readers, customer=customer, limit=_MANY, **own, **_conditions(question, now))
            found |= {each.id: each for each in self._book.find(wanted) if _answers(each, question, now)}
        ordered = sorted(found.values(), key=_order)
        told = [self._sentence(each, asker, language, now) for each in ordered[:MOST]]
        return told + ([_text("more", language, count=len(ordered) - MOST)] if len(ordered) > MOST else [])

    def _customers(self, name: str, words: str, audiences: frozenset[str]) -> tuple[str | None, ...]:
        """The customers asked about; (None,) for all."""
        known = self._book.customers(audiences)
        if name:
            return meant(name, known)
        told = f" {fold(words)} "
        named = [each.name for each in known if any(_stands_in(fold(one), told) for one in (each.name, *each.aliases))]
        return tuple(named) or (None,)

    def _sentence(self, promise: Promise, asker: str | None, language: str, now: datetime) -> str:
        spoken: Literal["en", "zh"] = "zh" if pick(language) else "en"
        return _text(
            promise.direction,
            language,
            what=_short(promise.what),
            customer=_short(promise.customer),
            state=state_word(promise.state, language),
            due=spell_due(promise.due, spoken),
            late=_late(promise, language, now),
            owner=_text("you", language) if promise.owner == asker else self._name_of(promise.owner),
            id=promise.id,
        )


def _conditions(question: PromiseQuestion, now: datetime) -> dict[str, Any]:
    """What the book is asked for; `_answers` looks closer."""
    conditions: dict[PromiseQuestion, dict[str, Any]] = {
        "promised": {"states": ("waiting", *LIVE, *ENDED)},
        "open": {"states": ("waiting", *LIVE)},
        "due": {"states": LIVE, "due_before": now + SOON},
        "due-today": {"states": LIVE, "due_before": now + timedelta(days=2)},
        "overdue": {"states": LIVE, "due_before": now},
        "at-risk": {"states": LIVE},
        "waiting": {"states": ("waiting",)},
        "approve": {"states": ("waiting",)},
        "owed": {"states": LIVE},
    }
    return conditions[question]


def _answers(promise: Promise, question: PromiseQuestion, now: datetime) -> bool:
    if question == "promised":
        return promise.direction == "ours" and promise.state != "withdrawn"
    if question == "owed":
        return promise.direction == "theirs"
    if question == "due-today":
        return promise.due.day <= now.astimezone(ZoneInfo(promise.due.zone)).date()
    return question != "at-risk" or promise.state == "at-risk" or promise.due.instant() < now


def _order(promise: Promise) -> tuple[bool, float, str]:
    """What somebody still waits for, the first due first; then what has ended, the latest first."""
    due = promise.due.instant().timestamp()
    return (promise.state in ENDED, -due if promise.state in ENDED else due, promise.id)


def _late(promise: Promise, language: str, now: datetime) -> str:
    """How long ago it was due, when somebody still waits for it."""
    if promise.state not in LIVE or promise.due.instant() >= now:
        return ""
    days = (now.astimezone(ZoneInfo(promise.due.zone)).date() - promise.due.day).days
    return _text("late-today" if days < 1 else "late-day" if days == 1 else "late", language, count=days)


def _short(text: str) -> str:
    """Somebody's words on one line, in marks that their own cannot end."""
    line = " ".join(text.split()).translate(str.maketrans('“”"', "‘’'"))
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _stands_in(name: str, told: str) -> bool:
    """Whether a name stands in a text as words of its own; in scripts without spaces anywhere."""
    at = told.find(name) if len(name) > 1 else -1
    if at < 0 or not name.isascii():
        return at >= 0
    return not (told[at - 1].isalnum() and told[at - 1].isascii()) and not (
        told[at + len(name)].isalnum() and told[at + len(name)].isascii()
    )


def _text(name: str, language: str, /, **values: object) -> str:
    return _TEXTS[name][pick(language)].format(**values)
