"""Words that are no customer although they stand where one could. Tables only, lower case."""

from bot.promises.reading import english_words as w
from bot.promises.reading.words import words_of

CALENDAR = words_of(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun january february"
    " march april may june "
    "july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec christmas xmas easter"
    " ramadan eid cny "
    "q1 q2 q3 q4 today tomorrow tonight eod eow eom cob asap eta etd noon lunes martes miércoles miercoles jueves viernes"
    " sábado domingo montag "
    "dienstag mittwoch donnerstag freitag samstag sonntag segunda terça quarta quinta sexta enero febrero marzo abril mayo"
    " junio julio agosto "
    "septiembre octubre noviembre diciembre janeiro fevereiro março maio junho julho setembro outubro novembro dezembro januar"
    " februar märz "
    "juni juli oktober dezember natal navidad weihnachten ostern cet cest est pst gmt utc jst ist am pm hoy mañana heute morgen hoje amanhã"
)
TRADE = words_of(
    "ce iso fob cif cfr exw ddp dap fca cpt moq oem odm pi po lc tt bl b/l l/c t/t coo coa msds rohs reach ul fda sgs tuv tüv"
    " pdf ppt xls excel "
    "word cad dwg usb hs rfq rfp nda crm erp kpi sku usd eur rmb cny gbp jpy usa eu uk asia europe africa america latam emea apac dhl ups "
    "fedex tnt ems maersk msc whatsapp wechat zoom teams skype slack email gmail linkedin excel english german spanish chinese french "
    "portuguese japanese italian korean arabic russian ok okay api app pcs ctn gp hq fcl lcl awb atex nsf gots pse ccc ped en din astm api "
    "pvc pe pp abs led lcd hvac ip65 rev v2 v3 ii iii iv tbd tba fyi btw imo np nb ps pps re fw fwd cc vat gst duty net"
    " incoterms incoterm ag "
    "datev sap si no yes ja nein sí sim não ce-zertifikat vp ceo cfo coo cto hr it qa qc rd r&d rma oa bug bom moa csr tds sds eta etd epd"
)
PLACES = words_of(
    "cyprus greece romania bulgaria hungary austria switzerland netherlands belgium denmark norway sweden finland iceland ireland scotland"
    " wales malta croatia serbia slovenia slovakia czechia estonia latvia lithuania belarus moldova georgia armenia azerbaijan kazakhstan"
    " uzbekistan israel jordan lebanon iraq iran oman bahrain qatar algeria tunisia libya sudan ethiopia uganda tanzania rwanda zambia"
    " angola senegal cameroon nepal myanmar cambodia laos mongolia taiwan uruguay paraguay bolivia ecuador venezuela cuba honduras"
    " guatemala benelux balkans scandinavia iberia baltics deutschland österreich schweiz frankreich spanien italien polen griechenland"
    " rumänien zypern españa francia italia grecia chipre alemania portugués espanha frança itália alemanha angola moçambique"
    "shanghai ningbo shenzhen guangzhou beijing qingdao tianjin xiamen yiwu hongkong hong kong hamburg rotterdam antwerp bremen"
    " genoa valencia "
    "barcelona madrid lisbon lisboa porto santos paulo rio buenos aires lima callao bogota bogotá panama colon veracruz"
    " manzanillo houston miami "
    "york angeles chicago savannah seattle toronto vancouver london felixstowe southampton paris marseille berlin munich münchen frankfurt "
    "cologne düsseldorf stuttgart vienna wien zurich zürich milan milano rome istanbul izmir dubai jebel ali riyadh jeddah doha"
    " kuwait cairo alexandria "
    "lagos accra tema mombasa nairobi durban johannesburg cape town mumbai nhava sheva delhi chennai mundra karachi dhaka"
    " chittagong colombo "
    "singapore jakarta manila bangkok laem chabang hanoi saigon haiphong seoul busan incheon tokyo yokohama osaka kobe nagoya"
    " sydney melbourne "
    "brisbane auckland germany france spain portugal italy poland turkey russia ukraine egypt nigeria ghana kenya india"
    " pakistan bangladesh china "
    "japan korea vietnam thailand malaysia indonesia philippines australia canada mexico méxico brazil brasil argentina chile"
    " peru perú colombia "
    "ecuador españa deutschland österreich schweiz frankreich italien polen alemania francia italia alemanha frança espanha"
    " itália japão warsaw "
    "prague budapest stockholm oslo copenhagen helsinki dublin brussels amsterdam canton guangdong zhejiang taiwan taipei"
    " dallas boston atlanta curitiba "
    "monterrey guadalajara santiago quito montevideo sevilla bilbao nürnberg hannover leipzig köln gdansk piraeus koper constanta odessa"
)
COMMON = (
    w.OWN_VERBS
    | w.THINGS
    | w.LEAD_INS
    | w.ADVERBS
    | w.WILL
    | w.TEAM
    | w.BUYERS
    | w.WE
    | w.YOU
    | w.THEY
    | w.IT
    | w.NOT
    | w.HEDGES
    | w.WANTING
    | w.TELL
    | w.PROMISED
    | w.ASKING
    | w.WH
    | w.SUBJECTS
    | w.ORDER
    | w.USUAL
    | w.PARTICIPLES
    | w.RECEIVE
    | w.IRREGULAR_PAST
    | w.STATES
    | w.FACTS
    | w.PRIVATE
    | w.MOVING
    | w.MEALS
    | w.THEIR_VERBS
    | CALENDAR
) | words_of(
    "for to into onto the a an our my your his her its their them him us me you and or of in on at by with from as if when once"
    " new old big small next last first "
    "second third final full partial half extra more less other another same different free special best better good bad main"
    " whole rest each "
    "every both few many some any all no this that these those here there now later soon ready review approval testing test"
    " tests production "
    "customs shipment sampling shipping sea air road rail reference comparison information info confirmation feedback"
    " discussion evaluation "
    "inspection installation training launch fair exhibition show meeting call visit site project projects tender bid contract agreement "
    "purchase orders stock sale sales marketing export import market markets country region season year years month months week"
    " weeks day days "
    "hour hours minute minutes time times date deadline weekend holiday money cash credit account bank wire transfer freight"
    " transport truck sea "
    "customer's client's everyone everything something anything nothing nobody someone anybody somebody people person team's"
    " hand hands way ways "
    "case cases reason reasons problem problems issue issues claim claims complaint complaints repair repairs question questions request "
    "requests option options version versions size sizes colour colours color colors model models type types design designs"
    " label labels logo "
    "packaging packing box carton cartons bag bags print file files photo photos picture pictures video videos image images"
    " link links sheet "
    "manual manuals guide instructions drawing sketch plan plans layout details detail numbers number figure figures data"
    " summary minutes notes "
    "note slides deck presentation report analysis breakdown calculation estimate budget cost costs fee fees tax duty insurance"
    " penalty bonus "
    "rebate price pricing term terms condition conditions payment exclusivity warranty guarantee spare parts part component components "
    "replacement accessory accessories tool tools kit kits set sets piece pair pump pumps valve valves motor motors bearing bearings cable "
    "cables panel panels tile tiles fabric yarn cotton steel wood glass paper plastic rubber food oil gas water solar battery"
    " batteries light "
    "lights lamp lamps chair chairs table tables door doors window windows machine line lines plant unit units tank tanks tube"
    " tubes pipe pipes "
    "container pallet truckload load lot batch trial pilot demo mockup prototype prototypes preview proof proofs sign-off"
    " signoff go-live sure "
    "free shipping least most end beginning start middle top bottom half latest earliest work works support service help advice idea ideas "
    "sake instance example now good ever real fun granted long short term while what whom how why which where than then so too"
    " very much just "
    "only also even still yet already again always never often down up out off over under above below between among through"
    " during before after "
    "until since because although though unless while whether either neither nor per via versus about around approx roughly"
    " exactly max min "
    "total subject regarding concerning according due thanks thank please sorry dear hello hi hey regards best cheers ok sir"
    " madam gentlemen "
    "one two three four five six seven eight nine ten twelve twenty thirty fifty hundred thousand percent pct dollar dollars"
    " euro euros bucks grand k "
    "delivery deliveries expedite express courier mail post letter form forms survey study certificate compliance quality"
    " customs clearance "
    "collection pickup pick-up warehouse storage office headquarters head branch shop store showroom hotel airport port harbour"
    " terminal dock "
    "lunch dinner breakfast coffee drink drinks gift gifts present card cards birthday wedding party happy glad able nothing be"
    " been being get "
    "goes went gone done made given taken sent shipped paid signed agreed confirmed updated revised corrected signed-off approved stamped "
    "green red blue black white grey silver gold urgent urgently important asap priority high low top-priority internal external technical "
    "commercial legal financial annual monthly weekly daily yearly quarterly volume discount refund compensation deposit advance balance "
    "like want need know think see look seems maybe perhaps guess hope wish sounds say said says tell tells told ask asked"
    " asking talk talked "
    "spoke speaking met meet meeting called calling reply replied answer answered wrote write writing got having had has have"
    " was were is are am "
    "stainless ceramic leather dosing hydraulic electric spec mixed sorted dealt happens happening comes looking follow-up"
    " followup heads-up "
    "exclusive exclusively agency distribution distributorship sole whatever anyways promise promises commitment task todo item"
    " items bullet point points update list lists log remind reminder action job jobs"
)
NOT_NAMES = TRADE | CALENDAR
