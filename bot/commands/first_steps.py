"""The first five minutes in `goodword demo`: what a newcomer tries, and how the page sees that it really happened.

Watches what goes between the bot and Slack. It must not know the bot's code, only what it says and shows.
"""

import json
from typing import Any

from bot.playground import Attempt, Moment, Step
from bot.playground.journal import Call, Delivery

SAMPLE = "sample-"
"""How the ids of the sample promises begin."""
_MEANING = ("What it may mean", "可能的含义")


def _is_answered(moment: Moment) -> bool:
    return not {"helpful", "feedback"}.isdisjoint(_actions(moment))


def _is_diagnosed(moment: Moment) -> bool:
    shortcuts = (each for each in moment.journal.deliveries("message_action") if each.payload.get("callback_id") == "diagnose")
    return any(words in _shown(moment) for words in _MEANING) and any(shortcuts)


def _is_saved(moment: Moment) -> bool:
    """Save was pressed, or the form sent, and the bot took it."""
    entry = moment.entry
    if not isinstance(entry, Delivery) or entry.reason:
        return False
    if entry.kind == "view_submission":
        return "promise" in str(entry.payload["view"].get("callback_id")) and '"errors"' not in entry.answer
    return any(each in ("promise_save", "promise_ask") for each in _pressed(entry))


def _is_stopped(moment: Moment) -> bool:
    """An approver has got a message that asks for a yes or no, about a promise made here: those of the samples have come before."""
    entry = moment.entry
    if not isinstance(entry, Call) or entry.method != "chat.postMessage":
        return False
    asked = [each for each in _buttons(moment) if each.get("action_id") == "promise_agree"]
    return any(not str(each.get("value")).startswith(SAMPLE) for each in asked)


def _is_told(moment: Moment) -> bool:
    """After the clock was moved, the bot wrote to somebody of its own accord: a reminder or the digest."""
    entry = moment.entry
    if not isinstance(entry, Call) or not entry.accepted or entry.method != "chat.postMessage" or moment.ahead <= 0:
        return False
    metadata = entry.arguments.get("metadata")
    return isinstance(metadata, dict) and metadata.get("event_type") == "goodword_notice"


def _shown(moment: Moment) -> str:
    """What a call of the bot put on somebody's screen, as JSON; nothing when it was no such call, or was refused."""
    entry = moment.entry
    if not isinstance(entry, Call) or not entry.accepted:
        return ""
    return json.dumps([entry.arguments.get(name) for name in ("text", "blocks")], ensure_ascii=False)


def _actions(moment: Moment) -> list[str]:
    """The action ids of the buttons in what a call of the bot put on somebody's screen."""
    return [str(each.get("action_id", "")) for each in _buttons(moment)]


def _buttons(moment: Moment) -> list[dict[str, Any]]:
    entry = moment.entry
    blocks = entry.arguments.get("blocks") if isinstance(entry, Call) and entry.accepted else None
    rows = [block.get("elements") or [] for block in blocks or [] if block.get("type") in ("actions", "context_actions")]
    return [each for row in rows for each in row]


def _pressed(entry: Delivery) -> list[str]:
    return [str(each.get("action_id", "")) for each in entry.payload.get("actions", [])]


STEPS = (
    Step(
        ("Ask what to say", "问问该怎么说"),
        (
            "Type /ask and what a buyer said. Only you see the answer: one question to ask now, and a source under every sentence.",
            "输入 /ask 和买家说的话。答案只有您能看到：现在该问的一句话，每句都有来源。",
        ),
        _is_answered,
        Attempt(
            "U0ANA",
            "C0SALES",
            (
                "/ask They say we are too expensive, but asked twice for certificates",
                "/ask 客户说价格太贵，还反复要资质证书，问我们靠不靠谱",
            ),
        ),
    ),
    Step(
        ("See the hidden meaning", "看出话里的意思"),
        (
            "Paste a buyer's words, send them, then open the message's ⋯ menu and choose Diagnose.",
            "把买家的原话发出来，再打开这条消息的 ⋯ 菜单，选 Diagnose。",
        ),
        _is_diagnosed,
        Attempt(
            "U0ANA",
            "C0SALES",
            (
                "Buyer: too expensive. And who else in Chile buys from you? Please send your certificates again",
                "智利客户嫌水泵太贵，可他两次问我们要证书，还问还有谁在用我们的货",
            ),
        ),
    ),
    Step(
        ("Log a promise", "记下一个承诺"),
        (
            "Type /promise, who gets what, and when. Goodword shows the exact date and saves only when you press Save.",
            "输入 /promise，写明给谁、什么、何时。Goodword 会显示确切日期，按下保存才会记录。",
        ),
        _is_saved,
        Attempt(
            "U0ANA",
            "C0SALES",
            ("/promise Nordkap: send the CE certificate by Friday", "/promise Nordkap：周五前寄出CE证书"),
        ),
    ),
    Step(
        ("See one stopped for approval", "看看需要审批的承诺"),
        (
            "Promise a discount. It waits until somebody agrees: switch to the person with the badge and open Goodword's messages.",
            "承诺一个折扣。它会等人批准：切换到带数字的人，打开 Goodword 的私信。",
        ),
        _is_stopped,
        Attempt(
            "U0ANA",
            "C0SALES",
            ("/promise Nordkap: 5% discount on the next order, by Friday", "/promise Nordkap：周五前给下一单5%折扣"),
        ),
    ),
    Step(
        ("Let time pass", "让时间过去"),
        (
            "Press the clock at the top and choose the next morning. The reminders and the daily digest come to Goodword's messages.",
            "按上方的时钟，选“下一个工作日早上”。提醒和每日摘要会出现在 Goodword 的私信里。",
        ),
        _is_told,
    ),
)
