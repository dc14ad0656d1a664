"""What people type and what it promises: who does what for whom by when, in six languages, and all that is no promise."""

from datetime import datetime

import pytest

from bot.promises.reading import read_promises
from bot.promises.records import Draft

NOW, ZONE = datetime.fromisoformat("2026-11-25T10:00:00+08:00"), "Asia/Shanghai"
"""A Wednesday."""
NONE: list[str] = []


def read(text: str, via: str = "chat", locale: str = "") -> tuple[Draft, ...]:
    return read_promises(text, NOW, ZONE, via, locale)  # type: ignore[arg-type]


def spelled(draft: Draft) -> str:
    """ "ours | Acme | send the quote | 2026-11-27 | discount": as the cases below write it."""
    due = str(draft.due.due) if draft.due.due else draft.due.problem
    return " | ".join((draft.direction, draft.customer or "-", draft.what, due, draft.approval or "-"))


ENGLISH_CHAT: list[tuple[str, list[str]]] = [
    ("I'll get them the quote tomorrow", ["ours | - | get the quote | 2026-11-26 | -"]),
    ("we will ship by the 5th", ["ours | - | ship | 2026-12-05 | delivery-date"]),
    ("Let me check and come back to you Monday", ["ours | - | check and come back | 2026-11-30 | -"]),
    ("they will pay by the 30th", ["theirs | - | pay | 2026-11-30 | -"]),
    ("Acme promised to return the signed contract on Monday", ["theirs | Acme | return the signed contract | 2026-11-30 | -"]),
    ("If they pay the deposit by Friday, we will ship on Monday", ["ours | - | ship if they pay the deposit | 2026-11-30 | delivery-date"]),
    ("we'll ship on Monday if they pay the deposit by Friday", ["ours | - | ship if they pay the deposit | 2026-11-30 | delivery-date"]),
    (
        "if the LC arrives by Friday we'll load the container Monday",
        ["ours | - | load the container if the LC arrives | 2026-11-30 | delivery-date"],
    ),
    ("we will not raise prices until March 31", ["ours | - | not raise prices | 2027-03-31 | price-hold"]),
    (
        "I'll send the quote tomorrow and the samples by Friday",
        ["ours | - | send the quote | 2026-11-26 | -", "ours | - | send samples | 2026-11-27 | -"],
    ),
    ("we ship Monday, they pay on the 30th", ["ours | - | ship | 2026-11-30 | delivery-date", "theirs | - | pay | 2026-11-30 | -"]),
    ("Talked to Acme today. I'll send them the CE cert tomorrow", ["ours | Acme | send the CE cert | 2026-11-26 | -"]),
    ("promised Acme the CE cert by friday", ["ours | Acme | CE cert | 2026-11-27 | -"]),
    ("told Nordwind we'd have the drawings over by Monday", ["ours | Nordwind | have the drawings over | 2026-11-30 | -"]),
    ("Told them they'd get the catalogue tomorrow", ["ours | - | catalogue | 2026-11-26 | -"]),
    ("ill send acme the price list tmr", ["ours | acme | send the price list | 2026-11-26 | -"]),
    ("well get the quote over to Müller & Söhne by fri", ["ours | Müller & Söhne | get the quote over | 2026-11-27 | -"]),
    ("gonna call Harbour Foods tomorrow re the claim", ["ours | Harbour Foods | call Harbour Foods re the claim | 2026-11-26 | -"]),
    ("Sending Acme the updated quote on Friday", ["ours | Acme | Sending the updated quote | 2026-11-27 | -"]),
    ("I'm visiting Old Harbour Brewery on Tuesday", ["ours | Old Harbour Brewery | visiting Old Harbour Brewery | 2026-12-01 | -"]),
    ("The samples for Blue Fjord go out on Monday", ["ours | Blue Fjord | samples go out | 2026-11-30 | -"]),
    ("their deposit will arrive on Friday", ["theirs | - | their deposit will arrive | 2026-11-27 | -"]),
    ("Mr. Tanaka will confirm the order by Friday", ["theirs | Mr. Tanaka | confirm the order | 2026-11-27 | -"]),
    ("Acme pays the balance on the 30th", ["theirs | Acme | pays the balance | 2026-11-30 | -"]),
    ("spoke with Keller: they'll wire the deposit tomorrow", ["theirs | Keller | wire the deposit | 2026-11-26 | -"]),
    (
        "I promised Lagos Bright Solar a 5% discount, need to confirm by Friday",
        ["ours | Lagos Bright Solar | 5% discount | missing | discount", "ours | Lagos Bright Solar | confirm | 2026-11-27 | -"],
    ),
    ("We agreed with Terranova on net 60 by Friday", ["ours | Terranova | net 60 | 2026-11-27 | payment-terms"]),
    ("I owe Petrova Ceramics an answer by Monday", ["ours | Petrova Ceramics | answer | 2026-11-30 | -"]),
    ("we won't sell to anyone else there until March 31", ["ours | - | won't sell to anyone else there | 2027-03-31 | exclusivity"]),
    ("Acme will have the samples by Friday", ["ours | Acme | samples | 2026-11-27 | -"]),
    ("you'll have the datasheet by Monday", ["ours | - | datasheet | 2026-11-30 | -"]),
    (
        "Our factory will finish the order for Vistula Medical on Dec 10",
        ["ours | Vistula Medical | finish the order | 2026-12-10 | delivery-date"],
    ),
    ("<@U12AB> and I will call Saigon Home Decor on Monday", ["ours | Saigon Home Decor | call Saigon Home Decor | 2026-11-30 | -"]),
    ("*I'll send Acme the quote* by _Friday_ :pray:", ["ours | Acme | send the quote | 2026-11-27 | -"]),
    ("&gt; can you send it by Monday?\nyes, I'll send it to Acme on Friday", ["ours | Acme | send it | 2026-11-27 | -"]),
    ("I'll send the quote <https://x.example/q|Q-118> to Acme on Friday", ["ours | Acme | send the quote Q-118 | 2026-11-27 | -"]),
    ("I'll send Acme the quote ~tomorrow~ Friday", ["ours | Acme | send the quote | 2026-11-27 | -"]),
    ("I'll send Acme the quote soon", ["ours | Acme | send the quote | vague | -"]),
    ("I'll send Acme the quote", ["ours | Acme | send the quote | missing | -"]),
    ("I'll send Acme the quote on Thursday or Friday", ["ours | Acme | send the quote | ambiguous | -"]),
    ("I'll send it by Friday, ok?", ["ours | - | send it | 2026-11-27 | -"]),
    ("I'll ship the spare part on Friday, can you tell Acme?", ["ours | Acme | ship the spare part | 2026-11-27 | delivery-date"]),
    (
        "ok long call, they moaned about the price for half an hour, the boss joined, whatever, "
        "anyway I'll send Costa Verde the revised offer on Friday and we see",
        ["ours | Costa Verde | send the revised offer | 2026-11-27 | -"],
    ),
    ("will send Acme the BL copy tomorrow", ["ours | Acme | send the BL copy | 2026-11-26 | -"]),
    ("I'll try to get the refund to Savannah Kids by Friday", ["ours | Savannah Kids | get the refund | 2026-11-27 | other"]),
    (
        "We'll extend the warranty for Deccan to 24 months, I'll put it in writing by Monday",
        ["ours | Deccan | extend the warranty to 24 months | missing | warranty", "ours | Deccan | put it in writing | 2026-11-30 | -"],
    ),
    ("They said they would sign by Friday", ["theirs | - | sign | 2026-11-27 | -"]),
    ("Rodrigo from Costa Verde says they'll send the PO tomorrow", ["theirs | Costa Verde | send the PO | 2026-11-26 | -"]),
    ("We'll throw in 5 free filters for Acme by Monday", ["ours | Acme | throw in 5 free filters | 2026-11-30 | free-goods"]),
    ("the client will get the test report from me tomorrow", ["ours | - | test report from me | 2026-11-26 | -"]),
    ("We can deliver to Acme by the 10th", ["ours | Acme | deliver | 2026-12-10 | delivery-date"]),
    ("I need to send Acme the invoice by tomorrow", ["ours | Acme | send the invoice | 2026-11-26 | -"]),
    ("Acme was promised an answer by Friday", ["ours | Acme | answer | 2026-11-27 | -"]),
    ("we guarantee Acme delivery by Dec 20", ["ours | Acme | delivery | 2026-12-20 | delivery-date"]),
    ("Don't worry, we'll ship your order on Friday", ["ours | - | ship your order | 2026-11-27 | delivery-date"]),
    ("no problem I'll send the packing list tomorrow", ["ours | - | send the packing list | 2026-11-26 | -"]),
    (
        "Hi Ben, just to confirm I'll get Nordhavn Pumps their credit note on Monday",
        ["ours | Nordhavn Pumps | get their credit note | 2026-11-30 | other"],
    ),
    ("price for Acme stays at 4.20 until end of March", ["ours | Acme | price stays at 4.20 | 2027-03-31 | price-hold"]),
]
ENGLISH_SLASH: list[tuple[str, list[str]]] = [
    ("Acme: send the CE certificate by Friday", ["ours | Acme | send the CE certificate | 2026-11-27 | -"]),
    ("Acme quote friday", ["ours | Acme | quote | 2026-11-27 | -"]),
    ("acme price list fri", ["ours | acme | price list | 2026-11-27 | -"]),
    ("CE certificate for Acme by tomorrow", ["ours | Acme | CE certificate | 2026-11-26 | -"]),
    ("nordwind gmbh: drawings tomorrow", ["ours | nordwind gmbh | drawings | 2026-11-26 | -"]),
    ("5% off for Nordwind GmbH until Friday", ["ours | Nordwind GmbH | 5% off | 2026-11-27 | discount"]),
    ("send the quote and samples to Acme by Friday", ["ours | Acme | send the quote and samples | 2026-11-27 | -"]),
    ("Acme: quote by Friday, samples by Wednesday", ["ours | Acme | quote | 2026-11-27 | -", "ours | Acme | samples | 2026-12-02 | -"]),
    ("samples @Acme friday", ["ours | Acme | samples | 2026-11-27 | -"]),
    ("Acme - year-end rebate 2%, confirm by 20 Dec", ["ours | Acme | year-end rebate 2%, confirm | 2026-12-20 | rebate"]),
    ("Acme, hold prices till 31 March", ["ours | Acme | hold prices | 2027-03-31 | price-hold"]),
    ("Acme will pay the balance by Friday", ["theirs | Acme | pay the balance | 2026-11-27 | -"]),
    (
        "exclusive distribution for Green Delta in Kenya, draft by Monday",
        ["ours | Green Delta | exclusive distribution in Kenya, draft | 2026-11-30 | exclusivity"],
    ),
    ("please send Acme the CE cert by friday", ["ours | Acme | send the CE cert | 2026-11-27 | -"]),
    ("ship 200 pumps to Acme 10 Dec", ["ours | Acme | ship 200 pumps | 2026-12-10 | delivery-date"]),
    (
        "Keller Anlagenbau -> 24 months warranty in writing by Monday",
        ["ours | Keller Anlagenbau | 24 months warranty in writing | 2026-11-30 | warranty"],
    ),
    (
        "free spare parts kit to Maple Ridge Hardware with next shipment",
        ["ours | Maple Ridge Hardware | free spare parts kit with next shipment | missing | free-goods"],
    ),
    (
        "Acme: 60 days credit instead of 30, answer by tomorrow",
        ["ours | Acme | 60 days credit instead of 30, answer | 2026-11-26 | payment-terms"],
    ),
    ("call Mrs. Okafor tomorrow 3pm", ["ours | Mrs. Okafor | call Mrs. Okafor | 2026-11-26T15:00 | -"]),
    ("I'll send Acme the quote Friday", ["ours | Acme | send the quote | 2026-11-27 | -"]),
    ("let's send Acme the samples on Monday", ["ours | Acme | send the samples | 2026-11-30 | -"]),
    ("Acme. Price list. Friday.", ["ours | Acme | Price list | 2026-11-27 | -"]),
    ("by Friday: new quote for Acme", ["ours | Acme | new quote | 2026-11-27 | -"]),
    (
        "the Hamburg client: refund for the broken pump by Friday",
        ["ours | Hamburg client | refund for the broken pump | 2026-11-27 | other"],
    ),
    ("Acme samples", ["ours | Acme | samples | missing | -"]),
    ("promise to Acme: samples by Friday", ["ours | Acme | samples | 2026-11-27 | -"]),
    ("3D printed prototype to ABB by Friday", ["ours | ABB | 3D printed prototype | 2026-11-27 | -"]),
    ("quote to Acme by next Friday", ["ours | Acme | quote | ambiguous | -"]),
]
ENGLISH_NONE = [
    "can we send it by Friday?",
    "I won't send it",
    "we did not promise a date",
    "I sent the quote yesterday",
    "we might send the samples on Friday",
    "I'd love to send them a sample by Friday",
    "could maybe do Friday",
    "hopefully we ship on Friday",
    "please send the quote by Friday",
    "<@U1> send Acme the quote by Friday",
    "I'll have lunch at noon",
    "let me think",
    "> I'll send the quote tomorrow",
    "never promise a date",
    "Acme always pays late",
    "the office is closed on Friday",
    "If they want, I could send a sample",
    "Acme wants the quote by Friday",
    "they asked us to ship by Monday",
    "Will Acme pay by Friday?",
    "when will they pay",
    "Can you call Acme tomorrow",
    "I don't think we'll make Friday",
    "Not sure they will sign by Monday",
    "already shipped it to Acme on Monday",
    "let me know by Friday",
    "let's send it on Friday",
    "meeting with Acme on Friday at 3",
    "You should always confirm before you promise anything",
    "Shipping takes 20 days",
    "I'll be out on Friday",
    "we'll see",
    "The fair starts on Monday",
    "Maybe I'll send it tomorrow",
    "It will rain on Friday",
    "Nobody promised them Friday",
    "We never agreed to ship on Monday",
    "thanks, got it",
    "Did they say they will pay on Friday?",
    "Should we offer Acme 5% off?",
    "I'm thinking of offering them 3% by Monday",
    "they have not paid yet",
    "Acme would like to get the samples on Friday",
]
CHINESE_CHAT: list[tuple[str, list[str]]] = [
    ("我明天把报价发给他们", ["ours | - | 把报价发给他们 | 2026-11-26 | -"]),
    ("答应了客户周五前寄样品", ["ours | - | 寄样品 | 2026-11-27 | -"]),
    ("客户说周五付款", ["theirs | - | 付款 | 2026-11-27 | -"]),
    ("我周五前给Acme发CE证书", ["ours | Acme | 发CE证书 | 2026-11-27 | -"]),
    ("跟李总说好了周五前给新报价", ["ours | 李总 | 给新报价 | 2026-11-27 | -"]),
    ("李总答应周五前付定金", ["theirs | 李总 | 付定金 | 2026-11-27 | -"]),
    ("答应李总周五前给他报价", ["ours | 李总 | 报价 | 2026-11-27 | -"]),
    ("宁波客户那边我明天寄样品", ["ours | 宁波客户 | 寄样品 | 2026-11-26 | -"]),
    ("海川机床的图纸下周五发", ["ours | 海川机床 | 图纸发 | 2026-12-04 | -"]),
    ("我们12月10号发货给恒丰五金", ["ours | 恒丰五金 | 发货 | 2026-12-10 | delivery-date"]),
    ("明天发报价，周五寄样品给金桥汽配", ["ours | 金桥汽配 | 发报价 | 2026-11-26 | -", "ours | 金桥汽配 | 寄样品 | 2026-11-27 | -"]),
    ("如果他们周五付定金，我们周一发货", ["ours | - | 如果他们付定金，发货 | 2026-11-30 | delivery-date"]),
    ("王总说月底打尾款", ["theirs | 王总 | 打尾款 | 2026-11-30 | -"]),
    ("他们明天把PO发过来", ["theirs | - | 把PO发过来 | 2026-11-26 | -"]),
    ("我们保证3月31日前不涨价", ["ours | - | 不涨价 | 2027-03-31 | price-hold"]),
    ("给青禾农机申请60天账期，周一前答复他们", ["ours | 青禾农机 | 申请60天账期，答复他们 | 2026-11-30 | payment-terms"]),
    ("好的没问题，我下午三点前把合同发您", ["ours | - | 把合同发您 | 2026-11-25T15:00 | -"]),
    ("我尽快把报价发给南岭茶业", ["ours | 南岭茶业 | 把报价发给南岭茶业 | vague | -"]),
    ("我会给鸿泰电缆寄样品", ["ours | 鸿泰电缆 | 寄样品 | missing | -"]),
    ("张经理同意周三付清尾款", ["theirs | 张经理 | 付清尾款 | 2026-12-02 | -"]),
    ("今天跟星河安防聊了，我明天把方案发过去", ["ours | 星河安防 | 把方案发过去 | 2026-11-26 | -"]),
    (
        "工厂周五能发货，我跟澄湖照明说了周六给单号",
        ["ours | 澄湖照明 | 发货 | 2026-11-27 | delivery-date", "ours | 澄湖照明 | 给单号 | 2026-11-28 | -"],
    ),
    ("我們明天會把報價發給 Acme", ["ours | Acme | 把報價發給 Acme | 2026-11-26 | -"]),
    ("我明天send报价给Nordwind", ["ours | Nordwind | send报价 | 2026-11-26 | -"]),
    ("独家代理协议我们答应瑞丰纸业年底前签", ["ours | 瑞丰纸业 | 独家代理协议签 | 2026-12-31 | exclusivity"]),
    ("给他们免费送两套易损件，跟下批货一起，12月15号发", ["ours | - | 免费送两套易损件，跟下批货一起，发 | 2026-12-15 | free-goods"]),
    ("客户会在周五前把签好的合同寄回来", ["theirs | - | 把签好的合同寄回来 | 2026-11-27 | -"]),
    ("客户周五会收到我们的样品", ["ours | - | 我们的样品 | 2026-11-27 | -"]),
    ("我晚上八点给陈总打电话", ["ours | 陈总 | 打电话 | 2026-11-25T20:00 | -"]),
    ("我们答应20号前给华泽阀门返利2个点", ["ours | 华泽阀门 | 返利2个点 | 2026-12-20 | rebate"]),
]
CHINESE_SLASH: list[tuple[str, list[str]]] = [
    ("样品 周五 宁波客户", ["ours | 宁波客户 | 样品 | 2026-11-27 | -"]),
    ("李总 报价 明天", ["ours | 李总 | 报价 | 2026-11-26 | -"]),
    ("恒丰五金：周五前发CE证书", ["ours | 恒丰五金 | 发CE证书 | 2026-11-27 | -"]),
    ("给李总 5%折扣 周五前确认", ["ours | 李总 | 5%折扣确认 | 2026-11-27 | discount"]),
    ("Acme 样品 明天寄", ["ours | Acme | 样品寄 | 2026-11-26 | -"]),
    ("给盛和陶瓷的账期改60天 月底前答复", ["ours | 盛和陶瓷 | 账期改60天答复 | 2026-11-30 | payment-terms"]),
    ("王总 质保延到两年 下周一书面确认", ["ours | 王总 | 质保延到两年书面确认 | 2026-11-30 | warranty"]),
    ("周五前发报价给绿源包装", ["ours | 绿源包装 | 发报价 | 2026-11-27 | -"]),
    ("请周五前发报价给绿源包装", ["ours | 绿源包装 | 发报价 | 2026-11-27 | -"]),
    ("远帆渔具 周五付定金", ["theirs | 远帆渔具 | 付定金 | 2026-11-27 | -"]),
    ("云岭咖啡机 独家代理 明年3月31日前不卖给别家", ["ours | 云岭咖啡机 | 独家代理不卖给别家 | 2027-03-31 | exclusivity"]),
    ("沃野种业，样品明天，报价周五", ["ours | 沃野种业 | 样品 | 2026-11-26 | -", "ours | 沃野种业 | 报价 | 2026-11-27 | -"]),
    ("赔锦程箱包一批新的拉链 周五前定", ["ours | 锦程箱包 | 赔锦程箱包一批新的拉链定 | 2026-11-27 | other"]),
]
CHINESE_NONE = [
    "能周五前发吗",
    "没答应",
    "昨天已经发了",
    "你周五前发一下",
    "不要轻易承诺",
    "可能会周五发",
    "我想周五发",
    "客户要求周五前发货",
    "请周五前把报价发给Acme",
    "客户总是晚付款",
    "办公室周五放假",
    "我们没答应周五发货",
    "Acme想周五前收到样品",
    "什么时候能发货",
    "估计周五能到",
    "希望周五能发",
    "我周五休息",
    "我不会发的",
    "报价已经发给李总了",
    "周五要不要发样品",
    "最好周五前发",
    "麻烦你明天跟进一下李总",
    "我先想想",
    "客户问能不能周五发",
    "我周五去看电影",
    "他们每次都拖到月底才付款",
    "谁周五给李总发报价",
    "记得周五前把样品寄给Acme",
    "展会下周一开始",
]
OTHERS_CHAT: list[tuple[str, list[str]]] = [
    ("Mañana le mando la cotización a Costa Verde", ["ours | Costa Verde | mando la cotización | 2026-11-26 | -"]),
    ("vamos a enviar las muestras el viernes", ["ours | - | enviar las muestras | 2026-11-27 | -"]),
    (
        "Enviaremos el pedido a Rio Largo antes del 10 de diciembre",
        ["ours | Rio Largo | Enviaremos el pedido | 2026-12-10 | delivery-date"],
    ),
    (
        "Le prometí a Marta un 5% de descuento, se lo confirmo el lunes",
        ["ours | Marta | 5% de descuento | missing | discount", "ours | Marta | confirmo | 2026-11-30 | -"],
    ),
    ("Andes Mineral va a pagar el saldo el 30", ["theirs | Andes Mineral | pagar el saldo | 2026-11-30 | -"]),
    ("El cliente dijo que firma el lunes", ["theirs | - | firma | 2026-11-30 | -"]),
    ("Quedé con Andes Mineral en llamarles mañana", ["ours | Andes Mineral | llamarles | 2026-11-26 | -"]),
    ("No subiremos los precios hasta el 31 de marzo", ["ours | - | No subiremos los precios | 2027-03-31 | price-hold"]),
    ("Ich schicke Keller morgen das Angebot", ["ours | Keller | schicke das Angebot | 2026-11-26 | -"]),
    ("Wir liefern die Pumpen bis Freitag an Alpkraft", ["ours | Alpkraft | liefern die Pumpen | 2026-11-27 | delivery-date"]),
    ("Morgen schicke ich Frau Weber die Muster", ["ours | Frau Weber | schicke die Muster | 2026-11-26 | -"]),
    (
        "Ich habe Nordwind versprochen, die Zeichnungen bis Montag zu schicken",
        ["ours | Nordwind | Zeichnungen zu schicken | 2026-11-30 | -"],
    ),
    ("Die Firma Keller zahlt am 30. die Restzahlung", ["theirs | Keller | zahlt die Restzahlung | 2026-11-30 | -"]),
    ("Wir werden die Preise bis 31. März nicht erhöhen", ["ours | - | Preise nicht erhöhen | 2027-03-31 | price-hold"]),
    ("Der Kunde hat zugesagt, bis Freitag zu zahlen", ["theirs | - | zu zahlen | 2026-11-27 | -"]),
    ("Amanhã mando a cotação pra Costa Verde", ["ours | Costa Verde | mando a cotação | 2026-11-26 | -"]),
    ("vou ligar pro João da Metalsul amanhã", ["ours | João da Metalsul | ligar | 2026-11-26 | -"]),
    ("A Polimar vai pagar o saldo na sexta", ["theirs | Polimar | pagar o saldo | 2026-11-27 | -"]),
    ("Combinei com a Têxtil Norte de mandar as amostras até sexta", ["ours | Têxtil Norte | mandar as amostras | 2026-11-27 | -"]),
    ("a gente entrega o pedido da Quimibras até dia 10", ["ours | Quimibras | entrega o pedido da Quimibras | 2026-12-10 | delivery-date"]),
    ("明日Acmeに見積書を送ります", ["ours | Acme | 見積書を送ります | 2026-11-26 | -"]),
    ("金曜までに田中さんへサンプルを発送します", ["ours | 田中さん | サンプルを発送します | 2026-11-27 | -"]),
    ("来週の月曜に山田商事へ伺います", ["ours | 山田商事 | 伺います | 2026-11-30 | -"]),
    ("先方は月末までに支払うとのことです", ["theirs | - | 支払う | 2026-11-30 | -"]),
    (
        "Acme様に5%の値引きを約束しました。金曜までに見積を出します",
        ["ours | Acme様 | 5%の値引き | missing | discount", "ours | Acme様 | 見積を出します | 2026-11-27 | -"],
    ),
]
OTHERS_SLASH: list[tuple[str, list[str]]] = [
    ("Costa Verde: enviar las muestras antes del viernes", ["ours | Costa Verde | enviar las muestras | 2026-11-27 | -"]),
    ("Keller Anlagenbau: Angebot bis Freitag", ["ours | Keller Anlagenbau | Angebot | 2026-11-27 | -"]),
    ("5% Rabatt für Alpkraft bis Monatsende bestätigen", ["ours | Alpkraft | 5% Rabatt bestätigen | 2026-11-30 | discount"]),
    ("amostras grátis pra Costa Verde até sexta", ["ours | Costa Verde | amostras grátis | 2026-11-27 | free-goods"]),
    ("山田商事：金曜までに見積", ["ours | 山田商事 | 見積 | 2026-11-27 | -"]),
    (
        "garantía de 24 meses para Andes Mineral, por escrito el lunes",
        ["ours | Andes Mineral | garantía de 24 meses, por escrito | 2026-11-30 | warranty"],
    ),
]
OTHERS_NONE = [
    "¿Podemos enviarlo el viernes?",
    "Ya envié la oferta ayer",
    "No vamos a enviar las muestras",
    "Por favor, manda la cotización el viernes",
    "Quizás enviemos algo el viernes",
    "El cliente quiere la oferta el viernes",
    "La oficina está cerrada el viernes",
    "Kannst du das Angebot bis Freitag schicken?",
    "Wir haben das Angebot gestern geschickt",
    "Vielleicht schicken wir morgen Muster",
    "Bitte schick das Angebot bis Freitag",
    "Der Kunde möchte die Muster bis Freitag",
    "Wir liefern nicht am Freitag",
    "Você pode mandar a cotação até sexta?",
    "Já mandei a cotação ontem",
    "Talvez a gente mande amostras na sexta",
    "Não vamos mandar na sexta",
    "O cliente quer a amostra até sexta",
    "金曜までに送れますか",
    "昨日見積を送りました",
    "金曜までに見積を送ってください",
    "金曜は送れません",
    "来週サンプルを送るかもしれません",
    "お客様は金曜までに欲しいと言っています",
    "金曜は休みです",
]


@pytest.mark.parametrize(("text", "expected"), [*ENGLISH_CHAT, *CHINESE_CHAT, *OTHERS_CHAT])
def test_what_somebody_says_in_chat_is_read(text: str, expected: list[str]) -> None:
    assert [spelled(draft) for draft in read(text)] == expected


@pytest.mark.parametrize(("text", "expected"), [*ENGLISH_SLASH, *CHINESE_SLASH, *OTHERS_SLASH])
def test_what_somebody_types_after_the_command_is_read(text: str, expected: list[str]) -> None:
    assert [spelled(draft) for draft in read(text, "slash")] == expected


@pytest.mark.parametrize("text", [*ENGLISH_NONE, *CHINESE_NONE, *OTHERS_NONE])
def test_what_nobody_undertakes_is_no_promise(text: str) -> None:
    assert [spelled(draft) for draft in read(text)] == NONE
