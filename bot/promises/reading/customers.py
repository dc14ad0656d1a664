"""Which customer a promise is made to: named in its own clause, else at the head of a slash text, else where it was named last."""

import re

from bot.promises.reading.clauses import script_of
from bot.promises.reading.mentions import Mention
from bot.promises.reading.shapes import Message, Person, Span

_FROM = re.compile(
    r"\s*(?:from|of|at|over at|with|von|von der|von der firma|bei|vom|aus dem hause|[(（]"
    r"|,?\s*(?:(?:el|la|o|a)\s+)?(?:de\s+la|de\s+los|del|de|da|do|das|dos)|,\s*(?:von|bei|from|of))\s*",
    re.IGNORECASE,
)
_ONES = re.compile(r"(?:公司)?的(?:采购|财务|老板|经理|业务员?|工程师|负责人|买手|助理|同事|人|销售|跟单)?\s*")
"""Whose person somebody is."""
_APART = re.compile(r"[;；。!！\n]|\.\s")


def mentions_in(message: Message) -> tuple[Mention, ...]:
    """Every customer a message may name, in order; of names that overlap the surest, then the longest."""
    found = _named(message)
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda one: (-one.sure, -(one.span.end - one.span.start), one.span.start)):
        if len(kept) < 40 and not any(mention.span.start < other.span.end and other.span.start < mention.span.end for other in kept):
            kept.append(mention)
    return _with_company(sorted(kept, key=lambda one: one.span.start), message.masked)


def _named(message: Message) -> list[Mention]:
    """From the readers of names that the script asks for; they are loaded when first needed."""
    script = script_of(message.text, message.language)
    if script == "ja":
        from bot.promises.reading import names_japanese

        return [*names_japanese.names_in(message)]
    if script == "zh":
        from bot.promises.reading import names_chinese

        return [*names_chinese.names_in(message)]
    from bot.promises.reading import names_latin

    return [*names_latin.names_in(message)]


def _with_company(mentions: list[Mention], masked: str) -> tuple[Mention, ...]:
    """ "Rodrigo from Costa Verde" is Costa Verde."""
    joined: list[Mention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        if last is not None and mention.span.start == last.span.end and last.name.endswith("客户") and mention.name[:1].isascii():
            joined[-1] = mention  # 海外客户Morrow
        elif (
            last is not None and _is_place_of(last, mention) and masked[last.span.end : mention.span.start].strip() in ("的", "那边的", "")
        ):
            joined[-1] = mention  # 科隆的Brandt Küchen
        elif last is not None and last.sure >= 3 and _ONES.fullmatch(masked, last.span.end, mention.span.start) and mention.sure < 4:
            whole = Span(last.phrase.start, max(mention.span.end, mention.phrase.end))  # 远洋泵业的周总 is of 远洋泵业
            joined[-1] = Mention(Span(last.span.start, mention.span.end), last.name, last.sure, whole)
        elif last is not None and last.sure >= 2 and _FROM.fullmatch(masked, last.span.end, mention.span.start):
            end = mention.span.end + (masked[mention.span.end : mention.span.end + 1] == ")")
            joined[-1] = Mention(
                Span(last.span.start, end),
                mention.name,
                max(last.sure, mention.sure),
                Span(last.phrase.start, max(end, mention.phrase.end)),
            )
        else:
            joined.append(mention)
    return tuple(joined)


def _is_place_of(last: Mention, mention: Mention) -> bool:
    """A short name in characters before one of several words in letters says where that is."""
    return not last.name[:1].isascii() and len(last.name) <= 4 and mention.name[:1].isascii() and " " in mention.name.strip()


def customer_of(where: Span, head_end: int, person: Person, mentions: tuple[Mention, ...], message: Message) -> Mention | None:
    """The customer of the clause `where`; for theirs, the one before its verb at `head_end` is who undertakes it."""
    inside = [mention for mention in mentions if mention.span.start < where.end and where.start < mention.span.end]
    if person == "they":
        subject = [mention for mention in inside if mention.span.end <= head_end]
        if subject:
            return max(subject, key=lambda one: (one.sure, one.span.start))
    opening = [mention for mention in mentions if mention.sure >= 4]
    if (
        inside
        and (best := max(inside, key=lambda one: (one.sure, -one.span.start)))
        and best.sure >= (3 if opening and not _APART.search(message.masked, opening[0].span.end, best.span.start) else 2)
    ):
        return best
    if opening:
        return opening[0]
    if inside and message.via == "slash":
        return max(inside, key=lambda one: (one.sure, -one.span.start))
    before = [mention for mention in mentions if mention.span.end <= where.start and mention.sure >= 2]
    if before:
        return before[-1]
    after = [mention for mention in mentions if mention.span.start >= where.end and mention.sure >= 3]
    if after and len({mention.name.lower() for mention in after}) == 1:
        return after[0]
    weak = [mention for mention in inside if mention.sure >= 1]
    return weak[0] if weak else None
