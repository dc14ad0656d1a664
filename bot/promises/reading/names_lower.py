"""Customers typed without capital letters in German, Spanish and Portuguese: runs of words no dictionary of trade or grammar knows.

Where they stand must speak for them: after a preposition, after a verb of giving, before a verb of theirs, at an end of a slash text.
"""

import re
from collections.abc import Iterator

from bot.promises.reading.known_words import PLACES
from bot.promises.reading.mentions import Mention
from bot.promises.reading.names_german import DEED
from bot.promises.reading.names_latin_words import is_common
from bot.promises.reading.shapes import COLLEAGUE, DUE, Message, Span
from bot.promises.reading.words import words_of

_WORD = re.compile(rf"[^\W\d_][\w&'.-]*|&|{DUE}+|{COLLEAGUE}|\d[\w.,%/]*|\S")
_FORMS = words_of("gmbh ag kg ohg gbr ug se eg ltd ltda sa sl srl slu inc cia co s.a. s.l. s.a s/a e.k. me eireli")
_INNER = {"de": words_of("& und"), "es": words_of("de del la las los el y e &"), "pt": words_of("de da do das dos e &")}
_TITLES = words_of("herr herrn frau hr dr sr sra señor señora don doña dona seu ingeniero ingeniera licenciado engenheiro engenheira")
_STOP = {
    "de": words_of(
        "gleich bald sofort noch heute heut grad gerade eben mal auch nur schon wieder denn doch alles etwas nichts was fertig vorab"
        " nochmal dann jetzt hier dort sicher klar kostenlos gratis umsonst extra gegen ohne statt als wie so ganz sehr viel mehr"
        " weniger neu neue neuen neuer neues alt alte alten erste ersten zweite letzte letzten beide beiden alle allen dieses diese"
        " diesem dieser jede jeden raus rüber rein vorbei zurück durch rum drauf dran los wegen spätestens abend wg bzgl inkl zzgl"
        " hab habe haben hat hatte ist sind war wird werden will wollen soll sollen kann können muss müssen darf geb gebe geben gibt"
        " schick schicke schicken schickt mach mache machen macht ruf rufe rufen ruft bring bringe bringen bringt liefer liefere"
        " liefern liefert send sende senden sendet melde melden meldet krieg kriegt kriegen bekommt bekommen erhält zahlt zahlen"
        " überweist überweisen kollege leute moin hallo ja nee nein okay hier anrufen senden prüfen klären netto brutto"
        " reklamation lieferzeit offene offenen dazu davon daran damit dafür darüber mir dir euch denen man"
        " über unter zwischen gegenüber neben hinter während trotz laut per pro je kein keine keinen"
    ),
    "es": words_of(
        "nueva nuevas nuevos mejor especial extra solo tan bien ahora aquí ahí allí luego igual oye pues nada gente"
        " cada otra otro otras otros misma mismo mismos primera primer última último urgente pendiente actualizada firmado corregida"
        " debo debe damos dan doy sale salen llega llegan recibe reciben tendrá estará queda quedan confirma confirman paga pagan"
        " manda mandan envía envían extensión capacitación mantener precio tarifa nota reclamo depósito planos orden compra"
    ),
    "pt": words_of(
        "nova novas novos melhor especial extra só tão bem agora aqui aí ali logo igual oi cara pessoal galera meninos"
        " cada outra outro outras outros mesma mesmo mesmos primeira primeiro última último urgente pendente atualizada assinado"
        " corrigida devo deve damos dão dou sai saem chega chegam recebe recebem terá estará fica ficam confirma confirmam paga pagam"
        " manda mandam envia enviam extensão treinamento manter garantia estendida reembolso frete telhas moldes fatura"
    ),
}
_VERBAL = {
    "de": re.compile(r"(?:ge\w{3,}(?:t|en)|\w+ier(?:t|en|e)|\w+(?:isch|lich|ig)(?:e[rnms]?)?|\w{2,}(?:ge|zu)\w{3,}(?:t|en))$"),
    "es": re.compile(
        r"(?:\w{2,}(?:amos|emos|imos|aron|ieron|ando|iendo|ado|ada|ados|adas|ido|ida|mente|ó|é)|\w{3,}(?:ar|er|ir)(?:l[aeo]s?)?)$"
    ),
    "pt": re.compile(r"(?:\w{2,}(?:amos|emos|imos|aram|eram|ando|endo|ado|ada|ados|adas|ido|ida|mente|ei|ou)|\w{3,}(?:ar|er|ir))$"),
}
_TO = {
    "de": re.compile(r"(?:an|ans|für|fürs|bei|beim|mit|von|vom|f\.|zu|firma|fa\.)\s+(?:(?:der|dem|den|die|das)\s+)?$"),
    "es": re.compile(r"(?:para|con|al|a|p/|de\s+los\s+de|los\s+de|la\s+gente\s+de)\s+(?:(?:la|el|los|las)\s+)?$"),
    "pt": re.compile(r"(?:para|pra|pro|pros|pras|com|ao|à|a|p/|o\s+pessoal\s+d[aeo]|os\s+d[aeo])\s+(?:(?:a|o|os|as)\s+)?$"),
}
_GIVES = {
    "de": re.compile(
        r"\b(?:schick\w*|send\w*|geb\w*|gib|mach\w*|bring\w*|liefer\w*|biet\w*|ruf\w*|hab|haben)\s+(?:(?:ich|wir)\s+)?(?:(?:der|dem"
        r"|den)\s+)?$"
    ),
    "es": re.compile(r"\b(?:llamo|llamar|visito|visitar|prometí|prometido)\s+(?:a\s+)?(?:(?:la|el)\s+)?$"),
    "pt": re.compile(r"\b(?:ligo|ligar|visito|visitar|prometi|prometido)\s+(?:(?:pra|pro|para|a|ao)\s+)?$"),
}
_THEY = {
    "de": re.compile(
        r"\s+(?:hat|haben|bekommt|kriegt|erhält|zahlt|überweist|schickt|sendet|unterschreibt|bestätigt|bestellt|will|meldet)\b"
    ),
    "es": re.compile(
        r"\s+(?:va\s+a|paga|pagan|firma|firman|manda|mandan|envía|envían|devuelve|devuelven|transfiere|dijo|dice|prometió|nos)\b"
    ),
    "pt": re.compile(r"\s+(?:vai|paga|pagam|assina|assinam|manda|mandam|envia|enviam|devolve|devolvem|transfere|disse|diz|prometeu|nos)\b"),
}
_STARTS = re.compile(r"(?:^|[.,;:!?\n]\s*|\b(?:und|aber|y|e|mas|pero|que|dass)\s+)(?:(?:die|der|el|la|los|o|a|os)\s+)?$")
_MOST_WORDS, _MOST_RUNS = 4, 40


def names_in(message: Message) -> Iterator[Mention]:
    """Every customer named in lower case, with how sure its place makes it."""
    language, masked = message.language, message.masked
    if language not in _STOP:
        return
    runs = list(_runs(masked, language))
    for number, span in enumerate(runs):
        before, after = masked[max(0, span.start - 40) : span.start].lower(), masked[span.end : span.end + 24].lower()
        to = _TO[language].search(before)
        sure = 3 if to or _GIVES[language].search(before) or (_THEY[language].match(after) and _STARTS.search(before)) else 0
        if not sure and message.via == "slash" and not before.strip() and len(runs) > number and after.strip():
            sure = 2
        if sure:
            yield Mention(span, masked[span.start : span.end], sure, Span(span.start - (len(to.group()) if to else 0), span.end))


def _runs(masked: str, language: str) -> Iterator[Span]:
    """Runs of words that could be a name, connecting words inside them, none at their ends."""
    words: list[re.Match[str]] = []
    found = 0
    for match in [*_WORD.finditer(masked), None]:
        if match is not None and (_may_be(match.group(), language) or (words and match.group() in _INNER[language])):
            words.append(match)
            continue
        while words and words[-1].group() in _INNER[language]:
            words.pop()
        if 0 < len(words) <= _MOST_WORDS + 2 and not all(word.group().strip(".").lower() in PLACES | _TITLES | _FORMS for word in words):
            yield _own(words, masked)
            found += 1
        words = []
        if found >= _MOST_RUNS:
            return


def _own(words: list[re.Match[str]], masked: str) -> Span:
    """The run without the sign it ends in, unless that belongs to "s.l."."""
    end = words[-1].end()
    return Span(words[0].start(), end - (masked[end - 1] in ".,'-" and not re.search(r"\.\w\.$", masked[:end])))


def _may_be(word: str, language: str) -> bool:
    low = word.strip(".,'")
    if low in _FORMS or word in _FORMS or low in _TITLES:
        return True
    return (
        len(low) > 2
        and word[:1].islower()
        and not (is_common(low, language) or low in _STOP[language] or low in PLACES)
        and not (language == "de" and DEED.fullmatch(low))
        and not _VERBAL[language].search(low)
    )
