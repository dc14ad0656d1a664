"""Words that pass on what nobody has decided yet: "management is considering", 内部已经, 应该会批. Tables of words; decides nothing else.

`hint_in` gives the words themselves, to be quoted back. What *has been* decided ("approved last week", 老板同意了) is no hint, nor is
what the customer has still to decide ("subject to your approval").
"""

import re
from collections.abc import Iterator
from functools import cache

from bot.promises.deciding import OPEN, is_theirs

_WHO = (
    r"(?:(?:our |the |top )?management|(?:the )?board|(?:the )?directors?|leadership|head office|headquarters|hq|finance|(?:the )?boss"
    r"|(?:my|our) (?:boss|manager|director|ceo|chief)|(?:the )?(?:ceo|cfo|gm)|procurement|the committee)"
)
_IS = r"(?:is|are|was|were|'s|’s|keeps?|has been|have been)(?: still| now| currently| just| already| seriously| actively)?"
_WILL = r"(?:will|'ll|’ll|should|would|(?:is|are) going to)(?: surely| probably| certainly| definitely| likely| soon| then)?"
_PASSED = r"(?:approv\w+|signed off|passed|confirmed|ok(?:ay)?ed|agreed|decided|waved through|granted|authori[sz]ed|given the go-ahead)"
_NOT_OURS = r"(?!(?:your|their|his|her|the (?:customer|client|buyer)|customer|client|buyer)\b)"
_EN: tuple[str, ...] = (
    rf"\b{_WHO} {_IS} (?:consider\w*|discuss\w*|debat\w+|thinking (?:about|of)|deciding|leaning|inclined|weighing|planning"
    rf"|talking about)\b",
    rf"\b{_WHO} {_WILL} (?:approve|agree|sign|say yes|ok|okay|pass|accept|confirm|decide)\b",
    rf"\b{_WHO} (?:wants?|plans?|intends?|means) to (?:introduce|give|grant|offer|pay|approve|allow)\b",
    rf"\b(?:should|ought to|might|may|could|hopefully) (?:\w+ )?(?:be |get |gets )?{_PASSED}\b",
    rf"\b(?:will|'ll|’ll) (?:probably|likely|surely|certainly|definitely|soon) (?:be |get ){_PASSED}\b",
    rf"\b(?:is|are) (?:likely|expected|bound|set|due|supposed|going) to (?:be |get ){_PASSED}\b",
    rf"\b(?:about to|close to|as good as|almost|nearly|practically|all but|on the verge of) (?:be |get |being |getting )?{_PASSED}\b",
    rf"\b(?:about|close) to (?:get|have) (?:\w+ ){{1,4}}{_PASSED}\b",
    rf"\b(?:pending|subject to|awaiting|waiting (?:for|on)|(?:once|as soon as) we (?:get|have)) {_NOT_OURS}(?:\w+ ){{0,2}}"
    r"(?:approval|sign-?off|decision|go-ahead|green light)\b",
    r"\b(?:rebate|discount|bonus|benefit|offer|approval|decision|sign-?off|it) (?:is |are )?(?:still )?pending\b",
    r"\bnot (?:yet |been |officially |formally |fully ){0,2}(?:approved|decided|signed off|official)\b|\bunapproved\b|\bundecided\b",
    r"\b(?:hasn['’]t|haven['’]t|isn['’]t|aren['’]t) (?:been |yet )?(?:approved|decided|signed off|official)\b",
    r"\bunofficially\b|\boff the record\b|\bbetween (?:us|you and me)\b|\bdon['’]t tell anyone\b|\bkeep it to yourself\b|\brumou?r\b",
    r"\bheard? (?:it )?(?:internally|from inside|from (?:finance|a colleague|upstairs)|on the grapevine)\b",
    r"\b(?:discussed|agreed|decided|settled|planned) internally\b",
    r"\binternally (?:it(?:['’]s| is) )?(?:already |nearly |almost |more or less )?(?:agreed|decided|settled|said|discussed|planned)\b",
    r"\bagreed in principle\b|\bin principle (?:agreed|approved|yes|ok)\b|\bunder (?:discussion|consideration)\b",
    r"\bbeing (?:discussed|considered|decided)\b|\bexpect(?:ing)? (?:an? |the )?(?:approval|sign-?off|green light)\b",
)
_EN_WEAK: tuple[str, ...] = (
    r"\babout to\b(?! (?:expire|end|run out|leave|ship|start))|\bshould (?:be (?:possible|fine|ok|okay|no problem|doable)"
    r"|come through|get|have)\b",
    r"\b(?:most )?(?:probably|likely)\b|\bhopefully\b|\bi think (?:we|i) can\b|\bpretty sure\b|\bpresumably\b"
    r"|\bas far as i know\b|\bword is\b",
    r"\bi expect\b|\bshould be able\b|\bmaybe\b|\bperhaps\b|\bin principle\b|\bin the (?:works|pipeline)\b|\bunder (?:review|evaluation)\b",
    rf"\b{_WHO} {_IS} (?:looking (?:at|into|over)|reviewing|studying|checking)\b|\bis planned\b|\bare planned\b|\bcoming soon\b",
)
_ES: tuple[str, ...] = (
    r"\b(?:la (?:dirección|gerencia|junta|central)|el (?:jefe|consejo|directorio|director)|gerencia|dirección)\b.{0,15}"
    r"\b(?:est[áa]n?|sigue)\b.{0,12}\b(?:consider|estudi|evalu|analiz|revis|pens|discut)\w+",
    r"\b(?:debería|deberían|seguramente|probablemente|casi seguro)\b.{0,25}\baprob\w+|\ba punto de\b.{0,15}\b(?:aprob"
    r"|ser aprob|decid|firm)\w+",
    r"\bpendiente de (?:la )?(?:aprobaci|decisi)\w*|\b(?:todavía|aún) no (?:está|se ha|han?|fue|lo han?)\b.{0,12}(?:aprob|decid)\w+",
)
_DE: tuple[str, ...] = (
    r"\b(?:geschäftsleitung|geschäftsführung|vorstand|management|chef|zentrale)\b.{0,15}\b(?:überleg|prüf|denk|berät|diskut|entscheid)\w*",
    r"\b(?:sollte|dürfte|wird (?:wohl|wahrscheinlich|sicher|schon|bestimmt))\b.{0,25}"
    r"\b(?:genehmigt|bewilligt|durchgehen|freigegeben|zugestimmt|klappen)\b",
    r"\bkurz vor (?:der )?(?:genehmigung|freigabe|entscheidung)\b|\bso gut wie (?:genehmigt|durch|beschlossen|sicher)\b|\bunter uns\b",
    r"\bnoch nicht (?:\w+ )?(?:genehmigt|entschieden|freigegeben|beschlossen|offiziell|bewilligt)\b",
)
_PT: tuple[str, ...] = (
    r"\b(?:a (?:diretoria|gerência|direção|matriz)|o (?:chefe|conselho|diretor))\b.{0,15}\best(?:á|ão)\b.{0,12}"
    r"\b(?:consider|estud|avali|analis|pens|discut)\w+",
    r"\b(?:deve|deveria|provavelmente|com certeza)\b.{0,20}\baprov\w+|\bprestes a\b.{0,15}\b(?:aprov|ser|decid)\w+|\bquase aprovad\w+",
    r"\bainda não (?:foi |está |foram )?(?:\w+ )?(?:aprov|decid)\w+|\bpendente de aprova\w+",
)
_ABOVE = r"(?:领导|老板|公司|董事会|管理层|总部|财务|上面|上头|高层|总经理|老总|经理)(?:们)?(?:那边|层)?"
_ZH: tuple[str, ...] = (
    r"内部(?:已经|已|基本|都|正在|在|还在|初步|说)[^，。；！？\n]{0,8}",
    r"应该(?:就|都)?(?:会|能|可以)?(?:很快)?(?:被)?(?:批|通过|同意|过会|点头|放行)(?!了)",
    r"(?:估计|大概|多半|肯定|马上|快|快要|即将|很快|差不多|八成|基本)(?:就)?(?:会|能|要|可以)?(?:被)?"
    r"(?:批准|批下来|批了|批(?!次|发|号|量)|通过|定下来|定了|拍板|同意|公布)",
    rf"{_ABOVE}(?:正在|还在|正|在|也在|已经在)(?:考虑|研究|讨论|商量|审批|评估|走流程)",
    rf"{_ABOVE}(?:肯定|应该|估计|大概|一般|多半|可能)?会(?:批|同意|通过|答应|点头|支持)",
    r"(?:还没有?|尚未|没有?|未)(?:正式|最终|完全)?(?:批准|批下来|批(?!次|发|号|量)|定下来|通过|决定|审批|拍板|公布|敲定|获批)(?!前)",
    r"审批(?:还)?没|(?:还在|正在|在)走(?:审批|内部)?流程",
    r"(?:等|待)(?:着)?(?:领导|老板|董事会|财务|总部|上面|公司)?(?:那边)?(?:批(?!次|发|号|量)|审批|批准|点头|拍板)",
    r"私下(?:里)?(?:告诉|说|透露)|口头(?:上)?(?:同意|答应)|原则上(?:同意|通过|没问题)|八九不离十|十有八九|听说|听内部|小道消息|先别(?:告诉|跟)?别人",
    r"政策(?:快|马上|即将)(?:要)?(?:出|下)来?",
)
_ZH_WEAK = (r"应该|可能|大概|估计|差不多|即将|多半|没意外|不出意外|正在研究|在考虑",)
_JA: tuple[str, ...] = (
    r"検討中|(?:社内|内部)で(?:は|も)?(?:もう|すでに|既に|ほぼ|検討|話)|承認(?:される|が?下りる|が?おりる|が?出る)(?:はず|見込み|予定|と思)",
    r"承認待ち|未承認|まだ(?:正式に)?(?:決まって|承認されて|決定して)|ほぼ決ま|決まりそう|おそらく(?:承認|通)",
    r"(?:上司|経営陣|役員|社長|本社)(?:が|は|も)[^。、\n]{0,8}(?:検討|考え|前向き)",
)
_OTHER_WEAK: tuple[str, ...] = (
    r"\bprobablemente\b|\bseguramente\b|\ba punto de\b|\bwahrscheinlich\b|\bvermutlich\b|\bprovavelmente\b|\bprestes a\b",
    r"たぶん|おそらく|はず",
)


def hint_in(text: str, is_benefit: bool) -> str:
    """The words that tell that it is not decided, or "". Weak ones ("about to", 应该) speak only beside a benefit."""
    strong, weak = _patterns()
    return next(_ours(strong, text), "") or (next(_ours(weak, text), "") if is_benefit else "")


def _ours(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    """What a pattern finds, where it is not the customer's own people who decide."""
    for found in pattern.finditer(text):
        if not is_theirs(text, found.start(), found.end()):
            yield found.group().strip()


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    strong = "|".join((*_EN, *_ES, *_DE, *_PT, *_ZH, *_JA, *OPEN))
    weak = "|".join((*_EN_WEAK, *_ZH_WEAK, *_OTHER_WEAK))
    return re.compile(strong, re.IGNORECASE), re.compile(weak, re.IGNORECASE)
