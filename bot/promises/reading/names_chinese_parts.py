"""What of a run of characters is the customer's own name: without what leads to it, whom it is of, and what is asked of it.

Knows words and their order; whether the rest can be a name is decided in `names_chinese`.
"""

import re

from bot.promises.reading import names_chinese_patterns as p
from bot.promises.reading.names_chinese_words import KNOWN

_LATIN_FIRST = re.compile(rf"(?P<own>[A-Za-z][A-Za-z0-9&.' -]*[A-Za-z0-9.])\s*(?P<rest>[{p.HAN}].*)$")
_COMPANY = re.compile(r"公司|集团|客户|先生|女士|小姐|总|工|经理|老板")
_LEAD = re.compile(
    r"(?:老规矩|跟(?!进)|帮(?!忙)|替(?!换)|那个|这个|我们的?|咱们?的?|今天|刚才?|昨天|好的?|行|嗯|ok|OK|另外|对了|还有|已经"
    r"|都|也|请|先|关于|了|如果|要是|只要|假如|一旦|万一|既然|最后|最终|后来|结果|因为|所以|但是?|听说|据|等(?=.{3})"
    r"|和|给|答应|到|跟进|拜访|联系|回复|答复|催(?=.{2})|完成|就|再|让|叫|提醒|陪)+"
)
_CALLED = re.compile(rf"(?:新|老|大|小)?客户(?=[A-Za-z]|[{p.HAN}]{{2}})(?!那边|这边|方面|公司)")
_THEIR_PEOPLE = re.compile(
    r"(?<=[\u3400-\u9fffA-Za-z]{2})的?(?:(?:采购|财务|技术|工程|质量|品质|业务)部?|业务员|跟单|工程师|[小老阿][\u3400-\u9fff])$"
)
_SPEAKER = re.compile(rf"(?P<place>[{p.HAN}]{{2,6}}?)(?:那边|这边)?的(?P<who>.{{2,}})")
_FULL_NAME = re.compile(
    rf"{p.SURNAME}"
    rf"[{p.HAN}]{{1,2}}"
)
_FIRM_AND_PERSON = re.compile(
    rf"(?P<firm>[{p.HAN}]{{3,}}){p.SURNAME}"
    r"(?:总监?|工|经理|小姐|先生|女士|厂长|主任|姐|哥)"
)
""" "翔宇动力孙工": a firm and its person."""
_BEHIND_A_VERB = re.compile(rf"(?P<verb>[{p.HAN}]{{1,4}})(?P<own>[A-Za-z][A-Za-z0-9&.' -]+)")
_OF_A_FIRM = re.compile(rf"(?P<firm>.{{2,12}}?)的(?P<person>{p.PERSON})")
_TRADE = re.compile(p.TRADES)
_FIRM = re.compile(rf"[{p.HAN}]{{2,6}}?(?:{p.TRADES})+(?:股份|集团)?(?:有限)?(?:责任)?(?:公司)?")
_IN_BRACKETS = re.compile(r"[（(](?P<firm>[^（()）]{2,20})[）)]?$")


def without_lead(start: int, name: str) -> tuple[int, str]:
    """The name and where it begins, without verbs and prepositions before it, and without "客户" before a name."""
    lead = _LEAD.match(name)
    if lead and len(name) - lead.end() >= 2:
        start, name = start + lead.end(), name[lead.end() :]
    called = _CALLED.match(name)
    return (start + called.end(), name[called.end() :]) if called else (start, name)


def without_tail(name: str) -> str:
    """Without "over there", what they want, and their people."""
    name = re.sub(r"(?:那边|这边|方面|那里)$", "", name).strip()
    name = re.sub(r"(?<=[总姐哥工户人家A-Za-z])(?:想要|要|想|让|说|催|问)$|(?<=[\u3400-\u9fff]{2})(?:想要|要|催|订|订购)$", "", name)
    return _THEIR_PEOPLE.sub("", name)


def own_part(start: int, name: str, sure: int) -> tuple[int, str]:
    """The firm rather than its person, the letters rather than what is written around them."""
    behind = _BEHIND_A_VERB.fullmatch(name)
    if behind and not re.search("[把将]", behind["verb"]) and behind["verb"] not in p.PLACES_ZH:
        start, name = start + behind.start("own"), behind["own"]
    latin = _LATIN_FIRST.match(name)
    if latin and not (_COMPANY.match(latin["rest"]) or _is_trade(latin["rest"], sure)):
        name = latin["own"]
    name = re.split(r"(?:那|这)(?:票|个|批|单|家|边|次)", name)[0] if not name.startswith(("那", "这")) else name
    person = _OF_A_FIRM.fullmatch(name)
    if person:
        local = person["firm"] in p.PLACES_ZH or len(person["firm"]) < 3
        start, name = (start + len(person["firm"]) + 1, person["person"]) if local else (start, person["firm"])
    behind_firm = _FIRM_AND_PERSON.fullmatch(name)
    name = behind_firm["firm"] if behind_firm else name
    bracketed = _IN_BRACKETS.search(name)  # "John（Bexley）": a person and a firm
    return (start + bracketed.start("firm"), bracketed["firm"]) if bracketed else (start, name)


def _is_trade(rest: str, sure: int) -> bool:
    """What stands behind a name in Latin letters is its trade: by its word or, where the name opens a slash text alone, by its length."""
    if p.TRADE_NAME.fullmatch(rest):
        return True
    return sure >= 4 and len(rest) == 2 and not (p.NOT_NAME.search(rest) or p.VERBAL.search(rest) or p.INTERNAL.match(rest))


def before_known(name: str) -> str:
    """The name up to where a word of trade begins that is not what the firm itself is called after."""
    firm = _FIRM.match(name)
    for known in KNOWN.finditer(name, 2):
        if firm is None or known.end() > firm.end() or not _TRADE.fullmatch(known.group()):
            return name[: known.start()].rstrip(" 的")
    return name


def who_speaks(start: int, name: str) -> tuple[int, str]:
    """ "福冈的丸和堂说": where somebody is stands before who it is; "恒昌的周敏说": the firm stands before its person."""
    told = _SPEAKER.fullmatch(name)
    if told is None or _TRADE.search(told["place"]) or _FULL_NAME.fullmatch(told["who"]) or re.fullmatch(p.PERSON, told["who"]):
        return start, name
    return start + told.start("who"), told["who"]
