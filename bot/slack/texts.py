"""Every fixed sentence a person reads in Slack, in English and Simplified Chinese. Knows no blocks and no payloads.

Style: short, no blame, the next step first.
"""

from collections.abc import Mapping

from knowledge.language import read_language

LANGUAGES = ("en", "zh")

TEXTS: dict[str, tuple[str, str]] = {
    "looking": ("One moment, I am looking it up.", "稍等，我正在查。"),
    "answer_below": ("Your answer comes below this line. Only you see it.", "您的答案会显示在这行下方，仅您可见。"),
    "failed": (
        "Please ask again: something went wrong on my side. If it happens twice, give your admin this code: {code}.",
        "请再问一次：我这边出了点问题。如果再次发生，请把这个代码告诉管理员：{code}。",
    ),
    "not_saved": (
        "Please try again: your request was NOT saved. Nothing was changed.",
        "请再试一次：您的请求没有保存。没有任何改动。",
    ),
    "library_down": (
        "Please ask again in a minute: the guidance cannot be searched at the moment.",
        "请一分钟后再问：目前无法检索指南。",
    ),
    "too_slow": ("Please ask again: this took too long and I stopped.", "请再问一次：这次花的时间太长，我停下来了。"),
    "off": (
        "Write to me in a direct message: Goodword is switched off in this channel.",
        "请给我发私信：Goodword 在这个频道已关闭。",
    ),
    "external": (
        "Write to me in a direct message: I do not answer in channels shared with other companies.",
        "请给我发私信：与其他公司共享的频道里我不回答。",
    ),
    "no_words": (
        "Copy the words and use /ask: this message has no text that I can read.",
        "请复制文字后用 /ask 提问：这条消息里没有我能读的文字。",
    ),
    "ask_now": ("Ask this next", "现在先问这一句"),
    "ask_also": ("What else to ask", "还可以问"),
    "meaning": ("What it may mean", "可能的含义"),
    "because": ("The words that point there: {quotes}", "依据的原话：{quotes}"),
    "say": ("What you can say", "可以这样说"),
    "instead": ("The honest way", "可以光明正大地这样做"),
    "do": ("What to do", "怎么做"),
    "avoid": ("What to avoid", "避免"),
    "deals": ("What happened in our own deals", "我们自己的案例"),
    "tension": ("Where the guidance pulls two ways", "指南中的两难"),
    "note": ("Good to know", "说明"),
    "sources": ("Sources", "来源"),
    "card": ("guidance", "指南"),
    "deal": ("past deal", "过往案例"),
    "model_footer": (
        "Worded by a language model from the sources above. Check before you send it.",
        "由语言模型根据以上来源组织文字，发送前请核对。",
    ),
    "no_answer": ("I have nothing to say to that.", "对此我没有可说的。"),
    "guests_here": (
        "From the general guidance only, since guests may read this channel. With /ask you see your own deals too.",
        "这里可能有访客，所以只用了通用指南。用 /ask 提问，还能看到自己的案例。",
    ),
    "continued": ("Continued ({page} of {pages})", "续（第 {page} 页，共 {pages} 页）"),
    "button_share": ("Share in channel", "分享到频道"),
    "button_helpful": ("Helpful", "有用"),
    "button_not_helpful": ("Not helpful", "没用"),
    "button_more": ("More", "更多"),
    "shared_by": ("{person} asked, and shares the answer:", "{person} 提问并分享了答案："),
    "not_yours": (
        "Ask it yourself with /ask: only the person who asked can share this answer.",
        "请用 /ask 自己提问：只有提问的人可以分享这个答案。",
    ),
    "already_shared": ("This answer is in the channel already.", "这个答案已经在频道里了。"),
    "nothing_to_share": (
        "Share it in your own words if you may: without what only you can see, I have no answer for everyone here.",
        "如果可以，请用您自己的话分享：去掉只有您能看到的内容后，我没有适合所有人的答案。",
    ),
    "cannot_post": (
        "Invite me with /invite and press Share again: I may not post in this channel.",
        "请先用 /invite 邀请我，再按一次分享：我不能在这个频道发消息。",
    ),
    "no_longer_kept": ("Please ask again: this answer is no longer kept.", "请再问一次：这个答案已不再保存。"),
    "not_for_you": (
        "Ask it yourself with /ask: this answer was written for other readers.",
        "请用 /ask 自己提问：这个答案是写给其他人看的。",
    ),
    "thanks_helpful": ("Thank you, noted as helpful.", "谢谢，已记为有用。"),
    "thanks_not_helpful": ("Thank you, noted as not helpful.", "谢谢，已记为没用。"),
    "rule_is": ("In this channel: *{rule}*.", "在这个频道：*{rule}*。"),
    "rule_mention": ("answer when mentioned", "被提到时回答"),
    "rule_private": ("answer privately, with Share", "私下回答，可分享"),
    "rule_off": ("switched off", "关闭"),
    "button_mention": ("When mentioned", "被提到时"),
    "button_private": ("Privately", "私下"),
    "button_off": ("Off", "关闭"),
    "rule_choose": ("How shall Goodword behave here?", "Goodword 在这里应该怎样？"),
    "ask_admin": ("Ask an admin of this workspace to change it.", "如需更改，请联系工作区管理员。"),
    "only_admins": ("Ask an admin: only admins can change this setting.", "请联系管理员：只有管理员可以更改此设置。"),
    "no_settings_here": (
        "Use /ask settings in a channel: a direct message has no settings, I always answer here.",
        "请在频道里使用 /ask settings：私信没有设置，我在这里总会回答。",
    ),
    "external_settings": (
        "Nothing to set: in channels shared with other companies I stay silent.",
        "无需设置：在与其他公司共享的频道里我保持安静。",
    ),
    "questions_title": ("Unanswered questions", "未答问题"),
    "questions_foot": (
        "The latest {count}, newest first. Who asked is never shown. Add a card or a deal on one, and the next who asks gets an answer.",
        "最近 {count} 条，最新的在前。这里从不显示提问人。补充相应的指南或案例后，下一个提问的人就能得到答案。",
    ),
    "questions_none": ("Nothing to do: every question so far got an answer.", "无需处理：到目前为止，所有问题都有答案。"),
    "only_managers": (
        "Ask a manager: only managers and admins see the list of unanswered questions.",
        "请联系经理：只有经理和管理员能看到未答问题列表。",
    ),
    "in_en": ("English", "英文"),
    "in_zh": ("Chinese", "中文"),
    "help_title": ("Type what the buyer said", "输入客户说的话"),
    "help_body": (
        "I give you the one question to ask now, what it may mean, what to say, do and avoid, and what happened in your own deals, "
        "with a source for each sentence. When the guidance has no answer, I say so.",
        "我会告诉您现在该问的一句话、可能的含义、该说什么、做什么、避免什么，以及自己案例中的经过，每句话都有来源。指南里没有答案时，我会直说。",
    ),
    "help_how": (
        "• `/ask they say we are too expensive`: only you see the answer, and can share it\n"
        "• Mention me in a channel; ask on in the thread, no mention needed\n"
        "• Write to me in a direct message\n"
        "• On any message: *More actions* > *Diagnose*\n"
        "• `/ask settings`: how I behave in a channel\n"
        "• `/ask questions`: for managers, what I could not answer",
        "• `/ask 客户说我们太贵了`：只有您能看到答案，也可以分享\n"
        "• 在频道里提到我；在消息列里继续问，不用再提\n"
        "• 给我发私信\n"
        "• 在任何消息上：*更多操作* > *Diagnose*\n"
        "• `/ask settings`：我在频道里的行为\n"
        "• `/ask 待答`：经理查看我没能回答的问题",
    ),
}


def speech(language: str | None) -> str:
    """The language we speak to somebody whose language or locale is this: "zh" or "en"."""
    return "zh" if (language or "").lower().startswith("zh") else "en"


def language_of(text: str, locale: str = "") -> str:
    """The language of our fixed sentences for this text; without words in it, that of the person's Slack."""
    return speech(read_language(text) if any(character.isalpha() for character in text) else locale)


def say(key: str, language: str, **values: object) -> str:
    """The sentence `key` in "zh" or "en". Values stand as given: escape what others wrote before."""
    return pick(TEXTS, key, language, **values)


def pick(texts: Mapping[str, tuple[str, str]], key: str, language: str, **values: object) -> str:
    """The same from another table of sentences."""
    return texts[key][LANGUAGES.index(speech(language))].format(**values)


def say_both(key: str) -> str:
    """English and Chinese, for when nobody can be asked for a language."""
    return " / ".join(TEXTS[key])
