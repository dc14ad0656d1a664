"""Every fixed sentence about promises that a person reads in Slack, in English and Simplified Chinese. Style as in `texts`."""

from bot.slack.texts import pick
from bot.slack.texts_promise_forms import FORMS

_MESSAGES: dict[str, tuple[str, str]] = {
    # The card before saving
    "card_title": ("Save this promise?", "要保存这条承诺吗？"),
    "ours": ("we promised", "我方承诺"),
    "theirs": ("they promised us", "对方承诺"),
    "due": ("Due: *{due}*", "期限：*{due}*"),
    "zone": ("{zone} time", "{zone} 时间"),
    "approval_kind": ("Benefit: {kind}", "涉及：{kind}"),
    "new_customer": ("New customer: *{customer}*", "新客户：*{customer}*"),
    "reword_offer": ("You could say instead:", "可以改成这样说："),
    "only_you": ("Only you see this. Nothing is saved yet.", "只有您能看到。目前还没有保存。"),
    "stop": ("Not yet:", "先别答应："),
    "care": ("Mind:", "请留意："),
    "shortened": (
        "Press Edit and say it in one line: it was longer than {most} characters, so the end is missing.",
        "请点“编辑”改成一句话：原文超过 {most} 个字，后面的部分没有放进来。",
    ),
    "filled_by_model": (
        "Found in your words by the language model: {fields}. Please check.",
        "以下内容由语言模型从您的原话中找出：{fields}。请核对。",
    ),
    "filled_c": ("customer", "客户"),
    "filled_w": ("wording", "内容"),
    "filled_d": ("date", "日期"),
    "more_than": (
        "Log the others with /promise as well: I show the first {most} of {count}.",
        "其余的请再用 /promise 记录：共 {count} 条，这里显示前 {most} 条。",
    ),
    "button_save": ("Save", "保存"),
    "button_edit": ("Edit", "编辑"),
    "button_use_words": ("Use this wording", "改用这句话"),
    "button_reword": ("Reword", "改措辞"),
    "button_ask": ("Ask {departments}", "请{departments}审批"),
    "button_draft": ("Save as a draft", "存为草稿"),
    "button_behind": ("Show those", "查看这些承诺"),
    "button_cancel": ("Cancel", "取消"),
    "button_other_date": ("Another date", "其他日期"),
    "button_pick_date": ("Pick a date", "选择日期"),
    "button_name_customer": ("Name the customer", "填写客户"),
    "button_new_customer": ("New: {customer}", "新客户：{customer}"),
    "button_log": ("Log a promise", "记录承诺"),
    "button_fill_in": ("Fill it in", "填写"),
    "cancelled": ("Cancelled: nothing was saved.", "已取消：没有保存任何内容。"),
    "which_date": ("Which date is it: “{words}”?", "“{words}”是指哪一天？"),
    "which_date_past": ("Pick the date, please: “{words}” has passed.", "请选择日期：“{words}”已经过去。"),
    "which_date_impossible": ("Pick the date, please: the calendar has no “{words}”.", "请选择日期：没有“{words}”这一天。"),
    "which_date_vague": (
        "By when exactly? “{words}” cannot be kept or reminded of.",
        "具体到哪一天？“{words}”无法提醒，也说不清是否兑现。",
    ),
    "which_date_missing": ("By when?", "什么时候之前？"),
    "which_customer": ("Which customer is “{customer}”?", "“{customer}”是哪位客户？"),
    "no_customer": ("Who is it promised to?", "是对哪位客户的承诺？"),
    "nothing_to_log": (
        "Say who promised what to whom by when, or fill it in: I read no promise in this.",
        "请写明谁、对谁、在什么时候之前、做什么，或直接填写：我没有读到承诺。",
    ),
    # Saved
    "saved": ("Saved. You will be reminded.", "已保存，到期前会提醒您。"),
    "saved_theirs": ("Saved. You will be reminded to ask for it.", "已保存，到期前会提醒您跟进。"),
    "saved_before": ("This is saved already.", "这条已经保存过了。"),
    "saved_draft": ("Saved as a draft. No reminders until it is open.", "已存为草稿，打开之前不会提醒。"),
    "saved_waiting": (
        "Do not tell the customer yet: saved, and waiting for {departments}.",
        "请先不要告诉客户：已保存，正等待{departments}审批。",
    ),
    "nobody_reached": (
        "Speak to {departments} yourself: I could not write to them.",
        "请您直接联系{departments}：我没能发出消息。",
    ),
    # A promise in lines
    "today": ("today", "今天"),
    "tomorrow": ("tomorrow", "明天"),
    "in_days": ("in {days} days", "{days} 天后"),
    "one_day_late": ("1 day late", "已逾期 1 天"),
    "days_late": ("{days} days late", "已逾期 {days} 天"),
    "hours_late": ("late since {clock}", "{clock} 起逾期"),
    "kind_auto": ("As the wording says", "按措辞判断"),
    "kind_none": ("none", "无"),
    # Lists
    "list_mine": ("Your promises", "您的承诺"),
    "list_due": ("Due soon or overdue", "即将到期或已逾期"),
    "list_at-risk": ("At risk", "有风险的承诺"),
    "list_waiting": ("Waiting for approval", "等待审批"),
    "list_owed": ("What customers owe us", "客户欠我们的"),
    "list_approve": ("Waiting for your word", "等您审批"),
    "list_team": ("Promises of the team", "团队的承诺"),
    "list_customer": ("Promises with {customer}", "与{customer}的承诺"),
    "list_behind": ("The promises behind it", "相关的承诺"),
    "list_none": ("Nothing here.", "这里没有内容。"),
    "list_foot": ("{from_} to {to} of {count}", "第 {from_} 至 {to} 条，共 {count} 条"),
    "button_more": ("More", "更多"),
    "button_done": ("Done", "已完成"),
    "button_at_risk": ("At risk", "有风险"),
    "button_open": ("Open", "查看"),
    "button_undo": ("Undo", "撤销"),
    "button_new_date": ("New date", "改期"),
    "button_hand_over": ("Hand over", "移交"),
    "button_withdraw": ("Withdraw", "撤回"),
    "button_broken": ("Not kept", "未兑现"),
    "button_submit": ("Log it now", "正式记录"),
    "button_move": ("Another date", "其他日期"),
    "button_agree": ("Agree", "同意"),
    "button_agree_words": ("Agree with other words", "换个说法同意"),
    "button_decline": ("Decline", "不同意"),
    "button_agreed_by_customer": ("The customer answered", "客户已答复"),
    "button_log_it": ("Log", "记录"),
    "nothing_to_undo": (
        "Nothing to take back: only your own last change can be, within a minute.",
        "没有可撤销的内容：只能在一分钟内撤销您自己的最后一次更改。",
    ),
    "undone": ("Taken back. It stands as it did before.", "已撤销，恢复到之前的状态。"),
    # Open
    "owner": ("Owner: {owner}", "负责人：{owner}"),
    "state": ("State: *{state}*", "状态：*{state}*"),
    "seen_by_everyone": ("Everyone may read it", "所有成员可见"),
    "seen_by_team": ("Team {team} may read it", "{team} 团队可见"),
    "seen_by_private": ("Only the owner may read it", "仅负责人可见"),
    "approvals": ("Approvals", "审批"),
    "approval_silent": ("{department}: no word yet ({people})", "{department}：尚未答复（{people}）"),
    "approval_nobody": ("{department}: nobody is named to approve", "{department}：没有指定审批人"),
    "approval_agreed": ("{department}: agreed by {by}, {at}", "{department}：{by} 已同意，{at}"),
    "approval_declined": ("{department}: declined by {by}, {at}: {reason}", "{department}：{by} 不同意，{at}：{reason}"),
    "history": ("What happened", "经过"),
    "source": ("<{link}|The message it came from>", "<{link}|来源消息>"),
    "proof": ("Proof: {proof}", "凭证：{proof}"),
    "moved": ("Date moved {count} times", "已改期 {count} 次"),
    "event": ("{at}: {by} {verb}", "{at}：{by} {verb}"),
    # Changes
    "done_kept": ("Well kept. It is marked done.", "已兑现，标记为已完成。"),
    "done_late": ("It is marked done, kept late.", "已标记为完成（逾期兑现）。"),
    "at_risk_saved": ("It is marked at risk. Tell the customer now, for example so:", "已标记为有风险。请现在就告诉客户，例如："),
    "at_risk_theirs": ("It is marked at risk.", "已标记为有风险。"),
    "renegotiated_agreed": ("The new date is saved: {due}.", "新日期已保存：{due}。"),
    "renegotiated_no": ("Noted. The date stays: {due}.", "已记下。日期不变：{due}。"),
    "handed_over": ("{owner} owns it now.", "现在由 {owner} 负责。"),
    "handed_over_all": ("{owner} owns {count} of your promises now.", "您的 {count} 条承诺现在由 {owner} 负责。"),
    "nothing_to_hand_over": ("Nothing to hand over: no promise of yours is running.", "没有可移交的：您没有进行中的承诺。"),
    "withdrawn": ("It is withdrawn. Tell the customer, if they know of it.", "已撤回。如果客户知道这件事，请告诉客户。"),
    "broken": ("It is marked not kept. A word to the customer helps now.", "已标记为未兑现。现在和客户说一声会有帮助。"),
    "reworded": ("The wording is saved.", "新措辞已保存。"),
    "snoozed": ("You will be reminded again on {at}.", "将在 {at} 再次提醒您。"),
    "did_already": ("{by} {did}.", "{by} {did}。"),
    # Approvals
    "asked_title": ("May {owner} promise this?", "可以让 {owner} 这样承诺吗？"),
    "asked_for": ("Your word for {department} is asked. The customer has not been told.", "请您代表{department}答复。客户尚未被告知。"),
    "asked_others": ("Also asked: {departments}", "同时询问：{departments}"),
    "kept_record": ("With {customer} we kept {kept} of {all} promises.", "对{customer}，我们兑现了 {all} 条承诺中的 {kept} 条。"),
    "like_cases": ("Like it: {cases}", "类似承诺：{cases}"),
    "you_agreed": ("Thank you. You agreed; {owner} will hear of it.", "谢谢，您已同意，会通知 {owner}。"),
    "you_agreed_words": ("Thank you. You agreed with other words; {owner} will hear of it.", "谢谢，您已用新的措辞同意，会通知 {owner}。"),
    "you_declined": ("Thank you. You declined; {owner} will hear the reason.", "谢谢，您未同意，理由会告诉 {owner}。"),
    "already_agreed": ("Nothing to do: {by} agreed for {department}.", "无需处理：{by} 已代表{department}同意。"),
    "already_declined": ("Nothing to do: {by} declined for {department}.", "无需处理：{by} 已代表{department}不同意。"),
    "already_changed": ("Nothing to do: it is *{state}* now.", "无需处理：现在的状态是*{state}*。"),
    "words_changed": ("Nothing to do here: the wording has changed since.", "此处无需处理：措辞之后已更改。"),
    "owner_agreed": ("You may tell the customer: everybody agreed.", "可以告诉客户了：已全部同意。"),
    "owner_agreed_some": (
        "Do not tell the customer yet: {by} agreed, {departments} has not answered.",
        "请先不要告诉客户：{by} 已同意，{departments}尚未答复。",
    ),
    "owner_agreed_words": (
        "Use these words with the customer: {by} agreed with them.",
        "请用这句话答复客户：{by} 用新的措辞同意了。",
    ),
    "owner_agreed_words_some": (
        "Do not tell the customer yet: {by} changed the words, and {departments} is asked about them.",
        "请先不要告诉客户：{by} 更改了措辞，正在询问{departments}。",
    ),
    "owner_declined": (
        "Do not promise this: {by} declined. Reason: {reason}",
        "请不要这样承诺：{by} 没有同意。理由：{reason}",
    ),
    "owner_handed": ("{by} handed you this promise.", "{by} 把这条承诺移交给您。"),
    "owner_handed_all": (
        "Look at them with `/promise list`: {by} handed you {why} promises, this one among them.",
        "请用 `/promise 列表` 查看：{by} 把 {why} 条承诺移交给您，这是其中一条。",
    ),
    "owner_changed": ("{by} changed a promise of yours: it is *{state}* now.", "{by} 更改了您的承诺：现在是*{state}*。"),
    # Around
    "expired": (
        "Press it again, please: Slack did not wait long enough for the form.",
        "请再按一次：Slack 没有等到表单打开。",
    ),
    "guest": ("Ask a member of the team: guests cannot see or log promises.", "请找团队成员：访客不能查看或记录承诺。"),
    "external": (
        "Write to me in a direct message: promises are not shown in channels shared with other companies.",
        "请给我发私信：与其他公司共享的频道里不显示承诺。",
    ),
    "switched_off": ("Ask your admin: promises are not set up here.", "请联系管理员：这里尚未启用承诺功能。"),
    "stale_card": ("Please start again with /promise: this card is no longer readable.", "请用 /promise 重新开始：这张卡片已无法读取。"),
    "check_title": ("Before you send", "发送之前"),
    "check_fine": ("Nothing to mind.", "没有需要留意的。"),
    "check_none": ("Nothing to check: I read no promise in this draft.", "无需检查：草稿里没有读到承诺。"),
    "check_foot": ("Only you see this. Nothing is saved.", "只有您能看到。没有保存任何内容。"),
    "help_title": ("Keep the promises you make", "说到做到"),
    "help_body": (
        "• `/promise Acme: send the CE certificate by Friday`: I read it, check it and ask before saving\n"
        "• `/promise` alone: a form\n"
        "• `/promise list`, `due`, `at risk`, `waiting`, `owed`, or a customer's name\n"
        "• `/promise approve`: what waits for your word\n"
        "• `/promise check` and your draft: what to mind before you send it\n"
        "• `/promise undo`: take your last change back, within a minute\n"
        "• On any message: *More actions* > *Log promise* or *Before you send*",
        "• `/promise 宁波客户：周五前寄样品`：我来读取、检查，保存前先问您\n"
        "• 只输入 `/promise`：打开表单\n"
        "• `/promise 列表`、`到期`、`有风险`、`待审批`、`客户欠`，或客户名称\n"
        "• `/promise 审批`：等您答复的承诺\n"
        "• `/promise 检查` 加上草稿：发送前要留意什么\n"
        "• `/promise 撤销`：一分钟内撤销您的最后一次更改\n"
        "• 在任何消息上：*更多操作* > *Log promise* 或 *Before you send*",
    ),
}
TEXTS = _MESSAGES | FORMS


def tell(key: str, language: str, **values: object) -> str:
    """The sentence `key` in "zh" or "en". Values stand as given: escape what others wrote before."""
    return pick(TEXTS, key, language, **values)
