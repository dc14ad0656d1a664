"""Japanese: who undertakes what in one clause, told by how it ends (the verb comes last) and by particles."""

import re

from bot.promises.reading.shapes import COLLEAGUE, DUE, Head, Mood, Person, Refusal, Span

_LEAD = re.compile(
    rf"(?:承知(?:し|いたし)?ました|了解(?:です|しました)?|わかりました|はい|お疲れ様です|お世話になっております|では|それでは|なお"
    rf"|また|あと|ちなみに|すみません|[{COLLEAGUE}\s、,・:：\-])*"
)
_QUESTION = re.compile(r"か[?？]?$|でしょうか|ますか|ませんか|ですか|[いつ誰]頃?(?:に|が)?(?:送|届|支払)|どう(?:し|思|です)|[?？]$|かな$")
_ORDER = re.compile(
    r"ください|下さい|お願い(?:し|いた|致|でき|申|\b|$)|てくれ(?!る|ました|ます|て)|てね$|といて|ておいて|頼[むみん]|よろしく"
    r"|してほしい|もらえ|いただけ(?:ます|ない|る)か|しろ$|送って$|やって$|べき|ましょう$|な$|ないで|ようにして"
)
_PROMISE = re.compile(
    r"約束|確約|お伝えし|伝えました|伝えた|合意|請け合|コミット|言ってしま|(?:言って|伝えて|話して)(?:あ[りる]|お[いき])|返事し(?:ました|た)|言いました"
)
_HEARD = re.compile(
    r"と(?:も)?(?:の)?(?:こと|連絡|返事|回答|返信|話)|と(?:言って(?!あ|お[いき])|いって|仰って|おっしゃって|約束して|話して|連絡)|そうです$|らしい"
    r"|約束してくれ|ってい?ってた|って言って|と言われ|と(?:言|い)った|とのお?返事|とのご連絡|お約束いただ"
)
_PAST = re.compile(
    r"(?:まし|でし|だっ|っ|し|い|き|ん)[ただ](?:よ|ね|ので|が|。)?$|済み?(?:です|だ)?$|昨日|一昨日|先週|先月|もう(?:送|出|発送"
    r"|提出)|完了しました"
)
_NOT = re.compile(r"ません|ない(?:です|と|よ|ので|。)?$|ないと(?:約束|言)|なかった|できない|無理|しない|出来ない|ありません|見送")
_KEEPS = re.compile(
    r"値上げ(?:は|を)?(?:し|いたし|致し|行い|行わ)|(?:価格|単価|値段|料金|レート|建値).{0,10}(?:変え|上げ|据え置)|(?:他社|他の?.{0,4}|競合).{0,10}(?:販売|売|供給"
    r"|出荷|卸)|請求(?:は|を)?(?:し|いたし)|料金.{0,6}(?:いただき|頂き|取り)"
)
_WISH = re.compile(
    r"かも|たい(?:です|と|な|。|$)|でしょう|はず|可能性|できれば|出来れば|たぶん|多分|恐らく|おそらく|希望|期待|検討|思案"
    r"|(?:か)?もしれ|たらいい|ば嬉し|と思う(?:けど|が)|ようかと|見込み(?:は)?薄|願って"
)
_USUAL = re.compile(r"いつも|毎回|毎月|毎週|毎日|普段|通常|ことが多い|がち|たびに")
_WE = re.compile(
    r"(?:私(?:ども|たち|達)?|わたし|僕|俺|弊社|当社|我々|うち|こちら|自分|当方)(?:の(?:方|ほう|工場|チーム)|側)?(?:が|は|で|から|も"
    r"|より)?"
)
_TEAM = re.compile(
    r"(?:工場|技術部?|物流|経理|倉庫|設計|製造|品質(?:管理|保証)?|生産(?:管理)?|営業|担当|上司|部長|課長|開発"
    r"|同僚)(?:の\w{1,4})?(?:が|は|から|で|より)"
)
_THEY = re.compile(
    r"(?:先方|お?客様|客先|お得意先|向こう|相手(?:方|先)?|彼ら?|彼女|取引先|代理店|バイヤー|あちら)(?:側)?(?:が|は|から|より|も)"
)
_SUBJECT = re.compile(r"(?P<name>[^\s、。をにでとへ]{1,24}?)(?:側|サイド)?(?P<particle>が|は|から|より)")
_THEIR_VERB = re.compile(
    r"支払|払|振[りっ]?込|入金|送金|返送|送って(?:くれ|くる|き|もら|いただ|くだ|下さ)|発注|注文(?:し|書|を)|サイン|署名|捺印|調印"
    r"|くれる|くれます|くださ|いただ[けく]|頂[けく]|もらえる|もらう|決裁|承認|検収|L/?C|LC|信用状|来社|来日|返[却送]|戻して"
    r"|連絡(?:が)?(?:くる|来る|きます|来ます)|返事(?:が)?(?:来|くる|き)|回答(?:が)?(?:来|くる)"
)
_OUR_VERB = re.compile(
    r"送|提出|出(?:し|す|荷|来上)|発送|納品|納入|連絡|回答|返信|返事|確認|手配|準備|用意|作成|作[りる]|共有|届|渡|持参|持って"
    r"|伺|訪問|電話|報告|対応|修正|直し|直す|更新|交換|返金|値引|割引|引き|提供|見積|説明|調整|調べ|手続|発行|支給"
    r"|延長|維持|据え置|保証|無償|付け|つけ|生産|船積|出港|完了|仕上|製作|実施|やり|やる|やって|いたし|致し|交渉|検査|試験|派遣"
    r"|下げ|進め|まとめ|案内|メール|再|補償|負担|サポート|無料|免除|独占|設定|お持ち|行き|参り|支援|ご?紹介|書[きく]|差し上げ"
    r"|入れ|FAX|出図|見せ|返し|差し替え|上げ|アップ|優遇|変更|対処|解決|着(?:き|く)|到着|入荷|引き取"
)
_PRIVATE = re.compile(
    r"休み|休む|休暇|食べ|寝[ま る]|帰り|帰る|旅行|飲み|飲む|考え(?:ます|る|て)|有給|昼休|ランチ|病院|ジム|遊|買い物|勉強|誕生日"
    r"|早退|在宅"
)
_MOVING = re.compile(r"出張|会議|外出|展示会|打ち?合わせ(?:です|に出|が)")
_REQUEST = re.compile(r"(?:ほしい|欲しい|求め|要望|要求|依頼|希望して|催促|してくれ)(?:と|て|が|を|さ|い)")
_END = re.compile(
    r"こと(?:を|に|で)?[^、]{0,15}(?:お?約束|確約|合意|伝え).*$|を?(?:お)?約束(?:し|いた|致|を).*$|(?:する|させていただく"
    r"|いたします|します)?(?:予定|つもり)(?:です|だ|で)?$|(?:こと|旨)(?:を|に|で)?(?:お?約束|確約|合意|伝え).*$"
    r"|と(?:も)?(?:の)?(?:お?約束|確約|合意|こと|連絡|返事|回答|言|い[っう]|仰|おっしゃ|伝え|お伝え).*$|(?:って|って言).*(?:言"
    r"|約束).*$|(?:よ|ね|から|ので|けど|が)$"
)


_TO_THEM = re.compile(
    r"(?:お?客様|お客さん|先方|客先|取引先|代理店|あちら|様|さん|社|商会|工業|商事)(?:に|へ|宛てに?)(?:は|も)?"
    r".*(?:送|提出|お?届|発送|連絡|回答|返信|返事|報告|渡|手配|出し|共有|案内|電話|説明).{0,4}(?:おき|いたし|致し)?ます"
)
"""Something given to them in so many words is undertaken without a date."""
_CHAINED = re.compile(r"[てでし]$")
"""「…を送って、…」: the end of the sentence says how this is meant."""


def read(masked: str, span: Span, alone: bool = True) -> Head | None:
    """What heads the clause; None when nothing in it could undertake anything."""
    places = [place for place in range(span.start, min(span.end, span.start + 400)) if masked[place] != DUE and not masked[place].isspace()]
    text = "".join(masked[place] for place in places)
    lead = _LEAD.match(text)
    first = lead.end() if lead else 0
    if first >= len(text):
        return None

    def at(index: int) -> int:
        return places[index] if index < len(places) else span.end

    person, start, named = _subject(text, first)
    chained = _CHAINED.search(text) is not None and masked[span.end : span.end + 1] in ("、", "，", ",")
    refusal = _refusal(text + _rest_of_sentence(masked, span.end) if chained else text)
    if refusal:
        return Head(at(first), at(first), person, "none", refusal)
    has_due = DUE in masked[span.start : span.end]
    heard, promised = _HEARD.search(text), _PROMISE.search(text)
    if not (_OUR_VERB.search(text) or _THEIR_VERB.search(text) or _KEEPS.search(text) or (promised and has_due)):
        if person == "we" and named and _PRIVATE.search(text):
            return Head(at(first), at(first), person, "none", "private")
        return None
    person = _direction(text, person, bool(heard), bool(promised))
    final = chained or bool(re.search(r"ます(?:ね|よ|ので|が|から)?$|る$|す$|く$|つもり|予定", text))
    mood: Mood = "told" if promised or heard else "will" if final and (named or has_due or _TO_THEM.search(text)) else "planned"
    if mood == "planned" and not has_due and not alone:
        return None
    tail = _END.search(text, start)
    cuts = (Span(at(tail.start()), span.end),) if tail and tail.start() > start else ()
    return Head(at(first), at(start), person, mood, "", None, not named, cuts)


def _rest_of_sentence(masked: str, start: int) -> str:
    rest = re.split(r"[。！？!?\n]", masked[start : start + 200], maxsplit=1)[0]
    return re.sub(rf"[{DUE}\s]", "", rest)


def _refusal(text: str) -> Refusal:
    promise = _PROMISE.search(text) or _HEARD.search(text)
    if _NOT.search(text) and not _KEEPS.search(text):
        return "negation"
    if _QUESTION.search(text):
        return "question"
    if _ORDER.search(text) and not re.search(r"お約束|約束し", text):
        return "order"
    if _REQUEST.search(text):
        return "asked"
    if _WISH.search(text):
        return "wish"
    if _PAST.search(text) and not promise:
        return "past"
    if _USUAL.search(text):
        return "fact"
    if _PRIVATE.search(text) and not _OUR_VERB.search(_PRIVATE.sub("", text)):
        return "private"
    if _MOVING.search(text) and not _OUR_VERB.search(_MOVING.sub("", text)):
        return "moving"
    return ""


def _subject(text: str, first: int) -> tuple[Person, int, bool]:
    """Who, where the rest begins, and whether it was said."""
    for pattern, person in ((_WE, "we"), (_TEAM, "we"), (_THEY, "they")):
        match = pattern.match(text, first)
        if match and match.group()[-1] in "がはでもらよりか":
            return person, match.end(), True  # type: ignore[return-value]
    inside = re.compile(r"(?:私|弊社|当社|当方|こちら)(?:が|は|から|で)").search(text, first)
    match = _SUBJECT.match(text, first)
    if inside:
        return "we", first, True
    if match and not re.search(r"(?:様|さん|社|氏)?(?:の|へ|に)", match["name"]) and not _is_thing(match["name"]):
        return "they", match.end(), True
    return "nobody", first, False


def _is_thing(name: str) -> bool:
    return bool(
        re.search(
            r"見積|サンプル|資料|書$|図面|製品|商品|注文|価格|単価|納期|出荷|部品|機械|ポンプ|カタログ|回答|結果|残金|代金|支払|入金"
            r"|契約|証明|リスト|保証|送料|値引|運賃|貨物|コンテナ|分$|件$|品$|表$|金$|費$|これ|それ|今回|次回|本件",
            name,
        )
    )


def _direction(text: str, person: Person, heard: bool, promised: bool) -> Person:
    theirs = _THEIR_VERB.search(text)
    if person == "we":
        return "we"
    if heard and not re.search(r"(?:に|へ|と)(?:は)?.{0,30}(?:お?約束しました|約束した|伝え|(?:言って|話して)(?:あ[りる]|お[いき]))", text):
        return "they"
    if promised and person == "they" and not re.search(r"してくれ|いただ", text):
        return "they"
    if theirs and not promised:
        return "they"
    return "they" if person == "they" and not promised else "we"
