"""Every fixed sentence of reminders and alerts, in English and Simplified Chinese. Style as in `texts`: the next step first."""

from bot.slack.texts import pick

REMINDERS: dict[str, tuple[str, str]] = {
    # What to do now, by kind and direction. {customer} and {what} stand as they were typed.
    "lead_ours": ("Keep your word to {customer}: {what}", "请兑现对{customer}的承诺：{what}"),
    "due_ours": ("Do this for {customer} now: {what}", "请现在为{customer}完成：{what}"),
    "overdue_ours": ("Tell {customer} a new date, or close it: {what}", "请给{customer}一个新日期，或结束这条：{what}"),
    "lead_theirs": ("Ask {customer} whether all is on its way: {what}", "请问问{customer}进展如何：{what}"),
    "due_theirs": ("Check what {customer} promised: {what}", "请核对{customer}的承诺：{what}"),
    "overdue_theirs": ("Ask {customer} for a new date: {what}", "请向{customer}要一个新日期：{what}"),
    "waiting": (
        "Ask the approvers, nobody promised {customer} anything yet: {what}",
        "请催一下审批人，目前还没有对{customer}作出承诺：{what}",
    ),
    "approver": (
        "Please agree or decline; {owner} waits for your word to {customer}: {what}",
        "请审批，{owner}在等您对{customer}的答复：{what}",
    ),
    "escalate": (
        "Please help {owner}: this promise to {customer} may not be kept: {what}",
        "请帮助{owner}：对{customer}的这条承诺可能无法兑现：{what}",
    ),
    "escalate_waiting": (
        "Please help {owner}: this still waits for approval, and {customer} waits for it: {what}",
        "请帮助{owner}：这件事还在等审批，{customer}在等：{what}",
    ),
    "snooze": ("As you asked, once more. For {customer}: {what}", "按您的要求再次提醒。{customer}：{what}"),
    # Below it
    "due": ("Due: {due}", "期限：{due}"),
    "in_hours": ("in {hours} h", "{hours} 小时后"),
    "in_minutes": ("in {minutes} min", "{minutes} 分钟后"),
    "minutes_late": ("{minutes} min late", "已逾期 {minutes} 分钟"),
    "hours_late": ("{hours} h late", "已逾期 {hours} 小时"),
    "moved": ("moved once already", "已改期 1 次"),
    "moved_often": ("moved {count} times already", "已改期 {count} 次"),
    "at_risk": ("at risk", "有风险"),
    "late": ("This reminder comes late: Goodword could not send it in time.", "提醒来晚了：Goodword 未能按时发送。"),
    "maybe_repeat": ("(may be a repeat)", "（可能重复）"),
    "snooze_menu": ("Remind me…", "稍后提醒…"),
    "snooze_hour": ("In 1 hour", "1 小时后"),
    "snooze_evening": ("This evening", "今天傍晚"),
    "snooze_tomorrow": ("Tomorrow 9:00", "明天 9:00"),
    "snooze_workday": ("Next working day 9:00", "下个工作日 9:00"),
    "button_done": ("Done", "已完成"),
    "button_at_risk": ("At risk", "有风险"),
    "button_open": ("Open", "查看"),
    # To the admins
    "alert": (
        "Look into this: {total} reminders could not be delivered.",
        "请处理：有 {total} 条提醒无法送达。",
    ),
    "alert_one": ("Look into this: a reminder could not be delivered.", "请处理：有一条提醒无法送达。"),
    "alert_row": ("• to {person}: {why}", "• 发给 {person}：{why}"),
    "alert_left": ("has left, or cannot be written to; hand their promises over", "已离开或无法接收消息；请移交其承诺"),
    "alert_hint": (
        "Move promises of people who left with `goodword promise hand-over FROM TO`. `goodword doctor` lists what is stuck.",
        "离开的人的承诺请用 `goodword promise hand-over FROM TO` 移交。`goodword doctor` 会列出卡住的内容。",
    ),
}


def remind(key: str, language: str, **values: object) -> str:
    """The sentence `key`. Values stand as given: escape what others wrote before."""
    return pick(REMINDERS, key, language, **values)
