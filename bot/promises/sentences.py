"""What a person reads when a promise cannot be changed, and the words for states, deeds and benefits. English and Simplified Chinese.

Style: short, no blame, the next step first. Ids of persons stand in fields of the faults, never in these sentences.
"""

from bot.promises.records import Kind, State

_SAID: dict[str, tuple[str, str]] = {
    "unknown": (
        "Look it up in your list: there is no such promise that you may read.",
        "请在您的列表里查找：没有您可以查看的这条承诺。",
    ),
    "not-yours": (
        "Ask its owner: only the owner, a manager or an admin may change this promise.",
        "请联系负责人：只有负责人、经理或管理员可以修改这条承诺。",
    ),
    "not-approver": (
        "Leave this one to the approvers: only they can agree or decline.",
        "请交给审批人：只有审批人可以同意或拒绝。",
    ),
    "own": (
        "Ask a colleague of the department: nobody approves their own promise.",
        "请找该部门的同事审批：任何人都不能批准自己的承诺。",
    ),
    "answered-already": (
        "Nothing to do: your department has agreed to these words already.",
        "无需操作：您的部门已经同意了这个说法。",
    ),
    "not-waiting": (
        "Nothing to approve: this promise is not waiting for approval ({state}).",
        "无需审批：这条承诺现在不在等待批准（{state}）。",
    ),
    "ended": (
        "Log a new promise if something is left to do: this one is closed ({state}).",
        "如果还有事要做，请另记一条：这条承诺已经结束（{state}）。",
    ),
    "draft": ("Submit it first: it is still a draft.", "请先提交：它还是草稿。"),
    "waiting": (
        "Wait for the approval, reword it or withdraw it: it is not approved yet.",
        "请等待批准，或者改写、撤回：它还没有获得批准。",
    ),
    "not-now": ("Look at it again: that cannot be done now ({state}).", "请再看一下：现在不能这样操作（{state}）。"),
    "at-risk-already": ("Nothing to do: it is marked at risk already.", "无需操作：它已经标记为有风险。"),
    "renegotiate-instead": (
        "Agree on the new date with the customer first: then record it as renegotiated.",
        "请先和客户商定新日期，然后记录为改期。",
    ),
    "same-date": ("Choose another date: this is the one it has.", "请选另一个日期：这就是现在的日期。"),
    "same-words": ("Change the wording: these are the words it has.", "请改动措辞：现在就是这个说法。"),
    "same-owner": ("Choose somebody else: the promise is with this person already.", "请选其他人：这条承诺已经由此人负责。"),
    "past-date": ("Choose a date ahead: this one has passed.", "请选一个将来的日期：这个日期已经过去。"),
    "bad-date": ("Choose another date: this one cannot be kept in a calendar.", "请选另一个日期：日历里放不下这个日期。"),
    "no-reason": ("Say why in a few words: the owner needs it to go on.", "请用几个字说明原因，负责人需要它才能继续。"),
    "no-what": ("Say what is promised.", "请写明承诺的内容。"),
    "no-customer": ("Name the customer.", "请写明客户。"),
    "too-long": ("Make it shorter: {most} characters at most.", "请缩短：最多{most}个字符。"),
    "bad-lead": ('Write the lead times like "3d", "2h" or "0m".', "请这样写提前提醒的时间：“3d”、“2h”或“0m”。"),
    "bad-audience": (
        "Choose everyone, your team or only you as readers: nobody else's list can be chosen.",
        "可见范围请选所有人、您的团队或仅自己：不能选别人的。",
    ),
    "id-taken": ("Log it again: this id belongs to another promise.", "请重新记录：这个编号已属于另一条承诺。"),
    "undo-late": (
        "Change it by hand: an undo works only for {seconds} seconds after your own last change.",
        "请手动修改：只能在自己最后一次改动后的{seconds}秒内撤销。",
    ),
    "undo-other": (
        "Look at it as it is now: only your own last change can be undone, and somebody changed it after you.",
        "请看它现在的样子：只能撤销自己的最后一次改动，之后已有人改过。",
    ),
    "undo-undo": ("Change it by hand: an undo cannot be undone.", "请手动修改：撤销不能再被撤销。"),
    "overtaken": ("{name} {did} a moment ago.", "{name}刚刚{did}。"),
    "overtaken-hint": ("Look at it as it is now, then decide again.", "请看一下它现在的样子，再决定。"),
    "somebody": ("Somebody", "有人"),
    "not-saved": ("Please try again: nothing was saved and nothing was changed.", "请再试一次：没有保存，也没有任何改动。"),
}
_STATES: dict[State, tuple[str, str]] = {
    "draft": ("draft", "草稿"),
    "waiting": ("waiting for approval", "待批准"),
    "open": ("open", "进行中"),
    "at-risk": ("at risk", "有风险"),
    "renegotiated": ("moved to a new date", "已改期"),
    "kept": ("kept", "已兑现"),
    "kept-late": ("kept late", "延迟兑现"),
    "broken": ("not kept", "未兑现"),
    "withdrawn": ("withdrawn", "已撤回"),
}
_DEEDS: dict[str, tuple[str, str]] = {
    "logged": ("logged it", "记录了它"),
    "opened": ("submitted it", "提交了它"),
    "agreed": ("agreed to it", "同意了它"),
    "declined": ("declined it", "拒绝了它"),
    "reworded": ("reworded it", "改写了它"),
    "moved": ("changed its date", "改了日期"),
    "at risk": ("marked it at risk", "标记为有风险"),
    "renegotiated": ("recorded the customer's answer on a new date", "记录了客户对新日期的答复"),
    "done": ("marked it done", "标记为完成"),
    "broken": ("marked it as not kept", "标记为未兑现"),
    "withdrawn": ("withdrew it", "撤回了它"),
    "handed over": ("handed it over", "转交了它"),
    "undone": ("undid a change", "撤销了一次改动"),
}
_KINDS: dict[Kind, tuple[str, str]] = {
    "discount": ("discount", "折扣"),
    "rebate": ("rebate", "返利"),
    "payment-terms": ("payment terms", "付款条件"),
    "exclusivity": ("exclusivity", "独家权"),
    "delivery-date": ("delivery date", "交货日期"),
    "free-goods": ("free goods", "免费货品"),
    "warranty": ("warranty", "质保"),
    "price-hold": ("fixed price", "价格保持"),
    "other": ("concession", "优惠"),
}


def pick(language: str) -> int:
    """0 for English, 1 for Chinese; other languages read English."""
    return 1 if language.lower().startswith("zh") else 0


def say(name: str, language: str, /, **values: object) -> str:
    """One of the sentences with its blanks filled."""
    return _SAID[name][pick(language)].format(**values)


def state_word(state: State, language: str) -> str:
    """A state as a person reads it."""
    return _STATES[state][pick(language)]


def deed_words(kind: str, language: str) -> str:
    """What somebody did, after their name; other kinds of events are told as a change."""
    return _DEEDS.get(kind, ("changed it", "做了改动"))[pick(language)]


def kind_word(kind: Kind, language: str) -> str:
    """A benefit as a person reads it, fit to stand after "the"."""
    return _KINDS[kind][pick(language)]
