"""A past deal in one line, from its own fields. What people once typed is quoted as data: no links, no calls, nobody obeys it."""

from bot.answers.cleaning import clip, quotable
from knowledge.records import Deal

_LONGEST = 180
_OUTCOMES = {
    "en": {"won": "won", "lost": "lost", "parked": "parked"},
    "zh": {"won": "成交", "lost": "丢单", "parked": "搁置"},
}


def tell(deal: Deal, language: str) -> str:
    """ "Customer, product (lost, 2025, sample). They said: “…” We replied: “…” Then: … Lesson: …" in one line."""
    zh = language == "zh"
    outcome = _OUTCOMES["zh" if zh else "en"][deal.outcome]
    ended = deal.closed or deal.opened
    facts = [outcome, str(ended.year) if ended else "", ("示例" if zh else "sample") if deal.sample else ""]
    name = ("，" if zh else ", ").join(_field(part) for part in (deal.customer, deal.product) if part)
    open_, close = ("（", "）") if zh else (" (", ")")
    head = f"{name}{open_}{('、' if zh else ', ').join(fact for fact in facts if fact)}{close}"
    said, replied, then, lesson = ("客户说", "我们回", "结果", "经验") if zh else ("They said", "We replied", "Then", "Lesson")
    colon = "：" if zh else ": "
    parts = [
        f"{said}{colon}“{_field(deal.objection)}”" if deal.objection else "",
        f"{replied}{colon}“{_field(deal.reply)}”" if deal.reply else "",
        f"{then}{colon}{_field(deal.happened)}" if deal.happened else "",
        f"{lesson}{colon}{_field(deal.lesson)}" if deal.lesson else "",
    ]
    return ("。" if zh else ". ").join([head, *(part.rstrip("。. ") for part in parts if part)]) + ("。" if zh else ".")


def full_text(deal: Deal) -> str:
    """Everything a sentence about this deal may rest on, a field a line."""
    fields = (deal.title, deal.country, deal.industry, deal.objection, deal.reply, deal.happened, deal.lesson)
    money = f"{deal.amount} {deal.currency}".strip() if deal.amount is not None else ""
    dates = " – ".join(str(day) for day in (deal.opened, deal.closed) if day)
    return "\n".join(quotable(text) for text in (*fields, money, dates) if text)


def _field(text: str) -> str:
    """A field fit to stand between our own marks: quotation marks inside it cannot end ours."""
    return clip(quotable(text).translate(_INNER_QUOTES), _LONGEST)


_INNER_QUOTES = str.maketrans({"“": "‘", "”": "’", '"': "'"})
