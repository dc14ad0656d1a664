"""Spanish, Portuguese or German in a line too short for the general test of languages. Knows a few small words of each."""

import re

from bot.promises.reading.words import words_of

_ENGLISH = words_of(
    "the to for by we i you they will and of on at with it is are can our your their send ship before until them not tomorrow today"
    " friday monday tuesday wednesday thursday quote samples price"
)
_MARKS: dict[str, frozenset[str]] = {
    "es": words_of(
        "un el los las del hasta mañana viernes lunes martes miércoles miercoles jueves sábado muestras oferta cotización cotizacion pedido"
        " enviar mandar prometí prometimos enviamos mandamos cliente para con antes exclusividad descuento garantía precio entrega hoy"
        " llamar factura semana mes próximo próxima fecha plazo le les nos una por que"
    ),
    "pt": words_of(
        "até amanhã amanha sexta segunda terça quarta quinta amostras cotação cotacao pedido enviar mandar prometi prometemos não nao"
        " com pra pro dia antes exclusividade desconto garantia preço entrega hoje ligar nota semana mês próxima boleto laudo"
    ),
    "de": words_of(
        "bis für und mit der die das den dem ein eine morgen übermorgen heute freitag montag dienstag mittwoch donnerstag angebot muster"
        " rechnung rabatt nachlass lieferung liefern schicken senden anrufen kunde nicht ich wir raus am zum zur ab an preis"
    ),
}
_SURE: dict[str, frozenset[str]] = {
    "de": words_of("bis für übermorgen nächste nächsten kostenlos uhr und mit herrn frau spätestens"),
    "es": words_of("un hasta mañana miércoles días cotización y"),
    "pt": words_of("até amanhã pra pro não orçamento três"),
}
_LETTERS = {"de": re.compile("[äöüß]"), "es": re.compile("[ñ¿¡]"), "pt": re.compile("[ãõç]")}
"""These count twice: no other of the languages read here has them."""
_GERMAN_NOUN = re.compile(
    r"\b[A-ZÄÖÜ][a-zäöüß]{3,}(?:ung|ungen|keit|schaft|rabatt|angebot|nachlass|zeichnung|blatt)\b"
    r"|(?<=\s)(?:Rück(?:ruf|meldung|frage)|Besuch|Bestellung|Anruf|Bericht|Preisliste|Prüf\w+|Entw[uü]rfe?|Vertr[aä]ge?|Übersicht"
    r"|Änderung|Gutschrift|Muster\w*|Ersatzteile?)\b"
)
_WORD = re.compile(r"[^\W\d_]+")
_MOST = 60
"""Words looked at."""


def tongue_of(text: str, believed: str) -> str:
    """The language to read in: `believed`, unless a line without an English word says otherwise by two of its words, and none for it."""
    words = [match.group().lower() for _, match in zip(range(_MOST), _WORD.finditer(text), strict=False)]
    if believed not in ("en", *_MARKS) or any(word in _ENGLISH for word in words):
        return believed
    counts = {language: sum((word in marks) + (word in _SURE[language]) for word in words) for language, marks in _MARKS.items()}
    counts["de"] += 2 * bool(_GERMAN_NOUN.search(text[:400]))
    for language, letters in _LETTERS.items():
        counts[language] += bool(letters.search(text[:400]))
    best = max(counts, key=lambda language: counts[language])
    others = max(count for language, count in counts.items() if language != best)
    sure = counts[best] >= 2 and counts[best] > others and not counts.get(believed)
    return best if sure else believed
