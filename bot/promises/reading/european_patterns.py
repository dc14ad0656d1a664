"""Small patterns and questions of the reader of Spanish, Portuguese and German; and its grammars, each loaded when first needed."""

import re
from functools import cache

from bot.promises.reading.european_grammar import Grammar
from bot.promises.reading.names_latin_words import is_common
from bot.promises.reading.shapes import COLLEAGUE, DUE

GERMAN_REPORT = re.compile(
    r"\b(?:versprochen|zugesagt|zugesichert|vereinbart|ausgemacht|abgemacht|abgesprochen|bestätigt|gesagt|angekündigt|geschrieben"
    r"|garantiert)\b",
    re.I,
)
GERMAN_SUBJECT = re.compile(r"\b(?:werden?|wird|muss|müssen|kann|können|soll|sollen)?\s*\b(?:ich|wir)\b", re.IGNORECASE)
GERMAN_AUX = re.compile(r"\b(?:wird|werden|hat|haben)\b", re.IGNORECASE)
GERMAN_THAT = re.compile(r"\s*dass\s+(?:sie|er|wir|ich|der kunde|die kunden)\s+", re.IGNORECASE)
GERMAN_TO = re.compile(rf"\b(?:zu\s+\w+en|\w+zu\w+en)[\s{DUE}.,!]*$", re.IGNORECASE)
GERMAN_DONE = re.compile(r"\b(?:hat|haben|habe|hab|ist|sind|war|waren)\b.*\b\w*ge\w{2,}(?:t|en)\b", re.IGNORECASE)
"""A finished thing whatever the verb: "hat angerufen"."""
GERMAN_FRONTED = re.compile(
    r"(?:kriegen|bekommen|erhalten|kriegt|bekommt)\s+(?:die|der|sie|er|ihr)\b(?=\W*$|[^\w]+(?:am|bis|zum)\b|\s*\ue001)", re.IGNORECASE
)
""" "Muster kriegen die am Freitag": the object stands first."""
GERMAN_FRONT_OBJECT = re.compile(
    r"\b(?:angebot|muster|rechnung|gutschrift|\w*liste|\w*zeichnung(?:en)?|\w*zertifikate?|\w*blatt|\w*vertrag|katalog|rabatt"
    r"|unterlagen|termin"
    r"|antwort|entwurf|proben?|\w*bericht|\w*protokoll|lieferung|ware|\w*teile)\b",
    re.IGNORECASE,
)
GERMAN_PLURAL = re.compile(
    r"\b(?:sie|kunden|leute|jungs|beide|herren|damen|muster|teile|waren|unterlagen|\w+ und \w+|die \w+(?:en|er|e|s))\b", re.IGNORECASE
)
"""A subject that a German verb in -en agrees with; without one it is an infinitive, a line of a list."""
WOULD = re.compile(r"\w+r[íi]a(?:n|m|mos)?\b", re.IGNORECASE)
GOES = re.compile(r"(?:salen?|sai|saem|parten?|partem?|zarpan?|embarcan?|embarcam?|va|vai)\b", re.IGNORECASE)
""" "El lunes sale su pedido": the thing stands behind."""
TO_VERB = re.compile(
    r"\s*(?:(?:a|al|à|ao|pra|para|pro|com|con|o|la|el)\s+(?:[\w&.'-]+\s+){1,4}?)?(?:en|de|a|que)\s+(?=\w+r(?:l[aeo]s?|me|te"
    r"|nos)?\b)",
    re.I,
)
RECIPIENT = re.compile(
    r"\s*(?:(?:a|al|à|ao|pra|para|pro|com|con)\s+(?:la\s+|el\s+|o\s+|a\s+)?[A-ZÀ-Ý0-9][\w&.'-]*(?:\s+(?:de|da|do|&|y"
    r"|e)?\s*[A-ZÀ-Ý][\w&.'-]*)*|que|uma?|una?)?\s*"
)
LEAD = re.compile(
    rf"(?:[\s{DUE}{COLLEAGUE},.:\-]|\b(?:ok|okay|sí|si|sim|ja|gut|bien|bueno|vale|claro|perfecto|perfeito|beleza|blz|certo|gracias"
    rf"|obrigado|obrigada|danke|hola|olá|oi|hallo|entonces|então|also|dann|pues|bom|hey|genau|super|passt|alles klar|listo|dale|tá"
    rf"|moin|buenas|pessoal|gente|chicos|leute)\b)*",
    re.I,
)


@cache
def grammar_of(language: str) -> Grammar:
    if language == "es":
        from bot.promises.reading.spanish_words import SPANISH

        return SPANISH
    if language == "pt":
        from bot.promises.reading.portuguese_words import PORTUGUESE

        return PORTUGUESE
    from bot.promises.reading.german_words import GERMAN

    return GERMAN


def ends_with_verb(after: str) -> bool:
    """ "Rabatt bestätigen bis Freitag": nothing but a date follows the verb."""
    return not re.search(r"\w", re.sub(rf"^\w+|bis\b|am\b|{DUE}", "", after))


def names_somebody(before: str) -> bool:
    """Whether anything but things and small words stands before a German verb."""
    return any(not is_common(word, "de") for word in re.findall(r"[^\W\d_]{2,}", before))


ALREADY = re.compile(
    r"\b(?:ya|já)\s+(?:(?:se|les?|lhes?|los?|las?|te|nos|me|o|a)\s+){0,2}[a-zà-ÿ]+(?:é|ei|amos|imos|emos|ou|ó|aron|aram|ieron)\b",
    re.IGNORECASE,
)
""" "Ya les mandé", "já enviei": done."""
