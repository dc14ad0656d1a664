"""The shortest wording of a promise that a person would put on a list: the text's own words without dates, names and fillers."""

import re

from bot.promises.reading.shapes import COLLEAGUE, DUE, Span

_HIDDEN = re.compile(rf"[{DUE}{COLLEAGUE}]+")
_HAN = "\u3041-\u30ff\u3400-\u9fff"
_TO_PRONOUN = re.compile(
    r"\b(?P<verb>send|get|give|ship|bring|show|email|mail|offer|grant|forward|quote|sending|getting|giving|make|pay|build|do"
    r"|book|write)\s+(?:them|him|her|you|u|ya)\s+(?=(?:the|a|an|our|their|his|her|your|some|new|another|this|that|all|two|three"
    r"|\d|updated|revised|more|full)\b)"
    r"|\s+(?:to|for)\s+(?:them|him|her|you|u|the (?:customer|client|buyer)|ihnen|ihm|dir|ellos|ella|eles|ele|você"
    r"|vcs?)(?=\s*(?:$|[.,;!]|and\b|if\b|once\b))",
    re.IGNORECASE,
)
_EDGE_START = re.compile(
    rf"^(?:\d{{1,2}}[)）]\s*|[\s.,;:!?\-–—/|，。、：；！？~@&+*·\"'”“)）」』]+|(?:please|pls|plz|kindly|let's|lets|bitte|por favor"
    rf"|porfa|favor"
    rf"|and|but|so|then|also|that|y|e|und|dass|que|de|to|on|in|by|at|bis|zum|zur|am|,|the|a|an|el|la|los|las|un|una|o|os|as|um"
    rf"|uma|der|die|das|den|dem|ein|eine|einen|einem)\s+(?=\S)|(?:请(?!假|款)|麻烦|帮忙|给(?:他们?|她们?|客户|对方|您"
    rf"|你)(?=免费|送|发|寄|报|做|打|安排|提供|申请|出|补|换|退|降|延|留|优惠)|然后|再|就|先|也|都|，|的(?![{_HAN}]?确)|了|会"
    rf"|要)+(?=.{{2}})|(?:は|を|が|に|で|と|も|へ|には|までに|まで)+)",
    re.IGNORECASE,
)
_EDGE_END = re.compile(
    rf"(?:[\s.,;:!\-–—/|，。、：；！~@&+*·\"“(（「]+|\s+(?:and|or|by|before|until|to|the|latest|ok|okay|please|pls|thanks|thank"
    rf" you|thx|promise|as promised|for sure|though|then|too|y|e|und|oder|até|para|el|la|o|a|am|bis|den|de|em|en|que|spätestens"
    rf"|sin falta|sem falta|max|a más tardar|no máximo|okay\??|right|i promise|i think)"
    rf"|(?<=[{_HAN}])(?:[，,]?\s*(?:放心|谢谢|辛苦了?|拜托了?)|没问题|吧|啊|哦|呀|呢|哈|啦|了|的|前|之前|内|以前|就|，|好的"
    rf"|谢谢|を|は|が|まで|までに|に|で|と|へ|です"
    rf"|よ|ね|予定|行|吗|嘛|在|于|并|且)|(?:(?<![A-Za-z])ok|吧))$",
    re.IGNORECASE,
)
_DANGLING = re.compile(r"(?<=\s)(?:by|before|until|no later than|latest by|on|at)\s+(?=(?:if|once|and|,|when|as)\b|$)", re.IGNORECASE)
_FILLERS = re.compile(
    r"\s*\b(?:at the latest|latest|for sure|no later than|definitely|hopefully|as promised|as agreed|as discussed|asap|a más"
    r" tardar|sin falta|sem falta|no mais tardar|spätestens|auf jeden fall|wie besprochen|wie versprochen)\b",
    re.IGNORECASE,
)
_INNER_SPACE = re.compile(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")
MAX_CHARS = 160


def wording_of(text: str, spans: list[Span], cuts: list[Span]) -> str:
    """The characters of `spans` without those of `cuts`, made tidy."""
    parts = []
    for span in spans:
        gone = bytearray(span.end - span.start)
        for cut in cuts:
            low, high = max(cut.start, span.start) - span.start, min(cut.end, span.end) - span.start
            if low < high:
                gone[low:high] = b"\x01" * (high - low)
        parts.append("".join(" " if gone[index] else character for index, character in enumerate(text[span.start : span.end])))
    return tidy(" ".join(parts))


def tidy(wording: str) -> str:
    """One line, no dangling prepositions, signs or fillers at its ends, at most MAX_CHARS."""
    wording = " ".join(_HIDDEN.sub(" ", wording).split())
    wording = _FILLERS.sub("", _TO_PRONOUN.sub(lambda found: f"{found['verb']} " if found["verb"] else "", wording))
    wording = _INNER_SPACE.sub("", _DANGLING.sub("", wording))
    wording = re.sub(r"(?<=[，、；：])\s+", "", re.sub(r"\s+([,.;:!?，。、；：])", r"\1", wording))
    wording = re.sub(r"([,，、])(?:\s*[,，、])+", r"\1", wording)
    for _ in range(8):
        shorter = _EDGE_END.sub("", _EDGE_START.sub("", wording))
        if shorter == wording or not shorter:
            break
        wording = shorter
    if len(wording) > MAX_CHARS:
        head = wording[:MAX_CHARS]
        wording = head[: head.rfind(" ")] if " " in head[MAX_CHARS // 2 :] else head
    return wording.strip()
