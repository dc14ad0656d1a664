"""A past deal in one line, from its own fields. What people once typed is quoted as data: no links, no calls, nobody obeys it."""

import re
from collections.abc import Iterator

from bot.answers.cleaning import quotable
from bot.answers.wording import word
from knowledge.records import Deal

LONGEST = 240
"""Characters of one told deal: what a person takes in at a glance."""
_NAME, _PLACE, _PRODUCT = 48, 20, 32
_QUOTES = ((88, 88), (76, 76), (64, 64), (64, 40), (52, 52), (40, 40), (20, 20))
"""Characters quoted of what they said and of what we replied: fewer are tried while there is no room for what came of it,
and the fewest only where nothing else fits at all."""
_WORTH_IT = 40
_CLOSED = re.compile(r"[.!?。！？…][’'”]*$")
_SENTENCE_END = re.compile(r"(?<=[。！？…])|(?<=[.!?])\s+(?![a-z])|(?<=[.!?][’'])\s+(?![a-z])")
_CLAUSE_END = re.compile(r"[，；：]|[,;:](?=\s)")
_WORD_END = re.compile(r"(?:\s(?:and|or|but|if|as|that|the|an?|of|to|in|for|with|at|is|we|our|your))*\s", re.IGNORECASE)
"""No line breaks off after a word that only leads on to the next."""
_INNER_QUOTES = str.maketrans({"“": "‘", "”": "’", '"': "'"})
_FRAME = {
    "en": {"said": "they said “{}”", "replied": "we replied “{}”", "then": "Then: {}", "lesson": "Lesson: {}"},
    "zh": {"said": "客户说“{}”", "replied": "我们回复“{}”", "then": "后来：{}", "lesson": "经验：{}"},
}


def tell(deal: Deal, language: str, *, story: bool = False) -> str:
    """ "Customer (country, product): they said “…” → we replied “…” → lost, 2025. Lesson: …", at most LONGEST characters.

    The frame is in `language`, what people typed stays as it is. The lesson stands there when a whole sentence of it has room;
    with `story`, for those who ask what became of a deal, what happened comes before it.
    """
    fitting = [told for told in (_line(deal, language, quotes, story) for quotes in _QUOTES) if len(told[0]) <= LONGEST]
    return next((line for line, is_whole in fitting[:-1] if is_whole), fitting[0][0])


def full_text(deal: Deal) -> str:
    """Everything a sentence about this deal may rest on, a field a line."""
    endings = (word(deal.outcome, "en"), word(deal.outcome, "zh"))
    fields = (deal.title, *endings, deal.country, deal.industry, deal.objection, deal.reply, deal.happened, deal.lesson)
    money = f"{deal.amount} {deal.currency}".strip() if deal.amount is not None else ""
    dates = " – ".join(str(day) for day in (deal.opened, deal.closed) if day)
    return "\n".join(quotable(text) for text in (*fields, money, dates) if text)


def _line(deal: Deal, language: str, quotes: tuple[int, int], story: bool) -> tuple[str, bool]:
    """The line with quotations of at most that many characters, and whether it got to the lesson or, in a story, to what came of it."""
    frame, stop = (_FRAME["zh"], "。") if language == "zh" else (_FRAME["en"], ". ")
    said, replied = (_short(text, most) for text, most in zip((deal.objection, deal.reply), quotes, strict=True))
    steps = [frame["said"].format(said)] if said else []
    steps += [frame["replied"].format(replied)] if replied else []
    line = _head(deal, language) + " → ".join([*steps, _ended(deal, language)])
    is_foreign = deal.lang != ("zh" if language == "zh" else "en")
    tails = [("then", deal.happened)] if story else []
    told = 0
    for name, text in [*tails, ("lesson", deal.lesson)]:
        so_far = _closed(line, stop)
        before, after = (frame[name].format("“{}”") if is_foreign else frame[name]).split("{}")
        room = LONGEST - len(so_far) - len(before) - len(after) - 1
        if part := _whole(text, room) or (_short(text, room) if name == "then" and room >= _WORTH_IT else ""):
            line, told = f"{so_far}{before}{part}{after}", told + 1
        elif name == "then" and _field(text):
            break
    return _closed(line, stop).rstrip(), told > 0 or not any(_field(text) for text in (deal.lesson, *(text for _, text in tails)))


def _head(deal: Deal, language: str) -> str:
    """ "Customer (country, product, sample): " """
    zh = language == "zh"
    facts = (_short(deal.country, _PLACE), _short(deal.product, _PRODUCT), word("sample", language) if deal.sample else "")
    about = ("，" if zh else ", ").join(fact for fact in facts if fact)
    name = _short(deal.name, _NAME)
    if not about:
        return name + ("：" if zh else ": ")
    return f"{name}（{about}）：" if zh else f"{name} ({about}): "


def _ended(deal: Deal, language: str) -> str:
    day = deal.closed or deal.opened
    year = (f"（{day.year}年）" if language == "zh" else f", {day.year}") if day else ""
    return word(deal.outcome, language) + year


def _closed(line: str, stop: str) -> str:
    """The line ready for more: with a full stop, unless its last sentence has an end of its own."""
    if not _CLOSED.search(line):
        return line + stop
    return line if stop == "。" else f"{line} "


def _short(text: str, most: int) -> str:
    """The whole sentences of a field that fit, or else its start up to the end of a clause or word."""
    text = _field(text)
    if len(text) <= most:
        return text
    if len(whole := _whole(text, most)) >= most // 3:
        return whole
    head = text[:most]  # one character more than is kept, so that a cut right after a word is seen
    for end in (_CLAUSE_END, _WORD_END):
        ends = [found.start() for found in end.finditer(head) if found.start() >= most // 2]
        if ends:
            return head[: ends[-1]].rstrip("，；：、,;: ") + "…"
    return head[:-1] + "…"


def _whole(text: str, most: int) -> str:
    """As many whole sentences from a field's start as fit; "" when not even the first one does."""
    text = _field(text)
    if len(text) <= most:
        return text
    return max((text[:at].rstrip() for at in _sentence_ends(text) if len(text[:at].rstrip()) <= most), key=len, default="")


def _sentence_ends(text: str) -> Iterator[int]:
    return (found.start() for found in _SENTENCE_END.finditer(text))


def _field(text: str) -> str:
    """A field fit to stand between our own marks: quotation marks inside it cannot end ours."""
    return quotable(text).translate(_INNER_QUOTES).rstrip("，；：、,;: ")
