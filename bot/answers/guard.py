"""The discount guard: is the rep about to give a price cut away? It only notices; it never forbids."""

from collections.abc import Iterable

from bot.answers.clauses import split
from bot.answers.phrases import QUOTED, one_of
from knowledge.records import Deal

_NEAR = r"\b[^.?!\n]{0,60}?"
_NOT_A_CUT = r"(?!\s*(?:deposit|down\b|advance|prepa|balance|t/?t\b|payment|duty|margin|commission|bonus))"
_FIGURE = rf"(?:\d+(?:[.,]\d+)?|five|ten|fifteen|twenty)\s?(?:%|percent\b|pct\b){_NOT_A_CUT}"
_PRICE = r"(?:prices?|quote|quotation|offer|rates?|figure|number|more|further|again|a (?:bit|little)|down|to|by|[$€£¥]?\d\S*)"
_CUT = (
    r"(?:discount\w*|rebate|price (?:cut|reduction|drop)|(?:better|lower|cheaper|special|new) price|cheaper|concession"
    rf"|-{_FIGURE}|\b(?:give|offer|offering|go|grant|accept|agree to|approve|concede)\b[^.?!\n]{{0,30}}{_FIGURE}"
    r"|(?:\bknock\b|\b(?:take|shave)\b[^.?!\n]{0,20}\d)[^.?!\n]{0,20}\boff\b|\d\S*\soff\b"
    r"|\b(?:drop|cut|lower|reduce|shave|slash|trim|decrease|match)(?:p?ing)?\b"
    rf"(?:\s+(?:the|our|my|his|their|it|this|that|unit))?(?:(?:\s+\w+)?\s+{_PRICE}|\s*[?.!,;]|\s*$)"
    r"|go(?:ing)? (?:down|lower)|com(?:e|ing) down)"
)
_CUT_ZH = (
    r"(?:降(?!了|本|低?(?:要求|标准|质量|MOQ))|打[^。？?，,\n]{0,4}折|[\d一二三四五六七八九]折|(?<!占)便宜|优惠|折扣|特价|返利|返点|少收|减\d"
    r"|让(?:价|利|点|步|\d|[一二三四五六七八九十两几半]个?点))"
)
_INTENT = r"(?:(?:want(?:ed)?|going|about|plan(?:ning)?|ready|like|tempted|ok(?:ay)?|approved?) to|thinking (?:of|about)|gonna|wanna)"
_WILL = r"(?:let me|let['’]s|i['’]ll|i will|we['’]ll|i (?:can|could)|we (?:can|could)|(?:boss|manager) (?:says|wants)|why not|worth)"
_OFFERED = one_of(
    rf"\b(?:should|can|could|shall|may|must|would|do)\s+(?:i|we)\b(?!\s+(?:get|have|ask)\b){_NEAR}{_CUT}",
    rf"\b{_INTENT}{_NEAR}{_CUT}",
    rf"\b{_WILL}{_NEAR}{_CUT}",
    rf"\b(?:draft|write|make|prepare|send|sending){_NEAR}\b(?:offer\w*|with|pi|quote|quotation|proforma){_NEAR}{_CUT}",
    r"^\W*(?:drop|cut|lower|reduce|match)\b[^.?!\n]{0,20}\bprice",
    r"\bwhat (?:discount|price cut|rebate)\b|\b(?:more|another|second) discount\s*\?",
    rf"\bhow (?:much|far){_NEAR}\b(?:discount|drop|lower|go down|come down|cut)\b",
    rf"(?:要不要|能不能|可不可以|可以|是否|该不该|应该|想|打算|准备|直接|干脆|不如|先|马上|主动|继续)[^。？?！!\n]{{0,16}}{_CUT_ZH}",
    rf"(?:给他|给她|给客户|给对方|帮我)[^。？?！!\n]{{0,20}}{_CUT_ZH}",
    r"(?:降价?|让(?:点|价|利|步)?|打\S{0,3}折)[^。？?，,\n]{0,4}(?:行吗|行不|可以吗|可以不|可不可以|好不好|好吗|合适吗|靠谱吗|有用吗|怎么样)",
    r"\bles? (?:hago|doy|damos|hacemos|ofrezco|bajo)\b[^?\n]{0,30}(?:descuento|rebaja|precio|%)",
    r"\b(?:soll|kann|darf) (?:ich|wir)[^?\n]{0,40}(?:rabatt|nachlass|preis|%)",
    r"\b(?:posso|podemos|devo|vou)[^?\n]{0,30}(?:desconto|preço menor|baixar|%)",
    r"\b(?:je|on) (?:lui|leur) fais[^?\n]{0,20}(?:remise|rabais|%)",
    r"(?:дать|сделать|предложить)\s+(?:\w+\s+)?скидк|скинуть",
    r"値引き\w{0,8}(?:いい|べき|ます)|할인해\s?(?:줄까|주고|드릴까)|أعطي\w* خصم",
)
_HOLDING = one_of(
    r"\b(?:say(?:ing)? no|refus\w+|declin\w+|turn(?:ing)? down|without (?:cutting|discounting|a discount))\b", r"拒绝|婉拒|不想降|不降价"
)
_ASKED = one_of(_CUT, _CUT_ZH, r"少点|\d折")
_GIVING_IN = one_of(
    r"\b(?:should|shall|can|do) (?:i|we) (?:just\s+)?(?:agree|accept|give (?:in|it|him|her|them)|say yes|ok it|do it|match)\b",
    r"要不要(?:给|答应|同意|松口|跟|降)|该不该(?:给|答应|同意|松口)|(?:能|可以)(?:给|答应|同意)(?:他|她|客户|对方)?(?:吗|不)",
)
_BUYER_SPEAKS = one_of(
    r"^\W*(?:客户|客人|对方|他|她|买家|老外|采购)们?(?:又|还|就|总|老是|一直|突然)*(?:问|说|要|让|想|希望|非要|嫌|觉得|求)"
)
_CUT_GIVEN = one_of(
    r"discount|rebate|\d\s?%|percent|price cut|\bcut\b|lowered|reduced|dropped|went down|came down|cheaper",
    r"折|降价|降了|便宜|优惠|让利|让了",
)
_WENT_SILENT = one_of(
    r"silen(?:ce|t)|no (?:answer|reply|response)|never (?:answered|replied|wrote|came back)|(?:went|gone|fell) quiet",
    r"ghosted|stopped (?:answering|replying)|heard nothing",
    r"没(?:有)?(?:回|下文|消息|动静)|沉默|石沉|不回|再也没|没了(?:声|音|下文)",
)


_NOT_A_PRICE = one_of(
    r"kick-?back|bribe|envelope|under the table|(?:personal|private|secret) (?:commission|discount|rebate)|for himself|for herself",
    r"回扣|红包|好处费|私下|个人账户|意思意思",
)
"""Money for the buyer in person is no price cut; it is refused, not guarded."""


def offers_cut(text: str) -> bool:
    """True when the rep, not the buyer, offers a price cut or asks whether to offer one; not when the rep asks how to hold."""
    if _HOLDING.search(text) or _NOT_A_PRICE.search(text):
        return False
    own = QUOTED.sub(" ", text)
    spoken = "\n".join(clause for clause in split(own) if not _BUYER_SPEAKS.match(clause))
    return bool(_OFFERED.search(spoken)) or bool(_GIVING_IN.search(own) and _ASKED.search(text))


def cuts_and_silences(deals: Iterable[Deal]) -> tuple[tuple[Deal, ...], tuple[Deal, ...]]:
    """Of these deals, those where the price was cut, and of those the ones that ended in silence and no order."""
    cut = tuple(deal for deal in deals if _CUT_GIVEN.search(deal.reply))
    return cut, tuple(deal for deal in cut if deal.outcome != "won" and _WENT_SILENT.search(f"{deal.happened} {deal.lesson}"))
