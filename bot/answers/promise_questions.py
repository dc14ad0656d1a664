"""Which promises a question asks for: those due, overdue, at risk, waiting for approval, or what they owe us. By its wording alone.

Only short, plain questions for a list count: "a promise is at risk, what do I tell the customer?" is one for the guidance.
"""

import re
from functools import cache

from bot.answers.phrases import one_of
from bot.ports import PromiseQuestion

_ASK = r"(?:which|whose|what|what['’]?s|any|show(?: me)?|list|are there(?: any)?|is there|do (?:we|i) have(?: any)?|give me|my|our|all)"
_P = r"(?:promises?|commitments?)"
_FEW = r"(?: (?:of|our|my|your|their|the|open|team|team['’]s|other|still|currently|now|all|any|customer|sales)){0,3}"
_NAME = r"((?:[A-Z0-9][\w&.'’-]*\s?){1,4}?)"
_Z = r"[^，。？?\n]"
_Z_PROMISE = r"(?:承诺|答应的事|答应客户的事|许诺)"
_Z_END = r"(?:的|了|没有|没|吗|呢|啊)*[？?。!！\s]*$"
_TABLE: dict[PromiseQuestion, tuple[str, ...]] = {
    "owed": (
        r"\bwhat (?:do|does|did) (?!(?:i|we|you)\b)[^?.!\n]{1,40}? (?:still )?owe us\b|\bwho (?:still )?owes us\b"
        r"|\bwhat are we (?:still )?owed\b",
        r"^\W*(?:what|when|which \w+) (?:has|have|did|does) (?!(?:i|we|you)\b)[^?.!\n]{1,40}? promised? (?:us|to us)\b",
        rf"(?:欠着?|答应(?:过|了)?|承诺(?:过|了)?)(?:我们|咱们|咱|我)(?:的)?{_Z}{{0,4}}(?:什么|啥|哪些|多少){_Z}{{0,6}}$|谁(?:还)?欠(?:着)?(?:我们|咱们|我)",
        rf"(?:客户|对方|他们)(?:还)?(?:欠|答应|承诺){_Z}{{0,4}}(?:没|还没)(?:做|给|付|兑现|完成)",
    ),
    "overdue": (
        rf"^\W*{_ASK}(?: is| are)?{_FEW} (?:overdue|past due|past (?:its|their) date)(?: {_P})?(?: \w+){{0,3}}\W*$",
        rf"^\W*{_ASK}{_FEW} {_P}(?: is| are| have| has)?{_FEW} (?:overdue|late|past due|missed|slipped)\W*$"
        rf"|^\W*(?:is )?anything overdue\W*$",
        rf"^\W*who(?: is|['’]s| has)? (?:overdue|overdue {_P}|{_P} overdue)\W*$",
        rf"(?:哪些|什么|谁的?|有没有|有){_Z}{{0,4}}{_Z_PROMISE}{_Z}{{0,6}}(?:逾期|过期|超期|延误|晚了|拖了|过了日子)",
        rf"^\W*(?:有)?(?:哪些|什么|谁的?|有没有){_Z}{{0,4}}(?:逾期|过期|超期)(?:的|了|未兑现)*{_Z_PROMISE}?{_Z_END}|(?:逾期|过期|超期)的{_Z_PROMISE}",
    ),
    "at-risk": (
        rf"^\W*{_ASK}{_FEW} {_P}(?: is| are)?{_FEW} (?:at risk|in danger)\b|^\W*who(?:['’]s| is| are)?(?: currently| now)? at risk\W*$",
        rf"^\W*{_ASK}(?: is| are)?(?: currently| now)? at risk(?: now| right now| this week)?\W*$|^\W*{_ASK}{_FEW} at[- ]risk {_P}",
        rf"^\W*(?:is )?anything at risk\W*$|^\W*whose {_P} (?:is|are) (?:at risk|in danger)",
        rf"(?:哪些|谁的?|什么|有没有|哪个){_Z}{{0,6}}{_Z_PROMISE}{_Z}{{0,6}}(?:有风险|风险|危险|完不成|做不到|兑现不了)|有风险的{_Z_PROMISE}",
        rf"^\W*(?:谁|哪些|什么|哪个)(?:现在|目前)?有风险{_Z_END}",
    ),
    "approve": (
        rf"^\W*{_ASK}{_FEW}(?: {_P})?(?: is| are)?(?: still)? (?:waiting for|awaiting|pending|need|needs) my approval\b",
        rf"^\W*what (?:must|should|do) i (?:still )?(?:have to )?approve\W*$|^\W*{_ASK}{_FEW}(?: {_P})? (?:is|are) waiting for me\W*$",
        rf"(?:等待?|待|需要|要)我(?:来)?(?:审批|批准|批)(?:的{_Z_PROMISE})?{_Z}{{0,6}}$",
    ),
    "waiting": (
        rf"^\W*{_ASK}{_FEW}(?: {_P})?(?: is| are)?(?: still)? (?:waiting for|awaiting|pending) (?:(?:my|an|the|our) )?approval\b",
        rf"^\W*{_ASK}{_FEW} (?:pending|unapproved) {_P}\W*$",
        rf"(?:哪些|谁的?|什么|有没有)?{_Z}{{0,6}}(?:等待?|待)(?:我)?(?:审批|批准)的?{_Z_PROMISE}|{_Z_PROMISE}{_Z}{{0,4}}(?:在等|等待|还没)(?:审批|批准|批)",
        rf"^\W*(?:有)?(?:哪些|什么)(?:在等|等待|要|需要)我?(?:审批|批准|批){_Z_END}",
    ),
    "due-today": (
        rf"^\W*{_ASK}(?: is| are| do we have| do i have| have we)?{_FEW} (?:{_P} )?(?:is |are )?due (?:for me )?today\W*$",
        rf"^\W*{_ASK}{_FEW} {_P}(?: is| are)?{_FEW} due today\b|^\W*who has (?:\w+ ){{0,2}}due today\W*$",
        rf"今天(?:有|要|该)?(?:什么|哪些|啥){_Z}{{0,4}}(?:{_Z_PROMISE}|到期|兑现)|今天(?:到期|要兑现)的{_Z_PROMISE}|(?:哪些|什么|谁的){_Z_PROMISE}今天{_Z}{{0,2}}到期",
    ),
    "due": (
        rf"^\W*{_ASK}{_FEW} {_P}(?: is| are| is coming| are coming)?{_FEW} (?:due|coming up|up)(?: \w+){{0,3}}\W*$",
        rf"^\W*{_ASK}(?: is| are| do we have| do i have| have we)?(?: coming| still)? (?:due|coming due)(?: for me)?"
        r"(?: tomorrow| soon| this week| next week| next| now)?\W*$",
        rf"^\W*who has (?:\w+ ){{0,2}}due(?: \w+){{0,2}}\W*$|^\W*{_ASK}{_FEW} due {_P}\b",
        rf"谁的{_Z_PROMISE}{_Z}{{0,4}}(?:到期|到了|截止|快到|要到)|(?:哪些|什么|有没有|多少){_Z}{{0,6}}{_Z_PROMISE}{_Z}{{0,4}}(?:快到|到期|截止|要到|即将)",
        rf"(?:明天|本周|这周|下周|最近|近期|这几天|快)(?:有|要|该)?(?:什么|哪些|啥){_Z}{{0,4}}(?:{_Z_PROMISE}|到期|兑现)",
        rf"(?:快|即将|马上|本周|这周|下周|明天)(?:要)?(?:到期|到)的{_Z_PROMISE}|{_Z_PROMISE}{_Z}{{0,4}}(?:快|要|即将)(?:要)?到期{_Z_END}",
    ),
    "open": (
        rf"^\W*(?:show(?: me)?|list|what are|which are|give me)? ?(?:all )?(?:of )?(?:my|our) (?:open |live |present "
        rf"|current )?{_P}(?: for (?:\w+ ?){{1,3}})?\W*$",
        rf"^\W*{_ASK}{_FEW} (?:open|outstanding|unfinished|live) {_P}(?: (?:for|to|with) [^?.!\n]{{1,40}})?\W*$",
        rf"^\W*{_ASK}{_FEW} {_P}(?: is| are)? (?:still )?(?:open|outstanding|unfinished)\W*$",
        rf"^\W*(?:看看|列出|查看|查一下)?(?:我的?|我们的?)(?:有|还有)?(?:哪些|什么|所有|全部)?(?:未完成的?|进行中的?)?{_Z_PROMISE}(?:清单|列表)?{_Z_END}",
        rf"(?:还有)?(?:哪些|什么){_Z_PROMISE}(?:没|还没|未)(?:有)?(?:完成|兑现|做)",
    ),
}
_WHO_OWES = re.compile(
    rf"\b[Ww]hat (?:do|does|did) (?:the )?{_NAME}\s*(?:still )?owe us\b|\b(?:has|have|did|does) (?:the )?{_NAME}\s*promised? (?:us|to us)\b"
    r"|([^，。？?！!\s]{1,12}?)(?:都|还)?(?:欠着?|答应(?:过|了)?|承诺(?:过|了)?)(?:我们|咱们|咱|我)"
)
_OWN = re.compile(
    r"\b(?:i|my|mine|myself)\b(?! (?:team|boss|manager|colleague|approval))|(?<!show )(?<!give )(?<!tell )\bme\b|我(?!们|司|方|国|团队)",
    re.IGNORECASE,
)


def which_promises(text: str) -> PromiseQuestion | None:
    """Which promises a question asks for, when it asks for a list of them."""
    return next((which for which, pattern in _patterns() if pattern.search(text)), None)


def who_owes(text: str) -> str:
    """The customer whose debts are asked for, "" when the wording shows none."""
    match = _WHO_OWES.search(text)
    return next((group for group in match.groups() if group), "") if match else ""


def is_only_own(text: str) -> bool:
    """True for "what did I promise", "my open promises", 我答应了什么."""
    return bool(_OWN.search(text))


@cache
def _patterns() -> tuple[tuple[PromiseQuestion, re.Pattern[str]], ...]:
    return tuple((which, one_of(*patterns)) for which, patterns in _TABLE.items())
