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
    r"^\W*(?:hab|habe|haben|ham|hat|hatte|hatten)\s+(?:(?:ich|wir|er|sie|es|mir|uns|ihm|ihr|ihnen|denen|das|so|grad|gerade|heute|gestern|schon|fest"
    r"|doch|ja|auch|man|(?:der|die|seine?|ihre?)\s+\w+|(?:herr|frau)\s+\w+)\s+){1,6}"
    r"(?:gesagt|zugesagt|versprochen|bestätigt|zugesichert|geschrieben|gemeint|garantiert|angekündigt)\W*$"
    r"|^\W*(?:刚|刚才|今天|昨天|\ue001)*(?:开会|会上|内部)(?:定|说|谈|聊|敲定|商量|讨论)(?:好|妥|完|死|定)?了?\W*$"
    r"|^\W*(?:(?:ya|já)\s+)?(?:(?:se|me|nos|te|lhe|le|les|lo|la|o|a)\s+){0,3}(?:prometí|prometi|dije|dijo|dijeron|disse|disseram|aseguró|aseguraron"
    r"|prometió|prometieron|prometeu|prometeram|garantiu|garantiram|garanti|confirmó|confirmou|dijimos|prometimos|prometemos)\W*$",
    re.IGNORECASE,
)
"""After what was promised, who said so: it is no promise of its own."""
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
    return len(words) <= 4 or (
        bool(re.match(r"(?:会|就|再)?(?:[发寄报送交回退](?:出|给|过|到)|给(?:到|出)|出|到)", words)) and len(words) <= 12
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


def goes_on(message: Message, piece: Piece) -> bool:
    """Chinese strings clauses together with commas: 我们全部免费补，20号前到 is one promise with its date at the end."""
    return script_of(message.text[piece.span.start : piece.span.end], message.language) == "zh" and piece.joint in ("，", ",", "")


def has_latin(message: Message, span: Span) -> bool:
    """Whether a clause is written in a language that puts nothing before its subject."""
    words = message.text[span.start : span.end]
    return (script_of(words, message.language) if words.strip() else message.language) not in ("zh", "ja")
