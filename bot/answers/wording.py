"""The few sentences an answer says in its own voice, in English and Chinese. Advice never stands here; it comes from the library."""

from collections.abc import Mapping

NOTES: Mapping[str, Mapping[str, str]] = {
    "uncovered": {
        "en": "This is not in the guidance, so I would only be guessing; a manager sees it on the list of unanswered questions.",
        "zh": "指南里没有这方面的内容，我不乱猜；经理会在“未答问题”列表里看到它。",
    },
    "company-fact": {
        "en": "That is a fact about your company that nobody has told me; a manager sees it on the list of unanswered questions.",
        "zh": "这是贵公司内部的信息，没有人告诉过我；经理会在“未答问题”列表里看到它。",
    },
    "chit-chat": {
        "en": "I am here for customers: paste what a buyer said, or ask how to handle an objection.",
        "zh": "我专门帮您应对客户：把客户说的话发给我，或者问我怎么处理异议。",
    },
    "order": {
        "en": "I only look up guidance on customers and do nothing else on request; tell me what the buyer said.",
        "zh": "我只查询和客户打交道的建议，不执行别的指令；请告诉我客户说了什么。",
    },
    "no-promise": {"en": "No promise is on record that would answer this.", "zh": "没有查到相关的承诺记录。"},
    "no-promise-to": {"en": "No promise to {name} is on record.", "zh": "没有查到对{name}的承诺记录。"},
    "no-deal": {"en": "No past deal on this is on record that everyone here may read.", "zh": "没有查到这里的人都能看的相关成交记录。"},
    "no-deal-lost-to": {
        "en": "No deal lost to {name} is on record that everyone here may read.",
        "zh": "没有查到输给{name}、并且这里的人都能看的单子。",
    },
    "cut-short": {"en": "Only the first {count} characters of your message were read.", "zh": "您的消息较长，只读了前{count}个字符。"},
    "other-language": {
        "en": "I answer in English: without a language model I speak English and Chinese.",
        "zh": "我用中文回答：没有接入语言模型时，我只会中文和英文。",
    },
    "model-failed": {
        "en": "The language model gave no usable answer, so this stands as it is written in the guidance.",
        "zh": "语言模型没有给出可用的回答，以下直接引用指南原文。",
    },
    "silence-after-cut": {
        "en": "In {silent} of {cut} like deals on record where the price was cut, the buyer went silent and no order came.",
        "zh": "记录里有{cut}个类似的单子降了价，其中{silent}个之后客户没了下文，也没有下单。",
    },
}
WORDS: Mapping[str, Mapping[str, str]] = {
    "won": {"en": "won", "zh": "成交"},
    "lost": {"en": "lost", "zh": "丢单"},
    "parked": {"en": "parked", "zh": "暂停"},
    "sample": {"en": "sample", "zh": "示例"},
}
"""How a past deal ended, and that it is made up."""
EMPTY = "Tell me what the buyer said, or what you would like to know. 请告诉我客户说了什么，或者您想问什么。"
EMPTY_HINT = 'For example: "He says we are too expensive." 例如：“客户说太贵了。”'


def word(name: str, language: str) -> str:
    """One of the words in Chinese ("zh") or else in English."""
    return WORDS[name]["zh" if language == "zh" else "en"]


def deal_title(title: str, outcome: str, is_sample: bool, language: str) -> str:
    """A deal as a line of a list: "Customer · product · won", the last words in `language`."""
    return " · ".join([title, word(outcome, language), *([word("sample", language)] if is_sample else [])])


def note(name: str, language: str, /, **values: object) -> str:
    """One of the notes in Chinese ("zh") or else in English, with its blanks filled."""
    return NOTES[name]["zh" if language == "zh" else "en"].format(**values)
