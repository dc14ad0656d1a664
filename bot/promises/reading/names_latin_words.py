"""Which words in Latin letters can be part of a customer's name, and which open or end none."""

import re

from bot.promises.reading import names_german as german
from bot.promises.reading import names_latin_patterns as p
from bot.promises.reading import names_romance as romance
from bot.promises.reading.known_words import COMMON, NOT_NAMES
from bot.promises.reading.known_words_latin import GERMAN_NOUN_ENDING, GERMAN_NOUNS, ROMANCE

_BETWEEN_GERMAN_NAMES = re.compile(
    r"\s(?:das|der|die|den|dem|la|el|do|da|al|de)\s(?<!\bvon\sder\s)(?<!\bvan\sder\s)(?<!\bvan\sden\s)(?<!\bvon\sdem\s)"
    r"|\s(?=(?:Angebot|Muster|Rechnung|Gutschrift|Preisliste|Zeichnung|Zertifikat|Datenblatt|Vertrag|Katalog|Bestätigung|Rabatt|Lieferung"
    r"|Ersatzteil|Nachlass|Skonto|Probe|Auftragsbestätigung|Entwurf|Unterlage|Termin|Rückmeldung|Antwort)\w{0,3}\b)"
)
_OF_A_FIRM = re.compile(rf"(?P<person>{p.TITLE}(?:{p.TITLE})?\S+)\s(?:von\sder|vom|von)\s")
"""In German an article ends a name, a document begins none, and "Herr Weber von Stahlbau Nord" is a person and a firm."""


_FIRM_WORD = re.compile(
    r"(?:distribu|construc|constru|confec|instala|importa|exporta|produc|produ|solu|edifica|representa|decora|fundi|manufactur"
    r"|aplica|inver|cria|funda)\w*(?:ciones|siones|ções|ción|ção)$"
)
"""Spanish and Portuguese companies are called Distribuciones or Construções."""


_FIRM_FORM = re.compile(r"(?:GmbH|Ltd|Inc|LLC|Corp|Pty|PLC|plc|Ltda|S\.A|BV|B\.V|AG|KG|SARL|Srl|SRL)\.?,?")
""" "Friday Ltd" is a name, whatever its first word."""


def parts_of(name: str, start: int, language: str) -> list[tuple[int, str]]:
    """The names that capital letters have run together, with their places."""
    if language in ("es", "pt"):
        return list(romance.parts_of(name, start))
    if language != "de":
        return [(start, name)]
    firm = _OF_A_FIRM.match(name)
    borders = [(firm.end("person"), firm.end())] if firm else []
    borders += [(match.start(), match.end()) for match in _BETWEEN_GERMAN_NAMES.finditer(name, firm.end() if firm else 0)]
    begins, ends = [0, *(end for _, end in borders)], [*(begin for begin, _ in borders), len(name)]
    return [part for begin, end in zip(begins, ends, strict=True) for part in german.parts_of(name[begin:end], start + begin)]


def own_part(name: str, start: int, language: str) -> tuple[int, str] | None:
    """The name without common words at its ends; None when nothing of it is a name."""
    words = [(match.group(), start + match.start()) for match in re.finditer(r"\S+", name)]
    while (
        words
        and not (len(words) > 1 and _FIRM_FORM.fullmatch(words[1][0]))
        and (opens_no_name(words[0][0], language) or not words[0][0][:1].isalnum())
    ):
        words.pop(0)
    titled = bool(words and re.match(p.TITLE, words[0][0] + " ", re.IGNORECASE))
    while (
        words
        and not titled
        and (
            (ends_no_name(words[-1][0]) and not (len(words) > 1 and _FIRM_FORM.fullmatch(words[-1][0])))
            or words[-1][0].lower() in ("de", "del", "da", "do", "and", "y", "e", "und", "&", "+", "la", "el", "of")
        )
    ):
        words.pop()
    if not words or all(is_common(word, language) for word, _ in words):
        return None
    first, last = words[0], words[-1]
    own = name[first[1] - start : last[1] - start + len(last[0])]
    own = own.split("'s ")[0]
    own = (
        own
        if own.endswith("o.o.")
        else re.sub(
            r"'s$|[.,'-]+$" if not re.search(r"(?:\b[A-Z]\.){1,3}$|\b(?:Ltd|Inc|Co|Corp|Ltda|Bros|Sr|Jr)\.$", own) else r"'s$", "", own
        )
    )
    if len(own) < 2 or re.fullmatch(r"[\W\d_]*", own) or re.fullmatch(r"[A-Z]{0,3}[-]?\d[\w/.-]*", own):
        return None
    return first[1], own


def opens_no_name(word: str, language: str) -> bool:
    """A company may be called Old Harbour or Blue Fjord; its name does not open with a verb, a pronoun or a thing that is sent."""
    low = (word.split("'")[0] or word).lower().strip('.,:;!?"()')
    if language not in ("en", "zh", "ja"):
        return is_common(word, language)
    stem = re.sub(r"(?:ting|ning|ing|ed|s)$", "", low)
    return low in p.OPENERS or (low.endswith(("ing", "ed")) and (stem in p.OPENERS or stem + "e" in p.OPENERS))


def ends_no_name(word: str) -> bool:
    """A company may be called Pumps or Bearings; it does not end in a weekday, an abbreviation of trade or a pronoun."""
    low = word.lower().strip(".,:;!?'\"()")
    return low in NOT_NAMES or low in p.PRONOUNS or low.split("'")[0] in p.PRONOUNS


def is_common(word: str, language: str) -> bool:
    word = word.split("'")[0] or word
    low = word.lower().strip(".,:;!?'\"()").removesuffix("'s")
    if low in NOT_NAMES:
        return True
    if language == "de":
        return (
            low in GERMAN_NOUNS
            or low in COMMON - {"keller", "post"}
            or low.endswith(GERMAN_NOUN_ENDING)
            or bool(re.search(r"^\w+-(?:zertifikat|muster|angebot)\w*$", low))
        )
    if language in ("es", "pt"):
        if word[:1].isupper() and _FIRM_WORD.match(low):
            return False
        return (
            low in ROMANCE
            or low in NOT_NAMES
            or bool(re.search(r"(?:ción|ciones|ções|ção|aré|eré|iré|mos|rán|arei|erei|irei|[aei]ndo|mente)$", low))
        )
    return low in COMMON
