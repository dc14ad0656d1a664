"""Every fixed sentence of digests, their settings and the calendar link, in English and Simplified Chinese. Style as in `texts`."""

from bot.slack.texts import pick

DIGESTS: dict[str, tuple[str, str]] = {
    # The head: what there is to do, {count} of each
    "head_overdue": ("{count} overdue", "{count} 条已逾期"),
    "head_today": ("{count} due today", "{count} 条今天到期"),
    "head_rest": ("{count} due before {day}", "{count} 条在{day}前到期"),
    "head_asked": ("{count} for your word", "{count} 条等您审批"),
    "head_at-risk": ("{count} at risk", "{count} 条有风险"),
    "head_waiting": ("{count} waiting", "{count} 条等待审批"),
    "head_theirs": ("{count} owed to us", "{count} 条客户未兑现"),
    "head_coming": ("{count} coming", "{count} 条即将到期"),
    "head_undelivered": ("{count} not delivered", "{count} 条提醒未送达"),
    "joint": (", ", "，"),
    "joint_days": (", ", "、"),
    "joint_more": ("; ", "；"),
    # The parts
    "part_overdue": ("Close these or agree on a new date", "请完成，或与客户商定新日期"),
    "part_today": ("Do these today", "请今天完成"),
    "part_rest": ("Due before you work again on {day}", "在您下个工作日（{day}）之前到期"),
    "part_asked": ("Agree or decline: others wait for your word", "请审批：同事在等您的答复"),
    "part_at-risk": ("At risk: tell the customer early", "有风险：请尽早告诉客户"),
    "part_waiting": ("Waiting for approval: say nothing to the customer yet", "等待审批：请先不要告诉客户"),
    "part_theirs": ("Ask for these: customers owe them to us", "请跟进：客户欠我们的"),
    "part_coming": ("Coming this week", "一周内到期"),
    "part_undelivered": ("Tell these yourself: the reminders could not be delivered", "请您直接告知：以下提醒未能送达"),
    "at": ("{day}, {clock}", "{day} {clock}"),
    "undelivered": ("• {title} (to {person}: {why})", "• {title}（发给 {person}：{why}）"),
    "left": ("has left or cannot be written to", "已离开或无法接收消息"),
    "late": ("This digest comes late: Goodword could not send it in time.", "摘要来晚了：Goodword 未能按时发送。"),
    "foot": ("Change when this comes, or switch it off: `/digest`", "更改时间或关闭：`/digest`"),
    "page": ("{page} of {pages}", "第 {page} 页，共 {pages} 页"),
    "button_more": ("More", "更多"),
    "button_behind": ("Show those", "查看这些承诺"),
    "nothing": ("Nothing is due this week, at risk or waiting for you.", "一周内没有到期的承诺，也没有风险或等您处理的事。"),
    # The weather
    "weather": ("Likely to slip this week", "本周可能无法按时兑现"),
    "weather_line": ("{promises}, since {why}", "{promises}，因为{why}"),
    "weather_record": (
        "{slipped} of {ended} promises about {thing} came late or were not kept",
        "过去 {ended} 条关于{thing}的承诺中有 {slipped} 条延迟或未兑现",
    ),
    "weather_load": (
        "{due} are due, and {best} is the most kept in one week so far",
        "一周内有 {due} 条到期，而此前一周最多兑现 {best} 条",
    ),
    "weather_more": ("{count} more", "另外 {count} 条"),
    "weather_of": ("{person}: {line}", "{person}：{line}"),
    # The managers' week
    "week_head": ("Your week: {counts}", "本周概览：{counts}"),
    "week_risk": ("{count} at risk", "{count} 条有风险"),
    "week_waiting": ("{count} waiting for approval", "{count} 条等待审批"),
    "week_questions": ("{count} questions without an answer", "{count} 个问题没有答案"),
    "week_quiet": ("nothing at risk, nothing waiting", "没有风险，也没有等待审批的承诺"),
    "week_part_risk": ("Help with these: at risk", "请协助：有风险的承诺"),
    "week_part_waiting": ("Speed these up: waiting for approval", "请推动：等待审批的承诺"),
    "week_part_kept": ("Kept rate of the last 13 weeks, and what changed since last week", "近 13 周的兑现率，以及与上周相比的变化"),
    "week_part_questions": ("Add a card or a deal: nobody could answer these", "请补充指南或案例：以下问题没有答案"),
    "rate": ("{name}: *{now}* ({kept} of {all})", "{name}：*{now}*（{all} 条中 {kept} 条）"),
    "rate_team": ("Team {name}", "{name} 团队"),
    "rate_before": ("last week {before}", "上周 {before}"),
    "rate_same": ("as last week", "与上周相同"),
    "rate_new": ("new in the count", "首次计入"),
    "change_kept": ("{count} kept", "{count} 条已兑现"),
    "change_moved": ("{count} kept by a new date", "{count} 条按改期兑现"),
    "change_late": ("{count} kept late", "{count} 条延迟兑现"),
    "change_broken": ("{count} not kept or overdue", "{count} 条未兑现或逾期"),
    "all": ("All {count}", "全部 {count} 条"),
    "question": ("• {text}", "• {text}"),
    "more_questions": ("See them all with `/ask questions`.", "用 `/ask 待答` 查看全部。"),
    "week_foot": ("Switch it off: `/digest weekly off`", "关闭周报：`/digest 周报 关`"),
    # The settings
    "settings": ("Your daily digest", "您的每日摘要"),
    "is_on": ("It comes at *{at}* on {days}, by the clock of {zone}.", "每{days} *{at}* 发送（{zone} 时间）。"),
    "holidays": ("Not on public holidays.", "公共假日不发送。"),
    "next": ("Next: {at}. When there is nothing to do it does not come.", "下一次：{at}。没有要做的事就不会发送。"),
    "never": ("No day is chosen, so it never comes.", "没有选择任何日期，因此不会发送。"),
    "is_off": ("It is switched off. Reminders still come.", "已关闭。提醒仍会发送。"),
    "weekly_is_on": ("The managers' weekly digest is on. Next: {at}.", "经理周报已开启。下一次：{at}。"),
    "weekly_is_off": ("The managers' weekly digest is switched off.", "经理周报已关闭。"),
    "calendar_is_on": ("Your calendar link works. Customers are {named}.", "您的日历链接有效。客户名称{named}。"),
    "named": ("named in it", "可见"),
    "not_named": ("not named in it", "已隐藏"),
    "calendar_is_off": ("You have no calendar link.", "您没有日历链接。"),
    "button_now": ("Show it now", "现在查看"),
    "button_on": ("Switch on", "开启"),
    "button_off": ("Switch off", "关闭"),
    "button_weekly_on": ("Weekly on", "开启周报"),
    "button_weekly_off": ("Weekly off", "关闭周报"),
    "button_calendar": ("Calendar link", "日历链接"),
    "button_calendar_new": ("New link", "新链接"),
    "button_calendar_off": ("Take the link back", "撤销链接"),
    "button_hide": ("Hide customers", "隐藏客户"),
    "button_name": ("Show customers", "显示客户"),
    "choose_days": ("On which days", "哪几天"),
    "choose_language": ("Language", "语言"),
    "language_": ("As in Slack", "与 Slack 一致"),
    "language_en": ("English", "English"),
    "language_zh": ("简体中文", "简体中文"),
    "day_mon": ("Mon", "周一"),
    "day_tue": ("Tue", "周二"),
    "day_wed": ("Wed", "周三"),
    "day_thu": ("Thu", "周四"),
    "day_fri": ("Fri", "周五"),
    "day_sat": ("Sat", "周六"),
    "day_sun": ("Sun", "周日"),
    "span": ("{first} to {last}", "{first}至{last}"),
    "only_managers": ("Only managers have a weekly digest. Yours is the daily one.", "只有经理有周报。您收到的是每日摘要。"),
    "weekly_nothing": (
        "Nothing to tell this week: nothing at risk, nothing waiting, no rate that counts yet.",
        "本周没有要说的：没有风险，没有等待审批，也没有足够的数据计算兑现率。",
    ),
    "not_read": ("Type one of these, please: I could not read “{text}”.", "请输入以下内容之一：我没读懂“{text}”。"),
    "switched_off": ("Ask your admin: digests are not set up here.", "请联系管理员：这里没有设置摘要。"),
    # The calendar link
    "link": (
        "Subscribe to this address in your calendar (Google: *From URL*, Outlook: *From web*, Apple: *New calendar subscription*):",
        "请在日历中按网址订阅（Google：*通过网址添加*，Outlook：*从 Web*，Apple：*新建日历订阅*）：",
    ),
    "link_secret": (
        "Whoever has it can read your promises, so keep it to yourself. I show it only once; `/digest calendar off` takes it back.",
        "拿到链接的人就能看到您的承诺，请勿转发。链接只显示这一次；`/digest 日历 关` 可撤销。",
    ),
    "link_here": (
        "It works only on this machine until an admin sets `public_url` under [server].",
        "在管理员设置 [server] 的 `public_url` 之前，它只能在本机使用。",
    ),
    "link_again": (
        "Use the link you have: I keep no copy of it, so I cannot show it again. A new one stops the old one.",
        "请使用已有的链接：我没有保存副本，无法再次显示。新链接会使旧链接失效。",
    ),
    "link_off": ("The link is taken back: it opens nothing any more.", "链接已撤销，无法再打开。"),
    "link_none": ("There was no link to take back.", "没有可撤销的链接。"),
    "link_socket": (
        "Ask your admin for HTTP mode: in Socket Mode Goodword serves no calendar.",
        "请联系管理员改用 HTTP 模式：Socket Mode 下无法提供日历。",
    ),
    "help_title": ("Your daily digest", "每日摘要"),
    "help": (
        "• `/digest`: how it is set\n"
        "• `/digest now`: see it now\n"
        "• `/digest time 8:30`, `/digest days mon-fri`, `/digest language zh`\n"
        "• `/digest off`, `/digest on`\n"
        "• `/digest calendar`: your promises in your calendar; `calendar off`, `hide customers`, `show customers`\n"
        "• `/digest weekly`, `weekly off`, `weekly on`: for managers",
        "• `/digest`：查看设置\n"
        "• `/digest 现在`：立即查看\n"
        "• `/digest 时间 8:30`，`/digest 工作日 周一至周五`，`/digest 语言 中文`\n"
        "• `/digest 关`，`/digest 开`\n"
        "• `/digest 日历`：把承诺放进您的日历；`日历 关`，`隐藏客户`，`显示客户`\n"
        "• `/digest 周报`，`周报 关`，`周报 开`：经理周报",
    ),
}


def digest(key: str, language: str, **values: object) -> str:
    """The sentence `key`. Values stand as given: escape what others wrote before."""
    return pick(DIGESTS, key, language, **values)
