"""/promise and /commit: log a promise from what is typed, from a form when nothing is, and look at those there are."""

import unicodedata
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.blocks.message import Message, actions, button, header, section
from bot.slack.places import read_command
from bot.slack.promise_cards import show_cards
from bot.slack.promise_changes import undo_last
from bot.slack.promise_desk import PromiseDesk
from bot.slack.promise_form import empty_slip, open_log_form
from bot.slack.promise_lists import show_list
from bot.slack.promise_notices import Notices
from bot.slack.promise_sending import show_check
from bot.slack.promise_turn import Turn
from bot.slack.slips import WHAT_CHARS, line
from bot.slack.texts_promises import tell

COMMANDS = ("/promise", "/commit")
_LISTS = {
    "mine": ("list", "mine", "my", "all", "列表", "我的", "清单", "清單", "列出"),
    "due": ("due", "overdue", "due soon", "到期", "快到期", "逾期"),
    "at-risk": ("at risk", "at-risk", "risk", "有风险", "风险", "有風險"),
    "waiting": ("waiting", "pending", "待审批", "等待审批", "待批准", "待審批"),
    "owed": ("owed", "theirs", "客户欠", "对方", "客戶欠"),
    "approve": ("approve", "approvals", "to approve", "审批", "審批"),
    "team": ("team", "团队", "團隊"),
}
WORDS = {word: which for which, words in _LISTS.items() for word in words}
_HELP = frozenset({"help", "?", "？", "帮助", "幫助"})
_UNDO = frozenset({"undo", "撤销", "撤銷"})
_FORM = frozenset({"", "new", "form", "新建", "表单"})
_CHECK = ("check", "检查", "檢查")
_NAME_CHARS = 60


def register(app: AsyncApp, desk: PromiseDesk, notices: Notices) -> None:
    """Put the listeners of this module into the app."""

    async def commanded(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext) -> None:
        await ack()
        asked = read_command(body)
        await _do(desk, notices, asked.text, await desk.turn(body, client, context, place=asked.place, text=asked.text))

    for command in COMMANDS:
        app.command(command)(commanded)


async def _do(desk: PromiseDesk, notices: Notices, text: str, turn: Turn) -> None:
    words = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if words in _FORM:
        await open_log_form(desk, empty_slip(desk, turn), turn, is_edit=False)
    elif words in _HELP:
        await desk.show(turn, help_message(turn.language))
    elif words in _UNDO:
        await undo_last(desk, notices, turn)
    elif words in WORDS:
        await show_list(desk, turn, WORDS[words])
    elif draft := _after(text, _CHECK):
        await show_check(desk, turn, draft)
    else:
        await _read(desk, text, turn)


async def _read(desk: PromiseDesk, text: str, turn: Turn) -> None:
    """A customer's name is looked up; anything else is read as something to log."""
    if len(text) <= _NAME_CHARS:
        typed = line(text)
        names = await desk.work(desk.promising.match_customer, typed, turn.audiences)
        if names and (len(names) == 1 or names[0] != typed):
            return await show_list(desk, turn, "customer", typed)
    drafts = await desk.read(text, turn, "slash")
    if drafts:
        return await show_cards(desk, turn, drafts, said=text)
    return await desk.show(turn, nothing_read(desk, text, turn))


def nothing_read(desk: PromiseDesk, text: str, turn: Turn) -> Message:
    """What to type, and a button to the form with the words in it."""
    slip = replace(empty_slip(desk, turn), what=line(text)[:WHAT_CHARS])
    words = tell("nothing_to_log", turn.language)
    return Message(
        words, (section(words), actions([button(tell("button_fill_in", turn.language), "promise_edit", slip.pack(), "primary")]))
    )


def help_message(language: str) -> Message:
    title, body = tell("help_title", language), tell("help_body", language)
    return Message(f"{title}\n{body}", (header(title), section(body)))


def _after(text: str, words: tuple[str, ...]) -> str:
    """What stands behind one of the words, at the beginning of the text; "" when none does."""
    for word in words:
        if text.casefold().startswith(word) and (rest := text[len(word) :]) and (not word.isascii() or not rest[0].isalnum()):
            return rest.lstrip(" :：,，\n")
    return ""
