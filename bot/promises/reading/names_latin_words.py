"""Which words in Latin letters can be part of a customer's name, and which open or end none."""

import re

from bot.promises.reading import names_german as german
from bot.promises.reading import names_latin_patterns as p
from bot.promises.reading import names_romance as romance
from bot.promises.reading.english_words import OWN_VERBS, THINGS
from bot.promises.reading.known_words import COMMON, NOT_NAMES
from bot.promises.reading.known_words_latin import GERMAN_NOUN_ENDING, GERMAN_NOUNS, ROMANCE
from bot.promises.reading.words import words_of

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


_THINGS = (
    THINGS - words_of("pump pumps machine machines parts tiles cables valves motors bearings steel products material materials")
) | words_of(
    "report reports credit certificate letter form card cards terms note notes control guarantee warranty week day year month team call"
    " meeting fair show exhibition trade lading origin agreement law street road avenue time release notice approval review new friday"
)
_ADJECTIVES = words_of("first best new final next full second red blue green black white old big golden free good great grand high true")
"""What a name of several words may begin with although a sentence may too."""


_CODED = re.compile(
    r"(?:model|type|order|po|invoice|batch|lot|item|article|project|part|ref|version|phase|hall|booth|unit|series|rev|pi|offer|quote)s?\s\S*\d",
    re.I,
)
""" "Model X200", "Order 4711": which thing, not whose."""
_FAIR = re.compile(r"\b(?:messe|expo|fair|exhibition|trade show|feria|feira|congress)$", re.IGNORECASE)
_FIRM_FORM = re.compile(r"(?:GmbH|Ltd|Inc|LLC|Corp|Pty|PLC|plc|Ltda|S\.A|BV|B\.V|AG|KG|SARL|Srl|SRL)\.?,?")
""" "Friday Ltd" is a name, whatever its first word."""


def parts_of(name: str, start: int, language: str, whole: bool = False) -> list[tuple[int, str]]:
    """The names that capital letters have run together, with their places."""
    if language in ("es", "pt"):
        return list(romance.parts_of(name, start, whole))
    if language != "de":
        return [(start, name)]
    firm = _OF_A_FIRM.match(name)
    borders = [(firm.end("person"), firm.end())] if firm else []
    borders += [(match.start(), match.end()) for match in _BETWEEN_GERMAN_NAMES.finditer(name, firm.end() if firm else 0)]
    begins, ends = [0, *(end for _, end in borders)], [*(begin for begin, _ in borders), len(name)]
    return [
        part
        for begin, end in zip(begins, ends, strict=True)
        for part in german.parts_of(name[begin:end], start + begin, whole and not begin)
    ]


def own_part(name: str, start: int, language: str, whole: bool = False, inside: bool = False) -> tuple[int, str] | None:
    """The name without common words at its ends; None when nothing of it is a name. `whole`: its first word belongs to it;
    `inside`: it stands within a sentence, where only names are written with capital letters."""
    words = [(match.group(), start + match.start()) for match in re.finditer(r"\S+", name)]
    titled = _is_titled([word for word, _ in words], inside)
    while (
        words
        and not whole
        and not (titled and words[0][0].lower() not in p.PRONOUNS | NOT_NAMES)
        and not (language == "de" and len(words) > 1 and german.TRADE.fullmatch(words[0][0]) and not is_common(words[1][0], language))
        and not (len(words) > 1 and _FIRM_FORM.fullmatch(words[1][0]))
        and (opens_no_name(words[0][0], language) or not words[0][0][:1].isalnum())
    ):
        words.pop(0)
    person = bool(words and re.match(p.TITLE, words[0][0] + " ", re.IGNORECASE))
    while (
        words
        and not person
        and (
            (ends_no_name(words[-1][0]) and not (len(words) > 1 and _FIRM_FORM.fullmatch(words[-1][0])))
            or words[-1][0].lower() in ("de", "del", "da", "do", "and", "y", "e", "und", "&", "+", "la", "el", "of")
        )
    ):
        words.pop()
    if not words or (all(is_common(word, language) for word, _ in words) and not (titled and language == "en")):
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
    if _CODED.match(own) or _FAIR.search(own):
        return None
    if len(own) < 2 or re.fullmatch(r"[\W\d_]*", own) or re.fullmatch(r"[A-Z]{0,3}[-]?\d[\w/.-]*", own):
        return None
    return first[1], own


def _is_titled(words: list[str], inside: bool) -> bool:
    """ "First Choice Tools", "the Blue Door": capital letters make a name of common words, unless the last is a thing that is sent."""
    said_the, words = words[0] == "The", [word for word in words if word.lower() != "the"]
    if (
        len(words) < 2
        or words[-1].lower() in _THINGS
        or not words[-1][:1].isupper()
        or any(word.isupper() and len(word) > 1 for word in words)
    ):
        return False
    return inside or said_the or (len(words) > 2 and words[0].lower() in _ADJECTIVES and words[1].lower() not in p.OPENERS - OWN_VERBS)


def opens_no_name(word: str, language: str) -> bool:
    """A company may be called Old Harbour or Blue Fjord; its name does not open with a verb, a pronoun or a thing that is sent."""
    low = (word.split("'")[0] or word).lower().strip('.,:;!?"()')
    if language not in ("en", "zh", "ja"):
        return is_common(word, language)
    stem = re.sub(r"(?:ting|ning|ing|ed|s)$", "", low)
    return low in p.OPENERS or (low.endswith(("ing", "ed")) and len(stem) > 1 and (stem in p.OPENERS or stem + "e" in p.OPENERS))


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
