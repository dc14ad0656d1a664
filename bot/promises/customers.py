"""Which known customer a typed name means: the same, one of several, perhaps one, or a new one. Pure; never guesses between two.

Names are compared without case, width, accents, legal forms and the word "customer". A slip of the pen is asked about, not corrected.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache

from bot.promises.book import Customer

_LIKE = 85.0
"""Likeness (rapidfuzz ratio, 0 to 100) from which two names may be one: "Baltika" and "Baltica" have 86, "Hanson" and "Hansen" 83,
"Nordwind" and "Nordland" 75. Held by the table of cases in tests/test_promise_customers.py."""
_SHORTEST = 5
"""Letters a name must have for likeness to mean anything."""
_LEGAL_WORDS = """
    gmbh mbh kg kgaa ag ug ohg gbr ev co company cos corp corporation inc incorporated ltd limited llc llp lp plc pte pty pvt private
    bhd sdn sa sas sarl sl slu srl spa sapi cv rl ltda eireli me bv nv oy oyj ab aps as asa kft zrt doo sro spzoo ooo oao zao jsc pjsc
    fzco fze fzc dmcc wll sti holding holdings group grupo gruppe intl international the customer client buyer firma empresa
"""
_LEGAL = frozenset(_LEGAL_WORDS.split())
_GENERIC_WORDS = """
    al el la le los las san santa new north south east west nord sud sur global world euro asia china india america american pacific
    atlantic first general national united trans inter metal steel pump pumps trade trading import export tech techno industrial
    industria industrias comercial distribuidora importadora grand royal golden star best super plant unit store branch
"""
_GENERIC = frozenset(_GENERIC_WORDS.split())
"""First words that many firms share: alone they say nothing."""
_ZH_TAIL = re.compile(
    r"(?:株式会社|㈱|有限责任公司|股份有限公司|有限公司|分公司|总公司|子公司|公司|集团|股份|客户那边|客户|客人|那边|那家|这边|先生那边)$"
)
_ZH_TRADE = re.compile(r"(?:进出口|国际贸易|贸易|商贸|实业|科技|工贸|国际|控股|商行|贸易行|制造|工业)+$")
_ZH_PLACE = re.compile(
    r"^(?:中国|北京|上海|天津|重庆|广州|深圳|东莞|佛山|厦门|福州|泉州|宁波|杭州|温州|义乌|绍兴|台州|嘉兴|金华|苏州|无锡|常州|南京|青岛|济南|烟台"
    r"|大连|沈阳|武汉|长沙|成都|西安|郑州|合肥|南昌|昆明|石家庄|香港|台湾|台北|广东|浙江|江苏|山东|福建|河北|河南|湖北|湖南|四川|安徽)(?:市|省)?"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"\w+", re.UNICODE)


def match(name: str, known: Collection[Customer]) -> tuple[str, ...]:
    """The known customers a name may mean. One: it is that one. Several: ask; the name as typed stands first among them when it may
    be a new customer. None: a new customer."""
    typed = " ".join(name.split())
    if not _core(typed):
        return ()
    for same in (fold, _core):
        if found := _equal(typed, known, same):
            return found
    if longer := [customer.name for customer in known if any(_goes_on(typed, other) for other in _names(customer))]:
        return _sorted(longer)
    near = [customer.name for customer in known if any(_may_be(typed, other) for other in _names(customer))]
    return (typed, *_sorted(near)) if near else ()


def meant(name: str, known: Collection[Customer]) -> tuple[str, ...]:
    """For looking up: the known customers that surely go by this name; the name as typed when it is only alike, or new."""
    typed = " ".join(name.split())
    found = match(name, known)
    return found if found and found[0] != typed else (typed,)


def known_as(name: str, known: Collection[Customer]) -> str:
    """The usual name of a customer that is surely known, for saving; else the name as typed."""
    found = _equal(name, known, fold) or _equal(name, known, _core)
    return found[0] if len(found) == 1 else " ".join(name.split())


def fold(name: str) -> str:
    """A name without case, width, accents and doubled spaces."""
    wide = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name)).casefold()
    return " ".join("".join(mark for mark in wide if not unicodedata.combining(mark)).split())


def _names(customer: Customer) -> Sequence[str]:
    return (customer.name, *customer.aliases)


def _sorted(names: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(names), key=lambda name: (len(name), name)))


def _equal(typed: str, known: Collection[Customer], form: Callable[[str], str]) -> tuple[str, ...]:
    """Those with a name or alias that has the same form; a customer's own name counts before other people's aliases."""
    shape = form(typed)
    if not shape:
        return ()
    own = [customer.name for customer in known if form(customer.name) == shape]
    return _sorted(own or [each.name for each in known if any(form(alias) == shape for alias in each.aliases)])


def _words(name: str) -> list[str]:
    """The words that tell a firm from others, in order. "S.A." is one word, and a legal form."""
    plain = re.sub(r"\b(\w)\.\s?(?=\w\b)", r"\1", fold(name).replace("&", " ")).replace("’", "'").replace("'s", "")
    words = _WORD.findall(plain)
    return [word for word in words if word not in _LEGAL] or words


@lru_cache(maxsize=20_000)
def _core(name: str) -> str:
    """The name without legal forms: what makes "ACME Corp." and "acme gmbh" one."""
    joined = " ".join(_words(name))
    if not _HAN.search(joined):
        return joined
    bare = joined.replace(" ", "")
    while (shorter := _ZH_TAIL.sub("", bare)) and shorter != bare:
        bare = shorter
    return bare


def _goes_on(typed: str, other: str) -> bool:
    """Whether the known name begins with what was typed and goes on: "Acme" of "Acme Peru", 宁波客户 or 东海 of 宁波东海贸易."""
    one, two = _core(typed), _core(other)
    if not two:
        return False
    if _HAN.search(one) and _HAN.search(two):
        inner = _ZH_TRADE.sub("", two)
        return one != two and (two.startswith(one) or one in (inner, _ZH_PLACE.sub("", inner)) or _ZH_TRADE.sub("", one) == inner)
    short, long = one.split(), two.split()
    return len(short) < len(long) and long[: len(short)] == short and not (len(short) == 1 and short[0] in _GENERIC)


def _may_be(typed: str, other: str) -> bool:
    """Whether two names are near enough to ask: one goes on where the other ends, they part after the first word, or look alike."""
    one, two = _core(typed), _core(other)
    if not two:
        return False
    if _HAN.search(one) or _HAN.search(two):
        return bool(_HAN.search(one) and _HAN.search(two)) and len(two) > 1 and one.startswith(two) and not _ZH_PLACE.fullmatch(two)
    short, long = one.split(), two.split()
    if short[0] == long[0] and len(short[0]) > 2 and short[0] not in _GENERIC:
        return True
    return _look_alike("".join(short), "".join(long))


def _look_alike(one: str, two: str) -> bool:
    from rapidfuzz import fuzz  # loaded when first needed

    if min(len(one), len(two)) < _SHORTEST or re.findall(r"\d+", one) != re.findall(r"\d+", two):
        return False
    return fuzz.ratio(one, two) >= _LIKE
