"""The evidence composer: an answer assembled from the cards' and deals' own sentences. No model, no invention, same input same answer."""

from collections.abc import Iterable, Sequence
from typing import Literal

from bot.answers.diagnosis import MEANING_CARDS
from bot.answers.guard import cuts_and_silences
from bot.answers.material import Material
from bot.answers.numbering import Line
from bot.answers.phrases import one_of
from bot.answers.records import SECTIONS, Diagnosis
from bot.answers.telling import tell
from bot.answers.wording import note
from knowledge.cards import unquote
from knowledge.records import Card, Deal, Tension

Part = Literal["teaches", "say", "do", "avoid", "caution"]
_ON_CUTS = one_of(r"price cut|discount", r"降价|打折")
_TO_ONESELF = one_of(
    r"^(?:to|ask) (?:yourself|yourselves|ourselves|the team|your team)\b", r"^(?:先)?(?:问|自问)(?:自己|我们自己|团队)|^(?:自问|内部|团队)"
)


def compose(
    material: Material,
    diagnosis: Diagnosis,
    language: str,
    *,
    per_section: int,
    tensions: Sequence[Tension] = (),
    like_deals: Sequence[Deal] = (),
    idea: bool = False,
) -> list[Line]:
    """The lines of an answer in reading order: SECTIONS, except that what must be read first stands right after the question to ask.

    That is the guard's warning, and for a question about an idea what the cards teach.
    """
    sections = {
        "ask": _ask(material, language),
        "meaning": _meanings(material, diagnosis, language, per_section),
        "say": [] if idea else _spread(material.cards, "say", language, per_section),
        "do": _spread(material.cards, "do", language, per_section),
        "avoid": [*_warning(material, like_deals, language), *_spread(material.cards, "avoid", language, per_section)][:per_section],
        "deals": [Line("deals", tell(deal, language), (deal,)) for deal in material.deals],
        "tension": _tension(material.cards, tensions, language),
        "note": _teaching(material, diagnosis, language, per_section if idea else 1),
    }
    first = "avoid" if material.cut_card else "note" if idea else "ask"
    order = ["ask", first, *(name for name in SECTIONS if name not in ("ask", first))]
    return [*(line for name in dict.fromkeys(order) for line in sections[name]), *_caution(material, language)]


def question_to_ask(card: Card, language: str) -> str:
    """The card's first question that can be put to somebody else, without its quotation marks; "" when it has none."""
    asks = card.guidance(language).ask
    aloud = [ask for ask in asks if not _TO_ONESELF.match(ask)]
    return unquote((aloud or list(asks) or [""])[0])


def full_text(card: Card, language: str) -> str:
    """Everything a sentence about this card may rest on."""
    part = card.guidance(language)
    return "\n".join((part.title, *part.teaches, *part.when, *part.ask, *part.say, *part.do, *part.avoid, *part.caution))


def _ask(material: Material, language: str) -> list[Line]:
    for card in (material.opening, *material.cards):
        if card is not None and (question := question_to_ask(card, language)):
            return [Line("ask", question, (card,))]
    return []


def _meanings(material: Material, diagnosis: Diagnosis, language: str, per_section: int) -> list[Line]:
    """What each named meaning's card teaches first: hedged by its own words ("It may mean ...")."""
    cards = {card.id: card for card in material.cards}
    meant = [cards[id_] for id_ in (MEANING_CARDS[meaning.topic] for meaning in diagnosis.meanings) if id_ in cards]
    return [Line("meaning", card.guidance(language).teaches[0], (card,)) for card in meant if card.guidance(language).teaches][:per_section]


def _spread(cards: Sequence[Card], part: Part, language: str, per_section: int) -> list[Line]:
    """Sentences of one part: most from the best card, one from each other; the best fills what they leave."""
    own = [[Line(part, text, (card,)) for text in _part(card, part, language)] for card in cards]  # type: ignore[arg-type]
    others = [lines[0] for lines in own[1:] if lines][: max(0, per_section - 2)]
    best = own[0][: per_section - len(others)] if own else []
    return [*best, *others]


def _part(card: Card, part: Part, language: str) -> Iterable[str]:
    sentences: tuple[str, ...] = getattr(card.guidance(language), part)
    return (unquote(sentence) for sentence in sentences)


def _warning(material: Material, like_deals: Sequence[Deal], language: str) -> list[Line]:
    """The guard: what the guidance says about blind price cuts, and how like deals ended."""
    card = material.cut_card
    if card is None:
        return []
    part = card.guidance(language)
    sentences = [text for text in (*part.teaches, *part.avoid) if _ON_CUTS.search(text)]
    lines = [Line("avoid", text, (card,)) for text in sentences[:1]]
    cut, silent = cuts_and_silences(like_deals)
    if silent:
        lines.append(Line("avoid", note("silence-after-cut", language, cut=len(cut), silent=len(silent)), cut))
    return lines


def _tension(cards: Sequence[Card], tensions: Sequence[Tension], language: str) -> list[Line]:
    """Both sides and the rule of the tension that the best card names, or else that two of the cards do."""
    named = [name for card in cards for name in card.tensions]
    wanted = [*(cards[0].tensions if cards else ()), *(name for name in named if named.count(name) > 1)]
    found = next((tension for name in wanted for tension in tensions if tension.id == name), None)
    if found is None:
        return []
    origins = tuple(card for card in cards if found.id in card.tensions)
    return [Line("tension", text.get(language) or text["en"], origins) for text in (found.one, found.other, found.rule)]


def _teaching(material: Material, diagnosis: Diagnosis, language: str, most: int) -> list[Line]:
    """What the best card teaches, unless it was said as a meaning. A team's plain card is all teaching, so more of it is told."""
    meant = {MEANING_CARDS[meaning.topic] for meaning in diagnosis.meanings}
    lines: list[Line] = []
    for card in material.cards:
        plain = not card.guidance(language).do
        if card is material.cards[0] or plain:
            teaches = list(_part(card, "teaches", language))[1 if card.id in meant else 0 :]
            lines += [Line("note", text, (card,)) for text in teaches[: 3 if plain else most]]
    return lines


def _caution(material: Material, language: str) -> list[Line]:
    """The first sentence of the best card's caution stands last."""
    cautions = [Line("note", text, (card,)) for card in material.cards[:1] for text in _part(card, "caution", language)]
    return cautions[:1]
