"""The honest message to a customer when a promise will be late: what is late, the new date, what we do. Deterministic, without blame.

It promises nothing that nobody decided: a new date only when there is one, else the day on which we will name it.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bot.promises.dues.spelling import spell_due
from bot.promises.records import Due, Promise
from bot.promises.sentences import pick

_LONGEST = 300
_TEXTS: dict[str, tuple[str, str]] = {
    "about-ahead": (
        "Hello, I would rather tell you now than on the day: what I promised you for {old} ({what}) will be late.",
        "您好，与其到时候再说，不如现在就告诉您：我答应您{old}前完成的事（{what}）会晚一些。",
    ),
    "about-past": (
        "Hello, what I promised you for {old} ({what}) is not done yet, and I am sorry for that.",
        "您好，我答应您{old}前完成的事（{what}）还没有完成，非常抱歉。",
    ),
    "new-date": (
        "The new date is {new}. I am working on it, and I will confirm to you that day that it is done.",
        "新的日期是{new}。我正在处理，当天完成后会向您确认。",
    ),
    "new-date-ask": (
        "Does that date work for you? If it does not, tell me which part you need first and I will see what can be done.",
        "这个日期您方便吗？如果不方便，请告诉我您最先需要哪一部分，我来看怎么安排。",
    ),
    "no-date": (
        "I do not have a new date yet and do not want to name one that I cannot keep. I will tell you by {new}.",
        "新的日期我还没有确定，不想说一个做不到的日期。我会在{new}前告诉您。",
    ),
    "no-date-ask": (
        "If this holds something up on your side, tell me what, so that I can put it first.",
        "如果这影响到您那边的安排，请告诉我是哪一项，我会优先处理。",
    ),
    "theirs": (
        "Hello, we noted {old} for this: {what}. Could you tell me whether you can still make it?",
        "您好，我们记录的日期是{old}：{what}。请问这个日期还来得及吗？",
    ),
    "theirs-new": ("Would {new} suit you better?", "改到{new}是否更合适？"),
    "theirs-ask": ("If not, which date shall I note instead?", "如果来不及，我改记哪一天比较好？"),
}


def write_rescue(promise: Promise, due: Due | None, language: str, now: datetime) -> str:
    """A message to be sent by a person, in "zh" or else English. `due` None: no new date yet, so the day on which we name one."""
    if promise.direction == "theirs":
        parts = ["theirs", *(["theirs-new"] if due else []), "theirs-ask"]
        return _write(parts, promise, due or promise.due, language)
    about = "about-past" if promise.due.instant() < now else "about-ahead"
    if due is None:
        return _write([about, "no-date", "no-date-ask"], promise, answer_day(promise, now), language)
    return _write([about, "new-date", "new-date-ask"], promise, due, language)


def answer_day(promise: Promise, now: datetime) -> Due:
    """The next working day, by when a new date can be named."""
    day = now.astimezone(ZoneInfo(promise.due.zone)).date() + timedelta(days=1)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return replace(promise.due, day=day, time=None)


def _write(parts: list[str], promise: Promise, new: Due, language: str) -> str:
    spoken: Literal["en", "zh"] = "zh" if pick(language) else "en"
    what = " ".join(promise.what.split())
    what = what if len(what) <= _LONGEST else what[: _LONGEST - 1] + "…"
    values = {"old": spell_due(promise.due, spoken), "new": spell_due(new, spoken), "what": what}
    return ("" if pick(language) else " ").join(_TEXTS[part][pick(language)].format(**values) for part in parts)
