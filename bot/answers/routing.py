"""What kind of question this is, by its wording alone: one for the records, one about an idea, or (else) a case to advise on."""

import re
from dataclasses import dataclass
from typing import Literal

from bot.answers.phrases import QUOTED, one_of
from bot.answers.promise_questions import is_only_own, which_promises, who_owes
from bot.ports import PromiseQuestion


@dataclass(frozen=True)
class RecordQuestion:
    """A question that our own records answer. `name` is the customer or rival named, when the wording shows it."""

    about: Literal["promises", "deals"]
    name: str = ""
    which: PromiseQuestion = "promised"
    """Of promises: which are asked for."""
    only_own: bool = False
    """Of promises: only those of whoever asks."""
    lost_to: bool = False
    """True when the question is which deals went to the rival `name`."""


_STORY = one_of(r"案例|故事|\bthe (?:story|case)\b")
"""Stories told in the guidance itself are not our records."""
_WHO = r"(?:i|we|they|s?he|you)"
_NEAR = r"[^.?!\n]{0,30}"
_NEAR_ZH = r"[^，。？?\n]{0,12}"
_TO_PROMISE_EN = r"(?:promised?|committed|commit to|owe)"
_TO_PROMISE = r"(?:答应|承诺|许诺|保证)"
_PROMISES = one_of(
    rf"\b(?:what|when|which \w+|who)\b{_NEAR}\b(?:did|have|has|had)\s+{_WHO}\s+(?:(?:ever|already)\s+)?{_TO_PROMISE_EN}\b",
    r"\bwhat do (?:i|we|they) (?:still )?owe\s+(?-i:[A-Z])",
    rf"^\W*(?:did|have)\s+{_WHO}\s+(?:ever\s+|already\s+)?(?:promised?|commit(?:ted)?)\b(?!\s+too\b)",
    rf"^\W*(?:show|list|which|what are|any)\b{_NEAR}\b(?:open|due|outstanding|pending|overdue|my|our)\b{_NEAR}\bpromises\b",
    rf"(?:之前|上次|当初|以前|都|曾经){_NEAR_ZH}{_TO_PROMISE}(?:过|了)?{_NEAR_ZH}(?:什么|啥|哪些|多少|几)",
    rf"(?:我|我们|咱们?|他们?)[^，。？?\n]{{0,8}}{_TO_PROMISE}(?:过|了){_NEAR_ZH}(?:什么|啥|哪些)",
    rf"还欠{_NEAR_ZH}(?:什么|啥|哪些)",
    rf"有没有{_TO_PROMISE}过",
    r"(?:还有)?(?:哪些|什么)(?:承诺|答应的事)(?:没|还没|到期|要)",
)
_DEALS = one_of(
    r"\bwhat (?:happened|became|was the (?:outcome|result|end))\b",
    r"\bhow did\b[^.?!\n]{0,60}\b(?:end|go|turn out|work out|finish)\b",
    r"\b(?:why|how|when) did we (?:lose|win)\b|\bdid we (?:lose|win)\b|\bwho did we lose\b",
    rf"\b(?:which|what|any|show|list|all)\b{_NEAR}\b(?:deals?|cases?|orders?)\b{_NEAR}\b(?:lose|lost|win|won|parked|with|against|from)\b",
    rf"\b(?:last time|history|(?:past|earlier|previous) deals?)\b{_NEAR}\b(?:with|at)\b",
    rf"上次{_NEAR_ZH}(?:怎么|为什么|为啥|结果|丢|黄|成)",
    r"(?:怎么|为什么|为啥)(?:会)?(?:丢|黄|没成|输)",
    r"(?:输给|丢给)|被[^，。？?\n]{1,12}抢",
    r"哪些(?:单|客户|订单|项目|案子|生意)[^。？?\n]{0,20}(?:丢|输|赢|黄|成)",
    r"(?:后来|最后|结果)(?:怎么样|怎样|咋样|如何|呢)",
    r"(?:以前|过去|之前|历史)的?(?:案例|单子|成交|订单|交易)",
)
_NAME = r"((?:[A-Z0-9][\w&.'’-]*\s?){1,4})"
_LOST_TO = re.compile(
    rf"\b(?:lose|lost|losing|went)\b[^.?!\n]{{0,40}}?\b(?:to|against)\s+(?:the\s+)?{_NAME}"
    r"|(?:输给|丢给|被)了?\s*([^，。？?！!\s]{2,12}?)(?:抢|的|了|[，。？?！!\s]|$)"
)
_PROMISED_TO = re.compile(
    rf"\b(?:promised?|commit(?:ted)?|owe)\b(?:\s+(?:to|with))?\s+{_NAME}"
    rf"|(?:给|跟|对|向|欠)\s*([^，。？?！!\s]{{2,12}}?)(?:都|还)?(?:{_TO_PROMISE}|什么|啥|哪些)"
    rf"|{_TO_PROMISE}(?:过|了)([^，。？?！!\s]{{2,12}}?)(?:什么|啥|哪些)"
)
_NOBODY = frozenset(
    {
        *("客户", "对方", "他们", "人家", "这个客户", "那个客户", "别人", "同行", "别家", "对手", "竞争对手", "谁"),
        *("Them", "Him", "Her", "They", "He", "She"),
    }
)
_CONCEPT = one_of(
    r"^\W*(?:what(?:['’]s| is| are| does| do| makes?| made)\b|why\b|is it (?:worth|true|better|really|ever)\b)",
    r"^\W*(?:is (?:there|trust|a|an|the)|define|explain|meaning of|difference between|how (?:important|much does|long does))\b",
    r"^\W*(?:does|do|can|will)\s+(?!(?:i|we|he|she|they|you|u)\b)\w+",
    r"\bwhat (?:does|do) .{1,60}\bmean\b",
    r"^\W*(?:qué (?:es|significa|hace)|por qué|was (?:ist|bedeutet|heißt)|warum|wieso|o que (?:é|significa)|por que)\b",
    r"^\W*(?:qu['’]est|pourquoi|que signifie|что (?:такое|значит)|зачем|почему|ما (?:هو|هي|معنى)|لماذا)",
    r"什么是|是什么|什么叫|意味着|怎么理解|什么意思|为什么|为啥|到底是|值得|有必要|重要吗",
    r"有什么(?:区别|用|好处|坏处|意义|关系)",
    r"とは|なぜ|どういう意味|(?:이|가|란) (?:뭐|무엇)|왜",
)
_TOLD = one_of(
    QUOTED.pattern,
    r"\b(?:he|she|they|my|our)\s+\w+",
    r"\b(?:buyer|client|customer|importer|distributor)\s+(?:said|says|wrote|writes|asks|asked|wants|told)\b",
    r"他说|客户说|对方说|刚|昨天|今天|上周",
)


def read_record_question(text: str) -> RecordQuestion | None:
    """Whether a message asks for our records. If they hold nothing, it may still be a question for the guidance."""
    if _STORY.search(text):
        return None
    which = which_promises(text)
    if which is not None:
        return RecordQuestion("promises", _clean(who_owes(text)) if which == "owed" else "", which, is_only_own(text))
    if _PROMISES.search(text):
        return RecordQuestion("promises", _name(_PROMISED_TO.search(text)), only_own=is_only_own(text))
    if _DEALS.search(text):
        rival = _LOST_TO.search(text)
        return RecordQuestion("deals", _name(rival), lost_to=rival is not None)
    return None


def is_about_an_idea(text: str) -> bool:
    """True for "what is ...", "why do ...", "is it worth ..." without a buyer's story in it."""
    return bool(_CONCEPT.search(text)) and not _TOLD.search(text)


def _name(match: re.Match[str] | None) -> str:
    return _clean(next((group for group in match.groups() if group), "") if match else "")


def _clean(found: str) -> str:
    name = found.strip(" .,'’")
    return "" if name in _NOBODY else name
