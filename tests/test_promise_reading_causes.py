"""Why lines were misread once: some lines for each cause, told by who promises what kind of thing to whom (not by the wording)."""

from datetime import datetime

import pytest

from bot.promises.reading import read_promises

NOW, ZONE = datetime.fromisoformat("2026-11-25T10:00:00+08:00"), "Asia/Shanghai"
"""A Wednesday."""
Promise = tuple[str, str | None, str | None]
"""Direction, customer, what needs approval."""
Case = tuple[str, list[Promise]]


def read(text: str) -> list[Promise]:
    """A text that begins with "/" is typed after the command, any other in chat."""
    via = "slash" if text.startswith("/") else "chat"
    drafts = read_promises(text.removeprefix("/"), NOW, ZONE, via)  # type: ignore[arg-type]
    return [(draft.direction, draft.customer, draft.approval) for draft in drafts]


def ours(customer: str | None, approval: str | None = None) -> list[Promise]:
    return [("ours", customer, approval)]


def theirs(customer: str | None) -> list[Promise]:
    return [("theirs", customer, None)]


NONE: list[Promise] = []


A_TRADE_BEHIND_A_NAME: list[Case] = [
    ("/Velora灯具 目录 周五", ours("Velora灯具")),
    ("/Brunnen泵业 样机 周五寄出", ours("Brunnen泵业")),
    ("周四前把图纸传给Ostrava机床", ours("Ostrava机床")),
    ("Palmira卫浴答应月底付定金", theirs("Palmira卫浴")),
    ("/Nerida瓷砖 色卡 明天", ours("Nerida瓷砖")),
    ("/Kestrel返点3%", ours("Kestrel", "rebate")),
    ("明天给Acme报价", ours("Acme")),
]


@pytest.mark.parametrize(("text", "expected"), A_TRADE_BEHIND_A_NAME)
def test_a_trade_in_characters_belongs_to_the_name_in_letters(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


EXPLANATIONS: list[Case] = [
    ("/Lindow 说明书 周五", ours("Lindow")),
    ("操作说明我明天传给他们", ours(None)),
    ("安装说明书周五前发给客户", ours(None)),
    ("/宁波客户 变压器说明书 下周三", ours("宁波客户")),
    ("产品说明我会发给Acme的", ours("Acme")),
]


@pytest.mark.parametrize(("text", "expected"), EXPLANATIONS)
def test_an_explanation_is_a_document_that_nobody_says(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


THEMSELVES: list[Case] = [
    ("/大连客户 30号自行来提货", theirs("大连客户")),
    ("/烟台客户周四自己安排车来提货", theirs("烟台客户")),
    ("/唐山客户25号亲自来验厂", theirs("唐山客户")),
    ("Kestrel 周五自己派人来提货", theirs("Kestrel")),
    ("温州客户下周二自己找车来提货", theirs("温州客户")),
]


@pytest.mark.parametrize(("text", "expected"), THEMSELVES)
def test_what_they_do_themselves_is_done_by_the_customer_named(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


NOT_TAKEN: list[Case] = [
    ("海关周日不收单", NONE),
    ("仓库周六不收货", NONE),
    ("码头明天不收重箱", NONE),
    ("DHL周日不收件", NONE),
    ("这次不收Kestrel的开模费", ours("Kestrel", "free-goods")),
]


@pytest.mark.parametrize(("text", "expected"), NOT_TAKEN)
def test_only_money_that_is_not_taken_is_a_gift(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


CUTS_OR_PAYS: list[Case] = [
    ("/Corbin 首单打9折", ours("Corbin", "discount")),
    ("/宁波客户 返单打92折", ours("宁波客户", "discount")),
    ("/Merrow 下批货打88折", ours("Merrow", "discount")),
    ("客户今天打30%定金", theirs(None)),
    ("/Lindow 明年起返点2%", ours("Lindow", "rebate")),
]


@pytest.mark.parametrize(("text", "expected"), CUTS_OR_PAYS)
def test_a_price_cut_is_told_from_money_paid(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


PAID_AHEAD: list[Case] = [
    ("/宁波客户 预付款改成20%", ours("宁波客户", "payment-terms")),
    ("/Marrow 预付款降到10%", ours("Marrow", "payment-terms")),
    ("/预付款从30%降到15% 李总", ours("李总", "payment-terms")),
    ("客户周五付预付款", theirs(None)),
    ("他们预付款周二到账", theirs(None)),
]


@pytest.mark.parametrize(("text", "expected"), PAID_AHEAD)
def test_how_much_is_paid_ahead_changes_the_terms_not_the_price(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


AS_EVER: list[Case] = [
    ("他们一直是月底结账", NONE),
    ("Acme付款一直都很准时，每月5号", NONE),
    ("Merrow一直都是10号打款", NONE),
    ("这家一直都是15号付款的", NONE),
]


@pytest.mark.parametrize(("text", "expected"), AS_EVER)
def test_what_they_have_always_done_is_no_promise(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


NAME_DATE_DEED: list[Case] = [
    ("我们周一出货，Merrow 周五打尾款", ours("Merrow", "delivery-date") + theirs("Merrow")),
    ("Lindow 12号付定金", theirs("Lindow")),
    ("Ostrava 30号签回合同", theirs("Ostrava")),
    ("单证我周三寄，Kestrel 25号付余款", ours("Kestrel") + theirs("Kestrel")),
    ("发票我明天开，Tavira 30号付款", ours("Tavira") + theirs("Tavira")),
]


@pytest.mark.parametrize(("text", "expected"), NAME_DATE_DEED)
def test_a_name_in_letters_then_a_date_then_what_they_do_is_one_clause(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


FACES: list[Case] = [
    ("they asked for a red one 🙄 i'll confirm by 3pm", ours(None)),
    ("Merrow is not happy 😬 we'll call them tomorrow", ours("Merrow")),
    ("客户想要红色的🙄我明天确认", ours(None)),
    ("great call with Lindow 🎉 sending the quote tomorrow", ours("Lindow")),
    ("they need it asap 😅 we will send the drawings on Friday", ours(None)),
]


@pytest.mark.parametrize(("text", "expected"), FACES)
def test_a_face_ends_what_the_words_before_it_say(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


GOODS_AT_A_PLACE: list[Case] = [
    ("we'll have Merrow's pumps in Hamburg by Friday", ours("Merrow", "delivery-date")),
    ("we'll have the gearboxes at Rotterdam by the 5th", ours(None, "delivery-date")),
]


@pytest.mark.parametrize(("text", "expected"), GOODS_AT_A_PLACE)
def test_goods_at_a_place_by_a_date_are_a_delivery(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


THEIR_WORDS: list[Case] = [
    ('Email from Kestrel: "we will wire the deposit on Friday"', theirs("Kestrel")),
    ('Buyer wrote: "we\'ll send back the signed PI by Tuesday"', theirs(None)),
    ('From the customer: "we will confirm the colours on Monday"', theirs(None)),
    ('Lena at Lindow texted: "I\'ll pay the balance on the 30th"', theirs("Lindow")),
    ("客户邮件：“我们周五付尾款”", theirs(None)),
]


@pytest.mark.parametrize(("text", "expected"), THEIR_WORDS)
def test_we_in_their_own_words_is_them(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


OPENS: list[Case] = [
    ("They will open the L/C on Tuesday", theirs(None)),
    ("Merrow will open a letter of credit by Friday", theirs("Merrow")),
    ("the office will open at 9 tomorrow", NONE),
    ("the fair opens on Monday", NONE),
    ("their bank will open the LC on Thursday", theirs(None)),
]


@pytest.mark.parametrize(("text", "expected"), OPENS)
def test_a_letter_of_credit_is_opened_for_us_an_office_for_nobody(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


THEIR_PEOPLE: list[Case] = [
    ("their forwarder will collect the pallets on Friday", theirs(None)),
    ("Lindow says their driver picks up the drums tomorrow", theirs("Lindow")),
    ("his courier will fetch the samples on Thursday", theirs(None)),
    ("their lab will test the batch by Monday", theirs(None)),
    ("their samples go out on Friday", ours(None)),
    ("their van will pick up the pumps on Friday", theirs(None)),
]


@pytest.mark.parametrize(("text", "expected"), THEIR_PEOPLE)
def test_what_their_driver_or_lab_does_is_theirs(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


NAMED_AFTER: list[Case] = [
    ("will send the quote tomorrow, it's Nordwind Pumps", ours("Nordwind Pumps")),
    ("I'll send the samples on Friday. that's for Halden Marine", ours("Halden Marine")),
    ("sending the drawings Monday, client is Halden Marine", ours("Halden Marine")),
    ("i promised the price list by Friday. That's Orwell Interiors btw", ours("Orwell Interiors")),
]


@pytest.mark.parametrize(("text", "expected"), NAMED_AFTER)
def test_a_customer_may_be_named_after_the_promise(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


FABRIC: list[Case] = [
    ("/Orwell Interiors fabric swatch friday", ours("Orwell Interiors")),
    ("/Halden fabric sample tomorrow", ours("Halden")),
]


@pytest.mark.parametrize(("text", "expected"), FABRIC)
def test_fabric_is_no_production(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


GERMAN_NOUNS: list[Case] = [
    ("Montag schicken wir die Dichtungsringe an Hellmann Technik", ours("Hellmann Technik")),
    ("ich werde dem Kunden die Prüfdaten schicken", ours(None)),
    ("wir liefern die Kupplungen bis 12.3. an Landmaschinen Osswald", ours("Landmaschinen Osswald", "delivery-date")),
    ("morgen schicken wir die Stoffkarten an Möbelteile Reinders", ours("Möbelteile Reinders")),
    ("ich sende den Farbfächer bis Freitag an Getränke Odenthal", ours("Getränke Odenthal")),
    ("/Bedachung Ruland Angebot Freitag", ours("Bedachung Ruland")),
    ("/Autoteile Rehberg Muster Montag", ours("Autoteile Rehberg")),
    ("/Spedition Ahlers Rückmeldung 15:00", ours("Spedition Ahlers")),
    ("/Brauerei Lüders Rückruf morgen", ours("Brauerei Lüders")),
    ("/Kellerei Brandt Entwürfe 12.12.", ours("Kellerei Brandt")),
]


@pytest.mark.parametrize(("text", "expected"), GERMAN_NOUNS)
def test_a_german_noun_after_an_article_is_no_customer_a_trade_before_a_name_is_part_of_it(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


OPENS_THE_LINE: list[Case] = [
    ("/Móveis Ipê amostra de MDF sexta", ours("Móveis Ipê")),
    ("/Muebles Alcor muestra de PVC viernes", ours("Muebles Alcor")),
    ("/Halden Marine sample of HDPE friday", ours("Halden Marine")),
    ("/Ferrocal visita el martes con muestras", ours("Ferrocal")),
    ("/Orzán llamada viernes", ours("Orzán")),
    ("/Vidrios Lecea visita técnica martes", ours("Vidrios Lecea")),
    ("/Ferrocal paga el 30", theirs("Ferrocal")),
    ("/Aroeira visita na terça", ours("Aroeira")),
]


@pytest.mark.parametrize(("text", "expected"), OPENS_THE_LINE)
def test_who_opens_a_line_is_whom_it_is_for_and_a_visit_is_ours(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


WITHOUT_A_DATE: list[Case] = [
    ("vale, yo les mando la ficha técnica a Ferrocal", ours("Ferrocal")),
    ("listo, le envío a Muebles Alcor la factura corregida", ours("Muebles Alcor")),
    ("beleza, eu mando o laudo pra Móveis Ipê", ours("Móveis Ipê")),
    ("dale, yo le mando a Orzán el plano", ours("Orzán")),
    ("pode deixar, eu ligo pra Aroeira", ours("Aroeira")),
]


@pytest.mark.parametrize(("text", "expected"), WITHOUT_A_DATE)
def test_handing_something_to_them_by_name_needs_no_date(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


POLITE: list[Case] = [
    ("先方に図面を送っておきます", ours(None)),
    ("お客様へ見積書を提出いたします", ours(None)),
    ("承知しました、ミナト商会さんにカタログを送ります", ours("ミナト商会さん")),
    ("了解です、先方には新しい仕様書を送っておきますね", ours(None)),
]


@pytest.mark.parametrize(("text", "expected"), POLITE)
def test_in_japanese_neither(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


FIRM_OF_PARTS: list[Case] = [
    ("/ナガトモ部品 見積 4/15", ours("ナガトモ部品")),
    ("/ヤマセ器具 図面 金曜", ours("ヤマセ器具")),
    ("/トキワ部品 サンプル 明日", ours("トキワ部品")),
]


@pytest.mark.parametrize(("text", "expected"), FIRM_OF_PARTS)
def test_a_firm_may_be_called_parts(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


REBATES: list[Case] = [
    ("/rebate de 3% para Muebles Alcor", ours("Muebles Alcor", "rebate")),
    ("/2% rebate for Halden Marine", ours("Halden Marine", "rebate")),
    ("/bônus anual de 2% pra Aroeira", ours("Aroeira", "rebate")),
]


@pytest.mark.parametrize(("text", "expected"), REBATES)
def test_a_rebate_in_percent_is_no_discount(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


STUFF: list[Case] = [
    ("/Osmark PVC管价格保持到12月31号", ours("Osmark", "price-hold")),
    ("/Lindow LED灯样品 周五", ours("Lindow")),
    ("/Halden ABS外壳报价 明天", ours("Halden")),
    ("/Merrow PE桶 周五发货", ours("Merrow", "delivery-date")),
    ("/Corbin COA原件 12/8", ours("Corbin")),
]


@pytest.mark.parametrize(("text", "expected"), STUFF)
def test_a_stuff_and_its_thing_are_no_name(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


A_NAME_THAT_LOOKS_LIKE_A_VERB: list[Case] = [
    ("Sterling is paying on Friday", theirs("Sterling")),
    ("/Sterling quote asap", ours("Sterling")),
    ("/Sterling will pay friday", theirs("Sterling")),
    ("/向总 合同 明天", ours("向总")),
    ("/和记贸易 PI 今天", ours("和记贸易")),
    ("/发达机械 图纸 周四", ours("发达机械")),
]


@pytest.mark.parametrize(("text", "expected"), A_NAME_THAT_LOOKS_LIKE_A_VERB)
def test_a_name_may_look_like_a_verb_or_a_preposition(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


OF_A_FIRM: list[Case] = [
    ("Fairmont的采购Lisa说她周三给我们PO", theirs("Fairmont")),
    ("John（Bexley）说周五前付款", theirs("Bexley")),
    ("答应宏达采购部周五前发图纸", ours("宏达")),
    ("田中さん（ミナミ精機）に明日図面を送ります", ours("ミナミ精機")),
    ("Acabo de hablar con Laura de Cenit, le mando el contrato mañana", ours("Cenit")),
    ("Juno's buyer will visit us on 9 December", theirs("Juno")),
    ("/海外客户Morrow 报关资料 明天上午", ours("Morrow")),
]


@pytest.mark.parametrize(("text", "expected"), OF_A_FIRM)
def test_whose_person_somebody_is_tells_the_customer(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


CONDITIONS: list[Case] = [
    ("If Norland signs by friday we give them 3% rebate on the year", ours("Norland", "rebate")),
    ("Wenn Thiele bis Freitag freigibt, liefern wir am 20.12.", ours("Thiele", "delivery-date")),
    ("se a Serrana pagar hoje a gente embarca na segunda-feira", ours("Serrana", "delivery-date")),
    ("Si Dávila paga mañana, el lunes sale su pedido", ours("Dávila")),
]


@pytest.mark.parametrize(("text", "expected"), CONDITIONS)
def test_a_condition_ends_where_our_part_begins_and_names_the_customer(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


ASKED_OF_US: list[Case] = [
    ("徐总要我周五前给他一个最低价", NONE),
    ("Weston的Mark让我们周三前确认交期，我明天回他", ours("Weston")),
]


@pytest.mark.parametrize(("text", "expected"), ASKED_OF_US)
def test_what_they_want_of_us_is_only_asked(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


REPORTS: list[Case] = [
    ("Le dije a Laura que tendría la cotización el jueves", ours("Laura")),
    ("Olmo dijo que pagaría el lunes", theirs("Olmo")),
    ("Combinei com a Vidraçaria Sol: entrega dia 15", ours("Vidraçaria Sol", "delivery-date")),
    ("Bonfim confirmou: pagam na sexta", theirs("Bonfim")),
    ("wir haben Kessler zugesagt, dass die Preise bis Ende März bleiben", ours("Kessler", "price-hold")),
    ("納期は12月20日で東和ゴムと約束しました", ours("東和ゴム", "delivery-date")),
    ("単価は12月末まで変えません、と光洋資材の担当に伝えた", ours("光洋資材", "price-hold")),
    ("/promised Kestrel PI friday", ours("Kestrel")),
    ("/Juno to send artwork by Thursday", theirs("Juno")),
]


@pytest.mark.parametrize(("text", "expected"), REPORTS)
def test_a_report_says_whose_promise_it_is(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


LOWER: list[Case] = [
    ("told kestrel marine we would have the crates ready friday", ours("kestrel marine", "delivery-date")),
    ("everton glass will send us the signed order by friday", theirs("everton glass")),
]


@pytest.mark.parametrize(("text", "expected"), LOWER)
def test_two_words_in_lower_case_may_be_one_name(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


NOT_TO_COME: list[Case] = [
    ("I was going to send it on Friday but the samples broke", NONE),
    ("I'm working from home tomorrow", NONE),
    ("Wir haben Sterling nichts versprochen", NONE),
    ("Siempre les damos 30 días", NONE),
    ("下周广交会", NONE),
    ("这批货本来说周五发的", NONE),
    ("周五的会改到下周一", NONE),
]


@pytest.mark.parametrize(("text", "expected"), NOT_TO_COME)
def test_what_was_meant_what_is_usual_and_what_concerns_nobody_is_no_promise(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


MONEY_AND_GOODS: list[Case] = [
    ("Nordhus要求赔偿，我们同意退20%货款，月底前到账", ours("Nordhus", "other")),
    ("Nordhus追加的200套，我们1月10号前交", ours("Nordhus", "delivery-date")),
    ("/孟总 打样费返还", ours("孟总", "other")),
    ("/Bexley：2% 返利，年底付", ours("Bexley", "rebate")),
    ("/孟总 周五前 样品2套 快递到付", ours("孟总")),
    ("les hacemos 60 días a los de Cenit", ours("Cenit", "payment-terms")),
    ("/Nordhus ETD 12/18", ours("Nordhus")),
]


@pytest.mark.parametrize(("text", "expected"), MONEY_AND_GOODS)
def test_money_that_goes_back_and_goods_that_go_out_are_ours(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


WHO_IT_IS_FOR: list[Case] = [
    ("Ben promised Loxley the ovens by the 18th", ours("Loxley")),
    ("Loxley accepted, so ovens ship on the 18th", ours("Loxley", "delivery-date")),
    ("Whitmore - they'll confirm the quantity by eod", theirs("Whitmore")),
    ("Just told the Whitmore buyer that we'll throw in 10 free filters", ours("Whitmore", "free-goods")),
    ("I will invoice Dalby on the 1st", ours("Dalby")),
    ("/callback Nadia Ostrow 11am", ours("Nadia Ostrow")),
    ("/Dr Farouk El-Sayed, Cairo Labs - centrifuge quote by 2 Dec", ours("Cairo Labs")),
    ("/CE docs → Ellis Bros, thurs", ours("Ellis Bros")),
    ("/Pacific Rim Traders sole distributor for Fiji until 2028", ours("Pacific Rim Traders", "exclusivity")),
    ("/Glaserei Thom Angebot für Isolierglas Ende der Woche", ours("Glaserei Thom")),
]


@pytest.mark.parametrize(("text", "expected"), WHO_IT_IS_FOR)
def test_one_name_of_several_and_one_that_is_said_oddly_is_the_customer(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


NAME_AND_THING: list[Case] = [
    ("这批单价给瑞丰纸业维持到三月底", ours("瑞丰纸业", "price-hold")),
    ("/绍兴布料行佣金 3月10日付清", ours("绍兴布料行")),
    ("/温州眼镜厂样品费减半 周一", ours("温州眼镜厂", "discount")),
    ("答复钱总投诉的事 2个工作日内", ours("钱总")),
    ("下周一前帮王芳查清楚那笔运费", ours("王芳")),
    ("佳木斯粮机要的图纸我周四给", ours("佳木斯粮机")),
    ("刚跟博远通完电话，图纸周三发", ours("博远")),
    ("浩宇电器的质保我们给延到3年", ours("浩宇电器", "warranty")),
    ("/Meridian Optics lenses sample set, courier Thursday", ours("Meridian Optics")),
]


@pytest.mark.parametrize(("text", "expected"), NAME_AND_THING)
def test_a_name_ends_where_a_word_of_trade_begins(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


WHOLE_NAMES: list[Case] = [
    ("El Dorado那单我们下周二交货", ours("El Dorado", "delivery-date")),
    ("给sunrise trading的样品周五寄", ours("sunrise trading")),
    ("已经跟科隆的Brandt Küchen谈妥了，首单优惠3%，周四出新PI", ours("Brandt Küchen", "discount")),
    ("福冈的丸和堂说20号打款", theirs("丸和堂")),
    ("I'm sending First Choice Tools the quote tomorrow", ours("First Choice Tools")),
    ("First Choice Tools will pay on Friday", theirs("First Choice Tools")),
    ("we'll send the Blue Door the invoice tomorrow", ours("Blue Door")),
    ("I'll email de Vries Tulips the phyto certificate tonight", ours("de Vries Tulips")),
    ("/tomorrow price list aurora foods", ours("aurora foods")),
]


@pytest.mark.parametrize(("text", "expected"), WHOLE_NAMES)
def test_a_name_is_not_cut_short(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


IN_CONDITIONS: list[Case] = [
    ("如果顺兴达周五前把定金付了，我们15号出货", ours("顺兴达", "delivery-date")),
    ("要是福来居今天确认颜色，我们周四就安排打样", ours("福来居")),
    ("只要博远周五前打定金，我们保证25号开船", ours("博远", "delivery-date")),
]


@pytest.mark.parametrize(("text", "expected"), IN_CONDITIONS)
def test_who_is_named_in_a_condition_is_the_customer(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


VERBS_IN_NAMES: list[Case] = [
    ("联发周五来人看线", theirs("联发")),
    ("/联发 机器 下周三发", ours("联发", "delivery-date")),
    ("联发订的机器下周三发", ours("联发", "delivery-date")),
    ("帮梁先生查一下海运费，今晚回他", ours("梁先生")),
    ("帮黄厂长打个样，周五寄", ours("黄厂长")),
]


@pytest.mark.parametrize(("text", "expected"), VERBS_IN_NAMES)
def test_a_firm_may_end_in_a_verb_and_he_behind_a_verb_does_nothing(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


GOODS_ARE_NOBODY: list[Case] = [
    ("那批轴承12月1号前发到汉堡，我跟Kestrel拍过胸脯", ours("Kestrel", "delivery-date")),
    ("那台样机我们周五一定寄到，跟Orlen Tech保证过的", ours("Orlen Tech")),
    ("We send Model X200 samples to Brightline on Friday", ours("Brightline")),
    ("Summit Gyms: treadmills and benches, we deliver to Long Beach by end of May", ours("Summit Gyms", "delivery-date")),
    ("/samples (PU foam, 3 densities) for Lantana Spa", ours("Lantana Spa")),
    ("托盘尺寸的事周三我给陈总回话", ours("陈总")),
    ("木架明天补一个", ours(None)),
]


@pytest.mark.parametrize(("text", "expected"), GOODS_ARE_NOBODY)
def test_goods_places_and_stuffs_are_no_customers(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


FIRM_AND_PERSON: list[Case] = [
    ("翔宇动力孙工说周四前给答复", theirs("翔宇动力")),
    ("/翔宇动力孙工 测试报告 周四前", ours("翔宇动力")),
    ("The lads at Ironbridge Forge wire the balance on Monday", theirs("Ironbridge Forge")),
    ("the QA Manager will confirm the colours to Brightline by Friday", ours("Brightline")),
    ("Our forwarder picks up the Lindgren crates on Thursday", ours("Lindgren")),
    ("Halden Motors gets the drawings on Friday", ours("Halden Motors")),
    ("ok I've just emailed Zenith, they'll have samples in hand by Friday", ours("Zenith")),
]


@pytest.mark.parametrize(("text", "expected"), FIRM_AND_PERSON)
def test_people_of_theirs_and_of_ours_are_told_apart(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


SAID_AFTER: list[Case] = [
    ("半小时内给Palisade Foods回电话，刚在电话里答应他的", ours("Palisade Foods")),
    ("Marlowe Lamps 10号把尾款结清,他们财务亲口说的", theirs("Marlowe Lamps")),
    ("/今晚9点前我把CE证书发给Redwood，他们等着投标", ours("Redwood")),
    ("Danang Marine will get replacement seals for nothing, I'm posting them Friday", ours("Danang Marine", "free-goods")),
    ("steel grade to Tomasz at Wisla Stal by Thursday, promised", ours("Wisla Stal")),
]


@pytest.mark.parametrize(("text", "expected"), SAID_AFTER)
def test_what_only_says_how_or_that_it_was_said_is_no_second_promise(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


NOT_UNDERTAKEN: list[Case] = [
    ("回头再说吧", NONE),
    ("周三晨会改到二楼", NONE),
    ("发票已经寄给Mr. Silva了，早上九点寄的", NONE),
    ("/ya les pagué todo ayer", NONE),
    ("/já mandei tudo ontem", NONE),
    ("吵了一下午，还没谈拢", NONE),
]


@pytest.mark.parametrize(("text", "expected"), NOT_UNDERTAKEN)
def test_what_is_put_off_moved_or_done_is_no_promise(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


ON_PAPER: list[Case] = [
    ("Gearboxes for Lindgren: 18 months warranty instead of 12, I'll email the letter Monday", ours("Lindgren", "warranty")),
    ("Sole agency for Malta goes to Valletta Supply, I told them we'd sign by 15 December", ours("Valletta Supply", "exclusivity")),
    ("Lakeview那份独家协议，周三我盖章寄过去", ours("Lakeview", "exclusivity")),
    ("/Redfern Vending gets $50 off each unit, letter goes out Friday", ours("Redfern Vending", "discount")),
]


@pytest.mark.parametrize(("text", "expected"), ON_PAPER)
def test_what_is_put_on_paper_is_what_the_sentence_grants(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


KINDS: list[Case] = [
    ("We're going to leave prices alone for Kettler until 1 June", ours("Kettler", "price-hold")),
    ("We're taking back the 12 faulty drums from Mercado Verde", ours("Mercado Verde", "other")),
    ("Castellan Foods will have our signed letter in 3 days: free spare blades included", ours("Castellan Foods", "free-goods")),
    ("/10月15日前给大连客户发轴承", ours("大连客户", "delivery-date")),
    ("向博瑞承诺：华南区只供他一家，到明年底", ours("博瑞", "exclusivity")),
    ("/回复赵经理退款的事 周五", ours("赵经理")),
    ("Told Norcross no price change before 1 April", ours("Norcross", "price-hold")),
    ("Die Kessel für Werft Harmsen gehen am 4.12. raus", ours("Werft Harmsen", "delivery-date")),
]


@pytest.mark.parametrize(("text", "expected"), KINDS)
def test_what_is_granted_in_other_words(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


PARTS_OF_THEIR_OWN: list[Case] = [
    ("/サンプル 金曜 みどり食研", ours("みどり食研")),
    ("/segurar o preço do MDF, Móveis Catavento, até 31/10", ours("Móveis Catavento", "price-hold")),
    ("/by Friday noon new labels, Everline", ours("Everline")),
    ("/吊机配件 马特奥 明天中午", ours("马特奥")),
]


@pytest.mark.parametrize(("text", "expected"), PARTS_OF_THEIR_OWN)
def test_a_part_of_its_own_that_is_no_thing_is_the_customer(text: str, expected: list[Promise]) -> None:
    assert read(text) == expected


DATES: list[tuple[str, str]] = [
    ("/quote Acme mon", "2026-11-30"),
    ("/samples to Kestrel wed", "2026-12-02"),
    ("/Aroeira orçamento quinta", "2026-11-26"),
    ("/amostras pra Aroeira segunda", "2026-11-30"),
    ("/泉州客户 瓷砖漆 Q4交货", "ambiguous"),
    ("/Acme Q1 delivery", "ambiguous"),
    ("/Acme Q4 report", "missing"),
    ("I'll put them in the sun", "missing"),
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_a_short_weekday_at_the_end_and_a_quarter_of_a_deed_are_dates(text: str, expected: str) -> None:
    via = "slash" if text.startswith("/") else "chat"
    (draft,) = read_promises(text.removeprefix("/"), NOW, ZONE, via)  # type: ignore[arg-type]
    assert str(draft.due.due or draft.due.problem) == expected
