"""What a name looks like in German, where every noun has a capital letter: forms of law, trades, genitives, compounds, places.

Knows words and their order only; how sure a place makes a name is decided here too (`strength`), the rest in `names_latin`.
"""

import re
from collections.abc import Iterator

from bot.promises.reading.known_words_latin import GERMAN_NOUNS
from bot.promises.reading.mentions import Mention
from bot.promises.reading.shapes import DUE, Message, Span

CAP = r"[A-ZÄÖÜ][\wäöüßÄÖÜ&'-]*"
LEGAL = (
    r"(?:g?GmbH(?:\s*&\s*Co\.?\s*(?:KG(?:aA)?|OHG))?|mbH|(?:AG|SE)\s*&\s*Co\.?\s*KG(?:aA)?|AG|SE|KGaA|KG|OHG|oHG|GbR|UG|eG"
    r"|e\.\s?K\.|e\.\s?V\.|(?:&|und|u\.)\s+(?:Co\.?|Partner|Söhne|Sohn|Cie\.?)(?:\s*(?:GmbH|KG|OHG|AG))?|Ltd\.?|Inc\.?|S\.?A\.?|B\.?V\.?)"
)
_LEGAL = re.compile(rf"(?<=\s){LEGAL}(?=[\s,;:)'{DUE}]|$)")
TRADE = re.compile(
    r"(?:stadt|klinik|hotel|autohaus|möbel|elektro|sanitär|stein|holz|metall|stahl|maschinen|apparate|anlagen|werkzeug|textil|druck)?"
    r"(?:\w{3,}erei|werke?|klinikum|krankenhaus|spital|hotels?|gasthof|autohaus|apotheke|praxis|spedition|werft|mühle|kellerei|weingut"
    r"|fabrik|betriebe?|handel|handlung|vertrieb|verlag|institut|hochschule|universität|schule|stadtwerke|möbel|elektro|sanitär|optik"
    r"|technik|logistik|pharma|chemie|bau|steinmetz|schreiner|tischler|schlosser|dachdecker|maler|juwelier|architekten|gebrüder|feinkost)",
    re.IGNORECASE,
)
"""What firms call themselves, before or after their own name: "Tischlerei Brandt", "Hellwig Pumpenbau"."""
_TRADE_UNG = re.compile(
    r"\w*(?:verpackung|heizung|bedachung|versicherung|beratung|steuerung|beschichtung|planung|reinigung|vermietung|verwaltung|handlung"
    r"|lackierung|dämmung|dichtung|veredelung|verarbeitung|entsorgung|beleuchtung|lüftung)(?:en)?",
    re.IGNORECASE,
)
DEED = re.compile(
    r"\w*(?:angebote?|muster|rechnung|gutschrift|listen?|zeichnung(?:en)?|zertifikate?|bl[aä]tt(?:er)?|vertrag|katalog|rabatt|nachlass"
    r"|skonto|lieferschein|unterlagen?|termine?|antwort|entw[uü]rfe?|proben?|bericht|protokoll|pl[aä]ne?|schutz|garantie|ziel|preise?"
    r"|montage"
    r"|reparatur|reklamation|freigabe|korrektur|ersatz|teile?|exklusivität|besuch|rückruf|anruf|bescheid|demo|layout|skizze|revision"
    r"|doku(?:mente|mentation)?|papiere|bonus|frist|schreiben|koffer|inbetriebnahme|schulung|wartung|palette|umsatz)"
    r"|(?:muster|probe|ersatz|jahres|monats|liefer|zahlungs|rechnungs|angebots|vertrags|montage|wartungs|prüf)\w{5,}|\w{2,}ung(?:en)?",
    re.IGNORECASE,
)
"""What is promised to a firm: it ends the name before it."""
_THEIRS = ("Leute", "Team", "Einkauf", "Einkäufer", "Chef", "Ware", "Buchhaltung", "Techniker")
PLACED = re.compile(
    rf"\b(?P<name>(?:(?:[A-ZÄÖÜ]?[a-zäöüß]{{3,}}(?<!unser)(?<!dies)(?<!jed)(?<!ander)(?<!gut)(?<!neu)(?<!alt)(?<!groß)(?<!lieb)(?<!mein)"
    rf"(?<!best)(?<!wichtig)er)\s+[Kk]unden?|(?:[Kk]und(?:en?|in)|[Kk]äufer|[Ee]inkäufer|(?:[Gg]roß|[Ff]ach|[Ee]inzel"
    rf"|[Vv]ertrags)?[Hh]ändlern?|[Ii]mporteurs?|[Vv]ertriebspartner)"
    rf"\s+(?:aus|in)\s+(?:der\s+|dem\s+)?{CAP}))\b"
)
_HEAD = (
    r"(?:(?:der|dem|den|die|das|unser\w*)\s+)?(?:(?:firma|fa\.|kunden?|kundin|leute[n]?|team|kolleg\w+|jungs|einkäufer\w*|chef\w*"
    r"|techniker\w*)\s+(?:(?:von|bei|vom|beim|der)\s+(?:der\s+|dem\s+)?)?)?"
)
_TO = re.compile(
    rf"(?:\b(?:an|ans|für|fürs|bei|beim|mit|gegenüber|zu|zum|zur|wegen|laut|gemäß)|(?<!\w)f\.|\bfirma|\bfa\.)\s+{_HEAD}$", re.IGNORECASE
)
_GAVE = re.compile(
    r"\b(?:hab|habe|haben|hab's|habs|liegt|geb|gebe|geben|biete|bieten|tausche|tauschen|gewähre|gewähren|garantiere|verspreche)"
    r"(?:\s+(?:ich|wir|es|ich's))?\s+(?:(?:der|dem)\s+)?$|(?:^|[.,;:!]\s*)[a-zäöüß]{4,}e\s+$",
    re.IGNORECASE,
)
_GETS = re.compile(rf"\s+(?:die|das|den|einen?|eine|\d|bis|noch|gratis|kostenlos|versprochen|zugesagt|gesagt|fest|gerade|grad|{DUE})")
"""What follows a name in the dative: what they get, or when."""
_OF = re.compile(rf"\b(?:von|vom|der|in sachen|thema|re|betr\.?)\s+{_HEAD}$", re.IGNORECASE)
_THING = re.compile(r"\b(?:die|das|eine?|ihre?|unsere?|seine?)\s+$", re.IGNORECASE)
"""Before one noun these tell a thing that is given, the ones in the dative whom it is given to."""
_SUBORDINATE = re.compile(r"\b(?:wenn|sobald|falls|sofern|nachdem|weil|dass|ob)\s+$", re.IGNORECASE)
"""What opens a clause whose subject comes next."""
_INFINITIVE = re.compile(r"\s+\w+en\s*(?:$|[.,;:!?)])")
_ARTICLE = re.compile(r"\b(?:der|dem|den|die|das|ein\w*|unser\w*|ihr\w*|sein\w*)\s+$", re.IGNORECASE)
_VERB = (
    r"(?:hat|haben|hab|bekommt|bekommen|kriegt|kriegen|erhält|erhalten|zahlt|zahlen|bezahlt|überweis(?:t|en)|schick(?:t|en)|send(?:et|en)"
    r"|liefer[nt]|unterschreib(?:t|en)|bestätig(?:t|en)|bestell(?:t|en)|meld(?:et|en)|braucht|will|wollen|wollte|wollten|möchte|möchten"
    r"|hatte|hatten|schrieb|schreibt|fragte?|verlangt|sagt|sagte|meint|meinte|wird|werden"
    r"|gibt|geben|versprochen|zugesagt|zugesichert)"
)
_ASIDE = rf"(?:\s*\([^()]{{1,40}}\)|\s+aus\s+{CAP})?"
_DOES = re.compile(rf"{_ASIDE}\s*(?:{DUE}\s*)*{_VERB}\b(?!\s+(?:die|der|sie|er|ihr|es)\s*(?:$|[{DUE},.!]))", re.IGNORECASE)
_WE_DO = re.compile(rf"{_ASIDE}\s+(?:[a-zäöüß]{{2,}})\s+(?:ich|wir)\b")
_OBJECT_FIRST = re.compile(rf"\s+(?:kriegen|bekommen|erhalten|kriegt|bekommt)\s+(?:die|der|sie|er|ihr)\s*(?:$|[{DUE},.!])", re.IGNORECASE)
_STARTS = re.compile(r"(?:^|[,.;:!?\n]\s*|\b(?:und|aber|also|denn|dann)\s+)$", re.IGNORECASE)
_COMPOUND = re.compile(rf"(?P<name>{CAP}?[^\W\d_])-(?P<thing>[A-ZÄÖÜ]\w+)$")


def parts_of(name: str, start: int, whole: bool = False) -> Iterator[tuple[int, str]]:
    """The names in a run of capital words, with their places: a form of law ends one, so does what is promised to it.
    `whole`: its place says that it begins with a name, whatever the first word means."""
    begin = 0
    while begin < len(name):
        end = _end_of(name, begin, whole)
        own = name[begin:end].rstrip()
        compound = _COMPOUND.search(own)
        if (
            compound
            and (DEED.fullmatch(compound["thing"]) or compound["thing"] in _THEIRS)
            and (len(compound["name"]) > 3 or not compound["name"].isupper())
        ):
            own = own[: compound.end("name")]
        if not (DEED.fullmatch(own) and begin + len(own) < len(name)):
            yield start + begin, own
        begin = end + len(name[end:]) - len(name[end:].lstrip())


def opens_whole(before: str, name: str, via: str) -> bool:
    """ "an Autoteile Wenzlau", and "Autoteile Wenzlau Muster" typed after the command: a trade, a name, and then what is promised."""
    if " " not in name or DEED.fullmatch(name.split()[1]):
        return False
    if re.search(r"\b(?:an|bei|für|von|mit|zu|firma|fa\.)\s+$", before, re.IGNORECASE):
        return True
    words = name.split()
    return (
        via == "slash"
        and not before.strip()
        and len(words) > 2
        and DEED.fullmatch(words[-1]) is not None
        and words[0].lower() not in GERMAN_NOUNS
    )


def _end_of(name: str, begin: int, whole: bool = False) -> int:
    legal = _LEGAL.search(name, begin)
    for match in re.finditer(r"\S+", name[begin:]):
        at, word = begin + match.start(), match.group()
        if legal and at >= legal.start():
            return legal.end()
        rest = name[at + len(word) :].lstrip()
        if match.start() and (DEED.fullmatch(word) or word in _THEIRS) and not _TRADE_UNG.fullmatch(word) and not re.match(LEGAL, rest):
            return at
        if (
            match.start() == 0
            and not (whole and begin == 0)
            and DEED.fullmatch(word)
            and not TRADE.fullmatch(word)
            and rest
            and not re.match(LEGAL, rest)
        ):
            return at + len(word)
    return len(name)


def owner_of(name: str, after: str, via: str) -> str:
    """ "Nordhagens Rechnung": without the s of the genitive, which nothing but a thing or people of theirs can follow."""
    owned = re.match(r"\s+(?P<thing>[A-ZÄÖÜ]\w+)", after)
    if via != "chat" or not owned or not re.search(r"[^suio]s$|[aeou]ns$", name) or re.search(r"(?:us|is|as|os|ss)$", name):
        return name
    return name[:-1] if DEED.fullmatch(owned["thing"]) or owned["thing"] in _THEIRS else name


def strength(name: str, before: str, after: str, owned: bool = False) -> int:
    """0 to 3, by what stands before and after, a single noun after an article being a thing; -1 where no customer stands.
    `owned`: a thing of theirs follows."""
    words = name.split()
    if owned or re.match(r"-[A-ZÄÖÜ]", after):
        return 3
    several = len(words) > 1 or "-" in name
    own = bool(TRADE.fullmatch(words[0])) and several
    bare = not _ARTICLE.search(before)
    if (
        not several
        and not bare
        and _THING.search(before)
        and not (_TO.search(before) or (_DOES.match(after) and not _INFINITIVE.match(after)))
    ):
        return -1
    if _OBJECT_FIRST.match(after) or re.search(r"\b(?:aus|in|nach|ab|seit|im)\s+(?:der\s+|dem\s+)?$", before, re.IGNORECASE):
        return -1
    if re.search(rf"(?:^|\s){LEGAL}$", name) and several:
        return 3
    if (bare or several) and _TO.search(before):
        return 3
    if (bare or several) and (
        _DOES.match(after) or (_WE_DO.match(after) and _STARTS.search(before.removesuffix("Der ").removesuffix("der ")))
    ):
        return 3
    if bare and _SUBORDINATE.search(before):
        return 3
    if _GAVE.search(before) and _GETS.match(after):
        return 3
    if _OF.search(before) and (several or bare or re.search(r"\b(?:firma|fa\.|von|vom)\s+$", before, re.IGNORECASE)):
        return 2
    if own and not before.strip():
        return 3
    return 2 if own or (several and not bare) else 0


def placed_in(message: Message) -> Iterator[Mention]:
    """ "Kunde aus Hamburg", "Hamburger Kunden"."""
    for match in PLACED.finditer(message.masked):
        span = Span(match.start("name"), match.end("name"))
        ahead = re.search(
            r"(?:\b(?:an|für|bei|mit)\s+)?(?:(?:d(?:er|em|en|ie)|unser\w*|mein\w*)\s+)?$",
            message.masked[max(0, span.start - 20) : span.start],
            re.I,
        )
        yield Mention(span, match["name"], 3, Span(span.start - (len(ahead.group()) if ahead else 0), span.end))
