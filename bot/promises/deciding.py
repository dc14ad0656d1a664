"""Clauses about a decision of our own company that is still to come: who decides, what is waited for, and whose company it is.

`OPEN` are the patterns; `is_theirs` tells that the customer's own people decide; `is_inner` that a clause says nothing else. The check
(`undecided`) and the reader of promises share it: such a clause is a hint, and no promise of its own.
"""

import re

_PEOPLE = (
    r"(?:management|board(?:\s+of\s+directors)?|directors?|leadership|head\s?office|headquarters|hq|finance"
    r"(?:\s+(?:team|department|dept))?"
    r"|legal|compliance|controlling|boss(?:es)?|manager|supervisor|ceo|cfo|coo|gm|md|vp|chairman|committee"
    r"|higher-ups|people upstairs|owner)"
)
WHO = rf"(?<![\w'’])(?:(?:our|my|the|top|senior|sales|regional|general|managing)\s+){{0,3}}{_PEOPLE}(?![\w-]|['’]s\s+(?!desk|going|been))"
_DECIDE = (
    r"(?:approv\w+|decid\w+"
    r"|sign(?:ed|ing)?(?:\s+it|\s+this|\s+that)?\s+off|sign(?:ed)?\s+(?:it|this|that)\b|agree\w*|say\s+yes|said\s+yes|discuss\w*"
    r"|consider\w*|ok(?:ay)?(?:ed)?\s+(?:it|this|that)\b|green-?light\w*|authori[sz]\w+|vot(?:e|ed)|debat\w+|sign\s+off)"
)
_ANSWER = (
    rf"(?:{_DECIDE}|confirm\w*|answer\w*|repl(?:y|ied)|come\s+back|came\s+back|got\s+back|accept\w*|been\s+asked"
    r"|look\w*\s+at\s+it|seen\s+it)"
)
_YES = (
    r"(?:a\s+|an\s+|the\s+|any\s+|their\s+)?(?:final\s+)?(?:yes|ok(?:ay)?|answer|word|approval|sign-?off|green\s?light|go-?ahead|decision|feedback"
    r"|nod|reply|blessing|clearance)"
)
_SOFT = r"(?:\s+(?:still|yet|also|now|just|probably|surely|certainly|definitely|likely|first|only|then|soon|finally|really|even))*"
_NOT = r"(?:\s+not|n['’]t)"
_EN: tuple[str, ...] = (
    rf"{WHO}{_SOFT}\s*(?:has|have|had|is|are|did|does|do|was)?{_NOT}{_SOFT}\s+(?:been\s+able\s+to\s+)?{_ANSWER}",
    rf"{WHO}\s*(?:has|have|had|is|are)?{_NOT}{_SOFT}\s+(?:ready|there|sure|done)\b",
    rf"{WHO}{_SOFT}\s+(?:has|have|had|needs?|is|are){_SOFT}\s+to\s+{_ANSWER}",
    rf"{WHO}{_SOFT}\s+(?:is|are|'s|’s){_SOFT}\s+(?:about|close|set|expected|likely|due|inclined|going|supposed)\s+to\s+{_DECIDE}",
    rf"{WHO}{_SOFT}\s*(?:will|'ll|’ll|should|would|might|may|could){_SOFT}\s+{_DECIDE}",
    rf"\b(?:wait\w*|awaiting|hoping|need\w*|miss\w*|chas\w+|without|lack\w*)\s+(?:for\s+|on\s+|to\s+get\s+|to\s+have\s+)?{_YES}\s+(?:from|by|of)\s+{WHO}",
    rf"\b(?:wait\w*\s+(?:for|on)|awaiting)\s+{WHO}(?!\s+to\s+(?:send|ship|pay|check|call|issue))",
    rf"\bwait\w*\s+to\s+hear\s+(?:back\s+)?from\s+{WHO}",
    rf"\b(?:no|without\s+an?|have\s?n['’]t\s+(?:got|had|received)|has\s?n['’]t\s+(?:got|had)|don['’]t\s+have|not\s+got)\s+{_YES}\s+(?:from|by|of)\s+{WHO}",
    rf"\b(?:get|push|take|run)\s+(?:it|this|that)\s+(?:past|through|by|to)\s+{WHO}|\b(?:go|goes|gone|has\s+to\s+go)\s+(?:through|past|to)\s+{WHO}",
    rf"\b(?:still|pending|it['’]s|it\s+is|lies|sits)\s+with\s+{WHO}",
    rf"\b(?:have|has|had)\s?n['’]?o?t['’]?{_SOFT}\s+(?:asked|told|talked\s+to|spoken\s+to|cleared\s+(?:it\s+)?with|checked\s+with)\s+{WHO}",
    rf"\b(?:need|have|must|got|going)\s+to\s+(?:first\s+)?(?:ask|check\s+with|clear\s+(?:it\s+)?with|convince|talk\s+to|persuade)\s+{WHO}",
    rf"\b(?:if|once|unless|until|as\s+soon\s+as|provided)\s+{WHO}{_SOFT}\s+(?:says?\s+yes|agrees?|approves?|signs?\s+off|ok(?:ay)?s?|nods?)\b",
    rf"\b(?:on|up\s+to)\s+{WHO}(?:['’]s\s+desk)?(?=\s*(?:$|[.,;!?)]))",
)
ABOVE = (
    r"(?:领导|老板|董事会|董事长|管理层|总部|财务(?:部|总监)?|法务|风控|上面|上头|上级|高层|总经理"
    r"|副总|老总|总监|经理|股东|集团|老大|公司(?:内部)?)"
    r"(?:们|那边|这边|层)?"
)
_ZH_DECIDES = (
    r"(?:点头|拍板|表态|回复|答复|同意|批(?!次|发|号|量)|签字|松口|通过|开会|发话"
    r"|敲定|确认|讨论|答应|审批|审核|决定|确定|定(?!金|稿|价|制|位|舱|货|单))"
)
_ZH: tuple[str, ...] = (
    rf"{ABOVE}(?:还|也|都|暂时|目前|一直|至今)*(?:没有?|未|尚未|不)(?:正式|最终|完全|给|有)?{_ZH_DECIDES}",
    r"(?:还|尚|暂时|目前)(?:没有?|未)(?:正式|最终|完全)?(?:敲定|拍板|点头|谈妥|审完|走完|过会|上会|报批|最后定|定下|最终定|最终确定"
    r"|定(?!金|稿|价|制|位|舱|货|单|做)|签批)",
    rf"(?:等|待|需要?|要|得|必须|看)(?:着|先)?(?:经过?|过)?(?:一下)?{ABOVE}的?(?:那边)?(?:{_ZH_DECIDES}|意见|消息|说法|指示|准信|结果)",
    rf"(?:得|要|需要?|必须|还没有?|没有?)(?:先|去)?(?:问(?:问|一下|过)?|请示(?:一下|过)?|报(?:给|请)|跟|和|告诉|汇报给?){ABOVE}(?!.{{0,4}}(?:客户|合同|样品))",
    r"(?:还|正|仍)?(?:在|要|得|需要?|没)(?:走|过|办)(?:一下|完)?(?:公司|内部)?(?:的)?(?:审批|流程|程序|审核)|(?:审批|流程|程序)(?:都|也)?(?:还|尚)?(?:没有?|未)\S{0,4}"
    r"|(?:还得|还要|需要|还需|得)(?:公司|内部)?(?:审批|报批|过会|上会)",
    rf"(?:{ABOVE}|开会|上会)[^，。；！？\n]{{0,8}}?(?:才|再)(?:能)?(?:{_ZH_DECIDES})",
    rf"{ABOVE}(?:还在|正在|在|也在)(?:考虑|研究|讨论|商量|审批|评估|犹豫|权衡|看)",
)
OPEN = (*_EN, *_ZH)
"""A decision of our own company that is still open, in English and Chinese."""
_WHOSE = re.compile(
    rf"\b(?:their|your|his|her|its|(?:the\s+)?(?:customer|client|buyer|dealer|distributor|importer)s?['’]?s?)\s+(?:\w+\s+){{0,2}}{_PEOPLE}\b"
    rf"|\b[A-Z][\w&-]*['’]s?\s+(?:\w+\s+)?{_PEOPLE}\b|\b{_PEOPLE}\s+(?:at|of|over\s+at)\s+(?:the\s+(?:customer|client|buyer)|[A-Z])"
    r"|(?<![给給跟和与向对为帮替让应])(?:客户|客戶|对方|他们?|她们?|人家|甲方|买方|买家|采购方|贵司|贵公司|你们|您|代理商|经销商)(?:那边|那里)?(?:的|家)?"
    r"(?:公司|内部|总部|老板|领导|财务|董事会|高层|管理层|上面|总经理|老总|经理|采购|法务|还|正|在走|也|要走|得走|需要)"
)
_BORDER = re.compile(r"[.;!?\n，。；！？,]|\s[-–—]\s")
_ANY = re.compile("|".join(OPEN), re.IGNORECASE)
_FOR_THEM = re.compile(r"\b(?:send|ship|call|visit|deliver|pay|email|tell)\b|发给|寄|付款|打款|告诉客户|联系客户", re.IGNORECASE)


def is_theirs(text: str, start: int, end: int) -> bool:
    """Whether in the clause of text[start:end] it is the customer's own board, boss or finance that decides."""
    begin = max((border.end() for border in _BORDER.finditer(text, max(0, start - 80), start)), default=max(0, start - 80))
    return _WHOSE.search(text, begin, end) is not None


def is_inner(clause: str) -> bool:
    """Whether a clause only says that our own company has still to decide: no promise to anybody."""
    found = _ANY.search(clause[:300])
    if found is None or is_theirs(clause, found.start(), found.end()):
        return False
    return not _FOR_THEM.search(clause[:300])
