"""What the reader left open, pointed at by a language model, if one is set: a customer, a wording, a date. Never more than that.

The model only points at words. They count when they stand in the message letter by letter, and a date only when our own reader of dates
reads that very expression. Whatever goes wrong, the drafts stay as they were read. Knows no network and no Slack.
"""

import hashlib
import logging
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from bot.errors import ModelUnavailable
from bot.ports import Model
from bot.promises.dues import FoundDue, find_dues, order_of
from bot.promises.reading.benefits import kind_of
from bot.promises.reading.markup import plain
from bot.promises.reading.names_chinese_patterns import GENERIC, NOT_NAME
from bot.promises.reading.names_latin_words import is_common
from bot.promises.reading.shapes import COLLEAGUE
from bot.promises.records import Draft
from bot.promises.vagueness import LACKS, vague_in

log = logging.getLogger(__name__)

PROMPT = "promise"
Mask = Callable[[str, Collection[str]], tuple[str, Callable[[str], str]]]
"""A text with its personal data and the given names masked, and the function that puts them back."""
_LONGEST = {"customer": 80, "what": 160, "date": 60}
_PATIENCE, _REST = 3, timedelta(minutes=5)
"""After so many failures in a row the model is left alone for so long."""
_LETTER, _LATIN = re.compile(r"[^\W\d_]"), re.compile(r"[A-Za-zÀ-ɏ][\w&.'-]*")
_ANYBODY = re.compile(
    r"(?:the |our |my |this |that |el |la |los |o |a |os |der |die |dem |den |unser\w* )?"
    r"(?:customers?|clients?|buyers?|guys?|people|team|boss|manager"
    r"|clientes?|compradora?|kunden?|kundin|käufer|お?客様?|先方|me|us|we|he|she|it|they|them|him|her|you|someone|somebody)",
    re.IGNORECASE,
)


class Pointed(BaseModel):
    """What the model points at for one promise; "" where it finds nothing."""

    model_config = ConfigDict(extra="forbid")
    of: int
    customer: str
    what: str
    date: str


class Pointing(BaseModel):
    """What the model gives back."""

    model_config = ConfigDict(extra="forbid")
    promises: list[Pointed]


def open_in(draft: Draft) -> tuple[str, ...]:
    """The fields that a model may fill: "customer", "what" and "date", as far as the reader left them open."""
    vague = any("what" in LACKS[each.way] for each in vague_in(draft.what))
    fields = {
        "customer": draft.customer is None,
        "what": vague,
        "date": draft.due.due is None and draft.due.problem in ("missing", "vague"),
    }
    return tuple(name for name, is_open in fields.items() if is_open)


class Filling:
    """Fills drafts with the help of a model. Safe to share between threads: all it keeps is how often the model failed."""

    def __init__(self, model: Model, mask: Mask) -> None:
        self._model, self._mask = model, mask
        self._failed = 0
        self._rest_until: datetime | None = None

    def fill(self, drafts: Sequence[Draft], text: str, now: datetime, zone: str, locale: str = "") -> tuple[Draft, ...]:
        """The drafts with what the model found in the text; `Draft.filled` names the fields. Never raises."""
        wanted = {n: fields for n, draft in enumerate(drafts, 1) if (fields := open_in(draft))}
        if not wanted or (self._rest_until and self._rest_until - _REST <= now < self._rest_until):
            return tuple(drafts)
        words = plain(text)
        masked, restore = self._mask(words.replace(COLLEAGUE, "@someone"), [each.customer for each in drafts if each.customer])
        try:
            given = self._model.fill(PROMPT, _variables(masked, drafts, wanted), Pointing)
        except Exception as fault:  # noqa: BLE001 - what was read must never be lost over a model
            self._failed += 1
            if self._failed >= _PATIENCE:
                self._failed, self._rest_until = 0, now + _REST
            log.log(logging.INFO if isinstance(fault, ModelUnavailable) else logging.ERROR, "a promise stays as it was read: %s", fault)
            return tuple(drafts)
        self._failed = 0
        pointed = {each.of: each for each in reversed(given.promises) if each.of in wanted}
        message = _Message(words, find_dues(words, now, zone, drafts[0].language, order_of(locale)))
        return tuple(message.filled(draft, wanted[n], pointed[n], restore) if n in pointed else draft for n, draft in enumerate(drafts, 1))


class _Message:
    """The words of one message, and what may be believed of them."""

    def __init__(self, words: str, dues: Sequence[FoundDue]) -> None:
        self._words, self._dues = words, dues

    def filled(self, draft: Draft, fields: Collection[str], pointed: Pointed, restore: Callable[[str], str]) -> Draft:
        """The draft with each open field that the model pointed at rightly."""
        done: list[str] = []
        for name in fields:
            span = restore(getattr(pointed, name)).strip()
            if not self._stands(span, _LONGEST[name]):
                continue
            if name == "customer" and self._could_be_customer(span, draft):
                draft = replace(draft, customer=span)
            elif name == "what" and not any("what" in LACKS[each.way] for each in vague_in(span)) and not self._is_date(span):
                approval = draft.approval or (kind_of(span, span) if draft.direction == "ours" else None)
                draft = replace(draft, what=span, approval=approval)
            elif name == "date" and (due := self._due(span)) is not None:
                draft = replace(draft, due=due.reading)
            else:
                continue
            done.append(name)
        return replace(draft, filled=tuple(done)) if done else draft

    def _stands(self, span: str, longest: int) -> bool:
        """Whether the words stand in the message letter by letter, as whole words."""
        if not 2 <= len(span) <= longest or "\n" in span or COLLEAGUE in span:
            return False
        edges = rf"{'(?<![A-Za-z0-9])' if span[0].isascii() else ''}{re.escape(span)}{'(?![A-Za-z0-9])' if span[-1].isascii() else ''}"
        return re.search(edges, self._words) is not None

    def _could_be_customer(self, span: str, draft: Draft) -> bool:
        if not _LETTER.search(span) or self._is_date(span) or _ANYBODY.fullmatch(span) or re.search(r"[@<>:;!?。！？]", span):
            return False
        latin = _LATIN.findall(span)
        if latin:
            return not all(is_common(word, draft.language) for word in latin)
        return not GENERIC.match(span) and not NOT_NAME.search(span)

    def _is_date(self, span: str) -> bool:
        return any(span in self._words[due.start : due.end] for due in self._dues)

    def _due(self, span: str) -> FoundDue | None:
        """The one settled date that the words hold, as our own reader reads it in the whole message."""
        places = [match.start() for match in re.finditer(re.escape(span), self._words)]
        found = [
            due
            for due in self._dues
            if due.reading.due is not None
            and any(at < due.end and due.start < at + len(span) for at in places)
            and (self._words[due.start : due.end].strip() in span or span in self._words[due.start : due.end])
        ]
        return found[0] if len({str(due.reading.due) for due in found}) == 1 and not (span.isdigit() and len(span) < 3) else None


def _variables(masked: str, drafts: Sequence[Draft], wanted: dict[int, tuple[str, ...]]) -> dict[str, str]:
    listed = "\n".join(
        f"{n} | {'they do it for us' if drafts[n - 1].direction == 'theirs' else 'we do it'} | open: {', '.join(fields)}"
        for n, fields in wanted.items()
    )
    mark = hashlib.sha256(f"{masked}\n{listed}".encode(errors="replace")).hexdigest()[:16]
    return {"mark": f"<<{mark}>>", "text": masked, "promises": listed}
