"""A wording that can be kept, in place of one that cannot: the decision instead of the benefit, an answer instead of an effort. Pure.

Written to the customer, in English or Chinese, with the date in words. What it says passes the same check.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bot.promises.dues.spelling import spell_due
from bot.promises.records import Due, Kind
from bot.promises.sentences import kind_word, pick
from bot.promises.undecided import hint_in
from bot.promises.vagueness import Vague, vague_in
from knowledge.language import read_language

_DECIDE_WITHIN = 5
"""Working days within which a decision can be told, unless the benefit is due before."""
_TEXTS: dict[str, tuple[str, str]] = {
    "decision": ("I will tell you the decision on the {thing} on {day}.", "我会在{day}告诉您关于{thing}的决定。"),
    "decision-plain": ("I will tell you on {day} what was decided.", "我会在{day}告诉您决定的结果。"),
    "look": ("I will tell you on {day} what I found out.", "我会在{day}告诉您查到的结果。"),
    "look-about": ("I will tell you on {day} what I found out about {rest}.", "我会在{day}告诉您{rest}的结果。"),
    "look-whether": ("I will tell you on {day} {rest}.", "我会在{day}告诉您{rest}。"),
    "try": ("I will tell you on {day} whether it can be done.", "我会在{day}告诉您能不能做到。"),
    "try-about": ("I will tell you on {day} whether we can {rest}.", "我会在{day}告诉您能不能{rest}。"),
    "follow": ("I will write to you on {day} and say how things stand.", "我会在{day}写信告诉您进展到哪一步。"),
    "follow-about": ("I will write to you on {day} and say how things stand with {rest}.", "我会在{day}写信告诉您{rest}的进展。"),
    "when-about": ("I will {rest} by {day}.", "我会在{day}前办好：{rest}。"),
    "when-thing": ("You will have the {rest} by {day}.", "我会在{day}前办好：{rest}。"),
}
_VERBS_WORDS = """
    answer arrange book bring call check complete confirm deliver dispatch email finalise finalize finish fix forward get give hand
    inform issue keep mail make order organise organize pay prepare produce provide quote replace reply return revise send set share ship
    show sign start submit tell translate update upload visit write
"""
_VERBS = frozenset(_VERBS_WORDS.split())
_LEADING = re.compile(r"^(?:and|on|at|about|into|for|the fact that|to)\s+|^[\s,;:，；：]+", re.IGNORECASE)
_SUBJECT = re.compile(r"^(?:(?:i|we)(?:['’]ll| will| shall)?\s+|(?:我们|我|咱们)(?:会|将|来|先)?)", re.IGNORECASE)
_POINTER = re.compile(r"^(?:it|this|that|them|things?|一下|下)?[\s.,;，。；!！]*$", re.IGNORECASE)
_QUESTION = re.compile(r"(?:whether|when|why|how|what|if)\b|能不能|能否|是否|有没有|可不可以|为什么|怎么|什么时候", re.IGNORECASE)
_LONGEST = 160


@dataclass(frozen=True)
class Rewording:
    """The sentence and by when it is due."""

    text: str
    due: Due


def tell_decision(kind: Kind | None, due: Due, language: str, now: datetime) -> Rewording:
    """ "I will tell you the decision on the rebate on Friday 27 November 2026.": before the benefit is due, within a working week."""
    on = replace(due, day=decision_day(due, now), time=None)
    name = "decision" if kind and kind != "other" else "decision-plain"
    return _write(name, on, language, thing=kind_word(kind, language) if kind else "")


def decision_day(due: Due, now: datetime) -> date:
    """A working day after today and before the due day; the due day itself when there is none."""
    today = now.astimezone(ZoneInfo(due.zone)).date()
    days = [today + timedelta(days=ahead) for ahead in range(1, 15)]
    working = [day for day in days if day.weekday() < 5][:_DECIDE_WITHIN]
    return max((day for day in working if day < due.day), default=max(due.day, today))


def say_better(what: str, found: tuple[Vague, ...], due: Due, language: str) -> Rewording | None:
    """The same promise so that everybody can see whether it was kept; None when only the person knows what to put there."""
    vague = next((each for way in ("try", "look", "follow", "when") for each in found if each.way == way), None)
    if vague is None:
        return None
    spoken = "zh" if pick(language) else "en"
    rest = _rest(what, vague, keep_before=spoken == "zh" or vague.way == "when") if read_language(what) == spoken else ""
    on = replace(due, time=None)
    if rest:
        is_thing = vague.way == "when" and rest.split()[0].lower() not in _VERBS
        is_question = vague.way == "look" and _QUESTION.match(rest)
        name = "when-thing" if is_thing else "look-whether" if is_question else f"{vague.way}-about"
        better = _write(name, on, language, rest=re.sub(r"^(?:the|a|an) ", "", rest, flags=re.IGNORECASE) if is_thing else rest)
        if not vague_in(better.text) and not hint_in(better.text, is_benefit=False):
            return better
    return _write("follow" if vague.way == "when" else vague.way, on, language)


def _rest(what: str, vague: Vague, keep_before: bool) -> str:
    """What stands beside the vague words, fit to follow our own; "" when that is nothing, or more than a sentence."""
    before = _SUBJECT.sub("", what[: vague.start].strip())
    after = _LEADING.sub("", what[vague.end :].strip())
    joined = f"{before} {after}" if before.isascii() and after.isascii() else before + after
    rest = (joined if keep_before else after).strip(" .,;:，。；：!！")
    if _POINTER.match(rest) or len(rest) > _LONGEST or "\n" in rest or re.search(r"[.!?。！？]\s", rest):
        return ""
    return rest


def _write(name: str, due: Due, language: str, **values: str) -> Rewording:
    spoken: Literal["en", "zh"] = "zh" if pick(language) else "en"
    return Rewording(_TEXTS[name][pick(language)].format(day=spell_due(due, spoken), **values), due)
