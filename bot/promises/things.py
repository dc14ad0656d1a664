"""What kind of thing a promise is about, by a table of words: samples are compared with samples, quotes with quotes."""

import re

from bot.promises.records import Promise
from bot.promises.sentences import kind_word, pick

_THINGS: tuple[tuple[str, str, str], ...] = (
    ("sample", r"\bsamples?\b|\bswatch|\bprototypes?\b|\bmuestras?\b|\bmuster\b|\bamostras?\b", r"样品|样板|样布|样衣|打样|寄样|サンプル"),
    (
        "certificate",
        r"\bcertificat\w*|\bcerts?\b|\btest reports?\b|\binspection reports?\b|\b(?:ce|msds|coa|iso|sgs|reach|rohs)\b|\bzertifikat",
        r"证书|认证|检测报告|质检报告|检验报告",
    ),
    (
        "quote",
        r"\bquot(?:e|es|ation|ations)\b|\boffers?\b|\bpro-?forma\b|\bprice lists?\b|\bangebot|\bcotiza|\boferta\b",
        r"报价|形式发票|价格表",
    ),
    ("drawing", r"\bdrawings?\b|\bcad\b|\blayouts?\b|\bartworks?\b|\bdesigns?\b|\bzeichnung", r"图纸|图稿|设计稿|效果图|设计图"),
    ("contract", r"\bcontracts?\b|\bagreements?\b|\bnda\b|\bsign\w*|\bcontrato\b|\bvertrag", r"合同|协议|签字|签署|签约"),
    (
        "document",
        r"\bdocuments?\b|\bdocs\b|\bbills? of lading\b|\bb/?l\b|\bpacking lists?\b|\binvoices?\b|\bmanuals?\b|\bcatalog(?:ue)?s?\b"
        r"|\bspec(?:ification)?s?\b|\bdata ?sheets?\b|\bbrochures?\b",
        r"文件|资料|单据|提单|装箱单|发票|说明书|目录|规格书|画册",
    ),
    (
        "payment",
        r"\bpay\w*|\bdeposits?\b|\bbalance\b|\bremit\w*|\bwire\b|\btransfer\b|\brefunds?\b|\bzahl\w+|\bpago\b",
        r"付款|打款|定金|尾款|汇款|货款|退款|支付",
    ),
    ("part", r"\bspares?\b|\b(?:spare )?parts\b|\baccessor\w+", r"配件|备件|零件"),
    (
        "shipment",
        r"\bship\w*|\bdeliver\w*|\bdispatch\w*|\bcontainers?\b|\bgoods\b|\border\b|\bliefer\w+|\bentreg\w+|\benvío\b",
        r"发货|出货|交货|装柜|货柜|送货|发运|到货|交付|订单",
    ),
    ("visit", r"\bvisit\w*|\bcalls?\b|\bphone\b|\bmeet\w*|\bzoom\b|\bdemos?\b", r"拜访|回电|电话|会议|见面|视频|参观|验厂"),
    (
        "answer",
        r"\btell\b|\banswers?\b|\breply\b|\bconfirm\w*|\bfeedback\b|\blet \w+ know\b|\bdecision\b",
        r"告诉|回复|答复|确认|反馈|通知|决定",
    ),
)
_PATTERNS = tuple((name, re.compile(f"{latin}|{han}", re.IGNORECASE)) for name, latin, han in _THINGS)
_NAMES: dict[str, tuple[str, str]] = {
    "sample": ("samples", "样品"),
    "certificate": ("certificates", "证书"),
    "quote": ("quotes", "报价"),
    "drawing": ("drawings", "图纸"),
    "contract": ("contracts", "合同"),
    "document": ("documents", "文件"),
    "payment": ("payments", "付款"),
    "part": ("spare parts", "配件"),
    "shipment": ("shipments", "发货"),
    "visit": ("calls and visits", "电话和拜访"),
    "answer": ("answers", "答复"),
}


def thing_of(promise: Promise) -> str:
    """Its approval kind, else the class of its wording, else ""."""
    return promise.approval or thing_in(promise.what)


def thing_in(what: str) -> str:
    """The class of a wording, "" when no word of the table stands in it."""
    return next((name for name, pattern in _PATTERNS if pattern.search(what)), "")


def thing_word(thing: str, language: str) -> str:
    """ "samples", fit to stand after "promises about"."""
    return _NAMES[thing][pick(language)] if thing in _NAMES else kind_word(thing, language)  # type: ignore[arg-type]
