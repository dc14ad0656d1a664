"""What in a promise somebody has to approve: concepts per kind, each with its words in six languages. Money words alone are none."""

import re

from bot.promises.reading.shapes import DUE
from bot.promises.records import Kind

_N = r"\d+(?:[.,]\d+)?\s?"
_PERCENT = rf"{_N}(?:%|％|percent\b|per cent\b|pct\b|prozent\b|por ?ciento\b|por cento\b|个点|個點|个百分点|点|パーセント)"
_TABLES: dict[Kind, str] = {
    "discount": (
        rf"\bdiscount|\brebaja|\bdescuento|\bdesconto|\brabatt|\bnachlass|\bskonto|\babatimento|\bprice\s(?:cut|reduction|drop)"
        rf"|\bknock\b.{{0,20}}\boff|{_PERCENT}\s?(?:off|cheaper|less|lower|down|weniger|günstiger|menos|mais\sbarato|más\sbarato"
        rf"|discount|rabatt|nachlass|reduction|cut|引き?|割引|オフ|折扣|优惠|優惠|的?折|off)|\b(?:better|lower|reduced|special|best"
        rf"|cheaper|friendlier|sharper|improved|new\slow)\s(?:unit\s)?(?:price|pricing|rate|offer\sprice)s?\b|\b(?:mejor"
        rf"|menor)\sprecio|\bprecio\s(?:especial|mejor|reducido|más\sbajo)|\b(?:melhor|menor)\spreço|\bpreço\s(?:especial|melhor"
        rf"|menor|reduzido)|\b(?:bessere\w*|niedrigere\w*|günstigere\w*)\s(?:preis\w*|kondition\w*)|\b(?:sonder|vorzugs)preis"
        rf"|\bpreisnachlass|\b(?:reduce|lower|drop|cut|shave|slash|bring\sdown|come\sdown|go\sdown|take|knock"
        rf"|trim)\w*\b.{{0,30}}(?:\b(?:price|pricing|rate)s?\b|{_PERCENT})|\b(?:price|pricing)s?\b.{{0,20}}\b(?:down|lowered"
        rf"|reduced)\b|\b(?:match|beat)\w*\b.{{0,30}}\b(?:price|quote|offer)s?\b|\bbajar\w*\b.{{0,25}}\b(?:precio|{_PERCENT})"
        rf"|\bbaixar\w*\b.{{0,25}}\b(?:preço|{_PERCENT})|\b(?:bajo|bajamos|rebaj\w+|reduc\w+|reduz\w+|baixo"
        rf"|baixamos)\b.{{0,25}}(?:preci|preç|{_PERCENT})|\b(?:senk|reduzier)\w*\b.{{0,30}}(?:preis|{_PERCENT})"
        rf"|\bpreis\w*\b.{{0,30}}\b(?:senken|senkt|runter|reduzier)|{_PERCENT}.{{0,15}}\b(?:runter|günstiger)|{_PERCENT}\s(?:on|for"
        rf"|auf|sobre|en|de)\s(?:the\s|this\s|next\s|her\s|their\s|his\s)?(?:\w+\s)?(?:order|orders|price|list|all|pump|bestell"
        rf"|pedido|volume)|\b(?:hac|hag|haré|d[aoe]|damos|dar|ofre[cz]|ofere[cç]|fa[zçc])\w*\s(?:(?:un|el|uns|mais|le|les"
        rf"|lhe)\s)?{_PERCENT}|\boff\s(?:the\s)?(?:list|price|invoice|total|next)|打.{{0,4}}折|[一二三四五六七八九\d.]+\s?折|折扣"
        rf"|降价|降價|降.{{0,6}}(?:价|個點|个点|%|％|美元|块|元|美金|刀|欧|点)|便宜|优惠(?!券)|優惠|让利|讓利"
        rf"|让.{{0,3}}(?:{_PERCENT}|个点)|减价|特价|更好的?价|好价格|低价|少.{{0,4}}(?:{_PERCENT}|块|美元|元钱)|[价價]格?(?:再|给"
        rf"|往)?(?:低|下调|降|压)|下调.{{0,8}}[价價]|(?:给|让|降|优惠|便宜|少)(?![^，,]{{0,8}}返)\S{{0,8}}{_PERCENT}|値引|割引"
        rf"|値下げ|{_PERCENT}\s?引|安く|特別価格|ディスカウント|お安く|割り?引"
    ),
    "rebate": (
        r"\brebate|\byear[- ]end\sbonus|\bvolume\sbonus|\bloyalty\sbonus|\bannual\sbonus|\bkick-?back|\bbonific|\brappel|\brápel"
        r"|\bbônus|\bbonus\b|\bbono\b|\bbonus\sanual|\brückvergütung|\bjahresbonus|\bumsatzbonus|\bbonus\w*|返利|返点|返點|返佣"
        r"|年终奖励|年終獎勵|年终返|年底返|返还.{0,4}点|リベート|年末ボーナス|割戻|報奨金"
    ),
    "payment-terms": (
        rf"\bnet[\s-]?(?:\d+|thirty|sixty|ninety)|\bpayment\sterms?|\bterms\sof\spayment|\bopen\saccount|\bo/?a\s\d"
        rf"|\bcredit\s(?:terms?|line|limit|period)|\b{_N}days?'?\s(?:credit|terms|payment|net|after|from|o/?a)|\b(?:credit"
        rf"|terms)\sof\s\d|\bcredit\sof\s\d|\bdeferred|\binstal?l?ments?|\bpay\s(?:later|in\s\w+\s(?:parts|instal))|\b(?:lc|l/c"
        rf"|letter\sof\scredit)\b.{{0,25}}\b(?:instead|rather|not|statt|en\slugar|em\svez)|\binstead\sof\s(?:tt|t/t|lc|l/c"
        rf"|prepayment|cash)|\b(?:lower|reduce|reduced|smaller|cut|drop|waive|without|no|less|half)\w*\b.{{0,15}}\b(?:deposit"
        rf"|down\s?payment|prepayment|advance)|\b(?:deposit|down\s?payment|prepayment|advance)\b.{{0,25}}\b(?:to|of|from|down"
        rf"|only)\s?\d+|\b\d+\s?%\s?(?:deposit|down\s?payment|down\b|prepayment|advance|anzahlung|anticipo|vorkasse|entrada|sinal"
        rf"|de\santicipo|de\sentrada)|\b(?:accept|take|offer|allow|grant|switch|agree)\w*\b.{{0,25}}\b(?:lc|l/c|letter\sof\scredit"
        rf"|d/?p|d/?a|cad|consignment|late\spayment)\b|\bextend\w*\b.{{0,20}}\b(?:payment|terms|credit)\b|\b(?:payment"
        rf"|balance)\b.{{0,20}}\b(?:after|upon|against)\s(?:delivery|arrival|receipt|inspection|b/?l|copy|documents)\b"
        rf"|\bzahlungsziel|\bzahlungsbedingung|\bzahlungskondition|\bratenzahlung|\btage\s(?:netto|ziel)|\bauf\srechnung"
        rf"|\banzahlung\b.{{0,25}}(?:\d|senk|reduz|statt)|\bakkreditiv\sstatt|\bplazo\sde\spago|\bplazos?\b.{{0,10}}\bpago"
        rf"|\bcondiciones\sde\spago|\b\d+\sd[íi]as\s(?:de\s)?(?:crédito|credito|plazo|pago|para\spagar|fecha)|\bcrédito\s(?:a"
        rf"|de)\s\d+|\bpago\sa\s\d+|\ba\s\d+\sd[íi]as\b.{{0,10}}\b(?:crédito|pago|factura|fecha)|\bcuenta\sabierta|\bcuotas\b"
        rf"|\bpago\saplazado|\bprazo\b.{{0,12}}\bpagamento|\bcondiç(?:ão|ões)\sde\spagamento|\b\d+\sdias\s(?:de\sprazo|para\spagar"
        rf"|pra\spagar|de\scrédito|líquido)|\bprazo\sde\s\d+\sdias|\bfaturado|\bparcel(?:a|ar|as|ado|amento)\b|\bconta\saberta"
        rf"|\b\d+/\d+/\d+\sdias|\bboleto\s(?:para|de)\s\d+|(?:改成?|降[到至成]|减[到至成]|只要|只付|只收)\S{{0,6}}(?:定金|订金|预付"
        rf"|首付)|账期|帳期|赊销|赊账|放账|付款方式|付款条件|付款條件|月结|月結|分期|OA\s?\d+|O/A|授信|信用额度|(?:定金|订金"
        rf"|预付款?|首付).{{0,12}}(?:改|降|减|免|到|只|不用|调|\d+%|三成|两成|一成)|[免不].{{0,3}}(?:定金|订金|预付)|(?:信用证|LC"
        rf"|L/C).{{0,10}}(?:代替|替代|改|付|结算)|(?:改|换|接受|同意).{{0,6}}(?:信用证|LC|L/C|TT|DP|D/P|DA|D/A)|(?:见提单|货到"
        rf"|到货后?|发货后|收货后|验收后).{{0,6}}(?:付|结)|尾款.{{0,6}}(?:改|延|见|后|到货)|延期付款|后付款?|缓付|{_N}天(?:信用"
        rf"|付款期|后付|结算)|先货后款|先发货后付|支払(?:い)?(?:条件|サイト|期限を?(?:延|変)|猶予)|翌々?月末(?:支)?払|月末締め"
        rf"|掛け?売り|後払い|分割払い|手付金.{{0,10}}(?:減|下げ|\d)|サイト\s?{_N}|{_N}日サイト|L/?C.{{0,6}}(?:変更|切り替)"
        rf"|前払(?:い)?(?:なし|不要|を)"
    ),
    "exclusivity": (
        r"\bexclusiv\w*|\bsole\s(?:agen|distribut|right|import|dealer|suppl|repres)\w*|\bonly\s(?:agent|distributor|dealer)\b"
        r"|\balleinvertr\w*|\bexklusiv\w*|\balleinvertrieb|(?:\bnot|\bnever|n't|\bwont)\b.{0,30}\b(?:sell|offer|supply|appoint"
        r"|quote|ship|work\swith|deal\swith|sign)\w*\b.{0,40}\b(?:any(?:one|body)?|others?|another|competitors?|else|second)\b"
        r"|\b(?:no|não|nao)\b.{0,15}\b(?:vend|ofrec|ofere|suministr|forne)\w*.{0,40}\b(?:otr|outr|nadie|ninguém|concorr"
        r"|competen)\w*|\b(?:verkauf|liefer)\w*\b.{0,40}\b(?:niemand\w*|kein\w*\sander\w*)|\bterritory\sprotection|\bgebietsschutz"
        r"|\bprotected\sterritory|独家|獨家|总代理?|總代理|独代|唯一(?:代理|经销)|不(?:再|会)?(?:卖给|供给?|供货给|找|发展|授权"
        r"|报给|给|跟|做).{0,4}别|不.{0,4}(?:卖|供|授权|报).{0,3}(?:其他|第二|别)|区域保护|独占|獨占|独占|総代理|一手販売|専売"
        r"|他社に(?:は)?.{0,6}(?:販売|売|供給|卸)"
    ),
    "delivery-date": "",
    "free-goods": (
        r"\bfree\s(?:of\scharge\s)?(?:\w+\s){0,2}(?:samples?|spares?|parts?|units?|goods|pieces|pcs|replacements?|gifts?|kits?"
        r"|accessor\w+|filters?|seals?|tools?|nozzles?|display\w*|stands?|boxes|box|pallets?|cartons?|bottles?|sets?|pumps?"
        r"|valves?|cables?|blades?|shipping|freight|delivery|courier|sample\w*)|\bfoc\b|\bf\.o\.c|\bfree\sof\scharge"
        r"|\bat\sno\s(?:extra\s|additional\s)?(?:charge|cost)|\bno\s(?:extra\s|additional\s)?charge\b|\bfor\sfree\b|\bfree\s?bie"
        r"|\bon\sthe\shouse|\bcomplimentary|\bgratis|\bsin\s(?:cargo|costo|coste|costes)|\bsem\s(?:custo|cobrar|cobrança)|\bgrátis"
        r"|\bgratuit\w*|\bkostenlos\w*|\bkostenfrei\w*|\bumsonst|\bregal(?:o|amos|ar\w*|aremos|aré)\b|\bbrinde|\bde\sgraça"
        r"|\bbonificad\w*|\bde\sregalo|\bde\sbrinde|\b(?:throw|throwing)\sin\b|\b(?:extra|additional"
        r"|bonus)\s(?:\w+\s){0,2}(?:free|gratis)|(?:\bnot|n't|\bno|\bnever|\bwont|\bwithout)\b.{0,12}\bcharg\w*\b|\bon\sus\b"
        r"|\b(?:no|não|nao)\s(?:les?\s|lhe\s|te\s|vamos\sa\s|vamos\s)?(?:cobr|factur|fatur)\w*|\b(?:nicht|nichts)\sberechn\w*"
        r"|\bberechn\w*\b.{0,25}\bnicht|\bwaive\w*|免费(?!培训|安装|上门|调试|维修)|免費(?!培訓|安裝)|赠送|贈送|赠品|白送"
        r"|不收(?:费|钱|样品费|运费|模具费)|不(?:另|额外)?收|免(?:样品费|运费|模具费|邮费|快递费|样费)|免单"
        r"|送\S{0,5}[\d一二两三四五六七八九十]\s?(?:台|个|件|套|只|箱|支|把|pcs)(?:给|$|配件|备件|样|易损)?(?=.*(?:赠|额外|多送"
        r"|免|另外送))|多(?:送|给|发)\S{0,3}[\d一二两三四五六七八九十]+\s?(?:台|个|件|套|只|箱|支|把|pcs|%)|额外(?:送|给)|附赠"
        r"|买.{1,3}送|无偿|無償|無料|サービスで(?:付|つ)|おまけ|ただで|タダ"
    ),
    "warranty": (
        r"\bwarrant\w*|\bguarantee\s(?:period|extension|extended|to|for|of)\b.{0,25}(?:month|year|\d)"
        r"|\bextend\w*\b.{0,25}\bguarantee|\bguarantee\b.{0,20}\b(?:months?|years?)\b|\b\d+[\s-]?(?:month|year)s?\sguarantee"
        r"|\bgarantie\w*\b.{0,30}(?:verläng|jahr|monat|erweit|\d)|\b(?:verläng|erweit)\w*\b.{0,30}garantie|\bgewährleistung\w*"
        r"|\b\w*garantieverlängerung|\bgarant[íi]a\b.{0,35}(?:exten|ampli|años?|meses|\d)|\b(?:exten|ampli|prorrog|estend"
        r"|prolong)\w*\b.{0,25}\bgarant[íi]a|\b(?:\d+|dos|tres|un|dois|três|doze)\s(?:años?|anos?|meses)\sde\s?garant[íi]a"
        r"|\bgarantia\b.{0,35}(?:esten|ampli|anos?|meses|\d)|质保|質保|保修|延保|保固|保证期|保用|品质保证期"
        r"|保証(?:期間)?.{0,8}(?:延長|年|ヶ月|か月|カ月)|延長保証|(?:\d|[一二三])年(?:間)?(?:の)?保証"
    ),
    "price-hold": (
        r"\b(?:hold|keep|freeze|lock|maintain|honou?r|fix|guarantee|protect|stick\sto|holding|keeping|locking"
        r"|freezing)\w*\b.{0,30}\b(?:price|pricing|rate|quote|quotation|offer)s?\b|\b(?:prices?|pricing"
        r"|rates?)\b.{0,25}\b(?:stays?|remains?|held|fixed|frozen|locked|unchanged|same|valid|firm|hold|holds|kept|protected)\b"
        r"|\b(?:price|rate)[\s-](?:hold|freeze|lock|protection|guarantee|validity)|\bvalidity\b|\b(?:quote|quotation"
        r"|offer)\b.{0,20}\b(?:valid|stands|good)\b|\bvalid\b.{0,15}\b(?:until|till|through|for)|(?:\bnot|n't|\bnever|\bno"
        r"|\bwont)\b.{0,20}\b(?:rais|increas|chang|touch|adjust|hik|put\sup|go\sup)\w*\b.{0,20}(?:\bprices?|\bpricing|\brates?"
        r"|\bit\b)?|\bno\s(?:price\s)?(?:increase|rise|hike)|\bprices?\b.{0,20}\bnot\s(?:go\sup|rise|change|increase)"
        r"|\bpreis\w*\b.{0,40}\b(?:halten|hält|stabil|fest|garant\w*|bleib\w*|nicht|gültig|einfrier\w*|konstant)|\b(?:halte"
        r"|halten|garantier\w*|fixier\w*)\b.{0,25}\bpreis|\bpreisbindung|\bpreisgarantie|\b(?:gültig"
        r"|bindefrist)\w*.{0,20}(?:verläng|bis)|\berhöh\w*\b.{0,25}\bpreis.{0,30}\bnicht|\bangebot\b.{0,20}\b(?:gültig"
        r"|gilt)|\b(?:manten|manteng|conserv|congel|respet|garanti|segur|sostien|sosten|bloque)\w*\b.{0,25}\bprecios?"
        r"|\bprecios?\b.{0,30}\b(?:mant|fijo|congelad|igual|mismo|válid|vigente|sin\scambi)\w*|\bno\b.{0,15}\b(?:sub|aument"
        r"|increment|mov)\w*\b.{0,20}\b(?:precios?|tarifas?)|\bvalidez|\b(?:mant|segur|congel|garant|trav"
        r"|fix)\w*\b.{0,25}\b(?:preços?|tabela|valores|cotação)|\b(?:preços?|tabela)\b.{0,30}\b(?:mant|fixo|congelad|mesm"
        r"|válid|segur)\w*|\b(?:não|nao)\b.{0,15}\b(?:aument|sub|reajust|mex)\w*\b.{0,20}\b(?:preços?|tabela|valor)|\bvalidade"
        r"|价格?.{0,6}(?:保持|维持|不变|有效)|价格?(?:保持|维持|锁定?|不(?:会|再)*(?:变|涨|动|调)|不加|稳定|保护|有效)|(?:保持"
        r"|维持|锁定?|保住|留住|保|按)(?:住|着)?.{0,8}(?:价格?|单价|原价|报价)(?:不变)?|不(?:会|再|能)*(?:涨价?|加价|提价|调价"
        r"|上调)|保价|報價有效|报价有效|有效期.{0,6}(?:延|到|至)|(?:延长|延).{0,6}(?:有效期|报价)|价格不|原价(?:不变)?"
        r"|價格(?:保持|維持|不變|鎖)|(?:涨|调)价?前.{0,4}(?:原|老)价|老价格?|価格.{0,8}(?:据え置|維持|変え|保証|保持|固定"
        r"|キープ|そのまま)|据え置|値上げ(?:は|を)?(?:し|いたし|致し|行)|単価.{0,8}(?:据え置|維持|変え)|有効期限.{0,6}延"
        r"|見積.{0,10}(?:有効|維持)|今の価格|現行価格"
    ),
    "other": (
        r"\brefund\w*|\bcompensat\w*|\bcredit\snote|\breimburs\w*|\bcredit\b.{0,25}\b(?:account|back|them|invoice|note)"
        r"|\bfree\s(?:\w+\s){0,2}(?:training|install\w*|commission\w*|service|set-?up|maintenance|workshop|visit)|\b(?:training"
        r"|install\w*|commissioning|maintenance)\b.{0,25}\b(?:free|no\scharge|on\sus|at\sno|gratis|kostenlos)"
        r"|\bmarketing\s(?:money|fund|support|budget|contribution|allowance)\w*|\bmdf\b|\bco-?op\s(?:fund|money)"
        r"|\btake\b.{0,30}\b(?:goods|stock|units?|machines?|pallets?|them|it|returns?|batch|unsold|\w+)\sback\b|\btake\sback\b"
        r"|\bbuy\sback\b|\breturn\spolicy|\bpenalt\w*|\bliquidated|\bcover\b.{0,25}\b(?:freight|costs?|fees?|duty|duties|customs"
        r"|travel|flights?|hotel|booth|air)\b|\bpay\sfor\b.{0,30}\b(?:freight|flights?|hotel|booth|damage|repair|advert\w*|air"
        r"|ads?|stand|campaign)|\bsponsor\w*|\babsorb\w*|\badvertis\w*\b.{0,15}\b(?:money|budget|cost|contribution)|\bvoucher"
        r"|\berstatt\w*|\brückerstatt\w*|\bgutschrift\w*|\bgutschreib\w*|\bentschädig\w*|\bschadenersatz|\bkostenlose\s(?:schulung"
        r"|installation|inbetriebnahme|montage|wartung)|\bwerbekosten\w*|\bwkz\b|\bzurücknehm\w*|\bnehm\w*\b.{0,40}\bzurück"
        r"|\brücknahme|\bvertragsstrafe|\breembols\w*|\bcompens\w*|\bindemni\w*|\bnota\sde\scrédito|\bdevol(?:ver"
        r"|u)\w*.{0,25}(?:dinero|importe|dinheiro|valor|pago)|\bcapacitación\sgrat\w*|\bformación\sgrat\w*"
        r"|\binstalación\s(?:gratis|gratuita|sin)|\bfondos?\sde\smarketing|\bapoyo\s(?:de|para)\s(?:marketing|publicidad)"
        r"|\bretirar\b.{0,20}\bmercanc|\bressarc\w*|\bestorn\w*|\bindeniz\w*|\btreinamento\sgr[áa]t\w*|\binstalação\sgr[áa]t\w*"
        r"|\bverba\sde\smarketing|\bverba\b|\bcarta\sde\screditar|\bcrédito\sna\s(?:conta|próxima)|\babono\b|退款|退钱|赔偿|賠償"
        r"|补偿|補償|索赔|贷记|红字|credit\snote|免费(?:培训|安装|上门|调试|维修|保养|技术)|免費(?:培訓|安裝)|(?:培训|安装"
        r"|调试)免费|市场(?:费|推广费|支持|基金)|推广费|广告费|营销费|退货|退回(?:来|的)?货|收回(?:货|库存)|回购|退(?:掉"
        r"|还)(?:货款|定金|货|钱|款)|赔(?:给|他|客户|一|新|\d|钱|款|付)|承担.{0,8}(?:运费|费用|关税|空运|损失)|违约金"
        r"|空运费.{0,6}我们|报销|抵扣|冲抵|退(?:一部分|差价)|补差价|返金|補償|賠償|クレジットノート|無償(?:で)?(?:研修"
        r"|トレーニング|設置|据付|修理|点検|講習)|無料(?:で)?(?:研修|トレーニング|設置|講習|点検)|販促(?:費|金)|協賛金|広告費|返品"
        r"|引き取|買い戻|違約金|弁償|運賃(?:は)?(?:弊社|当社|こちら)?(?:が|で)?負担"
    ),
}
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(re.sub(r"\n\s+", "", pattern), re.IGNORECASE)) for kind, pattern in _TABLES.items() if pattern
)
_ORDER: tuple[Kind, ...] = tuple(_TABLES)
_SENDS_GOODS = re.compile(
    r"\b(?:ship|dispatch|despatch|load|sail|deliver|arriv|produc|manufactur|export|air\s?freight)\w*\b|\bshipment|\bdelivery\b"
    r"|\bet[ad]\b|\blead\s?time|\b(?:goods|order|batch|containers?|cargo|pallets?|trucks?|vessel|production|machines?|lot|load"
    r"|consignment)\b.{0,40}\b(?:ready|leaves?|leaving|out|go|goes|going|there|with\s(?:you|them)|reach\w*|land\w*|finish\w*"
    r"|complete\w*|done|arriv\w*|port|warehouse|site)\b|\b(?:have|get|put)\b.{0,50}\b(?:at|in|on)\b.{0,30}\b(?:door|site"
    r"|port|warehouse|dock|terminal|plant|factory|yard)\b|\b(?:finish|complete|release|hand\sover|send|get"
    r"|bring)\w*\b.{0,40}\b(?:goods|order|batch|containers?|cargo|production|pallets?|machines?|lot|consignment|remaining"
    r"|rest\sof|pumps|units|pcs|pieces|valves|motors|tiles|tons?|tonnes|spare\sparts|spares|parts|replacements?|backorder)\b"
    r"|\b(?:ge?liefer|versandt|verladen|liefer|verschiff|verlad|ausliefer|produzier|fertig|versend|verschick|versand)\w*\b"
    r"|\bware\b.{0,40}\b(?:raus|ab|da|fertig|bereit|ankomm\w*|versandt)|\b(?:entreg|embarc|despach|produc|produz|fabric"
    r"|expedi|carreg|exped)\w*\b|\b(?:pedido|mercanc[íi]a|mercadorias?|contenedor|contêiner|container|carga|lote"
    r"|encomenda)\b.{0,40}\b(?:sal|sai|saem|segu|embarc|lleg|cheg|list|pront|part|zarp|env|estar)\w*|\b(?:env|mand|saca"
    r"|despach|termin|acab|complet)\w*\b.{0,30}\b(?:pedido|mercanc[íi]a|mercadorias?|contenedor|contêiner|carga|lote"
    r"|encomenda|bombas|máquinas)\b|发货|發貨|出货|出貨|交货|交貨|发运|装柜|裝櫃|装船|裝船|到货|到貨|到港|离港|开船|船期|交期"
    r"|货期|排产|生产完|生产好|完成生产|做完|赶出来|大货|交付|发出|送货|送達|送达|入库|出运|上船|发柜|提柜|柜子|整柜"
    r"|货.{0,6}(?:发|到|出|备好|做好|走|送|寄|运|齐)|(?:发|出|送|寄|运|做|交|走|赶).{0,6}(?:货(?!款)|柜|订单|批|台|吨|件"
    r"|套|箱|托)|订单.{0,8}(?:发|完成|做|出|交)|生产.{0,6}(?:完|好|结束|出)|备(?:好|齐)?货|出荷|納品|納入|船積|出港|入荷"
    r"|着荷|納期|発送|生産|製造|お届け|配送|到着|届(?:く|き|け)",
    re.IGNORECASE,
)
_NOT_GOODS = re.compile(
    r"\bsamples?\b|\bquot\w*|\boffers?\b|\bproposals?\b|\bdocuments?\b|\bdocs?\b|\bcert\w*|\bdrawings?\b|\bcatalog\w*"
    r"|\bbrochures?\b|\breports?\b|\binvoices?\b|\bpi\b|\bproforma|\bdatasheets?\b|\bspecs?\b|\bprice\s?lists?\b|\bpresentation"
    r"|\bdraft|\bb/?l\b|\bpapers?\b|\bphotos?\b|\bvideos?\b|\bcontract\b|\banswer|\bfeedback|\bfigures?\b|\btracking"
    r"|\bmanuals?\b|\bplan\b|\bschedule\b|\btest\sresults?|\bstatement|\bcolou?r\scard|\bswatch\w*|\bprototypes?\b|\banalysis"
    r"|\bagreement|\blist\b|\bartwork|\bdates?\b|\bcounter\s?sample|\bmock-?up|\bfiles?\b|\bpackaging\sproposal|\bletter"
    r"|\bconfirmation|\bslides|\bdeck\b|\bsummary|\bminutes\b|\bnotes\b|\bnumbers?\b|\bcopy|\bcopies|\bfotos?\b|\bbilder\b"
    r"|\bimágenes|\bplanilha|\bfotograf\w*|\bmuster\w*|\bangebot\w*|\bunterlagen|\bdokument\w*|\bzertifikat\w*|\bzeichnung\w*"
    r"|\bkatalog\w*|\bbericht\w*|\brechnung\w*|\bpreisliste\w*|\bdatenbl\w*|\bzahl(?:en)?\b|\bprüfbericht\w*|\bentwurf"
    r"|\bvertrag\w*|\bprotokoll\w*|\blieferterm\w*|\blieferschein|\bliefertermin|\bce-|\bmuestras?|\bcotizaci\w*|\boferta\w*"
    r"|\bpresupuesto\w*|\bdocument\w*|\bcertificad\w*|\bplanos?\b|\bcatálogo\w*|\binforme\w*|\bfactura\w*|\blistas?\b"
    r"|\bficha\w*|\bproforma|\bamostras?|\bcotaç\w*|\bproposta\w*|\borçamento\w*|\blaudo\w*|\bdesenhos?\b|\brelatório\w*"
    r"|\bnota\b|\btabela\b|\bcontrato\w*|\bfichas?\b|\bprecios\b|\bpreços\b|样品|樣品|寄样|送样|样|打样|報價|报价|单证|证书"
    r"|證書|图纸|圖紙|图|目录|报告|發票|发票|合同|资料|資料|文件|清单|方案|形式发票|提单|說明書|说明书|视频|照片|单号|箱单"
    r"|船期表|邮件|样册|色卡|价格表|数据|答复|交期(?:确认|表|答|回)|(?<![A-Za-z])(?:COA|MSDS|CE|PI)(?![A-Za-z])|サンプル|見積"
    r"|資料|証明書|図面|カタログ|報告|レポート|請求書|契約書|提案|リスト|書類|仕様書|成績書|試作",
    re.IGNORECASE,
)
_VISIT = re.compile(
    r"\bvisit\w*|\btechnician|\bengineer\b|\bbesuch\w*|拜访|上门|訪問|お?伺い|visita\w*|\btraining|培训|\bcall\b|\bmeeting\b"
    r"|confirm\w*\b.{0,20}\b(?:shipping|delivery|ship|lead)|确认.{0,8}(?:交期|船期|发货|货期)|(?:交期|船期|货期).{0,4}(?:确认|答复"
    r"|回复|告诉)|納期.{0,6}(?:回答|連絡|確認|返事)|\b(?:shipping|delivery|arrival)\s(?:date|details?|schedule|cost|quote|docs?"
    r"|documents?|notice|note|address|status|options?|terms)|\blead\s?time\b|liefertermin|\bfecha\sde\sentrega|\bdata\sde\sentrega"
    r"|\bprazo\sde\sentrega|\bplazo\sde\sentrega",
    re.I,
)
_FREE_SERVICE = re.compile(
    r"\b(?:train\w*|install\w*|commission\w*|maintenance|workshop|set-?up|start-?up|schulung\w*|inbetriebnahme|montage|wartung"
    r"|einweisung|capacitaci\w*|formaci\w*|instalaci\w*|puesta\sen\smarcha"
    r"|treinamento\w*|instala\w*|manuten\w*|service|visit\w*|repair\w*|reparatur\w*|reparaci\w*|conserto)\b|培训|培訓|安装|安裝"
    r"|上门|调试|維修|维修|保养|研修|トレーニング|講習|設置|据付|修理|点検",
    re.IGNORECASE,
)
_FREE_THING = re.compile(
    r"\b(?:samples?|spares?|parts?|units?|pieces|pcs|kits?|goods|filters?|seals?|sets?|muster|ersatzteile?|muestras?|repuestos"
    r"|amostras?|peças)\b|样|配件|备件|件套|易损|サンプル|部品",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\bwith\s(?:the\s|their\s|your\s|his\s|her\s|our\s|this\s|a\s)?(?:next\s|same\s|first\s|coming\s)?(?:shipments?|orders?"
    r"|delivery|containers?|batch)\b|\bmit\sder\snächsten\s\w+|\bcon\sel\spróximo\s\w+|\bcom\so\spróximo\s\w+"
    r"|(?:跟|随|和|与|同)(?:着)?(?:下|这|那|本|同|大).{0,2}(?:批|柜|单|货).{0,2}(?:一起|一块|一同)?|次回(?:の)?(?:出荷|注文"
    r"|納品)(?:に|と|で)",
    re.IGNORECASE,
)
"""What something goes along with says nothing about when that goes."""
_SPACES = re.compile(rf"[\s{DUE}]+")


def kind_of(wording: str, clause: str) -> Kind | None:
    """The first kind that fits, in order of what costs most to get wrong. `clause`: the whole clause with its dates hidden."""
    text = _BESIDE.sub(" ", _SPACES.sub(" ", clause))
    for kind in _ORDER:
        if kind == "delivery-date":
            if _delivers(wording, text):
                return kind
            continue
        pattern = next(pattern for name, pattern in _KINDS if name == kind)
        if pattern.search(text) and not (kind == "free-goods" and _FREE_SERVICE.search(text) and not _FREE_THING.search(text)):
            return kind
    return None


def _delivers(wording: str, text: str) -> bool:
    if not _SENDS_GOODS.search(text) or _VISIT.search(text):
        return False
    return not _NOT_GOODS.search(wording)
