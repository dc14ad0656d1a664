"""What Goodword is for and how to ask it, and the setting of a channel. Knows nothing of who reads it."""

from bot.slack.blocks.message import Message, actions, button, context, header, section
from bot.slack.texts import say

RULES = ("mention", "private", "off")


def help_message(language: str) -> Message:
    """Shown for empty questions and for "/ask help"."""
    title, body, how = (say(key, language) for key in ("help_title", "help_body", "help_how"))
    return Message(f"{title}\n{body}\n{how}", (header(title), section(body), section(how)))


def rule_message(rule: str, may_change: bool, language: str) -> Message:
    """The rule of a channel, with buttons for those who may change it."""
    state = say("rule_is", language, rule=say(f"rule_{rule}", language))
    if not may_change:
        hint = say("ask_admin", language)
        return Message(f"{state} {hint}", (section(state), context(hint)))
    choose = say("rule_choose", language)
    buttons = [button(say(f"button_{each}", language), f"rule_{each}", each, "primary" if each == rule else "") for each in RULES]
    return Message(f"{state} {choose}", (section(f"{state}\n{choose}"), actions(buttons)))
