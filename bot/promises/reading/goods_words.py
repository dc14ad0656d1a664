"""What tells the goods of an order from documents, samples and visits, and a free thing from a free service. Tables only."""

import re

SENDS_GOODS = re.compile(
    r"\b(?!always|never|this|us)\w{3,}s\sleave\b(?!\salone)|(?:送|运|发|拉)[到至].{0,8}(?:现场|工地|港|仓|厂)|\bon\ssite\b|\b(?:ship|dispatch|despatch|load(?!\s(?:test|cell|list|capacity|chart|rating))|sail|deliver|arriv|produc|manufactur"
    r"|export|(?<!cover )(?<!pay )(?<!the )(?<!for )(?<!absorb )(?<!of )(?<!by )air\s?freight)\w*\b|\bshipment|\bdelivery\b"
    r"|\bet[ad]\b|\blead\s?time|\b(?:goods|order|batch|crates?|cartons|drums|rolls|bales|containers?|cargo|pallets?|trucks?|vessel|production|machines?|units"
    r"|pumps|pcs|pieces|equipment|lot|load"
    r"|consignment)\b.{0,40}\b(?:ready|leaves?|leaving|out|go|goes|going|there|with\s(?:you|them)|reach\w*|land\w*|finish\w*"
    r"|complete\w*|done|arriv\w*|port|warehouse|site)\b|\b(?:have|get|put)\b.{0,50}\b(?:at|in|on)\b.{0,30}\b(?:door|site|port"
    r"|warehouse|dock|terminal|plant|factory|yard)\b|\b(?:have|get)\b(?!.{0,40}\b(?:meeting|call|lunch|team|people|stand"
    r"|booth)\b).{3,50}\b(?:at|in)\s(?-i:[A-Z][a-z]{2,})|\b(?:finish|complete|release|hand\sover|send|get"
    r"|bring)\w*\b.{0,40}\b(?:goods|order|batch|crates?|cartons|drums|rolls|bales|containers?|cargo|production|pallets?|machines?|lot|consignment|remaining"
    r"|rest\sof|pumps|units|pcs|pieces|valves|motors|tiles|tons?|tonnes|spare\sparts|spares|parts|replacements?|backorder)\b"
    r"|\bgeh(?:t|en)\b.{0,40}\braus\b|\b(?:ge?liefer|versandt|verladen|(?:aus|an|zu)ge(?:liefer|stell)|liefer|verschiff|verlad|ausliefer|produzier|fertig|versend"
    r"|verschick|versand)\w*\b"
    r"|\bware\b.{0,40}\b(?:raus|ab|da|fertig|bereit|ankomm\w*|ankommt|eintrifft|versandt|(?:bei\s\w+|vor\sort)\s(?:ist|sind))"
    r"|\b(?:entreg|embarc|despach|produc|produz|fabric(?!s?\b)|expedi"
    r"|carreg|exped)\w*\b|\b(?:pedido|mercanc[íi]a|mercadorias?|contenedor|contêiner|container|carga|lote"
    r"|encomenda)\b.{0,40}\b(?:sal|sai|saem|segu|embarc|lleg|cheg|list|pront|part|zarp|env|estar)\w*|\b(?:env|mand|saca|despach"
    r"|termin|acab|complet)\w*\b.{0,30}\b(?:pedido|mercanc[íi]a|mercadorias?|contenedor|contêiner|carga|lote|encomenda|bombas"
    r"|máquinas)\b|完工|发货|發貨|出货|出貨|交货|交貨|发运|装柜|裝櫃|装船|裝船|到货|到貨|到港|离港|开船|船期|交期|货期|排产|生产完"
    r"|生产好|完成生产|做完|赶出来|大货|交付|发出|送货|送達|送达|入库|出运|上船|发柜|提柜|柜子|整柜|\d+(?:台|套|件|箱|吨|柜|托|批)[^样]{0,10}(?:交|出货)|(?:货(?!款)|机器|设备|整机).{0,6}(?:发|到|出|备好"
    r"|做好|走|送|寄|运|齐)|(?:发|出|寄|运|做|交|走|赶).{0,6}(?:货(?!款)|柜|订单|批|台|吨|件|套|箱|托)|[这那整首头]批.{1,14}发(?!票|现)|发(?!.{0,4}(?:图|样))[^，,]{0,6}(?:机|泵|阀门?|轴承|管|布|灯|砖|漆|油|膜|缆|桶|椅|桌|胎|纸|钢|铝|铜"
    r"|螺丝|玻璃|地板|电池|面料|原料|家具|设备|机器|零件)$|订单.{0,8}(?:发|完成"
    r"|做|出|交)|生产.{0,6}(?:完|好|结束|出)|备(?:好|齐)?货|出荷|納品|納入|船積|出港|入荷|着荷|納期|発送|生産|製造|お届け|配送"
    r"|到着|届(?:く|き|け)",
    re.IGNORECASE,
)
SENDS_SURELY = re.compile(
    r"\b(?:ship|dispatch|despatch|load|sail|deliver|arriv|produc|manufactur|export|leav)\w*|\be?ta\b|liefer|versand|verschiff|entreg|embarc|despach"
    r"|[\u3041-\u30ff\u3400-\u9fff]",
    re.IGNORECASE,
)
NOT_GOODS = re.compile(
    r"\border\sforms?\b|\bform\b|\bsamples?\b|\bquot\w*|\boffers?\b|\bproposals?\b|\bdocuments?\b|\bdocs?\b|\bcert\w*|\bdrawings?\b"
    r"|\bcatalog\w*"
    r"|\bbrochures?\b|\breports?\b|\binvoices?\b|\bpi\b|\bproforma|\bdatasheets?\b|\bspecs?\b|\bprice\s?lists?\b|\bpresentation"
    r"|\bdraft|\bb/?l\b|\bpapers?\b|\bphotos?\b|\bvideos?\b|\bcontract\b|\banswer|\bfeedback|\bfigures?\b|\btracking"
    r"|\bmanuals?\b|\bplan\b|\bschedule\b|\btest\sresults?|\bstatement|\bcolou?r\scard|\bswatch\w*|\bprototypes?\b|\banalysis"
    r"|\bagreement|\blist\b|\bartwork|\bdates?\b|\bcounter\s?sample|\bmock-?up|\bfiles?\b|\bpackaging\sproposal|\bletter"
    r"|\bconfirmation|\bslides|\bdeck\b|\bsummary|\bminutes\b|\bnotes\b|\bnumbers?\b|\bcopy|\bcopies|\bfotos?\b|\bbilder\b"
    r"|\bimágenes|\bplanilha|\bfotograf\w*|\bmuster\w*|\bangebot\w*|\w*papiere?\b|\bunterlagen|\bdokument\w*|\bzertifikat\w*|\bzeichnung\w*"
    r"|\bkatalog\w*|\bbericht\w*|\brechnung\w*|\bpreisliste\w*|\bdatenbl\w*|\bzahl(?:en)?\b|\bprüfbericht\w*|\w*erklärung\b|\w*bescheinigung\b|\w*urkunde\b|\bentwurf"
    r"|\bvertrag\w*|\bprotokoll\w*|\blieferzeit\w*|\bbescheid|\blayout\w*|\bskizze\w*|\blieferterm\w*|\blieferschein|\bliefertermin"
    r"|\bce-|\bmuestras?|\bcotizaci\w*|\boferta\w*"
    r"|\bpresupuesto\w*|\bdocument\w*|\bcertificad\w*|\bplanos?\b|\bcatálogo\w*|\binforme\w*|\bfactura\w*|\blistas?\b"
    r"|\bficha\w*|\bproforma|\bamostras?|\bcotaç\w*|\bproposta\w*|\borçamento\w*|\blaudo\w*|\bdesenhos?\b|\brelatório\w*"
    r"|\bkalkulation\w*|\bcalculation\w*|\baufstellung\w*|\bübersicht\w*|\bkonzept\w*|\bpräsentation\w*|\bnota\b|\btabela\b"
    r"|\bcontrato\w*|\bfichas?\b|\bprecios\b|\bpreços\b|对账单|账单|纪要|表格|[^发]函|排产(?:表|计划)|生产计划|进度表|样品|樣品|寄样|送样|样|打样|報價|报价|单证|证书"
    r"|證書|图纸|圖紙|图|目录|报告|發票|发票|合同|资料|資料|文件|清单|方案|形式发票|提单|說明書|说明书|视频|照片|单号|箱单"
    r"|船期表|邮件|样册|色卡|价格表|数据|答复|交期(?:确认|表|答|回)|(?<![A-Za-z])(?:COA|MSDS|CE|PI)(?![A-Za-z])|サンプル|見積"
    r"|資料|証明書|図面|カタログ|報告|レポート|請求書|契約書|提案|リスト|書類|仕様書|成績書|試作",
    re.IGNORECASE,
)
VISIT = re.compile(
    r"(?:确认|回复|答复|告诉|告知|查|问|反馈|提供|更新).{0,8}(?:交期|船期|发货时间|货期|到货时间|发货日期)|\bvisit\w*"
    r"|\btechnician|\bengineer\b|\bbesuch\w*|拜访|上门|訪問|お?伺い|visita\w*|\btraining|培训|\bcall\b|\bmeeting\b"
    r"|confirm\w*\b.{0,20}\b(?:shipping|delivery|ship|lead|et[ad])|确认.{0,8}(?:交期|船期|发货|货期)|(?:交期|船期|货期).{0,4}(?:确认|答复"
    r"|回复|告诉)|納期.{0,6}(?:回答|連絡|確認|返事)|\b(?:shipping|delivery|arrival)\s(?:date|details?|schedule|cost|quote|docs?"
    r"|documents?|notice|note|address|status|options?|terms)|\blead\s?time\b|liefertermin|\bfecha\sde\sentrega|\bdata\sde\sentrega"
    r"|\bprazo\sde\sentrega|\bplazo\sde\sentrega",
    re.I,
)
FREE_SERVICE = re.compile(
    r"\b(?:train\w*|install\w*|commission\w*|maintenance|workshop|set-?up|start-?up|schulung\w*|inbetriebnahme|montage|wartung"
    r"|einweisung|capacitaci\w*|formaci\w*|instalaci\w*|puesta\sen\smarcha"
    r"|treinamento\w*|instala\w*|manuten\w*|service|visit\w*|repair\w*|reparatur\w*|reparaci\w*|conserto)\b|培训|培訓|安装|安裝"
    r"|上门|调试|維修|维修|保养|研修|トレーニング|講習|設置|据付|修理|点検",
    re.IGNORECASE,
)
FREE_THING = re.compile(
    r"\b(?:samples?|spares?|parts?|units?|pieces|pcs|kits?|goods|filters?|seals?|sets?|muster|ersatzteile?|muestras?|repuestos"
    r"|amostras?|peças)\b|样|配件|备件|件套|易损|サンプル|部品",
    re.IGNORECASE,
)
BESIDE = re.compile(
    r"(?:索赔|退款|退货|赔偿|补偿|折扣|返利|账期|独家|质保|免费)(?:的事|这事|那事|问题|投诉|一事)"
    r"|\b(?:with|w/)\s(?:'s\s|[a-z]{3,9}'s\s|the\s|their\s|your\s|his\s|her\s|our\s|this\s|a\s)?(?:next\s|same\s|first\s"
    r"|coming\s)?(?:shipments?|orders?"
    r"|delivery|containers?|batch)\b|\bmit\sder\snächsten\s\w+|\bcon\sel\spróximo\s\w+|\bcom\so\spróximo\s\w+"
    r"|(?:跟|随|和|与|同)(?:着)?(?:下|这|那|本|同|大).{0,2}(?:批|柜|单|货).{0,2}(?:一起|一块|一同)?|次回(?:の)?(?:出荷|注文"
    r"|納品)(?:に|と|で)",
    re.IGNORECASE,
)
"""What something goes along with says nothing about when that goes."""
