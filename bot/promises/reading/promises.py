"""`read_promises`: everything a message promises, as drafts. Pure: the time comes as `now`, nothing is saved."""

import re
from dataclasses import replace
from datetime import datetime
from typing import Literal

from bot.promises.dues import FoundDue, find_dues, order_of
from bot.promises.reading.benefits import kind_of
from bot.promises.reading.choosing import due_of
from bot.promises.reading.customers import mentions_in
from bot.promises.reading.drafting import concerned, draft_of
from bot.promises.reading.english_words import WEAK
from bot.promises.reading.grouping import group
from bot.promises.reading.groups import Group
from bot.promises.reading.markup import plain
from bot.promises.reading.mentions import Mention
from bot.promises.reading.pointing import Pointing
from bot.promises.reading.shapes import COLLEAGUE, DUE, Message, Span
from bot.promises.reading.sharing import points_back, with_shared_due
from bot.promises.reading.tongues import tongue_of
from bot.promises.reading.wording import wording_of
from bot.promises.reading.words import words_of
from bot.promises.records import Draft
from knowledge.language import read_language

MOST = 10
"""Promises read from one message; more is a pasted document."""
_WEAK_ELSEWHERE = words_of(
    "prüfen schauen checken klären ver revisar consultar verificar checar perguntar preguntar comprobar 催 看 问 查 聊 沟通 想 核"
    " 跟进 谈 讨论 留 确认"
)
_PARTICLE, _ONLY_CHINESE = re.compile("[をにへがはでまもと]"), re.compile("[们这那给发报说吗吧的了样单货]")
_READ = ("en", "zh", "ja", "es", "pt", "de")
_NAMES_A_THING = re.compile(
    r"(?:(?:year|quarter|month)[\s-]end|annual|christmas|weekend)[\s-]+(?:\w{1,12}[\s-])?(?:bonus|rebate|party|sale|report|discount|stock)",
    re.I,
)
"""A date that only says which thing is meant."""
_CALLED = re.compile(r"^\s*@[^\s@,，:：]{1,20}[\s,，:：]", re.MULTILINE)
"""In chat "@ben" at the head of a line calls a colleague; after /promise it would be the customer."""
_WORD = re.compile(r"[^\W\d_]")
_HANDS_OVER = {
    "de": re.compile(r"(?:schick|send|mail|bring|liefer|reich|ruf|meld|besorg|leit|geb|erstell|stell|faxe|überarbeite|lass)\w*\b", re.I),
    "es": re.compile(r"(?:env[ií]o|mando|paso|llamo|preparo|entrego|remito|reenvío|consigo|hago|enviamos|mandamos|pasamos)\b", re.I),
    "pt": re.compile(r"(?:envio|mando|passo|ligo|preparo|entrego|encaminho|retorno|faço|enviamos|mandamos|passamos)\b", re.I),
}
"""Verbs by which something reaches somebody."""
_ON_PAPER = re.compile(
    r"\b(?:firmar|assinar|unterschreiben|carta|convenio|acuerdo|brief|schreiben|urkunde|sign|letter|addendum|in writing"
    r"|confirm(?:ing)? (?:that|this|it)|put(?:ting)? (?:that|this|it) in|written"
    r"|paperwork|amendment)\b|[签函]|盖章|书面|写进|协议",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\s*[:：][^.!?。！？\n]+")
_SENTENCE = re.compile(r"[.!?;。！？；\n]\s")
_USUAL = re.compile(
    r"\b(?:immer|meist\w*|oft|jede\w*|normalerweise|gerade|grad|siempre|normalmente|suelo|cada|sempre|geralmente|normalmente|tod[oa]s?)\b",
    re.I,
)


def read_promises(text: str, now: datetime, zone: str, via: Literal["slash", "chat"], locale: str = "") -> tuple[Draft, ...]:
    """The promises in a text, in order; empty when there is none. `now` is aware, `zone` an IANA name, `locale` as Slack writes it."""
    words = plain(text)
    message = _message(_CALLED.sub(f"{COLLEAGUE} ", words) if via == "chat" else words, now, zone, via, locale)
    if not _WORD.search(message.text):
        return ()
    mentions = mentions_in(message)
    drafts: list[Draft] = []
    weak: list[Draft] = []
    pointing = Pointing()
    last: tuple[Draft, Group] | None = None
    for found in group(message):
        if found.head.refusal == "asked":
            dates = [Span(due.start, due.end) for due in message.dues]
            pointing.remember(wording_of(message.text, found.pieces, dates), due_of(found.dated, message))
        if len(drafts) >= MOST or not _is_promise(found, message, mentions):
            continue
        made = draft_of(found, message, mentions)
        made = _of_its_sentence(made, found, last, message)
        made = with_shared_due(made, found, last, message) if made is not None else None
        draft = pointing.settle(made, drafts) if made is not None else None
        if draft is None:
            continue
        if draft.due.problem == "missing" and message.via == "chat" and _is_weak(found, draft.what, message):
            weak.append(draft)
        else:
            drafts.append(draft)
            last = (draft, found)
    return tuple(drafts or weak[:1])


def _message(text: str, now: datetime, zone: str, via: Literal["slash", "chat"], locale: str) -> Message:
    language = read_language(text)
    language = tongue_of(text, language if language in _READ else "en")
    if language == "zh" and _PARTICLE.search(text) and not _ONLY_CHINESE.search(text):
        language = "ja"  # a short line of characters with one particle
    found = find_dues(text, now, zone, language, order_of(locale))
    dues = tuple(_bare(due, text) for due in found if not _NAMES_A_THING.match(text[due.start : due.end + 30]))
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
    if not needs_due or found.has_due(message) or points_back(found, message):
        return True
    if head.mood != "planned" or head.person != "we" or (head.lent and message.language != "zh"):
        return False
    return _grants(found, message, mentions) or _hands_over(found, message, mentions)


def _grants(found: Group, message: Message, mentions: tuple[Mention, ...]) -> bool:
    """ "We give Acme 5% off": a benefit for a customer by name is undertaken in the present tense, without a date."""
    named = any(found.whole.start <= one.span.start < found.whole.end and one.sure >= 2 for one in mentions)
    return named and kind_of("", concerned(found, message, mentions)) not in (None, "delivery-date")


def _of_its_sentence(made: Draft | None, found: Group, last: tuple[Draft, Group] | None, message: Message) -> Draft | None:
    """ "12 months more warranty for Acme, I'll email the letter Monday": what is put on paper is what the sentence grants before."""
    if made is None or made.approval or made.direction == "theirs" or not _ON_PAPER.search(made.what):
        return made
    if last is not None and last[1].sentence == found.sentence:
        return made
    begin = max([0, *(match.end() for match in _SENTENCE.finditer(message.masked, 0, found.whole.start))])
    about = _ABOUT.match(message.masked, found.whole.end)
    kind = kind_of(made.what, f"{message.masked[begin : found.whole.start]} {about.group() if about else ''}")
    return replace(made, approval=kind) if kind != "delivery-date" else made


def _hands_over(found: Group, message: Message, mentions: tuple[Mention, ...]) -> bool:
    """ "Ich schick Hellwig noch das Angebot": in these languages the present tense undertakes it, where it names to whom."""
    said = message.masked[found.whole.start : found.whole.end]
    if message.language not in _HANDS_OVER or _USUAL.search(said) or not _HANDS_OVER[message.language].match(message.masked, found.head.at):
        return False
    return any(found.whole.start <= one.span.start < found.whole.end and one.sure >= 3 for one in mentions)


def _is_weak(found: Group, what: str, message: Message) -> bool:
    verb = found.head.verb
    words = {what.lower().split()[-1], message.text[verb.start : verb.end].lower() if verb else ""}
    return bool(words & (WEAK | _WEAK_ELSEWHERE))
