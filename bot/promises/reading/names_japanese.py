"""Customers named in Japanese sentences: by title, by how company names end, by the particle that follows."""

import re
from collections.abc import Iterator

from bot.promises.reading.mentions import Mention
from bot.promises.reading.names_chinese import is_common
from bot.promises.reading.shapes import COLLEAGUE, DUE, Message, Span

_JAPANESE = re.compile(
    rf"(?P<name>(?:株式会社|㈱|有限会社)?[^\s、。{DUE}{COLLEAGUE}をがはにでとへのもや・：:（）「」]{{1,20}}?(?:株式会社|㈱|商事"
    rf"|工業|製作所|電機|物産|商会|産業|興業|建設|重工|電子|化学|食品|精機|貿易|ホールディングス)?)(?P<title>様|さん|さま|社長"
    rf"|部長|課長|社|氏|御中|殿|側|先生)?"
    rf"(?P<part>には|に(?!つ|おい|おけ)|へは?|宛(?:て)?に?|向け(?:に|の)?|の|が|は|から|より|と|も|とは|、|：|:|[（）()]|{DUE}|$|\s)"
)
_JA_TRADES = (
    r"物流|化学|化工|ケミカル|機工|電装|電子|油化|ロジスティクス|マシナリー|モーター|工業|精密|金属|製薬|薬品|硝子|ガラス"
    r"|セラミックス?|システムズ?|テック|運輸|海運|水産|農機|鉄工|建材|繊維|紡績|印刷|商事|製作所|電機|物産|商会|産業|興業|建設|重工"
    r"|食品|精機|貿易|ホールディングス|フーズ|エンジニアリング|エレクトロニクス|テクノ|メディカル|製造|技研|機械|樹脂|塗料|鋼業"
    r"|製鋼|石油|造船|自動車|電気|通信|精工|製鉄|鉄鋼|器械|器材|光学|光研|ゴム|紙業|製紙|酒造|工務店|工房|プラント"
    r"|テクノロジーズ?|インダストリーズ?|マテリアルズ?|コーポレーション|ソリューションズ?|トレーディング|アパレル|ファーマ"
    r"|スチール|メタル|プラスチック|オート|モータース|重機|農園|空調|計器|機材|商店|ストア|百貨店|ホテル|病院|大学|クリニック"
    r"|塑業|港運|汽船|運送|通商|交易|実業|化成|電工|電線|電設|設備|技術|技建|ハウス|デンキ|ケミファ|ロボティクス|オプト|屋|堂"
    r"|ポンプ|バルブ|ベアリング|製菓|製麺|製茶|醸造|乳業|製粉|染織|織物|刃物|窯業|林業|牧場"
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
_JA_LOANS = re.compile(
    r"^(?:サンプル|カタログ|メール|データ|リスト|コンテナ|ポンプ|モーター|バルブ|レポート|クレーム|ドイツ|アメリカ|インド"
    r"|ベトナム|タイ|チーム|スケジュール|オファー|プロジェクト|ファイル|テスト|サイズ|カラー|パーツ|ロット|パレット|マニュアル"
    r"|ラベル|パッケージ|キャンペーン|コスト|ディスカウント|リベート|トレーニング|サポート|サービス|メンテナンス|ドラフト"
    r"|フィードバック|アップデート|ミーティング|オンライン|フォロー|インボイス|パッキング|スペック|ケーブル|センサー|フィルター"
    r"|ベアリング|ロボット|キット|セット|トラック|ドル|ユーロ|ケース|ボックス|シール|タイミング|ペース|ライン)"
)
_OF_PLACE = re.compile(
    r"(?P<name>[\u3400-\u9fff\u30a1-\u30fa\u30fcA-Z]{2,10}の(?:お客様|お客さん|客先|顧客|バイヤー|代理店|取引先|ディーラー|商社"
    r"|販売店|工務店))(?:側)?(?:には|に|へ|から|より|が|は|と|の)?"
)
_PERSON_OF = re.compile(
    r"(?P<name>[\u3400-\u9fff\u30a1-\u30fa\u30fcA-Za-z]{2,12})の(?:ご?担当(?:者|の方)?|購買|調達|資材部|社長|部長|課長|専務|所長|[\u3400-\u9fff]{1,3}(?:さん|様|氏"
    r"|部長|課長|社長))"
    r"(?:様|さん)?(?:には|に|へ|が|は|から|より|と)"
)
"""A person of theirs."""
_VISITED = re.compile(r"(?P<name>[\u3400-\u9fff\u30a1-\u30fa\u30fcA-Za-z]{2,12}?)(?P<title>様|さん)?を(?:ご?訪問|お?訪ね|ご?招待|担当)")
_GIVES = re.compile(
    r"送|出し|出す|提出|届|渡|連絡|回答|納品|納入|出荷|発送|返|報告|電話|持参|案内|共有|見積|値引|約束|支払|払|振|サイン|署名|発注"
    r"|くれ|いただ|頂"
)
_NO_FIRM = re.compile(
    r"(?:日|月|週|時|中|前|後|内|頃|末|度|的|用|分|別|際|先|等|港|空港|便|方|側|為|様子|限り|次第|価格|予定|部|課|室|店頭|部門"
    r"|者|員|長)$|^(?:現場|本社|社内|早急|確実|至急|一緒|同時|個別|正式|書面|別途|特別|追加|今回|次回"
    r"|最短|最終|直接|事前|当日|翌日|早速|実際|可能|完全|全部|全て|何|以上|以下|以外|半分|全額|残り|先に|一部|以前|最後|今夜"
    r"|今晩|来年|今年|来月|今月|先日|本当|絶対|必ず|約束|代わり|内容|状況|条件|理由|金額|数量|仕様|納期|在庫|品番|型番|単位|倍)"
)


def names_in(message: Message) -> Iterator[Mention]:
    """Every customer named in Japanese sentences."""
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
    if message.via == "slash":
        yield from _parts(masked)
    for match in _PERSON_OF.finditer(masked):
        if not _JA_GENERIC.match(match["name"]) and not _JA_THING.search(match["name"]):
            yield Mention(Span(match.start("name"), match.end("name")), match["name"], 3, Span(match.start(), match.end("name") + 1))
    for match in _VISITED.finditer(masked):
        if _could_be_japanese(match["name"], match["title"] or "", "に"):
            end = match.end("title") if match["title"] else match.end("name")
            yield Mention(Span(match.start("name"), end), masked[match.start("name") : end], 3, Span(match.start("name"), end))
    for match in _OF_PLACE.finditer(masked):
        yield Mention(Span(match.start("name"), match.end("name")), match["name"], 3, Span(match.start(), match.end()))
    for match in _JAPANESE.finditer(masked):
        name, title, part = match["name"].strip(), match["title"] or "", match["part"]
        start = match.start("name") + (len(match["name"]) - len(match["name"].lstrip()))
        lead = re.match(
            r"(?:なるべく早く|できるだけ早く|早めに|あと|また|では|なお|そして|それでは|承知しました|了解です|.{1,12}って|.{1,14}(?:した|いただいた|ている|ていた|なった|あった)(?=[\u3400-\u9fff\u30a1-\u30fa])|追加|至急)+",
            name,
        )
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


def _parts(masked: str) -> Iterator[Mention]:
    """ "サンプル 金曜 みどり食研": a part of its own that is no thing and has no particle is the customer."""
    for match in re.finditer(rf"(?:^|[\s、，{DUE}])(?P<name>[^\s、，。:：{DUE}{COLLEAGUE}]{{3,12}})(?=$|[\s、，{DUE}])", masked):
        name = match["name"]
        bare = re.sub(r"^[ぁ-ん]{2,4}(?=[\u3400-\u9fff])", "", name)
        if (
            _JA_THING.search(name)
            or _JA_LOANS.match(name)
            or _JA_GENERIC.match(name)
            or _NO_FIRM.search(name)
            or re.search("[ぁ-ん]", bare)
        ):
            continue
        yield Mention(Span(match.start("name"), match.end("name")), name, 2, Span(match.start("name"), match.end("name")))


def _could_be_japanese(name: str, title: str, part: str) -> bool:
    """Whether a name is likely, by its title, its ending, or the particle after it."""
    name = re.sub(r"(?<=.)[（(]株[)）]$", "株式会社", name)
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
    if re.fullmatch(r"[ァ-ヶー・]{3,}(?:[\u3400-\u9fff]{2})?(?:部品|製品|商品|器具|機器|資材|包材)", name) and not _JA_LOANS.match(name):
        return True
    if _JA_THING.search(name):
        return False
    if re.fullmatch(r"[A-Za-z0-9&.' -]+", name):
        return not all(is_common(word) for word in name.split())
    if re.fullmatch(r"[\u3400-\u9fff\u30a1-\u30fa\u30fc]{2,8}", name) and re.search(r"[\u3400-\u9fff]", name):
        return part in ("に", "には", "へ", "へは", "宛", "宛に", "宛てに", "向け", "向けに", "向けの") and not _NO_FIRM.search(name)
    if re.fullmatch(r"[ァ-ヶー・]{3,}", name):
        return part != "" and not _JA_LOANS.match(name)
    return False
