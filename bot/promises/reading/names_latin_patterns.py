"""Where a customer stands in text in Latin letters, as patterns: what a name looks like, what stands before and after it."""

import re

from bot.promises.reading import english_words as w
from bot.promises.reading.known_words import NOT_NAMES
from bot.promises.reading.shapes import COLLEAGUE, DUE
from bot.promises.reading.words import words_of

CAP = (
    r"(?:S/A\b|[A-Z]\.(?=\s[A-Z][a-z])|(?:Co|Ltd|Inc|St|Dr|Bros|Corp|Ltda|S\.A\.U|S\.L\.U|S\.A|S\.L|C\.V|e\.V|e\.K|Cia|Sta|Gebr)\."
    r"|(?:[A-ZÀ-ÖØ-ÞŁŚŽŠČ]"
    r"|[a-z](?=[A-Z]))[\w&'+-]*(?:\.[\w&'+-]+)*|\d+[A-Z][A-Za-z]+|\d[A-Z]\b)"
)
TITLE = (
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Dra|Ing|Lic|Eng|Prof|Sr|Sra|Srta|Hr|Herr|Herrn|Frau|Señor|Señora|Sir|Don|Doña|Dona|Seu|Madame|Mme"
    r"|señora?|don|doña|dona|seu|ingenier[oa]|licenciad[oa]|arquitect[oa]|doctora?|engenheir[oa]|doutora?|profesora?|herrn?|frau)\.?\s+)"
)
NAME = re.compile(
    rf"{TITLE}?{CAP}(?:\s+(?:(?:&|\+|and|y|e|und|de|del|de\s+la|de\s+los|da|do|das|dos|di|du|van|von|der|el|la"
    rf"|al)\s+(?={CAP}))?(?:(?:van|von)\s+)?{TITLE}?{CAP}){{0,6}}(?:\s+z\s+o\.\s?o\.)?"
)
OPENERS = (
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
    | words_of(
        "new revised updated final next free our my by to for with from at in on of and if when once after before regarding about"
        " due full partial extra first second spoke talked talking met got just firma empresa grupo-de cliente"
    )
) - {"post", "key", "sun", "mar", "may", "april", "june", "august"}
PRONOUNS = words_of("i we you they he she it will please thanks thank the ok yes no if can ich wir sie er es eu nós yo ellos")
SUFFIX = (
    r"(?:gmbh|ltd\.?|inc\.?|llc|corp\.?|co\.?,?\s?ltd\.?|ag|kg|oy|ab|bv|pty|ltda\.?|s\.?a\.?|s\.?l\.?|srl|plc|sarl|trading"
    r"|industries|group|foods|textil|imports?|exports?)"
)
GIVES = (
    r"(?:promised|promise|told|tell|assured|owe|owes|owed|inform|informed|let|give|giving|gave|send|sending|sent|get|getting"
    r"|quote|offer|offered|ship|email|mail|call|calling|"
    r"visit|visiting|ping|update|bring|show|invoice|charge|refund|credit|grant|meet|remind|answer|chase|contact|tell|call"
    r"|guarantee|guaranteed|hand|handing|pass|courier|fax|text|drop|lend|supply|supplying|reimburse|compensate|phone|deliver|mit"
    r"|versprochen)"
)
GIVES_TO = words_of(
    "email mail call visit meet ring phone text message contact notify update remind tell inform promise assure send give offer quote grant"
    " refund credit charge invoice supply serve chase ping invite host show brief thank answer owe pay compensate reimburse"
)
"""Verbs whose object is somebody."""
BEFORE_STRONG = re.compile(
    rf"(?:\b{GIVES}|\b(?:ich|wir|(?:ich|wir)\s+[a-zäöüß]+|schick\w*|send\w*|geb\w*|gibt|liefer\w*|biet\w*|halt\w*|hat|habt|bekommt"
    rf"|kriegt|erhält|ruf|rufe"
    rf"|mach\w*)|\bw/?|(?<!\w)[pc]/|\b(?:to|for|with|@|telling|that's|thats|it's|this\sis|that\sis|(?:customer|client|buyer)\sis"
    rf"|customer|client|buyer|dealer|distributor|cliente|cliente:|kunde|kunden|kundin"
    rf"|firma|"
    r"para|pra|pro|con|com|al|ao|à|an|für|bei|prometí|prometi|prometimos|prometemos|prometido)|(?:^|\s)@|\bre:|\w\s\(|\b(?:a|à|con"
    r"|com|para|pra)(?:\s+(?:la|el|los|o|a|os))?)\s*(?:the\s+(?:guys|team|people|folks|boss)\s+(?:at|of)\s+|customer\s+"
    r"|client\s+|firma\s+|empresa\s+|nosso\s+cliente\s+|nuestro\s+cliente\s+|cliente\s+|our\s+(?:friends\s+at\s+|client\s+"
    r"|customer\s+)?)?$",
    re.IGNORECASE,
)
BEFORE_MIDDLE = re.compile(
    r"\b(?:from|at|of|by|de|del|da|do|von|vom|beim|re|about|regarding|over\sat|na|no|en|em|und|and|the)\s+$", re.IGNORECASE
)
AFTER_STRONG = re.compile(
    r"(?:'s?\b|'(?=\s)|\s*:|\s+(?:versprochen|zugesagt|zugesichert|will|'ll|won't|is\s+going|are\s+going|has|have|promised|said|gets?"
    r"|receives?"
    r"|says|agreed|confirmed|wants?|wanted|asked|asks|needs?|guys|people|pays?|signs?|transfers?|wires?|sends?|would|can|still"
    r"|also|to\s+pay|"
    r"kriegen|kriegt|bekommen|erhalten|erhält|liefern|schicken|wird|werden|hat|haben|zahlt|zahlen|überweist|schickt|sagt|sagte"
    r"|will|bekommt|braucht|unterschreibt|va|van|paga|pagan"
    r"|pagam|dijo|dice|disse|diz|falou|promet\w+|confirm\w+|vai|vão|quedó|ficou|quiere|quer|pidió|pediu|tiene|tem|nos|me|se"
    r"|env\w+|mand\w+|pagar\w*|firm\w+|assin\w+|dev\w+|transf\w+|abon\w+|deposit\w+))(?![\w])",
    re.IGNORECASE,
)
AFTER_THING = re.compile(
    r"\s+(?:order|project|contract|quote|quotation|deal|account|shipment|samples?|offer|proposal|visit|meeting|call|po|invoice|job"
    r"|tender|container|file|case|claim|drawings?)\b",
    re.I,
)
AFTER_VERB = re.compile(
    r"\s+(?:(?:just|already|finally|also|never|only|now|still)\s+)?(?:is|are|was|were|isn't|aren't|wasn't|hasn't|had|came|got|paid|sent"
    r"|signed|bought|ordered|replied|called|emailed|wrote|accepted"
    r"|rejected|approved|cancelled|complained|loved|loves?|liked|likes?|returned|picked|chose|went|texted|phoned)\b"
    r"|,\s+(?:you|we|i|your|our)\b|\s+[-–—]\s+(?:they|he|she|we|i|you|will)\b",
    re.IGNORECASE,
)
LOWER_TO = re.compile(
    rf"\b(?!pro[\s-]?forma\b)(?:to|for|with|@|promised|told|owe|para|pra|pro|con|com|für|an|bei)\s+(?P<name>(?:(?:mrs?|ms|dr|herr"
    rf"|frau)\.?\s+)?[a-zà-ÿ][\w&.'-]{{2,}}(?:\s+{SUFFIX})?)(?![\w'])",
    re.I,
)
LOWER_GIVE = re.compile(
    (
        r"\b(?:sending|send|give|get|promised|promise|told|owe|ship|offer|quote|sending|giving|email|mail|call|ping|update|visit|refund"
        r"|bring|pay|invoice)\s+(?P<name>[a-zà-ÿ][\w&.'-]{2,})(?=\s+(?:(?!(?:the|a|an|our|their|his|her|my|for|to|of|with|and|by|on)\b)[a-z][\w-]{2,}\s+)?(?:the|a|an|our|their|his|her|my|some|new|another|that|we|i|to|on"
        r"|id|wed|i'\w+|we'\w+"
        r"|quote|quotation|offer|pricing|samples?|catalog(?:ue)?|pi|invoice|contract|drawings?|docs?|specs?|photos?|msds|coa|\d|["
    )
    + DUE
    + r"])|\s*$)"
)
LOWER_SUBJECT = re.compile(
    r"(?:^|[.,;:!\n]\s*|\b(?:and|but|so|that)\s+)(?P<name>[a-zà-ÿ][\w&.-]{2,}(?:\s+"
    + SUFFIX
    + (
        r")?)(?P<more>\s+[a-zà-ÿ][\w&-]{2,})?\s+(?:will|gets?|(?:is|are)\s(?:getting|fine|ok|okay|happy|asking|waiting|pushing|ready|not)|promised|said|says"
        r"|agreed|confirmed|wants|wanted|asked|pays|va\s+a|vai|wird|zahlt|prometió|prometeu|dijo|disse"
        r"|hat)\b"
    )
)
LOWER_OWN = re.compile(r"\b(?P<name>[a-zà-ÿ][\w&-]{2,})'s\b")
PREFIX = re.compile(rf"^(?:[\s{DUE}]*)(?P<name>[^\s:{DUE}{COLLEAGUE}][^:\n{DUE}{COLLEAGUE}]{{0,45}}?)\s*(?::|\s[-–—]\s|\s-|[-–—]\s)", re.M)
PREFIX_COMMA = re.compile(rf"^(?P<name>[^\s:,{DUE}{COLLEAGUE}(][^:,\n{DUE}{COLLEAGUE}(]{{0,40}}?)\s*,\s*")
FORM = re.compile(r"(?:ing|ed|ly|ment|tion|ness|able|ible|ous|ful|less|ity)$")
"""Endings that a name in lower case hardly has."""
LABEL = re.compile(
    r"^(?:(?:promises?|promised|customer|client|note|reminder|re|todo|to do|update|fyi|log|pls log|please log|cliente|kunde"
    r"|aviso|nota|action|commitment)\b\s*(?:to\b|for\b)?\s*[:\-]\s*"
    r"|(?:promised?|promise to|customer|client|cliente|kunde|pls log|please log|log)\s+(?:to\s+|for\s+)?(?=[A-ZÀ-Ý]))",
    re.IGNORECASE,
)
OF_PLACE = re.compile(
    rf"\b(?:(?:the|our|my|das|dem|den|der|unser\w*)\s+)?(?P<name>{CAP}(?:\s+{CAP})?(?<!'s)\s+(?:client|customer|buyer|distributor|dealer|partner|reseller"
    rf"|agent|importer|wholesaler|retailer|rep))\b"
)
