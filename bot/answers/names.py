"""Proper names in a sentence: people, companies, places. Told by capitals, by what stands beside them, and by a list of known customers."""

import re
from collections.abc import Collection
from functools import lru_cache

_LETTER = r"[^\W\d_\u3040-\u9fff\uac00-\ud7a3]"
_WORD = re.compile(rf"{_LETTER}+(?:['’&-]{_LETTER}+)*")
_STARTS = re.compile(r"(?:\A|[.!?:;…。！？：；\n\"“”„«»「」『』(（\[—–•]|\s-)\s*['\"“‘(（]*$")
_ORDINARY_WORDS = """
    a about above accept acknowledge act add admit after again agree all allow almost already also although always an and another
    answer any anyone anything approach are as ask asking assume at avoid be because become been before begin being believe best
    better between bring build but buyer buyers buying by call calm can cannot careful carefully check choose clarify clear
    clearly close come compare confirm consider could customer customers decide deal decision describe did different do does doing
    don't draw each early either encourage end ensure even every everyone everything explain explore express face fact few find
    first focus follow for from gather gently get give given go good great had hand has have having he hear hello help her here hi
    his hold honest honestly how however i i'd i'll i'm i've if in instead intend invite is it it's its just keep know last later
    lead learn leave let let's like list listen look lower make many may maybe me mention might more most move much must my name
    need needs neither never new next no none nor not note nothing notice now of off offer often ok okay on once one only open or
    order other others otherwise our out over own part pause people perhaps pick plan please point politely possibly prepare
    present price prices probably promise promises propose protect prove provide put question questions quote quickly rather read
    ready really reason recall record refer remember repeat reply request respect respond resist review right same save say saying
    see seek sell seller send set several share she should show simply since small so some someone something sometimes speak start
    state stay steady still stop such suggest summarise summarize suppliers support sure take talk team tell thank thanks that
    that's the their them then there there's these they thing think this those though three through to today together too treat
    true trust try turn two under understand unless until up use usually value verify very wait want was watch way we we'd we'll
    we're well were what what's when whenever where whether which while who whom why will win wise with within without work worth
    would write yes yet you you'd you'll you're you've your yourself asap fyi ps vip mr mrs ms dr ceo cfo sir madam dear regards
    english chinese
"""
_ORDINARY = frozenset(_ORDINARY_WORDS.split())
"""Words that open a sentence or stand capitalised without naming anybody."""
_ACTS_ON = re.compile(
    r"\s+(?:the|an?|your|their|his|her|our|any|that|this|these|those|what|whether|how|why|if|to|with|for|back|up|out|through|them|him|it"
    r"|into|on|off|over|around|from|about|no|each|every|one|some|all|both|more|as|in|which)\b"
)
"""After an opening word it makes an order of it: "Revisit the thread", which names nobody."""
_FIRM_LATIN = re.compile(
    r"\b([A-ZÀ-Þ][\w&'-]+(?: [A-ZÀ-Þ][\w&'-]+)*),? (?:GmbH|AG|Ltd|LLC|Inc|Corp|Co|S\.?A|S\.?L|S\.?p\.?A|PLC|BV|Oy|AB)\b"
)
_FIRM_HAN = re.compile(r"[\u4e00-\u9fff]{2}(?:公司|集团|股份|实业|贸易行|商行|工厂|株式会社)")
_FIRM_ANY = re.compile(
    r"[\u4e00-\u9fff]?(?:[我贵本你您他她对各两司何]|我们|你们|他们|对方|客户|一家|这家|那家|哪家|两家|几家|整个|有限|同行|其他|别的|小|大|老|新|该|个|外贸|贸易|采购|国外|国内|任何|所有|母|子|分|总|中间|制造|生产|的|和|去|到|看|在|从|是|给|对|与|跟|让|请|来|参观|供应商|竞争)"
    r"(?:公司|集团|股份|实业|贸易行|商行|工厂|株式会社)$"
)
_TITLED = re.compile(
    r"[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤]"
    r"(?:先生|女士|小姐|总(?!是|会|要|算|之|体|能|共|得|在|公|经|结|价|部|量|额|数|的|监)|经理|老板|工(?=[，,。说的]))"
)
_PLACE_NAMES = """
    美国 英国 法国 德国 日本 韩国 印度 泰国 越南 俄罗斯 巴西 墨西哥 智利 秘鲁 阿根廷 哥伦比亚
    西班牙 葡萄牙 意大利 荷兰 比利时 波兰 土耳其 埃及 沙特 迪拜 阿联酋 伊朗 伊拉克 以色列 南非 尼日利亚
    肯尼亚 印尼 马来西亚 新加坡 菲律宾 澳大利亚 加拿大 瑞典 瑞士 奥地利 希腊 乌克兰 巴基斯坦 孟加拉 北京 上海
    广州 深圳 宁波 义乌 杭州 苏州 青岛 天津 香港 台湾 东莞 佛山 厦门 温州
"""
_PLACES = _PLACE_NAMES.split()


def names(sentence: str, ordinary: Collection[str], opening: Collection[str] | None, *, capitals: bool = True) -> set[str]:
    """What in a sentence looks like a name.

    `ordinary`: further lower-case words that are none when capitalised. `opening`: those that are none where a sentence or quotation
    begins; None when the language is not ours and nothing can be said of opening words. `capitals=False` for languages that capitalise
    every noun: then only firms and words in capitals count.
    """
    found = {match[1] for match in _FIRM_LATIN.finditer(sentence)}
    found |= {match[0] for match in _FIRM_HAN.finditer(sentence) if not _FIRM_ANY.search(match[0])}
    found |= {match[0] for match in _TITLED.finditer(sentence)}
    found |= {place for place in _PLACES if place in sentence}
    for match in _WORD.finditer(sentence):
        word = match[0]
        if len(word) < 2 or not word[0].isupper() or not (capitals or word.isupper()):
            continue
        if _bare(word) not in _ORDINARY and _bare(word) not in ordinary and not _opens(sentence, match, opening):
            found.add(word)
    return found


def _opens(sentence: str, match: re.Match[str], opening: Collection[str] | None) -> bool:
    """True for a word that is capitalised only because a sentence begins with it."""
    at = match.start()
    before = sentence[:at] if at <= 6 else "x" + sentence[at - 6 : at]
    if not _STARTS.search(before) or match[0].isupper():
        return False
    return opening is None or _bare(match[0]) in opening or _ACTS_ON.match(sentence, match.end()) is not None


@lru_cache(maxsize=512)
def lower_words(text: str) -> frozenset[str]:
    """The words that stand in lower case in a text: capitalised elsewhere, they name nobody."""
    return frozenset(match[0] for match in _WORD.finditer(text) if match[0].islower())


def known(sentence: str, customers: Collection[str]) -> set[str]:
    """The customers of the list whom a sentence names."""
    return {name for name in customers if len(name) >= 2 and _stands_in(name, sentence)}


def missing(found: Collection[str], evidence: str) -> list[str]:
    """The names that do not stand in the evidence, in alphabetical order."""
    return sorted(name for name in found if not _stands_in(name, evidence))


def _stands_in(name: str, text: str) -> bool:
    bare = _bare(name)
    if re.fullmatch(r"[\u3040-\u9fff\uac00-\ud7a3]+", bare):
        return bare in text
    return re.search(rf"(?<!{_LETTER}){re.escape(bare)}(?!{_LETTER})", text.replace("’", "'").casefold()) is not None


def _bare(word: str) -> str:
    """A word without its possessive, in one case and one kind of apostrophe."""
    return re.sub(r"'s$", "", word.replace("’", "'").casefold())
