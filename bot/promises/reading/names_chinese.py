"""Customers named in Chinese sentences: by what stands before and after, and by endings such as 公司 and 总."""

import re
from collections.abc import Iterator

from bot.promises.reading import names_chinese_patterns as p
from bot.promises.reading.known_words import COMMON, NOT_NAMES, PLACES
from bot.promises.reading.mentions import Mention
from bot.promises.reading.shapes import DUE, Message, Span

_LATIN_FIRST = re.compile(rf"(?P<own>[A-Za-z][A-Za-z0-9&.' -]*[A-Za-z0-9.])\s*(?P<rest>[{p.HAN}].*)$")
_COMPANY = re.compile(r"公司|集团|客户|先生|女士|小姐|总|工|经理|老板")


def names_in(message: Message) -> Iterator[Mention]:
    """Every customer named in the Chinese parts of a message."""
    masked = message.masked
    for pattern, sure, group in (
        (p.GIVEN, 3, "name"),
        (p.VISITED, 3, "name"),
        (p.OWNS, 3, "name"),
        (p.SPEAKS, 3, "name"),
        (p.HIS_ORDER, 3, "name"),
        (p.ENDED, 2, "name"),
    ):
        for match in pattern.finditer(masked):
            mention = _checked(masked, match.start(group), match[group], sure)
            if mention:
                yield mention
    for match in p.OF_PLACE.finditer(masked):
        yield Mention(Span(match.start(), match.end()), match.group(), 3, _phrase(masked, match.start(), match.end()))
    for match in p.LATIN.finditer(masked):
        mention = _latin(masked, match)
        if mention:
            yield mention
    if message.via == "slash":
        yield from _parts(message)


def _checked(masked: str, start: int, raw: str, sure: int) -> Mention | None:
    name = raw.strip()
    start += len(raw) - len(raw.lstrip())
    lead = re.match(
        r"(?:老规矩|跟(?!进)|帮(?!忙)|替(?!换)|那个|这个|我们的?|咱们?的?|今天|刚才?|昨天|好的?|行|嗯|ok|OK|另外|对了|还有|已经"
        r"|都|也|请|先|关于|了"
        r"|和|给|答应|到|跟进|拜访|联系|回复|答复)+",
        name,
    )
    if lead and len(name) - lead.end() >= 2:
        start, name = start + lead.end(), name[lead.end() :]
    if re.match(r"[跟给和向对帮把](?![A-Za-z])", name) and not re.search(rf"(?:{p.TRADES})$", name):
        return None
    called = re.match(r"(?:新|老|大|小)?客户(?=[A-Za-z])", name)
    start, name = (start + called.end(), name[called.end() :]) if called else (start, name)
    name = re.sub(r"(?:那边|这边|方面|那里)$", "", name).strip()
    name = re.sub(r"(?<=[总姐哥工A-Za-z])(?:想要|要|想|让|说|催|问)$", "", name)
    name = re.sub(r"(?<=[\u3400-\u9fffA-Za-z]{2})的?(?:采购|财务|业务员?|跟单|工程师)$", "", name)
    latin = _LATIN_FIRST.match(name)
    if latin and not _COMPANY.match(latin["rest"]):
        name = latin["own"]
    name = re.split(r"(?:那|这)(?:票|个|批|单|家|边|次)", name)[0] if not name.startswith(("那", "这")) else name
    person = re.fullmatch(rf"(?P<firm>.{{2,12}}?)的(?P<person>{p.PERSON})", name)
    if person:
        local = person["firm"] in p.PLACES_ZH or len(person["firm"]) < 3
        start, name = (start + len(person["firm"]) + 1, person["person"]) if local else (start, person["firm"])
    firm = re.match(rf"[{p.HAN}]{{2,6}}?(?:{p.TRADES})+(?:股份|集团)?(?:有限)?(?:责任)?(?:公司)?", name)
    name = firm.group() if firm else name
    if "的" in name[2:]:
        name = name[: name.index("的", 2)]
    acronym = re.search(r"[A-Za-z]{2,4}$", name)
    if acronym and acronym.group().lower() in NOT_NAMES and acronym.start() >= 2:
        name = name[: acronym.start()]
    if not re.search(rf"[{p.HAN}]", name):
        word = name.strip(" .-")
        if len(word) < 2 or not re.match(r"[A-Za-z]", word) or is_common(word):
            return None
        name = word
    elif (
        len(name) < 2
        or p.GENERIC.match(name)
        or (
            p.NOT_NAME.search(re.sub(r"^周[一三四五六](?=.$)", "", name))
            and not re.search(rf"[\u3400-\u9fff]{{2}}(?:{p.TRADES})(?:公司)?$", name)
        )
        or p.INTERNAL.match(name)
        or (p.VERBAL.search(name) and not (firm and p.NUMBERED.match(name)))
        or (name in p.PLACES_ZH and sure < 4)
    ):
        return None
    return Mention(Span(start, start + len(name)), name, sure, _phrase(masked, start, start + len(name)))


def _latin(masked: str, match: re.Match[str]) -> Mention | None:
    words = match.group().strip(" .-'")
    parts = words.split()
    while parts and is_common(parts[0]):
        words = words[words.find(parts[0]) + len(parts[0]) :].strip()
        parts.pop(0)
    while parts and parts[-1].lower().strip(".") in NOT_NAMES:
        words = words[: words.rfind(parts[-1])].strip()
        parts.pop()
    if len(words) < 2 or not parts or re.fullmatch(r"[A-Z]{0,3}-?\d[\w/.-]*", words):
        return None
    start = masked.find(words, match.start())
    before, after = masked[max(0, start - 6) : start], masked[start + len(words) : start + len(words) + 6]
    sure = (
        3
        if re.search(r"[给給跟和与向对對为帮替约找欠]\s*$|答应了?\s*$|承诺\s*$", before)
        or re.match(r"\s*(?:那边|这边|的|说|答应|承诺|同意|会|要|：|:|客户)", after)
        else 2
    )
    if not words[:1].isupper() and (sure < 3 or after.lstrip().startswith("的")):
        sure = 1
    return Mention(Span(start, start + len(words)), words, sure, _phrase(masked, start, start + len(words)))


def is_common(word: str) -> bool:
    low = word.lower().strip(".,'-")
    return low in NOT_NAMES or low in COMMON or low in PLACES or len(low) < 2


def _parts(message: Message) -> Iterator[Mention]:
    """In a slash text a part of its own, between signs, spaces and dates, that is no thing and no verb, is the customer."""
    masked, start, first = message.masked, 0, True
    ends = [*p.BOUNDS.finditer(masked), None]
    for end in ends:
        stop = end.start() if end else len(masked)
        part = masked[start:stop]
        if part.strip() and re.search(rf"[{p.HAN}]", part):
            colon = bool(end and end.group().strip() in (":", "："))
            mention = (
                _checked(masked, start, part, 5 if colon and first else 4 if first and end and end.group().strip() in "，, " else 2)
                if len(part.strip()) <= 14
                else None
            )
            if mention and not (re.search(r"[发寄送报付签做给打]", part) and mention.sure < 5):
                yield Mention(mention.span, mention.name, mention.sure, Span(start, end.end() if end and DUE not in end.group() else stop))
            first = False
        elif part.strip():
            first = False
        start = end.end() if end else stop


def _phrase(masked: str, start: int, end: int) -> Span:
    before = re.search(r"(?:给到?|給|为|帮(?!忙)|替|向|对)\s*(?:客户)?$", masked[max(0, start - 6) : start])
    if before and re.search(r"[发發寄报報送交退回赔传打付](?:给|給)\s*$", masked[max(0, start - 6) : start]):
        before = None
    tail = re.match(rf"的{p.PERSON}(?![单图表])|(?:那边|这边|方面|公司)?(?:的)?", masked[end : end + 6])
    return Span(start - len(before.group()) if before else start, end + (len(tail.group()) if tail else 0))
