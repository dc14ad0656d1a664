"""What a model is given to reword: question, draft and sources, as data that cannot pass for anything else. Sends nothing."""

import hashlib
from collections.abc import Callable, Mapping

from bot.answers.cleaning import visible
from bot.answers.records import Answer, Question, Sentence

_LONGEST = 6000
"""Characters of one source that are sent."""
_LANGUAGES = {
    "en": "English", "zh": "Simplified Chinese", "es": "Spanish", "de": "German", "pt": "Portuguese", "fr": "French", "it": "Italian",
    "ru": "Russian", "uk": "Ukrainian", "ar": "Arabic", "fa": "Persian", "he": "Hebrew", "ja": "Japanese", "ko": "Korean", "th": "Thai",
    "hi": "Hindi", "el": "Greek", "tr": "Turkish", "vi": "Vietnamese", "nl": "Dutch", "pl": "Polish", "id": "Indonesian",
}  # fmt: skip


def variables(
    question: Question, numbered: Mapping[int, Sentence], evidence: Mapping[int, str], language: str, mask: Callable[[str], str]
) -> dict[str, str]:
    """The variables of the prompt "answer". Every text passes `mask`; each sentence and each source stands on one line."""
    asked = "\n".join([*question.context, question.text])
    draft = "\n".join(
        f"{n} | {sentence.section} | sources {', '.join(map(str, sentence.sources))} | {_line(sentence.text)}"
        for n, sentence in numbered.items()
    )
    sources = "\n".join(f"source {n}: {_line(text[:_LONGEST])}" for n, text in sorted(evidence.items()))
    texts = {name: mask(visible(text)) for name, text in (("question", asked), ("draft", draft), ("sources", sources))}
    return {**texts, "language": _LANGUAGES.get(language, language), "mark": _mark("\n".join(texts.values()))}


def evidence_of(draft: Answer, quotes: Mapping[int, str]) -> dict[int, str]:
    """What each source says, by number. A deal speaks only through the lines the draft made of it: the rest of what people once
    typed into it is neither sent to the model nor believed."""
    evidence = {}
    for source in draft.sources:
        lines = [sentence.text for sentence in draft.sentences if source.n in sentence.sources]
        evidence[source.n] = quotes[source.n] if source.kind == "card" and source.n in quotes else "\n".join(lines)
    return evidence


def _mark(texts: str) -> str:
    """A mark that no text can hold: it is made from all of them. The same texts have the same mark."""
    mark = hashlib.sha256(texts.encode(errors="replace")).hexdigest()[:16]
    while mark in texts:
        mark = hashlib.sha256(mark.encode()).hexdigest()[:16]
    return f"<<{mark}>>"


def _line(text: str) -> str:
    return " ".join(text.split())
