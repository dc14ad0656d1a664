"""The gate between a language model and a person: a sentence passes only if its sources bear it out. Deterministic; knows no model.

What can be checked without understanding is checked strictly: source numbers, figures, names, offers, links. Sense is checked by what
it can be held against: the words of the sources, and the drafted sentence that was to be reworded.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from bot.answers import figures, names, offers
from bot.answers.cleaning import quotable, visible
from bot.answers.numerals import plain
from bot.answers.personal import TOKEN
from bot.answers.records import Sentence
from knowledge.language import read_language

SOURCE_FLOOR, SOURCE_FLOOR_HAN = 0.4, 0.3
"""Share of a sentence's content words, or of its pairs of characters, that its sources or the draft must have."""
DRAFT_FLOOR, DRAFT_FLOOR_HAN = 0.2, 0.15
"""Share of them that the drafted sentence must have: a rewording keeps some of its words."""
_MOST = 3.0
"""A rewording may be this many times as long as its draft, plus a few words."""

_SCRIPTED = ("zh", "ja", "ko", "ru", "uk", "ar", "fa", "he", "th", "hi", "el")
"""Languages that their letters give away."""
_HAN = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[^\W\d_]{3,}(?:['’][^\W\d_]+)?")
_EMPTY_WORDS = """
    the and for are but not you all any can had her was one our out has him his how its may who did yes let too use that this with
    from they them then than have been will your what when were said each which their there would could about into more some very
    just also only over such here does should because before after where while these those it's don't you're we're i'm that's make
    want need give get got how's ask say tell take know like well now still even much many most other another every both being
    doing going really
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
_EMPTY_HAN = re.compile(
    r"百分之|[零〇一二两三四五六七八九十百千万亿的了吗呢吧啊呀是在和与就都也还又很把被让给对从向到这那哪您你我他她它们个些么着过之其而且或]"
)
_ENDINGS = re.compile(r"(?:ing|edly|ed|ies|es|s|ly|er|est|ion|ions|ment|al|ness|['’]s)$")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])|\n")
_ENOUGH_TO_JUDGE = 3
"""Content units from which a part of a rewording must hold on its own."""
_MENTION = re.compile(r"(?:^|\W)@\w|<[!@#]|\]\(|hxxps?|\[\.\]|\bdot (?:com|cn|net|org)\b|://|[\w.+-]+@[\w-]+", re.IGNORECASE)


def check(
    sentence: Sentence,
    sources: Mapping[int, str],
    *,
    draft: str = "",
    question: str = "",
    customers: Collection[str] = (),
    language: str = "en",
    translated: bool = False,
) -> str | None:
    """Why a sentence must not be shown, in a few words for the log; None when it may.

    `sources`: full text of everything retrieved, by number. `draft`: the sentence this one rewords, if any. `question`: its words are
    nobody's claim and count neither for nor against. `customers`: names that must not stand in a sentence whose sources do not have
    them. `language`: of the sentence. `translated`: the draft and the sources are in another one, so that words cannot be compared.
    """
    text = sentence.text.strip()
    if not text:
        return "says nothing"
    unknown = [n for n in sentence.sources if n not in sources]
    if unknown or not sentence.sources:
        return f"cites unknown sources {unknown}" if unknown else "cites no source"
    if TOKEN.search(text):
        return "holds a placeholder that stands for nothing"
    if _has_link(text):
        return "holds a link, an address or a call"
    evidence = plain("\n".join(sources[n] for n in sentence.sources))
    # A rewording adds no fact: what its sources have but its draft has not was not meant for this place.
    grounds = [evidence, plain(draft)] if draft else [evidence]
    return (
        _figures(text, grounds)
        or _names(text, grounds, None if translated else question, customers, language)
        or _offers(text, draft or evidence, bool(draft))
        or (_likeness(sentence, draft, language, translated) if draft else None)
        or (_words(text, draft, evidence, question) if not translated else None)
    )


def keep_supported(
    sentences: Sequence[Sentence], sources: Mapping[int, str], *, customers: Collection[str] = (), language: str = "en"
) -> tuple[list[Sentence], list[tuple[Sentence, str]]]:
    """The sentences their sources bear out, in order, and the others, each with the reason."""
    kept, dropped = [], []
    for sentence in sentences:
        reason = check(sentence, sources, customers=customers, language=language)
        if reason:
            dropped.append((sentence, reason))
        else:
            kept.append(sentence)
    return kept, dropped


def overlap(text: str, other: str, beside: str = "") -> float:
    """Share of the content units of `text` that `other` has, 0 to 1; those that `beside` has do not count. 1 when none is left."""
    units = content(text) - content(beside)
    return len(units & content(other)) / len(units) if units else 1.0


@lru_cache(maxsize=512)
def content(text: str) -> frozenset[str]:
    """What a text is about: beginnings of its longer words, and pairs of Chinese characters."""
    text = plain(text)
    words = {_ENDINGS.sub("", word)[:6] for word in _LATIN.findall(_HAN.sub(" ", text).casefold()) if word not in _EMPTY}
    runs = [run for block in _HAN.findall(text) for run in _EMPTY_HAN.split(block)]
    return frozenset(word for word in words if len(word) >= 3) | {run[at : at + 2] for run in runs for at in range(len(run) - 1)}


def _has_link(text: str) -> bool:
    seen = " ".join(visible(text).split())
    return bool(_MENTION.search(seen)) or quotable(seen) != seen


def _figures(text: str, grounds: Sequence[str]) -> str | None:
    for ground in grounds:
        unsupported = figures.unsupported(figures.figures(text), figures.figures(ground, as_evidence=True))
        if unsupported:
            return f"claims a figure its sources do not have: {unsupported[0]}"
    return None


def _names(text: str, grounds: Sequence[str], question: str | None, customers: Collection[str], language: str) -> str | None:
    ordinary = frozenset[str]().union(*(names.lower_words(ground) for ground in grounds))
    opening = None if question is None else names.lower_words(question)
    found = names.names(plain(text), ordinary, opening, capitals=language != "de") | names.known(text, customers)
    missing = [name for ground in grounds for name in names.missing(found, ground)]
    return f"names what its sources do not name: {missing[0]}" if missing else None


def _offers(text: str, known: str, is_draft: bool) -> str | None:
    brought_in = sorted(offers.offers(text) - offers.offers(known))
    if brought_in:
        return f"brings in an offer: {brought_in[0]}"
    turned = sorted(offers.advised(text) & (offers.offers(known) - offers.advised(known)))
    return f"turns the advice round: {turned[0]}" if turned and is_draft else None


def _likeness(sentence: Sentence, draft: str, language: str, translated: bool) -> str | None:
    """What a rewording must keep of its draft beside the facts: language, care and size."""
    text = sentence.text
    wrong_script = read_language(text) != language if language in _SCRIPTED else bool(_HAN.search(text)) and not _HAN.search(draft)
    if wrong_script or (translated and text.casefold() == draft.casefold()):
        return "is in another language"
    if sentence.section == "meaning" and not translated and offers.is_hedged(draft) and not offers.is_hedged(text):
        return "is surer than the guidance"
    return "says much more than the draft" if _weight(text) > _MOST * _weight(draft) + 12 else None


def _words(text: str, draft: str, evidence: str, question: str) -> str | None:
    source_floor, draft_floor = (SOURCE_FLOOR_HAN, DRAFT_FLOOR_HAN) if _HAN.search(text) else (SOURCE_FLOOR, DRAFT_FLOOR)
    parts = [part for part in _SENTENCE_END.split(text) if len(content(part)) >= _ENOUGH_TO_JUDGE] or [text]
    if draft and any(overlap(part, draft) < draft_floor for part in parts):
        return "does not say what the draft says"
    alike = bool(_HAN.search(text)) == bool(_HAN.search(evidence))
    if alike and overlap(text, evidence + "\n" + draft, question) < source_floor:
        return "is not borne out by its sources"
    return None


def _weight(text: str) -> float:
    """Rough number of words, alike across scripts."""
    return sum(0.6 * len(run) for run in _HAN.findall(text)) + len(re.findall(r"[^\W\d_]+", _HAN.sub(" ", text)))
