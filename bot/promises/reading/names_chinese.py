"""Customers named in Chinese sentences: by what stands before and after, and by endings such as 公司 and 总."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from bot.promises.reading import names_chinese_patterns as p
from bot.promises.reading.chinese_words import TRADITIONAL
from bot.promises.reading.known_words import COMMON, NOT_NAMES, PLACES
from bot.promises.reading.mentions import Mention
from bot.promises.reading.names_chinese_parts import before_known, own_part, who_speaks, without_lead, without_tail
from bot.promises.reading.names_chinese_words import KNOWN
from bot.promises.reading.shapes import DUE, Message, Span

_DOES = re.compile(
    rf"\s*{DUE}+\s*(?:会|就|先|再|把)*(?:付|打款|打[定订尾余货]|汇|转[定尾余货款]|签|下单|回[签传]|支付|结[清款账]|开证|安排付|来)"
)

_LUCKY = re.compile(r"[联鸿恒宏广永顺利兴泰和金华祥隆瑞盛万大福益新嘉德裕丰]{1,2}[发达成]")
"""Firms like to be called 联发 or 鸿达: there the last character is no verb."""
_COUNTED = re.compile(r"[那这几每哪两][批个台家票单箱套件条只柜份种款](?!们)")
""" "那批阀门": which goods, not whose."""


def names_in(message: Message) -> Iterator[Mention]:
    """Every customer named in the Chinese parts of a message."""
    written, message = message.text, replace(message, masked=message.masked.translate(TRADITIONAL))
    for mention in _told_by_place_or_letters(message):
        yield replace(mention, name=written[mention.span.start : mention.span.end])


def _told_by_place_or_letters(message: Message) -> Iterator[Mention]:
    """A name in letters is whole: what its place tells of a part of it counts for all of it."""
    placed = sorted(_placed(message), key=lambda one: one.span.start)
    inside: set[int] = set()
    for match in p.LATIN.finditer(message.masked):
        mention = _latin(message.masked, match)
        if mention is None:
            continue
        first = bisect_left(placed, mention.span.start, key=lambda one: one.span.start)
        last = bisect_left(placed, mention.span.end, key=lambda one: one.span.start)
        inner = [number for number in range(first, last) if mention.span.holds(placed[number].span)]
        yield replace(mention, sure=max([mention.sure, *(placed[number].sure for number in inner)]))
        inside.update(inner)
    yield from (one for number, one in enumerate(placed) if number not in inside)


def _placed(message: Message) -> Iterator[Mention]:
    """Names that their place in the sentence, their ending, or a part of their own in a slash text tells."""
    masked = message.masked
    for pattern, sure, group in (
        (p.GIVEN, 3, "name"),
        (p.VISITED, 3, "name"),
        (p.OWNS, 3, "name"),
        (p.SPEAKS, 3, "name"),
        (p.HIS_ORDER, 3, "name"),
        (p.PREFIXED, 3, "name"),
        (p.SENT, 3, "name"),
        (p.ENDED, 2, "name"),
        (p.BEFORE_A_DATE, 1, "name"),
    ):
        for match in pattern.finditer(masked):
            start, raw = match.start(group), match[group]
            start, raw = who_speaks(start, raw) if pattern is p.SPEAKS else (start, raw)
            mention = _checked(masked, start, raw, sure)
            if mention and not (pattern is p.OWNS and KNOWN.search(raw, 2) and not p.FIRM.search(raw)):
                yield mention  # "托盘尺寸的事" is of no one
    for match in p.OF_PLACE.finditer(masked):
        yield Mention(Span(match.start(), match.end()), match.group(), 3, _phrase(masked, match.start(), match.end()))
    if message.via == "slash":
        yield from _parts(message)


def _checked(masked: str, start: int, raw: str, sure: int) -> Mention | None:
    name = raw.strip()
    start += len(raw) - len(raw.lstrip())
    if sure >= 4 and p.OPENS.fullmatch(name) and not (KNOWN.match(name) or p.GENERIC.match(name) or p.INTERNAL.match(name)):
        return Mention(Span(start, start + len(name)), name, sure, Span(start, start + len(name)))
    if _COUNTED.match(masked, max(0, start - 1)):
        return None
    start, name = without_lead(start, name)
    if re.match(r"[跟给和向对帮把](?![A-Za-z])", name) and not re.search(rf"(?:{p.TRADES})$", name):
        return None
    start, name = own_part(start, without_tail(name), sure)
    name = before_known(name)
    firm = re.match(rf"[{p.HAN}]{{2,6}}?(?:{p.TRADES})+(?:股份|集团)?(?:有限)?(?:责任)?(?:公司)?", name)
    name = firm.group() if firm else name
    if "的" in name[2:]:
        name = name[: name.index("的", 2)]
    acronym = re.search(r"[A-Za-z]{2,4}$", name)
    if acronym and acronym.group().lower() in NOT_NAMES and acronym.start() >= 2:
        name = name[: acronym.start()]
    if not re.search(rf"[{p.HAN}]", name):
        name = name.strip(" .-")
        if len(name) < 2 or not re.match(r"[A-Za-z]", name) or is_common(name):
            return None
    elif _is_none(name, sure):
        return None
    return Mention(Span(start, start + len(name)), name, sure, _phrase(masked, start, start + len(name)))


def _is_none(name: str, sure: int) -> bool:
    """Whether characters that stand where a customer could are something else."""
    if len(name) < 2 or p.GENERIC.match(name) or p.INTERNAL.match(name) or (name in p.PLACES_ZH and sure < 4):
        return True
    if KNOWN.match(name) and not p.FIRM.search(name):
        return True
    other = p.NOT_NAME.search(re.sub(r"^周[一三四五六](?=.$)", "", name))
    if other and not re.search(rf"[\u3400-\u9fff]{{2}}(?:{p.TRADES})(?:公司)?$", name):
        return True
    return p.VERBAL.search(name) is not None and _LUCKY.fullmatch(name) is None


def _latin(masked: str, match: re.Match[str]) -> Mention | None:
    words = _own_letters(match.group().strip(" .-'"))
    parts = words.split()
    if len(parts) > 1 and re.fullmatch(r"[A-Z]{2,5}\d?", parts[-1]) and re.match(rf"[{p.HAN}]", masked[match.end() :]):
        words = words[: words.rfind(parts[-1])].strip()  # "Osmark HDPE桶": a stuff and its thing
    if len(words) < 2 or not parts or re.fullmatch(r"[A-Z]{0,3}-?\d[\w/.-]*", words):
        return None
    start = masked.find(words, match.start())
    trade = p.TRADE_NAME.match(masked, start + len(words))
    if trade and p.AFTER_NAME.match(masked, trade.end()):
        words += trade.group()
    before, after = masked[max(0, start - 6) : start], masked[start + len(words) : start + len(words) + 6]
    sure = (
        3
        if re.search(r"[给給跟和与向对對为帮替约找欠被]\s*$|答应了?\s*$|承诺\s*$", before)
        or re.match(r"\s*(?:那边|这边|的|说(?!明)|答应|承诺|同意|会|要|：|:|客户)", after)
        or _DOES.match(masked, start + len(words))
        or (words[:1].isupper() and re.search(r"[发寄报]\s*$", before))
        else 2
    )
    if sure == 2 and words.isupper() and len(words) < 5 and masked[:start].strip():
        sure = 1
    if words == words.lower() and (sure < 3 or (after.lstrip().startswith("的") and " " not in words)):
        sure = 1
    return Mention(Span(start, start + len(words)), words, sure, _phrase(masked, start, start + len(words)))


def _own_letters(run: str) -> str:
    """A run of words in Latin letters without short forms of trade and without small words around those with a capital letter."""
    parts = [(match.group(), match.start(), match.end()) for match in re.finditer(r"\S+", run)]
    capital = any(_is_own(word) for word, _, _ in parts)
    while parts and not (_is_own(parts[0][0]) if capital else _may_be(parts[0][0])):
        parts.pop(0)
    while parts and not (_may_be(parts[-1][0]) if len(parts) > 1 else _is_own(parts[-1][0]) or (not capital and _may_be(parts[-1][0]))):
        parts.pop()
    if len(parts) == 1 and is_common(parts[0][0]):
        return ""
    return run[parts[0][1] : parts[-1][2]] if parts else ""


def _is_own(word: str) -> bool:
    """A word with a capital letter that is no short form of trade: what stands around it cannot take it for a verb."""
    return word[:1].isupper() and word.lower().strip(".,'") not in NOT_NAMES


def _may_be(word: str) -> bool:
    low = word.lower().strip(".,'")
    return low not in NOT_NAMES and (word[:1].isupper() or low not in COMMON or low in ("trading", "foods", "group", "hotel"))


def is_common(word: str) -> bool:
    low = word.lower().strip(".,'-")
    return low in NOT_NAMES or low in COMMON or low in PLACES or len(low) < 2


def _parts(message: Message) -> Iterator[Mention]:
    """In a slash text a part of its own, between signs, spaces and dates, that is no thing and no verb, is the customer; one that goes
    on with a thing only where no other is."""
    found = [*_all_parts(message)]
    whole = [one for one in found if p.FIRM.search(one.name) or not KNOWN.match(message.masked, one.span.end)]
    yield from whole or found


def _all_parts(message: Message) -> Iterator[Mention]:
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
            ahead = part[: part.find(mention.name) + (0 if _LUCKY.fullmatch(mention.name) else len(mention.name))] if mention else ""
            verbal = re.search(r"[发寄送报付签做给打]", ahead)
            if mention and not (verbal and mention.sure < 5 and not p.OPENS.fullmatch(part.strip())):
                edge = end.end() if end and DUE not in end.group() else stop
                alone = not masked[mention.span.end : stop].strip()
                yield Mention(mention.span, mention.name, mention.sure, Span(start, edge if alone else mention.span.end))
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
