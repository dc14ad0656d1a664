"""Where a message may be cut: sentences, and in them the pieces between commas and conjunctions. Whether a piece is a clause of
its own is decided later, by what is in it; so it is cut too often here rather than too seldom.
"""

import re
from collections.abc import Iterator

from bot.promises.reading.shapes import COLLEAGUE, DUE, Message, Piece, Span

_HAN = "\u3400-\u9fff"
_KANA = "\u3041-\u30ff"
_ABBREVIATED = (
    r"(?<!\bmr)(?<!\bfa)(?<!\bhr)(?<!\bsrta)(?<!\bing)(?<!\blic)(?<!\beng)(?<!\be\.k)(?<!\s.f)(?<!\bmrs)(?<!\bms)(?<!\bdr)(?<!\bsr)(?<!\bsra)(?<!\bco)(?<!\bno)(?<!\bst)(?<!\bnr)(?<!\bapprox)(?<!\bz\.b)(?<!\be\.g)"
    r"(?<!\bi\.e)(?<!\bca)(?<!\bvs)(?<!\bpcs)(?<!\bprof)(?<!\bz)(?<!\bd)(?<!\bart)(?<!\bevtl)(?<!\binkl)(?<!\bbzw)(?<!\bdra)(?<"
    r"!\bal)(?<!\bsp)(?<!\bo)"
)
_FIRM = (
    r"(?:(?<!\bcorp)(?<!\binc)(?<!\bltd)(?<!\bltda)(?<!\bbros)(?<!\bcia)(?<!\bgebr)(?<!\bmfg)(?<!\bintl)|(?=\.\s+(?-i:[A-ZÄÖÜ])|\.\s*$))"
)
"""The point of "Corp." ends a sentence only when another begins."""
_SENTENCE_END = re.compile(
    rf"\n+|[;!?。！？；]+|\.{{2,}}|…+|{_ABBREVIATED}{_FIRM}\.(?=\s|$|[{DUE}])|(?<=[{_HAN}{DUE}])\.(?!\d)"
    rf"|(?<=[a-z]{{3}})\.(?=[A-Z][a-z]|I\b)",
    re.IGNORECASE,
)
_CONJUNCTIONS: dict[str, str] = {
    "en": (
        r"and|but|(?<!told them )(?<!told him )(?<!told her )so|(?<!by )(?<!until )(?<!before )(?<!on )(?<!till )then|while"
        r"|because|cause|cuz|bc|as soon as|as long as|once|if|when|whenever|unless|provided(?: that)?|providing"
        "|assuming"
        "|although|though|plus|whereas|however|after|before|until|till|&|yet(?! to )|or|subject to|upon"
    ),
    "es": "y|e|pero|entonces|luego|porque|si|cuando|en cuanto|así que|asi que|mientras|aunque|además|siempre que|siempre y cuando|o"
    "|tan pronto como|una vez que",
    "pt": "e|mas|então|entao|depois|porque|pois|se|quando|assim que|enquanto|embora|além disso|desde que|ou|logo que|caso",
    "de": "und|aber|dann|weil|wenn|sobald|falls|sowie|denn|obwohl|außerdem|sofern|bevor|nachdem|damit|oder|sondern",
}
_CONDITIONS: dict[str, str] = {
    "en": (
        "as soon as|as long as|once|if|when|whenever|unless|provided(?: that)?|providing|assuming|(?:after|before|until|till"
        "|upon)(?= (?:they|he|she|we|i|you|it|receipt|receiving|payment|approval|deposit|order|confirmation|signing|your|their|our"
        "|the (?:deposit|payment|order|lc|l/c|contract|approval|balance|money|po|sample|test|customer|client)s?)\\b)|subject to"
    ),
    "es": "si|cuando|en cuanto|siempre que|siempre y cuando|tan pronto como|una vez que",
    "pt": "se|quando|assim que|desde que|logo que|caso",
    "de": "wenn|sobald|falls|sofern|bevor|nachdem",
}
_SIGNS = (
    r"(?<!\S)\d{1,2}[)\uff09]|,(?!\d)\s*|\s+[-–—]+\s+|[—–]{1,2}(?=\D)|(?<!\bre):\s+|:(?=[^\W\d])|[()\[\]]|\s+(?:/{1,2}|\|)\s+"
    r"|[，：（）、｜]"
)
_CUTS = {
    language: re.compile(rf"(?P<sign>{_SIGNS})|(?<![\w'-])(?P<word>{words})(?![\w'-])", re.IGNORECASE)
    for language, words in _CONJUNCTIONS.items()
}
_STARTS_CONDITION = {
    language: re.compile(rf"[\s{DUE}]*(?:(?:and|but|only|e|y|und|nur|aber|also|so)\s+)?(?:{words})(?![\w'-])", re.IGNORECASE)
    for language, words in _CONDITIONS.items()
}
_EAST_CUT = re.compile(
    rf"(?P<sign>(?<!\S)\d{{1,2}}[)）]|[，,：（）()｜|]|:(?!\d)|\s+[-–—]+\s+|[—–]{{1,2}}"
    rf"|(?<=[{_HAN}{DUE}{_KANA}])(?<![把将给跟和与对向的为帮])\s+(?!(?:答应|承诺|同意|确认|保证|说"
    rf"|表示|会|要|将|那边|这边|方面)[^\s])|(?<!{COLLEAGUE})\s+(?=[{_HAN}{DUE}{_KANA}])(?!给\s?[A-Za-z]|那边|这边|那台|这台|那批"
    rf"|这批|(?:答应|承诺|同意|确认|保证|说|表示|会|要|将|那边"
    rf"|这边|方面)[^\s]))"
    r"|(?P<word>然后|但是|不过|另外|而且|同时|所以|因为|并且|顺便|还有|以及)"
)
_JAPANESE_CUT = re.compile(
    r"(?P<sign>[、，,：（）()｜|]|:(?!\d)|\s+)|(?<=[すたいだ])(?P<word>が|ので|から|けど|けれど)(?=[、，,\s])|(?P<and>そして"
    r"|それから|また)"
)
_EAST_CONDITION = re.compile(
    rf"[\s{DUE}]*(?:如果|要是|只要|假如|若(?!干)|倘若|一旦|除非|等(?!下|会|一)|待)|.*(?:的话|以后|之后|后|了就)[\s，,]*$", re.DOTALL
)
_JAPANESE_CONDITION = re.compile(r".*(?:たら|れば|場合(?:は|に)?|なら|次第|後に|ましたら)[\s、]*$|\s*もし", re.DOTALL)
_IN_NAME = re.compile(r"(?:^|\s)[A-ZÄÖÜÉÁ][\w'.-]*\s$")
_NAME_GOES_ON = re.compile(r"\s[A-HJ-ZÄÖÜÉÁ]|\sI\w")
_LATIN_NAME = re.compile(r"\s*[A-Z][A-Za-z0-9&.'-]*(?: [A-Z][A-Za-z0-9&.'-]*){0,3}")
_ASIDE = re.compile(
    r"\((?:[A-Z][^()\ue001\d]{0,30}|(?![^()]*\b(?:i|we|they|he|she|you|will|they'll|i'll|we'll|ich|wir|promised|said|told)\b)"
    r"[^()\ue001]{1,50})\)",
    re.IGNORECASE,
)
"""Words in brackets belong to what stands before them, unless they say who does something or when."""
_ASKS = re.compile(r"[?？]")


def cut(message: Message) -> list[Piece]:
    """The pieces of a message in order. Signs between them belong to none."""
    pieces = []
    for number, (span, end) in enumerate(_sentences(message.masked)):
        asks = bool(_ASKS.search(end))
        for start, stop, joint in _parts(message, span):
            piece = _trimmed(message.masked, start, stop)
            if piece.start < piece.end:
                pieces.append(Piece(piece, number, joint, _is_condition(message, piece), asks))
    return pieces


def script_of(text: str, language: str) -> str:
    """ "east" for Chinese, "ja", or the Latin language to read a sentence in."""
    if re.search(rf"[{_KANA}]", text) and language != "zh":
        return "ja"
    if re.search(rf"[{_HAN}]", text):
        return "ja" if language == "ja" else "zh"
    return language if language in _CUTS else "en"


def _sentences(masked: str) -> Iterator[tuple[Span, str]]:
    start = 0
    for match in _SENTENCE_END.finditer(masked):
        yield Span(start, match.start()), match.group()
        start = match.end()
    yield Span(start, len(masked)), ""


def _parts(message: Message, span: Span) -> Iterator[tuple[int, int, str]]:
    sentence = message.masked[span.start : span.end]
    script = script_of(sentence, message.language)
    pattern = {"zh": _EAST_CUT, "ja": _JAPANESE_CUT}.get(script) or _CUTS[script]
    start, joint, aside = span.start, "", 0
    for match in pattern.finditer(message.masked, span.start, span.end):
        if match.start() < aside:
            continue
        name = _ASIDE.match(message.masked, match.start())
        if name:
            aside = name.end()
            continue
        if match.lastgroup == "word" and _inside_a_name(message.masked, match):
            continue
        if (
            script == "zh"
            and message.via == "chat"
            and match.group().isspace()
            and _LATIN_NAME.fullmatch(message.masked, start, match.start())
        ):
            continue  # "Terrapin 20号付尾款": who it is and what they do
        if match.start() > start:
            yield start, match.start(), joint
        found = match.group().strip().lower()
        keeps = match.lastgroup == "word" and script in _CONDITIONS and bool(_STARTS_CONDITION[script].match(message.masked, match.start()))
        start = match.start() if keeps else match.end()
        joint = found or ("," if not joint or match.lastgroup == "sign" else joint)
    yield start, span.end, joint


def _inside_a_name(masked: str, match: re.Match[str]) -> bool:
    """ "Tom and Sons": capital letters on both sides."""
    before = masked[max(0, match.start() - 25) : match.start()]
    return bool(_IN_NAME.search(before) and _NAME_GOES_ON.match(masked[match.end() : match.end() + 3]))


def _trimmed(text: str, start: int, stop: int) -> Span:
    while start < stop and (text[start].isspace() or text[start] in "\"'“”„«»「」『』.*•·"):
        start += 1
    while stop > start and (text[stop - 1].isspace() or text[stop - 1] in '"“”„«»「」『』*•·'):
        stop -= 1
    return Span(start, stop)


def _is_condition(message: Message, span: Span) -> bool:
    text = message.masked[span.start : span.end]
    script = script_of(text, message.language)
    if script == "zh":
        return bool(_EAST_CONDITION.match(text))
    if script == "ja":
        return bool(_JAPANESE_CONDITION.match(text))
    return bool(_STARTS_CONDITION[script].match(text))
