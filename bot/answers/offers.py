"""The commercial offers a sentence speaks of, and whether it speaks for or against them. English, Chinese and a floor for other languages.

An offer is money: a model may not bring one in that the draft does not have, nor turn "do not discount" into "discount".
"""

import re

_OFFERS: dict[str, tuple[str, ...]] = {
    "discount": (
        r"discount|price[ -](?:cut|reduction|drop)|markdown|\boff the price",
        r"(?:cut|drop|lower|reduce|slash)(?:s|ting|ping|ing)? (?:the |our |your |his )?(?:price|quote|figure)",
        r"折扣|打折|降价|减价|让价|让利|优惠|便宜(?:点|些|一)|特价",
        r"descuento|rebaja|rabatt|nachlass|remise|rabais|desconto|sconto|скидк|割引|値引|할인|خصم",
    ),
    "rebate": (r"rebate|kick-?back|cash[ -]?back|commission", r"返利|返点|返现|回扣|佣金"),
    "free": (
        r"\bfree (?:of charge|goods|samples?|freight|shipping|delivery|gifts?|units?|trial|parts?|service|replacement)|for free\b|\bgratis",
        r"免费|赠送|白送|包邮",
        r"kostenlos|gratuit|бесплатн|無料|무료|مجان",
    ),
    "warranty": (r"warrant(?:y|ies)|guarantee", r"质保|保修|保证期|三包|包退|包换", r"garant[íi]a|garantie|гарант|保証|보증|ضمان"),
    "refund": (r"refund|money[ -]back", r"退款|退钱|退货", r"reembols|rückerstatt|rembours|возврат|返金|환불"),
    "exclusivity": (r"exclusiv|sole agen", r"独家|总代", r"exklusiv|эксклюзив|独占|독점|حصري"),
    "terms": (r"payment terms|credit terms|open account|\bnet[ -]\d+|on credit|deferred payment|deposit", r"账期|赊账|月结|分期|放账|定金"),
    "penalty": (r"penalt(?:y|ies)|compensat|liquidated damages", r"违约金|赔偿|赔付|补偿|罚款"),
    "law": (r"lawsuit|legal action|\bsue\b|take .{0,20} to court", r"起诉|打官司|律师函|告(?:上)?法院"),
    "price match": (r"price[ -]match|(?:match|beat) (?:the|his|her|their|that|any) (?:price|offer|quote)", r"跟价|比.{0,6}更低"),
}
_PATTERNS = {name: re.compile("|".join(patterns), re.IGNORECASE) for name, patterns in _OFFERS.items()}
_AGAINST = re.compile(
    r"\b(?:not|no|never|avoid|without|instead of|rather than|before|until|unless|stop|hold|resist|refrain|neither|nor|cannot|keep|leave"
    r"|(?:do|does|did|wo|is|are|should|ca)n['’]?t|wait|protect|defend|careful|against|only|rarely|seldom|risk)\b"
    r"|不|别|勿|没|避免|切忌|未|暂|守住|之前|以前|而不是|慎|少|防|忌|才",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:may|might|could|can|perhaps|maybe|possibly|probably|likely|seems?|appears?|often|usually|sometimes|sounds? like|suggests?"
    r"|tends?|looks like|hints?|points to|if|worth checking|a sign|one reason)\b"
    r"|可能|也许|或许|大概|多半|往往|似乎|好像|看来|像是|恐怕|通常|常常|有时|未必|说不定|不一定|容易|倾向|如果|估计|会不会",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.!?;。！？；\n]")


def offers(text: str) -> set[str]:
    """Names of the offers a text speaks of, whatever it says about them."""
    return {name for name, pattern in _PATTERNS.items() if pattern.search(text)}


def advised(text: str) -> set[str]:
    """Offers that stand in at least one sentence in which nothing speaks against them."""
    return {name for sentence in _CLAUSE.split(text) if not _AGAINST.search(sentence) for name in offers(sentence)}


def is_hedged(text: str) -> bool:
    """True when a text says "may", "perhaps", 可能 or the like."""
    return _HEDGE.search(text) is not None
