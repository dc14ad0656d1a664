"""Customers named in Chinese and Japanese sentences: by what stands before and after, and by endings such as 公司, 总, 様."""

import re
from collections.abc import Iterator

from bot.promises.reading.known_words import COMMON, NOT_NAMES, PLACES
from bot.promises.reading.mentions import Mention
from bot.promises.reading.shapes import COLLEAGUE, DUE, Message, Span

_HAN = "\u3400-\u9fff"
_X = rf"[{_HAN}A-Za-z0-9&.·'\- \u30a0-\u30ff]"
_ENDING = (
    r"公司|集团|集團|客户|客戶|客人|买家|買家|先生|女士|小姐|总|總|经理|經理|老板|老闆|主任|厂长|董|贸易|貿易|科技|实业|實業"
    r"|五金|机械|機械|电子|電子|照明|陶瓷|仪器|包装|酒店|用品|农机|泵业|渔具|汽配|玩具"
    r"|茶业|电缆|机床|安防|箱包|阀门|种业|纸业|建材|化工|医疗|食品|服饰|家居|能源|光电|集団|商社|工业|股份|船务|国际|超市"
    r"|渠道商|代理商|经销商|太太|老师|教授|哥|姐"
)
_TRADES = (
    "贸易|包装|化工|工业|实业|科技|机械|货运|货代|物流|伺服|传动|轴承|照明|陶瓷|电子|电器|电气|电机|电缆|光电|半导体|新能源|能源"
    "|材料|建材|五金|工具|家具|家居|纺织|服饰|服装|制衣|鞋业|箱包|玩具|食品|饮料|茶业|酒业|农业|农机|种业|渔具|生物|医药|制药|医疗"
    "|药业|仪器|仪表|设备|装备|重工|机床|模具|汽配|汽车|船舶|阀门|泵业|管业|钢铁|金属|铝业|铜业|纸业|印刷|塑料|塑胶|橡胶|玻璃|涂料"
    "|环保|水务|集团|股份|国际|控股|商贸|进出口|超市|百货|酒店用品|酒店|安防|通信|网络|软件|自动化|机器人|精密|制造|電子|貿易|科技"
    "|實業|客户|客戶|公司|经理|經理|先生|女士|小姐|老板|主任"
)
_VERBS = "发寄送报做打提供安排出准备回报付说讲谈确定签延免降让优申改换退补赔开派备交装推约答延换退"
_STOP = (
    rf"(?=[{DUE}{COLLEAGUE}，。,、：:；;！!?？（）()“”「」\n]|\s|$|那边|这边|这个|那个|方面|的|说|發|会|要|也|在|先|都|我|以|把|将"
    rf"|了|过|一个|一份|一下|两|三|[0-9]|{'|'.join(_VERBS)}|报价|样品|订单|合同|按|做|的|独家|最|免费|不)"
)
_GIVEN = re.compile(
    rf"(?:给到|发给|寄给|报给|送给|交给|回给|退给|赔给|传给|赔偿|补偿|赔|答应|承诺|许诺|许给|拜访|答复|回复|联系|通知|告诉|告知"
    rf"|保证|跟进|[给給]|跟(?!进|踪|单)|和|与|與|向|对(?!方)|對(?!方)|為|帮(?!忙|助|我)|替(?!换)|约(?!定|好|会)|約|找(?!到)|同(?!意"
    rf"|时|步|事|样|款|一)|问(?!题|候|一)|催(?!一|款)|欠)(?:了|过|好|到)?(?:客户|客戶)?(?P<name>[\u3400-\u9fff]{{1,4}}?(?:总(?!部"
    rf"|体|价|是|共|之)|经理|老板|主任|先生|女士|小姐|工(?=[发那说回的打，,{DUE}\s寄给]|$))"
    rf"|(?:(?![发寄送报给说把将他她你您我的])[\u3400-\u9fffA-Za-z0-9&]){{1,8}}?(?:{_TRADES})+(?:股份"
    rf"|集团)?(?:有限)?(?:责任)?(?:公司)?|{_X}{{2,16}}?{_STOP})"
)
_SPEAKS = re.compile(
    rf"(?:^|[{DUE}{COLLEAGUE}，。,；;！!?？：:\n\s]|刚才?|昨天|今天|刚刚|听说|因为|所以|但|另外|那"
    rf"|跟)(?P<name>[^\s{DUE}{COLLEAGUE}，。,；;！!?？：:\n我你您他她]{{2,14}}?)(?:那边|这边|方面|公司那边)?(?:也|都|已经?"
    rf"|刚刚?|又|今天|昨天|在电话里|邮件|微信)*"
    rf"(?=那边|这边|方面|说|答应|承诺|同意|确认|表示|回复说|保证|要求|希望|催|会|要|将|打算|准备付|{DUE}*(?:付|打款|打定|汇|转"
    rf"|签|下单|回签|支付|把|给我|安排付|开证|来))"
)
_ENDED = re.compile(
    rf"(?P<name>(?:(?![我你您他她们給给把跟和与向对为帮的了在说要会将先再就也都那这个报发寄送答应约催问告诉复系])[{_HAN}A-Za-z0-9&·"
    rf"]){{1,10}}?(?:{_ENDING})+(?:那边)?)(?![{_HAN}]{{0}}价)"
)
_OWNS = re.compile(
    rf"(?:^|[{DUE}{COLLEAGUE}，。,；;！!?？：:\n\s]|把"
    rf"|将)(?P<name>[^\s{DUE}{COLLEAGUE}，。,；;：:\n我你您他她]{{2,12}}?)的(?=.{{0,12}}(?:报价|样|单|合同|图|货|证书|资料|发票"
    rf"|订单|目录|价|方案|交期|问题|尾款|定金|款))"
)
_LATIN = re.compile(
    r"[A-Za-z][A-Za-z0-9&.'’-]*(?:\s+(?:(?:de|da|del|van|von|of)\s+)?[A-Z&][\w&.'-]*)*(?:\s*(?:公司|集团|客户|先生|女士|总))?"
)
_JAPANESE = re.compile(
    rf"(?P<name>(?:株式会社|㈱|有限会社)?[^\s、。{DUE}{COLLEAGUE}をがはにでとへのもや・：:（）「」]{{1,20}}?(?:株式会社|㈱|商事"
    rf"|工業|製作所|電機|物産|商会|産業|興業|建設|重工|電子|化学|食品|精機|貿易|ホールディングス)?)(?P<title>様|さん|さま|社長"
    rf"|部長|課長|社|氏|御中|殿|側|先生)?"
    rf"(?P<part>には|に(?!つ|お)|へは?|宛(?:て)?に?|向け(?:に|の)?|の|が|は|から|より|と|も|とは|、|：|:|{DUE}|$|\s)"
)
_GENERIC = re.compile(
    r"^(?:别(?:家|人|的).*|其他.*|第二家|让客户|[他她它你您我咱].*|老外|客户|客戶|客人|对方|對方|他们?|她们?|你们?|您|我们?"
    r"|咱们?|大家|各位|人家|买家|老客户|新客户|大客户|小客户|这个客户|那个客户|该客户|本客户|终端客户|国外客户|外国客户"
    r"|每个客户|其他客户|所有客户|两个客户|几个客户|一个客户|这位客户|那位客户|谁|别人|自己|公司|老板|领导|经理|工厂|财务|物流"
    r"|技术|仓库|采购|车间|货代|同事|团队|部门|总部|生产|品质|供应商|厂家|船公司|银行|海关|商检|快递|快递公司|代理商|经销商"
    r"|渠道商|代理|客户那边|对方公司|贵司|贵公司|我司|敝司|市场部|设计|实验室|售后|研发|总|本周|下周|这周|分公司|子公司|第三方"
    r"|检测|服务|.{0,2}部|先生|女士|小姐|老师|这边|那边|国外|终端|进口商|总经理|厂长|主任|.?经理那|的?客户|我们?客户|他客户"
    r"|货代公司|船务|工程师|大客户经理|各个?客户|一些客户|很多客户|有些?客户|.*[们])$"
)
_NOT_NAME = re.compile(
    r"一起|报价|样品|樣品|样|合同|图纸|证书|资料|目录|发票|订单|价格|单价|折|优惠|账期|返利|质保|保修|交期|发货|出货|交货|货款"
    r"|货物|大货|货$|到货|定金|尾款|免费|独家|付款|信用证|提单|清单|文件|方案|照片|视频|单号|电话|邮件|说法|答复|回复|消息|结果"
    r"|时间|机会|产品|机器|设备|配件|备件|明天|后天|今天|昨天|周[一二三四五六日末]|星期|月底|年底|下周|本周"
    r"|[0-9]+[%％台件个套天月号元]|支持|面子|安装|培训|折扣|点|一下|个月|报告|说明|问题|需要|可以|已经|没有|不|如果|只要|等"
    r"|然后|直接|马上|尽快|一定|应该|可能|希望|最好|老规矩|惯例|这批|那批|这个|那个|这单|那单|两个|三个|几个|确认|安排|准备"
    r"|打算|讨论|沟通|开会|[发寄送付报]给|事情|事儿?$|情况|条件|方式|之前|之后|以后|以内|范围|数量|尺寸|颜色|包装(?:方案|设计"
    r"|盒|箱)|柜子?|集装箱|小时|分钟|工作日|半天|早上|下午|上午|晚上|中午|目前|现在|收到|款$|费$|价$|图$|表$|单$|证$|书$|品$"
    r"|函$|版$|案$|稿$"
)
_INTERNAL = re.compile(
    r"^(?:工厂|厂里|车间|仓库|生产|技术|工程|财务|物流|货代|老板|领导|研发|品质|质检|售后|设计|实验室|总部|市场|船务|采购|跟单|单证"
    r"|法务|客服|内勤|小[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁]$)"
)
_JA_TRADES = (
    r"物流|化学|化工|ケミカル|機工|電装|電子|油化|ロジスティクス|マシナリー|モーター|工業|精密|金属|製薬|薬品|硝子|ガラス"
    r"|セラミックス?|システムズ?|テック|運輸|海運|水産|農機|鉄工|建材|繊維|紡績|印刷|商事|製作所|電機|物産|商会|産業|興業|建設|重工"
    r"|食品|精機|貿易|ホールディングス|フーズ|エンジニアリング|エレクトロニクス|テクノ|メディカル|製造|技研|機械|樹脂|塗料|鋼業"
    r"|製鋼|石油|造船|自動車|電気|通信|屋|堂|ポンプ|バルブ|ベアリング"
)
_JA_GENERIC = re.compile(
    r"^(?:お?客様?|お客|皆|先方|各|他|弊|当|御|貴|会|相手|取引先|私|僕|弊社|当社|我々|こちら|うち|自分|工場|技術|物流|経理|担当"
    r"|上司|部長|課長|社長|今日|明日|今週|来週|本日|月末|お?世話|これ|それ|あれ|誰|仕|お得意|代理店|向こう|バイヤー|客先|彼|彼女"
    r"|チーム|営業|納期|品質|全|新|旧|本|弊社側|御|同|商|倉庫|設計|製造)$"
)
_JA_THING = re.compile(
    r"見積|サンプル|資料|書$|図面|製品|商品|注文|価格|単価|出荷|部品|機械|ポンプ|カタログ|回答|結果|代金|支払|入金|契約|証明|リスト"
    r"|保証|送料|値引|貨物|コンテナ|件$|品$|表$|費$|まで|以内|日$|月$|週|時$|連絡|確認|提出|対応|手配|打ち合わせ|会議|電話|返事"
    r"|返信|独占|無償|無料|分$|[0-9０-９]|として|ため|よう|こと|もの|場合|%|％|引$|円|個$|台$|本$|セット"
)
_BOUNDS = re.compile(rf"[{DUE}{COLLEAGUE}，。,；;！!\n、()（）]|\s+|[:：]|\s[-–—]\s")


def names_in(message: Message, japanese: bool) -> Iterator[Mention]:
    """Every customer named in the Chinese or Japanese parts of a message."""
    masked = message.masked
    if japanese:
        yield from _japanese(message)
        return
    for pattern, sure, group in ((_GIVEN, 3, "name"), (_OWNS, 3, "name"), (_SPEAKS, 3, "name"), (_ENDED, 2, "name")):
        for match in pattern.finditer(masked):
            mention = _checked(masked, match.start(group), match[group], sure)
            if mention:
                yield mention
    for match in _LATIN.finditer(masked):
        mention = _latin(masked, match)
        if mention:
            yield mention
    if message.via == "slash":
        yield from _parts(message)


def _checked(masked: str, start: int, raw: str, sure: int) -> Mention | None:
    name = raw.strip()
    start += len(raw) - len(raw.lstrip())
    lead = re.match(
        r"(?:老规矩|跟(?!进)|那个|这个|我们的?|咱们?的?|今天|刚才?|昨天|好的?|行|嗯|ok|OK|另外|对了|还有|已经|都|也|请|先|关于|了"
        r"|和|给|答应|到|跟进|拜访|联系|回复|答复)+",
        name,
    )
    if lead and len(name) - lead.end() >= 2:
        start, name = start + lead.end(), name[lead.end() :]
    name = re.sub(r"(?:那边|这边|方面|那里)$", "", name).strip()
    person = re.fullmatch(rf"(?P<firm>.{{2,12}}?)的(?P<person>{_PERSON})", name)
    if person:
        local = person["firm"] in _PLACES_ZH or len(person["firm"]) < 3
        start, name = (start + len(person["firm"]) + 1, person["person"]) if local else (start, person["firm"])
    acronym = re.search(r"[A-Za-z]{2,4}$", name)
    if acronym and acronym.group().lower() in NOT_NAMES and acronym.start() >= 2:
        name = name[: acronym.start()]
    if not re.search(rf"[{_HAN}]", name):
        word = name.strip(" .-")
        if len(word) < 2 or not re.match(r"[A-Za-z]", word) or _is_common(word):
            return None
        name = word
    elif (
        len(name) < 2
        or _GENERIC.match(name)
        or (_NOT_NAME.search(name) and not re.search(rf"[\u3400-\u9fff]{{2}}(?:{_TRADES})(?:公司)?$", name))
        or _INTERNAL.match(name)
        or _VERBAL.search(name)
    ) or (name in _PLACES_ZH and sure < 4):
        return None
    return Mention(Span(start, start + len(name)), name, sure, _phrase(masked, start, start + len(name)))


_PERSON = r"(?:[小老阿][\u3400-\u9fff]|[\u3400-\u9fff]{1,2}(?:总|工|经理|老板|主任|先生|女士|小姐|哥|姐))"
_VERBAL = re.compile(
    r"^(?:发|寄|送|报|做|打|提供|安排|出|回|付|说|讲|谈|定|签|延|免|降|让|申|改|换|退|补|赔|开|派|备|交|装|来|去|看|想|有|是|就|再"
    r"|把|被|到|在|会|要|能|又|才|只|还|从|按|大概|估计|一|二|三|两|四|五|六|七|八|九|十)(?!.{0,6}(?:总|公司|客户|贸易|科技|集团)$)"
    r"|(?:发|寄|送|出|做|给|安排|提供|处理|完成|过来|过去)$"
)
_PLACES_ZH = frozenset(
    [
        "宁波",
        "上海",
        "深圳",
        "广州",
        "青岛",
        "天津",
        "厦门",
        "义乌",
        "香港",
        "汉堡",
        "鹿特丹",
        "洛杉矶",
        "纽约",
        "迪拜",
        "新加坡",
        "东京",
        "大阪",
        "北京",
        "杭州",
        "苏州",
        "德国",
        "美国",
        "日本",
        "韩国",
        "印度",
        "越南",
        "泰国",
        "巴西",
        "墨西哥",
        "法国",
        "英国",
        "意大利",
        "西班牙",
        "俄罗斯",
        "中国",
        "欧洲",
        "非洲",
        "中东",
        "南美",
        "东南亚",
    ]
)


def _latin(masked: str, match: re.Match[str]) -> Mention | None:
    words = match.group().strip(" .-'")
    parts = words.split()
    while parts and _is_common(parts[0]):
        words = words[words.find(parts[0]) + len(parts[0]) :].strip()
        parts.pop(0)
    while parts and parts[-1].lower().strip(".") in NOT_NAMES:
        words = words[: words.rfind(parts[-1])].strip()
        parts.pop()
    if len(words) < 2 or not parts or re.fullmatch(r"[A-Z]{0,3}-?\d[\w/.-]*", words):
        return None
    start = masked.find(words, match.start())
    before, after = masked[max(0, start - 6) : start], masked[start + len(words) : start + len(words) + 6]
    sure = (
        3
        if re.search(r"[给給跟和与向对對为帮替约找欠]\s*$|答应了?\s*$|承诺\s*$", before)
        or re.match(r"\s*(?:那边|这边|的|说|答应|承诺|同意|会|要|：|:|客户)", after)
        else 2
    )
    if not words[:1].isupper() and sure < 3:
        sure = 1
    return Mention(Span(start, start + len(words)), words, sure, _phrase(masked, start, start + len(words)))


def _is_common(word: str) -> bool:
    low = word.lower().strip(".,'-")
    return low in NOT_NAMES or low in COMMON or low in PLACES or len(low) < 2


def _parts(message: Message) -> Iterator[Mention]:
    """In a slash text a part of its own, between signs, spaces and dates, that is no thing and no verb, is the customer."""
    masked, start, first = message.masked, 0, True
    ends = [*_BOUNDS.finditer(masked), None]
    for end in ends:
        stop = end.start() if end else len(masked)
        part = masked[start:stop]
        if part.strip() and re.search(rf"[{_HAN}]", part):
            colon = bool(end and end.group().strip() in (":", "："))
            mention = (
                _checked(masked, start, part, 5 if colon and first else 4 if first and end and end.group().strip() in "，, " else 2)
                if len(part.strip()) <= 14
                else None
            )
            if mention and not (re.search(r"[发寄送报付签做给打]", part) and mention.sure < 5):
                yield Mention(mention.span, mention.name, mention.sure, Span(start, end.end() if end and DUE not in end.group() else stop))
            first = False
        elif part.strip():
            first = False
        start = end.end() if end else stop


def _phrase(masked: str, start: int, end: int) -> Span:
    before = re.search(r"(?:给到?|給|为|帮(?!忙)|替|向|对)\s*(?:客户)?$", masked[max(0, start - 6) : start])
    if before and re.search(r"[发發寄报報送交退回赔传打付](?:给|給)\s*$", masked[max(0, start - 6) : start]):
        before = None
    tail = re.match(rf"的{_PERSON}(?![单图表])|(?:那边|这边|方面|公司)?(?:的)?", masked[end : end + 6])
    return Span(start - len(before.group()) if before else start, end + (len(tail.group()) if tail else 0))


def _japanese(message: Message) -> Iterator[Mention]:
    masked = message.masked
    opening = (
        re.match(rf"[\s]*(?P<name>[^\s、，。:：{DUE}]{{2,20}}?)(?:様|さん|御中)?(?P<end>[\s、，:：]|$)", masked)
        if message.via == "slash"
        else None
    )
    if opening and _could_be_japanese(opening["name"], "", "に"):
        end = opening.end("end")
        yield Mention(
            Span(opening.start("name"), opening.start("end")), masked[opening.start("name") : opening.start("end")], 4, Span(0, end)
        )
    for match in _JAPANESE.finditer(masked):
        name, title, part = match["name"].strip(), match["title"] or "", match["part"]
        start = match.start("name") + (len(match["name"]) - len(match["name"].lstrip()))
        lead = re.match(r"(?:あと|また|では|なお|そして|それでは|承知しました|了解です|って|追加|至急)+", name)
        if lead and lead.end() < len(name):
            start, name = start + lead.end(), name[lead.end() :]
        if title == "社" and re.fullmatch(r"[A-Za-zＡ-Ｚ0-9]{1,3}", name):
            name, title = name + title, ""
        if not _could_be_japanese(name, title, part):
            continue
        spoken = title if title not in ("側", "社") else ""
        whole = masked[start : start + len(name) + len(spoken)]
        particle = part.strip(f"{DUE}、 ") not in ("", "と", "も", "が", "は")
        end = match.end() if particle else start + len(whole)
        yield Mention(Span(start, start + len(whole)), whole, 5 if part in ("：", ":") and message.via == "slash" else 3, Span(start, end))


def _could_be_japanese(name: str, title: str, part: str) -> bool:
    """Whether a name is likely, by its title, its ending, or the particle after it."""
    if (
        not name
        or (len(name) < 2 and not title)
        or _JA_GENERIC.match(name)
        or (name + title) in ("お客様", "皆様", "皆さん", "先方様", "お客さん")
    ):
        return False
    if re.search(r"ます|です|した|して|する|れば|たら|ない|[ぁ-ん]{4,}", name) or re.fullmatch(r"[ぁ-ん]+", name):
        return False
    if title:
        return not _JA_THING.fullmatch(name)
    if re.search(r"(?:株式会社|㈱|有限会社)", name) or re.search(rf"[^\s](?:{_JA_TRADES})$", name):
        return not re.fullmatch(_JA_TRADES, name) and not re.search(r"[をがはにで]", name)
    if _JA_THING.search(name):
        return False
    if re.fullmatch(r"[A-Za-z0-9&.' -]+", name):
        return not all(_is_common(word) for word in name.split())
    if re.fullmatch(r"[ァ-ヶー・]{3,}", name):
        return part != "" and not _JA_LOANS.match(name)
    return False


_JA_LOANS = re.compile(
    r"^(?:サンプル|カタログ|メール|データ|リスト|コンテナ|ポンプ|モーター|バルブ|レポート|クレーム|ドイツ|アメリカ|インド"
    r"|ベトナム|タイ|チーム|スケジュール|オファー|プロジェクト|ファイル|テスト|サイズ|カラー|パーツ|ロット|パレット|マニュアル"
    r"|ラベル|パッケージ|キャンペーン|コスト|ディスカウント|リベート|トレーニング|サポート|サービス|メンテナンス|ドラフト"
    r"|フィードバック|アップデート|ミーティング|オンライン|フォロー|インボイス|パッキング|スペック|ケーブル|センサー|フィルター"
    r"|ベアリング|ロボット|キット|セット|トラック|ドル|ユーロ|ケース|ボックス|シール|タイミング|ペース|ライン)"
)
