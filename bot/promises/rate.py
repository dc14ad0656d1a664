"""The kept rate: what was kept, kept late, renegotiated and broken, with the promises behind every number. Pure."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.promises.exporting import defused
from bot.promises.proposals import KeptRate
from bot.promises.records import LIVE, Promise
from bot.promises.sentences import pick
from bot.promises.track import days_late

FEWEST = 5
"""Promises from which a share says something."""
_HEADS = (
    ("id", "编号"),
    ("outcome", "结果"),
    ("owner", "负责人"),
    ("team", "团队"),
    ("customer", "客户"),
    ("promise", "承诺"),
    ("due", "到期"),
    ("zone", "时区"),
    ("ended", "结束"),
    ("days late", "晚了几天"),
    ("times moved", "改期次数"),
)
_OUTCOMES = {
    "kept": ("kept", "已兑现"),
    "renegotiated": ("kept, moved in time", "按改期兑现"),
    "late": ("kept late", "延迟兑现"),
    "broken": ("not kept", "未兑现"),
}


def kept_rate(promises: Iterable[Promise], now: datetime, since: datetime | None = None) -> KeptRate:
    """Counts ours only. `since`: those due from then on, so that each promise belongs to one period, however early or late it ended."""
    ours = sorted(
        (each for each in promises if each.direction == "ours" and _is_in(each, since)), key=lambda each: (each.due.instant(), each.id)
    )
    kept = tuple(each for each in ours if each.state == "kept" and not each.moved)
    moved = tuple(each for each in ours if each.state == "kept" and each.moved)
    late = tuple(each for each in ours if each.state == "kept-late")
    broken = tuple(each for each in ours if each.state == "broken" or (each.state in LIVE and each.due.instant() < now))
    counted = len(kept) + len(moved) + len(late) + len(broken)
    return KeptRate(kept, late, moved, broken, (len(kept) + len(moved)) / counted if counted >= FEWEST else None)


def rate_rows(rate: KeptRate, now: datetime, language: str = "en") -> list[list[str]]:
    """The list behind the numbers as rows of a table, the first one its head. No cell starts a formula in a spreadsheet."""
    column = pick(language)
    parts = {"kept": rate.kept, "renegotiated": rate.renegotiated, "late": rate.late, "broken": rate.broken}
    rows = [[head[column] for head in _HEADS]]
    for outcome, promises in parts.items():
        rows += [_row(promise, _OUTCOMES[outcome][column], now) for promise in promises]
    return rows


def _row(promise: Promise, outcome: str, now: datetime) -> list[str]:
    ended = promise.ended_at.isoformat(timespec="minutes") if promise.ended_at else ""
    late = days_late(promise) if promise.ended_at else max(0, (now - promise.due.instant()).days)
    cells: Sequence[str] = (
        promise.id, outcome, promise.owner, promise.team or "", promise.customer, promise.what,
        str(promise.due), promise.due.zone, ended, str(late), str(promise.moved),
    )  # fmt: skip
    return [defused(" ".join(cell.split())) for cell in cells]


def _is_in(promise: Promise, since: datetime | None) -> bool:
    return since is None or promise.due.instant() >= since
