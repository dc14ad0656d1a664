"""The sentences of the promise check, in English and Simplified Chinese: one short sentence each, the next step first."""

from bot.promises.sentences import pick
from bot.promises.vagueness import Lack

_TEXTS: dict[str, tuple[str, str]] = {
    "on-file": (
        "Already approved for this customer on {day}: “{what}”.",
        "这家客户已于{day}获批：“{what}”。",
    ),
    "must-ask": (
        "Wait with telling the customer: no approval of the {kind} is on file, and logging it asks {departments} first.",
        "请先不要告诉客户：{kind}没有获批记录，记录后会先询问{departments}。",
    ),
    "nobody-named": (
        "Ask your admin who approves the {kind}: nobody is named under [approvals], and no approval is on file.",
        "请问管理员谁来审批{kind}：[approvals] 里没有指定任何人，也没有获批记录。",
    ),
    "nobody-left": (
        "Have somebody else named for {departments}: nobody approves their own promise, so it would wait for ever.",
        "请为{departments}另外指定审批人：任何人都不能批准自己的承诺，否则会一直等待。",
    ),
    "undecided": (
        "“{words}” says that it is not decided yet, and there is a story of a young buyer who passed on a year-end rebate at that point: "
        "the board said no, and the supplier went to a rival.",
        "“{words}”说明还没有定下来；有个故事讲一位年轻采购在这种时候就透露了年终返利，后来董事会没有通过，供应商转投了对手。",
    ),
    "vague": (
        "Say it so that anyone can check it: {words} leaves open {lacks}.",
        "请说到谁都能核对：{words}没有说清{lacks}。",
    ),
    "week-full": (
        "Look at your week first: {week} promises are due in it, {day} of them on {date}.",
        "请先看看那一周：已有{week}个承诺到期，其中{date}有{day}个。",
    ),
    "day-full": (
        "Look at that day first: {day} promises are due on {date} already.",
        "请先看看那一天：{date}已有{day}个承诺到期。",
    ),
    "own-record": (
        "Allow more time: in the past year {slipped} of your {ended} promises about {thing} slipped{days}.",
        "请多留些时间：过去一年，您关于{thing}的{ended}个承诺里有{slipped}个延误{days}。",
    ),
    "team-record": (
        "Allow more time: in the past year {slipped} of your team's {ended} promises about {thing} slipped{days}.",
        "请多留些时间：过去一年，您团队关于{thing}的{ended}个承诺里有{slipped}个延误{days}。",
    ),
    "days": (", by {count} days in the middle", "，中间值晚{count}天"),
    "one-day": (", by a day in the middle", "，中间值晚1天"),
    "past": ("Choose a date ahead: {date} has passed.", "请选一个将来的日期：{date}已经过去。"),
    "weekend": ("Is the weekend meant? {date} is one.", "确定是周末吗？{date}是周末。"),
    "after-hours": ("Is that hour meant? {date} is outside office hours.", "确定是这个时间吗？{date}不在上班时间。"),
    "which-customer": ("Choose the customer: “{name}” may be {names}.", "请选定客户：“{name}”可能是{names}。"),
}
_LACKS: dict[Lack, tuple[str, str]] = {
    "who": ("who does it", "谁来做"),
    "what": ("what the customer will have", "客户会得到什么"),
    "when": ("by when", "什么时候之前"),
    "how": ("how we will know that it is done", "怎样才算完成"),
}


def tell(name: str, language: str, /, **values: object) -> str:
    """One of the sentences with its blanks filled."""
    return _TEXTS[name][pick(language)].format(**values)


def join(parts: tuple[str, ...], language: str, last: str = "and") -> str:
    """ "a, b and c", “a、b和c”; `last` is "and" or "or"."""
    if pick(language):
        return "、".join(parts[:-1]) + ("或" if last == "or" else "和") + parts[-1] if len(parts) > 1 else "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}" if len(parts) > 1 else "".join(parts)


def lack_words(lacks: tuple[Lack, ...], language: str) -> str:
    """What a wording leaves open."""
    return join(tuple(_LACKS[lack][pick(language)] for lack in lacks), language)
