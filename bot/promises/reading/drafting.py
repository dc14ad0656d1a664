"""From a group of pieces to a draft: direction, customer, wording, date, what needs approval."""

import re
from typing import Literal

from bot.promises.reading.benefits import kind_of
from bot.promises.reading.choosing import due_of
from bot.promises.reading.customers import customer_of
from bot.promises.reading.groups import Group
from bot.promises.reading.mentions import Mention
from bot.promises.reading.shapes import DUE, Message, Span
from bot.promises.reading.wording import tidy, wording_of
from bot.promises.records import Draft, Kind

_THEIR_MONEY = re.compile(
    r"(?:final |down |full |outstanding )?(?:payment|deposit|balance|prepayment|remittance)s?\b(?! (?:terms|plan|schedule"
    r"|reminder))|(?:the )?po\b(?! \w+ing)"
    r"|pago\b|saldo\b|anticipo\b|pagamento\b|sinal\b|(?:rest|an)?zahlung\b|(?:首批|首期|\d+%|[一二三四五]成)?(?:付)?(?:定金"
    r"|尾款|货款|余款|全款)|下(?:单|订单|PO\b)|来(?:厂|访|验货|参观|提货)|自?提货|验[厂货](?!报告|单|照片|时间)|回签|签回|开(?:证|信用证)|付款(?!条件"
    r"|方式)|回款|打款|支払い?(?!条件)|入金|手付金|残金",
    re.IGNORECASE,
)
"""Money that somebody waits for, as a bare entry of a list, comes from the other side."""
_REACHES = re.compile(
    r"(?:call|ring|phone|visit|contact|meet|email|llam[oa]r?|llamamos|llamaré|visit[oa]r?|visitamos|lig[oa]r?|ligamos|rufe|anrufen"
    r"|rufen|besuche|besuchen"
    r"|kontaktiere|antworte|contest[oa]r?|respond[eo]r?)(?:\s(?:an|back|de volta))?",
    re.IGNORECASE,
)
_GRANTED: tuple[Kind, ...] = ("discount", "rebate", "exclusivity", "free-goods", "warranty", "price-hold")
_GIVES = re.compile(r"[给給送让降返免]|便宜|优惠|打.{0,4}折")
_ONLY_WHOM = re.compile(r"(?:先|就|都)?(?:答应)?(?:他们?|她们?|您|客户|对方)")
_IN_TURN = re.compile(r"(?:付|下单|确认|签|打款|汇款|订|买|转)[^，。；]{0,10}?(?:就|我们|我)?(?:给|送|让|返|免)(?!我|咱)")
"""What they do stands first, what they get for it after."""
_PROMISED_TO = re.compile(r"\b(?:promised|assured|guaranteed|owes?)\s(?:the\s)?$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]")


def draft_of(found: Group, message: Message, mentions: tuple[Mention, ...]) -> Draft | None:
    direction: Literal["ours", "theirs"] = "theirs" if found.head.person == "they" else "ours"
    customer = customer_of(found.whole, _verb_at(found), found.head.person, mentions, message)
    receiver = _receiver(found, customer, mentions, message)
    if receiver is not None:
        direction, customer = "ours", receiver
    what = _what(found, message, mentions, customer)
    if not what or _ONLY_WHOM.fullmatch(what):
        return None
    if direction == "theirs" and _we_grant(found, kind_of(what, concerned(found, message, mentions)), message):
        direction = "ours"
    if found.head.mood == "listed" and _THEIR_MONEY.match(what) and not kind_of(what, concerned(found, message, mentions)):
        direction = "theirs"
    approval = kind_of(what, concerned(found, message, mentions)) if direction == "ours" else None
    return Draft(what, customer.name if customer else None, direction, due_of(found.dated, message), approval, message.language)


def _we_grant(found: Group, kind: Kind | None, message: Message) -> bool:
    """What only a seller gives is ours where nobody is named as giving it: 确认下单给5%折扣."""
    if kind == "payment-terms":
        return found.head.lent
    if kind not in _GRANTED:
        return False
    named = _WORD.search(message.masked[found.whole.start : found.head.at]) is not None
    return (_IN_TURN if named else _GIVES).search(message.masked, found.head.at, found.whole.end) is not None


def _verb_at(found: Group) -> int:
    return found.head.at if found.head.person == "they" else found.head.begin


def _receiver(found: Group, customer: Mention | None, mentions: tuple[Mention, ...], message: Message) -> Mention | None:
    """ "Ben will send Acme the quote": who gives something to a customer by name is one of us."""
    if found.head.person != "they" or customer is None:
        return None
    if _PROMISED_TO.search(message.masked, max(0, customer.span.start - 20), customer.span.start):
        return customer  # "Ben promised Kestrel the drawings"
    if customer.span.end > found.head.at or message.via == "slash":
        return None
    given = message.text[found.head.at : found.head.at + 12].lower()
    later = [
        one
        for one in mentions
        if found.head.at < one.span.start < found.whole.end and one.sure >= 3 and one.name.lower() != customer.name.lower()
    ]
    return (
        later[0]
        if later and re.match(r"(?:send|get|give|call|ship|quote|visit|email|bring|forward|schick|mand|env|lig|llam)", given)
        else None
    )


def concerned(found: Group, message: Message, mentions: tuple[Mention, ...]) -> str:
    """The clause without names and conditions: "if they pay the deposit" changes no payment terms, and Nordhavn Pumps are no goods."""
    start, stop = found.whole.start, found.whole.end
    kept = list(message.masked[start:stop])
    for span in (*found.conditions, *(one.span for one in mentions if one.sure >= 2)):
        for at in range(max(span.start, start), min(span.end, stop)):
            kept[at - start] = ""
    return f"{found.lead} {''.join(kept)}"


def _what(found: Group, message: Message, mentions: tuple[Mention, ...], customer: Mention | None) -> str:
    cuts = [Span(due.start, due.end) for due in message.dues] + list(found.head.cuts)
    cuts += [one.phrase for one in mentions if customer and one.name.lower() == customer.name.lower() and _may_go(one, found, message)]
    wording = wording_of(message.text, found.pieces, cuts)
    if _REACHES.fullmatch(wording):  # "call" alone says nothing on a list
        wording = wording_of(message.text, found.pieces, cuts[: len(message.dues) + len(found.head.cuts)])
    wording = _with_conditions(wording, found, message)
    if not wording or not _WORD.search(wording):
        wording = wording_of(message.text, [*found.pieces, *found.conditions], [Span(due.start, due.end) for due in message.dues])
    if message.via == "slash" and customer is not None and wording == customer.name:
        whole = Span(found.whole.start, max(span.end for span in (*found.pieces, *found.dated)))
        wording = wording_of(message.text, [whole], [customer.phrase]) or wording  # "Acme ETD 18 Dec": only the date says what
    if found.lead and wording:
        wording = tidy(f"{found.lead}{'' if re.match(r'[぀-鿿]', found.lead) else ' '}{wording}")
    return wording


def _with_conditions(wording: str, found: Group, message: Message) -> str:
    """The wording with its conditions, where the language puts them: 如果…，… before, "if ..." after."""
    dates = [Span(due.start, due.end) for due in message.dues]
    parts = [wording_of(message.text, [span], dates) for span in found.conditions if not any(piece.holds(span) for piece in found.pieces)]
    if not wording or not any(parts):
        return wording
    if message.language in ("zh", "ja"):
        return "，".join([*(part for part in parts if part), wording])
    return tidy(" ".join([wording, *(part[:1].lower() + part[1:] for part in parts)]))


def _may_go(mention: Mention, found: Group, message: Message) -> bool:
    """A name goes with its preposition, at the edge of a line, or after "promised"; as an object ("call Acme") it stays."""
    text, span = message.text, mention.span
    if mention.phrase != span or mention.sure >= 4 or (found.head.at <= span.start <= found.head.at + 1 and found.head.mood == "told"):
        return True
    if any(cut.end == span.start for cut in found.head.cuts):
        return True
    if message.via == "slash" and (found.head.mood == "listed" or re.search(r"[\u3400-\u9fff]", text)):
        ahead, behind = message.masked[: span.start].rstrip(), message.masked[span.end :].strip()
        if (
            not ahead
            or ahead[-1] in f"{DUE},，;；:：-"
            or (not behind and text[: span.start][-1:].isspace() and re.search(r"[\u3400-\u9fff]", text))
        ):
            return True
    before = text[max(0, span.start - 12) : span.start].lower()
    masked_after = message.masked[span.end : span.end + 12].lower()
    return bool(
        re.search(
            r"\b(?:send|get|give|hand|pass|supply|lend|ship|offer|grant|owe|promised|told|sending|giving|getting|promise|bring|refund"
            r"|schicke?n?|sende?n?"
            r"|gebe?n?|liefern?|mache?n?|ich|wir|bringe?n?|biete?n?)\s$",
            before,
        )
    ) and bool(re.match(r"\s+(?:the|a|an|our|their|\d|new|[a-zà-ÿ]|" + DUE + ")", masked_after))
