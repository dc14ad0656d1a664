"""Customers named in Latin letters: by capital letters, by what stands before and after, and in chat's lower case by position alone."""

import re
from collections.abc import Iterator

from bot.promises.reading import english_words as w
from bot.promises.reading.known_words import COMMON, GERMAN_NOUN_ENDING, GERMAN_NOUNS, NOT_NAMES, PLACES, ROMANCE
from bot.promises.reading.mentions import Mention
from bot.promises.reading.shapes import COLLEAGUE, DUE, Message, Span

_CAP = (
    r"(?:(?:Co|Ltd|Inc|St|Dr|Bros|Corp|Ltda|S\.A|S\.L|e\.V|Cia|Sta|Gebr)\.|(?:[A-ZÀ-ÖØ-ÞŁŚŽŠČ]"
    r"|[a-z](?=[A-Z]))[\w&'+-]*(?:\.[\w&'+-]+)*|\d+[A-Z][A-Za-z]+|\d[A-Z]\b)"
)
_TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sr|Sra|Srta|Herr|Herrn|Frau|Señor|Señora|Sir|Don|Doña|Dona|Seu|Madame|Mme)\.?\s+)"
_NAME = re.compile(
    rf"{_TITLE}?{_CAP}(?:\s+(?:(?:&|\+|and|y|e|und|de|del|de\s+la|de\s+los|da|do|das|dos|di|du|van|von|der|el|la"
    rf"|al)\s+(?={_CAP}))?(?:(?:van|von)\s+)?{_CAP}){{0,6}}(?:\s+z\s+o\.\s?o\.)?"
)
_OPENERS = (
    w.OWN_VERBS
    | w.THINGS
    | w.LEAD_INS
    | w.WILL
    | w.WE
    | w.YOU
    | w.THEY
    | w.IT
    | w.TELL
    | w.PROMISED
    | w.ASKING
    | w.WH
    | w.SUBJECTS
    | w.ORDER
    | w.HEDGES
    | w.IRREGULAR_PAST
    | w.ADVERBS
    | w.WANTING
    | w.PRIVATE
    | w.MOVING
    | NOT_NAMES
    | w.BUYERS
    | w.TEAM
    | w.NOT
    | frozenset(
        [
            "new",
            "revised",
            "updated",
            "final",
            "next",
            "free",
            "our",
            "my",
            "by",
            "to",
            "for",
            "with",
            "from",
            "at",
            "in",
            "on",
            "of",
            "and",
            "if",
            "when",
            "once",
            "after",
            "before",
            "regarding",
            "about",
            "due",
            "full",
            "partial",
            "extra",
            "first",
            "second",
            "spoke",
            "talked",
            "talking",
            "met",
            "got",
            "just",
            "firma",
            "empresa",
            "grupo-de",
            "cliente",
        ]
    )
) - {"post", "key", "sun", "mar", "may", "april", "june", "august"}
_PRONOUNS = frozenset(
    [
        "i",
        "we",
        "you",
        "they",
        "he",
        "she",
        "it",
        "will",
        "please",
        "thanks",
        "thank",
        "the",
        "ok",
        "yes",
        "no",
        "if",
        "can",
        "ich",
        "wir",
        "sie",
        "er",
        "es",
        "eu",
        "nós",
        "yo",
        "ellos",
    ]
)
_SUFFIX = (
    r"(?:gmbh|ltd\.?|inc\.?|llc|corp\.?|co\.?,?\s?ltd\.?|ag|kg|oy|ab|bv|pty|ltda\.?|s\.?a\.?|s\.?l\.?|srl|plc|sarl|trading"
    r"|industries|group|foods|textil|imports?|exports?)"
)
_GIVES = (
    r"(?:promised|promise|told|tell|assured|owe|owes|owed|inform|informed|let|give|giving|gave|send|sending|sent|get|getting"
    r"|quote|offer|offered|ship|email|mail|call|calling|"
    r"visit|visiting|ping|update|bring|show|invoice|charge|refund|credit|grant|meet|remind|answer|chase|contact|tell|call"
    r"|guarantee|guaranteed|reimburse|compensate|phone|deliver|mit|versprochen)"
)
_BEFORE_STRONG = re.compile(
    rf"(?:\b{_GIVES}|\b(?:ich|wir|(?:ich|wir)\s+[a-zäöüß]+|schick\w*|send\w*|geb\w*|gibt|liefer\w*|biet\w*|halt\w*|ruf|rufe"
    rf"|mach\w*)|\bw/?|\b(?:to|for|with|@|telling|customer|client|buyer|dealer|distributor|cliente|cliente:|kunde|kunden|kundin"
    rf"|firma|"
    r"para|pra|pro|con|com|al|ao|à|an|für|bei|prometí|prometi|prometimos|prometemos|prometido)|(?:^|\s)@|\w\s\(|\b(?:a|à|con"
    r"|com|para|pra)(?:\s+(?:la|el|los|o|a|os))?)\s*(?:the\s+(?:guys|team|people|folks|boss)\s+(?:at|of)\s+|customer\s+"
    r"|client\s+|firma\s+|empresa\s+|nosso\s+cliente\s+|nuestro\s+cliente\s+|cliente\s+|our\s+(?:friends\s+at\s+|client\s+"
    r"|customer\s+)?)?$",
    re.IGNORECASE,
)
_BEFORE_MIDDLE = re.compile(
    r"\b(?:from|at|of|by|de|del|da|do|von|vom|beim|re|about|regarding|over\sat|na|no|en|em|und|and|the)\s+$", re.IGNORECASE
)
_AFTER_STRONG = re.compile(
    r"(?:'s?\b|'(?=\s)|\s*:|\s+(?:versprochen|zugesagt|zugesichert|will|'ll|won't|is\s+going|are\s+going|has|have|promised|said"
    r"|says|agreed|confirmed|wants?|wanted|asked|asks|needs?|guys|people|pays?|signs?|transfers?|wires?|sends?|would|can|still"
    r"|also|to\s+pay|"
    r"wird|werden|hat|haben|zahlt|zahlen|überweist|schickt|sagt|sagte|will|bekommt|braucht|unterschreibt|va|van|paga|pagan"
    r"|pagam|dijo|dice|disse|diz|falou|promet\w+|confirm\w+|vai|vão|quedó|ficou|quiere|quer|pidió|pediu|tiene|tem|nos|me|se"
    r"|env\w+|mand\w+|pagar\w*|firm\w+|assin\w+|dev\w+|transf\w+|abon\w+|deposit\w+))(?![\w])",
    re.IGNORECASE,
)
_AFTER_THING = re.compile(
    r"\s+(?:order|project|contract|quote|quotation|deal|account|shipment|samples?|offer|proposal|visit|meeting|call|po|invoice|job"
    r"|tender|container|file|case|claim|drawings?)\b",
    re.I,
)
_LOWER_TO = re.compile(
    rf"\b(?:to|for|with|@|promised|told|owe|para|pra|pro|con|com|für|an|bei)\s+(?P<name>(?:(?:mrs?|ms|dr|herr"
    rf"|frau)\.?\s+)?[a-zà-ÿ][\w&.'-]{{2,}}(?:\s+{_SUFFIX})?)(?![\w'])",
    re.I,
)
_LOWER_GIVE = re.compile(
    (
        r"\b(?:sending|send|give|get|promised|promise|told|owe|ship|offer|quote|sending|giving|email|mail|call|ping|update|visit|refund"
        r"|bring|pay|invoice)\s+(?P<name>[a-zà-ÿ][\w&.'-]{2,})(?=\s+(?:the|a|an|our|their|his|her|my|some|new|another|that|we|i|to|on"
        r"|\d|["
    )
    + DUE
    + r"])|\s*$)"
)
_LOWER_SUBJECT = re.compile(
    r"(?:^|[.,;:!\n]\s*|\b(?:and|but|so|that)\s+)(?P<name>[a-zà-ÿ][\w&.-]{2,}(?:\s+"
    + _SUFFIX
    + (
        r")?)\s+(?:will|promised|said|says|agreed|confirmed|wants|wanted|asked|pays|va\s+a|vai|wird|zahlt|prometió|prometeu|dijo|disse"
        r"|hat)\b"
    )
)
_LOWER_OWN = re.compile(r"\b(?P<name>[a-zà-ÿ][\w&-]{2,})'s\b")
_PREFIX = re.compile(rf"^(?:[\s{DUE}]*)(?P<name>[^\s:{DUE}{COLLEAGUE}][^:\n{DUE}{COLLEAGUE}]{{0,45}}?)\s*(?::|\s[-–—]\s|\s-|[-–—]\s)", re.M)
_PREFIX_COMMA = re.compile(rf"^(?P<name>[^\s:,{DUE}{COLLEAGUE}][^:,\n{DUE}{COLLEAGUE}]{{0,40}}?)\s*,\s*")
_FORM = re.compile(r"(?:ing|ed|ly|ment|tion|ness|able|ible|ous|ful|less|ity)$")
"""Endings that a name in lower case hardly has."""
_LABEL = re.compile(
    r"^(?:(?:promises?|promised|customer|client|note|reminder|re|todo|to do|update|fyi|log|pls log|please log|cliente|kunde"
    r"|aviso|nota|action|commitment)\b\s*(?:to\b|for\b)?\s*[:\-]\s*"
    r"|(?:promised?|promise to|customer|client|cliente|kunde|pls log|please log|log)\s+(?:to\s+|for\s+)?(?=[A-ZÀ-Ý]))",
    re.IGNORECASE,
)
_OF_PLACE = re.compile(
    rf"\b(?:(?:the|our|my|das|dem|den|der|unser\w*)\s+)?(?P<name>{_CAP}(?:\s+{_CAP})?\s+(?:client|customer|buyer|distributor|dealer"
    rf"|agent|importer))\b"
)


def names_in(message: Message) -> Iterator[Mention]:
    """Every customer named in Latin letters, with how sure its place makes it."""
    masked = message.masked
    if message.via == "slash":
        yield from _prefixes(message)
    for match in _OF_PLACE.finditer(masked):
        if match["name"].split()[0].lower() not in COMMON | {"the", "our", "my"}:
            yield Mention(
                Span(match.start("name"), match.end("name")), match["name"], 3, _phrase(masked, match.start("name"), match.end("name"))
            )
    capital = [found for match in _NAME.finditer(masked) if (found := _own_part(match.group(), match.start(), message.language))]
    named = [mention for found in capital for mention in _capital(message, *found)]
    yield from named
    if any(mention.sure >= 2 for mention in named):
        return
    for pattern, strength in ((_LOWER_TO, 3), (_LOWER_GIVE, 3), (_LOWER_SUBJECT, 3), (_LOWER_OWN, 2)):
        for match in pattern.finditer(masked):
            name = match["name"].rstrip(".,'-")
            if name[:1].islower() and not _is_common(name, message.language) and not _FORM.search(name):
                start = match.start("name")
                yield Mention(Span(start, start + len(name)), name, strength, _phrase(masked, start, start + len(name)))
    if message.via == "slash":
        yield from _bare(message)


def _capital(message: Message, start: int, name: str) -> Iterator[Mention]:
    masked, end = message.masked, start + len(name)
    before, after = masked[max(0, start - 40) : start], masked[end : end + 24]
    place = all(word.lower().strip(".,") in PLACES for word in name.split())
    alone = len(name.split()) == 1
    strength = 1
    if _BEFORE_STRONG.search(before) or _AFTER_STRONG.match(after):
        strength = 3
    elif _AFTER_THING.match(after) or _BEFORE_MIDDLE.search(before):
        strength = 2
    if re.search(_SUFFIX + r"$", name, re.IGNORECASE) and not alone:
        strength = max(strength, 3)
    if place:
        strength = 2 if re.match(r"\s+(?:will|promised|said|agreed|wants|asked)\b|\s*:", after) else 0
    if re.search(
        r"\b(?:order|po|invoice|project|model|article|item|type|batch|lot|no|ref|hs|pi|clause|class|grade|size|rev|version|phase"
        r"|lot|booth|hall|port|via|fob|cif|cfr|exw|ddp|dap|ex)\s*#?$",
        before,
        re.IGNORECASE,
    ):
        strength = 0
    if message.language == "de" and strength == 1 and message.via == "chat":
        strength = 0
    if strength:
        yield Mention(Span(start, end), name, strength, _phrase(masked, start, end))


def _own_part(name: str, start: int, language: str) -> tuple[int, str] | None:
    """The name without common words at its ends; None when nothing of it is a name."""
    words = [(match.group(), start + match.start()) for match in re.finditer(r"\S+", name)]
    while words and (_opens_no_name(words[0][0], language) or not words[0][0][:1].isalnum()):
        words.pop(0)
    titled = bool(words and re.match(_TITLE, words[0][0] + " ", re.IGNORECASE))
    while (
        words
        and not titled
        and (
            _ends_no_name(words[-1][0])
            or words[-1][0].lower() in ("de", "del", "da", "do", "and", "y", "e", "und", "&", "+", "la", "el", "of")
        )
    ):
        words.pop()
    if not words or all(_is_common(word, language) for word, _ in words):
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


def _opens_no_name(word: str, language: str) -> bool:
    """A company may be called Old Harbour or Blue Fjord; its name does not open with a verb, a pronoun or a thing that is sent."""
    low = (word.split("'")[0] or word).lower().strip('.,:;!?"()')
    if language not in ("en", "zh", "ja"):
        return _is_common(word, language)
    stem = re.sub(r"(?:ting|ning|ing|ed|s)$", "", low)
    return low in _OPENERS or (low.endswith(("ing", "ed")) and (stem in _OPENERS or stem + "e" in _OPENERS))


def _ends_no_name(word: str) -> bool:
    """A company may be called Pumps or Bearings; it does not end in a weekday, an abbreviation of trade or a pronoun."""
    low = word.lower().strip(".,:;!?'\"()")
    return low in NOT_NAMES or low in _PRONOUNS or low.split("'")[0] in _PRONOUNS


def _is_common(word: str, language: str) -> bool:
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
        return (
            low in ROMANCE
            or low in NOT_NAMES
            or bool(re.search(r"(?:ción|ciones|ções|ção|aré|eré|iré|mos|rán|arei|erei|irei|ndo|mente)$", low))
        )
    return low in COMMON


def _prefixes(message: Message) -> Iterator[Mention]:
    label = _LABEL.match(message.masked)
    start = label.end() if label else 0
    for pattern, strength in ((_PREFIX, 5), (_PREFIX_COMMA, 4)):
        match = pattern.match(message.masked[start:])
        if match is None:
            continue
        name = match["name"].strip(" .,*-@")
        name = re.sub(r"^(?:for|to|para|pra|für|an|@|the|our)\s+", "", name, flags=re.IGNORECASE)
        words = re.findall(r"[^\W\d_][\w&.'-]*", name)
        known = [word for word in words if _is_common(word, message.language)]
        if re.search(r"\d|\b(?:for|to|para|pra|für|an|with|con|com|mit|by|until|of|bis|até|hasta)\b", name, re.IGNORECASE):
            continue
        named = len(words) > 1 and all(word[:1].isupper() for word in words) and not _opens_no_name(words[0], message.language)
        if (
            not words
            or len(words) > 6
            or (not named and len(known) > len(words) / 2)
            or (known and not named and not any(word[:1].isupper() for word in words if word not in known))
        ):
            continue
        at = message.masked.find(name, start)
        yield Mention(Span(at, at + len(name)), name, strength, Span(start, start + match.end()))
        return


def _bare(message: Message) -> Iterator[Mention]:
    """ "acme price list fri": in a slash text an unknown first or last word is the customer."""
    if message.language != "en":
        return
    words = [match for match in re.finditer(r"[^\s,.:;]+", message.masked) if DUE not in match.group() and COLLEAGUE not in match.group()]
    if not 2 <= len(words) <= 12:
        return
    for match in (words[0], words[-1]):
        word = match.group().strip("'\"()@")
        if (
            word.isascii()
            and word.isalpha()
            and word.islower()
            and len(word) > 2
            and not _is_common(word, message.language)
            and word not in PLACES
            and word not in ROMANCE
        ):
            if match is words[0] or _is_common(words[0].group(), message.language):
                yield Mention(Span(match.start(), match.end()), word, 1, Span(match.start(), match.end()))


def _phrase(masked: str, start: int, end: int) -> Span:
    """The name with the preposition that only belongs to it."""
    before = re.search(
        r"(?:\b(?:to|for|at|para|pra|pro|a|al|ao|à|an|für|@)(?:\s+(?:the|our|la|el|o|a|os|las|los|die|den"
        r"|das))?(?:\s+(?:cliente|firma|customer|client|empresa|guys\s+at|people\s+at|team\s+at))?\s+|@\s*)$",
        masked[max(0, start - 40) : start],
        re.IGNORECASE,
    )
    return Span(start - len(before.group()) if before else start, end + 2 * (masked[end : end + 2] == "'s"))
