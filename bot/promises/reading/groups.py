"""A group: the pieces that make one promise. And the small questions that decide which pieces belong together."""

import re
from dataclasses import dataclass, field

from bot.promises.reading.chinese_words import LEAD
from bot.promises.reading.clauses import script_of
from bot.promises.reading.english_words import OWN_VERBS, THINGS
from bot.promises.reading.shapes import DUE, Head, Message, Piece, Refusal, Span

TAG = re.compile(
    r"^\W*(?:ok(?:ay)?|right|alright|all right|deal|yes|no|agreed|sounds? good|does that (?:work|help|suit).*|is that (?:ok"
    r"|fine|good|alright).*|works? for (?:you|u).*|cool|good|fine|yeah|is it ok.*"
    r"|verdad|vale|de acuerdo|te parece(?: bien)?|certo|né|tá|tá bom|beleza|pode ser|oder|passt das|in ordnung|einverstanden"
    r"|好吗|好吧|行吗|可以吗|如何|怎么样|对吧|对吗|是吧|没问题吧|ok吗|可以吧|行不行|好不好|いいですか|よろしいですか)\W*$",
    re.IGNORECASE,
)
NOTHING_ELSE = re.compile(
    rf"^[\s{DUE}\W]*(?:(?:bin dran|mach ich|geht klar|mein wort drauf|never mind|nvm|forget (?:it|that)|scratch that|bye|cheers"
    rf"|now|gotta run|lol|haha|done deal|thx|thanks|by|on|at|the|latest|for|please|pls|ok|okay|max|or|so|it is|it's|that is|noted"
    rf"|before|until|then|at"
    rf" the latest|promised?|probably|around|sharp|local|time|their|our|your|a más tardar|sin falta|sem falta|spätestens|para"
    rf" el|até|bis|am|el|la|o|a|前|之前|左右|吧|最晚|最迟|まで|までに|に|です)[\s{DUE}\W]*)*$",
    re.IGNORECASE,
)
ASIDE = re.compile(
    r"^\W*(?:hab|habe|haben|ham|hat|hatte|hatten)\s+(?:(?:ich|wir|er|sie|es|mir|uns|ihm|ihr|ihnen|denen|das|so|grad|gerade|heute"
    r"|gestern|schon|fest"
    r"|doch|ja|auch|man|(?:der|die|seine?|ihre?)\s+\w+|(?:herr|frau)\s+\w+)\s+){1,6}"
    r"(?:gesagt|zugesagt|versprochen|bestätigt|zugesichert|geschrieben|gemeint|garantiert|angekündigt)\W*$"
    r"|^\W*(?:虽然|尽管|毕竟|反正)"
    r"|^[^\ue001]{0,18}?(?:跟|和|向|给|对|他们|她们|[他她]|客户|老板|财务|采购|亲口|亲自|当面|邮件|微信|电话)[^\ue001]{0,16}?"
    r"(?:说|讲|答应|承诺|许诺|保证|同意|确认|打(?:过|了)?包票|拍(?:过|了)?胸脯|点(?:了)?头|提|写)(?:过|好|定|妥|得.{1,6})*[了的过]?\W*$"
    r"|^\W*(?:他们?|她们?|客户|对方|人家|[A-Za-z][\w .&'-]*)(?:那边|现场)?(?:都|也|还|正)?(?:在)?(?:等着?|急着|急用|着急|急需)"
    r"|^\W*(?:刚|刚才|今天|昨天|\ue001)*(?:开会|会上|内部)(?:定|说|谈|聊|敲定|商量|讨论)(?:好|妥|完|死|定)?了?\W*$"
    r"|^\W*(?:(?:ya|já)\s+)?(?:(?:se|me|nos|te|lhe|le|les|lo|la|o|a)\s+){0,3}(?:prometí|prometi|dije|dijo|dijeron|disse|disseram"
    r"|aseguró|aseguraron"
    r"|prometió|prometieron|prometeu|prometeram|garantiu|garantiram|garanti|confirmó|confirmou|dijimos|prometimos|prometemos)\W*$",
    re.IGNORECASE,
)
"""After what was promised, who said so: it is no promise of its own."""
_NOUN_TOO = re.compile(
    rf"(?:visita|llamada|entrega|oferta|factura|muestra|prueba|copia|reserva|consulta|fatura|amostra|cópia|prova)s?\b"
    rf"(?!\s+(?:al?|las?|los|os?|un[ao]?s?|uma?|nos|me|su|seu|sua|\d|todo)\s+(?!{DUE}))",
    re.IGNORECASE,
)
FRONTED = re.compile(
    rf"(?:and\s|but\s)?(?P<thing>(?:(?:the|our|their|her|his|that|those|these|your)\s)?(?:(?!(?:for|to|at|on|in|with|from|by|so|if"
    rf"|ok|yes|told|said)\b)"
    rf"[A-Za-z][\w-]*\s){{0,3}}(?:{'|'.join(sorted(THINGS))}))\s+$",
    re.IGNORECASE,
)
""" "The manuals I'll email tonight": what it is about stands first."""
SAID_SO = re.compile(
    r"\W*(?:he|she|they)(?:'ve|'s)?\s(?:said|says|say|told\s(?:me|us)|promised(?:\s(?:me|us))?|confirmed|agreed)\W*", re.IGNORECASE
)
""" "PO by Thursday, she said": what stood before without a verb is theirs."""
POINTS_TO_IT = re.compile(
    r"^(?!.*\b(?:in writing|on paper)\b)\W*(?:and\s)?(?:i|we)(?:'ll|'m|'re|\swill|\sam|\sare)?\s(?:just\s|also\s"
    r"|personally\s)?[a-z]+\s(?:up\s|out\s|off\s)?(?:it|them|this|that|those|him|her|these)"
    r"(?=\W*(?:$|\ue001|in\b|by\b|on\b|at\b|out\b|over\b|off\b|via\b|with\b|into\b|myself|ourselves|personally|too\b|then\b|up\b"
    r"|back\b|from\b))"
    r"|^\W*(?:the\s|our\s|a\s)?(?:credit\snote|note|letter|paper\w*|confirmation|e?mail|addendum|amendment|agreement)\s"
    r"(?:goes|lands|follows|comes|leaves|will\s(?:go|follow|land|come)|is\sgoing|is\scoming|to\sfollow)\b",
    re.IGNORECASE,
)
"""How or on which paper what was just promised gets there: no promise of its own."""
_ONLY_DEEDS = re.compile(
    r"(?:我们?|咱们?|他们?|她们?|客户|对方|打款|汇款|转账|付款|盖章|扫描|打印|打包|整理|安排|准备|亲自|一定|马上|一起|过去|过来|回去|回来|出来"
    r"|[签寄发送传报交办弄做出回退给好到去来会就再先都把完掉了的，])+"
)
"""Verbs, directions and to whom: nothing that is sent or made."""
FOR_ME = re.compile(
    r"^\W*(?:(?:please|pls|bitte|por favor|请|麻烦)\s*)?(?:(?:ping|remind|call|ring|tell|email|text|nudge|chase|message|poke"
    r"|wake)\s+(?:me|us)\b"
    r"|erinner\w*\s+(?:mich|uns)\b|recuérda(?:me|nos)\b|avísa(?:me|nos)\b|me\s+(?:lembr|avis)[ae]\b|提醒我|叫我|リマインド)",
    re.IGNORECASE,
)
"""What is asked of the one spoken to, never of us: it is not logged even when typed after the command."""
FIRST_PERSON = re.compile(
    r"(?<=[\s\ue001])(?:we|i)(?:'ll|\s+will|'re|'m|\s+ship|\s+send|\s+can|\s+are|\s+am)\b"
    r"|(?<=[^给跟对让帮知诉找和向])我们?(?=[^的]*(?:发|寄|送|安排|给|就|交|出|会))",
    re.IGNORECASE,
)
FIRST_GIVES = re.compile(
    r"(?<=[\s\ue001])(?:we|i)\s+(?:give|grant|offer|deliver|load|release|refund|pay|cut|drop|extend|keep|hold|make|do|start|take|quote"
    r"|confirm|book|place|produce|invoice|pack|throw)\b|(?<=[\s\ue001])(?:a gente|nós|nosotros)\b",
    re.IGNORECASE,
)
"""After a whole condition without a sign at its end."""
CONDITION_ENDS = re.compile(
    r"^\s*等[^\ue001]{3,}(?=\ue001+(?:就|再)?(?:出|发|寄|交|安排|给|送|付))|(?:之后|以后|的话|了就|(?<!最)后)(?=.{2,}$)", re.DOTALL
)
"""Where a Chinese condition ends although no sign says so."""
NO_TOPIC = re.compile(rf"{LEAD}|您好.*|.{{0,3}}好|.*(?:我|咱|说|讲|聊|谈).*|.*了", re.IGNORECASE)
STILL_LOGGED: tuple[Refusal, ...] = ("order", "wish", "fact", "private", "moving", "asked")
"""What a chat message does not undertake, but somebody who types it after /promise means to log."""
LASTING: tuple[Refusal, ...] = ("order", "question", "wish", "negation")
"""Refusals that hold for the clauses hung onto the refused one."""
JOINS = (
    "and",
    "plus",
    "&",
    ",",
    "，",
    "then",
    "y",
    "e",
    "und",
    "also",
    "/",
    "(",
    ";",
    "以及",
    "还有",
    "また",
    "、",
    "dann",
    "luego",
    "depois",
    "sowie",
    "but",
    "aber",
    "pero",
    "mas",
    "、",
    "另外",
    "然后",
    "同时",
)


@dataclass
class Group:
    """The pieces of one promise, or of one clause that is none."""

    head: Head
    sentence: int
    pieces: list[Span]
    """What the wording is taken from, and where its dates are."""
    whole: Span
    lead: str = ""
    """A verb of the clause before that this one leaves out."""
    conditions: list[Span] = field(default_factory=list)
    dated: list[Span] = field(default_factory=list)
    looked_at: int = 0
    found_due: bool = False

    def has_due(self, message: Message) -> bool:
        while not self.found_due and self.looked_at < len(self.dated):  # spans are only ever added: none is looked at twice
            self.found_due = bool(message.dues_in(self.dated[self.looked_at]))
            self.looked_at += 1
        return self.found_due


def lacks_object(message: Message, span: Span) -> bool:
    """A Chinese clause that is only a verb, or a verb and to whom: what it is about stands before it."""
    words = re.sub(rf"[{DUE}\s]", "", message.masked[span.start : span.end])
    if not re.search(r"[\u3400-\u9fff]", words):
        return False
    return (
        len(words) <= 4
        or _ONLY_DEEDS.fullmatch(words) is not None
        or (bool(re.match(r"(?:会|就|再)?(?:[发寄报送交回退](?:出|给|过|到)|给(?:到|出)|出|到)", words)) and len(words) <= 12)
    )


def starts_with_verb(message: Message, piece: Piece) -> bool:
    words = re.findall(rf"[^\W\d_]+|{DUE}+", message.masked[piece.span.start : piece.span.end].lower()[:80])
    words = [word for word in words if word not in ("also", "then", "to", "and")]
    if not words or words[0] not in OWN_VERBS:
        return (
            bool(words)
            and bool(re.search(r"(?:ar|er|ir|en|ern|eln)$", words[0]))
            and script_of(message.text, message.language) in ("es", "pt")
        )
    return not (words[0] in THINGS and (len(words) == 1 or words[1][0] == DUE))


def is_entry(message: Message, head: Head) -> bool:
    """ "Ferrocal visita con catálogo": on a list a word that is a noun too is one, unless what they do it to follows."""
    if head.person != "they" or head.mood != "planned" or message.language not in ("es", "pt"):
        return False
    return _NOUN_TOO.match(message.masked, head.at) is not None


def is_promised_thing(message: Message, head: Head, here: Group) -> bool:
    """ "Combinei com a Aurora: entrega dia 15": after a report without anything promised a word that is a noun too is one."""
    return here.head.mood == "told" and not here.head.refusal and not here.has_due(message) and is_entry(message, head)


def goes_on(message: Message, piece: Piece) -> bool:
    """Chinese strings clauses together with commas: 我们全部免费补，20号前到 is one promise with its date at the end."""
    return script_of(message.text[piece.span.start : piece.span.end], message.language) == "zh" and piece.joint in ("，", ",", "")


def has_latin(message: Message, span: Span) -> bool:
    """Whether a clause is written in a language that puts nothing before its subject."""
    words = message.text[span.start : span.end]
    return (script_of(words, message.language) if words.strip() else message.language) not in ("zh", "ja")
