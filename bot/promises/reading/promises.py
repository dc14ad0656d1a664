"""`read_promises`: everything a message promises, as drafts. Pure: the time comes as `now`, nothing is saved."""

import re
from dataclasses import replace
from datetime import datetime
from typing import Literal

from bot.promises.dues import FoundDue, find_dues, order_of
from bot.promises.reading.benefits import kind_of
from bot.promises.reading.choosing import due_of
from bot.promises.reading.customers import customer_of, mentions_in
from bot.promises.reading.english_words import WEAK
from bot.promises.reading.grouping import Group, group
from bot.promises.reading.markup import plain
from bot.promises.reading.mentions import Mention
from bot.promises.reading.shapes import DUE, Message, Person, Span
from bot.promises.reading.wording import tidy, wording_of
from bot.promises.records import Draft
from knowledge.language import read_language

MOST = 10
"""Promises read from one message; more is a pasted document."""
_WEAK_ELSEWHERE = frozenset(
    [
        "prüfen",
        "schauen",
        "checken",
        "klären",
        "ver",
        "revisar",
        "consultar",
        "verificar",
        "checar",
        "perguntar",
        "preguntar",
        "comprobar",
        "催",
        "看",
        "问",
        "查",
        "聊",
        "沟通",
        "想",
        "核",
        "跟进",
        "谈",
        "讨论",
        "留",
        "确认",
    ]
)
_PARTICLE, _ONLY_CHINESE = re.compile("[をにへがはでまもと]"), re.compile("[们这那给发报说吗吧的了样单货]")
_READ = ("en", "zh", "ja", "es", "pt", "de")
_NAMES_A_THING = re.compile(
    r"(?:(?:year|quarter|month)[\s-]end|annual|christmas|weekend)[\s-]+(?:bonus|rebate|party|sale|report|discount|stock)", re.I
)
"""A date that only says which thing is meant."""
_EMPTY = re.compile(
    r"^(?:it|that|this|so|them|one|do (?:it|so|that|this)|done|versprochen|zugesagt|(?:hab(?:e)? ich )?so|das|lo|isso|eso|told"
    r" (?:them|him|her) so|promise|promised|promesa|prometido|ok|then|say|said|的|了|好)$",
    re.I,
)
"""Wordings that only point to another."""
_WORD = re.compile(r"[^\W\d_]")


def read_promises(text: str, now: datetime, zone: str, via: Literal["slash", "chat"], locale: str = "") -> tuple[Draft, ...]:
    """The promises in a text, in order; empty when there is none. `now` is aware, `zone` an IANA name, `locale` as Slack writes it."""
    message = _message(plain(text), now, zone, via, locale)
    if not _WORD.search(message.text):
        return ()
    mentions = mentions_in(message)
    drafts: list[Draft] = []
    weak: list[Draft] = []
    wanted = ""
    for found in group(message):
        if found.head.refusal == "asked":
            wanted = wording_of(message.text, found.pieces, [Span(due.start, due.end) for due in message.dues])
        if len(drafts) >= MOST or not _is_promise(found, message, mentions):
            continue
        draft = _draft(found, message, mentions)
        if draft is None:
            continue
        if draft.what == draft.customer and not drafts:
            continue
        if _EMPTY.match(draft.what) or draft.what == draft.customer:
            if drafts:
                drafts[-1] = drafts[-1] if drafts[-1].customer else replace(drafts[-1], customer=draft.customer)
                drafts[-1] = drafts[-1] if drafts[-1].due.problem != "missing" else replace(drafts[-1], due=draft.due)
                continue
            draft = replace(draft, what=wanted or draft.what)
        if draft.due.problem == "missing" and message.via == "chat" and _is_weak(found, draft.what, message):
            weak.append(draft)
        else:
            drafts.append(draft)
    return tuple(drafts or weak[:1])


def _message(text: str, now: datetime, zone: str, via: Literal["slash", "chat"], locale: str) -> Message:
    language = read_language(text)
    language = language if language in _READ else "en"
    if language == "zh" and _PARTICLE.search(text) and not _ONLY_CHINESE.search(text):
        language = "ja"  # a short line of characters with one particle
    found = find_dues(text, now, zone, language, order_of(locale))
    dues = tuple(_bare(due, text) for due in found if not _NAMES_A_THING.match(text[due.start : due.end + 14]))
    masked = list(text)
    for due in dues:
        masked[due.start : due.end] = DUE * (due.end - due.start)
    return Message(text, "".join(masked), dues, language, via)


def _bare(due: FoundDue, text: str) -> FoundDue:
    """The date without the signs that follow it: they part clauses."""
    words = text[due.start : due.end]
    return replace(due, end=due.end - _tail(words)) if words.strip(" ,.;") else due


def _tail(words: str) -> int:
    """How many signs at the end of a date part clauses; the point of the German "am 30." does not."""
    bare = words.rstrip(" ,.;:!?，。、；：！？\n")
    return 0 if re.search(r"\d\.$", words) else len(words) - len(bare)


def _is_promise(found: Group, message: Message, mentions: tuple[Mention, ...]) -> bool:
    head = found.head
    if head.refusal == "moving":
        return found.has_due(message) and any(found.whole.start <= one.span.start < found.whole.end and one.sure >= 2 for one in mentions)
    if head.refusal or head.mood == "none":
        return False
    needs_due = head.mood in ("planned", "able", "must") and message.via == "chat"
    if not needs_due or found.has_due(message):
        return True
    return head.mood == "planned" and head.person == "we" and not head.lent and _grants(found, message, mentions)


def _grants(found: Group, message: Message, mentions: tuple[Mention, ...]) -> bool:
    """ "We give Acme 5% off": a benefit for a customer by name is undertaken in the present tense, without a date."""
    named = any(found.whole.start <= one.span.start < found.whole.end and one.sure >= 2 for one in mentions)
    return named and kind_of("", _concerned(found, message, mentions)) not in (None, "delivery-date")


def _is_weak(found: Group, what: str, message: Message) -> bool:
    verb = found.head.verb
    words = {what.lower().split()[-1], message.text[verb.start : verb.end].lower() if verb else ""}
    return bool(words & (WEAK | _WEAK_ELSEWHERE))


def _draft(found: Group, message: Message, mentions: tuple[Mention, ...]) -> Draft | None:
    direction: Literal["ours", "theirs"] = "theirs" if found.head.person == "they" else "ours"
    customer = customer_of(found.whole, _verb_at(found), found.head.person, mentions, message)
    receiver = _receiver(found, customer, mentions, message)
    if receiver is not None:
        direction, customer = "ours", receiver
    what = _what(found, message, mentions, customer)
    if not what:
        return None
    approval = kind_of(what, _concerned(found, message, mentions)) if direction == "ours" else None
    return Draft(what, customer.name if customer else None, direction, due_of(found.dated, message), approval, message.language)


def _verb_at(found: Group) -> int:
    return found.head.at if found.head.person == "they" else found.head.begin


def _receiver(found: Group, customer: Mention | None, mentions: tuple[Mention, ...], message: Message) -> Mention | None:
    """ "Ben will send Acme the quote": who gives something to a customer by name is one of us."""
    if found.head.person != "they" or customer is None or customer.span.end > found.head.at or message.via == "slash":
        return None
    given = message.text[found.head.at : found.head.at + 12].lower()
    later = [
        one
        for one in mentions
        if found.head.at < one.span.start < found.whole.end and one.sure >= 3 and one.name.lower() != customer.name.lower()
    ]
    return (
        later[0]
        if later and re.match(r"(?:send|get|give|call|ship|quote|visit|email|bring|forward|schick|mand|env|lig|llam)", given)
        else None
    )


def _concerned(found: Group, message: Message, mentions: tuple[Mention, ...]) -> str:
    """The clause without names and conditions: "if they pay the deposit" changes no payment terms, and Nordhavn Pumps are no goods."""
    start, stop = found.whole.start, found.whole.end
    kept = list(message.masked[start:stop])
    for span in (*found.conditions, *(one.span for one in mentions if one.sure >= 2)):
        for at in range(max(span.start, start), min(span.end, stop)):
            kept[at - start] = ""
    return f"{found.lead} {''.join(kept)}"


def _what(found: Group, message: Message, mentions: tuple[Mention, ...], customer: Mention | None) -> str:
    cuts = [Span(due.start, due.end) for due in message.dues] + list(found.head.cuts)
    cuts += [one.phrase for one in mentions if customer and one.name.lower() == customer.name.lower() and _may_go(one, found, message)]
    wording = _with_conditions(wording_of(message.text, found.pieces, cuts), found, message)
    if not wording or not _WORD.search(wording):
        wording = wording_of(message.text, [*found.pieces, *found.conditions], [Span(due.start, due.end) for due in message.dues])
    if found.lead and wording:
        wording = tidy(f"{found.lead}{'' if re.match(r'[぀-鿿]', found.lead) else ' '}{wording}")
    return wording


def _with_conditions(wording: str, found: Group, message: Message) -> str:
    """The wording with its conditions, where the language puts them: 如果…，… before, "if ..." after."""
    dates = [Span(due.start, due.end) for due in message.dues]
    parts = [wording_of(message.text, [span], dates) for span in found.conditions if not any(piece.holds(span) for piece in found.pieces)]
    if not wording or not any(parts):
        return wording
    if message.language in ("zh", "ja"):
        return "，".join([*(part for part in parts if part), wording])
    return tidy(" ".join([wording, *(part[:1].lower() + part[1:] for part in parts)]))


def _may_go(mention: Mention, found: Group, message: Message) -> bool:
    """A name goes with its preposition, at the edge of a line, or after "promised"; as an object ("call Acme") it stays."""
    text, span = message.text, mention.span
    if mention.phrase != span or mention.sure >= 4 or (found.head.at <= span.start <= found.head.at + 1 and found.head.mood == "told"):
        return True
    if any(cut.end == span.start for cut in found.head.cuts):
        return True
    if message.via == "slash" and found.head.mood == "listed":
        ahead, behind = message.masked[: span.start].rstrip(), message.masked[span.end :].strip()
        if not ahead or ahead[-1] in f"{DUE},，;；:：-" or (not behind and re.search(r"[\u3400-\u9fff]", mention.name)):
            return True
    before = text[max(0, span.start - 12) : span.start].lower()
    masked_after = message.masked[span.end : span.end + 12].lower()
    return bool(
        re.search(
            r"\b(?:send|get|give|ship|offer|grant|owe|promised|told|sending|giving|getting|promise|bring|refund|schicke?n?|sende?n?"
            r"|gebe?n?|liefern?|mache?n?|ich|wir|bringe?n?|biete?n?)\s$",
            before,
        )
    ) and bool(re.match(r"\s+(?:the|a|an|our|their|\d|new|[a-zà-ÿ]|" + DUE + ")", masked_after))


def person_of(found: Group) -> Person:
    """Who undertakes it."""
    return found.head.person
