"""Whether a benefit was approved before for this customer, in words at least as wide. Pure: it compares wordings, it finds nothing."""

import re
import unicodedata
from collections.abc import Collection
from datetime import datetime, timedelta

from bot.promises.records import LIVE, Due, Kind, Promise

GOOD_FOR = timedelta(days=180)
"""How long an approval may be leaned on."""
COUNTS = (*LIVE, "kept", "kept-late")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:%|percent\b|per cent\b)")
_WORD = re.compile(r"[^\W_]+|%")
_EMPTY_WORDS = "a an the to them him her you your their of on give grant offer get let have will we i s for 给 他们 客户 的 了"
_EMPTY = frozenset(_EMPTY_WORDS.split())


def approved_before(kind: Kind, what: str, due: Due, earlier: Collection[Promise], now: datetime) -> Promise | None:
    """The promise whose approvals cover this one, the latest first; `earlier` are this customer's."""
    ages = [(agreed_at(promise), promise) for promise in earlier if promise.approval == kind and promise.state in COUNTS]
    fresh = [(at, promise) for at, promise in ages if at is not None and now - at <= GOOD_FOR]
    for _, promise in sorted(fresh, key=lambda pair: (pair[0], pair[1].id), reverse=True):
        if covers(promise, kind, what, due):
            return promise
    return None


def agreed_at(promise: Promise) -> datetime | None:
    """When the last department agreed; None unless all did."""
    times = [approval.at for approval in promise.approvals if approval.answer == "agreed" and approval.at]
    return max(times) if times and len(times) == len(promise.approvals) else None


def covers(approved: Promise, kind: Kind, what: str, due: Due) -> bool:
    """Same words, or the same with a smaller percentage. Where the date is the benefit, it must not be a wider one."""
    if kind == "delivery-date" and due.instant() < approved.due.instant():
        return False
    if kind == "price-hold" and due.instant() > approved.due.instant():
        return False
    if _skeleton(what) != _skeleton(approved.what):
        return False
    ours, theirs = _percents(what), _percents(approved.what)
    if kind in ("discount", "rebate") and len(ours) == len(theirs) == 1:
        return ours[0] <= theirs[0] and _others(what) == _others(approved.what)
    return _numbers(what) == _numbers(approved.what)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace("percent", "%").replace("per cent", "%")


def _skeleton(text: str) -> list[str]:
    """The words that carry meaning, in order, figures left out: "give them 5% off" and "5 % off" have one."""
    words = _WORD.findall(_NUMBER.sub(" ", _plain(text)))
    return [word for word in words if word not in _EMPTY]


def _percents(text: str) -> list[float]:
    return [float(figure.replace(",", ".")) for figure in _PERCENT.findall(_plain(text))]


def _numbers(text: str) -> list[str]:
    return _NUMBER.findall(_plain(text))


def _others(text: str) -> list[str]:
    """The figures that are no percentage."""
    return _numbers(_PERCENT.sub(" ", _plain(text)))
