"""Wording that nobody could check later: "look into it", "do our best", 尽量, 跟进一下. Tables of words; knows no promise.

A promise that can be kept says who, what, by when, and how we will know that it is done.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

Lack = Literal["who", "what", "when", "how"]
Way = Literal["look", "try", "follow", "when", "who", "how"]


@dataclass(frozen=True)
class Vague:
    """A vague turn of phrase as it stands in the text, what it leaves open, and in which way it can be said better."""

    words: str
    start: int
    end: int
    way: Way


LACKS: dict[Way, tuple[Lack, ...]] = {
    "look": ("what", "how"),
    "try": ("what",),
    "follow": ("what", "how"),
    "when": ("when",),
    "who": ("who",),
    "how": ("how",),
}
_DEFINITE_AFTER = r"(?! \w+ with\b)(?! with (?:the|a|an|our|my|their|his|her|\d))"
"""No "get back to them with the price": that names what they will have."""
_NOUN_ZH = r"(?!后|过|版|型|的|筋|机)"
"""No 优化后的图纸: there it only describes the thing."""
_THEM = r"(?:you|them|him|her)"
_IT = r"(?:it|this|that)"
_TABLE: dict[Way, tuple[str, ...]] = {
    "look": (
        rf"\blook(?:ing)? (?:into|at {_IT})\b|\b(?:have|take) a (?:closer |quick )?look(?: at| into)?\b|\bsee what (?:i|we) can do\b",
        rf"\bcheck (?:on|into) {_IT}\b|\bexplore\b|\bthink about\b|\bgive {_IT} (?:some )?thought\b|\bfigure (?:{_IT}|something) out\b",
        rf"\b(?:discuss|check|clarify) (?:{_IT} )?(?:internally|with (?:my|our|the) (?:team|boss|manager|colleagues?|engineers?"
        rf"|production))\b",
        r"\bechar un vistazo\b|\bver(?:é|emos)? qué\b|\bschaue? (?:mir|uns)\b|\bmal (?:sehen|schauen)\b|\bdar uma olhada\b|\bver o que\b",
        r"看看|看一下|看一看|了解一下|研究一下|研究研究|问问看|查一查|想想办法|想办法|考虑考虑|考虑一下|内部讨论|検討|確認してみ",
    ),
    "try": (
        r"\b(?:do|try) (?:my|our) (?:very )?(?:best|utmost|hardest)(?: to)?\b|\bdo (?:what|whatever|everything|all) (?:i|we) can(?: to)?\b",
        r"\btry(?:ing)? to\b|\bmake every effort(?: to)?\b|\b(?:aim|hope) to\b|\bsee if (?:i|we) can\b|\bwork hard (?:on it|to)\b",
        r"\bpush (?:hard )?(?:for|to)\b",
        r"\b(?:haré|haremos|hacer) (?:todo )?lo posible(?: para| por)?\b|\b(?:intentar|trataré|tratar|procurar)\w*(?: de)?\b",
        r"\b(?:mein|unser) bestes(?: tun)?\b|\bversuche?n?\b|\bbemühen?\b|\bfazer o possível\b|\bvou tentar\b|\btentar(?:emos)?\b",
        r"尽量|尽力|争取|尽最大(?:的)?努力|尽可能|努力|全力(?:以赴)?|できるだけ|なるべく|頑張",
    ),
    "follow": (
        rf"\bfollow(?:ing)? up(?: on)?\b{_DEFINITE_AFTER}|\bfollow-up on\b|\bkeep \w+ (?:posted|updated|in the loop|informed)\b",
        rf"\b(?:circle|get) back to {_THEM}\b{_DEFINITE_AFTER}|\bcircle back\b(?! to)|\btouch base\b|\b(?:be|stay) in touch\b"
        rf"|\bstay on top(?: of)?\b",
        rf"\bupdate {_THEM}\b{_DEFINITE_AFTER}|\b(?:handle|take care of|sort out|deal with|address)\b|\bsort {_IT} out\b",
        rf"\bhelp (?:{_THEM} )?(?:out\b|with {_IT}\b)|\b(?:work|get) on {_IT}\b",
        r"\b(?:push|chase|press|rush) (?:the |our )?(?:factory|mill|supplier|production|warehouse|forwarder|workshop)\b",
        r"\bdar(?:é|emos)? seguimiento\b|\bkümmere? (?:mich|uns)\b|\bnachfassen\b|\bnachhaken\b|\bacompanha(?:r|mento)\b",
        r"跟进(?:一下)?|处理一下|沟通一下|协调一下|催(?:一?催|一下|工厂|供应商|生产|车间|货代)|盯一下|盯着|关注一下|保持联系|再联系",
        r"对接一下|解决一下|安排一下|帮忙问问|给个说法|给个交代|フォロー(?:します|する)?|善処",
    ),
    "when": (
        r"\bas (?:soon|quickly|fast) as (?:possible|we can|i can)\b|\basap\b|\ba\.s\.a\.p\.?|\bsoon(?:est)?\b|\bshortly\b"
        r"|\bin due course\b",
        r"\bat (?:the|your) earliest\b|\bwhen (?:it(?:['’]s| is) )?ready\b|\bsome ?time\b|\beventually\b|\bright away\b|\bin no time\b",
        r"\bwithout delay\b|\blo antes posible\b|\bcuanto antes\b|\bpronto\b|\bso (?:bald|schnell) wie möglich\b|\bdemnächst\b",
        r"\b(?:bald|schnellst)möglichst?\b|\bzeitnah\b|\b(?:o )?mais (?:rápido|breve) possível\b|\bquanto antes\b|\bem breve\b",
        r"尽快|尽早|第一时间|回头(?!客|率)|过几天|到时候|有空(?:时|的时候)?|早点|早めに|近いうちに|すぐに",
    ),
    "who": (
        r"\bsome(?:one|body)\b(?! else)|\bour (?:people|guys|side) will\b|\bit will be (?:done|taken care of|handled)\b",
        r"\bthe relevant (?:department|people|team)\b|\balguien\b|\bjemand\w*\b|\balguém\b",
        r"有人会|找人|让人|派人|叫人|相关(?:部门|人员|同事)|誰か|担当者から",
    ),
    "how": (
        r"\bimprov(?:e|ing)\b|\bbetter (?:service|support|quality|packaging|communication)\b|\bfull(?:y)? support\b"
        r"|\bsupport (?:you|them)\b",
        r"\bpay (?:more |extra )?attention\b|\bprioriti[sz]e\b|\bspeed (?:it |this |things )?up\b|\bgive (?:it )?priority\b",
        r"\bmejorar\b|\bverbessern\b|\bmelhorar\b",
        rf"(?:改善|提升|优化|加强|改进|改良|強化){_NOUN_ZH}|支持一下|多关照|重视起来|保证质量|加快(?:进度)?",
    ),
}
_POINTS = re.compile(r"^\W*(?:[a-z]+ ){1,2}(?:it|this|that|something|stuff|things|the (?:thing|stuff|rest))\W*$", re.IGNORECASE)
"""A verb with nothing behind it that a third person would understand: "send it"."""
_POINTS_HAN = re.compile(
    r"^\W*(?:把)?(?:这个|那个|东西|它|这事|那事|这件事|那件事)[^，。\n]{0,4}\W*$|^\W*[\u4e00-\u9fff]{1,2}(?:一下|下)\W*$"
)


def vague_in(text: str) -> tuple[Vague, ...]:
    """The vague turns of phrase in a wording, in order, one for each way; empty when it can be kept as it stands."""
    found: dict[Way, Vague] = {}
    for way, pattern in _patterns():
        match = pattern.search(text)
        if match:
            found[way] = Vague(match.group().strip(), match.start(), match.end(), way)
    if not found and (_POINTS.search(text) or _POINTS_HAN.search(text)):
        found["follow"] = Vague(text.strip(), 0, len(text), "follow")
    return tuple(sorted(found.values(), key=lambda vague: vague.start))


@cache
def _patterns() -> tuple[tuple[Way, re.Pattern[str]], ...]:
    return tuple((way, re.compile("|".join(patterns), re.IGNORECASE)) for way, patterns in _TABLE.items())
